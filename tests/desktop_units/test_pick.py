"""The bundle for each system, and what a check of this desktop finds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.desktop_units.asking import answer_of
from tests.desktop_units.compositor import IDLE, SEAT

from unknot import endpoint
from unknot.desktop.linux.xsync import IdleCounter
from unknot.desktop.null import NullAutostart
from unknot.desktop.pick import Desktop, desktop_for, this_desktop
from unknot.ports import Closed, Cue, Notice

COMMAND = ("unknot", "--background")
APP = Path(endpoint.__file__).parent.parent


@pytest.fixture
def sounds(tmp_path):
    for cue in Cue:
        (tmp_path / f"{cue.value}.wav").touch()
    return tmp_path


def found(desktop: Desktop) -> dict[str, tuple[bool | None, str]]:
    return {finding.name: (finding.works, finding.found) for finding in desktop.findings()}


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin", "haiku"])
def test_every_system_has_a_bundle_that_can_be_made_and_stopped_anywhere(platform, sounds, qapp, monkeypatch, tmp_path):
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path / "home"))
    desktop = desktop_for(platform, COMMAND, sounds)
    assert desktop.idle in desktop.sources
    desktop.stop()


@pytest.mark.parametrize("platform", ["win32", "darwin", "haiku"])
def test_where_no_buttons_can_be_shown_the_notifier_says_so(platform, sounds, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path / "home"))
    notifier = desktop_for(platform, COMMAND, sounds).notifier
    assert not notifier.can_act()
    heard: list[Closed] = []
    notifier.show(Notice("Stand up", "", ()), heard.append, heard.append)
    qtbot.waitUntil(lambda: heard == [Closed.LOST])
    notifier.withdraw()


def test_a_private_home_keeps_off_the_persons_login(sounds, qapp, monkeypatch, tmp_path):
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for platform in ("linux", "darwin"):
        desktop_for(platform, COMMAND, sounds).autostart.set(True)
    assert isinstance(desktop_for("win32", COMMAND, sounds).autostart, NullAutostart)
    assert not (tmp_path / "config").exists()
    assert list((tmp_path / "home").iterdir())


def test_making_the_bundle_loads_neither_dbus_nor_the_zone_nor_sound():
    code = (
        "import sys; from pathlib import Path; from unknot.desktop.pick import this_desktop\n"
        "this_desktop(['unknot'], Path('.'))\n"
        "print(*[m for m in ('jeepney', 'tzlocal', 'PySide6.QtMultimedia', 'platformdirs') if m in sys.modules])"
    )
    env = {**os.environ, "PYTHONPATH": str(APP)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout == "\n"
    )


def test_a_look_at_what_works_leaves_the_source_that_runs_alone(sounds, listener, qapp, monkeypatch, tmp_path):
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path / "home"))
    desktop = desktop_for("darwin", COMMAND, sounds)
    desktop.idle.start(listener)
    assert found(desktop)["idle"][0] is False
    desktop.idle._gap -= 3600
    desktop.idle.look()
    assert listener.told == [("clock", None)]
    assert desktop.idle._timer.isActive()
    desktop.idle.stop()


@pytest.fixture
def bare_desktop(private_bus, sounds, qapp, monkeypatch, tmp_path):
    """A session bus with nothing on it, and no screen."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path / "home"))
    desktop = this_desktop(COMMAND, sounds)
    yield desktop
    desktop.stop()


def test_a_bare_desktop_is_told_as_it_is_with_advice(bare_desktop):
    findings = {finding.name: finding for finding in bare_desktop.findings()}
    for name in ("tray", "notifications", "idle", "sleep and lock"):
        assert findings[name].works is False
        assert findings[name].found
        assert findings[name].advice
    assert findings["autostart"].works is True
    assert findings["autostart"].found == "off"


def test_services_that_are_there_are_found(bare_desktop, private_bus):
    bus = private_bus
    bus.mock(
        "--template",
        "notification_daemon",
        "--parameters",
        '{"capabilities": "actions"}',
        name="org.freedesktop.Notifications",
    )
    bus.mock("--system", "--template", "logind", name="org.freedesktop.login1")
    watcher = "org.kde.StatusNotifierWatcher"
    bus.mock(watcher, "/StatusNotifierWatcher", watcher, name=watcher)
    bus.call(
        watcher,
        "/StatusNotifierWatcher",
        "org.freedesktop.DBus.Mock.AddProperty",
        watcher,
        "IsStatusNotifierHostRegistered",
        "<true>",
    )
    bus.mock("org.gnome.Mutter.IdleMonitor", "/x", "x.y", name="org.gnome.Mutter.IdleMonitor")
    here = found(bare_desktop)
    assert here["tray"] == (True, "status notifier icons")
    assert here["notifications"] == (True, "mock-notify 1.0, with buttons")
    assert here["idle"] == (True, "Mutter")
    assert here["sleep and lock"] == (True, "logind")


def test_a_server_without_buttons_is_told_apart(bare_desktop, private_bus):
    private_bus.mock(
        "--template",
        "notification_daemon",
        "--parameters",
        '{"capabilities": "body"}',
        name="org.freedesktop.Notifications",
    )
    assert found(bare_desktop)["notifications"] == (False, "mock-notify 1.0, without buttons")


def test_the_x_servers_idle_counter_is_found(bare_desktop, screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", screen.name)
    keeps_the_server_alive = IdleCounter()
    assert found(bare_desktop)["idle"] == (True, "X11 idle counter")
    assert found(bare_desktop)["tray"][0] is False
    keeps_the_server_alive.close()


def test_on_wayland_one_line_to_the_compositor_serves_the_whole_check(bare_desktop, new_compositor, qtbot):
    compositor = new_compositor((SEAT, 7), (IDLE, 2))
    assert found(bare_desktop)["idle"] == (True, "ext-idle-notify")
    typing = next(probe for probe in bare_desktop.probes if probe.name == "typing")
    assert answer_of(typing, qtbot) is True
    qtbot.waitUntil(lambda: bool(compositor.waits()))
    assert compositor.bound.count(f"{IDLE} 2") == 1


def test_missing_sound_files_are_named(bare_desktop, sounds):
    (sounds / "done.wav").unlink()
    assert found(bare_desktop)["sound"] == (False, "missing files: done")


def test_a_plain_desktop_is_checked_without_asking_a_bus(sounds, qapp, monkeypatch, tmp_path):
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path / "home"))
    here = found(desktop_for("darwin", COMMAND, sounds))
    assert here["tray"][0] is True
    assert here["notifications"][0] is False
    assert here["idle"][0] is False
    assert here["autostart"] == (True, "off")
