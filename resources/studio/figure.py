"""The figure: loads the packed body and turns a pose into a smooth, dressed mesh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from .clothes import Hem, close_collar, hem_weights
from .features import Calm, calm_face, calm_neck
from .glow import glow_at
from .mesh import catmull_clark, smoothing_matrix, triangles, vertex_normals
from .pose import Pose
from .rotations import Array, unit
from .scene import HAIR, MATERIALS, SHIRT, SKIN, SOCK, TROUSERS, Surface, palette
from .skeleton import Posed, Skeleton

FILE = Path(__file__).with_name("figure.npz")
SEAT_TOP = 0.44
SINK = {"floor": 0.008, "seat": 0.012}  # flesh gives a little
SMOOTHING_STEPS = 10
SETTLING_STEPS, SETTLED = 24, 1e-5  # metres; legs bend as the body sinks, so it takes a few
EAR_FROM = 0.0775  # metres from the middle of the head


@dataclass(frozen=True)
class Marks:
    """Places on the face at rest, metres."""

    eye: Array
    mouth: Array
    skull: Array  # joint of the head


class Figure:
    """The body, ready to be posed. Building one takes about a second."""

    def __init__(self, file: Path = FILE) -> None:
        data = np.load(file)
        self.rest = data["vertices"].astype(float)
        self.quads = data["quads"].astype(np.int64)
        self.skeleton = Skeleton(list(data["bones"]), list(data["parents"]), data["heads"].astype(float))
        names = self.skeleton.names
        count = len(self.rest)
        self.weights = np.zeros((count, len(names)))
        np.put_along_axis(self.weights, data["weight_bones"].astype(int), data["weights"] / 65535, 1)
        self.marks = Marks(data["eye"].astype(float), data["mouth"].astype(float), self.skeleton.head["head"])
        material = data["material"].astype(int)
        self.vertex_material = np.zeros(count, int)
        self.vertex_material[self.quads] = material[:, None]
        skin, shirt, trousers = (np.nonzero(self.vertex_material == m)[0] for m in (SKIN, SHIRT, TROUSERS))
        self.weights = hem_weights(self.rest, self.weights, shirt, trousers)
        self.rest, cut = close_collar(self.rest, data["cut"].astype(float), shirt, skin)
        self._blend = sp.csr_matrix(self.weights)
        self._average, _ = smoothing_matrix(count, self.quads)
        self._tri, _ = triangles(self.quads)
        calm = self._calm_head()
        self._neighbour = np.array([r[0] if len(r) else i for i, r in enumerate(self._average.tolil().rows)])
        self._refine, self.fine_quads, owner = catmull_clark(count, self.quads)
        self.fine_material = material[owner]
        self.fine_part = self._parts()[self.quads[:, 0]][owner]
        self.fine_cut = self._refine @ cut
        self.fine_rest = self._refine @ self.rest
        self._fine_tri, _ = triangles(self.fine_quads)
        self._face_normal, self._face_share = self._refine @ calm.normal, (self._refine @ calm.share)[:, None]
        self._fine_color = self._refine @ np.array([palette(m) for m in MATERIALS])[self.vertex_material]
        self._loose = self._mush_share()
        smooth = self._smooth(self.rest)
        frames = self._frames(smooth)
        self._detail = np.einsum("vji,vj->vi", frames, self.rest - smooth)
        self._hem = Hem(self.rest, frames, shirt, trousers)

    def _calm_head(self) -> Calm:
        """Smooths the head's skin at rest, for painting a face on it."""
        skin = (self.vertex_material == SKIN) & (self._share(("head", "neck")) > 0.5)
        self.rest = calm_neck(self.rest, self._average, skin)
        calm = calm_face(self.rest, self._tri, skin, self.marks.eye, self.marks.mouth)
        self.rest = calm.rest
        return calm

    def _share(self, stems: tuple[str, ...], side: str = "") -> Array:
        cols = [i for i, n in enumerate(self.skeleton.names) if n.startswith(stems) and n.endswith(side)]
        return self.weights[:, cols].sum(1)

    def _parts(self) -> np.ndarray:
        """A number per vertex for the limb it belongs to: ink lines are drawn where one passes another."""

        def number(name: str) -> int:
            side = 1 if name.endswith("L") else 2
            if name.startswith("finger"):
                return 10 * side + int(name[6])
            table = {("upperarm", "lowerarm", "wrist"): side, ("metacarpal",): 10 * side}
            table |= {("upperleg", "lowerleg", "foot", "toes"): 2 + side, ("neck", "head"): 5}
            return next((v for k, v in table.items() if name.startswith(k)), 0)

        part = np.array([number(n) for n in self.skeleton.names])[self.weights.argmax(1)]
        x, _, z = np.abs(self.rest).T
        ear = (part == 5) & (self.vertex_material == SKIN) & (x > EAR_FROM) & (np.abs(z - self.marks.eye[2]) < 0.05)
        return np.where(ear, 6, part)

    def _mush_share(self) -> Array:
        """Hands, feet, head and hair keep their exact shape; the rest is smoothed at the joints."""
        stiff = self._share(("finger", "metacarpal", "head", "toes", "foot"))
        stiff[self.vertex_material == HAIR] = 1
        return np.clip(1 - 1.3 * stiff, 0, 1)[:, None]

    def _smooth(self, v: Array) -> Array:
        for _ in range(SMOOTHING_STEPS):
            v = v + 0.5 * (self._average @ v - v)
        return v

    def _frames(self, v: Array) -> Array:
        n = vertex_normals(v, self._tri)
        t = v[self._neighbour] - v
        t = unit(t - n * (t * n).sum(1, keepdims=True))
        return np.stack([n, t, np.cross(n, t)], 2)

    def skin(self, posed: Posed) -> Array:
        """Coarse vertices (v, 3): linear blend skinning, then delta mush (Mancewicz et al. 2014) at the joints."""
        names = self.skeleton.names
        turn = np.stack([posed.turn[n] for n in names])
        shift = np.stack([posed.at[n] - posed.turn[n] @ self.skeleton.head[n] for n in names])
        blend = self._blend @ np.concatenate([turn.reshape(-1, 9), shift], 1)
        v = (blend[:, :9].reshape(-1, 3, 3) @ self.rest[:, :, None])[:, :, 0] + blend[:, 9:]
        smooth = self._smooth(v)
        frames = self._frames(smooth)
        mushed = smooth + (frames @ self._detail[:, :, None])[:, :, 0]
        return self._hem.cling(v + (mushed - v) * self._loose, frames)

    def settle(self, pose: Pose) -> Pose:
        """Moves the root up or down until what rests on the floor or the seat just touches it.

        "hands": on the floor with straight arms over the planted hands.
        """
        if pose.root.settle == "hands":
            for _ in range(4):
                pose = self._lower(self._over_hands(pose), "floor")
            return pose
        return self._lower(pose, pose.root.settle) if pose.root.settle else pose

    def _over_hands(self, pose: Pose) -> Pose:
        """Tips the pelvis until the arms are straight, then brings the shoulders over the wrists."""
        arm = sum(self.skeleton.length[f"{bone}.L"] for bone in ("upperarm01", "lowerarm01"))
        low, high = 10.0, 130.0
        for _ in range(14):
            pose = replace(pose, root=replace(pose.root, pitch=(low + high) / 2))
            posed = self.skeleton.solve(pose)
            wrist = posed.place(pose.arm_left.wrist or (0.0, 0.0, 0.0))
            over = posed.at["upperarm01.L"] - wrist
            if over[2] < np.sqrt(max((0.997 * arm) ** 2 - over[0] ** 2, 0)):
                high = pose.root.pitch
            else:
                low = pose.root.pitch
        x, y, z = pose.root.pos
        return replace(pose, root=replace(pose.root, pos=(x, y - (over[1] - 0.01), z)))

    def _lower(self, pose: Pose, to: str) -> Pose:
        planted = self._share(("upperarm", "lowerarm", "wrist", "metacarpal", "finger", "foot", "toes")) > 0.3
        for _ in range(SETTLING_STEPS):
            v = self.skin(self.skeleton.solve(pose))
            if to == "seat":
                over = (np.abs(v[:, 0]) < 0.21) & (np.abs(v[:, 1] - 0.03) < 0.20) & ~planted
                drop = v[over, 2].min() - (SEAT_TOP - SINK["seat"])
            else:
                drop = v[~planted, 2].min() + SINK["floor"]
            x, y, z = pose.root.pos
            pose = replace(pose, root=replace(pose.root, pos=(x, y, z - drop)))
            if abs(drop) < SETTLED:
                break
        return pose

    def surface(
        self, pose: Pose, glow: Mapping[str, float] | tuple[str, ...] = (), marks: tuple[str, ...] = ()
    ) -> tuple[Surface, Posed]:
        """The posed, refined mesh and its bones: dressed, lit as strongly as `glow` says of each region, and marked.

        `pose` has been settled.
        """
        posed = self.skeleton.solve(pose)
        lit = glow_at(self.rest, self.skeleton.head, glow)
        lit[np.isin(self.vertex_material, (SOCK, HAIR))] = 0
        vertices = self._refine @ self.skin(posed)
        normals = vertex_normals(vertices, self._fine_tri)
        normals += self._face_share * (self._face_normal @ posed.turn["head"].T - normals)
        surface = Surface(
            vertices=vertices,
            normals=normals,
            quads=self.fine_quads,
            color=self._fine_color,
            material=self.fine_material,
            part=self.fine_part,
            cut=self.fine_cut,
            glow=self._refine @ lit,
            rest=self.fine_rest,
            marks=marks,
        )
        return surface, posed


@cache
def the_figure() -> Figure:
    """The one figure of this process."""
    return Figure()
