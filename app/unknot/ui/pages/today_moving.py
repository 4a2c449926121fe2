"""What the day came to beside its sessions: minutes of moving, and the posture at a desk that goes up and down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.stances import OTHER
from unknot.ui import words
from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.text import Text
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space


class DayLines(QWidget):
    """A line for moving, and one for the posture where there is such a desk."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.moved = _Line("walk", self.tr("Log moving"), shell.windows.open_moving)
        self.posture = _Line("stand", "", self._change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.moved)
        column.addWidget(self.posture)

    def refresh(self) -> None:
        """Show what is so now."""
        movement, stances = self._shell.movement, self._shell.stances
        goal = movement.goal
        self.moved.say(words.moved_today(movement.minutes(movement.today()), goal), self.tr("Log moving"))
        self.posture.setVisible(stances.wanted)
        if stances.wanted:
            now = stances.posture()
            self.posture.icon.set_name("stand" if now.stance.value == "stand" else "seat")
            self.posture.say(words.posture(now), words.other_posture(now))

    def _change(self) -> None:
        stances = self._shell.stances
        stances.change(OTHER[stances.present])


class _Line(QWidget):
    """An icon, what is so, and what can be done about it."""

    def __init__(self, icon: str, label: str, do: Callable[[], object]) -> None:
        super().__init__()
        self.icon = Icon(icon, "ink2", size.icon_small)
        self.text = Text("", "small", "ink2", wrap=False)
        self.button = Button(label, Role.QUIET, height=size.small_button)
        self.button.clicked.connect(lambda _checked=False: do())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.s)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button)
        row.addStretch(1)

    def say(self, text: str, label: str) -> None:
        """Another text and another thing to do."""
        self.text.set_text(text)
        if self.button.text() != label:
            self.button.setText(label)
            self.button.setAccessibleName(label)
            self.button.updateGeometry()
