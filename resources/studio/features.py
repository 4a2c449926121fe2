"""Makes the head a calm surface to paint on: no folds at eyelids and lips, no dents behind the jaw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy import ndimage

from .raster import rasterize
from .rotations import Array, unit

STEP = 0.001  # metres a texel of the height field
LOW, HIGH = np.array([-0.09, 0.60]), np.array([0.09, 0.82])  # its corners in x and z, at rest
SOFT = 4.5  # texels
ASTRAY = 0.03  # metres in front of its neighbours
# Where the skin is laid onto the height field: middle x, z and half axes in metres, relative to eye and mouth.
EYE_PATCH = (0.0010, -0.004, 0.027, 0.019)
MOUTH_PATCH = (0.0, -0.0105, 0.038, 0.0125)


@dataclass(frozen=True)
class Calm:
    """The head smoothed: rest places (v, 3), and for each vertex a normal (v, 3) and how far (v,) it is to be used."""

    rest: Array
    normal: Array
    share: Array


def _front(rest: Array, tri: np.ndarray) -> Array:
    """y of the foremost skin over x and z, softened; texels [z, x]."""
    columns, rows = np.ceil((HIGH - LOW) / STEP).astype(int)
    points = np.stack([(rest[:, 0] - LOW[0]) / STEP, (rest[:, 2] - LOW[1]) / STEP, rest[:, 1]], 1)
    depth = np.full((rows, columns), np.inf)
    none = np.full(depth.shape, -1, np.int32), np.zeros((*depth.shape, 2), np.float32)
    rasterize(points, tri, np.ones(len(rest)), depth, *none)
    seen = np.isfinite(depth)
    share = ndimage.gaussian_filter(seen * 1.0, SOFT)
    return ndimage.gaussian_filter(np.where(seen, depth, 0), SOFT) / np.maximum(share, 1e-6)


def _patch(rest: Array, middle: tuple[float, float], half: tuple[float, float]) -> Array:
    """1 inside an ellipse on the front of the face, fading to 0 half as far again."""
    far = np.hypot((np.abs(rest[:, 0]) - middle[0]) / half[0], (rest[:, 2] - middle[1]) / half[1])
    x = np.clip((1.5 - far) / 0.5, 0, 1)
    return x * x * (3 - 2 * x) * (rest[:, 1] < -0.085)


def calm_face(rest: Array, tri: np.ndarray, skin: np.ndarray, eye: Array, mouth: Array) -> Calm:
    """Lays eyelids and lips onto the face's soft front. tri (t, 3) are the triangles, skin (v,) marks its vertices.

    What lies behind the front within a patch is laid onto it too, so that painting by x and z can't be torn.
    """
    field = _front(rest, tri[skin[tri].all(1)])
    share = np.zeros(len(rest))
    for (x, z, *half), at in ((EYE_PATCH, eye), (MOUTH_PATCH, mouth)):
        share = np.maximum(share, _patch(rest, (abs(at[0]) + x, at[2] + z), half))
    share *= skin
    slope_z, slope_x = np.gradient(field, STEP)
    spot = [(rest[:, 2] - LOW[1]) / STEP - 0.5, (rest[:, 0] - LOW[0]) / STEP - 0.5]
    y, dx, dz = (ndimage.map_coordinates(f, spot, order=1, mode="nearest") for f in (field, slope_x, slope_z))
    out = rest.copy()
    out[:, 1] += share * (y - rest[:, 1])
    return Calm(out, unit(np.stack([dx, -np.ones(len(rest)), dz], 1)), share)


def calm_neck(rest: Array, average: sp.csr_matrix, skin: np.ndarray) -> Array:
    """Puts back the few vertices below the ears that the packed body has pressed far into the head.

    average (v, v) takes the mean of a vertex's neighbours, skin (v,) marks the head's.
    """
    astray = skin & ((average @ rest - rest)[:, 1] > ASTRAY)
    rest = rest.copy()
    for _ in range(20):
        rest[astray] = (average @ rest)[astray]
    return rest
