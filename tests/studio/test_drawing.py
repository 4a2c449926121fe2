"""The renderer, on thumbnails."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from resources.studio import output, posefile, studio


def thumbnail(name):
    file = posefile.read_pose_file(posefile.FOLDER / f"{name}.toml")
    made = studio.shot(replace(file, size=(160, 160)))
    return studio.draw(made, made.stills[0]).astype(int)


def glowing(image):
    """Columns of the pixels in the colour of a lit muscle."""
    r, g, b, a = np.moveaxis(image, 2, 0)
    return np.nonzero((a > 200) & (r > 200) & (g < 160) & (b < 120))[1]


def test_the_same_pose_is_drawn_the_same_to_the_last_byte():
    assert np.array_equal(thumbnail("neutral-stand"), thumbnail("neutral-stand"))


def test_a_thumbnail_is_framed_in_the_middle():
    columns = np.nonzero(thumbnail("neutral-stand")[..., 3] > 250)[1]
    assert abs((columns.min() + columns.max()) / 2 - 80) < 3


def test_the_right_side_acts_on_the_screens_right_and_the_left_is_stretched_on_its_left():
    image = thumbnail("neck-side-bend")
    rows, columns = np.nonzero(image[..., 3] > 250)
    elbow = columns[rows < 40].max()
    assert glowing(image).size >= 5
    assert elbow > 85 > glowing(image).mean()


def test_an_unchanged_picture_has_an_unchanged_hash_and_a_changed_pose_another():
    file = posefile.read_pose_file(posefile.FOLDER / "walk.toml")
    assert output.pose_hash(file) == output.pose_hash(replace(file))
    assert output.pose_hash(file) != output.pose_hash(replace(file, azimuth=file.azimuth + 1))
