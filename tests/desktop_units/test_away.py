"""Away after five minutes without input, and back after five seconds of it within a minute."""

from __future__ import annotations

import pytest

from unknot.core.presence import Hold
from unknot.desktop.away import AwayWatch, Return

AWAY, BACK = ("held", Hold.AWAY), ("released", Hold.AWAY)


class FakeBackend:
    """A backend that tells what the test says."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.closely = False
        self.closed = False

    def open(self, watch) -> bool:
        self.watch = watch
        return self.works

    def watch_closely(self, on: bool) -> None:
        self.closely = on

    def close(self) -> None:
        self.closed = True


class Seconds:
    """A monotonic clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def backend():
    return FakeBackend()


@pytest.fixture
def watch(backend, seconds, listener, qapp):
    made = AwayWatch((lambda: backend,), seconds)
    assert made.start(listener)
    yield made
    made.stop()


def test_no_input_for_five_minutes_holds_once_and_input_is_watched_only_then(watch, backend, listener):
    assert not backend.closely
    watch.idle()
    watch.idle()
    assert listener.told == [AWAY]
    assert backend.closely
    assert not watch._timer.isActive()


def test_a_nudge_of_the_desk_is_not_a_return(watch, backend, listener, seconds):
    watch.idle()
    watch.active()
    seconds.now += 3
    watch.quiet()
    assert listener.told == [AWAY]
    assert backend.closely
    assert not watch._timer.isActive()


def test_five_seconds_of_input_are_a_return(watch, backend, listener, seconds):
    watch.idle()
    watch.active()
    assert 4900 < watch._timer.interval() < 5100
    seconds.now += 5
    watch._timer.timeout.emit()
    assert listener.told == [AWAY, BACK]
    assert not backend.closely
    assert not watch._timer.isActive()


def test_two_stretches_of_input_within_a_minute_count_together(watch, listener, seconds):
    for begin, length in ((0, 3), (40, 2)):
        seconds.now = 2000 + begin
        if begin == 0:
            watch.idle()
        watch.active()
        seconds.now += length
        watch.quiet()
    assert listener.told == [AWAY, BACK]


def test_nudges_minutes_apart_never_add_up(watch, listener, seconds):
    watch.idle()
    for _ in range(50):
        seconds.now += 70
        watch.active()
        seconds.now += 4
        watch.quiet()
    assert listener.told == [AWAY]
    assert len(watch._return._spans) <= 1


def test_the_next_absence_starts_from_nothing(watch, listener, seconds):
    for _ in range(2):
        watch.idle()
        watch.active()
        seconds.now += 6
        watch.quiet()
    assert listener.told == [AWAY, BACK, AWAY, BACK]


class FakeInhibitors:
    """A film that the test starts and ends."""

    def start(self, say) -> None:
        self.say = say

    def stop(self) -> None:
        self.say = lambda on: None


@pytest.fixture
def film():
    return FakeInhibitors()


@pytest.fixture
def with_film(backend, film, seconds, listener, qapp):
    made = AwayWatch((lambda: backend,), seconds, film)
    assert made.start(listener)
    yield made
    made.stop()


def test_a_film_is_presence_until_it_ends_with_nobody_there(with_film, film, listener):
    film.say(True)
    with_film.idle()
    assert listener.told == []
    film.say(False)
    assert listener.told == [AWAY]


def test_who_touches_the_machine_during_a_film_is_not_away_after_it(with_film, film, backend, listener, seconds):
    film.say(True)
    with_film.idle()
    with_film.active()
    seconds.now += 6
    with_film.quiet()
    film.say(False)
    assert listener.told == []
    assert not backend.closely


def test_a_call_that_begins_while_away_is_presence(with_film, film, listener):
    with_film.idle()
    film.say(True)
    assert listener.told == [AWAY, BACK]


def test_a_backend_that_leaves_takes_its_word_back(watch, listener):
    watch.lost()
    assert listener.told == []
    watch.idle()
    watch.lost()
    assert listener.told == [AWAY, BACK]


def test_the_first_backend_that_works_is_taken(listener, qapp):
    broken, good, spare = FakeBackend(works=False), FakeBackend(), FakeBackend()
    watch = AwayWatch((lambda: broken, lambda: good, lambda: spare))
    assert watch.start(listener)
    good.watch.idle()
    assert not hasattr(spare, "watch")
    watch.stop()
    assert good.closed
    good.watch.idle()
    assert listener.told == [AWAY]


def test_with_no_backend_it_says_that_it_can_not_know(listener, qapp):
    assert not AwayWatch((lambda: FakeBackend(works=False),)).start(listener)
    assert not AwayWatch(()).start(listener)


def test_the_minute_slides_over_a_stretch_of_input():
    back = Return()
    back.input(0)
    back.quiet(4)
    assert back.seconds(62) == pytest.approx(2)
    back.input(62)
    assert back.missing(63) > 0
    assert back.missing(67.5) == 0
