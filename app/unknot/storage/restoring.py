"""A backup put in the place of what is there: all of it or nothing, whenever the app may end.

What is to come is laid out and checked in a folder of its own first. Then a mark there says that it counts, and part by
part takes its place; each is gone from the folder once it did. Found with the mark at the next start, the rest is put
in place; found without, the folder is thrown away.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from unknot.core.history import CareEvent
from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.storage.atomic import problem_for, write_whole
from unknot.storage.fields import parsed
from unknot.storage.kept_files import LEDGER, OWN, SETTINGS
from unknot.storage.migrations import ForeignError, check, migrate
from unknot.storage.rows import TABLES

STAGE = ".restore"
"""The folder, in the data folder."""
_MARK, _OLD, _NO_SETTINGS = "counts", "old", "no-settings"
KEPT = "kept"
"""Folder of the state that is replaced, in the data folder and, until it takes its place, in the stage."""
LONGEST_SETTINGS = 4 << 20

Opened = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""The ledger that is to be replaced, open for writing."""


def check_staged(stage: Path) -> None:
    """Bring what was unpacked to the form of this version. Raises StoreError: ``later`` for a ledger of a later Unknot,
    ``unreadable`` for anything that isn't whole."""
    try:
        with _opened(stage / LEDGER) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            check(database)
            if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise ForeignError("damaged")
            migrate(database)
            if schema(database) != _schema_of_ours():  # triggers and views would act on their own
                raise ForeignError("other tables than ours")
    except ForeignError as wrong:
        what = "later" if "later" in str(wrong) else "unreadable"
        raise StoreError(Problem(LEDGER, "", what, str(wrong))) from wrong
    except sqlite3.Error as wrong:
        raise StoreError(Problem(LEDGER, "", "unreadable", str(wrong))) from wrong
    settings = stage / SETTINGS
    try:
        if settings.exists() and settings.stat().st_size > LONGEST_SETTINGS:
            raise ValueError("too long")
        parsed(settings.read_bytes() if settings.exists() else b"")
    except (ValueError, RecursionError) as wrong:
        raise StoreError(Problem(SETTINGS, "", "unreadable", str(wrong))) from wrong


def keep_warning(stage: Path, present: Path) -> None:
    """A red flag that was ticked since outlasts a restore: it is not undone by older answers."""
    table = next(table for table in TABLES if table.name == "care_answer")
    names = ", ".join(table.names())
    newest = f"SELECT {names} FROM care_answer WHERE event IN (?, ?, ?, ?) ORDER BY id DESC LIMIT 1"
    words = (CareEvent.NONE_OF_THESE, CareEvent.RED_FLAG, CareEvent.SEEN, CareEvent.MISTAKE)
    with _opened(present) as database:
        now = database.execute(newest, words).fetchone()
    event, at = table.names().index("event"), table.names().index("at_utc")
    with _opened(stage / LEDGER) as database:
        then = database.execute(newest, words).fetchone()
        if now is not None and now[event] == CareEvent.RED_FLAG and (then is None or then[at] < now[at]):
            marks = ", ".join("?" * len(now))
            database.execute(f"INSERT INTO care_answer ({names}) VALUES ({marks})", now)


def commit(stage: Path) -> None:
    """From here on it counts, whatever happens. Raises StoreError."""
    for folder in (*OWN, _OLD):
        (stage / folder).mkdir(exist_ok=True)
    if not (stage / SETTINGS).exists():
        (stage / _NO_SETTINGS).touch()
    write_whole(stage / _MARK, b"")


def apply(data: Path, settings: Path, ledger: Opened | None = None) -> None:
    """Put what counts in its place. Raises StoreError; what is left is put in place at the next start, unless the very
    first part failed: then nothing was changed, and nothing will be."""
    stage = data / STAGE
    try:
        if (stage / LEDGER).exists():
            _put_ledger(stage, data / LEDGER, ledger)
    except BaseException:
        discard(data)
        raise
    try:
        _put_kept(stage, data)
        _put_settings(stage, settings)
        for folder in OWN:
            _put_folder(stage, data, folder)
    except OSError as refused:
        raise StoreError(problem_for(stage.name, refused)) from refused
    discard(data)


def discard(data: Path) -> None:
    """Throw the folder away, its mark first."""
    stage = data / STAGE
    with contextlib.suppress(OSError):
        (stage / _MARK).unlink(missing_ok=True)
        shutil.rmtree(stage, ignore_errors=True)


def settle(data: Path, settings: Path) -> tuple[Problem, ...]:
    """At the start, before anything is read: finish what an end of the app cut off, and tidy up. Never raises."""
    try:
        if (data / STAGE / _MARK).exists():
            apply(data, settings)
        elif (data / STAGE).exists():
            discard(data)
        for left in data.glob(".backup-*"):
            shutil.rmtree(left, ignore_errors=True)
    except StoreError as refused:
        return (refused.problem,)
    except OSError as refused:
        return (problem_for(STAGE, refused),)
    return ()


def _put_ledger(stage: Path, ledger: Path, opened: Opened | None) -> None:
    """All rows for all rows, in one transaction: who reads meanwhile sees the one or the other."""
    try:
        with opened() if opened else _ours(ledger) as database:
            database.execute("ATTACH ? AS staged", (str(stage / LEDGER),))
            try:
                _put_rows(database)
            finally:
                database.execute("DETACH staged")
    except (sqlite3.Error, ForeignError) as refused:
        raise StoreError(Problem(ledger.name, "", "readonly", str(refused))) from refused
    (stage / LEDGER).unlink()


def _put_rows(database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    try:
        for name, columns in ((*((t.name, ("id", *t.names())) for t in TABLES), ("state", ("key", "value")))):
            names = ", ".join(columns)
            database.execute(f"DELETE FROM main.{name}")
            database.execute(f"INSERT INTO main.{name} ({names}) SELECT {names} FROM staged.{name}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _put_kept(stage: Path, data: Path) -> None:
    """The last state that was replaced, in the place of those before it."""
    for new in (stage / KEPT).glob("*.zip"):
        (data / KEPT).mkdir(exist_ok=True)
        old = [path for path in (data / KEPT).glob("*.zip") if path.name != new.name]
        new.replace(data / KEPT / new.name)
        for path in old:
            path.unlink()


def _put_settings(stage: Path, settings: Path) -> None:
    if (stage / SETTINGS).exists():
        write_whole(settings, (stage / SETTINGS).read_bytes())
        (stage / SETTINGS).unlink()
    elif (stage / _NO_SETTINGS).exists():
        settings.unlink(missing_ok=True)
        (stage / _NO_SETTINGS).unlink()


def _put_folder(stage: Path, data: Path, name: str) -> None:
    new, here, old = stage / name, data / name, stage / _OLD / name
    if not new.exists():  # it is in its place
        return
    if here.exists():
        here.rename(old)
    new.rename(here)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(path, isolation_level=None)
    try:
        yield database
    finally:
        database.close()


@contextlib.contextmanager
def _ours(path: Path) -> Iterator[sqlite3.Connection]:
    """The ledger in the form of this version, outside of the running app."""
    with _opened(path) as database:
        check(database)
        migrate(database)
        yield database


def schema(database: sqlite3.Connection) -> list[tuple[str, ...]]:
    return sorted(database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))


def _schema_of_ours() -> list[tuple[str, ...]]:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh)
        return schema(fresh)
