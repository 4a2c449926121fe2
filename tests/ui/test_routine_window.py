"""Making a routine in its window: by mouse, by keys, and what is told before it can be saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.shells import Home
from tests.storage.parcels import LIFT_DRAFT, arms
from tests.ui.editing import home_in

from unknot.core.body import Side
from unknot.core.drafts import RoutineDraft
from unknot.core.history import CareEvent
from unknot.core.library import RoutineStep
from unknot.ui.editor.dialogs import Asked
from unknot.ui.editor.routine_window import RoutineWindow
from unknot.ui.editor.step_list import StepList
from unknot.ui.windows import QtWindows

THREE = RoutineDraft("", "Three", "", tuple(map(RoutineStep, ("chin-tuck", "cross-body", "look-far"))))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path)


def opened(qtbot: QtBot, home: Home, name: str = "", size: tuple[int, int] = (1040, 700)) -> RoutineWindow:
    window = RoutineWindow(home.shell, name)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    return window


def with_three(qtbot: QtBot, home: Home) -> RoutineWindow:
    return opened(qtbot, home, home.shell.workshop.save(THREE))


def steps(window: RoutineWindow) -> list[str]:
    return [step.exercise for step in window.editing.draft.steps]


def key(window: RoutineWindow, *pressed: Qt.Key, alt: bool = False) -> None:
    held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    for each in pressed:
        QTest.keyClick(window.list, each, held)


def drag(rows: StepList, at: int, to: int) -> None:
    """Take a row by the mouse and let it go above another one's middle (below the last for their number)."""
    last = to >= len(rows.rows)
    start = rows.visualRect(rows.model_.index(at)).center()
    target = rows.visualRect(rows.model_.index(len(rows.rows) - 1 if last else to))
    end = QPoint(start.x(), target.bottom() - 4 if last else target.top() + 4)
    view = rows.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for spot in (start + QPoint(0, 12), end):
        QTest.mouseMove(view, spot)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_a_new_routine_begins_with_the_choice_of_its_first_step(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)
    assert window.picker.isVisible()
    assert window.focusWidget() is window.picker.search
    QTest.keyClicks(window.picker.search, "chin tuck")
    QTest.keyClick(window.picker.search, Qt.Key.Key_Return)
    assert steps(window) == ["chin-tuck"]
    assert "step 1" in window.picker.added.text
    assert window.picker.isVisible()  # for the next one


def test_what_can_be_added_is_found_by_name_area_and_kind(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)

    def found(text: str) -> set[str]:
        window.picker.search.setText(text)
        return {row.key for row in window.picker.list.rows}

    assert "massage-roller" in found("massage")
    assert "wrist-flexors" in found("wrists")
    assert found("chin chest") == {"chin-to-chest"}
    assert found("nothing is called so") == set()
    assert window.picker.nothing.isVisible()


