"""Settings: this computer, which is start at login and what works here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.ports import Finding
from unknot.ui import words
from unknot.ui.kit.blocks import Divider, Icon
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.pages.settings_base import Part
from unknot.ui.pages.settings_presence import TOLD
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings

MARKS = {True: ("check", "accent"), False: ("caution", "ochre"), None: ("info", "ink2")}


class ComputerPart(Part):
    """Start at login, and what this desktop offers, looked up when the tab is first opened."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._looked = False
        self.login = self.tick("start_at_login", self.tr("Start when I log in"))
        self.hint = Text(self.tr("Unknot waits in the tray and shows no window."), "small", "ink2")
        self.put(Controls(self.login, None), space.xs)
        self.put(self.hint)
        self.column.addWidget(Text(self.tr("What works here"), "heading"))
        self.column.addSpacing(space.s)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.column.addLayout(self.lines)
        self.column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.shell.autostart.enabled() is None:
            self.hint.set_text(self.tr("This system does not tell whether it will; look into its own list."))
        if not self._looked:
            self._looked = True
            elsewhere = {*TOLD, *(state.name for state in self.shell.lookout.states)}  # on the Presence tab
            for finding in self.shell.findings():
                if finding.name not in elsewhere:
                    self.lines.addWidget(_line(finding, self))


def _line(finding: Finding, part: QWidget) -> QWidget:
    line = QWidget()
    icon, colour = MARKS[finding.works]
    word = {True: part.tr("works"), False: part.tr("does not work"), None: part.tr("not known")}[finding.works]
    name = words.finding(finding.name)
    text = QVBoxLayout()
    text.setSpacing(0)
    text.addWidget(Text(words.capital(finding.found)))
    if finding.advice:
        text.addWidget(Text(finding.advice, "small", "ink2"))
    row = QHBoxLayout()
    row.setContentsMargins(0, space.s, 0, space.s)
    row.setSpacing(space.sm)
    row.addWidget(Icon(icon, colour), 0, Qt.AlignmentFlag.AlignTop)
    label = Text(name, "body", "ink2")
    label.setFixedWidth(settings.finding)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(text, 1)
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Divider())
    column.addLayout(row)
    line.setAccessibleName(f"{name}: {word}. {finding.found} {finding.advice}".strip())
    return line
