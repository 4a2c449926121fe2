"""Turns surfaces into a picture: soft two-tone light, occlusion, ink lines, a contact shadow, clear background."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .camera import DISTANCE, Camera
from .face import draw_face
from .figure import Marks
from .marks import paint_marks
from .mesh import triangles, vertex_normals
from .raster import jumps, occlusion, rasterize
from .rotations import Array, unit
from .scene import PROP, SHIRT, SKIN, Surface, palette

FAR = 1e9
SHADE = np.array([0.68, 0.64, 0.77])  # what a colour is multiplied by in shadow
SHADOW_ALPHA = 0.30
SPECK = 14  # long, in pixels of a 640 pixel picture
FACE_LOW = 0.14  # metres the chin and the front of the neck reach below the skull's joint
LINE_WIDTH = 2.35  # of a 640 pixel picture


@dataclass
class Buffers:
    """All surfaces as one list of triangles, and what each sample of the picture sees."""

    tri: np.ndarray
    vertices: Array
    normals: Array
    color: Array
    glow: Array
    rest: Array
    material: np.ndarray
    part: np.ndarray
    casts: np.ndarray
    cut: Array
    depth: Array
    index: np.ndarray
    weight: Array

    @property
    def hit(self) -> np.ndarray:
        return self.index >= 0

    def at(self, values: Array) -> Array:
        """Per-vertex values (n, k) interpolated at each hit sample."""
        corners = self.tri[self.index[self.hit]]
        w = self.weight[self.hit]
        third = 1 - w.sum(1)
        shape = (-1,) + (1,) * (values.ndim - 1)
        return (
            values[corners[:, 0]] * w[:, 0].reshape(shape)
            + values[corners[:, 1]] * w[:, 1].reshape(shape)
            + values[corners[:, 2]] * third.reshape(shape)
        )


def smoothstep(low: float, high: float, x: Array) -> Array:
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _gather(surfaces: list[Surface], camera: Camera) -> Buffers:
    tris, normals, material, part, casts = [], [], [], [], []
    start = 0
    for s in surfaces:
        tri, owner = triangles(s.quads)
        tris.append(tri + start)
        normals.append(vertex_normals(s.vertices, tri))
        material.append(s.material[owner])
        part.append(s.part[owner])
        casts.append(np.full(len(tri), s.casts))
        start += len(s.vertices)
    cat = np.concatenate
    vertices, cut = cat([s.vertices for s in surfaces]), cat([s.cut for s in surfaces])
    shape = (camera.height, camera.width)
    out = Buffers(
        cat(tris).astype(np.int64), vertices, cat(normals), cat([s.color for s in surfaces]),
        cat([s.glow for s in surfaces]), cat([s.rest for s in surfaces]), cat(material), cat(part),
        cat(casts), cut, np.full(shape, FAR), np.full(shape, -1, np.int64), np.zeros((*shape, 2)),
    )  # fmt: skip
    rasterize(camera.project(vertices), out.tri, cut, out.depth, out.index, out.weight)
    return out


def _openness(depth: Array, normal: Array, camera: Camera) -> Array:
    """Ambient openness of every sample, worked out once a pixel."""
    rng = np.random.default_rng(3)
    ball = unit(rng.normal(size=(20, 3))) * (np.arange(1, 21) / 20)[:, None] ** 0.6
    k = camera.samples
    coarse = np.ascontiguousarray(depth[k // 2 :: k, k // 2 :: k])
    around = np.ascontiguousarray(normal[k // 2 :: k, k // 2 :: k])
    free = np.ones_like(coarse)
    occlusion(coarse, around, camera.zoom / k / DISTANCE, 0.11, ball, free)
    blur = 2.0 * min(coarse.shape) / 640
    seen = (coarse < FAR / 2).astype(float)
    total = ndimage.gaussian_filter(seen, blur)
    free = np.where(seen > 0, ndimage.gaussian_filter(free * seen, blur) / np.maximum(total, 1e-3), 1)
    return smoothstep(0.25, 0.95, np.kron(free, np.ones((k, k))))


def _light(color: Array, normal: Array, openness: Array, glow: Array, camera: Camera) -> Array:
    """Colour of each hit sample; the light is fixed to the camera, upper left."""
    toward = unit(camera.right * -0.55 + camera.up * 0.75 - camera.forward * 0.65)
    half = normal @ toward * 0.5 + 0.5
    bright = smoothstep(0.30, 0.62, half)
    facing = -(normal @ camera.forward)
    rim = smoothstep(0.55, 0.95, 1 - facing) * smoothstep(-0.2, 0.6, normal[:, 2])
    tone = (bright * (0.35 + 0.65 * openness))[:, None]
    lit = color * (SHADE + (1 - SHADE) * tone) * (1 - 0.22 * (1 - openness))[:, None]
    lit = lit + (1 - lit) * (0.10 * smoothstep(0.86, 0.99, half) + 0.08 * rim)[:, None]
    warm = np.clip(palette("glow") * (0.80 + 0.28 * bright[:, None]), 0, 1)
    share = 0.88 * np.clip(glow, 0, 1)[:, None]
    return np.clip(lit * (1 - share) + warm * share, 0, 1)


def _ink(buf: Buffers, normal: Array, on_face: np.ndarray, camera: Camera) -> Array:
    """Ink coverage 0..1 of every sample: where depth, limb or material jumps; hardly any inside the face."""
    hit = buf.hit
    material = np.full(hit.shape, -1)
    part = np.full(hit.shape, -1)
    material[hit] = buf.material[buf.index[hit]]
    part[hit] = buf.part[buf.index[hit]]
    edge = np.zeros(hit.shape, bool)
    jumps(buf.depth, normal, material, part, on_face, camera.pixel * 2, edge)
    spots, count = ndimage.label(edge, np.ones((3, 3)))
    area = np.bincount(spots.ravel(), minlength=count + 1)
    edge &= area[spots] >= SPECK * min(camera.width, camera.height) / 640  # a few lone samples are no line
    edge[:2] = edge[-2:] = False
    edge[:, :2] = edge[:, -2:] = False
    width = LINE_WIDTH / 2 * min(camera.width, camera.height) / 640
    return np.clip(width - ndimage.distance_transform_edt(~edge) + 0.5, 0, 1)


class GroundShadow:
    """Soft darkness on the floor: darkest where the body touches it."""

    SIZE = 320
    EXTENT = 2.8

    def __init__(self, buf: Buffers, center: Array) -> None:
        v = buf.vertices
        self.corner = center[:2] - self.EXTENT / 2
        scale = self.SIZE / self.EXTENT
        flat = np.stack([*((v[:, :2] - self.corner) * scale).T, np.maximum(v[:, 2], 0)], 1)
        height = np.full((self.SIZE, self.SIZE), FAR)
        rasterize(
            flat, buf.tri[buf.casts], buf.cut, height,
            np.full(height.shape, -1, np.int64), np.zeros((*height.shape, 2)),
        )  # fmt: skip
        layers = ((0.05, 2.0, 0.40), (0.20, 5, 0.30), (0.60, 9, 0.22))
        dark = sum(k * ndimage.gaussian_filter((height < h).astype(float), s * scale / 100) for h, s, k in layers)
        self.dark = np.clip(dark, 0, 1)

    def at(self, x: Array, y: Array) -> Array:
        """Darkness 0..1 at floor places of any shape."""
        scale = self.SIZE / self.EXTENT
        spot = [(y - self.corner[1]) * scale - 0.5, (x - self.corner[0]) * scale - 0.5]
        return ndimage.map_coordinates(self.dark, spot, order=1, mode="constant")


def _floor(camera: Camera, shadow: GroundShadow) -> Array:
    """Shadow alpha of each final pixel on bare floor, faded out toward the picture's edge."""
    w, h, k = (n / camera.samples for n in (camera.width, camera.height, camera.zoom))
    y, x = np.mgrid[0 : int(h), 0 : int(w)] + 0.5
    ray = camera.forward + ((x - w / 2) / k)[..., None] * camera.right - ((y - h / 2) / k)[..., None] * camera.up
    t = -camera.place[2] / np.where(np.abs(ray[..., 2]) < 1e-6, 1e-6, ray[..., 2])
    spot = camera.place + ray * t[..., None]
    rim = np.minimum(np.minimum(x, w - x), np.minimum(y, h - y)) / min(w, h)
    return shadow.at(spot[..., 0], spot[..., 1]) * (t > 0) * SHADOW_ALPHA * smoothstep(0.008, 0.05, rim)


