"""What a person can do with a session of the day: put it elsewhere, by hand or from a menu, and take that back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QMenu

from unknot.core.day import DayPlan, Slot, Span, State
from unknot.core.gate import LEAST_SESSION
from unknot.core.history import SlotKind
from unknot.core.moving import Around, Obstacle, in_the_way
from unknot.core.worktime import later
from unknot.services.wishes import UNDO_FOR
from unknot.ui import words
from unknot.ui.kit.cord import Barred
from unknot.ui.pages import today_words
from unknot.ui.pages.day_bands import busy_times, busy_title
from unknot.ui.pages.day_marks import minute_of, moment_of
from unknot.ui.shell import Shell
from unknot.ui.tr import tr

STEP = timedelta(minutes=5)
QUARTER = 15
MOST_TIMES = 10
_MOVABLE = (State.COMING, State.DUE, State.HELD)


@dataclass(frozen=True, slots=True)
class Moved:
    """A session that the person put elsewhere: from where, to where, when."""

    slot_id: str
    was: datetime
    to: datetime
    at: datetime


class Moves:
    """Everything about moving today's sessions. ``told`` is called when there is something new to undo, or no more."""

    def __init__(self, shell: Shell, told: Callable[[], None]) -> None:
        self._shell = shell
        self._told = told
        self._moved: Moved | None = None

    # what can be

    def places(self, slot_id: str) -> tuple[Barred, ...]:
        """The minutes of the day at which this session can't begin, with the reason in words."""
        plan, slot = self._shell.coach.plan(), self._slot(slot_id)
        if slot is None or not plan.work:
            return ()
        around, zone, day = self._around(plan), self._shell.clock.zone, plan.day
        first = min(minute_of(plan.work[0].start, day), minute_of(around.now, day))
        last = max(minute_of(plan.work[-1].end, day), minute_of(around.now, day))
        found: list[tuple[int, int, Obstacle]] = []
        for minute in range(first, last + 1):
            obstacle = in_the_way(slot, moment_of(minute, day, zone), plan, around)
            if obstacle is None:
                continue
            if found and found[-1][1] == minute and found[-1][2] == obstacle:
                found[-1] = (found[-1][0], minute + 1, obstacle)
            else:
                found.append((minute, minute + 1, obstacle))
        return tuple(Barred(first, last, self._why_not(obstacle)) for first, last, obstacle in found)

    def times(self, slot: Slot) -> list[datetime]:
        """Quarter hours from now on to which a session can be moved; every half hour on a long day."""
        plan = self._shell.coach.plan()
        around = self._around(plan)
        now = around.now
        start = now + timedelta(minutes=QUARTER - now.minute % QUARTER, seconds=-now.second,
                                microseconds=-now.microsecond)
        found = []
        for quarter in range(24 * 60 // QUARTER):
            to = later(start, timedelta(minutes=QUARTER * quarter))
            if to != slot.due and in_the_way(slot, to, plan, around) is None:
                found.append(to)
        near, far = found[:4], [to for to in found[4:] if to.minute in (0, 30)]
        return [*near, *far][:MOST_TIMES]

    def _around(self, plan: DayPlan) -> Around:
        busy = tuple(Span(busy.start, busy.end) for busy in busy_times(self._shell, plan))
        gap = timedelta(minutes=self._shell.preferences.current.session_gap)
        return Around(self._shell.clock.now(), gap, busy)

    def _why_not(self, obstacle: Obstacle) -> str:
        title = busy_title(self._shell, obstacle.span) if obstacle.span else ""
        return today_words.in_the_way(obstacle, title)

    def _slot(self, slot_id: str) -> Slot | None:
        return next((slot for slot in self._shell.coach.plan().slots if slot.id == slot_id), None)

    # doing

    def put(self, slot_id: str, minute: int) -> bool:
        """Move a session to this minute of the day. False when it can't be there."""
        return self.move(slot_id, moment_of(minute, self._shell.coach.plan().day, self._shell.clock.zone))

    def move(self, slot_id: str, to: datetime) -> bool:
        """Move a session. False when it can't be there."""
        plan, slot = self._shell.coach.plan(), self._slot(slot_id)
        if slot is None or in_the_way(slot, to, plan, self._around(plan)) is not None:
            return False
        if not self._shell.coach.move(slot_id, to):
            return False
        self._moved = Moved(slot_id, slot.due, to, self._shell.clock.now())
        self._told()
        return True

    def can_undo(self) -> Moved | None:
        """The last move, while it can be taken back: for ten minutes, until the session is asked for or goes elsewhere,
        and as long as its old time has not passed."""
        moved, now = self._moved, self._shell.clock.now().timestamp()
        slot = self._slot(moved.slot_id) if moved else None
        if moved is None or slot is None or slot.state not in _MOVABLE or slot.due != moved.to:
            return None
        fresh = 0 <= now - moved.at.timestamp() < UNDO_FOR.total_seconds()
        return moved if fresh and moved.was.timestamp() > now else None

    def undo(self) -> None:
        """Put the session back where it was."""
        moved = self.can_undo()
        if moved is not None:
            self._moved = None
            self._shell.coach.undo_move(moved.slot_id)
            self._told()

    # menus

    def fill_menu(self, menu: QMenu, slot_id: str, look_back: Callable[[], object]) -> None:
        """What can be done with one mark of the line. ``look_back``: shows what was decided."""
        shell, slot = self._shell, self._slot(slot_id)
        if slot is None:
            return
        title = f"{words.clock_time(slot.due)}, {words.slot_name(slot, shell.library)}, {words.state_word(slot)}"
        menu.addAction(title).setEnabled(False)
        menu.addSeparator()
        if slot.state is State.RUNNING:
            menu.addAction(tr("Show it"), shell.windows.open_session)
        elif slot.kind is SlotKind.SESSION and slot.outcome is None:
            self._fill_for_session(menu, slot)
        elif slot.outcome is None and slot == shell.coach.up_next()[0]:
            menu.addAction(tr("Skip"), lambda: shell.coach.skip(slot_id))
        undoable = shell.coach.can_undo()
        if undoable is not None and undoable.id == slot_id:
            menu.addAction(tr("Undo skip"), shell.coach.undo_skip)
        if slot.outcome is not None:
            menu.addAction(tr("All decisions…"), look_back)

    def _fill_for_session(self, menu: QMenu, slot: Slot) -> None:
        shell = self._shell
        menu.addAction(tr("Start now"), lambda: shell.verbs.start_session(slot.id))
        menu.addSeparator()
        if slot.state in _MOVABLE:
            self._add_step(menu, slot, -STEP, tr("5 minutes earlier"))
            self._add_step(menu, slot, STEP, tr("5 minutes later"))
            self.fill_times(menu.addMenu(tr("Move to")), slot)
            menu.addSeparator()
            if slot.length > LEAST_SESSION:
                menu.addAction(tr("Make it 2 minutes"), lambda: shell.coach.shorten(slot.id))
        menu.addAction(tr("Skip"), lambda: shell.coach.skip(slot.id))

    def fill_times(self, menu: QMenu, slot: Slot) -> None:
        """The times that a session can be moved to."""
        for to in self.times(slot):
            menu.addAction(words.clock_time(to), partial(self.move, slot.id, to))
        if menu.isEmpty():
            menu.addAction(tr("No other time today")).setEnabled(False)

    def _add_step(self, menu: QMenu, slot: Slot, by: timedelta, label: str) -> None:
        plan = self._shell.coach.plan()
        to = later(slot.due, by)
        action = menu.addAction(label, partial(self.move, slot.id, to))
        obstacle = in_the_way(slot, to, plan, self._around(plan))
        if obstacle is not None:
            action.setEnabled(False)
            action.setText(tr("{label} ({why})").format(label=label, why=self._why_not(obstacle)))
