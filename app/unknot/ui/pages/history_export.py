"""Export of a period: the records as CSV or JSON, or a sheet of a month as PDF or picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from unknot.core.review import Period
from unknot.ports import StoreError
from unknot.ports_archive import Form
from unknot.ui.shell import Shell
from unknot.ui.tr import tr

ENDINGS = {Form.CSV: "zip", Form.JSON: "json"}


class Export:
    """Fills the menu behind Export; asks where to, and tells what became of it."""

    def __init__(self, shell: Shell, owner: QWidget, shown: Period, week_starts: int) -> None:
        self._shell = shell
        self._owner = owner
        self._shown = shown
        self._starts = week_starts

    def fill(self, menu: QMenu) -> None:
        """Put the entries into a menu that is about to be shown."""
        menu.addAction(tr("Records as CSV…")).triggered.connect(lambda: self._ask(Form.CSV))
        menu.addAction(tr("Records as JSON…")).triggered.connect(lambda: self._ask(Form.JSON))

    def write(self, path: Path, form: Form) -> int:
        """Write the records of the period. Raises StoreError."""
        return self._shell.archive.export(path, form, self._shown.first, self._shown.last)

    def _ask(self, form: Form) -> None:
        name = f"unknot-{self._shown.first}-{self._shown.last}.{ENDINGS[form]}"
        dialog = QFileDialog(self._owner, tr("Export"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda file: self._write(Path(file), form))
        dialog.open()

    def _write(self, path: Path, form: Form) -> None:
        try:
            self.write(path, form)
        except StoreError as refused:
            self._shell.report(refused.problem)
