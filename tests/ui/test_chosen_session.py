"""The first screen of a session that was chosen: why it is as it is, and how much time there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.knotted import knot_at
from tests.shells import Home
from tests.ui.session_house import stage

from unknot.core.body import Area, Side
from unknot.ui.kit.split import SplitButton
from unknot.ui.session.window import SessionWindow


@pytest.fixture
def home() -> Home:
    made = Home()
    knot_at(made.shell.knots, Area.BETWEEN_BLADES)
    assert made.house.verbs.start_session() is None
    return made


@pytest.fixture
def window(home: Home, qtbot: QtBot) -> SessionWindow:
    made = SessionWindow(home.shell)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_screen_says_why_and_the_next_ones_do_not(home: Home, window: SessionWindow) -> None:
    assert window.moving.why.text == "You marked a knot left of the spine."
    assert window.moving.why.isVisible()
    home.house.guide.start_now()
    assert not window.moving.why.isVisible()
    assert not window.moving.lengths.isVisible()


def test_in_the_lowest_of_windows_the_reason_comes_below_what_to_do(home: Home, window: SessionWindow) -> None:
    moving = window.moving
    assert moving.why.mapTo(moving, QPoint()).y() < moving.title.mapTo(moving, QPoint()).y()
    window.resize(640, 340)
    QApplication.processEvents()
    assert moving.why.isVisible()
    assert moving.why.mapTo(moving, QPoint()).y() > moving.needs.mapTo(moving, QPoint()).y()
    window.resize(1040, 656)
    QApplication.processEvents()
    assert moving.why.mapTo(moving, QPoint()).y() < moving.title.mapTo(moving, QPoint()).y()


def test_a_massage_of_one_side_has_no_other_side_to_switch_to(home: Home, window: SessionWindow) -> None:
    guide = home.house.guide
    seen = set()
    while guide.session is not None and not guide.session.over:
        segment = guide.session.segment
        if segment.exercising:
            seen.add((bool(segment.knot), segment.side is Side.BOTH, window.moving.sides.isVisible()))
        (guide.next if segment.exercising else guide.start_now)()
    assert (True, False, False) in seen
    assert not {(True, False, True), (False, False, False), (False, True, True)} & seen


def test_a_click_takes_the_minutes_there_are(home: Home, window: SessionWindow) -> None:
    before = home.house.guide.session
    assert before is not None
    window.moving.lengths.buttons[1].click()
    after = home.house.guide.session
    assert after is not None
    assert sum(segment.seconds for segment in after.segments) <= 66
    assert window.moving.title.text == home.library.exercise_text[after.segment.exercise].name
    home.clock.advance(timedelta(seconds=1))
    window.moving.lengths.buttons[3].click()
    assert home.house.guide.session is not None
    assert home.house.guide.session.segments == before.segments


def test_a_routine_that_the_person_started_says_and_asks_nothing(qtbot: QtBot) -> None:
    made = stage()
    made.begin("neck-3")
    shown = SessionWindow(made.shell)
    qtbot.addWidget(shown)
    shown.show()
    assert not shown.moving.why.isVisible()
    assert not shown.moving.lengths.isVisible()


def test_a_screen_reader_can_press_a_button_that_has_a_menu_beside_it(qtbot: QtBot) -> None:
    button = SplitButton("Start", lambda menu: None, primary=True)
    qtbot.addWidget(button)
    button.show()
    face = QAccessible.queryAccessibleInterface(button)
    assert face.role() is QAccessible.Role.Button
    assert "Press" in face.actionInterface().actionNames()
    with qtbot.waitSignal(button.clicked):
        face.actionInterface().doAction("Press")
