"""What the controls do under mouse, wheel and keys, and what they tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.kit_stage import CONTROLS, dressed, stage

from unknot.ui.kit.fields import Choice, SearchField, TimeField
from unknot.ui.kit.frame import SideBar
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.split import SplitButton
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.theme import size

__all__ = ["dressed", "stage"]
"""Fixtures: pytest finds them by their names here."""
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


def test_a_time_field_shows_its_time_in_full(stage: Callable[..., QWidget]) -> None:
    field = TimeField(time(22, 45), "Until")
    stage(field)
    needed = QFontMetricsF(field.font()).horizontalAdvance(field.text())
    assert field.lineEdit().width() >= needed


def test_a_time_field_steps_by_five_minutes_and_tells(qtbot: QtBot) -> None:
    field = TimeField(time(8, 30), "From")
    qtbot.addWidget(field)
    field.setCurrentSection(TimeField.Section.MinuteSection)
    with qtbot.waitSignal(field.picked, timeout=500) as told:
        field.stepBy(1)
    assert told.args == [time(8, 35)]
    field.set_value(time(9, 0))
    assert field.value() == time(9, 0)


def test_a_time_stays_in_order_where_reading_runs_from_the_right(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(RIGHT_TO_LEFT)
    field = TimeField(time(8, 30), "From")
    qtbot.addWidget(field)
    assert field.text().index("8") < field.text().index("30")


@pytest.mark.parametrize("name", ["choice", "time", "slider"])
def test_the_wheel_scrolls_the_page_and_changes_nothing(stage: Callable[..., QWidget], name: str) -> None:
    control = CONTROLS[name]()
    stage(control)
    wheel = QWheelEvent(
        QPointF(20, 20), QPointF(20, 20), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )
    control.wheelEvent(wheel)
    assert not wheel.isAccepted()


def test_a_slider_says_its_value_in_words_and_settles_once_a_key(qtbot: QtBot) -> None:
    slider = LabelledSlider("Stretch sessions", 1, 8, 4, lambda n: f"{n} a day")
    qtbot.addWidget(slider)
    settled: list[int] = []
    slider.settled.connect(settled.append)
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert settled == [5]
    assert slider.value_text.text == "5 a day"
    assert slider.slider.accessibleName() == "Stretch sessions: 5 a day"


def test_a_slider_with_steps_rests_only_on_them(qtbot: QtBot) -> None:
    slider = LabelledSlider("Stand up after", 20, 120, 50, str, step=10)
    qtbot.addWidget(slider)
    slider.slider.setValue(63)
    assert slider.value() == 60


def test_a_slider_s_name_wraps_rather_than_push_its_value_out(qtbot: QtBot) -> None:
    slider = LabelledSlider("Zwischen zwei Aufforderungen mindestens", 5, 60, 10, lambda n: f"{n} Minuten")
    qtbot.addWidget(slider)
    slider.resize(220, slider.heightForWidth(220))
    slider.show()
    assert slider.minimumSizeHint().width() <= 220
    assert slider.label.height() >= 2 * slider.value_text.height()
    assert slider.value_text.geometry().right() <= 220


def test_escape_empties_a_search_before_it_means_anything_else(qtbot: QtBot) -> None:
    search = SearchField("Search")
    qtbot.addWidget(search)
    qtbot.keyClicks(search, "neck")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_the_arrow_keys_move_a_segment_switch(stage: Callable[..., QWidget], qtbot: QtBot) -> None:
    switch = SegmentSwitch(["Day", "Week", "Month"])
    switch.set_name("Shown")
    window = stage(switch)
    chosen: list[int] = []
    switch.chosen.connect(chosen.append)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert chosen == [1]
    assert switch.index == 1
    assert switch.accessibleName() == "Shown: Week"


def test_a_split_button_has_two_halves(stage: Callable[..., QWidget], qtbot: QtBot) -> None:
    button = SplitButton("Snooze 5 min", lambda menu: menu.addAction("10 minutes"))
    stage(button)
    clicks: list[str] = []
    button.clicked.connect(lambda: clicks.append("snooze"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(20, button.height() // 2))
    assert len(clicks) == 1
    qtbot.mousePress(button, Qt.MouseButton.LeftButton, pos=button.arrow().center().toPoint())
    assert button.menu().isVisible()
    assert [action.text() for action in button.menu().actions()] == ["10 minutes"]
    button.menu().hide()
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=button.arrow().center().toPoint())
    assert len(clicks) == 1


def test_the_down_key_opens_a_split_buttons_menu(stage: Callable[..., QWidget], qtbot: QtBot) -> None:
    button = SplitButton("Snooze 5 min", lambda menu: menu.addAction("10 minutes"))
    stage(button)
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert button.menu().isVisible()
    button.menu().hide()


def test_a_sidebar_walks_with_the_arrows_and_keeps_its_last_row_at_the_foot(
    stage: Callable[..., QWidget], qtbot: QtBot
) -> None:
    bar = SideBar([(name, name.capitalize(), name) for name in ("today", "library", "settings")])
    window = stage(bar)
    window.resize(300, 600)
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert chosen == ["library"]
    bar.choose("nonsense", tell=True)
    assert chosen == ["library"]
    rows = bar.findChildren(QWidget)
    assert rows[-1].y() - rows[1].y() > 3 * size.row


def test_a_narrow_sidebar_keeps_its_words_as_tool_tips(qtbot: QtBot) -> None:
    bar = SideBar([("today", "Today", "today"), ("settings", "Settings", "settings")])
    qtbot.addWidget(bar)
    wide = bar.sizeHint().width()
    bar.set_compact(True)
    assert bar.sizeHint().width() < wide / 2
    assert [row.toolTip() for row in bar.findChildren(QWidget)] == ["Today", "Settings"]


def test_a_long_list_of_choices_opens_below_its_field_and_not_over_the_screen(qtbot: QtBot) -> None:
    choice = Choice([f"Country {n}" for n in range(200)], "Country")
    qtbot.addWidget(choice)
    choice.show()
    choice.showPopup()
    assert choice.view().window().height() < choice.screen().availableGeometry().height() * 0.7
    choice.hidePopup()
