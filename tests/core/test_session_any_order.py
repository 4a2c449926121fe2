"""Whatever a person presses and whenever: a session never loses a second, never goes below zero, and ends."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_library import BACK, FLOOR, LIBRARY, NECK, STANDING

from unknot.core.session import LONG_GAP, Session, Status, begin
from unknot.core.timeline import timeline

EVENTS = {
    "pause": Session.pause,
    "go_on": Session.go_on,
    "next": Session.next,
    "back": Session.back,
    "start_now": Session.start_now,
    "hurts": Session.hurts,
    "slip": Session.slip,
    "elsewhere": lambda session, now: session.go_on_elsewhere(now, timeline(STANDING, LIBRARY)),
    "leave": Session.leave,
    "resume": Session.resume,
    "tick": Session.tick,
    "stop": Session.stop,
}

waits = st.floats(0, LONG_GAP, allow_nan=False) | st.sampled_from([0.0, 1.0, 4.0, 5.0, 8.0, 20.0, 300.0])
histories = st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), waits), max_size=30)
routines = st.sampled_from([NECK, BACK, FLOOR])


def watch(session: Session, now: float) -> tuple[Session, float]:
    """Tick in tenths up to ``now``, and reckon independently how much of it was movement."""
    moved = 0.0
    if now - session.seen > LONG_GAP and session.status is Status.RUNNING:
        return session.tick(now), 0.0
    while session.status is Status.RUNNING and session.seen < now:
        until = min(now, session.seen + 0.1, session.deadline)
        if session.segment.exercising:
            moved += until - session.seen
        session = session.tick(until)
    return session.tick(now), moved


@settings(max_examples=150, deadline=None)
@given(routines, histories)
def test_no_second_of_movement_is_lost_or_invented(routine, history) -> None:
    now, moved = 50.0, 0.0
    session = begin(routine.id, timeline(routine, LIBRARY), now)
    for name, wait in history:
        now += wait
        session, more = watch(session, now)
        moved += more
        session = EVENTS[name](session, now)
        assert abs(session.seconds - moved) < 1e-6


@settings(max_examples=150, deadline=None)
@given(routines, histories)
def test_what_is_shown_stays_within_its_bounds_and_the_log_only_grows(routine, history) -> None:
    now = 50.0
    session = begin(routine.id, timeline(routine, LIBRARY), now)
    for name, wait in history:
        before, now = session, now + wait
        session = EVENTS[name](session.tick(now), now)
        assert 0 <= session.left(now) <= session.segment.seconds
        assert session.left(now) <= session.left_in_all(now)
        assert 0 <= session.fraction(now) <= 1
        assert 0 <= session.share <= 1 + 1e-9
        assert 1 <= session.step_number <= session.steps
        assert 1 <= session.beat(now).number <= session.segment.repetitions
        assert session.log[: len(before.log)] == before.log
        assert all(lap.seconds >= 0 for lap in session.log)
        assert before.over <= session.over


@settings(max_examples=100, deadline=None)
@given(routines, histories)
def test_left_alone_after_anything_it_comes_to_its_end(routine, history) -> None:
    now = 50.0
    session = begin(routine.id, timeline(routine, LIBRARY), now)
    for name, wait in history:
        now += wait
        session = EVENTS[name](session.tick(now), now)
    session = session.slip(now).go_on(now)
    rest = session.left_in_all(now)
    end = now + rest + 1
    while now < end:
        now += 1
        session = session.tick(now)
    assert session.over
