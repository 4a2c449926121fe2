"""What ships is what the studio draws: every still anew as a thumbnail, and one whole motion at full size."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from resources.studio import output, posefile, studio

FILES = [posefile.read_pose_file(p) for p in posefile.pose_files()]
SMALLER = 4
STILL_TOLERANCE = 3.0
"""Of 255, mean over a thumbnail: packing, another machine's rounding, a coarser raster."""
FRAME_TOLERANCE = 1.5
DRAWN_ANEW = "knee-to-chest"


def seen(picture: Image.Image | np.ndarray) -> np.ndarray:
    rgba = np.array(picture, np.float32)
    rgba[..., :3] *= rgba[..., 3:] / 255
    return rgba


def apart(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a - b).mean())


def shipped(name: str) -> Image.Image:
    return Image.open(output.ART / f"{name}.webp").convert("RGBA")


def shrunk(picture: Image.Image) -> np.ndarray:
    wide, high = (n // SMALLER for n in picture.size)
    return seen(picture).reshape(high, SMALLER, wide, SMALLER, 4).mean((1, 3))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_a_still_drawn_anew_looks_as_it_ships(file):
    shot = studio.shot(file)
    for still, shown in zip(file.stills, shot.stills, strict=True):
        camera = studio.scaled(shot.camera, 1, 1)
        camera = replace(
            camera, width=camera.width // SMALLER, height=camera.height // SMALLER, zoom=camera.zoom / SMALLER
        )
        small = replace(shot, camera=camera)
        drawn = seen(studio.draw(small, shown, samples=3))
        difference = apart(drawn, shrunk(shipped(still.name)))
        assert difference < STILL_TOLERANCE, still.name


def test_another_pose_is_told_from_the_one_that_ships():
    one, other = (next(f for f in FILES if f.name == name) for name in ("neutral-sit", "chin-to-chest"))
    assert apart(shrunk(shipped(one.name)), shrunk(shipped(other.name))) > 2 * STILL_TOLERANCE


def test_a_motion_drawn_anew_is_the_one_that_ships(tmp_path):
    path = posefile.FOLDER / f"{DRAWN_ANEW}.toml"
    done = list(output.render([path], 2, tmp_path))
    assert done[-1][0] == done[-1][1] == len(output.files_of(posefile.read_pose_file(path)))
    made = sorted((tmp_path / DRAWN_ANEW).glob("*.webp"))
    there = sorted((output.ART / DRAWN_ANEW).glob("*.webp"))
    assert [p.name for p in made] == [p.name for p in there]
    for new, old in zip(made, there, strict=True):
        assert apart(seen(Image.open(new).convert("RGBA")), seen(Image.open(old).convert("RGBA"))) < FRAME_TOLERANCE
    assert (tmp_path / DRAWN_ANEW / "motion.toml").read_text() == (output.ART / DRAWN_ANEW / "motion.toml").read_text()
