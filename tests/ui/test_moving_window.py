"""The dialog that takes minutes of moving."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.shells import WEDNESDAY, Home

from unknot.core.care_records import Activity
from unknot.ui.care.moving_window import MovingWindow
from unknot.ui.kit.button import Button
from unknot.ui.kit.text import Text

TODAY = WEDNESDAY.date()


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def window(home: Home, qtbot: QtBot) -> MovingWindow:
    made = MovingWindow(home.shell)
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_writes_down_what_was_chosen_and_leaves(home: Home, window: MovingWindow, qtbot: QtBot) -> None:
    window.activity.set_index(1, tell=True)
    window.minutes.slider.setValue(45)
    qtbot.keyClick(window, Qt.Key.Key_Return)
    [entry] = home.shell.movement.logged(TODAY)
    assert (entry.activity, entry.minutes) == (Activity.SWIM, 45)
    assert not window.isVisible()


def test_esc_and_close_write_nothing(home: Home, window: MovingWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert home.shell.movement.logged(TODAY) == ()


def test_it_can_be_for_yesterday(home: Home, window: MovingWindow) -> None:
    window.day.set_index(1, tell=True)
    assert window.sum.text == "0 of 30 minutes of moving that day."
    window.save.click()
    assert len(home.shell.movement.logged(TODAY - timedelta(days=1))) == 1
    assert home.shell.movement.logged(TODAY) == ()


def test_what_is_logged_shows_and_can_be_taken_away(home: Home, window: MovingWindow) -> None:
    home.shell.movement.log(Activity.CYCLE, 20)
    home.shell.movement.log(Activity.WALK, 5)
    assert window.sum.text == "25 of 30 minutes of moving today."
    [first, second] = window.logged.rows
    assert [text.text for row in (first, second) for text in row.findChildren(Text)] == [
        "Cycle, 20 minutes", "Walk, 5 minutes",
    ]
    remove = first.findChild(Button)
    assert remove.accessibleName() == "Take Cycle, 20 minutes away"
    remove.click()
    assert window.sum.text == "5 of 30 minutes of moving today."
    assert len(window.logged.rows) == 1


def test_enter_on_a_button_presses_that_button(home: Home, window: MovingWindow, qtbot: QtBot) -> None:
    window.cancel.setFocus()
    qtbot.keyClick(window.cancel, Qt.Key.Key_Return)
    assert home.shell.movement.logged(TODAY) == ()
