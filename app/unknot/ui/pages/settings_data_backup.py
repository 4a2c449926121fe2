"""Settings, Data: everything to one file and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.pages.settings_data_doing import Doing, put_away_what_runs
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings
from unknot.ui.tr import tr
from unknot.ui.words import data as words

NAME = "unknot-backup-{day}.zip"


class BackupPanel(QWidget):
    """Two buttons; below them what goes on, what a restore would do, or what became of it. ``changed`` is called when
    what is kept may be another."""

    def __init__(self, shell: Shell, changed: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._changed = changed
        self._chosen: Path | None = None
        self.others: tuple[Button, ...] = ()
        """Buttons elsewhere that have to wait while something goes on here."""
        self.save = Button(tr("Back up…"), Role.SECONDARY, "external")
        self.bring = Button(tr("Restore…"), Role.SECONDARY, "folder")
        self.undo = Button(tr("Undo restore"), Role.QUIET)
        self.doing = Doing()
        self.told = Text("", "body", "ink2")
        self.wrong = Block(icon_name="caution")
        self.holds = Text("", "label")
        self.means = Text("")
        self.take = Button(tr("Restore this"), Role.PRIMARY)
        self.leave = Button(tr("Leave as it is"), Role.QUIET)
        self._lay_out()
        self.save.clicked.connect(self._ask_where_to)
        self.bring.clicked.connect(self._ask_where_from)
        self.undo.clicked.connect(self._undo)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._leave)
        self._show()

    def back_up_to(self, path: Path) -> None:
        """Write everything there."""
        self._show()
        self.doing.begin(tr("Backing up…"), self._shell.archive.backup(path), lambda p: self._saved(path, p))
        self._enable()

    def look_into(self, path: Path) -> None:
        """Say what a restore of this file would do, and change nothing yet."""
        try:
            told = self._shell.archive.look_into(path)
        except StoreError as refused:
            self._show(wrong=words.trouble(refused.problem))
            return
        self.holds.set_text(words.backup(told, self._shell.clock.now()))
        self._show(chosen=path)
        self.take.setFocus(Qt.FocusReason.TabFocusReason)

    def refresh(self) -> None:
        """Whether there is something to undo may have changed."""
        self.undo.setVisible(self._shell.archive.can_undo is not None and self._chosen is None)

    # how it works

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(space.sm)
        column.addLayout(Folding(self.save, self.bring, self.undo, None))
        what = QVBoxLayout()
        what.setSpacing(space.xs)
        what.addWidget(self.holds)
        what.addWidget(self.means)
        for part in (self.wrong, self.told):
            part.setMaximumWidth(settings.control)
            column.addWidget(part)
        self.doing.setMaximumWidth(settings.control + 2 * RING)
        column.addLayout(Stacked(self.doing))
        for text in (self.holds, self.means):
            text.setMaximumWidth(settings.control)
        column.addLayout(what)
        column.addLayout(Folding(self.take, self.leave, None))
        self.doing.give_up.clicked.connect(self._given_up)
        self.means.set_text(
            tr("It takes the place of your history, settings and own exercises of now. Those are kept, so that you can"
               " undo it.")
        )

    def _ask_where_to(self) -> None:
        dialog = self._dialog(tr("Back up"), QFileDialog.AcceptMode.AcceptSave, self.back_up_to)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(NAME.format(day=self._shell.clock.now().date()))
        dialog.open()

    def _ask_where_from(self) -> None:
        dialog = self._dialog(tr("Restore"), QFileDialog.AcceptMode.AcceptOpen, self.look_into)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode, then: Callable[[Path], None]) -> QFileDialog:
        dialog = QFileDialog(self, title, "", f"{tr('Backups')} (*.zip)")
        dialog.setAcceptMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        return dialog

    def _take(self) -> None:
        if self._chosen is None:
            return
        work = self._shell.archive.restore(self._chosen)
        put_away_what_runs(self._shell)
        self._show()
        self.doing.begin(tr("Restoring…"), work, lambda p: self._restored(p, tr("Everything is as in the backup.")))
        self._enable()

    def _undo(self) -> None:
        put_away_what_runs(self._shell)
        self._show()
        said = tr("Everything is as it was before the restore.")
        self.doing.begin(tr("Restoring…"), self._shell.archive.undo_restore(), lambda p: self._restored(p, said))
        self._enable()

    def _saved(self, path: Path, problem: Problem | None) -> None:
        if problem is None:
            self._show(told=tr("Everything is in {file}.").format(file=path))
        else:
            self._show(wrong=words.trouble(problem))
        self._enable()

    def _restored(self, problem: Problem | None, said: str) -> None:
        self._show(told="" if problem else said, wrong=words.trouble(problem) if problem else "")
        self._enable()
        self._changed()
        (self.undo if self.undo.isVisibleTo(self) else self.bring).setFocus(Qt.FocusReason.TabFocusReason)

    def _given_up(self) -> None:
        self._show(told=tr("Nothing was changed."))
        self._enable()

    def _leave(self) -> None:
        self._show(told=tr("Nothing was changed."))
        self.bring.setFocus(Qt.FocusReason.TabFocusReason)

    def _enable(self) -> None:
        for button in (self.save, self.bring, self.undo, *self.others):
            button.setEnabled(not self.doing.busy)

    def _show(self, told: str = "", wrong: str = "", chosen: Path | None = None) -> None:
        self._chosen = chosen
        self.told.set_text(told)
        self.wrong.set_text(wrong)
        self.told.setVisible(bool(told))
        self.wrong.setVisible(bool(wrong))
        for part in (self.holds, self.means, self.take, self.leave):
            part.setVisible(chosen is not None)
        self.refresh()
