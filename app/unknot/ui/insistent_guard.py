"""Nobody is left behind covered screens: if the app hangs while it covers them, it ends, and its windows with it."""

from __future__ import annotations

import faulthandler
import os
import sys
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QObject, QTimer

SECONDS = 10
"""How long the app may stand still."""
BEAT_MS = 1000


class Guard(QObject):
    """Between ``begin`` and ``end`` the app has to live. A thread of the interpreter's own watches, which needs nothing
    of ours: after ``seconds`` without a beat it writes where the app stands to the error output, and ends the process
    at once (exit status 1). The ledger is written entry by entry, so nothing is lost."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__()
        self._seconds = seconds
        self._sink: TextIO | None = None
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Watch from now on."""
        self._timer.start()
        self._beat()

    def end(self) -> None:
        """Watch no more; harmless when nothing was watched."""
        if self._timer.isActive():
            self._timer.stop()
            faulthandler.cancel_dump_traceback_later()
        if self._sink is not None:
            self._sink.close()
            self._sink = None

    def _beat(self) -> None:
        faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._output())

    def _output(self) -> TextIO:
        if sys.__stderr__ is not None:
            return sys.__stderr__
        if self._sink is None:  # a program without a console
            self._sink = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open as long as it watches
        return self._sink
