"""The ring around the figure: what it shows in each mode, and how little of it changes between two moments."""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
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
        self._seen = (0.0, 1.0)
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
        self, painter: QPainter, mode: Mode, fraction: float, segments: int, tokens: Tokens, part: QRectF | None = None
    ) -> None:
        """Paint the ring of ``mode``. ``segments``: how many repetitions there are. ``part``: what is to be painted of
        the stage; what lies outside it may be left out."""
        self._seen = self._within(part) if part is not None else (0.0, 1.0)
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
        if end - start >= 1.0:
            painter.drawEllipse(self.box)
            return
        # Not drawArc: it fits other curves to each length, so a strip painted later would not meet the rest exactly.
        first, last = math.ceil(max(start, self._seen[0]) * STEPS), math.floor(min(end, self._seen[1]) * STEPS)
        points = [self._points[step % STEPS] for step in range(first, last + 1)]
        if first / STEPS - start < 1 / STEPS:
            points.insert(0, self.point(start))
        if end - last / STEPS < 1 / STEPS:
            points.append(self.point(end))
        if len(points) > 1:
            painter.drawPolyline(points)

    def _within(self, part: QRectF) -> tuple[float, float]:
        """The fractions between which the ring passes through a part of the stage, with room to spare; all of it unless
        the part is small."""
        middle = part.center() - self.centre
        away, reach = math.hypot(middle.x(), middle.y()), math.hypot(part.width(), part.height()) / 2
        if away < 2 * reach or away <= 0:
            return (0.0, 1.0)
        at = (math.atan2(middle.y(), middle.x()) / (2 * math.pi) + 0.25) % 1.0
        spread = math.asin(reach / away) / (2 * math.pi) + 2 / STEPS
        return (at - spread, at + spread) if spread < at < 1 - spread else (0.0, 1.0)

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
