"""What the figure does through a session: which frame is seen when, and when the next one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unknot.core import choreography
from unknot.core.body import Side
from unknot.core.choreography import Choreography, score
from unknot.core.motion import FASTEST, STILL, Motion, MotionKind, Shown
from unknot.core.session import Session, Status, begin
from unknot.core.timeline import Phase, Segment

BEND = Motion(MotionKind.HOLD, 12, 24, (0, 23), 23)
ROUND = Motion(MotionKind.CYCLE, 12, 30, (), STILL)
CAT = Motion(MotionKind.CYCLE, 12, 30, (0, 10, 20), STILL)
WALK = Motion(MotionKind.CYCLE, 16, 20)
LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


@dataclass
class Pictures:
    """Exercises are their own pictures; each is done sitting unless it is in ``floor``."""

    motions: Mapping[str, Motion] = field(default_factory=lambda: {"bend": BEND, "roll": ROUND, "cat": CAT})
    floor: tuple[str, ...] = ("cat",)

    def picture(self, exercise: str) -> str:
        return exercise

    def neutral(self, exercise: str) -> str:
        return "" if exercise in self.floor else "sit"

    def motion(self, picture: str) -> Motion | None:
        return self.motions.get(picture)


ART = Pictures()


def shown(session: Session, now: float, art: Pictures = ART) -> Shown:
    return Choreography(art).shown(session, now)


def next_change(session: Session, now: float, art: Pictures = ART) -> float | None:
    return Choreography(art).next_change(session, now)


def ahead(session: Session, now: float, art: Pictures, count: int) -> tuple[Shown, ...]:
    return Choreography(art).ahead(session, now, count)


def ready(exercise: str, side: Side = BOTH, step: int = 0, seconds: float = 5) -> Segment:
    return Segment(Phase.READY, step, exercise, side, seconds)


def hold(exercise: str, side: Side = BOTH, step: int = 0, seconds: float = 30) -> Segment:
    return Segment(Phase.HOLD, step, exercise, side, seconds)


def again(exercise: str, times: int, seconds: float, relax: float = 0, way: str = "", moves: Sequence[str] = ()):
    whole = times * seconds * max(1, len(moves)) + (times - 1) * relax
    return Segment(Phase.REPETITIONS, 0, exercise, BOTH, whole, times, seconds, relax, way, tuple(moves))


def switch(exercise: str, seconds: float = 4) -> Segment:
    return Segment(Phase.SWITCH, 0, exercise, RIGHT, seconds)


def rest(exercise: str, step: int = 1) -> Segment:
    return Segment(Phase.REST, step, exercise, BOTH, 8)


def during(*segments: Segment, index: int = 0) -> Session:
    """A session in one of its segments, which begins at 100 s."""
    made = begin("any", segments, 100.0)
    return replace(made, index=index, deadline=100.0 + segments[index].seconds)


def frames(session: Session, art: Pictures = ART, every: float = 0.02) -> list[tuple[float, Shown]]:
    """Each change through the segment under way: (seconds into it, what is seen from then on)."""
    found: list[tuple[float, Shown]] = []
    made = Choreography(art)
    for tick in range(int(session.segment.seconds / every)):
        seen = made.shown(session, 100.0 + tick * every)
        if not found or seen != found[-1][1]:
            found.append((tick * every, seen))
    return found


def test_getting_ready_it_stands_at_ease_and_is_in_the_pose_when_the_hold_begins() -> None:
    session = during(ready("bend"), hold("bend"))
    changes = frames(session)
    assert changes[0] == (0.0, Shown("bend", 0))
    assert [seen.frame for _, seen in changes] == [*range(23), STILL]
    assert changes[1][0] == pytest.approx(5 - 23 / 12, abs=0.05)
    assert shown(during(ready("bend"), hold("bend"), index=1), 100.0, ART) == changes[-1][1]


def test_getting_ready_for_repetitions_it_shows_one_of_them() -> None:
    short = Pictures({"bend": replace(BEND, frames=18, still=17), "roll": ROUND})
    held = frames(during(ready("bend"), again("bend", 4, 5, relax=4)), short)
    assert [seen.frame for _, seen in held] == [*range(17), STILL, *range(16, -1, -1)]
    assert held[-1][0] < 4.7
    rolled = frames(during(ready("roll"), again("roll", 4, 4, way="back")))
    assert [seen.frame for _, seen in rolled] == [0, *range(29, 0, -1), 0]


def test_a_repetition_that_takes_too_long_to_be_shown_before_is_not() -> None:
    slow = Pictures({"bend": replace(BEND, rate=8)})
    assert frames(during(ready("bend"), again("bend", 4, 5, relax=4)), slow) == [(0.0, Shown("bend", 0))]
    moves = during(ready("cat"), again("cat", 5, 5, moves="pct"))
    assert frames(moves) == [(0.0, Shown("cat", 0))]


def test_a_hold_shows_the_still_and_never_changes() -> None:
    session = during(ready("bend"), hold("bend"), index=1)
    assert frames(session) == [(0.0, Shown("bend", STILL))]
    assert next_change(session, 103.0, ART) is None


def test_a_hold_without_a_still_like_its_last_frame_shows_that_frame() -> None:
    art = Pictures({"bend": replace(BEND, still=STILL)})
    assert frames(during(hold("bend")), art) == [(0.0, Shown("bend", 23))]


def test_a_switch_goes_out_on_the_old_side_then_turns_and_goes_in_on_the_new_one() -> None:
    session = during(ready("bend", LEFT), hold("bend", LEFT), switch("bend"), hold("bend", RIGHT), index=2)
    seen = [seen for _, seen in frames(session)]
    turned = next(place for place, each in enumerate(seen) if not each.mirrored)
    assert all(each.mirrored for each in seen[:turned])
    assert not any(each.mirrored for each in seen[turned:])
    assert [each.frame for each in seen[:turned]] == [*range(22, -1, -1)]
    assert [each.frame for each in seen[turned:]] == [*range(23), STILL]


def test_a_switch_that_is_too_short_for_both_only_goes_in() -> None:
    slow = Pictures({"bend": replace(BEND, rate=8, frames=32, still=31)})
    session = during(ready("bend", LEFT), hold("bend", LEFT), switch("bend"), hold("bend", RIGHT), index=2)
    seen = [seen for _, seen in frames(session, slow)]
    assert not any(each.mirrored for each in seen)
    assert seen[0].frame == 0
    assert seen[-1].frame == STILL


def test_a_rest_begins_with_letting_go_and_ends_at_ease() -> None:
    session = during(hold("bend", RIGHT), rest("roll"), ready("roll", step=1), again("roll", 4, 4), index=1)
    seen = [seen for _, seen in frames(session)]
    assert [each.frame for each in seen[:-1]] == [*range(22, -1, -1)]
    assert seen[-1] == Shown("sit")


def test_on_the_floor_a_rest_shows_how_the_next_one_begins() -> None:
    session = during(hold("bend"), rest("cat"), ready("cat", step=1), again("cat", 5, 5, moves="pct"), index=1)
    assert frames(session)[-1][1] == Shown("cat", 0)


def test_repetitions_go_in_hold_and_let_go_again_but_not_after_the_last() -> None:
    session = during(again("bend", 3, 5, relax=4))
    changes = frames(session)
    held = [at for at, seen in changes if seen.frame == STILL]
    eased = [at for at, seen in changes if seen.frame == 0]
    assert held == pytest.approx([22 / 12, 9 + 22 / 12, 18 + 22 / 12], abs=0.05)
    assert eased == pytest.approx([5 + 22 / 12, 14 + 22 / 12], abs=0.05)
    assert changes[-1][1].frame == STILL


def test_repetitions_too_short_for_the_movement_stay_in_the_pose() -> None:
    seen = [seen.frame for _, seen in frames(during(again("bend", 6, 1, relax=0.5)))]
    assert seen == [*range(1, 23), STILL]


def test_a_roll_takes_one_repetition_each_and_the_way_back_is_the_other_way_round() -> None:
    forward = [seen.frame for _, seen in frames(during(again("roll", 2, 3)))]
    backward = [seen.frame for _, seen in frames(during(again("roll", 2, 3, way="back")))]
    assert forward == [*range(1, 30), 0] * 2
    assert backward == [*range(29, 0, -1), 0] * 2
    starts = [at for at, seen in frames(during(again("roll", 4, 3))) if seen.frame == 1]
    assert starts == pytest.approx([0, 3, 6, 9], abs=0.03)


def test_each_move_of_a_sequence_goes_on_to_its_own_stop_and_rests_there() -> None:
    session = during(again("cat", 2, 5, moves=("prayer", "cat", "camel")))
    changes = frames(session)
    rests = [(at, seen.frame) for (at, seen), (later, _) in pairwise(changes) if later - at > 1]
    assert [frame for _, frame in rests] == [0, 10, 20, 0, 10]
    assert [round(at) for at, _ in rests] == [0, 6, 11, 16, 21]
    assert changes[-1][1].frame == 20


def test_after_a_sequence_a_rest_goes_on_to_where_it_began() -> None:
    session = during(again("cat", 1, 5, moves="pct"), rest("bend"), ready("bend"), hold("bend"), index=1)
    assert [seen.frame for _, seen in frames(session)] == [*range(21, 30), 0, STILL]


def test_walking_goes_round_and_round_and_closes_at_the_end() -> None:
    session = during(hold("walk", seconds=61))
    seen = [seen.frame for _, seen in frames(session, Pictures({"walk": WALK}))]
    assert seen[:21] == [*range(20), 0]
    assert seen[-1] == 19
    assert len(seen) % 20 == 0


def test_the_left_side_is_the_mirrored_one() -> None:
    assert shown(during(ready("bend", LEFT), hold("bend", LEFT)), 100, ART).mirrored
    assert not shown(during(hold("bend", RIGHT)), 100, ART).mirrored
    assert not shown(during(ready("roll"), again("roll", 2, 4)), 100, ART).mirrored


def test_without_motion_there_are_stills_and_one_for_each_move() -> None:
    plain = Pictures({})
    session = during(ready("bend", LEFT), hold("bend", LEFT), switch("bend"), hold("bend", RIGHT))
    assert frames(session, plain) == [(0.0, Shown("bend", mirrored=True))]
    moves = during(again("cat", 2, 5, moves=("prayer", "cat", "camel")))
    assert [seen.picture for _, seen in frames(moves, plain)] == ["cat-1", "cat-2", "cat-3"] * 2


def test_a_pause_keeps_the_frame_and_going_on_goes_on_from_it() -> None:
    session = during(ready("bend"), hold("bend"))
    session = session.tick(104.0)
    paused = session.pause(104.0)
    seen = shown(session, 104.0, ART)
    assert 0 < seen.frame < 23
    assert shown(paused, 104.0, ART) == shown(paused, 9000.0, ART) == seen
    assert next_change(paused, 9000.0, ART) is None
    gone_on = paused.go_on(9000.0)
    assert shown(gone_on, 9000.0, ART) == seen
    assert shown(gone_on, 9000.5, ART) == shown(session, 104.5, ART)


def test_what_comes_next_is_told_ahead_the_next_segments_beginning_too() -> None:
    session = during(ready("bend"), hold("bend"), rest("roll"))
    now = 105.0 - 1 / 12
    assert ahead(session, 103.5, ART, 2) == (Shown("bend", 7), Shown("bend", 8))
    assert ahead(session, now, ART, 2) == (Shown("bend", STILL),)
    held = during(hold("bend"), rest("roll"), index=0)
    assert ahead(held, 110.0, ART, 3) == (Shown("bend", 22),)


def test_the_next_change_is_told_in_seconds_from_now() -> None:
    session = during(ready("bend"), hold("bend"))
    assert next_change(session, 101.0) == pytest.approx(4 - 23 / 12)
    assert next_change(session, 104.99) is None  # the hold's beginning is the session's own change


def test_motions_that_come_and_go_are_followed_once_told() -> None:
    art = Pictures({})
    session, made = during(hold("bend"), index=0), Choreography(art)
    assert made.shown(session, 100.0).frame == STILL
    art.motions = {"bend": replace(BEND, still=STILL)}
    made.forget()
    assert made.shown(session, 100.0).frame == 23


# whatever the numbers

motions = st.builds(
    lambda kind, rate, count: Motion(kind, rate, count, (0, count // 2), count - 1 if kind is MotionKind.HOLD else 0),
    st.sampled_from(MotionKind), st.integers(8, 16), st.integers(8, 32),
)
movements = st.one_of(
    st.builds(lambda side, s: hold("it", side, seconds=s), st.sampled_from(Side), st.floats(1, 120)),
    st.builds(
        lambda times, s, relax, way, moves: replace(again("it", times, s, relax, way, moves)),
        st.integers(1, 8), st.floats(1, 20), st.sampled_from([0, 0.5, 2, 4, 6]),
        st.sampled_from(["", "forward", "back"]), st.sampled_from([(), ("a", "b"), ("a", "b", "c")]),
    ),
)


def sessions(movement: Segment, index: int) -> Session:
    other = replace(movement, side=LEFT)
    lead = ready("it", other.side)
    return during(lead, other, switch("it"), replace(movement, side=RIGHT), rest("bend"), ready("bend"), index=index)


@given(motions, movements, st.integers(0, 5))
def test_it_is_always_a_frame_that_there_is_and_changes_are_announced(
    motion: Motion, movement: Segment, index: int
) -> None:
    art = Pictures({"it": motion, "bend": BEND})
    session = sessions(movement, index)
    made = score(session.segments, index, art)
    moment: float | None = 0.0
    before = 0.0
    for _ in range(400):
        if moment is None or moment >= session.segment.seconds:
            break
        seen = made.at(moment)
        own = art.motion(seen.picture)
        assert seen.frame == STILL or (own is not None and 0 <= seen.frame < own.frames)
        assert moment == 0.0 or moment > before
        before, moment = moment, made.next_change(moment)
        if moment is not None:
            assert made.at((before + moment) / 2) == seen


@given(motions, movements, st.integers(0, 5))
def test_it_never_moves_faster_than_half_again_as_drawn(motion: Motion, movement: Segment, index: int) -> None:
    art = Pictures({"it": motion, "bend": BEND})
    for leg in score(sessions(movement, index).segments, index, art).legs:
        own = art.motion(leg.picture)
        if own is not None and len(leg.frames) > 1:
            assert leg.pace * own.rate * FASTEST >= 1 - 1e-6


@given(motions, movements)
def test_where_there_is_time_one_segment_goes_on_where_the_last_one_ended(motion: Motion, movement: Segment) -> None:
    long = motion.seconds + choreography.HELD
    assume((movement.hold or movement.seconds) >= 2 * long)
    assume(motion.seconds < 2)  # in and out fit into a switch
    assume(movement.relax == 0 or movement.relax >= motion.seconds)
    art = Pictures({"it": motion, "bend": BEND})
    for index in range(4):
        here, there = sessions(movement, index), sessions(movement, index + 1)
        last = shown(here, 100.0 + here.segment.seconds - 1e-4, art)
        first = shown(there, 100.0, art)
        if (last.picture, last.mirrored) == (first.picture, first.mirrored):
            assert motion.near(last.frame, first.frame), (index, last, first)


@given(motions, movements, st.integers(0, 5), st.floats(0, 1))
def test_stopping_the_session_stops_the_figure(motion: Motion, movement: Segment, index: int, part: float) -> None:
    art = Pictures({"it": motion, "bend": BEND})
    session = sessions(movement, index)
    now = 100.0 + part * session.segment.seconds * 0.999
    paused = replace(session, status=Status.PAUSED, remaining=session.left(now))
    assert shown(paused, now + 1000, art) == shown(session, now, art)
    assert next_change(paused, now, art) is None
