"""Moving the sessions of the day on the Today page: by the mouse, by keys, from menus, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.shells import WEDNESDAY, Home

from unknot.core.day import Slot
from unknot.core.history import Outcome, Reason
from unknot.core.settings import Settings
from unknot.ports import Answer, Busy
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.today import TodayPage

MEETING = Busy(WEDNESDAY.replace(hour=10), WEDNESDAY.replace(hour=11), "Team meeting")


@pytest.fixture
def home() -> Home:
    return Home()


def page(home: Home, qtbot: QtBot, width: int = 900) -> TodayPage:
    made = TodayPage(home.shell, Stills(home.shell))
    qtbot.addWidget(made)
    made.resize(width, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def slot(home: Home, name: str) -> Slot:
    return next(each for each in home.house.coach.plan().slots if each.id == name)


def knot(made: TodayPage, name: str) -> QWidget:
    found = made.line.knot(name)
    assert found is not None
    return found


def place(made: TodayPage, minute: int) -> QPoint:
    return QPoint(round(made.line.scale().x(minute)), round(made.line.line_y))


def drag(made: TodayPage, qtbot: QtBot, name: str, *minutes: int, drop: bool = True) -> None:
    """Press on the loop of a session, move over these minutes of the day, let go."""
    it = knot(made, name)
    qtbot.mousePress(it, Qt.MouseButton.LeftButton, pos=it.rect().center())
    for minute in minutes:
        qtbot.mouseMove(it, it.mapFrom(made.line, place(made, minute)))
    if drop:
        qtbot.mouseRelease(it, Qt.MouseButton.LeftButton, pos=it.mapFrom(made.line, place(made, minutes[-1])))


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def menu_of(made: TodayPage, name: str) -> QMenu:
    menu = QMenu()
    made.fill_menu(name, menu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


# by the mouse


def test_a_session_dragged_along_the_line_goes_there(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    drag(made, qtbot, "s1", 9 * 60 + 40, 10 * 60 + 20)
    assert f"{slot(home, 's1').due:%H:%M}" == "10:20"
    assert slot(home, "s1").reason is Reason.MOVED_BY_PERSON
    assert made.next.caption.text == "Next session, 10:20"


def test_a_session_that_stood_in_the_way_makes_way(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    drag(made, qtbot, "s1", 11 * 60 + 30)
    dues = [each.due for each in home.house.coach.plan().sessions]
    assert len(dues) == 4
    assert all((b - a) >= timedelta(minutes=48) for a, b in zip(sorted(dues), sorted(dues)[1:], strict=False))


@pytest.mark.parametrize(
    ("minute", "why"),
    [(12 * 60 + 30, "a break until 13:00"), (10 * 60 + 30, "Team meeting until 11:00"),
     (8 * 60 + 35, "already past"), (17 * 60 + 30, "your day ends at 17:30"), (12 * 60 + 15, "a break until 13:00")],
)
def test_what_can_not_be_is_said_under_the_finger_and_springs_back(
    home: Home, qtbot: QtBot, minute: int, why: str
) -> None:
    home.calendars.say([MEETING])
    home.to("8:50")
    made = page(home, qtbot)
    before = slot(home, "s2").due
    drag(made, qtbot, "s2", minute, drop=False)
    assert made.line.sheet().tip.endswith(why)
    drag(made, qtbot, "s2", minute)
    assert slot(home, "s2").due == before
    assert not made.next.undo_move.isVisible()


def test_a_session_keeps_its_distance_from_one_that_stays(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    home.house.coach.move("s2", slot(home, "s2").due + timedelta(minutes=5))
    drag(made, qtbot, "s1", 11 * 60 + 10, drop=False)
    assert made.line.sheet().tip.endswith("too near the session at 11:40")


def test_before_work_a_session_can_not_be_put(qtbot: QtBot) -> None:
    home = Home(WEDNESDAY.replace(hour=7))
    made = page(home, qtbot)
    drag(made, qtbot, "s1", 8 * 60, drop=False)
    assert made.line.sheet().tip == "08:00: your day begins at 08:30"


def test_a_drag_goes_on_while_the_page_is_refreshed(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    drag(made, qtbot, "s1", 10 * 60, drop=False)
    made.refresh()
    it = knot(made, "s1")
    qtbot.mouseRelease(it, Qt.MouseButton.LeftButton, pos=it.rect().center())
    assert f"{slot(home, 's1').due:%H:%M}" == "10:00"


def test_past_midnight_the_line_and_the_plan_mean_the_same_time(qtbot: QtBot) -> None:
    home = Home(WEDNESDAY.replace(hour=21), settings=replace(Settings(), profile="night"))
    home.to("22:10")
    made = page(home, qtbot)
    first = home.house.coach.plan().sessions[-1]
    drag(made, qtbot, first.id, (24 + 4) * 60 + 30)
    assert slot(home, first.id).due == datetime(2026, 3, 5, 4, 30, tzinfo=BERLIN)
    assert made.date.text == "The night from Wednesday 4 March"


def test_across_a_clock_change_a_session_goes_to_the_time_that_is_shown(qtbot: QtBot) -> None:
    home = Home(datetime(2026, 3, 28, 21, 0, tzinfo=BERLIN), settings=replace(
        Settings(), profile="night", profiles=Settings().with_profile("night", hours=(
            Settings().of_profile("night").hours[0],) * 7).profiles,
    ))
    home.to("22:10")
    made = page(home, qtbot)
    last = home.house.coach.plan().sessions[-1]
    drag(made, qtbot, last.id, (24 + 5) * 60 + 20)
    assert f"{slot(home, last.id).due:%d %H:%M}" == "29 05:20"


# undo


def test_a_move_can_be_taken_back_for_ten_minutes(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    plan = [each.due for each in home.house.coach.plan().sessions]
    drag(made, qtbot, "s1", 10 * 60 + 20)
    assert made.next.undo_move.text.text == "The session at 09:30 is now at 10:20."
    made.next.undo_move.button.click()
    assert [each.due for each in home.house.coach.plan().sessions] == plan
    assert slot(home, "s1").reason is Reason.SPREAD
    assert not made.next.undo_move.isVisible()

    drag(made, qtbot, "s1", 10 * 60 + 20)
    home.to("8:11")
    made.refresh()
    assert not made.next.undo_move.isVisible()


def test_no_undo_brings_a_session_into_the_past(home: Home, qtbot: QtBot) -> None:
    home.to("9:25")
    made = page(home, qtbot)
    drag(made, qtbot, "s1", 10 * 60 + 20)
    assert made.next.undo_move.isVisible()
    home.to("9:31")
    made.refresh()
    assert not made.next.undo_move.isVisible()


# by keys


def test_by_keys_a_session_moves_in_five_minutes_and_stays_where_it_is_kept(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    made.line.setFocus(Qt.FocusReason.TabFocusReason)
    for key, held in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(QApplication.focusWidget(), key, held)
    assert f"{slot(home, 's1').due:%H:%M}" == "09:30", "not before it is kept"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert f"{slot(home, 's1').due:%H:%M}" == "09:40"
    assert made.line.isAncestorOf(QApplication.focusWidget())


# menus


def test_the_menu_of_a_coming_session_has_all_that_can_be_done(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    menu = menu_of(made, "s2")
    assert texts(menu)[0].startswith("11:35, ")
    assert texts(menu)[1:] == [
        "Start now", "5 minutes earlier", "5 minutes later", "Move to", "Make it 2 minutes", "Skip",
    ]
    choose(menu, "5 minutes later")
    assert f"{slot(home, 's2').due:%H:%M}" == "11:40"
    choose(menu_of(made, "s2"), "Make it 2 minutes")
    assert slot(home, "s2").length == timedelta(minutes=2)
    assert "Make it 2 minutes" not in texts(menu_of(made, "s2"))
    choose(menu_of(made, "s2"), "Skip")
    assert slot(home, "s2").outcome is Outcome.SKIPPED
    choose(menu_of(made, "s2"), "Undo skip")
    assert slot(home, "s2").outcome is None
    choose(menu_of(made, "s1"), "Start now")
    assert home.house.guide.slot.id == "s1"


def test_a_step_that_can_not_be_says_why(home: Home, qtbot: QtBot) -> None:
    home.calendars.say([MEETING])
    made = page(home, qtbot)
    home.house.coach.move("s1", WEDNESDAY.replace(hour=9, minute=55))
    menu = menu_of(made, "s1")
    step = next(a for a in menu.actions() if a.text().startswith("5 minutes later"))
    assert not step.isEnabled()
    assert step.text() == "5 minutes later (Team meeting until 11:00)"


def test_what_is_asked_now_can_be_started_or_skipped_and_not_moved(home: Home, qtbot: QtBot) -> None:
    home.to("9:30")
    made = page(home, qtbot)
    assert texts(menu_of(made, "s1"))[1:] == ["Start now", "Skip"]
    home.house.verbs.start_session()
    assert texts(menu_of(made, "s1"))[1:] == ["Show it"]


def test_the_next_stand_up_can_be_skipped_and_that_undone(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    first, second = [each for each in home.house.coach.plan().slots if each.id in ("p1", "p2")]
    assert texts(menu_of(made, second.id))[1:] == []
    choose(menu_of(made, first.id), "Skip")
    assert slot(home, "p1").outcome is Outcome.SKIPPED
    choose(menu_of(made, "p1"), "Undo skip")
    assert slot(home, "p1").outcome is None


def test_a_click_on_a_loop_opens_its_menu(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    qtbot.mouseClick(knot(made, "s1"), Qt.MouseButton.LeftButton)
    menu = next(each for each in knot(made, "s1").findChildren(QMenu) if each.isVisible())
    assert "Start now" in texts(menu)
    menu.close()


def test_what_is_over_leads_to_what_was_decided(home: Home, qtbot: QtBot) -> None:
    home.live("10:00", (Answer.ACCEPT,))
    made = page(home, qtbot)
    menu = menu_of(made, "s1")
    assert texts(menu)[1:] == ["All decisions…"]
    choose(menu, "All decisions…")
    assert made.decisions is not None


def test_move_lists_times_of_today_that_are_free_and_takes_one(home: Home, qtbot: QtBot) -> None:
    home.calendars.say([MEETING])
    made = page(home, qtbot)
    menu = QMenu()
    made.next.fill_times(menu)
    times = texts(menu)
    assert len(times) > 4
    assert not {"10:00", "10:30", "10:45"} & set(times)
    menu.actions()[0].trigger()
    assert made.next.caption.text == f"Next session, {times[0]}"


def test_a_busy_time_lies_behind_the_line_and_says_what_it_is(home: Home, qtbot: QtBot) -> None:
    made = page(home, qtbot)
    assert not made.legend._taken.isVisible()
    home.calendars.say([MEETING])
    [band] = made.line.sheet().day.bands
    assert (band.first, band.last, band.taken) == (600, 660, True)
    assert band.text == "Busy from 10:00 to 11:00: Team meeting"
    assert made.legend._taken.isVisible()
