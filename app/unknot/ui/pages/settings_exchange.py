"""Settings, Data: all settings to a file and from one, with what will change said before it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from unknot.core.settings import Settings
from unknot.ports import Bundle, StoreError
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings
from unknot.ui.tr import tr
from unknot.ui.words import settings as words

NAME = "unknot-settings.toml"
MOST_LINES = 8
"""Changes that are listed; more are counted."""


class Exchange(QWidget):
    """Two buttons, and below them what an import would change, or what became of it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._bundle: Bundle | None = None
        self._before: Settings | None = None
        self._export_button = Button(tr("Export settings…"), Role.SECONDARY, "external")
        self._import_button = Button(tr("Import settings…"), Role.SECONDARY, "folder")
        self.told = Text("", "body", "ink2")
        self.wrong = Block(icon_name="caution")
        self.undo = Button(tr("Undo import"), Role.QUIET)
        self.heading = Text(tr("This will change:"), "label")
        self.lines = Text("")
        self.take = Button(tr("Change these"), Role.PRIMARY)
        self.leave = Button(tr("Leave as it is"), Role.QUIET)
        self._lay_out()
        self._export_button.clicked.connect(self._ask_where_to)
        self._import_button.clicked.connect(self._ask_where_from)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._leave)
        self.undo.clicked.connect(self._undo)
        self._show(told="")

    def export_to(self, path: Path) -> None:
        """Write all settings there."""
        try:
            self._shell.bundles.write(path, self._shell.preferences.current)
        except StoreError as refused:
            self._show(wrong=words.import_problem(refused.problem))
        else:
            self._show(told=tr("All settings are in {file}.").format(file=path))

    def look_into(self, path: Path) -> None:
        """Say what an import of this file would change, and change nothing yet."""
        preferences = self._shell.preferences
        try:
            bundle = self._shell.bundles.read(path, preferences.current, preferences.locked)
        except StoreError as refused:
            self._show(wrong=words.import_problem(refused.problem))
            return
        wrong = "\n".join(dict.fromkeys(map(words.import_problem, bundle.problems)))
        lines = words.changes(preferences.current, bundle.settings)
        if not lines:
            self._show(told=tr("Nothing is different in {file}.").format(file=path.name), wrong=wrong)
            return
        if len(lines) > MOST_LINES:
            more = len(lines) - MOST_LINES + 1
            lines = [*lines[: MOST_LINES - 1], tr("and {n} more").format(n=more)]
        self.lines.set_text("\n".join(lines))
        self._show(wrong=wrong, bundle=bundle)
        self.take.setFocus(Qt.FocusReason.TabFocusReason)

    # how it works

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)  # for what reaches over its edges; see kit.layout
        column.setSpacing(space.sm)
        column.addLayout(Controls(self._export_button, self._import_button, self.undo, None))
        what = QVBoxLayout()
        what.setSpacing(space.xs)
        what.addWidget(self.heading)
        what.addWidget(self.lines)
        self.lines.setMaximumWidth(settings.control)
        for part in (self.wrong, self.told):
            part.setMaximumWidth(settings.control)
            column.addWidget(part)
        column.addLayout(what)
        column.addLayout(Controls(self.take, self.leave, None))

    def _ask_where_to(self) -> None:
        dialog = self._dialog(tr("Export settings"), QFileDialog.AcceptMode.AcceptSave, self.export_to)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(NAME)
        dialog.open()

    def _ask_where_from(self) -> None:
        dialog = self._dialog(tr("Import settings"), QFileDialog.AcceptMode.AcceptOpen, self.look_into)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode, then: Callable[[Path], None]) -> QFileDialog:
        dialog = QFileDialog(self, title, "", f"{tr('Settings')} (*.toml)")
        dialog.setAcceptMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        return dialog

    def _take(self) -> None:
        bundle, preferences = self._bundle, self._shell.preferences
        if bundle is None:
            return
        before = preferences.current
        preferences.put(bundle.settings)
        self._show(told=tr("Your settings are changed."), before=before)
        self.undo.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave(self) -> None:
        self._show(told=tr("Nothing was changed."))
        self._import_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _undo(self) -> None:
        if self._before is not None:
            self._shell.preferences.put(self._before)
        self._show(told=tr("Your settings are as they were before the import."))
        self._import_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(
        self, told: str = "", wrong: str = "", bundle: Bundle | None = None, before: Settings | None = None
    ) -> None:
        self._bundle, self._before = bundle, before
        self.told.set_text(told)
        self.wrong.set_text(wrong)
        self.told.setVisible(bool(told))
        self.wrong.setVisible(bool(wrong))
        for part in (self.heading, self.lines, self.take, self.leave):
            part.setVisible(bundle is not None)
        self.undo.setVisible(before is not None)
