"""Motions of pictures: what their files say, and that a broken one leaves the still and is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.frames import BOX, SIZE, write_motion

from unknot.bundled import resources
from unknot.core.library import Library, Problem
from unknot.core.motion import STILL, Motion, MotionKind
from unknot.storage.content import load_library
from unknot.ui import words


def load(data: Path) -> Library:
    return load_library([resources(), data])


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    """The folder of a motion in a person's own data."""
    write_motion(tmp_path / "art", "wave", frames=8, still=7, stops=(0, 7))
    return tmp_path / "art" / "wave"


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "motion.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_motion_is_read_with_all_its_numbers(wave: Path, tmp_path: Path) -> None:
    library = load(tmp_path)
    assert library.motions["wave"] == Motion(MotionKind.HOLD, 12, 8, (0, 7), 7, SIZE, BOX)
    assert library.problems == ()


def test_stops_and_still_may_be_left_out(wave: Path, tmp_path: Path) -> None:
    change(wave, "stops = [0, 7]\nstill = 7\n", "")
    motion = load(tmp_path).motions["wave"]
    assert (motion.stops, motion.still) == ((), STILL)


@pytest.mark.parametrize(
    ("old", "new", "field", "what"),
    [
        ('kind = "hold"', 'kind = "jump"', "kind", "range"),
        ('kind = "hold"\n', "", "kind", "missing"),
        ("rate = 12", "rate = 0", "rate", "range"),
        ("rate = 12", 'rate = "fast"', "rate", "kind"),
        ("frames = 8", "frames = 1", "frames", "range"),
        ("frames = 8", "frames = 7.5", "frames", "kind"),
        ("stops = [0, 7]", "stops = [0, 8]", "stops", "range"),
        ("stops = [0, 7]", "stops = [7, 0]", "stops", "range"),
        ("stops = [0, 7]", "stops = [0, true]", "stops", "kind"),
        ("still = 7", "still = 8", "still", "range"),
        (f"size = {list(SIZE)}", "size = [64]", "size", "range"),
        (f"size = {list(SIZE)}", "size = [128, 128]", "size", "range"),
        (f"box = {list(BOX)}", "box = [40, 16, 40, 32]", "box", "range"),
        (f"box = {list(BOX)}", "box = [0, 0, 0, 32]", "box", "range"),
        ("rate = 12", "rate = 12\nspeed = 3", "speed", "unknown"),
    ],
)
def test_a_broken_motion_is_left_out_and_its_field_named(
    wave: Path, tmp_path: Path, old: str, new: str, field: str, what: str
) -> None:
    change(wave, old, new)
    library = load(tmp_path)
    assert "wave" not in library.motions
    assert [(p.file, p.field, p.what) for p in library.problems] == [("art/wave/motion.toml", field, what)]
    assert library.exercises


def test_a_motion_without_its_file_is_named(wave: Path, tmp_path: Path) -> None:
    (wave / "motion.toml").unlink()
    assert [(p.file, p.what) for p in load(tmp_path).problems] == [("art/wave/motion.toml", "unreadable")]


def test_a_missing_frame_is_named_and_the_still_stays(wave: Path, tmp_path: Path) -> None:
    (wave / "03.webp").unlink()
    library = load(tmp_path)
    assert "wave" not in library.motions
    assert library.problems == (Problem("art/wave/03.webp", "", "missing"),)
    assert words.problem(library.problems[0]) == (
        "art/wave/03.webp: missing. The picture stands still; the rest works."
    )


def test_a_motion_without_its_still_is_named(wave: Path, tmp_path: Path) -> None:
    wave.with_suffix(".webp").unlink()
    assert load(tmp_path).problems == (Problem("art/wave.webp", "", "missing"),)


def test_an_own_still_takes_the_bundled_motion_away_with_the_bundled_picture(tmp_path: Path) -> None:
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    write_motion(bundled / "art", "wave")
    (own / "art").mkdir(parents=True)
    (own / "art" / "wave.webp").write_bytes((bundled / "art" / "wave.webp").read_bytes())
    assert "wave" not in load_library([bundled, own]).motions
    assert "wave" in load_library([bundled]).motions


def test_the_bundled_motions_are_whole() -> None:
    assert load_library([resources()]).problems == ()
