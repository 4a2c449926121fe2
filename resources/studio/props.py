"""Chair, mat and the other things in a picture, built from boxes, tubes and balls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .figure import SEAT_TOP
from .rotations import Array, about_z, unit
from .scene import PROP, Surface, palette

Mesh = tuple[Array, np.ndarray]


def box(center: tuple[float, float, float], size: tuple[float, float, float], radius: float, n: int = 10) -> Mesh:
    """A box with rounded edges."""
    half = np.array(size) / 2
    g = np.linspace(-1, 1, n + 1)
    g = np.sign(g) * np.abs(g) ** 0.35  # more rings near the edges, where it is round
    vertices, quads = [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            start = len(vertices)
            for a in g:
                for b in g:
                    p = np.zeros(3)
                    p[axis], p[(axis + 1) % 3], p[(axis + 2) % 3] = sign, a * sign, b
                    p = p * half
                    inner = np.clip(p, radius - half, half - radius)
                    vertices.append(inner + radius * unit(p - inner) + center)
            m = n + 1
            quads += [
                [start + i * m + j, start + (i + 1) * m + j, start + (i + 1) * m + j + 1, start + i * m + j + 1]
                for i in range(n)
                for j in range(n)
            ]
    _, first, merged = np.unique(np.round(vertices, 6), axis=0, return_index=True, return_inverse=True)
    return np.array(vertices)[first], merged.ravel()[np.array(quads)]


def ball(center: tuple[float, float, float], radius: float, n: int = 10) -> Mesh:
    """A sphere."""
    t, p = np.meshgrid(np.linspace(0, np.pi, n + 1), np.linspace(0, 2 * np.pi, 2 * n, False), indexing="ij")
    v = np.stack([np.sin(t) * np.cos(p), np.sin(t) * np.sin(p), np.cos(t)], 2).reshape(-1, 3)
    m = 2 * n
    q = [
        [i * m + j, i * m + (j + 1) % m, (i + 1) * m + (j + 1) % m, (i + 1) * m + j] for i in range(n) for j in range(m)
    ]
    return v * radius + np.array(center), np.array(q)


def tube(path: list[tuple[float, float, float]], radius: float | list[float], n: int = 12) -> Mesh:
    """A closed tube along a path."""
    points = np.array(path, float)
    k = len(points)
    r = np.broadcast_to(radius, (k,))
    rings = []
    for i in range(k):
        d = unit(points[min(i + 1, k - 1)] - points[max(i - 1, 0)])
        a = unit(np.cross(d, [0.31, 0.2, 0.93]))
        b = np.cross(d, a)
        t = np.linspace(0, 2 * np.pi, n, False)[:, None]
        rings.append(points[i] + r[i] * (np.cos(t) * a + np.sin(t) * b))
    v = np.concatenate([*rings, points[:1], points[-1:]])
    first, last = len(v) - 2, len(v) - 1
    q = [
        [i * n + j, i * n + (j + 1) % n, (i + 1) * n + (j + 1) % n, (i + 1) * n + j]
        for i in range(k - 1)
        for j in range(n)
    ]
    q += [[first, (j + 1) % n, j, j] for j in range(n)]
    end = (k - 1) * n
    q += [[last, end + j, end + (j + 1) % n, end + (j + 1) % n] for j in range(n)]
    return v, np.array(q)


def arrow(places: list[Array], number: int) -> list[Surface]:
    """A curved arrow through two or more places, for a movement too small to see in a still."""
    p = np.array([2 * places[0] - places[1], *places, 2 * places[-1] - places[-2]])
    path = []
    for i in range(len(places) - 1):  # a Catmull-Rom curve
        a, b, c, d = p[i : i + 4]
        for t in np.linspace(0, 1, 8, False):
            path.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            )
    end = p[-2]
    ahead = unit(end - path[-1])
    shaft = tube([tuple(q) for q in path] + [tuple(end)], 0.010)
    head = tube(
        [tuple(end - ahead * 0.002), tuple(end + ahead * 0.001), tuple(end + ahead * 0.042)], [0.001, 0.027, 0.001], 16
    )
    return [thing(m, "arrow", 30 + number) for m in (shaft, head)]


def thing(mesh: Mesh, color: str, number: int, casts: bool = True, framed: bool = True) -> Surface:
    """A one-coloured surface. Things with the same number have no ink line between them where they touch."""
    v, q = mesh
    same = np.full(len(q), PROP + number)
    return Surface(v, q, np.tile(palette(color), (len(v), 1)), same, same, casts=casts, framed=framed)


def stool() -> list[Surface]:
    """A seat on a column with five castors."""
    z = SEAT_TOP
    out = [
        thing(box((0, 0.03, z - 0.03), (0.46, 0.46, 0.06), 0.028), "chair", 1),
        thing(tube([(0, 0.03, z - 0.07), (0, 0.03, 0.09)], 0.026), "metal", 2),
    ]
    for i in range(5):
        a = np.radians(90 + 72 * i)
        tip = (0.27 * np.cos(a), 0.03 + 0.27 * np.sin(a))
        out.append(thing(tube([(0, 0.03, 0.09), (*tip, 0.055)], [0.022, 0.015]), "metal", 3))
        out.append(thing(ball((*tip, 0.028), 0.028, 8), "metal", 4))
    return out


def chair() -> list[Surface]:
    """The stool with a back rest."""
    z = SEAT_TOP
    stem = [(0, 0.20, z - 0.05), (0, 0.27, z - 0.02), (0, 0.285, z + 0.12), (0, 0.275, z + 0.35)]
    return [
        *stool(),
        thing(box((0, 0.255, z + 0.40), (0.42, 0.045, 0.34), 0.022), "chair", 5),
        thing(tube(stem, 0.018), "metal", 6),
    ]


def mat(length: float = 1.9, y: float = 0.0, width: float = 0.66, turned: float = 0.0) -> list[Surface]:
    """A mat whose top is the floor; `y` its middle, `turned` degrees about it."""
    v, q = box((0, 0, -0.006), (width, length, 0.012), 0.0055, 8)
    return [thing((v @ about_z(turned).T + [0, y, 0], q), "mat", 10, casts=False)]


def wall(y: float = 0.28) -> list[Surface]:
    """A piece of wall behind the figure, its front at `y`."""
    return [thing(box((0, y + 0.025, 0.9), (0.9, 0.05, 1.8), 0.01, 8), "wall", 11, casts=False)]


def window(x: float = 0.0, y: float = -1.0, z: float = 1.15, turned: float = 0.0) -> list[Surface]:
    """A window with two hills far outside. It stands across the figure's gaze; `turned` degrees about z."""
    turn = about_z(turned)

    def put(mesh: Mesh, color: str, number: int) -> Surface:
        v, q = mesh
        return thing((v @ turn.T + [x, y, z], q), color, number, casts=False)

    def hill(cx: float, cz: float, r: float, near: float) -> Mesh:
        """A flat disc, cut below by the window's edge and at its sides."""
        t = np.linspace(0, np.pi, 25)
        top = np.stack([np.cos(t) * r * 1.6 + cx, np.full(25, near), np.sin(t) * r + cz], 1)
        top[:, 0] = np.clip(top[:, 0], -0.36, 0.36)
        low = top * (1, 1, 0) + (0, 0, -0.36)
        v = np.concatenate([top, low])
        return v, np.array([[i, i + 1, 26 + i, 25 + i] for i in range(24)])

    bars = [
        ((0, 0, 0.40), (0.86, 0.05, 0.06)),
        ((0, 0, -0.40), (0.94, 0.09, 0.06)),
        ((0.40, 0, 0), (0.06, 0.05, 0.80)),
        ((-0.40, 0, 0), (0.06, 0.05, 0.80)),
        ((0, 0, 0), (0.035, 0.04, 0.76)),
    ]
    panes = [put(box((0, -0.01, 0), (0.78, 0.01, 0.78), 0.003, 4), "sky", 20)]
    return (
        panes
        + [put(box(c, s, 0.012, 6), "frame", 23) for c, s in bars]
        + [
            put(hill(-0.18, -0.36, 0.30, 0.010), "hill-far", 21),
            put(hill(0.22, -0.36, 0.20, 0.022), "hill", 22),
        ]
    )


PROPS: dict[str, Callable[..., list[Surface]]] = {
    "stool": stool,
    "chair": chair,
    "mat": mat,
    "wall": wall,
    "window": window,
}
