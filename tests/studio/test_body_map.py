"""The outlines of the body map: curves through contours, and the file that ships."""

from __future__ import annotations

import numpy as np
import pytest
from resources.studio import bodymap, outline


def disc(radius, size=120):
    y, x = np.mgrid[:size, :size] + 0.5 - size / 2
    return np.hypot(x, y) < radius


def along(pieces):
    """Points on all pieces."""
    u = np.linspace(0, 1, 20)[:, None]
    v = 1 - u
    return np.concatenate([v**3 * a + 3 * v**2 * u * b + 3 * v * u**2 * c + u**3 * d for a, b, c, d in pieces])


def test_a_disc_becomes_a_circle_of_a_few_pieces():
    line = outline.contours(outline.distance(disc(40), 1.0))[0]
    pieces = outline.fitted(line, 0.5)
    assert len(pieces) <= 8
    radii = np.hypot(*(along(pieces) - 60).T)
    assert radii == pytest.approx(40, abs=1.0)


def test_a_ring_has_two_contours_the_longer_first():
    lines = outline.contours(outline.distance(disc(40) & ~disc(20)))
    assert len(lines) == 2
    assert len(lines[0]) > len(lines[1])


def test_two_corners_that_touch_stay_two_lines():
    mask = np.zeros((6, 6))
    mask[1:3, 1:3] = mask[3:5, 3:5] = 1
    assert len(outline.contours(mask, 0.5)) == 2


def test_drawing_in_leaves_a_gap_and_rounds_corners():
    square = np.zeros((120, 120), bool)
    square[20:100, 20:100] = True
    points = along(outline.fitted(outline.contours(outline.rounded(square, 4, 10, 1.0))[0], 0.4))
    assert points.min() == pytest.approx(24, abs=0.8)
    assert points.max() == pytest.approx(96, abs=0.8)
    corner = np.hypot(points[:, 0] - 24, points[:, 1] - 24).min()
    assert corner == pytest.approx(10 * (np.sqrt(2) - 1), abs=1.2)


def test_a_smooth_line_goes_through_its_spots_and_comes_back():
    spots = np.array([(0, 0), (30, 5), (40, 40), (2, 30)], float)
    line = outline.smooth_line(spots, closed=True)
    assert np.array_equal(line[0], line[-1])
    assert np.hypot(*(line[:, None] - spots[None]).T).min(1) == pytest.approx(0, abs=1e-9)


def test_the_file_that_ships_is_drawn_the_same_again_to_the_last_byte():
    assert bodymap.text(bodymap.sheet()) == bodymap.FILE.read_text(encoding="utf-8")


def test_an_unchanged_map_is_not_drawn_again(tmp_path):
    target = tmp_path / "map.toml"
    made_from = bodymap.content_hash(bodymap.sheet())
    target.write_text(f'made_from = "{made_from}"\n', encoding="utf-8")
    assert bodymap.write(target).endswith("nothing changed")
    assert target.read_text(encoding="utf-8") == f'made_from = "{made_from}"\n'
