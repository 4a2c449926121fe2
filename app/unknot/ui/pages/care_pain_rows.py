"""What was logged, line by line, and as a table of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.body import Side
from unknot.core.body_map import Place
from unknot.core.care_records import WORST, PainEntry
from unknot.core.history import Pain
from unknot.core.pain_rules import PainDay, read_places
from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.layout import Controls, empty, set_margins
from unknot.ui.kit.text import Text
from unknot.ui.pages.history_tables import Sheet
from unknot.ui.pages.parts import HANG, Hung
from unknot.ui.shell import Shell
from unknot.ui.theme import font, size, space
from unknot.ui.tr import tr
from unknot.ui.words import clock_time
from unknot.ui.words import pain as words

FEW = 12
"""Lines shown before one asks for the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``strength`` "" for a "This hurts"; ``id``: of the entry, "" for what can't be taken out here."""

    at: datetime
    day: date
    where: str
    strength: str
    more: str
    id: str = ""
    pain: bool = True
    """False for an entry that says that there was none."""


class Row(QWidget):
    """A line with its answer: take it out, or (once it is out) take that back."""

    def __init__(self, line: Line, when: str, widest: int, out: bool, act: Callable[[str], object]) -> None:
        """``when``: its day and time in words; ``widest``: how wide the widest of those in the list is."""
        super().__init__()
        self.button = Button(tr("Undo") if out else "", Role.QUIET if out else Role.BARE, "undo" if out else "close",
                             height=size.small_button)
        said = tr("Taken out") if out else line.where
        self.setAccessibleName(", ".join(part for part in (when, said, line.strength, line.more) if part))
        taking = tr("Undo: {line}") if out else tr("Take out: {line}")
        self.button.setAccessibleName(taking.format(line=f"{when}, {line.where}"))
        if not out:
            self.button.setToolTip(tr("Take out"))
        self.button.setVisible(bool(line.id))
        self.button.clicked.connect(lambda: act(line.id))
        time = Text(when, "tabular", "ink2", wrap=False)
        time.setMinimumWidth(widest)
        strength = Text("" if out else line.strength, "label", "clay" if line.pain else "ink2", wrap=False)
        strength.setMinimumWidth(_wide(words.strength(WORST), "label"))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(Text(said, "body", "ink2" if out else "ink"))
        if line.more and not out:
            lines.addWidget(Text(line.more, "small", "ink2"))
        lines.addStretch(1)
        row = QHBoxLayout(self)
        set_margins(self, row, HANG, space.xs, HANG - self.button.pad, space.xs)  # its text or icon ends where lines do
        row.setSpacing(space.m)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(time, 0, middle)
        row.addWidget(strength, 0, middle)
        row.addLayout(lines, 1)
        row.addLayout(Controls(self.button))
        self.setMinimumHeight(size.row + space.xs)


class Entries(QWidget):
    """The entries of some days, newest first; one that was taken out stays as a line with Undo until the page is
    opened anew."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._out: dict[str, Line] = {}
        self._all = False
        self._asked: tuple[date, date, Place | None] | None = None
        self.rows: list[Row] = []
        self.title = Text(tr("Entries"), "heading")
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.more = Button("", Role.QUIET)
        self.more.clicked.connect(self._show_all)
        self._more = QWidget()
        below = QVBoxLayout(self._more)
        below.setContentsMargins(HANG, space.s, HANG, 0)
        below.addLayout(Hung(self.more))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(HANG, 0, HANG, space.s)
        head.addWidget(self.title)
        column.addLayout(head)
        column.addLayout(self._column)
        column.addWidget(self._more)

    def show_entries(self, first: date, last: date, place: Place | None) -> None:
        """Those of these days, and of one place if asked."""
        self._asked = (first, last, place)
        log = self._shell.pain_log
        lines = [_line_of(entry) for entry in log.entries(first, last) if _about(entry, place)]
        lines += [self._hurt(pain) for pain in log.hurts(first, last) if _hurt_about(pain, place)]
        there = {line.id for line in lines}
        self._out = {id_: line for id_, line in self._out.items() if id_ not in there and first <= line.day <= last}
        lines += self._out.values()
        lines.sort(key=lambda line: line.at.timestamp(), reverse=True)
        self._make(lines if self._all else lines[:FEW])
        self._more.setVisible(len(lines) > len(self.rows))
        self.more.setText(tr("Show all {n}").format(n=len(lines)))
        self.setVisible(bool(lines))

    def _make(self, lines: Sequence[Line]) -> None:
        focused = next((index for index, row in enumerate(self.rows) if row.button.hasFocus()), None)
        empty(self._column)
        today = self._shell.clock.now().date()
        whens = [f"{words.day(line.day, today)}, {clock_time(line.at)}" for line in lines]
        widest = max((_wide(when, "tabular") for when in whens), default=0)
        self.rows = []
        for line, when in zip(lines, whens, strict=True):
            out = line.id in self._out
            row = Row(line, when, widest, out, self._back if out else self._take_out)
            self._column.addWidget(_hairline())
            self._column.addWidget(row)
            self.rows.append(row)
        if focused is not None and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].button.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        self._out.clear()
        super().hideEvent(event)

    def _take_out(self, id_: str) -> None:
        entry = next((entry for entry in self._shell.pain_log.entries() if entry.id == id_), None)
        if entry is not None:
            self._out[id_] = _line_of(entry)
            self._shell.pain_log.withdraw(id_)

    def _back(self, id_: str) -> None:
        self._out.pop(id_, None)
        self._shell.pain_log.restore(id_)

    def _show_all(self) -> None:
        self._all = True
        if self._asked is not None:
            self.show_entries(*self._asked)

    def _hurt(self, pain: Pain) -> Line:
        text = self._shell.library.exercise_text.get(pain.exercise)
        name = text.name if text else pain.exercise
        more = tr("“This hurts” in {exercise}").format(exercise=name)
        return Line(pain.at, pain.day, words.place(Place(pain.area, pain.side)), "", more)


def _wide(text: str, role: str) -> int:
    """How wide a text is set in this role, pixels."""
    return ceil(QFontMetricsF(font(role)).horizontalAdvance(text)) + 1


def _hairline() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(HANG, 0, HANG, 0)
    column.addWidget(Divider())
    return holder


def _line_of(entry: PainEntry) -> Line:
    return Line(
        entry.at, entry.day, words.where(entry), words.strength(entry.strength), words.extras(entry), entry.id,
        pain=entry.strength > 0,
    )


def _about(entry: PainEntry, place: Place | None) -> bool:
    return place is None or any(_touches(each, place) for each in read_places(entry.places))


def _hurt_about(pain: Pain, place: Place | None) -> bool:
    return place is None or _touches(Place(pain.area, pain.side), place)


def _touches(one: Place, other: Place) -> bool:
    return one.area is other.area and (one.side is other.side or Side.BOTH in (one.side, other.side))


def sheet(days: Sequence[PainDay], today: date) -> Sheet:
    """The chart's numbers, a row a day, newest first."""
    rows = []
    for each in reversed(days):
        strength = words.strength(each.strength) if each.strength is not None else words.times_hurt(each.hurts)
        pills = tr("yes") if each.painkillers else tr("no")
        rows.append((words.day(each.day, today), strength, pills, words.places(each.places)))
    return Sheet((tr("Day"), tr("Strongest"), tr("Painkillers"), tr("Where")), tuple(rows))
