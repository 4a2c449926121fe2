"""The ring around a figure or a number: what is left of the time is what one sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QRadialGradient

from unknot.ui.theme import size
from unknot.ui.theme.tokens import Tokens

SIXTEENTHS = 16
"""QPainter's arcs count in sixteenths of a degree, counter-clockwise from 3 o'clock."""
GET_READY_DASH = (0.01, 2.4)
PAUSED_DASH = (0.28, 0.56)
"""Dashes in units of the pen: round dots while getting ready, short strokes while paused."""
SEGMENT_GAP = 6.0
"""Degrees between two repetitions, so that the round caps don't touch."""


class RingMode(StrEnum):
    """HOLD drains; REPS fills by one segment a repetition; READY dotted; PAUSED dashed; REST thin; DONE full;
    STOPPED bare."""

    READY = "ready"
    HOLD = "hold"
    REPS = "reps"
    REST = "rest"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Ring:
    """What a ring shows. ``left``: 1 at the start, 0 at the end. ``done`` of ``of``: repetitions, in REPS only."""

    mode: RingMode = RingMode.STOPPED
    left: float = 1.0
    done: int = 0
    of: int = 0

    @property
    def has_bead(self) -> bool:
        """Whether a bead rides the end of what is left."""
        return self.mode is RingMode.HOLD


@dataclass(frozen=True, slots=True)
class RingPlace:
    """Where a ring is: centre and radius of its middle line, its width, the bead's diameter. Pixels."""

    centre: QPointF
    radius: float
    width: float
    bead: float

    def point(self, share: float) -> QPointF:
        """The point at this share of the way round, clockwise from 12 o'clock."""
        angle = radians(360 * share - 90)
        return QPointF(self.centre.x() + self.radius * cos(angle), self.centre.y() + self.radius * sin(angle))

    @property
    def box(self) -> QRectF:
        """The square around the middle line."""
        r = self.radius
        return QRectF(self.centre.x() - r, self.centre.y() - r, 2 * r, 2 * r)

    @property
    def bounds(self) -> QRectF:
        """All that the ring and its bead may cover."""
        grow = max(self.width, self.bead) / 2 + 1
        return self.box.adjusted(-grow, -grow, grow, grow)

    def strip(self, one: float, other: float) -> QRectF:
        """The rectangle that changes when the end of the ring moves between two shares."""
        low, high = min(one, other), max(one, other)
        shares = [low, high, *(q / 4 for q in range(5) if low < q / 4 < high)]
        points = [self.point(share) for share in shares]
        xs, ys = [p.x() for p in points], [p.y() for p in points]
        grow = max(self.width, self.bead) / 2 + 2
        box = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
        return box.adjusted(-grow, -grow, grow, grow)


def place_ring(centre: QPointF, radius: float) -> RingPlace:
    """A ring of the design at this size: slimmer with a smaller bead below ``size.ring_small``."""
    if radius < size.ring_small:
        return RingPlace(centre, radius, size.ring_width_small, size.bead_small)
    return RingPlace(centre, radius, size.ring_width, size.bead)


def paint_disc(painter: QPainter, place: RingPlace, tokens: Tokens, glow: float = 0.0) -> None:
    """The lamp behind the figure. ``glow``: 0 to 1 of the breath's strongest light."""
    gradient = QRadialGradient(place.centre, place.radius)
    gradient.setColorAt(0, QColor(tokens.disc))
    gradient.setColorAt(1, QColor(tokens.disc_edge))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(gradient))
    painter.drawEllipse(place.centre, place.radius, place.radius)
    if glow > 0:
        light = QColor(tokens.accent)
        light.setAlphaF(GLOW * glow)
        painter.setBrush(light)
        painter.drawEllipse(place.centre, place.radius, place.radius)


GLOW = 0.08


def paint_ring(painter: QPainter, place: RingPlace, ring: Ring, tokens: Tokens) -> None:
    """Track, what is left, and the bead at its end."""
    width = size.ring_width_rest if ring.mode is RingMode.REST else place.width
    if ring.mode is RingMode.DONE:
        _arc(painter, place, _pen(tokens.accent, width), 0, 1)
        return
    _paint_track(painter, place, ring, tokens, width)
    if ring.mode is RingMode.READY:
        dots = _pen(tokens.accent, width * 0.4)
        dots.setDashPattern([GET_READY_DASH[0], GET_READY_DASH[1] * width / 4.8])
        _arc(painter, place, dots, 0, 1)
    elif ring.mode is RingMode.PAUSED:
        strokes = _pen(tokens.accent, width, Qt.PenCapStyle.FlatCap)
        strokes.setDashPattern(list(PAUSED_DASH))
        _arc(painter, place, strokes, 0, 1)
    elif ring.mode is RingMode.REPS:
        _paint_segments(painter, place, ring, tokens)
    elif ring.mode is not RingMode.STOPPED and ring.left > 0:
        _arc(painter, place, _pen(tokens.accent, width), 0, ring.left)
    if ring.has_bead:
        _paint_bead(painter, place, ring.left, tokens)


def _paint_track(painter: QPainter, place: RingPlace, ring: Ring, tokens: Tokens, width: float) -> None:
    if ring.mode is RingMode.REPS and ring.of > 1:
        for index in range(ring.of):
            _segment(painter, place, _pen(tokens.track, width), index, ring.of)
        return
    # In high contrast the track has the text's colour: a thin line leaves the ring itself to be seen.
    _arc(painter, place, _pen(tokens.track, size.focus if tokens.contrast else width), 0, 1)


def _paint_segments(painter: QPainter, place: RingPlace, ring: Ring, tokens: Tokens) -> None:
    for index in range(min(ring.done, ring.of)):
        _segment(painter, place, _pen(tokens.accent, place.width), index, ring.of)


def _segment(painter: QPainter, place: RingPlace, pen: QPen, index: int, of: int) -> None:
    gap = (SEGMENT_GAP / 360 + place.width / (place.radius * 2 * 3.1416)) if of > 1 else 0.0
    _arc(painter, place, pen, index / of + gap / 2, (index + 1) / of - gap / 2)


def _paint_bead(painter: QPainter, place: RingPlace, left: float, tokens: Tokens) -> None:
    point = place.point(left)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawEllipse(point, place.bead / 2, place.bead / 2)
    painter.setBrush(QColor(tokens.bg))
    painter.drawEllipse(point, place.bead * BEAD_HOLE / 2, place.bead * BEAD_HOLE / 2)


BEAD_HOLE = 0.36


def _pen(colour: str, width: float, cap: Qt.PenCapStyle = Qt.PenCapStyle.RoundCap) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, cap)


def _arc(painter: QPainter, place: RingPlace, pen: QPen, start: float, end: float) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if end - start >= 1:
        painter.drawEllipse(place.box)
        return
    first, span = 90 - 360 * start, -360 * (end - start)
    painter.drawArc(place.box, round(first * SIXTEENTHS), round(span * SIXTEENTHS))
