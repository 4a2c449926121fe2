"""Where on the body something may be pressed. Nothing else decides it: the spine can't be picked, nor a finger's width
beside it, nor places where pressing makes no sense; each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import dist

from unknot.core.body import Area, Side
from unknot.core.body_map import FACINGS, BodyShapes, Place, Point, Shape
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


@dataclass(frozen=True, slots=True)
class _Region:
    """A shape with the box around it, by which most questions are answered."""

    shape: tuple[Polygon, ...]
    box: tuple[float, float, float, float]

    @classmethod
    def of(cls, shape: Shape) -> _Region:
        made = polygons(shape)
        return cls(made, _bounds(made))

    def within(self, reach: float, point: Point) -> bool:
        """Whether a point is nearer than this, as far as the box tells."""
        left, top, right, bottom = self.box
        return left - reach <= point[0] <= right + reach and top - reach <= point[1] <= bottom + reach


class Ground:
    """What the map says about pressing. Made once for a map."""

    def __init__(self, shapes: BodyShapes) -> None:
        self._shapes = shapes

    @cached_property
    def _areas(self) -> dict[View, dict[Place, _Region]]:
        return {
            view: {place: _Region.of(shape) for place, shape in self._shapes.views[view].regions.items()}
            for view in FACINGS
        }

    @cached_property
    def _spines(self) -> dict[View, _Region]:
        """Of the views that show it. The reader leaves out a map whose back has none."""
        return {view: _Region.of(spine) for view in FACINGS if (spine := self._shapes.views[view].spine)}

    def look(self, view: View, x: float, y: float) -> Spot | Why:
        """The spot at a point, rounded to whole millimetres, or why nothing is pressed there."""
        point = float(round(x)), float(round(y))
        if view not in self._areas:
            return Why.NOWHERE
        spine = self._spines.get(view)
        if spine is not None and spine.within(MARGIN, point) and distance(spine.shape, point) < MARGIN:
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
        region = self._areas.get(view, {}).get(place)
        if region is None:
            return Why.NOWHERE
        if (view, place.area) in NEVER:
            return NEVER[view, place.area]
        left, top, right, bottom = region.box
        middle = (left + right) / 2, (top + bottom) / 2
        for point in sorted(_grid(region.box), key=lambda p: dist(p, middle)):
            found = self.look(view, *point)
            if isinstance(found, Spot) and (found.area, found.side) == (place.area, place.side):
                return found
        return Why.NOWHERE

    def _place(self, view: View, point: Point) -> Place | None:
        close = {place: each.shape for place, each in self._areas[view].items() if each.within(SLOP, point)}
        exact = next((place for place, shape in close.items() if inside(shape, point)), None)
        if exact is not None:
            return exact
        near = [(far, place) for place, shape in close.items() if (far := distance(shape, point)) <= SLOP]
        return min(near, key=lambda each: each[0])[1] if near else None


def _bounds(shape: tuple[Polygon, ...]) -> tuple[float, float, float, float]:
    xs = [x for polygon in shape for x, _ in polygon]
    ys = [y for polygon in shape for _, y in polygon]
    return min(xs), min(ys), max(xs), max(ys)


def _grid(box: tuple[float, float, float, float]) -> list[Point]:
    """Points a step apart all over a box."""
    left, top, right, bottom = box
    across, down = int((right - left) // STEP) + 1, int((bottom - top) // STEP) + 1
    return [(left + STEP * column, top + STEP * row) for column in range(across) for row in range(down)]
