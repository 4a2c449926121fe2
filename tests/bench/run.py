"""Each measurement as a function of a desktop that is up; ratios are to a bare program in the same run."""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import xcffib
import xcffib.xproto as x
from jeepney import DBusAddress, MatchRule, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from tests.bench import reading
from tests.desktop.desk import App, Desk
from tests.desktop.processes import wait_until
from tests.desktop.tray import WATCHER

from unknot.core.hours import DAYS

BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
UNKNOT = [sys.executable, "-m", "unknot", "--background"]
READING = 2
"""Switches a minute that a window of 20 s cannot tell from none: reading /proc counts, and a program wakes once more
after a pause of the whole machine. A timer of ours that ticks shows as a system call."""
START = '["start","chin-tuck"]'
WALK = "walk"
"""An exercise whose figure moves as long as it lasts."""
MOVING = 8.0
"""Seconds: get ready takes five of them."""
WINDOW = 'prompt_style = "window"\n'


def far_hours() -> str:
    """Settings whose working hours are hours away, so that nothing falls due while we measure."""
    hours = "20:00-23:00" if datetime.now().hour < 12 else "01:00-04:00"
    return "[hours]\n" + "".join(f'{day} = ["{hours}"]\n' for day in DAYS)


# launch


class IconWatch:
    """Waits for the next icon to be registered with the panel."""

    def __init__(self, desk: Desk) -> None:
        self._connection: DBusConnection = open_dbus_connection(desk.env["DBUS_SESSION_BUS_ADDRESS"])
        self._rule = MatchRule(type="signal", interface=WATCHER, member="StatusNotifierItemRegistered")
        self._connection.send_and_get_reply(message_bus.AddMatch(self._rule))

    def seconds_until(self, act: Callable[[], object]) -> float:
        """From just before ``act`` to the next icon."""
        with self._connection.filter(self._rule) as queue:
            start = time.perf_counter()
            act()
            self._connection.recv_until_filtered(queue, timeout=30)
            return time.perf_counter() - start

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def launch_seconds(desk: Desk, runs: int) -> tuple[list[float], list[float]]:
    """Seconds from the start of the process to its icon: (bare, unknot), interleaved, one of each to warm up."""
    watch = IconWatch(desk)
    found: dict[str, list[float]] = {"bare": [], "unknot": []}
    for run in range(runs + 1):
        for name, command in (("bare", BARE), ("unknot", UNKNOT)):
            started = f"{name}-{run}"
            seconds = watch.seconds_until(
                lambda started=started, command=command: desk.processes.start(started, command)  # type: ignore[misc]
            )
            desk.processes.stop(started)
            wait_until(lambda: not _icons(desk), "the icon to go")
            if run:
                found[name].append(seconds)
    watch.close()
    return found["bare"], found["unknot"]


def _icons(desk: Desk) -> list[str]:
    where = DBusAddress("/StatusNotifierWatcher", WATCHER, WATCHER)
    icons: list[str] = desk.bus.get(where, "RegisteredStatusNotifierItems")
    return icons


# windows


class MapWatch:
    """Waits for the next window to be put on the screen."""

    def __init__(self, desk: Desk) -> None:
        self._screen = desk.screen
        self._x = xcffib.connect(display=desk.screen.display)
        self._root = self._x.get_setup().roots[0].root
        self._x.core.ChangeWindowAttributes(self._root, x.CW.EventMask, [x.EventMask.SubstructureNotify])
        self._x.flush()

    def seconds_until(self, act: Callable[[], object], pid: int, patience: float = 15.0) -> float | None:
        """From just before ``act`` to the next window of this process on the screen; None when none came."""
        while self._x.poll_for_event() is not None:
            pass
        start = time.perf_counter()
        act()
        while time.perf_counter() < start + patience:
            event = self._x.poll_for_event()
            now = time.perf_counter()
            if event is None:
                time.sleep(0.0005)
            elif isinstance(event, x.MapNotifyEvent) and self._screen.owns(event.window, pid):
                return now - start
        return None

    def close(self) -> None:
        """Hang up."""
        self._x.disconnect()


def ask(desk: Desk, request: str) -> None:
    """Send a request to the app's socket and don't wait for the answer."""
    with socket.socket(socket.AF_UNIX) as wire:
        wire.connect(str(desk.runtime / "unknot" / "main.sock"))
        wire.sendall(request.encode() + b"\n")
        wire.recv(65536)


def window_seconds(desk: Desk, runs: int) -> dict[str, list[float]]:
    """Seconds from the wish to the window on the screen. ``bare``: a plain one. ``prompt``: from a slot falling due to
    our own card. ``session``: from "start" on the socket, after a prompt. ``unasked``: the same with no prompt before,
    once."""
    watch = MapWatch(desk)
    found = {"bare": _bare_windows(desk, watch, runs)}
    desk.welcome()
    desk.write_settings(WINDOW)
    app = desk.start_app("2026-11-23T08:40")
    wait_until(desk.tray.shown, "the icon")
    found["unasked"] = [_sure(watch.seconds_until(lambda: ask(desk, START), app.pid))]
    app.quit()
    app = desk.start_app("2026-11-23T09:00")
    wait_until(desk.tray.shown, "the icon")
    found["prompt"] = _prompts(desk, app, watch, runs)
    found["session"] = []
    for _ in range(runs):
        wait_until(lambda: not app.windows(), "an empty screen")
        found["session"].append(_sure(watch.seconds_until(lambda: ask(desk, START), app.pid)))
        leave(desk, app)
    app.quit()
    watch.close()
    return found


def _sure(seconds: float | None) -> float:
    assert seconds is not None, "no window came"
    return seconds


