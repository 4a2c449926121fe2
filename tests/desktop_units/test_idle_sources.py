"""Idle sources against a private X server and a mocked Mutter."""

from __future__ import annotations

import subprocess

import pytest

from unknot.core.presence import Hold
from unknot.desktop.away import AwayWatch
from unknot.desktop.linux import mutter_idle
from unknot.desktop.linux.mutter_idle import MutterIdle
from unknot.desktop.linux.x11_idle import X11Idle
from unknot.desktop.linux.xcb import XUnavailableError
from unknot.desktop.linux.xsync import IdleCounter

AWAY, BACK = ("held", Hold.AWAY), ("released", Hold.AWAY)


class Steps:
    """A monotonic clock that says how long the next stretch of input lasts."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def x11(screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", screen.name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return screen


def test_the_counter_falls_with_input_and_its_alarms_ring(x11, qtbot):
    counter = IdleCounter()
    qtbot.waitUntil(lambda: counter.idle_ms() > 60)
    down = counter.alarm(25, 1)
    up = counter.alarm(50, 0)
    x11.xdotool("mousemove", "10", "10")
    rung: list[int] = []
    qtbot.waitUntil(lambda: rung.extend(counter.rung()) or rung == [down, up])
    counter.forget(up)
    x11.xdotool("mousemove", "20", "20")
    qtbot.waitUntil(lambda: rung.extend(counter.rung()) or rung == [down, up, down])
    counter.close()


def test_without_an_x_server_the_counter_says_so(monkeypatch):
    with pytest.raises(XUnavailableError):
        IdleCounter(":4242")


def test_no_input_on_x11_is_away_and_lasting_input_is_a_return(x11, listener, qtbot):
    steps = Steps()
    watch = AwayWatch((lambda: X11Idle(away_ms=200, quiet_ms=50),), steps)
    x11.xdotool("mousemove", "5", "5")
    assert watch.start(listener)
    qtbot.waitUntil(lambda: listener.told == [AWAY])
    x11.xdotool("mousemove", "10", "10")
    qtbot.waitUntil(lambda: watch._return._since is not None)
    steps.now += 2  # a nudge
    qtbot.waitUntil(lambda: watch._return._since is None)
    assert listener.told == [AWAY]
    steps.now += 10
    x11.xdotool("key", "shift")
    qtbot.waitUntil(lambda: watch._return._since is not None)
    steps.now += 4  # and a second one
    qtbot.waitUntil(lambda: listener.told[:2] == [AWAY, BACK])
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK, AWAY])
    watch.stop()


def test_an_x_server_idle_since_long_is_away_at_once(x11, listener, qtbot):
    counter = IdleCounter()
    qtbot.waitUntil(lambda: counter.idle_ms() > 30)
    watch = AwayWatch((lambda: X11Idle(away_ms=20, quiet_ms=10),))
    assert watch.start(listener)
    assert listener.told == [AWAY]
    watch.stop()
    counter.close()


def test_one_absence_after_another_is_told(x11, listener, qtbot):
    steps = Steps()
    watch = AwayWatch((lambda: X11Idle(away_ms=150, quiet_ms=40),), steps)
    assert watch.start(listener)
    for absence in range(1, 4):
        qtbot.waitUntil(lambda absence=absence: listener.told == [AWAY, BACK] * (absence - 1) + [AWAY])
        x11.xdotool("mousemove", str(absence * 10), "10")
        qtbot.waitUntil(lambda: watch._return._since is not None)
        steps.now += 6
        qtbot.waitUntil(lambda absence=absence: listener.told[: 2 * absence] == [AWAY, BACK] * absence)
    watch.stop()


def test_a_dead_x_server_lets_go(x11, listener, qtbot):
    watch = AwayWatch((lambda: X11Idle(away_ms=20, quiet_ms=10),))
    assert watch.start(listener)
    qtbot.waitUntil(lambda: listener.told == [AWAY])
    x11.server.terminate()
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK])
    watch.stop()


def test_x11_is_not_asked_on_wayland_or_without_a_display(x11, listener, monkeypatch, qapp):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert not AwayWatch((X11Idle,)).start(listener)
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("DISPLAY", ":4242")
    assert not AwayWatch((X11Idle,)).start(listener)
    monkeypatch.delenv("DISPLAY")
    assert not AwayWatch((X11Idle,)).start(listener)


NAME, PATH = mutter_idle.NAME, mutter_idle.PATH
MOCK = "org.freedesktop.DBus.Mock"


def start_mutter(bus) -> subprocess.Popen[str]:
    service = bus.mock(NAME, PATH, NAME, name=NAME)
    number = "self.number = getattr(self, 'number', 0) + 1; ret = dbus.UInt32(self.number)"
    bus.call(NAME, PATH, f"{MOCK}.AddMethod", NAME, "AddIdleWatch", "t", "u", number)
    bus.call(NAME, PATH, f"{MOCK}.AddMethod", NAME, "AddUserActiveWatch", "", "u", number)
    bus.call(NAME, PATH, f"{MOCK}.AddMethod", NAME, "RemoveWatch", "u", "", "")
    return service


@pytest.fixture
def mutter(private_bus):
    return start_mutter(private_bus)


def fire(bus, number: int) -> None:
    bus.emit(NAME, PATH, NAME, "WatchFired", "u", f"[<uint32 {number}>]")


def test_mutters_watches_tell_away_and_back_and_are_returned(mutter, private_bus, session, listener, qtbot):
    steps = Steps()
    backend = MutterIdle(lambda: session)
    watch = AwayWatch((lambda: backend,), steps)
    assert watch.start(listener)
    qtbot.waitUntil(lambda: set(backend._tells) == {1})
    fire(private_bus, 1)
    qtbot.waitUntil(lambda: listener.told == [AWAY] and set(backend._tells) == {1, 2, 3})
    fire(private_bus, 3)
    qtbot.waitUntil(lambda: watch._return._since is not None)
    steps.now = 2
    fire(private_bus, 2)  # a nudge: quiet again, and a new watch for the next input
    qtbot.waitUntil(lambda: set(backend._tells) == {1, 2, 4})
    assert listener.told == [AWAY]
    fire(private_bus, 4)
    qtbot.waitUntil(lambda: watch._return._since is not None)
    steps.now = 6
    fire(private_bus, 2)
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK])
    assert set(backend._tells) == {1}
    watch.stop()
    removed = private_bus.call(NAME, PATH, f"{MOCK}.GetMethodCalls", "RemoveWatch")
    assert all(f"uint32 {number}" in removed for number in (1, 2))


def test_a_mutter_that_restarts_is_asked_again(mutter, private_bus, session, listener, qtbot):
    backend = MutterIdle(lambda: session)
    watch = AwayWatch((lambda: backend,))
    assert watch.start(listener)
    qtbot.waitUntil(lambda: set(backend._tells) == {1})
    fire(private_bus, 1)
    qtbot.waitUntil(lambda: listener.told == [AWAY])
    mutter.terminate()
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK])
    mutter.wait(10)
    start_mutter(private_bus)
    backend._came_or_went(present=True)  # the mock has no methods at the moment its name appears
    qtbot.waitUntil(lambda: bool(backend._tells))
    watch.stop()


def test_without_mutter_or_a_bus_it_says_so(session, listener):
    assert not AwayWatch((lambda: MutterIdle(lambda: session),)).start(listener)
    assert not AwayWatch((lambda: MutterIdle(lambda: None),)).start(listener)
