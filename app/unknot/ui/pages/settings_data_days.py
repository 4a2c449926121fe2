"""Which days: all of them, or from one to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Controls, Stacked
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.pages.schedule_dates import pick_date
from unknot.ui.theme import space
from unknot.ui.tr import tr
from unknot.ui.words.data import long_date

ALL, SOME = 0, 1


class Days(QWidget):
    """Two choices; with the second one, two dates. ``name``: what they are for."""

    changed = Signal()

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._dates = [today(), today()]
        self.switch = SegmentSwitch([tr("All days"), tr("Some days")], ALL)
        self.switch.set_name(name)
        self.fields = [Button("", Role.SECONDARY), Button("", Role.SECONDARY)]
        for end, field in enumerate(self.fields):
            field.clicked.connect(lambda _checked=False, end=end: self._ask(end))
        self.dates = QWidget()
        row = QVBoxLayout(self.dates)
        row.setContentsMargins(RING, RING, RING, RING)
        row.addLayout(Folding(*self.fields, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(space.s)
        column.addLayout(Controls(self.switch, None))
        column.addLayout(Stacked(self.dates))
        self.switch.chosen.connect(lambda _index: self._told())
        self._show()

    @property
    def span(self) -> tuple[date, date]:
        """First and last day; ``date.min`` and ``date.max`` for all of them."""
        first, last = self._dates
        return (first, last) if self.switch.index == SOME else (date.min, date.max)

    def set_span(self, first: date, last: date) -> None:
        """Some days: these."""
        self._dates = [first, last]
        self.switch.set_index(SOME)
        self._told()

    def _ask(self, end: int) -> None:
        field = self.fields[end]
        place = field.mapToGlobal(field.rect().bottomLeft())
        pick_date(field, self._title(end), self._dates[end], place, lambda day: self._take(end, day))

    def _take(self, end: int, day: date) -> None:
        """The other end follows where it would lie on the wrong side."""
        self._dates[end] = day
        first, last = self._dates
        if first > last:
            self._dates = [day, day]
        self._told()

    def _told(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.dates.setVisible(self.switch.index == SOME)
        for end, (field, day) in enumerate(zip(self.fields, self._dates, strict=True)):
            text = tr("From {day}") if end == 0 else tr("To {day}")
            field.setText(text.format(day=long_date(day)))

    def _title(self, end: int) -> str:
        return tr("First day") if end == 0 else tr("Last day")
