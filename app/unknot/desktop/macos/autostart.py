"""Start at login by a LaunchAgent of the person."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from pathlib import Path

from unknot.core.library import Problem
from unknot.ports import StoreError

LABEL = "org.unknot.Unknot"


class LaunchAgentAutostart:
    """``ports.Autostart``. ``folder`` is ~/Library/LaunchAgents."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = list(command)
        self._file = folder / f"{LABEL}.plist"

    def enabled(self) -> bool | None:
        """Whether our agent is there and not disabled; None when its file can't be read."""
        try:
            agent = plistlib.loads(self._file.read_bytes())
        except FileNotFoundError:
            return False
        except (OSError, plistlib.InvalidFileException, ValueError):
            return None
        return isinstance(agent, dict) and not agent.get("Disabled", False)

    def set(self, on: bool) -> None:
        """Write the agent, or take it away. It counts from the next login."""
        agent = {
            "Label": LABEL,
            "ProgramArguments": self._command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
        }
        try:
            if on:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._file.write_bytes(plistlib.dumps(agent))
            else:
                self._file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(Problem(self._file.name, "", "readonly", found=str(error))) from error
