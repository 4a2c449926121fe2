"""All that was decided lately, in words: grouped by day, and as text to copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot import __version__
from unknot.core.day import Slot, Span
from unknot.core.history import Entry
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.marks import PROMPT_SIDE, StateMark
from unknot.ui.kit.text import Text
from unknot.ui.pages.day_bands import busy_title
from unknot.ui.pages.parts import Hung
from unknot.ui.shell import Shell
from unknot.ui.theme import line_height, size, space
from unknot.ui.theme.windows import today

MOST = 50


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

    def tell(self, told: words.Told) -> None:
        """Show this one."""
        time = words.clock_time(told.entry.at)
        self.time.set_text(time)
        if told.mark:
            self.mark.show_state("prompt", told.mark)
        self.mark.setVisible(bool(told.mark))
        self.text.set_text(told.text)
        self.setAccessibleName(f"{time}: {told.text}")


def _on_first_line(mark: StateMark) -> QWidget:
    """The mark in the middle of the first line of the text beside it."""
    holder = QWidget()
    holder.setFixedSize(mark.width(), line_height("body"))
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder


def decisions(shell: Shell, entries: Sequence[Entry]) -> tuple[words.Told, ...]:
    """These (newest first, as the coach answers them) in words."""

    @cache
    def slots(day: date) -> dict[str, Slot]:
        return {slot.id: slot for slot in shell.coach.plan_for(day).slots}

    def busy(span: Span) -> str:
        return busy_title(shell, span)

    days = [entry.day for entry in entries]
    away = shell.progress.away(min(days), max(days) + timedelta(days=1)) if days else ()
    return words.tell(entries, words.Known(shell.library, lambda day, id_: slots(day).get(id_), busy, away))


def as_text(told: Sequence[words.Told], now: datetime) -> str:
    """For a bug report: a line each, oldest first, with what the ledger calls it. Untranslated but for the sentence."""
    lines = [f"Unknot {__version__}, decisions up to {now:%Y-%m-%d %H:%M %z}"]
    for each in reversed(told):
        entry = each.entry
        raw = " ".join(part for part in (entry.slot, entry.event, entry.outcome, entry.reason, entry.why) if part)
        lines.append(f"{entry.at:%Y-%m-%d %H:%M:%S}  {raw}  |  {each.text}")
    return "\n".join(lines) + "\n"


class DecisionsView(QWidget):
    """The last fifty. Made when first asked for; ``left`` when the person goes back."""

    left = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._told: tuple[words.Told, ...] | None = None
        self.back = Button(self.tr("Today"), Role.QUIET, "chevron-left", height=size.small_button)
        self.copy = Button(self.tr("Copy as text"), Role.SECONDARY, height=size.small_button)
        self.title = Text(self.tr("All decisions"), "title")
        self.hint = Text("", "body", "ink2")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.copy.clicked.connect(self._copy)
        for key, do in ((QKeySequence.StandardKey.Copy, self._copy), (QKeySequence.StandardKey.Cancel, self.left.emit)):
            shortcut = QShortcut(QKeySequence(key), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setAccessibleName(self.title.text)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space.xl)
        head.addLayout(Hung(self.back), 1)
        head.addLayout(Controls(self.copy))
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xxl, space.l, space.xxl, space.l)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(space.s)
        column.addWidget(self.title)
        column.addSpacing(space.s)
        column.addWidget(self.hint)
        column.addLayout(self.lines)
        column.addStretch(1)

    def refresh(self) -> None:
        """Show those of this moment."""
        told = decisions(self._shell, self._shell.coach.decisions(MOST))
        if self._told == told:
            return
        self._told = told
        self.copy.setText(self.tr("Copy as text"))
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.hint.set_text(
            self.tr("The newest first, and why. The copy is good for a bug report.")
            if told else self.tr("Nothing was decided yet.")
        )
        self.copy.setEnabled(bool(told))
        for day, group in groupby(told, lambda each: each.entry.day):
            caption = Text(words.day_name(day), "caption", "ink2")
            self.lines.addSpacing(space.l)
            self.lines.addWidget(caption)
            self.lines.addSpacing(space.xs)
            for each in group:
                line = Decision()
                line.tell(each)
                self.lines.addWidget(line)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._told or (), self._shell.clock.now()))
        self.copy.setText(self.tr("Copied"))
