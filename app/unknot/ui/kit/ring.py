"""The ring around the figure: what it shows in each mode, and how little of it changes between two moments."""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from unknot.ui.kit.marks import dashed_circle, round_pen
from unknot.ui.theme.tokens import Tokens

BEAD = 23 / 12
"""The bead's diameter in widths of the ring."""
SEGMENT_GAP = 3.0
"""Between two repetitions, in degrees, round caps not counted."""
STEPS = 180
"""Corners of the polygon that stands for a circle: at a radius of 300 pixels it is off by a twentieth of one."""


class Mode(StrEnum):
    """What the stage is about: each has a ring of its own."""

    READY = "ready"
    HOLD = "hold"
    REPETITIONS = "repetitions"
    SWITCH = "switch"
    REST = "rest"
    PAUSED = "paused"
    HURT = "hurt"
    DONE = "done"


MOVING = (Mode.HOLD, Mode.REST, Mode.REPETITIONS)
"""Modes whose ring follows the progress."""




class Ring:
    """Geometry and paint of one ring. Lengths in pixels; fractions from 0 to 1 run clockwise from 12 o'clock."""

    def __init__(self, centre: QPointF, radius: float, width: float) -> None:
        self.centre = centre
        self.radius = radius
        self.width = width
        self.thin = max(3.0, width / 3)
        self._span = (0, STEPS)
        self._points = [self.point(step / STEPS) for step in range(STEPS)]

    @property
    def length(self) -> float:
        """All the way around."""
        return 2 * math.pi * self.radius

    @property
    def box(self) -> QRectF:
        """The square around the middle of the stroke."""
        return QRectF(self.centre.x() - self.radius, self.centre.y() - self.radius, 2 * self.radius, 2 * self.radius)

    @property
    def reach(self) -> QRect:
        """All that it covers, bead and all."""
        room = self.width * BEAD / 2 + 2
        return self.box.adjusted(-room, -room, room, room).toAlignedRect()

    @property
    def disc(self) -> QRegion:
        """All within the ring: its box but for the four corners, where words stand."""
        box = self.box.toAlignedRect()
        corner = int(self.radius * (1 - math.sqrt(0.5)) - self.width)
        return QRegion(box.adjusted(corner, 0, -corner, 0)).united(box.adjusted(0, corner, 0, -corner))

    def point(self, fraction: float) -> QPointF:
        """Where on the ring a fraction ends."""
        angle = 2 * math.pi * fraction - math.pi / 2
        return self.centre + QPointF(math.cos(angle), math.sin(angle)) * self.radius

    def strip(self, old: float, new: float) -> QRectF:
        """What must be painted again when the fraction goes from ``old`` to ``new``."""
        low, high = sorted((old, new))
        path = QPainterPath()
        path.arcMoveTo(self.box, 90 - 360 * low)
        path.arcTo(self.box, 90 - 360 * low, -360 * (high - low))
        room = self.width * BEAD / 2 + 2
        return path.boundingRect().adjusted(-room, -room, room, room)

    def touches(self, part: QRectF) -> bool:
        """Whether any of it may lie within a part of the stage."""
        inner, centre = self.radius - self.width * BEAD / 2 - 2, self.centre
        corners = (part.topLeft(), part.topRight(), part.bottomLeft(), part.bottomRight())
        return any(math.hypot(at.x() - centre.x(), at.y() - centre.y()) > inner for at in corners)

    def paint(
        self,
        painter: QPainter,
        mode: Mode,
        fraction: float,
        segments: int,
        tokens: Tokens,
        between: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        """Paint the ring of ``mode``. ``segments``: how many repetitions there are. Only what lies near the part
        ``between`` these fractions is needed: strokes are long to draw."""
        room = math.ceil(self.width * BEAD * STEPS / self.length) + 2
        low, high = math.floor(min(between) * STEPS) - room, math.ceil(max(between) * STEPS) + room
        self._span = (low, high) if low > 0 and high < STEPS else (0, STEPS)
        if mode is Mode.DONE:
            self._arc(painter, tokens.accent, self.width, 0.0, 1.0)
        elif mode is Mode.REPETITIONS and segments > 1:
            self._repetitions(painter, fraction, segments, tokens)
        else:
            self._arc(painter, tokens.track, self.thin if mode is Mode.REST else self.width, 0.0, 1.0)
            self._over_track(painter, mode, fraction, tokens)

    def _over_track(self, painter: QPainter, mode: Mode, fraction: float, tokens: Tokens) -> None:
        if mode in (Mode.READY, Mode.SWITCH):
            pen = QPen(QColor(tokens.accent), self.width / 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            dashed_circle(painter, self.centre, self.radius, pen, self.width / 5, self.width * 1.3)
        elif mode is Mode.PAUSED:
            pen = QPen(QColor(tokens.accent), self.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            dashed_circle(painter, self.centre, self.radius, pen, self.width / 3, self.width * 0.8)
        elif mode is Mode.REST:
            self._arc(painter, tokens.accent, self.thin, 0.0, fraction)
        elif mode is Mode.HOLD:
            self._arc(painter, tokens.accent, self.width, 0.0, fraction)
            self._bead(painter, fraction, tokens)
        elif mode is Mode.REPETITIONS:
            self._arc(painter, tokens.accent, self.width, 0.0, fraction)

    def _arc(self, painter: QPainter, colour: str, width: float, start: float, end: float) -> None:
        if end <= start:
            return
        pen = round_pen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)  # round ones cost 3 ms, and no one can see them at 2 degrees
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Not drawArc: it fits other curves to each length, so a strip painted later would not meet the rest exactly.
        low, high = self._span
        first, last = max(math.ceil(start * STEPS), low), min(math.floor(end * STEPS), high)
        points = [self._points[step % STEPS] for step in range(first, last + 1)]
        if low - 1 <= start * STEPS <= high + 1:
            points.insert(0, self.point(start))
        if low - 1 <= end * STEPS <= high + 1:
            points.append(self.point(end))
        if len(points) > 1:
            painter.drawPolyline(points)

    def _bead(self, painter: QPainter, fraction: float, tokens: Tokens) -> None:
        edge = self.width * 7 / 12
        radius = self.width * BEAD / 2 - edge / 2
        painter.setPen(QPen(QColor(tokens.accent), edge))
        painter.setBrush(QColor(tokens.disc))
        painter.drawEllipse(self.point(fraction), radius, radius)

    def _repetitions(self, painter: QPainter, fraction: float, segments: int, tokens: Tokens) -> None:
        gap = (SEGMENT_GAP + math.degrees(self.width / self.radius)) / 360
        gap = min(gap, 0.6 / segments)
        for index in range(segments):
            start, end = index / segments + gap / 2, (index + 1) / segments - gap / 2
            self._arc(painter, tokens.track, self.width, start, end)
            filled = min(1.0, max(0.0, fraction * segments - index))
            self._arc(painter, tokens.accent, self.width, start, start + (end - start) * filled)
