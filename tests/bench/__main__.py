"""``python -m tests.bench``: what the app costs, as a table. Takes five minutes; let the machine rest meanwhile."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

from tests.bench import calendars, choosing, history, planning, run
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
    yield from pictures()
    bare, ours = on_a_desk(lambda desk: run.status_seconds(desk, 21))
    yield "unknot status", f"{ms(ours)}, x{run.ratio(bare, ours):.2f}", "x2", f"bare Python {ms(bare)}"
    for found in planning.figures():
        yield f"plan, {found.name}", f"{found.day * 1000:.2f} ms a day, {found.year:.2f} s a year", "1 ms, 0.3 s", ""
    yield "plan of a day with 2,000 busy times", f"{planning.crowded_seconds() * 1000:.1f} ms", "", ""
    for choice in choosing.costs():
        yield f"choosing a session of {choice.minutes} min", f"{choice.choice * 1000:.1f} ms", "10 ms", ""
    yield from of_calendars()
    yield from of_history()


def of_history() -> Iterator[tuple[str, str, str, str]]:
    """What two years of records cost."""
    found = history.cost()
    yield f"opening {found.rows:,} records", f"{found.opening * 1000:.1f} ms", "100 ms with the next", ""
    month = f"{found.first * 1000:.0f} ms, again {found.again * 1000:.0f} ms"
    yield "their month in numbers", month, "", f"{found.size:.1f} MB"


def of_calendars() -> Iterator[tuple[str, str, str, str]]:
    """What 10,000 events and the holidays of a state cost."""
    found = calendars.cost()
    yield "10,000 events, on the window's thread", f"{found.thread_ms:.0f} ms", "50 ms", ""
    yield "the child that reads them", f"{found.child_seconds:.1f} s, {found.child_mb:.0f} MB", "", ""
    yield "one that finds them unchanged", f"{found.again_seconds * 1000:.0f} ms", "", ""
    rest = on_a_desk(lambda desk: calendars.idle(desk, 20, 25))
    yield "idle with them", f"{rest['memory']:.1f} MB, {rest['calls']:.0f} system calls", "40 MB, 0", ""


def pictures() -> Iterator[tuple[str, str, str, str]]:
    """What the figure on the stage costs."""
    found = on_a_desk(run.stage)
    yardstick = f"empty window {100 * found.empty:.1f} %"
    for what, share, limit in (
        ("walking", found.moving, "8 %"), ("rolling shoulders", found.rolling, "8 %"),
        ("going into a hold", found.going_in, "8 %"), ("holding", found.holding, "1 %"),
    ):
        yield f"core taken, figure {what}", f"{found.more(share):.1f} %", limit, yardstick
    least, middle, most = min(found.first), statistics.median(found.first), max(found.first)
    yield "step to its first picture", f"{least:.0f}/{middle:.0f}/{most:.0f} ms", "50 ms", ""
    kept = on_a_desk(run.kept_by_pictures_mb)
    yield "memory kept after a figure moved", f"{kept:.1f} MB", "2 MB", "a session without motion"


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
