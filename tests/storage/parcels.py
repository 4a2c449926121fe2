"""Files of routines as somebody might send them: good ones, and any kind of bad one."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from unknot.bundled import resources
from unknot.core.body import Area
from unknot.core.drafts import ExerciseDraft, RoutineDraft
from unknot.core.library import RoutineStep, Sides
from unknot.storage.own_files import OwnFiles

MANIFEST = b"format = 1\n"
LIFT = b"""
positions = ["seat"]
areas = ["arms"]
hold = { least = 10, most = 30, usual = 20 }
[text.en]
name = "Arm lift"
ready = "Sit tall."
do = "Lift your arm."
caution = "Stop if it hurts."
"""
ARMS = b"""
[[steps]]
exercise = "arm-lift"
[[steps]]
exercise = "chin-tuck"
[text.en]
name = "Arms"
purpose = "Both of them."
"""
GOOD: Mapping[str, bytes] = {"unknot.toml": MANIFEST, "exercises/arm-lift.toml": LIFT, "routines/arms.toml": ARMS}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
"""One see-through pixel."""


def drawn(content: bytes, _file: str) -> bytes:
    """What stands for drawing a picture anew, where a test is not about pictures."""
    return b"drawn " + content[:14]


def own_in(folder: Path) -> OwnFiles:
    """The content of a person whose data are in this folder."""
    return OwnFiles(resources(), folder, drawn)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


LIFT_DRAFT = ExerciseDraft(
    name="Arm lift", ready="Sit tall.", do="Lift your {side} arm.", caution="Stop if it hurts.", areas=(Area.ARMS,),
    sides=Sides.EACH,
)


def arms(*exercises: str) -> RoutineDraft:
    """A routine of these."""
    return RoutineDraft("", "Arms", "", tuple(RoutineStep(name) for name in exercises))
