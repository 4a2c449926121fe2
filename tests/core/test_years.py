"""A year of plans in every history that clocks have, for quite different schedules.

Each day around a change of the clocks and one in fourteen of the others, another weekday each time;
``UNKNOT_ALL_ZONES=1`` takes every day of each history, and all the names there are.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.core.days import week
from tests.core.promises import (
    asks_for_posture_as_ruled,
    is_at_fixed_times,
    is_spread_evenly,
    keeps_its_promises,
    stretches,
    working_time,
)
from tests.core.zones import ALL, days_of, distinct, history, names, zone, zones_of

from unknot.core.day import DayPlan, Span
from unknot.core.plan import Given, plan_day
from unknot.core.settings import PostureBy, SessionsAt, Settings

YEAR = 2026


def no_calendar(day: date, where: str) -> tuple[Span, ...]:
    """Nothing is busy."""
    return ()


def full_calendar(day: date, where: str) -> tuple[Span, ...]:
    """Up to nine meetings of 10 to 90 minutes a day, some of which overlap; the same for the same day and zone."""
    dice = random.Random(f"{day} {where}")
    found = []
    for _ in range(dice.randrange(10)):
        start = datetime.combine(day, time(8), UTC) + timedelta(minutes=dice.randrange(0, 720, 5))
        begin = history(where, day.year).first_at(start.replace(tzinfo=None))
        found.append(
            Span(
                datetime.fromtimestamp(begin, zone(where)),
                datetime.fromtimestamp(begin + 60 * dice.randrange(10, 90, 5), zone(where)),
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class Schedule:
    """One person's settings and calendar."""

    settings: Settings
    busy: Callable[[date, str], tuple[Span, ...]] = no_calendar


SCHEDULES = {
    "office": Schedule(Settings()),
    "night shift": Schedule(Settings(hours=week("22:00-06:00"), sessions=5)),
    "night shift with a break": Schedule(Settings(hours=week("21:30-02:00 02:45-06:15", ""), prompt_every=50)),
    "evenings": Schedule(Settings(hours=week("18:00-23:00 23:30-03:00", ""), prompt_every=45, sessions=3)),
    "dense": Schedule(
        Settings(hours=week("08:00-18:00"), prompt_every=20, sessions=8, session_minutes=5, session_gap=30)
    ),
    "small hours of the weekend": Schedule(
        Settings(hours=week("", "00:30-04:30 05:00-05:45"), prompt_every=30, sessions=3, session_gap=30)
    ),
    "part-time with meetings": Schedule(
        Settings(hours=week("09:00-10:10 10:30-11:00 14:00-14:40 16:00-18:20", "10:00-12:00"), sessions=4),
        full_calendar,
    ),
    "round the clock": Schedule(
        Settings(hours=week("00:00-24:00"), prompt_every=120, sessions=8, session_gap=120, prompt_gap=30)
    ),
    "from morning to morning": Schedule(Settings(hours=week("02:30-02:30"), sessions=6, session_minutes=10)),
    "by the clock": Schedule(
        Settings(
            hours=week("07:00-12:00 12:30-16:00", "00:30-04:30"), posture=PostureBy.CLOCK, clock_minutes=(0, 50),
            sessions_at=SessionsAt.FIXED, session_times=(time(1, 30), time(2), time(9, 40), time(11, 58), time(14, 30)),
        )
    ),
    "by the clock with meetings": Schedule(
        Settings(
            hours=week("20:00-24:00 00:45-05:00", "06:00-22:00"), posture=PostureBy.CLOCK, clock_minutes=(5, 20, 50),
            sessions=5, prompt_gap=15,
        ),
        full_calendar,
    ),
    "minutes": Schedule(Settings(hours=week("00:00-00:03 02:00-02:20 23:58-00:30"), sessions=2, session_gap=15)),
}


def plan_of(schedule: Schedule, day: date, where: str) -> DayPlan:
    return plan_day(day, Given(schedule.settings, zone(where), busy=schedule.busy(day, where)))


def holds(schedule: Schedule, day: date, where: str) -> DayPlan:
    """The plan of that day, looked at from every side."""
    settings, busy = schedule.settings, schedule.busy(day, where)
    plan = plan_of(schedule, day, where)
    known = history(where, day.year)
    assert stretches(plan.work) == working_time(day, settings.hours, known), "working time"
    keeps_its_promises(plan, settings, busy)
    if settings.sessions_at is SessionsAt.FIXED:
        is_at_fixed_times(plan, settings, known, busy)
    else:
        is_spread_evenly(plan, settings, busy)
    asks_for_posture_as_ruled(plan, settings, known, busy)
    return plan


