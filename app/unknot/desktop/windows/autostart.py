"""Start at login by the Run key of the person's registry."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSettings

from unknot.core.library import Problem
from unknot.ports import StoreError

RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
_NAME = "Unknot"


def run_key() -> QSettings:
    """The registry key that Windows reads at login."""
    return QSettings(RUN_KEY, QSettings.Format.NativeFormat)


class RunKeyAutostart:
    """``ports.Autostart``. ``open_key`` is given in tests."""

    def __init__(self, command: Sequence[str], open_key: Callable[[], QSettings] = run_key) -> None:
        self._command = subprocess.list2cmdline(command)
        self._open = open_key

    def enabled(self) -> bool | None:
        """Whether our entry is there. One switched off in the task manager still counts as on: that is kept apart."""
        return self._open().contains(_NAME)

    def set(self, on: bool) -> None:
        """Write the entry, or take it away."""
        key = self._open()
        if on:
            key.setValue(_NAME, self._command)
        else:
            key.remove(_NAME)
        key.sync()
        if key.status() is not QSettings.Status.NoError:
            raise StoreError(Problem(RUN_KEY, _NAME, "readonly"))
