"""The fields of an own exercise, each with what is wrong with it below, and the foot of its window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.body import Area
from unknot.core.drafts import HOLD, LONGEST_TEXT, READABLE, ExerciseDraft, Flaw
from unknot.core.library import Position, Sides
from unknot.ui import words
from unknot.ui.editor.routine_parts import Question
from unknot.ui.editor.text_box import TextBox
from unknot.ui.kit.blocks import Block, Divider, Tile
from unknot.ui.kit.button import Button, Chip, Role
from unknot.ui.kit.fields import LineEdit
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import wrapping_row
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import editor
from unknot.ui.tr import tr
from unknot.ui.words import editor as said

TEXTS = ("purpose", "ready", "do", "felt", "caution", "switch")
MOST_REPETITIONS = 20


class Form(ScrollPage):
    """All fields in a column, the picture beside them or above."""

    def __init__(self) -> None:
        super().__init__(space.l, space.l)
        self.name = LineEdit("", tr("Name"))
        self.name.setMaxLength(LONGEST_TEXT)
        self.texts = {name: TextBox(said.field(name), editor.text_lines) for name in TEXTS}
        self.positions = {position: Chip(words.position(position)) for position in Position}
        self.areas = {area: Chip(words.area(area)) for area in Area}
        self.sides = SegmentSwitch([tr("Both together"), tr("One after the other")])
        self.sides.set_name(tr("Sides"))
        self.hold = LabelledSlider(tr("Hold"), *HOLD, 20, said.seconds)
        self.repetitions = LabelledSlider(tr("Repetitions"), 1, MOST_REPETITIONS, 1, said.times)
        self.tile = Tile(editor.picture)
        self.choose = Button(tr("Choose a picture…"), Role.SECONDARY, height=size.field_small)
        self.drop = Button(tr("Remove it"), Role.QUIET, height=size.field_small)
        self._told: dict[str, Text] = {}
        self._each_only: list[QWidget] = []
        for name, text in self._placeholders().items():
            self.texts[name].set_placeholder(text)
        self._lay_out()

    @staticmethod
    def _placeholders() -> dict[str, str]:
        return {
            "purpose": tr("Opens the side of the chest."),
            "ready": tr("Sit tall. Let your arms hang."),
            "do": tr("Lift your arm beside your ear."),
            "felt": tr("You feel it along your side."),
            "switch": tr("Lower it slowly. Change arms."),
        }

    def _lay_out(self) -> None:
        fields = QVBoxLayout()
        fields.setSpacing(0)
        self._fields = fields
        self._add("name", self.name)
        self._add("ready", self.texts["ready"], tr("Read in the 5 s before it starts: about {n} letters.").format(
            n=READABLE))
        self._add("do", self.texts["do"])
        self._add_chips("positions", list(self.positions.values()))
        self._add_chips("areas", list(self.areas.values()))
        self.most = Text("", "small", "ink2")
        fields.addWidget(self.most)
        self._section(tr("Sides"))
        fields.addLayout(Controls(self.sides, None))
        fields.addSpacing(space.xs)
        hint = Text(tr("{side} and {other} in the text become left and right."), "small", "ink2")
        self._each_only.append(hint)
        fields.addWidget(hint)
        for name, slider in (("hold", self.hold), ("repetitions", self.repetitions)):
            fields.addSpacing(space.m)
            fields.addWidget(slider)
            self._tell_below(name)
        self._add("caution", self.texts["caution"])
        self._add("purpose", self.texts["purpose"])
        self._add("felt", self.texts["felt"])
        self._each_only += self._add("switch", self.texts["switch"])
        picture = QVBoxLayout()
        picture.setSpacing(space.s)
        picture.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignLeading)
        picture.addLayout(wrapping_row(self.choose, self.drop))
        note = Text(tr("WebP, PNG or JPEG. It is drawn anew: nothing else of the file is kept."), "small", "ink2")
        note.setMaximumWidth(editor.picture)
        picture.addWidget(note)
        picture.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(space.xl)
        self._row.addLayout(fields, 1)
        self._row.addLayout(picture)
        self.body.addLayout(self._row)
        self.body.addStretch(1)

    def _section(self, text: str, hint: str = "") -> list[QWidget]:
        made: list[QWidget] = [Text(text, "label")]
        if hint:
            made.append(Text(hint, "small", "ink2"))
        if self._fields.count():
            self._fields.addSpacing(space.s)
        for each in made:
            self._fields.addWidget(each)
        self._fields.addSpacing(space.xs)
        return made

    def _add(self, name: str, field: QWidget, hint: str = "") -> list[QWidget]:
        made = self._section(said.field(name), hint)
        row = Controls()
        row.addWidget(field, 1)
        self._fields.addLayout(row)
        self._fields.addSpacing(space.xs)
        return [*made, field, self._tell_below(name)]

    def _add_chips(self, name: str, chips: Sequence[QWidget], hint: str = "") -> None:
        self._section(said.field(name), hint)
        self._fields.addLayout(wrapping_row(*chips))
        self._fields.addSpacing(space.xs)
        self._tell_below(name)

    def _tell_below(self, name: str) -> Text:
        told = self._told[name] = Text("", "small", "ochre")
        told.hide()
        self._fields.addWidget(told)
        self._fields.addSpacing(space.xs)
        return told

    def show_draft(self, draft: ExerciseDraft) -> None:
        """Fill all fields."""
        self.name.setText(draft.name)
        for name, field in self.texts.items():
            field.set_text(getattr(draft, name))
        for position, chip in self.positions.items():
            with QSignalBlocker(chip):
                chip.setChecked(position in draft.positions)
        for area, chip in self.areas.items():
            with QSignalBlocker(chip):
                chip.setChecked(area in draft.areas)
        self.sides.set_index(int(draft.sides is Sides.EACH))
        self.hold.set_value(round(draft.hold.usual))
        self.repetitions.set_value(round(draft.repetitions.usual) if draft.repetitions else 1)

    def show_flaws(self, flaws: Sequence[Flaw], draft: ExerciseDraft) -> None:
        """What is wrong, below its field, and what only counts as it is now."""
        each, several = draft.sides is Sides.EACH, len(draft.areas) > 1
        first = words.area(draft.areas[0]) if draft.areas else ""
        self.most.set_text(tr("It counts most for what you chose first: {area}.").format(area=first))
        self.most.setVisible(several)
        for widget in self._each_only:
            widget.setVisible(each)
        for name, told in self._told.items():
            text = " ".join(said.flaw(flaw) for flaw in flaws if flaw.field == name)
            told.set_text(text)
            told.setVisible(bool(text))

    def go_to(self, flaw: Flaw) -> None:
        """Bring the field into view, the cursor in it."""
        chips = {"positions": next(iter(self.positions.values())), "areas": next(iter(self.areas.values()))}
        field = self.name if flaw.field == "name" else self.texts.get(flaw.field) or chips.get(flaw.field) or self.name
        self.ensureWidgetVisible(self._told.get(flaw.field, self.name), 0, space.huge)
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_picture(self, picture: QPixmap, *, there: bool) -> None:
        """The picture it has, or what stands there as long as there is none."""
        self.tile.set_picture(picture, tr("The picture") if there else tr("No picture yet"))
        self.drop.setVisible(there)

    def arrange(self, beside: bool) -> None:
        """The picture beside the fields, or below them."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)


