"""What every part of the settings has: its controls, and a way to follow changes from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from unknot.ui.kit.focus import RING
from unknot.ui.kit.slider import LabelledSlider
from unknot.ui.kit.tick import TickBox
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings


class Part(QWidget):
    """One tab. Its controls stand at ``column``, one column of settings.control pixels unless added otherwise."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._follow: list[Callable[[], None]] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(RING, 0, RING, 0)
        self.column.setSpacing(0)

    def refresh(self) -> None:
        """Show the settings as they are."""
        for call in self._follow:
            call()

    def reflow(self, width: int) -> None:
        """The page is so wide now."""

    def change(self, **fields: Any) -> None:
        """Set these at once."""
        self.shell.preferences.change(**fields)

    def setting(self, name: str) -> Any:
        """The value in force."""
        return getattr(self.shell.preferences.current, name)

    def follow(self, call: Callable[[], None]) -> None:
        """Call this on every change of the settings, from wherever it comes."""
        self._follow.append(call)

    def put(self, part: QWidget | QLayout, gap: int = space.l) -> None:
        """Add a control to the column, as wide as is good for reading."""
        if isinstance(part, QWidget):
            part.setMaximumWidth(settings.control)
            self.column.addWidget(part)
        else:
            self.column.addLayout(part)
        self.column.addSpacing(gap)

    def slider(
        self, name: str, label: str, say: Callable[[int], str], least: int, most: int, step: int = 1, hint: str = ""
    ) -> LabelledSlider:
        """A slider for a whole number of the settings; it takes effect when it comes to rest."""
        made = LabelledSlider(label, least, most, int(self.setting(name)), say, step, hint)
        made.settled.connect(lambda value: self.change(**{name: value}))
        self.follow(lambda: made.set_value(int(self.setting(name))))
        return made

    def tick(self, name: str, label: str) -> TickBox:
        """A tick box for a yes or no of the settings."""
        made = TickBox(label)
        made.setChecked(bool(self.setting(name)))
        made.clicked.connect(lambda on: self.change(**{name: on}))
        self.follow(lambda: made.setChecked(bool(self.setting(name))))
        return made
