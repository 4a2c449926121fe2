"""Settings as TOML has them: read value by value, whatever version wrote them; written as text with a word on each."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from typing import Any

from unknot.core.library import Problem
from unknot.core.settings import VERSION, kind_of, schema

Migration = Callable[[dict[str, Any]], dict[str, Any]]
MIGRATIONS: tuple[Migration, ...] = ()
"""MIGRATIONS[n] turns the plain values of version n + 1 into those of version n + 2."""


def read_file(raw: Mapping[str, Any], name: str) -> tuple[dict[str, Any], list[Problem]]:
    """The typed values of a file of any version up to ours, by setting; a newer one is read as far as it is understood,
    with a problem. What can't be read is not among them, and is named as being of the file ``name``."""
    values, version = dict(raw), raw.get("version", VERSION)
    problems: list[Problem] = []
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= VERSION:
        problems.append(Problem(name, "version", "unknown", str(version), f"1 to {VERSION}"))
    else:
        for migrate in MIGRATIONS[version - 1 :]:
            values = migrate(values)
    values.pop("version", None)
    found: dict[str, Any] = {}
    for key, value in values.items():
        try:
            kind = kind_of(key)
        except KeyError:
            problems.append(Problem(name, key, "unknown", str(value)))
            continue
        read, wrong = kind.read(value, key)
        problems += [replace(problem, file=name) for problem in wrong]
        if read is not None:
            found[key] = read
    return found, problems


def plain(name: str, value: Any) -> Any:
    """A typed value as TOML has it."""
    return kind_of(name).plain(value)


def as_toml(
    values: Mapping[str, Any], title: str, chosen: Container[str] | None = None, locked: Container[str] = ()
) -> str:
    """A whole file of plain values with a word on every setting. Those not ``chosen`` (None: all are) stand there as
    comments, so that another default takes effect when it comes."""
    import tomlkit  # only who writes needs it: the app starts without

    top, tables = [f"# {title}", f"version = {VERSION}"], list[str]()
    for row in schema():
        name, value = row["name"], values[row["name"]]
        mark = "" if chosen is None or name in chosen else "#"
        text = tomlkit.dumps({name: value})
        lines = [f"{mark}{line}" for line in text.splitlines() if line.strip()]
        block = ["", f"# {help_on(row)}{' Set by your organisation.' if name in locked else ''}", *lines]
        (tables if isinstance(value, dict) else top).extend(block)  # tables come last, as TOML wants
    return "\n".join((*top, *tables, ""))


def help_on(row: Mapping[str, Any]) -> str:
    """One setting in words with what it may be, from its row in ``settings.schema``."""
    if row["allowed"]:
        return f"{row['help']} One of: {', '.join(row['allowed'])}."
    if row["least"] is not None:
        return f"{row['help']} {row['least']} to {row['most']}."
    return str(row["help"])
