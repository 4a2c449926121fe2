"""Knots for tests: in the middle of an area, as near as may be pressed."""

from __future__ import annotations

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care_records import PointKind
from unknot.core.library import View
from unknot.core.pressing import Spot
from unknot.services.knots import Knots


def knot_at(knots: Knots, area: Area, side: Side = Side.LEFT, strength: int = 6) -> str:
    """A tender spot in the middle of an area of the back; its id."""
    ground = knots.ground
    assert ground is not None
    spot = ground.near(View.BACK, Place(area, side))
    assert isinstance(spot, Spot), f"{area} can't be pressed: {spot}"
    return knots.find(spot, PointKind.TENDER, None, strength).id
