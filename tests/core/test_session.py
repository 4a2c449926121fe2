"""The guided session as a state machine."""

from __future__ import annotations

import pytest
from tests.small_library import BACK, LIBRARY, NECK, STANDING, routine

from unknot.core.body import Side
from unknot.core.care_records import Result
from unknot.core.history import Outcome
from unknot.core.library import Routine
from unknot.core.session import Lap, Numeral, Session, StepResult, begin
from unknot.core.timeline import Phase, timeline


def started(of: Routine = NECK, now: float = 100.0) -> Session:
    return begin(of.id, timeline(of, LIBRARY), now)


def run(session: Session, until: float, step: float = 1.0) -> Session:
    while session.seen < until:
        session = session.tick(min(until, session.seen + step))
    return session


def place(session: Session) -> tuple[str, int, str]:
    return str(session.segment.phase), session.step_number, str(session.segment.side)


def test_it_begins_with_getting_ready_for_the_first_step() -> None:
    session = started()
    assert place(session) == ("ready", 1, "both")
    assert (session.left(100), session.left_in_all(100), session.steps) == (5, 102, 2)


def test_it_goes_from_phase_to_phase_as_the_seconds_pass() -> None:
    session, seen = started(), []
    for now in range(100, 203):
        session = session.tick(now)
        if not seen or seen[-1] != session.phase:
            seen.append(session.phase)
    assert [str(p) for p in seen] == ["ready", "hold", "rest", "ready", "hold", "switch", "hold", "done"]
    assert session.over


def test_ticks_that_come_late_lose_nothing() -> None:
    finely, coarsely = run(started(), 190, 0.1), run(started(), 190, 17)
    assert place(finely) == place(coarsely)
    assert finely.left(190) == pytest.approx(coarsely.left(190))
    assert finely.seconds == pytest.approx(coarsely.seconds)


def test_a_session_done_to_the_end_says_so() -> None:
    session = run(started(), 202)
    assert (session.phase, session.outcome, session.share, session.seconds) == (Phase.DONE, Outcome.DONE, 1.0, 80)
    assert (session.left(202), session.left_in_all(202)) == (0, 0)
    assert session.results == (
        StepResult(0, "chin", 20, (Side.BOTH,), Result.DONE),
        StepResult(1, "bend", 60, (Side.LEFT, Side.RIGHT), Result.DONE),
    )


def test_a_gap_without_a_tick_pauses_where_it_was() -> None:
    session = run(started(), 110).tick(110 + 3600)
    assert (session.phase, session.segment.phase) == (Phase.PAUSED, Phase.HOLD)
    assert session.left(110 + 3600) == 15
    assert session.seconds == 5


def test_a_pause_stands_still_and_go_on_takes_up_the_rest() -> None:
    session = run(started(), 110).pause(110)
    assert (session.phase, session.left(500), session.fraction(500)) == (Phase.PAUSED, 15, 0.25)
    session = run(session.go_on(500), 514.5)
    assert (session.phase, session.left(514.5)) == (Phase.HOLD, 0.5)
    assert run(session, 516).phase is Phase.REST
    assert run(session, 516).seconds == 20


def test_pausing_twice_or_going_on_while_it_runs_changes_nothing() -> None:
    session = run(started(), 110)
    assert session.go_on(110) == session
    paused = session.pause(110)
    assert paused.pause(130).left(130) == 15


def test_the_number_counts_seconds_of_a_hold_and_repetitions_of_a_movement() -> None:
    assert run(started(), 110.4).numeral(110.4) == Numeral(15)
    squeeze = run(started(routine("r", "squeeze")), 115)
    assert squeeze.numeral(115) == Numeral(2, 3)
    assert squeeze.beat(115).left == 4


@pytest.mark.parametrize("at", [101, 126, 169])
def test_start_now_skips_lead_in_rest_and_switch(at: float) -> None:
    session = run(started(), at)
    assert not session.segment.exercising
    after = session.start_now(at)
    assert after.index == session.index + 1
    assert after.left(at) == after.segment.seconds


def test_start_now_does_nothing_in_a_movement() -> None:
    session = run(started(), 110)
    assert session.start_now(110) == session


@pytest.mark.parametrize(
    ("at", "to"),
    [
        (101, ("ready", 2, "left")),  # from getting ready the whole step is left out
        (110, ("ready", 2, "left")),  # from a hold to the next step, without the rest
        (126, ("ready", 2, "left")),  # from a rest
        (140, ("switch", 2, "right")),  # from the left to the right
    ],
)
def test_next_goes_to_the_next_side_or_step(at: float, to: tuple[str, int, str]) -> None:
    assert place(run(started(), at).next(at)) == to


@pytest.mark.parametrize("at", [169, 180])
def test_next_on_the_last_side_ends_it(at: float) -> None:
    session = run(started(), at).next(at)
    assert (session.phase, session.outcome) == (Phase.DONE, Outcome.DONE)


def test_next_goes_through_the_ways_of_one_movement() -> None:
    session = run(started(BACK), 106).next(106)
    assert (session.segment.exercise, session.segment.way) == ("rolls", "back")


def test_what_next_leaves_out_is_told_as_skipped_or_cut() -> None:
    session = run(started(), 101).next(101).start_now(101)
    session = run(session, 111).next(111).next(111)
    assert [(x.exercise, str(x.side), x.seconds, str(x.result)) for x in session.log] == [
        ("chin", "both", 0, "skipped"),
        ("bend", "left", 10, "cut"),
        ("bend", "right", 0, "skipped"),
    ]
    assert [str(r.result) for r in session.results] == ["skipped", "cut"]
    assert session.share == pytest.approx((0 + (1 / 3 + 0) / 2) / 2)


