"""Where something may be pressed, and the search for a knot: no point on the spine can ever come out of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shells import bundled_body_map

from unknot.core.body import Area, Side
from unknot.core.body_map import FACINGS, BodyShapes, Line, Place
from unknot.core.care_records import PointKind
from unknot.core.knot_search import Search, Step
from unknot.core.library import View
from unknot.core.outlines import distance, inside, polygons
from unknot.core.pressing import MARGIN, NEVER, Ground, Spot, Why

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
HOLE = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0))


def shapes() -> BodyShapes:
    found = bundled_body_map()
    assert found is not None
    return found


GROUND = Ground(shapes())
SPINE = polygons(shapes().views[View.BACK].spine)
ANYWHERE = st.tuples(st.sampled_from(FACINGS), st.floats(-50, 850), st.floats(-50, 1800))
NEAR_THE_SPINE = st.tuples(st.just(View.BACK), st.floats(360, 425), st.floats(190, 820))


def test_what_lies_in_a_hole_is_outside() -> None:
    assert inside((SQUARE, HOLE), (2, 5))
    assert not inside((SQUARE, HOLE), (5, 5))
    assert not inside((SQUARE, HOLE), (11, 5))


def test_the_distance_to_a_shape_is_nothing_inside_and_the_shortest_way_outside() -> None:
    assert distance((SQUARE,), (5, 5)) == 0
    assert distance((SQUARE,), (13, 14)) == 5
    assert distance((SQUARE, HOLE), (5, 5)) == 1
    assert distance((), (5, 5)) == math.inf


def test_a_curve_is_followed_to_half_a_millimetre() -> None:
    handle = 100 * 4 / 3 * (math.sqrt(2) - 1)
    quarter = Line((100, 0), (((100, handle), (handle, 100), (0, 100)),), False)
    assert all(math.hypot(x, y) == pytest.approx(100, abs=0.5) for x, y in polygons((quarter,))[0])


@given(st.one_of(ANYWHERE, NEAR_THE_SPINE))
def test_no_spot_lies_on_the_spine_or_within_its_margin(point: tuple[View, float, float]) -> None:
    found = GROUND.look(*point)
    if isinstance(found, Spot) and found.view is View.BACK:
        assert distance(SPINE, (found.x, found.y)) >= MARGIN


@given(ANYWHERE)
def test_a_spot_lies_in_its_area_which_is_none_of_those_that_are_never_pressed(
    point: tuple[View, float, float],
) -> None:
    found = GROUND.look(*point)
    if isinstance(found, Spot):
        assert (found.view, found.area) not in NEVER
        shape = polygons(shapes().views[found.view].regions[Place(found.area, found.side)])
        assert distance(shape, (found.x, found.y)) <= 6
        assert GROUND.allows(found)


@pytest.mark.parametrize("x", range(382, 403, 4))
def test_the_spine_says_why(x: int) -> None:
    assert {GROUND.look(View.BACK, x, y) for y in range(230, 780, 10)} == {Why.SPINE}


@pytest.mark.parametrize(
    ("view", "place", "why"),
    [
        (View.FRONT, Place(Area.EYES, Side.BOTH), Why.EYES),
        (View.FRONT, Place(Area.NECK, Side.LEFT), Why.THROAT),
        (View.FRONT, Place(Area.HIPS, Side.RIGHT), Why.GROIN),
        (View.FRONT, Place(Area.MID_BACK, Side.RIGHT), Why.NOWHERE),
        (View.SIDE, Place(Area.NECK, Side.LEFT), Why.NOWHERE),
    ],
)
def test_areas_that_are_never_pressed_say_why(view: View, place: Place, why: Why) -> None:
    assert GROUND.near(view, place) is why


@pytest.mark.parametrize("view", FACINGS)
def test_every_other_area_has_a_spot_near_its_middle(view: View) -> None:
    for place in shapes().views[view].regions:
        if (view, place.area) not in NEVER:
            found = GROUND.near(view, place)
            assert isinstance(found, Spot), place
            assert (found.area, found.side) == (place.area, place.side)


def test_beside_the_body_there_is_nothing_to_press() -> None:
    assert GROUND.look(View.BACK, 5, 5) is Why.NOWHERE
    assert GROUND.look(View.SIDE, 300, 420) is Why.NOWHERE


def test_the_hairline_between_two_areas_belongs_to_the_nearer_one() -> None:
    found = [GROUND.look(View.BACK, 330, y) for y in range(400, 700)]
    assert Why.NOWHERE not in found
    assert {spot.area for spot in found if isinstance(spot, Spot)} == {
        Area.BETWEEN_BLADES, Area.MID_BACK, Area.LOWER_BACK,
    }


def test_left_and_right_are_as_the_person_has_them() -> None:
    left, right = GROUND.look(View.BACK, 330, 420), GROUND.look(View.BACK, 454, 420)
    assert isinstance(left, Spot)
    assert isinstance(right, Spot)
    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)


# the search

STEPS = st.one_of(
    st.builds(lambda p: lambda s: s.point(GROUND, *p), st.one_of(ANYWHERE, NEAR_THE_SPINE)),
    st.builds(
        lambda v, a, side: lambda s: s.area(GROUND, v, Place(a, side)),
        st.sampled_from(FACINGS), st.sampled_from(Area), st.sampled_from(Side),
    ),
    st.builds(lambda x, y: lambda s: s.nudge(GROUND, x, y), st.integers(-30, 30), st.integers(-30, 30)),
    st.builds(lambda k: lambda s: s.press(k), st.sampled_from(PointKind)),
    st.builds(lambda a: lambda s: s.spread(a), st.sampled_from([None, *Area])),
    st.builds(lambda n: lambda s: s.rate(n), st.integers(-3, 14)),
    st.just(lambda s: s.go_on()),
    st.just(lambda s: s.go_back()),
)


@given(st.lists(STEPS, max_size=40))
def test_whatever_is_tried_what_comes_out_may_be_pressed_and_is_whole(tries: list) -> None:
    search = Search()
    for each in tries:
        search = each(search)
        assert search.spot is None or GROUND.allows(search.spot)
        assert search.kind is PointKind.TRIGGER or search.spreads is None
        assert search.strength is None or 0 <= search.strength <= 10
        if search.step is Step.STRENGTH:
            assert search.spot is not None
            assert search.kind is not None


def placed() -> Search:
    return Search().go_on().point(GROUND, View.BACK, 330, 420)


def test_a_click_while_it_is_felt_for_places_it() -> None:
    search = Search().point(GROUND, View.BACK, 330, 420)
    assert search.step is Step.PLACE
    assert search.spot is not None


def test_a_click_on_the_spine_says_why_and_leaves_it_where_it_was() -> None:
    before = placed()
    after = before.point(GROUND, View.BACK, 392, 420)
    assert after.spot == before.spot
    assert after.why is Why.SPINE
    assert after.point(GROUND, View.BACK, 340, 420).why is None


def test_it_can_not_go_on_unanswered() -> None:
    asked = Search().go_on()
    assert asked.go_on() is asked
    pressed = placed().go_on()
    assert pressed.step is Step.PRESS
    assert pressed.go_on() is pressed


def test_an_arrow_moves_it_by_a_centimetre_and_stops_at_the_spine() -> None:
    search = placed()
    for _ in range(30):
        search = search.nudge(GROUND, 1, 0)
    assert search.spot is not None
    assert search.why is Why.SPINE
    assert search.spot.side is Side.LEFT
    assert search.spot.x == 370


def test_going_back_loses_nothing() -> None:
    search = placed().go_on().press(PointKind.TRIGGER).spread(Area.SHOULDERS).go_on().rate(6)
    back = search.go_back().go_back()
    assert back.step is Step.PLACE
    assert back.go_on().go_on() == search


def test_a_tender_spot_forgets_where_the_pain_went() -> None:
    search = placed().go_on().press(PointKind.TRIGGER).spread(Area.ARMS).press(PointKind.TENDER)
    assert search.spreads is None
    assert search.spread(Area.ARMS) is search
