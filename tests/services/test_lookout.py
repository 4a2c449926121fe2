"""Holds that can only be asked: asked when a prompt is due, then at most every 15 seconds, never in between."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.core.days import at
from tests.fakes import FakeProbe
from tests.services.desk import Desk

from unknot.core.history import Event
from unknot.core.presence import Hold
from unknot.ports import Answer, Undo


def desk_with(*probes: FakeProbe) -> Desk:
    return Desk(probes=probes)


def test_nobody_is_asked_before_something_is_due_and_everybody_before_it_shows() -> None:
    call, screen = FakeProbe(Hold.CALL), FakeProbe(Hold.FULL_SCREEN, says=None)
    desk = desk_with(call, screen)
    desk.to("09:29")
    assert (call.asked, screen.asked) == (0, 0)
    desk.to("09:30")
    assert (call.asked, screen.asked) == (1, 1)
    assert desk.shown == "s1", "what can't be known holds nothing"
    desk.answer(Answer.ACCEPT)
    desk.later(minutes=30)
    assert (call.asked, screen.asked) == (1, 1)


@pytest.mark.parametrize("why", [Hold.FULL_SCREEN, Hold.DO_NOT_DISTURB, Hold.CALL, Hold.SHARING, Hold.PRESENTING])
def test_what_holds_is_asked_again_every_fifteen_seconds_and_then_one_prompt_comes(why: Hold) -> None:
    probe = FakeProbe(why, says=True)
    desk = desk_with(probe)
    desk.to("09:30")
    assert desk.shown == ""
    assert desk.coach.presence.has(why)
    assert [e.why for e in desk.ledger.entries("s1") if e.event is Event.HELD] == [str(why)]
    desk.later(minutes=10)
    assert 38 <= probe.asked <= 42
    probe.says = False
    desk.later(seconds=16)
    assert not desk.coach.presence.has(why)
    assert desk.shown == "", "it has to settle"
    desk.later(seconds=30)
    assert desk.shown == "s1"
    assert desk.asked() == ["s1 09:40"]


def test_a_source_that_tells_of_the_end_is_not_waited_for() -> None:
    probe = FakeProbe(Hold.DO_NOT_DISTURB, says=True)
    desk = desk_with(probe)
    desk.to("09:30")
    assert len(probe.watchers) == 1, "watched once, however often it is asked"
    desk.later(minutes=1)
    assert len(probe.watchers) == 1
    desk.later(seconds=3)
    probe.end()
    desk.later(seconds=30)
    assert desk.shown == "s1"
    assert probe.watchers == []


class OnlyOnce(FakeProbe):
    """Watched as a window is that fills the screen: once it may have left, nothing more is told."""

    def end_for_a_moment(self) -> None:
        watchers, self.watchers = self.watchers, []
        for ended in watchers:
            ended()

    def watch(self, ended: Callable[[], None]) -> Undo:
        self.watchers.append(ended)
        return lambda: self.watchers.remove(ended) if ended in self.watchers else None


def test_what_still_holds_after_it_may_have_ended_is_watched_anew() -> None:
    screen = OnlyOnce(Hold.FULL_SCREEN, says=True)
    desk = desk_with(screen)
    desk.to("09:30")
    screen.end_for_a_moment()
    assert len(screen.watchers) == 1
    screen.end()
    desk.later(seconds=30)
    assert desk.shown == "s1"


def test_a_hold_that_comes_back_while_it_settles_holds_again() -> None:
    probe = FakeProbe(Hold.CALL, says=True)
    desk = desk_with(probe)
    desk.to("09:30")
    probe.end()
    desk.later(seconds=10)
    probe.says = True
    desk.later(minutes=5)
    assert desk.shown == ""
    assert desk.coach.presence.has(Hold.CALL)


def test_a_source_that_never_answers_is_not_waited_for_longer_than_two_seconds() -> None:
    mute = FakeProbe(Hold.CALL, says=True, mute=True)
    desk = desk_with(FakeProbe(Hold.FULL_SCREEN), mute)
    desk.to("09:30")
    assert desk.shown == ""
    desk.later(seconds=2)
    assert desk.shown == "s1"
    mute.answer_now()
    assert desk.shown == "s1", "an answer that comes too late is none"


def test_an_answer_to_an_earlier_question_and_a_second_one_to_the_same_are_none() -> None:
    mute = FakeProbe(Hold.CALL, mute=True)
    desk = desk_with(FakeProbe(Hold.FULL_SCREEN), mute)
    desk.lookout.follow(lambda: None)
    desk.later(seconds=15)
    first, second = mute._waiting
    first(True)
    assert not desk.coach.presence.has(Hold.CALL)
    second(False)
    assert [state.holds for state in desk.lookout.states] == [False, False]
    mute._waiting.clear()
    other = FakeProbe(Hold.SHARING, mute=True)
    desk = desk_with(mute, other)
    desk.lookout.look()
    (answer,) = mute._waiting
    answer(False)
    answer(True)
    other.answer_now()
    assert [state.holds for state in desk.lookout.states] == [False, False]


def test_what_a_window_was_told_seconds_ago_is_asked_anew_before_a_prompt_shows() -> None:
    call = FakeProbe(Hold.CALL)
    desk = desk_with(call)
    desk.to("09:29:55")
    desk.lookout.follow(lambda: None)
    call.says = True
    desk.to("09:30")
    assert desk.shown == ""
    assert desk.coach.presence.has(Hold.CALL)


def test_typing_waits_for_a_lull_and_two_minutes_at_most() -> None:
    typing = FakeProbe(Hold.TYPING, says=True)
    desk = desk_with(typing)
    desk.to("09:30")
    assert desk.shown == ""
    desk.later(seconds=40)
    typing.end()
    assert desk.shown == "s1", "a lull needs no settling"

    busy = desk_with(FakeProbe(Hold.TYPING, says=True))
    busy.to("09:31")
    assert busy.shown == ""
    busy.to("09:32")
    assert busy.shown == "s1"


def test_a_film_left_by_a_key_press_settles_from_the_film_s_end() -> None:
    film, typing = FakeProbe(Hold.FULL_SCREEN, says=True), FakeProbe(Hold.TYPING, says=False)
    desk = desk_with(film, typing)
    desk.to("09:40")
    typing.says = True
    film.end()
    desk.later(seconds=10)
    typing.end()
    desk.later(seconds=19)
    assert desk.shown == ""
    desk.later(seconds=1)
    assert desk.shown == "s1"


def test_what_was_found_is_forgotten_once_nothing_is_due_any_more() -> None:
    probe = FakeProbe(Hold.CALL, says=True)
    desk = desk_with(probe)
    desk.to("09:31")
    assert desk.coach.presence.has(Hold.CALL)
    desk.coach.skip("s1")
    assert desk.coach.presence.holds == ()
    assert probe.watchers == []
    asked = probe.asked
    desk.later(minutes=20)
    assert probe.asked == asked


def test_what_was_forgotten_needs_no_settling() -> None:
    desk = desk_with(FakeProbe(Hold.CALL, says=True))
    desk.to("09:31")
    desk.coach.skip("s1")
    assert desk.coach.presence.cleared_at is None


def test_a_window_that_looks_on_is_told_now_and_every_fifteen_seconds_until_it_closes() -> None:
    camera = FakeProbe(Hold.CALL, says=True, name="camera")
    desk = desk_with(camera, FakeProbe(Hold.SHARING, says=None, name="sharing"))
    seen: list[list[bool | None]] = []
    stop = desk.lookout.follow(lambda: seen.append([state.holds for state in desk.lookout.states]))
    assert seen == [[True, None]]
    assert [state.name for state in desk.lookout.states] == ["camera", "sharing"]
    assert desk.coach.presence.has(Hold.CALL)
    camera.says = False
    desk.later(seconds=15)
    assert seen[-1] == [False, None]
    assert not desk.coach.presence.has(Hold.CALL)
    stop()
    stop()
    asked = camera.asked
    desk.later(minutes=5)
    assert camera.asked == asked
    assert camera.watchers == []


def test_what_a_window_found_is_forgotten_once_it_closes_and_nothing_is_due() -> None:
    probe = FakeProbe(Hold.DO_NOT_DISTURB, says=True)
    desk = desk_with(probe)
    stop = desk.lookout.follow(lambda: None)
    other = desk.lookout.follow(lambda: None)
    stop()
    assert desk.coach.presence.has(Hold.DO_NOT_DISTURB), "another one looks on"
    other()
    assert desk.coach.presence.holds == ()
    assert probe.watchers == []

    desk.to("09:30")
    desk.lookout.follow(lambda: None)()
    assert desk.coach.presence.has(Hold.DO_NOT_DISTURB), "a session is due and held"


def test_only_one_prompt_comes_after_several_sources_held_several_slots() -> None:
    call, screen = FakeProbe(Hold.CALL, says=True), FakeProbe(Hold.FULL_SCREEN, says=True)
    desk = desk_with(call, screen)
    desk.to("11:40")
    call.end()
    desk.later(minutes=1)
    assert desk.shown == ""
    screen.end()
    desk.later(seconds=30)
    assert desk.shown.startswith("s")
    desk.stretch()
    desk.later(minutes=9)
    assert desk.shown == ""
    assert len(desk.asked()) == 1


def test_when_the_app_ends_nothing_is_watched_any_more() -> None:
    probe = FakeProbe(Hold.CALL, says=True)
    desk = desk_with(probe)
    desk.to("09:31")
    desk.coach.stop()
    asked = probe.asked
    desk.alarms.advance(timedelta(minutes=5))
    assert (probe.watchers, probe.asked) == ([], asked)
    assert desk.clock.now() == at("09:36")
