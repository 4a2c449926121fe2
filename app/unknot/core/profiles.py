"""Profiles (office, home, night shift, holiday) and changes of single days, as values and as a person writes them.

A profile holds only what differs from the settings at the top of the file, which are those of the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from unknot.core.hours import FILE, Ranges, read_ranges, week_of
from unknot.core.library import Problem

OFFICE = "office"
HOME = "home"
NIGHT = "night"
HOLIDAY = "holiday"
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Profile:
    """A schedule of its own. ``name``: as the person calls it, "" for the built-in ones. ``values``: (setting, value)
    where it differs from the office, in order of the settings' names."""

    id: str
    name: str = ""
    values: tuple[tuple[str, Any], ...] = ()

    def with_values(self, **changes: Any) -> Profile:
        """A copy with these set; None takes one out, so that the office's holds again."""
        merged = {**dict(self.values), **changes}
        kept = tuple(sorted((name, value) for name, value in merged.items() if value is not None))
        return Profile(self.id, self.name, kept)


@dataclass(frozen=True, slots=True, order=True)
class DayChange:
    """What is different on one date. ``hours``: the ranges of that day, () for off, None for as usual. ``profile``: the
    one in force that day, "" for the usual one."""

    day: date
    hours: Ranges | None = None
    profile: str = ""


BUILT_IN = (
    Profile(OFFICE),
    Profile(HOME, values=(("hours", week_of("09:00-12:30", "13:30-17:30")),)),
    Profile(NIGHT, values=(("hours", week_of("22:00-02:00", "02:45-06:00")),)),
    Profile(HOLIDAY, values=(("hours", week_of(days=0)),)),
)
"""What there is before the person makes their own."""


def is_id(text: Any) -> bool:
    """Whether this can name a profile: letters, digits and hyphens."""
    return isinstance(text, str) and 0 < len(text) <= _LONGEST and text.replace("-", "").isalnum()


def read_days(value: Any, where: str) -> tuple[tuple[DayChange, ...] | None, list[Problem]]:
    """Changes by date: ``["08:30-20:00"]`` are that day's hours, ``[]`` is off, ``"home"`` a profile, and
    ``{profile = "home", hours = [...]}`` both. A wrong one is left out and named."""
    if not isinstance(value, Mapping):
        return None, [Problem(FILE, where, "kind", str(value), '2026-12-24 = ["08:30-12:00"]')]
    found: list[DayChange] = []
    problems: list[Problem] = []
    for key, raw in value.items():
        change, wrong = _read_change(str(key), raw, f"{where}.{key}")
        problems.extend(wrong)
        if change is not None:
            found.append(change)
    return tuple(sorted(found, key=lambda change: change.day)), problems


def _read_change(key: str, raw: Any, where: str) -> tuple[DayChange | None, list[Problem]]:
    try:
        day = date.fromisoformat(key)
    except ValueError:
        return None, [Problem(FILE, where, "kind", key, "a date like 2026-12-24")]
    table = raw if isinstance(raw, Mapping) else {"profile": raw} if isinstance(raw, str) else {"hours": raw}
    unknown = [Problem(FILE, f"{where}.{name}", "unknown", "", "hours, profile")
               for name in table if name not in ("hours", "profile")]
    profile = table.get("profile", "")
    if not (profile == "" or is_id(profile)):
        return None, [*unknown, Problem(FILE, where, "kind", str(profile), "the name of a profile")]
    hours: Ranges | None = None
    if "hours" in table:
        hours, wrong = read_ranges(table["hours"], where)
        if wrong:
            return None, [*unknown, *wrong]
    return DayChange(day, hours, profile), unknown


def plain_days(days: tuple[DayChange, ...]) -> dict[str, Any]:
    """As they stand in a file."""
    return {change.day.isoformat(): _plain_change(change) for change in days}


def _plain_change(change: DayChange) -> Any:
    hours = None if change.hours is None else [str(work) for work in change.hours]
    if hours is None:
        return change.profile
    return {"profile": change.profile, "hours": hours} if change.profile else hours
