"""Words for the terminal while something takes long, and the one way a setup fails. Standard library only."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence

HEARTBEAT = 5.0  # seconds between lines that say what a running command is doing


class SetupError(Exception):
    """Setting up can't go on: what to tell the person, and the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def say(text: str) -> None:
    """A line of progress, at once even into a pipe."""
    print(text, flush=True)


def run_telling(title: str, command: Sequence[str], heartbeat: float = HEARTBEAT) -> tuple[int, str]:
    """Run a command that may take long: its title now, then a line every few seconds with what it last said.

    Returns (exit status, all it printed).
    """
    say(title)
    lines: list[str] = []
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def read() -> None:
        assert process.stdout is not None
        with process.stdout as output:
            lines.extend(raw.decode("utf-8", "replace").rstrip() for raw in output)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        while reader.is_alive():
            reader.join(heartbeat)
            if reader.is_alive():
                last = next((line.strip() for line in reversed(lines) if line.strip()), "")
                say(f"  {time.monotonic() - began:3.0f} s  {last[:90]}")
        return process.wait(), "\n".join(lines)
    except BaseException:
        process.terminate()
        raise


def must_run(title: str, command: Sequence[str]) -> None:
    """`run_telling`, where failing ends the setup with the command's own last words."""
    status, output = run_telling(title, command)
    if status:
        tail = "\n".join(output.splitlines()[-25:])
        raise SetupError(
            f"{tail}\n\n{title}: this did not work (exit status {status}). Run the same command to try again."
        )
