"""Time away from the desk and jumps of the clock, noticed from events and from the gap between two clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unknot.core.gate import away_since, counts_as_away
from unknot.core.history import Away
from unknot.core.presence import Hold
from unknot.core.worktime import later
from unknot.ports import Clock, Ledger

JUMP = timedelta(minutes=1)
"""So far must the wall clock and the monotonic one drift apart between two looks to be a jump."""
BREAK = timedelta(minutes=5)
"""Time away that makes slots pass by, and downtime that counts as time away."""
_NOTED = timedelta(minutes=1)
"""Shorter time away isn't written down."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Jump:
    """The wall clock moved by ``by`` against real time; ``now`` is where it stands after that."""

    by: timedelta
    now: datetime

    @property
    def start(self) -> datetime:
        """Where the wall clock stood before."""
        return later(self.now, -self.by)


class Absence:
    """Keeps the time away: one record for a stretch of it, however many sources told of it."""

    def __init__(self, clock: Clock, ledger: Ledger) -> None:
        self._clock = clock
        self._ledger = ledger
        self._ahead = self._difference()
        self._holds: set[Hold] = set()
        self._since: datetime | None = None
        self._why = ""

    def look(self) -> Jump | None:
        """Compare the clocks; a jump is told once."""
        ahead = self._difference()
        moved, self._ahead = ahead - self._ahead, ahead
        if abs(moved) < JUMP.total_seconds():
            return None
        return Jump(timedelta(seconds=moved), self._clock.now())

    def begin(self, why: Hold) -> datetime:
        """A hold begins; answers since when."""
        since = away_since(why, self._clock.now())
        if counts_as_away(why):
            self._holds.add(why)
            if self._since is None or since.timestamp() < self._since.timestamp():
                self._since, self._why = since, str(why)
        return since

    def end(self, why: Hold) -> Away | None:
        """A hold ends; answers the time away that ends with it, which is written down if it was long enough."""
        self._holds.discard(why)
        if self._holds or self._since is None:
            return None
        gone = Away(self._since, self._clock.now(), self._why)
        self._since = None
        return self.note(gone)

    def note(self, gone: Away) -> Away | None:
        """Write time away down, if it is long enough."""
        if gone.end.timestamp() - gone.start.timestamp() < _NOTED.total_seconds():
            return None
        self._ledger.add(gone)
        return gone

    def slept(self, jump: Jump) -> None:
        """A jump ahead is sleep, and time away; one that lies within time away adds nothing."""
        if self._since is None:
            self.note(Away(jump.start, jump.now, str(Hold.ASLEEP)))

    def set_back(self, jump: Jump) -> None:
        """The clock was set back: what goes on now began as long ago as before."""
        if self._since is not None:
            self._since = later(self._since, jump.by)

    def of_day(self, day: date) -> tuple[Away, ...]:
        """Time away that may touch a working day, with the one still going on."""
        told = self._ledger.read(Away, day, day + _DAY)
        if self._since is None:
            return told
        return (*told, Away(self._since, self._clock.now(), self._why))

    def _difference(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()
