"""The ledger in SQLite, on good disks and bad ones."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.storage.records import AT, BERLIN, DAY, KINDS, ONE_OF_EACH, entry, everything

from unknot.core.history import Away, Entry, ExerciseTime, Feeling, Felt
from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.storage import ledger as ledger_module
from unknot.storage import migrations
from unknot.storage.ledger import SqliteLedger, open_ledger, read_rows
from unknot.storage.rows import TABLES


class Book:
    """A ledger on a path, and what it told."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[Problem] = []
        self.open()

    def open(self) -> None:
        self.ledger, self.problems = open_ledger(self.path, self.told.append, lambda: datetime(2026, 11, 23, 14, 15))

    def again(self) -> SqliteLedger:
        self.ledger.close()
        self.open()
        return self.ledger

    def kept(self) -> list[str]:
        return sorted(p.name for p in self.path.parent.iterdir() if "broken" in p.name)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = Book(tmp_path / "unknot" / "ledger.sqlite")
    yield made
    made.ledger.close()


def test_one_of_each_kind_is_one_of_each_table() -> None:
    assert list(KINDS) == [table.kind for table in TABLES]


def test_every_kind_of_record_comes_back_as_it_was(book: Book) -> None:
    book.ledger.add(*ONE_OF_EACH)
    assert everything(book.ledger) == list(ONE_OF_EACH)
    assert everything(book.again()) == list(ONE_OF_EACH)
    assert (book.problems, book.told) == ((), [])


def test_moments_keep_the_offset_that_the_person_saw(book: Book) -> None:
    repeated = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    book.ledger.add(entry(at=repeated))
    (found,) = book.again().read(Entry, DAY, DAY)
    assert (found.at.isoformat(), found.at.timestamp()) == ("2026-10-25T02:30:00+01:00", repeated.timestamp())


def test_records_are_read_by_day_in_the_order_of_adding(book: Book) -> None:
    days = [DAY + timedelta(days=n) for n in (3, 0, 1, 0)]
    for number, day in enumerate(days):
        book.ledger.add(entry(f"s{number}", day))
    assert [e.slot for e in book.ledger.read(Entry, DAY, DAY)] == ["s1", "s3"]
    assert [e.slot for e in book.ledger.read(Entry, DAY, DAY + timedelta(days=2))] == ["s1", "s2", "s3"]
    assert [e.slot for e in book.ledger.read(Entry, DAY, DAY + timedelta(days=9))] == ["s0", "s1", "s2", "s3"]


def test_time_away_counts_for_the_local_day_on_which_it_ended(book: Book) -> None:
    night = Away(datetime(2026, 11, 22, 23, tzinfo=BERLIN), datetime(2026, 11, 23, 0, 30, tzinfo=BERLIN), "asleep")
    book.ledger.add(night)
    assert book.ledger.read(Away, DAY, DAY) == (night,)
    assert book.ledger.read(Away, DAY - timedelta(days=1), DAY - timedelta(days=1)) == ()


def test_named_values_are_remembered_replaced_and_forgotten(book: Book) -> None:
    assert book.ledger.recall("pause") is None
    book.ledger.remember("pause", "tomorrow")
    book.ledger.remember("pause", "2h")
    assert book.again().recall("pause") == "2h"
    book.ledger.remember("pause", None)
    assert book.ledger.recall("pause") is None
    assert book.again().recall("pause") is None


def test_the_first_day_is_the_oldest_of_all_kinds_whether_written_or_not(book: Book) -> None:
    assert book.ledger.first_day() is None
    book.ledger.add(entry(day=DAY + timedelta(days=3)), Felt(DAY + timedelta(days=2), "s1", AT, Feeling.EASIER))
    assert book.ledger.first_day() == DAY + timedelta(days=2)
    assert book.again().first_day() == DAY + timedelta(days=2)


def test_last_seen_is_the_newest_moment_of_all_kinds(book: Book) -> None:
    assert book.ledger.last_seen() is None
    book.ledger.add(entry(), Away(AT, AT + timedelta(hours=2), "off"), entry(at=AT + timedelta(hours=1)))
    assert book.again().last_seen() == AT + timedelta(hours=2)


def test_a_closed_ledger_can_be_closed_again(book: Book) -> None:
    book.ledger.add(entry())
    book.ledger.close()
    book.ledger.close()
    assert [p.name for p in book.path.parent.iterdir()] == ["ledger.sqlite"], "no journal is left behind"


def test_a_day_among_fifty_thousand_rows_is_read_in_a_millisecond(book: Book) -> None:
    for n in range(500):
        day = DAY - timedelta(days=n)
        book.ledger.add(*(entry(f"s{k}", day) for k in range(100 if n != 250 else 30)))
    wanted = DAY - timedelta(days=250)
    best = 1.0
    for _ in range(20):
        begin = time.perf_counter()
        found = book.ledger.read(Entry, wanted, wanted)
        best = min(best, time.perf_counter() - begin)
    assert len(found) == 30
    assert best < 0.001


