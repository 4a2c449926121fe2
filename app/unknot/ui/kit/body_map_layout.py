"""One view of the body map, laid out in pixels: what is where, what is hit, what lies next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from unknot.core.body import Side
from unknot.core.body_map import BodyShapes, Place, Shape, next_to
from unknot.core.library import View

SLOP = 3.0
"""Pixels beside an area that still count as a hit: the hairlines between two would be dead otherwise."""
TRIES = 8
"""Places for a label are tried in so many steps from the middle of an area to its edge."""


def painter_path(shape: Shape) -> QPainterPath:
    """The shape as Qt draws it."""
    path = QPainterPath()
    for line in shape:
        path.moveTo(*line.start)
        for a, b, c in line.pieces:
            path.cubicTo(*a, *b, *c)
        if line.closed:
            path.closeSubpath()
    return path


def regions_of(shapes: BodyShapes, view: View, sided: bool) -> dict[Place, Shape]:
    """What can be picked. Not ``sided``: left and right as one, of the side BOTH."""
    found: dict[Place, Shape] = {}
    for place, shape in shapes.views[view].regions.items():
        key = place if sided else Place(place.area, Side.BOTH)
        found[key] = found.get(key, ()) + shape
    return found


@dataclass(frozen=True)
class Laid:
    """Paths in pixels. ``shown``: the part of the widget that the body stands in."""

    shown: QRectF
    silhouette: QPainterPath
    hair: QPainterPath
    jaw: QPainterPath
    spine: QPainterPath
    regions: Mapping[Place, QPainterPath]
    to_pixels: QTransform
    """From millimetres on the map's paper."""

    def pixel(self, x: float, y: float) -> QPointF:
        """Where a point of the paper is."""
        return self.to_pixels.map(QPointF(x, y))

    def millimetres(self, at: QPointF) -> tuple[float, float]:
        """Which point of the paper is there."""
        back, _ = self.to_pixels.inverted()
        there = back.map(at)
        return there.x(), there.y()

    def hit(self, at: QPointF) -> Place | None:
        """The area at a point, or a hair beside it; the spine and what belongs to no area are None."""
        if not self.shown.contains(at) or self.spine.contains(at):
            return None
        exact = (place for place, path in self.regions.items() if path.contains(at))
        around = QRectF(at.x() - SLOP, at.y() - SLOP, 2 * SLOP, 2 * SLOP)
        close = (place for place, path in self.regions.items() if path.intersects(around))
        return next(exact, None) or next(close, None)

    def centre(self, place: Place) -> QPointF:
        """The middle of what is seen of an area."""
        return self.regions[place].boundingRect().intersected(self.shown).center()

    def label_spot(self, place: Place, wide: float, high: float) -> QPointF:
        """Where to put a label of this size: inside the largest piece of an area, as near to its middle as can be. It
        hangs over the edge where the piece is too small for it."""
        path = self.regions[place]
        boxes = (polygon.boundingRect().intersected(self.shown) for polygon in path.toSubpathPolygons())
        box = max(boxes, key=lambda each: each.width() * each.height())
        middle = box.center()
        steps = [n / TRIES for n in range(-TRIES, TRIES + 1)]
        reach = QPointF(box.width() / 2, box.height() / 2)
        spots = [middle + QPointF(reach.x() * x, reach.y() * y) for x in steps for y in steps]
        spots.sort(key=lambda at: QLineF(at, middle).length())
        for share in (1.0, 0.6, 0.2):
            room = QRectF(0, 0, wide * share, high * share)
            for spot in spots:
                room.moveCenter(spot)
                if path.contains(room):
                    return spot
        return middle

    def next_to(self, place: Place, step: tuple[float, float]) -> Place | None:
        """The nearest area in that direction."""
        centres = {each: (self.centre(each).x(), self.centre(each).y()) for each in self.regions}
        return next_to(centres, place, step)


def lay_out(shapes: BodyShapes, view: View, room: QRectF, sided: bool) -> Laid:
    """Fit a view into ``room``: its width, and as much of the body from the head down as the height takes, but at
    least what the map says. All paths stay sharp at any size."""
    scale = min(room.width() / shapes.width, room.height() / shapes.least_height)
    spare = max(0.0, room.height() - shapes.height * scale)
    to_pixels = QTransform.fromTranslate(room.center().x() - shapes.width * scale / 2, room.top() + spare / 2)
    to_pixels.scale(scale, scale)

    def laid(shape: Shape) -> QPainterPath:
        return to_pixels.map(painter_path(shape))

    outlook = shapes.views[view]
    regions = {place: laid(shape) for place, shape in regions_of(shapes, view, sided).items()}
    seen = {place: path for place, path in regions.items() if path.boundingRect().intersects(room)}
    hair, jaw, spine = laid(outlook.hair), laid(outlook.jaw), laid(outlook.spine)
    return Laid(room, laid(shapes.silhouette), hair, jaw, spine, seen, to_pixels)
