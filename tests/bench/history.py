"""What two years of a busy person's history cost: opening the ledger, and all that History's month shows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fakes import BERLIN, FakeClock, FakeSettingsStore
from tests.shells import bundled_library

from unknot.core.body import Area, Side
from unknot.core.care_records import (
    Activity,
    Aerobic,
    Compress,
    CompressEvent,
    CompressKind,
    KnotEvent,
    KnotNote,
    Massage,
    Moment,
    PainEntry,
    PainEvent,
    PointKind,
    Result,
    Stance,
    StanceChange,
)
from unknot.core.history import Away, Entry, Event, ExerciseTime, Feeling, Felt, Outcome, Reason, Record, SlotKind
from unknot.core.review import Scope, period
from unknot.ports_archive import Store
from unknot.services.movement import Movement
from unknot.services.preferences import Preferences
from unknot.services.progress import Progress
from unknot.services.records import Records
from unknot.services.stances import Stances
from unknot.storage.archive import FileArchive
from unknot.storage.ledger import open_ledger

LAST = date(2026, 11, 20)
YEARS = 730
ROWS = 50_000
BAD_DAY = 45
"""So often a day has no session done. (A run of two years without one takes 0.3 s to follow back, once.)"""
OPEN = 0.100
"""Seconds that opening and the month may take together."""
_ENDS = (Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.STOPPED_EARLY, Outcome.SKIPPED)
_EXERCISES = ("neck-side-bend", "blade-squeeze", "chin-tuck", "shoulder-rolls", "cross-body", "wrist-flexors")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds: of opening, of the month's numbers when the run of days was never followed back and when it was, and of
    looking at what is kept. Megabytes and records of the file."""

    opening: float
    first: float
    again: float
    stock: float
    size: float
    rows: int


def of_a_day(day: date) -> Iterator[Record]:
    """A busy working day: five sessions, prompts every 40 minutes, a knot, some pain, a standing desk."""
    def at(hour: int, minute: int = 0) -> datetime:
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)

    for n in range(5):
        slot, due, end = f"s{n + 1}", at(9 + 2 * n), _ENDS[(day.toordinal() + n) % len(_ENDS)]
        if day.toordinal() % BAD_DAY == 0:
            end = Outcome.SKIPPED
        kind, routine = SlotKind.SESSION, "neck-shoulders-3"
        yield Entry(day, slot, kind, Event.PLANNED, at(8), due, reason=Reason.SPREAD, minutes=3)
        yield Entry(day, slot, kind, Event.SHOWN, due, routine=routine)
        if end is not Outcome.SKIPPED:
            yield Entry(day, slot, kind, Event.STARTED, due, routine=routine)
            for exercise in _EXERCISES:
                yield ExerciseTime(day, slot, due, exercise, Side.BOTH, 30.0, Result.DONE)
            yield Felt(day, slot, due, Feeling.EASIER)
        yield Entry(day, slot, kind, Event.ANSWERED, due, due, end, routine=routine, seconds=170, share=0.9)
    for n in range(12):
        due = at(8 + n * 40 // 60, n * 40 % 60)
        yield Entry(day, f"p{n + 1}", SlotKind.POSTURE, Event.PLANNED, due, due, reason=Reason.INTERVAL)
        yield Entry(day, f"p{n + 1}", SlotKind.POSTURE, Event.SHOWN, due)
        yield Entry(day, f"p{n + 1}", SlotKind.POSTURE, Event.ANSWERED, due, due, Outcome.DONE)
    for hour in (10, 12, 15, 17):
        yield Away(at(hour), at(hour, 12), "locked")
        yield StanceChange(at(hour, 20), Stance.STAND if hour % 2 else Stance.SIT, "prompt")
    yield Aerobic(day, at(18), f"a{day.toordinal()}", Activity.WALK, 25)
    yield PainEntry(day, at(19), f"e{day.toordinal()}", PainEvent.LOGGED, "neck:both", day.day % 10, day.day % 3 == 0)
    yield Massage(day, at(17), "", "k1", "massage-ball", 40, Result.DONE)
    yield KnotNote(at(17), "k1", KnotEvent.RATED, strength=day.day % 10, moment=Moment.AFTER)
    yield Compress(at(20), f"c{day.toordinal()}", CompressKind.HEAT, CompressEvent.STARTED, seconds=900)


def two_years() -> Iterator[list[Record]]:
    """Day by day; a weekend is one of moving."""
    start = datetime(2024, 11, 20, 9, tzinfo=BERLIN)
    place = ("back", 300.0, 400.0, Area.TRAPEZIUS, Side.LEFT)
    yield [KnotNote(start, "k1", KnotEvent.FOUND, *place, PointKind.TENDER, strength=7)]
    for n in range(YEARS):
        day = LAST - timedelta(days=YEARS - 1 - n)
        yield [r for r in of_a_day(day) if day.weekday() < 5 or isinstance(r, (Aerobic, PainEntry, Massage, KnotNote))]


def cost(tries: int = 5) -> Cost:
    """The best of some tries each."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ledger, _ = open_ledger(folder / "ledger.db")
        ledger.add(*(record for day in two_years() for record in day))
        ledger.close()
        found = [_once(folder) for _ in range(tries)]
        opening, first, again, stock = (min(times) for times in zip(*found, strict=True))
        kept = _archive(folder).stock().of(Store.LEDGER)
        return Cost(opening, first, again, stock, kept.size / 1e6, kept.count)


def _once(folder: Path) -> tuple[float, float, float, float]:
    start = time.perf_counter()
    ledger, problems = open_ledger(folder / "ledger.db")
    opened = time.perf_counter()
    assert problems == ()
    clock = FakeClock(datetime(2026, 11, 20, 20, tzinfo=BERLIN))
    preferences, library = Preferences(FakeSettingsStore()), bundled_library()
    progress, movement = Progress(clock, ledger, preferences), Movement(clock, ledger, preferences, library)
    records = Records(clock, ledger, preferences, library, progress, movement, Stances(clock, ledger, preferences))
    ledger.remember("streak", None)
    times = [opened - start]
    for _ in range(2):
        start = time.perf_counter()
        assert not records.review(period(Scope.MONTH, LAST), LAST).empty
        times.append(time.perf_counter() - start)
    archive = _archive(folder)
    start = time.perf_counter()
    archive.stock()
    times.append(time.perf_counter() - start)
    ledger.close()
    return times[0], times[1], times[2], times[3]


def _archive(folder: Path) -> FileArchive:
    ledger, _ = open_ledger(folder / "ledger.db")
    archive = FileArchive(ledger, folder, folder / "s.toml", folder / "c.json", lambda: datetime.now(BERLIN))
    ledger.close()
    return archive
