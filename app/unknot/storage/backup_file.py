"""A backup: one zip with the ledger, the settings and the person's own files, and a list of them with their hashes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.ports_archive import Backup, Work
from unknot.storage.atomic import problem_for
from unknot.storage.kept_files import LEDGER, LIST, NAME, SETTINGS, named, own_files
from unknot.storage.ledger import connect_for_reading
from unknot.storage.rows import TABLES

FORMAT = 1
PIECE = 1 << 20
"""Bytes handled at a time."""
MOST_FILES, MOST_BYTES, LONGEST_LIST = 5_000, 4 << 30, 4 << 20
_PACKED = frozenset({".webp", ".png", ".jpg", ".jpeg"})
"""Pictures are packed already."""
_BAD = (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, NotImplementedError, RuntimeError)
"""What reading a broken zip or list raises."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of a backup, checked: every name is one of ours, and small enough."""

    told: Backup
    files: Mapping[str, Entry]

    @property
    def bytes(self) -> int:
        """Of all files."""
        return sum(entry.size for entry in self.files.values())


def write(path: Path, data: Path, settings: Path, made: datetime) -> Work:
    """Write a backup of what lies in the data folder, whole or not at all. Work: see ``ports_archive``."""
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=_made(data)) as scratch:
            ledger = Path(scratch) / LEDGER
            told = copy_ledger(data / LEDGER, ledger)
            yield 0.1
            handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    yield from _pack(file, _sources(ledger, data, settings), told, made)
                    file.flush()
                    os.fsync(file.fileno())
                Path(draft).replace(path)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
    except OSError as refused:
        raise StoreError(problem_for(path.name, refused)) from refused
    except sqlite3.Error as wrong:
        raise StoreError(Problem(LEDGER, "", "unreadable", str(wrong))) from wrong
    yield 1.0


def copy_ledger(ledger: Path, to: Path) -> tuple[int, str | None]:
    """A copy of the database as it is at this moment, in one file; how many records it has, and its first day. Another
    program may write on meanwhile. Raises sqlite3.Error."""
    with contextlib.closing(sqlite3.connect(to, isolation_level=None)) as copy:
        if ledger.exists():
            with contextlib.closing(connect_for_reading(ledger)) as source:
                source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        return counted(copy)


def counted(database: sqlite3.Connection) -> tuple[int, str | None]:
    """How many records a ledger has, and its first day."""
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    asked = [f"SELECT count(*), min(day) FROM {table.name}" for table in TABLES if table.name in there]
    found = [database.execute(one).fetchone() for one in asked]
    return sum(count for count, _ in found), min((day for _, day in found if day), default=None)


def look_into(path: Path) -> Contents:
    """The list of a backup. Raises StoreError: ``absent``, ``later`` (made by a later Unknot), or ``unreadable``."""
    if not path.exists():
        raise StoreError(Problem(path.name, "", "absent"))
    try:
        with zipfile.ZipFile(path) as packed:
            return _listed(packed)
    except StoreError as refused:
        raise StoreError(Problem(path.name, "", refused.problem.what)) from refused
    except _BAD as wrong:
        raise StoreError(Problem(path.name, "", "unreadable", str(wrong))) from wrong


def unpack(path: Path, contents: Contents, into: Path) -> Iterator[float]:
    """Its files below the folder ``into``, each as long as the list says and with its hash. Raises StoreError."""
    done = 0
    try:
        with zipfile.ZipFile(path) as packed:
            for name, entry in contents.files.items():
                target = into / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(name) as source, target.open("xb") as file:
                    for size in _copied(source, file, entry):
                        done += size
                        yield done / max(1, contents.bytes)
    except OSError as refused:
        if refused.errno is None:
            raise StoreError(Problem(path.name, "", "unreadable", str(refused))) from refused
        raise StoreError(problem_for(path.name, refused)) from refused
    except _BAD as wrong:
        raise StoreError(Problem(path.name, "", "unreadable", str(wrong))) from wrong


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sources(ledger: Path, data: Path, settings: Path) -> dict[str, Path]:
    found = {LEDGER: ledger, **{named(path, data): path for path in own_files(data)}}
    return {**found, SETTINGS: settings} if settings.is_file() else found


def _pack(
    file: IO[bytes], sources: Mapping[str, Path], told: tuple[int, str | None], made: datetime
) -> Iterator[float]:
    whole = max(1, sum(path.stat().st_size for path in sources.values()))
    done, listed = 0, dict[str, dict[str, Any]]()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in sources.items():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in _PACKED else zipfile.ZIP_DEFLATED
            size, digest = 0, hashlib.sha256()
            with path.open("rb") as source, packed.open(entry, "w", force_zip64=True) as into:
                while piece := source.read(PIECE):
                    into.write(piece)
                    digest.update(piece)
                    size += len(piece)
                    done += len(piece)
                    yield 0.1 + 0.85 * min(1.0, done / whole)
            listed[name] = {"size": size, "sha256": digest.hexdigest()}
        head = {"unknot": FORMAT, "made": made.isoformat(), "records": told[0], "first": told[1], "files": listed}
        packed.writestr(LIST, json.dumps(head, indent=1))


def _listed(packed: zipfile.ZipFile) -> Contents:
    if packed.getinfo(LIST).file_size > LONGEST_LIST:
        raise ValueError("the list is too long")
    with packed.open(LIST) as source:
        head = json.loads(source.read(LONGEST_LIST))
    if int(head["unknot"]) > FORMAT:
        raise StoreError(Problem(LIST, "", "later"))
    files = {str(name): Entry(int(one["size"]), str(one["sha256"])) for name, one in head["files"].items()}
    strange = [name for name in files if not NAME.fullmatch(name) or name == LIST]
    if strange or LEDGER not in files or len(files) > MOST_FILES or len({n.casefold() for n in files}) < len(files):
        raise ValueError(f"no file of ours: {strange[:1]}")
    if any(entry.size < 0 for entry in files.values()) or sum(e.size for e in files.values()) > MOST_BYTES:
        raise ValueError("too large")
    made, first = datetime.fromisoformat(head["made"]), head["first"]
    if made.tzinfo is None:
        raise ValueError("made at no moment")
    own = sum(1 for name in files if name not in (LEDGER, SETTINGS))
    since = date.fromisoformat(first) if first else None
    return Contents(Backup(made, int(head["records"]), since, own, SETTINGS in files), files)


def _copied(source: IO[bytes], to: IO[bytes], entry: Entry) -> Iterator[int]:
    """Bytes of each piece. What is longer than it says is given up at once."""
    left, digest = entry.size, hashlib.sha256()
    while piece := source.read(PIECE):
        left -= len(piece)
        if left < 0:
            raise ValueError("longer than it says")
        to.write(piece)
        digest.update(piece)
        yield len(piece)
    if left or digest.hexdigest() != entry.sha256:
        raise ValueError("not what was packed")
