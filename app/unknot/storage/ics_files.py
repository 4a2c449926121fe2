"""Which .ics files there are, when they changed, and the busy times of all of them together.

What was read is kept by file, so that only a file that changed is read again. Everything blocks: the running app has
it done in a child process (``calendar_child``), the command line does it itself.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from pathlib import Path

from unknot.core.library import Problem
from unknot.ports import Busy
from unknot.storage.ics import MOST_BUSY, order, read_ics

LARGEST = 50 * 1024 * 1024
"""Bytes of one file; a larger one is left out."""
MOST_FILES = 20_000
"""Files of all folders together: some programs keep one for each event."""
DEEPEST = 3
"""How far down a folder is looked through: a server's store is a folder for each person, with one for each calendar."""
MOST_WATCHED = 256
"""Files to be watched one by one, those changed last first; a folder tells of new and replaced ones anyway."""
PATIENCE = 20.0
"""Seconds for all files together; what isn't read by then is left out with a Problem."""

_FAR = frozenset({
    "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs", "ncpfs", "nfs",
    "nfs4", "smb3", "smbfs",
})  # fmt: skip
_DRIVE_REMOTE = 4
_ABSENT = 0


@dataclass(frozen=True, slots=True)
class Watched:
    """A file or folder whose change matters. ``changed``: its time of change in ns (0: it isn't there, None: only what
    appears in it matters). ``size`` in bytes, None for folders."""

    path: str
    changed: int | None
    size: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one file said, when it was last changed at ``changed`` ns and had ``size`` bytes."""

    changed: int
    size: int
    busy: tuple[Busy, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    """False when there was no time to read all of it: next time it is read again."""


@dataclass(slots=True)
class Found:
    """The files behind a person's list: path -> display name. ``watch``: what to watch for changes; nothing on network
    drives, which tell nothing and may hang whoever asks."""

    files: dict[str, str] = field(default_factory=dict)
    watch: list[Watched] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_busy(
    paths: Sequence[str], zone: tzinfo, first: date, last: date
) -> tuple[tuple[Busy, ...], tuple[Problem, ...]]:
    """Busy times of these files and folders that touch the days from ``first`` to ``last``, in order of start, and what
    couldn't be read. Blocks, for PATIENCE and some seconds at the worst."""
    found = find(paths)
    busy, problems = joined(read_found(found, zone, first, last, {}).values())
    return busy, (*found.problems, *problems)


def find(paths: Sequence[str]) -> Found:
    """Look for the files; nothing is opened."""
    found, far = Found(), _far_places()
    for text in dict.fromkeys(paths):
        path = _place(text)
        if path is None:
            found.problems.append(Problem(text.replace("\0", "") or "calendars", "", "missing"))
            continue
        near = not _is_far(path, far)
        try:
            state = path.stat()
        except OSError as refused:
            found.problems.append(_refusal(_shown(path.name), refused))
            if near:
                found.watch.append(Watched(str(path), _ABSENT, 0))
                _watch_parent(found, path)
            continue
        if stat.S_ISDIR(state.st_mode):
            _look_into(path, found, near)
            continue
        found.files.setdefault(str(path), _shown(path.name))
        if near:
            _watch_parent(found, path)
    if len(found.files) > MOST_FILES:
        found.problems.append(Problem("calendars", "", "range", str(len(found.files)), f"0 to {MOST_FILES} files"))
        found.files = dict(list(found.files.items())[:MOST_FILES])
    return found


def read_found(
    found: Found,
    zone: tzinfo,
    first: date,
    last: date,
    kept: Mapping[str, Answer],
    monotonic: Callable[[], float] = time.monotonic,
) -> dict[str, Answer]:
    """An answer for each file; ``kept`` ones stand as long as their files stay as they were. Adds to ``found.watch``
    what was read."""
    end = monotonic() + PATIENCE
    answers: dict[str, Answer] = {}
    for path, name in found.files.items():
        answers[path] = _read(Path(path), name, zone, first, last, kept.get(path), lambda: monotonic() < end)
    far = _far_places()
    newest = sorted(answers, key=lambda path: answers[path].changed, reverse=True)
    for path in newest[:MOST_WATCHED]:
        if not _is_far(Path(path), far):
            found.watch.append(Watched(path, answers[path].changed, answers[path].size))
    return answers