def test_clicking_through_everything_is_no_session_done() -> None:
    session = started()
    for _ in range(4):
        session = session.next(100)
    assert (session.over, session.outcome, session.seconds, session.share) == (True, Outcome.STOPPED_EARLY, 0, 0)


def test_back_restarts_a_hold_that_is_well_under_way() -> None:
    session = run(started(), 110).back(110)
    assert (place(session), session.left(110)) == (("hold", 1, "both"), 20)
    assert run(session, 131).seconds == 25


@pytest.mark.parametrize(
    ("at", "to"),
    [
        (102, ("ready", 1, "both")),
        (107, ("ready", 1, "both")),
        (127, ("ready", 1, "both")),  # in a rest: the step just done
        (135, ("ready", 1, "both")),
        (140, ("ready", 1, "both")),
        (169, ("ready", 2, "left")),
        (173, ("ready", 2, "left")),  # just begun on the right: the left again
    ],
)
def test_back_at_the_beginning_of_something_goes_to_what_was_before(at: float, to: tuple[str, int, str]) -> None:
    assert place(run(started(), at).back(at)) == to


def test_a_side_cut_short_by_back_and_done_again_counts_as_done() -> None:
    session = run(started(), 140).back(140)  # two seconds into the left
    session = run(session.next(140), 220)
    assert session.results[1].result is Result.DONE
    assert session.results[1].seconds == 62


def test_next_and_back_keep_a_pause() -> None:
    paused = run(started(), 110).pause(110)
    assert (paused.next(111).phase, paused.next(111).step_number) == (Phase.PAUSED, 2)
    assert (paused.back(111).phase, paused.back(111).left(111)) == (Phase.PAUSED, 20)


def test_hurts_stops_at_once_and_waits() -> None:
    session = run(started(), 150).hurts(150)
    assert (session.phase, session.hurting) == (Phase.HURT, ("bend", Side.LEFT))
    assert session.tick(170).left(170) == session.left(150) == 18
    assert session.pause(170).phase is Phase.HURT


@pytest.mark.parametrize(
    ("at", "about"),
    [(102, ("chin", Side.BOTH)), (127, ("chin", Side.BOTH)), (135, ("bend", Side.LEFT)), (169, ("bend", Side.LEFT))],
)
def test_what_hurts_between_two_movements_is_the_one_just_done(at: float, about: tuple[str, Side]) -> None:
    assert run(started(), at).hurts(at).hurting == about


def test_a_slip_goes_back_to_where_it_was_paused() -> None:
    session = run(started(), 150).hurts(150).slip(160)
    assert (session.phase, session.left(160), session.log[1:]) == (Phase.PAUSED, 18, ())


def test_going_on_elsewhere_leaves_out_what_hurt_and_all_that_was_to_come() -> None:
    session = run(started(BACK), 110).hurts(110).go_on_elsewhere(115, timeline(STANDING, LIBRARY))
    assert (place(session), session.steps, session.left_in_all(115)) == (("ready", 2, "left"), 2, 49)
    session = run(session, 170)
    assert session.over
    assert [(r.exercise, str(r.result)) for r in session.results] == [("rolls", "hurt"), ("triangle", "done")]


def test_back_never_returns_to_what_hurt() -> None:
    session = run(started(), 150).hurts(150).go_on_elsewhere(150, timeline(STANDING, LIBRARY))
    for _ in range(5):
        session = session.back(150)
    assert session.segment.exercise == "triangle"


def test_pain_in_a_rest_counts_against_the_exercise_before_it() -> None:
    session = run(started(), 127).hurts(127).go_on_elsewhere(127, timeline(STANDING, LIBRARY))
    assert session.log[-1] == Lap(0, "chin", Side.BOTH, 0, Result.HURT)
    assert session.results[0].result is Result.HURT


def test_going_on_elsewhere_without_anything_to_do_ends_it() -> None:
    session = run(started(), 150).hurts(150).go_on_elsewhere(150, ())
    assert (session.over, session.outcome) == (True, Outcome.STOPPED_EARLY)


def test_stopping_keeps_what_was_done() -> None:
    session = run(started(), 150).stop(150)
    assert (session.phase, session.outcome, session.seconds) == (Phase.DONE, Outcome.STOPPED_EARLY, 32)
    assert session.log[-1] == Lap(1, "bend", Side.LEFT, 12, Result.CUT)


def test_stopping_when_it_hurts_says_that_it_hurt() -> None:
    assert run(started(), 150).hurts(150).stop(155).log[-1].result is Result.HURT


def test_leaving_writes_the_lap_down_and_coming_back_leads_in_again() -> None:
    left = run(started(), 150).leave(150)
    assert (left.phase, left.log[-1]) == (Phase.PAUSED, Lap(1, "bend", Side.LEFT, 12, Result.CUT))
    back = left.resume(900)
    assert (place(back), back.phase) == (("ready", 2, "left"), Phase.READY)
    done = run(back, 980)
    assert (done.outcome, done.seconds, done.results[1].result) == (Outcome.DONE, 20 + 12 + 60, Result.DONE)


def test_leaving_between_movements_writes_nothing() -> None:
    assert len(run(started(), 127).leave(127).log) == 1


def test_what_is_over_stays_over() -> None:
    session = run(started(), 202)
    for event in (
        session.next,
        session.back,
        session.pause,
        session.go_on,
        session.start_now,
        session.hurts,
        session.slip,
        session.stop,
        session.leave,
        session.resume,
    ):
        assert event(300).log == session.log
        assert event(300).over
