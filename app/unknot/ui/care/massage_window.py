"""The window of a massage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from unknot.ui.shell import Shell


class MassageWindow(QWidget):
    """Prepares and shows ``shell.massaging.run``."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell

    def prepare(self, technique: str, knots: Sequence[str]) -> None:
        """Prepare these knots with this technique, unless a massage is under way."""
