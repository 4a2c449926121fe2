"""Writers that are killed: one process imports once, forks many, and each works on a ledger until it is shot.

    python nursery.py

reads jobs from its standard input, a line of JSON each: ``{"work": NAME, "folder": ..., "turn": N, "after": SECONDS,
"step": M}``, lets the work of that name run in a fork, kills it so many seconds after it has begun, or before its M-th
step, unless it is through before, and answers one line of JSON: ``{"told": [lines that the work told], "lived":
seconds}``. What a work tells it has done. A step is a statement of SQL, or what changes a file.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from unknot.core.history import Entry, Event, SlotKind
from unknot.storage import backup_file, erasing, ledger, restoring
from unknot.storage.archive import FileArchive
from unknot.storage.ledger import SqliteLedger, open_ledger

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
Tell = Callable[[str], None]


def entries(number: int) -> list[Entry]:
    """Two that belong together, of a day of their own a few each."""
    day = DAY + timedelta(days=number % 3)
    return [Entry(day, f"n{number}", SlotKind.QUICK, Event.SHOWN, AT, why=half) for half in "ab"]


def opened(folder: Path) -> tuple[SqliteLedger, FileArchive]:
    """As the app opens them."""
    data, settings = folder / "data", folder / "settings.toml"
    restoring.settle(data, settings)
    book, _ = open_ledger(data / "ledger.db")
    return book, FileArchive(book, data, settings, folder / "calendars.json", lambda: AT)


def add(folder: Path, turn: int, tell: Tell) -> None:
    """Add pairs for ever, every other followed by a named value."""
    book, _ = opened(folder)
    tell("ready")
    number = turn * 10_000
    while True:
        book.add(*entries(number))
        if number % 2:
            book.remember("last", str(number))
        tell(str(number))
        number += 1


def migrate(folder: Path, turn: int, tell: Tell) -> None:
    """Open a ledger of an earlier version."""
    tell("ready")
    opened(folder)[0].add(*entries(turn))
    tell("migrated")


def erase(folder: Path, _turn: int, tell: Tell) -> None:
    """Erase the first of the days."""
    _, archive = opened(folder)
    tell("ready")
    archive.erase(DAY, DAY)
    tell("erased")


def backup(folder: Path, turn: int, tell: Tell) -> None:
    """Write one backup after the other over the last, while records are added."""
    book, archive = opened(folder)
    tell("ready")
    number = turn * 10_000
    while True:
        for _ in archive.backup(folder / "backup.zip"):
            book.add(*entries(number))
            tell(str(number))
            number += 1
        tell("saved")


def restore(folder: Path, _turn: int, tell: Tell) -> None:
    """Restore the backup."""
    _, archive = opened(folder)
    tell("ready")
    for _ in archive.restore(folder / "backup.zip"):
        pass
    tell("restored")


STEPS = frozenset({"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"})
"""Events of the interpreter before a file is changed."""


def die_before(step: int) -> None:
    """End without a word before the step of this number."""
    left, connect = step, sqlite3.connect

    def count(*_statement: str) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(*args: Any, **more: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = connect(*args, **more)
        made.set_trace_callback(count)
        return made

    sqlite3.connect = counted  # type: ignore[assignment]
    sys.addaudithook(lambda event, _args: count() if event in STEPS else None)


WORKS = {work.__name__: work for work in (add, migrate, erase, backup, restore)}


def live(job: dict[str, object], out: int) -> None:
    """The fork's life."""

    def tell(line: str) -> None:
        os.write(out, f"{line}\n".encode())

    if job["step"]:
        die_before(int(str(job["step"])))
    WORKS[str(job["work"])](Path(str(job["folder"])), int(str(job["turn"])), tell)


def shoot(job: dict[str, object]) -> dict[str, object]:
    """Let a fork live and kill it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            live(job, writing)
        finally:
            os._exit(0)
    os.close(writing)
    heard = b""
    while b"ready\n" not in heard:
        piece = os.read(reading, 64)
        if not piece:
            break
        heard += piece
    began = time.monotonic()
    end = began + float(str(job["after"]))
    over = False
    while not over and select.select([reading], [], [], max(0.0, end - time.monotonic()))[0]:
        piece = os.read(reading, 65536)
        heard, over = heard + piece, not piece
    lived = time.monotonic() - began
    os.kill(child, signal.SIGKILL)  # it is not waited for yet, so the number is still its own
    os.waitpid(child, 0)
    while piece := os.read(reading, 65536):
        heard += piece
    os.close(reading)
    return {"told": heard.decode().split(), "lived": lived}


def main() -> None:
    """Job after job."""
    assert backup_file.write  # loaded before the forks, as everything that they use: else it is that which is cut off
    assert erasing.erase
    assert ledger.open_ledger
    for line in sys.stdin:
        print(json.dumps(shoot(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
