"""The charts of History, each under its heading; they stand in two columns, or in one where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.review import Review, Scope
from unknot.ui.charts.body import Body
from unknot.ui.charts.chart import Chart, Figure
from unknot.ui.charts.month import PAD, MonthChart
from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.legend import Legend
from unknot.ui.kit.text import Text
from unknot.ui.pages import history_figures as figures
from unknot.ui.pages.history_day import DayList
from unknot.ui.pages.history_week import WeekRows
from unknot.ui.pages.parts import HANG
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import history
from unknot.ui.tr import tr
from unknot.ui.words import history as words

LEGEND = ("done", "stopped_early", "skipped", "missed", "coming")
Way = QBoxLayout.Direction


class Section(QWidget):
    """A heading, a line about it, and a chart; where there is nothing to draw, a sentence stands in its place."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(title, "label")
        self.note = Text(note, "small", "ink2")
        self.chart = Chart(title)
        self.none = Text("", "body", "ink2")
        self.none.hide()
        self.note.setVisible(bool(note))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.title)
        self.column.addWidget(self.note)
        self.column.addSpacing(space.sm)
        self.column.addWidget(self.chart)
        self.column.addWidget(self.none)

    def show_figure(self, figure: Figure | None, none: str = "") -> None:
        """Show this figure; None: say ``none`` instead."""
        self.chart.setVisible(figure is not None)
        self.none.setVisible(figure is None)
        self.none.set_text(none)
        if figure is not None:
            self.chart.show_figure(figure)

    def set_note(self, note: str) -> None:
        """Another line about it."""
        self.note.set_text(note)
        self.note.setVisible(bool(note))


class Hanging(QVBoxLayout):
    """Days that can be opened reach over both sides, so that their words are flush with those around."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setSpacing(0)
        for part in parts:
            self.addWidget(part)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.adjusted(-round(PAD), 0, round(PAD), 0))


class Sections(QWidget):
    """All charts of a period."""

    day_picked = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.month = MonthChart()
        self.week = WeekRows()
        self.day = DayList(shell)
        self.legends = {
            Scope.WEEK: Legend(states=LEGEND, kind="session"), Scope.MONTH: Legend(states=LEGEND)
        }
        self.streak = Text("", "small", "ink2")
        self.skips = Section(tr("Skips, stand-ups included"))
        self.moving = Section(tr("Moving, against 30 minutes a day"))
        self.desk = Section(tr("Standing and sitting"), tr("Hours standing, filled, of those at the desk"))
        self.areas = Section(tr("Minutes by area"), tr("A move for two areas counts for both."))
        self.strengths = Section(tr("Strength, 0 to 10"))
        self.body = Body()
        self._lay_out()
        self.month.picked.connect(self.day_picked)
        self.week.picked.connect(self.day_picked)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(Hanging(self.month, self.week))
        left.addWidget(self.day)
        left.addSpacing(space.sm)
        for legend in self.legends.values():
            left.addWidget(legend)
        left.addSpacing(space.s)
        left.addWidget(self.streak)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(space.l)
        for part in (self.skips, self.moving, self.desk):
            right.addWidget(part)
        right.addStretch(1)
        self._upper = self._pair(left, right)
        beside = QHBoxLayout()
        beside.setSpacing(space.ml)
        beside.addWidget(self.body, 0, Qt.AlignmentFlag.AlignTop)
        self.areas.column.removeWidget(self.areas.chart)
        beside.addWidget(self.areas.chart, 1, Qt.AlignmentFlag.AlignTop)
        self.areas.column.insertLayout(3, beside)
        below_left = QVBoxLayout()
        below_left.addWidget(self.areas)
        below_left.addStretch(1)
        below_right = QVBoxLayout()
        below_right.addWidget(self.strengths)
        below_right.addStretch(1)
        self._lower = self._pair(below_left, below_right)
        self.divider = Divider()
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, 0, HANG, 0)
        column.setSpacing(space.l)
        column.addLayout(self._upper)
        column.addWidget(self.divider)
        column.addLayout(self._lower)

    @staticmethod
    def _pair(left: QVBoxLayout, right: QVBoxLayout) -> QBoxLayout:
        pair = QBoxLayout(Way.LeftToRight)
        pair.setSpacing(history.gap)
        pair.addLayout(left, 4)
        pair.addLayout(right, 3)
        return pair

    def reflow(self, width: int) -> None:
        """Two columns, or one."""
        stacked = width < history.stacked_below
        for pair in (self._upper, self._lower):
            pair.setDirection(Way.TopToBottom if stacked else Way.LeftToRight)
            pair.setSpacing(space.xl if stacked else history.gap)

    def show_review(self, shown: Review, week_starts: int, name: str) -> None:
        """Show a period."""
        scope = shown.period.scope
        self.month.setVisible(scope is Scope.MONTH)
        self.week.setVisible(scope is Scope.WEEK)
        self.day.setVisible(scope is Scope.DAY)
        if scope is Scope.MONTH:
            self.month.show_month(figures.month_of(shown, week_starts), name)
        elif scope is Scope.WEEK:
            self.week.show_week(shown, name)
        else:
            self.day.show_day(shown.period.first, self._shell.records.happenings(shown.period.first))
        for of, legend in self.legends.items():
            legend.setVisible(scope is of)
            legend.explain({state for day in shown.days for state in figures.states_of(day)})
        self.streak.set_text(words.streak(shown.streak))
        self.streak.setVisible(scope is not Scope.DAY and shown.today in shown.period)
        self._show_charts(shown, week_starts)

    def _show_charts(self, shown: Review, week_starts: int) -> None:
        self.skips.show_figure(figures.skips_of(shown) if shown.skips else None, tr("Nothing was skipped."))
        self._show_moving(shown, week_starts)
        desk = figures.desk_of(shown, week_starts)
        self.desk.setVisible(bool(desk.bars))
        self.desk.show_figure(desk if desk.bars else None)
        bars = figures.areas_of(shown)
        self.areas.show_figure(bars if bars.bars else None, tr("No moves were done in this time."))
        self.areas.note.setVisible(bool(bars.bars))
        self.body.show_seconds(self._shell.body_map() if bars.bars else None, shown.areas)
        lines = figures.strengths_of(shown)
        self.strengths.show_figure(lines if lines.lines else None, tr("No knot and no pain was noted in this time."))
        left = figures.undrawn(shown)
        self.strengths.set_note(tr("%n more in the table.", "", left) if left else "")

    def _show_moving(self, shown: Review, week_starts: int) -> None:
        self.moving.title.set_text(tr("Moving, against {n} minutes a day").format(n=shown.goal))
        if shown.period.scope is Scope.DAY:
            self.moving.show_figure(None, words.moved(shown.days[0], shown.goal) if shown.days else "")
            return
        columns = figures.moving_of(shown, week_starts)
        month = shown.period.scope is Scope.MONTH
        moved = any(column.value > 0 for column in columns.columns)
        self.moving.set_note(tr("Average of days with work or moving, by week") if month and moved else "")
        self.moving.show_figure(columns if moved else None, tr("Nothing was logged in this time."))
