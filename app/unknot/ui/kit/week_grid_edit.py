"""A week's working time as bars that are painted, moved, resized and cut. Pure.

A bar belongs to the day its hours belong to; its minutes count from that day's midnight, so those of a night go past
1440. Every edit answers a week that can be kept and read back as it is: where that would not be so, it stops short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import time
from enum import Enum

from unknot.core.hours import Hours, Ranges, WorkRange, read_ranges, with_days

STEP = 15
"""Minutes of one step."""
HOUR = 60
DAY = 24 * HOUR
WEEK = 7 * DAY
WEEKDAYS = range(5)
LUNCH_ENDS = 13 * HOUR
LUNCHES = (30, 45, 60)
"""Lengths of a break to choose from, in minutes."""


@dataclass(frozen=True, slots=True, order=True)
class Bar:
    """A range of a weekday (0 is Monday) in minutes from its midnight. ``first`` is over 1440 behind a break across
    midnight."""

    day: int
    first: int
    last: int

    @property
    def start(self) -> int:
        """Minutes from the week's first midnight."""
        return self.day * DAY + self.first

    @property
    def end(self) -> int:
        """The same of its end; over a week for a night of Sunday."""
        return self.day * DAY + self.last


Week = tuple[Bar, ...]
"""In order of day and time."""


class Edge(Enum):
    """Which end of a bar."""

    FIRST = "first"
    LAST = "last"


def bars_of(hours: Hours) -> Week:
    """The week as bars."""
    return tuple(bar for day, ranges in enumerate(hours) for bar in day_bars(day, ranges))


def day_bars(day: int, ranges: Ranges) -> Week:
    """One day's ranges as bars."""
    found = []
    for work, later in with_days(ranges):
        first = later * DAY + work.start.hour * HOUR + work.start.minute
        found.append(Bar(day, first, first + work.minutes))
    return tuple(found)


def hours_of(week: Week) -> Hours:
    """Back to what the settings hold."""
    return tuple(ranges_of(bar for bar in week if bar.day == day) for day in range(7))


def ranges_of(bars: Iterable[Bar]) -> Ranges:
    """One day's bars as its ranges."""
    return tuple(WorkRange(clock(bar.first), clock(bar.last)) for bar in sorted(bars))


