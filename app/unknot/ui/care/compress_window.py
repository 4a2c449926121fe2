"""The window of a compress."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from unknot.core.care_records import CompressKind
from unknot.ui.shell import Shell


class CompressWindow(QWidget):
    """Prepares and shows ``shell.compresses.running``."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell

    def prepare(self, kind: CompressKind) -> None:
        """Prepare one of this kind, unless one is under way."""
