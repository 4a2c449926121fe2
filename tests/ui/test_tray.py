"""The tray's menu is made anew at each opening."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.ui.tray import Tray


def test_opening_the_menu_again_and_again_leaves_nothing_behind(qtbot: QtBot) -> None:
    tray = Tray(lambda: None, lambda: False)
    tray.attach(Home().shell)
    menu = tray._menu
    entries = len(menu.actions())
    for _ in range(5):
        menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(menu.findChildren(QMenu)) == 5)
    assert len(menu.actions()) == entries
    assert menu.findChildren(QActionGroup, options=Qt.FindChildOption.FindDirectChildrenOnly) == []
