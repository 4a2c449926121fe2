"""Care's Pain tab: the course of the pain, what was logged, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.body_map import Place
from unknot.core.pain_rules import PainDay
from unknot.ports import Undo
from unknot.ui.kit.button import Button, Chip, Role
from unknot.ui.kit.course import Course, Told
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Controls, Stacked, empty
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.pages.care_advice import AdviceCards
from unknot.ui.pages.care_pain_rows import Entries, sheet
from unknot.ui.pages.history_tables import Table
from unknot.ui.pages.parts import HANG, Followed
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.tr import tr
from unknot.ui.words import pain as words

SPANS = (30, 90, 365)
"""Days that can be looked back on."""


class PainTab(Followed, QWidget):
    """Follows the pain log while it can be seen."""

    reach = HANG

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._place: Place | None = None
        self._offered: tuple[Place, ...] | None = None
        self.advice = AdviceCards(shell)
        self.title = Text("", "title-small")
        self.lead = Text("", "body", "ink2")
        self.log = Button(tr("Log pain"), Role.PRIMARY, "plus")
        self.span = SegmentSwitch([tr("30 days"), tr("3 months"), tr("A year")])
        self.span.set_name(tr("How far back"))
        self.form = SegmentSwitch([tr("Chart"), tr("Table")])
        self.form.set_name(tr("Shown as"))
        self.chips: list[Chip] = []
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row, gap=0, row_gap=0)
        self.course = Course(tr("How strong, 0 to 10"))
        self.table = Table(tr("Pain by day"))
        self.entries = Entries(shell)
        self._lay_out()
        self.log.clicked.connect(shell.windows.open_pain)
        self.span.chosen.connect(lambda _index: self.refresh())
        self.form.chosen.connect(self._show_form)

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(space.xs)
        said.addWidget(self.title)
        said.addWidget(self.lead)
        head = QHBoxLayout()
        head.setContentsMargins(HANG, 0, HANG, 0)
        head.setSpacing(space.l)
        head.addLayout(said, 1)
        head.addLayout(Controls(self.log))
        self.table.hide()
        self.charts = QWidget()
        inside = QVBoxLayout(self.charts)
        inside.setContentsMargins(HANG, space.l, HANG, 0)
        inside.setSpacing(0)
        inside.addLayout(Folding(self.span, None, self.form))
        inside.addSpacing(space.sm)
        inside.addLayout(Stacked(self._chip_row))
        inside.addSpacing(space.m)
        inside.addWidget(self.course)
        inside.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.advice)
        column.addLayout(head)
        column.addWidget(self.charts)
        column.addSpacing(space.l)
        column.addWidget(self.entries)
        column.addStretch(1)

    # what is so

    def follow(self) -> Sequence[Undo]:
        return (self._shell.pain_log.on_change(self.refresh),)

    def refresh(self) -> None:
        """Show what is logged now."""
        first, today = self._days()
        log = self._shell.pain_log
        everything = log.days(first, today)
        self._offer(everything)
        place = self._place
        days = log.days(first, today, place.area, place.side) if place else everything
        self.advice.refresh()
        self._tell_head(everything, first, today)
        told = [Told(each.day, each.strength) for each in days if each.strength is not None]
        self.course.show_course(told, today, today)
        self.table.show_sheet(sheet(days, today))
        self.charts.setVisible(self._logged())
        self.entries.show_entries(first, today, place)

    def _days(self) -> tuple[date, date]:
        today = self._shell.clock.now().date()
        return today - timedelta(days=SPANS[self.span.index] - 1), today

    def _tell_head(self, days: Sequence[PainDay], first: date, today: date) -> None:
        if not self._logged():
            self.title.set_text(tr("Nothing logged yet"))
            self.lead.set_text(tr("Note pain when it is there. Its course shows you, and a doctor, what eases it."))
            return
        self.title.set_text(words.days_of_pain(sum(1 for each in days if each.hurts_at_all), (today - first).days + 1))
        self.lead.set_text(words.days_of_painkillers(sum(1 for each in days if each.painkillers)))

    def _logged(self) -> bool:
        return bool(self._shell.pain_log.entries() or self._shell.pain_log.hurts())

    def _show_form(self, index: int) -> None:
        self.course.setVisible(index == 0)
        self.table.setVisible(index == 1)

    # places

    def _offer(self, days: Sequence[PainDay]) -> None:
        """A chip for each place of these days, and one for all."""
        most: dict[Place, int] = {}
        for each in days:
            for place, strength in each.places.items():
                most[place] = max(strength, most.get(place, 0))
        places = tuple(most)
        if self._place not in places:
            self._place = None
        if places != self._offered:
            self._offered = places
            self._make_chips(places)
        self._mark()

    def _make_chips(self, places: Sequence[Place]) -> None:
        empty(self._flow)
        self.chips = []
        for place in (None, *places) if len(places) > 1 else ():
            chip = Chip(words.place(place) if place else tr("Everywhere"), parent=self._chip_row)
            chip.clicked.connect(lambda _on=False, place=place: self._look_at(place))
            self._flow.addWidget(chip)
            chip.show()
            self.chips.append(chip)
        self._chip_row.setVisible(bool(self.chips))

    def _look_at(self, place: Place | None) -> None:
        self._place = place
        self.refresh()

    def _mark(self) -> None:
        for chip, place in zip(self.chips, (None, *(self._offered or ())), strict=False):
            chip.setChecked(place == self._place)
