"""Start at login by an XDG autostart entry (freedesktop Autostart Specification, Desktop Entry Specification)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from unknot.core.library import Problem
from unknot.ports import StoreError

ENTRY = "org.unknot.Unknot.desktop"

_RESERVED = set(" \t\n\"'\\><~|&;$*?#()`")


class XdgAutostart:
    """``ports.Autostart``. ``folder`` is the person's autostart folder, ``shared`` the system's."""

    def __init__(self, command: Sequence[str], folder: Path, shared: Sequence[Path] = ()) -> None:
        self._command = tuple(command)
        self._file = folder / ENTRY
        self._shared = tuple(place / ENTRY for place in shared)

    def enabled(self) -> bool | None:
        """Whether a login starts us: the person's own entry counts before the system's, ``Hidden`` means no."""
        for file in (self._file, *self._shared):
            try:
                lines = file.read_text("utf-8", "replace").splitlines()
            except FileNotFoundError:
                continue
            except OSError:
                return None
            keys = dict(_pair(line) for line in lines if "=" in line and not line.startswith("#"))
            on = keys.get("X-GNOME-Autostart-enabled", "true").lower() != "false"
            return on and keys.get("Hidden", "false").lower() != "true"
        return False

    def set(self, on: bool) -> None:
        """Write our entry, or take it away; where the system brings one, hide that instead."""
        try:
            if on or any(file.exists() for file in self._shared):
                self._write(hidden=not on)
            else:
                self._file.unlink(missing_ok=True)
        except OSError as error:
            what = "full" if error.errno in (28, 122) else "readonly"  # ENOSPC, EDQUOT
            raise StoreError(Problem(self._file.name, "", what, found=str(error))) from error

    def _write(self, hidden: bool) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_name(f".{ENTRY}.new")
        fresh.write_text(_entry(self._command, hidden), "utf-8")
        fresh.replace(self._file)


def autostart_folders(environment: dict[str, str], home: Path) -> tuple[Path, tuple[Path, ...]]:
    """The person's autostart folder and the system's, as XDG says; relative paths in the variables don't count."""
    own = Path(environment.get("XDG_CONFIG_HOME") or "")
    shared = (environment.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(os.pathsep)
    folder = own if own.is_absolute() else home / ".config"
    return folder / "autostart", tuple(Path(place) / "autostart" for place in shared if Path(place).is_absolute())


def exec_line(command: Sequence[str]) -> str:
    """The value of ``Exec``: every argument quoted where it must be, then escaped as any value of a desktop file."""
    return " ".join(_quoted(argument) for argument in command).replace("\\", "\\\\")


def _quoted(argument: str) -> str:
    argument = argument.replace("%", "%%")
    if argument and not _RESERVED & set(argument):
        return argument
    for special in '\\"`$':
        argument = argument.replace(special, "\\" + special)
    return f'"{argument}"'


def _pair(line: str) -> tuple[str, str]:
    key, _, value = line.partition("=")
    return key.strip(), value.strip()


def _entry(command: Sequence[str], hidden: bool) -> str:
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Unknot",
        "Comment=Stretch coach",
        f"Exec={exec_line(command)}",
        "Icon=org.unknot.Unknot",
        "Terminal=false",
        f"Hidden={str(hidden).lower()}",
    )
    return "\n".join(lines) + "\n"
