"""Records taken out of the ledger for good."""

from __future__ import annotations

import sqlite3
from datetime import date

from unknot.core.care_records import KnotEvent
from unknot.core.history import CareEvent
from unknot.storage.rows import TABLES

WELCOMED = "welcomed"
"""The one named value that outlives an erasure: that the welcome was gone through."""
_SLIPS = (("knot", "knot", "event"), ("compress", "ident", "event"), ("pain_entry", "ident", "event"))
"""Tables whose things are taken back by a record of their own, ``withdrawn``: (table, id, column)."""
_ANSWERS = tuple(map(str, (CareEvent.NONE_OF_THESE, CareEvent.RED_FLAG, CareEvent.SEEN, CareEvent.MISTAKE)))


def erase(database: sqlite3.Connection, first: date, last: date) -> tuple[int, bool]:
    """Take away all records of these days, both inclusive, and write the file anew without them. Answers how many, and
    whether the journal has given up its old pages, too: somebody else's reading keeps it from that.

    What was taken back in these days goes as a whole: it would be there again without the record that says so. With the
    newest answer to the red-flag question go all of them, so that it is asked again and none of the older ones speaks
    in its place. A knot that was closed in these days, or came back, stays so: all that is kept of that is which of the
    two, as if noted with what was last noted before. Raises sqlite3.Error with nothing erased, or with nothing but the
    room given up (a full disk).
    """
    days = (first.isoformat(), last.isoformat())
    before = _rows(database)
    database.execute("PRAGMA secure_delete = ON")
    database.execute("BEGIN IMMEDIATE")
    try:
        _forget_slips(database, days)
        _forget_answers(database, days)
        _leave_closed(database, days)
        for table in TABLES:
            database.execute(f"DELETE FROM {table.name} WHERE day BETWEEN ? AND ?", days)
        _forget_values(database, days, everything=(first, last) == (date.min, date.max))
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    gone = before - _rows(database)
    return gone, _give_up_pages(database)


def _rows(database: sqlite3.Connection) -> int:
    counts = (database.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] for table in TABLES)
    return sum(counts)


def _forget_slips(database: sqlite3.Connection, days: tuple[str, str]) -> None:
    for table, ident, column in _SLIPS:
        _forget_named(database, table, ident, f"{column} = 'withdrawn'", days)
    _forget_named(database, "aerobic", "ident", "withdrawn", days)


def _forget_named(
    database: sqlite3.Connection, table: str, ident: str, withdrawn: str, days: tuple[str, str]
) -> None:
    database.execute(
        f"DELETE FROM {table} WHERE {ident} IN"
        f" (SELECT {ident} FROM {table} WHERE {withdrawn} AND day BETWEEN ? AND ?)",
        days,
    )


def _forget_answers(database: sqlite3.Connection, days: tuple[str, str]) -> None:
    marks = ", ".join("?" * len(_ANSWERS))
    newest = database.execute(
        f"SELECT day FROM care_answer WHERE event IN ({marks}) ORDER BY id DESC LIMIT 1", _ANSWERS
    ).fetchone()
    if newest is not None and days[0] <= newest[0] <= days[1]:
        database.execute(f"DELETE FROM care_answer WHERE event IN ({marks})", _ANSWERS)


def _leave_closed(database: sqlite3.Connection, days: tuple[str, str]) -> None:
    stays, states = "day NOT BETWEEN ?1 AND ?2", "event IN (?3, ?4)"
    newest = database.execute(
        f"SELECT max(id), knot FROM knot AS last WHERE {states} GROUP BY knot HAVING day BETWEEN ?1 AND ?2 AND EXISTS"
        f" (SELECT 1 FROM knot WHERE knot = last.knot AND id < last.id AND event = ?5 AND {stays})",
        (*days, KnotEvent.GONE, KnotEvent.BACK, KnotEvent.FOUND),
    ).fetchall()
    for number, knot in newest:
        database.execute(
            f"UPDATE knot SET strength = NULL, (day, at, at_utc) = (SELECT day, at, at_utc FROM knot"
            f" WHERE knot = ?4 AND id < ?3 AND {stays} ORDER BY id DESC LIMIT 1) WHERE id = ?3",
            (*days, number, knot),
        )


def _forget_values(database: sqlite3.Connection, days: tuple[str, str], *, everything: bool) -> None:
    """Named values speak of what is under way; those that name one of the days go with it."""
    for key, value in database.execute("SELECT key, value FROM state").fetchall():
        if key != WELCOMED and (everything or _names_a_day(value, days)):
            database.execute("DELETE FROM state WHERE key = ?", (key,))


def _names_a_day(value: str, days: tuple[str, str]) -> bool:
    for start in range(len(value) - 9):
        text = value[start : start + 10]
        if text[4] == text[7] == "-" and text.replace("-", "").isdigit() and days[0] <= text <= days[1]:
            return True
    return False


def _give_up_pages(database: sqlite3.Connection) -> bool:
    """Deleted rows are overwritten already (secure_delete); what older versions of a page left goes with these."""
    database.execute("VACUUM")
    busy, *_ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
