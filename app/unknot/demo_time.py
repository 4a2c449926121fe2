"""The demo's own time: a clock and its alarms that move when told to, so that a day passes in a minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo


class DemoTime:
    """``ports.Clock`` and ``ports.Alarms`` in one. Wall and monotonic time move together."""

    def __init__(self, start: datetime, zone: tzinfo) -> None:
        self.zone = zone
        self._begin = start.timestamp()
        self._passed = 0.0
        self._alarms: dict[str, tuple[datetime, Callable[[], None]]] = {}

    def now(self) -> datetime:
        """The demo's wall clock."""
        return datetime.fromtimestamp(self._begin + self._passed, self.zone)

    def monotonic(self) -> float:
        """Seconds since the demo's day began."""
        return self._passed

    def ring(self, name: str, at: datetime, call: Callable[[], None]) -> None:
        """Set the alarm."""
        self._alarms[name] = (at, call)

    def cancel(self, name: str) -> None:
        """Forget the alarm."""
        self._alarms.pop(name, None)

    def check(self) -> None:
        """Nothing to compare: there is only this clock."""

    def stop(self) -> None:
        """Forget all."""
        self._alarms.clear()

    def next_alarm(self) -> datetime | None:
        """When the next alarm rings, None without any."""
        return min((at for at, _ in self._alarms.values()), default=None)

    def advance(self, by: timedelta) -> None:
        """Let time pass, ringing what falls due at its own moment."""
        end = self._passed + by.total_seconds()
        while True:
            due = sorted((at.timestamp() - self._begin, name) for name, (at, _) in self._alarms.items())
            if not due or due[0][0] > end:
                break
            moment, name = due[0]
            _, call = self._alarms.pop(name)
            self._passed = max(self._passed, moment)
            call()
        self._passed = max(self._passed, end)
