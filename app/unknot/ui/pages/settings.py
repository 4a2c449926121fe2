"""The Settings page: tabs, each made when first opened. Every change takes effect at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from unknot.ports import Undo
from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.pages.parts import Followed
from unknot.ui.pages.settings_base import Part
from unknot.ui.pages.settings_computer import ComputerPart
from unknot.ui.pages.settings_data import DataPart
from unknot.ui.pages.settings_parts import LookPart, PromptsPart, SoundPart
from unknot.ui.pages.settings_presence import PresencePart
from unknot.ui.pages.settings_schedule import SchedulePart
from unknot.ui.pages.settings_sessions import SessionsPart
from unknot.ui.pages.tabs import Tabs
from unknot.ui.shell import Shell
from unknot.ui.theme import space

PARTS = ("schedule", "prompts", "sessions", "sound", "presence", "look", "computer", "data")
"""The tabs by names that other windows lead to, in their order."""


class SettingsPage(Followed, QWidget):
    """The tabs stay on top; what is below them scrolls."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setAccessibleName(self.tr("Settings"))
        self._makers: list[tuple[str, Callable[[Shell], Part]]] = [
            (self.tr("Schedule"), SchedulePart),
            (self.tr("Prompts"), PromptsPart),
            (self.tr("Sessions"), SessionsPart),
            (self.tr("Sound"), SoundPart),
            (self.tr("Presence"), PresencePart),
            (self.tr("Look"), LookPart),
            (self.tr("This computer"), ComputerPart),
            (self.tr("Data"), DataPart),
        ]
        self._made: dict[int, tuple[ScrollPage, Part]] = {}
        self.tabs = Tabs([label for label, _ in self._makers], self.tr("Settings"))
        self.stack = QStackedWidget()
        head = QVBoxLayout()
        head.setContentsMargins(space.xxl - RING, space.m, space.xxl - RING, 0)
        head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self._open)
        self.tabs.choose(0)

    def part(self, index: int) -> Part:
        """The part behind a tab."""
        if index not in self._made:
            page = ScrollPage(space.l - RING)
            label, maker = self._makers[index]
            part = maker(self._shell)
            part.setAccessibleName(label)
            page.body.addWidget(part)
            self.stack.addWidget(page)
            self._made[index] = (page, part)
            part.reflow(self.width())
        return self._made[index][1]

    def open_part(self, name: str) -> None:
        """Show the tab of this name, one of PARTS."""
        self.tabs.choose(PARTS.index(name))

    def _open(self, index: int) -> None:
        self.part(index).refresh()
        self.stack.setCurrentWidget(self._made[index][0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for _, part in self._made.values():
            part.reflow(self.width())

    def follow(self) -> Sequence[Undo]:
        return [self._shell.preferences.on_change(lambda *_: self.refresh())]

    def refresh(self) -> None:
        """Show the settings as they are now."""
        for _, part in self._made.values():
            part.refresh()
