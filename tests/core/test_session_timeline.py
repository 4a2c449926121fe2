"""A routine laid out in time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_library import BACK, FLOOR, LIBRARY, NECK, ROLLS, routine

from unknot.core.body import Side
from unknot.core.library import RoutineStep
from unknot.core.timeline import Beat, Phase, Segment, seconds_of, step_seconds, timeline


def outline(segments: tuple[Segment, ...]) -> list[tuple[str, int, str, float]]:
    return [(str(s.phase), s.step, str(s.side), s.seconds) for s in segments]


def test_each_side_comes_in_turn_left_first_with_lead_in_switch_and_rest() -> None:
    assert outline(timeline(NECK, LIBRARY)) == [
        ("ready", 0, "both", 5),
        ("hold", 0, "both", 20),
        ("rest", 1, "both", 8),
        ("ready", 1, "left", 5),
        ("hold", 1, "left", 30),
        ("switch", 1, "right", 4),
        ("hold", 1, "right", 30),
    ]


def test_no_rest_follows_the_last_step_or_a_step_that_wants_none() -> None:
    segments = timeline(routine("r", RoutineStep("chin", rest=0), "chin", "chin"), LIBRARY)
    assert [str(s.phase) for s in segments] == ["ready", "hold", "ready", "hold", "rest", "ready", "hold"]


def test_a_step_may_set_its_own_rest_and_take_one_side_alone() -> None:
    first, second = RoutineStep("bend", side=Side.RIGHT, rest=20), RoutineStep("chin", side=Side.LEFT)
    assert outline(timeline(routine("r", first, second), LIBRARY)) == [
        ("ready", 0, "right", 5),
        ("hold", 0, "right", 30),
        ("rest", 1, "both", 20),
        ("ready", 1, "both", 5),
        ("hold", 1, "both", 20),
    ]


def test_rounds_repeat_all_steps_with_rests_between() -> None:
    once = routine("r", "chin", "squeeze")
    thrice = replace(once, rounds=3)
    assert timeline(thrice, LIBRARY) == timeline(replace(once, steps=once.steps * 3), LIBRARY)
    assert seconds_of(thrice, LIBRARY) == pytest.approx(3 * seconds_of(once, LIBRARY) + 2 * 8)


def test_repetitions_take_their_holds_and_the_relaxing_between_them() -> None:
    squeeze = timeline(routine("r", "squeeze"), LIBRARY)[-1]
    assert (squeeze.phase, squeeze.repetitions, squeeze.seconds) == (Phase.REPETITIONS, 3, 3 * 5 + 2 * 4)


def test_every_way_is_a_movement_of_its_own_without_a_switch_between() -> None:
    ready, forward, back = timeline(routine("r", "rolls"), LIBRARY)
    assert (ready.phase, forward.way, back.way) == (Phase.READY, "forward", "back")
    assert forward.seconds == back.seconds == 8


def test_moves_multiply_a_repetition() -> None:
    cat = timeline(routine("r", "cat"), LIBRARY)[-1]
    assert (cat.moves, cat.seconds) == (("prayer", "cat", "camel"), 2 * 3 * 5)


def test_a_routine_may_set_its_own_hold_and_repetitions() -> None:
    segments = timeline(routine("r", RoutineStep("bend", hold=15), RoutineStep("squeeze", repetitions=5)), LIBRARY)
    assert [s.seconds for s in segments if s.exercising] == [15, 15, 5 * 5 + 4 * 4]


def test_a_step_that_the_library_lacks_is_left_out_without_a_gap() -> None:
    with_gap = timeline(routine("r", "chin", "no-such-thing", "bend"), LIBRARY)
    assert outline(with_gap) == outline(timeline(NECK, LIBRARY))


def test_seconds_of_a_routine_are_those_of_its_segments() -> None:
    assert seconds_of(NECK, LIBRARY) == 102
    assert step_seconds(RoutineStep("rolls"), ROLLS) == 21
    assert seconds_of(FLOOR, LIBRARY) == sum(s.seconds for s in timeline(FLOOR, LIBRARY))


@pytest.mark.parametrize(
    ("elapsed", "beat"),
    [
        (0, Beat(1, 0, False, 5)),
        (4, Beat(1, 0, False, 1)),
        (5, Beat(1, 0, True, 4)),
        (8.5, Beat(1, 0, True, 0.5)),
        (9, Beat(2, 0, False, 5)),
        (18, Beat(3, 0, False, 5)),
        (23, Beat(3, 0, True, 4)),
    ],
)
def test_a_beat_tells_repetition_and_relaxing(elapsed: float, beat: Beat) -> None:
    squeeze = timeline(routine("r", "squeeze"), LIBRARY)[-1]
    assert squeeze.beat(elapsed) == beat


@pytest.mark.parametrize(
    ("elapsed", "number", "move", "left"), [(0, 1, 0, 5), (7, 1, 1, 3), (12, 1, 2, 3), (15, 2, 0, 5), (30, 2, 2, 0)]
)
def test_a_beat_tells_the_move_within_a_repetition(elapsed: float, number: int, move: int, left: float) -> None:
    cat = timeline(routine("r", "cat"), LIBRARY)[-1]
    assert cat.beat(elapsed) == Beat(number, move, False, left)


def test_every_step_begins_with_its_lead_in() -> None:
    segments = timeline(BACK, LIBRARY)
    firsts = [next(s for s in segments if s.step == n and s.phase is not Phase.REST) for n in range(3)]
    assert all(s.phase is Phase.READY for s in firsts)
    assert [s.side for s in firsts] == [Side.BOTH, Side.BOTH, Side.LEFT]
