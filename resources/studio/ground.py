"""The soft shadow on the floor."""

from __future__ import annotations

import numba as nb
import numpy as np
from scipy import ndimage

from .camera import Camera
from .raster import rasterize
from .rotations import Array

FAR = 1e9
SIZE = 320
EXTENT = 2.8
SHADOW_ALPHA = 0.30


@nb.njit(cache=True)
def _sample(dark, across, down):  # pragma: no cover - compiled
    """Between the four nearest texels; 0 outside."""
    size = dark.shape[0]
    x, y = int(np.floor(across)), int(np.floor(down))
    if x < 0 or y < 0 or x >= size - 1 or y >= size - 1:
        return 0.0
    u, v = across - x, down - y
    upper = dark[y, x] * (1 - u) + dark[y, x + 1] * u
    return upper * (1 - v) + (dark[y + 1, x] * (1 - u) + dark[y + 1, x + 1] * u) * v


@nb.njit(cache=True)
def _darkness(dark, corner, scale, spots):  # pragma: no cover - compiled
    out = np.empty(spots.shape[0])
    for i in range(spots.shape[0]):
        out[i] = _sample(dark, (spots[i, 0] - corner[0]) * scale - 0.5, (spots[i, 1] - corner[1]) * scale - 0.5)
    return out


@nb.njit(cache=True)
def _floor(dark, corner, scale, place, axes, zoom, shape):  # pragma: no cover - compiled
    height, width = shape
    out = np.zeros((height, width))
    ray = np.empty(3)
    for y in range(height):
        for x in range(width):
            px, py = x + 0.5, y + 0.5
            for i in range(3):
                ray[i] = (px - width / 2) / zoom * axes[0, i] - (py - height / 2) / zoom * axes[1, i] - axes[2, i]
            if ray[2] > -1e-6:
                continue
            t = -place[2] / ray[2]
            at_x, at_y = place[0] + ray[0] * t, place[1] + ray[1] * t
            rim = min(px, width - px, py, height - py) / min(width, height)
            fade = min(max((rim - 0.008) / 0.042, 0.0), 1.0)
            value = _sample(dark, (at_x - corner[0]) * scale - 0.5, (at_y - corner[1]) * scale - 0.5)
            out[y, x] = value * fade * fade * (3 - 2 * fade)
    return out


class GroundShadow:
    """Soft darkness on the floor: darkest where the body touches it."""

    def __init__(self, vertices: Array, tri: np.ndarray, cut: Array, center: Array) -> None:
        self.corner = center[:2] - EXTENT / 2
        self.scale = SIZE / EXTENT
        flat = np.stack([*((vertices[:, :2] - self.corner) * self.scale).T, np.maximum(vertices[:, 2], 0)], 1)
        height = np.full((SIZE, SIZE), FAR, np.float32)
        nearest, weight = np.full(height.shape, -1, np.int32), np.zeros((*height.shape, 2), np.float32)
        rasterize(flat, tri, cut, height, nearest, weight)
        layers = ((0.05, 2.0, 0.40), (0.20, 5, 0.30), (0.60, 9, 0.22))
        dark = sum(k * ndimage.gaussian_filter((height < h) * 1.0, s * self.scale / 100) for h, s, k in layers)
        self.dark = np.clip(dark, 0, 1)

    def at(self, spots: Array) -> Array:
        """Darkness 0..1 (n,) at floor places (n, 2 or 3)."""
        return _darkness(self.dark, self.corner, self.scale, spots)

    def on_floor(self, camera: Camera) -> Array:
        """Shadow alpha of each pixel (h, w) on bare floor, faded out toward the picture's edge."""
        k = camera.samples
        shape = (camera.height // k, camera.width // k)
        return SHADOW_ALPHA * _floor(
            self.dark, self.corner, self.scale, camera.place, camera.axes, camera.zoom / k, shape
        )
