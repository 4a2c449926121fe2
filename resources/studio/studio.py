"""From pose file to picture: poses every still and frame, frames them with one camera, draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from . import motion
from .camera import Camera, framing
from .figure import the_figure
from .pose import Pose
from .posefile import PoseFile, PoseFileError
from .props import PROPS
from .rotations import Array
from .scene import Surface
from .shade import render
from .skeleton import Posed, UnknownBoneError

SAMPLES = {1: 3, 2: 2}
"""Samples across a pixel, by scale: large pictures need fewer."""


@dataclass(frozen=True)
class Shown:
    """One picture: a settled pose, how strongly each region is lit (0..1), and whether the eyes are shut."""

    pose: Pose
    glow: Mapping[str, float]
    props: motion.Props
    eyes_closed: bool


@dataclass(frozen=True)
class Shot:
    """A pose file with every picture posed, and the camera that frames them all at scale 1."""

    file: PoseFile
    stills: tuple[Shown, ...]
    frames: tuple[Shown, ...]
    camera: Camera


def shot(file: PoseFile) -> Shot:
    """Poses everything in a file. Raises PoseFileError where a place is measured from a bone that isn't there."""
    figure = the_figure()
    try:
        moving = motion.frames(file.motion, figure, file.closed_eyes) if file.motion else []
        stills = tuple(
            Shown(figure.settle(s.pose), dict.fromkeys(s.glow, 1.0), file.props, file.closed_eyes) for s in file.stills
        )
        frames = tuple(Shown(f.pose, f.glow, f.props, f.eyes_closed) for f in moving)
        points = np.concatenate([_outermost(one) for one in (*stills, *frames)])
    except UnknownBoneError as error:
        raise PoseFileError(f"{file.name}.toml: {error}") from error
    return Shot(file, stills, frames, framing(points, file.azimuth, file.elevation, file.size, SAMPLES[1]))


def _outermost(shown: Shown) -> Array:
    """Points (n, 3) that the camera must see."""
    figure = the_figure()
    posed = figure.skeleton.solve(shown.pose)
    around = [s.vertices for s in _around(shown, posed) if s.framed]
    return np.concatenate([figure.skin(posed), *around])


def surfaces(file: PoseFile, shown: Shown) -> list[Surface]:
    """What one picture shows: the figure and the things around it."""
    body, posed = the_figure().surface(shown.pose, shown.glow, file.marks)
    return [body, *_around(shown, posed)]


def _around(shown: Shown, posed: Posed) -> list[Surface]:
    """Props, their places found on the posed body."""
    out: list[Surface] = []
    for kind, options in shown.props:
        out += _prop(kind, *((k, tuple(posed.place(v)) if isinstance(v, tuple) else v) for k, v in options.items()))
    return out


@lru_cache(16)
def _prop(kind: str, *options: tuple[str, Any]) -> list[Surface]:
    """A thing; most stay the same from picture to picture."""
    return PROPS[kind](**{k: np.array(v) if isinstance(v, tuple) else v for k, v in options})


def draw(shot: Shot, shown: Shown, scale: int = 1, samples: int | None = None) -> np.ndarray:
    """The picture, RGBA uint8 (height, width, 4). Fewer `samples` are quicker and rougher."""
    camera = scaled(shot.camera, scale, samples or SAMPLES[scale])
    return render(surfaces(shot.file, shown), camera, the_figure().marks, shown.eyes_closed)


def scaled(camera: Camera, scale: int, samples: int) -> Camera:
    """The same view in more or fewer samples."""
    k = scale * samples / camera.samples
    width, height = (round(n * k) for n in (camera.width, camera.height))
    return replace(camera, zoom=camera.zoom * k, width=width, height=height, samples=samples)
