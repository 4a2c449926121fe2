"""Typed values out of hand-written TOML. What is wrong becomes a Problem that names file and field; nothing raises."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from unknot.core.library import Amount, Origin, Problem

LARGEST_FILE = 64 * 1024
LONGEST_TEXT = 400
DEEPEST = 16
"""Tables and lists within one another; ours need six."""
MOST_DOTS = 2500
"""In one line, where our outlines have a thousand: a name of so many parts takes the parser that number squared, a
minute for a whole file."""
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME_RULE = "small letters, digits and hyphens"
LARGEST_NUMBER = 2**63
"""TOML's own bound. Beyond some thousand digits Python would not even write a number."""
_SHOWN = 60

E = TypeVar("E", bound=StrEnum)


def absent(path: Path) -> bool:
    """Whether there is no such file; not, where nobody may look: reading it says why."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def parsed(content: bytes) -> dict[str, Any]:
    """The table that a file's content stands for. Raises ValueError for what is no TOML, or no UTF-8, or nested so
    deeply or a number so large that not even a message could show it."""
    text = content.decode("utf-8-sig")
    if any(line.count(".") > MOST_DOTS for line in text.splitlines()):
        raise ValueError("too many dots in a line")
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    inside: list[Any] = [table]
    for _ in range(DEEPEST):
        values = [each for one in inside for each in (one.values() if isinstance(one, dict) else one)]
        if any(isinstance(each, int) and not -LARGEST_NUMBER <= each < LARGEST_NUMBER for each in values):
            raise ValueError("a number too large")
        inside = [each for each in values if isinstance(each, dict | list)]
        if not inside:
            return table
    raise ValueError("nested too deeply")


def read_toml(path: Path, file: str, problems: list[Problem]) -> Mapping[str, Any] | None:
    """The table in a file; None plus a Problem when it can't be read. ``file`` is its display name."""
    try:
        if path.exists() and not path.is_file():  # a pipe would keep us waiting
            raise IsADirectoryError(0, "not a file")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            problems.append(Problem(file, "", "range", "more", f"0 to {LARGEST_FILE} bytes"))
            return None
        return parsed(raw)
    except (OSError, ValueError) as trouble:
        why = (trouble.strerror if isinstance(trouble, OSError) else None) or trouble
        problems.append(Problem(file, "", "unreadable", shown(why)))
        return None