def clock(minute: int) -> time:
    """What the wall clock shows then."""
    return time(minute % DAY // HOUR, minute % HOUR)


def sound(week: Week, day: int) -> bool:
    """Whether the hours of a day can be kept, and are read back as they are."""
    bars = tuple(bar for bar in week if bar.day == day)
    ranges = ranges_of(bars)
    read, problems = read_ranges([str(work) for work in ranges], "")
    return not problems and day_bars(day, read) == bars


def free(week: Week, start: int, end: int, but: Bar | None = None) -> tuple[int, int]:
    """The stretch around these minutes of the week that no bar other than ``but`` has taken; it may reach beyond the
    week's ends, as Monday comes again after Sunday."""
    others = [bar for bar in week if bar != but]
    ends = [bar.end + turn for bar in others for turn in (-WEEK, 0, WEEK) if bar.end + turn <= start]
    starts = [bar.start + turn for bar in others for turn in (-WEEK, 0, WEEK) if bar.start + turn >= end]
    return max(ends, default=start - WEEK), min(starts, default=end + WEEK)


def taken(week: Week, minute: int) -> Bar | None:
    """The bar at a minute of the week."""
    return next(
        (bar for bar in week for turn in (-WEEK, 0, WEEK) if bar.start + turn <= minute < bar.end + turn), None
    )


def paint(week: Week, day: int, anchor: int, to: int) -> Week:
    """Working time painted in a day's row from ``anchor`` to ``to`` (either way round), as far as it is free; what it
    touches grows. The small hours behind a night belong to that night. From inside a bar nothing is painted."""
    at = day * DAY + min(max(anchor, 0), DAY - 1)
    if taken(week, at) is not None:
        return week
    low, high = (minute - day * DAY for minute in free(week, at, at))
    for owner, offset in (((day - 1) % 7, DAY), (day, 0)):
        if offset and not any(bar.last > DAY for bar in week if bar.day == owner):
            continue
        for first, last in _spans(anchor, to):
            bar = Bar(owner, max(first, low) + offset, min(last, high) + offset)
            if bar.first < bar.last and sound(made := _joined(tuple(sorted((*week, bar))), owner), owner):
                return made
    return week


def _spans(anchor: int, to: int) -> Iterable[tuple[int, int]]:
    """What was dragged over, then shorter, its moving end drawing back to where it began."""
    ahead = to >= anchor
    begin = min(_stepped(anchor), DAY - STEP) if ahead else max(_stepped(anchor), STEP)
    end = max(_stepped(to), begin + STEP) if ahead else min(_stepped(to), begin - STEP)
    while begin != end:
        yield (begin, end) if ahead else (end, begin)
        end += -STEP if ahead else STEP


def move(week: Week, bar: Bar, by: int) -> Week:
    """The bar so many minutes later or earlier, onto the steps, as far as it is free."""
    if not by:
        return week
    low, high = free(week, bar.start, bar.end, bar)
    length, floor = bar.last - bar.first, low - bar.day * DAY
    ceiling = high - bar.day * DAY - length
    wanted = min(max(_stepped(bar.first + by), floor), ceiling)
    return _nearest(week, bar, wanted, lambda first: replace(bar, first=first, last=first + length), bar.first)


def resize(week: Week, bar: Bar, edge: Edge, to: int) -> Week:
    """One end of the bar put at this minute of its day, as far as it is free; at least one step stays."""
    low, high = free(week, bar.start, bar.end, bar)
    low, high = low - bar.day * DAY, high - bar.day * DAY
    if edge is Edge.FIRST:
        wanted = min(max(_stepped(to), low), max(bar.last - STEP, bar.first))
        return _nearest(week, bar, wanted, lambda first: replace(bar, first=first), bar.first)
    wanted = max(min(_stepped(to), high), min(bar.first + STEP, bar.last))
    return _nearest(week, bar, wanted, lambda last: replace(bar, last=last), bar.last)


def _nearest(week: Week, bar: Bar, wanted: int, made: Callable[[int], Bar], was: int) -> Week:
    """With the bar as ``made`` says for ``wanted``, or the nearest to it on the way back that can be kept."""
    step = STEP if wanted < was else -STEP
    while (was - wanted) * step > 0:
        found = tuple(sorted((*_without(week, bar), made(wanted))))
        if sound(found, bar.day):
            return found
        wanted += step
    return week


def joined(week: Week) -> Week:
    """Bars of one day that touch are one, where that can be kept."""
    for day in range(7):
        made = _joined(week, day)
        week = made if sound(made, day) else week
    return week


def _joined(week: Week, day: int) -> Week:
    kept: list[Bar] = []
    for bar in week:
        if kept and bar.day == day == kept[-1].day and bar.first <= kept[-1].last:
            kept[-1] = replace(kept[-1], last=max(kept[-1].last, bar.last))
        else:
            kept.append(bar)
    return tuple(kept)


def remove(week: Week, bar: Bar) -> Week:
    """Without this bar; a night's second half that can't stand alone goes with it."""
    made = _without(week, bar)
    return made if sound(made, bar.day) else clear(week, bar.day)


def _without(week: Week, bar: Bar) -> Week:
    return tuple(other for other in week if other != bar)


def clear(week: Week, day: int) -> Week:
    """A day off."""
    return tuple(bar for bar in week if bar.day != day)


def copy(week: Week, day: int, to: Iterable[int]) -> Week:
    """Other days with the same hours as this one, where those don't lie on another day's."""
    pattern = [bar for bar in week if bar.day == day]
    for other in sorted(set(to) - {day}):
        made = tuple(sorted((*clear(week, other), *(replace(bar, day=other) for bar in pattern))))
        if not overlapping(made, other):
            week = made
    return week


def overlapping(week: Week, day: int) -> bool:
    """Whether hours of this day lie on those of another, as a night may on the morning after it."""
    mine = [bar for bar in week if bar.day == day]
    others = [(bar.start + turn, bar.end + turn) for bar in week if bar.day != day for turn in (-WEEK, 0, WEEK)]
    return any(start < bar.end and bar.start < end for bar in mine for start, end in others)


def break_for(bar: Bar, minutes: int) -> tuple[int, int] | None:
    """Where a break of this length would lie in a bar: up to 13:00, else in its middle; None where it's too short."""
    noon = (LUNCH_ENDS - minutes, LUNCH_ENDS)
    if bar.first < noon[0] and noon[1] < bar.last:
        return noon
    first = _stepped((bar.first + bar.last - minutes) // 2)
    return (first, first + minutes) if bar.first + HOUR <= first and first + minutes + HOUR <= bar.last else None


def cut(week: Week, bar: Bar, minutes: int) -> Week:
    """The bar with a break in it; the week as it is where there is no place for one."""
    found = break_for(bar, minutes)
    if found is None:
        return week
    halves = replace(bar, last=found[0]), replace(bar, first=found[1])
    made = tuple(sorted((*_without(week, bar), *halves)))
    return made if sound(made, bar.day) else week


def _stepped(minute: int) -> int:
    return (minute + STEP // 2) // STEP * STEP
