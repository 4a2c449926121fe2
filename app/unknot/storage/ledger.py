"""The ledger in SQLite: append-only, one writer, readable by others; goes on in memory when the disk refuses."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from shutil import copy2, disk_usage
from typing import Any

from unknot.core.history import Entry, Record
from unknot.core.library import Problem
from unknot.ports import R, StoreError, Undo
from unknot.storage.atomic import beside, problem_for
from unknot.storage.migrations import VERSION, ForeignError, check, migrate, version_of
from unknot.storage.rows import BY_KIND, TABLES, Table, moment, writable

BUSY_SECONDS = 0.25
"""How long a write waits for somebody else's lock before the record is kept in memory until the next write."""

_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
"""SQLITE_ERROR is what our fixed statements get from a database with other tables than ours."""
_UNWRITABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
_TIGHT = 1_000_000
"""Bytes free on a disk below which a failed write means that it is full."""
_NEWEST = " UNION ALL ".join(
    f"SELECT at FROM (SELECT at FROM {table.name} ORDER BY id DESC LIMIT 1)" for table in TABLES
)
_OLDEST = " UNION ALL ".join(f"SELECT min(day) FROM {table.name}" for table in TABLES)
Trouble = Callable[[Problem], object]


def open_ledger(
    path: Path, on_trouble: Trouble | None = None, now: Callable[[], datetime] = datetime.now
) -> tuple[SqliteLedger, tuple[Problem, ...]]:
    """Open or begin the database. Never raises for a bad disk or a broken file: says what was wrong instead.

    ``on_trouble`` is called once when records can't be saved, and once for a database that breaks later on.
    ``now`` names the kept copies of broken databases.
    """
    ledger = SqliteLedger(path, on_trouble or (lambda _problem: None), now)
    return ledger, ledger.problems


