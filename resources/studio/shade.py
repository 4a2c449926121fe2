"""Turns surfaces into a picture: soft two-tone light, occlusion, ink lines, a contact shadow, clear background."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import ndimage

from .camera import DISTANCE, Camera
from .face import draw_face, draw_hair
from .figure import Marks
from .ground import FAR, GroundShadow
from .light import SHADE, TOWARD, light, resolve
from .marks import paint_marks
from .mesh import triangles
from .raster import draw_lines, interpolate, jumps, occlusion, rasterize, see
from .rotations import Array, unit
from .scene import HAIR, PROP, SHIRT, SKIN, Surface, palette

SPECK = 14  # long, in pixels of a 640 pixel picture
FACE_LOW = 0.14  # metres the chin and the front of the neck reach below the skull's joint
LINE_WIDTH = 2.35  # of a 640 pixel picture
FINE_WIDTH = 1.5
RIM_WIDTH, RIM_ALPHA = 1.1, 0.45  # the light outline around the figure that parts it from a dark background
BORDER = 4  # pixels around what is drawn, at 640


class Mesh:
    """All surfaces as one list of triangles."""

    def __init__(self, surfaces: list[Surface]) -> None:
        tris, owners, start = [], [], 0
        for s in surfaces:
            tri, owner = triangles(s.quads)
            tris.append(tri + start)
            owners.append(owner)
            start += len(s.vertices)
        pairs = list(zip(surfaces, owners, strict=True))
        self.tri = np.concatenate(tris).astype(np.int32)
        self.normals = np.concatenate([s.normals for s in surfaces])
        self.material = np.concatenate([s.material[o] for s, o in pairs]).astype(np.int16)
        self.part = np.concatenate([s.part[o] for s, o in pairs]).astype(np.int16)
        self.casts = np.concatenate([np.full(len(o), s.casts) for s, o in pairs])
        self.vertices = np.concatenate([s.vertices for s in surfaces])
        self.color = np.concatenate([s.color for s in surfaces])
        self.glow = np.concatenate([s.glow for s in surfaces])
        self.rest = np.concatenate([s.rest for s in surfaces])
        self.cut = np.concatenate([s.cut for s in surfaces])
        self.marks = tuple(name for s in surfaces for name in s.marks)


@dataclass(frozen=True)
class Window:
    """The part of the picture that shows something, in pixels. Only there samples are worked on."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, points: Array, camera: Camera) -> Window:
        """Around projected points (n, 3) with room for outlines."""
        k = camera.samples
        border = BORDER * max(1.0, camera.line)
        size = np.array([camera.width, camera.height]) // k
        low = np.clip(np.floor(points[:, :2].min(0) / k - border), 0, size - 1).astype(int)
        high = np.clip(np.ceil(points[:, :2].max(0) / k + border), low + 1, size).astype(int)
        return cls(int(low[0]), int(low[1]), int(high[0]), int(high[1]))


class Seen:
    """What each sample (h, w) of the window sees of a mesh."""

    def __init__(self, mesh: Mesh, camera: Camera) -> None:
        self.mesh, self.camera = mesh, camera
        points = camera.project(mesh.vertices)
        self.window = w = Window.around(points, camera)
        k = camera.samples
        shape = ((w.bottom - w.top) * k, (w.right - w.left) * k)
        self.depth = np.full(shape, FAR, np.float32)
        self.face = np.full(shape, -1, np.int32)
        self.weight = np.zeros((*shape, 2), np.float32)
        rasterize(points - (w.left * k, w.top * k, 0), mesh.tri, mesh.cut, self.depth, self.face, self.weight)
        self.normal = np.zeros((*shape, 3), np.float32)
        self.color = np.zeros((*shape, 3), np.float32)
        self.glow = np.zeros(shape, np.float32)
        see(
            mesh.tri, self.face, self.weight, mesh.normals, mesh.color, mesh.glow, camera.axes,
            self.normal, self.color, self.glow,
        )  # fmt: skip

    @cached_property
    def hit(self) -> np.ndarray:
        return self.face >= 0

    @cached_property
    def material(self) -> np.ndarray:
        return np.where(self.hit, self.mesh.material[self.face], -1)

    @cached_property
    def part(self) -> np.ndarray:
        return np.where(self.hit, self.mesh.part[self.face], -1)

    def at(self, values: Array, where: tuple[np.ndarray, np.ndarray]) -> Array:
        """Per-vertex values (n, k) at the samples `where` (rows, columns), each of which must show something."""
        return interpolate(values, self.mesh.tri, self.face, self.weight, *where)


def smoothstep(low: float, high: float, x: Array) -> Array:
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _paint(seen: Seen, marks: Marks, closed_eyes: bool) -> np.ndarray:
    """Paints face and marks onto the samples; where the face is (h, w)."""
    on_face = np.zeros(seen.hit.shape, bool)
    skin = np.nonzero(seen.material == SKIN)
    rest = seen.at(seen.mesh.rest, skin)
    face = (rest[:, 1] < marks.skull[1] - 0.03) & (rest[:, 2] > marks.skull[2] - FACE_LOW)
    spots = tuple(axis[face] for axis in skin)
    pixel = seen.camera.pixel
    seen.color[spots] = draw_face(seen.color[spots], rest[face], marks, pixel, closed_eyes)
    on_face[spots] = True
    hair = np.nonzero(seen.material == HAIR)
    seen.color[hair] = draw_hair(seen.color[hair], seen.at(seen.mesh.rest, hair))
    if seen.mesh.marks:
        body = np.nonzero((seen.material == SKIN) | (seen.material == SHIRT))
        seen.color[body] = paint_marks(seen.color[body], seen.at(seen.mesh.rest, body), seen.mesh.marks, pixel)
    return on_face


