"""Everything that is kept, as a whole: counted, exported, backed up, restored, erased."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.storage.records import AT, BERLIN, DAY, ONE_OF_EACH, entry, everything

from unknot.core.body import Area, Side
from unknot.core.care_records import KnotEvent, KnotNote, PainEntry, PainEvent, PointKind
from unknot.core.history import CareAnswer, CareEvent, Entry, Pain
from unknot.core.knots import fold
from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.ports_archive import Form, Store, Work
from unknot.storage import migrations, restoring
from unknot.storage.archive import FileArchive
from unknot.storage.kept_files import LIST
from unknot.storage.ledger import open_ledger
from unknot.storage.rows import TABLES

NOW = datetime(2026, 11, 24, 18, 5, 9, tzinfo=BERLIN)
ALWAYS = (date.min, date.max)
SETTINGS = "sessions = 4\n"


class Place:
    """A data folder with a ledger, settings and own files, and their archive."""

    def __init__(self, folder: Path) -> None:
        self.data, self.settings = folder / "data", folder / "config" / "settings.toml"
        self.told: list[Problem] = []
        self.now = NOW
        self.heard: list[str] = []
        self.open()

    def open(self) -> None:
        self.settled = restoring.settle(self.data, self.settings)
        self.ledger, self.problems = open_ledger(self.data / "ledger.db", self.told.append)
        self.archive = FileArchive(
            self.ledger, self.data, self.settings, self.data.parent / "cache" / "calendars.json", lambda: self.now
        )
        self.ledger.on_replaced(lambda: self.heard.append("ledger"))
        self.archive.on_restored(lambda: self.heard.append("files"))

    def again(self) -> None:
        self.ledger.close()
        self.open()

    def write(self, name: str, content: bytes) -> None:
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def state(self) -> tuple[list[object], str, dict[str, bytes]]:
        """All there is: records, settings, own files."""
        own = {
            str(path.relative_to(self.data)): path.read_bytes()
            for folder in ("exercises", "routines", "art")
            for path in sorted((self.data / folder).rglob("*"))
            if path.is_file()
        }
        return everything(self.ledger), self.settings.read_text() if self.settings.exists() else "", own

    def fill(self) -> None:
        self.ledger.add(*ONE_OF_EACH)
        self.ledger.remember("pause", "tomorrow")
        self.settings.parent.mkdir(exist_ok=True)
        self.settings.write_text(SETTINGS)
        self.write("exercises/mine.toml", b"[text.en]\n")
        self.write("art/mine.webp", bytes(range(256)) * 20)

    def names(self) -> set[str]:
        return {path.name for path in self.data.iterdir()}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path / "here")
    yield made
    made.ledger.close()


def do(work: Work) -> list[float]:
    return list(work)


# what there is


def test_what_is_kept_is_counted_with_its_bytes_and_since_when(place: Place) -> None:
    place.fill()
    place.ledger.add(entry("old", day=DAY - timedelta(days=400)))
    stock = place.archive.stock()
    assert stock.first == DAY - timedelta(days=400)
    assert dict(stock.kinds) == {**{table.name: 1 for table in TABLES}, "entry": 4, "knot": 2, "compress": 2}
    ledger, own = stock.of(Store.LEDGER), stock.of(Store.OWN)
    on_disk = sum(path.stat().st_size for path in place.data.iterdir() if path.name.startswith("ledger.db"))
    assert (ledger.count, ledger.size) == (len(ONE_OF_EACH) + 1, on_disk)
    assert (own.count, own.size) == (2, len(b"[text.en]\n") + 20 * 256)
    assert (stock.of(Store.SETTINGS).count, stock.of(Store.SETTINGS).size) == (1, len(SETTINGS))
    assert (stock.of(Store.KEPT).count, stock.of(Store.CALENDARS).count) == (0, 0)


def test_nothing_kept_is_counted_as_nothing(place: Place) -> None:
    stock = place.archive.stock()
    assert stock.first is None
    assert {count for _, count in stock.kinds} == {0}
    assert stock.of(Store.SETTINGS).count == 0


def test_a_broken_ledger_counts_as_nothing_and_its_kept_copy_is_named(place: Place) -> None:
    place.fill()
    place.ledger.close()
    (place.data / "ledger.db").write_bytes(b"no database " * 1000)
    assert {count for _, count in place.archive.stock().kinds} == {0}
    place.again()
    assert place.archive.stock().of(Store.KEPT).count == 1


def test_records_of_some_days_are_counted(place: Place) -> None:
    place.ledger.add(*(entry(day=DAY + timedelta(days=n)) for n in range(5)))
    assert place.archive.count(DAY + timedelta(days=1), DAY + timedelta(days=3)) == 3
    assert place.archive.count(*ALWAYS) == 5


# export


def test_json_has_every_record_of_every_kind(place: Place, tmp_path: Path) -> None:
    place.fill()
    count = place.archive.export(tmp_path / "all.json", Form.JSON, *ALWAYS)
    found = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert count == len(ONE_OF_EACH) == sum(map(len, found.values()))
    assert list(found) == [table.name for table in TABLES]
    assert found["pain_entry"][0]["note"] == "after the move"
    assert found["knot"][0]["x"] == 312.5


def test_one_kind_as_csv_is_a_table_that_spreadsheets_read(place: Place, tmp_path: Path) -> None:
    place.ledger.add(PainEntry(DAY, AT, "e1", PainEvent.LOGGED, "neck:both", 4, note='müde, "steif"\nund schwer'))
    assert place.archive.export(tmp_path / "pain.csv", Form.CSV, *ALWAYS, ["pain_entry"]) == 1
    content = (tmp_path / "pain.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert (row["note"], row["strength"]) == ('müde, "steif"\nund schwer', "4")


def test_all_kinds_as_csv_are_a_zip_with_a_table_for_each_that_has_records(place: Place, tmp_path: Path) -> None:
    place.ledger.add(entry(), Pain(DAY, "s1", AT, "triangle", Area.LOWER_BACK, Side.RIGHT))
    place.archive.export(tmp_path / "all.zip", Form.CSV, *ALWAYS)
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        assert packed.namelist() == ["entry.csv", "pain.csv"]


def test_an_export_keeps_to_its_days(place: Place, tmp_path: Path) -> None:
    place.ledger.add(*(entry(f"s{n}", day=DAY + timedelta(days=n)) for n in range(5)))
    assert place.archive.export(tmp_path / "x.json", Form.JSON, DAY, DAY + timedelta(days=1), ["entry"]) == 2


def test_an_export_that_can_not_be_written_says_so(place: Place, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        place.archive.export(tmp_path / "file" / "x.json", Form.JSON, *ALWAYS)


# backup and restore


@pytest.fixture
def backup(place: Place, tmp_path: Path) -> Path:
    place.fill()
    path = tmp_path / "unknot.zip"
    do(place.archive.backup(path))
    return path


def test_a_backup_tells_what_it_holds(place: Place, backup: Path) -> None:
    told = place.archive.look_into(backup)
    assert (told.made, told.records, told.first) == (NOW, len(ONE_OF_EACH), DAY)
    assert (told.own, told.settings) == (2, True)
    assert place.names() == {"ledger.db", "ledger.db-wal", "ledger.db-shm", "exercises", "art"}, "nothing is left"


def test_its_shares_rise_to_one(place: Place, backup: Path, tmp_path: Path) -> None:
    place.write("art/large.webp", bytes(5_000_000))
    shares = do(place.archive.backup(tmp_path / "large.zip"))
    assert shares == sorted(shares)
    assert len(shares) > 5
    assert shares[-1] == 1.0
    shares = do(place.archive.restore(tmp_path / "large.zip"))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_backup_that_is_given_up_leaves_nothing(place: Place, tmp_path: Path) -> None:
    place.fill()
    before = place.names()
    (tmp_path / "there").mkdir()
    work = place.archive.backup(tmp_path / "there" / "b.zip")
    next(work)
    next(work)
    work.close()
    assert (list((tmp_path / "there").iterdir()), place.names()) == ([], before)


def test_a_restore_brings_everything_back_as_it_was(place: Place, backup: Path) -> None:
    before = place.state()
    place.ledger.add(entry("later"))
    place.ledger.remember("pause", None)
    place.settings.write_text("sessions = 5\n")
    place.write("routines/new.toml", b"")
    (place.data / "art" / "mine.webp").unlink()
    do(place.archive.restore(backup))
    assert place.state() == before
    assert place.ledger.recall("pause") == "tomorrow"
    assert place.heard == ["ledger", "files"]
    assert place.names() == {
        "ledger.db", "ledger.db-wal", "ledger.db-shm", "exercises", "routines", "art", "kept"
    }
    place.again()
    assert place.state() == before


def test_a_restore_can_be_undone_once(place: Place, backup: Path) -> None:
    place.ledger.add(entry("later"))
    place.settings.unlink()
    place.write("exercises/newer.toml", b"x")
    present = place.state()
    assert place.archive.can_undo is None
    do(place.archive.restore(backup))
    assert place.state() != present
    assert place.archive.can_undo == NOW
    do(place.archive.undo_restore())
    assert place.state() == present
    assert place.archive.can_undo is None
    with pytest.raises(StoreError):
        do(place.archive.undo_restore())


def test_only_the_state_before_the_last_restore_is_kept(place: Place, backup: Path) -> None:
    do(place.archive.restore(backup))
    place.now += timedelta(days=1)
    place.ledger.add(entry("between"))
    do(place.archive.restore(backup))
    assert [path.name for path in (place.data / "kept").iterdir()] == ["before-restore-20261125-180509.zip"]
    do(place.archive.undo_restore())
    assert "between" in {e.slot for e in place.ledger.read(Entry, DAY, DAY)}


def test_what_is_added_while_the_present_is_kept_can_be_brought_back_too(place: Place, backup: Path) -> None:
    work = place.archive.restore(backup)
    for n, _ in enumerate(work):
        if n < 8:
            place.ledger.add(entry(f"during {n}"))
    do(place.archive.undo_restore())
    found = {e.slot for e in place.ledger.read(Entry, DAY, DAY)}
    assert {"during 0", "during 7"} <= found


def test_a_restore_that_is_given_up_changes_nothing(place: Place, backup: Path) -> None:
    place.ledger.add(entry("later"))
    before, names = place.state(), place.names()
    steps = len(do(place.archive.backup(backup.with_name("count.zip"))))
    for many in range(steps):
        work = place.archive.restore(backup)
        for _ in range(many + 1):
            next(work)
        work.close()
        assert (place.state(), place.names()) == (before, names)
    assert place.archive.can_undo is None


def test_a_red_flag_ticked_since_outlasts_a_restore_and_its_undo(place: Place, tmp_path: Path) -> None:
    place.ledger.add(CareAnswer(AT, CareEvent.NONE_OF_THESE))
    do(place.archive.backup(tmp_path / "b.zip"))
    flag = CareAnswer(AT + timedelta(days=1), CareEvent.RED_FLAG, "chest")
    place.ledger.add(flag)
    do(place.archive.restore(tmp_path / "b.zip"))
    assert place.ledger.read(CareAnswer, *ALWAYS)[-1] == flag


def test_a_red_flag_of_the_backup_does_not_come_twice(place: Place, tmp_path: Path) -> None:
    flag = CareAnswer(AT, CareEvent.RED_FLAG, "chest")
    place.ledger.add(flag)
    do(place.archive.backup(tmp_path / "b.zip"))
    do(place.archive.restore(tmp_path / "b.zip"))
    assert place.ledger.read(CareAnswer, *ALWAYS) == (flag,)


def rewritten(backup: Path, change: dict[str, bytes | None], head: dict[str, object] | None = None) -> Path:
    """The backup with other files in it and, unless ``head`` says otherwise, the same list."""
    made = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = change.get(name, old.read(name))
            if name == LIST and head is not None:
                content = json.dumps({**json.loads(old.read(LIST)), **head}).encode()
            if content is not None:
                new.writestr(name, content)
    return made


def ledger_like(tmp_path: Path, *statements: str) -> bytes:
    path = tmp_path / "made.db"
    with sqlite3.connect(path) as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    return path.read_bytes()


def listed(content: bytes) -> dict[str, object]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda b, t: rewritten(b, {"art/mine.webp": b"another picture"}),
        lambda b, t: rewritten(b, {"art/mine.webp": b"\0" * 5120}),
        lambda b, t: rewritten(b, {"art/mine.webp": None}),
        lambda b, t: rewritten(b, {"ledger.db": b"garbage"}, {"files": {"ledger.db": listed(b"garbage")}}),
        lambda b, t: rewritten(b, {}, {"files": {}}),
        lambda b, t: rewritten(b, {}, {"files": {"ledger.db": {"size": -1, "sha256": ""}}}),
        lambda b, t: rewritten(b, {}, {"files": {"ledger.db": {"size": 1 << 50, "sha256": ""}}}),
        lambda b, t: rewritten(b, {}, {"made": "yesterday"}),
        lambda b, t: rewritten(b, {}, {"made": "2026-11-23T10:00:00"}),
        lambda b, t: rewritten(b, {}, {"unknot": "x"}),
        lambda b, t: rewritten(b, {LIST: b"[]"}),
        lambda b, t: rewritten(b, {LIST: b"{" * 100}),
        lambda b, t: rewritten(b, {LIST: None}),
        lambda b, t: with_ledger(b, ledger_like(t, "CREATE TABLE entry (colour)")),
        lambda b, t: with_ledger(b, ledger_like(t, "PRAGMA user_version = 99")),
        lambda b, t: with_file(b, "settings.toml", b"sessions = "),
        lambda b, t: with_file(b, "../evil.toml", b""),
        lambda b, t: with_file(b, "/etc/evil.toml", b""),
        lambda b, t: with_file(b, "art/../../evil.toml", b""),
        lambda b, t: with_file(b, "art/.hidden", b""),
        lambda b, t: with_file(b, "art\\..\\evil.toml", b""),
        lambda b, t: with_file(b, "elsewhere/a.toml", b""),
        lambda b, t: with_file(b, "ART/Mine.webp", b""),
        lambda b, t: with_file(b, "art/MINE.webp", b""),
        lambda b, t: cut(b),
        lambda b, t: b.write_bytes(b"no zip at all") and b,
    ],
)
def test_what_is_no_whole_backup_is_refused_and_changes_nothing(place: Place, backup: Path, tmp_path, spoil) -> None:
    broken = spoil(backup, tmp_path)
    before, names, around = place.state(), place.names(), sorted(tmp_path.iterdir())
    with pytest.raises(StoreError) as refused:
        do(place.archive.restore(broken))
    assert refused.value.problem.what in ("unreadable", "later")
    assert (place.state(), place.names(), sorted(tmp_path.iterdir())) == (before, names, around)
    assert (place.archive.can_undo, place.heard) == (None, [])


def with_file(backup: Path, name: str, content: bytes) -> Path:
    made = backup.with_name("more.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(made, "w") as new:
        head = json.loads(old.read(LIST))
        head["files"][name] = listed(content)
        for other in old.namelist():
            if other not in (LIST, name):
                new.writestr(other, old.read(other))
        new.writestr(zipfile.ZipInfo(name), content)
        new.writestr(LIST, json.dumps(head))
    return made


def with_ledger(backup: Path, content: bytes) -> Path:
    return with_file(backup, "ledger.db", content)


def cut(backup: Path) -> Path:
    backup.write_bytes(backup.read_bytes()[:-200])
    return backup


def test_a_ledger_with_a_trigger_in_it_is_refused(place: Place, backup: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with zipfile.ZipFile(backup) as packed:
        copy.write_bytes(packed.read("ledger.db"))
    with sqlite3.connect(copy) as database:
        database.execute("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM pain; END")
    database.close()
    with pytest.raises(StoreError):
        do(place.archive.restore(with_ledger(backup, copy.read_bytes())))


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(place: Place, backup: Path, tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "v1.db", isolation_level=None)
    migrations.MIGRATIONS[0](old)
    old.execute("PRAGMA user_version = 1")
    old.execute("INSERT INTO felt (day, at, at_utc, slot, feeling) VALUES"
                " ('2026-11-23', '2026-11-23T09:30:00+01:00', 1795422600.0, 's1', 'easier')")
    old.close()
    do(place.archive.restore(with_ledger(backup, (tmp_path / "v1.db").read_bytes())))
    found = [type(record).__name__ for record in everything(place.ledger)]
    assert found == ["Felt", "CareAnswer"], "the red flag of now stays, too"


def test_a_backup_made_by_a_later_unknot_is_called_that(place: Place, backup: Path) -> None:
    with pytest.raises(StoreError) as refused:
        place.archive.look_into(rewritten(backup, {}, {"unknot": 2}))
    assert refused.value.problem == Problem("changed.zip", "", "later")


def test_the_backup_of_an_app_that_was_never_used_can_be_restored(place: Place, tmp_path: Path) -> None:
    do(place.archive.backup(tmp_path / "empty.zip"))
    place.fill()
    place.ledger.add(CareAnswer(AT + timedelta(hours=1), CareEvent.SEEN))
    do(place.archive.restore(tmp_path / "empty.zip"))
    assert place.state() == ([], "", {})


def test_links_and_hidden_files_are_not_backed_up(place: Place, tmp_path: Path) -> None:
    place.fill()
    (tmp_path / "secret").write_text("secret")
    (place.data / "exercises" / "link.toml").symlink_to(tmp_path / "secret")
    place.write("art/.cache", b"")
    do(place.archive.backup(tmp_path / "b.zip"))
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        assert set(packed.namelist()) == {"ledger.db", "settings.toml", "exercises/mine.toml", "art/mine.webp", LIST}


def test_a_backup_goes_nowhere_where_there_is_no_folder(place: Place, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        do(place.archive.backup(tmp_path / "none" / "b.zip"))


# erase


SECRET = "a-note-that-nobody-else-should-read"


def notes(*days: int) -> list[PainEntry]:
    return [
        PainEntry(DAY + timedelta(days=n), AT + timedelta(days=n), f"e{n}", PainEvent.LOGGED, "neck:both", 3,
                  note=f"{SECRET}-{n}-" * 30)
        for n in days
    ]


def in_files(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_everything_erased_leaves_nothing_in_any_file(place: Place, tmp_path: Path) -> None:
    place.ledger.add(*notes(*range(40)))
    place.ledger.remember("session", SECRET)
    place.ledger.remember("welcomed", "2026-01-02T10:00:00+01:00")
    do(place.archive.backup(tmp_path / "b.zip"))
    place.ledger.add(*notes(50))
    do(place.archive.restore(tmp_path / "b.zip"))
    (place.data / "ledger.db.broken-20260101-120000").write_text(SECRET)
    (place.data / "ledger.db.broken-20260101-120000-wal").write_text(SECRET)
    assert in_files(place.data, SECRET)
    assert place.archive.erase(*ALWAYS) == 40
    assert in_files(place.data, SECRET) == []
    assert everything(place.ledger) == []
    assert (place.ledger.recall("session"), place.archive.can_undo) == (None, None)
    assert place.ledger.recall("welcomed") is not None
    assert place.archive.stock().of(Store.KEPT).count == 0
    assert place.settings.exists() is False


def test_some_days_erased_leave_nothing_of_them_and_all_of_the_others(place: Place) -> None:
    place.ledger.add(*notes(*range(30)))
    gone = place.archive.erase(DAY + timedelta(days=10), DAY + timedelta(days=19))
    assert gone == 10
    left = [record.id for record in place.ledger.read(PainEntry, *ALWAYS)]
    assert left == [f"e{n}" for n in range(30) if not 10 <= n <= 19]
    still = [n for n in range(30) if in_files(place.data, f"{SECRET}-{n}-")]
    assert still == [n for n in range(30) if not 10 <= n <= 19]
    assert place.heard == ["ledger"]
    place.again()
    assert [record.id for record in place.ledger.read(PainEntry, *ALWAYS)] == left


def test_a_knot_that_was_closed_on_the_days_stays_closed_and_one_that_came_back_stays_open(place: Place) -> None:
    days = [AT + timedelta(days=n) for n in range(9)]
    for knot in ("k1", "k2"):
        place.ledger.add(
            KnotNote(days[0], knot, KnotEvent.FOUND, "back", 1.0, 2.0, Area.NECK, Side.LEFT, PointKind.TENDER, None, 6),
            KnotNote(days[2], knot, KnotEvent.RATED, strength=4),
            KnotNote(days[5], knot, KnotEvent.GONE),
        )
    place.ledger.add(KnotNote(days[6], "k2", KnotEvent.BACK, strength=3))
    assert place.archive.erase(days[4].date(), days[8].date()) == 1
    closed, open_ = fold(place.ledger.read(KnotNote, *ALWAYS))
    assert (closed.open, closed.closed_at, closed.now) == (False, days[2], 4)
    assert (open_.open, open_.now) == (True, 4)
    assert not in_files(place.data, days[5].isoformat())
    assert not in_files(place.data, days[6].isoformat())
    place.archive.erase(days[0].date(), days[2].date())
    assert place.ledger.read(KnotNote, *ALWAYS) == ()


def test_room_is_given_back(place: Place) -> None:
    place.ledger.add(*notes(*range(300)))
    before = place.archive.stock().of(Store.LEDGER).size
    place.archive.erase(*ALWAYS)
    assert place.archive.stock().of(Store.LEDGER).size < before / 3


def test_what_was_taken_back_in_the_erased_days_is_not_there_again(place: Place) -> None:
    back = PainEntry(DAY + timedelta(days=1), AT + timedelta(days=1), "e0", PainEvent.WITHDRAWN)
    place.ledger.add(*notes(0), back)
    knot = KnotNote(AT, "k1", KnotEvent.FOUND, "back", 1.0, 2.0, Area.NECK, Side.LEFT)
    place.ledger.add(knot, KnotNote(AT + timedelta(days=1), "k1", KnotEvent.WITHDRAWN))
    place.archive.erase(DAY + timedelta(days=1), DAY + timedelta(days=1))
    assert everything(place.ledger) == []


def test_with_the_newest_answer_to_the_red_flag_question_go_all(place: Place) -> None:
    """An answer of before must not say that all is well."""
    place.ledger.add(
        CareAnswer(AT, CareEvent.NONE_OF_THESE), CareAnswer(AT + timedelta(days=1), CareEvent.RED_FLAG, "chest")
    )
    place.archive.erase(DAY + timedelta(days=1), DAY + timedelta(days=1))
    assert place.ledger.read(CareAnswer, *ALWAYS) == ()


def test_an_older_answer_goes_alone(place: Place) -> None:
    flag = CareAnswer(AT + timedelta(days=1), CareEvent.RED_FLAG, "chest")
    place.ledger.add(CareAnswer(AT, CareEvent.NONE_OF_THESE), flag)
    place.archive.erase(DAY, DAY)
    assert place.ledger.read(CareAnswer, *ALWAYS) == (flag,)


def test_named_values_that_speak_of_erased_days_go_with_them(place: Place) -> None:
    place.ledger.remember("session", '{"day":"2026-11-23","left":4}')
    place.ledger.remember("compress", "c1 2026-11-25T10:00:00+01:00")
    place.ledger.remember("tip", "drink")
    place.archive.erase(DAY, DAY)
    kept = [place.ledger.recall(name) for name in ("session", "compress", "tip")]
    assert kept == [None, "c1 2026-11-25T10:00:00+01:00", "drink"]


def test_while_somebody_reads_the_old_pages_it_is_said_that_they_are_still_there(place: Place) -> None:
    place.ledger.add(*notes(0))
    other = sqlite3.connect(place.data / "ledger.db", isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM pain_entry").fetchall()
    with pytest.raises(StoreError) as refused:
        place.archive.erase(*ALWAYS)
    assert refused.value.problem.what == "busy"
    assert place.ledger.read(PainEntry, *ALWAYS) == ()
    other.close()
    place.ledger.close()
    assert in_files(place.data, SECRET) == [], "given up when the ledger is closed"


def test_what_can_not_be_erased_is_all_still_there(place: Place) -> None:
    place.ledger.add(*notes(0, 1))
    other = sqlite3.connect(place.data / "ledger.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError):
        place.archive.erase(*ALWAYS)
    other.close()
    assert len(place.ledger.read(PainEntry, *ALWAYS)) == 2
