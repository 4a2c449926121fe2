"""The chosen knot: where it is, its course, what it can be massaged with, and what can be said about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from unknot.core.knot_search import Step
from unknot.core.knots import Knot, course
from unknot.core.library import Exercise, ExerciseText
from unknot.ui import words
from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.course import Course, Told
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.knot_map import Disc, KnotDisc
from unknot.ui.kit.layout import Controls, empty
from unknot.ui.kit.text import Text
from unknot.ui.pages.care_knot_parts import RatePanel, TechniqueRow
from unknot.ui.pages.parts import HANG, Hanging, Hung, open_menu
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space

ORDER = ("massage-fingers", "massage-ball", "massage-roller", "massage-hook")
"""As the guide has them: what needs nothing first. The person's own follow."""


def in_order(techniques: Sequence[Exercise]) -> list[Exercise]:
    """Techniques in the guide's order."""
    return sorted(techniques, key=lambda each: ORDER.index(each.id) if each.id in ORDER else len(ORDER))


def disc_of(knot: Knot) -> Disc:
    """A knot as maps and rows show it."""
    place = knot.place
    return Disc(knot.id, knot.number, place.view, place.x, place.y, words.knot_spoken(knot), knot.open)


class KnotPane(QWidget):
    """Everything about one knot. What is pressed is told by signals; the owner does it."""

    chosen = Signal(str)
    """The id of another knot."""
    new = Signal()
    corrected = Signal(object)
    """The Step of the search to correct."""
    removed = Signal()
    rated = Signal(int)
    gone = Signal()
    asked = Signal()
    """How strong it is is asked now: let it be seen."""
    returned = Signal(int)
    """It is back, this strong."""

    def __init__(self, shell: Shell, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._stills = shell, stills
        self._knot: Knot | None = None
        self._shown: tuple[Disc, ...] = ()
        self.discs: list[KnotDisc] = []
        self._first = QWidget(self)  # never seen: the discs, which come and go, follow it in the keyboard's order
        self._first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt orders nothing else
        self._first.hide()
        self._row = QWidget()
        self.since = Text("", "caption", "ink2", wrap=False, align=Qt.AlignmentFlag.AlignVCenter)
        self.new_knot = Button(self.tr("New knot"), Role.QUIET, "plus", height=size.small_button)
        self.title = Text("", "title-small")
        self.kind = Text("", "body", "ink2")
        self.before = Text("", "body", "ink2", wrap=False)
        self.now = Text("", "heading", "clay", wrap=False)
        self.course = Course(self.tr("How strong, 0 to 10"))
        self.rows: list[TechniqueRow] = []
        self._offered: tuple[tuple[Exercise, ExerciseText], ...] = ()
        self.massage = QWidget()
        self.massaged = Text("", "small", "ink2", align=Qt.AlignmentFlag.AlignRight)
        self.log = Button(self.tr("Log strength"), Role.QUIET)
        self.change = Button(self.tr("Change"), Role.QUIET, "chevron-down", icon_after=True)
        self.end = Button(self.tr("It is gone"), Role.BARE)
        self.again = Button(self.tr("It is back"), Role.QUIET)
        self.rate = RatePanel(self.tr("How strong is it now?"))
        self._lay_out()
        self._connect()

    # building it

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, RING, HANG, RING)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(space.xs)
        column.addWidget(self.title)
        column.addSpacing(space.xs)
        column.addWidget(self.kind)
        column.addSpacing(space.m)
        column.addLayout(self._strength_line())
        column.addSpacing(space.s)
        column.addWidget(self.course)
        column.addSpacing(space.m)
        self._fill_massage()
        column.addWidget(self.massage)
        self._offer_techniques()
        column.addSpacing(space.xs)
        column.addLayout(Hanging(self.log, self.change, self.again, None, self.end))
        column.addWidget(self.rate)
        column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        self._flow = FlowLayout(gap=0, row_gap=0)
        lowered = QVBoxLayout(self._row)  # level with the button's face
        lowered.setContentsMargins(0, RING, 0, RING)
        lowered.addLayout(self._flow)
        self._beside = QWidget()
        room = QHBoxLayout(self._beside)
        room.setContentsMargins(space.xs, 0, space.xs, 0)
        room.addWidget(self.since)
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addLayout(Controls(self._row), 1)
        head.addLayout(Hung(self.new_knot, end=True))
        return head

    def _strength_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(space.s)
        for text, share in ((Text(self.tr("How strong, 0 to 10"), "label"), 1), (self.before, 0)):
            level = QVBoxLayout()  # lifts small text onto the line that the large number stands on
            level.addStretch(1)
            level.addWidget(text)
            level.addSpacing(space.hair)
            line.addLayout(level, share)
        line.addWidget(self.now, 0, Qt.AlignmentFlag.AlignBottom)
        return line

    def _fill_massage(self) -> None:
        column = QVBoxLayout(self.massage)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(space.m)
        line.addWidget(Text(self.tr("Massage it"), "label"), 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.massaged, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(line)
        column.addSpacing(space.s)
        column.addWidget(Divider())
        self._techniques = QVBoxLayout()
        self._techniques.setSpacing(0)
        column.addLayout(self._techniques)

    def _connect(self) -> None:
        self.new_knot.clicked.connect(self.new)
        self.end.clicked.connect(self.gone)
        self.log.clicked.connect(self._ask)
        self.again.clicked.connect(self._ask)
        self.change.clicked.connect(lambda: open_menu(self.change, self.fill_changes))
        self.rate.rated.connect(self._rated)
        self.rate.left.connect(self._leave)

    def fill_changes(self, menu: QMenu) -> None:
        """What can be corrected."""
        menu.addAction(self.tr("Its place..."), lambda: self.corrected.emit(Step.PLACE))
        menu.addAction(self.tr("What pressing it does..."), lambda: self.corrected.emit(Step.PRESS))
        menu.addSeparator()
        menu.addAction(self.tr("It was a slip: remove it"), self.removed.emit)

    def set_low(self, low: bool) -> None:
        """There is little height."""
        self.title.set_role("heading" if low else "title-small")
        self.before.setVisible(not low)

    # rating

    def _ask(self) -> None:
        self.rate.ask()
        self._show_foot()
        self.asked.emit()

    def _rated(self, value: int) -> None:
        back = self._knot is not None and not self._knot.open
        self._leave()
        (self.returned if back else self.rated).emit(value)

    def _leave(self) -> None:
        asked_from = self.again if self._knot is not None and not self._knot.open else self.log
        had_focus = self.rate.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.rate.hide()
        self._show_foot()
        if had_focus:
            asked_from.setFocus(Qt.FocusReason.TabFocusReason)

    # showing it

    def show_knot(self, knot: Knot, row: Sequence[Knot], today: date) -> None:
        """Show this one; ``row``: all that can be chosen beside it."""
        another = self._knot is None or self._knot.id != knot.id or self._knot.open != knot.open
        self._knot = knot
        if another:
            self.rate.hide()
        self._show_row(tuple(disc_of(each) for each in row))
        self.since.set_text(words.knot_since(knot, today))
        self.title.set_text(words.knot_place(knot.place))
        self.kind.set_text(words.knot_kind(knot.kind, knot.spreads))
        self.before.set_text(words.knot_strength(knot))
        self.now.set_text(str(knot.now))
        end = today if knot.open or knot.closed_at is None else knot.closed_at.date()
        self.course.show_course([Told(day.day, day.last) for day in course(knot)], end, today)
        days = [record.day for record in self._shell.knots.massages(knot.id)]
        self.massaged.set_text(words.knot_massaged(len(set(days)), days[-1], today) if days else "")
        self._offer_techniques()
        for technique in self.rows:
            technique.show_for(knot)
        self._show_foot()

    def _offer_techniques(self) -> None:
        """A row for each there is; the person's own come and go."""
        shell = self._shell
        techniques = in_order(shell.massaging.techniques())
        offered = tuple((each, shell.library.exercise_text[each.id]) for each in techniques)
        if offered == self._offered:
            return
        self._offered = offered
        self._stills.forget()
        empty(self._techniques)
        self.rows = [TechniqueRow(shell, self._stills, each) for each in techniques]
        before: QWidget = self.new_knot
        for row in self.rows:
            self._techniques.addWidget(row)
            QWidget.setTabOrder(before, row.start)
            before = row.start

    def _show_foot(self) -> None:
        """What can be done and said about it, while nothing is being asked."""
        there = self._knot is not None and self._knot.open
        asking = self.rate.isVisibleTo(self)
        for part in (self.massage, self.log, self.change, self.end):
            part.setVisible(there and not asking)
        self.again.setVisible(not there and not asking)

    def _show_row(self, discs: tuple[Disc, ...]) -> None:
        assert self._knot is not None
        if discs != self._shown:
            self._shown = discs
            while (item := self._flow.takeAt(0)) is not None:
                old = item.widget()
                if old is not None and old is not self._beside:
                    old.hide()
                    old.deleteLater()
            self.discs = [KnotDisc(disc, halo=len(discs) > 1, tight=len(discs) == 1) for disc in discs]
            before: QWidget = self._first
            for button in self.discs:
                button.clicked.connect(lambda _on=False, button=button: self.chosen.emit(button.disc.id))
                self._flow.addWidget(button)
                QWidget.setTabOrder(before, button)
                before = button
            self._beside.setFixedHeight(self.discs[0].height())
            self._flow.addWidget(self._beside)
        for button in self.discs:
            button.setChecked(button.disc.id == self._knot.id)