@pytest.mark.parametrize("table", ["entry", "exercise_time", "pain", "felt", "away", "care_answer"])
def test_reading_a_day_goes_by_the_index(book: Book, table: str) -> None:
    with sqlite3.connect(book.path) as database:
        plan = database.execute(
            f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE day BETWEEN ? AND ? ORDER BY id", ("a", "b")
        ).fetchall()
    database.close()
    assert any(f"USING INDEX {table}_day" in row[-1] for row in plan)


def test_a_record_without_an_offset_is_refused_and_stands_in_nobodys_way(book: Book) -> None:
    with pytest.raises(ValueError, match="offset"):
        book.ledger.add(entry("good"), entry("bad", at=datetime(2026, 11, 23, 9)))
    book.ledger.add(entry("next"))
    assert [e.slot for e in book.ledger.read(Entry, DAY, DAY)] == ["next"]


def test_half_a_letter_in_a_note_stands_in_nobodys_way(book: Book) -> None:
    book.ledger.add(entry("s1", why="a \ud800 note"))
    book.ledger.add(entry("s2"))
    book.ledger.remember("tip", "\udfff")
    assert [(e.slot, e.why) for e in book.again().read(Entry, DAY, DAY)] == [("s1", "a ? note"), ("s2", "")]
    assert (book.ledger.recall("tip"), book.told) == ("?", [])


# versions


@pytest.mark.parametrize("version", range(migrations.VERSION))
def test_a_database_of_every_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    path = tmp_path / "ledger.sqlite"
    old = sqlite3.connect(path, isolation_level=None)
    for number in range(version):
        migrations.MIGRATIONS[number](old)
        old.execute(f"PRAGMA user_version = {number + 1}")
    old.close()
    ledger, problems = open_ledger(path)
    ledger.add(*ONE_OF_EACH)
    assert (problems, everything(ledger)) == ((), list(ONE_OF_EACH))
    ledger.close()


def test_a_migration_that_fails_leaves_the_version_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def halfway(database: sqlite3.Connection) -> None:
        database.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("no")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, halfway))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    database = sqlite3.connect(tmp_path / "l.sqlite", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrations.migrate(database)
    assert migrations.version_of(database) == migrations.VERSION - 1
    assert database.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    database.close()


# broken databases


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE entry (colour TEXT)")
    database.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    database.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database, and never was one " * 100)


@pytest.mark.parametrize("spoil", [garbage, foreign, newer])
def test_a_broken_database_is_kept_beside_and_a_new_one_begun(tmp_path: Path, spoil) -> None:
    path = tmp_path / "ledger.sqlite"
    spoil(path)
    found = path.read_bytes()
    book = Book(path)
    ((problem),) = book.problems
    assert (problem.file, problem.what, book.told) == ("ledger.sqlite", "unreadable", [])
    assert book.kept()[0] == "ledger.sqlite.broken-20261123-141500"
    assert (tmp_path / book.kept()[0]).read_bytes()[:4096] == found[:4096]
    book.ledger.add(*ONE_OF_EACH)
    assert everything(book.again()) == list(ONE_OF_EACH)
    assert book.problems == ()
    book.ledger.close()


def test_a_database_that_breaks_while_in_use_is_kept_with_its_journal_and_told_once(book: Book) -> None:
    for n in range(300):
        book.ledger.add(entry(f"s{n}"))
    book.again().add(entry("in the journal"))
    with book.path.open("r+b") as file:  # every page but the first: the schema still reads
        size = file.seek(0, os.SEEK_END)
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    book.ledger.add(entry("new"))
    book.ledger.read(Entry, DAY, DAY)
    book.ledger.add(entry("newer"))
    assert [p.what for p in book.told] == ["unreadable"]
    assert {"ledger.sqlite.broken-20261123-141500", "ledger.sqlite.broken-20261123-141500-wal"} <= set(book.kept())
    assert [e.slot for e in book.again().read(Entry, DAY, DAY)][-1] == "newer"


def test_a_row_of_another_hand_is_named_and_left_out(book: Book) -> None:
    book.ledger.add(entry("s1"), entry("s2"), entry("s3"))
    book.ledger.close()
    with sqlite3.connect(book.path) as database:
        database.execute("UPDATE entry SET event = 'danced' WHERE id = 2")
    database.close()
    book.open()
    for _ in range(2):
        assert [e.slot for e in book.ledger.read(Entry, DAY, DAY)] == ["s1", "s3"]
    assert [(p.field, p.what) for p in book.told] == [("entry 2", "unknown")]


def test_a_word_of_a_later_version_is_named_once_however_often_it_was_written(book: Book) -> None:
    book.ledger.add(*(entry(f"s{n}") for n in range(500)))
    book.ledger.close()
    with sqlite3.connect(book.path) as database:
        database.execute("UPDATE entry SET reason = 'the moon' WHERE id % 2")
        database.execute("UPDATE entry SET outcome = 'floated' WHERE id = 2")
    database.close()
    book.open()
    assert len(book.ledger.read(Entry, DAY, DAY)) == 249
    assert [(p.field, p.what) for p in book.told] == [("entry 1", "unknown"), ("entry 2", "unknown")]
    assert "the moon" in book.told[0].found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["'blue'", "x'00ff'", "99999999999999999999", "'2026-11-23T10:00:00'", "''", "9e999"])
