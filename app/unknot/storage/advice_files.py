"""Pages of advice: their numbers out of one file each, their words by language with the numbers filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from unknot.core.library import Advice, AdviceText, Amount, Section, Source
from unknot.storage.fields import NAME, NAME_RULE, Fields

NUMBER = (0.0, 1000.0)
MOST_SECTIONS = 8
MOST_LINES = 12

_PLAIN = ("name", "purpose", "caution", "picture")
_BRACED = re.compile(r"\{[^{}]*\}|[{}]")
_PARTS = ("usual", "least", "most")


def read_advice(name: str, fields: Fields) -> Advice | None:
    """The page in a file; None when anything in it is wrong."""
    numbers = fields.table("numbers")
    amounts = {}
    for key in numbers:
        if not NAME.fullmatch(key):
            numbers.note(key, "range", key, NAME_RULE)
        amount = numbers.amount(key, *NUMBER)
        if amount is not None:
            amounts[key] = amount
    fields.close("numbers", numbers)
    tables = fields.tables("sources")
    sources = tuple(Source(table.text("title"), table.text("link", "")) for table in tables)
    for number, table in enumerate(tables, 1):
        fields.close(f"sources.{number}", table)
    advice = Advice(name, amounts, sources, fields.text("picture", ""), fields.text("opens", ""))
    if advice.picture and not NAME.fullmatch(advice.picture):
        fields.note("picture", "range", advice.picture, NAME_RULE)
    return advice if fields.finish() else None


def read_advice_text(fields: Fields, advice: Advice) -> AdviceText | None:
    """What one language says on a page, whole; None when anything is wrong or missing."""
    plain = {name: _filled(fields, name, fields.text(name, None if name == "name" else ""), advice) for name in _PLAIN}
    tables = fields.tables("sections")
    if not 1 <= len(tables) <= MOST_SECTIONS and "sections" not in fields.wrong:
        fields.note("sections", "range", len(tables), f"1 to {MOST_SECTIONS}")
    sections = []
    for number, table in enumerate(tables[:MOST_SECTIONS], 1):
        title = _filled(table, "title", table.text("title"), advice)
        lines = tuple(_filled(table, "lines", line, advice) for line in table.texts("lines", MOST_LINES))
        sections.append(Section(title, lines))
        fields.close(f"sections.{number}", table)
    if not fields.finish():
        return None
    return AdviceText(sections=tuple(sections), **plain)


def _filled(fields: Fields, name: str, text: str, advice: Advice) -> str:
    """The text with its numbers: ``{minutes}`` is the usual one, ``{minutes:least}``, ``{minutes:most}`` the bounds."""
    known = {f"{{{key}}}": _number(amount, "usual") for key, amount in advice.numbers.items()}
    known |= {f"{{{key}:{part}}}": _number(one, part) for key, one in advice.numbers.items() for part in _PARTS}
    stray = next((found for found in _BRACED.findall(text) if found not in known), None)
    if stray is not None:
        fields.note(name, "range", stray, _allowed(advice.numbers))
        return ""
    return _BRACED.sub(lambda found: known[found.group()], text)


def _number(amount: Amount, part: str) -> str:
    return f"{getattr(amount, part):g}"


def _allowed(numbers: Mapping[str, Amount]) -> str:
    return ", ".join(f"{{{key}}}" for key in numbers) or "text without braces"
