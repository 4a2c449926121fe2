"""Fits the packed body's shirt: its hem to the trousers, its collar to the neck. All in metres, at rest."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from .rotations import Array, unit

HEM_TOP, HEM_FULL = 0.13, 0.03  # heights: from the first down to the second it goes along more and more
HEM_FRONT, HEM_BACK = -0.08, -0.01  # from the first back to the second likewise
HEM_LAP = 0.6  # how much it goes along in front, where it falls over the lap
COLLAR_FROM = 0.50  # lowest height
COLLAR_BAND, COLLAR_GAP = 0.045, 0.006  # how wide a band is laid on the neck, and what is left between
COLLAR_SKIN = 0.021  # what the skin under the collar is shortened by


def hem_weights(rest: Array, weights: Array, shirt: np.ndarray, trousers: np.ndarray) -> Array:
    """Skin weights (v, bones) with the hem going along with the trousers under it.

    Else it stands off like a tail when the hips bend far. shirt and trousers are vertex numbers.
    """
    _, y, z = rest[shirt].T
    share = np.clip((HEM_TOP - z) / (HEM_TOP - HEM_FULL), 0, 1)
    share *= np.clip((y - HEM_FRONT) / (HEM_BACK - HEM_FRONT), HEM_LAP, 1)
    _, under = cKDTree(rest[trousers]).query(rest[shirt], 12)
    out = weights.copy()
    out[shirt] += share[:, None] * (weights[trousers[under]].mean(1) - weights[shirt])
    return out


def close_collar(rest: Array, cut: Array, shirt: np.ndarray, skin: np.ndarray) -> tuple[Array, Array]:
    """Rest places with the collar laid onto the neck, and `cut` with the skin ending just below it.

    A gap would show the shirt's inside and the skin's end. shirt and skin are vertex numbers.
    """
    shirt = shirt[rest[shirt, 2] > COLLAR_FROM]
    skin = skin[rest[skin, 2] > COLLAR_FROM - COLLAR_BAND]
    near, which = cKDTree(rest[skin]).query(rest[shirt], 5)
    toward = rest[skin[which]].mean(1) - rest[shirt]
    share = np.clip(1 - np.abs(cut[shirt]) / COLLAR_BAND, 0, 1) * np.clip(2 - 2 * near[:, 0] / COLLAR_BAND, 0, 1)
    step = share * np.clip(np.linalg.norm(toward, axis=1) - COLLAR_GAP, 0, None)
    out, shorter = rest.copy(), cut.copy()
    out[shirt] += unit(toward) * step[:, None]
    shorter[skin] -= COLLAR_SKIN
    return out, shorter