def test_steps_are_added_after_the_chosen_one(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    window.add("chin-to-chest")
    assert steps(window) == ["chin-tuck", "chin-to-chest", "cross-body", "look-far"]
    window.add("calf-raise")
    assert steps(window)[2] == "calf-raise"


def test_steps_are_dragged_into_another_order(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    drag(window.list, 0, 2)
    assert steps(window) == ["cross-body", "chin-tuck", "look-far"]
    drag(window.list, 2, 0)
    assert steps(window) == ["look-far", "cross-body", "chin-tuck"]
    drag(window.list, 0, 3)
    assert steps(window) == ["cross-body", "chin-tuck", "look-far"]
    assert window.list.gap == -1


def test_a_drag_that_ends_where_it_began_changes_nothing(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    drag(window.list, 1, 1)
    drag(window.list, 1, 2)
    assert not window.editing.changed


def test_alt_and_arrows_move_a_step_and_stay_with_it(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    key(window, Qt.Key.Key_Down, Qt.Key.Key_Down, alt=True)
    assert steps(window) == ["cross-body", "look-far", "chin-tuck"]
    assert window.list.current == 2
    key(window, Qt.Key.Key_Down, alt=True)
    key(window, Qt.Key.Key_Up, alt=True)
    assert steps(window) == ["cross-body", "chin-tuck", "look-far"]
    assert window.list.current == 1


def test_the_buttons_of_the_step_move_it_too(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    assert not window.step.up.isEnabled()
    window.step.down.click()
    assert steps(window) == ["cross-body", "chin-tuck", "look-far"]
    assert window.step.up.isEnabled()


def test_delete_removes_a_step_and_undo_brings_it_back(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    key(window, Qt.Key.Key_Delete)
    assert steps(window) == ["cross-body", "look-far"]
    window.foot.undo.click()
    assert steps(window) == ["chin-tuck", "cross-body", "look-far"]
    assert not window.editing.changed
    window.foot.redo.click()
    assert steps(window) == ["cross-body", "look-far"]


def test_undo_shows_the_step_that_it_is_about(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    window.list.show_rows(window.list.rows, 1)
    key(window, Qt.Key.Key_Delete)
    window.list.show_rows(window.list.rows, 0)
    window.undo()
    assert window.list.current == 1
    assert window.step.name.text == home.library.exercise_text["cross-body"].name


def test_doses_stay_within_the_bounds_and_show_in_the_row_and_the_length(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    window.add("chin-to-chest")
    slider, exercise = window.step._sliders["hold"].slider, home.library.exercises["chin-to-chest"]
    assert (slider.minimum(), slider.maximum()) == (exercise.hold.least, exercise.hold.most)
    before = window.head.length.text
    slider.setValue(slider.maximum())
    assert window.editing.draft.steps[1].hold == exercise.hold.most
    assert f"{exercise.hold.most:.0f} s" in window.list.rows[1].meta
    assert window.head.length.text != before


def test_dragging_a_slider_is_one_change(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    rest = window.step._sliders["rest"].slider
    for value in (9, 12, 20):
        rest.setValue(value)
    assert window.editing.draft.steps[0].rest == 20
    window.undo()
    assert window.editing.draft.steps[0].rest == 8
    assert rest.value() == 8


def test_a_missing_side_is_told_in_its_row_and_mended_beside_it(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    window.list.show_rows(window.list.rows, 1)
    window.step.side.set_index(1, tell=True)
    assert window.editing.draft.steps[1].side is Side.LEFT
    assert window.list.rows[1].told == "The right side is missing."
    assert window.step.told.isVisible()
    window.step.side.set_index(0, tell=True)
    assert window.list.rows[1].told == ""


def test_rounds_lengthen_it(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    before = window.head.length.text
    window.head.rounds.setCurrentIndex(2)
    window.head.rounds.activated.emit(2)
    assert window.editing.draft.rounds == 3
    assert window.head.length.text != before


def test_save_asks_for_what_is_missing_first(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)
    window.add("chin-tuck")
    assert not window.foot.wrong.isVisible()
    assert window.save() is False
    assert "name" in window.foot.wrong.body.text
    assert window.focusWidget() is window.head.name
    QTest.keyClicks(window.head.name, "My neck")
    assert not window.foot.wrong.isVisible()
    assert window.save() is True
    assert home.library.routine_text["my-neck"].name == "My neck"
    assert not window.editing.changed


def test_a_step_whose_exercise_is_gone_is_told_and_can_be_removed(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    lift = home.shell.workshop.save_exercise(LIFT_DRAFT)
    window.add(lift)
    home.shell.workshop.delete(lift)
    assert "no exercise" in window.list.rows[1].told
    assert window.save() is False
    window.step.remove.click()
    assert window.save() is True


def test_try_it_starts_what_is_there_unsaved(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    key(window, Qt.Key.Key_Delete)
    window.foot.play.click()
    session = home.house.guide.session
    assert session is not None
    assert {segment.exercise for segment in session.segments} == {"cross-body", "look-far"}


def test_nothing_is_tried_after_a_red_flag(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    home.house.care.answer(CareEvent.RED_FLAG)
    window.foot.play.click()
    assert home.house.guide.session is None


def test_closing_over_changes_asks_first(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    window.close()
    assert not window.isVisible()
    window.show()
    key(window, Qt.Key.Key_Delete)
    window.close()
    assert window.isVisible()
    assert window.focusWidget() is window.question.save
    window.question.stay.click()
    assert window.foot.isVisible()
    window.close()
    window.question.discard.click()
    assert not window.isVisible()
    assert len(home.library.routines["three"].steps) == 3


def test_the_question_is_not_answered_by_closing_once_more(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    key(window, Qt.Key.Key_Delete)
    window.close()
    window.close()
    assert window.isVisible()
    window._escape()
    assert window.isVisible()
    assert not window.question.isVisible()
    assert window.editing.changed


def test_what_was_not_saved_when_the_app_was_quit_is_there_when_it_is_opened_again(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    key(window, Qt.Key.Key_Delete)
    window.put_by()
    assert window.close()
    again = opened(qtbot, home, "three")
    assert steps(again) == ["cross-body", "look-far"]
    assert again.head.name.text() == "Three"
    assert again.foot.told.isVisible()
    assert again.close() is False  # it is not saved yet
    again.question.stay.click()
    again.foot.take_back.click()
    assert steps(again) == ["chin-tuck", "cross-body", "look-far"]
    assert again.close()
    assert not opened(qtbot, home, "three").editing.changed


def test_what_is_put_by_once_more_is_there_once(qtbot: QtBot, home: Home) -> None:
    for name in ("First", "Second"):
        window = opened(qtbot, home)
        window._to(window.editing.rename(name))
        window.put_by()
        window.put_by()
        window.close()
    again = opened(qtbot, home)
    assert again.editing.draft.name == "Second"
    assert again.save() is False
    again.add("chin-tuck")
    assert again.save() is True
    assert opened(qtbot, home).editing.draft == RoutineDraft()


def test_new_ones_that_were_not_saved_come_back_one_by_one_but_not_for_an_exercise(qtbot: QtBot, home: Home) -> None:
    windows = [opened(qtbot, home), opened(qtbot, home), opened(qtbot, home, "neck-1")]
    for number, window in enumerate(windows):
        window._to(window.editing.rename(f"New {number}"))
    for window in windows:
        window.put_by()
        window.close()
    fresh = RoutineWindow(home.shell, fresh=True)
    qtbot.addWidget(fresh)
    assert not fresh.editing.changed
    assert [opened(qtbot, home).editing.draft.name for _ in range(3)] == ["New 0", "New 1", ""]
    assert opened(qtbot, home, "neck-1").editing.draft.name == "New 2"


def test_of_a_routine_that_was_deleted_since_the_changes_are_a_new_one(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    key(window, Qt.Key.Key_Delete)
    window.put_by()
    window.close()
    home.shell.workshop.delete("three")
    again = opened(qtbot, home)
    assert (again.editing.draft.id, steps(again)) == ("", ["cross-body", "look-far"])


def test_a_duplicate_has_what_was_not_saved_in_the_other(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    key(window, Qt.Key.Key_Delete)
    window._duplicate()
    assert steps(window) == ["cross-body", "look-far"]
    assert window.save() is True
    assert len(home.library.routines["three"].steps) == 3


def test_deleting_what_the_schedule_has_asks_first(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    home.preferences.change(session_routines=("", "three"))
    window._delete()
    asked = window.findChild(Asked)
    assert isinstance(asked, Asked)
    assert "session 2" in asked.told.text
    assert "three" in home.library.routines
    asked.go_on.click()
    assert "three" not in home.library.routines
    assert window.foot.take_back.isVisible()


def test_save_in_the_question_saves_and_closes(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    key(window, Qt.Key.Key_Delete)
    window.close()
    window.question.save.click()
    assert not window.isVisible()
    assert len(home.library.routines["three"].steps) == 2


def test_a_built_in_routine_is_changed_as_a_copy(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home, "neck-1")
    assert window.head.name.text() == "Neck, mine"
    assert window.save() is True
    assert home.library.routines["neck-mine"].own
    assert not home.library.routines["neck-1"].own


def test_more_duplicates_and_deletes_with_undo(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    menu = QMenu(window)
    window.fill_more(menu)
    actions = {action.text(): action for action in menu.actions()}
    actions["Delete"].trigger()
    assert "three" not in home.library.routines
    assert window.foot.take_back.isVisible()
    window.foot.take_back.click()
    assert steps(window) == ["chin-tuck", "cross-body", "look-far"]
    assert "three" in home.library.routines
    actions["Duplicate"].trigger()
    assert window.editing.draft.id == ""
    assert window.save() is True
    assert {"three", "three-copy"} <= set(home.library.routines)


def test_a_disk_that_refuses_is_told_and_the_draft_stays(qtbot: QtBot, tmp_path: Path) -> None:
    home = home_in(tmp_path / "data")
    (tmp_path / "data").write_text("no folder")
    window = opened(qtbot, home)
    window.add("chin-tuck")
    QTest.keyClicks(window.head.name, "Mine")
    assert window.save() is False
    assert window.foot.wrong.isVisible()
    assert window.editing.changed


def test_in_a_narrow_window_a_step_opens_in_place_of_the_list(qtbot: QtBot, home: Home) -> None:
    home.shell.workshop.save(THREE)
    window = opened(qtbot, home, "three", (640, 480))
    assert window.list.isVisible()
    assert not window.step.isVisible()
    key(window, Qt.Key.Key_Return)
    assert window.step.isVisible()
    assert not window.list.isVisible()
    window.step.go_back.click()
    assert window.focusWidget() is window.list


def test_a_screen_reader_hears_place_dose_and_what_is_wrong(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home, home.shell.workshop.save(arms("chin-tuck", "cross-body")))
    window.list.show_rows(window.list.rows, 1)
    window.step.side.set_index(2, tell=True)
    spoken = window.list.model_.data(window.list.model_.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(spoken, str)
    assert spoken.startswith("Step 2 of 2: Cross-body stretch, 30 s, right only")
    assert spoken.endswith("The left side is missing.")


def test_every_routine_has_one_window_and_each_new_one_another(qtbot: QtBot, home: Home) -> None:
    windows = QtWindows(lambda: None, lambda: True, Qt.Corner.BottomRightCorner, lambda: None)
    windows.attach(home.shell)

    def editors() -> list[RoutineWindow]:
        return [each for each in windows._others.values() if isinstance(each, RoutineWindow)]

    name = home.shell.workshop.save(THREE)
    windows.open_routine(name)
    windows.open_routine(name, "calf-raise")
    assert len(editors()) == 1
    assert steps(editors()[0])[1] == "calf-raise"
    windows.open_routine("neck-1")
    windows.open_routine("neck-1")
    windows.open_routine()
    windows.open_routine()  # nobody has begun the first
    assert len(editors()) == 3
    new = editors()[2]
    new.add("chin-tuck")
    windows.open_routine("", "look-far")
    assert len(editors()) == 4
    assert steps(editors()[3]) == ["look-far"]
    new._to(new.editing.rename("First"))
    new.save()
    windows.open_routine("first")
    assert len(editors()) == 4
    new._to(new.editing.rename("Not saved"))
    windows.close_all()
    windows.open_routine("first")
    assert [window.editing.draft.name for window in editors() if window.isVisible()] == ["Not saved"]
    windows.close_all()


def test_a_step_that_was_added_elsewhere_is_there_unless_something_is_changed_here(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    home.shell.workshop.add_step("three", "calf-raise")
    assert steps(window)[-1] == "calf-raise"
    assert not window.editing.changed
    key(window, Qt.Key.Key_Delete)
    home.shell.workshop.add_step("three", "chin-to-chest")
    assert steps(window)[-1] == "calf-raise"


def test_undoing_a_deletion_leaves_what_was_begun_since(qtbot: QtBot, home: Home) -> None:
    window = with_three(qtbot, home)
    window._delete()
    window.add("calf-raise")
    window.foot.take_back.click()
    assert "three" in home.library.routines
    assert steps(window) == ["calf-raise"]
    assert window.editing.changed
