"""Records as rows of the ledger's tables, and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from unknot.core.body import Area, Side
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
    Result,
    SlotKind,
)


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record. ``moment``: an aware datetime, kept as text and, in ``<name>_utc``, as seconds."""

    name: str
    read: Callable[[Any], Any] = _same
    write: Callable[[Any], Any] = _same
    moment: bool = False


@dataclass(frozen=True, slots=True)
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
            names += [column.name, f"{column.name}_utc"] if column.moment else [column.name]
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
        """A row in the order of :meth:`names` as its record. Raises ValueError for values of no known kind."""
        named = dict(zip(self.names(), row, strict=True))
        fields: dict[str, Any] = {self.at: datetime.fromisoformat(named["at"])}
        if self.day:
            fields["day"] = date.fromisoformat(named["day"])
        for column in self.columns:
            value = named[column.name]
            read = datetime.fromisoformat if column.moment else column.read
            fields[column.name] = None if value is None else read(value)
        return self.kind(**fields)


def _number(value: float) -> float:
    return float(value) if math.isfinite(value) else 0.0


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, write=_number) for name in names)


def _word(name: str, kind: Callable[[str], Any]) -> Column:
    return Column(name, kind, str)


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
            Column("withdrawn", bool, int),
        ),
    ),
    Table("felt", Felt, (*_texts("slot"), _word("feeling", Feeling))),
    Table("away", Away, (Column("start", moment=True), *_texts("why")), at="end", day=False),
    Table("care_answer", CareAnswer, (_word("event", CareEvent), *_texts("flags")), day=False),
)
BY_KIND = {table.kind: table for table in TABLES}
