"""Limbs that pass through the body: how deep any part of an arm or leg is inside another part of the posed mesh."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.spatial import cKDTree

from .figure import Figure
from .mesh import triangles, vertex_normals
from .rotations import Array
from .skeleton import Posed

STEMS = {
    "hand": ("wrist", "metacarpal", "finger"),
    "fore-arm": ("lowerarm",),
    "upper arm": ("upperarm",),
    "foot": ("foot", "toes"),
    "shin": ("lowerleg",),
    "thigh": ("upperleg",),
    "head": ("head", "neck"),
    "trunk": ("spine", "root", "pelvis", "clavicle", "shoulder01"),
}
# What belongs together: not looked at against each other on the same side.
CHAINS = {
    "hand": ("hand", "fore-arm"),
    "fore-arm": ("hand", "fore-arm", "upper arm"),
    "upper arm": ("fore-arm", "upper arm"),
    "foot": ("foot", "shin"),
    "shin": ("foot", "shin", "thigh"),
    "thigh": ("shin", "thigh"),
}
ROOTS = {"upper arm": ("upperarm01", 0.14), "thigh": ("upperleg01", 0.20)}  # flesh round the joint folds on itself
FEW = 4  # vertices that have to be that deep, so that one in a fold doesn't count
SEEN = 0.07  # metres; what is nearest further off is no inside


@dataclass(frozen=True)
class Crossing:
    """`limb` is inside `into` by `depth` metres."""

    limb: str
    into: str
    depth: float


@cache
def parts(figure: Figure) -> Array:
    """The part each coarse vertex belongs to, as `hand.L` or `trunk`."""

    def part(bone: str) -> str:
        stem = next(k for k, stems in STEMS.items() if bone.startswith(stems))
        side = bone[-2:] if stem in CHAINS else ""
        return stem + side

    return np.array([part(n) for n in figure.skeleton.names])[figure.weights.argmax(1)]


@cache
def _triangles(figure: Figure) -> np.ndarray:
    return triangles(figure.quads)[0]


def crossings(figure: Figure, vertices: Array, posed: Posed) -> list[Crossing]:
    """Every limb that is inside something that it doesn't hang on, deepest first."""
    part = parts(figure)
    normals = vertex_normals(vertices, _triangles(figure))
    out = []
    for limb in CHAINS:
        for side in ".L", ".R":
            mine = part == limb + side
            own = [chain + side for chain in CHAINS[limb]]
            others = ~np.isin(part, own)
            if limb in ROOTS:
                joint, around = ROOTS[limb]
                far = np.linalg.norm(vertices - posed.at[joint + side], axis=1) > around
                mine, others = mine & far, others & far
            out += _inside(limb + side, vertices[mine], vertices[others], normals[others], part[others])
    return sorted(out, key=lambda c: -c.depth)


def _inside(limb: str, points: Array, body: Array, normals: Array, part: Array) -> list[Crossing]:
    close = ((body > points.min(0) - SEEN) & (body < points.max(0) + SEEN)).all(1)
    body, normals, part = body[close], normals[close], part[close]
    if len(body) < FEW:
        return []
    distance, nearest = cKDTree(body).query(points, distance_upper_bound=SEEN)
    near = np.isfinite(distance)
    distance, nearest, points = distance[near], nearest[near], points[near]
    depth = -((points - body[nearest]) * normals[nearest]).sum(1)
    # A point beside the rim of a cut-out part is off along the skin, not below it.
    below = depth > 0.7 * distance
    out = []
    for name in np.unique(part[nearest[below]]):
        deep = np.sort(depth[below & (part[nearest] == name)])
        if len(deep) >= FEW:
            out.append(Crossing(limb, str(name), float(deep[-FEW])))
    return out


def gap(figure: Figure, vertices: Array, hand: str, onto: str) -> float:
    """Metres between `hand` (`hand.L`) and the nearest skin of part `onto`; negative where it presses in."""
    part = parts(figure)
    normals = vertex_normals(vertices, _triangles(figure))
    body, held = vertices[part == hand], part == onto
    distance, nearest = cKDTree(vertices[held]).query(body)
    off = ((body - vertices[held][nearest]) * normals[held][nearest]).sum(1)
    return float(np.where(off < 0, np.maximum(off, -distance), distance).min())


def part_of(bone: str) -> str:
    """The part a bone moves, as `parts` names it."""
    stem = next(k for k, stems in STEMS.items() if bone.startswith(stems))
    return stem + (bone[-2:] if stem in CHAINS else "")
