"""People and machines around a coach that is watched: all that they do, by name. The rules are in ``watch``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from typing import Any

from tests.core.days import week
from tests.services.watch import GRACE, Seen, Watched

from unknot.core.history import Outcome, SlotKind
from unknot.core.presence import Hold
from unknot.core.profiles import DayChange
from unknot.core.worktime import later
from unknot.ports import Answer, Busy

HOLDS = [Hold.LOCKED, Hold.ASLEEP, Hold.AWAY, Hold.FULL_SCREEN, Hold.CALL, Hold.DO_NOT_DISTURB]
"""What machines tell of."""


class Person:
    """What people and machines do, by name."""

    def __init__(self, desk: Watched) -> None:
        self.desk = desk

    def do(self, what: str, *value: Any, **named: Any) -> None:
        """One thing; a rule broken by it comes with the story."""
        try:
            self.desk.plannings.clear()
            self.desk.say(f"-- {what.replace('_', ' ')} {' '.join(map(str, (*value, *named.values())))}")
            getattr(self, what)(*value, **named)
            self.desk.at_rest()
        except BaseException as failed:
            failed.add_note(self.desk.story())
            raise

    # time

    def later(self, minutes: float) -> None:
        if minutes > 20:
            self.finish()
        self.desk.later(minutes=minutes)

    def until_next(self) -> None:
        """Up to the next thing that happens."""
        due = self.desk.alarms.next_at()
        if due is not None:
            self.desk.alarms.advance_to(due)

    def sleep(self, minutes: float) -> None:
        """The machine sleeps and says nothing of it."""
        self.finish(Outcome.STOPPED_EARLY)
        if minutes >= 1:
            self._screen_empties()
        self.desk.real_ahead += minutes * 60
        self.desk.quiet(GRACE if minutes >= 1 else 0)
        self.desk.sleep(minutes=minutes)
        self.desk.coach.clock_changed()
        self.desk.ended_unseen = ""

    def set_clock(self, minutes: float) -> None:
        """Forward, or back with fewer than none."""
        if abs(minutes) >= 1:
            self.desk.quiet(GRACE)
            if minutes > 0:  # nobody can tell that from sleep
                self._screen_empties()
                self.desk.real_ahead += minutes * 60
                self.desk.quiet(GRACE)
        self.desk.clock.jump(timedelta(minutes=minutes))
        self.desk.coach.clock_changed()
        self.desk.ended_unseen = ""

    def _screen_empties(self) -> None:
        """What is on the screen was last seen now: the jump that follows ends it."""
        prompt = self.desk.prompter.current
        if prompt is not None:
            self.desk.gone(prompt.slot)
            self.desk.ended_unseen = prompt.slot.id

    def travel(self, where: tzinfo) -> None:
        """Another zone; the machine notices."""
        self.desk.clock.zone = where
        self.desk.coach.clock_changed()

    # answers

    def answer(self, answer: Answer) -> None:
        if self.desk.prompter.current is None:
            return
        before = len(self.desk.begun)
        self.desk.answer(answer)
        if len(self.desk.begun) > before:
            self.desk.began(self.desk.begun[-1][1])

    def finish(self, outcome: Outcome = Outcome.DONE, minutes: float = 3) -> None:
        """The session that runs goes on for so long and ends."""
        if self.desk.running is None:
            return
        self.desk.later(minutes=minutes)
        if self.desk.running is not None:
            self.desk.ended(outcome, minutes, 1.0 if outcome is Outcome.DONE else 0.4)

    def start(self) -> None:
        shown = self.desk.prompter.current
        before = len(self.desk.begun)
        if self.desk.running is None and self.desk.coach.start_session() and len(self.desk.begun) > before:
            if shown is not None:
                self.desk.gone(shown.slot)
            self.desk.began(self.desk.begun[-1][1])

    def snooze(self, minutes: int) -> None:
        self.desk.coach.snooze(minutes)

    def skip(self) -> None:
        self.desk.coach.skip()

    def undo(self) -> None:
        self.desk.coach.undo_skip()

    def move(self, index: int, minutes: int) -> None:
        """One of the coming sessions to so many minutes from now."""
        coming = self.desk.coach.plan().coming(SlotKind.SESSION)
        if coming:
            to = later(self.desk.clock.now(), timedelta(minutes=minutes))
            self.desk.coach.move(coming[index % len(coming)].id, to)

    def shorten(self) -> None:
        coming = self.desk.coach.plan().coming(SlotKind.SESSION)
        if coming:
            self.desk.coach.shorten(coming[0].id)

    # holds

    def held(self, why: Hold) -> None:
        self.desk.coach.held(why)

    def released(self, why: Hold) -> None:
        if why is Hold.ASLEEP and self.desk.coach.presence.has(why):
            self.desk.quiet(GRACE)
        self.desk.coach.released(why)

    def source(self, index: int, *, says: bool) -> None:
        """A source that is asked changes its mind."""
        source = self.desk.sources[index]
        if says:
            source.says = True
        else:
            source.end()

    def call(self, minutes: int) -> None:
        """In a call, by hand, until then; 0: until it is over."""
        until = later(self.desk.clock.now(), timedelta(minutes=minutes)) if minutes else None
        self.desk.coach.call(until)

    def call_over(self) -> None:
        self.desk.coach.call_over()

    def meetings(self, *found: tuple[int, int]) -> None:
        """The calendar says: busy in so many minutes, for so many."""
        now = self.desk.clock.now()
        starts = [(later(now, timedelta(minutes=ahead)), length) for ahead, length in found]
        self.desk.meetings.say([Busy(start, later(start, timedelta(minutes=length))) for start, length in starts])

    def pause(self, minutes: int) -> None:
        self.desk.coach.pause(later(self.desk.clock.now(), timedelta(minutes=minutes)))

    def resume(self) -> None:
        self.desk.coach.resume()

    # the app

    def kill(self) -> None:
        """The app dies and comes back at once."""
        self._leaves()
        self.desk.restart()

    def quit(self, minutes: float) -> None:
        """Quit in good order, and started again later."""
        self._leaves()
        self.desk.coach.stop()
        self.desk.clock.advance(timedelta(minutes=minutes))
        self.desk.restart()

    def off(self, minutes: float) -> None:
        """The machine loses power and is started later."""
        self._leaves()
        self.desk.clock.advance(timedelta(minutes=minutes))
        self.desk.booted = self.desk.clock.now()
        self.desk.restart()
        self.desk.booted = None

    def _leaves(self) -> None:
        self._screen_empties()
        self.desk.ended_unseen = ""  # the app that comes next knows nothing of it
        if self.desk.running is not None:
            slot = self.desk.running
            self.desk.last = Seen((slot.day, slot.id), self.desk.real)
            self.desk.last_session = Seen((slot.day, slot.id), self.desk.real, exercised=True)

    # settings

    def day(self, hours: str | None, profile: str) -> None:
        """Today is different."""
        ranges = week(hours)[0] if hours is not None else None
        today = self.desk.coach.plan().day
        self.desk.preferences.put(self.desk.preferences.current.with_day(DayChange(today, ranges, profile)))

    def change(self, fields: dict[str, Any]) -> None:
        with suppress(ValueError):
            self.desk.preferences.change(**fields)

    def away(self, why: Hold, minutes: float) -> None:
        """A reason to hold comes and goes."""
        self.finish()
        self.held(why)
        self.desk.later(minutes=minutes)
        self.released(why)

    def presents(self, index: int, minutes: float) -> None:
        """A source that is asked says for so long that something holds."""
        self.source(index, says=True)
        self.desk.later(minutes=minutes)
        self.source(index, says=False)

    def lives(self, step: Callable[[], None], end: datetime) -> None:
        """Step after step until then, however long they are; a rule broken on the way comes with the story."""
        try:
            while self.desk.clock.now().timestamp() < end.timestamp():
                before = self.desk.real
                step()
                if self.desk.real == before and self.desk.alarms.next_at() is None:
                    self.desk.alarms.advance_to(end)
        except BaseException as failed:
            if not getattr(failed, "__notes__", ()):
                failed.add_note(self.desk.story())
            raise
