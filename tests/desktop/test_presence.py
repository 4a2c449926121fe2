"""Locks and sleep as the login manager tells them: what falls due meanwhile waits, and at most one prompt follows."""

from __future__ import annotations

import pytest
from tests.desktop.processes import wait_until


@pytest.fixture
def machine(desk):
    """The desktop with a login manager, the app ten minutes before the first session."""
    desk.login = desk.mock_login()
    desk.welcome()
    desk.app = desk.start_app("2026-11-23T09:20")
    return desk


def holds(desk):
    """What holds prompts now."""
    return {hold["why"] for hold in desk.status()["holds"]}


def test_nothing_shows_while_the_screen_is_locked_and_the_session_comes_after(machine):
    machine.login.lock(True)
    wait_until(lambda: "locked" in holds(machine), "the lock")
    machine.app.pass_until("09:34")
    assert machine.notes_shown() == 0
    assert machine.rows("s1")[-1]["event"] == "held"
    machine.login.lock(False)
    wait_until(lambda: not holds(machine), "the end of the lock")
    assert machine.notes_shown() == 0
    machine.app.pass_time(seconds=31)
    wait_until(machine.notes_shown, "the session's prompt")
    assert machine.status()["shown"]["id"] == "s1"


def test_a_prompt_on_the_screen_goes_when_it_is_locked(machine):
    machine.app.pass_until("09:30:00")
    wait_until(machine.notes_shown, "the prompt")
    machine.login.lock(True)
    wait_until(lambda: machine.notes_shown() == 0, "the prompt to go")
    assert machine.outcome("s1") == ""


def test_after_sleep_through_prompts_at_most_one_shows_and_not_before_two_minutes(machine):
    machine.login.sleep(True)
    wait_until(lambda: "asleep" in holds(machine), "the sleep")
    machine.app.sleep(hours=3)
    machine.login.sleep(False)
    wait_until(lambda: "asleep" not in holds(machine), "the wake")
    machine.app.pass_time(seconds=115)
    assert machine.notes_shown() == 0
    machine.app.pass_time(minutes=4)
    assert machine.notes_shown() <= 1
    assert machine.outcome("s1") == "missed"
    assert machine.outcome("s2") == "missed"
    assert [row["slot"] for row in machine.rows() if row["event"] == "shown"].count("s1") == 0


def test_a_running_session_stands_still_behind_a_lock(machine):
    assert machine.unknot("start", "neck-1").returncode == 0
    wait_until(machine.app.windows, "the session's window")
    machine.login.lock(True)
    wait_until(lambda: "locked" in holds(machine), "the lock")
    left = machine.status()["session"]["seconds_left"]
    machine.app.pass_time(minutes=3)
    assert machine.status()["session"]["seconds_left"] == left
