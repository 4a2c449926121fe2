"""What stands with a control that isn't the person's to set: a padlock, and who has set it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.text import Text
from unknot.ui.theme import size, space


class LockNote(QWidget):
    """One quiet line beside or below a control, readable while that is faded."""

    def __init__(self, text: str, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(text, "small", "ink2", wrap=wrap)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.xs)
        row.addWidget(Icon("lock", "ink2", size.icon_small), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
