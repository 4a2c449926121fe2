"""The third step: one minute to try, and whether to start at login."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.ui.kit.blocks import Block, Icon
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.stage import Look, Mode, Stage, StageState
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.session.pictures import Pictures
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import welcome

TRIAL = "shoulder-rolls"
"""The movement to try: in the chair, for everybody."""


class TrialStage(Stage):
    """As large as there is room for: in a low window, or below longer words, it gives way."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumHeight(welcome.picture)
        self.show_state(StageState(Mode.DONE))

    def sizeHint(self) -> QSize:
        return QSize(welcome.width, welcome.picture_low)


class TrialStep(QWidget):
    """The movement as a session shows it, at rest."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        exercise, text = shell.library.exercises.get(TRIAL), shell.library.exercise_text.get(TRIAL)
        self.stage = TrialStage()
        pictures = Pictures(shell.picture, lambda _name: "seat")
        self.stage.set_picture(Look(pictures.large((exercise.picture if exercise else "") or TRIAL)))
        self.stage.set_spoken(text.picture if text else "")
        self.login = TickBox(self.tr("Start when I log in"))
        self.login.setChecked(shell.preferences.current.start_at_login)
        self.login.setEnabled("start_at_login" not in shell.preferences.locked)
        self.title = Text(self.tr("Try one minute"), "title-small")
        self.trouble = Block()
        self.trouble.hide()
        move = self.tr("{name}, in your chair.").format(name=text.name) if text else self.tr("A stretch in your chair.")
        sound = self.tr("Turn the sound on if you like to close your eyes.")
        self.lead = Text(f"{move} {sound}", "lead", "ink2")
        tray = shell.tray_there()
        after = self.tr("Afterwards Unknot waits in the tray.") if tray else self.tr(
            "There is no tray here. Start Unknot again to see it."
        )
        waits = QHBoxLayout()
        waits.setSpacing(space.m)
        waits.addWidget(Icon("tray" if tray else "info", "accent", size.icon), 0, Qt.AlignmentFlag.AlignTop)
        waits.addWidget(Text(after, "body", "ink2"), 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(space.m + RING, 0, space.m + RING, 0)
        inner.setSpacing(0)
        inner.addWidget(self.title)
        inner.addSpacing(space.s)
        inner.addWidget(self.lead)
        inner.addSpacing(space.s)
        inner.addWidget(self.trouble)
        inner.addLayout(Stacked(self.login))
        inner.addSpacing(space.xs)
        inner.addLayout(waits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stage, 100)
        column.addSpacing(space.l)
        column.addLayout(inner)
        column.addStretch(1)

    def tell(self, trouble: str) -> None:
        """Say what went wrong."""
        self.trouble.set_text(trouble)
        self.trouble.show()
