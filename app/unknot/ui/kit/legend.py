"""The legend of the day line: the usual shapes with their words always, the rare ones where they stand on the line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.marks import PROMPT_SIDE, StateMark
from unknot.ui.kit.text import Text
from unknot.ui.theme import radius, space, theme

SHOWN = ("done", "stopped_early", "credited", "held", "skipped", "missed", "coming")
RARE = frozenset({"stopped_early"})
"""Explained only on a day that has them."""
MARK_SIDE = PROMPT_SIDE + 1
SESSION_MARK_SIDE = 18


class Legend(QWidget):
    """A row that wraps. It says once what the shapes mean; each mark says its own state to a screen reader. ``kind``:
    whose shapes, those of a prompt (or small ones of anything) or those of a session."""

    def __init__(
        self, parent: QWidget | None = None, states: Sequence[str] = SHOWN, *, kind: str = "prompt"
    ) -> None:
        super().__init__(parent)
        words = {
            "done": self.tr("Done"),
            "stopped_early": self.tr("Stopped early"),
            "credited": self.tr("Credited, you were away"),
            "held": self.tr("Held"),
            "skipped": self.tr("Skipped"),
            "missed": self.tr("Missed"),
            "dropped": self.tr("Left out"),
            "coming": self.tr("Coming"),
        }
        flow = FlowLayout(self, gap=space.l, row_gap=space.xs)
        side = SESSION_MARK_SIDE if kind == "session" else MARK_SIDE
        self._entries = {state: self._entry(StateMark(kind, state, side=side), words[state]) for state in states}
        self._taken = self._entry(Swatch(), self.tr("Busy in your calendar"))
        for entry in (*self._entries.values(), self._taken):
            flow.addWidget(entry)
        self.explain(())
        self.setAccessibleName(self.tr("What the shapes mean"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def explain(self, there: Collection[str], *, taken: bool = False) -> None:
        """Show the words of these states, and of the usual ones. ``taken``: a calendar's time lies behind the line."""
        for state, entry in self._entries.items():
            entry.setVisible(state not in RARE or state in there)
        self._taken.setVisible(taken)

    def _entry(self, mark: QWidget, word: str) -> QWidget:
        entry = QWidget(self)
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space.s)
        line.addWidget(mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(Text(word, "small", "ink2", wrap=False))
        return entry


class Swatch(QWidget):
    """The ground of a busy time, as it lies behind the line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(MARK_SIDE + space.s, MARK_SIDE + 2)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.ochre), 1))
        painter.setBrush(QColor(tokens.ochre_tint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius.key, radius.key)
