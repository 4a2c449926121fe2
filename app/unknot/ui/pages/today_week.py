"""The corner of the Today page that shows the week in dots and the days running."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unknot.core.history import Outcome
from unknot.core.rota import Rota
from unknot.core.stats import DaySummary
from unknot.ui.kit.text import Text
from unknot.ui.kit.week_dots import WeekDay, WeekDots
from unknot.ui.pages import today_words
from unknot.ui.shell import Shell
from unknot.ui.theme import space

WEEKEND = 5


def last_working_day(today: date, rota: Rota) -> date | None:
    """The newest day before this one that had working time; None when the last week had none."""
    days = (today - timedelta(days=back) for back in range(1, 8))
    return next((day for day in days if rota.ranges(day)), None)


class Week(QWidget):
    """A column a working day. Hidden in a week without a single session."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.dots = WeekDots()
        self.streak = Text("", "small", "ink2", wrap=False, align=Qt.AlignmentFlag.AlignRight)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space.s)
        self._column.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignTrailing)
        self._column.addWidget(self.streak)
        self._column.addStretch(1)

    def align(self, side: Qt.AlignmentFlag) -> None:
        """Which side of its room it keeps to."""
        self._column.setAlignment(self.dots, side)
        self._column.setAlignment(self.streak, side)

    def refresh(self, today: date) -> None:
        """Show the week that this day is in."""
        shell, days = self._shell, []
        for summary in shell.progress.week(today):
            works = bool(shell.preferences.rota.ranges(summary.day))
            if summary.day.weekday() >= WEEKEND and not works and not summary.states:
                continue
            days.append(self._day(summary, works, today))
        self.setVisible(any(day.states for day in days))
        self.dots.set_week(tuple(days), self.tr("This week"))
        self.streak.set_text(today_words.streak(shell.progress.streak(today)))

    def _day(self, summary: DaySummary, works: bool, today: date) -> WeekDay:
        kept = [state for state in summary.states if state is not Outcome.DROPPED and (state or works)]
        states = [str(state) if state else "coming" for state in kept]
        if not states and works and summary.day >= today:
            states = ["coming"] * self._shell.coach.plan_for(summary.day).sessions_wanted
        locale, number = QLocale(), summary.day.isoweekday()
        name = locale.dayName(number, QLocale.FormatType.LongFormat)
        letter = locale.dayName(number, QLocale.FormatType.NarrowFormat)
        if letter.isdigit():  # a locale without letters for its days
            letter = name[:1]
        done = summary.done
        text = self.tr("{day}: {done} of {of} done").format(day=name, done=done, of=max(done, len(states)))
        return WeekDay(letter, tuple(states), text, summary.day == today)
