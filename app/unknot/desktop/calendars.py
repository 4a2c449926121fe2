"""The person's calendar files and public holidays, read by a child process whenever something may have changed.

What runs here is little: it starts the child, takes its answer, watches files and folders, and answers from memory. At
rest nothing runs. See ``unknot.calendar_child`` for request and answer.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from itertools import accumulate
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, QProcess, QTimer

from unknot.core.library import Problem
from unknot.ports import Busy, Undo
from unknot.services.listeners import Listeners

log = logging.getLogger(__name__)

PATIENCE_MS = 60_000
"""How long the child may take; by itself it gives up reading after 20 s."""
SETTLE_MS = 400
"""A changed file is read once nothing has changed for so long: programs write in several steps."""
LONGEST_MS = 10_000
"""A file that keeps changing is read after so long all the same."""
MOST_CHASES = 3
"""How often files are read again because they changed while they were read, when no event says so: a drive whose times
of change don't hold still must not keep us busy."""
NAME = "calendars"
"""The display name in a Problem that is no file's."""

Watch = tuple[str, int | None, int | None]


@dataclass(frozen=True)
class Answer:
    """What the child said. Busy times in order of start: ``starts`` and ``ends`` in seconds since 1970, ``reach`` the
    latest end so far, ``titles``. In arrays, because many meetings would cost megabytes as objects."""

    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    reach: array[int] = field(default_factory=lambda: array("q"))
    titles: tuple[str, ...] = ()
    holidays: dict[date, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    watch: tuple[Watch, ...] = ()

    def same(self, other: Answer) -> bool:
        """Whether it says the same to those who ask; what is watched is our own affair."""
        ours, theirs = ((a.starts, a.ends, a.titles, a.holidays, a.problems) for a in (self, other))
        return ours == theirs


class LocalCalendars:
    """``ports.Calendars`` over a child process.

    ``command`` starts the child, program first; ``zone`` is asked whenever moments are made; ``kept`` is the file in
    which the child keeps what it read.
    """

    def __init__(
        self, command: Sequence[str], zone: Callable[[], tzinfo], kept: Path, patience_ms: int = PATIENCE_MS
    ) -> None:
        self._command, self._zone, self._kept = tuple(command), zone, kept
        self._listeners: Listeners[[]] = Listeners()
        self._wanted: dict[str, Any] = {}
        self._asked: dict[str, Any] = {}
        self._again = False
        self._chases = 0
        self._answer = Answer()
        self._failure: Problem | None = None
        self._process: QProcess | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._deadline = _once(patience_ms, self._too_late)
        self._settle = _once(SETTLE_MS, self._read)
        self._restless = QElapsedTimer()

    # what the port promises

    def follow(self, files: Sequence[str], country: str, first: date, last: date) -> None:
        """From now on answer for these files and folders, this country and these days."""
        before, self._wanted = self._wanted, {
            "paths": list(files),
            "country": country,
            "zone": getattr(self._zone(), "key", None),
            "first": first.isoformat(),
            "last": last.isoformat(),
            "cache": str(self._kept),
        }
        self._chases = 0
        if before == self._wanted:  # a look at what can't be watched; many settings may change in a row
            self._settle.start()
            return
        if files or country:
            self._read()
            return
        self.stop()
        with contextlib.suppress(OSError):
            self._kept.unlink(missing_ok=True)  # it holds titles that nobody asks for any more
        self._take(Answer(), None)

    def busy(self, first: datetime, last: datetime) -> tuple[Busy, ...]:
        """Busy times that touch this stretch, in order of start."""
        known, zone = self._answer, self._zone()
        start, end = first.timestamp(), last.timestamp()
        begin = bisect_right(known.reach, start)  # all before have ended by then
        return tuple(
            Busy(datetime.fromtimestamp(known.starts[n], zone), datetime.fromtimestamp(known.ends[n], zone), title)
            for n, title in enumerate(known.titles[begin : bisect_left(known.starts, end)], begin)
            if known.ends[n] > start
        )

    def holiday(self, day: date) -> str:
        """The name of the public holiday; "" for none, or when it isn't known yet."""
        return self._answer.holidays.get(day, "")

    def problems(self) -> tuple[Problem, ...]:
        """What couldn't be read; and when reading itself failed, that: the last good answers stay."""
        return (*self._answer.problems, self._failure) if self._failure else self._answer.problems

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when any of the answers may have changed."""
        return self._listeners.add(call)

    def stop(self) -> None:
        """Follow nothing any more; what is known stays known."""
        self._deadline.stop()
        self._settle.stop()
        self._again = False
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.kill()
            process.waitForFinished(1000)  # Qt waits for it anyway, and says so; a killed one is gone at once
            process.deleteLater()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    # the child

    def _read(self) -> None:
        self._restless.invalidate()
        if not (self._wanted["paths"] or self._wanted["country"]):
            return
        if self._process is not None:
            self._again = True
            return
        self._asked, self._again = self._wanted, False
        process = QProcess()
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broke)
        self._process = process
        self._deadline.start()
        process.start(self._command[0], list(self._command[1:]))
        if self._process is process:  # it may have failed at once
            process.write(json.dumps(self._asked).encode())
            process.closeWriteChannel()

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # of all others ``finished`` tells
            self._ended(None, "it did not start")

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        assert self._process is not None
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip().rpartition("\n")[2]
        if status is QProcess.ExitStatus.CrashExit:
            late = f"no answer in {self._deadline.interval() / 1000:g} s"
            self._ended(None, "it was ended" if self._deadline.isActive() else late)
        elif code:
            self._ended(None, said if said.isidentifier() else f"exit status {code}")
        else:
            self._ended(_understand(bytes(self._process.readAllStandardOutput().data())), "no answer that makes sense")

    def _too_late(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _ended(self, answer: Answer | None, why: str) -> None:
        """The child is gone. Without an answer the last one stays, and the next reason to read is awaited."""
        self._deadline.stop()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        current = self._asked == self._wanted
        if answer is None:
            log.warning("Reading calendars failed: %s", why)
            self._take(self._answer, Problem(NAME, "", "stale", why))
        elif current:
            self._watch(answer.watch)
            self._take(answer, None)
        if self._again or not current:
            self._read()
        elif answer is not None and self._chases < MOST_CHASES and self._moved_on():
            self._chases += 1  # it changed before it was watched
            self._settle.start()

    def _take(self, answer: Answer, failure: Problem | None) -> None:
        changed = not answer.same(self._answer) or failure != self._failure
        self._answer, self._failure = answer, failure
        if changed:
            self._listeners.tell()

    # files that change

    def _watch(self, watch: Sequence[Watch]) -> None:
        wanted = {path for path, changed, _ in watch if changed != 0}
        if self._watcher is None:
            if not wanted:
                return
            self._watcher = QFileSystemWatcher()
            self._watcher.fileChanged.connect(self._touched)
            self._watcher.directoryChanged.connect(self._touched)
        now = {*self._watcher.files(), *self._watcher.directories()}
        if gone := now - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - now:
            self._watcher.addPaths(sorted(new))  # those that can't be watched are looked at again by ``follow``

    def _touched(self, _path: str) -> None:
        """Something happened there; mostly it is another file's affair, or nobody's."""
        if not self._moved_on():
            return
        self._chases = 0
        if not self._restless.isValid():
            self._restless.start()
        if not self._settle.isActive() or self._restless.elapsed() < LONGEST_MS:
            self._settle.start()

    def _moved_on(self) -> bool:
        """Whether any of the files is another one than the child saw."""
        return any(
            changed is not None and _state(path, size) != (changed, size) for path, changed, size in self._answer.watch
        )


def _once(milliseconds: int, call: Callable[[], None]) -> QTimer:
    timer = QTimer(interval=milliseconds, singleShot=True)
    timer.timeout.connect(call)
    return timer


def _state(path: str, size: int | None) -> tuple[int, int | None]:
    """As the child tells it: time of change in ns and bytes, of a folder no bytes; zeros for what isn't there."""
    try:
        state = os.stat(path)  # noqa: PTH116 - hundreds of them at once
    except OSError:
        return 0, None if size is None else 0
    return state.st_mtime_ns, None if size is None else state.st_size


def _understand(said: bytes) -> Answer | None:
    """The child's answer; None for anything else."""
    try:
        raw = json.loads(said)
        starts, ends = array("q", raw["starts"]), array("q", raw["ends"])
        names: list[str] = [str(name) for name in raw["names"]]
        titles = tuple(names[n] for n in raw["titles"])
        if not len(starts) == len(ends) == len(titles):
            return None
        return Answer(
            starts,
            ends,
            array("q", accumulate(ends, max)),
            titles,
            {date.fromisoformat(day): str(name) for day, name in raw["holidays"].items()},
            tuple(Problem(*map(str, problem)) for problem in raw["problems"]),
            tuple((str(path), changed, size) for path, changed, size in raw["watch"]),
        )
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError):
        return None
