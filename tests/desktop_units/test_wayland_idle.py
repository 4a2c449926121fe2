"""Away and back by the compositor's idle notifications."""

from __future__ import annotations

import pytest
from tests.desktop_units.compositor import IDLE, KDE_IDLE, SEAT, WINDOWS

from unknot.core.presence import Hold
from unknot.desktop.away import AwayWatch
from unknot.desktop.linux.desktop import LinuxParts
from unknot.desktop.linux.idle_notify import IdleNotifier, WaylandIdle
from unknot.desktop.linux.wayland import Wayland

AWAY, BACK = ("held", Hold.AWAY), ("released", Hold.AWAY)
FIVE_MINUTES, A_SECOND = 300_000, 1000
KDE = ((SEAT, 7), (IDLE, 1))


@pytest.fixture
def line(qapp):
    made = Wayland(retries=(0.01, 0.05, 0.1, 0.5, 1, 2))
    yield made
    made.close()


@pytest.fixture
def watch(line, seconds):
    made = AwayWatch((lambda: WaylandIdle(IdleNotifier(line)),), seconds)
    yield made
    made.stop()


@pytest.fixture
def compositor(new_compositor, watch, listener, qtbot):
    """One whose person has gone away, as the watch has told."""
    made = new_compositor(*KDE)
    assert watch.start(listener)
    qtbot.waitUntil(lambda: made.waits() == [FIVE_MINUTES])
    made.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: listener.told == [AWAY])
    return made


@pytest.mark.parametrize(
    ("offers", "used"),
    [
        (((SEAT, 7), (IDLE, 1)), f"{IDLE} 1"),
        (((IDLE, 2), (SEAT, 9), (KDE_IDLE, 1)), f"{IDLE} 2"),
        (((SEAT, 7), (KDE_IDLE, 1)), f"{KDE_IDLE} 1"),
        (((SEAT, 7), (IDLE, 5)), f"{IDLE} 2"),
    ],
)
def test_no_input_is_away_a_nudge_is_not_a_return_and_five_seconds_are(
    new_compositor, watch, listener, seconds, qtbot, offers, used
):
    compositor = new_compositor(*offers)
    assert watch.start(listener)
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    assert used in compositor.bound
    assert not any(one.input_only for one in compositor.notifications)
    compositor.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: listener.told == [AWAY] and compositor.waits() == [A_SECOND, FIVE_MINUTES])
    compositor.idle(A_SECOND)
    compositor.input(A_SECOND)
    qtbot.waitUntil(lambda: watch._return._since is not None)
    seconds.now += 2
    compositor.idle(A_SECOND)
    qtbot.waitUntil(lambda: watch._return._since is None)
    assert listener.told == [AWAY]
    compositor.input(A_SECOND)
    qtbot.waitUntil(lambda: watch._return._since is not None)
    seconds.now += 4
    compositor.idle(A_SECOND)
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK] and compositor.waits() == [FIVE_MINUTES])


def test_who_is_back_within_the_first_second_and_goes_on_is_back(new_compositor, watch, listener, seconds, qtbot):
    compositor = new_compositor(*KDE)
    assert watch.start(listener)
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    compositor.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: compositor.waits() == [A_SECOND, FIVE_MINUTES])
    compositor.input(FIVE_MINUTES)  # the notification of a second has not been idle yet, and tells nothing
    qtbot.waitUntil(watch._timer.isActive)
    seconds.now += 5
    watch._timer.timeout.emit()
    assert listener.told == [AWAY, BACK]


def test_one_absence_after_another_is_told(new_compositor, watch, listener, seconds, qtbot):
    compositor = new_compositor(*KDE)
    assert watch.start(listener)
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    for absence in range(1, 4):
        compositor.idle(FIVE_MINUTES)
        qtbot.waitUntil(lambda absence=absence: listener.told == [AWAY, BACK] * (absence - 1) + [AWAY])
        compositor.input(FIVE_MINUTES)
        qtbot.waitUntil(watch._timer.isActive)
        seconds.now += 6
        watch._timer.timeout.emit()
        assert listener.told == [AWAY, BACK] * absence


@pytest.mark.parametrize("offers", [(), ((SEAT, 7),), ((IDLE, 1),)])
def test_without_a_seat_or_notifications_it_can_not_know(new_compositor, watch, listener, offers):
    new_compositor(*offers)
    assert not watch.start(listener)


@pytest.mark.parametrize("number", [1, 2])
def test_a_seat_or_a_protocol_that_goes_lets_go_and_begins_anew_when_it_comes_back(compositor, listener, qtbot, number):
    compositor.remove(number)
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK] and compositor.waits() == [])
    compositor.add(30, *KDE[number - 1])
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    compositor.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK, AWAY])


def test_a_second_seat_changes_nothing(new_compositor, watch, listener, qtbot):
    compositor = new_compositor(*KDE)
    assert watch.start(listener)
    compositor.add(30, SEAT, 9)
    compositor.remove(30)
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    compositor.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: listener.told == [AWAY])


def test_a_compositor_that_dies_lets_go_and_the_next_one_is_asked(compositor, listener, qtbot):
    compositor.stop()
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK])
    compositor.start()
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    compositor.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK, AWAY])


def test_a_line_found_lost_by_a_question_and_mended_by_the_next_begins_anew(compositor, line, listener, qtbot):
    compositor.stop()
    compositor.start()  # the same offer under the same numbers
    line.sync(lambda: None)
    assert not line.known
    assert line.open(patience=5)
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK] and compositor.waits() == [FIVE_MINUTES])
    compositor.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: listener.told == [AWAY, BACK, AWAY])


def test_nothing_is_left_with_the_compositor_after_the_end(new_compositor, watch, listener, qtbot):
    compositor = new_compositor(*KDE)
    assert watch.start(listener)
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    compositor.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: compositor.waits() == [A_SECOND, FIVE_MINUTES])
    watch.stop()
    qtbot.waitUntil(lambda: compositor.waits() == [])


def test_while_nobody_comes_or_goes_no_timer_runs(new_compositor, watch, line, listener, qtbot):
    compositor = new_compositor(*KDE)
    assert watch.start(listener)
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    assert not line._again.isActive()
    assert not watch._timer.isActive()
    compositor.idle(FIVE_MINUTES)
    qtbot.waitUntil(lambda: listener.told == [AWAY])
    assert not watch._timer.isActive()


@pytest.fixture
def parts(qapp, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    made = LinuxParts()
    yield made
    made.close()


def test_the_app_on_wayland_listens_to_the_compositor(new_compositor, parts, listener, qtbot):
    compositor = new_compositor(*KDE)
    source = parts.idle(())
    assert source.start(listener)
    qtbot.waitUntil(lambda: compositor.waits() == [FIVE_MINUTES])
    source.stop()


def test_the_x_server_beside_a_compositor_is_not_asked_instead(new_compositor, parts, screen, monkeypatch, listener):
    monkeypatch.setenv("DISPLAY", screen.name)
    new_compositor((SEAT, 7))
    assert not parts.idle(()).start(listener)
    monkeypatch.delenv("WAYLAND_DISPLAY")
    source = parts.idle(())
    assert source.start(listener)
    source.stop()


def test_typing_full_screen_and_absence_share_one_line(new_compositor, parts, listener, qtbot):
    compositor = new_compositor(*KDE, (WINDOWS, 3))
    source = parts.idle(())
    assert source.start(listener)
    answers: list[bool | None] = []
    parts.typing().ask(answers.append)
    parts.full_screen().ask(answers.append)
    qtbot.waitUntil(lambda: answers == [True, False])
    assert compositor.met == 1
    source.stop()
