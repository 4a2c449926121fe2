"""Paths as pure shapes, and the walk from one to the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.core.body_map import Line, mirrored, next_to, read_shape

SQUARE = "M1,2C3,4 5,6 7.5,8Z M0,0C1,1 2,2 3,3"


def test_a_path_is_read_with_its_lines() -> None:
    closed, opened = read_shape(SQUARE)
    assert closed == Line((1, 2), (((3, 4), (5, 6), (7.5, 8)),), True)
    assert not opened.closed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing"),
        ("C1,1 2,2 3,3", "begin with M"),
        ("1,2", "begin with M"),
        ("M1,2", "needs a C"),
        ("M1,2C3,4 5,6", "ends early"),
        ("M1,2L3,4", "L3,4 at letter 5"),
        ("M1,2C3,4 5,6 7,é", "é at letter 16"),
        ("M1,2CZ,3 4,5 6,7", "not convert"),
    ],
)
def test_anything_else_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_shape(text)


def test_a_mirror_image_of_a_mirror_image_is_the_shape_itself() -> None:
    shape = read_shape(SQUARE)
    assert mirrored(shape, 10)[0].start == (9, 2)
    assert mirrored(mirrored(shape, 10), 10) == shape


def test_a_step_goes_to_the_nearest_in_its_direction() -> None:
    centres = {"here": (0.0, 0.0), "near": (10.0, 1.0), "far": (30.0, 0.0), "below": (1.0, 9.0)}
    assert next_to(centres, "here", (1, 0)) == "near"
    assert next_to(centres, "near", (1, 0)) == "far"
    assert next_to(centres, "here", (0, 1)) == "below"
    assert next_to(centres, "here", (-1, 0)) is None


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(-100, 100)), min_size=1, max_size=8, unique=True))
def test_a_step_never_goes_backward(points: list[tuple[float, float]]) -> None:
    centres = dict(enumerate(points))
    for step in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
        found = next_to(centres, 0, step)
        if found is not None:
            gone = [b - a for a, b in zip(centres[0], centres[found], strict=True)]
            assert gone[0] * step[0] + gone[1] * step[1] > 0
