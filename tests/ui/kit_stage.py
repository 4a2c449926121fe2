"""What the tests of the components share: one of each control, a window to show them in, and a look at pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from unknot.core.settings import Settings
from unknot.ui.kit.button import Button, Chip, Role
from unknot.ui.kit.fields import Choice, LineEdit, SearchField, TimeField
from unknot.ui.kit.slider import Slider
from unknot.ui.kit.split import SplitButton
from unknot.ui.kit.tick import TickBox
from unknot.ui.theme import theme


def no_menu(_menu: QMenu) -> None:
    """A menu with nothing in it."""


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "primary": lambda: Button("Start now", Role.PRIMARY),
    "secondary": lambda: Button("Snooze"),
    "quiet": lambda: Button("Shorter", Role.QUIET),
    "pain": lambda: Button("This hurts", Role.PAIN),
    "chip": lambda: Chip("Seat"),
    "tick": lambda: TickBox("Fever"),
    "line": lambda: LineEdit("8:30", "From"),
    "search": lambda: SearchField("Search"),
    "choice": lambda: Choice(["Office", "Home"], "Profile"),
    "time": lambda: TimeField(time(8, 30), "From"),
    "slider": lambda: Slider(0, 10, 5),
    "split": lambda: SplitButton("Snooze 5 min", no_menu),
}


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The theme in force, and the application's direction put back."""
    theme().apply(Settings())
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def stage(qtbot: QtBot) -> Callable[..., QWidget]:
    """Shows widgets below each other in an active window, the focus on none of them."""
    kept: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)  # or Python lets go of it as soon as the test does
        column = QVBoxLayout(window)
        anchor = QWidget()
        anchor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(anchor)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=1000)
        anchor.setFocus()
        return window

    return show


def picture(widget: QWidget) -> QImage:
    """What it looks like, one pixel a pixel."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(theme().tokens.bg))
    painter = QPainter(image)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    return image


def count(image: QImage, colour: str, where: QRect | None = None) -> int:
    """How many pixels are exactly of this colour."""
    box = where or image.rect()
    wanted = QColor(colour).rgb()
    rows, columns = range(box.top(), box.bottom() + 1), range(box.left(), box.right() + 1)
    return sum(image.pixel(x, y) == wanted for y in rows for x in columns)
