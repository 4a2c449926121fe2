"""What calendars and holidays say of the days: follows the settings, answers in the plan's own terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from unknot.core.day import Span
from unknot.core.library import Problem
from unknot.ports import Busy, Calendars, Clock, Undo
from unknot.services.preferences import Preferences

_DAY = timedelta(days=1)
BACK, AHEAD = 7 * _DAY, 120 * _DAY
"""So far are calendars read around today."""


class Agenda:
    """The calendars that the settings name. ``calendars`` None: there are none here."""

    def __init__(self, clock: Clock, preferences: Preferences, calendars: Calendars | None) -> None:
        self._clock = clock
        self._preferences = preferences
        self._calendars = calendars

    def follow(self, today: date) -> None:
        """Read what the settings name, for the days around this one."""
        if self._calendars is not None:
            settings = self._preferences.current
            self._calendars.follow(settings.calendars, settings.holidays, today - BACK, today + AHEAD)

    def busy(self, day: date) -> tuple[Span, ...]:
        """Busy times that may touch a working day."""
        zone = self._clock.zone
        first = datetime.combine(day, time(), zone)
        return tuple(Span(busy.start, busy.end) for busy in self.events(first, first + 2 * _DAY))

    def events(self, first: datetime, last: datetime) -> tuple[Busy, ...]:
        """The busy times with their titles."""
        return self._calendars.busy(first, last) if self._calendars is not None else ()

    def problems(self) -> tuple[Problem, ...]:
        """What couldn't be read."""
        return self._calendars.problems() if self._calendars is not None else ()

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when there is more to know."""
        return self._calendars.on_change(call) if self._calendars is not None else lambda: None

    def stop(self) -> None:
        """Follow nothing any more."""
        if self._calendars is not None:
            self._calendars.stop()
