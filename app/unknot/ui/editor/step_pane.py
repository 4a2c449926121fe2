"""One step of a routine in full: its picture, its dose within the exercise's bounds, its side, the rest after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.body import Side
from unknot.core.drafts import REST, Flaw
from unknot.core.library import Exercise, Library, RoutineStep, Sides
from unknot.ui.kit.blocks import Block, Tile
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Controls, empty
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import Hung, Pane, wrapping_row
from unknot.ui.pages.pictures import Stills
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import library
from unknot.ui.tr import tr
from unknot.ui.words import editor as said

SIDES = (Side.BOTH, Side.LEFT, Side.RIGHT)


class StepPane(Pane):
    """``changed``: the step as it is wanted, and which of its fields follows the finger. ``moved``: by so many places.
    ``removed``, ``back``: asked for."""

    changed = Signal(object, str)
    moved = Signal(int)
    removed = Signal()
    back = Signal()

    def __init__(self, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stills = stills
        self._step: RoutineStep | None = None
        self._exercise: Exercise | None = None
        self._sliders: dict[str, LabelledSlider] = {}
        self.go_back = Button(tr("Back"), Role.QUIET, "chevron-left", height=size.small_button)
        self.tile = Tile(library.detail - 2 * library.detail_margin, library.picture)
        self.place = Text("", "small", "ink2")
        self.name = Text("", "heading")
        self.told = Block()
        self.doses = QVBoxLayout()
        self.side_label = Text(tr("Side"))
        self.side = SegmentSwitch([tr("Both"), tr("Left"), tr("Right")])
        self.side.set_name(tr("Side"))
        self.side.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # your left is on the left in every language
        self.caution = Text("", "small", "ink2")
        self.up = Button(tr("Up"), Role.SECONDARY, "chevron-up", height=size.field_small)
        self.down = Button(tr("Down"), Role.SECONDARY, "chevron-down", height=size.field_small)
        self.remove = Button(tr("Remove"), Role.QUIET, height=size.field_small)
        self._lay_out()
        self.side.chosen.connect(self._choose_side)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self.go_back.clicked.connect(self.back)

    def _lay_out(self) -> None:
        page = ScrollPage(library.detail_margin, space.l)
        self.page = page
        body = page.body
        body.addLayout(Hung(self.go_back))
        body.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignLeading)
        body.addSpacing(space.m)
        body.addWidget(self.place)
        body.addWidget(self.name)
        body.addSpacing(space.sm)
        body.addWidget(self.told)
        body.addSpacing(space.s)
        body.addWidget(self.side_label)
        body.addSpacing(space.xs)
        body.addLayout(Controls(self.side, None))
        self.doses.setSpacing(space.m)
        body.addSpacing(space.m)
        body.addLayout(self.doses)
        body.addSpacing(space.m)
        body.addWidget(self.caution)
        body.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(library.detail_margin, space.sm, library.detail_margin, space.m)
        foot.addLayout(wrapping_row(self.up, self.down, self.remove, gap=space.xs))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(foot)

    def fit(self, width: int, *, low: bool) -> None:
        """Take this width; without the picture where there is little height."""
        self.setFixedWidth(width)
        self.tile.setVisible(not low)
        self.tile.setFixedWidth(min(width - 2 * library.detail_margin, library.widest_picture))

    def show_step(self, number: int, of: int, step: RoutineStep, among: Library, flaws: tuple[Flaw, ...]) -> None:
        """Show this one, the ``number``-th (from 0), with what is wrong with it."""
        exercise = among.exercises.get(step.exercise)
        fresh = self._step is None or self._step.exercise != step.exercise or exercise is not self._exercise
        self._step, self._exercise = step, exercise
        self.place.set_text(tr("Step {n} of {all}").format(n=number + 1, all=of))
        text = among.exercise_text.get(step.exercise)
        self.name.set_text(text.name if text else step.exercise)
        self.told.set_text("\n".join(said.flaw(flaw) for flaw in flaws))
        self.told.setVisible(bool(flaws))
        self.caution.set_text(text.caution if text else "")
        self.up.setEnabled(number > 0)
        self.down.setEnabled(number < of - 1)
        if fresh:
            name = (exercise.picture or exercise.id) if exercise else step.exercise
            self.tile.set_picture(
                self._stills.whole(name, library.picture, self.devicePixelRatioF()), text.picture if text else ""
            )
            self._make_doses(exercise)
            self.page.verticalScrollBar().setValue(0)
        self._set_values(step, exercise, last=number == of - 1)

    def _make_doses(self, exercise: Exercise | None) -> None:
        empty(self.doses)
        self._sliders = {}
        if exercise is None:
            return
        hold = exercise.hold
        self._add("hold", tr("Hold"), int(hold.least), int(hold.most), said.seconds)
        times = exercise.repetitions
        if times is not None:
            self._add("repetitions", tr("Repetitions"), int(times.least), int(times.most), said.times)
        self._add("rest", tr("Rest after it"), *REST, _rest)

    def _add(self, field: str, name: str, least: int, most: int, say: Callable[[int], str]) -> None:
        if least == most:
            line = Text(tr("{name}: {value}, as its dose says").format(name=name, value=say(least)), "body", "ink2")
            self.doses.addWidget(line)
            return
        slider = LabelledSlider(name, least, most, least, say)
        slider.moved.connect(lambda value: self._dose(field, value))
        self._sliders[field] = slider
        self.doses.addWidget(slider)

    def _set_values(self, step: RoutineStep, exercise: Exercise | None, last: bool) -> None:
        if exercise is None:
            self.side_label.hide()
            self.side.hide()
            return
        usual = {
            "hold": exercise.hold.usual if step.hold is None else step.hold,
            "repetitions": step.repetitions or (exercise.repetitions.usual if exercise.repetitions else 1),
            "rest": step.rest,
        }
        for field, slider in self._sliders.items():
            slider.set_value(round(usual[field]))
        if "rest" in self._sliders:
            self._sliders["rest"].set_hint(tr("After the last step there is no rest.") if last else "")
        each = exercise.sides is Sides.EACH
        self.side_label.setVisible(each)
        self.side.setVisible(each)
        self.side.set_index(SIDES.index(step.side))

    def _dose(self, field: str, value: int) -> None:
        step, exercise = self._step, self._exercise
        if step is None or exercise is None:
            return
        if field == "hold":
            wanted = replace(step, hold=None if value == exercise.hold.usual else float(value))
        elif field == "repetitions":
            usual = exercise.repetitions.usual if exercise.repetitions else 1
            wanted = replace(step, repetitions=None if value == usual else value)
        else:
            wanted = replace(step, rest=float(value))
        self._step = wanted
        self.changed.emit(wanted, field)

    def _choose_side(self, index: int) -> None:
        if self._step is not None:
            self._step = replace(self._step, side=SIDES[index])
            self.changed.emit(self._step, "")


def _rest(value: int) -> str:
    return tr("none") if value == 0 else said.seconds(value)
