"""A film that fills the screen, and hands on the keyboard: a real window manager, real keys, the X server's own
counters."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.desktop.processes import wait_until

BEFORE = "2026-11-23T09:20"
"""Ten minutes before the first session."""


class Film:
    """Another program's window (``film.py``)."""

    def __init__(self, desk) -> None:
        self._desk = desk
        self.process = desk.processes.start(
            "film", [sys.executable, str(Path(__file__).with_name("film.py"))], pipes=True
        )
        self.window = wait_until(lambda: desk.screen.windows(self.process.pid), "the film's window")[0].id
        wait_until(lambda: desk.screen.active() == self.window, "the film to be in front")

    def fill(self, full: bool) -> None:
        """Fill the screen, or not."""
        self.process.stdin.write(b"full\n" if full else b"normal\n")
        self.process.stdin.flush()
        there = lambda: self._desk.screen.has_state(self.window, "FULLSCREEN")  # noqa: E731 - asked again and again
        wait_until(lambda: there() is full, "the window manager")


def holds(desk):
    """What holds prompts now."""
    return {hold["why"] for hold in desk.status()["holds"]}


@pytest.fixture
def film(desk):
    desk.welcome()
    return Film(desk)


def test_a_session_waits_for_the_end_of_a_film_and_thirty_seconds_more(desk, film):
    film.fill(True)
    app = desk.start_app(BEFORE)
    app.pass_until("09:30:00")
    wait_until(lambda: "full screen" in holds(desk), "the hold")
    assert desk.notes_shown() == 0
    assert desk.rows("s1")[-1]["event"] == "held"
    film.fill(False)
    wait_until(lambda: not holds(desk), "the end, told by the window manager")
    assert desk.notes_shown() == 0
    app.pass_time(seconds=31)
    wait_until(desk.notes_shown, "the session's prompt")


def test_a_film_behind_another_window_holds_nothing(desk, film):
    film.fill(True)
    app = desk.start_app(BEFORE)
    app.pass_until("09:30:00")
    wait_until(lambda: "full screen" in holds(desk), "the hold")
    desk.start_writer()
    wait_until(lambda: not holds(desk), "another window to be in front")
    app.pass_time(seconds=31)
    wait_until(desk.notes_shown, "the session's prompt")


def test_a_film_that_ends_with_its_program_holds_nothing_more(desk, film):
    film.fill(True)
    app = desk.start_app(BEFORE)
    app.pass_until("09:30:00")
    wait_until(lambda: "full screen" in holds(desk), "the hold")
    desk.processes.stop("film")
    wait_until(lambda: not holds(desk), "the end")


def test_a_session_waits_for_a_lull_in_typing_and_no_longer(desk):
    desk.welcome()
    writer = desk.start_writer()
    app = desk.start_app(BEFORE, typing=True)
    desk.screen.type("in the middle of a sen")
    app.pass_until("09:30:00")
    wait_until(lambda: "typing" in holds(desk), "the hold")
    assert desk.notes_shown() == 0
    desk.screen.type("tence")
    wait_until(lambda: writer.text() == "in the middle of a sentence", "the text")
    assert desk.notes_shown() == 0
    wait_until(desk.notes_shown, "ten seconds without a key, and the prompt at once after them", 20)
    assert not holds(desk)


def test_typing_holds_no_longer_than_two_minutes(desk):
    desk.welcome()
    desk.start_writer()
    app = desk.start_app(BEFORE, typing=True)
    desk.screen.type("I never stop")
    app.pass_until("09:30:00")
    for _ in range(7):
        wait_until(lambda: "typing" in holds(desk), "the hold")
        assert desk.notes_shown() == 0
        desk.screen.type(" typing")
        app.pass_time(seconds=16)
    desk.screen.type(" and typing")
    app.pass_time(seconds=10)
    wait_until(desk.notes_shown, "the prompt all the same", 5)


def test_check_says_how_each_is_known(desk):
    checked = desk.unknot("check")
    said = checked.stdout.splitlines()
    for name, who in (("idle", "X11"), ("full-screen", "X11"), ("typing", "X11")):
        assert any(name in line and who in line for line in said), checked.stdout
