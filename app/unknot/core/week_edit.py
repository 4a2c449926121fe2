"""Changing working hours the way a hand does on a week's grid: paint, move, resize, take away. Pure.

Every result can be kept: in order, without overlaps, in steps of 15 minutes. Minutes count from the midnight with which
a day begins; what runs past the next one has more than 1440 of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from unknot.core.hours import Hours, Ranges, WorkRange, in_order

STEP = 15
"""Minutes of the grid."""
DAY = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Bar:
    """One range on the grid: minutes from the midnight its day begins with. ``start`` is below 1440 but behind a break
    across midnight; ``end`` is at most 1440 behind the start of the day's first bar."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.end - self.start


def bars(ranges: Ranges) -> tuple[Bar, ...]:
    """A day's ranges on the grid, in order."""
    found: list[Bar] = []
    for work in ranges:
        start = work.start.hour * 60 + work.start.minute
        if found and start < found[-1].start:
            start += DAY
        found.append(Bar(start, start + work.minutes))
    return tuple(found)


def ranges_of(some: Iterable[Bar]) -> Ranges:
    """Back to ranges: bars that overlap or touch become one, and a day ends at the latest when the next would begin."""
    joined: list[Bar] = []
    for bar in sorted(some):
        if bar.end <= bar.start:
            continue
        if joined and bar.start <= joined[-1].end:
            joined[-1] = Bar(joined[-1].start, max(joined[-1].end, bar.end))
        else:
            joined.append(bar)
    last = joined[0].start + DAY if joined else 0
    fitting = [Bar(bar.start, min(bar.end, last)) for bar in joined if bar.start < last]
    return in_order([WorkRange(_time(bar.start), _time(bar.end)) for bar in fitting])


def snapped(minute: float) -> int:
    """The nearest step of the grid."""
    return round(minute / STEP) * STEP


def painted(hours: Hours, day: int, start: int, end: int) -> Hours:
    """With working time from one minute of a weekday to another, in whatever order; at least one step of it."""
    first, last = sorted((snapped(start), snapped(end)))
    first = min(max(0, first), DAY - STEP)
    last = min(max(last, first + STEP), first + DAY)
    return _with(hours, day, (*bars(hours[day]), Bar(first, last)))


def moved(hours: Hours, day: int, index: int, by: int) -> Hours:
    """With a bar so many minutes earlier or later, its length kept; it stops at its neighbours and at midnight."""
    row = list(bars(hours[day]))
    bar = row.pop(index)
    low, high = _room(row, index, bar)
    start = min(max(bar.start + snapped(by), low), high - bar.minutes)
    return _with(hours, day, (*row, Bar(start, start + bar.minutes)))


def resized(hours: Hours, day: int, index: int, *, start: int | None = None, end: int | None = None) -> Hours:
    """With one edge of a bar at another minute; it stops at its neighbours, and a step before its other edge."""
    row = list(bars(hours[day]))
    bar = row.pop(index)
    low, high = _room(row, index, bar)
    if start is not None:
        bar = Bar(min(max(snapped(start), low), bar.end - STEP), bar.end)
    if end is not None:
        bar = Bar(bar.start, max(min(snapped(end), high), bar.start + STEP))
    return _with(hours, day, (*row, bar))


def removed(hours: Hours, day: int, index: int) -> Hours:
    """Without a bar."""
    row = list(bars(hours[day]))
    del row[index]
    return _with(hours, day, row)


def cut(hours: Hours, day: int, start: int, end: int) -> Hours:
    """Without the working time from one minute to another: a break."""
    first, last = sorted((snapped(start), snapped(end)))
    parts = [Bar(a, b) for bar in bars(hours[day]) for a, b in ((bar.start, min(bar.end, first)),
                                                                (max(bar.start, last), bar.end)) if a < b]
    return _with(hours, day, parts)


def copied(hours: Hours, day: int, to: Iterable[int]) -> Hours:
    """With one weekday's hours on others as well."""
    targets = set(to)
    return tuple(hours[day] if other in targets else row for other, row in enumerate(hours))


def at(ranges: Ranges, minute: int) -> int | None:
    """The index of the bar at a minute of the day; None where there is none."""
    return next((n for n, bar in enumerate(bars(ranges)) if bar.start <= minute < bar.end), None)


def _room(others: Sequence[Bar], index: int, bar: Bar) -> tuple[int, int]:
    """Between which minutes a bar may lie, its neighbours being where they are."""
    low = others[index - 1].end if index > 0 else 0
    latest = others[0].start + DAY if index > 0 else bar.start + DAY
    high = others[index].start if index < len(others) else latest
    return low, min(high, 2 * DAY)


def _with(hours: Hours, day: int, some: Iterable[Bar]) -> Hours:
    return (*hours[:day], ranges_of(some), *hours[day + 1 :])


def _time(minute: int) -> time:
    hour, left = divmod(minute % DAY, 60)
    return time(hour, left)
