"""A whole coach on fakes, with a person at the desk who answers in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.core.days import BERLIN, MONDAY, at
from tests.fakes import FakeAlarms, FakeCalendars, FakeClock, FakeLedger, FakeProbe, FakePrompter, FakeSettingsStore

from unknot.core.body import Area
from unknot.core.choosing import Choice
from unknot.core.day import Slot
from unknot.core.history import CareEvent, Entry, Event, Outcome, Reason
from unknot.core.library import Routine
from unknot.core.rota import no_holiday
from unknot.core.settings import Settings
from unknot.ports import Answer
from unknot.services.agenda import Agenda
from unknot.services.care import CareService
from unknot.services.coach import Coach
from unknot.services.lookout import Lookout
from unknot.services.preferences import Preferences
from unknot.services.stances import Stances


class AlwaysNeck:
    """Chooses the same for every session, as long as its slot."""

    def choose(self, slot: Slot) -> Choice:
        return Choice(Routine("neck", slot.length.total_seconds() / 60, (Area.NECK,), (), ()))

    def in_minutes(self, choice: Choice, slot: Slot, minutes: float) -> Choice:
        return replace(choice, routine=replace(choice.routine, minutes=minutes))


class Desk:
    """Everything around one coach. ``restart`` kills it and starts another on the same ledger."""

    def __init__(
        self, start: str = "08:00", settings: Settings | None = None, now: datetime | None = None,
        probes: Sequence[FakeProbe] = (), calendars: FakeCalendars | None = None,
    ) -> None:
        self.probes, self.calendars = probes, calendars
        self.short_started = 0
        self.clock = FakeClock(now or at(start))
        self.ledger = FakeLedger()
        self.store = FakeSettingsStore(settings)
        self.refuses = False
        self.begun: list[tuple[str, Slot]] = []
        self.booted: datetime | None = None
        CareService(self.clock, self.ledger).answer(CareEvent.NONE_OF_THESE)
        self.restart()

    def restart(self) -> None:
        """A new app on the same ledger and settings; the old one is simply gone."""
        self.alarms = FakeAlarms(self.clock)
        self.prompter = FakePrompter()
        self.preferences = Preferences(self.store, self.calendars.holiday if self.calendars else no_holiday)
        self.lookout = Lookout(self.clock, self.alarms, self.probes)
        self.agenda = Agenda(self.clock, self.preferences, self.calendars)
        self.care = CareService(self.clock, self.ledger)
        self.coach = Coach(
            self.clock, self.alarms, self.ledger, self.preferences, self.prompter, AlwaysNeck(),
            Stances(self.clock, self.ledger, self.preferences), self.care, self.lookout, self.agenda, self._begin,
            self._start_short, self.booted,
        )
        self.coach.start()

    def _begin(self, choice: Choice, slot: Slot) -> bool:
        routine = choice.routine.id
        if self.refuses:
            return False
        self.begun.append((routine, slot))
        self.ledger.add(
            Entry(slot.day, slot.id, slot.kind, Event.STARTED, self.clock.now(), slot.due, routine=routine)
        )
        self.coach.session_began(slot, False)
        return True

    def _start_short(self) -> None:
        self.short_started += 1

    # time

    def to(self, text: str) -> None:
        """Let the Monday go on until then."""
        self.alarms.advance_to(at(text))

    def later(self, **length: Any) -> None:
        """Let so much time pass."""
        self.alarms.advance(timedelta(**length))

    def sleep(self, **length: Any) -> None:
        """The machine sleeps without anyone saying so; on waking, what is overdue rings."""
        self.clock.jump(timedelta(**length))
        self.alarms.advance(timedelta())

    # the person

    def answer(self, answer: Answer, minutes: int | None = None) -> None:
        """Answer what is shown."""
        self.prompter.answer(answer, minutes)

    def stretch(self, minutes: float = 3, outcome: Outcome = Outcome.DONE, share: float = 1.0) -> None:
        """Start what is shown and go through with it."""
        self.answer(Answer.ACCEPT)
        slot = self.begun[-1][1]
        self.later(minutes=minutes)
        self.coach.session_ended(slot, outcome, minutes * 60, share)

    def live_until(self, text: str) -> None:
        """Do everything that is asked until then."""
        end = at(text)
        while (due := self.alarms.next_at()) is not None and due <= end:
            self.alarms.advance_to(due)
            if self.prompter.current is not None:
                if self.prompter.current.slot.id.startswith("s"):
                    self.stretch()
                else:
                    self.answer(Answer.ACCEPT)
        self.alarms.advance_to(end)

    # what there is to see

    @property
    def shown(self) -> str:
        """The id on the screen, "" for none."""
        return self.prompter.current.slot.id if self.prompter.current else ""

    def asked(self) -> list[str]:
        """Every prompt so far: ``["s1 09:30", ...]``."""
        shown = [e for e in self.ledger.entries() if e.event is Event.SHOWN]
        return [f"{e.slot} {e.at.astimezone(BERLIN):%H:%M}" for e in shown]

    def outcomes(self) -> dict[str, tuple[Outcome | None, Reason | None]]:
        """The last outcome of each slot of the Monday."""
        return {e.slot: (e.outcome, e.reason) for e in self.ledger.entries()
                if e.event is Event.ANSWERED and e.day == MONDAY}

    def events(self, slot: str) -> list[Event]:
        """What happened to a slot, in order."""
        return [e.event for e in self.ledger.entries(slot)]
