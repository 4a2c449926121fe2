"""Where on the body something may be pressed. Nothing else decides it: the spine can't be picked, nor a finger's width
beside it, nor places where pressing makes no sense; each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from unknot.core.body import Area, Side
from unknot.core.body_map import FACINGS, BodyShapes, Place, Point
from unknot.core.library import View
from unknot.core.outlines import Polygon, distance, inside, polygons

MARGIN = 10.0
"""From the edge of the strip that stands for the spine, millimetres. Ours: what presses is about 2 cm wide, so its
middle keeps half of that away."""
SLOP = 6.0
"""The hairlines between two areas belong to the nearer one, up to so far from it, millimetres."""
STEP = 10.0
"""A knot's place is told to a centimetre: arrow keys move it by this many millimetres."""


class Why(StrEnum):
    """Why nothing is pressed somewhere. NOWHERE: no area of the body that the map knows."""

    SPINE = "spine"
    EYES = "eyes"
    THROAT = "throat"
    GROIN = "groin"
    NOWHERE = "nowhere"


NEVER = {
    (View.FRONT, Area.EYES): Why.EYES,
    (View.BACK, Area.EYES): Why.EYES,
    (View.FRONT, Area.NECK): Why.THROAT,
    (View.FRONT, Area.HIPS): Why.GROIN,
}
"""Areas that are out of bounds as seen from one side: large vessels lie close under the skin there, or an eye."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the body, in millimetres on the map's paper, with the area and side that it lies in."""

    view: View
    x: float
    y: float
    area: Area
    side: Side


class Ground:
    """What the map says about pressing. Made once for a map; answers in microseconds."""

    def __init__(self, shapes: BodyShapes) -> None:
        self._shapes = shapes

    @cached_property
    def _areas(self) -> dict[View, dict[Place, tuple[Polygon, ...]]]:
        return {
            view: {place: polygons(shape) for place, shape in self._shapes.views[view].regions.items()}
            for view in FACINGS
        }

    @cached_property
    def _spines(self) -> dict[View, tuple[Polygon, ...]]:
        return {view: polygons(self._shapes.views[view].spine) for view in FACINGS}

    def look(self, view: View, x: float, y: float) -> Spot | Why:
        """The spot at a point, rounded to whole millimetres, or why nothing is pressed there."""
        point = float(round(x)), float(round(y))
        if view not in self._areas:
            return Why.NOWHERE
        if distance(self._spines[view], point) < MARGIN:
            return Why.SPINE
        place = self._place(view, point)
        if place is None:
            return Why.NOWHERE
        never = NEVER.get((view, place.area))
        return never or Spot(view, *point, place.area, place.side)

    def allows(self, spot: Spot) -> bool:
        """Whether this very spot may be pressed, and lies in the area and on the side that it says."""
        return self.look(spot.view, spot.x, spot.y) == spot

    def near(self, view: View, place: Place) -> Spot | Why:
        """A spot in an area for somebody who picks the area alone: as near to its middle as is allowed."""
        shape = self._areas.get(view, {}).get(place)
        if shape is None:
            return Why.NOWHERE
        found, why = None, Why.NOWHERE
        middle = _middle(shape)
        for point in sorted(_grid(shape), key=lambda p: (p[0] - middle[0]) ** 2 + (p[1] - middle[1]) ** 2):
            found = self.look(view, *point)
            if isinstance(found, Spot) and (found.area, found.side) == (place.area, place.side):
                return found
            if isinstance(found, Why) and found is not Why.NOWHERE:
                why = found
        return why

    def _place(self, view: View, point: Point) -> Place | None:
        areas = self._areas[view]
        exact = next((place for place, shape in areas.items() if inside(shape, point)), None)
        if exact is not None:
            return exact
        close = ((distance(shape, point), place) for place, shape in areas.items())
        far, place = min(close, key=lambda each: each[0])
        return place if far <= SLOP else None


def _bounds(shape: tuple[Polygon, ...]) -> tuple[float, float, float, float]:
    xs = [x for polygon in shape for x, _ in polygon]
    ys = [y for polygon in shape for _, y in polygon]
    return min(xs), min(ys), max(xs), max(ys)


def _middle(shape: tuple[Polygon, ...]) -> Point:
    left, top, right, bottom = _bounds(shape)
    return (left + right) / 2, (top + bottom) / 2


def _grid(shape: tuple[Polygon, ...]) -> list[Point]:
    """Points a step apart all over the shape's box."""
    left, top, right, bottom = _bounds(shape)
    across, down = int((right - left) // STEP) + 1, int((bottom - top) // STEP) + 1
    return [(left + STEP * column, top + STEP * row) for column in range(across) for row in range(down)]