class Parts:
    """The window's foot below its form: Save, Cancel, Delete, and what became of it."""

    def __init__(self, window: QWidget, form: Form) -> None:
        self.save = Button(tr("Save"), Role.PRIMARY)
        self.cancel = Button(tr("Cancel"), Role.SECONDARY)
        self.delete = Button(tr("Delete"), Role.QUIET)
        self.told = Text("", "body", "ink2")
        self.undo = Button(tr("Undo"), Role.QUIET, "undo", height=size.small_button)
        self.wrong = Block()
        self.question = Question()
        self._back: Callable[[], None] | None = None
        row = QHBoxLayout()
        row.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(Controls(self.undo))
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(space.l, space.sm, space.l, space.m)
        foot.setSpacing(space.sm)
        foot.addWidget(self.wrong)
        foot.addLayout(row)
        foot.addLayout(Controls(self.delete, None, self.cancel, self.save))
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(form, 1)
        column.addWidget(Divider())
        column.addWidget(self.foot)
        column.addWidget(self.question)
        self.undo.clicked.connect(self._undo)
        self.tell()

    def tell(
        self, text: str = "", wrong: str = "", undo: Callable[[], None] | None = None, label: str = ""
    ) -> None:
        """What became of it. ``undo``: offered beside it, by this ``label``."""
        self._back = undo
        self.undo.setText(label or tr("Undo"))
        self.told.set_text(text)
        self.told.setVisible(bool(text))
        self.undo.setVisible(undo is not None)
        self.wrong.set_text(wrong)
        self.wrong.setVisible(bool(wrong))

    def ask(self, on: bool) -> None:
        """Whether changes are to be saved, in place of the foot."""
        self.question.setVisible(on)
        self.foot.setVisible(not on)
        if on:
            self.question.save.setFocus(Qt.FocusReason.TabFocusReason)

    def _undo(self) -> None:
        back = self._back
        self.tell()
        if back is not None:
            back()
