"""Where each lit muscle lies on the figure at rest."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .rotations import Array

Heads = dict[str, Array]
Capsule = tuple[Array, Array, float]


def _v(x: float, y: float, z: float) -> Array:
    return np.array([x, y, z])


def _between(h: Heads, a: str, b: str, t: float, off: tuple[float, float, float] = (0, 0, 0)) -> Array:
    return h[a] + (h[b] - h[a]) * t + np.array(off)


# Each region on the LEFT: two ends (from the joints of the left limb, metres) and a radius. The right is its mirror.
REGIONS: dict[str, Callable[[Heads], Capsule]] = {
    "trapezius": lambda h: (h["neck01"] + _v(0.045, 0.015, 0.045), h["upperarm01.L"] + _v(-0.035, 0.015, 0.07), 0.1),
    "neck": lambda h: (h["neck01"] + _v(0.05, -0.01, 0.09), h["neck01"] + _v(0.06, 0, 0), 0.085),
    "nape": lambda h: (h["neck01"] + _v(0.015, 0.06, 0.09), h["neck01"] + _v(0.02, 0.075, -0.03), 0.07),
    "suboccipital": lambda h: (h["neck01"] + _v(0.02, 0.04, 0.09), h["neck01"] + _v(0.02, 0.05, 0.05), 0.06),
    "between-blades": lambda h: (_v(0.055, 0.13, 0.47), _v(0.055, 0.13, 0.36), 0.1),
    "rear-deltoid": lambda h: (
        h["upperarm01.L"] + _v(0.02, 0.05, 0),
        _between(h, "upperarm01.L", "lowerarm01.L", 0.35, (0, 0.04, 0)),
        0.085,
    ),
    "deltoid": lambda h: (
        h["upperarm01.L"] + _v(0.03, 0, 0.02),
        _between(h, "upperarm01.L", "lowerarm01.L", 0.3, (0.01, 0, 0)),
        0.085,
    ),
    "chest": lambda h: (_v(0.07, -0.15, 0.44), _v(0.14, -0.11, 0.46), 0.085),
    "lower-back": lambda h: (_v(0.045, 0.1, 0.2), _v(0.045, 0.11, 0.1), 0.085),
    "spine": lambda h: (_v(0.04, 0.12, 0.42), _v(0.045, 0.1, 0.12), 0.075),
    "glutes": lambda h: (_v(0.09, 0.13, 0.02), _v(0.11, 0.11, -0.04), 0.105),
    "outer-hip": lambda h: (_v(0.15, 0.07, 0.04), _v(0.17, 0.05, -0.04), 0.1),
    "hamstrings": lambda h: (
        _between(h, "upperleg01.L", "lowerleg01.L", 0.35, (0, 0.08, 0)),
        _between(h, "upperleg01.L", "lowerleg01.L", 0.8, (0, 0.07, 0)),
        0.08,
    ),
    "inner-thigh": lambda h: (
        _between(h, "upperleg01.L", "lowerleg01.L", 0.2, (-0.06, 0, 0)),
        _between(h, "upperleg01.L", "lowerleg01.L", 0.7, (-0.045, 0, 0)),
        0.075,
    ),
    "thighs": lambda h: (
        _between(h, "upperleg01.L", "lowerleg01.L", 0.3, (0, -0.09, 0)),
        _between(h, "upperleg01.L", "lowerleg01.L", 0.8, (0, -0.07, 0)),
        0.08,
    ),
    "calves": lambda h: (
        _between(h, "lowerleg01.L", "foot.L", 0.15, (0, 0.06, 0)),
        _between(h, "lowerleg01.L", "foot.L", 0.5, (0, 0.06, 0)),
        0.075,
    ),
    "flank": lambda h: (_v(0.15, 0, 0.32), _v(0.15, 0, 0.14), 0.085),
    "lats": lambda h: (_v(0.14, 0.06, 0.36), _v(0.12, 0.07, 0.24), 0.09),
    "belly": lambda h: (_v(0.03, -0.14, 0.22), _v(0.03, -0.14, 0.1), 0.085),
    "forearm": lambda h: (
        _between(h, "lowerarm01.L", "wrist.L", 0.1), _between(h, "lowerarm01.L", "wrist.L", 0.75), 0.06,
    ),
    "hip-flexors": lambda h: (h["upperleg01.L"] + _v(0, -0.1, 0.02), h["upperleg01.L"] + _v(0.01, -0.1, -0.08), 0.08),
}


def is_region(name: str) -> bool:
    """`trapezius` lights both sides, `trapezius.L` or `.R` one."""
    stem, dot, side = name.partition(".")
    return stem in REGIONS and (not dot or side in ("L", "R"))


def glow_at(rest: Array, heads: Heads, names: tuple[str, ...]) -> Array:
    """How brightly (0..1) each rest vertex (v, 3) glows."""
    out = np.zeros(len(rest))
    for name in names:
        stem, _, side = name.partition(".")
        a, b, radius = REGIONS[stem](heads)
        for flip in (1.0, -1.0):
            if side and side != ("L" if flip > 0 else "R"):
                continue
            p, q = a * (flip, 1, 1), b * (flip, 1, 1)
            d = q - p
            t = np.clip((rest - p) @ d / max(float(d @ d), 1e-9), 0, 1)
            far = np.linalg.norm(rest - (p + t[:, None] * d), axis=1)
            x = np.clip((far - radius * 0.45) / (radius * 0.55), 0, 1)
            out = np.maximum(out, 1 - x * x * (3 - 2 * x))
    return out
