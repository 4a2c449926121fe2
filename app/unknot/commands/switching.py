"""Profiles and changes of today from the command line: a matter of settings alone, with or without a running app."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from unknot.core.day_end import until
from unknot.core.profiles import DayChange
from unknot.core.rota import Rota
from unknot.core.settings import Settings
from unknot.grammar import UsageError, clock
from unknot.services.preferences import LockedError, Preferences


class Reply(NamedTuple):
    """How a command went. ``why`` names a refusal in a word, for who can't read the sentence (D-Bus)."""

    status: int
    text: str
    why: str = ""


def done(text: str) -> Reply:
    """It was done."""
    return Reply(0, text)


def refused(text: str, why: str) -> Reply:
    """It can't be done now."""
    return Reply(1, text, why)


def profile(preferences: Preferences, today: date, words: list[str]) -> Reply:
    """Tell the profiles, or make one the usual one."""
    settings = preferences.current
    if not words:
        in_force = settings.profile_on(today)
        marks = {in_force: "in force today", settings.profile: "the usual one"}
        lines = [f"{p.id}{f' ({marks[p.id]})' if p.id in marks else ''}" for p in settings.profiles]
        return done("\n".join(lines))
    name = words[0]
    if not settings.has_profile(name):
        return refused(_no_profile(name, settings), "Unknown")
    said = _try(preferences, settings.with_changes(profile=name))
    in_force = preferences.current.profile_on(today)
    other = f" Today is {in_force}; to change that: unknot today {name}" if in_force != name else ""
    return said or done(f"The usual profile is {name}.{other}")


def change_today(preferences: Preferences, today: date, now: datetime, words: list[str]) -> Reply:
    """Make only this working day different. ``today``: the working day of ``now``. Raises UsageError."""
    word, settings = words[0], preferences.current
    change = settings.change_of(today)
    if word == "until":
        end = time(*clock(words[1]))
        try:
            hours = until(preferences.rota.ranges(today), end, now.time())
        except ValueError as wrong:
            raise UsageError(str(wrong)) from None
        wanted = settings.with_day(DayChange(today, hours, change.profile))
    elif word == "off":
        wanted = settings.with_day(DayChange(today, (), change.profile))
    elif word == "usual":
        wanted = settings.without_day(today)
    elif settings.has_profile(word):
        wanted = settings.with_day(DayChange(today, None, word))
    else:
        return refused(_no_profile(word, settings), "Unknown")
    return _try(preferences, wanted) or done(f"Today: {_hours(preferences.rota, today)}.")


def _hours(rota: Rota, day: date) -> str:
    return ", ".join(map(str, rota.ranges(day))) or "off"


def _try(preferences: Preferences, settings: Settings) -> Reply | None:
    try:
        preferences.put(settings)
    except LockedError as locked:
        return refused(f"Your organisation has set this: {', '.join(locked.names)}.", "Locked")
    return None


def _no_profile(name: str, settings: Settings) -> str:
    return f"There is no profile '{name}'. There are: {', '.join(p.id for p in settings.profiles)}."
