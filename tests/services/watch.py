"""A coach that is watched: after everything that happens the rules of the day must hold, and a day that breaks one
tells its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from tests.core.days import week
from tests.fakes import FakeCalendars, FakeLedger, FakeProbe
from tests.services.desk import Desk

from unknot.core.day import Slot, Span, State
from unknot.core.history import Entry, Event, Outcome, Record, SlotKind
from unknot.core.presence import Hold
from unknot.core.profiles import DayChange
from unknot.core.settings import SessionsAt
from unknot.core.story import Story, stories
from unknot.core.worktime import later, working_day, working_spans
from unknot.ports import Answer, Busy, Prompt

SETTLE, GRACE, LEAST_SESSION = 30.0, 120.0, 120.0
MOST_PLANNINGS = 5
"""Of one slot in one moment and for one reason."""
SLACK = 1.0
"""Seconds that rounding may take."""

Key = tuple[date, str]


@dataclass(slots=True)
class Seen:
    """What was on the screen last, or under way: which slot, and when (real time) it was last there."""

    key: Key
    until: float
    exercised: bool = False


def _line(entry: Entry) -> str:
    """``s1 planned for 10:40 (spread)``."""
    due = f" for {entry.due:%H:%M}" if entry.due and entry.event is not Event.ANSWERED else ""
    after = ", ".join(str(part) for part in (entry.outcome, entry.reason, entry.why) if part)
    return f"{entry.slot} {entry.event}{due}{f' ({after})' if after else ''}"


class Watched(Desk):
    """A desk that checks every prompt as it appears, and the peace between events.

    Real time (``real``, in seconds) goes on through sleep and takes no part when somebody sets the clock.
    """

    def __init__(self, **how: Any) -> None:
        self.told: list[str] = []
        self.broken = ""
        self.plannings: Counter[str] = Counter()
        self.plannings_at: datetime | None = None
        self.before: frozenset[Hold] = frozenset()
        self.sources = [FakeProbe(why) for why in (Hold.FULL_SCREEN, Hold.DO_NOT_DISTURB, Hold.CALL, Hold.TYPING)]
        self.meetings = FakeCalendars()
        self.real_ahead = 0.0
        self.quiet_until = 0.0
        self.held_until = 0.0
        self.last: Seen | None = None
        self.ended_unseen = ""  # the slot whose prompt a jump of the clock ends
        self.last_session: Seen | None = None
        self.running: Slot | None = None
        self.shown_count = 0
        super().__init__(probes=self.sources, calendars=self.meetings, **how)

    # the story

    @property
    def real(self) -> float:
        return self.clock.monotonic() + self.real_ahead

    def say(self, text: str) -> None:
        self.told.append(f"{self.clock.now():%a %d %b %H:%M:%S%z}  {text}")

    def story(self, lines: int = 200) -> str:
        """What happened lately, one line an event."""
        return "\n".join(["", "The story:", *self.told[-lines:]])

    def sure(self, so: bool, else_: str) -> None:
        """A rule. The first one broken is told, even if whoever broke it caught the error."""
        if not so and not self.broken:
            self.broken = f"{self.clock.now():%a %d %b %H:%M:%S%z}: {else_}"
        assert not self.broken, self.broken

    # hooks

    def restart(self) -> None:
        self.running = None
        self.meetings.forget()
        for source in self.sources:
            source.watchers.clear()
        self.quiet(GRACE)
        add = FakeLedger.add

        def added(*records: Record) -> None:
            for record in records:
                if isinstance(record, Entry):
                    self.say(_line(record))
                    self._planned_once(record)
            add(self.ledger, *records)

        self.ledger.add = added  # type: ignore[method-assign]
        super().restart()
        show, withdraw, ring = self.prompter.show, self.prompter.withdraw, self.alarms.ring_due

        def shown(prompt: Prompt, answer: Any) -> None:
            self._appears(prompt)
            show(prompt, answer)

        def withdrawn() -> None:
            if self.prompter.current is not None:
                self.gone(self.prompter.current.slot)
            withdraw()

        def rung() -> None:
            ring()
            due = self.alarms.next_at()
            if due is None or due > self.clock.now():
                self.at_rest()

        self.prompter.show, self.prompter.withdraw = shown, withdrawn  # type: ignore[method-assign]
        self.alarms.ring_due = rung  # type: ignore[method-assign]
        self.before = frozenset()
        self.coach.on_change(self._notice)
        self._notice()

    def _planned_once(self, entry: Entry) -> None:
        """A slot is not put to and fro in one moment."""
        if entry.event is Event.PLANNED:
            self.plannings = self.plannings if self.plannings_at == entry.at else Counter()
            self.plannings_at = entry.at
            self.plannings[entry.slot] += 1
            self.sure(self.plannings[entry.slot] <= MOST_PLANNINGS, f"{entry.slot} is put to and fro")

    def answer(self, answer: Answer, minutes: int | None = None) -> None:
        if self.prompter.current is not None:
            self.gone(self.prompter.current.slot)
        super().answer(answer, minutes)

    def quiet(self, seconds: float) -> None:
        """Nothing may show for so long."""
        self.quiet_until = max(self.quiet_until, self.real + seconds)

    def _notice(self) -> None:
        """When the last hold has ended there is a time to settle; a lull in typing needs none."""
        holds = frozenset(held.why for held in self.coach.presence.holds)
        if not holds and self.before - {Hold.TYPING}:
            self.quiet(SETTLE)
        if holds or self.before:
            self.held_until = self.real
        if holds != self.before:
            self.say(f"held: {', '.join(sorted(holds)) or 'nothing'}")
        self.before = holds

    def gone(self, slot: Slot) -> None:
        """It is on the screen no more."""
        if self.ended_unseen == slot.id:  # nobody saw it since the jump that ended it
            return
        self.last = Seen((slot.day, slot.id), self.real)
        if slot.kind is SlotKind.SESSION:
            self.last_session = Seen((slot.day, slot.id), self.real)

    def began(self, slot: Slot) -> None:
        self.running = slot

    def ended(self, outcome: Outcome, minutes: float, share: float) -> None:
        """The session that runs ends."""
        slot, self.running = self.running, None
        assert slot is not None
        self.last = Seen((slot.day, slot.id), self.real)
        self.last_session = Seen((slot.day, slot.id), self.real, exercised=True)
        self.coach.session_ended(slot, outcome, minutes * 60, share)

    # the rules

    @property
    def zone(self) -> tzinfo:
        return self.clock.zone

    def span_now(self, day: date) -> Span | None:
        spans = working_spans(day, self.preferences.rota, self.zone)
        return next((span for span in spans if self.clock.now() in span), None)

    def busy_now(self, within: float = 0.0) -> bool:
        """Whether a meeting is on, or begins within so many seconds."""
        now = self.clock.now().timestamp()
        times = self.meetings.times
        return any(busy.start.timestamp() <= now + within and now < busy.end.timestamp() for busy in times)

    def told_of(self, day: date) -> dict[str, Story]:
        return stories(self.ledger.read(Entry, day, day))

    def _appears(self, prompt: Prompt) -> None:
        self._notice()
        now, slot = self.clock.now(), prompt.slot
        self.shown_count += 1
        key = (slot.day, slot.id)
        story = self.told_of(slot.day)[slot.id]
        current = self.prompter.current
        self.sure(current is None or current.slot.id == slot.id, "two prompts at once")
        self.sure(self.running is None, "a prompt over a session")
        self.sure(self.span_now(slot.day) is not None, f"{slot.id} outside working time")
        self.sure(slot.day == working_day(now, self.preferences.rota, self.zone), f"{slot.id} on the wrong day")
        holds = {held.why for held in self.coach.presence.holds} | {s.why for s in self.sources if s.says}
        self.sure(not holds - {Hold.TYPING}, f"{slot.id} while {sorted(holds)} hold")
        self.sure(not self.busy_now() or story.fixed or bool(story.snoozes), f"{slot.id} in a busy time")
        self.sure(slot.due.timestamp() <= now.timestamp(), f"{slot.id} before its time")
        self.sure(story.outcome is None, f"{slot.id} although it is over")
        self.sure(0 <= prompt.snoozes_left <= 3 and story.snoozes <= 3, "too many snoozes")
        self.sure(self.real >= self.quiet_until - SLACK, "no time to settle")
        if self.last is not None and self.last.key != key:
            gap = self.preferences.current.on(slot.day).prompt_gap * 60
            self.sure(self.real - self.last.until >= gap - SLACK, f"{slot.id} too soon after {self.last.key[1]}")
        self._sessions_apart(slot, story, key)

    def _sessions_apart(self, slot: Slot, story: Story, key: Key) -> None:
        before = self.last_session
        if slot.kind is not SlotKind.SESSION or before is None or before.key == key:
            return
        put_there = story.snoozes or story.fixed or Event.UNDONE in self.events_of(slot)
        fixed = self.preferences.current.on(slot.day).sessions_at is SessionsAt.FIXED
        if put_there or fixed or (story.short and not before.exercised):
            return
        gap = self.preferences.current.on(slot.day).session_gap * 60
        self.sure(self.real - before.until >= gap - SLACK, f"{slot.id} too soon after the session {before.key[1]}")

    def events_of(self, slot: Slot) -> list[Event]:
        return [e.event for e in self.ledger.read(Entry, slot.day, slot.day) if e.slot == slot.id]

    def at_rest(self) -> None:
        """Between two events: what is on the screen may be there, and what may be there is."""
        self.sure(True, "")
        current = self.prompter.current
        if current is not None:
            slot = current.slot
            self.sure(self.span_now(slot.day) is not None, f"{slot.id} stays outside working time")
            held = [held.why for held in self.coach.presence.holds if held.why is not Hold.TYPING]
            self.sure(not held, f"{slot.id} stays while {held} hold")
            return
        if self.running is not None or self.coach.presence.holds:
            return
        if self.real < max(self.quiet_until, self.held_until + SETTLE):
            return
        plan, now = self.coach.plan(), self.clock.now().timestamp()
        due = [s for s in plan.coming() if s.due.timestamp() <= now and s.state is not State.RUNNING]
        inside = self.span_now(plan.day)
        if not due or inside is None:
            return
        if self.last is not None and self.real - self.last.until < self.preferences.current.prompt_gap * 60:
            return
        left = inside.end.timestamp() - now
        if self.busy_now(within=LEAST_SESSION) or left < LEAST_SESSION or any(source.says for source in self.sources):
            return
        self.coach.clock_changed()  # a prompt near a session may be absorbed at a moment for which nobody wakes up
        self.sure(self.prompter.current is None, f"{[slot.id for slot in due]} shown only when somebody looked")
        still = [slot.id for slot in self.coach.plan().coming() if slot.id in {slot.id for slot in due}]
        self.sure(not still, f"{still} due, nothing in the way, and not shown")

    # the end

    def ends_well(self) -> None:
        """Every slot of the days gone by is over, once, and whoever never saw one can read why."""
        self.coach.clock_changed()  # where no day has working time nobody looks by themselves
        by_day: dict[date, list[Entry]] = {}
        today = working_day(self.clock.now(), self.preferences.rota, self.zone)
        for entry in self.ledger.entries():
            by_day.setdefault(entry.day, []).append(entry)
        for day, entries in by_day.items():
            if day < today:
                self._day_ended(day, entries)

    def _day_ended(self, day: date, entries: list[Entry]) -> None:
        told = stories(entries)
        stood_for = [story.stands_for for story in told.values() if story.stands_for]
        self.sure(len(stood_for) == len(set(stood_for)), f"{day}: one session made up for twice")
        for story in told.values():
            own = [e.event for e in entries if e.slot == story.id]
            self.sure(story.outcome is not None, f"{day} {story.id} was never closed")
            self.sure(story.snoozes <= 3, f"{day} {story.id} snoozed {story.snoozes} times")
            again = own.count(Event.UNDONE) + max(0, own.count(Event.STARTED) - 1)
            self.sure(own.count(Event.ANSWERED) <= 1 + again, f"{day} {story.id} has two outcomes")
            seen = Event.SHOWN in own or Event.STARTED in own
            self.sure(
                seen or story.outcome_reason is not None or story.outcome is Outcome.SKIPPED,
                f"{day} {story.id} was never shown and nobody knows why",
            )
        shown = [s for s in told.values() if s.kind is SlotKind.SESSION and not s.stands_for and s.asked]
        self.sure(len(shown) <= 8, f"{day}: {len(shown)} sessions")


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
