"""What calendars cost: the window's thread, the child that reads them, and the app at rest that follows them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEventLoop
from tests.bench import reading, run
from tests.desktop.desk import Desk
from tests.desktop.processes import wait_until
from tests.storage.ics_zoo import GOOGLE, calendar, event

from unknot import cli
from unknot.desktop.calendars import LocalCalendars

EVENTS = 10_000
APP = str(Path(cli.__file__).parent.parent)
READ = f"import sys; sys.path.insert(0, {APP!r}); from unknot.cli import run; status = run(['--read-calendars'])\n"
CHILD = [sys.executable, "-c", READ + "sys.exit(status)"]
MEASURED = [sys.executable, "-c", READ + "print(open('/proc/self/status').read(), file=sys.stderr)"]
"""The same, with its peak told at the end: what the kernel tells of a child that ended includes its parent's."""
ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
FIRST, LAST = MONDAY - timedelta(days=7), MONDAY + timedelta(days=120)


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the window's thread, all in all; seconds and megabytes of the child that parses everything, and
    seconds of one that finds nothing changed."""

    thread_ms: float
    child_seconds: float
    child_mb: float
    again_seconds: float


def many_events(path: Path) -> Path:
    """A calendar of eight years; one event in twenty repeats every week for ever."""
    zone = GOOGLE[GOOGLE.index("BEGIN:VTIMEZONE") : GOOGLE.index("BEGIN:VEVENT")]
    events = []
    for n in range(EVENTS):
        start = datetime(2019, 1, 1, 8) + timedelta(hours=7 * n)
        times = (f";TZID=Europe/Berlin:{at:%Y%m%dT%H%M%S}" for at in (start, start + timedelta(minutes=45)))
        more = "DESCRIPTION:Join: https://example.org/1234\\nand a few more words\n"
        more += "RRULE:FREQ=WEEKLY\n" if n % 20 == 0 else ""
        events.append(event(*times, more, summary=f"Meeting {n}"))
    path.write_text(calendar(*events, head=zone).replace("\n", "\r\n"), encoding="utf-8", newline="")
    return path


def cost() -> Cost:
    """Follow 10,000 events and the holidays of a state."""
    app = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path, kept = many_events(Path(folder, "many.ics")), Path(folder, "kept.json")
        request = {
            "paths": [str(path)], "country": "DE-BY", "zone": "Europe/Berlin", "first": FIRST.isoformat(),
            "last": LAST.isoformat(), "cache": str(kept),
        }  # fmt: skip
        seconds, megabytes = child(request)
        again, _ = child(request)
        thread = following(path, kept)
    del app
    return Cost(thread * 1000, seconds, megabytes, again)


def child(request: dict[str, object]) -> tuple[float, float]:
    """Seconds and peak megabytes of one child."""
    start = time.perf_counter()
    done = subprocess.run(MEASURED, input=json.dumps(request).encode(), capture_output=True, check=True)
    seconds = time.perf_counter() - start
    peak = re.search(rb"VmHWM:\s+(\d+) kB", done.stderr)
    assert done.stdout.startswith(b"{"), done.stderr
    assert peak is not None
    return seconds, int(peak[1]) / 1024


def following(path: Path, kept: Path) -> float:
    """Seconds that the thread of the windows worked, from the wish to the busy times of a day."""
    calendars, loop = LocalCalendars(CHILD, lambda: ZONE, kept), QEventLoop()
    calendars.on_change(loop.quit)
    start = time.thread_time()
    calendars.follow([str(path)], "DE-BY", FIRST, LAST)
    loop.exec()
    noon = datetime(2026, 11, 23, 12, tzinfo=ZONE)
    assert calendars.busy(noon - timedelta(hours=12), noon + timedelta(hours=12))
    spent = time.thread_time() - start
    calendars.stop()
    return spent


def idle(desk: Desk, seconds: float, settle: float) -> dict[str, float]:
    """As ``run.idle``, with 10,000 events and holidays followed."""
    path = many_events(desk.folder / "many.ics")
    desk.welcome(date.today().isoformat())
    desk.write_settings(f'holidays = "DE-BY"\ncalendars = ["{path}"]\n' + run.far_hours())
    app = desk.start_real_app("--background", name="idle")
    wait_until(desk.tray.shown, "the icon", 20)
    time.sleep(settle)
    rest = {"switches": reading.switches_a_minute(app.pid, seconds), "memory": reading.anonymous_mb(app.pid)}
    rest["calls"] = len(reading.system_calls(app.pid, seconds, desk.folder / "calls"))
    desk.processes.stop("idle")
    return rest
