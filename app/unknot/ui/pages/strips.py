"""Strips on top of the pages: that there is no tray, what is wrong with a file, what the pain log advises."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui import words
from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.text import Text
from unknot.ui.shell import Page, Shell
from unknot.ui.theme import size, space, theme
from unknot.ui.words import pain as pain_words

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
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(space.xxl, space.s, space.m, space.s)
        row.setSpacing(space.sm)
        row.addWidget(Icon(icon_name, ink), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self.update)

    def add(self, button: Button) -> None:
        """Something to do about it, at the end of the line."""
        self._row.insertWidget(self._row.count() - 1, button, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(tokens, self._ground)))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))


class Strips(QWidget):
    """Those that apply now; those of files can be dismissed until the app ends."""

    def __init__(self, shell: Shell, told_below: Callable[[], bool], parent: QWidget | None = None) -> None:
        """``told_below``: whether the page below says the same as the pain's strip, which then stays away."""
        super().__init__(parent)
        self._shell, self._told_below = shell, told_below
        self.tray = Strip("tray", "side", "ink2")
        self.tray.text.set_text(self.tr(
            "This desktop shows no tray icons. Unknot goes on without one; start it again to see this window."
        ))
        self.tray.close_button.hide()
        self.problems = Strip("caution", "ochre_tint", "ochre")
        self.problems.close_button.clicked.connect(self._dismiss)
        self.pain = Strip("caution", "ochre_tint", "ochre")
        self.pain.close_button.hide()
        self.more = Button(self.tr("Read more"), Role.PLAIN, height=size.small_button)
        self.more.clicked.connect(lambda: shell.windows.open(Page.CARE, "pain"))
        self.pain.add(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tray)
        column.addWidget(self.problems)
        column.addWidget(self.pain)
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
        advice, rules = self._shell.pain_log.advice(), self._shell.pain_log.rules
        self.pain.setVisible(bool(advice) and not self._told_below())
        if rules is not None and advice:
            titles = [pain_words.advice_title(concern, rules) for concern in advice]
            self.pain.text.set_text(" ".join((*titles, pain_words.advice_do())))
        self.setVisible(not all(strip.isHidden() for strip in (self.tray, self.problems, self.pain)))

    def _dismiss(self) -> None:
        self._shell.dismissed.update(self._shell.problems())
        self.refresh()
