"""Rotations as 3x3 matrices acting on column vectors. Angles in degrees, right-handed.

The figure's space: x to the figure's left, y to its back, z up; it faces -y. Metres.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def unit(v: ArrayLike) -> Array:
    """Vector(s) scaled to length 1 along the last axis; a zero vector stays zero."""
    a = np.asarray(v, float)
    return a / np.maximum(np.linalg.norm(a, axis=-1, keepdims=True), 1e-9)


def about_axis(axis: ArrayLike, degrees: float) -> Array:
    """Rotation by `degrees` about `axis` (Rodrigues' formula)."""
    x, y, z = unit(axis)
    a = np.radians(degrees)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(a) * k + (1 - np.cos(a)) * k @ k


def about_x(degrees: float) -> Array:
    """Rotation about x: + bends an upright trunk forward."""
    return about_axis((1, 0, 0), degrees)


def about_y(degrees: float) -> Array:
    """Rotation about y: + bends an upright trunk to the figure's left."""
    return about_axis((0, 1, 0), degrees)


def about_z(degrees: float) -> Array:
    """Rotation about z: + turns the figure to its left."""
    return about_axis((0, 0, 1), degrees)


def frame(direction: ArrayLike, normal: ArrayLike) -> Array:
    """Orthonormal frame whose first column is `direction`, second the part of `normal` square to it."""
    d = unit(direction)
    n = np.asarray(normal, float)
    n = unit(n - d * (n @ d))
    return np.stack([d, n, np.cross(d, n)], 1)


def twist_degrees(rotation: Array, axis: ArrayLike) -> float:
    """The part of `rotation` that turns about `axis` (swing-twist decomposition), in -180..180."""
    a = unit(axis)
    # The quaternion's real part and its vector part's projection on the axis are enough.
    real = 1 + np.trace(rotation)
    vector = np.array(
        [
            rotation[2, 1] - rotation[1, 2],
            rotation[0, 2] - rotation[2, 0],
            rotation[1, 0] - rotation[0, 1],
        ]
    )
    along = float(vector @ a)
    if abs(along) < 1e-9 and real < 1e-9:
        return 0.0
    degrees = 2 * np.degrees(np.arctan2(along, real))
    return float((degrees + 180) % 360 - 180)


def two_bone_ik(start: Array, target: Array, upper: float, lower: float, pole: ArrayLike) -> tuple[Array, Array]:
    """Directions of the upper and lower bone that bring the chain's end from `start` to `target`.

    The middle joint points toward `pole`. A target out of reach is approached with a straight chain.
    """
    reach = target - start
    distance = min(float(np.linalg.norm(reach)), (upper + lower) * 0.9995)
    distance = max(distance, abs(upper - lower) * 1.02 + 1e-4)
    along = unit(reach)
    side = np.asarray(pole, float)
    side = unit(side - along * (side @ along))
    cosine = np.clip((upper**2 + distance**2 - lower**2) / (2 * upper * distance), -1, 1)
    first = along * cosine + side * np.sqrt(1 - cosine**2)
    return first, unit(along * distance - upper * first)
