"""The form of an own exercise: what it needs, its picture, and what it leaves to a file made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from tests.shells import Home
from tests.storage.parcels import LIFT_DRAFT, arms
from tests.ui.editing import home_in

from unknot.core.body import Area
from unknot.core.library import Amount, Origin, Position, Sides
from unknot.ui.editor.exercise_window import ExerciseWindow, editable


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path)


def opened(qtbot: QtBot, home: Home, name: str = "") -> ExerciseWindow:
    window = ExerciseWindow(home.shell, name)
    qtbot.addWidget(window)
    window.show()
    return window


def fill(window: ExerciseWindow) -> None:
    """As somebody would who knows what they want."""
    form = window.form
    form.name.setText("Arm lift")
    form.name.textEdited.emit("Arm lift")
    form.texts["ready"].field.setPlainText("Sit tall.")
    form.texts["do"].field.setPlainText("Lift your\n{side} arm.")
    form.areas[Area.SHOULDERS].click()
    form.areas[Area.ARMS].click()
    form.positions[Position.STAND].click()
    form.sides.set_index(1, tell=True)
    form.hold.slider.setValue(24)
    form.repetitions.slider.setValue(3)


def test_what_was_filled_in_is_an_exercise_of_the_library(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)
    fill(window)
    assert window.save() is True
    exercise, text = home.library.exercises["arm-lift"], home.library.exercise_text["arm-lift"]
    assert exercise.areas == (Area.SHOULDERS, Area.ARMS)
    assert exercise.positions == (Position.SEAT, Position.STAND)
    assert exercise.sides is Sides.EACH
    assert (exercise.hold.least, exercise.hold.usual, exercise.hold.most) == (12, 24, 48)
    assert exercise.repetitions is not None
    assert exercise.repetitions.usual == 3
    assert text.do == {"": "Lift your {side} arm."}
    assert not window.isVisible()


def test_an_empty_form_says_what_it_needs_only_when_it_is_to_be_saved(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)
    told = window.form._told
    assert not any(text.isVisible() for text in told.values())
    assert window.save() is False
    assert {name for name, text in told.items() if text.isVisible()} == {"name", "ready", "do", "areas"}
    assert window.focusWidget() is window.form.name
    fill(window)
    assert not any(text.isVisible() for text in told.values())


def test_a_side_in_the_words_needs_sides_that_take_turns(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)
    fill(window)
    window.form.sides.set_index(0, tell=True)
    assert window.form._told["do"].isVisible()
    assert "{side}" in window.form._told["do"].text
    assert window.save() is False


def test_a_lead_in_too_long_to_read_is_told_but_may_be_kept(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)
    fill(window)
    window.form.texts["ready"].field.setPlainText("Sit tall and take your time. " * 4)
    assert "too long to read" in window.form._told["ready"].text
    assert window.save() is True


def picture_in(folder: Path, name: str = "mine.png") -> Path:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    file = folder / name
    assert image.save(str(file))
    return file


def test_a_picture_is_drawn_anew_and_kept_with_the_exercise(qtbot: QtBot, tmp_path: Path) -> None:
    home = home_in(tmp_path / "data")
    window = opened(qtbot, home)
    fill(window)
    window.take_picture(picture_in(tmp_path))
    assert window.form.drop.isVisible()
    assert window.save() is True
    assert QImage(str(tmp_path / "data" / "art" / "arm-lift.webp")).width() == 361  # the diagonal: set into the disc


def test_what_is_no_picture_is_refused_with_the_reason(qtbot: QtBot, tmp_path: Path) -> None:
    home = home_in(tmp_path / "data")
    window = opened(qtbot, home)
    drawing = tmp_path / "drawing.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>')
    window.take_picture(drawing)
    assert "drawing.svg" in window.parts.wrong.body.text
    assert not window.form.drop.isVisible()


def test_an_exercise_is_changed_and_its_file_keeps_its_bounds(qtbot: QtBot, home: Home) -> None:
    name = home.shell.workshop.save_exercise(replace(LIFT_DRAFT, hold=Amount(15, 30, 20, Origin.ADDED)))
    window = opened(qtbot, home, name)
    assert window.form.name.text() == "Arm lift"
    window.form.hold.slider.setValue(25)
    window.form.texts["felt"].field.setPlainText("In the arm.")
    assert window.save() is True
    hold = home.library.exercises[name].hold
    assert (hold.least, hold.usual, hold.most) == (15, 25, 30)
    assert home.library.exercise_text[name].felt == "In the arm."


def test_an_exercise_in_use_says_where_and_stays(qtbot: QtBot, home: Home) -> None:
    name = home.shell.workshop.save_exercise(LIFT_DRAFT)
    home.shell.workshop.save(arms(name))
    window = opened(qtbot, home, name)
    window.parts.delete.click()
    assert "“Arms”" in window.parts.wrong.body.text
    assert name in home.library.exercises


def test_a_deleted_exercise_comes_back_with_undo(qtbot: QtBot, home: Home) -> None:
    name = home.shell.workshop.save_exercise(LIFT_DRAFT)
    window = opened(qtbot, home, name)
    window.parts.delete.click()
    assert name not in home.library.exercises
    window.parts.undo.click()
    assert name in home.library.exercises


def test_closing_over_changes_asks_first(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)
    fill(window)
    window.close()
    assert window.isVisible()
    window.parts.question.discard.click()
    assert not window.isVisible()
    assert "arm-lift" not in home.library.exercises


def test_what_the_form_can_not_hold_is_left_to_its_file(home: Home) -> None:
    library = home.library
    assert not editable(library.exercises["shoulder-rolls"])
    own = replace(library.exercises["chin-tuck"], own=True)
    assert editable(own)
    assert not editable(replace(own, moves=("up", "down")))


def test_what_was_not_saved_when_the_app_was_quit_is_there_when_it_is_opened_again(
    qtbot: QtBot, home: Home, tmp_path: Path
) -> None:
    window = opened(qtbot, home)
    fill(window)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(tmp_path / "mine.png"))
    window.take_picture(tmp_path / "mine.png")
    draft, picture = window.draft, window._picture
    assert picture
    window.put_by()
    assert window.close()
    again = opened(qtbot, home)
    assert (again.draft, again._picture) == (draft, picture)
    assert again.form.name.text() == "Arm lift"
    assert again.parts.told.isVisible()
    assert again.save() is True
    assert not opened(qtbot, home).changed


def test_what_was_left_unsaved_can_be_left_out(qtbot: QtBot, home: Home) -> None:
    name = home.shell.workshop.save_exercise(LIFT_DRAFT)
    window = opened(qtbot, home, name)
    fill(window)
    window.put_by()
    assert window.close()
    again = opened(qtbot, home, name)
    assert again.changed
    again.parts.undo.click()
    assert not again.changed
    assert again.form.texts["do"].text() == LIFT_DRAFT.do
    assert again.close()
    assert not opened(qtbot, home, name).changed


def test_the_question_is_not_answered_by_closing_once_more(qtbot: QtBot, home: Home) -> None:
    window = opened(qtbot, home)
    fill(window)
    window.close()
    window.close()
    assert window.isVisible()
    window._escape()
    assert window.isVisible()
    assert not window.parts.question.isVisible()


def test_undoing_a_deletion_leaves_what_was_changed_since(qtbot: QtBot, home: Home) -> None:
    name = home.shell.workshop.save_exercise(LIFT_DRAFT)
    window = opened(qtbot, home, name)
    window.parts.delete.click()
    window.form.texts["do"].field.setPlainText("Changed since.")
    window.parts.undo.click()
    assert home.library.exercise_text[name].do[""] == LIFT_DRAFT.do
    assert (window.draft.id, window.draft.do) == (name, "Changed since.")
    assert window.changed
