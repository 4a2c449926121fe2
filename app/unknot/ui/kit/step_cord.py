"""The steps of a session as a cord: done ones ticked, the present one a bead, the rest dotted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.ui.kit.glide import Glide
from unknot.ui.kit.marks import paint_mark, round_pen, tick_path
from unknot.ui.theme import duration, theme

HEIGHT = 20
DONE_SIDE = 12.0
CURRENT_RADIUS = 7.0
COMING_RADIUS = 4.5
SKIPPED_SIDE = 10.0
LINE = 3.0
INSET = 9.0


class StepCord(QWidget):
    """Where a session stands. It starts at the side where reading starts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = 0
        self._total = 0
        self._skipped: frozenset[int] = frozenset()
        self._bead = Glide(self, duration.slide, self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_steps(self, done: int, total: int, skipped: frozenset[int] = frozenset()) -> None:
        """``done`` of ``total`` steps are behind, and the next one is under way; when all are, the cord is full.

        ``skipped`` counts steps from 0 and shows those behind as left out.
        """
        fresh = total != self._total
        self._done, self._total, self._skipped = min(done, total), total, skipped
        to = float(min(done, total - 1))
        self._bead.go(to, start=to if fresh else None)
        self._tell()
        self.update()

    def _tell(self) -> None:
        if self._done >= self._total:
            self.setAccessibleName(self.tr("All {total} steps done").format(total=self._total))
        else:
            said = self.tr("Step {n} of {total}")
            self.setAccessibleName(said.format(n=self._done + 1, total=self._total))

    def sizeHint(self) -> QSize:
        return QSize(368, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(int(2 * INSET + 2 * DONE_SIDE * max(1, self._total)), HEIGHT)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._bead.finish()

    def place(self, step: float) -> QPointF:
        """Where a step (from 0) is on the widget."""
        room = self.width() - 2 * INSET
        x = INSET + room * step / max(1, self._total - 1)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        return QPointF(x, self.height() / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._total < 1:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        self._paint_lines(painter)
        for step in range(self._total):
            self._paint_step(painter, step)
        if self._done < self._total:
            painter.setPen(QPen(QColor(theme().tokens.accent), LINE))
            painter.setBrush(self.palette().window())
            painter.drawEllipse(self.place(self._bead.value), CURRENT_RADIUS, CURRENT_RADIUS)
        painter.end()

    def _paint_lines(self, painter: QPainter) -> None:
        tokens, bead = theme().tokens, self._bead.value
        painter.setPen(round_pen(tokens.accent, LINE))
        painter.drawLine(self.place(0), self.place(bead))
        pen = QPen(QColor(tokens.border), 2.0, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 3.0])
        painter.setPen(pen)
        ahead = self.place(1) - self.place(0)
        for step in range(int(bead), self._total - 1):
            start = max(self.place(step), self.place(bead), key=lambda p: p.x() * (1 if ahead.x() > 0 else -1))
            room = QPointF((COMING_RADIUS + 3) * (1 if ahead.x() > 0 else -1), 0)
            painter.drawLine(start + room, self.place(step + 1) - room)

    def _paint_step(self, painter: QPainter, step: int) -> None:
        tokens, at = theme().tokens, self.place(step)
        if step < self._done and step in self._skipped:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().window())
            painter.drawEllipse(at, SKIPPED_SIDE * 0.8, SKIPPED_SIDE * 0.8)
            half = SKIPPED_SIDE / 2
            box = QRectF(at.x() - half, at.y() - half, SKIPPED_SIDE, SKIPPED_SIDE)
            paint_mark(painter, box, "prompt", "skipped", tokens)
        elif step < self._done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(at, DONE_SIDE / 2, DONE_SIDE / 2)
            painter.setPen(round_pen(tokens.on_accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(tick_path(at, DONE_SIDE))
        elif step > self._bead.value:
            painter.setPen(QPen(QColor(tokens.border), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, COMING_RADIUS, COMING_RADIUS)
