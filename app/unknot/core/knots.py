"""Knots as they stand after everything that was said about them, and their course from day to day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from unknot.core.body import Area
from unknot.core.care_records import WORST, KnotEvent, KnotNote, Moment, PointKind
from unknot.core.library import View
from unknot.core.pressing import Spot

PREFIX = "k"
"""Ids are this and a number that is never used again: k1, k2 ..."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a knot was, 0 to WORST."""

    at: datetime
    value: int
    moment: Moment


@dataclass(frozen=True, slots=True)
class Knot:
    """One knot. ``spreads``: where a trigger point sends its pain. ``strengths``: in order of time, at least one.

    ``number``: stands on its disc and belongs to it for ever.
    """

    id: str
    number: int
    place: Spot
    kind: PointKind
    spreads: Area | None
    found: datetime
    strengths: tuple[Strength, ...]
    open: bool = True
    closed_at: datetime | None = None

    @property
    def first(self) -> int:
        """How strong it was when it was found."""
        return self.strengths[0].value

    @property
    def now(self) -> int:
        """How strong it was when it was last rated."""
        return self.strengths[-1].value


@dataclass(frozen=True, slots=True)
class CourseDay:
    """What is told of one day: the first and the last rating of it."""

    day: date
    first: int
    last: int


def fold(notes: Iterable[KnotNote]) -> tuple[Knot, ...]:
    """All knots but those withdrawn, in order of finding. Notes that make no sense change nothing."""
    found: dict[str, Knot] = {}
    withdrawn: set[str] = set()
    for note in notes:
        if note.event is KnotEvent.FOUND:
            knot = _found(note) if note.knot not in found else None
            if knot is not None:
                found[note.knot] = knot
        elif note.knot in found:
            found[note.knot] = _after(found[note.knot], note)
            if note.event is KnotEvent.WITHDRAWN:
                withdrawn.add(note.knot)
            elif note.event is KnotEvent.BACK:
                withdrawn.discard(note.knot)
    return tuple(knot for name, knot in found.items() if name not in withdrawn)


def _found(note: KnotNote) -> Knot | None:
    place, kind = _place(note), note.kind
    number = note.knot.removeprefix(PREFIX)
    if place is None or kind is None or note.strength is None or not number.isdecimal():
        return None
    first = Strength(note.at, _bounded(note.strength), note.moment)
    return Knot(note.knot, int(number), place, kind, _spreads(note), note.at, (first,))


def _after(knot: Knot, note: KnotNote) -> Knot:
    """The knot after one more note about it."""
    if note.event is KnotEvent.CHANGED:
        place = _place(note) or knot.place
        return replace(knot, place=place, kind=note.kind or knot.kind, spreads=_spreads(note))
    if note.event is KnotEvent.GONE:
        return replace(knot, open=False, closed_at=note.at)
    if note.event is KnotEvent.BACK:
        knot = replace(knot, open=True, closed_at=None)
    if note.event in (KnotEvent.RATED, KnotEvent.BACK) and note.strength is not None:
        rated = Strength(note.at, _bounded(note.strength), note.moment)
        return replace(knot, strengths=(*knot.strengths, rated))
    return knot


def _place(note: KnotNote) -> Spot | None:
    if note.area is None or note.side is None or note.view not in tuple(View):
        return None
    return Spot(View(note.view), note.x, note.y, note.area, note.side)


def _spreads(note: KnotNote) -> Area | None:
    return note.spreads if note.kind is PointKind.TRIGGER else None


def _bounded(value: int) -> int:
    return max(0, min(WORST, value))


def next_id(notes: Iterable[KnotNote]) -> str:
    """An id that no note has used, not even one of a knot that was withdrawn."""
    numbers = (note.knot.removeprefix(PREFIX) for note in notes)
    return f"{PREFIX}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1}"


def course(knot: Knot) -> tuple[CourseDay, ...]:
    """A knot's ratings by the days on which they were given, in order."""
    days: dict[date, CourseDay] = {}
    for each in knot.strengths:
        day = each.at.date()
        days[day] = CourseDay(day, days[day].first if day in days else each.value, each.value)
    return tuple(days[day] for day in sorted(days))
