"""Alarms on APScheduler in the Qt loop, against the real clock with tiny waits."""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QTimer

from unknot.scheduling.alarms import QtAlarms


@pytest.fixture
def alarms(qapp):
    made = QtAlarms()
    yield made
    made.stop()


def soon(milliseconds: float = 20) -> datetime:
    return datetime.now(UTC) + timedelta(milliseconds=milliseconds)


def settle() -> None:
    """Let everything that is due now happen."""
    for _ in range(5):
        QCoreApplication.processEvents()


def timers_here(alarms: QtAlarms) -> int:
    """Running timers of the scheduler, as the event loop counts them."""
    dispatcher = QAbstractEventDispatcher.instance()
    return len(dispatcher.registeredTimers(alarms._scheduler._timer))


def test_an_alarm_rings_once_on_the_qt_thread_and_not_early(alarms, qtbot):
    rung = []
    at = soon(60)
    alarms.ring("next", at, lambda: rung.append((datetime.now(UTC), threading.current_thread())))
    qtbot.waitUntil(lambda: bool(rung))
    settle()
    [(moment, thread)] = rung
    assert moment >= at
    assert thread is threading.main_thread()


def test_a_time_in_another_zone_is_the_same_moment(alarms, qtbot):
    rung = []
    alarms.ring("next", soon().astimezone(ZoneInfo("Asia/Kathmandu")), lambda: rung.append(1))
    qtbot.waitUntil(lambda: rung == [1])


def test_an_alarm_that_is_hours_late_rings_once(alarms, qtbot):
    rung = []
    alarms.ring("late", datetime.now(UTC) - timedelta(hours=9), lambda: rung.append(1))
    qtbot.waitUntil(lambda: rung == [1])
    alarms.check()
    settle()
    assert rung == [1]


def test_setting_a_name_again_replaces_it(alarms, qtbot):
    rung = []
    alarms.ring("next", soon(), lambda: rung.append("old"))
    alarms.ring("next", soon(), lambda: rung.append("new"))
    qtbot.waitUntil(lambda: bool(rung))
    settle()
    assert rung == ["new"]


def test_an_alarm_may_set_itself_again_while_it_rings(alarms, qtbot):
    rung = []

    def again() -> None:
        rung.append(1)
        if len(rung) < 3:
            alarms.ring("next", soon(1), again)

    alarms.ring("next", soon(1), again)
    qtbot.waitUntil(lambda: len(rung) == 3)


def test_a_cancelled_alarm_is_silent_even_when_both_are_due_at_once(alarms, qtbot):
    rung = []
    past = datetime.now(UTC) - timedelta(seconds=1)
    alarms.ring("a", past, lambda: (rung.append("a"), alarms.cancel("b")))
    alarms.ring("b", past + timedelta(milliseconds=1), lambda: rung.append("b"))
    qtbot.waitUntil(lambda: bool(rung))
    settle()
    assert rung == ["a"]
    alarms.cancel("never set")


def test_a_thousand_reschedules_leave_one_timer(alarms):
    before = len(QCoreApplication.instance().findChildren(QTimer))
    for minute in range(1000):
        alarms.ring("next", datetime.now(UTC) + timedelta(hours=1, minutes=minute), lambda: None)
        QCoreApplication.processEvents()
    settle()
    assert timers_here(alarms) == 1
    assert len(QCoreApplication.instance().findChildren(QTimer)) == before
    assert len(alarms._scheduler.get_jobs()) == 1


def test_with_nothing_set_no_timer_runs(alarms):
    alarms.ring("next", soon(3_600_000), lambda: None)
    settle()
    alarms.cancel("next")
    settle()
    assert timers_here(alarms) == 0


def test_an_alarm_years_away_is_within_what_a_timer_can_wait(alarms):
    alarms.ring("far", datetime.now(UTC) + timedelta(days=900), lambda: None)
    settle()
    assert timers_here(alarms) == 1


def test_an_error_in_an_alarm_reaches_the_excepthook_and_others_still_ring(alarms, qtbot, monkeypatch):
    seen = []
    rung = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append((kind, str(error))))

    def fail() -> None:
        raise ValueError("no such slot")

    alarms.ring("bad", soon(1), fail)
    alarms.ring("good", soon(5), lambda: rung.append(1))
    qtbot.waitUntil(lambda: rung == [1])
    assert seen == [(ValueError, "no such slot")]


def test_after_stop_nothing_rings(alarms):
    rung = []
    alarms.ring("next", datetime.now(UTC), lambda: rung.append(1))
    alarms.stop()
    settle()
    alarms.check()
    settle()
    assert rung == []
    assert timers_here(alarms) == 0
