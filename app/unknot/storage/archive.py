"""All that is kept of a person on this disk, as a whole: ``ports_archive.Archive``.

What packs, hashes and writes tables is imported when it is first wanted: most runs of the app want none of it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from unknot.core.library import Problem
from unknot.ports import StoreError, Undo
from unknot.ports_archive import Backup, Form, Stock, Store, Stored, Work
from unknot.storage import restoring
from unknot.storage.atomic import kept_beside, problem_for
from unknot.storage.kept_files import LEDGER, own_files
from unknot.storage.ledger import SqliteLedger, connect_for_reading
from unknot.storage.rows import TABLES

BEFORE = "before-restore-{now:%Y%m%d-%H%M%S}.zip"
_SHARE_STAGED, _SHARE_KEPT = 0.5, 0.4
_KINDS = tuple(table.name for table in TABLES)


class FileArchive:
    """The Archive of one data folder and one settings file. ``now``: the wall clock, aware."""

    def __init__(
        self, ledger: SqliteLedger, data: Path, settings: Path, calendars: Path, now: Callable[[], datetime]
    ) -> None:
        self._ledger = ledger
        self._data = data
        self._settings = settings
        self._calendars = calendars
        self._now = now
        self._restored: list[Callable[[], object]] = []

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of records by name."""
        return _KINDS

    @property
    def _database(self) -> Path:
        return self._data / LEDGER

    # what there is

    def stock(self) -> Stock:
        """What is kept now."""
        kinds, first = self._counts()
        own, kept = own_files(self._data), self._kept()
        files = [self._database.with_name(self._database.name + ending) for ending in ("", "-wal", "-shm")]
        calendars = [self._calendars] if self._calendars.exists() else []
        settings = [self._settings] if self._settings.exists() else []
        return Stock(
            (
                Stored(Store.LEDGER, self._database, _size(files), sum(count for _, count in kinds)),
                Stored(Store.SETTINGS, self._settings, _size(settings), len(settings)),
                Stored(Store.OWN, self._data, _size(own), len(own)),
                Stored(Store.KEPT, self._data, _size(kept), len(kept)),
                Stored(Store.CALENDARS, self._calendars, _size(calendars), len(calendars)),
            ),
            kinds,
            first,
        )

    def count(self, first: date, last: date) -> int:
        """Records of these days."""
        days = (first.isoformat(), last.isoformat())
        asked = " + ".join(f"(SELECT count(*) FROM {t.name} WHERE day BETWEEN ?1 AND ?2)" for t in TABLES)
        with contextlib.suppress(sqlite3.Error), self._reading() as database:
            return int(database.execute(f"SELECT {asked}", days).fetchone()[0])
        return 0

    def _counts(self) -> tuple[tuple[tuple[str, int], ...], date | None]:
        asked = " UNION ALL ".join(f"SELECT '{t.name}', count(*), min(day) FROM {t.name}" for t in TABLES)
        with contextlib.suppress(sqlite3.Error, ValueError), self._reading() as database:
            rows = database.execute(asked).fetchall()
            first = min((day for *_, day in rows if day), default=None)
            return tuple((name, count) for name, count, _ in rows), date.fromisoformat(first) if first else None
        return tuple((name, 0) for name in _KINDS), None

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if not self._database.exists():
            raise sqlite3.OperationalError("not begun")
        with contextlib.closing(connect_for_reading(self._database)) as database:
            yield database

    def _kept(self) -> list[Path]:
        folder = self._data / restoring.KEPT
        return [*kept_beside(self._database), *(sorted(folder.iterdir()) if folder.is_dir() else ())]

    # to files and back

    def export(self, path: Path, form: Form, first: date, last: date, kinds: Sequence[str] = ()) -> int:
        """Records to a file."""
        from unknot.storage.export import export

        return export(self._database, path, form, first, last, kinds)

    def backup(self, path: Path) -> Work:
        """Everything to one file."""
        from unknot.storage import backup_file

        self._ledger.flush()
        yield from backup_file.write(path, self._data, self._settings, self._now())

    def look_into(self, path: Path) -> Backup:
        """What a backup holds."""
        from unknot.storage import backup_file

        return backup_file.look_into(path).told

    def restore(self, path: Path) -> Work:
        """A backup in the place of what is there."""
        yield from self._replace(path, BEFORE.format(now=self._now()))

    @property
    def can_undo(self) -> datetime | None:
        """When the restore was made that can be undone."""
        for kept in self._before():
            with contextlib.suppress(StoreError):
                return self.look_into(kept).made
        return None

    def undo_restore(self) -> Work:
        """What was there before the last restore."""
        kept = self._before()
        if not kept:
            raise StoreError(Problem(restoring.KEPT, "", "absent"))
        yield from self._replace(kept[0], "")
        _remove(kept)

    def on_restored(self, call: Callable[[], object]) -> Undo:
        """Be told when settings and own files were put in place of others."""
        self._restored.append(call)
        return lambda: self._restored.remove(call) if call in self._restored else None

    def _replace(self, path: Path, keep: str) -> Work:
        """``keep``: the name under which the present state is kept; "" when it isn't."""
        from unknot.storage import backup_file

        contents = backup_file.look_into(path)
        stage = self._data / restoring.STAGE
        try:
            self._prepare(stage)
            for share in backup_file.unpack(path, contents, stage):
                yield _SHARE_STAGED * share
            restoring.check_staged(stage)
            for share in self._keep(stage / restoring.KEPT / keep) if keep else ():
                yield _SHARE_STAGED + _SHARE_KEPT * share
            # from here on nothing may be added that neither of the two would have, so no step ends
            restoring.keep_warning(stage, self._database)
            restoring.commit(stage)
        except BaseException as refused:
            restoring.discard(self._data)
            if isinstance(refused, OSError):
                raise StoreError(problem_for(path.name, refused)) from refused
            raise
        restoring.apply(self._data, self._settings, self._ledger.as_a_whole)
        for call in tuple(self._restored):
            call()
        yield 1.0

    def _prepare(self, stage: Path) -> None:
        if not self._ledger.flush():
            raise StoreError(Problem(self._database.name, "", "readonly"))
        restoring.discard(self._data)
        stage.mkdir(parents=True)

    def _keep(self, path: Path) -> Work:
        """The present state; once more, in one go, if something was added meanwhile."""
        path.parent.mkdir()
        before = self.count(date.min, date.max)
        yield from self.backup(path)
        if self.count(date.min, date.max) != before:
            for _ in self.backup(path):
                pass

    def _before(self) -> list[Path]:
        """The states before restores, newest first."""
        return sorted((self._data / restoring.KEPT).glob("before-restore-*.zip"), reverse=True)

    # away

    def erase(self, first: date, last: date) -> int:
        """Records away for good, with the copies that would still have them."""
        from unknot.storage.erasing import erase

        with self._ledger.as_a_whole() as database:
            gone, clean = erase(database, first, last)
            try:
                _remove(self._kept())
            except OSError as refused:
                raise StoreError(problem_for(restoring.KEPT, refused)) from refused
            if not clean:
                raise StoreError(Problem(self._database.name, "", "busy"))
        return gone


def _size(paths: Iterable[Path]) -> int:
    sizes = 0
    for path in paths:
        with contextlib.suppress(OSError):
            sizes += path.stat().st_size
    return sizes


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
