"""Settings to and from a file, from the command line: what an import would change, doing it, and taking it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from unknot.commands.switching import Reply, done, refused
from unknot.core.differences import differences
from unknot.core.library import Problem
from unknot.core.settings import Settings
from unknot.ports import Bundle, SettingsBundles, StoreError
from unknot.services.preferences import Preferences

_SAID = {
    "unreadable": "can't be read",
    "unknown": "not known",
    "missing": "missing",
    "absent": "there is no such file",
    "empty": "there are no settings in it",
    "locked": "set by your organisation, so it stays",
    "kind": "not of the right kind",
    "range": "out of range",
    "taken": "the name is taken",
    "full": "the disk is full",
    "readonly": "can't be written",
    "late": "there was no time to read all of it",
    "more": "so many more places can't be read",
    "stale": "reading failed, so the last answers stay",
}


def said(problem: Problem) -> str:
    """What is wrong with a file, in a line."""
    where = f"{problem.file}, {problem.field}" if problem.field else problem.file
    if problem.field == "version":
        return f"{where}: {problem.found} is not of this Unknot ({problem.allowed}); it is read as far as it goes"
    found = f": {problem.found}" if problem.found else ""
    allowed = f" (allowed: {problem.allowed})" if problem.allowed else ""
    return f"{where}: {_SAID.get(problem.what, problem.what)}{found}{allowed}"


def look_into(bundles: SettingsBundles, path: Path, preferences: Preferences) -> Bundle:
    """What an import of this file would make of the settings. Raises StoreError."""
    return bundles.read(path, preferences.current, preferences.locked)


def changes(before: Settings, after: Settings) -> list[str]:
    """What will be different, a line each."""
    return [f"{one.where}: {_value(one.before)} -> {_value(one.after)}" for one in differences(before, after)]


def take_in(bundles: SettingsBundles, path: Path, preferences: Preferences, keep: Path) -> Reply:
    """Import the file; what was in force before is kept at ``keep``."""
    try:
        bundle = look_into(bundles, path, preferences)
        bundles.write(keep, preferences.current)
    except StoreError as wrong:
        return refused(said(wrong.problem), "Unreadable")
    return _put(preferences, bundle.settings, "Done. To take it back: unknot settings undo")


def take_back(bundles: SettingsBundles, preferences: Preferences, keep: Path) -> Reply:
    """Undo the last import."""
    if not keep.exists():
        return refused("There is no import to take back.", "Nothing")
    try:
        bundle = look_into(bundles, keep, preferences)
    except StoreError as wrong:
        return refused(said(wrong.problem), "Unreadable")
    reply = _put(preferences, bundle.settings, "The settings are as they were before the import.")
    if not reply.status:
        keep.unlink(missing_ok=True)
    return reply


def _put(preferences: Preferences, settings: Settings, text: str) -> Reply:
    troubles: list[Problem] = []
    undo = preferences.on_trouble(troubles.append)
    preferences.put(settings)
    undo()
    return refused(said(troubles[0]), "NotSaved") if troubles else done(text)


def _value(value: Any) -> str:
    return "nothing" if value in (None, [], "") else json.dumps(value, ensure_ascii=False).strip('"')
