"""The settings file: TOML that a person may edit. Written whole; comments and order survive; broken files are kept."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from unknot.core.library import Problem
from unknot.core.settings import VERSION, Settings, schema
from unknot.ports import StoreError
from unknot.storage.atomic import beside, kept_beside, problem_for, write_whole

Migration = Callable[[dict[str, Any]], dict[str, Any]]
MIGRATIONS: tuple[Migration, ...] = ()
"""MIGRATIONS[n] turns the plain values of version n + 1 into those of version n + 2."""


class SettingsFile:
    """The SettingsStore on disk. ``now`` names the kept copies of broken files."""

    def __init__(self, path: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self._path = path
        self._now = now

    def read_only(self) -> tuple[Settings, tuple[Problem, ...]]:
        """Read it and touch nothing."""
        return self._read()[:2]

    def load(self) -> tuple[Settings, tuple[Problem, ...]]:
        """Read it; where something was wrong, keep the file as found beside it (once for each content)."""
        settings, problems, content = self._read()
        if content is not None and problems:
            with contextlib.suppress(StoreError):  # a disk that takes no copy won't take a save over the file either
                self._keep(content)
        return settings, problems

    def save(self, settings: Settings) -> None:
        """Write it. A file that can't be understood is kept beside and begun anew; in one that can, only what differs
        is changed. Raises StoreError."""
        problems, content = self._read()[1:]
        if problems:
            self._keep(content)
        write_whole(self._path, _with_values(content, settings).encode())

    def _read(self) -> tuple[Settings, tuple[Problem, ...], bytes | None]:
        """Settings, problems, and the content as found (None: there is no file, or it can't be read)."""
        name = self._path.name
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return Settings(), (), None
        except OSError as refused:
            return Settings(), (Problem(name, "", "unreadable", refused.strerror or ""),), None
        try:
            raw = tomllib.loads(content.decode("utf-8-sig"))
        except ValueError as wrong:  # not UTF-8, or not TOML
            return Settings(), (Problem(name, "", "unreadable", str(wrong)),), content
        settings, problems = read_mapping(raw)
        return settings, problems, content

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


def read_mapping(raw: Mapping[str, Any]) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings from the plain values of a file of any version up to ours; a newer one is read as far as it is
    understood, with a problem."""
    values, version = dict(raw), raw.get("version", VERSION)
    problems: tuple[Problem, ...] = ()
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= VERSION:
        problems = (Problem("settings.toml", "version", "unknown", str(version), f"1 to {VERSION}"),)
    else:
        for migrate in MIGRATIONS[version - 1 :]:
            values = migrate(values)
    settings, more = Settings.from_mapping(values)
    return settings, problems + more


def _with_values(content: bytes | None, settings: Settings) -> str:
    import tomlkit  # only a save needs it: the app starts without
    from tomlkit.exceptions import TOMLKitError

    values = settings.to_mapping()
    if content is None:
        return _fresh(values)
    try:
        document = tomlkit.parse(content.decode("utf-8-sig"))
        _set(document, "version", VERSION)
        for name, value in values.items():
            if isinstance(value, dict) and isinstance(document.get(name), dict):
                for key, inner in value.items():
                    _set(document[name], key, inner)
            else:
                _set(document, name, value)
        text = tomlkit.dumps(document)
        # an unusual layout must not cost a setting: what was written has to read back as meant
        understood = Settings.from_mapping(tomllib.loads(text))[0] == settings
    except (TOMLKitError, ValueError):
        understood = False
    return text if understood else _fresh(values)


def _set(table: Any, key: str, value: Any) -> None:
    """Change only what differs, so that a person's spelling of the rest stays."""
    found = table.get(key)
    plain = found.unwrap() if hasattr(found, "unwrap") else found
    if type(plain) is not type(value) or plain != value:
        table[key] = value


def _fresh(values: Mapping[str, Any]) -> str:
    """A new file with a word on every setting. Tables come last, as TOML wants."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment("Unknot's settings. Edit as you like; what it can't read it tells you."))
    document.add("version", tomlkit.item(VERSION))
    tables = []
    for row in schema():
        name, value = row["name"], values[row["name"]]
        if isinstance(value, dict):
            tables.append((row, value))
            continue
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(_help(row)))
        document.add(name, tomlkit.item(value))
    for row, value in tables:
        table = tomlkit.table()
        table.add(tomlkit.comment(_help(row)))
        for key, inner in value.items():
            table.add(key, inner)
        document.add(tomlkit.nl())
        document.add(row["name"], table)
    return tomlkit.dumps(document)


def _help(row: Mapping[str, Any]) -> str:
    if row["allowed"]:
        return f"{row['help']} One of: {', '.join(row['allowed'])}."
    if row["least"] is not None:
        return f"{row['help']} {row['least']} to {row['most']}."
    return str(row["help"])
