"""A small program of the desktop, run beside the Qt loop for what no service tells. Only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QProcess, QStandardPaths, QTimer

from unknot.desktop.holds import PATIENCE_MS

_running: set[QProcess] = set()
"""Qt ends a process whose object goes."""


def run(program: str, arguments: Sequence[str], tell: Callable[[bytes | None], None]) -> None:
    """Run it and ``tell`` its output, on the Qt thread; None when it isn't there, fails, or takes more than
    ``PATIENCE_MS`` (it is ended then)."""
    path = QStandardPaths.findExecutable(program)
    if not path:
        tell(None)
        return
    process = QProcess()
    _running.add(process)

    def ended(*_how: object) -> None:
        if process not in _running:
            return
        _running.discard(process)
        well = process.exitStatus() is QProcess.ExitStatus.NormalExit and process.exitCode() == 0
        started = process.error() is not QProcess.ProcessError.FailedToStart
        output = bytes(process.readAllStandardOutput().data()) if well and started else None
        QTimer.singleShot(0, partial(_tell, tell, output, process))  # not from within the signal of what goes

    process.finished.connect(ended)
    process.errorOccurred.connect(ended)
    process.setStandardErrorFile(QProcess.nullDevice())
    QTimer.singleShot(PATIENCE_MS, process, process.kill)
    process.start(path, list(arguments))
    process.closeWriteChannel()


def _tell(tell: Callable[[bytes | None], None], output: bytes | None, _process: QProcess) -> None:
    tell(output)