class SqliteLedger:
    """The Ledger port. What can't be written waits in memory, is read from there, and goes out with the next write that
    works. A killed process loses nothing that ``add`` took while the disk worked; a power cut may take what the system
    had not yet brought to the disk, but never the database."""

    def __init__(self, path: Path, on_trouble: Trouble, now: Callable[[], datetime] = datetime.now) -> None:
        self._path = path
        self._on_trouble = on_trouble
        self._now = now
        self._database: sqlite3.Connection | None = None
        self._writable = False
        self._strange: set[tuple[str, str]] = set()
        self._waiting: list[Record] = []
        self._waiting_state: dict[str, str | None] = {}
        self._told = False
        self._closed = False
        self._replaced: list[Callable[[], object]] = []
        self.problems: tuple[Problem, ...] = ()
        try:
            self._open()
        except (sqlite3.Error, OSError, ForeignError) as refused:
            self.problems = (self._understand(refused),)
            self._told = self.problems[0].what != "unreadable"

    # the port

    def add(self, *records: Record) -> None:
        """Keep these, all or none."""
        for record in records:  # what can't be a row must not wait in front of all others
            BY_KIND[type(record)].values(record)
        self._waiting.extend(records)
        self._flush()

    def read(self, kind: type[R], first: date, last: date) -> tuple[R, ...]:
        """Records of one kind from day to day inclusive, in order of adding."""
        table = BY_KIND[kind]
        found: list[R] = []
        with self._mending():
            found = self._select(table, first, last)
        found += [r for r in self._waiting if isinstance(r, kind) and first <= table.day_of(r) <= last]
        return tuple(found)

    def recall(self, key: str) -> str | None:
        """A named value."""
        if key in self._waiting_state:
            return self._waiting_state[key]
        row = None
        with self._mending():
            if self._database:
                row = self._database.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def remember(self, key: str, value: str | None) -> None:
        """Set a named value."""
        self._waiting_state[key] = None if value is None else writable(value)
        self._flush()

    def last_seen(self) -> datetime | None:
        """The moment of the newest record."""
        moments = [getattr(record, BY_KIND[type(record)].at) for record in self._waiting]
        with self._mending():
            for (text,) in self._database.execute(_NEWEST) if self._database else ():
                with contextlib.suppress(ValueError, TypeError):  # of another hand
                    moments.append(moment(text))
        return max(moments, default=None, key=datetime.timestamp)

    def first_day(self) -> date | None:
        """The day of the oldest record."""
        days = [BY_KIND[type(record)].day_of(record) for record in self._waiting]
        with self._mending():
            for (text,) in self._database.execute(_OLDEST) if self._database else ():
                with contextlib.suppress(ValueError, TypeError):  # none, or of another hand
                    days.append(date.fromisoformat(text))
        return min(days, default=None)

    def on_replaced(self, call: Callable[[], object]) -> Undo:
        """Be told when records were erased or others put in their place."""
        self._replaced.append(call)
        return lambda: self._replaced.remove(call) if call in self._replaced else None

    def flush(self) -> bool:
        """Write what waits; whether nothing waits any more."""
        self._flush()
        return self._writable and not (self._waiting or self._waiting_state)

    @contextlib.contextmanager
    def as_a_whole(self) -> Iterator[sqlite3.Connection]:
        """The database, with all that waited in it, to be changed as a whole; then those who listen are told. Raises
        StoreError when it can't be written, and for what goes wrong inside."""
        if not self.flush() or self._database is None:
            raise StoreError(Problem(self._path.name, "", "readonly"))
        try:
            yield self._database
        except sqlite3.Error as refused:
            raise StoreError(self._understand(refused)) from refused
        finally:
            for call in tuple(self._replaced):
                call()

    def close(self) -> None:
        """Write what waits and let go of the file. Nothing is kept after that; a second call is harmless."""
        if not self._closed:
            self._flush()
            self._closed = True
        self._drop()

    def _select(self, table: Table, first: date, last: date) -> list[Any]:
        if self._database is None:
            return []
        rows = self._database.execute(
            f"SELECT id, {table.selected} FROM {table.name} WHERE day BETWEEN ? AND ? ORDER BY id",
            (first.isoformat(), last.isoformat()),
        )
        found = []
        for number, *row in rows:
            try:
                found.append(table.record(row))
            except (ValueError, TypeError, OverflowError) as wrong:  # written by another hand or another version
                self._tell_row(table, number, str(wrong))
        return found

    def _tell_row(self, table: Table, number: int, what: str) -> None:
        """Once for each value that isn't known: a later version may have written it a thousand times."""
        if (table.name, what) not in self._strange:
            self._strange.add((table.name, what))
            self._on_trouble(Problem(self._path.name, f"{table.name} {number}", "unknown", what))

    # the disk

    def _open(self) -> None:
        """Open for writing, in place of what is open."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            check(database)
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            migrate(database)
        except BaseException:
            database.close()
            raise
        self._drop()
        self._database, self._writable = database, True

    def _drop(self) -> None:
        database, self._database = self._database, None
        self._writable = False
        if database is not None:
            with contextlib.suppress(sqlite3.Error):
                database.close()

    def _flush(self) -> None:
        """Try to write all that waits, in one transaction; once more on a new database when the old one is broken."""
        for _attempt in range(2):
            if self._closed:
                return
            try:
                if not self._writable:
                    self._open()
                self._write()
            except (sqlite3.Error, OSError, ForeignError) as refused:
                problem = self._understand(refused)
                self._tell(problem)
                if problem.what != "unreadable":
                    return
            else:
                self._waiting.clear()
                self._waiting_state.clear()
                self._told = False
                return

    def _write(self) -> None:
        database = self._database
        assert database is not None
        database.execute("BEGIN IMMEDIATE")
        try:
            for record in self._waiting:
                _insert(database, record)
            for key, value in self._waiting_state.items():
                if value is None:
                    database.execute("DELETE FROM state WHERE key = ?", (key,))
                else:
                    database.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))
            database.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # some errors have rolled back already
                database.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def _mending(self) -> Iterator[None]:
        """Reading: an error is told and whatever was found so far stands."""
        try:
            yield
        except sqlite3.Error as refused:
            self._tell(self._understand(refused))

    def _tell(self, problem: Problem) -> None:
        if problem.what == "unreadable":
            self._on_trouble(problem)
        elif not self._told:
            self._told = True
            self._on_trouble(problem)

    def _understand(self, refused: Exception) -> Problem:
        """What an error means for the person. A broken database is put aside and a new one begun."""
        name = self._path.name
        if isinstance(refused, ForeignError) or _code(refused) in _BROKEN:
            try:
                self._put_aside()
                self._open()
            except OSError as why:
                return problem_for(name, why)
            except sqlite3.Error as why:
                return Problem(name, "", "readonly", str(why))
            return Problem(name, "", "unreadable", str(refused))
        if self._database is None:
            self._open_for_reading()
        if isinstance(refused, OSError):
            return problem_for(name, refused)
        return Problem(name, "", "full" if self._full(refused) else "readonly", str(refused))

    def _put_aside(self) -> None:
        """Keep the broken files. They are copied while still open: closing would fold the journal into the database."""
        kept = beside(self._path, self._now())
        parts = [self._path.with_name(self._path.name + ending) for ending in ("", "-wal")]
        copies = [kept.with_name(kept.name + ending) for ending in ("", "-wal")]
        try:
            for part, copy in zip(parts, copies, strict=True):
                if part.exists():
                    copy2(part, copy)
        except OSError:  # no room for a copy: better the journal folded in than nothing kept
            for copy in copies:
                copy.unlink(missing_ok=True)
            self._drop()
            self._path.rename(kept)
        self._drop()
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def _open_for_reading(self) -> None:
        """On a disk that takes nothing the history can still be seen."""
        with contextlib.suppress(sqlite3.Error):
            database = connect_for_reading(self._path)
            if version_of(database) == VERSION:
                self._database = database
            else:
                database.close()

    def _full(self, refused: Exception) -> bool:
        if _code(refused) == sqlite3.SQLITE_FULL:
            return True
        try:  # a full disk can also show as a failed write of the shared-memory file
            return _code(refused) == sqlite3.SQLITE_IOERR and disk_usage(self._path.parent).free < _TIGHT
        except OSError:
            return False


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open without ever writing, beside a running app or on a disk that is read-only. Raises sqlite3.Error."""
    uri = path.absolute().as_uri()
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        database = sqlite3.connect(f"{uri}?{mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            version_of(database)
        except sqlite3.Error as refused:
            database.close()
            if mode != "mode=ro" or _code(refused) not in _UNWRITABLE:
                raise
        else:
            return database
    raise sqlite3.OperationalError("unable to open database file")


def row_names(kind: type[Any] = Entry) -> list[str]:
    """The keys of the rows of ``read_rows``."""
    table = BY_KIND[kind]
    return ["day", "at", *(column.name for column in table.columns)]


def read_rows(path: Path, first: date, last: date, kind: type[Record] = Entry) -> list[dict[str, Any]]:
    """Plain rows of one kind of record from day to day inclusive, for export: text and numbers, moments as local ISO
    text with its offset. Works beside the running app. No file: no rows. Raises StoreError for what is no
    ledger."""
    if not path.exists():
        return []
    table = BY_KIND[kind]
    names = row_names(kind)
    stored = ", ".join(["day", "at", *(column.stored for column in table.columns)])
    try:
        with contextlib.closing(connect_for_reading(path)) as database:
            if version_of(database) < VERSION and not _has(database, table):
                return []
            days = (first.isoformat(), last.isoformat())
            rows = database.execute(
                f"SELECT {stored} FROM {table.name} WHERE day BETWEEN ? AND ? ORDER BY {table.name}.id", days
            ).fetchall()
    except sqlite3.Error as wrong:
        raise StoreError(Problem(path.name, "", "unreadable", str(wrong))) from wrong
    return [dict(zip(names, row, strict=True)) for row in rows]


def _has(database: sqlite3.Connection, table: Table) -> bool:
    """A ledger of an earlier version lacks what came later."""
    return database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table.name,)).fetchone() is not None


def _insert(database: sqlite3.Connection, record: Record) -> None:
    table = BY_KIND[type(record)]
    names = table.names()
    marks = ", ".join("?" * len(names))
    database.execute(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", table.values(record))


def _code(refused: Exception) -> int:
    """The primary SQLite error code, 0 for errors that have none."""
    return int(getattr(refused, "sqlite_errorcode", 0)) & 0xFF
