"""The person's knots on the body, each with its course and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from unknot.ports import Undo
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import Followed
from unknot.ui.shell import Shell


class KnotsTab(Followed, QWidget):
    """Map at the left, the chosen knot at the right."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.title = Text("", "title-small")
        column.addWidget(self.title)
        column.addStretch(1)

    def follow(self) -> Sequence[Undo]:
        return [self._shell.knots.on_change(self.refresh)]

    def refresh(self) -> None:
        """Show the knots as they are now."""
        self.title.set_text(self.tr("%n open knots", "", len(self._shell.knots.open())))
