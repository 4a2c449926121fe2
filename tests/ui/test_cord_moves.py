"""Sessions taken off their place on the day line: by the finger and by keys, over what can't be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.kit_line import DAY, NOON, focused, knot, shown_line

from unknot.ui.kit.cord import Barred, DayLine
from unknot.ui.kit.day_paint import labels


@pytest.fixture
def line(qtbot: QtBot) -> DayLine:
    return shown_line(qtbot)


def moves(line: DayLine) -> list[tuple[str, int]]:
    """Everything that the line asks for from now on."""
    asked: list[tuple[str, int]] = []
    line.move_requested.connect(lambda name, minute: asked.append((name, minute)))
    return asked


def keys(qtbot: QtBot, *pressed: Qt.Key, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    for key in pressed:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def minute_of(line: DayLine, name: str) -> int:
    return next(each.mark.minute for each in line.placed() if each.mark.id == name)


def test_a_session_lifted_by_keys_goes_in_steps_of_five_minutes_and_enter_keeps_it(
    line: DayLine, qtbot: QtBot
) -> None:
    asked = moves(line)
    line.setFocus()
    keys(qtbot, Qt.Key.Key_Right, ctrl=True)
    keys(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)

    assert minute_of(line, "neck") == 880
    assert asked == [], "nothing moves before it is kept"
    assert focused(line) == "neck"

    keys(qtbot, Qt.Key.Key_Return)

    assert asked == [("neck", 880)]
    assert line.lift is None


def test_escape_puts_a_session_lifted_by_keys_back(line: DayLine, qtbot: QtBot) -> None:
    asked = moves(line)
    line.setFocus()
    keys(qtbot, Qt.Key.Key_Left, ctrl=True)
    keys(qtbot, Qt.Key.Key_Escape)

    assert asked == []
    assert minute_of(line, "neck") == 870
    keys(qtbot, Qt.Key.Key_Right)
    assert focused(line) == "walk", "arrows walk again"


def test_a_session_left_in_the_hand_goes_back_when_the_focus_does(line: DayLine, qtbot: QtBot) -> None:
    asked = moves(line)
    line.setFocus()
    keys(qtbot, Qt.Key.Key_Left, ctrl=True)
    knot(line, "back").setFocus()

    assert asked == []
    assert line.lift is None


def test_what_is_done_can_not_be_lifted(line: DayLine, qtbot: QtBot) -> None:
    knot(line, "early").setFocus()
    keys(qtbot, Qt.Key.Key_Right, ctrl=True)

    assert line.lift is None


def test_the_keys_follow_the_arrows_drawn_where_writing_runs_from_right_to_left(line: DayLine, qtbot: QtBot) -> None:
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    line.setFocus()
    before = next(each.x for each in line.placed() if each.mark.id == "neck")
    keys(qtbot, Qt.Key.Key_Right, ctrl=True)

    assert next(each.x for each in line.placed() if each.mark.id == "neck") > before
    assert minute_of(line, "neck") == 865


LUNCH = Barred(738, 795, "a break until 13:15")


def test_where_a_session_can_not_be_is_said_while_it_is_there_and_enter_waits(line: DayLine, qtbot: QtBot) -> None:
    asked = moves(line)
    line.set_places(lambda name: (LUNCH,) if name == "neck" else ())
    line.setFocus()
    keys(qtbot, Qt.Key.Key_Left, ctrl=True)
    keys(qtbot, *[Qt.Key.Key_Left] * 15)

    assert line.sheet().tip.endswith(": a break until 13:15")
    keys(qtbot, Qt.Key.Key_Return)
    assert asked == []
    assert line.lift is not None, "it stays in the hand"

    keys(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert asked == [("neck", 795)]


def test_a_session_dropped_where_it_can_not_be_goes_back(line: DayLine, qtbot: QtBot) -> None:
    asked = moves(line)
    line.set_places(lambda _name: (LUNCH,))
    target = knot(line, "neck")
    lunch = QPoint(round(line.scale().x(760)), round(line.line_y))
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    qtbot.mouseMove(target, target.mapFrom(line, lunch))
    assert "a break until 13:15" in line.sheet().tip
    assert next(each.state for each in line.placed() if each.mark.id == "neck") == "coming"
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(line, lunch))

    assert asked == []
    assert minute_of(line, "neck") == 870


def test_a_loop_taken_at_its_edge_does_not_jump_under_the_finger(line: DayLine, qtbot: QtBot) -> None:
    target = knot(line, "neck")
    edge = QPoint(target.rect().left() + 2, target.rect().center().y())
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(target, edge + QPoint(5, 0))

    assert minute_of(line, "neck") == 875
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=edge)


def test_a_session_follows_the_finger_and_asks_when_let_go(line: DayLine, qtbot: QtBot) -> None:
    target = knot(line, "neck")
    far = line.mapFromGlobal(target.mapToGlobal(target.rect().center())) + QPoint(100, 0)
    asked = moves(line)
    opened: list[str] = []
    line.activated.connect(opened.append)

    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    qtbot.mouseMove(target, target.mapFrom(line, far))
    assert line.sheet().tip == line.lift.time, "the time follows"
    assert "40" in line.lift.time
    assert "15:40" not in [label.text for label in labels(line.sheet())], "and stands there once"
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(line, far))

    assert asked == [("neck", 940)]
    assert opened == []
    assert minute_of(line, "neck") == 870, "nothing moves until the day says so"


def test_a_day_that_changes_meanwhile_leaves_the_session_in_the_hand(line: DayLine, qtbot: QtBot) -> None:
    asked = moves(line)
    target = knot(line, "neck")
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    qtbot.mouseMove(target, target.rect().center() + QPoint(60, 0))
    line.set_day(replace(DAY, now=NOON + 1))
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    assert asked == [("neck", 910)]

    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    qtbot.mouseMove(target, target.rect().center() + QPoint(60, 0))
    line.set_day(replace(DAY, marks=tuple(each for each in DAY.marks if each.id != "neck")))
    assert line.lift is None, "what is no longer there is in no hand"


def test_escape_lets_go_of_a_drag(line: DayLine, qtbot: QtBot) -> None:
    target = knot(line, "neck")
    asked = moves(line)
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    qtbot.mouseMove(target, target.rect().center() + QPoint(60, 0))
    qtbot.keyClick(target, Qt.Key.Key_Escape)
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=target.rect().center())

    assert asked == []
    assert minute_of(line, "neck") == 870


def test_the_right_button_asks_for_a_menu_and_moves_nothing(line: DayLine, qtbot: QtBot) -> None:
    target = knot(line, "neck")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, target.rect().center(), target.mapToGlobal(QPoint(5, 5)))
    with qtbot.waitSignal(line.activated) as caught:
        QApplication.sendEvent(target, event)

    assert caught.args == ["neck"]
