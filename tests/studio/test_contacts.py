"""The posed body touches floor and seat and does not sink into them."""

from __future__ import annotations

import pytest
from resources.studio import posefile
from resources.studio.contact import contacts

FILES = [posefile.read_pose_file(p) for p in posefile.pose_files()]
STILLS = [pytest.param(f, s, id=s.name) for f in FILES for s in f.stills]


@pytest.mark.parametrize(("file", "still"), STILLS)
def test_a_body_touches_the_floor_and_does_not_sink_into_it(file, still):
    lowest = contacts(still).lowest
    assert min(lowest.values()) > -0.012
    assert min(lowest.values()) < 0.01


@pytest.mark.parametrize("name", ["neutral-sit", "chin-tuck", "neck-side-bend", "posture-check", "shoulder-rolls"])
def test_who_sits_sits_on_the_seat_with_both_feet_on_the_floor(name):
    still = next(f for f in FILES if f.name == name).stills[0]
    touch = contacts(still)
    assert 0 < touch.in_seat < 0.02
    assert abs(touch.lowest["feet"]) < 0.005


@pytest.mark.parametrize("name", ["prayer-cat-camel", "downward-dog", "childs-pose"])
def test_planted_hands_are_on_the_floor(name):
    still = next(f for f in FILES if f.name == name).stills[0]
    assert abs(contacts(still).lowest["hands"]) < 0.012
