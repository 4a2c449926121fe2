"""All that is kept on this computer, as a whole: what and how much it is, to files and back, and erased.

As ``ports``; apart from it because only the settings' Data page, the history's export and the composition root use it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from unknot.ports import Undo


class Store(StrEnum):
    """What is kept on this computer. KEPT: copies of the ledger that were put aside (a broken one, the one before a
    restore); CALENDARS: what was read of the person's calendars, made anew when it is missing."""

    LEDGER = "ledger"
    SETTINGS = "settings"
    OWN = "own"
    KEPT = "kept"
    CALENDARS = "calendars"


@dataclass(frozen=True, slots=True)
class Stored:
    """One of them: where it lies, its bytes on the disk, and how many records or files it has."""

    store: Store
    where: Path
    size: int
    count: int


@dataclass(frozen=True, slots=True)
class Stock:
    """All that is kept. ``kinds``: how many records of each kind, by the names of ``Archive.kinds``; ``first``: the day
    of the oldest record, None when there is none."""

    stored: tuple[Stored, ...]
    kinds: tuple[tuple[str, int], ...]
    first: date | None

    def of(self, store: Store) -> Stored:
        """One of them."""
        return next(one for one in self.stored if one.store is store)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup file holds, as looked into. ``made``: when (aware); ``records``: how many, since ``first``;
    ``own``: how many files of the person's own; ``settings``: whether it has any."""

    made: datetime
    records: int
    first: date | None
    own: int
    settings: bool


class Form(StrEnum):
    """Of an export. CSV of several kinds is a zip with one file a kind."""

    CSV = "csv"
    JSON = "json"


Work = Generator[float, None, None]
"""Something that may take seconds, in small pieces: each step answers the share done, 0 to 1. It goes on only while it
is iterated; closed before its end it leaves everything as it was. Raises StoreError out of any step."""


class Archive(Protocol):
    """All that is kept, as a whole. Blocks for as long as the disk takes; what may take seconds is ``Work``."""

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of records by name: ``entry``, ``exercise_time``, ``pain`` ..."""

    def stock(self) -> Stock:
        """What is kept now. Never raises; what can't be read counts as nothing."""

    def count(self, first: date, last: date) -> int:
        """Records of these days, both inclusive."""

    def export(self, path: Path, form: Form, first: date, last: date, kinds: Sequence[str] = ()) -> int:
        """Write the records of these days to a file, whole or not at all; no ``kinds`` means all. Answers how many.
        Raises StoreError."""

    def backup(self, path: Path) -> Work:
        """Write everything but KEPT and CALENDARS to one file, whole or not at all."""

    def look_into(self, path: Path) -> Backup:
        """What a backup holds; nothing is changed. Raises StoreError for what is none."""

    def restore(self, path: Path) -> Work:
        """Put everything in the place of what is there, after all of it was checked, and keep the present state so that
        ``undo_restore`` can bring it back. An end of the app in between leaves either the one or the other."""

    @property
    def can_undo(self) -> datetime | None:
        """When the restore was made that can be undone; None for none."""

    def undo_restore(self) -> Work:
        """Bring back what the last restore replaced; what came since is lost."""

    def erase(self, first: date, last: date) -> int:
        """Take the records of these days away for good, with all KEPT copies: nothing of them stays in any file.
        ``date.min`` to ``date.max`` is everything. Answers how many records. Raises StoreError, with nothing erased or
        with what is left said."""

    def on_restored(self, call: Callable[[], object]) -> Undo:
        """Be told when settings and own files were put in place of others; the ledger tells of its records."""