def test_no_value_of_another_hand_stops_the_reading(book: Book, kind: type, value: str) -> None:
    """SQLite keeps any value in any column."""
    records = [record for record in ONE_OF_EACH if isinstance(record, kind)]
    table = next(table for table in TABLES if table.kind is kind)
    for name in ("at", *(column.stored for column in table.columns)):
        book.ledger.add(*records, *records)
        change(book.path, f"UPDATE {table.name} SET {name} = {value} WHERE id IN (1, {2 * len(records)})")
        found = list(book.ledger.read(kind, date.min, date.max))
        whole = [*records, *records][1:-1]
        assert whole in (found[: len(whole)], found[1 : 1 + len(whole)]), f"{name} = {value}"
        assert book.ledger.last_seen() in (AT, None)
        change(book.path, f"DELETE FROM {table.name}")


def change(path: Path, statement: str) -> None:
    """As another program does it, beside the open ledger."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(statement)
    database.close()


# disks that refuse


def fill(ledger: SqliteLedger) -> None:
    """Let the database grow no further, as on a full disk."""
    database = ledger._database
    assert database is not None
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")


def make_room(ledger: SqliteLedger) -> None:
    assert ledger._database is not None
    ledger._database.execute("PRAGMA max_page_count = 1000000")


def test_on_a_full_disk_everything_is_still_read_and_it_is_told_once(book: Book) -> None:
    book.ledger.add(entry("before"))
    fill(book.ledger)
    many = [entry(f"s{n}", why="x" * 500) for n in range(100)]
    for record in many:
        book.ledger.add(record)
    book.ledger.remember("pause", "y" * 5000)
    assert [e.slot for e in book.ledger.read(Entry, DAY, DAY)] == ["before"] + [f"s{n}" for n in range(100)]
    assert book.ledger.recall("pause") == "y" * 5000
    assert book.ledger.last_seen() == AT
    assert [(p.file, p.what) for p in book.told] == [("ledger.sqlite", "full")]


def test_when_the_disk_has_room_again_all_that_waited_is_written_in_order(book: Book) -> None:
    fill(book.ledger)
    for n in range(60):
        book.ledger.add(entry(f"s{n}", why="x" * 500))
    book.ledger.remember("pause", None)
    make_room(book.ledger)
    book.ledger.add(entry("last"))
    slots = [e.slot for e in book.again().read(Entry, DAY, DAY)]
    assert slots == [f"s{n}" for n in range(60)] + ["last"]


def test_trouble_is_told_again_only_after_it_was_over(book: Book) -> None:
    for _ in range(2):
        fill(book.ledger)
        for n in range(60):
            book.ledger.add(entry(f"s{n}", why="x" * 500))
        make_room(book.ledger)
        book.ledger.add(entry("room"))
    assert [p.what for p in book.told] == ["full", "full"]


def test_a_folder_that_can_not_be_made_leaves_a_ledger_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    book = Book(tmp_path / "file" / "ledger.sqlite")
    assert [p.what for p in book.problems] == ["readonly"]
    book.ledger.add(*ONE_OF_EACH)
    book.ledger.remember("a", "b")
    assert everything(book.ledger) == list(ONE_OF_EACH)
    assert (book.ledger.recall("a"), book.ledger.last_seen()) == ("b", AT)
    assert book.told == [], "said once, when it was opened"
    book.ledger.close()


def test_a_folder_that_can_be_made_later_takes_what_waited(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    book = Book(blocker / "ledger.sqlite")
    book.ledger.add(entry("early"))
    blocker.unlink()
    book.ledger.add(entry("late"))
    assert [e.slot for e in book.again().read(Entry, DAY, DAY)] == ["early", "late"]
    book.ledger.close()


def test_somebody_elses_lock_costs_a_moment_and_no_record(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(book.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begin = time.perf_counter()
    book.ledger.add(entry("during"))
    assert time.perf_counter() - begin < 2 * ledger_module.BUSY_SECONDS + 0.5
    assert [e.slot for e in book.ledger.read(Entry, DAY, DAY)] == ["during"]
    other.execute("COMMIT")
    other.close()
    book.ledger.add(entry("after"))
    assert [e.slot for e in book.again().read(Entry, DAY, DAY)] == ["during", "after"]


CHILD = """
import os, resource, signal, sys
from datetime import date, datetime, timezone
from pathlib import Path
from unknot.core.history import *
from unknot.storage.ledger import open_ledger, read_rows

