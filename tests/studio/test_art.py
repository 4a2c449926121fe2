"""Every picture that ships is there, clear at its edges, small enough, and drawn in the middle of its frame."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader
from resources.studio import posefile

RESOURCES = Path(__file__).parents[2] / "resources"
ART = RESOURCES / "art"
STILLS = [s.name for p in posefile.pose_files() for s in posefile.read_pose_file(p).stills]
EXERCISES = sorted((RESOURCES / "exercises").glob("*.toml"))
LIMIT = 40_000  # bytes a still


def picture(name):
    reader = QImageReader(str(ART / f"{name}.webp"))
    image = reader.read()
    assert not image.isNull(), reader.errorString()
    return image


def alpha(image, x, y):
    return image.pixelColor(x, y).alpha()


@pytest.mark.parametrize("path", EXERCISES, ids=lambda p: p.stem)
def test_every_exercise_has_its_picture(path):
    name = tomllib.loads(path.read_text(encoding="utf-8"))["picture"]
    assert (ART / f"{name}.webp").is_file()


@pytest.mark.parametrize("path", EXERCISES, ids=lambda p: p.stem)
def test_an_exercise_says_from_where_its_picture_is_seen(path):
    exercise = tomllib.loads(path.read_text(encoding="utf-8"))
    drawn = posefile.read_pose_file(posefile.FOLDER / f"{exercise['picture']}.toml")
    assert exercise["view"] == drawn.view


@pytest.mark.parametrize("name", ["neutral-stand", "neutral-sit", "posture-check", "walk", "stand-up", "look-far"])
def test_rest_done_and_the_posture_prompts_have_pictures(name):
    assert name in STILLS


@pytest.mark.parametrize("name", STILLS)
def test_a_picture_is_clear_around_a_figure_that_fills_its_frame(name):
    image = picture(name)
    assert image.hasAlphaChannel()
    w, h = image.width(), image.height()
    edge = [(x, y) for x in range(w) for y in (0, 1, h - 2, h - 1)]
    edge += [(x, y) for y in range(h) for x in (0, 1, w - 2, w - 1)]
    assert max(alpha(image, x, y) for x, y in edge) == 0
    solid = [(x, y) for x in range(0, w, 4) for y in range(0, h, 4) if alpha(image, x, y) > 250]
    xs, ys = [x for x, _ in solid], [y for _, y in solid]
    assert max((max(xs) - min(xs)) / w, (max(ys) - min(ys)) / h) > 0.8
    margin = 0.03 * min(w, h)
    assert margin <= min(*xs, *ys)
    assert max(xs) <= w - margin
    assert max(ys) <= h - margin


@pytest.mark.parametrize("name", STILLS)
def test_a_picture_is_large_enough_for_the_stage_and_small_on_disk(name):
    image = picture(name)
    assert min(image.width(), image.height()) >= 560
    assert (ART / f"{name}.webp").stat().st_size < LIMIT


@pytest.mark.parametrize("name", STILLS)
def test_a_picture_has_a_twin_of_twice_its_size(name):
    twin = QImageReader(str(ART / f"{name}@2x.webp"))
    assert twin.size() == QImageReader(str(ART / f"{name}.webp")).size() * 2
    assert (ART / f"{name}@2x.webp").stat().st_size < 2 * LIMIT


def test_no_picture_is_left_over_from_a_pose_file_that_is_gone():
    assert {p.stem for p in ART.glob("*.webp")} == {name + mark for name in STILLS for mark in ("", "@2x")}
