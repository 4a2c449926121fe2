"""The body as outlines: what can be picked on it, from the front and from the back, as pure shapes in millimetres.

The person's left is on the left in both views: the front acts as a mirror, the back is as it is.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from math import hypot
from typing import TypeVar

from unknot.core.body import Area, Side
from unknot.core.library import View

Point = tuple[float, float]
FACINGS = (View.FRONT, View.BACK)
"""The views that a body map has."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area on one side, or across the middle of the body (BOTH)."""

    area: Area
    side: Side


@dataclass(frozen=True, slots=True)
class Line:
    """A smooth line: its start, then cubic pieces, each two handles and an end."""

    start: Point
    pieces: tuple[tuple[Point, Point, Point], ...]
    closed: bool

    def points(self) -> Iterator[Point]:
        """Start, handles and ends."""
        yield self.start
        for piece in self.pieces:
            yield from piece


Shape = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """One view. ``spine`` is empty where it can't be seen."""

    hair: Shape
    jaw: Shape
    spine: Shape
    regions: Mapping[Place, Shape]


@dataclass(frozen=True, slots=True)
class BodyShapes:
    """Both views on paper of one size. At least the upper ``least_height`` is to be seen."""

    width: float
    height: float
    least_height: float
    silhouette: Shape
    views: Mapping[View, Outlook]


_WORD = re.compile(r"\s*([MCZ]|-?\d+(?:\.\d+)?)[\s,]*")


def read_shape(text: str) -> Shape:
    """An SVG path of the letters M, C and Z, in whole or with decimals. Raises ValueError when it is anything else."""
    words, at = [], 0
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None:
            raise ValueError(f"{text[at : at + 12]} at letter {at + 1}")
        words.append(found[1])
        at = found.end()
    lines = []
    while words:
        lines.append(_line(words))
    if not lines:
        raise ValueError("nothing")
    return tuple(lines)


def _line(words: list[str]) -> Line:
    """Take one line off the front of the words."""
    if words.pop(0) != "M":
        raise ValueError("a line has to begin with M")
    start, pieces = _point(words), []
    while words[:1] == ["C"]:
        words.pop(0)
        pieces.append((_point(words), _point(words), _point(words)))
    closed = words[:1] == ["Z"]
    if closed:
        words.pop(0)
    if not pieces:
        raise ValueError("a line needs a C")
    return Line(start, tuple(pieces), closed)


def _point(words: list[str]) -> Point:
    if len(words) < 2:
        raise ValueError("it ends early")
    x, y = words.pop(0), words.pop(0)
    return float(x), float(y)


def mirrored(shape: Shape, width: float) -> Shape:
    """The shape on the other half of a paper of this width."""

    def other(point: Point) -> Point:
        return width - point[0], point[1]

    return tuple(
        Line(other(line.start), tuple((other(a), other(b), other(c)) for a, b, c in line.pieces), line.closed)
        for line in shape
    )


K = TypeVar("K", bound=Hashable)
LEAST_STEP = 1.0
ASIDE = 2.5
"""How much more a millimetre aside counts than one in the direction of the step."""


def next_to(centres: Mapping[K, Point], here: K, step: Point) -> K | None:
    """The nearest of the others in the direction ``step`` (one unit along an axis); None when nothing lies there."""

    def cost(key: K) -> float:
        dx, dy = centres[key][0] - centres[here][0], centres[key][1] - centres[here][1]
        along, aside = dx * step[0] + dy * step[1], abs(dx * step[1]) + abs(dy * step[0])
        return hypot(along, ASIDE * aside) if along >= LEAST_STEP else float("inf")

    found = min((key for key in centres if key != here), key=cost, default=None)
    return found if found is not None and cost(found) < float("inf") else None
