"""Working hours by weekday, as a person writes them: ``mon = ["08:30-12:15", "13:00-17:30"]``."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from unknot.core.library import Problem

FILE = "settings.toml"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WALL_TIME = re.compile("[0-9]{1,2}:[0-9]{2}")
_DAY = 24 * 60
_BREAK = 4 * 60
"""Minutes that a break across midnight may have, so that the hours after it still belong to the day before."""
_NIGHT = 6 * 60
"""Minutes that somebody who works across midnight has off at least."""


@dataclass(frozen=True, slots=True, order=True)
class WorkRange:
    """A stretch of working time in local wall time. ``end <= start`` means it ends on the next day."""

    start: time
    end: time

    @property
    def minutes(self) -> int:
        """Length on a day without a clock change, in minutes (1..1440)."""
        span = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return span if span > 0 else span + 1440

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


Ranges = tuple[WorkRange, ...]
"""A day's ranges in the order they are worked, not overlapping; an empty tuple is a day off. One that starts before the
one before it is on the next day: 22:00-02:00 and 02:45-06:00 are one night."""
Hours = tuple[Ranges, ...]
"""Seven of them, Monday first."""


def week_of(*ranges: str, days: int = 5) -> Hours:
    """Hours with the same ranges on the first days of the week. Raises ValueError."""
    found, problems = read_ranges(ranges, "hours")
    if problems:
        raise ValueError(problems[0].found)
    return (found,) * days + ((),) * (7 - days)


def read_hours(value: Any, where: str, default: Hours) -> tuple[Hours | None, list[Problem]]:
    """Hours from a table by weekday. A day that isn't named is off; a wrong one keeps its default. None and a problem
    for what is no table."""
    if not isinstance(value, Mapping):
        return None, [Problem(FILE, where, "kind", str(value), 'mon = ["08:30-12:15", "13:00-17:30"]')]
    problems = [Problem(FILE, f"{where}.{day}", "unknown", "", ", ".join(DAYS)) for day in value if day not in DAYS]
    week: list[Ranges] = []
    for index, day in enumerate(DAYS):
        if day not in value:
            week.append(default[index] if not value else ())
            continue
        ranges, wrong = read_ranges(value[day], f"{where}.{day}")
        problems.extend(wrong)
        week.append(default[index] if wrong else ranges)
    return tuple(week), problems


def read_ranges(value: Any, where: str) -> tuple[Ranges, list[Problem]]:
    """Ranges of one day from ``["08:30-12:15", "13:00-17:30"]``, put in order; overlapping ones are refused."""
    if not isinstance(value, (list, tuple)):
        return (), [Problem(FILE, where, "kind", str(value), '["08:30-12:15"]')]
    found: list[WorkRange] = []
    for text in value:
        try:
            start, end = (wall_time(part.strip()) for part in str(text).split("-"))
        except ValueError:
            return (), [Problem(FILE, where, "kind", str(text), "HH:MM-HH:MM")]
        found.append(WorkRange(start, end))
    ordered = in_order(found)
    for (before, ends), (after, starts) in itertools.pairwise(zip(ordered, _minutes(ordered), strict=True)):
        if starts[0] < ends[1]:
            return (), [Problem(FILE, where, "range", f"{before} {after}", "ranges that do not overlap")]
    if ordered and _minutes(ordered)[-1][1] > _minutes(ordered)[0][0] + _DAY:
        wrong = f"{ordered[0]} {ordered[-1]}"
        return (), [Problem(FILE, where, "range", wrong, "ranges that do not overlap")]
    return ordered, []


def with_days(ranges: Ranges) -> tuple[tuple[WorkRange, int], ...]:
    """Each range of a day with the days that its start lies after that day: 0, and 1 behind a break across midnight."""
    return tuple((work, start // _DAY) for work, (start, _) in zip(ranges, _minutes(ranges), strict=True))


def in_order(ranges: Iterable[WorkRange]) -> Ranges:
    """In the order they are worked. Hours that go on across midnight, after a break there, begin in the evening."""
    found = tuple(sorted(ranges))
    gaps = [after[0] - before[1] for before, after in itertools.pairwise(_minutes(found))]
    if not gaps or max(gaps) < _NIGHT:
        return found
    across = found[0].start.hour * 60 + found[0].start.minute + _DAY - _minutes(found)[-1][1]
    if not 0 <= across <= _BREAK:
        return found
    first = gaps.index(max(gaps)) + 1
    return found[first:] + found[:first]


def _minutes(ranges: Sequence[WorkRange]) -> list[tuple[int, int]]:
    """(start, end) of each in minutes from the first midnight; a start before the one before it is on the next day."""
    found: list[tuple[int, int]] = []
    for work in ranges:
        start = work.start.hour * 60 + work.start.minute
        if found and start < found[-1][0]:
            start += _DAY
        found.append((start, start + work.minutes))
    return found


def plain_hours(hours: Hours) -> dict[str, list[str]]:
    """As they stand in a file."""
    return {day: [str(work) for work in ranges] for day, ranges in zip(DAYS, hours, strict=True)}


def wall_time(text: str) -> time:
    """``8:30`` or ``08:30``; ``24:00`` is midnight. Seconds and offsets mean nothing here. Raises ValueError."""
    if not _WALL_TIME.fullmatch(text):
        raise ValueError(text)
    hour, minute = map(int, text.split(":"))
    return time(0 if (hour, minute) == (24, 0) else hour, minute)


DEFAULT_HOURS: Hours = week_of("08:30-12:15", "13:00-17:30")
