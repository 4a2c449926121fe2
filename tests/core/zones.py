"""The zones of the world for tests, by what their clocks do in a year.

About 600 names share about 65 histories of offsets in any one year, so a year in each of those is a year in all of
them. ``UNKNOT_ALL_ZONES=1`` takes every day of those, and every name all the same. Rules come from the ``tzdata``
package, never from the system: so every machine tests the same world.
"""

from __future__ import annotations

import importlib.resources
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ALL = os.environ.get("UNKNOT_ALL_ZONES", "") not in ("", "0")
"""Whether every name and every day is wanted instead of a choice that shows the same."""

_FILES = importlib.resources.files("tzdata")
_DAY = 86400


@cache
def zone(name: str) -> ZoneInfo:
    """The zone by its IANA name, with the rules of the ``tzdata`` package."""
    with _FILES.joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def names() -> tuple[str, ...]:
    """Every name there is, sorted."""
    return tuple(sorted(_FILES.joinpath("zones").read_text().split()))


@dataclass(frozen=True, slots=True)
class History:
    """What a zone's clocks do in a year: from each moment (POSIX seconds) on, so many seconds ahead of UTC. The first
    entry is the state before the year begins."""

    offsets: tuple[tuple[int, int], ...]

    def first_at(self, wall: datetime) -> float:
        """The first instant at which the wall clock shows this naive time or, where it never does, the first full
        minute behind it."""
        shown = wall.replace(tzinfo=UTC).timestamp()  # as if the wall clock were UTC
        since, offset = self.offsets[0]
        for until, following in self.offsets[1:]:
            if until + offset > shown:
                break
            since, offset = until, following
        return max(math.ceil((since + offset) / 60) * 60 - offset, shown - offset)

    @property
    def turns(self) -> tuple[int, ...]:
        """When the clocks change."""
        return tuple(since for since, _ in self.offsets[1:])


@cache
def history(name: str, year: int) -> History:
    """The history of a zone from two days before the year until three days after it."""
    where = zone(name)
    begin = int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) - 2 * _DAY
    end = int(datetime(year + 1, 1, 1, tzinfo=UTC).timestamp()) + 3 * _DAY
    found = [(begin, _offset(begin, where))]
    for day in range(begin, end, _DAY):  # no zone ever changed twice within a day of UTC
        if _offset(day + _DAY, where) != found[-1][1]:
            found.append(_turn(day, day + _DAY, where))
    return History(tuple(found))


def _turn(before: int, after: int, where: ZoneInfo) -> tuple[int, int]:
    old = _offset(before, where)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(middle, where) == old else (before, middle)
    return after, _offset(after, where)


def _offset(moment: int, where: ZoneInfo) -> int:
    shift = datetime.fromtimestamp(moment, where).utcoffset()
    assert shift is not None
    return int(shift.total_seconds())


@cache
def distinct(year: int) -> tuple[str, ...]:
    """One name for each history that differs from all others in that year, sorted."""
    found: dict[History, str] = {}
    for name in names():
        known = found.get(history(name, year))
        if known is None or ("/" in name and "/" not in known) or known.startswith("Etc/"):
            found[history(name, year)] = name
    return tuple(sorted(found.values()))


def zones_of(year: int) -> tuple[str, ...]:
    """The names to test a year in."""
    return names() if ALL else distinct(year)


def days_of(name: str, year: int, every: int = 14) -> Iterator[date]:
    """Days of the year to test in this zone: all around the changes of its clocks, and one in ``every`` of the others,
    another weekday each time, and others in neighbouring zones. With ``ALL`` each day, where no zone before it had the
    same history."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    near = {
        (datetime.fromtimestamp(turn, UTC) + timedelta(days=around)).date()
        for turn in history(name, year).turns
        for around in (-2, -1, 0, 1, 2)
    }
    first_of_its_kind = name in distinct(year)
    step = 1 if ALL and first_of_its_kind else every
    shift = distinct(year).index(name) if first_of_its_kind else 0
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day in near or (n + n // step + shift) % step == 0:  # another weekday each week
            yield day
