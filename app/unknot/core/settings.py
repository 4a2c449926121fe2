"""Every setting: one typed field with default, range and help. Bad values heal to their default."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time
from enum import StrEnum
from typing import Any, get_type_hints

from unknot.core.library import Problem

VERSION = 1
FILE = "settings.toml"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Theme(StrEnum):
    """Which colours the windows take."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class PromptStyle(StrEnum):
    """AUTO: a notification where the desktop has buttons on it, else the small window."""

    AUTO = "auto"
    NOTIFICATION = "notification"
    WINDOW = "window"


@dataclass(frozen=True, slots=True, order=True)
class WorkRange:
    """A stretch of working time in local wall time. ``end <= start`` means it ends on the next day."""

    start: time
    end: time

    @property
    def minutes(self) -> int:
        """Length on a day without a clock change, in minutes (1..1440)."""
        span = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return span if span > 0 else span + 1440

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


Hours = tuple[tuple[WorkRange, ...], ...]
"""Seven tuples of ranges, Monday first; a day off is an empty tuple."""

_WALL_TIME = re.compile("[0-9]{1,2}:[0-9]{2}")
_OFFICE = (WorkRange(time(8, 30), time(12, 15)), WorkRange(time(13, 0), time(17, 30)))
DEFAULT_HOURS: Hours = (_OFFICE,) * 5 + ((), ())


def _setting(default: Any, help_: str, least: float | None = None, most: float | None = None) -> Any:
    return field(default=default, metadata={"help": help_, "least": least, "most": most})


