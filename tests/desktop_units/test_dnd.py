"""Do not disturb by each notification service's own switch, and Xfce's presentation mode: mocked services, and the
real xfconfd and dconf."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.desktop_units.asking import answer_of
from tests.desktop_units.sound import need

from unknot.core.presence import Hold
from unknot.desktop.later import LaterProbe
from unknot.desktop.linux.holds.dnd import DoNotDisturb
from unknot.desktop.linux.holds.presenting import POWER, Presenting

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
MOCK = "org.freedesktop.DBus.Mock"
DCONF = "/usr/libexec/dconf-service"
XFCONFD = next((str(path) for path in Path("/usr/lib").glob("*/xfce4/xfconf/xfconfd")), "xfconfd")


@pytest.fixture
def dnd(session):
    return DoNotDisturb(lambda: session)


@pytest.fixture
def server(private_bus):
    """Plays a notification service that calls itself by a name."""

    def play(name: str, interface: str = NAME, path: str = PATH) -> None:
        private_bus.mock(NAME, PATH, NAME, name=NAME)
        private_bus.call(NAME, PATH, f"{MOCK}.AddMethod", NAME, "GetServerInformation", "", "ssss",
                         f"ret = ('{name}', 'Maker', '1.0', '1.2')")  # fmt: skip
        if path != PATH:
            private_bus.call(NAME, PATH, f"{MOCK}.AddObject", path, interface, "{}", "[]")

    return play


@pytest.mark.parametrize(
    ("name", "path", "interface", "member", "off", "on"),
    [
        ("Plasma", PATH, NAME, "Inhibited", "false", "true"),
        ("dunst", PATH, "org.dunstproject.cmd0", "paused", "false", "true"),
        ("some new server", PATH, NAME, "Inhibited", "false", "true"),
        ("mako", "/fr/emersion/Mako", "fr.emersion.Mako", "Modes", "['default']", "['default', 'do-not-disturb']"),
    ],
)
def test_a_service_with_a_property_is_asked_and_tells_of_the_end(
    dnd, server, private_bus, qtbot, name, path, interface, member, off, on
):
    server(name, interface, path)
    private_bus.call(NAME, path, f"{MOCK}.AddProperty", interface, member, f"<{on}>")
    assert answer_of(dnd, qtbot) is True
    assert dnd.said.found == name
    ended: list = []
    undo = dnd.watch(lambda: ended.append(True))
    private_bus.call(NAME, path, f"{MOCK}.UpdateProperties", interface, f"{{'{member}': <{off}>}}")
    qtbot.waitUntil(lambda: bool(ended))
    assert answer_of(dnd, qtbot) is False
    undo()
    heard = len(ended)
    private_bus.call(NAME, path, f"{MOCK}.UpdateProperties", interface, f"{{'{member}': <{on}>}}")
    assert answer_of(dnd, qtbot) is True
    assert len(ended) == heard


@pytest.mark.parametrize(
    ("server_name", "name", "path", "method", "signal"),
    [
        ("SwayNotificationCenter", "org.erikreider.swaync.cc", "/org/erikreider/swaync/cc", "GetDnd", "Subscribe"),
        ("SwayNotificationCenter", "org.erikreider.swaync.cc", "/org/erikreider/swaync/cc", "GetDnd", "SubscribeV2"),
        ("Budgie Notification Server", "org.budgie_desktop.Notifications", "/org/budgie_desktop/Notifications",
         "GetDoNotDisturb", "DoNotDisturbChanged"),
    ],
)  # fmt: skip
def test_a_service_with_a_method_of_its_own_is_called(
    dnd, server, private_bus, qtbot, server_name, name, path, method, signal
):
    server(server_name)
    private_bus.mock(name, path, name, name=name)
    private_bus.call(name, path, f"{MOCK}.AddMethod", name, method, "", "b", "ret = True")
    assert answer_of(dnd, qtbot) is True
    ended: list = []
    undo = dnd.watch(lambda: ended.append(True))
    private_bus.emit(name, path, name, signal, "ub", "[<uint32 0>, <false>]")
    qtbot.waitUntil(lambda: bool(ended))
    undo()
    private_bus.emit(name, path, name, signal, "ub", "[<uint32 0>, <false>]")
    assert answer_of(dnd, qtbot) is True
    assert len(ended) == 1


def test_where_no_service_runs_none_is_started_and_nothing_is_known(dnd, qtbot):
    assert answer_of(dnd, qtbot) is None
    assert dnd.said.found == "no notification service"


def test_a_service_without_a_switch_is_named_as_not_telling(dnd, server, qtbot):
    server("plain")
    assert answer_of(dnd, qtbot) is None
    assert dnd.said.found == "plain doesn't tell"


def test_a_mute_service_holds_nobody_up(session, server, private_bus, qtbot):
    server("dunst")
    private_bus.services[-1].send_signal(19)  # it is there, and says nothing any more
    probe = LaterProbe("do-not-disturb", Hold.DO_NOT_DISTURB, lambda: DoNotDisturb(lambda: session))
    try:
        assert answer_of(probe, qtbot) is None
    finally:
        private_bus.services[-1].send_signal(18)


def test_without_a_bus_nothing_is_known(qtbot):
    assert answer_of(DoNotDisturb(lambda: None), qtbot) is None
    assert answer_of(Presenting(lambda: None), qtbot) is None


# GNOME and its kin: the real gsettings and dconf


@pytest.fixture
def dconf(private_bus, monkeypatch, tmp_path):
    """The real dconf of a private home; ``set`` changes a setting as the desktop's own switch does."""
    need("gsettings", DCONF)
    for name in ("XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"):  # two: dconf's files in them have the same name
        (tmp_path / name).mkdir(mode=0o700)
        monkeypatch.setenv(name, str(tmp_path / name))
        private_bus.env[name] = str(tmp_path / name)
    monkeypatch.delenv("GSETTINGS_BACKEND", raising=False)
    service = subprocess.Popen([DCONF], env=private_bus.env, stderr=subprocess.DEVNULL)
    private_bus.services.append(service)
    private_bus.run("gdbus", "wait", "--session", "--timeout", "20", "ca.desrt.dconf")
    return lambda *words: private_bus.run("gsettings", "set", *words)


