"""Chair, mat, ball and the other things in a picture.

A builder's numbers are metres and degrees; its places come resolved to the world, as arrays of three.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .figure import SEAT_TOP
from .rotations import Array, about_axis, about_z, unit
from .scene import PROP, Surface, palette
from .shapes import Mesh, box, sphere, tube

BALL_RADIUS = 0.0335
ROLLER_RADIUS, ROLLER_LENGTH = 0.075, 0.90
CANE_RADIUS = 0.0115
CROOK_TURN = np.radians(212)  # how far a cane's handle goes round


def thing(mesh: Mesh, color: str, number: int, casts: bool = True, framed: bool = True) -> Surface:
    """A one-coloured surface. Things with the same number have no ink line between them where they touch."""
    v, q = mesh
    same = np.full(len(q), PROP + number)
    return Surface(v, q, np.tile(palette(color), (len(v), 1)), same, same, casts=casts, framed=framed)


def put(mesh: Mesh, at: tuple[float, float, float] | Array, turned: float = 0.0) -> Mesh:
    """The mesh turned by `turned` degrees about the upright axis through the origin, then moved by `at`."""
    v, q = mesh
    return v @ about_z(turned).T + np.asarray(at), q


def _seat(rest: bool, x: float, y: float, turned: float) -> list[Surface]:
    """A seat on a column with five castors, with or without a back rest; its middle stands at x, y."""
    z = SEAT_TOP
    parts = [
        (box((0, 0, z - 0.03), (0.46, 0.46, 0.06), 0.028), "chair", 1),
        (tube([(0, 0, z - 0.07), (0, 0, 0.09)], 0.026), "metal", 2),
    ]
    for i in range(5):
        a = np.radians(90 + 72 * i)
        tip = (0.27 * np.cos(a), 0.27 * np.sin(a))
        parts.append((tube([(0, 0, 0.09), (*tip, 0.055)], [0.022, 0.015]), "metal", 3))
        parts.append((sphere((*tip, 0.028), 0.028, 8), "metal", 4))
    if rest:
        stem = [(0, 0.17, z - 0.05), (0, 0.24, z - 0.02), (0, 0.255, z + 0.12), (0, 0.245, z + 0.35)]
        parts.append((box((0, 0.225, z + 0.40), (0.42, 0.045, 0.34), 0.022), "chair", 5))
        parts.append((tube(stem, 0.018), "metal", 6))
    return [thing(put(mesh, (x, y, 0), turned), color, number) for mesh, color, number in parts]


def stool(x: float = 0.0, y: float = 0.03, turned: float = 0.0) -> list[Surface]:
    """A seat on a column with five castors."""
    return _seat(False, x, y, turned)


def chair(x: float = 0.0, y: float = 0.03, turned: float = 0.0) -> list[Surface]:
    """The stool with a back rest, 0.22 m behind its middle."""
    return _seat(True, x, y, turned)


def mat(length: float = 1.9, y: float = 0.0, width: float = 0.66, turned: float = 0.0) -> list[Surface]:
    """A mat whose top is the floor; `y` its middle, `turned` degrees about it."""
    return [thing(put(box((0, 0, -0.006), (width, length, 0.012), 0.0055, 8), (0, y, 0), turned), "mat", 10, False)]


def wall(y: float = 0.28) -> list[Surface]:
    """A piece of wall behind the figure, its front at `y`."""
    return [thing(box((0, y + 0.025, 0.9), (0.9, 0.05, 1.8), 0.01, 8), "wall", 11, casts=False)]


def window(x: float = 0.0, y: float = -1.0, z: float = 1.15, turned: float = 0.0) -> list[Surface]:
    """A window with two hills far outside. It stands across the figure's gaze; `turned` degrees about z."""

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
    parts = [
        (box((0, -0.01, 0), (0.78, 0.01, 0.78), 0.003, 4), "sky", 20),
        *((box(c, s, 0.012, 6), "frame", 23) for c, s in bars),
        (hill(-0.18, -0.36, 0.30, 0.010), "hill-far", 21),
        (hill(0.22, -0.36, 0.20, 0.022), "hill", 22),
    ]
    return [thing(put(mesh, (x, y, z), turned), color, number, casts=False) for mesh, color, number in parts]


