"""What the days came to so far, for the windows that show it."""

from __future__ import annotations

from datetime import date, timedelta
from zlib import crc32

from unknot.core.history import Away, CareAnswer, Entry
from unknot.core.stats import DaySummary, Run, Verdict, run, summarise, verdict, week_of
from unknot.ports import Clock, Ledger
from unknot.services.preferences import Preferences

_DAY = timedelta(days=1)
_AT_ONCE = 28
"""So many days are read together while a run is followed back."""
_FURTHEST = 4096 * _DAY
_SETTLED = 3 * _DAY
"""Days as old as that get no more entries that could change what they came to."""
KEPT = "streak"
"""The named value of the ledger that holds how long the run was on a settled day, so that years need not be read."""


class Progress:
    """Reads the ledger, so that it always tells what is there; of a run of days the settled part is kept in it."""

    def __init__(self, clock: Clock, ledger: Ledger, preferences: Preferences) -> None:
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences
        ledger.on_replaced(lambda: ledger.remember(KEPT, None))

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
        kept = self._kept(today)
        first = kept[0] + _DAY if kept else today - _FURTHEST
        answers = self._ledger.read(CareAnswer, date.min, today)
        verdicts = _Verdicts(self._ledger, first)
        found = run(today, first, verdicts.of, self._preferences.rota, self._clock.zone, answers)
        before = kept[1] if kept and found.broken is None else 0
        self._keep(today, found, before, kept[0] if kept else None)
        return len(found.days) + before

    def away(self, first: date, last: date) -> tuple[Away, ...]:
        """Time away from the desk that ended on these days."""
        return self._ledger.read(Away, first, last)

    # the settled part of a run

    def _kept(self, today: date) -> tuple[date, int] | None:
        """A settled day and how long the run was on it; None where that isn't known for the hours in force."""
        day, _, rest = (self._ledger.recall(KEPT) or "").partition(" ")
        count, _, hours = rest.partition(" ")
        try:
            found = date.fromisoformat(day), int(count)
        except ValueError:
            return None
        return found if hours == self._hours() and found[0] < today else None

    def _keep(self, today: date, found: Run, before: int, kept: date | None) -> None:
        if not self._knows_holidays(today):  # a day may yet turn out to be off
            return
        day = today - _SETTLED
        known = found.broken is None or found.broken <= day
        if known and (kept is None or kept < day):
            count = before + sum(1 for good in found.days if good <= day)
            self._ledger.remember(KEPT, f"{day} {count} {self._hours()}")

    def _knows_holidays(self, today: date) -> bool:
        """Whether they are read by now, which goes on after the start. Every country has some in a year."""
        rota = self._preferences.rota
        return not rota.settings.holidays or any(rota.holiday(today - _DAY * n) for n in range(366))

    def _hours(self) -> str:
        """The working hours and the zone, which say what a day off is, as a short word."""
        said = (self._preferences.current.to_mapping(), str(self._clock.zone))
        return f"{crc32(repr(said).encode()):08x}"


class _Verdicts:
    """The verdicts of days, read some weeks at a time."""

    def __init__(self, ledger: Ledger, first: date) -> None:
        self._ledger = ledger
        self._first = first
        self._told: dict[date, Verdict] = {}
        self._read = date.max

    def of(self, day: date) -> Verdict | None:
        """Of one day; asked from the newest on."""
        if day < self._read:
            self._read_back(day)
        return self._told.get(day)

    def _read_back(self, last: date) -> None:
        self._read = max(self._first, last - _DAY * (_AT_ONCE - 1))
        by_day: dict[date, list[Entry]] = {}
        for entry in self._ledger.read(Entry, self._read, last):
            by_day.setdefault(entry.day, []).append(entry)
        self._told.update({day: verdict(summarise(day, entries)) for day, entries in by_day.items()})
