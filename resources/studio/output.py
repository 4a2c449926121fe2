"""Writes pictures: stills as NAME.webp and NAME@2x.webp, a motion's frames as NAME/00.webp and on, and motion.toml.

A frame is a patch on the still: all are cut to the one box outside which nothing moves. What stays the same is neither
stored nor read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed, wait
from dataclasses import asdict
from functools import cache
from pathlib import Path
from shutil import rmtree

import numpy as np
from PIL import Image

from . import studio
from .posefile import PoseFile, PoseFileError, read_pose_file

ART = Path(__file__).parents[1] / "art"
RECORD = Path(__file__).with_name("rendered.json")
SCALES = {1: "", 2: "@2x"}
STILL_QUALITY = {1: (86, 95), 2: (80, 80)}
FRAME_QUALITY = (66, 60)
"""Of colour and of transparency. A frame is seen for a tenth of a second, a still for half a minute."""
PACKED = -2
SAME = 5
"""Of 255: less than this is no difference."""
TOOLS = {
    *(
        "__init__.py",
        "cli.py",
        "__main__.py",
        "pack.py",
        "sheet.py",
        "output.py",
        "contact.py",
        "crossing.py",
        "joints.py",
    ),
    *("solids.py", "bodymap.py", "bodyareas.py", "outline.py"),
}
"""What measures, packs or writes: a change there draws nothing anew. Who changes a quality here says `render -f`."""


@cache
def tool_hash() -> str:
    """Of everything but the pose files that decides what a picture looks like."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), folder / "figure.npz"):
        if path.name not in TOOLS:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def pose_hash(file: PoseFile) -> str:
    """Changes when what a pose file says changes, not when a comment in it does."""
    text = json.dumps(asdict(file), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def recorded(notes: Path = RECORD) -> dict[str, list[str]]:
    """What each picture was last made from: the hashes of its pose file and of the tools."""
    return json.loads(notes.read_text()) if notes.exists() else {}


def record(file: PoseFile, notes: Path = RECORD) -> None:
    """Notes that a file's pictures are made."""
    known = recorded(notes) | {file.name: [pose_hash(file), tool_hash()]}
    lines = (f" {json.dumps(name)}: {json.dumps(hashes)}" for name, hashes in sorted(known.items()))
    notes.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def files_of(file: PoseFile, out: Path = ART) -> list[Path]:
    """The files a pose file makes."""
    made = [out / f"{still.name}{mark}.webp" for still in file.stills for mark in SCALES.values()]
    if file.motion:
        folder = out / file.name
        made += [folder / "motion.toml", *(folder / f"{i:02}.webp" for i in range(file.motion.count))]
    return made


def is_current(file: PoseFile, out: Path = ART, notes: Path = RECORD) -> bool:
    """Whether its pictures are there and made from these very inputs."""
    made_from = [pose_hash(file), tool_hash()]
    return recorded(notes).get(file.name) == made_from and all(path.exists() for path in files_of(file, out))


def _pose(path: Path) -> studio.Shot:
    return studio.shot(read_pose_file(path))


def _still(shot: studio.Shot, number: int, scale: int, target: Path) -> np.ndarray | None:
    image = studio.draw(shot, shot.stills[number], scale)
    _save(image, target, STILL_QUALITY[scale])
    return image if number == 0 and scale == 1 else None


def _frame(shot: studio.Shot, number: int) -> np.ndarray:
    return studio.draw(shot, shot.frames[number])


def _save(image: np.ndarray, target: Path, quality: tuple[int, int]) -> None:
    color, alpha = quality
    Image.fromarray(image, "RGBA").save(target, "WEBP", quality=color, method=6, alpha_quality=alpha)


def render(paths: list[Path], jobs: int, out: Path = ART) -> Iterator[tuple[int, int, str]]:
    """Draws pose files on `jobs` processes, picture by picture, and packs each motion beside that; yields steps done,
    steps in all, and the name of a file that just came to its end or "". Raises PoseFileError where a place is measured
    from a bone that isn't there, or nothing moves in a motion."""
    out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(max(1, jobs)) as pool, ThreadPoolExecutor(1) as packing:
        posing = {pool.submit(_pose, path): path for path in paths}
        drawing: dict[Future, tuple[str, int]] = {}
        waiting: dict[str, _Waiting] = {}
        for job in as_completed(posing):
            shot = job.result()
            waiting[shot.file.name] = _Waiting(shot, out)
            for number, still in enumerate(shot.file.stills):
                for scale, mark in SCALES.items():
                    target = out / f"{still.name}{mark}.webp"
                    drawing[pool.submit(_still, shot, number, scale, target)] = (shot.file.name, -1)
            for number in range(len(shot.frames)):
                drawing[pool.submit(_frame, shot, number)] = (shot.file.name, number)
        total = len(drawing) + len(waiting)
        while drawing:
            for job in wait(drawing, return_when=FIRST_COMPLETED).done:
                name, number = drawing.pop(job)
                image = job.result()
                if number == PACKED:
                    yield total - len(drawing) - len(waiting), total, name
                    continue
                if image is not None:
                    waiting[name].images[number] = image
                if name not in (left for left, _ in drawing.values()):
                    drawing[packing.submit(waiting.pop(name).write)] = (name, PACKED)
                yield total - len(drawing) - len(waiting), total, ""


class _Waiting:
    """Frames of one motion until all are drawn; its still is number -1."""

    def __init__(self, shot: studio.Shot, out: Path) -> None:
        self._shot, self._folder = shot, out / shot.file.name
        self.images: dict[int, np.ndarray] = {}

    def write(self) -> None:
        """Cuts and writes them, and the few lines that tell how they go together."""
        rmtree(self._folder, ignore_errors=True)
        file = self._shot.file
        motion = file.motion
        if motion is None:
            return
        images = [self.images[i] for i in range(motion.count)]
        box = moving_box(images, self.images[-1])
        if box is None:
            raise PoseFileError(f'{file.name}.toml, field "motion.keys": nothing moves')
        x, y, width, height = box
        self._folder.mkdir()
        for i, image in enumerate(images):
            patch = np.ascontiguousarray(image[y : y + height, x : x + width])
            _save(patch, self._folder / f"{i:02}.webp", FRAME_QUALITY)
        lines = {
            "kind": f'"{motion.kind}"',
            "rate": f"{motion.rate:g}",
            "size": list(file.size),
            "box": list(box),
            "frames": motion.count,
            "stops": motion.stops,
            "still": motion.still(file.stills[0].pose),
        }
        text = "".join(f"{name} = {value}\n" for name, value in lines.items())
        (self._folder / "motion.toml").write_text(text, encoding="utf-8")  # last: what it tells of is there


def moving_box(images: list[np.ndarray], still: np.ndarray) -> tuple[int, int, int, int] | None:
    """x, y, width and height of the smallest box, on even pixels, outside which all pictures (h, w, 4 of uint8) look
    like the still; None where all of them do everywhere."""

    def seen(image: np.ndarray) -> np.ndarray:
        out = image.astype(np.int16)
        out[..., :3] = out[..., :3] * out[..., 3:] // 255
        return out

    base = seen(still)
    moves = np.any([np.abs(seen(image) - base).max(-1) >= SAME for image in images], axis=0)
    if not moves.any():
        return None
    rows, columns = np.nonzero(moves.any(1))[0], np.nonzero(moves.any(0))[0]
    x, y = columns[0] // 2 * 2, rows[0] // 2 * 2
    return int(x), int(y), int((columns[-1] - x) // 2 * 2 + 2), int((rows[-1] - y) // 2 * 2 + 2)
