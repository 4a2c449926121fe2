"""Boxes, balls and tubes: what props are built from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .rotations import Array, unit

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


def sphere(center: tuple[float, float, float], radius: float, n: int = 10) -> Mesh:
    """A sphere."""
    t, p = np.meshgrid(np.linspace(0, np.pi, n + 1), np.linspace(0, 2 * np.pi, 2 * n, False), indexing="ij")
    v = np.stack([np.sin(t) * np.cos(p), np.sin(t) * np.sin(p), np.cos(t)], 2).reshape(-1, 3)
    m = 2 * n
    q = [
        [i * m + j, i * m + (j + 1) % m, (i + 1) * m + (j + 1) % m, (i + 1) * m + j] for i in range(n) for j in range(m)
    ]
    return v * radius + np.array(center), np.array(q)


def tube(path: Sequence[Sequence[float] | Array], radius: float | list[float], n: int = 12) -> Mesh:
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


def curve(places: list[Array], steps: int = 8) -> list[Array]:
    """A smooth path through two or more places (a Catmull-Rom curve), `steps` pieces between neighbours."""
    p = np.array([2 * places[0] - places[1], *places, 2 * places[-1] - places[-2]])
    path = []
    for i in range(len(places) - 1):
        a, b, c, d = p[i : i + 4]
        for t in np.linspace(0, 1, steps, False):
            path.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            )
    return [*path, p[-2]]
