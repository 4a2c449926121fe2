"""Full screen, on a private X server whose window manager the test plays, and by a small compositor."""

from __future__ import annotations

import os
import struct

import pytest
import xcffib
import xcffib.xproto as x
from tests.desktop_units.compositor import ACTIVATED, FULL_SCREEN, MAXIMIZED, SEAT, WINDOWS
from tests.desktop_units.test_lull import asked

from unknot.core.presence import Hold
from unknot.desktop.linux.full_screen import X11FullScreen, full_screen
from unknot.desktop.linux.toplevels import WaylandFullScreen
from unknot.desktop.linux.wayland import Wayland

OURS = "org.unknot.Unknot"


class Manager:
    """A window manager that says of windows what the test wants."""

    def __init__(self, display: str) -> None:
        self.x = xcffib.connect(display=display)
        self.root = self.x.get_setup().roots[0].root
        own = self.window()
        self.put(self.root, "_NET_SUPPORTING_WM_CHECK", own)
        self.put(own, "_NET_SUPPORTING_WM_CHECK", own)

    def atom(self, name: str) -> int:
        return self.x.core.InternAtom(False, len(name), name).reply().atom

    def window(self, *states: str, kind: str = "NORMAL", pid: int = 1) -> int:
        made = self.x.generate_id()
        self.x.core.CreateWindow(0, made, self.root, 0, 0, 9, 9, 0, x.WindowClass.InputOutput, 0, 0, [])
        self.states(made, *states)
        self.put(made, "_NET_WM_WINDOW_TYPE", self.atom(f"_NET_WM_WINDOW_TYPE_{kind}"))
        self.put(made, "_NET_WM_PID", pid)
        return made

    def states(self, window: int, *names: str) -> None:
        self.put(window, "_NET_WM_STATE", *[self.atom(f"_NET_WM_STATE_{name}") for name in names])

    def activate(self, window: int) -> None:
        self.put(self.root, "_NET_ACTIVE_WINDOW", window)

    def put(self, window: int, name: str, *values: int, width: int = 32) -> None:
        data = struct.pack(f"={len(values)}I", *values)
        kind = x.Atom.CARDINAL
        count = len(data) * 8 // width
        self.x.core.ChangeProperty(x.PropMode.Replace, window, self.atom(name), kind, width, count, data)
        self.x.core.GetInputFocus().reply()  # the server has done all this

    def destroy(self, window: int) -> None:
        self.x.core.DestroyWindow(window)
        self.x.core.GetInputFocus().reply()

    def events_selected(self) -> list[int]:
        """The events that anybody wants of the root and its children."""
        windows = [self.root, *self.x.core.QueryTree(self.root).reply().children]
        return [self.x.core.GetWindowAttributes(each).reply().all_event_masks for each in windows]