def _bare_windows(desk: Desk, watch: MapWatch, runs: int) -> list[float]:
    bare = desk.processes.start("bare-window", BARE, pipes=True)
    assert bare.stdin is not None
    wire, found = bare.stdin, []

    def line() -> None:
        wire.write(b"\n")
        wire.flush()

    wait_until(lambda: _icons(desk), "the bare icon")
    for _ in range(runs):
        found.append(_sure(watch.seconds_until(line, bare.pid)))
        line()
        wait_until(lambda: not desk.screen.windows(bare.pid), "the bare window to close")
    desk.processes.stop("bare-window")
    return found


def _prompts(desk: Desk, app: App, watch: MapWatch, runs: int) -> list[float]:
    """A slot may wait for its gap to the last one and come while nobody measures: then the next one is taken."""
    found: list[float] = []
    for _ in range(3 * runs):
        wait_until(lambda: not app.windows(), "an empty screen")
        app.pass_until(just_before_next(desk))
        seconds = watch.seconds_until(lambda: app.pass_time(seconds=1), app.pid, patience=1.0)
        time.sleep(1)  # somebody reads it
        assert desk.unknot("skip").returncode == 0
        if seconds is not None:
            found.append(seconds)
        if len(found) == runs:
            break
    assert len(found) > 1, "too few prompts came when due"
    return found


def just_before_next(desk: Desk) -> str:
    """The time of day a second before what comes next."""
    status = desk.status()
    slots = [slot for slot in (status["next_posture"], status["next_session"]) if slot]
    return (min(datetime.fromisoformat(slot["at"]) for slot in slots) - timedelta(seconds=1)).strftime("%H:%M:%S")


def leave(desk: Desk, app: App) -> None:
    """Esc in the session's window."""
    window = wait_until(app.windows, "the session's window")[0]
    wait_until(lambda: desk.screen.active() == window.id, "the focus")
    desk.screen.key("Escape")
    wait_until(lambda: not app.windows(), "the session's window to close")


# at rest


def idle(desk: Desk, seconds: float, settle: float) -> dict[str, float]:
    """The app at rest in the tray: switches a minute, system calls in 20 s, anonymous MB."""
    desk.welcome(date.today().isoformat())
    desk.write_settings(far_hours())
    app = desk.start_real_app("--background", name="idle")
    wait_until(desk.tray.shown, "the icon", 20)
    time.sleep(settle)
    rest = {"switches": reading.switches_a_minute(app.pid, seconds), "memory": reading.anonymous_mb(app.pid)}
    time.sleep(1)
    made = reading.system_calls(app.pid, 20, desk.folder / "calls")
    rest["calls"] = len(made)
    if made:
        print("system calls at rest:", *made, sep="\n  ", file=sys.stderr)
    desk.processes.stop("idle")
    return rest


def kept_mb(desk: Desk, sessions: int) -> list[float]:
    """Anonymous MB above the start after each of so many sessions, its window closed."""
    desk.welcome()
    app = desk.start_app("2026-11-23T08:40")
    wait_until(desk.tray.shown, "the icon")
    time.sleep(3)
    before, kept = reading.anonymous_mb(app.pid), []
    for _ in range(sessions):
        ask(desk, START)
        leave(desk, app)
        time.sleep(2)
        kept.append(reading.anonymous_mb(app.pid) - before)
    app.quit()
    return kept


# pictures


def stage(desk: Desk) -> Figures:
    """What ``tests.bench.stage`` finds on this desktop."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.stage"], env=desk.env, cwd=desk.folder, capture_output=True, text=True,
        timeout=300, check=False,
    )
    assert done.returncode == 0, done.stderr
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


@dataclass(frozen=True)
class Figures:
    """Shares of one core, those of an empty window taken off where it says so; milliseconds."""

    empty: float
    moving: float
    rolling: float
    going_in: float
    holding: float
    first: list[float]

    def more(self, share: float) -> float:
        """In percent of one core, beyond what an empty window takes."""
        return 100 * (share - self.empty)


def kept_by_pictures_mb(desk: Desk) -> float:
    """Anonymous MB that a session with a figure in motion leaves behind, beyond what one without left: that one loads
    the programs. Without sounds, which load a library of their own."""
    desk.welcome()
    desk.write_settings("sounds = false\n")
    app = desk.start_app("2026-11-23T08:40")
    wait_until(desk.tray.shown, "the icon")
    left = []
    for exercise, seconds in (("look-far", 1), (WALK, MOVING)):
        ask(desk, f'["start","{exercise}"]')
        wait_until(app.windows, "the session's window")
        time.sleep(seconds)
        leave(desk, app)
        time.sleep(2)
        left.append(reading.anonymous_mb(app.pid))
    app.quit()
    return left[1] - left[0]


# commands and planning


def status_seconds(desk: Desk, runs: int) -> tuple[list[float], list[float]]:
    """Seconds of (a bare Python, ``unknot status``), interleaved."""
    desk.welcome(date.today().isoformat())
    desk.write_settings(far_hours())
    desk.start_real_app("--background", name="asked")
    wait_until(lambda: desk.unknot("status").returncode == 0, "an answer", 20)
    commands = ([sys.executable, "-c", "pass"], [sys.executable, "-m", "unknot", "status"])
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for found, command in zip(times, commands, strict=True):
            start = time.perf_counter()
            subprocess.run(command, env=desk.env, stdout=subprocess.DEVNULL, check=True)
            found.append(time.perf_counter() - start)
    desk.processes.stop("asked")
    return times


def ratio(bare: list[float], ours: list[float]) -> float:
    """Of the medians."""
    return statistics.median(ours) / statistics.median(bare)

