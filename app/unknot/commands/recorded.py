"""``unknot history``: the records of the ledger, of one kind or of all, as lines, JSON or CSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from unknot.grammar import UsageError
from unknot.storage.export import KINDS, read_kinds, write_csv

USUAL, ALL = "entry", "all"


def kinds_of(asked: str) -> tuple[str, ...]:
    """The kinds that ``--kind`` asks for. Raises UsageError for one that there isn't."""
    name = asked.replace("-", "_")
    if name == ALL:
        return KINDS
    if name not in KINDS:
        raise UsageError(f"'{asked}' is no kind of records. There are: {', '.join(KINDS)}; or all")
    return (name,)


def show(ledger: Path, first: date, last: date, kind: str | None, form: str) -> None:
    """Print the records of these days. ``form``: ``--json``, ``--csv`` or "" for lines. JSON of all kinds is an object
    with a list for each. Raises UsageError, and StoreError for what is no ledger."""
    asked = kinds_of(kind or USUAL)
    if form == "--csv" and len(asked) > 1:
        raise UsageError("--csv takes one kind; all of them fit into --json")
    found = read_kinds(ledger, first, last, asked)
    if form == "--json":
        json.dump(found if len(asked) > 1 else found[asked[0]], sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    elif form == "--csv":
        write_csv(sys.stdout, asked[0], found[asked[0]])
    else:
        rows = [(name, row) for name in asked for row in found[name]]
        if len(asked) > 1:
            rows.sort(key=lambda one: one[1]["at"])
        lines = [_line(name, row, named=len(asked) > 1) for name, row in rows]
        sys.stdout.write("\n".join(lines or ["Nothing is recorded in that time."]) + "\n")


def _line(kind: str, row: Mapping[str, Any], *, named: bool) -> str:
    head = f"{row['day']}  {row['at'][11:16]}  {f'{kind:14}' if named else ''}"
    if kind == USUAL:
        ending = f" {row['outcome']}" if row.get("outcome") else ""
        reason = f" ({row['reason']})" if row.get("reason") else ""
        return f"{head}{row['slot']:6} {row['event']}{ending}{reason}"
    said = [
        f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in row.items()
        if name not in ("day", "at") and value not in (None, "", 0)
    ]
    return f"{head}{', '.join(said)}"
