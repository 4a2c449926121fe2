"""A chart as a widget: it has the height that its figure takes at its width, and tells its numbers in words."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from unknot.ui.charts.paper import SCREEN, Letters, Paper
from unknot.ui.theme import theme

LEAST = 200
USUAL = 344


class Figure(Protocol):
    """What is shown. ``words``: the same in words, one thing a line."""

    def height(self, width: float, letters: Letters) -> float:
        """How high it is at this width."""

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Paint it into ``room``, whose height is its own."""

    def words(self) -> tuple[str, ...]:
        """Every number with what it is of."""

    def tip(self, at: QPointF, room: QRectF, letters: Letters) -> str:
        """What stands at a point (as if written from left to right), "" for nothing."""


class Chart(QWidget):
    """Shows one figure. ``name``: what it is, for a screen reader; its numbers follow as the description."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        theme().changed.connect(self.update)

    @property
    def figure(self) -> Figure | None:
        """What is shown."""
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        """Show this from now on."""
        self._figure = figure
        self.setAccessibleDescription(". ".join(figure.words()))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._figure.height(width, SCREEN) + 0.5) if self._figure else 0

    def sizeHint(self) -> QSize:
        return QSize(USUAL, self.heightForWidth(USUAL))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, 0)

    def room(self) -> QRectF:
        """Where the figure is."""
        return QRectF(0, 0, self.width(), self.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None:
            return
        painter = QPainter(self)
        self._figure.paint(Paper.of_screen(painter, self._flipped()), self.room())
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._figure is not None:
            at = QPointF(event.pos())
            if self._flipped():
                at.setX(self.width() - at.x())
            QToolTip.showText(event.globalPos(), self._figure.tip(at, self.room(), SCREEN), self)
            return True
        return super().event(event)

    def _flipped(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft
