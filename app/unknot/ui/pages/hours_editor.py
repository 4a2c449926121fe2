"""Working hours by weekday: a row a day with its ranges, each from a time to a time."""

from __future__ import annotations

import itertools
from datetime import time

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.hours import DEFAULT_HOURS, Hours, WorkRange, read_ranges
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import TimeField
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import settings

Ranges = tuple[WorkRange, ...]
LUNCH_AT = time(12, 15)
LUNCH_MINUTES = 45
EN_DASH = "\u2013"


def with_break(work: WorkRange, at: time = LUNCH_AT, minutes: int = LUNCH_MINUTES) -> Ranges:
    """The range with a lunch break in it; as it is where that break does not fall inside."""
    back = at.hour * 60 + at.minute + minutes
    if not work.start < at or not (back < work.end.hour * 60 + work.end.minute or work.end <= work.start):
        return (work,)
    if back >= 24 * 60:
        return (work,)
    return WorkRange(work.start, at), WorkRange(time(back // 60, back % 60), work.end)


def one_more(ranges: Ranges) -> Ranges:
    """The day with another range: the office's hours on an empty day, a break in a single range, else an hour more at
    its end. The same when there is no room."""
    if not ranges:
        return DEFAULT_HOURS[0]
    if len(ranges) == 1 and len(with_break(ranges[0])) == 2:
        return with_break(ranges[0])
    last = ranges[-1]
    if last.end <= last.start or last.end.hour >= 22:
        return ranges
    start = last.end.replace(hour=last.end.hour + 1)
    return (*ranges, WorkRange(start, start.replace(hour=start.hour + 1)))


class RangeFields(QWidget):
    """``8:30 to 12:15`` and a button that takes it away."""

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

    def value(self) -> WorkRange:
        """What stands there."""
        return WorkRange(self.start.value(), self.end.value())


class DayRow(QWidget):
    """A day: ticked when it is worked on, its ranges, and what is wrong with them beside it."""

    changed = Signal()

    def __init__(self, weekday: int) -> None:
        super().__init__()
        self._name = QLocale().dayName(weekday + 1, QLocale.FormatType.LongFormat)
        self._ranges: Ranges = ()
        self._kept: Ranges = ()
        self.works = TickBox(self._name)
        self.works.setMinimumWidth(settings.day_column + size.tick + space.m)
        tall = size.field_small + 2 * RING
        self.works.setFixedHeight(tall)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        off = Text(self.tr("Day off"), "body", "ink2", wrap=False, align=middle)
        off.setMinimumHeight(tall)
        self.off = QWidget()
        off_row = QHBoxLayout(self.off)
        off_row.setContentsMargins(RING, 0, 0, 0)
        off_row.addWidget(off)
        self.add = Button("", Role.QUIET, "plus", height=size.field_small)
        self.wrong = Text("", "small", "ochre")
        self._wrong_row = QWidget()  # a layout alone, empty while nothing is wrong, would narrow the hours above
        wrong = QHBoxLayout(self._wrong_row)
        wrong.setContentsMargins(RING, 0, RING, 0)
        wrong.addWidget(self.wrong)
        self._wrong_row.hide()
        self.fields: list[RangeFields] = []
        self._flow = FlowLayout(gap=0, row_gap=0)
        around = QVBoxLayout()
        around.setSpacing(0)
        around.addLayout(self._flow)
        around.addWidget(self._wrong_row)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.m)
        row.addWidget(self.works, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(around, 1)
        self.works.clicked.connect(self._tick)
        self.add.clicked.connect(self._add)

    @property
    def ranges(self) -> Ranges:
        """The day's ranges as they stand in the fields."""
        return tuple(sorted(field.value() for field in self.fields))

    def show_ranges(self, ranges: Ranges) -> None:
        """Show these."""
        built = self._flow.count() > 0
        if built and ranges == self._ranges:
            return  # the fields may hold something half typed
        self._ranges = ranges
        self._kept = ranges or self._kept
        self.say("")
        self.works.setChecked(bool(ranges))
        if not built or ranges != self.ranges:
            self._rebuild(ranges)

    def _rebuild(self, ranges: Ranges) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for old in self.fields:
            old.hide()
            old.deleteLater()
        self.fields = [RangeFields(work, self._name) for work in ranges]
        for field in self.fields:
            field.changed.connect(self.changed)
            field.removed.connect(lambda field=field: self._remove(field))
            self._flow.addWidget(field)
        if not ranges:
            self._flow.addWidget(self.off)
        self._flow.addWidget(self.add)
        self.off.setVisible(not ranges)
        name = self.tr("Add a break") if len(ranges) == 1 else self.tr("Add hours")
        self.add.setToolTip(name)
        self.add.setAccessibleName(f"{name}, {self._name}")
        self.add.setVisible(one_more(ranges) != ranges)
        row: list[QWidget] = [self.works]
        row += [part for field in self.fields for part in (field.start, field.end, field.remove)]
        for before, after in itertools.pairwise([*row, self.add]):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()

    def say(self, wrong: str) -> None:
        """What is wrong with the hours of this day; "" for nothing."""
        self.wrong.set_text(wrong)
        self._wrong_row.setVisible(bool(wrong))

    def _tick(self, on: bool) -> None:
        self.show_ranges((self._kept or DEFAULT_HOURS[0]) if on else ())
        self.changed.emit()

    def _add(self) -> None:
        self.show_ranges(one_more(self.ranges))
        self.changed.emit()

    def _remove(self, gone: RangeFields) -> None:
        self.show_ranges(tuple(sorted(field.value() for field in self.fields if field is not gone)))
        self.works.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()


class HoursEditor(QWidget):
    """The whole week. ``changed`` only with hours that can be kept; others are told beside their day."""

    changed = Signal(object)

    def __init__(self, hours: Hours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours = hours
        self.days = [DayRow(weekday) for weekday in range(7)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for index, row in enumerate(self.days):
            row.show_ranges(hours[index])
            row.changed.connect(lambda index=index: self._day_changed(index))
            column.addWidget(row)

    def show_hours(self, hours: Hours) -> None:
        """Show these."""
        self._hours = hours
        for row, ranges in zip(self.days, hours, strict=True):
            row.show_ranges(ranges)

    def _day_changed(self, weekday: int) -> None:
        row = self.days[weekday]
        found, problems = read_ranges([str(work) for work in row.ranges], "hours")
        if problems:
            row.say(self.tr("These hours overlap, so the day stays as it was."))
            return
        row.say("")
        row.show_ranges(found)
        hours = list(self._hours)
        hours[weekday] = found
        self._hours = tuple(hours)
        self.changed.emit(self._hours)
