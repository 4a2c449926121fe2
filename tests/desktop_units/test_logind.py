"""Sleep and lock against a mocked login manager and screen saver."""

from __future__ import annotations

import os

import pytest

from unknot.core.presence import Hold
from unknot.desktop.joint import Joint
from unknot.desktop.linux.bus import Bus
from unknot.desktop.linux.logind import LOGIN, LOGIN_PATH, MANAGER, SESSION, LoginManager, ScreenSavers

SESSION_PATH = "/org/freedesktop/login1/session/c1"
MOCK = "org.freedesktop.DBus.Mock"
ASLEEP, AWAKE = ("held", Hold.ASLEEP), ("released", Hold.ASLEEP)
LOCKED, UNLOCKED = ("held", Hold.LOCKED), ("released", Hold.LOCKED)


@pytest.fixture
def logind(private_bus, monkeypatch):
    private_bus.mock("--system", "--template", "logind", name=LOGIN)
    private_bus.call(LOGIN, LOGIN_PATH, f"{MOCK}.AddSession", "c1", "seat0", str(os.getuid()), "someone", "true")
    monkeypatch.setenv("XDG_SESSION_ID", "c1")
    return private_bus


@pytest.fixture
def source(logind, session, listener, qtbot):
    made = LoginManager(lambda: session, Joint(Hold.LOCKED))
    assert made.start(listener)
    qtbot.waitUntil(lambda: made._session == SESSION_PATH)
    yield made
    made.stop()


def hint(logind, locked: bool) -> None:
    logind.call(LOGIN, SESSION_PATH, f"{MOCK}.UpdateProperties", SESSION, f"{{'LockedHint': <{str(locked).lower()}>}}")


def test_sleep_holds_and_waking_releases_and_has_the_clock_read(source, logind, listener, qtbot):
    logind.emit(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", "b", "[<true>]")
    qtbot.waitUntil(lambda: listener.told == [ASLEEP])
    logind.emit(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", "b", "[<false>]")
    qtbot.waitUntil(lambda: listener.told == [ASLEEP, AWAKE, ("clock", None)])


def test_the_locked_hint_holds_until_it_is_gone(source, logind, listener, qtbot):
    hint(logind, locked=True)
    qtbot.waitUntil(lambda: listener.told == [LOCKED])
    hint(logind, locked=False)
    qtbot.waitUntil(lambda: listener.told == [LOCKED, UNLOCKED])


def test_lock_and_unlock_signals_of_our_session_count(source, logind, listener, qtbot):
    logind.emit(LOGIN, SESSION_PATH, SESSION, "Lock", "", "[]")
    qtbot.waitUntil(lambda: listener.told == [LOCKED])
    logind.emit(LOGIN, SESSION_PATH, SESSION, "Unlock", "", "[]")
    qtbot.waitUntil(lambda: listener.told == [LOCKED, UNLOCKED])


def test_a_wish_to_lock_that_nobody_fulfils_does_not_hold_for_ever(source, logind, listener, qtbot):
    source._doubt.setInterval(1)
    logind.emit(LOGIN, SESSION_PATH, SESSION, "Lock", "", "[]")
    qtbot.waitUntil(lambda: listener.told == [LOCKED, UNLOCKED])


def test_a_session_that_is_locked_at_the_start_holds(logind, session, listener, qtbot):
    hint(logind, locked=True)
    assert LoginManager(lambda: session, Joint(Hold.LOCKED)).start(listener)
    qtbot.waitUntil(lambda: listener.told == [LOCKED])


def test_another_session_is_not_ours(source, logind, listener, qtbot):
    logind.call(LOGIN, LOGIN_PATH, f"{MOCK}.AddSession", "c2", "seat0", "4242", "other", "true")
    logind.emit(LOGIN, "/org/freedesktop/login1/session/c2", SESSION, "Lock", "", "[]")
    logind.emit(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", "b", "[<true>]")
    qtbot.waitUntil(lambda: listener.told == [ASLEEP])


def test_without_an_id_the_session_is_found_by_our_process(logind, session, listener, qtbot, monkeypatch):
    monkeypatch.delenv("XDG_SESSION_ID")
    answer = f"ret = dbus.ObjectPath('{SESSION_PATH}')"
    logind.call(LOGIN, LOGIN_PATH, f"{MOCK}.AddMethod", MANAGER, "GetSessionByPID", "u", "o", answer)
    source = LoginManager(lambda: session, Joint(Hold.LOCKED))
    assert source.start(listener)
    qtbot.waitUntil(lambda: source._session == SESSION_PATH)


def test_without_a_login_manager_or_a_bus_it_says_so(session, listener):
    assert not LoginManager(lambda: session, Joint(Hold.LOCKED)).start(listener)
    assert not LoginManager(lambda: None, Joint(Hold.LOCKED)).start(listener)
    assert not ScreenSavers(lambda: None, Joint(Hold.LOCKED)).start(listener)


def test_nothing_is_told_after_stop(source, logind, listener, qtbot, session):
    source.stop()
    heard = []
    session.watch(LOGIN, MANAGER, "PrepareForSleep", heard.append)
    logind.emit(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", "b", "[<true>]")
    qtbot.waitUntil(lambda: bool(heard))
    assert listener.told == []


SAVER = "org.gnome.ScreenSaver"


def add_saver(bus, active: bool = False):
    made = bus.mock(SAVER, "/org/gnome/ScreenSaver", SAVER, name=SAVER)
    bus.call(SAVER, "/org/gnome/ScreenSaver", f"{MOCK}.AddMethod", SAVER, "GetActive", "", "b", f"ret = {active}")
    return made


def test_the_screen_saver_is_another_voice_for_the_lock(private_bus, session, listener, qtbot):
    add_saver(private_bus)
    lock = Joint(Hold.LOCKED)
    assert ScreenSavers(lambda: session, lock).start(listener)
    private_bus.emit(SAVER, "/org/gnome/ScreenSaver", SAVER, "ActiveChanged", "b", "[<true>]")
    qtbot.waitUntil(lambda: listener.told == [LOCKED])
    lock.say(listener, "login manager", True)
    private_bus.emit(SAVER, "/org/gnome/ScreenSaver", SAVER, "ActiveChanged", "b", "[<false>]")
    qtbot.waitUntil(lambda: lock._voices == {"login manager"})
    assert listener.told == [LOCKED]
    lock.say(listener, "login manager", False)
    assert listener.told == [LOCKED, UNLOCKED]


def test_a_screen_saver_that_is_on_already_holds_and_one_that_dies_lets_go(private_bus, session, listener, qtbot):
    saver = add_saver(private_bus, active=True)
    assert ScreenSavers(lambda: session, Joint(Hold.LOCKED)).start(listener)
    qtbot.waitUntil(lambda: listener.told == [LOCKED])
    saver.terminate()
    qtbot.waitUntil(lambda: listener.told == [LOCKED, UNLOCKED])


def test_a_bus_with_nothing_on_it_can_be_opened_by_its_socket_alone(private_bus, monkeypatch, tmp_path, qapp):
    path = private_bus.address.removeprefix("unix:path=").split(",")[0]
    (tmp_path / "bus").symlink_to(path)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bus = Bus.open("SESSION")
    assert bus is not None
    assert not bus.has("org.example.Nobody")
    bus.close()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "missing"))
    assert Bus.open("SESSION") is None
