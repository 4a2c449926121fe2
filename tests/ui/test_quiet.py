"""Quiet notices: once, while nothing holds, where no window says the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.fakes import FakeNotifier, FakeProbe
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.pain_rules import Worry
from unknot.core.presence import Hold
from unknot.ui.quiet import MORE, Quiet

SHOULDER = Place(Area.TRAPEZIUS, Side.LEFT)
SAID = ("A week with painkillers and still pain.", "A doctor should have a look.")


class FakeTray:
    """A tray icon that remembers what it said."""

    def __init__(self, there: bool = True) -> None:
        self._there = there
        self.said: list[tuple[str, str]] = []

    def there(self) -> bool:
        return self._there

    def tell(self, title: str, text: str) -> None:
        self.said.append((title, text))


class Desk:
    """A person at a desktop with notifications, and what they see."""

    def __init__(
        self, *, notifications: bool = True, in_sight: bool = False, probes: Sequence[FakeProbe] = ()
    ) -> None:
        self.home = Home(probes=probes)
        self.home.to("9:00")
        self.notifier = FakeNotifier(notifications)
        self.tray = FakeTray()
        self.in_sight = in_sight
        self.quiet = self.begin()

    def begin(self) -> Quiet:
        quiet = Quiet(self.home.shell, self.notifier, self.tray, lambda: self.in_sight)
        self.undo = quiet.follow()
        return quiet

    def week_of_painkillers(self) -> None:
        log = self.home.shell.pain_log
        log.log([SHOULDER], 5, painkillers=True)
        self.home.clock.advance(timedelta(days=7))
        log.log([SHOULDER], 4)


@pytest.fixture
def desk(qapp: object) -> Desk:
    return Desk()


def test_advice_is_told_once_with_the_way_to_more(desk: Desk) -> None:
    desk.week_of_painkillers()
    assert [(notice.title, notice.body) for notice in desk.notifier.notices] == [SAID]
    desk.notifier.press(MORE)
    assert desk.home.windows.opened == ["care pain"]
    desk.home.shell.pain_log.log([SHOULDER], 4)
    assert len(desk.notifier.notices) == 1


def test_it_waits_until_nothing_holds(desk: Desk) -> None:
    desk.home.house.held(Hold.CALL)
    desk.week_of_painkillers()
    assert desk.notifier.notices == []
    desk.home.house.released(Hold.CALL)
    assert len(desk.notifier.notices) == 1


def test_what_can_only_be_asked_is_asked_first_and_again_later(qapp: object) -> None:
    microphone = FakeProbe(Hold.CALL, says=True)
    desk = Desk(probes=[microphone])
    desk.quiet.offer("tea", lambda: ("Tea", "Green"))
    asked = microphone.asked
    assert desk.notifier.notices == []
    desk.home.alarms.advance(timedelta(minutes=9))
    microphone.says = False
    assert desk.notifier.notices == []
    desk.home.alarms.advance(timedelta(minutes=1))
    assert [notice.body for notice in desk.notifier.notices] == ["Green"]
    assert microphone.asked == asked + 1


def test_when_somebody_else_asks_and_nothing_holds_any_more_it_is_told_then(qapp: object) -> None:
    microphone = FakeProbe(Hold.CALL, says=True)
    desk = Desk(probes=[microphone])
    desk.quiet.offer("tea", lambda: ("Tea", "Green"))
    desk.home.alarms.advance(timedelta(minutes=2))
    microphone.says = False
    desk.home.shell.lookout.look()
    assert [notice.body for notice in desk.notifier.notices] == ["Green"]
    desk.quiet.offer("tea", lambda: ("Tea", "Black"))
    assert [notice.body for notice in desk.notifier.notices] == ["Green", "Black"]


def test_it_waits_for_no_more_than_a_lull_in_typing(qapp: object) -> None:
    typing = FakeProbe(Hold.TYPING, says=True)
    desk = Desk(probes=[typing])
    desk.quiet.offer("tea", lambda: ("Tea", "Green"))
    typing.says = False
    assert desk.notifier.notices == []
    desk.home.alarms.advance(timedelta(minutes=1))
    assert [notice.body for notice in desk.notifier.notices] == ["Green"]


def test_while_nothing_waits_nobody_is_asked(qapp: object) -> None:
    microphone = FakeProbe(Hold.CALL)
    desk = Desk(probes=[microphone])
    desk.home.house.held(Hold.AWAY)
    desk.home.house.released(Hold.AWAY)
    assert microphone.asked == 0


def test_what_was_answered_while_it_waited_is_not_told(desk: Desk) -> None:
    desk.home.house.held(Hold.CALL)
    desk.week_of_painkillers()
    desk.home.shell.pain_log.answer(Worry.PAINKILLERS, seen=True)
    desk.home.house.released(Hold.CALL)
    assert desk.notifier.notices == []


def test_where_the_window_says_so_no_notice_comes_even_later(qapp: object) -> None:
    desk = Desk(in_sight=True)
    desk.week_of_painkillers()
    desk.in_sight = False
    desk.home.shell.pain_log.log([SHOULDER], 4)
    assert desk.notifier.notices == []


def test_what_the_last_run_could_not_tell_is_told_by_the_next(desk: Desk) -> None:
    desk.undo()
    desk.week_of_painkillers()
    assert desk.notifier.notices == []
    desk.begin()
    assert len(desk.notifier.notices) == 1


def test_without_notifications_the_tray_says_it(qapp: object) -> None:
    desk = Desk(notifications=False)
    desk.week_of_painkillers()
    assert desk.tray.said == [SAID]


def test_two_notices_of_one_kind_are_one_when_the_hold_ends(desk: Desk) -> None:
    desk.home.house.held(Hold.CALL)
    desk.quiet.offer("tea", lambda: ("Tea", "Green"))
    desk.quiet.offer("tea", lambda: ("Tea", "Black"))
    desk.quiet.offer("cake", lambda: None)
    desk.home.house.released(Hold.CALL)
    assert [notice.body for notice in desk.notifier.notices] == ["Black"]
