"""What an organisation sets for everybody: ``settings.toml`` in the system's configuration folders, written by who
looks after the computers, and only read here.

Its values are the defaults beneath a person's own. ``locked = ["prompt_every", "hours"]`` makes some of them hold
whatever the person's file says. Of several files the first that names a setting counts; all of them can lock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from unknot.core.library import Problem
from unknot.core.profiles import Profile
from unknot.core.settings import Settings, schema
from unknot.storage.fields import absent, read_toml, shown
from unknot.storage.settings_values import read_file

LOCKED = "locked"


@dataclass(frozen=True)
class Site:
    """``values``: typed, by name. ``locked``: names that only the organisation sets. ``sources``: the file that each
    value or lock comes from."""

    values: Mapping[str, Any] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    sources: Mapping[str, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def defaults(self) -> Settings:
        """The settings of somebody who chose nothing."""
        return self.over({})

    def over(self, own: Mapping[str, Any]) -> Settings:
        """A person's own values (typed, by name) over the organisation's, but for what is locked, in profiles too: only
        the organisation's own profiles have values there."""
        return self.read_over(own)[0]

    def read_over(self, own: Mapping[str, Any]) -> tuple[Settings, tuple[Problem, ...]]:
        """The same with what is wrong once all of it stands together, named with the file it comes from."""
        theirs = {name: value for name, value in own.items() if name not in self.locked}
        found = replace(Settings(), **{**self.values, **theirs})
        if self.locked:
            found = replace(found, profiles=tuple(map(self._without_locked, found.profiles)))
        settings, problems = Settings.from_mapping(found.to_mapping())
        return settings, tuple(self._named(problem, theirs) for problem in problems)

    def _named(self, problem: Problem, theirs: Mapping[str, Any]) -> Problem:
        name = problem.field.partition(".")[0]
        return problem if name in theirs or name not in self.sources else replace(problem, file=str(self.sources[name]))

    def _without_locked(self, profile: Profile) -> Profile:
        ours = next((dict(one.values) for one in self.values.get("profiles", ()) if one.id == profile.id), {})
        return profile.with_values(**{name: ours.get(name) for name in self.locked})


NO_SITE = Site()


def read_site(files: Sequence[Path]) -> Site:
    """The organisation's settings from those of ``files`` that exist, most important first."""
    values: dict[str, Any] = {}
    sources: dict[str, Path] = {}
    locked: set[str] = set()
    problems: list[Problem] = []
    for path in files:
        if absent(path):
            continue
        raw = dict(read_toml(path, str(path), problems) or {})
        locks, strange = _locks(raw.pop(LOCKED, []), path)
        found, wrong = read_file(raw, str(path))
        problems += [*strange, *wrong]
        for name, value in found.items():
            values.setdefault(name, value)
            sources.setdefault(name, path)
        for name in locks:
            locked.add(name)
            sources.setdefault(name, path)
    return Site(values, frozenset(locked), sources, tuple(problems))


def _locks(raw: Any, path: Path) -> tuple[list[str], list[Problem]]:
    if not isinstance(raw, list):
        return [], [Problem(str(path), LOCKED, "kind", str(raw), '["prompt_every", "hours"]')]
    known = [row["name"] for row in schema()]
    strange = [Problem(str(path), LOCKED, "unknown", shown(name)) for name in raw if name not in known]
    return [name for name in raw if name in known], strange
