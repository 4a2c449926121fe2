"""What choosing a session costs, on two years of a busy person's history with a knot, pain and favourites."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.history import LAST, two_years
from tests.fakes import BERLIN, FakeClock, FakeSettingsStore
from tests.shells import bundled_body_map, bundled_library

from unknot.core.day import Slot
from unknot.core.history import Reason, SlotKind
from unknot.core.settings import TOOLS, Settings
from unknot.services.chooser import Chooser
from unknot.services.knots import Knots
from unknot.services.preferences import Preferences
from unknot.services.stances import Stances
from unknot.storage.ledger import open_ledger

MOST = 0.010
"""Seconds that a choice may take, the reading of the ledger among them: on a quiet machine it is under half of that."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a session of so many minutes: the median of many."""

    minutes: int
    choice: float


def costs(tries: int = 41) -> list[Cost]:
    """Of short and long sessions, everything allowed."""
    with TemporaryDirectory() as name:
        ledger, _ = open_ledger(Path(name) / "ledger.db")
        ledger.add(*(record for day in two_years() for record in day))
        clock = FakeClock(datetime(LAST.year, LAST.month, LAST.day, 18, tzinfo=BERLIN))
        settings = Settings().with_changes(
            floor=True, wall=True, tools=TOOLS, standing_desk=True, favourites=("chin-tuck", "neck-3")
        )
        preferences = Preferences(FakeSettingsStore(settings))
        knots = Knots(clock, ledger, bundled_body_map)
        stances = Stances(clock, ledger, preferences)
        chooser = Chooser(clock, ledger, preferences, bundled_library(), stances, knots.open)
        found = [Cost(minutes, sorted(_times(chooser, minutes, tries))[tries // 2]) for minutes in (1, 3, 10)]
        ledger.close()
        return found


def _times(chooser: Chooser, minutes: int, tries: int) -> Iterator[float]:
    due = datetime(LAST.year, LAST.month, LAST.day, 18, tzinfo=BERLIN)
    for n in range(tries):
        slot = Slot(LAST, f"s{n}", SlotKind.SESSION, due, timedelta(minutes=minutes), Reason.SPREAD, n)
        before = time.perf_counter()
        choice = chooser.choose(slot)
        yield time.perf_counter() - before
        assert choice is not None
