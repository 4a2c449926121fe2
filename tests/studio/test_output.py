"""What the studio writes: patches cut to where something moves, progress told in order, and what was made from what."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from resources.studio import output, posefile

NOD = """
base = "stand"
view = "side"
size = [160, 160]
[camera]
azimuth = -60
[pose.neck]
flex = 20
[motion]
kind = "hold"
seconds = 0.6
rate = 12
[[motion.keys]]
at = 0
"""
LEVEL = "[motion.keys.pose.neck]\nflex = 0\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "nod.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small motion drawn into a folder: its file, the folder, and what was told on the way."""
    folder = tmp_path_factory.mktemp("drawn")
    path = written(folder, NOD + LEVEL)
    told = [(*step, sorted(p.name for p in folder.rglob("*.webp"))) for step in output.render([path], 1, folder)]
    return posefile.read_pose_file(path), folder, told


def test_progress_rises_by_one_and_names_a_file_when_all_of_it_is_there(made):
    file, folder, told = made
    assert [done for done, *_ in told] == list(range(1, len(told) + 1))
    assert {total for _, total, *_ in told} == {len(told)} == {len(output.files_of(file, folder))}
    assert [name for *_, name, _ in told] == [""] * (len(told) - 1) + ["nod"]
    assert all(path.exists() for path in output.files_of(file, folder))
    assert len(told[-1][-1]) == len(told) - 1


def test_frames_are_cut_to_the_box_that_their_file_tells(made):
    _, folder, _ = made
    told = tomllib.loads((folder / "nod/motion.toml").read_text(encoding="utf-8"))
    x, y, wide, high = told["box"]
    assert 0 < wide < 160
    assert 0 < high < 160
    assert x + wide <= 160
    assert y + high < 120  # only the head moves
    assert {Image.open(path).convert("RGBA").size for path in folder.glob("nod/*.webp")} == {(wide, high)}
    assert (told["frames"], told["stops"], told["still"]) == (8, [0, 7], 7)


def test_a_motion_in_which_nothing_moves_is_refused_by_file_and_field(tmp_path):
    with pytest.raises(posefile.PoseFileError, match=r'nod\.toml, field "motion.keys": nothing moves'):
        list(output.render([written(tmp_path, NOD)], 1, tmp_path))


def test_pictures_are_current_until_pose_tools_or_files_are_others(made, tmp_path):
    file, folder, _ = made
    notes = tmp_path / "notes.json"
    assert not output.is_current(file, folder, notes)
    output.record(file, notes)
    assert output.is_current(file, folder, notes)
    assert not output.is_current(replace(file, azimuth=file.azimuth + 1), folder, notes)
    assert not output.is_current(file, tmp_path, notes)
    notes.write_text(notes.read_text().replace(output.tool_hash(), "other tools"))
    assert not output.is_current(file, folder, notes)


def test_notes_are_kept_in_order_of_names_whoever_comes_first(made, tmp_path):
    file, *_ = made
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    for notes, names in ((one, ("b", "a")), (other, ("a", "b"))):
        for name in names:
            output.record(replace(file, name=name), notes)
    assert list(output.recorded(one)) == ["a", "b"]
    assert one.read_bytes() == other.read_bytes()


def blank() -> np.ndarray:
    return np.zeros((20, 30, 4), np.uint8)


def test_the_moving_box_holds_all_that_differs_on_even_pixels():
    one, other = blank(), blank()
    one[5, 7] = other[9, 12] = 255
    assert output.moving_box([one, other, blank()], blank()) == (6, 4, 8, 6)


def test_a_hair_of_difference_or_a_colour_nobody_sees_does_not_move():
    noise, unseen = blank(), blank()
    noise[3, 3, 3] = output.SAME - 1
    unseen[8, 8, :3] = 255
    assert output.moving_box([noise, unseen], blank()) is None
