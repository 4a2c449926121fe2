"""Reading calendars in tests: content in, what was understood out."""

from __future__ import annotations

from datetime import date, tzinfo

from tests.fakes import BERLIN
from tests.storage.ics_zoo import event

from unknot.core.library import Problem
from unknot.ports import Busy
from unknot.storage.ics import read_ics

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
NOON = event(":20261123T110000Z", ":20261123T113000Z", summary="Good")


def read(
    text: str | bytes, first: date = MONDAY, last: date | None = None, zone: tzinfo = BERLIN
) -> tuple[tuple[Busy, ...], tuple[Problem, ...]]:
    content = text.replace("\n", "\r\n").encode() if isinstance(text, str) else text
    return read_ics(content, "work.ics", zone, first, last or first)


def times(text: str | bytes, first: date = MONDAY, last: date | None = None, zone: tzinfo = BERLIN) -> list[str]:
    """Busy times in words; fails when the file isn't read clean."""
    busy, problems = read(text, first, last, zone)
    assert problems == ()
    return [f"{b.start:%d %H:%M}-{b.end:%H:%M} {b.title}" for b in busy]


def wrong(text: str | bytes, first: date = MONDAY, last: date | None = None) -> list[tuple[str, str]]:
    """Field and code of each problem; the good event of the same file is there."""
    busy, problems = read(text, first, last)
    assert "Good" in [b.title for b in busy]
    assert {problem.file for problem in problems} == {"work.ics"}
    return [(problem.field, problem.what) for problem in problems]
