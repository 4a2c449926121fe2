"""One exercise or routine in full: picture, dose, what it needs, its caution, and Start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.library import Exercise, Routine
from unknot.ui import words
from unknot.ui.kit.blocks import Block, Divider
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.pages.library_items import Item
from unknot.ui.pages.parts import Hung, Pane
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.showing import LivingTile
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import library


class DetailRow(QWidget):
    """A hairline, then a label and its value."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = Text(label, "body", "ink2")
        self.value = Text()
        line = QHBoxLayout()
        line.setContentsMargins(0, space.s, 0, space.s)
        line.setSpacing(0)
        line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.value, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Divider())
        column.addLayout(line)

    def tell(self, value: str) -> None:
        """Show this; nothing hides the row."""
        self.value.set_text(value)
        self.setVisible(bool(value))
        self.setAccessibleName(f"{self.label.text}: {', '.join(value.splitlines())}")


class Detail(Pane):
    """On ``surface``, beside the tiles or in their place. ``back`` asks for the tiles again."""

    back = Signal()

    def __init__(self, shell: Shell, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._stills = stills
        self._item: Item | None = None
        self.go_back = Button(self.tr("Back"), Role.QUIET, "chevron-left", height=size.small_button)
        self.tile = LivingTile(library.detail - 2 * library.detail_margin, library.picture, stills.showing)
        self.name = Text("", "heading")
        self.purpose = Text("", "body", "ink2")
        self.rows = {
            key: DetailRow(label) for key, label in (
                ("dose", self.tr("Dose")), ("length", self.tr("Length")), ("position", self.tr("Position")),
                ("needs", self.tr("You need")), ("areas", self.tr("Works on")), ("moves", self.tr("Moves")),
                ("source", self.tr("Source")),
            )
        }
        widest = max(row.label.sizeHint().width() for row in self.rows.values())
        for row in self.rows.values():
            row.label.setFixedWidth(min(max(library.label_column, widest + space.sm), library.detail // 2))
        self.caution = Block()
        self.start = Button(self.tr("Start"), Role.PRIMARY, "play")
        self.start.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.start.clicked.connect(self._start)
        self.go_back.clicked.connect(self.back)

    def _lay_out(self) -> None:
        margin = library.detail_margin
        page = ScrollPage(margin)
        self.page = page
        body = page.body
        body.addLayout(Hung(self.go_back))
        body.addSpacing(space.xs)
        body.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignLeading)
        body.addSpacing(space.m)
        body.addWidget(self.name)
        body.addSpacing(space.xs)
        body.addWidget(self.purpose)
        body.addSpacing(space.m)
        for row in self.rows.values():
            body.addWidget(row)
        body.addSpacing(space.s)
        body.addWidget(self.caution)
        body.addStretch(1)
        foot = Controls(self.start)
        around = QVBoxLayout()
        around.setContentsMargins(margin, space.s, margin, space.l)
        around.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(around)

    def fit(self, width: int) -> None:
        """Take this width; the picture fills it up to what is good for one."""
        self.setFixedWidth(width)
        self.tile.setFixedWidth(min(width - 2 * library.detail_margin, library.widest_picture))

    def show_item(self, item: Item) -> None:
        """Show this one."""
        self._item = item
        shell = self._shell
        exercise = shell.library.exercises.get(item.id)
        routine = shell.library.routines.get(item.id)
        for row in self.rows.values():
            row.hide()
        self.name.set_text(item.name)
        still = self._stills.whole(item.pictures[0], library.picture, self.devicePixelRatioF())
        self.tile.set_picture(still, item.described)
        self.tile.show_moving(item.pictures[0])
        self.rows["areas"].tell(words.listing([words.area(area) for area in item.areas]))
        self.rows["position"].tell(words.listing([words.position(place) for place in item.positions]))
        if item.is_routine and routine is not None:
            self._show_routine(routine)
        elif exercise is not None:
            self._show_exercise(exercise)
        self.start.setAccessibleName(self.tr("Start {name}").format(name=item.name))
        self.page.verticalScrollBar().setValue(0)

    def _show_exercise(self, exercise: Exercise) -> None:
        text = self._shell.library.exercise_text[exercise.id]
        self.purpose.set_text(text.purpose)
        self.rows["dose"].tell(words.dose(exercise))
        self.rows["needs"].tell(", ".join([self._need(need) for need in exercise.needs]))
        source = exercise.source
        self.rows["source"].tell(", ".join(part for part in (source.title, source.link) if part))
        self._warn(text.caution)

    def _show_routine(self, routine: Routine) -> None:
        library_ = self._shell.library
        self.purpose.set_text(library_.routine_text[routine.id].purpose)
        self.rows["length"].tell(words.minutes(max(1, round(routine.minutes))))
        steps = dict.fromkeys(step.exercise for step in routine.steps)
        self.rows["moves"].tell("\n".join([library_.exercise_text[step].name for step in steps]))
        needs = dict.fromkeys(need for step in steps for need in library_.exercises[step].needs)
        self.rows["needs"].tell(", ".join([self._need(need) for need in needs]))
        self._warn("")

    def _warn(self, caution: str) -> None:
        self.caution.set_text(caution)
        self.caution.setVisible(bool(caution))

    def _need(self, need: str) -> str:
        return self.tr("A mat or a soft carpet") if need == "mat" else need

    def _start(self) -> None:
        if self._item is not None:
            self._shell.verbs.start_named(self._item.id)
