"""What is offered for a session, a quick stretch, one exercise, or instead of what hurts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_library import (
    BACK,
    BEND,
    CROSS,
    EXERCISES,
    FLOOR,
    LIBRARY,
    NECK,
    STANDING,
    STROLL,
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


# automatic sessions


def test_an_automatic_session_stays_off_the_floor_unless_that_is_allowed() -> None:
    seeds = [str(n) for n in range(30)]
    at_desk = {choose.routine_for(1.3, LIBRARY, seed=seed).id for seed in seeds}
    anywhere = {choose.routine_for(1.3, LIBRARY, seed=seed, floor=True).id for seed in seeds}
    assert "floor" not in at_desk
    assert "floor" in anywhere


def test_the_one_used_last_does_not_come_again_while_there_is_another() -> None:
    recent: list[str] = []
    for n in range(20):
        chosen = choose.routine_for(2.0, LIBRARY, recent=recent, seed=str(n))
        assert chosen is not None
        assert chosen.id not in recent[:1]
        recent.insert(0, chosen.id)
    assert {"neck", "back"} <= set(recent)


def test_the_one_used_longest_ago_comes_first() -> None:
    both = library(NECK, BACK)
    assert choose.routine_for(2.0, both, recent=["neck", "back", "neck"]).id == "back"
    assert choose.routine_for(2.0, both, recent=["back", "neck"]).id == "neck"


def test_with_a_single_routine_it_comes_again() -> None:
    assert choose.routine_for(2.0, library(NECK), recent=["neck"]).id == "neck"


def test_the_same_day_and_slot_always_get_the_same() -> None:
    assert len({choose.routine_for(2.0, LIBRARY, seed="2026-03-02 s2").id for _ in range(20)}) == 1


def test_a_session_has_the_length_that_was_asked_for() -> None:
    for minutes in (1, 2, 3, 4, 5):
        chosen = choose.routine_for(minutes, LIBRARY, seed="x")
        assert near(seconds_of(chosen, LIBRARY), minutes * 60)


def test_what_hurt_is_left_out_of_sessions() -> None:
    chosen = {choose.routine_for(2.0, LIBRARY, seed=str(n), left_out={"bend"}).id for n in range(20)}
    assert "neck" not in chosen


def test_a_mere_walk_is_no_stretch_session() -> None:
    assert choose.routine_for(1.0, library(STROLL)) is None


def test_without_anything_that_may_be_used_there_is_none() -> None:
    assert choose.routine_for(3, library()) is None
    assert choose.routine_for(3, library(FLOOR)) is None


# quick stretches


@pytest.mark.parametrize("area", list(choose.QUICK_AREAS))
@pytest.mark.parametrize("minutes", [1, 3, 5])
def test_a_quick_stretch_is_for_its_area_and_as_long_as_it_says(area: str, minutes: int) -> None:
    made = choose.quick(LIBRARY, minutes, area)
    goal = choose.QUICK_AREAS[area]
    assert all(goal & set(EXERCISES[name].areas) for name in names(made))
    assert near(seconds_of(made, LIBRARY), made.minutes * 60)
    assert abs(made.minutes - minutes) <= 0.2 * minutes


def test_a_routine_that_is_just_that_is_taken_as_it_is() -> None:
    neck_3 = routine("neck-3", "chin", "bend", "chin", "bend", minutes=3.5)
    assert choose.quick(library(neck_3, BACK), 3.5, "neck") == neck_3


def test_a_routine_for_the_whole_body_is_not_taken_for_one_area() -> None:
    wide = routine("wide", "chin", "bend", minutes=1.7, areas=tuple(Area)[:6])
    assert choose.quick(library(wide), 1.7, "neck").id == "quick-neck"


def test_a_stretch_made_up_says_which_area_it_is_for() -> None:
    made = choose.quick(library(), 3, "upper-back")
    assert (made.id, choose.area_of(made.id)) == ("quick-upper-back", "upper-back")
    assert choose.area_of(choose.quick(library(), 3).id) is None
    assert [choose.area_of(name) for name in ("neck", "quick", "quick-moon")] == [None, None, None]


def test_the_floor_is_used_for_an_area_that_has_nothing_else() -> None:
    assert choose.quick(LIBRARY, 1, "lower-back").positions == (Position.FLOOR,)
    assert choose.quick(LIBRARY, 1, "hips", floor=False).positions == (Position.STAND,)


def test_within_a_round_sitting_comes_before_standing_and_standing_before_the_floor() -> None:
    made = choose.quick(library(), 5, floor=True)
    order = [EXERCISES[name].positions[0] for name in names(made)]
    first_round = order[: len(set(names(made)))]
    assert first_round == sorted(first_round, key=list(Position).index)


def test_quick_without_an_area_takes_three_minutes() -> None:
    assert choose.quick(LIBRARY).minutes == pytest.approx(3, abs=0.3)


def test_quick_leaves_out_what_hurt_and_habits() -> None:
    for seed in range(10):
        chosen = set(names(choose.quick(LIBRARY, 3, seed=seed, left_out={"chin", "cross"})))
        assert not chosen & {"chin", "cross", "walk"}


def test_an_empty_library_has_no_quick_stretch() -> None:
    assert choose.quick(Library({}, {}, {}, {}), 3, "neck") is None


# one exercise, and another length


def test_a_single_exercise_takes_both_its_sides() -> None:
    one = choose.single(BEND)
    assert (one.id, names(one), one.minutes) == ("bend", ["bend"], 1.15)
    assert seconds_of(one, LIBRARY) == 69


@pytest.mark.parametrize("minutes", [1, 1.5, 2, 3, 5, 8, 10])
@pytest.mark.parametrize("which", [NECK, BACK, STANDING], ids=lambda r: r.id)
def test_a_routine_is_fitted_to_a_length_within_its_doses(which: Routine, minutes: float) -> None:
    made = choose.fit(which, minutes, LIBRARY)
    assert set(names(made)) <= set(names(which))
    assert near(seconds_of(made, LIBRARY), made.minutes * 60)
    for step in made.steps:
        done = EXERCISES[step.exercise]
        assert step.hold is None or done.hold.least <= step.hold <= done.hold.most
        assert step.repetitions is None or done.repetitions.least <= step.repetitions <= done.repetitions.most


def test_a_routine_of_that_length_stays_as_it_is() -> None:
    assert choose.fit(NECK, 1.7, LIBRARY) is NECK


def test_a_shorter_version_keeps_the_order_and_as_much_variety_as_fits() -> None:
    assert names(choose.fit(BACK, 1.5, LIBRARY)) == ["rolls", "cross"]


def test_a_longer_version_goes_round_again() -> None:
    assert names(choose.fit(NECK, 3.5, LIBRARY)) == ["chin", "bend", "chin", "bend"]


def test_a_dose_that_can_not_be_bent_is_named_with_its_true_length() -> None:
    made = choose.fit(routine("r", "cross"), 0.5, LIBRARY)
    assert made.minutes == pytest.approx(69 / 60, abs=0.06)


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
