"""The ledger's records as CSV and JSON, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from unknot.ports_archive import Form
from unknot.storage.atomic import write_whole
from unknot.storage.ledger import read_rows, row_names
from unknot.storage.rows import TABLES

KINDS = tuple(table.name for table in TABLES)
"""The kinds of records by name."""
_BY_NAME = {table.name: table.kind for table in TABLES}
_SPREADSHEET = "utf-8-sig"
"""Without its mark some spreadsheets take the file for one in their system's old encoding."""

Rows = list[dict[str, Any]]


def read_kinds(path: Path, first: date, last: date, kinds: Sequence[str] = ()) -> dict[str, Rows]:
    """Plain rows of these days by kind (see ``ledger.read_rows``), every kind asked for, all when none is. Raises
    KeyError for a kind that there isn't, StoreError for what is no ledger."""
    return {name: read_rows(path, first, last, _BY_NAME[name]) for name in kinds or KINDS}


def write_csv(to: TextIO, kind: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """One kind with a line of names on top."""
    writer = csv.DictWriter(to, fieldnames=row_names(_BY_NAME[kind]))
    writer.writeheader()
    writer.writerows(rows)


def export(ledger: Path, path: Path, form: Form, first: date, last: date, kinds: Sequence[str] = ()) -> int:
    """Write them to ``path``, whole or not at all; answers how many. JSON: an object with a list for each kind. CSV:
    one kind is a plain file, several are a zip with ``<kind>.csv`` for each that has records. Raises StoreError."""
    found = read_kinds(ledger, first, last, kinds)
    if form is Form.JSON:
        content = json.dumps(found, indent=1, ensure_ascii=False).encode()
    elif len(found) == 1:
        content = _csv(*next(iter(found.items())))
    else:
        content = _zipped(found)
    write_whole(path, content)
    return sum(map(len, found.values()))


def _csv(kind: str, rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    write_csv(text, kind, rows)
    return text.getvalue().encode(_SPREADSHEET)


def _zipped(found: Mapping[str, Rows]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for kind, rows in found.items():
            if rows:
                packed.writestr(f"{kind}.csv", _csv(kind, rows))
    return whole.getvalue()
