"""A session kept as text across the death of the app."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_library import BACK, LIBRARY, NECK, STANDING

from unknot.core.session import Session, Status, begin
from unknot.core.timeline import timeline
from unknot.services.kept import from_plain, plain


def under_way() -> Session:
    session = begin(NECK.id, timeline(NECK, LIBRARY), 100)
    for now in range(100, 151):
        session = session.tick(now)
    return session


def through_json(session: Session) -> Session:
    return from_plain(json.loads(json.dumps(plain(session))))


def test_it_outlives_the_app_as_plain_values() -> None:
    running = under_way()
    again = through_json(running)
    assert (again.status, again.left(5), again.segment) == (Status.PAUSED, 18, running.segment)
    assert again.go_on(5).left(6) == 17
    assert (again.seconds, again.share, again.results) == (running.seconds, running.share, running.results)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.pop("segments"),
        lambda raw: raw.update(format=99),
        lambda raw: raw.update(index=70),
        lambda raw: raw.update(index=-1),
        lambda raw: raw.update(status="dancing"),
        lambda raw: raw["segments"][0].update(colour="red"),
        lambda raw: raw.update(segments=[]),
        lambda raw: raw.update(remaining="soon"),
    ],
)
def test_something_else_is_refused_as_a_kept_session(spoil) -> None:
    raw = json.loads(json.dumps(plain(under_way())))
    spoil(raw)
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_plain(raw)


EVENTS = (
    Session.pause,
    Session.go_on,
    Session.next,
    Session.back,
    Session.hurts,
    Session.slip,
    Session.leave,
    lambda session, now: session.go_on_elsewhere(now, timeline(STANDING, LIBRARY)),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(EVENTS), st.floats(0, 25)), max_size=20))
def test_it_can_be_kept_and_taken_up_at_any_moment(history) -> None:
    now = 50.0
    session = begin(BACK.id, timeline(BACK, LIBRARY), now)
    for event, wait in history:
        now += wait
        session = event(session.tick(now), now)
    again = through_json(session)
    assert (again.seconds, again.share, again.log, again.segment) == (
        session.seconds,
        session.share,
        session.log,
        session.segment,
    )
    assert abs(again.left(0) - session.left(now)) < 1e-6
