"""From pixels to curves: signed distances, their contours, and few cubic pieces through the points of a contour."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .rotations import Array, unit

Piece = tuple[Array, Array, Array, Array]
"""A cubic Bezier piece: start, its handle, the end's handle, end."""


def distance(mask: Array, smooth: float = 0.0) -> Array:
    """Pixels to the mask's edge (h, w), positive inside, blurred by a Gaussian of `smooth` pixels."""
    signed = ndimage.distance_transform_edt(mask) - ndimage.distance_transform_edt(~mask)
    return ndimage.gaussian_filter(signed, smooth) if smooth else signed


def rounded(mask: Array, inset: float, corner: float, smooth: float) -> Array:
    """The distance field of the mask drawn in by `inset`, its outward corners rounded to that radius; pixels."""
    return distance(distance(mask) > inset + corner, smooth) + corner


def contours(field: Array, level: float = 0.0) -> list[Array]:
    """Closed lines (n, 2) as x, y in pixels where the field passes `level`, longest first (marching squares)."""
    above = field > level
    links = _links(above)
    found = []
    while links:
        here = next(iter(links))
        walk = []
        while here in links:
            walk.append(here)
            here = links.pop(here)
        found.append(_places(np.array(walk), field, level))
    return sorted(found, key=len, reverse=True)


def _links(above: Array) -> dict[tuple[int, int, int], tuple[int, int, int]]:
    """Which crossed grid edge follows which, the field's inside on the left. An edge is (row, column, 0 right of it or
    1 below it)."""
    code = above[:-1, :-1] * 1 + above[:-1, 1:] * 2 + above[1:, 1:] * 4 + above[1:, :-1] * 8
    links = {}
    for r, c in np.argwhere((code > 0) & (code < 15)).tolist():
        edge = {"t": (r, c, 0), "b": (r + 1, c, 0), "l": (r, c, 1), "r": (r, c + 1, 1)}
        for start, end in _CELL[int(code[r, c])]:
            links[edge[start]] = edge[end]
    return links


_CELL = {
    1: ["tl"], 2: ["rt"], 3: ["rl"], 4: ["br"], 5: ["tl", "br"], 6: ["bt"], 7: ["bl"],
    8: ["lb"], 9: ["tb"], 10: ["rt", "lb"], 11: ["rb"], 12: ["lr"], 13: ["tr"], 14: ["lt"],
}  # fmt: skip
"""From which side of a cell the line comes and where it leaves, by which corners lie inside (1 top left, clockwise)."""


def _places(walk: Array, field: Array, level: float) -> Array:
    r, c, down = walk.T
    a, b = field[r, c], field[r + down, c + 1 - down]
    share = (level - a) / (b - a)
    return np.stack([c + share * (1 - down), r + share * down], 1) + 0.5


def fitted(points: Array, error: float) -> list[Piece]:
    """A closed line (n, 2) as smooth cubic pieces that stay within `error` of it (Schneider 1990, Graphics Gems)."""
    start = int(np.argmin(points[:, 1] * 1e4 + points[:, 0]))
    loop = np.roll(points, -start, 0)
    loop = np.concatenate([loop, loop[:1]])
    reach = min(6, len(points) // 8)
    along = unit(loop[reach] - loop[-1 - reach])
    return _fit(loop, along, -along, error)


def between(points: Array, error: float, first: Array, last: Array) -> list[Piece]:
    """An open line (n, 2) as smooth cubic pieces that go along the directions `first` at its start and `last` at its
    end."""
    return _fit(points, unit(first), -unit(last), error)


def smooth_line(spots: Array, closed: bool = False, steps: int = 24) -> Array:
    """A smooth line (n, 2) through a few spots (centripetal Catmull-Rom), `steps` points from one to the next."""
    ends = (spots[-1:], spots[:2]) if closed else (2 * spots[:1] - spots[1:2], 2 * spots[-1:] - spots[-2:-1])
    p = np.concatenate([ends[0], spots, ends[1]])
    u = np.linspace(0, 1, steps, endpoint=False)
    found = []
    for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True):
        k1, k2, k3 = (float(np.linalg.norm(t - s)) ** 0.5 for s, t in ((a, b), (b, c), (c, d)))
        out = (b - a) / k1 - (c - a) / (k1 + k2) + (c - b) / k2
        into = (c - b) / k2 - (d - b) / (k2 + k3) + (d - c) / k3
        found.append(_at((b, b + out * k2 / 3, c - into * k2 / 3, c), u))
    return np.concatenate([*found, spots[:1] if closed else spots[-1:]])


def _fit(points: Array, first: Array, last: Array, error: float) -> list[Piece]:
    """Pieces through `points` that leave along `first` and arrive against `last`."""
    if len(points) == 2:
        third = np.linalg.norm(points[1] - points[0]) / 3
        return [(points[0], points[0] + first * third, points[1] + last * third, points[1])]
    step = np.linalg.norm(np.diff(points, axis=0), axis=1)
    u = np.concatenate([[0.0], np.cumsum(step)]) / step.sum()
    for _ in range(5):
        piece = _through(points, u, first, last)
        off = ((_at(piece, u) - points) ** 2).sum(1)
        worst = int(off[1:-1].argmax()) + 1
        if off[worst] <= error**2:
            return [piece]
        u = _nearer(piece, points, u)
    reach = min(5, worst, len(points) - 1 - worst)
    along = unit(points[worst - reach] - points[worst + reach])
    return [*_fit(points[: worst + 1], first, along, error), *_fit(points[worst:], -along, last, error)]


def _basis(u: Array) -> Array:
    v = 1 - u
    return np.stack([v**3, 3 * u * v**2, 3 * u**2 * v, u**3], 1)


def _at(piece: Piece, u: Array) -> Array:
    return _basis(u) @ np.stack(piece)


def _through(points: Array, u: Array, first: Array, last: Array) -> Piece:
    """The piece nearest to `points` in the sense of least squares, with handles along the tangents."""
    b = _basis(u)
    a1, a2 = b[:, 1:2] * first, b[:, 2:3] * last
    rest = points - (b[:, :2].sum(1)[:, None] * points[0] + b[:, 2:].sum(1)[:, None] * points[-1])
    c = np.array([[(a1 * a1).sum(), (a1 * a2).sum()], [(a1 * a2).sum(), (a2 * a2).sum()]])
    chord = float(np.linalg.norm(points[-1] - points[0]))
    det = c[0, 0] * c[1, 1] - c[0, 1] ** 2
    if abs(det) > 1e-9:
        reach = np.linalg.solve(c, [(a1 * rest).sum(), (a2 * rest).sum()])
    else:
        reach = np.array([chord / 3, chord / 3])
    if (reach < 1e-3 * chord).any():
        reach = np.array([chord / 3, chord / 3])
    return points[0], points[0] + first * reach[0], points[-1] + last * reach[1], points[-1]


def _nearer(piece: Piece, points: Array, u: Array) -> Array:
    """One Newton step of every parameter toward its point's nearest place on the piece."""
    p = np.stack(piece)
    d1, d2 = 3 * np.diff(p, axis=0), 6 * np.diff(p, n=2, axis=0)
    v = 1 - u[:, None]
    w = u[:, None]
    off = _at(piece, u) - points
    speed = v**2 * d1[0] + 2 * v * w * d1[1] + w**2 * d1[2]
    bend = v * d2[0] + w * d2[1]
    below = (speed**2).sum(1) + (off * bend).sum(1)
    step = np.where(np.abs(below) > 1e-9, (off * speed).sum(1) / np.where(below == 0, 1, below), 0)
    return np.maximum.accumulate(np.clip(u - step, 0, 1))
