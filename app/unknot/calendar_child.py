"""The process that reads calendars for the running app: a request on standard input, an answer on standard output.

Parsing takes seconds of Python and libraries of 25 MB, which the app must not pay: it would hang, and keep them. So it
starts ``unknot --read-calendars`` when something may have changed, and this ends with the answer. What was read is kept
in a file, so that the next one parses only what changed: mostly nothing, and then the libraries aren't even loaded.

Request and answer are JSON in ASCII. Request: {"paths": [...], "country": "DE-BY", "zone": "Europe/Berlin" or null (the
machine's own), "first": "2026-11-23", "last": ..., "cache": path}. Answer: {"starts": [...], "ends": [...] (of busy
times, in order of start, in seconds since 1970), "titles": [...] (numbers of names), "names": [...], "holidays":
{"2026-12-25": name}, "problems": [[file, field, what, found, allowed], ...], "watch": [[path, ns or null, bytes or
null], ...] (see ``ics_files.Watched``)}. Columns, because ten thousand rows would cost the app megabytes.

Exit status 1: it failed, and standard error says the kind of error, never what a file holds.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from unknot import __version__
from unknot.core.library import Problem
from unknot.ports import Busy, StoreError
from unknot.storage.atomic import write_whole
from unknot.storage.holiday_dates import holidays_of
from unknot.storage.ics_files import Answer, find, joined, read_found

KEPT = f"unknot {__version__} 2"
"""What a kept file begins with; one of another version is not believed."""
YEARS_BACK = 12
"""Holidays are told of so many years before the first day: a run of good days goes over them. They take 2 ms."""


def main() -> int:
    """Answer the request on standard input; the exit status."""
    try:
        if hasattr(os, "nice"):
            os.nice(10)
        answer = answer_to(json.loads(sys.stdin.buffer.read()))
        sys.stdout.buffer.write(_said(answer))
        sys.stdout.buffer.flush()
    except Exception as failed:  # a traceback could quote what stands in a calendar
        print(type(failed).__name__, file=sys.stderr)  # noqa: T201 - read by whoever started this
        return 1
    return 0


def answer_to(request: Mapping[str, Any]) -> dict[str, Any]:
    """Read what is asked for. Raises for a request that isn't as described above, and for missing libraries."""
    first, last = date.fromisoformat(request["first"]), date.fromisoformat(request["last"])
    zone = _zone(request["zone"])
    kept = Kept(Path(request["cache"]), [str(zone), request["first"], request["last"]])
    found = find(request["paths"])
    answers = read_found(found, zone, first, last, kept.files)
    busy, problems = joined(answers.values())
    holidays, unknown = kept.holidays.get(request["country"], ({}, ()))
    if request["country"] not in kept.holidays:
        dates, unknown = holidays_of(request["country"], range(first.year - YEARS_BACK, last.year + 1))
        holidays = {day.isoformat(): name for day, name in dates.items() if day <= last}
    kept.write(answers, {request["country"]: (holidays, unknown)})
    names: dict[str, int] = {}
    return {
        "starts": [int(each.start.timestamp()) for each in busy],
        "ends": [int(each.end.timestamp()) for each in busy],
        "titles": [names.setdefault(each.title, len(names)) for each in busy],
        "names": list(names),
        "holidays": holidays,
        "problems": [astuple(problem) for problem in (*found.problems, *problems, *unknown)],
        "watch": [astuple(each) for each in found.watch],
    }


class Kept:
    """What was read the last time, for the same days and zone (``of``). A file that can't be read or understood, or
    that is about other days, counts as none."""

    def __init__(self, path: Path, of: list[str]) -> None:
        self._path, self._head = path, [KEPT, *of]
        self._before: Any = None
        self._zone: tzinfo = ZoneInfo("UTC")
        self.files: dict[str, Answer] = {}
        self.holidays: dict[str, tuple[dict[str, str], tuple[Problem, ...]]] = {}
        try:
            raw = json.loads(path.read_bytes())
            if raw["head"] == self._head:
                self.files = {name: self._answer(row) for name, row in raw["files"].items()}
                self.holidays = {
                    country: (dict(dates), tuple(Problem(*row) for row in rows))
                    for country, (dates, rows) in raw["holidays"].items()
                }
                self._before = raw
        except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            self.files, self.holidays = {}, {}

    def write(
        self, files: Mapping[str, Answer], holidays: Mapping[str, tuple[dict[str, str], Sequence[Problem]]]
    ) -> None:
        """Keep this for the next time, where the disk takes it. Nobody else may read it: it holds titles."""
        content: dict[str, Any] = {
            "head": self._head,
            "files": {
                path: [
                    answer.changed, answer.size, [_plain(each) for each in answer.busy],
                    [list(astuple(problem)) for problem in answer.problems], answer.whole,
                ]
                for path, answer in files.items()
            },
            "holidays": {
                country: [dates, [list(astuple(row)) for row in rows]] for country, (dates, rows) in holidays.items()
            },
        }  # fmt: skip
        if content == self._before:
            return
        try:
            write_whole(self._path, _said(content))
        except StoreError:
            return  # a full disk costs time, nothing else

    def _answer(self, row: Sequence[Any]) -> Answer:
        changed, size, busy, problems, whole = row
        moments = (
            Busy(datetime.fromtimestamp(start, self._zone), datetime.fromtimestamp(end, self._zone), str(title))
            for start, end, title in busy
        )
        return Answer(changed, size, tuple(moments), tuple(Problem(*each) for each in problems), whole is True)


def _said(content: object) -> bytes:
    """As JSON in ASCII: the name of a file may hold what no UTF-8 can."""
    return json.dumps(content, separators=(",", ":")).encode()


def _plain(busy: Busy) -> list[Any]:
    return [int(busy.start.timestamp()), int(busy.end.timestamp()), busy.title]


def _zone(name: str | None) -> tzinfo:
    if name is not None:
        return ZoneInfo(name)
    from unknot.desktop.clock import local_zone

    return local_zone()
