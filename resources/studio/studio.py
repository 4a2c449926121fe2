"""From pose file to picture file: builds the scene, frames it, draws it, writes WebP when inputs changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from .camera import Camera, framing
from .figure import the_figure
from .posefile import PoseFile, PoseFileError, read_pose_file
from .props import PROPS, arrow
from .scene import Surface
from .shade import render
from .skeleton import UnknownBoneError

ART = Path(__file__).parents[1] / "art"
RECORD = Path(__file__).with_name("rendered.json")
QUALITY = 86
SCALES = {1: "", 2: "@2x"}


def scene(file: PoseFile) -> list[list[Surface]]:
    """The surfaces of each of the file's stills, props last."""
    props = [s for kind, options in file.props for s in PROPS[kind](**options)]
    scenes = []
    for still in file.stills:
        try:
            body, posed = the_figure().surface(still.pose, still.glow)
        except UnknownBoneError as error:
            raise PoseFileError(f"{still.name}: {error}") from error
        drawn = [arrow([posed.place(p) for p in a], i) for i, a in enumerate(file.arrows)]
        scenes.append([body, *props, *(s for a in drawn for s in a)])
    return scenes


def frame_of(file: PoseFile, scenes: list[list[Surface]], scale: int = 1) -> Camera:
    """One camera that frames all the file's stills, in samples: 3 x 3 a pixel, 2 x 2 for large pictures."""
    points = np.concatenate([s.vertices for surfaces in scenes for s in surfaces if s.framed])
    width, height = (n * scale for n in file.size)
    return framing(points, file.azimuth, file.elevation, (width, height), samples=3 if scale == 1 else 2)


def draw(file: PoseFile, scale: int = 1) -> dict[str, np.ndarray]:
    """RGBA pictures by still name."""
    scenes = scene(file)
    camera = frame_of(file, scenes, scale)
    return {
        still.name: render(surfaces, camera, the_figure().marks, file.closed_eyes)
        for still, surfaces in zip(file.stills, scenes, strict=True)
    }


@cache
def _tool_hash() -> str:
    """Of everything but the pose files that decides what a picture looks like."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), folder / "figure.npz"):
        if path.name not in ("cli.py", "__main__.py", "pack.py", "sheet.py"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def content_hash(file: PoseFile) -> str:
    """Changes when the parsed file, the code or the body changes (not when a comment in the file does)."""
    text = json.dumps(asdict(file), sort_keys=True, default=str)
    return hashlib.sha256((_tool_hash() + text).encode()).hexdigest()[:16]


def write(path: Path, out: Path = ART) -> list[Path]:
    """Draws one pose file's stills into `out`, once plain and once for screens of 200 %; the files written."""
    out.mkdir(parents=True, exist_ok=True)
    file, written = read_pose_file(path), []
    for scale, mark in SCALES.items():
        for name, image in draw(file, scale).items():
            target = out / f"{name}{mark}.webp"
            Image.fromarray(image, "RGBA").save(target, "WEBP", quality=QUALITY, method=6, alpha_quality=95)
            written.append(target)
    return written
