"""What counts as done in a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from unknot.core.day import DayPlan, Slot, State
from unknot.core.history import Outcome, Reason, SlotKind

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("outcome", "share", "counts"),
    [
        (Outcome.DONE, 1.0, True),
        (Outcome.STOPPED_EARLY, 0.5, True),
        (Outcome.STOPPED_EARLY, 0.4, False),
        (Outcome.STOPPED_EARLY, 0.0, False),
        (Outcome.SKIPPED, 0.0, False),
        (None, 0.0, False),
    ],
)
def test_a_session_counts_when_half_of_it_was_done(outcome: Outcome | None, share: float, counts: bool) -> None:
    due = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    state = State.OVER if outcome else State.COMING
    slot = Slot(
        DAY, "s1", SlotKind.SESSION, due, timedelta(minutes=3), Reason.SPREAD, 1, state, outcome=outcome, share=share
    )
    assert DayPlan(DAY, (), (slot,), 4).sessions_done == int(counts)
