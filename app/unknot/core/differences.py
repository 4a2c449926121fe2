"""What differs between two settings, value by value, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unknot.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Difference:
    """``name``: the setting. ``where``: the same, or the place inside of it (``hours.mon``). ``before``, ``after``:
    plain values, None where there is none."""

    name: str
    where: str
    before: Any
    after: Any


def differences(before: Settings, after: Settings) -> tuple[Difference, ...]:
    """In the order of the settings."""
    old, new = before.to_mapping(), after.to_mapping()
    found: list[Difference] = []
    for name in old:
        was, becomes = dict(_leaves(name, old[name])), dict(_leaves(name, new[name]))
        for where in dict.fromkeys((*was, *becomes)):
            if was.get(where) != becomes.get(where):
                found.append(Difference(name, where, was.get(where), becomes.get(where)))
    return tuple(found)


def _leaves(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        yield where, value
        return
    for key, inner in value.items():
        yield from _leaves(f"{where}.{key}", inner)
