"""Own routines and exercises as TOML: a draft put into the file that is there, whose other words and comments stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tomlkit import TOMLDocument, aot, document, dumps, inline_table, parse, table
from tomlkit.exceptions import TOMLKitError

from unknot.core.body import Side
from unknot.core.drafts import ExerciseDraft, RoutineDraft
from unknot.core.library import REST_SECONDS, Amount, Origin, RoutineStep, Sides

ENGLISH = "en"
_WORDS = ("name", "purpose", "ready", "do", "felt", "caution", "switch")


def routine_toml(draft: RoutineDraft, before: str = "") -> bytes:
    """A routine's file. What follows from its steps (minutes, areas, positions) is left to the reader."""
    made = _parsed(before)
    for follows in ("minutes", "areas", "positions"):
        made.pop(follows, None)
    _put(made, "rounds", draft.rounds if draft.rounds != 1 else None)
    made.pop("steps", None)
    steps = aot()
    for step in draft.steps:
        steps.append(_step(step))
    made["steps"] = steps
    words = _words(made)
    _put(words, "name", draft.name.strip())
    _put(words, "purpose", draft.purpose.strip())
    return _written(made)


def exercise_toml(draft: ExerciseDraft, before: str = "") -> bytes:
    """An exercise's file."""
    made = _parsed(before)
    made["positions"] = [str(position) for position in draft.positions]
    made["areas"] = [str(area) for area in draft.areas]
    _put(made, "sides", str(draft.sides) if draft.sides is not Sides.TOGETHER else None)
    for name in ("hold", "repetitions", "relax"):
        amount: Amount | None = getattr(draft, name)
        _put(made, name, _amount(amount, whole=name == "repetitions") if amount else None)
    words = _words(made)
    for name in _WORDS:
        _put(words, name, getattr(draft, name).strip())
    return _written(made)


def plain_toml(values: Mapping[str, Any]) -> bytes:
    """A file of plain values."""
    return dumps(values).encode()


def _parsed(text: str) -> TOMLDocument:
    """The file as it was; an empty one for what can't be read."""
    try:
        return parse(text)
    except (TOMLKitError, ValueError, RecursionError):
        return document()


def _written(made: TOMLDocument) -> bytes:
    """The words stand at the end: a table takes all that follows it."""
    words = made.pop("text")
    made["text"] = words
    return dumps(made).encode()


def _words(made: TOMLDocument) -> Any:
    """The table of words that the reader shows: English, or the first language there is."""
    text = made.get("text")
    if not isinstance(text, dict):
        made.pop("text", None)
        made["text"] = table(is_super_table=True)
        text = made["text"]
    language = ENGLISH if ENGLISH in text or not text else next(iter(text))
    if not isinstance(text.get(language), dict):
        text.pop(language, None)
        text[language] = table()
    return text[language]


def _put(into: Any, name: str, value: object) -> None:
    """Set it, or leave it out when there is nothing to say."""
    if value is None or value == "":
        into.pop(name, None)
    else:
        into[name] = value


def _step(step: RoutineStep) -> Any:
    made = table()
    made["exercise"] = step.exercise
    _put(made, "hold", None if step.hold is None else _number(step.hold))
    _put(made, "repetitions", step.repetitions)
    _put(made, "side", str(step.side) if step.side is not Side.BOTH else None)
    if step.rest != REST_SECONDS:
        made["rest"] = _number(step.rest)
    return made


def _amount(amount: Amount, *, whole: bool) -> Any:
    made = inline_table()
    for name in ("least", "most", "usual"):
        value = getattr(amount, name)
        made[name] = int(value) if whole else _number(value)
    if amount.origin is not Origin.ADDED:
        made["origin"] = str(amount.origin)
    return made


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value
