"""How brightly each vertex of the figure glows for the lit muscles."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .regions import REGIONS, Spot
from .rotations import Array

BELLY, TAPER = 1.18, 0.20  # of a region's radius: how far its light reaches in its middle, how much less at its ends
CORE = 0.20  # of that: the part that is lit fully


def _place(spot: Spot, heads: dict[str, Array]) -> Array:
    bone, *rest = spot
    if isinstance(rest[0], str):
        toward, share, *offset = rest
        return heads[bone] + (heads[toward] - heads[bone]) * share + np.array(offset, float)
    return heads[bone] + np.array(rest, float)


def glow_at(rest: Array, heads: dict[str, Array], strengths: Mapping[str, float] | tuple[str, ...]) -> Array:
    """How brightly (0..1) each rest vertex (v, 3) glows when each region is lit as strongly as given (0..1).

    A tuple lights its regions fully. Unknown names raise KeyError; files are checked before.
    """
    if isinstance(strengths, tuple):
        strengths = dict.fromkeys(strengths, 1.0)
    out = np.zeros(len(rest))
    for name, strength in strengths.items():
        stem, _, side = name.partition(".")
        first, last, radius = REGIONS[stem]
        for flip in (1.0, -1.0):
            if side and side != ("L" if flip > 0 else "R"):
                continue
            p, q = (_place(s, heads) * (flip, 1, 1) for s in (first, last))
            d = q - p
            t = np.clip((rest - p) @ d / max(float(d @ d), 1e-9), 0, 1)
            far = np.linalg.norm(rest - (p + t[:, None] * d), axis=1)
            # A belly: thickest in the middle, brightest along its line and fading softly.
            reach = radius * (BELLY - TAPER * (2 * t - 1) ** 2)
            x = np.clip((far / reach - CORE) / (1 - CORE), 0, 1)
            soft = 1 - x * x * (3 - 2 * x)
            out = np.maximum(out, strength * soft / max(soft.max(), 1e-9))
    return out
