"""Files written whole or not at all, and broken ones kept."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from datetime import datetime
from pathlib import Path

from unknot.core.library import Problem
from unknot.ports import StoreError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})


def write_whole(path: Path, content: bytes) -> None:
    """Replace ``path`` (the file behind it, if it is a link) by ``content``, on disk before this returns. A new file
    is readable by its owner only; one that was there keeps its mode. Raises StoreError."""
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(mode)
            draft.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise
        _sync_folder(target.parent)
    except OSError as refused:
        raise StoreError(problem_for(path.name, refused)) from refused


def problem_for(file: str, refused: OSError) -> Problem:
    """What an error of the disk means for the person: ``full``, or else ``readonly``."""
    what = "full" if refused.errno in _FULL else "readonly"
    return Problem(file, "", what, refused.strerror or str(refused))


def beside(path: Path, now: datetime) -> Path:
    """A free name for keeping a broken file: ``settings.toml.broken-20261123-141500``."""
    first = path.with_name(f"{path.name}.broken-{now:%Y%m%d-%H%M%S}")
    candidate, number = first, 2
    while candidate.exists():
        candidate, number = first.with_name(f"{first.name}-{number}"), number + 1
    return candidate


def kept_beside(path: Path) -> list[Path]:
    """The broken versions of a file that were kept, oldest first."""
    return sorted(path.parent.glob(f"{path.name}.broken-*"))


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
