"""Programs that a test starts, and their end: only what was started here is ended, each by its own number."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

MARK = "UNKNOT_DESK"
"""In the environment of all that is started here, so that what a bus starts for us is known as ours too."""
WITH_US = ("setpriv", "--pdeathsig", "KILL")
"""Before every command: it ends when we do, also when a time limit ends us without a word."""
T = TypeVar("T")


def wait_until(condition: Callable[[], T], what: str, seconds: float = 10.0) -> T:
    """Ask again and again until the answer is true, and give it back. Fails with ``what`` was waited for."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain for: {what}")
        time.sleep(0.02)
    return found


class Processes:
    """Started programs by name, with their output in ``folder``."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.env = {**env, MARK: uuid.uuid4().hex}
        self._folder = folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        pipes: bool = False,
        pass_fds: Sequence[int] = (),
        env: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start one. With ``pipes`` its standard input and output are ours, else they go to the log."""
        assert name not in self._running, f"{name} runs already"
        with self.log_path(name).open("ab") as log:
            process = subprocess.Popen(
                [*WITH_US, *command],
                env={**self.env, **(env or {})},
                cwd=self._folder,
                stdin=subprocess.PIPE if pipes else subprocess.DEVNULL,
                stdout=subprocess.PIPE if pipes else log,
                stderr=log,
                pass_fds=tuple(pass_fds),
                start_new_session=True,
            )
        self._running[name] = process
        return process

    def get(self, name: str) -> subprocess.Popen[bytes]:
        """One that was started."""
        return self._running[name]

    def runs(self, name: str) -> bool:
        """Whether it was started and goes on."""
        return name in self._running and self._running[name].poll() is None

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> int:
        """End one and what it started in its group; its exit status."""
        process = self._running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            if process.poll() is None:
                os.killpg(process.pid, how)
        try:
            status = process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            status = process.wait(5)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        return status

    def stop_all(self) -> None:
        """End all, the newest first, then what a bus started on their behalf."""
        for name in reversed(list(self._running)):
            self.stop(name)
        for pid in self._marked():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def log_path(self, name: str) -> Path:
        """Where a program's output goes."""
        return self._folder / f"{name}.log"

    def log(self, name: str) -> str:
        """What a program has said so far."""
        path = self.log_path(name)
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _marked(self) -> list[int]:
        mark = f"{MARK}={self.env[MARK]}".encode()
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with contextlib.suppress(OSError):
                    if mark in (folder / "environ").read_bytes().split(b"\0"):
                        found.append(int(folder.name))
        return found
