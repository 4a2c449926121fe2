"""Work that may take longer than the Qt loop can spare: one thread a question, its result told on the Qt thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

from unknot.collector import go_on, stand_still

log = logging.getLogger(__name__)


class Worker(QObject):
    """Does one kind of work. Who asks while it is being done gets the same result. Nothing runs in between.

    A thread that gets stuck holds up neither the Qt loop nor the end of the app; only those who ask hear nothing.
    """

    _done = Signal(object)

    def __init__(self, work: Callable[[], Any]) -> None:
        """``work`` runs in a thread of its own. What it raises is logged, and its result is None then."""
        super().__init__()
        self._work = work
        self._asking: list[Callable[[Any], None]] = []
        self._still = -1
        self._done.connect(self._tell)

    def ask(self, tell: Callable[[Any], None]) -> None:
        """Have it done; ``tell`` gets the result on the Qt thread, later."""
        self._asking.append(tell)
        if len(self._asking) == 1:
            self._still = stand_still()
            Thread(target=self._run, name="unknot-worker", daemon=True).start()

    def _run(self) -> None:
        result = None
        try:
            result = self._work()
        except Exception:  # untold, who asked would wait and the collector stand still for ever
            log.exception("Work beside the Qt loop failed")
        with suppress(RuntimeError):  # the app ended meanwhile, and this object with it
            self._done.emit(result)

    def _tell(self, result: Any) -> None:
        go_on(self._still)
        asking, self._asking = self._asking, []
        for tell in asking:
            tell(result)
