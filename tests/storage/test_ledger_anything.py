"""The ledger under any records of any kind, in any order of what can happen to it, beside a plain list that says what
it must hold."""

from __future__ import annotations

import dataclasses
import re
import shutil
import tempfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.storage.records import DAY

from unknot.core.care_records import Aerobic, Compress, KnotEvent, KnotNote, PainEntry
from unknot.core.history import CareAnswer, CareEvent, Record
from unknot.storage import restoring
from unknot.storage.archive import FileArchive
from unknot.storage.kept_files import OWN
from unknot.storage.ledger import open_ledger, read_rows
from unknot.storage.rows import TABLES

ZONES = (UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu"), timezone(timedelta(hours=-9, minutes=-30)))
FIRST = datetime.combine(DAY, datetime.min.time())
ALWAYS = (date.min, date.max)
IDENTS = st.sampled_from(["k1", "k2", "k3"])
MOMENTS = st.datetimes(FIRST, FIRST + timedelta(days=6), timezones=st.sampled_from(ZONES)) | st.datetimes(
    datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.sampled_from(ZONES)
)
DAYS = st.integers(0, 6).map(lambda n: DAY + timedelta(days=n)) | st.dates()
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
"""Halves of letters among them, as a broken clipboard gives."""
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(0, 10),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: DAYS,
    datetime: MOMENTS,
    NoneType: st.none(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of this type."""
    if get_args(hint):
        return st.one_of(*map(values, get_args(hint)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return BY_TYPE[hint]


def records_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any record of this kind; things with an id have one of a few, so that several records speak of one thing."""
    hints = get_type_hints(kind)
    fields = {field.name: values(hints[field.name]) for field in dataclasses.fields(kind)}
    return st.builds(kind, **{name: IDENTS if name in ("id", "knot") else found for name, found in fields.items()})


RECORDS = st.one_of(*(records_of(table.kind) for table in TABLES))
VALUES = st.sampled_from(["", "drink", f"since {DAY}", f'{{"day":"{DAY + timedelta(days=3)}"}}', "2026-11", "9" * 40])


def plain(record: Record) -> tuple[Any, ...]:
    """To compare: moments as they are written, halves of letters as the question marks that stand for them."""

    def one(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.isoformat()
        return value.encode(errors="replace").decode() if isinstance(value, str) else value

    fields = (one(getattr(record, field.name)) for field in dataclasses.fields(record))
    return (type(record).__name__, *fields)


class LedgerAndList(RuleBasedStateMachine):
    """What the ledger answers is what the list has."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="unknot-ledger-"))
        self.data = self.folder / "data"
        self.list: list[Record] = []
        self.state: dict[str, str] = {}
        self.saved: tuple[list[Record], dict[str, str]] | None = None
        self.full = False
        self.told: list[object] = []
        self.open()

    def open(self) -> None:
        assert restoring.settle(self.data, self.folder / "settings.toml") == ()
        self.ledger, problems = open_ledger(self.data / "ledger.db", self.told.append)
        assert problems == ()
        own, now = self.folder, lambda: datetime.now(ZONES[1])
        self.archive = FileArchive(self.ledger, self.data, own / "settings.toml", own / "calendars.json", now)

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.folder)

    # what can happen

    @initialize(records=st.lists(RECORDS, max_size=8))
    def begin(self, records: list[Record]) -> None:
        self.add(records)

    @rule(records=st.lists(RECORDS, min_size=1, max_size=5))
    def add(self, records: list[Record]) -> None:
        self.ledger.add(*records)
        self.list += records

    @rule(key=st.sampled_from(["a", "b", "welcomed"]), value=st.none() | VALUES)
    def remember(self, key: str, value: str | None) -> None:
        self.ledger.remember(key, value)
        if value is None:
            self.state.pop(key, None)
        else:
            self.state[key] = value

    @precondition(lambda self: not self.full)
    @rule()
    def start_again(self) -> None:
        self.ledger.close()
        self.open()

    @precondition(lambda self: not self.full)
    @rule()
    def fill_the_disk(self) -> None:
        database = self.ledger._database
        assert database is not None
        database.execute(f"PRAGMA max_page_count = {database.execute('PRAGMA page_count').fetchone()[0]}")
        self.full = True

    @precondition(lambda self: self.full)
    @rule()
    def make_room(self) -> None:
        assert self.ledger._database is not None
        self.ledger._database.execute("PRAGMA max_page_count = 1000000")
        assert self.ledger.flush()
        self.full = False

    @precondition(lambda self: not self.full)
    @rule(first=DAYS, length=st.integers(0, 4))
    def erase(self, first: date, length: int) -> None:
        last = first + timedelta(days=min(length, (date.max - first).days))
        self._erase(first, last)

    @precondition(lambda self: not self.full)
    @rule()
    def erase_everything(self) -> None:
        self._erase(*ALWAYS)

    def _erase(self, first: date, last: date) -> None:
        gone = self.archive.erase(first, last)
        before = len(self.list)
        self.list = without(self.list, first, last)
        assert gone == before - len(self.list)
        everything = (first, last) == ALWAYS
        self.state = {
            key: value
            for key, value in self.state.items()
            if key == "welcomed" or not (everything or any(first <= day <= last for day in days_in(value)))
        }

    @precondition(lambda self: not self.full)
    @rule()
    def back_up(self) -> None:
        for _ in self.archive.backup(self.folder / "b.zip"):
            pass
        self.saved = (list(self.list), dict(self.state))

    @precondition(lambda self: self.saved is not None and not self.full)
    @rule()
    def restore(self) -> None:
        assert self.saved is not None
        for _ in self.archive.restore(self.folder / "b.zip"):
            pass
        flag = newest_answer(self.list)
        then = newest_answer(self.saved[0])
        self.list, self.state = list(self.saved[0]), dict(self.saved[1])
        ticked = flag is not None and flag.event is CareEvent.RED_FLAG
        if ticked and flag is not None and (then is None or then.at.timestamp() < flag.at.timestamp()):
            self.list.append(flag)

    # what must be so

    @invariant()
    def it_answers_all_in_order(self) -> None:
        for table in TABLES:
            found = self.ledger.read(table.kind, *ALWAYS)
            assert [plain(r) for r in found] == [plain(r) for r in self.list if isinstance(r, table.kind)]

    @invariant()
    def it_answers_by_day(self) -> None:
        for table in TABLES:
            found = self.ledger.read(table.kind, DAY + timedelta(days=1), DAY + timedelta(days=3))
            wanted = [r for r in self.list if isinstance(r, table.kind)
                      and DAY + timedelta(days=1) <= day_of(r) <= DAY + timedelta(days=3)]
            assert [plain(r) for r in found] == [plain(r) for r in wanted]

    @invariant()
    def it_knows_its_named_values_and_its_newest_moment(self) -> None:
        assert {key: self.ledger.recall(key) for key in ("a", "b", "welcomed")} == {
            key: self.state.get(key) for key in ("a", "b", "welcomed")
        }

    @precondition(lambda self: not self.full)
    @invariant()
    def all_of_it_is_in_the_file(self) -> None:
        rows = Counter({table.name: len(read_rows(self.data / "ledger.db", *ALWAYS, table.kind)) for table in TABLES})
        assert +rows == Counter(next(t.name for t in TABLES if t.kind is type(r)) for r in self.list)
        assert not {path.name for path in self.data.iterdir()} - {
            "ledger.db", "ledger.db-wal", "ledger.db-shm", "kept", *OWN
        }


def day_of(record: Record) -> date:
    """The day it counts for."""
    if isinstance(getattr(record, "day", None), date):
        return record.day  # type: ignore[union-attr]
    at: datetime = record.end if hasattr(record, "end") else record.at  # type: ignore[union-attr]
    return at.date()


def newest_answer(records: list[Record]) -> CareAnswer | None:
    """The last one to the red-flag question."""
    answers = [r for r in records if isinstance(r, CareAnswer) and _of_question(r)]
    return answers[-1] if answers else None


def _of_question(answer: CareAnswer) -> bool:
    return answer.event in (CareEvent.NONE_OF_THESE, CareEvent.RED_FLAG, CareEvent.SEEN, CareEvent.MISTAKE)


def days_in(text: str) -> list[date]:
    """Dates that a text names."""
    return [date.fromisoformat(found) for found in re.findall(r"\d{4}-\d\d-\d\d", text)]


def without(records: list[Record], first: date, last: date) -> list[Record]:
    """What an erasure leaves: not those of the days, nor anything of what was taken back in them; and whether a knot
    was closed."""
    def inside(record: Record) -> bool:
        return first <= day_of(record) <= last

    def closing(number: int, note: KnotNote) -> KnotNote:
        mine = [(n, r) for n, r in enumerate(records) if isinstance(r, KnotNote) and r.knot == note.knot]
        newest = max(n for n, r in mine if r.event in (KnotEvent.GONE, KnotEvent.BACK))
        left = [r for n, r in mine if n < number and not inside(r)]
        if number < newest or not any(r.event is KnotEvent.FOUND for r in left):
            return note
        return dataclasses.replace(note, at=left[-1].at, strength=None)

    states = (KnotEvent.GONE, KnotEvent.BACK)
    slips = {(type(r), thing(r)) for r in records if taken_back(r) and inside(r)}
    newest = newest_answer(records)
    unasked = newest is not None and inside(newest)
    return [
        r
        for r in (
            closing(n, r) if isinstance(r, KnotNote) and r.event in states and inside(r) else r
            for n, r in enumerate(records)
        )
        if not inside(r)
        and (type(r), thing(r)) not in slips
        and not (unasked and isinstance(r, CareAnswer) and _of_question(r))
    ]


def thing(record: Record) -> str | None:
    """The id of what it speaks of."""
    if isinstance(record, KnotNote):
        return record.knot
    return record.id if isinstance(record, (Compress, PainEntry, Aerobic)) else None


def taken_back(record: Record) -> bool:
    """Whether it says that the thing never was."""
    if isinstance(record, Aerobic):
        return record.withdrawn
    return isinstance(record, (KnotNote, Compress, PainEntry)) and record.event.value == "withdrawn"


TestLedgerAndList = LedgerAndList.TestCase
TestLedgerAndList.settings = settings(
    max_examples=40, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
