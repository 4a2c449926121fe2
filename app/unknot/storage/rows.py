"""Records as rows of the ledger's tables, and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from unknot.core.body import Area, Side
from unknot.core.care_records import (
    Activity,
    Aerobic,
    Compress,
    CompressEvent,
    CompressKind,
    Injury,
    InjuryEvent,
    KnotEvent,
    KnotNote,
    Massage,
    Moment,
    PainEntry,
    PainEvent,
    PointKind,
    Result,
    Stance,
    StanceChange,
)
from unknot.core.history import (
    Away,
    CareAnswer,
    CareEvent,
    Entry,
    Event,
    ExerciseTime,
    Feeling,
    Felt,
    Outcome,
    Pain,
    Reason,
    Record,
    SlotKind,
)


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record. ``moment``: an aware datetime, kept as text and, in ``<name>_utc``, as seconds.
    ``column``: its name in the table where that is another one (each row has an ``id`` of its own)."""

    name: str
    read: Callable[[Any], Any] = _same
    write: Callable[[Any], Any] = _same
    moment: bool = False
    column: str = ""

    @property
    def stored(self) -> str:
        """Its name in the table."""
        return self.column or self.name


@dataclass(frozen=True)
class Table:
    """Where one kind of record lives. ``at``: the field that says when; ``day``: whether it has a working day of its
    own, otherwise the local date of its moment counts."""

    name: str
    kind: type[Any]
    columns: tuple[Column, ...]
    at: str = "at"
    day: bool = True

    def names(self) -> list[str]:
        """Column names in the order of :meth:`values`."""
        names = ["day", "at", "at_utc"]
        for column in self.columns:
            names += [column.stored, f"{column.stored}_utc"] if column.moment else [column.stored]
        return names

    def day_of(self, record: Record) -> date:
        """The day a record counts for."""
        return record.day if self.day else getattr(record, self.at).date()  # type: ignore[union-attr]

    def values(self, record: Record) -> list[Any]:
        """One row. Raises ValueError for a moment without an offset: nobody could say later when that was."""
        at = getattr(record, self.at)
        if at.tzinfo is None:
            raise ValueError(f"{self.name}: {at} has no offset")
        row: list[Any] = [self.day_of(record).isoformat(), at.isoformat(), at.timestamp()]
        for column in self.columns:
            value = getattr(record, column.name)
            if column.moment:
                row += [None, None] if value is None else [value.isoformat(), value.timestamp()]
            else:
                row.append(None if value is None else column.write(value))
        return row

    def record(self, row: Sequence[Any]) -> Any:
        """A row of :attr:`selected` as its record. Raises ValueError or TypeError for values of no known kind, as a
        later version or another hand may have written."""
        return self.kind(*[
            value if value is None else read(value) for (_, read), value in zip(self._fields, row, strict=True)
        ])

    @cached_property
    def selected(self) -> str:
        """The columns of :meth:`record`, for a SELECT."""
        return ", ".join(name for name, _ in self._fields)

    @cached_property
    def _fields(self) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        """Column and reader of each field, in the record's own order: made once, thousands of rows go through."""
        found: dict[str, tuple[str, Callable[[Any], Any]]] = {self.at: ("at", moment)}
        if self.day:
            found["day"] = ("day", date.fromisoformat)
        for column in self.columns:
            found[column.name] = (column.stored, moment if column.moment else column.read)
        return tuple(found[field.name] for field in fields(self.kind))


def _number(value: float) -> float:
    return float(value) if math.isfinite(value) else 0.0


def writable(text: str) -> str:
    """A text without halves of letters, which a broken clipboard gives and no file takes: ``?`` stands for them."""
    return text.encode(errors="replace").decode()


def _text(value: Any) -> str:
    """SQLite keeps what it is given, whatever the column was declared for."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def moment(text: str) -> datetime:
    """The moment that was written so. Raises ValueError or TypeError for what is none, or has no offset."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(f"{text} has no offset")
    return found


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, _text, writable) for name in names)


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, float, _number) for name in names)


def _whole(name: str) -> Column:
    return Column(name, int, int)


def _word(name: str, kind: type[StrEnum]) -> Column:
    known = {str(one): one for one in kind}

    def read(value: Any) -> StrEnum:
        return known.get(value) or kind(value)  # which says what is wrong

    return Column(name, read, str)


def _flag(name: str) -> Column:
    return Column(name, bool, int)


def _place() -> tuple[Column, ...]:
    return _word("area", Area), _word("side", Side)


def _own_id() -> tuple[Column, ...]:
    return (Column("id", _text, writable, column="ident"),)


TABLES: tuple[Table, ...] = (
    Table(
        "entry",
        Entry,
        (
            *_texts("slot"),
            _word("kind", SlotKind),
            _word("event", Event),
            Column("due", moment=True),
            _word("outcome", Outcome),
            _word("reason", Reason),
            *_texts("why", "routine"),
            *_numbers("minutes", "seconds", "share"),
        ),
    ),
    Table(
        "exercise_time",
        ExerciseTime,
        (
            *_texts("slot", "exercise"),
            _word("side", Side),
            *_numbers("seconds"),
            _word("result", Result),
        ),
    ),
    Table(
        "pain",
        Pain,
        (
            *_texts("slot", "exercise"),
            _word("area", Area),
            _word("side", Side),
            _flag("withdrawn"),
        ),
    ),
    Table("felt", Felt, (*_texts("slot"), _word("feeling", Feeling))),
    Table("away", Away, (Column("start", moment=True), *_texts("why")), at="end", day=False),
    Table("care_answer", CareAnswer, (_word("event", CareEvent), *_texts("flags")), day=False),
    Table(
        "knot",
        KnotNote,
        (
            *_texts("knot"),
            _word("event", KnotEvent),
            *_texts("view"),
            *_numbers("x", "y"),
            *_place(),
            _word("kind", PointKind),
            _word("spreads", Area),
            _whole("strength"),
            _word("moment", Moment),
        ),
        day=False,
    ),
    Table(
        "massage",
        Massage,
        (*_texts("slot", "knot", "technique"), *_numbers("seconds"), _word("result", Result)),
    ),
    Table(
        "compress",
        Compress,
        (
            *_own_id(),
            _word("kind", CompressKind),
            _word("event", CompressEvent),
            *_place(),
            *_texts("way"),
            *_numbers("seconds"),
        ),
        day=False,
    ),
    Table("injury", Injury, (*_own_id(), _word("event", InjuryEvent), *_place()), day=False),
    Table(
        "pain_entry",
        PainEntry,
        (
            *_own_id(),
            _word("event", PainEvent),
            *_texts("places"),
            _whole("strength"),
            _flag("painkillers"),
            _flag("always"),
            *_texts("note"),
        ),
    ),
    Table("aerobic", Aerobic, (*_own_id(), _word("activity", Activity), *_numbers("minutes"), _flag("withdrawn"))),
    Table("stance", StanceChange, (_word("stance", Stance), *_texts("by")), day=False),
)
BY_KIND = {table.kind: table for table in TABLES}