def test_gnome_shows_no_banners(dnd, server, dconf, qtbot):
    server("gnome-shell")
    assert answer_of(dnd, qtbot) is False
    dconf("org.gnome.desktop.notifications", "show-banners", "false")
    assert answer_of(dnd, qtbot) is True
    ended: list = []
    undo = dnd.watch(lambda: ended.append(True))
    dconf("org.gnome.desktop.interface", "clock-show-seconds", "true")
    dconf("org.gnome.desktop.notifications", "show-banners", "true")
    qtbot.waitUntil(lambda: bool(ended))
    assert answer_of(dnd, qtbot) is False
    assert ended == [True]  # the clock is no business of ours
    undo()


def test_a_desktop_whose_settings_are_not_installed_does_not_tell(dnd, server, dconf, qtbot):
    server("io.elementary.notifications")
    assert answer_of(dnd, qtbot) is None


# Xfce: the real xfconfd


@pytest.fixture
def xfce(private_bus, tmp_path):
    """The real settings service of Xfce with a private home; sets, or resets with no value."""
    need("xfconf-query", XFCONFD)
    env = {**private_bus.env, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    private_bus.services.append(subprocess.Popen([XFCONFD], env=env))
    private_bus.run("gdbus", "wait", "--session", "--timeout", "20", "org.xfce.Xfconf")

    def set_(channel: str, key: str, value: str) -> None:
        how = ["-n", "-t", "bool", "-s", value] if value else ["-r"]
        private_bus.run("xfconf-query", "-c", channel, "-p", key, *how)

    return set_


def test_xfce_is_quiet_when_set_so_and_not_by_default(dnd, server, xfce, qtbot):
    server("Xfce Notify Daemon")
    assert answer_of(dnd, qtbot) is False
    xfce("xfce4-notifyd", "/do-not-disturb", "true")
    assert answer_of(dnd, qtbot) is True
    ended: list = []
    undo = dnd.watch(lambda: ended.append(True))
    xfce("xfce4-notifyd", "/do-not-disturb", "false")
    qtbot.waitUntil(lambda: len(ended) == 1)
    assert answer_of(dnd, qtbot) is False
    xfce("xfce4-notifyd", "/do-not-disturb", "")
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert answer_of(dnd, qtbot) is False
    undo()


def test_xfces_presentation_mode_is_presenting(session, xfce, private_bus, qtbot):
    probe = Presenting(lambda: session)
    assert answer_of(probe, qtbot) is None
    assert probe.said.found == "this desktop has no presentation mode"
    private_bus.mock(POWER, "/org/xfce/PowerManager", POWER, name=POWER)
    assert answer_of(probe, qtbot) is False
    xfce("xfce4-power-manager", "/xfce4-power-manager/presentation-mode", "true")
    assert answer_of(probe, qtbot) is True
    ended: list = []
    undo = probe.watch(lambda: ended.append(True))
    xfce("xfce4-power-manager", "/xfce4-power-manager/presentation-mode", "false")
    qtbot.waitUntil(lambda: bool(ended))
    assert answer_of(probe, qtbot) is False
    undo()


def test_a_power_manager_without_xfces_settings_does_not_tell(session, private_bus, qtbot):
    private_bus.mock(POWER, "/org/xfce/PowerManager", POWER, name=POWER)
    assert answer_of(Presenting(lambda: session), qtbot) is None
