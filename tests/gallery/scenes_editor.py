"""The routine editor and the form of an own exercise, in their states."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.drafts import ExerciseDraft, RoutineDraft
from unknot.core.library import Position, Problem, RoutineStep, Sides
from unknot.core.routine_edit import opened
from unknot.ports import StoreError
from unknot.ports_own import Arrival, Parcel, Standing
from unknot.services.unsaved import Unsaved
from unknot.ui.editor.dialogs import Arrivals, Asked, Told, import_from
from unknot.ui.editor.exercise_window import ExerciseWindow
from unknot.ui.editor.routine_window import RoutineWindow
from unknot.ui.words import editor as said

SIZE = (1040, 700)
MINE = RoutineDraft(
    "", "Before lunch", "Neck and shoulders after a morning of typing.",
    (
        RoutineStep("shoulder-rolls", repetitions=3),
        RoutineStep("neck-side-bend"),
        RoutineStep("cross-body", side=Side.LEFT, rest=4),
        RoutineStep("seated-twist", repetitions=4, rest=0),
        RoutineStep("wrist-flexors", hold=15),
    ),
    2,
)


def settle(_widget: QWidget) -> None:
    """Let the stills be read."""
    for _ in range(40):
        QApplication.processEvents()


def window(draft: RoutineDraft = MINE, current: int = 1) -> RoutineWindow:
    """The editor with this draft; keeps its home alive."""
    home = Home()
    made = RoutineWindow(home.shell)
    made.home = home
    made.editing = opened(draft)
    made._picking = not draft.steps
    made.head.show_words(draft)
    made._show(current)
    return made


@scene("editor", SIZE, arrange=settle)
def editor() -> QWidget:
    return window()


@scene("editor-empty", SIZE, arrange=settle)
def empty() -> QWidget:
    return window(RoutineDraft(), -1)


@scene("editor-flaw", SIZE, arrange=settle)
def flawed() -> QWidget:
    draft = replace(MINE, steps=(*MINE.steps, RoutineStep("arm-lift"), RoutineStep("chin-to-chest", hold=90)))
    made = window(replace(draft, name="Neck"), 2)
    made._asked = True
    made._show(2)
    return made


def dragging(widget: QWidget) -> None:
    """A row held over another place."""
    settle(widget)
    widget.list._from, widget.list._gap = 1, 4
    widget.list.viewport().update()
    settle(widget)


@scene("editor-dragging", SIZE, arrange=dragging)
def dragged() -> QWidget:
    return window()


@scene("editor-small", (640, 340), arrange=settle)
def small() -> QWidget:
    return window()


def reading(widget: QWidget) -> None:
    """The step in place of the list."""
    widget.list.entered_row.emit(1)
    settle(widget)


@scene("editor-small-step", (640, 480), arrange=reading)
def small_step() -> QWidget:
    return window()


def leaving(widget: QWidget) -> None:
    """Closed over changes."""
    settle(widget)
    widget.close()


@scene("editor-leaving", SIZE, arrange=leaving)
def left() -> QWidget:
    return window()


@scene("editor-right-to-left", SIZE, right_to_left=True, arrange=settle)
def right_to_left() -> QWidget:
    return window()


@scene("editor-long-words", SIZE, arrange=settle)
def long_words() -> QWidget:
    with spoken_at_length():
        return window()


@scene("editor-long-words-flaw", SIZE, arrange=settle)
def long_words_flaw() -> QWidget:
    with spoken_at_length():
        return flawed()


@scene("editor-long-words-empty", SIZE, arrange=settle)
def long_words_empty() -> QWidget:
    with spoken_at_length():
        return window(RoutineDraft(), -1)


@scene("editor-long-words-leaving", (640, 480), arrange=leaving)
def long_words_leaving() -> QWidget:
    with spoken_at_length():
        return window()


@scene("editor-long-words-step", (640, 480), arrange=reading)
def long_words_step() -> QWidget:
    with spoken_at_length():
        return window()


@scene("editor-back", SIZE, arrange=settle)
def back() -> QWidget:
    return put_by()


@scene("editor-long-words-back", (640, 480), arrange=settle)
def long_words_back() -> QWidget:
    with spoken_at_length():
        return put_by()


def put_by() -> QWidget:
    """What was not saved when the app was quit."""
    home = Home()
    home.shell.workshop.unsaved.keep("", Unsaved(MINE))
    made = RoutineWindow(home.shell)
    made.home = home
    return made


FORM = (860, 720)


def form(draft: ExerciseDraft | None = None, asked: bool = False) -> QWidget:
    """The form with this draft."""
    home = Home()
    made = ExerciseWindow(home.shell)
    made.home = home
    if draft is not None:
        made.draft = draft
        made.form.show_draft(draft)
    made._asked = asked
    made._show()
    return made


ARM_LIFT = ExerciseDraft(
    "", "Arm lift", "",
    "Sit tall on the front half of your chair with both feet flat on the ground and let both arms hang.",
    "Lift your {side} arm beside your ear.", "", "Stop if the shoulder pinches.",
    positions=(Position.SEAT, Position.STAND), areas=(Area.ARMS, Area.SHOULDERS), sides=Sides.EACH,
)


@scene("editor-form", FORM)
def new_form() -> QWidget:
    return form()


@scene("editor-form-filled", FORM)
def filled() -> QWidget:
    made = form(ARM_LIFT)
    made.form.show_picture(QPixmap(str(made._shell.picture("seated-side-bend"))), there=True)
    return made


@scene("editor-form-long-words", FORM)
def form_long_words() -> QWidget:
    with spoken_at_length():
        return form(replace(ARM_LIFT, areas=tuple(Area)[:3]), asked=True)


@scene("editor-form-long-words-small", (640, 480), arrange=leaving)
def form_long_words_small() -> QWidget:
    with spoken_at_length():
        return form(ARM_LIFT)


@scene("editor-form-empty-fields", (640, 720))
def empty_fields() -> QWidget:
    return form(asked=True)


ARRIVALS = (
    Arrival("before-lunch", "Before lunch", True, Standing.NEW),
    Arrival("arm-lift", "Arm lift", False, Standing.TAKEN),
    Arrival("chin-tuck", "Chin tuck", False, Standing.BUILT_IN),
)


@scene("editor-import", (440, 340))
def importing() -> QWidget:
    return Arrivals(Home().shell.workshop, Parcel(1, "before-lunch.unknot", ARRIVALS))


@scene("editor-import-refused", (440, 260))
def refused() -> QWidget:
    def look_into() -> Parcel:
        raise StoreError(Problem("../../.bashrc", "", "unknown", "../../.bashrc", "exercises, routines, pictures"))

    return import_from(Home().shell.workshop, look_into, None)


@scene("editor-deleted", (440, 260))
def deleted() -> QWidget:
    return Told("Deleted", "“Before lunch” is deleted.", undo=lambda: None)


@scene("editor-delete-question", (440, 260))
def deleting() -> QWidget:
    return Asked("Delete “Before lunch”?", f"{said.tied((2,), None)}\nWithout it, Unknot chooses there.", "Delete", int)


@scene("editor-import-long-words", (440, 340))
def importing_long_words() -> QWidget:
    with spoken_at_length():
        return importing()


@scene("editor-import-refused-long-words", (440, 260))
def refused_long_words() -> QWidget:
    with spoken_at_length():
        return refused()
