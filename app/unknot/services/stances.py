"""Sitting and standing at a desk that goes up and down: the present posture, and the minutes of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from unknot.core import stances
from unknot.core.care_records import Stance, StanceChange
from unknot.core.day import Span
from unknot.core.history import Away
from unknot.core.stances import Posture, Stood
from unknot.core.worktime import working_day, working_spans
from unknot.ports import Clock, Ledger, Undo
from unknot.services.listeners import Listeners
from unknot.services.preferences import Preferences

BY_PROMPT, BY_PERSON = "prompt", "person"
_DAY = timedelta(days=1)

AwayOn = Callable[[date], Sequence[Away]]
"""The time away that may touch a working day, with what still goes on."""


class Stances:
    """Writes ``StanceChange`` records. A working day begins sitting; a change lasts until the next one."""

    def __init__(self, clock: Clock, ledger: Ledger, preferences: Preferences) -> None:
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences
        self._away: AwayOn = lambda day: ledger.read(Away, day, day + _DAY)
        self._changed: Listeners[[]] = Listeners()
        ledger.on_replaced(self._changed.tell)

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when the posture changed."""
        return self._changed.add(call)

    def count_away(self, away: AwayOn) -> None:
        """Take the time away from here: with what still goes on, which the ledger does not have yet."""
        self._away = away

    @property
    def wanted(self) -> bool:
        """Whether the person has such a desk."""
        return self._preferences.current.standing_desk

    @property
    def present(self) -> Stance:
        """The posture now."""
        return self.posture().stance

    def posture(self) -> Posture:
        """The posture now, and for how long at the desk."""
        day = self._today()
        return stances.posture(self._changes(day), self._work(day), self._gone(day), self._clock.now())

    def change(self, stance: Stance, by: str = BY_PERSON) -> bool:
        """From now on this posture. False when it was that already."""
        if stance is self.present:
            return False
        self._ledger.add(StanceChange(self._clock.now(), stance, by))
        self._changed.tell()
        return True

    def stood(self, day: date) -> Stood:
        """Minutes in each posture on a working day, time away and off taken off."""
        return stances.stood(self._changes(day), self._work(day), self._gone(day), self._clock.now())

    def _today(self) -> date:
        return working_day(self._clock.now(), self._preferences.rota, self._clock.zone)

    def _work(self, day: date) -> tuple[Span, ...]:
        return working_spans(day, self._preferences.rota, self._clock.zone)

    def _changes(self, day: date) -> list[StanceChange]:
        """Those that belong to a working day, which may run past midnight."""
        zone, rota = self._clock.zone, self._preferences.rota
        near = self._ledger.read(StanceChange, day, day + _DAY)
        return sorted(
            (change for change in near if working_day(change.at, rota, zone) == day), key=lambda one: one.at.timestamp()
        )

    def _gone(self, day: date) -> list[Span]:
        return [Span(gone.start, gone.end) for gone in self._away(day)]
