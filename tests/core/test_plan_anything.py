"""Whatever the settings, the zone and the date: what a plan promises."""

import itertools
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import settings as searching
from hypothesis import strategies as st

from unknot.core.day import DayPlan
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.hours import WorkRange
from unknot.core.plan import Given, plan_day
from unknot.core.settings import Settings
from unknot.core.worktime import later

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu",
        "America/St_Johns", "Pacific/Chatham", "Africa/Casablanca", "UTC",
    )
]
TURNS = [date(2026, 3, 29), date(2026, 10, 25), date(2026, 9, 5), date(2026, 9, 6), date(2026, 4, 4), date(2026, 4, 5),
         date(2026, 4, 24), date(2026, 10, 29), date(2026, 2, 15), date(2026, 3, 22), date(2028, 2, 29)]
minutes = st.integers(0, 287).map(lambda n: 5 * n)


@st.composite
def hours(draw: st.DrawFn) -> tuple[WorkRange, ...]:
    marks = draw(st.lists(minutes, min_size=2, max_size=6, unique=True).map(sorted))
    pairs = [(marks[i], marks[i + 1]) for i in range(0, len(marks) - 1, 2)]
    walls = [(time(a // 60, a % 60), time(b // 60, b % 60)) for a, b in pairs]
    if draw(st.booleans()):
        first, last = walls[0][0], walls[-1][0]
        walls[-1] = (last, min(first, time(6)))  # over midnight, or all around the clock
    return tuple(WorkRange(a, b) for a, b in walls)


@st.composite
def setups(draw: st.DrawFn) -> tuple[Settings, ZoneInfo, date]:
    chosen = Settings(
        hours=(draw(hours()),) * 7,
        prompt_every=draw(st.integers(20, 120)),
        sessions=draw(st.integers(1, 8)),
        session_minutes=draw(st.integers(1, 10)),
        session_gap=draw(st.integers(15, 180)),
        prompt_gap=draw(st.integers(5, 60)),
    )
    days = st.one_of(st.sampled_from(TURNS), st.dates(date(2025, 1, 1), date(2029, 12, 31)))
    return chosen, draw(st.sampled_from(ZONES)), draw(days)


def keeps_its_promises(plan: DayPlan, settings: Settings, since: float = 0.0) -> None:
    coming = plan.coming()
    assert len({slot.id for slot in plan.slots}) == len(plan.slots)
    sessions = [slot for slot in coming if slot.kind is SlotKind.SESSION]
    for slot in coming:
        assert any(slot.due in span for span in plan.work), slot
        assert slot.due.timestamp() >= since
    for slot in sessions:
        ends = later(slot.due, slot.length).timestamp()
        assert any(slot.due in span and ends <= span.end.timestamp() for span in plan.work)
    for before, after in itertools.pairwise(sessions):
        assert after.due.timestamp() - before.due.timestamp() >= settings.session_gap * 60 + 60
    for before, after in itertools.pairwise(coming):
        least = settings.session_gap if {before.kind, after.kind} == {SlotKind.SESSION} else settings.prompt_gap
        assert after.due.timestamp() - before.due.timestamp() >= least * 60
    for slot in plan.slots:
        if slot.outcome is Outcome.DROPPED:
            assert slot.outcome_reason is Reason.NO_ROOM


@searching(max_examples=150, deadline=None)
@given(setups())
def test_a_future_day_keeps_gaps_stays_in_working_time_and_gives_a_reason(
    setup: tuple[Settings, ZoneInfo, date],
) -> None:
    settings, zone, day = setup
    plan = plan_day(day, Given(settings, zone))
    keeps_its_promises(plan, settings)
    assert len(plan.sessions) == (settings.sessions if plan.work else 0)


@searching(max_examples=150, deadline=None)
@given(setups(), st.floats(0, 1))
def test_a_day_begun_at_any_moment_has_nothing_in_the_past(
    setup: tuple[Settings, ZoneInfo, date], share: float
) -> None:
    settings, zone, day = setup
    work = plan_day(day, Given(settings, zone)).work
    if not work:
        return
    whole = work[-1].end.timestamp() - work[0].start.timestamp()
    now = later(work[0].start, timedelta(seconds=whole * share))
    plan = plan_day(day, Given(settings, zone, now))
    ahead = [slot for slot in plan.coming() if slot.kind is SlotKind.SESSION]
    assert all(slot.due.timestamp() >= now.timestamp() for slot in ahead)
    keeps_its_promises(plan, settings)