def _openness(seen: Seen) -> Array:
    """Ambient openness of every sample, worked out once a pixel."""
    rng = np.random.default_rng(3)
    ball = unit(rng.normal(size=(20, 3))) * (np.arange(1, 21) / 20)[:, None] ** 0.6
    camera, window = seen.camera, seen.window
    k = camera.samples
    coarse = np.ascontiguousarray(seen.depth[k // 2 :: k, k // 2 :: k])
    around = np.ascontiguousarray(seen.normal[k // 2 :: k, k // 2 :: k])
    free = np.ones(coarse.shape)
    occlusion(coarse, around, (window.left, window.top), camera.zoom / k / DISTANCE, 0.11, ball, free)
    blur = 2.0 * camera.line
    shown = (coarse < FAR / 2) * 1.0
    total = ndimage.gaussian_filter(shown, blur)
    free = np.where(shown > 0, ndimage.gaussian_filter(free * shown, blur) / np.maximum(total, 1e-3), 1)
    free = smoothstep(0.25, 0.95, free).astype(np.float32)
    return np.repeat(np.repeat(free, k, 0), k, 1)


def _shadow_on_mats(seen: Seen, shadow: GroundShadow, openness: Array) -> None:
    """Darkens props that lie on the floor where the body's shadow falls on them."""
    props = np.nonzero(seen.material >= PROP)
    spot = seen.at(seen.mesh.vertices, props)
    up = seen.normal[props] @ seen.camera.axes[:, 2]
    flat = (spot[:, 2] < 0.004) & (up > 0.8)
    lying = tuple(axis[flat] for axis in props)
    openness[lying] *= 1 - 0.75 * shadow.at(spot[flat])


def _ink(seen: Seen, on_face: np.ndarray) -> Array:
    """Ink coverage 0..1 of every sample: where depth, limb or material jumps; hardly any inside the face."""
    camera = seen.camera
    edge = np.zeros(seen.hit.shape, np.uint8)
    jumps(seen.depth, seen.normal, seen.material, seen.part, on_face, camera.pixel * 2, edge)
    spots, count = ndimage.label(edge, np.ones((3, 3)))
    area = np.bincount(spots.ravel(), minlength=count + 1)
    line = camera.line * camera.samples
    edge[area[spots] < SPECK * line] = 0  # a few lone samples are no line
    ink = np.zeros(edge.shape, np.float32)
    draw_lines(edge, np.array([0, LINE_WIDTH, FINE_WIDTH]) / 2 * line, ink)
    return ink


def _rim(alpha: Array, width: float) -> Array:
    """A light line of `width` pixels around the solid silhouette: its alpha (h, w), 0 inside."""
    reach = int(np.ceil(width))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    weight = np.clip(width + 0.5 - np.hypot(x, y), 0, 1)
    around = np.zeros_like(alpha)
    padded = np.pad(alpha, reach)
    for (row, column), share in np.ndenumerate(weight):
        part = padded[row : row + alpha.shape[0], column : column + alpha.shape[1]]
        np.maximum(around, part * share, out=around)
    return RIM_ALPHA * around * (1 - alpha)


def _under(image: Array, color: Array, alpha: Array) -> None:
    """Lays a colour under a premultiplied image (h, w, 4), in place."""
    left = (alpha * (1 - image[..., 3]))[..., None]
    image[..., :3] += color * left
    image[..., 3:] += left


def render(surfaces: list[Surface], camera: Camera, marks: Marks, closed_eyes: bool = False) -> np.ndarray:
    """The picture, RGBA uint8 (height, width, 4), not premultiplied. `camera` counts samples, not pixels."""
    mesh = Mesh(surfaces)
    seen = Seen(mesh, camera)
    on_face = _paint(seen, marks, closed_eyes)
    openness = _openness(seen)
    shadow = GroundShadow(mesh.vertices, mesh.tri[mesh.casts], mesh.cut, np.array(camera.target))
    _shadow_on_mats(seen, shadow, openness)
    ink = _ink(seen, on_face)
    above, warm = np.ascontiguousarray(camera.axes[:, 2]), palette("glow")
    light(seen.hit, seen.material >= PROP, seen.color, seen.normal, openness, seen.glow, above, warm, SHADE, TOWARD)
    solid = resolve(seen.hit, seen.color, ink, palette("line"), camera.samples)
    _under(solid, palette("rim"), _rim(solid[..., 3], max(1.0, RIM_WIDTH * camera.line)))
    image = np.zeros((camera.height // camera.samples, camera.width // camera.samples, 4))
    w = seen.window
    image[w.top : w.bottom, w.left : w.right] = solid
    _under(image, palette("ground"), shadow.on_floor(camera))
    image[..., :3] /= np.maximum(image[..., 3:], 1e-4)
    return (np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8)
