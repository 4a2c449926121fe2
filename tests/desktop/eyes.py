"""Finding and pressing what a screen reader would, by role and name."""

from __future__ import annotations

import json
import select
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.desktop.processes import Processes, wait_until

SYSTEM_PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).with_name("eyes_script.py")
BUTTON = "push button"
PATIENCE = 15.0  # seconds


@dataclass(frozen=True)
class Seen:
    """One thing on the screen: ``rect`` is x, y, width, height on the screen."""

    name: str
    role: str
    states: tuple[str, ...]
    actions: tuple[str, ...]
    rect: tuple[int, int, int, int] | None
    description: str


class Eyes:
    """Looks at one program over AT-SPI."""

    def __init__(self, processes: Processes) -> None:
        self._log = processes.log_path("eyes")
        self._process = processes.start("eyes", [SYSTEM_PYTHON, "-I", str(SCRIPT)], pipes=True)
        self._answer()

    def find(self, pid: int, name: str = "", role: str = "") -> list[Seen]:
        """All visible things of this exact name and role; empty stands for any."""
        found = self._ask({"pid": pid, "do": "find", "name": name, "role": role})
        return [_seen(one) for one in found] if isinstance(found, list) else []

    def tree(self, pid: int) -> list[Seen]:
        """Everything visible, outside in."""
        found = self._ask({"pid": pid, "do": "tree"})
        return [_seen(one) for one in found] if isinstance(found, list) else []

    def press(self, pid: int, name: str, role: str = BUTTON) -> None:
        """Press what has this name, once it is there and the only one: a window that fades out has buttons, too."""
        question = {"pid": pid, "do": "press", "name": name, "role": role}
        wait_until(lambda: self._ask(question) is True, f"a {role} '{name}' to press")

    def _ask(self, question: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question).encode() + b"\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        assert ready, "the program does not answer AT-SPI"
        line = self._process.stdout.readline()
        assert line, f"the AT-SPI helper ended: {self._process.wait(PATIENCE)}\n{self._log.read_text()}"
        return json.loads(line)


def _seen(one: dict[str, Any]) -> Seen:
    rect = one["rect"]
    return Seen(
        one["name"], one["role"], tuple(one["states"]), tuple(one["actions"]),
        (rect[0], rect[1], rect[2], rect[3]) if rect else None, one["description"],
    )
