"""The week in dots: a column a day, a dot a session. What is to come is a ring today, and only a point later on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.ui.kit.marks import paint_mark
from unknot.ui.theme import font, line_height, theme

DOT = 10.0
PITCH = 14.0
COLUMN = 36.0
COMING_RADIUS = 2.0
LETTER_GAP = 2.0


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One column. ``letter`` stands below it, ``states`` (of marks.STATES) in the day's order from the foot up;
    ``text`` is what a screen reader says of it, as "Tuesday: 3 done, 1 missed"."""

    letter: str
    states: tuple[str, ...]
    text: str
    today: bool = False


class WeekDots(QWidget):
    """Up to seven days beside one another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[WeekDay, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def set_week(self, days: tuple[WeekDay, ...], text: str = "") -> None:
        """Show these days. ``text`` comes first in what a screen reader says."""
        self._days = days
        self.setAccessibleName(text or self.tr("This week"))
        self.setAccessibleDescription(". ".join(day.text for day in days))
        self.setToolTip("\n".join(day.text for day in days))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = max((len(day.states) for day in self._days), default=0)
        width = COLUMN * max(0, len(self._days) - 1) + PITCH
        return QSize(round(width), round(rows * PITCH + LETTER_GAP + line_height("small")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def centre(self, column: int) -> float:
        """The middle of a column, from the side where reading starts."""
        x = PITCH / 2 + column * COLUMN
        return self.width() - x if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else x

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        foot = self.height() - line_height("small") - LETTER_GAP
        for column, day in enumerate(self._days):
            for row, state in enumerate(day.states):
                self._paint_dot(painter, QPointF(self.centre(column), foot - (row + 0.5) * PITCH), state, day.today)
            self._paint_letter(painter, column, day)
        painter.end()

    def _paint_dot(self, painter: QPainter, at: QPointF, state: str, today: bool) -> None:
        tokens = theme().tokens
        if state in ("coming", "next") and not today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.border))
            painter.drawEllipse(at, COMING_RADIUS, COMING_RADIUS)
            return
        box = QRectF(at.x() - DOT / 2, at.y() - DOT / 2, DOT, DOT)
        paint_mark(painter, box, "prompt", "coming" if state == "next" else state, tokens)

    def _paint_letter(self, painter: QPainter, column: int, day: WeekDay) -> None:
        tokens = theme().tokens
        painter.setFont(font("caption" if day.today else "small"))
        painter.setPen(QColor(tokens.ink if day.today else tokens.ink2))
        height = line_height("small")
        box = QRectF(self.centre(column) - COLUMN / 2, self.height() - height, COLUMN, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, day.letter)
