"""Massage: what each technique keeps to, and a run over some knots, at each threshold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import BERLIN
from tests.shells import bundled_library

from unknot.core.body import Area
from unknot.core.care_records import Massage, Result
from unknot.core.massage import (
    End,
    Manner,
    Pace,
    Place,
    Refusal,
    Run,
    Status,
    Used,
    days_done,
    pace_of,
    refused_at,
    unmarked,
    used,
)
from unknot.core.session import LONG_GAP
from unknot.core.timeline import READY_SECONDS

ROLLER = Pace(30, 15, 180)
TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=BERLIN)
ONE, TWO = Place("k1", Area.TRAPEZIUS), Place("k2", Area.MID_BACK)


def technique(name: str):
    return bundled_library().exercises[name]


ROLLING = technique("massage-roller")


def record(minutes_ago: float, seconds: float, knot: str = "k1", technique: str = "massage-roller") -> Massage:
    at = NOW - timedelta(minutes=minutes_ago)
    return Massage(at.date(), at, "", knot, technique, seconds, Result.DONE)


def run(pace: Pace = ROLLER, *places: Place, in_all: float = 0.0) -> Run:
    """A run on its first knot, its lead-in behind it, at second 0."""
    return Run("massage-roller", Manner.PRESS, pace, places or (ONE, TWO), in_all=in_all).go_on(0.0)


def through(state: Run, start: float, seconds: float) -> Run:
    """So many seconds with a tick each."""
    for second in range(1, round(seconds) + 1):
        state = state.tick(start + second)
    return state


# what each keeps to


def test_the_roller_takes_15_to_30_seconds_a_knot_and_3_minutes_in_all():
    pace = pace_of(technique("massage-roller"))
    assert (pace.least, pace.spot, pace.in_all, pace.press) == (15, 30, 180, None)


def test_the_fingers_press_for_a_minute_or_circle_as_long_as_one_likes():
    assert pace_of(technique("massage-fingers")).spot == 60
    circles = pace_of(technique("massage-fingers"), Manner.CIRCLES)
    assert (circles.spot, circles.press, circles.in_all) == (None, None, None)


def test_nothing_but_the_fingers_circles():
    assert pace_of(technique("massage-roller"), Manner.CIRCLES) == pace_of(technique("massage-roller"))


def test_the_ball_begins_with_a_few_seconds_and_grows_with_the_days_done():
    ball = technique("massage-ball")
    holds = [pace_of(ball, days_done=n).press for n in range(4)]
    assert holds == [5, 10, 15, 20]
    assert pace_of(ball, days_done=100).press == ball.hold.most
    assert pace_of(ball, days_done=7).day == 8
    assert pace_of(ball).spot is None, "the person ends it"


def test_the_hook_holds_until_it_loosens_with_a_rest_called_to_mind():
    pace = pace_of(technique("massage-hook"))
    assert (pace.spot, pace.press, pace.rest) == (None, None, 60)


def test_only_days_before_today_and_of_the_last_month_make_the_ball_longer():
    def done(days_ago: int, seconds: float = 5) -> Massage:
        at = NOW - timedelta(days=days_ago)
        return Massage(at.date(), at, "", "k1", "massage-ball", seconds, Result.DONE)

    records = [done(0), done(1), done(1), done(2), done(30), done(31), done(3, seconds=0)]
    assert days_done(records, technique("massage-ball"), TODAY) == 3
    assert days_done(records, technique("massage-hook"), TODAY) == 0


# where


def test_the_roller_is_refused_at_the_lower_back():
    assert refused_at(technique("massage-roller"), Area.LOWER_BACK) is Refusal.NEVER
    assert refused_at(technique("massage-roller"), Area.MID_BACK) is None


def test_a_technique_is_refused_where_it_is_not_made_for():
    assert refused_at(technique("massage-roller"), Area.WRISTS) is Refusal.ELSEWHERE
    assert refused_at(technique("massage-fingers"), Area.WRISTS) is None


def test_where_no_knot_was_marked_there_are_as_many_places_as_the_time_has_room_for():
    assert len(unmarked(ROLLER)) == 6
    assert unmarked(Pace(None, 5)) == (Place(),)


# at a time


def test_what_is_less_than_a_break_ago_counts_as_this_time():
    spent = used([record(20, 60), record(10, 30, "k2")], ROLLING, NOW)
    assert spent.in_all == 90
    assert (spent.on("k1"), spent.on("k2"), spent.on("k3")) == (60, 30, 0)
    assert spent.again == NOW + timedelta(minutes=20)


def test_after_half_an_hour_it_is_another_time():
    assert used([record(30, 60)], ROLLING, NOW).in_all == 0
    assert used([record(29.9, 60)], ROLLING, NOW).in_all == 60


def test_a_break_in_between_ends_the_count():
    spent = used([record(45, 60), record(10, 30)], ROLLING, NOW)
    assert spent.in_all == 30
    chained = used([record(38, 60), record(10, 30)], ROLLING, NOW)
    assert chained.in_all == 90


def test_a_clock_that_was_set_back_has_nobody_wait_for_longer_than_a_break():
    assert used([record(-10, 60)], ROLLING, NOW).in_all == 60
    assert used([record(-31, 60), record(10, 30)], ROLLING, NOW).in_all == 30
    assert used([record(-31, 60)], ROLLING, NOW).again is None


def test_what_names_no_break_may_begin_anew_at_once():
    assert used([record(0, 60, technique="massage-hook")], technique("massage-hook"), NOW) == Used()


def test_other_techniques_do_not_use_up_the_rollers_time():
    assert used([record(5, 60, technique="massage-ball")], ROLLING, NOW).in_all == 0


# a run


def test_it_gets_ready_first_and_that_counts_for_nothing():
    state = Run("massage-roller", Manner.PRESS, ROLLER, (ONE,))
    state = through(state, 0, READY_SECONDS - 1)
    assert state.status is Status.READY
    assert state.ready_left(READY_SECONDS - 1) == 1
    state = through(state, READY_SECONDS - 1, 3)
    assert state.status is Status.RUNNING
    assert state.passed_here(7) == 2
    assert state.total(7) == 2


def test_after_30_seconds_it_goes_to_the_next_knot():
    state = through(run(), 0, 29)
    assert (state.index, state.left_here(29)) == (0, 1)
    state = through(state, 29, 1)
    assert (state.index, state.status) == (1, Status.READY)
    assert state.log[0].seconds == 30
    assert state.log[0].result is Result.DONE


@pytest.mark.parametrize(("seconds", "result"), [(0, Result.SKIPPED), (14, Result.CUT), (15, Result.DONE)])
def test_a_knot_counts_as_done_from_15_seconds_on(seconds: int, result: Result):
    state = through(run(), 0, seconds).next(seconds)
    assert state.log[0].result is result


def test_after_the_last_knot_it_is_over():
    state = through(run(ROLLER, ONE), 0, 30)
    assert (state.status, state.end) == (Status.OVER, End.THROUGH)


def test_three_minutes_in_all_end_it_wherever_it_is():
    state = through(run(ROLLER, ONE, TWO, in_all=170), 0, 9)
    assert state.status is Status.RUNNING
    state = through(state, 9, 1)
    assert (state.status, state.end) == (Status.OVER, End.LIMIT)
    assert state.log[-1].seconds == 10
    assert state.log[-1].result is Result.CUT


def test_what_a_knot_had_at_this_time_is_taken_off():
    state = run(ROLLER, Place("k1", done=20), TWO)
    assert state.left_here(0) == 10
    state = through(state, 0, 10)
    assert state.index == 1
    assert state.log[0].result is Result.DONE


def test_a_press_of_the_ball_is_followed_by_a_rest_as_often_as_one_likes():
    state = through(run(Pace(None, 3, press=5), ONE), 0, 5)
    assert state.status is Status.RESTING
    state = through(state, 5, 100)
    assert state.status is Status.RESTING
    state = state.go_on(105)
    assert (state.status, state.left_here(105)) == (Status.RUNNING, 5)
    state = through(state, 105, 5).next(110)
    assert (state.status, state.log[0].seconds) == (Status.OVER, 10)


def test_what_the_person_ends_has_no_end_of_its_own():
    state = through(run(Pace(None, 5, rest=60), ONE), 0, 600)
    assert state.status is Status.RUNNING
    assert state.left_here(600) is None


def test_a_rest_is_called_to_mind_after_so_long_and_again_after_a_pause():
    state = through(run(Pace(None, 5, rest=60), ONE), 0, 59)
    assert not state.rest_due(59)
    state = through(state, 59, 1)
    assert state.rest_due(60)
    assert not state.pause(60).go_on(70).rest_due(70)


def test_a_pause_stands_still_and_goes_on():
    state = through(run(), 0, 10).pause(10)
    assert state.left_here(500) == 20
    state = state.go_on(500)
    assert state.left_here(505) == 15


def test_a_pause_while_getting_ready_goes_on_getting_ready():
    state = Run("massage-roller", Manner.PRESS, ROLLER, (ONE,)).pause(2)
    assert state.go_on(50).status is Status.READY


def test_after_a_gap_in_which_the_app_did_not_run_it_is_paused_where_it_was():
    state = through(run(Pace(None, 5), ONE), 0, 10)
    assert state.tick(10 + LONG_GAP).status is Status.RUNNING
    late = state.tick(10 + LONG_GAP + 0.1)
    assert (late.status, late.passed_here(999)) == (Status.PAUSED, 10)


def test_this_hurts_stops_at_once_and_leaves_the_knot_out():
    state = through(run(), 0, 10).hurts(10)
    assert state.status is Status.HURT
    assert through(state, 10, 60).passed_here(70) == 10
    state = state.leave_out(70)
    assert (state.index, state.status) == (1, Status.READY)
    assert state.log[0].result is Result.HURT


def test_this_hurts_on_the_last_knot_ends_it():
    state = run(ROLLER, ONE).hurts(5).leave_out(6)
    assert (state.status, state.end) == (Status.OVER, End.HURT)


def test_a_slip_goes_back_to_where_it_was_paused():
    state = through(run(), 0, 10).hurts(10).slip(20)
    assert (state.status, state.left_here(20)) == (Status.PAUSED, 20)
    assert state.go_on(30).status is Status.RUNNING


def test_stop_writes_down_what_was_done():
    state = through(run(), 0, 20).stop(20)
    assert (state.end, state.log[0].seconds, state.log[0].result) == (End.STOPPED, 20, Result.DONE)
    assert state.stop(30).log == state.log


EVENTS = ("pause", "go_on", "next", "hurts", "slip", "leave_out", "tick", "stop")


@given(
    st.lists(st.tuples(st.sampled_from(EVENTS), st.floats(0, 40)), max_size=60),
    st.sampled_from([ROLLER, Pace(60, 60), Pace(None, 3, press=5), Pace(None, 5, rest=60)]),
    st.floats(0, 179),
)
def test_whatever_is_pressed_no_limit_is_passed(events: Sequence[tuple[str, float]], pace: Pace, before: float):
    state = Run("massage-roller", Manner.PRESS, pace, (ONE, TWO, Place()), in_all=before)
    now = 0.0
    for name, wait in events:
        now += wait
        state = getattr(state, name)(now)
        assert state.index < len(state.places)
        if pace.in_all is not None:
            assert state.total(now) <= pace.in_all + 1e-6
        for lap in state.log:
            assert pace.spot is None or lap.seconds <= pace.spot + 1e-6
        if pace.press is not None:
            assert state.at_once <= pace.press + 1e-6
    assert state.seconds <= now + 1e-6
    assert len(state.log) <= len(state.places)
    if state.over:
        assert state.end is not None
