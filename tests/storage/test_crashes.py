"""The app is killed at any moment: while it adds, migrates, erases, backs up and restores. No record that was taken is
lost, none is there twice, and of what is done as a whole either all is done or nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.storage import nursery
from tests.storage.nursery import AT, DAY, entries, opened

from unknot.core.history import Entry, Feeling, Felt
from unknot.storage import migrations, restoring
from unknot.storage.atomic import kept_beside
from unknot.storage.rows import BY_KIND

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork")
ALWAYS = (date.min, date.max)
FOR_EVER = {"add": 0.008, "backup": 0.03}
"""Works that don't end by themselves: seconds within which the shot falls."""
PATIENCE = 60.0
HANDED_ON = 8
"""So many writers in turn have the same ledger."""
SHOTS = {"add": 120, "migrate": 40, "erase": 40, "backup": 40, "restore": 60}


class Nursery:
    """The process whose forks are shot."""

    def __init__(self) -> None:
        root = Path(nursery.__file__).parents[2]
        self._process = subprocess.Popen(
            [sys.executable, nursery.__file__],
            env={**os.environ, "PYTHONPATH": str(root / "app")},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def shoot(self, work: str, folder: Path, turn: int, after: float, step: int = 0) -> dict[str, Any]:
        """Let one live so long, and no further than to this step; what it told."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = {"work": work, "folder": str(folder), "turn": turn, "after": after, "step": step}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """No more of them."""
        self._process.communicate()


@pytest.fixture(scope="module")
def shots() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


def moments(work: str, longest: float) -> Iterator[tuple[int, float]]:
    """Number and time of each shot, at random within ``longest`` seconds, alike in every run. The last one misses."""
    chance = random.Random(work)
    for turn in range(SHOTS[work]):
        yield turn, chance.uniform(0, longest)
    yield SHOTS[work], PATIENCE if work not in FOR_EVER else 1.0


def moments_and_steps(work: str, longest: float) -> Iterator[tuple[int, float, int]]:
    """The same, and then a shot before each step; who is through before it ends the count."""
    for turn, after in moments(work, longest):
        yield turn, after, 0
    for step in count(1):
        yield SHOTS[work] + step, PATIENCE, step


def uncut(shots: Nursery, work: str, folder: Path) -> float:
    """Seconds within which to shoot at it: a little longer than it takes here and now, on a copy of ``folder``."""
    copy = shutil.copytree(folder, folder.with_name("uncut"))
    lived: float = shots.shoot(work, copy, 0, PATIENCE)["lived"]
    shutil.rmtree(copy)
    return 1.2 * lived


def pairs(found: tuple[Entry, ...]) -> list[int]:
    """Numbers of the pairs, which must be whole."""
    told = [(entry.slot, entry.why) for entry in found]
    assert told[1::2] == [(slot, "b") for slot, _ in told[::2]], "half of what was added together"
    assert {why for _, why in told[::2]} <= {"a"}
    return [int(slot[1:]) for slot, _ in told[::2]]


def some_of_them_live(killed: int, work: str) -> None:
    """Shots that all fall after the work, or before it began, would show nothing."""
    assert killed > 0, f"no {work} was cut off"


def test_who_adds_loses_nothing_that_was_taken(shots: Nursery, tmp_path: Path) -> None:
    """Many on the same ledger, which goes from one dead writer to the next."""
    taken, sure = list[int](), list[int]()
    all_in_all = 0
    for turn, after in moments("add", FOR_EVER["add"]):
        folder = tmp_path / str(turn // HANDED_ON)
        taken = taken if turn % HANDED_ON else []
        told = shots.shoot("add", folder, turn, after)["told"]
        mine = [int(number) for number in told[1:]]
        book, _ = opened(folder)
        found = pairs(book.read(Entry, *ALWAYS))
        last = book.recall("last")
        book.close()
        extra = found[len(taken) + len(mine):]
        assert found == [*taken, *mine, *extra]
        assert extra in ([], [mine[-1] + 1 if mine else turn * 10_000]), "at most the one it had not told of yet"
        sure = [number for number in mine if number % 2][-1:] or (sure if taken else [])
        assert not sure or int(last or -1) in found[found.index(sure[0]):], "a named value told of is kept, too"
        all_in_all += len(mine)
        taken = found
    assert all_in_all > SHOTS["add"]


@pytest.mark.parametrize("version", range(migrations.VERSION))
def test_who_migrates_leaves_the_old_version_or_the_new_one(shots: Nursery, tmp_path: Path, version: int) -> None:
    before = tmp_path / "before"
    old_ledger(before, version)
    cut, longest = 0, uncut(shots, "migrate", before)
    opened(tmp_path / "new")[0].close()
    whole = schema_of(tmp_path / "new")
    for turn, after, step in moments_and_steps("migrate", longest):
        folder = shutil.copytree(before, tmp_path / "now", dirs_exist_ok=True)
        migrated = "migrated" in shots.shoot("migrate", folder, turn, after, step)["told"]
        cut += not migrated
        with sqlite3.connect(folder / "data" / "ledger.db") as database:
            assert migrations.version_of(database) in range(version, migrations.VERSION + 1)
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()
        book, _ = opened(folder)
        found = pairs(book.read(Entry, *ALWAYS))
        book.close()
        assert schema_of(folder) == whole, "all tables, and none twice"
        assert kept_beside(folder / "data" / "ledger.db") == []
        assert found in ([], [turn]) if version == 0 else found[:200] == list(range(200))
        shutil.rmtree(folder)
        if step and migrated:
            break
    some_of_them_live(cut, "migration")


def schema_of(folder: Path) -> list[tuple[str, ...]]:
    """What its ledger is made of."""
    with closing(sqlite3.connect(folder / "data" / "ledger.db")) as database:
        return restoring.schema(database)


def old_ledger(folder: Path, version: int) -> None:
    """One of an earlier version with 200 pairs in it; of version 0 an empty file."""
    (folder / "data").mkdir(parents=True)
    database = sqlite3.connect(folder / "data" / "ledger.db", isolation_level=None)
    for number in range(version):
        migrations.MIGRATIONS[number](database)
        database.execute(f"PRAGMA user_version = {number + 1}")
    if version:
        table = BY_KIND[Entry]
        rows = [table.values(one) for number in range(200) for one in entries(number)]
        marks = ", ".join("?" * len(table.names()))
        database.executemany(f"INSERT INTO entry ({', '.join(table.names())}) VALUES ({marks})", rows)
    database.close()


def filled(folder: Path, count: int) -> None:
    """A ledger, settings and an own exercise."""
    book, _ = opened(folder)
    book.add(*(one for number in range(count) for one in entries(number)))
    book.close()
    (folder / "settings.toml").write_text("sessions = 4\n")
    (folder / "data" / "exercises").mkdir()
    (folder / "data" / "exercises" / "old.toml").write_text("old")


def test_who_erases_has_erased_all_or_nothing(shots: Nursery, tmp_path: Path) -> None:
    filled(tmp_path / "before", 300)
    book, _ = opened(tmp_path / "before")
    book.add(Felt(DAY, "n0", AT, Feeling.EASIER))
    book.remember("of that day", str(DAY))
    book.close()
    cut = whole = 0
    longest = uncut(shots, "erase", tmp_path / "before")
    for turn, after, step in moments_and_steps("erase", longest):
        folder = shutil.copytree(tmp_path / "before", tmp_path / "now", dirs_exist_ok=True)
        told = shots.shoot("erase", folder, turn, after, step)["told"]
        cut += "erased" not in told
        book, archive = opened(folder)
        found = pairs(book.read(Entry, *ALWAYS))
        gone = [number for number in range(300) if number % 3]
        assert found in (list(range(300)), gone)
        assert len(book.read(Felt, *ALWAYS)) == (found != gone), "of all kinds the same days"
        assert (book.recall("of that day") is not None) == (found != gone)
        assert found == gone or "erased" not in told
        whole += found == gone
        archive.erase(DAY, DAY)
        assert pairs(book.read(Entry, *ALWAYS)) == gone, "what was cut off can be done again"
        book.close()
        shutil.rmtree(folder)
        if step and "erased" in told:
            break
    some_of_them_live(cut, "erasure")
    assert whole


def test_who_backs_up_leaves_the_last_whole_backup_and_every_record(shots: Nursery, tmp_path: Path) -> None:
    filled(tmp_path, 100)
    taken = list(range(100))
    saved = False
    for turn, after in moments("backup", FOR_EVER["backup"]):
        told = shots.shoot("backup", tmp_path, turn + 1, after)["told"]
        mine = [int(number) for number in told[1:] if number != "saved"]
        saved = saved or "saved" in told
        book, archive = opened(tmp_path)
        found = pairs(book.read(Entry, *ALWAYS))
        assert found[: len(taken) + len(mine)] == [*taken, *mine]
        assert len(found) - len(taken) - len(mine) <= 1
        taken = found
        if (tmp_path / "backup.zip").exists():
            assert zipfile.ZipFile(tmp_path / "backup.zip").testzip() is None
            assert 2 * 100 <= archive.look_into(tmp_path / "backup.zip").records <= 2 * len(taken)
        assert saved <= (tmp_path / "backup.zip").exists()
        assert [path.name for path in (tmp_path / "data").glob(".*")] == []
        book.close()
    assert saved


def test_who_restores_leaves_all_of_before_or_all_of_the_backup(shots: Nursery, tmp_path: Path) -> None:
    filled(tmp_path / "other", 50)
    (tmp_path / "other" / "settings.toml").write_text("sessions = 3\n")
    book, archive = opened(tmp_path / "other")
    (tmp_path / "before").mkdir()
    for _ in archive.backup(tmp_path / "before" / "backup.zip"):
        pass
    book.close()
    filled(tmp_path / "before", 200)
    (tmp_path / "before" / "data" / "exercises" / "new.toml").write_text("new")
    ends, longest = set(), uncut(shots, "restore", tmp_path / "before")
    for turn, after, step in moments_and_steps("restore", longest):
        folder = shutil.copytree(tmp_path / "before", tmp_path / "now", dirs_exist_ok=True)
        told = shots.shoot("restore", folder, turn, after, step)["told"]
        book, archive = opened(folder)
        state = (
            len(pairs(book.read(Entry, *ALWAYS))),
            (folder / "settings.toml").read_text(),
            sorted(path.name for path in (folder / "data" / "exercises").iterdir()),
        )
        before, after_it = (200, "sessions = 4\n", ["new.toml", "old.toml"]), (50, "sessions = 3\n", ["old.toml"])
        assert state in (before, after_it)
        assert state == after_it or "restored" not in told
        assert (archive.can_undo is not None) == (state == after_it), "what was replaced is kept, and only that"
        assert [path.name for path in (folder / "data").glob(".*")] == []
        ends.add((state == after_it, "restored" in told))
        book.close()
        shutil.rmtree(folder)
        if step and "restored" in told:
            break
    assert {(False, False), (True, True)} <= ends, "shots fell on both sides"
