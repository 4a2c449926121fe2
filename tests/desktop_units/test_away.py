"""Away after five minutes without input, and back after five seconds of it within a minute."""

from __future__ import annotations

import pytest

from unknot.core.presence import Hold
from unknot.desktop.away import AwayWatch, Calls, Return

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


class FakeProbe:
    """A microphone or a camera; ``holds`` is what it answers, at once or when the test says so."""

    name = "microphone"
    why = Hold.CALL

    def __init__(self, holds: bool | None, at_once: bool = True) -> None:
        self.holds = holds
        self.at_once = at_once
        self.asked: list = []

    def ask(self, answer) -> None:
        self.asked.append(answer)
        if self.at_once:
            answer(self.holds)

    def watch(self, ended):
        raise AssertionError("asked once a minute is enough")


@pytest.fixture
def microphone():
    return FakeProbe(True)


@pytest.fixture
def camera():
    return FakeProbe(None)


@pytest.fixture
def in_call(backend, film, seconds, listener, microphone, camera, qapp):
    made = AwayWatch((lambda: backend,), seconds, film, Calls((microphone, camera)))
    assert made.start(listener)
    yield made
    made.stop()


def test_who_sits_in_a_call_without_input_is_not_away_until_its_end(in_call, listener, microphone, camera):
    assert not microphone.asked
    in_call.idle()
    minute = in_call._calls._timer
    assert listener.told == []
    assert minute.isActive()
    assert minute.interval() == 60_000
    minute.timeout.emit()
    assert listener.told == []
    microphone.holds = False
    minute.timeout.emit()
    assert listener.told == [AWAY]
    assert not minute.isActive()
    assert len(microphone.asked) == len(camera.asked) == 3


def test_without_a_call_nothing_is_asked_twice(in_call, listener, microphone):
    microphone.holds = False
    in_call.idle()
    assert listener.told == [AWAY]
    assert not in_call._calls._timer.isActive()


@pytest.mark.parametrize(("mic", "cam", "away"), [(False, True, []), (None, None, [AWAY]), (False, False, [AWAY])])
def test_either_is_a_call_and_not_knowing_is_none(in_call, listener, microphone, camera, mic, cam, away):
    microphone.holds, camera.holds = mic, cam
    in_call.idle()
    assert listener.told == away


def test_nobody_is_away_before_the_answers_are_there(in_call, listener, microphone, camera):
    microphone.at_once = camera.at_once = False
    in_call.idle()
    microphone.asked[0](False)
    assert listener.told == []
    camera.asked[0](False)
    assert listener.told == [AWAY]


def test_an_answer_that_comes_after_the_return_counts_no_more(in_call, listener, microphone, camera, seconds):
    microphone.at_once = False
    in_call.idle()
    in_call.active()
    seconds.now += 6
    in_call.quiet()
    microphone.asked[0](False)
    assert listener.told == []
    in_call.idle()
    microphone.asked[0](False)
    assert listener.told == []
    microphone.asked[1](False)
    assert listener.told == [AWAY]


def test_input_ends_the_questions(in_call, listener, microphone, seconds):
    in_call.idle()
    in_call.active()
    seconds.now += 6
    in_call.quiet()
    assert not in_call._calls._timer.isActive()
    assert len(microphone.asked) == 1
    assert listener.told == []


def test_a_film_goes_on_after_a_call(in_call, film, listener, microphone):
    film.say(True)
    in_call.idle()
    microphone.holds = False
    in_call._calls._timer.timeout.emit()
    assert listener.told == []
    film.say(False)
    assert listener.told == [AWAY]


def test_nothing_is_asked_after_the_end(in_call, microphone):
    in_call.idle()
    in_call.stop()
    assert not in_call._calls._timer.isActive()


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
