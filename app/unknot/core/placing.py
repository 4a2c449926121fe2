"""Where in a day things fit: start moments on a grid of five minutes, inside free time, apart from what is there.

Moments are POSIX seconds, so that no clock change can bend them; only the grid looks at the wall clock.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

GRID = 300.0
"""Seconds between moments that a session may start at: five minutes by the wall clock."""

Stretch = tuple[float, float]
"""From, until."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that is or was there, and the seconds to keep clear before and after it."""

    start: float
    end: float
    gap: float


@dataclass(frozen=True, slots=True)
class Room:
    """Start moments that are allowed: stretches, both ends included."""

    starts: tuple[Stretch, ...]
    zone: tzinfo

    def up(self, moment: float) -> float | None:
        """The first allowed moment at or after this one."""
        for first, last in self.starts:
            if last >= moment:
                start = _grid(max(first, moment), self.zone, math.ceil)
                if start <= last:
                    return start
        return None

    def down(self, moment: float) -> float | None:
        """The last allowed moment at or before this one."""
        for first, last in reversed(self.starts):
            if first <= moment:
                start = _grid(min(last, moment), self.zone, math.floor)
                if start >= first:
                    return start
        return None

    def nearest(self, moment: float, least: float = -math.inf, most: float = math.inf) -> float | None:
        """The allowed moment from ``least`` to ``most`` nearest to this one rounded to the grid; the later of two
        equally near."""
        rounded = on_grid(moment, self.zone)
        later, earlier = self.up(max(rounded, least)), self.down(min(rounded, most))
        later = None if later is None or later > most else later
        earlier = None if earlier is None or earlier < least else earlier
        if later is None or earlier is None:
            return earlier if later is None else later
        return earlier if rounded - earlier < later - rounded else later


def room(free: Iterable[Stretch], length: float, taken: Iterable[Taken], since: float, zone: tzinfo) -> Room:
    """Where something of ``length`` seconds may start in the free stretches, at ``since`` or later."""
    starts = [(max(a, since), b - length) for a, b in free if max(a, since) <= b - length]
    for there in taken:
        low, high = there.start - there.gap - length, there.end + there.gap
        starts = [part for a, b in starts for part in ((a, min(b, low)), (max(a, high), b)) if part[0] <= part[1]]
    return Room(tuple(starts), zone)


def place(wishes: Sequence[float], allowed: Room, step: float) -> list[float] | None:
    """Moments for all wishes (in order), each as near as ``step`` seconds between starts allow; None if not all fit."""
    placed = _apart(wishes, allowed, step)
    if placed is None:
        return None
    for _ in wishes:  # what made way for another may come back where that one went the other way
        before = list(placed)
        bounds = [-math.inf, *placed, math.inf]
        for index, wish in enumerate(wishes):
            near = allowed.nearest(wish, bounds[index] + step, bounds[index + 2] - step)
            bounds[index + 1] = placed[index] if near is None else near
            placed[index] = bounds[index + 1]
        if placed == before:
            break
    return placed


def _apart(wishes: Sequence[float], allowed: Room, step: float) -> list[float] | None:
    """Later where the one before is too near, then all of them earlier again as far as the last one must."""
    placed: list[float] = []
    least = -math.inf
    for wish in wishes:
        near = allowed.nearest(wish)
        if near is None:
            return None
        start = allowed.up(max(near, least))
        placed.append(math.inf if start is None else start)
        least = placed[-1] + step
    latest = math.inf
    for index in range(len(placed) - 1, -1, -1):
        if placed[index] > latest or placed[index] == math.inf:
            start = allowed.down(latest)
            if start is None:
                return None
            placed[index] = start
        latest = placed[index] - step
    return placed


def spread(count: int, since: float, work: Sequence[Stretch]) -> list[float]:
    """Evenly over the working time from ``since`` on: the k-th of n at the fraction (k - 0.5) / n of it.

    All at ``since`` where no working time is left.
    """
    left = [(max(a, since), b) for a, b in work if b > since]
    whole = sum(b - a for a, b in left)
    return [_after(whole * (k + 0.5) / count, left) if left else since for k in range(count)]


def _after(seconds: float, stretches: Sequence[Stretch]) -> float:
    for a, b in stretches:
        if seconds < b - a:
            return a + seconds
        seconds -= b - a
    return stretches[-1][1]


def without(stretches: Iterable[Stretch], gone: Iterable[Stretch]) -> list[Stretch]:
    """The stretches with others cut out of them, however many those are and in whatever order."""
    cuts = sorted((low, high) for low, high in gone if low < high)
    left: list[Stretch] = []
    for start, end in stretches:
        since = start
        for low, high in cuts:
            if low >= end or since >= end:
                break
            if low > since:
                left.append((since, low))
            since = max(since, high)
        if since < end:
            left.append((since, end))
    return left


def on_grid(moment: float, zone: tzinfo) -> float:
    """Rounded to the nearest five minutes of the wall clock; halves go up."""
    return _grid(moment, zone, lambda steps: math.floor(steps + 0.5))


def _grid(moment: float, zone: tzinfo, rounding: Callable[[float], int]) -> float:
    shift = datetime.fromtimestamp(moment, zone).utcoffset()
    offset = shift.total_seconds() if shift else 0.0
    return rounding((moment + offset) / GRID) * GRID - offset
