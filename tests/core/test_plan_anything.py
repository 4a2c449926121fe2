"""Whatever the settings, the zone, the date and the calendar: what a plan promises."""

from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from tests.core.days import week
from tests.core.promises import asks_for_posture_as_ruled, is_spread_evenly, keeps_its_promises
from tests.core.zones import history, zone
from tests.searching import examples

from unknot.core.day import Span
from unknot.core.history import SlotKind
from unknot.core.plan import Given, plan_day
from unknot.core.settings import Settings
from unknot.core.worktime import later, moment_at

ZONES = (
    "Europe/Berlin", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns",
    "Pacific/Chatham", "Africa/Casablanca", "UTC",
)
TURNS = [date(2026, 3, 29), date(2026, 10, 25), date(2026, 9, 5), date(2026, 9, 6), date(2026, 4, 4), date(2026, 4, 5),
         date(2026, 4, 24), date(2026, 10, 29), date(2026, 2, 15), date(2026, 3, 22), date(2028, 2, 29)]
minutes = st.integers(0, 287).map(lambda n: 5 * n)


Setup = tuple[dict[str, Any], str, date]


@st.composite
def hours(draw: st.DrawFn) -> str:
    marks = draw(st.lists(minutes, min_size=2, max_size=6, unique=True).map(sorted))
    pairs = [(marks[i], marks[i + 1]) for i in range(0, len(marks) - 1, 2)]
    if draw(st.booleans()):
        pairs[-1] = (pairs[-1][0], min(pairs[0][0], 360))  # over midnight, or all around the clock
    return " ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in pairs)


changes = st.fixed_dictionaries({
    "hours": hours(),
    "prompt_every": st.integers(20, 120),
    "sessions": st.integers(1, 8),
    "session_minutes": st.integers(1, 10),
    "session_gap": st.integers(15, 180),
    "prompt_gap": st.integers(5, 60),
})
days = st.one_of(st.sampled_from(TURNS), st.dates(date(2025, 1, 1), date(2029, 12, 31)))
setups = st.tuples(changes, st.sampled_from(ZONES), days)
meetings = st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 240)), max_size=8)
"""When each begins, in minutes after midnight, and its minutes."""


def settings_of(chosen: dict[str, Any]) -> Settings:
    return Settings(**{**chosen, "hours": week(chosen["hours"])})


def spans_of(found: list[tuple[int, int]], day: date, where: ZoneInfo) -> tuple[Span, ...]:
    midnight = moment_at(day, time(), where)
    starts = [(later(midnight, timedelta(minutes=start)), length) for start, length in found]
    return tuple(Span(start, later(start, timedelta(minutes=length))) for start, length in starts)


@examples(150)
@given(setups)
def test_a_future_day_keeps_gaps_stays_in_working_time_and_gives_a_reason(
    setup: Setup,
) -> None:
    settings, where, day = settings_of(setup[0]), zone(setup[1]), setup[2]
    plan = plan_day(day, Given(settings, where))
    keeps_its_promises(plan, settings)
    is_spread_evenly(plan, settings)
    if all(b.start.timestamp() - a.end.timestamp() >= 300 for a, b in pairwise(plan.work)):
        asks_for_posture_as_ruled(plan, settings, history(setup[1], day.year))


@examples(150)
@given(setups, meetings)
def test_sessions_keep_out_of_busy_times_and_go_no_further_than_they_must(
    setup: Setup, found: list[tuple[int, int]]
) -> None:
    settings, where, day = settings_of(setup[0]), zone(setup[1]), setup[2]
    busy = spans_of(found, day, where)
    plan = plan_day(day, Given(settings, where, busy=busy))
    keeps_its_promises(plan, settings, busy)
    is_spread_evenly(plan, settings, busy)


@examples(150)
@given(setups, st.floats(0, 1))
def test_a_day_begun_at_any_moment_has_nothing_in_the_past(
    setup: Setup, share: float
) -> None:
    settings, where, day = settings_of(setup[0]), zone(setup[1]), setup[2]
    work = plan_day(day, Given(settings, where)).work
    if not work:
        return
    whole = work[-1].end.timestamp() - work[0].start.timestamp()
    now = later(work[0].start, timedelta(seconds=whole * share))
    plan = plan_day(day, Given(settings, where, now))
    assert all(slot.due.timestamp() >= now.timestamp() for slot in plan.coming(SlotKind.SESSION))
    keeps_its_promises(plan, settings)
