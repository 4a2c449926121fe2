"""The face, drawn per pixel on the skin in rest coordinates: it stays sharp at every size."""

from __future__ import annotations

import numpy as np

from .figure import Marks
from .rotations import Array
from .scene import palette


def draw_face(color: Array, rest: Array, marks: Marks, pixel: float, closed: bool) -> Array:
    """Paints cheeks, eyes, brows and mouth onto skin pixels.

    color (n, 3), rest (n, 3) the pixels' places on the unposed head, pixel its size in metres.
    `closed`: eyes shut, for a relaxed hold.
    """
    x, z = rest[:, 0], rest[:, 2]
    side = np.abs(x)

    def paint(base: Array, distance: Array, name: str, strength: float = 1.0) -> Array:
        """Fills where the signed distance (metres) is negative, one pixel soft."""
        cover = (strength * np.clip(0.5 - distance / pixel / 2, 0, 1))[:, None]
        return base * (1 - cover) + palette(name) * cover

    ex, ez = marks.eye[0] * 1.03, marks.eye[2] - 0.004
    blush = 0.42 * np.exp(-(((side - ex * 1.30) ** 2 + (z - ez + 0.034) ** 2) / 0.018**2))[:, None]
    color = color * (1 - blush) + palette("blush") * blush
    if closed:
        u = (side - ex) / 0.0145
        lid = np.maximum(np.abs(z - ez + 0.004 - 0.0055 * u**2) - 0.0019, (np.abs(u) - 1) * 0.0145)
        color = paint(color, lid, "ink")
    else:
        a, b = 0.0098, 0.0138
        color = paint(color, (np.hypot((side - ex) / a, (z - ez) / b) - 1) * a, "ink")
        # Both highlights on the same side of the eye, as one light makes them.
        glint = np.hypot(np.where(x > 0, x - ex, x + ex) - 0.0028, z - ez - 0.0052) - 0.0034
        white = np.clip(0.5 - glint / pixel / 2, 0, 1)[:, None]
        color = color * (1 - white) + white
    u = (side - ex * 1.04) / 0.0165
    brow = np.maximum(
        np.abs(z - ez - 0.0265 - 0.0055 * (1 - u**2)) - 0.0027 * np.clip(1 - 0.4 * u**2, 0, 1),
        (np.abs(u) - 1) * 0.0165,
    )
    color = paint(color, brow, "hair")
    u = x / 0.0255
    middle = marks.mouth[2] - 0.016 + 0.0125 * u**2
    mouth = np.maximum(np.abs(z - middle) - 0.0024 * np.clip(1.15 - 0.5 * u**2, 0, 1), (np.abs(u) - 1) * 0.0255)
    return paint(color, mouth, "lip")
