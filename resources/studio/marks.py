"""What can be painted on the body to show where it is: the trapezius and its usual trigger points.

Painted per pixel in rest coordinates, so that edges stay crisp at every size. Outline and points after Gray's Anatomy
(from the base of the skull and the spines down to T12, out to the shoulder blade's spine and the acromion) and
Travell and Simons, *Myofascial Pain and Dysfunction* I, chapter 6.
"""

from __future__ import annotations

import numpy as np

from .rotations import Array
from .scene import palette
from .shapes import curve

# The left half seen from behind at rest: metres to the left, metres up.
TRAPEZIUS = (
    (0.000, 0.700), (0.030, 0.690), (0.040, 0.640), (0.062, 0.602), (0.105, 0.578), (0.150, 0.562), (0.182, 0.540),
    (0.160, 0.520), (0.118, 0.505), (0.088, 0.480), (0.062, 0.410), (0.036, 0.330), (0.012, 0.262), (0.000, 0.250),
)  # fmt: skip
# Upper fibres halfway out, upper fibres at the neck, between spine and blade, lower edge, blade's spine.
POINTS = ((0.098, 0.548), (0.040, 0.572), (0.056, 0.458), (0.044, 0.362), (0.135, 0.528))
FIBRES, FIBRES_TO = 26, (0.175, 0.530)  # a turn, and where they come together
POINT_RADIUS = 0.0140
FRONT = -0.022  # the marked muscles lie behind this


def _smooth(points: tuple[tuple[float, float], ...]) -> Array:
    return np.array(curve([np.array(p) for p in points], 5))


def _inside(spot: Array, outline: Array) -> Array:
    """Signed distance (n,) of spots (n, 2) from a closed outline (m, 2): negative inside."""
    far = np.full(len(spot), np.inf)
    inside = np.zeros(len(spot), bool)
    for a, b in zip(outline, np.roll(outline, -1, 0), strict=True):
        d, p = b - a, spot - a
        t = np.clip(p @ d / max(float(d @ d), 1e-12), 0, 1)
        far = np.minimum(far, np.hypot(*(p - t[:, None] * d).T))
        crossed = (a[1] > spot[:, 1]) != (b[1] > spot[:, 1])
        level = np.where(d[1] == 0, 1e-12, d[1])
        inside ^= crossed & (spot[:, 0] < a[0] + (spot[:, 1] - a[1]) / level * d[0])
    return np.where(inside, -far, far)


def _cover(distance: Array, pixel: float) -> Array:
    """1 inside, 0 outside, one picture pixel soft; `pixel` the size of a sample in metres."""
    return np.clip(0.5 - distance / (2 * pixel), 0, 1)[:, None]


def _trapezius(color: Array, rest: Array, pixel: float) -> Array:
    spot = np.stack([np.abs(rest[:, 0]), rest[:, 2]], 1)
    half = _smooth(TRAPEZIUS)
    whole = np.concatenate([half, half[::-1] * (-1, 1)])
    inside = _inside(spot, whole)
    color = color + (palette("mark") - color) * 0.82 * _cover(inside, pixel)
    x, z = (spot - FIBRES_TO).T
    ripple = np.clip(np.cos(np.arctan2(z, -x) * FIBRES) - 0.55, 0, 1) * np.clip(np.hypot(x, z) / 0.10, 0, 1)
    color = color + (palette("mark-edge") - color) * 0.55 * ripple[:, None] * _cover(inside, pixel)
    # Drawn inward, so that its edge isn't lost where the shoulder turns away.
    return color + (palette("mark-edge") - color) * 0.9 * _cover(np.abs(inside + 0.0022) - 0.0022, pixel)


def _trigger_points(color: Array, rest: Array, pixel: float) -> Array:
    for x, z in POINTS:
        far = np.hypot(np.abs(rest[:, 0]) - x, rest[:, 2] - z)
        color = color + (palette("point-ring") - color) * _cover(far - POINT_RADIUS - 0.0045, pixel)
        color = color + (palette("point") - color) * _cover(far - POINT_RADIUS, pixel)
    return color


MARKS = {"trapezius": _trapezius, "trigger-points": _trigger_points}


def paint_marks(color: Array, rest: Array, names: tuple[str, ...], pixel: float) -> Array:
    """Paints the named marks onto body samples: color (n, 3), rest (n, 3) their places on the unposed figure.

    `pixel` is the size of a sample in metres. Unknown names raise KeyError; files are checked before.
    """
    behind = rest[:, 1] > FRONT
    out, there = color.copy(), rest[behind]
    for name in names:
        out[behind] = MARKS[name](out[behind], there, pixel)
    return out
