"""What the days came to so far, for the windows that show it."""

from __future__ import annotations

from datetime import date, timedelta

from unknot.core.history import Away, CareAnswer, Entry
from unknot.core.stats import DaySummary, streak, summarise, week_of
from unknot.ports import Clock, Ledger
from unknot.services.preferences import Preferences

_DAY = timedelta(days=1)
_FIRST_LOOK = 64 * _DAY
"""So far back is a streak looked for first; one that fills it is looked for twice as far, and again."""
_FURTHEST = 4096 * _DAY


class Progress:
    """Reads the ledger; nothing is kept, so that it always tells what is there."""

    def __init__(self, clock: Clock, ledger: Ledger, preferences: Preferences) -> None:
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences

    def entries(self, day: date) -> tuple[Entry, ...]:
        """Everything that happened to the slots of a day, in order."""
        return self._ledger.read(Entry, day, day)

    def day(self, day: date) -> DaySummary:
        """One day in numbers."""
        return summarise(day, self.entries(day))

    def week(self, day: date) -> tuple[DaySummary, ...]:
        """Monday to Sunday of the week that ``day`` is in."""
        monday = day - _DAY * day.weekday()
        return week_of(day, self._ledger.read(Entry, monday, monday + 6 * _DAY))

    def streak(self, today: date) -> int:
        """Days in a row with enough sessions."""
        back = _FIRST_LOOK
        found = self._streak(today, back)
        while found and back < _FURTHEST:
            back *= 2
            further = self._streak(today, back)
            if further == found:
                break
            found = further
        return found

    def away(self, first: date, last: date) -> tuple[Away, ...]:
        """Time away from the desk that ended on these days."""
        return self._ledger.read(Away, first, last)

    def _streak(self, today: date, back: timedelta) -> int:
        first = today - back
        entries = self._ledger.read(Entry, first, today)
        answers = self._ledger.read(CareAnswer, date.min, today)
        return streak(today, entries, self._preferences.rota, self._clock.zone, answers)
