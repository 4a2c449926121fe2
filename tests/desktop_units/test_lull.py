"""Typing, and the lull after it: on a private X server, a mocked Mutter and a small compositor."""

from __future__ import annotations

import pytest
from tests.desktop_units.compositor import IDLE, KDE_IDLE, SEAT
from tests.desktop_units.test_idle_sources import MOCK, NAME, PATH, fire, start_mutter

from unknot.core.presence import Hold
from unknot.desktop.linux.idle_notify import IdleNotifier
from unknot.desktop.linux.lull import MutterLull, WaylandLull, X11Lull, typing
from unknot.desktop.linux.wayland import Wayland
from unknot.desktop.linux.xsync import IdleCounter

TEN_SECONDS = 10_000


def asked(probe) -> list[bool | None]:
    """The answers to one question, as they come."""
    answers: list[bool | None] = []
    probe.ask(answers.append)
    return answers


@pytest.fixture
def x11(screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", screen.name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    keeps_the_server_alive = IdleCounter()
    yield screen
    keeps_the_server_alive.close()


def test_on_x11_input_is_typing_until_the_lull(x11, qtbot):
    lull = X11Lull(lull_ms=300)
    x11.xdotool("key", "shift")
    assert asked(lull) == [True]
    ended: list[bool] = []
    lull.watch(lambda: ended.append(True))
    qtbot.waitUntil(lambda: ended == [True])
    assert asked(lull) == [False]


def test_on_x11_further_keys_put_the_lull_off(x11, qtbot):
    lull = X11Lull(lull_ms=400)
    ended: list[bool] = []
    x11.xdotool("key", "shift")
    lull.watch(lambda: ended.append(True))
    for _ in range(6):
        x11.xdotool("key", "--delay", "100", "shift")
        assert asked(lull) == [True]
        assert not ended
    qtbot.waitUntil(lambda: ended == [True])


def test_on_x11_a_lull_that_came_before_the_watch_is_told_once(x11, qtbot):
    lull = X11Lull(lull_ms=10)
    qtbot.waitUntil(lambda: asked(lull) == [False])
    ended: list[bool] = []
    lull.watch(lambda: ended.append(True))
    assert not ended  # not before the caller has its Undo
    qtbot.waitUntil(lambda: ended == [True])


def test_on_x11_a_watch_that_is_taken_back_tells_nothing(x11, qtbot):
    lull = X11Lull(lull_ms=50)
    x11.xdotool("key", "shift")
    ended: list[str] = []
    undo = lull.watch(lambda: ended.append("taken back"))
    undo()
    undo()
    lull.watch(lambda: ended.append("kept"))
    qtbot.waitUntil(lambda: ended == ["kept"])


def test_on_x11_a_server_that_dies_ends_the_hold(x11, qtbot):
    lull = X11Lull(lull_ms=60_000)
    x11.xdotool("key", "shift")
    ended: list[bool] = []
    lull.watch(lambda: ended.append(True))
    x11.server.terminate()
    qtbot.waitUntil(lambda: ended == [True])
    x11.server.wait(10)
    assert asked(lull) == [None]
    assert lull.watch(lambda: ended.append(False))() is None


def test_the_x_server_beside_wayland_is_not_asked(x11, monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert asked(X11Lull()) == [None]


@pytest.fixture
def mutter(private_bus):
    service = start_mutter(private_bus)

    def idle_for(milliseconds: int) -> None:
        private_bus.call(NAME, PATH, f"{MOCK}.AddMethod", NAME, "GetIdletime", "", "t", f"ret = {milliseconds}")

    idle_for(0)
    service.idle_for = idle_for
    return service


def test_mutter_is_asked_and_its_watch_tells_of_the_lull(mutter, private_bus, session, qtbot):
    lull = MutterLull(lambda: session)
    answers = asked(lull)
    qtbot.waitUntil(lambda: answers == [True])
    mutter.idle_for(9_999)
    answers = asked(lull)
    qtbot.waitUntil(lambda: answers == [True])
    mutter.idle_for(10_000)
    answers = asked(lull)
    qtbot.waitUntil(lambda: answers == [False])
    ended: list[bool] = []
    undo = lull.watch(lambda: ended.append(True))
    qtbot.waitUntil(lambda: set(lull._ended) == {1})
    fire(private_bus, 2)
    fire(private_bus, 1)
    qtbot.waitUntil(lambda: ended == [True])
    undo()
    fire(private_bus, 1)
    removed = private_bus.call(NAME, PATH, f"{MOCK}.GetMethodCalls", "RemoveWatch")
    assert "uint32 1" in removed
    assert ended == [True]


def test_mutters_watch_that_is_taken_back_before_it_is_set_is_removed(mutter, private_bus, session, qtbot):
    lull = MutterLull(lambda: session)
    lull.watch(lambda: None)()
    qtbot.waitUntil(lambda: "uint32 1" in private_bus.call(NAME, PATH, f"{MOCK}.GetMethodCalls", "RemoveWatch"))
    assert not lull._ended


def test_without_mutter_or_a_bus_it_can_not_be_known(session, qtbot):
    answers = asked(MutterLull(lambda: session))
    qtbot.waitUntil(lambda: answers == [None])
    assert asked(MutterLull(lambda: None)) == [None]
    MutterLull(lambda: None).watch(lambda: None)()


@pytest.fixture
def notifier(qapp):
    line = Wayland()
    yield IdleNotifier(line)
    line.close()


def test_a_compositor_is_asked_for_a_lull_from_the_first_question_on(new_compositor, notifier, qtbot):
    compositor = new_compositor((SEAT, 7), (IDLE, 2))
    lull = WaylandLull(notifier)
    assert asked(lull) == [True]  # no lull has been seen
    ended: list[bool] = []
    undo = lull.watch(lambda: ended.append(True))
    qtbot.waitUntil(lambda: compositor.waits() == [TEN_SECONDS])
    assert compositor.notifications[0].input_only
    assert asked(lull) == [True]
    compositor.idle(TEN_SECONDS)
    qtbot.waitUntil(lambda: ended == [True])
    undo()
    assert asked(lull) == [False]
    compositor.input(TEN_SECONDS)
    qtbot.waitUntil(lambda: asked(lull) == [True])
    assert ended == [True]


def test_a_compositor_that_can_not_tell_input_from_films_is_asked_all_the_same(new_compositor, notifier, qtbot):
    compositor = new_compositor((SEAT, 7), (KDE_IDLE, 1))
    lull = WaylandLull(notifier)
    assert asked(lull) == [True]
    assert lull.found == "org_kde_kwin_idle"
    qtbot.waitUntil(lambda: compositor.waits() == [TEN_SECONDS])
    assert not compositor.notifications[0].input_only


def test_a_lull_between_answer_and_watch_is_told(new_compositor, notifier, qtbot):
    compositor = new_compositor((SEAT, 7), (IDLE, 1))
    lull = WaylandLull(notifier)
    assert asked(lull) == [True]
    qtbot.waitUntil(lambda: compositor.waits() == [TEN_SECONDS])
    compositor.idle(TEN_SECONDS)
    qtbot.waitUntil(lambda: asked(lull) == [False])
    ended: list[bool] = []
    lull.watch(lambda: ended.append(True))
    assert not ended
    qtbot.waitUntil(lambda: ended == [True])


def test_input_between_watch_and_the_news_of_an_earlier_lull_is_not_forgotten(new_compositor, notifier, qtbot):
    compositor = new_compositor((SEAT, 7), (IDLE, 1))
    lull = WaylandLull(notifier)
    assert asked(lull) == [True]
    qtbot.waitUntil(lambda: compositor.waits() == [TEN_SECONDS])
    compositor.idle(TEN_SECONDS)
    qtbot.waitUntil(lambda: asked(lull) == [False])
    ended: list[bool] = []
    lull.watch(lambda: ended.append(True))
    lull._resumed()  # before the loop runs on
    qtbot.waitUntil(lambda: ended == [True])
    assert asked(lull) == [True]


def test_some_time_after_the_last_question_the_compositor_is_left_alone(new_compositor, notifier, qtbot):
    compositor = new_compositor((SEAT, 7), (IDLE, 1))
    lull = WaylandLull(notifier, kept_ms=20)
    assert asked(lull) == [True]
    undo = lull.watch(lambda: None)
    qtbot.waitUntil(lambda: compositor.waits() == [TEN_SECONDS])
    with qtbot.waitSignal(lull._kept.timeout):
        pass
    assert compositor.waits() == [TEN_SECONDS]  # it is watched still
    undo()
    qtbot.waitUntil(lambda: compositor.waits() == [])
    assert not lull._kept.isActive()
    assert asked(lull) == [True]


def test_a_compositor_without_notifications_can_not_know(new_compositor, notifier):
    new_compositor((SEAT, 7))
    lull = WaylandLull(notifier)
    assert asked(lull) == [None]
    lull.watch(lambda: None)()


def test_the_probe_takes_the_first_that_knows_and_says_who(x11, session, qtbot):
    probe = typing(lambda: session, None)
    assert (probe.name, probe.why) == ("typing", Hold.TYPING)
    x11.xdotool("key", "shift")
    answers = asked(probe)
    qtbot.waitUntil(lambda: answers == [True])
    assert probe.said.found == "X11"
    probe.watch(lambda: None)()


def test_the_probe_prefers_mutter(mutter, x11, session, qtbot):
    probe = typing(lambda: session, None)
    answers = asked(probe)
    qtbot.waitUntil(lambda: answers == [True])
    assert probe.said.found == "Mutter"


def test_the_probe_says_why_it_can_not_know(notifier, monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    probe = typing(lambda: None, notifier)
    assert asked(probe) == [None]
    assert probe.said.found
    assert probe.said.advice
    probe.watch(lambda: None)()
