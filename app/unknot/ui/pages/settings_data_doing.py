"""Carries out what may take seconds, a little at a time, so that the window stays awake."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.ports_archive import Work
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.progress import ProgressBar
from unknot.ui.kit.text import Text
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.tr import tr

AT_A_TIME = 0.03
"""Seconds of work between two looks at what the person does."""
PATIENCE = 1.0
"""Seconds after which it shows that something goes on."""


def put_away_what_runs(shell: Shell) -> None:
    """Before records are replaced or erased: what a session or a massage goes on to write would stand among others."""
    if shell.guide.session is not None:
        shell.guide.close()
    if shell.massaging.run is not None:
        shell.massaging.close()


class Doing(QWidget):
    """Hidden while nothing goes on, and while it goes on no longer than a moment. One work at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._work: Work | None = None
        self._began = 0.0
        self._then: Callable[[Problem | None], object] = lambda _problem: None
        self.text = Text("", "body", "ink2")
        self.bar = ProgressBar("")
        self.give_up = Button(tr("Stop"), Role.QUIET)
        self.give_up.clicked.connect(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(space.s)
        column.addWidget(self.text)
        column.addWidget(self.bar)
        column.addLayout(Controls(self.give_up, None))
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something goes on."""
        return self._work is not None

    def begin(self, what: str, work: Work, then: Callable[[Problem | None], object]) -> None:
        """Carry it out; ``then`` is told the problem, or None when all went well. Nothing is told after ``stop``."""
        self.stop()
        self.text.set_text(what)
        self.bar.setAccessibleName(what)
        self.bar.set_share(0)
        self._work, self._then, self._began = work, then, self._clock()
        self._timer.start()

    def stop(self) -> None:
        """Give it up: everything stays as it was."""
        if self._work is not None:
            self._work.close()
        self._over()

    def _over(self) -> None:
        self._work = None
        self._timer.stop()
        self.hide()

    def _go_on(self) -> None:
        work, pause = self._work, self._clock() + AT_A_TIME
        while work is not None:
            try:
                self.bar.set_share(next(work))
            except StopIteration:
                self._end(None)
                return
            except StoreError as refused:
                self._end(refused.problem)
                return
            if self._clock() >= pause:
                break
        if self._clock() - self._began >= PATIENCE:
            self.show()

    def _end(self, problem: Problem | None) -> None:
        self._over()
        self._then(problem)
