"""Minutes of the hour at which to stand up: the usual ones as chips, any other of five from a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from unknot.ui.kit.button import Chip
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import HANG, open_menu
from unknot.ui.theme import space

USUAL = (0, 20, 30, 50)
STEP = 5
MOST = 6
"""The settings keep no more."""


class ClockMinutes(QWidget):
    """``changed`` tells the minutes in order; at least one stays."""

    changed = Signal(object)

    def __init__(self, minutes: Sequence[int]) -> None:
        super().__init__()
        self._minutes = tuple(minutes)
        self.chips: dict[int, Chip] = {}
        self.other = Chip(self.tr("Other"), checkable=False, arrow=True)
        self.other.clicked.connect(lambda: open_menu(self.other, self._fill))
        self._flow = FlowLayout(gap=0, row_gap=0)
        around = Stacked()
        around.addLayout(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, RING, HANG, RING)
        column.setSpacing(space.s)
        column.addWidget(Text(self.tr("Stand up at these minutes of each hour")))
        column.addLayout(around)
        self._build()

    def show_minutes(self, minutes: Sequence[int]) -> None:
        """Show these."""
        if tuple(minutes) != self._minutes:
            self._minutes = tuple(minutes)
            self._build()

    def _build(self) -> None:
        offered = sorted({*USUAL, *self._minutes})
        if list(self.chips) != offered:
            while self._flow.count():
                self._flow.takeAt(0)
            for gone in self.chips.values():
                gone.hide()
                gone.deleteLater()
            self.chips = {minute: self._chip(minute) for minute in offered}
            for chip in (*self.chips.values(), self.other):
                self._flow.addWidget(chip)
                chip.show()
        full = len(self._minutes) >= MOST
        for minute, chip in self.chips.items():
            chip.setChecked(minute in self._minutes)
            chip.setEnabled(minute in self._minutes or not full)
        self.other.setEnabled(not full)
        self.updateGeometry()

    def _chip(self, minute: int) -> Chip:
        chip = Chip(f":{minute:02d}", parent=self)
        chip.setAccessibleName(self.tr("{n} minutes past the hour").format(n=minute))
        chip.clicked.connect(lambda: self._toggle(minute))
        return chip

    def _fill(self, menu: QMenu) -> None:
        for minute in range(0, 60, STEP):
            if minute not in self.chips:
                action = menu.addAction(f":{minute:02d}")
                action.triggered.connect(lambda _on=False, minute=minute: self._toggle(minute))

    def _toggle(self, minute: int) -> None:
        kept = set(self._minutes) ^ {minute}
        if kept:
            self._minutes = tuple(sorted(kept))
            self.changed.emit(self._minutes)
        self._build()
