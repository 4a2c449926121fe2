"""Own routines in use at once: everyone's library has them, listeners are told, what is refused changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.storage.parcels import GOOD, LIFT_DRAFT, arms, everything_in, own_in, zipped

from unknot.core.drafts import Fault, RoutineDraft, readable
from unknot.core.library import Library, RoutineStep
from unknot.ports import StoreError
from unknot.services.workshop import InUseError, Workshop


@pytest.fixture
def made(tmp_path: Path) -> tuple[Workshop, Library, list[int]]:
    """A workshop, the library that all hold, and how many routines it had each time it changed."""
    own = own_in(tmp_path / "data")
    library = own.load()
    workshop = Workshop(library, own)
    told: list[int] = []
    workshop.on_change(lambda: told.append(len(workshop.routines)))
    return workshop, library, told


Made = tuple[Workshop, Library, list[int]]


def test_a_saved_routine_is_there_for_all_at_once(made: Made) -> None:
    workshop, library, told = made
    name = workshop.save(arms("chin-tuck", "look-far"))
    assert library.routines[name].own
    assert workshop.routines == (name,)
    assert told == [1]


def test_the_persons_routines_are_told_by_name(made: Made) -> None:
    workshop, _, _ = made
    for called in ("Zebra", "apple", "Mango"):
        workshop.save(replace(arms("chin-tuck"), name=called))
    assert workshop.routines == ("apple", "mango", "zebra")


def test_a_built_in_routine_is_edited_as_a_copy(made: Made) -> None:
    workshop, library, _ = made
    draft = workshop.draft("neck-1")
    assert draft.id == ""
    assert draft.steps == library.routines["neck-1"].steps
    name = workshop.save(workshop.copy("neck-1", "My neck"))
    assert (name, library.routine_text[name].name) == ("my-neck", "My neck")
    assert not library.routines["neck-1"].own


def test_an_exercise_is_put_at_the_end_of_a_routine_and_taken_out_again(made: Made) -> None:
    workshop, library, told = made
    name = workshop.save(arms("chin-tuck"))
    undo = workshop.add_step(name, "look-far")
    assert [step.exercise for step in library.routines[name].steps] == ["chin-tuck", "look-far"]
    undo()
    assert [step.exercise for step in library.routines[name].steps] == ["chin-tuck"]
    assert told == [1, 1, 1]


def test_nothing_is_put_into_a_routine_that_is_built_in_or_full(made: Made) -> None:
    workshop, _, _ = made
    with pytest.raises(KeyError):
        workshop.add_step("neck-1", "look-far")
    name = workshop.save(RoutineDraft("", "Full", "", (RoutineStep("chin-tuck"),) * 40))
    with pytest.raises(ValueError, match="look-far"):
        workshop.add_step(name, "look-far")


def test_an_exercise_that_a_routine_needs_is_not_deleted(made: Made) -> None:
    workshop, library, _ = made
    lift = workshop.save_exercise(LIFT_DRAFT)
    name = workshop.save(arms(lift))
    with pytest.raises(InUseError) as used:
        workshop.delete(lift)
    assert used.value.routines == (name,)
    workshop.delete(name)
    workshop.delete(lift)
    assert lift not in library.exercises


def test_what_was_deleted_comes_back(made: Made) -> None:
    workshop, library, told = made
    name = workshop.save(arms("chin-tuck"))
    before = library.routines[name]
    undo = workshop.delete(name)
    assert name not in library.routines
    undo()
    assert library.routines[name] == before
    assert told == [1, 0, 1]


def test_an_import_is_in_use_at_once_and_can_be_undone(made: Made, tmp_path: Path) -> None:
    workshop, library, told = made
    file = tmp_path / "sent.unknot"
    file.write_bytes(zipped(GOOD))
    parcel = workshop.look_into(file)
    assert told == []
    undo = workshop.take(parcel)
    assert library.exercise_text["arm-lift"].name == "Arm lift"
    undo()
    assert "arm-lift" not in library.exercises
    assert told == [1, 0]


def test_what_is_refused_changes_nothing_and_tells_nobody(made: Made, tmp_path: Path) -> None:
    workshop, library, told = made
    before = dict(library.routines)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: workshop.save(arms("nobody-knows-it")),
        lambda: workshop.look_into(tmp_path / "gone.unknot"),
        lambda: workshop.picture(tmp_path / "gone.png"),
        lambda: workshop.export(tmp_path / "x.unknot", ["gone"]),
    )
    for attempt in attempts:
        with pytest.raises(StoreError):
            attempt()
    assert library.routines == before
    assert told == []
    assert everything_in(tmp_path) == {}


def test_where_nothing_can_be_kept_everything_can_still_be_looked_at(made: Made) -> None:
    _, library, _ = made
    demo = Workshop(library, None)
    assert not demo.works
    assert demo.draft("neck-1").steps
    assert [flaw.fault for flaw in demo.flaws(RoutineDraft())] == [Fault.NAME_MISSING, Fault.STEPS_MISSING]
    with pytest.raises(StoreError):
        demo.save(arms("chin-tuck"))
    demo.read_anew()


def test_nothing_that_is_built_in_has_a_flaw(made: Made) -> None:
    workshop, library, _ = made
    for name in library.routines:
        flaws = [flaw for flaw in workshop.flaws(workshop.draft(name)) if flaw.fault is not Fault.NAME_TWICE]
        assert flaws == [], name
    assert [name for name, text in library.exercise_text.items() if not readable(text)] == []


def test_taking_an_added_step_out_again_leaves_what_was_changed_since(made: Made) -> None:
    workshop, _, _ = made
    name = workshop.save(arms("chin-tuck", "look-far"))
    undo = workshop.add_step(name, "look-far")
    workshop.save(replace(workshop.draft(name), name="Renamed", rounds=3))
    undo()
    draft = workshop.draft(name)
    assert (draft.name, draft.rounds) == ("Renamed", 3)
    assert [step.exercise for step in draft.steps] == ["chin-tuck", "look-far"]
    workshop.delete(name)
    undo()
    assert workshop.routines == ()
