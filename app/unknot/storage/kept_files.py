"""What of a person's files belongs to a backup, by the names it has in the data folder and in the zip."""

from __future__ import annotations

import re
from pathlib import Path

LIST, LEDGER, SETTINGS = "unknot.json", "ledger.db", "settings.toml"
OWN = ("exercises", "routines", "art")
"""Folders of the person's own files."""
_PART = r"[^/\\:*?\"<>|\x00-\x1f.][^/\\:*?\"<>|\x00-\x1f]*"
NAME = re.compile(rf"(?:{LIST}|{LEDGER}|{SETTINGS}|(?:{'|'.join(OWN)})(?:/{_PART}){{1,4}})")
"""Any name in a backup: nothing hidden, nothing outside of these folders."""


def own_files(data: Path) -> list[Path]:
    """The person's own files in the data folder, without links and hidden ones."""
    found = [path for folder in OWN for path in sorted((data / folder).rglob("*"))]
    return [path for path in found if path.is_file() and not path.is_symlink() and NAME.fullmatch(named(path, data))]


def named(path: Path, data: Path) -> str:
    """Its name in a backup."""
    return path.relative_to(data).as_posix()
