"""``python -m tests.bench``: what the app costs, as a table. Takes three minutes; let the machine rest meanwhile."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

from tests.bench import run
from tests.desktop.desk import Desk, missing_tools

T = TypeVar("T")


def on_a_desk(measure: Callable[[Desk], T]) -> T:
    """A fresh desktop for one measurement."""
    desk = Desk()
    try:
        desk.start()
        return measure(desk)
    finally:
        desk.stop()


def ms(seconds: list[float]) -> str:
    """Least, median and most, in milliseconds."""
    return f"{min(seconds) * 1000:.0f}/{statistics.median(seconds) * 1000:.0f}/{max(seconds) * 1000:.0f} ms"


def rows() -> Iterator[tuple[str, str, str, str]]:
    """(what, measured, the limit, the yardstick)."""
    rest = on_a_desk(lambda desk: run.idle(desk, 60, 15))
    yield "switches a minute, idle", f"{rest['switches']:.1f}", "2", ""
    yield "system calls in 20 s, idle", f"{rest['calls']:.0f}", "0", ""
    yield "anonymous memory, idle", f"{rest['memory']:.1f} MB", "40 MB (aim 35)", ""
    bare, ours = on_a_desk(lambda desk: run.launch_seconds(desk, 9))
    yield "launch to tray", f"{ms(ours)}, x{run.ratio(bare, ours):.2f}", "x1.6", f"bare app {ms(bare)}"
    windows = on_a_desk(lambda desk: run.window_seconds(desk, 5))
    plain = windows["bare"][1:]
    for name, what in (("prompt", "due to our prompt"), ("session", "start to session window, after a prompt")):
        first, later = windows[name][0], windows[name][1:]
        yield f"{what}, first", f"{first * 1000:.0f} ms", "", ""
        yield f"{what}, again", f"{ms(later)}, x{run.ratio(plain, later):.1f}", "50 ms", f"bare window {ms(plain)}"
    yield "start to session window, no prompt before", f"{windows['unasked'][0] * 1000:.0f} ms", "", ""
    kept = on_a_desk(lambda desk: run.kept_mb(desk, 4))
    yield "memory kept after sessions", ", ".join(f"{mb:.1f}" for mb in kept) + " MB", "2 MB", ""
    bare, ours = on_a_desk(lambda desk: run.status_seconds(desk, 21))
    yield "unknot status", f"{ms(ours)}, x{run.ratio(bare, ours):.2f}", "x2", f"bare Python {ms(bare)}"
    day, year = run.plan_seconds()
    yield "plan of a day, of a year", f"{day * 1000:.2f} ms, {year:.2f} s", "1 s a year", ""


def main() -> int:
    """Measure everything and print it."""
    missing = missing_tools()
    if missing:
        print(f"needs {', '.join(missing)}", file=sys.stderr)
        return 1
    print("| what | measured (min/median/max) | limit | yardstick |\n|---|---|---|---|")
    for row in rows():
        print(f"| {' | '.join(row)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
