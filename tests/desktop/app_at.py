"""The real app on a clock of its own: it starts at a chosen time and runs on, and the test lets hours pass at once.

    python -m tests.desktop.app_at 2026-11-23T09:29 [--background] [--typing]

Standard input takes one command a line, each answered with ``ok`` once all that follows from it has happened:

    pass SECONDS     time passes, for both clocks; what falls due rings at its own moment
    until HH:MM      the same, up to a time of this day
    jump SECONDS     the wall clock alone moves: the machine slept, or somebody set it

``ready`` is said once the services are up. Everything else is as in ``python -m unknot``: settings, ledger, D-Bus,
windows. Only typing is not asked for unless a test says so: the X server counts real seconds, and would have each
prompt wait ten of them after a click of the test's.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from unknot import endpoint
from unknot.bundled import resource_path
from unknot.compose import Parts, Unknot, real_parts
from unknot.core.library import Problem
from unknot.core.presence import Hold
from unknot.demo_time import DemoTime
from unknot.desktop.paths import paths
from unknot.desktop.pick import this_desktop
from unknot.front import Front, application
from unknot.ports import Ledger
from unknot.storage.ledger import open_ledger

ZONE = ZoneInfo("Europe/Berlin")
STEP_MS = 20


class RunningTime(DemoTime):
    """Moves on by itself as real time does, and by leaps when told."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start, ZONE)
        self._looked = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self.catch_up)
        self._timer.start(STEP_MS)

    def catch_up(self) -> None:
        """Let the real time since the last look pass here too."""
        before, self._looked = self._looked, time.monotonic()
        self.advance(timedelta(seconds=self._looked - before))

    def pass_seconds(self, text: str) -> None:
        """Time passes at once."""
        self.advance(timedelta(seconds=float(text)))

    def pass_until(self, text: str) -> None:
        """Time passes up to a time of this day."""
        moment = datetime.combine(self.now().date(), clock_time.fromisoformat(text), ZONE)
        self.advance(max(timedelta(), moment - self.now()))

    def jump(self, text: str) -> None:
        """The wall clock alone moves."""
        self._begin += float(text)


class Orders(QObject):
    """Takes the test's commands from standard input."""

    def __init__(self, clock: RunningTime) -> None:
        super().__init__()
        self._clock = clock
        self._rest = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def _read(self) -> None:
        chunk = os.read(sys.stdin.fileno(), 4096)
        if not chunk:
            self._notifier.setEnabled(False)
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            word, _, value = line.decode().partition(" ")
            clock = self._clock
            {"pass": clock.pass_seconds, "until": clock.pass_until, "jump": clock.jump}[word](value)
            print("ok", flush=True)


def parts_at(clock: RunningTime, typing: bool) -> Parts:
    """The real app's parts but for the clock and what rings by it."""
    where = paths()
    desktop = this_desktop(endpoint.command("--background"), resource_path("sounds"))
    if not typing:
        desktop = replace(desktop, probes=tuple(probe for probe in desktop.probes if probe.why is not Hold.TYPING))
    ends: list[Callable[[], None]] = []

    def ledger(trouble: Callable[[Problem], object]) -> tuple[Ledger, tuple[Problem, ...]]:
        book, problems = open_ledger(where.ledger, trouble)
        ends.append(book.close)
        return book, problems

    def close() -> None:
        for end in ends:
            end()

    real = real_parts(desktop, where)
    return replace(real, clock=clock, alarms=lambda: clock, booted=None, ledger=ledger, close=close)


def main() -> int:
    """Start it; the exit status when it ends."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("start", type=datetime.fromisoformat)
    parser.add_argument("--background", action="store_true")
    parser.add_argument("--typing", action="store_true")
    arguments = parser.parse_args()
    app = application()
    clock = RunningTime(arguments.start.replace(tzinfo=ZONE))
    front = Front(app)
    if not front.alone():
        return 1
    front.show_tray()
    unknot = Unknot(front, arguments.background, parts_at(clock, arguments.typing))
    orders: list[Orders] = []

    def begin() -> None:
        unknot.furnish()
        orders.append(Orders(clock))
        print("ready", flush=True)

    QTimer.singleShot(0, begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
