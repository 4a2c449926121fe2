"""The Today page: what is done, the day as a cord, what comes next, and why not now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.care import CareState
from unknot.core.day import DayPlan
from unknot.core.history import Outcome
from unknot.core.presence import Hold
from unknot.core.stats import DaySummary
from unknot.core.worktime import later
from unknot.ports import Undo
from unknot.ui import words
from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.cord import DayLine
from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.legend import Legend
from unknot.ui.kit.text import Text
from unknot.ui.kit.week_dots import WeekDay, WeekDots
from unknot.ui.pages import today_words
from unknot.ui.pages.day_marks import day_line, minute_of
from unknot.ui.pages.parts import HANG, Columns, Followed
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.today_next import NextSession
from unknot.ui.pages.today_why import WhyNotNow
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import today

WEEKEND = 5
SHOWN_HOLDS = frozenset({Hold.CALL, Hold.FULL_SCREEN, Hold.DO_NOT_DISTURB, Hold.PAUSED, Hold.LOCKED, Hold.AWAY})
"""What lies as a band behind the day's line while it lasts."""


class TodayPage(Followed, ScrollPage):
    """Repaints when something changes and, while it can be seen, each minute."""

    def __init__(self, shell: Shell, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shell = shell
        self._stacked: bool | None = None
        self._low = False
        self._done: frozenset[str] | None = None
        self.setAccessibleName(self.tr("Today"))
        self.date = Text("", "body", "ink2")
        self.title = Text("", "title")
        self.standing_out = Text("", "body", "ink2")
        self.week = QWidget()
        self.dots = WeekDots()
        self.streak = Text("", "small", "ink2", wrap=False, align=Qt.AlignmentFlag.AlignRight)
        self._day = QWidget()
        self._rule = QWidget()
        self.line = DayLine()
        self.legend = Legend()
        self.next = NextSession(shell, stills)
        self.why = WhyNotNow(shell)
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._tick)
        self._lay_out()
        self.line.move_requested.connect(self._move)

    def _lay_out(self) -> None:
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addWidget(self.date)
        words_column.addSpacing(space.xs)
        words_column.addWidget(self.title)
        words_column.addSpacing(space.s)
        words_column.addWidget(self.standing_out)
        words_column.addStretch(1)
        week = QVBoxLayout(self.week)
        week.setContentsMargins(0, 0, 0, 0)
        week.setSpacing(space.s)
        week.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignTrailing)
        week.addWidget(self.streak)
        week.addStretch(1)
        self._head = QHBoxLayout()
        self._head.setSpacing(space.xl)
        self._head.addLayout(words_column, 1)
        self._under_line = QHBoxLayout()
        self._columns = Columns(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(self.next, today.next_share)
        self._columns.addWidget(self.why, today.why_share)
        day = QVBoxLayout(self._day)
        day.setContentsMargins(0, 0, 0, 0)
        day.setSpacing(0)
        day.addWidget(self.line)
        day.addSpacing(space.m)
        day.addWidget(self.legend)
        day.addLayout(self._under_line)
        rule = QVBoxLayout(self._rule)
        rule.setContentsMargins(0, space.xl, 0, space.l)
        rule.addWidget(Divider())
        self.body.addSpacing(space.s)
        self.body.addLayout(self._head)
        self.body.addSpacing(space.l)
        self.body.addWidget(self._day)
        self.body.addWidget(self._rule)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    # following

    def follow(self) -> Sequence[Undo]:
        shell = self._shell
        return [
            shell.coach.on_change(self.refresh),
            shell.guide.on_change(self.refresh),
            shell.care.on_change(self.refresh),
            shell.preferences.on_change(lambda *_: self.refresh()),
        ]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait_for_minute()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)

    def _wait_for_minute(self) -> None:
        now = self._shell.clock.now()
        self._minute.start(int((60 - now.second) * 1000 - now.microsecond / 1000) + 1)

    def _tick(self) -> None:
        self.refresh()
        self._wait_for_minute()

    # showing

    def refresh(self) -> None:
        """Show what is so now."""
        shell = self._shell
        coach, now = shell.coach, shell.clock.now()
        plan = coach.plan()
        summary = shell.progress.day(plan.day)
        state = shell.care.state
        self.date.set_text(words.day_name(plan.day))
        self.title.set_text(today_words.title(summary, plan, state))
        self.standing_out.set_text(today_words.standing_out(summary, plan, coach.presence, state, now))
        coming = None if state is CareState.BLOCKED else coach.up_next()[1]
        held = [*shell.progress.held(plan.day), *self._holding(plan, now)]
        if coming is not None:  # by the name it has below, too
            named = replace(coming, routine=coach.routine_for(coming))
            plan = replace(plan, slots=tuple(named if slot.id == coming.id else slot for slot in plan.slots))
        day = day_line(plan, shell.library, now, held, coming.id if coming else "")
        self.line.set_day(day)
        self.legend.explain({mark.state for mark in day.marks})
        self._pull_what_is_done(plan)
        there = bool(plan.work or plan.slots)
        self._day.setVisible(there)
        self._show_week(now)
        self.next.refresh()
        self.why.refresh()

    def _holding(self, plan: DayPlan, now: datetime) -> list[tuple[datetime, datetime]]:
        """What holds at this moment, from its beginning, within the day."""
        holds = (hold for hold in self._shell.coach.presence.holds if hold.why in SHOWN_HOLDS)
        begins = [max(hold.since, plan.work[0].start, key=datetime.timestamp) for hold in holds if plan.work]
        return [(since, now) for since in begins if since.timestamp() < now.timestamp()]

    def _pull_what_is_done(self, plan: DayPlan) -> None:
        """The loop of a session done since the last look is pulled straight, once."""
        done = frozenset(slot.id for slot in plan.sessions if slot.outcome in (Outcome.DONE, Outcome.STOPPED_EARLY))
        known = done if self._done is None else self._done
        fresh = [slot.id for slot in plan.sessions if slot.id in done - known]
        self._done = done
        if fresh:
            self.line.pull(fresh[-1])

    def _show_week(self, now: datetime) -> None:
        shell, day = self._shell, self._shell.coach.plan().day
        days = []
        for summary in shell.progress.week(day):
            hours = shell.preferences.rota.ranges(summary.day)
            if summary.day.weekday() >= WEEKEND and not hours and not summary.states:
                continue
            days.append(self._week_day(summary, bool(hours)))
        self.week.setVisible(any(day.states for day in days))
        self.dots.set_week(tuple(days), self.tr("This week"))
        self.streak.set_text(today_words.streak(shell.progress.streak(day)))

    def _week_day(self, summary: DaySummary, works: bool) -> WeekDay:
        shell, this = self._shell, self._shell.coach.plan().day
        kept = [state for state in summary.states if state is not Outcome.DROPPED]
        states = [str(state) if state else "coming" for state in kept]
        if not states and works and summary.day >= this:
            states = ["coming"] * shell.preferences.current.sessions
        locale, number = QLocale(), summary.day.isoweekday()
        name = locale.dayName(number, QLocale.FormatType.LongFormat)
        letter = locale.dayName(number, QLocale.FormatType.NarrowFormat)
        if letter.isdigit():  # a locale without letters for its days
            letter = name[:1]
        done = summary.done
        text = self.tr("{day}: {done} of {of} done").format(day=name, done=done, of=max(done, len(states)))
        return WeekDay(letter, tuple(states), text, summary.day == this)

    # the person's wishes

    def _move(self, slot_id: str, minute: int) -> None:
        """A loop was dragged or pushed; where it can't go it springs back."""
        shell = self._shell
        plan = shell.coach.plan()
        slot = next((slot for slot in plan.slots if slot.id == slot_id), None)
        if slot is None:
            return
        by = minute - minute_of(slot.due, plan.day)
        if not shell.coach.move(slot_id, later(slot.due, timedelta(minutes=by))):
            self.refresh()

    # reflow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < today.stacked_below
        self._reflow(stacked)
        self._put_first(low=self.height() < (today.low_below_stacked if stacked else today.low_below))
        tight = self.height() < today.tight_below
        self.date.setVisible(not tight)
        self.next.set_tight(tight)

    def _put_first(self, low: bool) -> None:
        """Where the window is too low for both, the next session comes before the day: Start is never out of sight."""
        if low == self._low:
            return
        self._low = low
        for part in (self._day, self._rule):
            self.body.removeWidget(part)
        at = self.body.indexOf(self._columns) + low
        for part in (self._day, self._rule) if low else (self._rule, self._day):  # each lands before the last
            self.body.insertWidget(at, part)

    def _reflow(self, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self._columns.setSpacing(space.xl - 2 * RING if stacked else today.columns_gap - 2 * HANG)
        old, new = (self._head, self._under_line) if stacked else (self._under_line, self._head)
        old.removeWidget(self.week)
        new.addWidget(self.week, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        leading = Qt.AlignmentFlag.AlignLeading if stacked else Qt.AlignmentFlag.AlignTrailing
        self._under_line.setContentsMargins(0, space.l if stacked else 0, 0, 0)
        layout = self.week.layout()
        assert layout is not None
        layout.setAlignment(self.dots, leading)
        layout.setAlignment(self.streak, leading)
