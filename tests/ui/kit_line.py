"""A day line with a day on it, to be looked at and moved on."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from unknot.ui.kit.cord import Day, DayLine, Mark

NINE, NOON, SIX = 540, 720, 1080


def mark(name: str, minute: int, kind: str = "session", state: str = "coming", movable: bool = False) -> Mark:
    time = f"{minute // 60}:{minute % 60:02d}"
    return Mark(name, kind, state, minute, time if kind == "session" else "", f"{time}, {name}, {state}", movable)


DAY = Day(
    NINE, SIX, ((750, 795),),
    (mark("early", 600, state="done"), mark("stand", 660, "prompt", "done"),
     mark("neck", 870, state="next", movable=True), mark("walk", 930, "prompt"), mark("back", 990, movable=True)),
    now=NOON, hours=tuple((hour * 60, str(hour)) for hour in range(9, 19)),
)


def shown_line(qtbot: QtBot) -> DayLine:
    """That day's line in a window that has the keyboard."""
    made = DayLine()
    qtbot.addWidget(made)
    made.resize(784, made.sizeHint().height())
    made.set_day(DAY)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def knot(line: DayLine, name: str) -> QAbstractButton:
    return next(each for each in line.findChildren(QAbstractButton) if f", {name}," in each.accessibleName())


def focused(line: DayLine) -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName().split(", ")[1] if widget is not None and widget.parent() is line else ""
