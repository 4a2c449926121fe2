"""Moving: minutes that the person logs, and the day's sum with the walks that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from unknot.core.aerobic import LEAST, MOST, WALK, Moved, moved, standing
from unknot.core.care_records import Activity, Aerobic
from unknot.core.history import Entry, ExerciseTime
from unknot.core.library import Library
from unknot.core.worktime import working_day
from unknot.ports import Clock, Ledger, Undo
from unknot.services.listeners import Listeners
from unknot.services.preferences import Preferences

Dated = TypeVar("Dated", Aerobic, Entry, ExerciseTime)
ADVICE, MINUTES = "aerobic", "minutes"
"""The page of the library, and its number, that hold the day's goal."""
_FOR_EVER = (date.min, date.max)
_A_WALK = 1.0
"""Minutes of a walk where the library has none to read it from."""


class Movement:
    """Writes ``Aerobic`` records and adds them up. Days are working days, as everywhere."""

    def __init__(self, clock: Clock, ledger: Ledger, preferences: Preferences, library: Library) -> None:
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences
        self._library = library
        self._changed: Listeners[[]] = Listeners()
        ledger.on_replaced(self._changed.tell)

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when something was logged or taken back."""
        return self._changed.add(call)

    @property
    def goal(self) -> float:
        """Minutes a day that the library's page names; 0 where it has none."""
        page = self._library.advice.get(ADVICE)
        amount = page.numbers.get(MINUTES) if page else None
        return amount.usual if amount else 0.0

    def today(self) -> date:
        """The working day of this moment."""
        return working_day(self._clock.now(), self._preferences.rota, self._clock.zone)

    def log(self, activity: Activity, minutes: float, day: date | None = None) -> Aerobic:
        """Write minutes down, for today unless said otherwise. Raises ValueError for minutes outside LEAST..MOST, or
        a day that has not come."""
        today = self.today()
        day = day or today
        if not LEAST <= minutes <= MOST or day > today:
            raise ValueError(f"{minutes} minutes on {day}")
        record = Aerobic(day, self._clock.now(), self._next_id(), activity, float(minutes))
        self._ledger.add(record)
        self._changed.tell()
        return record

    def withdraw(self, id_: str) -> bool:
        """Take an entry back. False when there is none of this id, or it was taken back before."""
        record = next((one for one in standing(self._ledger.read(Aerobic, *_FOR_EVER)) if one.id == id_), None)
        if record is None:
            return False
        self._ledger.add(replace(record, at=self._clock.now(), withdrawn=True))
        self._changed.tell()
        return True

    def logged(self, day: date) -> tuple[Aerobic, ...]:
        """What was logged for a day and stands, in order of writing."""
        return standing(self._ledger.read(Aerobic, day, day))

    def minutes(self, day: date) -> Moved:
        """The minutes of one day."""
        return self.between(day, day)[day]

    def between(self, first: date, last: date) -> dict[date, Moved]:
        """The minutes of each day from ``first`` to ``last``, read at once."""
        read = self._ledger.read
        return self.of(first, last, read(Entry, first, last), read(ExerciseTime, first, last))

    def of(
        self, first: date, last: date, told: Iterable[Entry], done: Iterable[ExerciseTime]
    ) -> dict[date, Moved]:
        """The same from entries and exercises of these days, which whoever asks has read already."""
        logged, entries = _by_day(self._ledger.read(Aerobic, first, last)), _by_day(told)
        times = _by_day([row for row in done if row.exercise == WALK])
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        walk = self._a_walk()
        return {day: moved(logged.get(day, ()), entries.get(day, ()), times.get(day, ()), walk) for day in days}

    def _a_walk(self) -> float:
        """Minutes that a stand-up with a walk counts for: those of the library's walk."""
        walk = self._library.exercises.get(WALK)
        return walk.hold.usual / 60 if walk else _A_WALK

    def _next_id(self) -> str:
        numbers = [int(one.id[1:]) for one in self._ledger.read(Aerobic, *_FOR_EVER) if one.id[1:].isdigit()]
        return f"a{max(numbers, default=0) + 1}"


def _by_day(records: Iterable[Dated]) -> dict[date, list[Dated]]:
    found: dict[date, list[Dated]] = {}
    for record in records:
        found.setdefault(record.day, []).append(record)
    return found
