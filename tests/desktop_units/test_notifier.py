"""Notifications against a mocked server on a private bus."""

from __future__ import annotations

import json
import signal
import time

import pytest

from unknot.desktop.linux.bus import Bus
from unknot.desktop.linux.notifier import INTERFACE, NAME, PATH, DBusNotifier
from unknot.ports import Closed, Notice

NOTICE = Notice("Stand up and walk", "To the window & back", (("accept", "Done it"), ("snooze", "Snooze")))


class Ears:
    """Both callbacks of one notification."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def __call__(self, what: object) -> None:
        self.heard.append(what)


def serve(bus, *capabilities: str):
    """Play a notification server with these capabilities."""
    parameters = json.dumps({"capabilities": " ".join(capabilities)})
    return bus.mock("--template", "notification_daemon", "--parameters", parameters, name=NAME)


@pytest.fixture
def server(private_bus):
    return serve(private_bus, "actions", "body", "body-markup")


@pytest.fixture
def notifier(server, session):
    return DBusNotifier(lambda: session)


def calls(bus, member: str) -> str:
    return bus.call(NAME, PATH, "org.freedesktop.DBus.Mock.GetMethodCalls", member)


def show(notifier, qtbot, notice: Notice = NOTICE) -> Ears:
    """Show one and wait until the server has given it an id."""
    ears = Ears()
    notifier.show(notice, ears, ears)
    qtbot.waitUntil(lambda: notifier._shown is None or notifier._shown.id > 0)
    return ears


def test_a_server_with_actions_can_act_and_answers_from_memory(notifier, private_bus):
    assert notifier.can_act()
    asked = calls(private_bus, "GetCapabilities").count("uint64")
    start = time.perf_counter()
    assert notifier.can_act()
    assert time.perf_counter() - start < 0.005
    assert calls(private_bus, "GetCapabilities").count("uint64") == asked


def test_a_server_without_actions_can_not_act(private_bus, session):
    serve(private_bus, "body")
    assert not DBusNotifier(lambda: session).can_act()


def test_without_a_server_or_a_bus_nothing_can_act_and_a_notice_is_lost(session, qtbot):
    for notifier in (DBusNotifier(lambda: session), DBusNotifier(lambda: None)):
        assert not notifier.can_act()
        ears = Ears()
        notifier.show(NOTICE, ears, ears)
        assert ears.heard == []
        qtbot.waitUntil(lambda ears=ears: ears.heard == [Closed.LOST])


def test_a_pressed_button_is_told_once_and_the_notification_is_taken_away(notifier, private_bus, qtbot):
    notifier.can_act()
    ears = show(notifier, qtbot)
    number = notifier._shown.id
    private_bus.emit(NAME, PATH, INTERFACE, "ActionInvoked", "us", f"[<uint32 {number}>, <'snooze'>]")
    private_bus.emit(NAME, PATH, INTERFACE, "NotificationClosed", "uu", f"[<uint32 {number}>, <uint32 2>]")
    qtbot.waitUntil(lambda: bool(ears.heard))
    qtbot.waitUntil(lambda: f"[<{number}>]" in calls(private_bus, "CloseNotification"))
    assert ears.heard == ["snooze"]


@pytest.mark.parametrize(("reason", "why"), [(1, Closed.EXPIRED), (2, Closed.DISMISSED), (4, Closed.LOST)])
def test_the_server_says_why_it_closed(notifier, private_bus, qtbot, reason, why):
    ears = show(notifier, qtbot)
    number = notifier._shown.id
    private_bus.emit(NAME, PATH, INTERFACE, "NotificationClosed", "uu", f"[<uint32 {number + 9}>, <uint32 1>]")
    private_bus.emit(NAME, PATH, INTERFACE, "NotificationClosed", "uu", f"[<uint32 {number}>, <uint32 {reason}>]")
    qtbot.waitUntil(lambda: ears.heard == [why])


def test_withdrawing_takes_it_away_and_says_so_once(notifier, private_bus, qtbot):
    ears = show(notifier, qtbot)
    notifier.withdraw()
    notifier.withdraw()
    assert ears.heard == []
    qtbot.waitUntil(lambda: "[<1>]" in calls(private_bus, "CloseNotification"))
    qtbot.waitUntil(lambda: ears.heard == [Closed.WITHDRAWN])


def test_withdrawing_before_the_server_has_answered_still_takes_it_away(notifier, private_bus, qtbot):
    ears = Ears()
    notifier.show(NOTICE, ears, ears)
    notifier.withdraw()
    qtbot.waitUntil(lambda: "[<1>]" in calls(private_bus, "CloseNotification"))
    assert ears.heard == [Closed.WITHDRAWN]


def test_a_second_notice_replaces_the_first(notifier, private_bus, qtbot):
    first = show(notifier, qtbot)
    number = notifier._shown.id
    second = show(notifier, qtbot)
    assert first.heard == [Closed.WITHDRAWN]
    assert f"<'Unknot'>, <uint32 {number}>" in calls(private_bus, "Notify")
    private_bus.emit(NAME, PATH, INTERFACE, "ActionInvoked", "us", f"[<uint32 {notifier._shown.id}>, <'accept'>]")
    qtbot.waitUntil(lambda: second.heard == ["accept"])
    assert first.heard == [Closed.WITHDRAWN]


def test_replacing_before_the_server_has_answered_leaves_only_the_second(notifier, private_bus, qtbot):
    first = Ears()
    notifier.show(NOTICE, first, first)
    second = show(notifier, qtbot)
    qtbot.waitUntil(lambda: "[<1>]" in calls(private_bus, "CloseNotification"))
    assert first.heard == [Closed.WITHDRAWN]
    assert second.heard == []
    assert notifier._shown.id == 2


def test_a_server_that_vanishes_loses_the_notice_and_is_asked_anew_when_it_returns(
    notifier, server, private_bus, qtbot
):
    assert notifier.can_act()
    ears = show(notifier, qtbot)
    server.terminate()
    server.wait(10)
    qtbot.waitUntil(lambda: ears.heard == [Closed.LOST])
    assert not notifier.can_act()
    serve(private_bus, "body")
    qtbot.waitUntil(lambda: notifier._capabilities == frozenset({"body"}))
    assert not notifier.can_act()


def test_what_is_sent_has_buttons_in_order_escaped_text_a_picture_and_no_default_action(
    notifier, private_bus, qtbot, tmp_path
):
    notifier.can_act()
    picture = tmp_path / "neck left.png"
    show(notifier, qtbot, Notice("Neck", "a < b & c", NOTICE.actions, picture))
    sent = calls(private_bus, "Notify")
    assert "['accept', 'Done it', 'snooze', 'Snooze']" in sent
    assert "'default'" not in sent
    assert "a &lt; b &amp; c" in sent
    assert picture.as_uri() in sent
    assert "'urgency': <byte 0x01>" in sent


def test_a_server_that_hangs_is_not_waited_for(private_bus, session):
    server = serve(private_bus, "actions")
    server.send_signal(signal.SIGSTOP)
    try:
        start = time.perf_counter()
        assert not DBusNotifier(lambda: session).can_act()
        assert time.perf_counter() - start < 0.2
    finally:
        server.send_signal(signal.SIGCONT)


def test_a_lost_bus_loses_the_notice(private_bus, server, qtbot, qapp):
    bus = Bus.open("SESSION")
    notifier = DBusNotifier(lambda: bus)
    ears = show(notifier, qtbot)
    private_bus.daemon.terminate()
    qtbot.waitUntil(lambda: not bus.alive)
    assert not notifier.can_act()
    qtbot.waitUntil(lambda: ears.heard == [Closed.LOST])
