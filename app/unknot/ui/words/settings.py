"""Settings by their names, what changes in them, and what of a file of settings can't be used."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from PySide6.QtCore import QLocale

from unknot.core.differences import Difference, differences
from unknot.core.hours import DAYS
from unknot.core.library import Problem
from unknot.core.settings import Settings
from unknot.ui.tr import tr
from unknot.ui.words.day import profile
from unknot.ui.words.plain import minutes

_SHORT = 3
"""Places inside of a setting that are named; more are counted."""


def setting(name: str) -> str:
    """A setting's name, as the start of a line."""
    return {
        "hours": tr("Working time"),
        "posture": tr("When to stand up"),
        "prompt_every": tr("Stand up after"),
        "clock_minutes": tr("Stand up at minutes of the hour"),
        "sessions": tr("Stretch sessions a day"),
        "sessions_at": tr("When sessions come"),
        "session_times": tr("Times of sessions"),
        "session_routines": tr("Routines of sessions"),
        "session_minutes": tr("Session length"),
        "profile": tr("Profile"),
        "holidays": tr("Public holidays"),
        "calendars": tr("Calendars"),
        "snooze_minutes": tr("Snooze takes"),
        "session_gap": tr("Between two sessions, at least"),
        "prompt_gap": tr("Between two prompts, at least"),
        "prompt_seconds": tr("A prompt stays"),
        "prompt_style": tr("How a prompt appears"),
        "floor": tr("Sessions may use the floor"),
        "wall": tr("Sessions may use a wall or a doorway"),
        "tools": tr("At hand for sessions and massages"),
        "favourites": tr("Favourites"),
        "not_for_me": tr("Not for me"),
        "standing_desk": tr("The desk goes up and down"),
        "sounds": tr("Sounds in a session"),
        "prompt_sound": tr("A soft tap with each prompt"),
        "volume": tr("Volume"),
        "theme": tr("Colours"),
        "reduced_motion": tr("Less motion"),
        "start_at_login": tr("Start when I log in"),
        "profile_days": tr("Profiles of weekdays"),
        "profiles": tr("Profiles"),
        "days": tr("Single days"),
    }.get(name, name)


def changes(before: Settings, after: Settings) -> list[str]:
    """What is different, a line a setting: ``Volume: 60 % → 20 %``, ``Working time: Monday and Tuesday``."""
    found = groupby(differences(before, after), key=lambda one: one.name)
    return [_change(name, tuple(parts), (before, after)) for name, parts in found]


def import_problem(which: Problem) -> str:
    """What of a file of settings can't be used, or why none of it."""
    if which.field == "version":
        return tr("The file is from another version of Unknot. It is read as far as it goes.")
    texts = {
        "absent": tr("{file} is not there any more."),
        "unreadable": tr("{file} can't be read."),
        "empty": tr("There are no settings of Unknot in {file}."),
        "full": tr("The disk is full: {file} was not written."),
        "readonly": tr("{file} can't be written there."),
        "locked": tr("{name}: set by your organisation, so it stays."),
    }
    name = setting(which.field.partition(".")[0]) if which.field else which.file
    text = texts.get(which.what, tr("{name}: {found} can't be used, so it stays as it is."))
    return text.format(file=which.file, name=name, found=which.found or tr("the value"))


def _change(name: str, parts: tuple[Difference, ...], both: tuple[Settings, Settings]) -> str:
    first = parts[0]
    if first.where == name:
        values = {"before": _value(name, first.before, both[0]), "after": _value(name, first.after, both[1])}
        return tr("{name}: {before} → {after}").format(name=setting(name), **values)
    keys = list(dict.fromkeys(part.where.split(".")[1] for part in parts))
    named = [_place(name, key, both) for key in keys[:_SHORT]]
    if len(keys) > _SHORT:
        named = [tr("{n} changes").format(n=len(keys))]
    return tr("{name}: {what}").format(name=setting(name), what=", ".join(named))


def _place(name: str, key: str, both: tuple[Settings, Settings]) -> str:
    if key in DAYS:
        return QLocale().dayName(DAYS.index(key) + 1, QLocale.FormatType.LongFormat)
    if name == "profiles":
        return next((profile(one) for settings in both for one in settings.profiles if one.id == key), key)
    return key


def _value(name: str, value: Any, of: Settings) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, int):
        return _number(name, value)
    if isinstance(value, list):
        return ", ".join(str(part) or tr("any") for part in value) or tr("none")
    if name == "profile":
        return next((profile(one) for one in of.profiles if one.id == value), str(value))
    return _choice(str(value)) or tr("none")


def _number(name: str, value: int) -> str:
    if name == "sessions":
        return str(value)
    if name == "volume":
        return tr("{n} %").format(n=value)
    return tr("{n} seconds").format(n=value) if name == "prompt_seconds" else minutes(value)


def _choice(value: str) -> str:
    return {
        "interval": tr("after time at the desk"),
        "clock": tr("by the clock"),
        "spread": tr("spread over the day"),
        "fixed": tr("at fixed times"),
        "auto": tr("automatic"),
        "notification": tr("notification"),
        "window": tr("small window"),
        "insistent": tr("insistent"),
        "system": tr("as the system says"),
        "light": tr("light"),
        "dark": tr("dark"),
    }.get(value, value)
