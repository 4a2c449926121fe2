"""The Today page: what holds at this moment, what can't be known, and the days on which nothing is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from tests.fakes import FakeProbe
from tests.shells import WEDNESDAY, Home

from unknot.core.history import Event
from unknot.core.presence import Hold
from unknot.core.profiles import DayChange
from unknot.core.settings import Settings
from unknot.ports import Answer, Busy
from unknot.services.lookout import AGAIN
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.today import TodayPage


def page(home: Home, qtbot: QtBot) -> TodayPage:
    made = TodayPage(home.shell, Stills(home.shell))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


# what holds


def test_the_sources_are_asked_while_the_page_is_seen_and_not_a_moment_longer(qtbot: QtBot) -> None:
    microphone = FakeProbe(Hold.CALL, False, "microphone")
    home = Home(probes=(microphone,))
    home.to("8:40")
    made = page(home, qtbot)
    assert microphone.asked == 1
    assert made.why.plain.text == "Nothing holds Unknot now."

    microphone.says = True
    home.alarms.advance(AGAIN)
    assert made.why.block.title.text.startswith("In a call")

    made.hide()
    asked = microphone.asked
    home.alarms.advance(20 * AGAIN)
    assert microphone.asked == asked


def test_everything_that_holds_is_named_with_its_beginning(qtbot: QtBot) -> None:
    home = Home()
    home.to("9:00")
    home.house.held(Hold.FULL_SCREEN)
    home.to("9:10")
    home.house.held(Hold.SHARING)
    made = page(home, qtbot)
    assert made.why.block.title.text.split("\u2028") == ["Full screen since 09:00", "Screen shared since 09:10"]
    assert made.why.block.body.text == "Unknot asks once all of this ends."


def test_what_holds_on_a_day_off_promises_no_prompt_at_its_end(qtbot: QtBot) -> None:
    home = Home(WEDNESDAY + timedelta(days=3))
    home.to("10:00")
    home.house.held(Hold.CALL)
    made = page(home, qtbot)
    assert made.why.block.body.text == "Nothing more is asked today."


def test_a_call_told_by_hand_has_its_end_and_can_be_ended_here(qtbot: QtBot) -> None:
    home = Home()
    home.to("9:00")
    home.house.coach.call(WEDNESDAY.replace(hour=9, minute=45))
    made = page(home, qtbot)
    assert made.why.block.title.text == "In a call until 09:45"
    assert made.why.resume.text() == "Call is over"
    made.why.resume.click()
    assert not home.house.coach.presence.has(Hold.SAID_CALL)
    assert made.why.plain.isVisible()


def test_a_busy_time_of_this_moment_is_told_with_its_title(qtbot: QtBot) -> None:
    home = Home()
    home.calendars.say([Busy(WEDNESDAY.replace(hour=9), WEDNESDAY.replace(hour=10), "Team meeting")])
    home.to("9:15")
    made = page(home, qtbot)
    assert made.why.block.title.text == "Team meeting until 10:00"
    home.to("10:00")
    made.refresh()
    assert made.why.plain.isVisible()


def test_what_can_not_be_known_here_is_said_quietly_with_the_way_to_the_settings(qtbot: QtBot) -> None:
    home = Home(probes=(
        FakeProbe(Hold.CALL, None, "microphone"), FakeProbe(Hold.CALL, False, "camera"),
        FakeProbe(Hold.FULL_SCREEN, None, "full-screen"), FakeProbe(Hold.SHARING, None, "sharing"),
    ))
    home.house.coach.idle_known(False)
    made = page(home, qtbot)
    assert made.why.unknown.text == "Time away, full screen, shared screen: can't be known here.", (
        "the camera tells of calls"
    )
    made.why.presence.click()
    assert home.windows.opened == ["settings presence"]


def test_where_everything_is_known_nothing_is_said_of_it(qtbot: QtBot) -> None:
    made = page(Home(probes=(FakeProbe(Hold.CALL, False, "microphone"),)), qtbot)
    assert not made.why.unknown.isVisible()
    assert not made.why.presence.isVisible()


def test_a_source_that_is_late_once_is_not_called_unknown(qtbot: QtBot) -> None:
    quiet = FakeProbe(Hold.DO_NOT_DISTURB, False, "do-not-disturb")
    home = Home(probes=(quiet,))
    made = page(home, qtbot)
    quiet.says = None
    home.alarms.advance(AGAIN)
    assert not made.why.unknown.isVisible()


def test_one_session_held_for_one_reason_after_another_takes_one_line(qtbot: QtBot) -> None:
    home = Home()
    home.to("9:20")
    home.house.held(Hold.FULL_SCREEN)
    home.to("9:31")
    home.house.held(Hold.SHARING)
    home.to("9:40")
    home.house.released(Hold.SHARING)
    home.to("9:41")
    made = page(home, qtbot)
    assert len([e for e in home.house.coach.decisions(40) if e.event is Event.HELD and e.slot == "s1"]) > 1
    shown = [line.text.text for line in made.why._decisions if line.isVisible()]
    assert len([text for text in shown if "held" in text]) == 1


def test_while_it_asks_it_says_that_it_does(qtbot: QtBot) -> None:
    home = Home()
    home.to("9:30")
    assert page(home, qtbot).standing_out.text == "Unknot is asking now."


def test_right_after_a_hold_it_says_that_it_asks_in_a_moment(qtbot: QtBot) -> None:
    home = Home()
    home.to("9:20")
    home.house.held(Hold.CALL)
    home.to("9:35")
    home.house.released(Hold.CALL)
    assert page(home, qtbot).why.plain.text == "Nothing holds Unknot now. It asks in a moment."


def test_what_was_held_lies_behind_the_line_and_what_still_is_reaches_to_now(qtbot: QtBot) -> None:
    home = Home()
    home.to("9:20")
    home.house.held(Hold.CALL)
    home.to("9:40")
    made = page(home, qtbot)
    told = {band.text: (band.first, band.last) for band in made.line.sheet().day.bands}
    assert told == {
        "09:30 to 09:40, held for the call": (570, 580), "In a call since 09:20": (560, 580),
    }
    home.house.released(Hold.CALL)
    home.to("10:00")
    made.refresh()
    assert [(band.first, band.last) for band in made.line.sheet().day.bands] == [(570, 580)]


# days on which nothing is asked


def test_without_any_working_time_the_way_to_choose_it_comes_first(qtbot: QtBot) -> None:
    home = Home(settings=replace(Settings(), hours=((),) * 7))
    made = page(home, qtbot)
    assert made.title.text == "No working time yet"
    assert made.next.start.text() == "Choose your hours"
    made.next.start.click()
    assert home.windows.opened == ["settings schedule"]
    made.next.other.click()
    assert home.house.guide.session is not None, "a short stretch is there all the same"


def test_a_day_taken_off_can_be_taken_back(qtbot: QtBot) -> None:
    home = Home(settings=replace(Settings(), days=(DayChange(WEDNESDAY.date(), hours=()),)))
    made = page(home, qtbot)
    assert made.standing_out.text == "You took today off, so nothing is asked."
    assert made.next.other.text() == "Work as usual today"
    made.next.other.click()
    assert made.title.text == "Four sessions today"
    assert not made.next.other.isVisible()


def test_a_public_holiday_is_named(qtbot: QtBot) -> None:
    home = Home()
    home.calendars.say(holidays={WEDNESDAY.date(): "Founders' Day"})
    made = page(home, qtbot)
    assert made.date.text == "Wednesday 4 March, Founders' Day"
    assert made.title.text == "A day off"
    assert made.standing_out.text == "Nothing is asked today."


@pytest.mark.parametrize(("gone", "name"), [(1, "Yesterday"), (3, "Sunday")])
def test_after_a_day_without_any_session_today_starts_fresh(qtbot: QtBot, gone: int, name: str) -> None:
    every_day = (Settings().hours[0],) * 7
    off = tuple(DayChange(WEDNESDAY.date() - timedelta(days=back), hours=()) for back in range(1, gone))
    home = Home(WEDNESDAY - timedelta(days=gone), settings=replace(Settings(), hours=every_day, days=off))
    home.live("18:00", (Answer.EXPIRED,))
    home.to("8:35", day=gone)
    said = page(home, qtbot).standing_out.text
    assert said == f"{name} was a day off from stretching. Today starts fresh, first at 09:30."


def test_after_a_day_with_some_sessions_nothing_is_made_of_it(qtbot: QtBot) -> None:
    home = Home(WEDNESDAY - timedelta(days=1))
    home.live("18:00", (Answer.ACCEPT, Answer.EXPIRED))
    home.to("8:35", day=1)
    assert page(home, qtbot).standing_out.text == "Unknot asks first at 09:30."
