"""A coach that is watched: after everything that happens the rules of the day must hold, and a day that breaks one
tells its story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from tests.fakes import FakeCalendars, FakeLedger, FakeProbe
from tests.services.desk import Desk

from unknot.core.day import Slot, Span, State
from unknot.core.history import Entry, Event, Outcome, Record, SlotKind
from unknot.core.presence import Hold
from unknot.core.settings import SessionsAt
from unknot.core.story import Story, stories
from unknot.core.worktime import working_day, working_spans
from unknot.ports import Answer, Prompt

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