class Fields:
    """One table of a file. Each read notes what is wrong and answers a harmless stand-in then.

    ``wrong`` names the fields (without the prefix) that had a problem; ``finish`` notes the keys that nobody read.
    """

    def __init__(self, file: str, table: Mapping[str, Any], problems: list[Problem], prefix: str = "") -> None:
        self.file = file
        self.wrong: set[str] = set()
        self._table = table
        self._problems = problems
        self._prefix = prefix
        self._read: set[str] = set()

    def has(self, name: str) -> bool:
        """Whether the key is there, good or bad."""
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        """The keys that are there, in the file's order."""
        return iter(self._table)

    def is_table(self, name: str) -> bool:
        """Whether a table stands under the key."""
        return isinstance(self._table.get(name), Mapping)

    def note(self, name: str, what: str, found: object = "", allowed: str = "") -> None:
        """Note a Problem about the field ``name`` ("" for the table itself)."""
        self.wrong.add(name)
        field = ".".join(part for part in (self._prefix, name) if part)
        self._problems.append(Problem(self.file, field, what, shown(found), allowed))

    def finish(self) -> bool:
        """Note unknown keys; True when nothing was wrong."""
        for name in self._table:
            if name not in self._read:
                self.note(name, "unknown", name, ", ".join(sorted(self._read)))
        return not self.wrong

    def text(self, name: str, default: str | None = None, most: int = LONGEST_TEXT) -> str:
        """A line of text of at most so many letters; without a default it has to be there."""
        value = self._take(name, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self.note(name, "kind", value, "text")
            return ""
        if not 1 <= len(value.strip()) <= most:
            self.note(name, "range", value, f"1 to {most} letters")
        return value.strip()

    def flag(self, name: str, default: bool) -> bool:
        """``true`` or ``false``."""
        value = self._take(name, required=False)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.note(name, "kind", value, "true, false")
        return default

    def number(self, name: str, least: float, most: float, *, whole: bool = False) -> float | None:
        """A number within bounds; None when it is not there or wrong."""
        value = self._take(name, required=False)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            self.note(name, "kind", value, "a whole number" if whole else "a number")
            return None
        if not least <= value <= most:
            self.note(name, "range", value, f"{least:g} to {most:g}")
            return None
        return float(value)

    def whole_numbers(self, name: str, least: int, most: int, *, count: int | None = None) -> tuple[int, ...]:
        """A list of whole numbers within bounds, so many unless ``count`` is None; empty when not there or wrong."""
        value = self._take(name, required=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(type(each) is int for each in value):
            self.note(name, "kind", value, "[1, 2]")
        elif count is not None and len(value) != count:
            self.note(name, "range", value, f"{count} numbers")
        elif not all(least <= each <= most for each in value):
            self.note(name, "range", value, f"{least} to {most}")
        return () if name in self.wrong else tuple(value)

    def choice(self, name: str, kind: type[E], default: E) -> E:
        """One word out of an enum."""
        value = self._take(name, required=False)
        if value is None:
            return default
        if value not in list(kind):
            self.note(name, "range" if isinstance(value, str) else "kind", value, ", ".join(kind))
            return default
        return kind(value)

    def choices(self, name: str, kind: type[E]) -> tuple[E, ...]:
        """A list of different words out of an enum, empty only when the key is missing."""
        words = self._words(name)
        for word in words:
            if word not in list(kind):
                self.note(name, "range", word, ", ".join(kind))
        return () if name in self.wrong else tuple(kind(word) for word in words)

    def names(self, name: str, allowed: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of different ids, of any wording unless ``allowed`` lists them."""
        words = self._words(name)
        for word in words:
            if not NAME.fullmatch(word) or (allowed and word not in allowed):
                self.note(name, "range", word, ", ".join(allowed) or NAME_RULE)
        return () if name in self.wrong else words

    def texts(self, name: str, count: int, most: int = LONGEST_TEXT) -> tuple[str, ...]:
        """A list of one to ``count`` lines of text, each as ``text`` has them; it has to be there."""
        value = self._take(name, required=True)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            self.note(name, "kind", value, '["a line", "another line"]')
        elif not 1 <= len(value) <= count:
            self.note(name, "range", len(value), f"1 to {count} lines")
        elif not all(1 <= len(line.strip()) <= most for line in value):
            self.note(name, "range", "a line", f"1 to {most} letters")
        return () if name in self.wrong else tuple(line.strip() for line in value)

    def amount(self, name: str, least: float, most: float, *, whole: bool = False) -> Amount | None:
        """``{ least, most, usual, origin }``, or a plain number that is all three; None when not there or wrong."""
        if not self.is_table(name):
            only = self.number(name, least, most, whole=whole)
            return None if only is None else Amount(only, only, only, Origin.ADDED)
        table = self.table(name)
        for part in ("least", "most", "usual"):
            if not table.has(part):
                table.note(part, "missing")
        low = table.number("least", least, most, whole=whole)
        high = table.number("most", least, most, whole=whole)
        usual = table.number("usual", least, most, whole=whole)
        origin = table.choice("origin", Origin, Origin.ADDED)
        if low is not None and high is not None and usual is not None and not low <= usual <= high:
            table.note("usual", "range", usual, f"{low:g} to {high:g}")
        if not self.close(name, table) or low is None or high is None or usual is None:
            return None
        return Amount(low, high, usual, origin)

    def table(self, name: str) -> Fields:
        """The table under a key; an empty one when it is missing or no table."""
        value = self._take(name, required=False)
        if value is not None and not isinstance(value, Mapping):
            self.note(name, "kind", value, "a table")
            value = None
        return Fields(self.file, value or {}, self._problems, f"{self._prefix}.{name}".strip("."))

    def tables(self, name: str) -> tuple[Fields, ...]:
        """The tables of a list, their fields named ``name.1``, ``name.2`` and so on."""
        value = self._take(name, required=True)
        if value is not None and not (isinstance(value, list) and all(isinstance(v, Mapping) for v in value)):
            self.note(name, "kind", value, f"[[{name}]]")
            value = None
        return tuple(
            Fields(self.file, entry, self._problems, f"{self._prefix}.{name}.{n}".strip("."))
            for n, entry in enumerate(value or (), 1)
        )

    def close(self, name: str, table: Fields) -> bool:
        """Finish a table that was taken out under ``name``; True when nothing was wrong in it."""
        if not table.finish():
            self.wrong.add(name)
        return name not in self.wrong

    def _words(self, name: str) -> tuple[str, ...]:
        value = self._take(name, required=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.note(name, "kind", value, '["word", "word"]')
            return ()
        if not value or len(set(value)) != len(value):
            self.note(name, "range", value, "different words, at least one")
        return tuple(value)

    def _take(self, name: str, *, required: bool) -> Any:
        self._read.add(name)
        if name not in self._table and required:
            self.note(name, "missing")
        return self._table.get(name)


def shown(value: object) -> str:
    """A value as it may be shown in a message: short, on one line, without letters that would steer a terminal."""
    text = "".join(each if each.isprintable() else "\ufffd" for each in " ".join(str(value).split()))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
