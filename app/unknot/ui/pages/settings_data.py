"""Settings, Data: what is kept on this computer, and all that can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QWidget

from unknot.core.settings import Settings
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.layout import Controls, Stacked
from unknot.ui.kit.locked import LockNote
from unknot.ui.kit.text import Text
from unknot.ui.pages.settings_base import Part
from unknot.ui.pages.settings_data_backup import BackupPanel
from unknot.ui.pages.settings_data_history import ErasePanel, ExportPanel
from unknot.ui.pages.settings_data_stock import StockList
from unknot.ui.pages.settings_exchange import Exchange
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings


class DataPart(Part):
    """Looked up anew whenever it is shown, and after everything that changes it here."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._before: Settings | None = None
        self.stock = StockList()
        self.open = Button(self.tr("Open folder"), Role.SECONDARY, "folder")
        self.open.setAccessibleDescription(str(shell.data_folder))
        self.backup = BackupPanel(shell, self.look)
        self.export = ExportPanel(shell)
        self.exchange = Exchange(shell)
        self.restore = Button(self.tr("Reset all settings"), Role.SECONDARY, "undo")
        self.undo = Button(self.tr("Undo"), Role.QUIET)
        self.undo.hide()
        self.told = Text("", "body", "ink2")
        self.erase = ErasePanel(shell, self.look)
        self.backup.others = (self.erase.begin, self.erase.erase)  # what is being packed would come back
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(shell.data_folder))))
        self.restore.clicked.connect(self._restore)
        self.undo.clicked.connect(self._undo)
        self._lay_out()

    def look(self) -> None:
        """Say what is kept now."""
        self.stock.show_stock(self.shell.archive.stock())
        self.backup.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def _lay_out(self) -> None:
        self._say(self.tr("Everything Unknot knows lies on this computer. Nothing is sent anywhere: it has no network"
                          " code."), "body", space.m)
        self.stock.setMaximumWidth(settings.levels)
        self.column.addWidget(self.stock)
        self.column.addSpacing(space.sm)
        self.put(Controls(self.open, None), space.xl)

        self._head(self.tr("Backup"))
        self._say(self.tr("One file with your history, your settings, and your own exercises and pictures."))
        self._panel(self.backup)

        self._head(self.tr("Records to a file"))
        self._say(self.tr("For a spreadsheet, a script, or somebody who treats you."))
        self._panel(self.export)

        self._head(self.tr("Settings to a file"))
        self._say(self.tr("For another computer. The settings file itself can be edited by hand, too."))
        self.column.addLayout(Stacked(self.exchange))
        self.column.addSpacing(space.m)
        self.put(Controls(self.restore, self.undo, None), space.s)
        self.put(self.told, 0)
        self.told.hide()
        if self.shell.preferences.locked:
            self.put(LockNote(self.tr("Your organisation has set some of them.")), space.s)
        self.column.addSpacing(space.l)

        self._head(self.tr("Erase history"))
        self._say(self.tr("Records are taken out of the file itself, and of all copies that Unknot keeps."))
        self._panel(self.erase)
        self.column.addStretch(1)

    def _head(self, text: str) -> None:
        self.column.addWidget(Text(text, "heading"))
        self.column.addSpacing(space.xs)

    def _say(self, text: str, kind: str = "small", gap: int = space.sm) -> None:
        self.put(Text(text, kind, "ink" if kind == "body" else "ink2"), gap)

    def _panel(self, panel: QWidget) -> None:
        self.column.addLayout(Stacked(panel))
        self.column.addSpacing(space.xl)

    def _tell(self, text: str) -> None:
        self.told.set_text(text)
        self.told.show()

    def _restore(self) -> None:
        preferences = self.shell.preferences
        before, fresh = preferences.current, preferences.defaults
        if before == fresh:
            self._tell(self.tr("They are as they were at first."))
            return
        self._before = before
        preferences.put(fresh)
        self._tell(self.tr("All settings are as they were at first. Your history stays."))
        self.undo.show()

    def _undo(self) -> None:
        if self._before is not None:
            self.shell.preferences.put(self._before)
            self._before = None
        self._tell(self.tr("Your settings are back."))
        self.undo.hide()
        self.restore.setFocus(Qt.FocusReason.TabFocusReason)
