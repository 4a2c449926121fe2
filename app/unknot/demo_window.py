"""The demo with its windows: the real app on the demo's own time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from unknot.compose import Parts, Unknot
from unknot.core.history import SlotKind
from unknot.core.library import Problem
from unknot.demo import DemoStore, demo_archive, demo_ledger, demo_library, demo_time, prepare, short
from unknot.demo_time import DemoTime
from unknot.front import Front, application
from unknot.ports import Ledger
from unknot.services.house import House
from unknot.ui.shell import Page

STEP_MS = 50
GAP_SPEED = 3000.0
"""Seconds of the day in one of ours while nothing is on the screen: the gaps of nine hours take about 11 s."""
ANSWER_AFTER = 2.0
"""Seconds after which a prompt is answered that the person leaves alone."""
LOOK_AT_DONE = 4.0
"""Seconds that the summary of the session stays."""


def run_shown(folder: Path) -> int:
    """Live the day on the screen; the exit status."""
    app = application()
    clock = demo_time()

    def ledger(_trouble: object) -> tuple[Ledger, tuple[Problem, ...]]:
        return demo_ledger(folder, clock.now), ()

    parts = Parts(
        clock=clock, alarms=lambda: clock, ledger=ledger, store=DemoStore(), library=demo_library, shape=short,
        prepare=prepare, sources=False, archive=lambda book: demo_archive(folder, book, clock.now),
    )
    front = Front(app)
    if not front.alone():
        return 1
    front.show_tray()
    unknot = Unknot(front, background=True, parts=parts)

    def begin() -> None:
        unknot.furnish()
        unknot.open(Page.TODAY)
        days.append(DemoDay(unknot.house, clock, unknot.close_session, app.quit))

    days: list[DemoDay] = []
    QTimer.singleShot(0, begin)
    return app.exec()


class DemoDay(QObject):
    """Moves the demo's time: as it is while something is on the screen, fast in between."""

    def __init__(
        self, house: House, clock: DemoTime, close_session: Callable[[], None], over: Callable[[], None]
    ) -> None:
        super().__init__()
        self._over = over
        self._close_session = close_session
        self._house = house
        self._clock = clock
        self._end = house.coach.plan_for(clock.now().date()).work[-1].end + timedelta(minutes=1)
        self._shown_for = 0.0
        self._done_for = 0.0
        self._started_one = False
        self._real = QElapsedTimer()
        self._real.start()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(STEP_MS)

    def _step(self) -> None:
        real = self._real.restart() / 1000
        if self._house.guide.session is not None or self._house.coach.shown() is not None:
            self._clock.advance(timedelta(seconds=real))
            self._play_along(real)
        elif self._house.guide.finished is not None and self._done_for < LOOK_AT_DONE:
            self._clock.advance(timedelta(seconds=real))
            self._done_for += real
            if self._done_for >= LOOK_AT_DONE:
                self._close_session()
        else:
            self._clock.advance(self._hop(real))
        if self._clock.now() > self._end and self._house.guide.session is None:
            self._timer.stop()
            self._over()

    def _hop(self, real: float) -> timedelta:
        """Far, but never past the next alarm: what it brings has to be seen."""
        coming, most = self._clock.next_alarm(), timedelta(seconds=real * GAP_SPEED)
        return most if coming is None else max(timedelta(), min(most, coming - self._clock.now()))

    def _play_along(self, real: float) -> None:
        """When nobody answers: the first session starts by itself, later ones are missed, every stand-up is done."""
        shown = self._house.coach.shown()
        self._shown_for = self._shown_for + real if shown else 0.0
        if shown is None or self._shown_for < ANSWER_AFTER:
            return
        if shown.kind is SlotKind.POSTURE:
            self._house.coach.done_it()
        elif not self._started_one:
            self._started_one = True
            self._house.verbs.start_session()
