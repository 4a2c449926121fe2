"""What kinds of values settings have: how each is read from plain data, and written as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from unknot.core.hours import DAYS, FILE, Hours, plain_hours, read_hours, wall_time
from unknot.core.library import Problem
from unknot.core.profiles import is_id, plain_days, read_days

Found = tuple[Any, list[Problem]]
"""A value, None where there is none to take; and what was wrong."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``read(value, where)`` heals what it can and names the rest; ``plain`` gives str, int, bool, list or dict."""

    name: str
    read: Callable[[Any, str], Found]
    plain: Callable[[Any], Any] = lambda value: value
    least: float | None = None
    most: float | None = None
    allowed: tuple[str, ...] | None = None


def wrong(where: str, what: str, found: Any, allowed: str) -> Found:
    """No value, and why."""
    return None, [Problem(FILE, where, what, str(found), allowed)]


def whole(least: int, most: int) -> Kind:
    """A whole number."""

    def read(value: Any, where: str) -> Found:
        if isinstance(value, bool) or not isinstance(value, int):
            return wrong(where, "kind", value, "a whole number")
        return (value, []) if least <= value <= most else wrong(where, "range", value, f"{least} to {most}")

    return Kind("int", read, least=least, most=most)


def choice(kind: type[StrEnum]) -> Kind:
    """One of an enum's words."""

    def read(value: Any, where: str) -> Found:
        return (kind(value), []) if value in list(kind) else wrong(where, "range", value, ", ".join(kind))

    return Kind("choice", read, str, allowed=tuple(map(str, kind)))


def _read_yes_no(value: Any, where: str) -> Found:
    return (value, []) if isinstance(value, bool) else wrong(where, "kind", value, "true, false")


YES_NO = Kind("bool", _read_yes_no)


def hours(default: Hours) -> Kind:
    """Working hours by weekday."""
    return Kind("hours", lambda value, where: read_hours(value, where, default), plain_hours)


def many(
    name: str, read_one: Callable[[Any], Any], example: str, most: int,
    plain: Callable[[Any], Any] = lambda one: one, in_order: bool = False,
) -> Kind:
    """A list. ``read_one`` raises ValueError for what it can't take, which is left out and named. ``in_order``: sorted,
    each once."""

    def read(value: Any, where: str) -> Found:
        if not isinstance(value, (list, tuple)):
            return wrong(where, "kind", value, example)
        found, problems = [], list[Problem]()
        for one in value:
            try:
                found.append(read_one(one))
            except (ValueError, TypeError):
                problems.append(Problem(FILE, where, "kind", str(one), example))
        if in_order:
            found = sorted(set(found))
        if len(found) > most:
            problems.append(Problem(FILE, where, "range", str(len(found)), f"at most {most}"))
        return tuple(found[:most]), problems

    return Kind(name, read, lambda value: [plain(one) for one in value])


def _minute(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 59:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


CLOCK_MINUTES = many("minutes", _minute, "[0, 30]: minutes of the hour, 0 to 59", 6, in_order=True)
TIMES = many(
    "times", lambda value: wall_time(_text(value)), '["10:00", "15:30"]', 8, lambda at: f"{at:%H:%M}", in_order=True
)
NAMES = many("names", _text, '["neck-3", ""]', 8)
IDS = many("ids", _text, '["neck-side-bend"]', 500, in_order=True)
PATHS = many("paths", _text, '["~/calendar.ics"]', 50)


def text(longest: int, example: str, fits: Callable[[str], bool] = lambda _text: True) -> Kind:
    """A short text."""

    def read(value: Any, where: str) -> Found:
        good = isinstance(value, str) and len(value) <= longest and fits(value)
        return (value, []) if good else wrong(where, "kind", value, example)

    return Kind("text", read)


PROFILE = text(40, "the name of a profile", is_id)
COUNTRY = text(
    10, '"DE" or "DE-BY"', lambda code: code == "" or (code.replace("-", "").isalnum() and code == code.upper())
)
DAY_CHANGES = Kind("days", read_days, plain_days)


def _read_weekdays(value: Any, where: str) -> Found:
    if not isinstance(value, Mapping):
        return wrong(where, "kind", value, 'fri = "home"')
    problems = [
        Problem(FILE, f"{where}.{day}", "unknown", str(id_), ", ".join(DAYS) + ' = "home"')
        for day, id_ in value.items() if day not in DAYS or not (id_ == "" or is_id(id_))
    ]
    return tuple(value[day] if is_id(value.get(day)) else "" for day in DAYS), problems


def words(allowed: tuple[str, ...]) -> Kind:
    """A list of different words out of these."""

    def read_one(value: Any) -> str:
        if value not in allowed:
            raise ValueError(value)
        return str(value)

    made = many("words", read_one, ", ".join(allowed), len(allowed), in_order=True)
    return Kind(made.name, made.read, made.plain, allowed=allowed)


LONGEST_REASON = 80


def _read_reasons(value: Any, where: str) -> Found:
    if not isinstance(value, Mapping):
        return wrong(where, "kind", value, 'triangle = "hurts"')
    good, problems = dict[str, str](), list[Problem]()
    for id_, why in value.items():
        if isinstance(why, str) and len(why) <= LONGEST_REASON:
            good[id_] = why
        else:
            problems.append(Problem(FILE, f"{where}.{id_}", "kind", str(why), f"up to {LONGEST_REASON} letters"))
    return tuple(sorted(good.items())), problems


REASONS = Kind("reasons", _read_reasons, dict)
"""Ids, each with a short text: pairs in order of the ids."""


WEEKDAYS = Kind(
    "weekdays", _read_weekdays, lambda value: {day: id_ for day, id_ in zip(DAYS, value, strict=True) if id_}
)
