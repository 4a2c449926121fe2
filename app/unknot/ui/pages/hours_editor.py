"""The exact times of one day: a row a range, each from a time to a time, for whoever would rather type than drag."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.hours import DEFAULT_HOURS, Ranges, WorkRange, read_ranges
from unknot.ui.kit import week_grid_edit as edit
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import TimeField
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.kit.week_grid_paint import EN_DASH
from unknot.ui.pages.parts import wrapping_row
from unknot.ui.theme import size, space

LUNCH = 45
"""Minutes of the break that ``one_more`` puts into a single range."""


def one_more(ranges: Ranges) -> Ranges:
    """The day with another range: the office's hours on an empty day, a break in a single range, else an hour more at
    its end. The same when there is no room."""
    if not ranges:
        return DEFAULT_HOURS[0]
    week = edit.day_bars(0, ranges)
    if len(week) == 1 and edit.cut(week, week[0], LUNCH) != week:
        return edit.ranges_of(edit.cut(week, week[0], LUNCH))
    last = ranges[-1]
    if last.end <= last.start or last.end.hour >= 22:
        return ranges
    start = last.end.replace(hour=last.end.hour + 1)
    return (*ranges, WorkRange(start, start.replace(hour=start.hour + 1)))


class RangeFields(QWidget):
    """``8:30 to 12:15`` and a button that takes it away. ``day``: whose they are, for screen readers."""

    changed = Signal()
    removed = Signal()

    def __init__(self, work: WorkRange, day: str) -> None:
        super().__init__()
        self.start = TimeField(work.start, self.tr("{day}, from").format(day=day), size.field_small)
        self.end = TimeField(work.end, self.tr("{day}, to").format(day=day), size.field_small)
        for field in (self.start, self.end):
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            field.picked.connect(lambda _time: self.changed.emit())
        self.remove = Button("", Role.BARE, "close", height=size.field_small)
        name = self.tr("Remove {start} to {end} on {day}")
        self.remove.setAccessibleName(name.format(start=f"{work.start:%H:%M}", end=f"{work.end:%H:%M}", day=day))
        self.remove.setToolTip(self.tr("Remove"))
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.start)
        row.addWidget(Text(EN_DASH, "body", "ink2", wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.end)
        row.addWidget(self.remove)
        row.addStretch(1)

    def value(self) -> WorkRange:
        """What stands there."""
        return WorkRange(self.start.value(), self.end.value())


class DayTimes(QWidget):
    """A day's ranges. ``changed`` (Ranges) only with times that can be kept; others are told below."""

    changed = Signal(object)

    def __init__(self, day: str, ranges: Ranges) -> None:
        super().__init__()
        self._day = day
        self._ranges = ranges
        self.fields: list[RangeFields] = []
        self.off = Text(self.tr("Day off"), "body", "ink2")
        self.wrong = Text("", "small", "ochre")
        self.wrong.hide()
        self.add = Button("", Role.QUIET, "plus", height=size.small_button)
        self.add.clicked.connect(self._add)
        self.clear = Button(self.tr("Day off"), Role.QUIET, height=size.small_button)
        self.clear.clicked.connect(lambda: self._put(()))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        around = Stacked()
        around.addLayout(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(space.s)
        column.addLayout(around)
        column.addWidget(self.off)
        column.addWidget(self.wrong)
        column.addLayout(wrapping_row(self.add, self.clear))
        self._build()

    @property
    def ranges(self) -> Ranges:
        """The ranges as they stand in the fields."""
        return tuple(field.value() for field in self.fields)

    def refuse(self, why: str) -> None:
        """What was typed can't be kept, because of other days."""
        self.wrong.set_text(why)
        self.wrong.setVisible(bool(why))

    def _build(self) -> None:
        for old in self.fields:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.fields = [RangeFields(work, self._day) for work in self._ranges]
        for field in self.fields:
            field.changed.connect(self._typed)
            field.removed.connect(lambda field=field: self._remove(field))
            self._rows.addWidget(field)
        self.off.setVisible(not self.fields)
        self.clear.setVisible(bool(self.fields))
        self.add.setText(self.tr("Add a break") if len(self.fields) == 1 else self.tr("Add hours"))
        self.add.setAccessibleName(f"{self.add.text()}, {self._day}")
        self.add.setVisible(one_more(self._ranges) != self._ranges)
        parts = [part for field in self.fields for part in (field.start, field.end, field.remove)]
        for before, after in itertools.pairwise([*parts, self.add, self.clear]):
            QWidget.setTabOrder(before, after)
        self.adjustSize()

    def _typed(self) -> None:
        """Tell what stands in the fields, if it can be kept."""
        found, problems = read_ranges([str(work) for work in self.ranges], "hours")
        if problems:
            self.refuse(self.tr("These hours overlap, so the day stays as it was."))
            return
        self.refuse("")
        self._ranges = found
        self.changed.emit(found)

    def _put(self, ranges: Ranges) -> None:
        self._ranges = ranges
        self._build()
        self._typed()

    def _add(self) -> None:
        self._put(one_more(self._ranges))

    def _remove(self, gone: RangeFields) -> None:
        self._put(tuple(field.value() for field in self.fields if field is not gone))
        self.add.setFocus(Qt.FocusReason.TabFocusReason)
