"""What is wrong with a routine or an exercise while it is made, at both sides of each limit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_library import amount, exercise, text

from unknot.core import drafts
from unknot.core.body import Area, Side
from unknot.core.drafts import ExerciseDraft, Fault, RoutineDraft
from unknot.core.library import Amount, Kind, Library, Limits, Origin, Position, RoutineStep, RoutineText, Sides
from unknot.core.timeline import READY_SECONDS, seconds_of

CHIN = exercise("chin", Area.NECK, hold=amount(20, 10, 30))
CROSS = exercise("cross", Area.SHOULDERS, hold=30, sides=Sides.EACH, positions=(Position.SEAT, Position.STAND))
SQUEEZE = exercise("squeeze", Area.BETWEEN_BLADES, hold=amount(5, 3, 6), repetitions=amount(3, 2, 8))
ROLLER = exercise(
    "roller", Area.MID_BACK, hold=amount(30, 15, 30), repetitions=amount(1, 1, 20), kind=Kind.MASSAGE,
    positions=(Position.FLOOR,), limits=Limits(in_all=amount(180)),
)
LIBRARY = Library({e.id: e for e in (CHIN, CROSS, SQUEEZE, ROLLER)}, {}, {}, {})
GOOD = RoutineDraft("", "Mine", "", (RoutineStep("chin"), RoutineStep("cross")))


def faults(draft: RoutineDraft, library: Library = LIBRARY) -> list[Fault]:
    return [flaw.fault for flaw in drafts.routine_flaws(draft, library)]


def with_step(**changes: object) -> RoutineDraft:
    return replace(GOOD, steps=(replace(RoutineStep("chin"), **changes),))  # type: ignore[arg-type]


def test_a_good_routine_has_no_flaw() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(("name", "found"), [("  ", Fault.NAME_MISSING), ("a" * 60, None), ("a" * 61, Fault.NAME_LONG)])
def test_a_name_is_needed_and_fits_everywhere(name: str, found: Fault | None) -> None:
    assert faults(replace(GOOD, name=name)) == ([found] if found else [])


def test_a_second_routine_of_a_name_is_told_but_may_be_saved() -> None:
    library = replace(LIBRARY, routine_text={"other": RoutineText("MINE", "")})
    flaws = drafts.routine_flaws(GOOD, library)
    assert [flaw.fault for flaw in flaws] == [Fault.NAME_TWICE]
    assert not flaws[0].stops
    assert faults(replace(GOOD, id="other"), library) == []


def test_a_routine_has_one_to_forty_steps() -> None:
    assert faults(replace(GOOD, steps=())) == [Fault.STEPS_MISSING]
    assert faults(replace(GOOD, steps=(RoutineStep("chin"),) * 40)) == []
    assert faults(replace(GOOD, steps=(RoutineStep("chin"),) * 41)) == [Fault.STEPS_MANY]


@pytest.mark.parametrize(("rounds", "good"), [(0, False), (1, True), (10, True), (11, False)])
def test_a_routine_has_one_to_ten_rounds(rounds: int, good: bool) -> None:
    assert faults(replace(GOOD, rounds=rounds)) == ([] if good else [Fault.ROUNDS])


def test_a_routine_of_more_than_an_hour_is_too_long() -> None:
    long = replace(GOOD, steps=(RoutineStep("cross"),) * 40, rounds=1)
    assert seconds_of(drafts.routine_of(long, LIBRARY), LIBRARY) < 3600
    assert faults(long) == []
    assert faults(replace(long, rounds=2)) == [Fault.LONG]


@pytest.mark.parametrize(("hold", "good"), [(9, False), (10, True), (30, True), (31, False)])
def test_a_hold_stays_within_the_exercises_bounds(hold: float, good: bool) -> None:
    assert faults(with_step(hold=hold)) == ([] if good else [Fault.HOLD])


@pytest.mark.parametrize(("times", "good"), [(1, False), (2, True), (8, True), (9, False)])
def test_repetitions_stay_within_the_exercises_bounds(times: int, good: bool) -> None:
    assert faults(with_step(exercise="squeeze", repetitions=times)) == ([] if good else [Fault.REPETITIONS])


def test_what_is_held_once_is_not_repeated() -> None:
    assert faults(with_step(repetitions=2)) == [Fault.REPETITIONS]


@pytest.mark.parametrize(("rest", "good"), [(-1, False), (0, True), (60, True), (61, False)])
def test_a_rest_is_a_minute_at_most(rest: float, good: bool) -> None:
    assert faults(with_step(rest=rest)) == ([] if good else [Fault.REST])


def test_a_step_that_nobody_knows_is_named_by_its_place() -> None:
    flaws = drafts.routine_flaws(replace(GOOD, steps=(*GOOD.steps, RoutineStep("gone"))), LIBRARY)
    assert [(flaw.fault, flaw.step, flaw.found) for flaw in flaws] == [(Fault.UNKNOWN, 2, "gone")]


def test_one_side_alone_misses_the_other_until_it_stands_anywhere() -> None:
    left, right = RoutineStep("cross", side=Side.LEFT), RoutineStep("cross", side=Side.RIGHT)
    lone = drafts.routine_flaws(replace(GOOD, steps=(left, RoutineStep("chin"))), LIBRARY)
    assert [(flaw.fault, flaw.step, flaw.found, flaw.stops) for flaw in lone] == [
        (Fault.SIDE_MISSING, 0, "right", False)
    ]
    assert faults(replace(GOOD, steps=(left, RoutineStep("chin"), right))) == []
    assert faults(replace(GOOD, steps=(left, RoutineStep("cross")))) == []


@pytest.mark.parametrize(("times", "rounds", "good"), [(6, 1, True), (7, 1, False), (3, 2, True), (4, 2, False)])
def test_a_massage_keeps_to_its_limit_for_one_time_over_all_rounds(times: int, rounds: int, good: bool) -> None:
    draft = replace(GOOD, steps=(RoutineStep("roller", repetitions=times),), rounds=rounds)
    assert faults(draft) == ([] if good else [Fault.LIMIT])


def test_two_steps_of_a_massage_count_together() -> None:
    draft = replace(GOOD, steps=(RoutineStep("roller", repetitions=4), RoutineStep("roller", repetitions=3)))
    flaws = drafts.routine_flaws(draft, LIBRARY)
    assert [(flaw.fault, flaw.step, flaw.found, flaw.most) for flaw in flaws] == [(Fault.LIMIT, 1, 210, 180)]


@pytest.mark.parametrize(("letters", "good"), [(drafts.READABLE, True), (drafts.READABLE + 1, False)])
def test_a_lead_in_has_time_to_be_read(letters: int, good: bool) -> None:
    said = replace(text(), ready="a" * letters)
    library = replace(LIBRARY, exercise_text={"chin": said})
    assert faults(replace(GOOD, steps=(RoutineStep("chin"),)), library) == ([] if good else [Fault.UNREADABLE])


def test_the_reading_time_is_that_of_the_lead_in() -> None:
    assert drafts.READABLE * drafts.SECONDS_A_LETTER <= READY_SECONDS < (drafts.READABLE + 1) * drafts.SECONDS_A_LETTER


# what it comes to


def test_a_draft_comes_to_a_routine_with_its_length_areas_and_place() -> None:
    routine = drafts.routine_of(replace(GOOD, rounds=2), LIBRARY, "tried")
    assert (routine.id, routine.areas, routine.positions) == ("tried", (Area.NECK, Area.SHOULDERS), (Position.SEAT,))
    assert routine.minutes == pytest.approx(seconds_of(routine, LIBRARY) / 60, abs=0.01)
    assert len(routine.in_full) == 4


def test_a_built_in_routine_is_edited_as_a_new_one_and_an_own_one_as_itself() -> None:
    routine = replace(drafts.routine_of(GOOD, LIBRARY, "built-in"), own=False)
    assert drafts.draft_of(routine, LIBRARY).id == ""
    assert drafts.draft_of(replace(routine, own=True), LIBRARY).id == "built-in"


# ids


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Neck & arms", "neck-arms"), ("Größe", "groe"), ("午後", "routine"), ("con", "routine-con"),
     ("--", "routine"), ("a" * 90, "a" * 40)],
)
def test_an_id_is_a_name_that_every_system_can_have_a_file_of(name: str, id_: str) -> None:
    assert drafts.new_id(name, (), "routine") == id_


@given(st.text(max_size=80), st.integers(0, 5))
def test_an_id_is_always_new_and_plain(name: str, before: int) -> None:
    taken: set[str] = set()
    for _ in range(before + 1):
        found = drafts.new_id(name, taken, "routine")
        assert found not in taken
        assert found.replace("-", "").isalnum()
        assert found.isascii()
        assert not drafts.is_reserved(found)
        taken.add(found)


# exercises

LIFT = ExerciseDraft(
    name="Arm lift", ready="Sit tall.", do="Lift your arm.", caution="Stop if it hurts.", areas=(Area.ARMS,),
)


def own_faults(**changes: object) -> list[tuple[Fault, str]]:
    return [(f.fault, f.field) for f in drafts.exercise_flaws(replace(LIFT, **changes))]  # type: ignore[arg-type]


def test_a_good_exercise_has_no_flaw() -> None:
    assert own_faults() == []


@pytest.mark.parametrize("field", ["ready", "do", "caution"])
def test_what_an_exercise_has_to_say_is_needed(field: str) -> None:
    assert own_faults(**{field: " "}) == [(Fault.TEXT_MISSING, field)]


def test_an_exercise_needs_a_place_and_something_to_work_on() -> None:
    assert own_faults(positions=()) == [(Fault.POSITIONS_MISSING, "positions")]
    assert own_faults(areas=()) == [(Fault.AREAS_MISSING, "areas")]


def test_sides_can_be_spoken_of_only_where_they_take_turns() -> None:
    assert own_faults(do="Lift your {side} arm.") == [(Fault.BRACES, "do")]
    assert own_faults(do="Lift your {side} arm.", sides=Sides.EACH) == []
    assert own_faults(name="{side}", sides=Sides.EACH) == [(Fault.BRACES, "name")]
    assert own_faults(do="Lift } it.", sides=Sides.EACH) == [(Fault.BRACES, "do")]


def test_texts_are_of_a_length_that_is_read() -> None:
    assert own_faults(felt="a" * 400) == []
    assert own_faults(felt="a" * 401) == [(Fault.TEXT_LONG, "felt")]
    assert own_faults(ready="a" * (drafts.READABLE + 1)) == [(Fault.UNREADABLE, "ready")]


@pytest.mark.parametrize(
    ("hold", "good"),
    [((1, 300, 20), True), ((0, 300, 20), False), ((1, 301, 20), False), ((10, 20, 21), False), ((10, 20, 20), True)],
)
def test_bounds_hold_what_they_bound(hold: tuple[float, float, float], good: bool) -> None:
    assert own_faults(hold=Amount(*hold, Origin.ADDED)) == ([] if good else [(Fault.BOUNDS, "hold")])
