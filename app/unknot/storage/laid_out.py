"""Files laid out in a folder of their own, to be looked at before anything counts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from unknot.ports import StoreError
from unknot.storage.atomic import problem_for, write_whole


@contextmanager
def laid_out(files: Mapping[str, bytes | None], prefix: str = "unknot-", within: Path | None = None) -> Iterator[Path]:
    """A folder with these files, but for those that are None; gone afterwards, whatever happens. ``within``: where it
    is made, the system's own place for such things unless it is told. Raises StoreError."""
    try:
        if within is not None:
            within.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=within))
    except OSError as refused:
        raise StoreError(problem_for(within.name if within is not None else "", refused)) from refused
    try:
        for file, content in files.items():
            if content is not None:
                write_whole(folder / file, content)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