path, how = Path(sys.argv[1]), sys.argv[2]
if how == "readonly" and os.geteuid() == 0:
    os.seteuid(65534)  # a superuser may write anywhere
told = []
ledger, problems = open_ledger(path, told.append)
if how == "full":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))
day, at = date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
number = 0
while how == "forever" or number < 3:
    ledger.add(*(Entry(day, f"n{number}", SlotKind.QUICK, Event.SHOWN, at, why=half) for half in "ab"))
    ledger.remember("last", str(number))
    number += 1
    if how == "forever":
        print(number, flush=True)
print([p.what for p in problems], [p.what for p in told])
print([e.slot for e in ledger.read(Entry, day, day)], ledger.recall("last"), len(read_rows(path, day, day)))
"""


def child(path: Path, how: str) -> subprocess.Popen[str]:
    app = str(Path(ledger_module.__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), how],
        env={**os.environ, "PYTHONPATH": app},
        text=True,
        stdout=subprocess.PIPE,
    )


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_on_a_read_only_home_the_history_is_seen_and_new_records_are_kept_in_memory() -> None:
    with tempfile.TemporaryDirectory() as name:  # not tmp_path: no other user may look into that
        book = Book(Path(name) / "ledger.sqlite")
        book.ledger.add(entry("old"))
        book.ledger.close()
        book.path.chmod(0o444)
        book.path.parent.chmod(0o555)
        out, _ = child(book.path, "readonly").communicate(timeout=30)
        book.path.parent.chmod(0o755)
        first, second = out.splitlines()
        assert first == "['readonly'] []"
        assert second == "['old', 'n0', 'n0', 'n1', 'n1', 'n2', 'n2'] 2 1"


@pytest.mark.skipif(os.name != "posix", reason="file size limits of POSIX")
def test_a_disk_that_takes_no_byte_is_told_and_nothing_is_lost_from_view(book: Book) -> None:
    out, _ = child(book.path, "full").communicate(timeout=30)
    first, second = out.splitlines()
    assert first in ("[] ['readonly']", "[] ['full']")
    assert second == "['n0', 'n0', 'n1', 'n1', 'n2', 'n2'] 2 0"


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_killed_writer_loses_nothing_it_had_added_and_doubles_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    for turn in range(6):
        path = tmp_path / f"{turn}.sqlite"
        writer = child(path, "forever")
        assert writer.stdout is not None
        acknowledged = 0
        for _ in range(chance.randint(1, 60)):
            acknowledged = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *(int(line) for line in writer.stdout if line.strip().isdigit())])
        writer.stdout.close()
        writer.wait()
        ledger, problems = open_ledger(path)
        found = [(e.slot, e.why) for e in ledger.read(Entry, DAY, DAY)]
        assert problems == ()
        assert len(found) in (2 * acknowledged, 2 * acknowledged + 2)
        assert found == [(f"n{n}", half) for n in range(len(found) // 2) for half in "ab"], "whole, once, in order"
        assert int(ledger.recall("last") or 0) >= acknowledged - 1
        ledger.close()


# reading from outside


def test_rows_are_read_beside_the_running_app(book: Book) -> None:
    book.ledger.add(*ONE_OF_EACH)
    rows = read_rows(book.path, DAY, DAY)
    assert [(r["slot"], r["event"], r["outcome"], r["seconds"]) for r in rows] == [
        ("s1", "planned", None, 0),
        ("s1", "answered", "done", 171.25),
        ("p1", "held", None, 0),
    ]
    assert rows[0]["at"] == "2026-11-23T09:30:00+01:00"
    assert list(rows[0])[:5] == ["day", "at", "slot", "kind", "event"]
    assert read_rows(book.path, DAY, DAY, ExerciseTime)[0]["exercise"] == "neck-side-bend"
    book.ledger.add(entry("s2"))
    assert len(read_rows(book.path, DAY, DAY)) == 4


def test_rows_of_a_ledger_that_is_not_there_or_empty_are_none(tmp_path: Path) -> None:
    assert read_rows(tmp_path / "no.sqlite", DAY, DAY) == []
    (tmp_path / "empty.sqlite").write_bytes(b"")
    assert read_rows(tmp_path / "empty.sqlite", DAY, DAY) == []


def test_rows_of_something_else_are_a_store_error_and_it_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    garbage(path)
    with pytest.raises(StoreError) as refused:
        read_rows(path, DAY, DAY)
    assert refused.value.problem.what == "unreadable"
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.sqlite"]
