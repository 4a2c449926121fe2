"""Where the week grid's hours lie and what a pointer meets there: pure geometry, no paint. Pixels and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from unknot.ui.kit.week_grid_edit import DAY, HOUR, Bar, Edge, Week

USUAL = (6 * HOUR, 22 * HOUR)
"""The hours that are always shown."""
WIDEN_BY = 2 * HOUR
EDGE_REACH = 6.0
"""So near to a bar's end the pointer takes hold of the end."""
EDGE_SHARE = 0.25
"""Of a short bar at each end; its middle still moves it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The minutes at the two ends of the tracks, and where those are in the widget. ``flipped``: from right to left."""

    start: int
    end: int
    left: float
    right: float
    flipped: bool = False

    def x(self, minute: float) -> float:
        """Where a minute of the day is; beyond the ends it goes on at the same pace."""
        along = (minute - self.start) / (self.end - self.start) * (self.right - self.left)
        return self.right - along if self.flipped else self.left + along

    def minute(self, x: float) -> int:
        """The minute at a place; beyond the ends it goes on at the same pace."""
        along = self.right - x if self.flipped else x - self.left
        return round(self.start + along / max(1.0, self.right - self.left) * (self.end - self.start))

    def span(self, first: float, last: float) -> tuple[float, float]:
        """Two minutes as pixels from left to right."""
        low, high = sorted((self.x(first), self.x(last)))
        return low, high

    def hours(self, every: int) -> tuple[int, ...]:
        """The minutes of every so many hours, both ends among them where they fall in."""
        step = every * HOUR
        return tuple(range(-(-self.start // step) * step, self.end + 1, step))


@dataclass(frozen=True, slots=True)
class Piece:
    """What a row shows of a bar, in that row's minutes. ``from_before``: it goes on from the row before; ``goes_on``:
    it does so in the next one."""

    bar: Bar
    first: int
    last: int
    from_before: bool = False
    goes_on: bool = False


def pieces(week: Week, day: int) -> tuple[Piece, ...]:
    """All that a day's row shows, in order: what is left of the night before, and its own."""
    found = []
    for bar in week:
        for owner, offset in ((day, 0), ((day - 1) % 7, DAY)):
            first, last = bar.first - offset, bar.last - offset
            if bar.day == owner and first < DAY and last > 0:
                found.append(Piece(bar, max(0, first), min(DAY, last), first < 0, last > DAY))
    return tuple(sorted(found, key=lambda piece: piece.first))


def extent(week: Week) -> tuple[int, int]:
    """The minutes that the axis spans: the usual ones, wider where the hours need it."""
    shown = [piece for day in range(7) for piece in pieces(week, day)]
    first = min((piece.first for piece in shown), default=USUAL[0]) // WIDEN_BY * WIDEN_BY
    last = -(-max((piece.last for piece in shown), default=USUAL[1]) // WIDEN_BY) * WIDEN_BY
    return min(USUAL[0], first), max(USUAL[1], last)


class On(Enum):
    """What the pointer is on in a row."""

    EMPTY = "empty"
    BAR = "bar"
    FIRST = "first"
    LAST = "last"

    @property
    def edge(self) -> Edge | None:
        """The end of the bar, where it is on one."""
        return {On.FIRST: Edge.FIRST, On.LAST: Edge.LAST}.get(self)


@dataclass(frozen=True, slots=True)
class Hit:
    """What is at a place. ``minute``: of the row's day."""

    day: int
    minute: int
    on: On = On.EMPTY
    piece: Piece | None = None

    @property
    def bar(self) -> Bar | None:
        """The bar there."""
        return self.piece.bar if self.piece else None


def hit(shown: Sequence[Piece], day: int, x: float, axis: Axis) -> Hit:
    """What is at ``x`` in a day's row. The ends of a bar can be taken from a little outside too."""
    minute = axis.minute(x)
    inside = [piece for piece in shown if _reach(piece, axis)[0] <= x <= _reach(piece, axis)[1]]
    near = inside or [
        piece for piece in shown
        if _reach(piece, axis)[0] - EDGE_REACH <= x <= _reach(piece, axis)[1] + EDGE_REACH
    ]
    if not near:
        return Hit(day, minute)
    piece = min(near, key=lambda piece: abs(axis.x((piece.first + piece.last) / 2) - x))
    low, high = _reach(piece, axis)
    reach = min(EDGE_REACH, (high - low) * EDGE_SHARE)
    by_first = abs(x - axis.x(piece.first)) <= reach or (not inside and minute < piece.first)
    by_last = abs(x - axis.x(piece.last)) <= reach or (not inside and minute > piece.last)
    if by_last and not piece.goes_on:
        return Hit(day, minute, On.LAST, piece)
    if by_first and not piece.from_before:
        return Hit(day, minute, On.FIRST, piece)
    return Hit(day, minute, On.BAR, piece) if inside else Hit(day, minute)


def _reach(piece: Piece, axis: Axis) -> tuple[float, float]:
    return axis.span(piece.first, piece.last)
