"""Several skips in a row are answered kindly, once a day; and once a day it can be said why."""

from __future__ import annotations

from datetime import date

from unknot.core.history import Entry, Event, Outcome
from unknot.ports import Ledger

IN_A_ROW = 3
"""So many skips in a row are a busy day."""
ASKED = "busy day"
"""The named value that holds the last day on which this was said."""
OFFERED = "why skipped"
"""The named value that holds the last day on which it was offered to say why."""
_TOOK_PART = frozenset({Outcome.DONE, Outcome.STOPPED_EARLY})


class Skips:
    """Counts in the ledger, so that a restart changes nothing."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def busy_day(self, day: date) -> bool:
        """Whether the person should be asked now whether it is a busy day; true once a day."""
        if self._ledger.recall(ASKED) == day.isoformat() or self._in_a_row(day) < IN_A_ROW:
            return False
        self._ledger.remember(ASKED, day.isoformat())
        return True

    def ask_why(self, day: date) -> bool:
        """Whether to offer now to say why it was skipped; true once a day."""
        if self._ledger.recall(OFFERED) == day.isoformat():
            return False
        self._ledger.remember(OFFERED, day.isoformat())
        return True

    def _in_a_row(self, day: date) -> int:
        """Prompts skipped by hand since the last that was taken up or put off; undone ones don't count."""
        skipped: list[str] = []
        for entry in self._ledger.read(Entry, day, day):
            if entry.event is Event.UNDONE and entry.slot in skipped:
                skipped.remove(entry.slot)
            elif entry.event is Event.SNOOZED or entry.outcome in _TOOK_PART:
                skipped.clear()
            elif entry.outcome is Outcome.SKIPPED:
                skipped.append(entry.slot)
        return len(skipped)
