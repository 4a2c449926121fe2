"""Plain geometry on the body map's outlines: whether a point lies inside a shape, and how far it is from one.

Points and lengths in millimetres on the map's paper. No Qt: what may be pressed is decided here, not where it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot, inf

from unknot.core.body_map import Line, Point, Shape

PIECES = 12
"""A cubic piece becomes so many straight ones: off by less than half a millimetre on this map."""

Polygon = tuple[Point, ...]
"""Corners in order; the last is joined to the first."""


def polygons(shape: Shape) -> tuple[Polygon, ...]:
    """The shape's lines with straight pieces in place of the curves."""
    return tuple(_straightened(line) for line in shape)


def _straightened(line: Line) -> Polygon:
    points, here = [line.start], line.start
    for a, b, end in line.pieces:
        for n in range(1, PIECES + 1):
            points.append(_on_cubic(here, a, b, end, n / PIECES))
        here = end
    return tuple(points)


def _on_cubic(start: Point, a: Point, b: Point, end: Point, t: float) -> Point:
    s = 1 - t
    weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    x, y = (sum(w * p[axis] for w, p in zip(weights, (start, a, b, end), strict=True)) for axis in (0, 1))
    return x, y


def inside(shape: Sequence[Polygon], point: Point) -> bool:
    """Whether an odd number of edges lies to the right of the point: inside, for shapes with holes too."""
    x, y = point
    crossed = False
    for polygon in shape:
        for (ax, ay), (bx, by) in pairwise((*polygon, polygon[0])):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossed = not crossed
    return crossed


def distance(shape: Sequence[Polygon], point: Point) -> float:
    """How far the point is from the shape; 0 inside, infinite from an empty one."""
    if inside(shape, point):
        return 0.0
    edges = (edge for polygon in shape for edge in pairwise((*polygon, polygon[0])))
    return min((_from_edge(a, b, point) for a, b in edges), default=inf)


def _from_edge(a: Point, b: Point, point: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)