def render(surfaces: list[Surface], camera: Camera, marks: Marks, closed_eyes: bool = False) -> np.ndarray:
    """The picture, RGBA uint8 (height, width, 4), not premultiplied. `camera` counts samples, not pixels."""
    buf = _gather(surfaces, camera)
    hit = buf.hit
    normal = unit(buf.at(buf.normals))
    normal *= np.where(normal @ camera.forward > 0, -1.0, 1.0)[:, None]
    in_camera = np.zeros((*hit.shape, 3))
    in_camera[hit] = np.stack([normal @ camera.right, normal @ camera.up, -(normal @ camera.forward)], 1)
    color, material = buf.at(buf.color), buf.material[buf.index[hit]]
    rest = buf.at(buf.rest)
    face = (material == SKIN) & (rest[:, 1] < marks.skull[1] - 0.03) & (rest[:, 2] > marks.skull[2] - FACE_LOW)
    painted = tuple(name for s in surfaces for name in s.marks)
    if painted:
        body = (material == SKIN) | (material == SHIRT)
        color[body] = paint_marks(color[body], rest[body], painted, camera.pixel)
    color[face] = draw_face(color[face], rest[face], marks, camera.pixel, closed_eyes)
    openness = _openness(buf.depth, in_camera, camera)[hit]
    shadow = GroundShadow(buf, np.array(camera.target))
    spot = buf.at(buf.vertices)
    lying = (material >= PROP) & (spot[:, 2] < 0.004) & (normal[:, 2] > 0.8)
    openness[lying] *= 1 - 0.75 * shadow.at(spot[lying, 0], spot[lying, 1])
    image = np.zeros((*hit.shape, 4))
    image[hit, :3] = _light(color, normal, openness, buf.at(buf.glow), camera)
    image[hit, 3] = 1
    on_face = np.zeros(hit.shape, bool)
    on_face[hit] = face
    ink = _ink(buf, in_camera, on_face, camera)[..., None]
    line = palette("line") * 0.8 + 0.08 * image[..., :3]
    image[..., :3] = image[..., :3] * (1 - ink) + line * ink  # premultiplied from here on
    image[..., 3:] = np.maximum(image[..., 3:], ink)
    k = camera.samples
    image = image.reshape(camera.height // k, k, camera.width // k, k, 4).mean((1, 3))
    floor = (_floor(camera, shadow) * (1 - image[..., 3]))[..., None]
    image[..., :3] += np.array([0.10, 0.11, 0.22]) * floor
    image[..., 3:] += floor
    image[..., :3] /= np.maximum(image[..., 3:], 1e-4)
    return (np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8)
