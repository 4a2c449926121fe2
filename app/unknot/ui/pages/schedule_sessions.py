"""A row a session: at what time, where times are fixed, and which routine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.library import Library
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import Choice, TimeField
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import HANG, Hung
from unknot.ui.theme import size, space

MOST = 8
LATEST = 22


def later_time(times: Sequence[time]) -> time:
    """Where another session would lie: an hour and a half behind the last, else in the widest gap before it."""
    if not times:
        return time(10)
    last = times[-1].hour * 60 + times[-1].minute + 90
    if last <= LATEST * 60:
        return time(last // 60, last % 60)
    minutes = [at.hour * 60 + at.minute for at in times]
    gap, start = max((after - before, before) for before, after in zip([0, *minutes], minutes, strict=False))
    middle = (start + gap // 2) // 5 * 5
    return time(middle // 60, middle % 60)


class SessionRow(QWidget):
    """``at`` None: the time is the plan's to choose, and ``name`` stands in its place."""

    changed = Signal()
    removed = Signal()

    def __init__(self, name: str, at: time | None, routine: str, choices: dict[str, str], only: bool) -> None:
        super().__init__()
        self._ids = list(choices)
        self.at = TimeField(at, self.tr("{session}, time").format(session=name), size.field_small) if at else None
        self.routine = Choice(list(choices.values()), self.tr("{session}, routine").format(session=name),
                              size.field_small)
        self.routine.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.routine.activated.connect(lambda _index: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.xs)
        if self.at is not None:
            self.at.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.at.editingFinished.connect(self.changed)
            row.addWidget(self.at)
        else:
            row.addWidget(Text(name, wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.routine)
        self.show_value(at, routine)
        self.remove = Button("", Role.BARE, "close", height=size.field_small)
        self.remove.setAccessibleName(self.tr("Remove {session}").format(session=name))
        self.remove.setToolTip(self.tr("Remove"))
        self.remove.setVisible(self.at is not None and not only)
        self.remove.clicked.connect(self.removed)
        row.addWidget(self.remove)
        row.addStretch(1)

    def show_value(self, at: time | None, routine: str) -> None:
        """Show another time and routine."""
        if self.at is not None and at is not None:
            self.at.set_value(at)
        self.routine.setCurrentIndex(self._ids.index(routine) if routine in self._ids else 0)

    def value(self) -> tuple[time | None, str]:
        """What is chosen."""
        return (self.at.value() if self.at else None), self._ids[max(0, self.routine.currentIndex())]


class SessionRows(QWidget):
    """``changed`` tells ``(times, routines)``; times are empty where the plan chooses them."""

    changed = Signal(object, object)

    def __init__(self, library: Library) -> None:
        super().__init__()
        names = {id_: words.routine_name(id_, library) for id_ in library.routines}
        self._choices = {"": self.tr("Unknot chooses"), **dict(sorted(names.items(), key=lambda each: each[1]))}
        self._shown: tuple[object, ...] = ()
        self.rows: list[SessionRow] = []
        self.add = Button(self.tr("Add a time"), Role.QUIET, "plus", height=size.small_button)
        self.add.clicked.connect(self._add)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        around = Stacked()
        around.addLayout(self._column)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, RING, HANG, RING)
        column.setSpacing(space.xs)
        column.addLayout(around)
        column.addLayout(Hung(self.add))

    def show_sessions(self, times: Sequence[time | None], routines: Sequence[str]) -> None:
        """A row for each time, None where the plan chooses it."""
        tied = tuple(routines[n] if n < len(routines) else "" for n in range(len(times)))
        if (tuple(times), tied) == self._shown:
            return
        self._shown = (tuple(times), tied)
        if [row.at is None for row in self.rows] == [at is None for at in times]:
            for row, at, routine in zip(self.rows, times, tied, strict=True):
                row.show_value(at, routine)  # whoever is at work in a row stays there
            return
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = []
        for number, (at, routine) in enumerate(zip(times, tied, strict=True), start=1):
            name = self.tr("Session {n}").format(n=number)
            row = SessionRow(name, at, routine, self._choices, only=len(times) == 1)
            row.changed.connect(self._tell)
            row.removed.connect(lambda row=row: self._remove(row))
            self._column.addWidget(row)
            self.rows.append(row)
        self.add.setVisible(0 < len(times) < MOST and times[0] is not None)
        self.updateGeometry()

    def _tell(self) -> None:
        self._put([row.value() for row in self.rows])

    def _add(self) -> None:
        times = [at for at, _ in (row.value() for row in self.rows) if at is not None]
        self._put([*(row.value() for row in self.rows), (later_time(times), "")])

    def _remove(self, gone: SessionRow) -> None:
        self._put([row.value() for row in self.rows if row is not gone])

    def _put(self, found: Sequence[tuple[time | None, str]]) -> None:
        """In order of time, each once; a routine stays with its time."""
        if all(at is None for at, _ in found):
            self.changed.emit((), _without_tail([routine for _, routine in found]))
            return
        by_time = {at: routine for at, routine in reversed(found) if at is not None}
        times = tuple(sorted(by_time))
        self.changed.emit(times, _without_tail([by_time[at] for at in times]))


def _without_tail(routines: list[str]) -> tuple[str, ...]:
    """Sessions at the end for which the app chooses need no entry."""
    while routines and not routines[-1]:
        routines.pop()
    return tuple(routines)
