"""The cord as a path: a level line, a loop for each session to come, a sag for each break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

LOOP_RADIUS = 13.0
LOOP_HEIGHT = 28.0
REACH = 1.9
SAG_DEPTH = 12.0


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop over ``x``; ``reach`` is how far its tails go to each side, REACH radii unless told. Lengths in pixels.

    ``slack`` is how much of it is left: 1 a whole loop, 0 pulled straight.
    """

    x: float
    radius: float = LOOP_RADIUS
    height: float = LOOP_HEIGHT
    reach: float = 0.0
    slack: float = 1.0

    @property
    def start(self) -> float:
        return self.x - (self.reach or REACH * self.radius)

    @property
    def end(self) -> float:
        return self.x + (self.reach or REACH * self.radius)


@dataclass(frozen=True, slots=True)
class Sag:
    """The cord hanging through between ``start`` and ``end``."""

    start: float
    end: float
    depth: float = SAG_DEPTH


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the line is left out, for a hollow shape to stand in."""

    start: float
    end: float


Feature = Loop | Sag | Gap


def cord_path(left: float, right: float, y: float, features: Sequence[Feature] = ()) -> QPainterPath:
    """The cord from ``left`` to ``right`` at height ``y``, features in any order. What lies outside is left out;
    where two overlap, the later begins where the earlier ends."""
    path = QPainterPath(QPointF(left, y))
    pen = left
    for feature in sorted(features, key=_order):
        start, end = max(feature.start, pen), min(feature.end, right)
        if end <= start:
            continue
        path.lineTo(start, y)
        if isinstance(feature, Loop):
            _add_loop(path, feature, start, end, y)
        elif isinstance(feature, Sag):
            _add_sag(path, replace(feature, start=start, end=end), y)
        else:
            path.moveTo(end, y)
        pen = end
    if right > pen:
        path.lineTo(right, y)
    return path


def _order(feature: Feature) -> float:
    return feature.x - LOOP_RADIUS if isinstance(feature, Loop) else feature.start


def _add_loop(path: QPainterPath, loop: Loop, start: float, end: float, y: float) -> None:
    x, r, h = loop.x, loop.radius * loop.slack, loop.height * loop.slack
    before, after = max(0.0, x - start), max(0.0, end - x)
    near, middle, top = y - 0.08 * h, y - 0.58 * h, y - 1.12 * h
    path.cubicTo(x - 0.55 * before, y, x + r, near, x + r, middle)
    path.cubicTo(x + r, top, x - r, top, x - r, middle)
    path.cubicTo(x - r, near, x + 0.55 * after, y, end, y)


def _add_sag(path: QPainterPath, sag: Sag, y: float) -> None:
    middle, half = (sag.start + sag.end) / 2, (sag.end - sag.start) / 2
    low = y + min(sag.depth, half)
    path.cubicTo(sag.start + 0.55 * half, y, middle - 0.55 * half, low, middle, low)
    path.cubicTo(middle + 0.55 * half, low, sag.end - 0.55 * half, y, sag.end, y)
