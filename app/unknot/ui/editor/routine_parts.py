"""What the routine window is made of: its head, its foot, the question before leaving, and how they lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.drafts import LONGEST_TEXT, MOST_ROUNDS, RoutineDraft
from unknot.core.routine_edit import Editing
from unknot.ui.kit.blocks import Block, Divider
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import Choice, LineEdit
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.theme import size, space
from unknot.ui.tr import tr
from unknot.ui.words import editor as said

if TYPE_CHECKING:
    from unknot.ui.editor.routine_window import RoutineWindow


class Head(QWidget):
    """Name and purpose, how long it is and what it works on, how many rounds, and the way to add a step."""

    named = Signal(str)
    described = Signal(str)
    repeated = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.name = LineEdit("", tr("Name of the routine"))
        self.name.setPlaceholderText(tr("Name, for example: Before lunch"))
        self.name.setMaxLength(LONGEST_TEXT)
        self.purpose = LineEdit("", tr("What it is for"))
        self.purpose.setPlaceholderText(tr("What it is for, if you like"))
        self.purpose.setMaxLength(LONGEST_TEXT)
        self.length = Text("", "heading")
        self.sum = Text("", "body", "ink2")
        self.add = Button(tr("Add a step"), Role.SECONDARY, "plus", height=size.field_small)
        self.rounds = Choice(
            [said.rounds(n) for n in range(1, MOST_ROUNDS + 1)], tr("Rounds"), size.field_small
        )
        fields = QVBoxLayout()
        fields.setSpacing(space.s)
        fields.addLayout(_stretched(self.name))
        fields.addLayout(_stretched(self.purpose))
        sums = QVBoxLayout()
        sums.setSpacing(0)
        sums.addWidget(self.length)
        sums.addWidget(self.sum)
        line = QHBoxLayout()
        line.setSpacing(space.m)
        line.addLayout(sums, 1)
        line.addLayout(Controls(self.rounds, self.add, gap=space.sm))
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, 0)
        column.setSpacing(space.m)
        column.addLayout(fields)
        column.addLayout(line)
        self.name.textEdited.connect(self.named)
        self.purpose.textEdited.connect(self.described)
        self.rounds.activated.connect(lambda index: self.repeated.emit(index + 1))

    def show_words(self, draft: RoutineDraft) -> None:
        """Fill the fields, unless they say it already."""
        for field, text in ((self.name, draft.name), (self.purpose, draft.purpose)):
            if field.text() != text:
                field.setText(text)

    def show_sum(self, length: str, text: str, rounds: int) -> None:
        """How long it is now, and what it works on; "" as long as it has no steps."""
        self.length.set_text(length)
        self.sum.set_text(text)
        for part in (self.length, self.sum, self.rounds):
            part.setVisible(bool(length))
        with QSignalBlocker(self.rounds):
            self.rounds.setCurrentIndex(max(0, min(rounds, MOST_ROUNDS) - 1))


class Foot(QWidget):
    """Undo, redo, more, play, save; above them what is wrong or what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = Button("", Role.BARE, "undo")
        self.undo.setToolTip(tr("Undo (Ctrl+Z)"))
        self.undo.setAccessibleName(tr("Undo"))
        self.redo = Button("", Role.BARE, "redo")
        self.redo.setToolTip(tr("Redo"))
        self.redo.setAccessibleName(tr("Redo"))
        self.more = Button(tr("More"), Role.QUIET)
        self.play = Button(tr("Try it"), Role.SECONDARY, "play")
        self.save = Button(tr("Save"), Role.PRIMARY)
        self.told = Text("", "body", "ink2")
        self.take_back = Button(tr("Undo"), Role.QUIET, "undo", height=size.small_button)
        self.wrong = Block()
        self._undo: Callable[[], None] | None = None
        said_row = QHBoxLayout()
        said_row.setSpacing(space.s)
        said_row.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        said_row.addLayout(Controls(self.take_back))
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.sm, space.l, space.m)
        column.setSpacing(space.sm)
        column.addWidget(self.wrong)
        column.addLayout(said_row)
        column.addLayout(Controls(self.undo, self.redo, self.more, None, self.play, self.save))
        self.take_back.clicked.connect(self._take_back)
        self.tell("")

    def show_state(self, editing: Editing, there: bool, wrong: Sequence[str]) -> None:
        """What can be done now, and what is wrong with the whole."""
        self.undo.setEnabled(bool(editing.past))
        self.redo.setEnabled(bool(editing.future))
        self.play.setEnabled(there)
        self.more.setEnabled(bool(editing.draft.id))
        self.save.setEnabled(editing.changed)
        self.wrong.set_text("\n".join(wrong))
        self.wrong.setVisible(bool(wrong))
        if editing.changed and self._undo is None:
            self.tell("", keep=True)

    def tell(
        self, text: str, wrong: str = "", undo: Callable[[], None] | None = None, *, keep: bool = False,
        label: str = "",
    ) -> None:
        """Say what became of it. ``undo``: offered beside it, by this ``label``. ``keep``: what is wrong stays."""
        self._undo = undo
        self.take_back.setText(label or tr("Undo"))
        self.told.set_text(text)
        self.told.setVisible(bool(text))
        self.take_back.setVisible(undo is not None)
        if not keep:
            self.wrong.set_text(wrong)
            self.wrong.setVisible(bool(wrong))

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.tell("")
        if undo is not None:
            undo()


class Question(QWidget):
    """Before the window closes over changes."""

    def __init__(self) -> None:
        super().__init__()
        self.save = Button(tr("Save"), Role.PRIMARY)
        self.discard = Button(tr("Discard changes"), Role.SECONDARY)
        self.stay = Button(tr("Go on editing"), Role.QUIET)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.sm, space.l, space.m)
        column.setSpacing(space.sm)
        column.addWidget(Text(tr("Save what you changed?"), "label"))
        column.addLayout(Controls(self.stay, None, self.discard, self.save))
        self.hide()


@dataclass(frozen=True, slots=True)
class Laid:
    """``main``: what gives way to a pane in a narrow window. ``hint``: below the list, ``empty``: in its place."""

    main: QWidget
    hint: Text
    empty: QWidget


def lay_out(window: RoutineWindow) -> Laid:
    """Put the parts together."""
    main = QWidget()
    column = QVBoxLayout(main)
    column.setContentsMargins(space.l - RING, space.l - RING, space.l - RING, 0)
    column.setSpacing(space.s)
    column.addWidget(window.head)
    column.addWidget(window.list, 1)
    empty = Text(tr("No steps yet. Choose what comes first."), "lead", "ink2")
    place = QWidget()
    hint = Text(tr("Drag a step to where it belongs, or use Alt and arrow keys."), "small", "ink2")
    within, below = QHBoxLayout(place), QHBoxLayout()
    for text, around in ((empty, within), (hint, below)):
        around.setContentsMargins(RING, 0, RING, space.s)
        around.addWidget(text, 0, Qt.AlignmentFlag.AlignTop)
    column.addWidget(place, 1)
    column.addLayout(below)
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(main, 1)
    row.addWidget(window.step)
    row.addWidget(window.picker)
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addLayout(row, 1)
    whole.addWidget(Divider())
    whole.addWidget(window.foot)
    whole.addWidget(window.question)
    return Laid(main, hint, place)


def _stretched(field: LineEdit) -> Controls:
    made = Controls()
    made.addWidget(field, 1)
    return made
