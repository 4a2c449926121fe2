"""The ledger's tables, version by version. A database says its version in ``user_version``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping


def _first_tables(database: sqlite3.Connection) -> None:
    # moments are kept twice: as local ISO text with its offset (what the person saw) and as UTC seconds (what compares)
    tables = {
        "entry": "slot TEXT NOT NULL, kind TEXT NOT NULL, event TEXT NOT NULL, due TEXT, due_utc REAL, outcome TEXT,"
        " reason TEXT, why TEXT NOT NULL, routine TEXT NOT NULL, minutes REAL NOT NULL, seconds REAL NOT NULL,"
        " share REAL NOT NULL",
        "exercise_time": "slot TEXT NOT NULL, exercise TEXT NOT NULL, side TEXT NOT NULL, seconds REAL NOT NULL,"
        " result TEXT NOT NULL",
        "pain": "slot TEXT NOT NULL, exercise TEXT NOT NULL, area TEXT NOT NULL, side TEXT NOT NULL,"
        " withdrawn INTEGER NOT NULL",
        "felt": "slot TEXT NOT NULL, feeling TEXT NOT NULL",
        "away": "start TEXT NOT NULL, start_utc REAL NOT NULL, why TEXT NOT NULL",
        "care_answer": "event TEXT NOT NULL, flags TEXT NOT NULL",
    }
    _make(database, tables)
    database.execute("CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


def _care_tables(database: sqlite3.Connection) -> None:
    place = "area TEXT, side TEXT"
    _make(database, {
        "knot": f"knot TEXT NOT NULL, event TEXT NOT NULL, view TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL,"
        f" {place}, kind TEXT, spreads TEXT, strength INTEGER, moment TEXT NOT NULL",
        "massage": "slot TEXT NOT NULL, knot TEXT NOT NULL, technique TEXT NOT NULL, seconds REAL NOT NULL,"
        " result TEXT NOT NULL",
        "compress": f"ident TEXT NOT NULL, kind TEXT NOT NULL, event TEXT NOT NULL, {place}, way TEXT NOT NULL,"
        " seconds REAL NOT NULL",
        "injury": f"ident TEXT NOT NULL, event TEXT NOT NULL, {place}",
        "pain_entry": "ident TEXT NOT NULL, event TEXT NOT NULL, places TEXT NOT NULL, strength INTEGER NOT NULL,"
        " painkillers INTEGER NOT NULL, always INTEGER NOT NULL, note TEXT NOT NULL",
        "aerobic": "ident TEXT NOT NULL, activity TEXT NOT NULL, minutes REAL NOT NULL, withdrawn INTEGER NOT NULL",
        "stance": "stance TEXT NOT NULL, by TEXT NOT NULL",
    })


def _make(database: sqlite3.Connection, tables: Mapping[str, str]) -> None:
    for name, columns in tables.items():
        database.execute(
            f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, day TEXT NOT NULL, at TEXT NOT NULL, at_utc REAL NOT NULL,"
            f" {columns})"
        )
        database.execute(f"CREATE INDEX {name}_day ON {name} (day)")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first_tables, _care_tables)
"""MIGRATIONS[n] takes a database from version n to n + 1. Only ever append."""

VERSION = len(MIGRATIONS)


class ForeignError(Exception):
    """A database of a later Unknot, or of something else."""


def version_of(database: sqlite3.Connection) -> int:
    """The version that a database says it has; 0 for an empty one."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def check(database: sqlite3.Connection) -> None:
    """Raise ForeignError for a database that can't be brought up to VERSION; changes nothing."""
    version = version_of(database)
    if version > VERSION:
        raise ForeignError(f"version {version}, made by a later Unknot")
    if version == 0 and database.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,):
        raise ForeignError("tables of another program")


def migrate(database: sqlite3.Connection) -> None:
    """Bring it up to VERSION, each step whole or not at all. The connection must be in autocommit mode."""
    while (version := version_of(database)) < VERSION:
        database.execute("BEGIN IMMEDIATE")
        try:
            MIGRATIONS[version](database)
            database.execute(f"PRAGMA user_version = {version + 1}")
            database.execute("COMMIT")
        except BaseException:
            database.execute("ROLLBACK")
            raise
