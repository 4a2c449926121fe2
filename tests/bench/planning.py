"""How long plans take: one day, and a year of days. Needs no desktop."""

from __future__ import annotations

import time as clock
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from unknot.core.day import Span
from unknot.core.plan import Given, plan_day
from unknot.core.settings import PostureBy, SessionsAt, Settings

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 1, 1)
DAY, YEAR = 0.001, 0.3
"""Seconds that they may take on a quiet machine."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds of one day's plan (the median of many) and of a year's (the best of a few)."""

    name: str
    day: float
    year: float


def meetings(count: int) -> tuple[Span, ...]:
    """So many half hours, spread over the year's working time, some over one another."""
    starts = (FIRST + timedelta(days=n * 7 % 365) for n in range(count))
    return tuple(
        Span(start, start + timedelta(minutes=30))
        for n, day in enumerate(starts)
        for start in [datetime.combine(day, time(8 + n % 10, 15 * (n % 4)), BERLIN)]
    )


def crowded(count: int) -> tuple[Span, ...]:
    """So many busy times of ten seconds, all on the one day."""
    begin = datetime.combine(FIRST, time(8, 30), BERLIN)
    return tuple(
        Span(begin + timedelta(seconds=16 * n), begin + timedelta(seconds=16 * n + 10)) for n in range(count)
    )


def figures() -> list[Figure]:
    """All of them. Busy times are given as the coach has them: those of the day and of the one behind it."""
    by_clock = Settings(posture=PostureBy.CLOCK, clock_minutes=(0, 20, 50))
    fixed = Settings(sessions_at=SessionsAt.FIXED)
    dense = Settings(prompt_every=20, sessions=8, session_gap=30)
    return [
        figure("as it comes", Settings()),
        figure("8 sessions, every 20 min", dense),
        figure("by the clock", by_clock),
        figure("sessions at fixed times", fixed),
        figure("2,000 meetings a year", Settings(), meetings(2000)),
        figure("2,000 meetings a year, by the clock", by_clock, meetings(2000)),
    ]


def figure(name: str, settings: Settings, busy: Sequence[Span] = ()) -> Figure:
    """Of one kind of day."""
    days = [FIRST + timedelta(days=n) for n in range(365)]
    on = defaultdict[date, list[Span]](list)
    for span in busy:
        for day in (span.start.date(), span.start.date() - timedelta(days=1)):
            on[day].append(span)
    given = {day: Given(settings, BERLIN, busy=tuple(on[day])) for day in days}
    middle = days[330]
    once = sorted(_seconds([middle], given) for _ in range(31))
    return Figure(name, once[15], min(_seconds(days, given) for _ in range(3)))


def crowded_seconds() -> float:
    """Of one day with 2,000 busy times in its working hours, which no calendar has."""
    day = FIRST
    given = {day: Given(Settings(), BERLIN, busy=crowded(2000))}
    return min(_seconds([day], given) for _ in range(5))


def _seconds(days: Sequence[date], given: dict[date, Given]) -> float:
    begin = clock.perf_counter()
    for day in days:
        plan_day(day, given[day])
    return clock.perf_counter() - begin
