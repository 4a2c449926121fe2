"""The focus ring: for the keyboard only, and never cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.kit_stage import CONTROLS, dressed, picture, stage

from unknot.ui.kit.button import Button
from unknot.ui.theme import theme

__all__ = ["dressed", "stage"]
"""Fixtures: pytest finds them by their names here."""


@pytest.mark.parametrize("name", CONTROLS)
@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.BacktabFocusReason, True),
        (Qt.FocusReason.ShortcutFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
        (Qt.FocusReason.OtherFocusReason, False),
    ],
)
def test_the_ring_is_for_the_keyboard_only(
    stage: Callable[..., QWidget], name: str, reason: Qt.FocusReason, shown: bool
) -> None:
    control = CONTROLS[name]()
    stage(control)
    control.setFocus(reason)
    assert control.hasFocus()
    assert control.ring_shown() is shown  # type: ignore[attr-defined]


def is_accent(seen: QColor) -> bool:
    """Nearly so: a round end is smoothed at its outermost pixel."""
    accent = QColor(theme().tokens.accent)
    pairs = ((seen.red(), accent.red()), (seen.green(), accent.green()), (seen.blue(), accent.blue()))
    return all(abs(one - other) < 60 for one, other in pairs)


@pytest.mark.parametrize("name", [name for name in CONTROLS if name != "slider"])
def test_the_ring_is_whole_inside_the_widget(stage: Callable[..., QWidget], name: str) -> None:
    control = CONTROLS[name]()
    stage(control)
    before = picture(control)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    after = picture(control)
    middle = after.rect().center()
    edges = [(middle.x(), 0), (middle.x(), after.height() - 1), (0, middle.y()), (after.width() - 1, middle.y())]
    assert [is_accent(after.pixelColor(x, y)) for x, y in edges] == [True] * 4
    assert [is_accent(before.pixelColor(x, y)) for x, y in edges] == [False] * 4


def test_the_ring_comes_back_with_the_window(stage: Callable[..., QWidget], qapp: QApplication) -> None:
    button = Button("Pause")
    stage(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        button.clearFocus()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
            qapp.sendEvent(button, QFocusEvent(kind, reason))
        assert button.ring_shown()


def test_a_mouse_click_after_the_keyboard_takes_the_ring_away(stage: Callable[..., QWidget], qtbot: QtBot) -> None:
    one, other = Button("One"), Button("Other")
    stage(one, other)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not one.ring_shown()
    assert not other.ring_shown()
