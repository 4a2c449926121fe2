"""A call that the person tells of: it has an end, and afterwards the break comes first."""

from __future__ import annotations

from datetime import datetime, timedelta

from unknot.core.presence import Hold
from unknot.core.worktime import later
from unknot.ports import Clock
from unknot.services.attention import Attention
from unknot.services.day_keeper import DayKeeper

LONGEST = timedelta(hours=2)
"""A call without a given end is over after this at the latest."""


class Calls:
    """Begins and ends such calls. One without a given end is over, too, as soon as microphone and camera are, where
    they could be seen in use."""

    def __init__(self, clock: Clock, attention: Attention, keeper: DayKeeper) -> None:
        self._clock = clock
        self._attention = attention
        self._keeper = keeper
        self._open_ended = self._heard = False

    @property
    def listens(self) -> bool:
        """Whether it is of use to look for the end."""
        return self._open_ended and self._attention.presence.has(Hold.SAID_CALL)

    def begin(self, until: datetime | None) -> None:
        """In a call until then."""
        self._open_ended, self._heard = until is None, False
        self._attention.call(until or later(self._clock.now(), LONGEST))

    def over(self) -> None:
        """It has ended. Nothing, where there was none."""
        if self._attention.presence.has(Hold.SAID_CALL):
            self._open_ended = False
            self._attention.call_over()
            self._keeper.owe()

    def looked(self, holds: frozenset[Hold]) -> None:
        """What the sources say now."""
        if not self.listens:
            return
        if Hold.CALL in holds:
            self._heard = True
        elif self._heard:
            self.over()
