"""Settings: this computer (start at login, what works here) and the person's data."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.settings import Settings
from unknot.ports import Finding
from unknot.ui import words
from unknot.ui.kit.blocks import Divider, Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.layout import Controls, Stacked
from unknot.ui.kit.locked import LockNote
from unknot.ui.kit.text import Text
from unknot.ui.pages.settings_base import Part
from unknot.ui.pages.settings_exchange import Exchange
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


class DataPart(Part):
    """Where everything lies, settings to a file and from one, and the way back to how it was at first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._before: Settings | None = None
        folder = str(shell.data_folder)
        self.folder = Text(folder)
        self.folder.setAccessibleName(self.tr("Data folder: {folder}").format(folder=folder))
        self.open = Button(self.tr("Open folder"), Role.SECONDARY, "folder")
        self.restore = Button(self.tr("Restore all settings"), Role.SECONDARY, "undo")
        self.undo = Button(self.tr("Undo"), Role.QUIET)
        self.undo.hide()
        self.told = Text("", "body", "ink2")
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        self.restore.clicked.connect(self._restore)
        self.undo.clicked.connect(self._undo)
        self.exchange = Exchange(shell)
        self.column.addWidget(Text(self.tr("History and your own exercises stay in this folder:"), "body"))
        self.column.addSpacing(space.xs)
        self.column.addWidget(self.folder)
        self.column.addSpacing(space.sm)
        self.put(Controls(self.open, None))
        self.put(Text(self.tr("Settings, in a file that can be edited by hand:"), "body"), space.xs)
        self.put(Text(str(shell.settings_file), "body"), space.sm)
        self.column.addLayout(Stacked(self.exchange))
        self.column.addSpacing(space.l)
        self.put(Controls(self.restore, self.undo, None), space.s)
        self.put(self.told, space.s)
        if shell.preferences.locked:
            self.put(LockNote(self.tr("Your organisation has set some of them.")), space.s)
        self.put(Text(self.tr("Nothing is sent anywhere: Unknot has no network code."), "small", "ink2"))
        self.column.addStretch(1)

    def _restore(self) -> None:
        preferences = self.shell.preferences
        before, fresh = preferences.current, preferences.defaults
        if before == fresh:
            self.told.set_text(self.tr("They are as they were at first."))
            return
        self._before = before
        preferences.put(fresh)
        self.told.set_text(self.tr("All settings are as they were at first. Your history stays."))
        self.undo.show()

    def _undo(self) -> None:
        if self._before is not None:
            self.shell.preferences.put(self._before)
            self._before = None
        self.told.set_text(self.tr("Your settings are back."))
        self.undo.hide()
        self.restore.setFocus(Qt.FocusReason.TabFocusReason)