@dataclass(frozen=True)
class Settings:
    """What a person can choose. Field names are the keys of the settings file; minutes and seconds as named."""

    hours: Hours = _setting(DEFAULT_HOURS, "Working time by weekday, breaks left out.")
    prompt_every: int = _setting(60, "Minutes of active time between posture prompts.", 20, 120)
    sessions: int = _setting(4, "Stretch sessions a day; three to five work best.", 1, 8)
    session_minutes: int = _setting(3, "Length of a session in minutes.", 1, 10)
    snooze_minutes: int = _setting(5, "Minutes that one click on Snooze takes.", 1, 30)
    session_gap: int = _setting(45, "Least minutes between two sessions.", 15, 180)
    prompt_gap: int = _setting(10, "Least minutes between any two prompts.", 5, 60)
    prompt_seconds: int = _setting(60, "Seconds that a prompt stays before it counts as missed.", 15, 300)
    prompt_style: PromptStyle = _setting(PromptStyle.AUTO, "How a prompt appears.")
    floor: bool = _setting(False, "Sessions may use the floor.")
    sounds: bool = _setting(True, "Sounds in a session.")
    prompt_sound: bool = _setting(True, "A soft tap with each prompt.")
    volume: int = _setting(60, "Volume of all sounds, in percent.", 0, 100)
    theme: Theme = _setting(Theme.SYSTEM, "Light, dark, or as the system says.")
    reduced_motion: bool = _setting(False, "Stills instead of motion, and no sliding.")
    start_at_login: bool = _setting(True, "Start in the tray when you log in.")

    def with_changes(self, **changes: Any) -> Settings:
        """A copy with these fields changed. Raises ValueError for an unknown name or a bad value."""
        raw = {**self.to_mapping(), **{k: _plain(v) for k, v in changes.items()}}
        healed, problems = Settings.from_mapping(raw)
        if problems:
            worst = problems[0]
            raise ValueError(f"{worst.field}: {worst.what} {worst.found} {worst.allowed}".strip())
        return healed

    def to_mapping(self) -> dict[str, Any]:
        """Plain values (str, int, bool, list, dict), ready for a TOML or JSON file."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @staticmethod
    def from_mapping(raw: Mapping[str, Any]) -> tuple[Settings, tuple[Problem, ...]]:
        """Read plain values; each bad one becomes its default plus a Problem that names its field."""
        good: dict[str, Any] = {}
        problems: list[Problem] = []
        kinds = get_type_hints(Settings)
        known = {f.name: f for f in fields(Settings)}
        for name, value in raw.items():
            if name == "version":
                continue
            if name not in known:
                problems.append(Problem(FILE, name, "unknown", str(value)))
                continue
            read, wrong = _read(name, kinds[name], known[name].metadata, value)
            problems.extend(wrong)
            if read is not None:
                good[name] = read
        return replace(Settings(), **good), tuple(problems)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):  # hours
        return {day: [str(r) for r in ranges] for day, ranges in zip(DAYS, value, strict=True)}
    return str(value) if isinstance(value, StrEnum) else value


def _read(name: str, kind: Any, meta: Mapping[str, Any], value: Any) -> tuple[Any, list[Problem]]:
    if name == "hours":
        return _read_hours(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        if value in list(kind):
            return kind(value), []
        return None, [Problem(FILE, name, "range", str(value), ", ".join(kind))]
    if kind is bool:
        wrong = Problem(FILE, name, "kind", str(value), "true, false")
        return (value, []) if isinstance(value, bool) else (None, [wrong])
    if isinstance(value, bool) or not isinstance(value, int):
        return None, [Problem(FILE, name, "kind", str(value), "a whole number")]
    if not meta["least"] <= value <= meta["most"]:
        return None, [Problem(FILE, name, "range", str(value), f"{meta['least']} to {meta['most']}")]
    return value, []


def _read_hours(value: Any) -> tuple[Hours | None, list[Problem]]:
    if not isinstance(value, Mapping):
        return None, [Problem(FILE, "hours", "kind", str(value), 'mon = ["08:30-12:15", "13:00-17:30"]')]
    problems = [Problem(FILE, f"hours.{day}", "unknown", "", ", ".join(DAYS)) for day in value if day not in DAYS]
    week: list[tuple[WorkRange, ...]] = []
    for index, day in enumerate(DAYS):
        if day not in value:
            week.append(DEFAULT_HOURS[index] if not value else ())
            continue
        ranges, wrong = read_ranges(value[day], f"hours.{day}")
        problems.extend(wrong)
        week.append(DEFAULT_HOURS[index] if wrong else ranges)
    return tuple(week), problems


def read_ranges(value: Any, where: str) -> tuple[tuple[WorkRange, ...], list[Problem]]:
    """Ranges of one day from ``["08:30-12:15", "13:00-17:30"]``, sorted; overlapping ones are refused."""
    if not isinstance(value, (list, tuple)):
        return (), [Problem(FILE, where, "kind", str(value), '["08:30-12:15"]')]
    found: list[WorkRange] = []
    for text in value:
        try:
            start, end = (_wall_time(part.strip()) for part in str(text).split("-"))
        except ValueError:
            return (), [Problem(FILE, where, "kind", str(text), "HH:MM-HH:MM")]
        found.append(WorkRange(start, end))
    found.sort()
    for before, after in itertools.pairwise(found):
        if before.end <= before.start or after.start < before.end:
            return (), [Problem(FILE, where, "range", f"{before} {after}", "ranges that do not overlap")]
    return tuple(found), []


def _wall_time(text: str) -> time:
    """``8:30`` or ``08:30``; ``24:00`` is midnight. Seconds and offsets mean nothing here. Raises ValueError."""
    if not _WALL_TIME.fullmatch(text):
        raise ValueError(text)
    hour, minute = map(int, text.split(":"))
    return time(0 if (hour, minute) == (24, 0) else hour, minute)


def schema() -> list[dict[str, Any]]:
    """Every setting as data: name, kind, default, least, most, allowed, help (for ``settings schema``)."""
    kinds = get_type_hints(Settings)
    rows = []
    for f in fields(Settings):
        kind = kinds[f.name]
        choice = isinstance(kind, type) and issubclass(kind, StrEnum)
        rows.append({
            "name": f.name,
            "kind": "hours" if f.name == "hours" else "choice" if choice else kind.__name__,
            "default": _plain(f.default),
            "least": f.metadata["least"],
            "most": f.metadata["most"],
            "allowed": [str(v) for v in kind] if choice else None,
            "help": f.metadata["help"],
        })
    return rows