@pytest.fixture
def manager(screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", screen.name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    made = Manager(screen.name)
    yield made
    made.x.disconnect()


@pytest.fixture
def film(manager):
    """A full-screen window of another program, in front."""
    window = manager.window("ABOVE", "FULLSCREEN")
    manager.activate(window)
    return window


def test_the_active_window_in_full_screen_holds(manager, film):
    assert asked(X11FullScreen()) == [True]
    manager.states(film, "MAXIMIZED_VERT", "MAXIMIZED_HORZ")
    assert asked(X11FullScreen()) == [False]


def test_a_full_screen_window_behind_another_does_not_hold(manager, film):
    manager.activate(manager.window())
    assert asked(X11FullScreen()) == [False]


def test_the_desktop_our_own_windows_and_no_window_do_not_hold(manager):
    manager.activate(manager.window("FULLSCREEN", kind="DESKTOP"))
    assert asked(X11FullScreen()) == [False]
    manager.activate(manager.window("FULLSCREEN", pid=os.getpid()))
    assert asked(X11FullScreen()) == [False]
    manager.activate(0)
    assert asked(X11FullScreen()) == [False]


def test_a_window_that_has_just_gone_does_not_hold(manager, film):
    manager.destroy(film)
    assert asked(X11FullScreen()) == [False]


def test_properties_of_an_unexpected_form_do_not_hold(manager, film):
    manager.put(film, "_NET_WM_STATE", manager.atom("_NET_WM_STATE_FULLSCREEN"), width=8)
    assert asked(X11FullScreen()) == [False]
    manager.put(manager.root, "_NET_ACTIVE_WINDOW")
    assert asked(X11FullScreen()) == [False]


def test_without_a_window_manager_a_server_or_on_wayland_it_can_not_be_known(manager, film, monkeypatch):
    manager.put(manager.root, "_NET_SUPPORTING_WM_CHECK", film)  # one that died has left its mark
    probe = full_screen(None)
    assert asked(probe) == [None]
    assert probe.said.found
    assert probe.said.advice
    manager.x.core.DeleteProperty(manager.root, manager.atom("_NET_SUPPORTING_WM_CHECK"))
    assert asked(X11FullScreen()) == [None]
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert asked(X11FullScreen()) == [None]
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("DISPLAY", ":4242")
    assert asked(X11FullScreen()) == [None]
    X11FullScreen().watch(lambda: None)()
    monkeypatch.delenv("DISPLAY")
    assert asked(X11FullScreen()) == [None]


def leave(manager: Manager, film: int) -> None:
    manager.states(film)


def look_elsewhere(manager: Manager, film: int) -> None:
    manager.activate(manager.window())


def shut(manager: Manager, film: int) -> None:
    manager.activate(0)
    manager.destroy(film)


def shut_unseen(manager: Manager, film: int) -> None:
    manager.destroy(film)  # openbox leaves the last window active


def hide(manager: Manager, film: int) -> None:
    manager.states(film, "FULLSCREEN", "HIDDEN")


@pytest.mark.parametrize("end", [leave, look_elsewhere, shut, shut_unseen, hide])
def test_the_end_is_told_once_and_what_is_no_end_is_not(manager, film, qtbot, end):
    probe = full_screen(None)
    assert asked(probe) == [True]
    assert (probe.name, probe.why, probe.said.found) == ("full-screen", Hold.FULL_SCREEN, "X11")
    ended: list[bool] = []
    undo = probe.watch(lambda: ended.append(True))
    qtbot.waitUntil(lambda: sum(map(bool, manager.events_selected())) == 2)
    manager.put(film, "WM_NAME", 1)
    second = manager.window("FULLSCREEN")
    manager.activate(second)
    qtbot.waitUntil(lambda: sum(map(bool, manager.events_selected())) == 3)  # it has seen that one
    assert not ended
    manager.activate(film)
    end(manager, film)
    qtbot.waitUntil(lambda: ended == [True])
    manager.activate(second)
    qtbot.waitUntil(lambda: not any(manager.events_selected()))
    undo()
    assert ended == [True]


def test_an_end_between_answer_and_watch_is_told(manager, film, qtbot):
    probe = full_screen(None)
    assert asked(probe) == [True]
    manager.states(film)
    ended: list[bool] = []
    probe.watch(lambda: ended.append(True))
    assert not ended
    qtbot.waitUntil(lambda: ended == [True])


def test_nothing_is_selected_on_the_server_but_while_it_is_watched(manager, film, qtbot):
    way = X11FullScreen()
    assert asked(way) == [True]
    assert not any(manager.events_selected())
    undo = way.watch(lambda: None)
    qtbot.waitUntil(lambda: sum(map(bool, manager.events_selected())) == 2)
    undo()
    qtbot.waitUntil(lambda: not any(manager.events_selected()))


def test_a_server_that_dies_ends_the_hold(manager, film, screen, qtbot):
    way = X11FullScreen()
    ended: list[bool] = []
    way.watch(lambda: ended.append(True))
    qtbot.waitUntil(lambda: any(manager.events_selected()))
    screen.server.terminate()
    qtbot.waitUntil(lambda: ended == [True])


@pytest.fixture
def line(qapp):
    made = Wayland()
    yield made
    made.close()


@pytest.fixture
def way(line):
    return WaylandFullScreen(line, lambda: OURS)


def test_a_compositor_that_tells_of_windows_is_asked_and_left_alone_afterwards(new_compositor, way, qtbot):
    compositor = new_compositor((SEAT, 7), (WINDOWS, 3))
    for states, holds in (
        ((ACTIVATED, FULL_SCREEN), True),
        ((FULL_SCREEN,), False),
        ((ACTIVATED, MAXIMIZED), False),
        ((), False),
    ):
        compositor.windows.clear()
        compositor.show("editor", "editor")
        compositor.show("film", "mpv", *states)
        answers = asked(way)
        qtbot.waitUntil(lambda answers=answers, holds=holds: answers == [holds])
        client = compositor.clients[0]
        qtbot.waitUntil(lambda client=client: not client.managers and not client.handles)


def test_our_own_window_does_not_hold(new_compositor, way, qtbot):
    compositor = new_compositor((WINDOWS, 3))
    compositor.show("prompt", OURS, ACTIVATED, FULL_SCREEN)
    answers = asked(way)
    qtbot.waitUntil(lambda: answers == [False])


@pytest.mark.parametrize("offers", [((SEAT, 7),), ((WINDOWS, 1),)])
def test_a_compositor_that_does_not_tell_can_not_be_known(new_compositor, line, offers):
    new_compositor(*offers)
    probe = full_screen(line)
    assert asked(probe) == [None]
    assert probe.said.found
    assert probe.said.advice
    probe.watch(lambda: None)()
    WaylandFullScreen(line, lambda: OURS).watch(lambda: None)()


def watched(compositor, way, qtbot) -> list[bool]:
    """Watch a film, until the compositor tells of changes."""
    compositor.show("film", "mpv", ACTIVATED, FULL_SCREEN)
    ended: list[bool] = []
    way.watch(lambda: ended.append(True))
    qtbot.waitUntil(lambda: any(client.handles for client in compositor.clients))
    return ended


@pytest.mark.parametrize("how", ["leaves", "shuts", "falls behind"])
def test_a_compositor_tells_of_the_end_once(new_compositor, way, qtbot, how):
    compositor = new_compositor((WINDOWS, 3))
    ended = watched(compositor, way, qtbot)
    compositor.show("film", "mpv", ACTIVATED, FULL_SCREEN, MAXIMIZED)
    compositor.show("editor", "editor")
    qtbot.waitUntil(lambda: len(compositor.clients[0].handles) == 2)
    assert not ended
    if how == "shuts":
        compositor.shut("film")
    else:
        compositor.show("film", "mpv", *((ACTIVATED,) if how == "leaves" else (FULL_SCREEN,)))
    qtbot.waitUntil(lambda: ended == [True])
    qtbot.waitUntil(lambda: not compositor.clients[0].managers and not compositor.clients[0].handles)
    compositor.show("more", "mpv", ACTIVATED, FULL_SCREEN)
    assert ended == [True]


def test_a_watch_that_is_taken_back_leaves_nothing_behind(new_compositor, way, line, qtbot):
    compositor = new_compositor((WINDOWS, 3))
    compositor.show("film", "mpv", ACTIVATED, FULL_SCREEN)
    ended: list[bool] = []
    undo = way.watch(lambda: ended.append(True))
    undo()
    undo()
    compositor.show("film", "mpv")
    settled: list[bool] = []
    line.sync(lambda: settled.append(True))
    qtbot.waitUntil(lambda: settled == [True])
    qtbot.waitUntil(lambda: not compositor.clients[0].managers and not compositor.clients[0].handles)
    assert not ended


@pytest.mark.parametrize("gone", ["the protocol", "the compositor"])
def test_where_nobody_tells_any_more_nothing_is_told(new_compositor, way, line, qtbot, gone):
    compositor = new_compositor((SEAT, 7), (WINDOWS, 3))
    ended = watched(compositor, way, qtbot)
    if gone == "the protocol":
        compositor.remove(2)
    else:
        compositor.stop()
    qtbot.waitUntil(lambda: line.find(WINDOWS) is None)
    assert not ended
    assert not line._listeners