def door(x: float = 0.0, y: float = 0.0, width: float = 0.82, height: float = 1.95) -> list[Surface]:
    """A door frame one stands in: two jambs `width` apart and the lintel over them, in the plane y."""
    side, deep = 0.085, 0.11
    out = width / 2 + side / 2
    bars = [
        ((x - out, y, height / 2), (side, deep, height)),
        ((x + out, y, height / 2), (side, deep, height)),
        ((x, y, height + side / 2), (width + 2 * side, deep, side)),
    ]
    return [thing(box(c, s, 0.010, 6), "frame", 24) for c, s in bars]


def desk(
    x: float = 0.0, y: float = -0.75, z: float = 0.72, width: float = 1.1, depth: float = 0.5, turned: float = 0.0
) -> list[Surface]:
    """A desk with its top at `z`; x, y the middle of the edge one sits or stands at, at turned 0 facing it along -y."""
    inset = width / 2 - 0.05
    parts = [(box((0, -depth / 2, z - 0.015), (width, depth, 0.03), 0.012), "wood", 25)]
    for side in (-inset, inset):
        parts.append((box((side, -depth / 2, z / 2 - 0.02), (0.05, 0.06, z - 0.04), 0.01, 6), "metal", 26))
        parts.append((box((side, -depth / 2, 0.012), (0.06, depth * 0.9, 0.024), 0.01, 6), "metal", 26))
    return [thing(put(mesh, (x, y, 0), turned), color, number) for mesh, color, number in parts]


def screen(x: float = 0.0, y: float = -0.6, z: float = 0.72, turned: float = 0.0) -> list[Surface]:
    """A monitor 0.52 m wide, its foot at x, y, z; at turned 0 it looks along +y, to who sits behind a desk's edge."""
    parts = [
        (box((0, 0, 0.007), (0.20, 0.15, 0.014), 0.006, 6), "metal", 27),
        (tube([(0, -0.012, 0.01), (0, -0.014, 0.22)], 0.014), "metal", 27),
        (box((0, 0, 0.26), (0.52, 0.022, 0.31), 0.010), "metal", 28),
        (box((0, 0.0095, 0.262), (0.485, 0.006, 0.272), 0.0028, 6), "glass", 29),
    ]
    return [thing(put(mesh, (x, y, z), turned), color, number) for mesh, color, number in parts]


def ball(at: Array) -> list[Surface]:
    """A tennis ball, its middle at `at`."""
    t = np.linspace(0, 2 * np.pi, 61)
    a = 0.72
    seam = np.stack(
        [
            a * np.cos(t) + (1 - a) * np.cos(3 * t),
            2 * np.sqrt(a * (1 - a)) * np.sin(2 * t),
            a * np.sin(t) - (1 - a) * np.sin(3 * t),
        ],
        1,
    )
    stripe = tube(list(seam * (BALL_RADIUS - 0.0012) + at), 0.0032, 8)
    return [thing(sphere(tuple(at), BALL_RADIUS, 16), "ball", 40), thing(stripe, "seam", 40)]


