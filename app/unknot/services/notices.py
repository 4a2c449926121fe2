"""Quiet notices: what has something to tell but no need to be told now waits while anything holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from unknot.core.presence import Hold
from unknot.core.worktime import later
from unknot.ports import Alarms, Clock
from unknot.services.coach import Coach
from unknot.services.lookout import Lookout

AGAIN = timedelta(minutes=10)
"""What was held back by something that can only be asked is tried again after so long."""
LULL = timedelta(minutes=1)
"""The same where that is only that somebody types: nobody does without a stop."""
_ALARM = "notices"


class Notices:
    """Each notice has a key and a call that shows it. It is shown as soon as nothing holds: no call, no lock, no
    session, no pause; what can only be asked is asked first. While none waits, nothing runs."""

    def __init__(self, clock: Clock, alarms: Alarms, coach: Coach, lookout: Lookout) -> None:
        self._clock, self._alarms, self._coach, self._lookout = clock, alarms, coach, lookout
        self._waiting: dict[str, Callable[[], object]] = {}
        self._asked = False
        self._put_off = False
        coach.on_change(self._moved)
        lookout.on_look(self._looked)

    def offer(self, key: str, show: Callable[[], object]) -> None:
        """Show this when nothing holds; it takes the place of one of the same key that still waits."""
        self._waiting[key] = show
        self._moved()

    def take_back(self, key: str) -> None:
        """It need not be told any more; fine when it was told already."""
        self._waiting.pop(key, None)

    def _moved(self) -> None:
        """Something may have ended: ask, unless that was done a moment ago."""
        if self._waiting and not self._asked and not self._put_off and not self._coach.presence.holds:
            self._asked = True
            self._lookout.look()

    def _looked(self) -> None:
        """All have answered, whoever asked them."""
        self._asked = False
        if not self._waiting:
            return
        if self._lookout.holds:
            self._put_off = True
            wait = LULL if self._lookout.holds == {Hold.TYPING} else AGAIN
            self._alarms.ring(_ALARM, later(self._clock.now(), wait), self._again)
        elif not self._coach.presence.holds:
            self._put_off = False
            self._alarms.cancel(_ALARM)
            waiting, self._waiting = self._waiting, {}
            for show in waiting.values():
                show()

    def _again(self) -> None:
        self._put_off = False
        self._moved()
