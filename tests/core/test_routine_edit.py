"""Editing a routine, and every change back and forth again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unknot.core.drafts import MOST_STEPS, RoutineDraft
from unknot.core.library import RoutineStep
from unknot.core.routine_edit import MOST_UNDOS, Editing, opened

START = opened(RoutineDraft("mine", "Mine", "", (RoutineStep("a"), RoutineStep("b"), RoutineStep("c"))))


def ids(editing: Editing) -> str:
    return "".join(step.exercise for step in editing.draft.steps)


def test_steps_are_added_removed_and_moved() -> None:
    assert ids(START.add(RoutineStep("x"), 1)) == "axbc"
    assert ids(START.add(RoutineStep("x"), 99)) == "abcx"
    assert ids(START.remove(0)) == "bc"
    assert ids(START.move(0, 2)) == "bca"
    assert ids(START.move(2, 0)) == "cab"


def test_what_changes_nothing_can_not_be_undone() -> None:
    assert START.move(1, 1) is START
    assert START.remove(9) is START
    assert START.move(9, 0) is START
    assert START.rename("Mine") is START


def test_there_are_no_more_steps_than_a_routine_may_have() -> None:
    full = START
    for _ in range(MOST_STEPS):
        full = full.add(RoutineStep("x"), 0)
    assert len(full.draft.steps) == MOST_STEPS


def test_a_name_typed_letter_by_letter_is_one_change() -> None:
    typed = START.rename("M").rename("Mo").rename("More")
    assert typed.undo().draft.name == "Mine"
    assert typed.undo().redo().draft.name == "More"


def test_the_hold_of_another_step_is_another_change() -> None:
    held = START.put(0, RoutineStep("a", hold=11), "hold").put(0, RoutineStep("a", hold=12), "hold")
    held = held.put(1, RoutineStep("b", hold=13), "hold")
    once = held.undo()
    assert [step.hold for step in once.draft.steps] == [12, None, None]
    assert once.undo().draft == START.draft


def test_typing_after_an_undo_begins_a_new_change() -> None:
    again = START.rename("A").undo().rename("B")
    assert again.draft.name == "B"
    assert again.undo().draft.name == "Mine"
    assert again.future == ()


def test_what_was_saved_is_not_changed_until_it_is_undone() -> None:
    saved = START.rename("New").kept("mine")
    assert not saved.changed
    assert saved.undo().changed
    assert saved.undo().redo().changed is False


def test_a_draft_keeps_the_file_it_was_saved_to_through_undo() -> None:
    fresh = opened(RoutineDraft()).rename("New").kept("new")
    assert fresh.undo().draft.id == "new"


def test_a_copy_is_to_be_saved_as_it_is() -> None:
    assert opened(RoutineDraft("", "Copy", "", START.draft.steps)).changed
    assert not opened(RoutineDraft()).changed


def test_undo_reaches_back_far_but_not_forever() -> None:
    editing = START
    for number in range(MOST_UNDOS + 5):
        editing = editing.repeat(1).add(RoutineStep(str(number % 7)), 0).remove(0)
    assert len(editing.past) == MOST_UNDOS


CHANGE = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 5), st.just(0)),
    st.tuples(st.just("remove"), st.integers(-1, 5), st.just(0)),
    st.tuples(st.just("move"), st.integers(-1, 5), st.integers(-1, 6)),
    st.tuples(st.just("rename"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("repeat"), st.integers(1, 3), st.just(0)),
)


@given(st.lists(CHANGE, max_size=30))
def test_every_change_can_be_taken_back_to_the_start_and_made_again(changes: list[tuple[str, int, int]]) -> None:
    editing = START
    for what, one, two in changes:
        match what:
            case "add":
                editing = editing.add(RoutineStep("x"), one)
            case "remove":
                editing = editing.remove(one)
            case "move":
                editing = editing.move(one, two)
            case "rename":
                editing = editing.rename(str(one))
            case _:
                editing = editing.repeat(one)
    end = editing.draft
    while editing.past:
        editing = editing.undo()
    assert editing.draft == START.draft
    while editing.future:
        editing = editing.redo()
    assert editing.draft == end
