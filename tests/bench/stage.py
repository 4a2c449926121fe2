"""What the session's window costs while it is shown: one program, which opens it and prints its own figures as JSON.

    python -m tests.bench.stage [FOLDER]

The figures: share of one core of an ``empty`` window, of the stage with a figure that walks (``moving``), rolls its
shoulders (``rolling``) or goes into a hold (``going_in``), and of a hold (``holding``); milliseconds from a step's
beginning to its first picture on the screen (``first``). FOLDER may hold ``art/`` with other pictures.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from tests.fakes import FakeClock
from tests.ui.session_house import stage as house_at

from unknot.bundled import resources
from unknot.core.settings import Settings
from unknot.core.timeline import READY_SECONDS
from unknot.storage.content import load_library, picture_file
from unknot.ui.session.window import SessionWindow
from unknot.ui.theme import theme

SECONDS = 12.0
SETTLE = 1.5
GOING_IN = 1.8
STEPS = ("neck-shoulders-3", "at-desk-5", "floor-8")


class RealClock(FakeClock):
    """The machine's own time, but the alarms of the house stay still."""

    def now(self) -> datetime:
        return datetime.now(UTC).astimezone(self.zone)

    def monotonic(self) -> float:
        return time.monotonic()

    def advance(self, by: timedelta) -> None:
        """Time passes by itself."""


def run_for(seconds: float) -> None:
    """Let the windows live so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def share(seconds: float = SECONDS, settle: float = SETTLE) -> float:
    """Of one core, that all threads take together in this time."""
    run_for(settle)
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    run_for(seconds)
    after, end = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken / (end - start)


class Paints(QObject):
    """Waits for the first paint of the picture that is wanted."""

    def __init__(self, window: SessionWindow) -> None:
        super().__init__()
        self._window = window
        self._loop = QEventLoop()
        window.stage.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() is QEvent.Type.Paint and not self._window.stage.figure.late:
            QTimer.singleShot(0, self._loop.quit)
        return False

    def seconds(self) -> float:
        """Until then."""
        start = time.perf_counter()
        QTimer.singleShot(2000, self._loop.quit)
        self._loop.exec()
        return time.perf_counter() - start


class Bench:
    """One house on the machine's clock, whose windows are opened one after the other."""

    def __init__(self, own: Path | None) -> None:
        folders = [own] if own else []
        self.house = house_at(library=load_library([resources(), *folders]), clock=RealClock())
        self.house.shell.picture = lambda name: picture_file(name, folders)

    def open(self, routine: str) -> SessionWindow:
        """A session's window in its first lead-in."""
        self.house.begin(routine)
        window = SessionWindow(self.house.shell)
        window.show()
        return window

    def close(self, window: SessionWindow) -> None:
        """And it is gone."""
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def share_of(self, exercise: str) -> float:
        """While this is done."""
        window = self.open(exercise)
        self.house.house.guide.start_now()
        found = share()
        self.close(window)
        return found

    def share_of_going_in(self, exercise: str) -> float:
        """While the figure goes into a hold: the last two seconds of getting ready."""
        window = self.open(exercise)
        found = share(GOING_IN, READY_SECONDS - GOING_IN)
        self.close(window)
        return found

    def first_pictures(self) -> list[float]:
        """Milliseconds to the first picture of each step."""
        found = []
        for routine in STEPS:
            window = self.open(routine)
            paints = Paints(window)
            run_for(SETTLE)
            guide = self.house.house.guide
            while guide.session is not None and guide.session.step_number < guide.session.steps:
                guide.next()
                found.append(1000 * paints.seconds())
                run_for(0.4)
            self.close(window)
        return found


def main() -> int:
    """Measure and print."""
    app = QApplication(["unknot-stage"])
    app.setQuitOnLastWindowClosed(False)
    theme().apply(Settings())
    bench = Bench(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    empty = QWidget()
    empty.resize(1024, 668)
    empty.show()
    figures: dict[str, object] = {"empty": share()}
    empty.close()
    figures["moving"] = bench.share_of("walk")
    figures["rolling"] = bench.share_of("shoulder-rolls")
    figures["going_in"] = statistics.mean(bench.share_of_going_in("neck-side-bend") for _ in range(3))
    figures["holding"] = bench.share_of("neck-side-bend")
    figures["first"] = bench.first_pictures()
    print(json.dumps(figures), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
