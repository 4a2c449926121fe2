"""The file of the body map: the bundled one is whole, a broken one is named with its field and left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unknot.bundled import resource_path
from unknot.core.body import Area, Side
from unknot.core.library import View
from unknot.storage.body_map_file import NAME, read_body_map
from unknot.ui.words import problem

FILE = resource_path(f"art/{NAME}")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(FILE.read_bytes())
    return path


def change(path: Path, pattern: str, new: str) -> None:
    """Put something else where the pattern is found first."""
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def test_every_area_is_on_the_map_and_what_has_two_sides_has_both() -> None:
    found, problems = read_body_map(FILE)
    assert problems == ()
    places = {place for outlook in found.views.values() for place in outlook.regions}
    assert {place.area for place in places} == set(Area)
    for area in set(Area) - {Area.EYES}:
        assert {place.side for place in places if place.area is area} == {Side.LEFT, Side.RIGHT}


def test_the_spine_is_seen_from_the_back_only() -> None:
    found, _ = read_body_map(FILE)
    assert found.views[View.BACK].spine
    assert not found.views[View.FRONT].spine


def test_the_left_is_on_the_left_in_both_views() -> None:
    found, _ = read_body_map(FILE)
    for outlook in found.views.values():
        for place, shape in outlook.regions.items():
            xs = [x for line in shape for x, _ in line.points()]
            if place.side is Side.LEFT:
                assert max(xs) < found.width / 2, place
            elif place.side is Side.RIGHT:
                assert min(xs) > found.width / 2, place


@pytest.mark.parametrize(
    ("pattern", "new", "field"),
    [
        (r'\nchest = "M', '\nchest = "L', "front.chest"),
        (r'\nneck = "M[\d.]+,', '\nneck = "M-5,', "front.neck"),
        (r'\nspine = ".*"', "\nspine = 7", "back.spine"),
        (r'\nspine = ".*"', "", "back.spine"),
        (r'\neyes = ".*"', "", "eyes"),
        (r"\nwidth = \d+", "", "width"),
        (r'\nsilhouette = ".*"', "", "silhouette"),
        (r"\[back\]", "[back]\nbelly = 'M1,1C1,1 1,1 1,1Z'", "back.belly"),
    ],
)
def test_a_broken_map_is_left_out_and_named_with_its_field(copy: Path, pattern: str, new: str, field: str) -> None:
    change(copy, pattern, new)
    found, problems = read_body_map(copy)
    assert found is None
    assert field in [p.field for p in problems]
    assert all(p.file == f"art/{NAME}" for p in problems)
    assert "the rest works" in problem(problems[0])


def test_a_missing_file_is_a_message_and_no_error(tmp_path: Path) -> None:
    found, problems = read_body_map(tmp_path / NAME)
    assert found is None
    assert [p.what for p in problems] == ["unreadable"]
