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


def _hem_share(rest: Array, shirt: np.ndarray) -> Array:
    """How far (n,) each of the shirt's vertices goes along with the trousers."""
    _, y, z = rest[shirt].T
    share = np.clip((HEM_TOP - z) / (HEM_TOP - HEM_FULL), 0, 1)
    return share * np.clip((y - HEM_FRONT) / (HEM_BACK - HEM_FRONT), HEM_LAP, 1)


def hem_weights(rest: Array, weights: Array, shirt: np.ndarray, trousers: np.ndarray) -> Array:
    """Skin weights (v, bones) with the hem going along with the trousers under it.

    Else it stands off like a tail when the hips bend far. shirt and trousers are vertex numbers.
    """
    _, under = cKDTree(rest[trousers]).query(rest[shirt], 12)
    out = weights.copy()
    out[shirt] += _hem_share(rest, shirt)[:, None] * (weights[trousers[under]].mean(1) - weights[shirt])
    return out


class Hem:
    """Keeps the hem as far from the trousers in every pose as it is at rest: smoothing bends the two apart."""

    NEAR = 4

    def __init__(self, rest: Array, frames: Array, shirt: np.ndarray, trousers: np.ndarray) -> None:
        """frames (v, 3, 3): an upright frame on each vertex of the body at rest."""
        share = _hem_share(rest, shirt)
        self._shirt, self._share = shirt[share > 0], share[share > 0][:, None]
        _, near = cKDTree(rest[trousers]).query(rest[self._shirt], self.NEAR)
        self._under = trousers[near]
        off = rest[self._shirt][:, None] - rest[self._under]
        self._off = (np.swapaxes(frames[self._under], 2, 3) @ off[..., None])[..., 0]

    def cling(self, v: Array, frames: Array) -> Array:
        """Posed vertices (v, 3) with the hem brought back to the trousers; frames as posed."""
        there = v[self._under] + (frames[self._under] @ self._off[..., None])[..., 0]
        out = v.copy()
        out[self._shirt] += self._share * (there.mean(1) - v[self._shirt])
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