def joined(answers: Iterable[Answer]) -> tuple[tuple[Busy, ...], tuple[Problem, ...]]:
    """All answers as one: an event that two calendars hold counts once."""
    busy: set[Busy] = set()
    problems: list[Problem] = []
    for answer in answers:
        busy.update(answer.busy)
        problems.extend(answer.problems)
    if len(busy) > MOST_BUSY:
        problems.append(Problem("calendars", "", "range", str(len(busy)), f"0 to {MOST_BUSY} busy times"))
    return tuple(sorted(busy, key=order)[:MOST_BUSY]), tuple(problems)


def _place(text: str) -> Path | None:
    """What a person's word for a file or folder leads to; None for what no path can be, or the home of nobody."""
    try:
        return Path(text).expanduser() if text and "\0" not in text else None
    except RuntimeError:
        return None


def _shown(path: str | Path) -> str:
    """For people: on Linux a name can be any bytes, also some that are no text."""
    return str(path).encode("utf-8", "replace").decode()


def _read(
    path: Path, name: str, zone: tzinfo, first: date, last: date, kept: Answer | None, in_time: Callable[[], bool]
) -> Answer:
    changed = size = _ABSENT
    try:
        state = path.stat()
        changed, size = state.st_mtime_ns, state.st_size
        if kept is not None and kept.whole and (kept.changed, kept.size) == (changed, size):
            return kept
        if not in_time():
            return Answer(changed, size, problems=(Problem(name, "", "late"),), whole=False)
        if not stat.S_ISREG(state.st_mode):  # a pipe would keep us waiting
            return Answer(changed, size, problems=(Problem(name, "", "unreadable", "not a file"),))
        if size > LARGEST:
            most, found = LARGEST // 2**20, f"{size / 2**20:.0f} MB"
            return Answer(changed, size, problems=(Problem(name, "", "range", found, f"0 to {most} MB"),))
        with path.open("rb") as file:
            content = file.read(LARGEST)
    except OSError as refused:
        return Answer(changed, size, problems=(_refusal(name, refused),), whole=False)
    busy, problems = read_ics(content, name, zone, first, last, in_time)
    return Answer(changed, size, busy, problems, all(problem.what != "late" for problem in problems))


def _refusal(name: str, refused: OSError) -> Problem:
    if isinstance(refused, FileNotFoundError):
        return Problem(name, "", "missing")
    return Problem(name, "", "unreadable", refused.strerror or "")


def _look_into(folder: Path, found: Found, near: bool) -> None:
    """Every .ics file in a folder and those below; hidden ones are other programs' own. Links to folders are not
    followed: they may lead round in a circle."""

    def refused(error: OSError) -> None:
        found.problems.append(_refusal(_shown(Path(error.filename).name), error))

    for top, below, names in os.walk(folder, onerror=refused):
        depth = len(Path(top).relative_to(folder).parts)
        below[:] = sorted(name for name in below if not name.startswith(".")) if depth < DEEPEST else []
        if near and len(found.watch) < MOST_WATCHED:
            with contextlib.suppress(OSError):  # gone since it was listed: the folder above tells
                found.watch.append(Watched(top, Path(top).stat().st_mtime_ns, None))
        for name in sorted(names):
            if name.lower().endswith(".ics") and not name.startswith("."):
                path = Path(top, name)
                found.files.setdefault(str(path), _shown(Path(folder.name, path.relative_to(folder))))
        if len(found.files) > MOST_FILES:
            return


def _watch_parent(found: Found, path: Path) -> None:
    """A file that is replaced by another of its name tells by its folder; so does the one behind a link."""
    for folder in (path.parent, Path(os.path.realpath(path)).parent):
        parent = Watched(str(folder), None, None)
        if parent not in found.watch and folder.is_dir():
            found.watch.append(parent)


def _far_places() -> tuple[str, ...]:
    """Where network drives are mounted."""
    if sys.platform == "darwin":
        return ("/Volumes/",)  # also disks at hand: they are looked at again when a day turns
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    places = []
    for line in lines:
        mount, _, rest = line.partition(" - ")
        if rest.partition(" ")[0] in _FAR:
            places.append(mount.split(" ")[4].replace("\\040", " ").rstrip("/") + "/")
    return tuple(places)


def _is_far(path: Path, places: Sequence[str]) -> bool:
    full = os.path.realpath(path)
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(full)[0]
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE
    return any(f"{full}/".startswith(place) for place in places)
