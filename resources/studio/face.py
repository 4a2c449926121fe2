"""Face and hair, drawn per pixel in rest coordinates: they stay sharp at every size."""

from __future__ import annotations

import numpy as np

from .figure import Marks
from .rotations import Array
from .scene import palette

WHORL = (0.012, 0.035)  # where the hair grows from: metres to the left and back, at rest


class _Brush:
    """Paints on samples (n, 3). Shapes are signed distances (n,) in metres, negative inside."""

    def __init__(self, color: Array, pixel: float) -> None:
        self.color, self.pixel = color, pixel

    def fill(self, distance: Array, color: Array, strength: float = 1.0) -> None:
        """Fills the shape, one picture pixel soft."""
        self.tint(strength * np.clip(0.5 - distance / self.pixel / 2, 0, 1), color)

    def tint(self, cover: Array, color: Array) -> None:
        """Mixes the colour in by `cover` (n,)."""
        self.color = self.color + (color - self.color) * cover[:, None]


def _stroke(u: Array, across: Array, half: float, width: float, tip: float = 0.35) -> Array:
    """Distance from a stroke with round ends: u runs -1..1 along its `half` lengths, `tip` is the width of its ends."""
    thick = width * (tip + (1 - tip) * np.sqrt(np.clip(1 - u**2, 0, 1)))
    beyond = np.maximum(np.abs(u) - 1, 0) * half
    return np.hypot(across, beyond) - thick


def draw_face(color: Array, rest: Array, marks: Marks, pixel: float, closed: bool) -> Array:
    """Paints cheeks, eyes, brows and mouth onto skin samples.

    color (n, 3), rest (n, 3) the samples' places on the unposed head, pixel a sample's size in metres.
    `closed`: eyes shut, for a relaxed hold.
    """
    x, z = rest[:, 0], rest[:, 2]
    side = np.abs(x)
    brush = _Brush(color, pixel)
    ex, ez = marks.eye[0] * 1.06, marks.eye[2] - 0.005
    brush.tint(0.40 * np.exp(-(((side - ex * 1.28) ** 2 + (z - ez + 0.033) ** 2) / 0.0175**2)), palette("blush"))
    _eyes(brush, x, side - ex, z - ez, closed)
    u = (side - ex * 1.03) / 0.0165
    # A little higher on the inside: that looks kind.
    brush.fill(_stroke(u, z - ez - 0.0285 - 0.0050 * (1 - u**2) + 0.0016 * u, 0.0165, 0.0027), palette("hair"))
    u = x / 0.0265
    line = marks.mouth[2] - 0.0165 + 0.0125 * u**2
    low = np.clip(1 - (x / 0.015) ** 2, 0, 1) * np.exp(-(((z - line + 0.0062) / 0.0030) ** 2))
    brush.tint(0.22 * low, palette("lip"))
    brush.fill(_stroke(u, z - line, 0.0265, 0.0026), palette("lip"))
    return brush.color


def _eyes(brush: _Brush, x: Array, across: Array, up: Array, closed: bool) -> None:
    """Both eyes; across and up are metres from the eye's middle, outward and up."""
    ink = palette("ink")
    if closed:
        u = across / 0.0145
        brush.fill(_stroke(u, up + 0.0045 - 0.0058 * u**2, 0.0145, 0.0019), ink)
        return
    # Wider outward, where the face turns away: that part is all a profile shows.
    a, b = np.where(across > 0, 0.0120, 0.0095), 0.0134
    inside = (np.hypot(across / a, up / b) - 1) * a
    brush.fill(inside, ink)
    shine = np.hypot(across / (0.62 * a), (up + 0.34 * b) / (0.50 * b)) - 1
    brush.fill(np.maximum(shine * 0.5 * a, inside + 0.0014), palette("iris"), 0.85)
    # Highlights on the same side of both eyes, as one light makes them.
    lateral = np.where(x > 0, across, -across)
    brush.fill(np.hypot(lateral - 0.0026, up - 0.0050) - 0.0034, np.ones(3))
    u = (across - 0.0018) / 0.0138
    brush.fill(_stroke(u, up - 0.0128 + 0.0062 * u**2, 0.0138, 0.0015, 0.5), ink)  # the upper lid


def draw_hair(color: Array, rest: Array) -> Array:
    """Strands on hair samples: color (n, 3), rest (n, 3) their places on the unposed head."""
    x, y = rest[:, 0] - WHORL[0], rest[:, 1] - WHORL[1]
    radius = np.hypot(x, y)
    angle = np.arctan2(x, -y) + 5.5 * radius
    waves = np.sin(17 * angle + 0.6) + 0.7 * np.sin(29 * angle + 2.1 * np.sin(3 * angle)) + 0.4 * np.sin(7 * angle)
    depth = np.clip(radius / 0.05, 0, 1) * (0.55 + 0.45 * np.sin(5 * angle + 1.0))
    dark, light = np.clip(waves - 0.55, 0, 1) * depth, np.clip(-waves - 0.75, 0, 1) * depth
    return color * (1 - 0.20 * dark)[:, None] + (palette("hair-light") - color) * (0.30 * light)[:, None]
