"""Programs that keep the screen on, against mocked services."""

from __future__ import annotations

import pytest

from unknot.desktop.linux.inhibitors import GNOME, GNOME_PATH, KDE, KDE_PATH, IdleInhibitors
from unknot.desktop.linux.logind import LOGIN, LOGIN_PATH, MANAGER

MOCK = "org.freedesktop.DBus.Mock"


@pytest.fixture
def said():
    return []


@pytest.fixture
def start(private_bus, session, said):
    inhibitors = IdleInhibitors(lambda: session, lambda: session)

    def begin() -> None:
        inhibitors.start(said.append)

    yield begin
    inhibitors.stop()


def test_logind_says_when_idleness_is_blocked(start, private_bus, said, qtbot):
    private_bus.mock(LOGIN, LOGIN_PATH, MANAGER, name=LOGIN)
    private_bus.call(LOGIN, LOGIN_PATH, f"{MOCK}.AddProperty", MANAGER, "BlockInhibited", "<''>")
    start()

    def block(what: str) -> None:
        values = f"{{'BlockInhibited': <'{what}'>}}"
        private_bus.call(LOGIN, LOGIN_PATH, f"{MOCK}.UpdateProperties", MANAGER, values)

    block("sleep:idle")
    qtbot.waitUntil(lambda: said == [True])
    block("sleep")
    qtbot.waitUntil(lambda: said == [True, False])


@pytest.mark.parametrize(
    ("name", "path", "method", "signal"),
    [(GNOME, GNOME_PATH, "IsInhibited", "InhibitorAdded"), (KDE, KDE_PATH, "HasInhibition", "InhibitionsChanged")],
)
def test_gnome_and_kde_say_so_at_the_start_and_when_it_changes(
    start, private_bus, said, qtbot, name, path, method, signal
):
    private_bus.mock(name, path, name, name=name)
    private_bus.call(name, path, f"{MOCK}.AddMethod", name, method, "u", "b", "ret = True")
    start()
    qtbot.waitUntil(lambda: said == [True])
    private_bus.call(name, path, f"{MOCK}.AddMethod", name, method, "u", "b", "ret = False")
    private_bus.emit(name, path, name, signal, "", "[]")
    qtbot.waitUntil(lambda: said == [True, False])


def test_where_nobody_knows_nothing_is_said(start, said, session):
    start()
    assert not session.has("org.example.Nobody")  # a round trip: every answer that was to come has come
    assert said == []
