"""Keeps the working day in the ledger: writes down what the plan decides, closes what a day leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from unknot.core import care
from unknot.core.day import DayPlan, Slot, Span, State
from unknot.core.gate import Close
from unknot.core.history import Entry, Event, ExerciseTime, Outcome, Pain, Reason, SlotKind
from unknot.core.plan import Given, active_minutes, active_seconds, plan_day
from unknot.core.settings import Settings
from unknot.core.story import Story, stories
from unknot.core.worktime import later, working_day
from unknot.ports import Clock, Ledger
from unknot.services.absence import Absence
from unknot.services.agenda import Agenda
from unknot.services.preferences import Preferences

_LAYOUT = ("sessions", "sessions_at", "session_times", "session_minutes", "session_gap", "prompt_gap")
"""Settings that lay out the sessions still coming."""
FEWER = "fewer"
"""The named value that holds the last day on which the person wanted fewer prompts."""
_DAY = timedelta(days=1)
_LOOK_BACK = 31 * _DAY
"""So far back are days looked through for slots that were never closed."""

Seen = tuple[datetime, date, str]
"""When the slot of that day and id was last on the screen. By a clock that was set back since, such a moment says
nothing (``_unseen``), and as long ago as it really was it is known without the ledger (``_seen_then``)."""


class DayKeeper:
    """The ledger's side of the day."""

    def __init__(
        self, clock: Clock, ledger: Ledger, preferences: Preferences, absence: Absence, agenda: Agenda
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences
        self._absence = absence
        self._count_from: datetime | None = None
        self._stale: dict[date, frozenset[str]] = {}
        self._agenda = agenda
        self._owed: datetime | None = None
        self._unseen: set[Seen] = set()
        self._seen_then: list[Seen] = []
        self._told: dict[date, tuple[tuple[Entry, ...], int, dict[str, Story]]] = {}

    # reading

    def today(self) -> date:
        """The working day of this moment."""
        now = self._clock.now()
        return working_day(now, self._preferences.rota, _zone(now))

    def plan(self, day: date | None = None, replan: bool = False, settings: Settings | None = None) -> DayPlan:
        """The plan of a day: of today or an earlier one with the ledger, of a later one as it would be. ``settings``:
        what other settings would make of it."""
        today = self.today()
        day = day or today
        if day > today:
            rota, zone = self._preferences.rota, _zone(self._clock.now())
            given = Given(rota.settings, zone, busy=self.busy(day), holiday=rota.holiday)
        else:
            given = self._given(day, replan or settings is not None)
        return plan_day(day, replace(given, settings=settings) if settings else given)

    def up_next(self) -> tuple[Slot | None, Slot | None]:
        """(posture prompt, session) that come next, or are due, today. What runs already is not next."""
        waiting = [slot for slot in self.plan().coming() if slot.state is not State.RUNNING]
        posture = next((slot for slot in waiting if slot.kind is SlotKind.POSTURE), None)
        return posture, next((slot for slot in waiting if slot.kind is SlotKind.SESSION), None)

    def busy(self, day: date) -> tuple[Span, ...]:
        """Busy times of the calendars that may touch a working day."""
        return self._agenda.busy(day)

    def follow_calendars(self) -> None:
        """The calendars are read for the days around today."""
        self._agenda.follow(self.today())

    def layout(self) -> tuple[object, ...]:
        """What lays out today's sessions: when it changes, those still coming are laid out afresh."""
        today, rota = self.today(), self._preferences.rota
        settings = rota.settings.on(today)
        return (today, rota.ranges(today), *(getattr(settings, name) for name in _LAYOUT))

    def owe(self) -> None:
        """A call has ended: the break comes first."""
        self._owed = self._clock.now()

    def fewer(self, plan: DayPlan) -> None:
        """Fewer today: every second session still coming is left out, and posture prompts take twice as long."""
        for slot in plan.coming(SlotKind.SESSION)[1::2]:
            if slot.state is not State.RUNNING:
                self.answer(slot, Outcome.DROPPED, Reason.BY_PERSON)
        self._ledger.remember(FEWER, plan.day.isoformat())

    def stories(self, day: date) -> dict[str, Story]:
        """What the ledger says of each slot of a day."""
        entries = self._entries(day)
        known = self._told.get(day)
        if known is None or known[0] != entries[-1:] or known[1] != len(entries):
            known = entries[-1:], len(entries), stories(entries)
            self._told = {on: told for on, told in self._told.items() if abs(on - day) <= 2 * _DAY} | {day: known}
        return known[2]

    def last_asked(self, day: date, but: str) -> datetime | None:
        """When a slot other than ``but``, of that day or a neighbouring one, was last on the screen or under way."""
        now = self._clock.now().timestamp()
        moments = [
            seen
            for seen, on, id_ in (*self._seen_around(day), *self._seen_then)
            if (on, id_) != (day, but) and seen.timestamp() <= now and (seen, on, id_) not in self._unseen
        ]
        return max(moments, key=datetime.timestamp, default=None)

    def _seen_around(self, day: date) -> Iterator[Seen]:
        """A day may begin where another ends, or after a long flight."""
        for on in (day - _DAY, day, day + _DAY):
            yield from ((story.seen, on, id_) for id_, story in self.stories(on).items() if story.seen)

    def at_desk(self) -> int:
        """Minutes at the desk since the last break."""
        today = self.today()
        return active_minutes(today, self._given(today))

    def used_lately(self) -> tuple[str, ...]:
        """Routines of the last days, newest first."""
        today = self.today()
        started = [e for e in self._ledger.read(Entry, today - 7 * _DAY, today) if e.event is Event.STARTED]
        return tuple(dict.fromkeys(entry.routine for entry in reversed(started) if entry.routine))

    def decisions(self, limit: int) -> tuple[Entry, ...]:
        """The newest entries of the last week, newest first."""
        today = self.today()
        return tuple(reversed(self._ledger.read(Entry, today - 7 * _DAY, today)[-limit:]))

    # writing

    def write(self, slot: Slot, event: Event, **more: Any) -> None:
        """One entry for a slot. A slot that so far was only in the plan is planned first."""
        story = self.stories(slot.day).get(slot.id)
        first = [] if story else [self._planned(slot)]
        self._ledger.add(*first, Entry(slot.day, slot.id, slot.kind, event, self._clock.now(), **more))

    def answer(self, slot: Slot, outcome: Outcome, reason: Reason | None = None, **more: Any) -> None:
        """The outcome of a slot."""
        self.write(slot, Event.ANSWERED, outcome=outcome, reason=reason, due=slot.due, routine=slot.routine, **more)

    def replan(self, slot: Slot, due: datetime, reason: Reason) -> None:
        """Put a slot at another moment, or make it short."""
        planned = self._planned(slot)
        minutes = 2.0 if reason is Reason.SHORT_VERSION else planned.minutes
        self._ledger.add(replace(planned, due=due, reason=reason, minutes=minutes))

    def keep_up(self, plan: DayPlan) -> bool:
        """Write down what the plan decided and the ledger doesn't know; True when there was anything."""
        now, told, found = self._clock.now(), self.stories(plan.day), list[Entry]()
        for slot in plan.slots:
            story = told.get(slot.id)
            if slot.outcome is None and _news(slot, story, now):
                found.append(self._planned(slot))
            elif slot.outcome and (story is None or story.outcome is None) and _due(slot, now):
                if story is None and slot.outcome is not Outcome.DROPPED:
                    found.append(self._planned(slot))
                found.append(
                    Entry(
                        plan.day, slot.id, slot.kind, Event.ANSWERED, now, slot.due, slot.outcome,
                        slot.outcome_reason, slot.stands_for,
                    )
                )
        if found:
            self._ledger.add(*found)
        return bool(found)

    def close_day(self, plan: DayPlan, how: Close) -> bool:
        """At the end of the working day: what is open and due, or snoozed past the end, is over; so is what the
        settings wanted no more."""
        now = self._clock.now()
        found = self._drop_unwanted(plan, now) if plan.work else False
        for slot in plan.coming():
            if slot.state is not State.RUNNING and (_due(slot, now) or slot.reason is Reason.SNOOZED):
                self.answer(slot, how.outcome, how.reason)
                found = True
        return found

    def _drop_unwanted(self, plan: DayPlan, now: datetime) -> bool:
        planned = {slot.id for slot in plan.slots}
        gone = [
            Entry(plan.day, story.id, story.kind, Event.ANSWERED, now, story.due, Outcome.DROPPED, Reason.BY_PERSON)
            for story in self.stories(plan.day).values()
            if story.outcome is None
            and story.id not in planned
            and story.due is not None
            and story.due.timestamp() <= now.timestamp()
        ]
        if gone:
            self._ledger.add(*gone)
        return bool(gone)

    def close_old_days(self, blocked: bool, under_way: bool = False) -> None:
        """Slots that earlier days left open, because the app wasn't running or a setting took their time away.
        ``under_way``: a session runs just now, which ends by itself."""
        today, by_day = self.today(), dict[date, list[Entry]]()
        for entry in self._ledger.read(Entry, today - _LOOK_BACK, today - _DAY):
            by_day.setdefault(entry.day, []).append(entry)
        for day, entries in by_day.items():
            for story in stories(entries).values():
                if story.outcome is None and not (under_way and story.state is State.RUNNING):
                    self._close_old(day, story, blocked)

    def _close_old(self, day: date, story: Story, blocked: bool) -> None:
        now, outcome, reason = self._clock.now(), Outcome.MISSED, Reason.PASSED_OVER
        if story.state is State.RUNNING:
            outcome = Outcome.STOPPED_EARLY
        elif blocked:
            outcome, reason = Outcome.DROPPED, Reason.RED_FLAG
        seconds = self._exercised(day, story.id)
        self._ledger.add(
            Entry(day, story.id, story.kind, Event.ANSWERED, now, story.due, outcome, reason, seconds=seconds)
        )

    def mend(self, running: str | None) -> None:
        """After a start: what the app had on the screen when it died is over, and never shown twice; what it slept
        through is missed, unless that is only just due."""
        now = self._clock.now()
        day = self.today()
        for slot in self.plan(day).slots:
            story = self.stories(day).get(slot.id)
            if story is None or story.outcome or slot.id == running:
                continue
            if story.state is State.RUNNING:
                seconds = self._exercised(day, slot.id)
                self.answer(slot, Outcome.STOPPED_EARLY, Reason.PASSED_OVER, seconds=seconds)
            elif story.state is State.SHOWN:
                self.answer(slot, Outcome.MISSED, Reason.PASSED_OVER)
            elif story.state is State.COMING and story.due and now.timestamp() - story.due.timestamp() >= 300:
                self.pass_over(slot)

    def pass_over(self, slot: Slot) -> None:
        """Its time went by unseen: a posture prompt is as good as done, a session is missed."""
        if slot.kind is SlotKind.POSTURE:
            self.answer(slot, Outcome.CREDITED, Reason.TIME_AWAY)
        else:
            self.answer(slot, Outcome.MISSED, Reason.PASSED_OVER)

    def clock_set_back(self, by: timedelta) -> None:
        """Durations go on as if the clock had not moved: active time keeps its count, snoozes their length."""
        now = self._clock.now()
        was = later(now, -by)
        day = working_day(was, self._preferences.rota, _zone(now))
        settings, entries = self._preferences.current, self._entries(day)
        before = Given(
            settings, _zone(now), was, entries, self._absence.of_day(day), count_from=self._count_from,
            stale=self._stale.get(day, frozenset()), holiday=self._preferences.rota.holiday,
        )
        self._count_from = later(now, -timedelta(seconds=active_seconds(day, before)))
        self._owed = later(self._owed, by) if self._owed else None
        seen = {one for one in self._seen_around(day) if one[0].timestamp() > now.timestamp()} - self._unseen
        self._unseen |= seen
        self._seen_then = [(later(moment, by), on, id_) for moment, on, id_ in (*seen, *self._seen_then)]
        over = {s.id for s in stories(entries).values() if s.ended and s.ended.timestamp() > now.timestamp()}
        self._stale[day] = before.stale | over
        for slot in plan_day(day, before).coming():
            if slot.reason is Reason.SNOOZED and slot.due.timestamp() > was.timestamp():
                self.replan(slot, later(slot.due, by), Reason.SNOOZED)

    def _exercised(self, day: date, slot: str) -> float:
        return sum(row.seconds for row in self._ledger.read(ExerciseTime, day, day) if row.slot == slot)

    def _planned(self, slot: Slot) -> Entry:
        minutes = slot.length.total_seconds() / 60
        now = self._clock.now()
        return Entry(
            slot.day, slot.id, slot.kind, Event.PLANNED, now, slot.due, None, slot.reason, slot.stands_for, "", minutes
        )

    def _entries(self, day: date) -> tuple[Entry, ...]:
        return self._ledger.read(Entry, day, day)

    def _given(self, day: date, replan: bool = False) -> Given:
        now = self._clock.now()
        return Given(
            self._preferences.current,
            _zone(now),
            now,
            self._entries(day),
            self._absence.of_day(day),
            off=Reason.PAIN if care.ends_the_day(self._ledger.read(Pain, day, day)) else None,
            replan=replan,
            count_from=self._count_from,
            stale=self._stale.get(day, frozenset()),
            busy=self.busy(day),
            holiday=self._preferences.rota.holiday,
            owed=self._owed,
            fewer=self._ledger.recall(FEWER) == day.isoformat(),
            others=tuple(story for on in (day - _DAY, day + _DAY) for story in self.stories(on).values()),
        )


def _zone(now: datetime) -> tzinfo:
    assert now.tzinfo is not None, "ports.Clock answers aware times"
    return now.tzinfo


def _due(slot: Slot, now: datetime) -> bool:
    return slot.due.timestamp() <= now.timestamp()


def _news(slot: Slot, story: Story | None, now: datetime) -> bool:
    """Whether the ledger knows another place of this slot, or none. Prompts are written when they come due."""
    if story is None or story.due is None:
        return slot.kind is SlotKind.SESSION or _due(slot, now)
    moved = abs(slot.due.timestamp() - story.due.timestamp()) >= 1
    return moved or (slot.reason is Reason.SHORT_VERSION and not story.short)
