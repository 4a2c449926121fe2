"""A small program of the desktop, run beside the Qt loop for what no service tells. Only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QProcess, QStandardPaths, QTimer

from unknot.desktop.holds import PATIENCE_MS

_running: set[_Run] = set()
"""Qt ends a process whose object goes."""


def run(program: str, arguments: Sequence[str], tell: Callable[[bytes | None], None]) -> None:
    """Run it and ``tell`` its output, on the Qt thread; None when it isn't there, fails, or takes more than
    ``PATIENCE_MS`` (it is ended then)."""
    path = QStandardPaths.findExecutable(program)
    if path:
        _Run(tell).start(path, arguments)
    else:
        tell(None)


class _Run:
    """One process, until its end was told. Connected by methods, which Qt holds weakly: it would keep a function, and
    with it the process, for ever."""

    def __init__(self, tell: Callable[[bytes | None], None]) -> None:
        self._tell = tell
        self._output: bytes | None = None
        self._process = QProcess()
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._ended)
        self._process.setStandardErrorFile(QProcess.nullDevice())

    def start(self, path: str, arguments: Sequence[str]) -> None:
        _running.add(self)
        QTimer.singleShot(PATIENCE_MS, self._process, self._process.kill)
        self._process.start(path, list(arguments))
        self._process.closeWriteChannel()

    def _ended(self) -> None:
        if self not in _running:
            return
        _running.discard(self)
        process = self._process
        well = process.exitStatus() is QProcess.ExitStatus.NormalExit and process.exitCode() == 0
        if well and process.error() is not QProcess.ProcessError.FailedToStart:
            self._output = bytes(process.readAllStandardOutput().data())
        QTimer.singleShot(0, partial(_Run._pass_on, self))  # not from within the signal of what goes

    def _pass_on(self) -> None:
        self._tell(self._output)
