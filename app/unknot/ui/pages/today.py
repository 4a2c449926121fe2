"""The Today page: what is done, the day as a cord, what comes next, and why not now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from unknot.core.care import CareState
from unknot.core.day import DayPlan
from unknot.core.history import Outcome
from unknot.core.stats import DaySummary
from unknot.core.worktime import next_start
from unknot.ports import Undo
from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.cord import DayLine
from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.legend import Legend
from unknot.ui.kit.text import Text
from unknot.ui.pages import today_words
from unknot.ui.pages.day_bands import behind
from unknot.ui.pages.day_marks import day_line
from unknot.ui.pages.day_moves import Moves
from unknot.ui.pages.decisions import DecisionsView
from unknot.ui.pages.parts import HANG, Columns, Followed, open_menu
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.today_next import NextSession
from unknot.ui.pages.today_week import Week, last_working_day
from unknot.ui.pages.today_why import WhyNotNow
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import today


class TodayPage(Followed, ScrollPage):
    """Repaints when something changes and, while it can be seen, each minute. All decisions take its place on demand.
    """

    def __init__(self, shell: Shell, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(margin=0, top=0, parent=parent)
        self._shell = shell
        self._stacked: bool | None = None
        self._low = False
        self._done: frozenset[str] | None = None
        self.setAccessibleName(self.tr("Today"))
        self.moves = Moves(shell, self._moves_told)
        self.date = Text("", "body", "ink2")
        self.title = Text("", "title")
        self.standing_out = Text("", "body", "ink2")
        self.week = Week(shell)
        self._day = QWidget()
        self._rule = QWidget()
        self.line = DayLine()
        self.legend = Legend()
        self.next = NextSession(shell, stills, self.moves)
        self.why = WhyNotNow(shell)
        self.decisions: DecisionsView | None = None
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._tick)
        self._lay_out()
        self.line.set_places(self.moves.places)
        self.line.move_requested.connect(self._move)
        self.line.activated.connect(self._offer)
        self.why.all_wanted.connect(self.show_decisions)

    def _lay_out(self) -> None:
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addWidget(self.date)
        words_column.addSpacing(space.xs)
        words_column.addWidget(self.title)
        words_column.addSpacing(space.s)
        words_column.addWidget(self.standing_out)
        words_column.addStretch(1)
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
        self._sheet = QWidget()
        self._parts = QVBoxLayout(self._sheet)
        self._parts.setContentsMargins(space.xxl, space.l, space.xxl, space.l)
        self._parts.setSpacing(0)
        self._parts.addSpacing(space.s)
        self._parts.addLayout(self._head)
        self._parts.addSpacing(space.l)
        self._parts.addWidget(self._day)
        self._parts.addWidget(self._rule)
        self._parts.addLayout(self._columns)
        self._parts.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._sheet)

    # following

    def follow(self) -> Sequence[Undo]:
        shell = self._shell
        return [
            shell.coach.on_change(self.refresh),
            shell.guide.on_change(self.refresh),
            shell.care.on_change(self.refresh),
            shell.preferences.on_change(lambda *_: self.refresh()),
            shell.agenda.on_change(self.refresh),
            shell.movement.on_change(self.refresh),
            shell.stances.on_change(self.refresh),
            shell.knots.on_change(self.refresh),
            self.why.follow(),
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
        self.date.set_text(today_words.date_line(plan, shell.preferences.rota.holiday(plan.day)))
        self._say_how_it_goes(plan, summary)
        coming = None if state is CareState.BLOCKED else coach.up_next()[1]
        if coming is not None:  # by the name it has below, too
            choice = coach.choice_for(coming)
            named = replace(coming, routine=choice.routine.id if choice else "")
            plan = replace(plan, slots=tuple(named if slot.id == coming.id else slot for slot in plan.slots))
        day = day_line(plan, shell.library, now, behind(shell, plan, now), coming.id if coming else "")
        self.line.set_day(day)
        self.legend.explain({mark.state for mark in day.marks}, taken=any(band.taken for band in day.bands))
        self._pull_what_is_done(plan)
        self._day.setVisible(bool(plan.work or plan.slots))
        self.week.refresh(plan.day)
        self.next.refresh()
        self.why.refresh()
        if self.decisions is not None:
            self.decisions.refresh()

    def _say_how_it_goes(self, plan: DayPlan, summary: DaySummary) -> None:
        shell, now, state = self._shell, self._shell.clock.now(), self._shell.care.state
        rota = shell.preferences.rota
        ever = bool(plan.work) or next_start(now, rota, shell.clock.zone) is not None
        self.title.set_text(today_words.title(summary, plan, state, ever))
        if not plan.work and not summary.done and state is not CareState.BLOCKED:
            self.standing_out.set_text(today_words.off(rota.why_off(plan.day), ever))
            return
        text = today_words.standing_out(summary, plan, shell.coach.presence, state, now)
        if not summary.done and not summary.prompts_done and state is not CareState.BLOCKED:
            before = last_working_day(plan.day, rota)
            text = (today_words.fresh_start(shell.progress.day(before), plan, now) if before else "") or text
        self.standing_out.set_text(text)

    def _pull_what_is_done(self, plan: DayPlan) -> None:
        """The loop of a session done since the last look is pulled straight, once."""
        done = frozenset(slot.id for slot in plan.sessions if slot.outcome in (Outcome.DONE, Outcome.STOPPED_EARLY))
        known = done if self._done is None else self._done
        fresh = [slot.id for slot in plan.sessions if slot.id in done - known]
        self._done = done
        if fresh:
            self.line.pull(fresh[-1])

    # the person's wishes

    def _move(self, slot_id: str, minute: int) -> None:
        """A loop was dropped elsewhere; where it can't go it springs back."""
        if not self.moves.put(slot_id, minute):
            self.refresh()

    def _moves_told(self) -> None:
        self.next.refresh()

    def _offer(self, slot_id: str) -> None:
        """A mark of the line was clicked: what can be done with it."""
        knot = self.line.knot(slot_id)
        if knot is not None:
            open_menu(knot, partial(self.fill_menu, slot_id))

    def fill_menu(self, slot_id: str, menu: QMenu) -> None:
        """What can be done with a mark of the line."""
        self.moves.fill_menu(menu, slot_id, self.show_decisions)

    # all decisions

    def show_decisions(self) -> None:
        """All decisions in the place of the day."""
        if self.decisions is None:
            self.decisions = DecisionsView(self._shell)
            self.decisions.left.connect(self.show_day)
            self.decisions.refresh()
            self.body.addWidget(self.decisions)
        self._sheet.hide()
        self.decisions.show()
        self.verticalScrollBar().setValue(0)
        self.decisions.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_day(self) -> None:
        """Back to the day."""
        decisions, self.decisions = self.decisions, None
        if decisions is not None:
            decisions.hide()
            decisions.deleteLater()
        self._sheet.show()
        self.verticalScrollBar().setValue(0)
        self.why.more.setFocus(Qt.FocusReason.OtherFocusReason)

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
            self._parts.removeWidget(part)
        at = self._parts.indexOf(self._columns) + low
        for part in (self._day, self._rule) if low else (self._rule, self._day):  # each lands before the last
            self._parts.insertWidget(at, part)

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
        self.week.align(leading)
