"""The days of a week, a row each: the cord of its sessions, and what else was done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.review import Review
from unknot.ui.charts.month import Cell, paint_cord
from unknot.ui.charts.paper import SCREEN, Paper
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.pages import history_figures as figures
from unknot.ui.theme import radius, space, theme
from unknot.ui.theme.windows import history
from unknot.ui.words import history as words

MARK, PITCH = 20.0, 26.0


class Row(Ringed, QAbstractButton):
    """One day that can be opened."""

    def __init__(self, owner: WeekRows) -> None:
        super().__init__(owner)
        self._owner = owner
        self._cell: Cell | None = None
        self._name = self._said = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._picked)
        theme().changed.connect(self.update)

    @property
    def cell(self) -> Cell | None:
        """The day it stands for."""
        return self._cell

    def show_day(self, cell: Cell, said: str) -> None:
        """Stand for this day; ``said``: what else there was, at the end of the row."""
        self._cell, self._said = cell, said
        self._name = words.formatted(cell.day, "dddd d")
        self.setEnabled(not cell.ahead)
        self.setAccessibleName(cell.text)
        self.setToolTip(cell.text)
        self.update()

    def sizeHint(self) -> QSize:
        high = max(history.row, round(2 * SCREEN.line("small") + space.s)) + 2 * RING
        return QSize(history.label + 5 * round(PITCH) + history.label, high)

    def minimumSizeHint(self) -> QSize:
        return QSize(history.label, self.sizeHint().height())

    def _picked(self) -> None:
        if self._cell is not None:
            self._owner.picked.emit(self._cell.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._owner.walk(self, -1 if key is Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        cell = self._cell
        if cell is None:
            return
        painter = QPainter(self)
        paper = Paper.of_screen(painter, right_to_left(self))
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if cell.today or (self.underMouse() and self.isEnabled()):
            paper.fill(face, "tint" if cell.today else "side", radius.control)
        inner = face.adjusted(space.s, 0, -space.s, 0)
        name = QRectF(inner.left(), inner.top(), min(history.label, inner.width() / 3), inner.height())
        faint = cell.free or cell.ahead
        paper.text(paper.place(name, inner), self._name, "label" if cell.today else "medium",
                   "ink2" if faint else "ink")
        at = QRectF(name.right() + space.s, inner.top(), inner.right() - name.right() - space.s, inner.height())
        taken = paint_cord(paper, at, inner, cell, cell.states, MARK, PITCH)
        said = QRectF(at.left() + taken + space.m, inner.top(), at.width() - taken - space.m, inner.height())
        if said.width() > space.huge:
            paper.text(paper.place(said, inner), self._said, "small", "ink2", Qt.AlignmentFlag.AlignTrailing)
        if self.ring_shown():
            draw_ring(painter, face, radius.control)
        painter.end()


class WeekRows(QWidget):
    """Seven rows; arrow keys walk, ``picked`` tells of a day that was opened."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = [Row(self) for _ in range(7)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows:
            column.addWidget(row)

    def show_week(self, shown: Review, name: str) -> None:
        """Show these days; ``name`` is said first."""
        self.setAccessibleName(name)
        for row, day in zip(self._rows, shown.period.days, strict=True):
            found = shown.day(day)
            row.show_day(figures.cell_of(shown, day), words.beside(found) if found else "")

    def row(self, day: date) -> Row | None:
        """The row of a day."""
        return next((row for row in self._rows if row.cell and row.cell.day == day), None)

    def walk(self, here: Row, step: int) -> None:
        """Give the focus to the next row that can be opened."""
        able = [row for row in self._rows if row.isEnabled()]
        there = able.index(here) + step
        if 0 <= there < len(able):
            able[there].setFocus(Qt.FocusReason.TabFocusReason)
