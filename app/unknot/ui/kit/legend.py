"""The legend of the day line: the usual shapes with their words always, the rare ones where they stand on the line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.marks import PROMPT_SIDE, StateMark
from unknot.ui.kit.text import Text
from unknot.ui.theme import space

SHOWN = ("done", "stopped_early", "credited", "held", "skipped", "missed", "coming")
RARE = frozenset({"stopped_early"})
"""Explained only on a day that has them."""
MARK_SIDE = PROMPT_SIDE + 1


class Legend(QWidget):
    """A row that wraps. It says once what the shapes mean; each mark says its own state to a screen reader."""

    def __init__(self, parent: QWidget | None = None, states: Sequence[str] = SHOWN) -> None:
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
        self._entries = {state: self._entry(state, words[state]) for state in states}
        for entry in self._entries.values():
            flow.addWidget(entry)
        self.explain(())
        self.setAccessibleName(self.tr("What the shapes mean"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def explain(self, there: Collection[str]) -> None:
        """Show the words of these states, and of the usual ones."""
        for state, entry in self._entries.items():
            entry.setVisible(state not in RARE or state in there)

    def _entry(self, state: str, word: str) -> QWidget:
        entry = QWidget(self)
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space.s)
        line.addWidget(StateMark("prompt", state, side=MARK_SIDE), alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(Text(word, "small", "ink2", wrap=False))
        return entry