def roller(at: Array, turned: float = 0.0, rolled: float = 0.0) -> list[Surface]:
    """A foam roller, 90 cm long and 15 thick, lying along x at turned 0; `at` its middle.

    `rolled` degrees about its own axis, so that its grooves go round as it rolls.
    """
    half, r = ROLLER_LENGTH / 2, ROLLER_RADIUS
    along = [-half, -half + 0.004, -half + 0.014, *np.linspace(-half + 0.03, half - 0.03, 9)]
    along += [half - 0.014, half - 0.004, half]
    thick = [r - 0.014, r - 0.004, r, *[r] * 9, r, r - 0.004, r - 0.014]
    parts = [(tube([(x, 0.0, 0.0) for x in along], thick, 40), "foam", 41)]
    for side in (-half, half):
        parts.append((tube([(side * 0.998, 0, 0), (side * 1.002, 0, 0)], r * 0.42, 24), "foam-core", 42))
    for i in range(10):
        turn = about_axis((1.0, 0.0, 0.0), rolled + 36 * i)
        x = half - 0.03
        groove = [turn @ p for p in ((-x, 0.0, r - 0.0015), (0.0, 0.0, r - 0.0015), (x, 0.0, r - 0.0015))]
        parts.append((tube(groove, 0.0034, 6), "foam-groove", 41))
    return [thing(put(mesh, at, turned), color, number) for mesh, color, number in parts]


def hook(
    grip: Array, tip: Array, over: Array | None = None, radius: float = 0.115, tail: float = 0.22
) -> list[Surface]:
    """A cane with a curved handle: its shaft goes through `grip`, its knob presses at `tip`.

    The crook of `radius` passes over the place `over`, or if that is left out stands upright; the shaft goes on for
    `tail` beyond the grip.
    """
    across = tip - grip
    far = float(np.linalg.norm(across))
    upward = np.array([0.0, 0.0, 1.0]) if over is None else over - (grip + tip) / 2
    upward = unit(upward - across * (upward @ across) / far**2)
    wide = radius * (1 - np.cos(CROOK_TURN))
    lift = radius * np.sin(CROOK_TURN)
    length = float(np.sqrt(max(far**2 - wide**2, 0.0)))
    # In the plane of `across` and `upward` the shaft leans so that a step along it and one across it meet the tip.
    ahead = unit(across)
    shaft = (length * ahead + wide * upward) / np.hypot(length, wide)
    side = (wide * ahead - length * upward) / np.hypot(length, wide)
    top = grip + shaft * (length - lift)
    arc = [top + radius * ((1 - np.cos(t)) * side + np.sin(t) * shaft) for t in np.linspace(0, CROOK_TURN, 22)]
    low = grip - shaft * tail
    path = [low, *(low + (top - low) * t for t in (0.25, 0.5, 0.75)), *arc]
    foot = [low - shaft * 0.004, low + shaft * 0.05]
    return [
        thing(tube(path, CANE_RADIUS, 14), "wood", 43),
        thing(sphere(tuple(arc[-1]), 0.019, 10), "rubber", 44),
        thing(tube(foot, 0.0145, 14), "rubber", 45),
    ]


PROPS: dict[str, Callable[..., list[Surface]]] = {
    "stool": stool,
    "chair": chair,
    "mat": mat,
    "wall": wall,
    "window": window,
    "door": door,
    "desk": desk,
    "screen": screen,
    "ball": ball,
    "roller": roller,
    "hook": hook,
}

# What a pose file may say of each: a number, or a place (in the world, or measured from a bone).
PROP_FIELDS: dict[str, dict[str, str]] = {
    "stool": {"x": "number", "y": "number", "turned": "number"},
    "chair": {"x": "number", "y": "number", "turned": "number"},
    "mat": {"length": "number", "y": "number", "width": "number", "turned": "number"},
    "wall": {"y": "number"},
    "window": {"x": "number", "y": "number", "z": "number", "turned": "number"},
    "door": {"x": "number", "y": "number", "width": "number", "height": "number"},
    "desk": {"x": "number", "y": "number", "z": "number", "width": "number", "depth": "number", "turned": "number"},
    "screen": {"x": "number", "y": "number", "z": "number", "turned": "number"},
    "ball": {"at": "place"},
    "roller": {"at": "place", "turned": "number", "rolled": "number"},
    "hook": {"grip": "place", "tip": "place", "over": "place", "radius": "number", "tail": "number"},
}
PROP_NEEDS: dict[str, tuple[str, ...]] = {"ball": ("at",), "roller": ("at",), "hook": ("grip", "tip")}
