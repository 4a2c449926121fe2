"""The studio's commands: rough pictures to look at, and wrong use that ends with status 2 and a sentence."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from resources.studio import cli, posefile, sheet

MOVES, STANDS_STILL = "knee-to-chest", "neutral-stand"
SIZE = 48


def file_of(name: str) -> posefile.PoseFile:
    return posefile.read_pose_file(posefile.FOLDER / f"{name}.toml")


def tiles(page: Image.Image, count: int) -> list[np.ndarray]:
    """The pictures of a row, without what is written below them."""
    pixels = np.asarray(page)[:SIZE].astype(int)
    return [pixels[:, i * SIZE : (i + 1) * SIZE] for i in range(count)]


def test_a_strip_shows_as_many_pictures_as_asked_for_first_and_last_among_them(tmp_path):
    out = tmp_path / "strip.png"
    assert cli.main(["strip", MOVES, str(out), "--frames", "3", "--size", str(SIZE)]) == 0
    with Image.open(out) as page:
        assert page.size == (3 * SIZE, SIZE + sheet.LABEL)
        first, middle, last = tiles(page, 3)
    assert np.abs(first - middle).mean() > 1
    assert np.abs(first - last).mean() > np.abs(middle - last).mean()


def test_a_strip_of_what_has_no_motion_shows_its_still():
    assert sheet.strip(file_of(STANDS_STILL), 8, SIZE, dark=False).size == (SIZE, SIZE + sheet.LABEL)


def test_a_dark_strip_has_a_dark_ground():
    light, dark = (sheet.strip(file_of(STANDS_STILL), 1, SIZE, dark).getpixel((0, 0)) for dark in (False, True))
    assert min(light) > 200
    assert max(dark) < 80


def test_a_draft_shows_the_held_picture_or_the_moment_asked_for(tmp_path):
    drawn = []
    for moment in ([], ["--at", "0"], ["--at", "99"]):
        out = tmp_path / "draft.png"
        assert cli.main(["draft", MOVES, str(out), "--size", str(SIZE), *moment]) == 0
        with Image.open(out) as page:
            drawn += tiles(page, 1)
    held, first, last = drawn
    assert np.array_equal(held, last)
    assert np.abs(held - first).mean() > 1


def test_a_moment_of_what_does_not_move_is_wrong_use(tmp_path, capsys):
    out = tmp_path / "draft.png"
    assert cli.main(["draft", STANDS_STILL, str(out), "--at", "1"]) == 2
    assert STANDS_STILL in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["strip", MOVES, "out.png", "--frames", "0"],
        ["strip", MOVES, "out.png", "--size", "-3"],
        ["render", MOVES, "--jobs", "two"],
    ],
)
def test_a_count_that_is_no_whole_number_from_1_on_is_wrong_use(words, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    assert f"{words[-1]!r} is no whole number" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["render", "handstand"], ["strip", "handstand", "out.png"], ["check", "handstand"]])
def test_an_unknown_name_ends_with_status_2(words, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    assert "handstand" in capsys.readouterr().err


def test_check_tells_what_a_picture_touches(capsys):
    assert cli.main(["check", STANDS_STILL]) == 0
    told = capsys.readouterr().out
    assert told.startswith(STANDS_STILL)
    assert "floor" in told
    assert "!" not in told


def test_the_bar_fills_as_pictures_are_done():
    assert cli.bar(0, 0, 4) == "[....] 0/0 pictures"
    assert cli.bar(1, 2, 4) == "[##..] 1/2 pictures"
    assert cli.bar(2, 2, 4) == "[####] 2/2 pictures"
