"""What the pain log advises, with its answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.pain_rules import Concern
from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import HANG, wrapping_row
from unknot.ui.shell import Page, Shell
from unknot.ui.theme import radius, size, space, theme
from unknot.ui.theme.windows import pain
from unknot.ui.tr import tr
from unknot.ui.words import pain as words


class AdviceCard(QWidget):
    """One concern: what was seen, what to do, and the two answers. ``here``: what to expect of a doctor stands on the
    same page, so that no button leads there."""

    def __init__(self, shell: Shell, concern: Concern, here: bool) -> None:
        super().__init__()
        rules = shell.pain_log.rules
        assert rules is not None, "nothing is advised without rules"
        self.concern = concern
        self.title = Text(words.advice_title(concern, rules), "label")
        self.why = Text(f"{words.advice_do()} {words.advice_why(concern, rules, shell.clock.now().date())}")
        self.setAccessibleName(f"{self.title.text} {self.why.text}")
        self.seen = Button(tr("Seen by a doctor"), height=size.small_button)
        self.more = Button(tr("Read more"), height=size.small_button)
        self.later = Button(tr("Not now"), Role.PLAIN, height=size.small_button)
        self.later.setToolTip(tr("Comes back in a week, if it still hurts then."))
        self.seen.clicked.connect(partial(shell.pain_log.answer, concern.worry, seen=True))
        self.later.clicked.connect(partial(shell.pain_log.answer, concern.worry, seen=False))
        self.more.clicked.connect(partial(shell.windows.open, Page.CARE, "help"))
        self.more.setVisible(not here)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.title)
        lines.addWidget(self.why)
        lines.addSpacing(space.sm)
        lines.addStretch(1)
        lines.addLayout(wrapping_row(self.more, self.seen, self.later))
        row = QHBoxLayout(self)
        row.setContentsMargins(space.m, space.m, space.m, space.m)
        row.setSpacing(space.sm)
        row.addWidget(Icon("caution", "ochre"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.ochre), 2) if tokens.contrast else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(tokens.ochre_tint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius.tile, radius.tile)


class AdviceCards(QWidget):
    """Those that apply now, beside each other where there is room; nothing when there are none. It
    keeps HANG free at its sides, as all parts of a tab do."""

    def __init__(self, shell: Shell, here: bool = False) -> None:
        super().__init__()
        self._shell, self._here = shell, here
        self.cards: list[AdviceCard] = []
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(HANG, 0, HANG, 0)
        self._column.setSpacing(space.s)

    def refresh(self) -> None:
        """Show what is so now."""
        advice = self._shell.pain_log.advice()
        if tuple(card.concern for card in self.cards) == advice:
            self.setVisible(bool(advice))
            return
        for old in self.cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [AdviceCard(self._shell, concern, self._here) for concern in advice]
        for card in self.cards:
            self._column.addWidget(card, 1)
        self._column.setContentsMargins(HANG, 0, HANG, space.l if advice else 0)
        self.setVisible(bool(advice))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= pain.beside_from
        way = QBoxLayout.Direction
        self._column.setDirection(way.LeftToRight if beside else way.TopToBottom)
