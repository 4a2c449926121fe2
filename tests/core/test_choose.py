"""What is offered for one area, as one exercise, or instead of what hurts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_library import (
    BACK,
    BEND,
    CROSS,
    EXERCISES,
    LIBRARY,
    exercise,
    routine,
)

from unknot.core import choose
from unknot.core.body import Area
from unknot.core.fitting import near
from unknot.core.library import Library, Position, Routine
from unknot.core.timeline import seconds_of

SEATED = (Position.SEAT,)


def names(of: Routine | None) -> list[str]:
    assert of is not None
    return [step.exercise for step in of.steps]


def library(*routines: Routine) -> Library:
    return replace(LIBRARY, routines={r.id: r for r in routines})


# quick stretches


@pytest.mark.parametrize("area", list(choose.QUICK_AREAS))
@pytest.mark.parametrize("minutes", [1, 3, 5])
def test_a_quick_stretch_is_for_its_area_and_as_long_as_it_says(area: str, minutes: int) -> None:
    made = choose.quick(LIBRARY, area, minutes)
    goal = choose.QUICK_AREAS[area]
    assert all(goal & set(EXERCISES[name].areas) for name in names(made))
    assert near(seconds_of(made, LIBRARY), made.minutes * 60)
    assert abs(made.minutes - minutes) <= 0.2 * minutes


def test_a_routine_that_is_just_that_is_taken_as_it_is() -> None:
    neck_3 = routine("neck-3", "chin", "bend", "chin", "bend", minutes=3.5)
    assert choose.quick(library(neck_3, BACK), "neck", 3.5) == neck_3


def test_a_routine_for_the_whole_body_is_not_taken_for_one_area() -> None:
    wide = routine("wide", "chin", "bend", minutes=1.7, areas=tuple(Area)[:6])
    assert choose.quick(library(wide), "neck", 1.7).id == "quick-neck"


def test_a_stretch_made_up_says_which_area_it_is_for() -> None:
    made = choose.quick(library(), "upper-back", 3)
    assert (made.id, choose.area_of(made.id)) == ("quick-upper-back", "upper-back")
    assert [choose.area_of(name) for name in ("neck", "quick", "quick-moon")] == [None, None, None]


def test_the_floor_is_used_for_an_area_that_has_nothing_else() -> None:
    assert choose.quick(LIBRARY, "lower-back", 1).positions == (Position.FLOOR,)
    assert choose.quick(LIBRARY, "hips", 1, floor=False).positions == (Position.STAND,)


def test_within_a_round_sitting_comes_before_standing_and_standing_before_the_floor() -> None:
    lying = exercise("lying", Area.SHOULDERS, positions=(Position.FLOOR,))
    upright = exercise("upright", Area.SHOULDERS, positions=(Position.STAND,))
    both = replace(library(), exercises={**EXERCISES, "lying": lying, "upright": upright})
    made = choose.quick(both, "shoulders", 5, floor=True)
    order = [both.exercises[name].positions[0] for name in names(made)]
    assert len(set(order)) > 1
    first_round = order[: len(set(names(made)))]
    assert first_round == sorted(first_round, key=list(Position).index)


def test_quick_takes_three_minutes_unless_told() -> None:
    assert choose.quick(LIBRARY, "neck").minutes == pytest.approx(3, abs=0.3)


def test_quick_leaves_out_what_hurt_and_habits() -> None:
    for seed in range(10):
        chosen = set(names(choose.quick(library(), "neck", 3, seed=seed, left_out={"chin"})))
        assert chosen == {"bend"} or not chosen & {"chin", "walk"}


def test_an_empty_library_has_no_quick_stretch() -> None:
    assert choose.quick(Library({}, {}, {}, {}), "neck", 3) is None


# one exercise


def test_a_single_exercise_takes_both_its_sides() -> None:
    one = choose.single(BEND)
    assert (one.id, names(one), one.minutes) == ("bend", ["bend"], 1.15)
    assert seconds_of(one, LIBRARY) == 69


# instead of what hurts


@pytest.mark.parametrize("area", list(Area))
def test_nothing_that_works_on_what_hurts_is_offered(area: Area) -> None:
    for positions in (SEATED, (Position.STAND,), (Position.FLOOR,)):
        offer = choose.instead_of(area, positions, LIBRARY)
        if offer is not None:
            assert all(area not in EXERCISES[name].areas for name in names(offer))
            assert all(set(EXERCISES[name].positions) & set(positions) for name in names(offer))
            assert seconds_of(offer, LIBRARY) <= 90


def test_after_the_neck_comes_the_upper_back_in_the_same_position() -> None:
    offer = choose.instead_of(Area.NECK, SEATED, LIBRARY)
    assert (offer.id, names(offer), offer.positions) == ("quick-upper-back", ["squeeze"], SEATED)


def test_what_was_done_or_hurt_already_is_not_offered() -> None:
    offer = choose.instead_of(Area.NECK, SEATED, LIBRARY, {"squeeze"})
    assert offer.id == "quick-shoulders"


def test_when_nothing_is_left_nothing_is_offered() -> None:
    assert choose.instead_of(Area.NECK, SEATED, LIBRARY, set(EXERCISES)) is None


def test_an_offer_uses_the_position_the_person_is_in() -> None:
    only = replace(LIBRARY, exercises={"cross": CROSS})
    assert choose.instead_of(Area.NECK, (Position.STAND,), only).positions == (Position.STAND,)


def test_going_round_comes_back_to_areas_before_the_one_that_hurts() -> None:
    only = replace(LIBRARY, exercises={"tuck": exercise("tuck", Area.NECK)})
    assert choose.instead_of(Area.HIPS, SEATED, only).id == "quick-neck"
