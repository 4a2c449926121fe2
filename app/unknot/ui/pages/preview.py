"""A day as it would be with the settings of this moment: a small cord and a sentence."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.day import DayPlan
from unknot.core.history import SlotKind
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.cord import DayLine
from unknot.ui.kit.text import Text
from unknot.ui.pages.day_marks import day_line
from unknot.ui.shell import Shell
from unknot.ui.theme import radius, size, space, theme
from unknot.ui.tr import tr

_DAY = timedelta(days=1)
AHEAD = 27
"""Days that can be looked ahead."""


def sentence(plan: DayPlan) -> str:
    """``4 sessions, 3 stand-ups. First at 9:30.``"""
    sessions = plan.sessions
    if not plan.work:
        return tr("No working time that day.")
    prompts = [slot for slot in plan.slots if slot.kind is SlotKind.POSTURE]
    parts = [
        tr("1 session") if len(sessions) == 1 else tr("{n} sessions").format(n=len(sessions)),
        tr("1 stand-up") if len(prompts) == 1 else tr("{n} stand-ups").format(n=len(prompts)),
    ]
    said = f"{', '.join(parts)}."
    if not plan.slots:
        return said
    return f"{said} {tr('First at {time}.').format(time=words.clock_time(plan.slots[0].due))}"


def next_working_day(shell: Shell) -> date:
    """The first day after today with working hours; tomorrow where no day has any."""
    day = shell.clock.now().date() + _DAY
    rota = shell.preferences.rota
    return next((day + _DAY * n for n in range(7) if rota.ranges(day + _DAY * n)), day)


class DayPreview(QWidget):
    """``bare``: only the cord, for the welcome; else a panel with the date to choose and the sentence."""

    def __init__(self, shell: Shell, *, bare: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._bare = bare
        self._day = next_working_day(shell)
        self.line = DayLine(mini=True, inset=0 if bare else space.s)
        self.before = Button("", Role.BARE, "chevron-left", height=size.small_button)
        self.after = Button("", Role.BARE, "chevron-right", height=size.small_button)
        self.date = Text("", "body", wrap=False, align=Qt.AlignmentFlag.AlignHCenter)
        self.told = Text("", "label", align=Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        if bare:
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.line)
            return
        self.before.setAccessibleName(self.tr("The day before"))
        self.after.setAccessibleName(self.tr("The day after"))
        self.before.clicked.connect(lambda: self._go(-1))
        self.after.clicked.connect(lambda: self._go(1))
        middle = Qt.AlignmentFlag.AlignVCenter
        days = QHBoxLayout()
        days.setSpacing(space.xs)
        days.addWidget(Text(self.tr("Your day with these settings"), "caption", "ink2"), 1, middle)
        days.addSpacing(space.s)
        days.addWidget(self.before)
        days.addWidget(self.date, 0, middle)
        days.addWidget(self.after)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(0)
        self._top.addLayout(days)
        self._top.addWidget(self.told, 1, middle)
        column.setContentsMargins(space.m, space.s, space.m, space.xs)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.line)
        theme().changed.connect(self.update)

    def refresh(self) -> None:
        """Plan the day again."""
        if self._bare:
            self._day = next_working_day(self._shell)
        plan = self._shell.coach.plan_for(self._day)
        self.line.set_day(day_line(plan, self._shell.library))
        self.line.setVisible(bool(plan.work))
        said = sentence(plan)
        self.told.set_text(said)
        self.line.setAccessibleDescription(said)
        day = QDate(self._day.year, self._day.month, self._day.day)
        self.date.set_text(QLocale().toString(day, self.tr("ddd d MMM")))
        today = self._shell.clock.now().date()
        self.before.setEnabled(self._day > today)
        self.after.setEnabled(self._day < today + AHEAD * _DAY)

    def stack(self, on: bool) -> None:
        """The sentence below the date, where it has no room beside it."""
        if not self._bare:
            self._top.setDirection(QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight)

    def _go(self, days: int) -> None:
        self._day += days * _DAY
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._bare:
            return
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius.tile, radius.tile)
