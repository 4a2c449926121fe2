"""The second step: the red-flag question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unknot.core.care import RED_FLAGS
from unknot.ui import red_flags
from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.theme import space
from unknot.ui.theme.windows import emergency
from unknot.ui.welcome.pieces import Sign


class QuestionStep(QWidget):
    """``ticked`` tells whether any sign is there, at each change."""

    ticked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {flag: TickBox(red_flags.label(flag), role="lead") for flag in RED_FLAGS}
        self.title = Text(self.tr("Is your back pain with any of these?"), "title-small")
        self.lead = Text(self.tr("If one is true, stretching waits."), "lead", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(0)
        column.addWidget(Sign("warning", "alarm", emergency.warning))
        column.addSpacing(space.sm)
        column.addWidget(self.title)
        column.addSpacing(space.s)
        column.addWidget(self.lead)
        column.addSpacing(space.ml)
        column.addWidget(Divider())
        for box in self.boxes.values():
            column.addSpacing(space.xs)
            column.addLayout(Stacked(box))
            column.addSpacing(space.xs)
            column.addWidget(Divider())
            box.toggled.connect(lambda _on: self.ticked.emit(bool(self.flags())))
        column.addSpacing(space.sm)
        stays = self.tr("Your answer stays on this computer. Unknot has no network code.")
        column.addWidget(Text(f"{stays} {red_flags.source()}", "small", "ink2"))
        column.addStretch(1)

    def flags(self) -> tuple[str, ...]:
        """The signs that are ticked."""
        return tuple(flag for flag, box in self.boxes.items() if box.isChecked())
