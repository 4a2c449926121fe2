"""The shapes of the states: each is told from the others without colour, at 24 px for a session and 11 for a prompt."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from unknot.ui.kit.cord_path import Loop, cord_path
from unknot.ui.theme import theme
from unknot.ui.theme.tokens import Tokens

SESSION_SIDE = 24
PROMPT_SIDE = 11
STATES = ("done", "stopped_early", "credited", "held", "skipped", "missed", "dropped", "coming", "next")
"""Every state a mark can have; ``next`` is the coming one that is next."""


def paint_mark(painter: QPainter, rect: QRectF, kind: str, state: str, tokens: Tokens) -> None:
    """Paint the shape of ``state`` (one of STATES) for a ``kind`` ("session" or "prompt") into the square ``rect``.

    Where the writing runs from right to left, the painter's layout direction turns the chevrons of "skipped".
    """
    unit = SESSION_SIDE if kind == "session" else PROMPT_SIDE
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(rect.width() / unit, rect.height() / unit)
    shapes = _SESSION if kind == "session" else _PROMPT
    shapes[state](painter, tokens)
    painter.restore()


def tick_path(centre: QPointF, side: float) -> QPainterPath:
    """A tick for a disc of this diameter."""
    unit = side / SESSION_SIDE
    path = QPainterPath(centre + QPointF(-4.6, 0.4) * unit)
    path.lineTo(centre + QPointF(-1.4, 3.6) * unit)
    path.lineTo(centre + QPointF(4.8, -3.2) * unit)
    return path


def dashed_circle(painter: QPainter, centre: QPointF, radius: float, pen: QPen, dash: float, gap: float) -> None:
    """A dashed circle without a seam: the nearest whole number of dashes. Lengths in pixels."""
    around = 2 * math.pi * radius
    count = max(3, round(around / (dash + gap)))
    stretch = around / count / (dash + gap)
    pen.setDashPattern([dash * stretch / pen.widthF(), gap * stretch / pen.widthF()])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    path.arcMoveTo(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 90)
    path.arcTo(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 90, -360)
    painter.drawPath(path)


def round_pen(colour: str, width: float) -> QPen:
    """A pen of the cord's line: round ends, round corners."""
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _circle(painter: QPainter, radius: float, edge: str | None, fill: str | None, width: float = 2.0) -> None:
    painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(), radius, radius)


def _bars(painter: QPainter, colour: str, apart: float, half: float, width: float) -> None:
    painter.setPen(round_pen(colour, width))
    for x in (-apart, apart):
        painter.drawLine(QPointF(x, -half), QPointF(x, half))


def _chevrons(painter: QPainter, colour: str, size: float, width: float) -> None:
    ahead = -1 if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
    painter.setPen(round_pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x in (-1.05 * size, 0.15 * size):
        path = QPainterPath(QPointF(ahead * x, -size))
        path.lineTo(QPointF(ahead * (x + size), 0))
        path.lineTo(QPointF(ahead * x, size))
        painter.drawPath(path)


def _session_done(painter: QPainter, tokens: Tokens) -> None:
    _circle(painter, 12, None, tokens.accent)
    painter.setPen(round_pen(tokens.on_accent, 2.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick_path(QPointF(), SESSION_SIDE))


def _half(painter: QPainter, tokens: Tokens, radius: float, width: float) -> None:
    _circle(painter, radius, tokens.accent, None, width)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawPie(QRectF(-radius, -radius, 2 * radius, 2 * radius), 90 * 16, 180 * 16)


def _session_credited(painter: QPainter, tokens: Tokens) -> None:
    _circle(painter, 11, tokens.iris, tokens.iris_tint)
    _circle(painter, 4, None, tokens.iris)


def _session_held(painter: QPainter, tokens: Tokens) -> None:
    _circle(painter, 11, tokens.ochre, tokens.ochre_tint)
    _bars(painter, tokens.ochre, 2.25, 4, 1.75)


def _session_skipped(painter: QPainter, tokens: Tokens) -> None:
    _circle(painter, 11, tokens.ink2, None, 1.75)
    _chevrons(painter, tokens.ink2, 4, 1.75)


def _session_missed(painter: QPainter, tokens: Tokens) -> None:
    pen = QPen(QColor(tokens.ink2), 1.75, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    dashed_circle(painter, QPointF(), 11, pen, 4, 3)


def _dropped(painter: QPainter, tokens: Tokens, radius: float, width: float) -> None:
    _circle(painter, radius, tokens.ink2, None, width)
    painter.setPen(round_pen(tokens.ink2, width))
    painter.drawLine(QPointF(-radius * 0.4, 0), QPointF(radius * 0.4, 0))


def _loop(painter: QPainter, colour: str) -> None:
    painter.setPen(round_pen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(cord_path(-11, 11, 8, [Loop(0, radius=7.5, height=16, reach=11)]))


def _prompt_credited(painter: QPainter, tokens: Tokens) -> None:
    _circle(painter, 4.75, tokens.iris, None, 1.75)
    _circle(painter, 1.75, None, tokens.iris)


def _prompt_missed(painter: QPainter, tokens: Tokens) -> None:
    pen = QPen(QColor(tokens.ink2), 1.5, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    dashed_circle(painter, QPointF(), 4.75, pen, 2.6, 1.2)


_SESSION: dict[str, Callable[[QPainter, Tokens], None]] = {
    "done": _session_done,
    "stopped_early": lambda p, t: _half(p, t, 11, 2),
    "credited": _session_credited,
    "held": _session_held,
    "skipped": _session_skipped,
    "missed": _session_missed,
    "dropped": lambda p, t: _dropped(p, t, 11, 1.75),
    "coming": lambda p, t: _loop(p, t.ink2),
    "next": lambda p, t: _loop(p, t.accent),
}
_PROMPT: dict[str, Callable[[QPainter, Tokens], None]] = {
    "done": lambda p, t: _circle(p, 5.5, None, t.accent),
    "stopped_early": lambda p, t: _half(p, t, 4.75, 1.5),
    "credited": _prompt_credited,
    "held": lambda p, t: _bars(p, t.ochre, 2.8, 4.5, 2.4),
    "skipped": lambda p, t: _chevrons(p, t.ink2, 4, 1.75),
    "missed": _prompt_missed,
    "dropped": lambda p, t: _dropped(p, t, 4.5, 1.6),
    "coming": lambda p, t: _circle(p, 4, t.ink2, None, 1.75),
    "next": lambda p, t: _circle(p, 4, t.accent, None, 1.75),
}


class StateMark(QWidget):
    """One shape alone, as beside a line of text. The text says the state, so it is silent to a screen reader."""

    def __init__(self, kind: str, state: str, parent: QWidget | None = None, side: int | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._state = state
        self._side = side or (SESSION_SIDE if kind == "session" else PROMPT_SIDE)
        self.setFixedSize(self.sizeHint())
        theme().changed.connect(self.update)

    def show_state(self, kind: str, state: str) -> None:
        """Show another shape in the same size."""
        self._kind, self._state = kind, state
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side + 2, self._side + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        rect = QRectF(1, 1, self._side, self._side)
        paint_mark(painter, rect, self._kind, self._state, theme().tokens)
        painter.end()
