"""How a picture moves: ``art/NAME/motion.toml`` beside the still ``art/NAME.webp``, its frames from ``00.webp`` on."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from unknot.core.library import Problem
from unknot.core.motion import STILL, Motion, MotionKind, frame_name
from unknot.storage.fields import NAME, Fields, read_toml
from unknot.storage.webp import webp_size

RATE = (1, 60)
FRAMES = (2, 99)
EDGE = (1, 8192)  # pixels


def read_motions(folders: Sequence[Path], problems: list[Problem]) -> Mapping[str, Motion]:
    """The motion of every picture that has one, by the picture's name. ``folders``: the first that has a still of a
    name has its motion too, or there is none. One with anything wrong is noted and left out."""
    found: dict[str, Motion] = {}
    for place, folder in enumerate(folders):
        for name in _moving(folder / "art"):
            taken = any((before / "art" / f"{name}.webp").is_file() for before in folders[:place])
            motion = None if taken else _read(folder / "art" / name, problems)
            if motion is not None:
                found[name] = motion
    return found


def _moving(art: Path) -> list[str]:
    """Names of the folders in it that belong to a picture."""
    try:
        with os.scandir(art) as entries:
            return sorted(entry.name for entry in entries if NAME.fullmatch(entry.name) and entry.is_dir())
    except OSError:
        return []


def _read(folder: Path, problems: list[Problem]) -> Motion | None:
    file = f"art/{folder.name}/motion.toml"
    table = read_toml(folder / "motion.toml", file, problems)
    if table is None:
        return None
    fields = Fields(file, table, problems)
    motion = _motion(fields, webp_size(folder.with_suffix(".webp")))
    if not folder.with_suffix(".webp").is_file():
        problems.append(Problem(f"art/{folder.name}.webp", "", "missing"))
        return None
    if motion is None:
        return None
    return motion if _all_there(folder, motion, problems) else None


def _motion(fields: Fields, still_size: tuple[int, int] | None) -> Motion | None:
    """The numbers; None when any is wrong. ``still_size``: what ``size`` has to be, where that is known."""
    for needed in ("kind", "rate", "frames", "size", "box"):
        if not fields.has(needed):
            fields.note(needed, "missing")
    kind = fields.choice("kind", MotionKind, MotionKind.HOLD)
    rate = fields.number("rate", *RATE) or RATE[0]
    frames = int(fields.number("frames", *FRAMES, whole=True) or FRAMES[1])
    stops = fields.whole_numbers("stops", 0, frames - 1)
    still = fields.number("still", STILL, frames - 1, whole=True)
    size = fields.whole_numbers("size", *EDGE, count=2)
    box = fields.whole_numbers("box", 0, EDGE[1], count=4)
    if not fields.wrong:
        (width, height), (x, y, wide, high) = size, box
        if not (wide and high and x + wide <= width and y + high <= height):
            fields.note("box", "range", list(box), f"{width} x {height}")
        if still_size is not None and size != still_size:
            fields.note("size", "range", list(size), "the still's {} x {}".format(*still_size))
    if "stops" not in fields.wrong and list(stops) != sorted(set(stops)):
        fields.note("stops", "range", list(stops), "rising numbers")
    if not fields.finish():
        return None
    same = STILL if still is None else int(still)
    return Motion(kind, rate, frames, stops, same, (width, height), (x, y, wide, high))


def _all_there(folder: Path, motion: Motion, problems: list[Problem]) -> bool:
    """Whether every frame has its file; the first that lacks is noted."""
    there = {path.name for path in folder.iterdir()}
    missing = next((name for name in map(frame_name, range(motion.frames)) if name not in there), None)
    if missing is not None:
        problems.append(Problem(f"art/{folder.name}/{missing}", "", "missing"))
    return missing is None
