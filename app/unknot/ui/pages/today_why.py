"""The right half of the Today page: what holds at this moment, and what was decided lately."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.day import Slot
from unknot.core.history import Entry, Event, Reason
from unknot.core.presence import Hold
from unknot.ui import words
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.marks import PROMPT_SIDE, StateMark
from unknot.ui.kit.text import Text
from unknot.ui.pages import today_words
from unknot.ui.pages.parts import HANG, Hung
from unknot.ui.shell import Shell
from unknot.ui.theme import line_height, size, space
from unknot.ui.theme.windows import today

FEW = 4
MANY = 40
TOLD = frozenset({Event.ANSWERED, Event.HELD, Event.SNOOZED, Event.MOVED, Event.UNDONE})
"""Events that tell a person something; the others (planned, asked, started) only stand in the long list."""
ICONS = {
    Hold.CALL: "call",
    Hold.FULL_SCREEN: "full-screen",
    Hold.DO_NOT_DISTURB: "bell-off",
    Hold.PAUSED: "pause-circle",
    Hold.LOCKED: "lock",
    Hold.ASLEEP: "moon",
    Hold.AWAY: "away",
    Hold.TYPING: "keyboard",
    Hold.SESSION: "today",
    Hold.BLOCKED: "warning",
}


def mark_of(entry: Entry) -> str:
    """The shape beside a decision, one of marks.STATES."""
    if entry.outcome is not None:
        return str(entry.outcome)
    return "held" if entry.event is Event.HELD else "coming"


class Decision(QWidget):
    """One line: time, shape, sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.time = Text("", "tabular", "ink2", wrap=False)
        self.time.setMinimumWidth(today.time_column)
        self.mark = StateMark("prompt", "done", side=PROMPT_SIDE)
        self.text = Text()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, space.xs + space.hair, 0, space.xs + space.hair)
        row.setSpacing(space.sm)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.time, 0, top)
        row.addWidget(_on_first_line(self.mark), 0, top)
        row.addWidget(self.text, 1, top)

    def tell(self, entry: Entry, sentence: str) -> None:
        """Show this one."""
        self.time.set_text(words.clock_time(entry.at))
        self.mark.show_state("prompt", mark_of(entry))
        self.text.set_text(sentence)
        self.setAccessibleName(f"{words.clock_time(entry.at)}: {sentence}")


def _completed(entry: Entry, slot: Slot | None) -> Entry:
    """With the routine and the time of its slot, where the line of the ledger has none."""
    if slot is None:
        return entry
    return replace(entry, routine=entry.routine or slot.routine, due=entry.due or slot.due)


def _on_first_line(mark: StateMark) -> QWidget:
    """The mark in the middle of a line's height, however many lines stand beside it."""
    box = QWidget()
    box.setFixedHeight(line_height("body"))
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
    return box


class WhyNotNow(QWidget):
    """What holds now in a block, or that nothing does; the last decisions; all of today's on request."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._all = False
        self.caption = Text(self.tr("Why not now?"), "caption", "ink2")
        self.block = Block()
        self.plain = Text()
        self.resume = Button(self.tr("Resume prompts"), Role.QUIET, height=size.small_button)
        self.more = Button("", Role.QUIET, "chevron-right", height=size.small_button, icon_after=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self._decisions: list[Decision] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, RING, HANG, RING)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addSpacing(space.sm)
        column.addWidget(self.block)
        column.addWidget(self.plain)
        column.addLayout(Hung(self.resume))
        column.addSpacing(space.m)
        column.addLayout(self.lines)
        column.addLayout(Hung(self.more))
        column.addStretch(1)
        self.resume.clicked.connect(shell.coach.resume)
        self.more.clicked.connect(self._toggle)

    def refresh(self) -> None:
        """Show what is so now."""
        presence = self._shell.coach.presence
        holding = words.holding(presence)
        self.block.setVisible(holding is not None)
        self.plain.setVisible(holding is None)
        self.plain.set_text(today_words.unheld(self._shell.coach.plan(), self._shell.clock.now()))
        if holding is not None:
            first = presence.holds[0].why
            self.block.icon.set_name(ICONS[first])
            self.block.set_text(holding[1], holding[0])
        self.resume.setVisible(presence.has(Hold.PAUSED))
        self._show_decisions()

    def _entries(self) -> list[Entry]:
        plan = self._shell.coach.plan()
        slots = {slot.id: slot for slot in plan.slots}
        entries = [
            _completed(entry, slots.get(entry.slot))
            for entry in self._shell.coach.decisions(2 * MANY)
            if entry.day == plan.day
        ]
        if not self._all:
            told = [entry for entry in entries if entry.event in TOLD]
            entries = [entry for entry in told if entry.reason is not Reason.SESSION_NEAR]
        return entries

    def _show_decisions(self) -> None:
        entries = self._entries()
        shown = entries[: MANY if self._all else FEW]
        while len(self._decisions) < len(shown):
            self._decisions.append(Decision())
            self.lines.addWidget(self._decisions[-1])
        for line, entry in zip(self._decisions, shown, strict=False):
            line.tell(entry, words.decision(entry, self._shell.library))
        for index, line in enumerate(self._decisions):
            line.setVisible(index < len(shown))
        self.more.setVisible(self._all or len(entries) > 0)
        self.more.setText(self.tr("Fewer") if self._all else self.tr("All decisions today"))
        self.more.set_icon("chevron-up" if self._all else "chevron-right")

    def _toggle(self) -> None:
        self._all = not self._all
        self._show_decisions()
