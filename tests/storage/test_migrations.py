"""Ledgers of every version that ever was, with what people had in them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.storage.records import ONE_OF_EACH, everything

from unknot.core.body import Area, Side
from unknot.core.care_records import Result
from unknot.core.history import (
    Away,
    CareAnswer,
    CareEvent,
    Entry,
    Event,
    ExerciseTime,
    Feeling,
    Felt,
    Outcome,
    Pain,
    Reason,
    SlotKind,
)
from unknot.storage import migrations, restoring
from unknot.storage.export import read_kinds
from unknot.storage.ledger import open_ledger

HERE = Path(__file__).parent
SUMMER, WINTER = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))


def made(path: Path, version: int) -> Path:
    """A ledger that the Unknot of this version wrote; of version 0, an empty file."""
    database = sqlite3.connect(path, isolation_level=None)
    if version:
        database.executescript((HERE / f"ledger_v{version}.sql").read_text(encoding="utf-8"))
    database.close()
    return path


def day_of_version_1(day: date, zone: timezone) -> list[object]:
    """Three days were lived alike, over the end of summer time."""
    nine = datetime(day.year, day.month, day.day, 9, 30, tzinfo=zone)
    ten, end = nine + timedelta(hours=1), nine + timedelta(hours=1, minutes=4)
    session, posture, routine = SlotKind.SESSION, SlotKind.POSTURE, "neck-shoulders-3"
    hurt = Pain(day, "s1", nine + timedelta(minutes=63), "neck-side-bend", Area.NECK, Side.RIGHT)
    return [
        Entry(day, "s1", session, Event.PLANNED, nine, ten, reason=Reason.SPREAD, minutes=3.0),
        Entry(day, "s1", session, Event.SHOWN, ten),
        Entry(day, "s1", session, Event.STARTED, ten + timedelta(minutes=1), routine=routine),
        Entry(
            day, "s1", session, Event.ANSWERED, end, outcome=Outcome.DONE, routine=routine, seconds=171.25, share=0.9
        ),
        Entry(day, "p1", posture, Event.HELD, nine, why="locked,call"),
        Entry(
            day, "p1", posture, Event.ANSWERED, nine + timedelta(minutes=40), outcome=Outcome.CREDITED,
            reason=Reason.TIME_AWAY,
        ),
        ExerciseTime(day, "s1", nine + timedelta(minutes=62), "neck-side-bend", Side.LEFT, 30.0, Result.DONE),
        ExerciseTime(day, "s1", nine + timedelta(minutes=63), "neck-side-bend", Side.RIGHT, 12.5, Result.HURT),
        hurt,
        Pain(hurt.day, hurt.slot, hurt.at, hurt.exercise, hurt.area, hurt.side, withdrawn=True),
        Felt(day, "s1", nine + timedelta(minutes=65), Feeling.EASIER),
        Away(nine - timedelta(minutes=10), nine, "locked"),
    ]


KEPT: dict[int, list[object]] = {
    0: [],
    1: [
        *day_of_version_1(date(2026, 10, 24), SUMMER),
        *day_of_version_1(date(2026, 10, 25), WINTER),
        *day_of_version_1(date(2026, 10, 26), WINTER),
        Entry(
            date(2026, 10, 25), "q1", SlotKind.QUICK, Event.STARTED, datetime(2026, 10, 25, 2, 30, tzinfo=WINTER),
            routine="chin-tuck",
        ),
        CareAnswer(datetime(2026, 10, 24, 8, 0, tzinfo=SUMMER), CareEvent.RED_FLAG, "chest,fever"),
        CareAnswer(datetime(2026, 10, 24, 19, 0, tzinfo=SUMMER), CareEvent.SEEN),
    ],
}
"""What the ledger of each version has."""


def test_there_is_a_ledger_of_every_earlier_version() -> None:
    assert sorted(KEPT) == list(range(migrations.VERSION))


@pytest.mark.parametrize("version", KEPT)
def test_everything_in_it_is_read_as_it_was_and_more_can_be_added(tmp_path: Path, version: int) -> None:
    told: list[object] = []
    path = made(tmp_path / "ledger.db", version)
    ledger, problems = open_ledger(path, told.append)
    found = everything(ledger)
    assert Counter(found) == Counter(KEPT[version])
    ledger.add(*ONE_OF_EACH)
    ledger.close()
    ledger, more = open_ledger(path, told.append)
    assert Counter(everything(ledger)) == Counter([*KEPT[version], *ONE_OF_EACH])
    assert (problems, more, told) == ((), (), [])
    assert ledger.recall("tip") == ("drink" if version else None)
    ledger.close()


@pytest.mark.parametrize("version", KEPT)
def test_it_has_the_tables_of_a_new_ledger_afterwards(tmp_path: Path, version: int) -> None:
    open_ledger(made(tmp_path / "old.db", version))[0].close()
    open_ledger(tmp_path / "new.db")[0].close()
    schemas = []
    for name in ("old.db", "new.db"):
        database = sqlite3.connect(tmp_path / name)
        schemas.append(restoring.schema(database))
        database.close()
    assert schemas[0] == schemas[1]


@pytest.mark.parametrize("version", KEPT)
def test_it_can_be_exported_before_any_app_has_opened_it(tmp_path: Path, version: int) -> None:
    found = read_kinds(made(tmp_path / "ledger.db", version), date.min, date.max)
    assert sum(map(len, found.values())) == len(KEPT[version])
    database = sqlite3.connect(tmp_path / "ledger.db")
    assert migrations.version_of(database) == version
    database.close()


@pytest.mark.parametrize("version", KEPT)
def test_a_restore_of_it_is_taken(tmp_path: Path, version: int) -> None:
    made(tmp_path / "ledger.db", version)
    restoring.check_staged(tmp_path)
    ledger, problems = open_ledger(tmp_path / "ledger.db")
    assert (problems, len(everything(ledger))) == ((), len(KEPT[version]))
    ledger.close()
