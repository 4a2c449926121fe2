"""Pieces of the Knots tab: one technique in a row, and the question how strong a knot is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.knots import Knot
from unknot.core.library import Exercise
from unknot.core.massage import Refusal
from unknot.ui.kit.blocks import Divider, Tile
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.scale import Scale
from unknot.ui.kit.text import Text
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import knots as sizes
from unknot.ui.words import massage as massage_words


class TechniqueRow(QWidget):
    """A technique with its limits for one knot, and Start; or why it is refused there."""

    def __init__(self, shell: Shell, stills: Stills, exercise: Exercise, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._stills, self._exercise = shell, stills, exercise
        self._knot = ""
        self.tile = Tile(sizes.tile, pad=0)
        text = shell.library.exercise_text[exercise.id]
        self.name = Text(text.short or text.name, "medium")
        self.limits = Text("", "small", "ink2")
        self.start = Button(self.tr("Start"), icon_name="play", height=size.small_button)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.name)
        lines.addWidget(self.limits)
        lines.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, space.xs, 0, space.xs)  # around several lines; one line has the least height below
        row.setSpacing(space.sm)
        row.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        row.addLayout(Controls(self.start))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(Divider())
        self.setMinimumHeight(sizes.tile + 2 * space.s + 1)
        self.start.clicked.connect(self._begin)

    def show_for(self, knot: Knot) -> None:
        """What it keeps to on this knot; hidden where it is not made for."""
        massaging, text = self._shell.massaging, self._shell.library.exercise_text[self._exercise.id]
        verdict, pace = massaging.verdict(self._exercise.id, (knot.id,)), massaging.pace(self._exercise.id)
        self._knot = knot.id
        refused = verdict.refusal
        self.setVisible(refused not in (Refusal.ELSEWHERE, Refusal.UNKNOWN) and pace is not None)
        if pace is None:
            return
        if refused is None:
            line = massage_words.limits_line(self._exercise, pace, text.until)
        else:
            line = massage_words.refusal(refused, self._exercise, text, verdict.again, self._shell.clock.now())
        self.limits.set_text(line)
        self.start.setEnabled(refused is None)
        self.name.setEnabled(refused is None)
        self.tile.setEnabled(refused is None)
        self.start.setAccessibleName(self.tr("Start: {name}, {limits}").format(name=text.name, limits=line))
        name = self._exercise.picture or self._exercise.id
        picture = self._stills.portrait(name, sizes.tile, self.devicePixelRatioF())
        self.tile.set_picture(picture, text.picture)

    def _begin(self) -> None:
        self._shell.windows.open_massage(self._exercise.id, (self._knot,))


class RatePanel(QWidget):
    """How strong is it? Enter saves, Escape leaves it."""

    rated = Signal(int)
    left = Signal()

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = Text(question, "label")
        self.scale = Scale(question)
        self.save = Button(self.tr("Save"), Role.PRIMARY, key=self.tr("Enter"))
        self.cancel = Button(self.tr("Cancel"))
        self.scale.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, RING)
        column.setSpacing(space.s)
        column.addWidget(self.question)
        column.addWidget(self.scale)
        column.addSpacing(space.s)
        column.addLayout(Controls(None, self.cancel, self.save))
        self.scale.chosen.connect(lambda _n: self.save.setEnabled(True))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.left)

    def ask(self) -> None:
        """Begin anew, with no number taken."""
        self.scale.set_value(None)
        self.save.setEnabled(False)
        self.show()
        self.scale.take_focus()

    def _save(self) -> None:
        if self.scale.value is not None:
            self.rated.emit(self.scale.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
