"""All settings in one file, to take elsewhere: the settings file's own form with every value in it, no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from unknot.core.library import Problem
from unknot.core.settings import Settings
from unknot.ports import Bundle, StoreError
from unknot.storage.atomic import write_whole
from unknot.storage.fields import absent, read_toml
from unknot.storage.settings_values import as_toml, read_file

TITLE = "Settings of Unknot, exported on {day}. To use them: Settings, Data, Import; or: unknot settings import FILE"


class TomlBundles:
    """``ports.SettingsBundles`` as TOML files. ``today`` dates what is written."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def write(self, path: Path, settings: Settings) -> None:
        """Replace the file or make it. Raises StoreError."""
        write_whole(path, as_toml(settings.to_mapping(), TITLE.format(day=self._today())).encode())

    def read(self, path: Path, onto: Settings, locked: frozenset[str]) -> Bundle:
        """The settings as they would be with what the file says. Raises StoreError for a file that holds none."""
        problems: list[Problem] = []
        if absent(path):
            raise StoreError(Problem(path.name, "", "absent"))
        raw = read_toml(path, path.name, problems)
        if raw is None:
            raise StoreError(problems[0])
        values, problems = read_file(raw, path.name)
        if not values:
            raise StoreError(problems[0] if problems else Problem(path.name, "", "empty"))
        kept = {name: value for name, value in values.items() if name not in locked}
        refused = [Problem(path.name, name, "locked") for name in values if name not in kept]
        found = _unlocked(replace(onto, **kept), onto, locked)
        healed, strangers = Settings.from_mapping(found.to_mapping())
        named = [replace(problem, file=path.name) for problem in strangers]
        return Bundle(healed, (*problems, *refused, *named))


def _unlocked(settings: Settings, onto: Settings, locked: frozenset[str]) -> Settings:
    """With what is locked as it is now in every profile, too; one that the organisation gave such a value stays."""
    now = {profile.id: dict(profile.values) for profile in onto.profiles}
    stay = (one for one in onto.profiles if not settings.has_profile(one.id) and not locked.isdisjoint(now[one.id]))
    profiles = tuple(
        profile.with_values(**{name: now.get(profile.id, {}).get(name) for name in locked})
        for profile in (*settings.profiles, *stay)
    )
    return replace(settings, profiles=profiles)
