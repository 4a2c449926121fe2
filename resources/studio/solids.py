"""What a body can rest on: floor, seat, wall and the rest, as how far a point is outside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .figure import SEAT_TOP
from .pose import Place
from .props import BALL_RADIUS, ROLLER_LENGTH, ROLLER_RADIUS
from .rotations import Array, about_z
from .skeleton import Posed

Options = Mapping[str, "float | Place"]


@dataclass(frozen=True)
class Box:
    """An upright block turned about z; `half` are half its sides, metres."""

    name: str
    at: Array
    half: Array
    turned: float = 0.0

    def outside(self, points: Array) -> Array:
        """Metres from the surface (n,), negative inside."""
        q = np.abs((points - self.at) @ about_z(self.turned)) - self.half
        return np.linalg.norm(np.maximum(q, 0), axis=1) + np.minimum(q.max(1), 0)


@dataclass(frozen=True)
class Rod:
    """A cylinder with flat ends, `half` its length; of no length it is a ball."""

    name: str
    at: Array
    along: Array
    half: float
    radius: float

    def outside(self, points: Array) -> Array:
        """Metres from the surface (n,), negative inside."""
        q = points - self.at
        t = q @ self.along
        off = np.linalg.norm(q - np.clip(t, -self.half, self.half)[:, None] * self.along, axis=1)
        return off - self.radius


Solid = Box | Rod
FLOOR = Box("floor", np.array([0, 0, -1.0]), np.array([9, 9, 1.0]))


def solids(props: tuple[tuple[str, Options], ...], posed: Posed) -> list[Solid]:
    """The floor and what of the props can be leant on or sat on."""
    out: list[Solid] = [FLOOR]
    for kind, options in props:
        if kind in BUILDERS:
            resolved = {k: posed.place(v) if isinstance(v, tuple) else v for k, v in options.items()}
            out += BUILDERS[kind](**resolved)
    return out


def _box(name: str, at: tuple[float, float, float], sides: tuple[float, float, float]) -> Box:
    return Box(name, np.array(at, float), np.array(sides, float) / 2)


def _placed(box: Box, x: float, y: float, turned: float) -> Box:
    return Box(box.name, box.at @ about_z(turned).T + (x, y, 0), box.half, turned)


def _stool(x: float = 0.0, y: float = 0.03, turned: float = 0.0) -> list[Solid]:
    return [_placed(_box("seat", (0, 0, SEAT_TOP - 0.03), (0.46, 0.46, 0.06)), x, y, turned)]


def _chair(x: float = 0.0, y: float = 0.03, turned: float = 0.0) -> list[Solid]:
    back = _box("back rest", (0, 0.225, SEAT_TOP + 0.40), (0.42, 0.045, 0.34))
    return [*_stool(x, y, turned), _placed(back, x, y, turned)]


def _wall(y: float = 0.28) -> list[Solid]:
    return [_box("wall", (0, y + 0.5, 0.9), (4, 1.0, 4))]


def _door(x: float = 0.0, y: float = 0.0, width: float = 0.82, height: float = 1.95) -> list[Solid]:
    out = width / 2 + 0.0425
    return [_box("door", (x + s * out, y, height / 2), (0.085, 0.11, height)) for s in (-1, 1)]


def _desk(
    x: float = 0.0, y: float = -0.75, z: float = 0.72, width: float = 1.1, depth: float = 0.5, turned: float = 0.0
) -> list[Solid]:
    return [_placed(_box("desk", (0, -depth / 2, z - 0.015), (width, depth, 0.03)), x, y, turned)]


def _ball(at: Array) -> list[Solid]:
    return [Rod("ball", at, np.array([0, 0, 1.0]), 0.0, BALL_RADIUS)]


def _roller(at: Array, turned: float = 0.0, rolled: float = 0.0) -> list[Solid]:
    del rolled  # its grooves only
    return [Rod("roller", at, about_z(turned)[:, 0], ROLLER_LENGTH / 2 - ROLLER_RADIUS, ROLLER_RADIUS)]


def _hook(grip: Array, tip: Array, **shape: float | Array) -> list[Solid]:
    del grip, shape  # only its knob presses
    return [Rod("hook", tip, np.array([0, 0, 1.0]), 0.0, 0.019)]


BUILDERS = {
    "stool": _stool,
    "chair": _chair,
    "wall": _wall,
    "door": _door,
    "desk": _desk,
    "ball": _ball,
    "roller": _roller,
    "hook": _hook,
}
