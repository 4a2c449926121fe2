"""The settings file: TOML that a person may edit. Written whole; comments and order survive; broken files are kept.

It holds what the person chose, and nothing else: a value that merely is the default stands there as a comment, so that
another default (the organisation's, or that of a later version) takes effect when it comes. What the person wrote
by hand stays, also where it equals the default, and where the organisation has locked it for the time being.
"""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from unknot.core.library import Problem
from unknot.core.settings import Settings
from unknot.ports import StoreError
from unknot.storage import settings_edit
from unknot.storage.atomic import beside, kept_beside, problem_for, write_whole
from unknot.storage.fields import parsed
from unknot.storage.settings_values import as_toml, plain, read_file
from unknot.storage.site_file import NO_SITE, Site

TITLE = (
    "Unknot's settings. Lines with a # before a name show how it is without you: take the # away to change one.\n"
    "# What it can't read it tells you."
)


@dataclass(frozen=True, slots=True)
class Found:
    """The file as it is: typed values by name, the names it has (readable or not), what is wrong, and the content
    (None: there is no file, or it can't be read)."""

    values: Mapping[str, Any] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    content: bytes | None = None


class SettingsFile:
    """The SettingsStore on disk. ``now`` names the kept copies of broken files; ``read_site`` reads what an
    organisation has set, once."""

    def __init__(
        self, path: Path, now: Callable[[], datetime] = datetime.now, read_site: Callable[[], Site] = lambda: NO_SITE
    ) -> None:
        self._path = path
        self._now = now
        self._read_site = read_site
        self._known: bytes | None = None

    @cached_property
    def site(self) -> Site:
        """What the organisation has set."""
        return self._read_site()

    @property
    def locked(self) -> frozenset[str]:
        """Settings that only the organisation sets."""
        return self.site.locked

    @property
    def defaults(self) -> Settings:
        """The settings of somebody who chose nothing."""
        return self.site.defaults

    def read_only(self) -> tuple[Settings, tuple[Problem, ...]]:
        """Read it and touch nothing."""
        return self._understood(self._read())

    def load(self) -> tuple[Settings, tuple[Problem, ...]]:
        """Read it; where something was wrong, keep the file as found beside it (once for each content)."""
        found = self._read()
        self._known = found.content
        if found.content is not None and found.problems:
            with contextlib.suppress(StoreError):  # a disk that takes no copy won't take a save over the file either
                self._keep(found.content)
        return self._understood(found)

    def edited(self) -> Settings | None:
        """What it says now, where another hand wrote it and nothing in it is wrong: else ``save`` keeps it beside."""
        found = self._read()
        if found.content in (None, self._known) or found.problems:
            return None
        return self._understood(found)[0]

    def save(self, settings: Settings) -> None:
        """Write it. A file that can't be understood is kept beside and begun anew; in one that can, only what differs
        is changed, and what is locked stays as it is. Raises StoreError."""
        found = self._read()
        if found.problems:
            self._keep(found.content)
        content = self._text(found, settings).encode()
        write_whole(self._path, content)
        self._known = content

    # reading

    def _understood(self, found: Found) -> tuple[Settings, tuple[Problem, ...]]:
        settings, strangers = self.site.read_over(found.values)
        return settings, (*found.problems, *self.site.problems, *strangers)

    def _read(self) -> Found:
        name = self._path.name
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return Found()
        except OSError as refused:
            return Found(problems=(Problem(name, "", "unreadable", refused.strerror or ""),))
        try:
            raw = parsed(content)
        except ValueError as wrong:
            return Found(problems=(Problem(name, "", "unreadable", str(wrong)),), content=content)
        values, problems = read_file(raw, name)
        return Found(values, frozenset(raw), tuple(problems), content)

    # writing

    def _text(self, found: Found, settings: Settings) -> str:
        """The file with these settings in it. An unusual layout must not cost a setting: what was written has to read
        back as meant, or the file is begun anew."""
        base, before = self.site.defaults, self._understood(found)[0]
        wrong = {problem.field.partition(".")[0] for problem in found.problems}
        chosen, given_up = dict[str, Any](), dict[str, Any]()
        for name, value in settings.to_mapping().items():
            same = name in found.values and name not in wrong and getattr(before, name) == getattr(settings, name)
            if same or name in self.locked:
                continue
            there = name in found.names
            if getattr(base, name) != getattr(settings, name) or (there and name == "profiles" and self.locked):
                chosen[name] = value  # what is locked inside of a profile has to stay
            elif there:
                given_up[name] = value
        for text in settings_edit.attempts(found.content, chosen, given_up, self.locked):
            if self._reads_back(text, settings):
                return text
        return self._fresh(found, settings)

    def _fresh(self, found: Found, settings: Settings) -> str:
        """A new file with a word on every setting."""
        base = self.site.defaults
        values = settings.to_mapping()
        own = {name: plain(name, found.values[name]) for name in self.locked if name in found.values}
        theirs = {name for name in values if getattr(base, name) != getattr(settings, name)} - self.locked
        return as_toml({**values, **own}, TITLE, theirs | own.keys(), self.locked)

    def _reads_back(self, text: str, settings: Settings) -> bool:
        try:
            values, _ = read_file(tomllib.loads(text), self._path.name)
        except (ValueError, RecursionError):
            return False
        return self.site.over(values) == settings

    def _keep(self, content: bytes | None) -> None:
        try:
            if content is None:  # it is there and can't be read: only its name can be changed
                self._path.rename(beside(self._path, self._now()))
                return
            if any(copy.read_bytes() == content for copy in kept_beside(self._path)):
                return
        except OSError as refused:
            raise StoreError(problem_for(self._path.name, refused)) from refused
        write_whole(beside(self._path, self._now()), content)
