"""A motion shown by itself: it begins as the still looks, rests where it should, and comes round."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.core.loop import AT_EASE, HELD, Loop, loop_of
from unknot.core.motion import STILL, Motion, MotionKind

HOLD = Motion(MotionKind.HOLD, 12, 5, (0, 4), 4)
SEQUENCE = Motion(MotionKind.CYCLE, 10, 9, (0, 3, 6), 3)


def changes(loop: Loop, rounds: int = 1) -> list[tuple[float, int]]:
    """(moment, frame) of each change."""
    moment, found = 0.0, [(0.0, loop.at(0.0).frame)]
    while (moment := moment + loop.next_change(moment)) < rounds * loop.seconds - 1e-6:
        frame = loop.at(moment).frame
        if frame != found[-1][1]:
            found.append((moment, frame))
    return found


def test_a_hold_lets_go_at_once_so_that_a_glance_sees_it_move_and_goes_in_again() -> None:
    loop = loop_of("bend", HOLD)
    seen = changes(loop)
    assert [frame for _, frame in seen] == [STILL, 3, 2, 1, 0, 1, 2, 3, STILL]
    assert seen[1][0] == pytest.approx(1 / 12)
    assert loop.seconds - seen[-1][0] == pytest.approx(HELD)
    assert seen[5][0] - seen[4][0] == pytest.approx(AT_EASE + 1 / 12)


def test_a_sequence_begins_at_its_still_and_rests_at_each_stop() -> None:
    seen = changes(loop_of("cat", SEQUENCE))
    assert [frame for _, frame in seen] == [STILL, 4, 5, 6, 7, 8, 0, 1, 2, STILL]
    rests = [frame for (at, frame), (later, _) in pairwise(changes(loop_of("cat", SEQUENCE), 2)) if later - at > 1]
    assert rests == [6, 0, STILL, 6, 0]


@pytest.mark.parametrize("stops", [(), (0,)])
def test_a_cycle_goes_round_without_a_rest(stops: tuple[int, ...]) -> None:
    loop = loop_of("walk", Motion(MotionKind.CYCLE, 16, 6, stops))
    assert [frame for _, frame in changes(loop, 2)] == [0, 1, 2, 3, 4, 5] * 2
    assert loop.seconds == pytest.approx(6 / 16)


def test_what_comes_next_is_told_across_the_end_of_a_round() -> None:
    loop = loop_of("walk", Motion(MotionKind.CYCLE, 16, 6))
    assert [seen.frame for seen in loop.ahead(4 / 16 + 0.01, 3)] == [5, 0, 1]


@given(
    st.sampled_from(MotionKind), st.integers(8, 16), st.integers(2, 32), st.sets(st.integers(0, 31), max_size=4),
    st.integers(-1, 31), st.floats(0, 100),
)
def test_it_never_stands_still_for_good(
    kind: MotionKind, rate: int, count: int, stops: set[int], still: int, at: float
) -> None:
    motion = Motion(kind, rate, count, tuple(sorted(s for s in stops if s < count)), min(still, count - 1))
    loop = loop_of("it", motion)
    seen = {loop.at(at).frame}
    for _ in range(2 * count + 12):
        step = loop.next_change(at)
        assert step > 0
        at += step + 1e-5
        frame = loop.at(at).frame
        assert frame == STILL or 0 <= frame < count
        seen.add(frame)
    assert len(seen) > 1