def holds_all(schedule: Schedule, year: int, where: str, every: int = 14) -> int:
    """A zone's year; answers how many days were looked at. A failure says where and when."""
    looked, before = 0, None
    for day in days_of(where, year, every):
        try:
            plan = holds(schedule, day, where)
            if before is not None and before.day == day - timedelta(days=1):
                apart(before, plan)
        except AssertionError as failed:
            failed.add_note(f"on {day} in {where}")
            raise
        looked, before = looked + 1, plan
    return looked


def apart(one: DayPlan, following: DayPlan) -> None:
    """Two days have no moment in common."""
    if one.work and following.work:
        assert one.work[-1].end.timestamp() <= following.work[0].start.timestamp(), "two days overlap"


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_year_in_every_history_of_clocks(name: str) -> None:
    looked = sum(holds_all(SCHEDULES[name], YEAR, where) for where in zones_of(YEAR))
    assert looked >= 26 * len(zones_of(YEAR))


def test_about_sixty_five_histories_stand_for_all_the_zones_of_the_world() -> None:
    assert len(names()) > 550
    assert 55 <= len(distinct(YEAR)) <= 80
    shared = {history(name, YEAR) for name in names()}
    assert shared == {history(name, YEAR) for name in distinct(YEAR)}
    known = {shown for day in days_of("Africa/Casablanca", YEAR) if (shown := day.isoformat())[5:7] in ("02", "03")}
    assert {"2026-02-14", "2026-02-15", "2026-02-16", "2026-03-21", "2026-03-22"} <= known


def test_every_weekday_is_looked_at_in_every_quarter_of_every_zone() -> None:
    for where in distinct(YEAR):
        looked = {((day.month - 1) // 3, day.weekday()) for day in days_of(where, YEAR)}
        assert len(looked) >= 24, where


STRANGE = [
    ("Pacific/Apia", 2011, 12),  # the 30th of December never came
    ("Pacific/Fakaofo", 2011, 12),
    ("Pacific/Kiritimati", 1994, 12),  # nor did the 31st
    ("Pacific/Kwajalein", 1993, 8),  # nor the 21st of August
    ("Asia/Pyongyang", 2018, 5),  # half an hour forward, late in the evening
    ("America/Caracas", 2016, 5),  # half an hour forward in the small hours
    ("Antarctica/Troll", 2015, 3),  # two hours at once
    ("Australia/Lord_Howe", 2026, 4),  # half an hour back
    ("Africa/Monrovia", 1972, 1),  # 44 minutes and a half
    ("America/Santiago", 2019, 9),  # at midnight
    ("America/Havana", 2019, 3),
    ("Asia/Beirut", 2023, 3),
    ("Asia/Amman", 2022, 2),
    ("Africa/Cairo", 2010, 8),  # four changes in one year, for Ramadan
    ("Asia/Gaza", 2023, 4),
    ("Europe/London", 1971, 10),
    ("Europe/Dublin", 2026, 3),  # winter time is the exception there
    ("Europe/Volgograd", 2020, 12),
]


@pytest.mark.parametrize(("where", "year", "month"), STRANGE, ids=[f"{where} {year}" for where, year, _ in STRANGE])
def test_every_day_of_a_strange_month(where: str, year: int, month: int) -> None:
    for schedule in SCHEDULES.values():
        for day in (date(year, month, 1) + timedelta(days=n) for n in range(31)):
            if day.month == month:
                holds(schedule, day, where)


@pytest.mark.parametrize("where", ["Europe/Berlin", "Pacific/Chatham", "America/Havana", "UTC"])
def test_the_leap_day_is_a_day_like_any_other(where: str) -> None:
    for schedule in SCHEDULES.values():
        on, before = (holds(schedule, day, where) for day in (date(2028, 2, 29), date(2028, 2, 28)))
        if schedule.settings.hours[0] == schedule.settings.hours[1] and schedule.busy is no_calendar:
            assert [f"{s.id} {s.due:%H:%M}" for s in on.slots] == [f"{s.id} {s.due:%H:%M}" for s in before.slots]


def test_a_day_that_a_zone_left_out_has_no_slots_and_its_neighbours_all_of_theirs() -> None:
    days = [holds(SCHEDULES["round the clock"], date(2011, 12, n), "Pacific/Apia") for n in (29, 30, 31)]
    assert [len(plan.sessions) for plan in days] == [8, 0, 8]


@pytest.mark.parametrize("year", [1994, 2011, YEAR, 2028] if ALL else [YEAR])
def test_no_change_of_clocks_is_overlooked(year: int) -> None:
    """Every hour of every zone on demand; every hour of one zone in 25 always."""
    for name in list(names())[:: 1 if ALL else 25]:
        known, where = history(name, year), zone(name)
        begin = known.offsets[0][0]
        seen = [datetime.fromtimestamp(begin + 3600 * n, where).utcoffset() for n in range(24 * 370)]
        changes = sum(1 for n in range(1, len(seen)) if seen[n] != seen[n - 1])
        assert changes == len(known.turns), name
