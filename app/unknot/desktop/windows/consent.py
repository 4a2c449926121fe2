"""Who uses the microphone or the camera, by the registry in which Windows keeps account of it (since version 1903).

Every program that was ever allowed one has a key with the moments of its last use; one that hasn't stopped has no end.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from unknot.desktop.always_on import listens_always

STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
_DESKTOP_PROGRAMS = "NonPackaged"
_1601 = 11_644_473_600
"""Seconds from Windows' first moment to 1970."""
_SLACK = 60.0


class Registry(Protocol):
    """What is read of the person's registry (HKEY_CURRENT_USER)."""

    def keys(self, path: str) -> Sequence[str] | None:
        """Names of the keys below, None when there is no such key."""

    def number(self, path: str, name: str) -> int | None:
        """A number, None when there is none of that name."""


class PersonRegistry:
    """``Registry`` by ``winreg``. Raises nothing; another system has no keys."""

    def keys(self, path: str) -> Sequence[str] | None:
        """As the protocol says."""
        try:
            winreg: Any = importlib.import_module("winreg")
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                return [winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0])]
        except (ImportError, OSError):
            return None

    def number(self, path: str, name: str) -> int | None:
        """As the protocol says."""
        try:
            winreg: Any = importlib.import_module("winreg")
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                value = winreg.QueryValueEx(key, name)[0]
        except (ImportError, OSError):
            return None
        return value if isinstance(value, int) else None


def users(registry: Registry, device: str, started: float, us: str = sys.executable) -> tuple[str, ...] | None:
    """Names of the programs that use ``device`` (``microphone``, ``webcam``) now; None where no account is kept.

    ``started``: when the machine was, in seconds since 1970. What began before then has lost its end in a crash.
    ``us``: our own program, which doesn't count.
    """
    programs = registry.keys(rf"{STORE}\{device}")
    if programs is None:
        return None
    paths = [rf"{STORE}\{device}\{name}" for name in programs if name != _DESKTOP_PROGRAMS]
    desktop = rf"{STORE}\{device}\{_DESKTOP_PROGRAMS}"
    paths += [rf"{desktop}\{name}" for name in registry.keys(desktop) or () if name != us.replace("\\", "#")]
    return tuple(sorted(_running(registry, paths, started)))


def _running(registry: Registry, paths: list[str], started: float) -> Iterator[str]:
    for path in paths:
        begin, end = (registry.number(path, f"LastUsedTime{which}") for which in ("Start", "Stop"))
        name = path.rpartition("\\")[2].rpartition("#")[2]
        fresh = begin is not None and begin / 1e7 - _1601 > started - _SLACK
        if fresh and end == 0 and not listens_always([name]):
            yield name


def started(seconds_since_start: float) -> float:
    """When the machine was started, in seconds since 1970."""
    return time.time() - seconds_since_start
