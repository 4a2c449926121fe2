"""Strips on top of the pages: that there is no tray, and what is wrong with a file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui import words
from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.text import Text
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space, theme

LINE_END = "\u2028"
"""What a text layout takes for the end of a line."""
FEW = 3


class Strip(QWidget):
    """One line (or a few) over the full width, with an icon; ``tone`` is a token and its tint the ground."""

    def __init__(self, icon_name: str, ground: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self.text = Text()
        self.close_button = Button("", Role.BARE, "close", height=size.small_button)
        self.close_button.setAccessibleName(self.tr("Dismiss"))
        self.close_button.setToolTip(self.tr("Dismiss"))
        row = QHBoxLayout(self)
        row.setContentsMargins(space.xxl, space.s, space.m, space.s)
        row.setSpacing(space.sm)
        row.addWidget(Icon(icon_name, ink), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(tokens, self._ground)))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))


class Strips(QWidget):
    """Those that apply now; each can be dismissed until the app ends."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.tray = Strip("tray", "side", "ink2")
        self.tray.text.set_text(self.tr(
            "This desktop shows no tray icons. Unknot goes on without one; start it again to see this window."
        ))
        self.tray.close_button.hide()
        self.problems = Strip("caution", "ochre_tint", "ochre")
        self.problems.close_button.clicked.connect(self._dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tray)
        column.addWidget(self.problems)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def refresh(self) -> None:
        """Show those that apply now."""
        self.tray.setVisible(not self._shell.tray_there())
        left = [problem for problem in self._shell.problems() if problem not in self._shell.dismissed]
        self.problems.setVisible(bool(left))
        lines = [words.problem(problem) for problem in left[:FEW]]
        if len(left) > FEW:
            lines.append(self.tr("And {n} more; unknot check names them all.").format(n=len(left) - FEW))
        self.problems.text.set_text(LINE_END.join(lines))
        self.setVisible(bool(left) or not self._shell.tray_there())

    def _dismiss(self) -> None:
        self._shell.dismissed.update(self._shell.problems())
        self.refresh()
