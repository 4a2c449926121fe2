"""What the running app answers to the command line, on the real services and a clock moved by hand."""

from __future__ import annotations

import json

import pytest
from tests.shells import Home

from unknot.core.history import CareEvent
from unknot.remote import Outside, Remote


class Asked:
    """A running app at 8:00 of a working day, and somebody at the command line."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.shown: list[str] = []
        self.ended = 0
        self.remote = Remote(home.house, Outside(self.shown.append, self._end))

    def say(self, line: str) -> tuple[int, str]:
        """Exit status and text."""
        return self.remote.handle(line.split())

    def status(self) -> dict:
        """``status --json``."""
        return json.loads(self.say("status --json")[1])

    def _end(self) -> None:
        self.ended += 1


@pytest.fixture
def asked() -> Asked:
    return Asked(Home())


def test_status_says_what_comes_next_in_words_and_as_data(asked):
    assert "09:30" in asked.say("status")[1]
    assert asked.say("status")[0] == 0
    status = asked.status()
    assert status["next_session"]["at"] == "2026-03-04T09:30:00+01:00"
    assert status["next_session"]["id"] == "s1"
    assert (status["done"], status["sessions"], status["shown"], status["session"]) == (0, 4, None, None)
    assert status["care"] == "clear"


def test_status_tells_of_the_prompt_on_the_screen(asked):
    asked.home.to("09:30")
    assert asked.status()["shown"]["id"] == "s1"
    assert "Asking now" in asked.say("status")[1]


def test_start_begins_the_next_session_and_status_follows_it(asked):
    assert asked.say("start") == (0, "Started.")
    running = asked.status()["session"]
    assert running["step"] == 1
    assert running["seconds_left"] > 60
    assert asked.say("start")[0] == 1


@pytest.mark.parametrize("name", ["chin-tuck", "neck-1"])
def test_start_takes_a_routine_or_an_exercise_by_its_id(asked, name):
    assert asked.say(f"start {name}") == (0, "Started.")
    assert asked.status()["session"]["routine"] == name


@pytest.mark.parametrize("again", [["start"], ["start", "neck-1"]])
def test_a_start_while_a_session_runs_says_that_one_does(asked, again):
    assert asked.remote.handle(["start"]) == (0, "Started.")
    status, text = asked.remote.handle(again)
    assert status == 1
    assert text == "A session is running already."


def test_start_with_minutes_fits_the_routine_to_them(asked):
    assert asked.say("start neck-1 --minutes 3") == (0, "Started.")
    assert asked.status()["session"]["seconds_left"] > 120


def test_an_unknown_name_is_refused_with_the_way_to_the_list(asked):
    status, text = asked.say("start nonsense")
    assert status == 1
    assert "unknot library" in text


def test_after_a_red_flag_every_start_is_refused_with_the_reason(asked):
    asked.home.house.care.answer(CareEvent.RED_FLAG, ["chest"])
    for line in ("start", "start neck-1", "start chin-tuck --minutes 1"):
        status, text = asked.say(line)
        assert status == 1
        assert "warning sign" in text
    assert asked.status()["session"] is None


def test_before_the_question_was_answered_a_start_points_to_it():
    asked = Asked(Home(asked=False))
    status, text = asked.say("start")
    assert status == 1
    assert "question" in text


def test_snooze_puts_the_prompt_off_by_the_minutes_asked_for(asked):
    asked.home.to("09:30")
    assert asked.say("snooze 7") == (0, "Snoozed. Next: 09:37")
    assert asked.status()["shown"] is None


def test_the_fourth_snooze_is_refused_kindly(asked):
    asked.home.to("09:30")
    for _ in range(3):
        assert asked.say("snooze 5")[0] == 0
        asked.home.alarms.advance_to(asked.home.alarms.next_at())
    status, text = asked.say("snooze 5")
    assert status == 1
    assert "three snoozes" in text


def test_skip_leaves_the_prompt_out(asked):
    asked.home.to("09:30")
    assert asked.say("skip")[0] == 0
    assert asked.status()["shown"] is None
    assert asked.status()["next_session"]["id"] == "s2"


@pytest.mark.parametrize(
    ("words", "until"),
    [("30m", "2026-03-04T08:30:00+01:00"), ("2h", "2026-03-04T10:00:00+01:00"), ("90", "2026-03-04T09:30:00+01:00")],
)
def test_pause_takes_a_length(asked, words, until):
    assert asked.say(f"pause {words}")[0] == 0
    (hold,) = asked.status()["holds"]
    assert (hold["why"], hold["until"]) == ("paused", until)


def test_pause_until_tomorrow_ends_with_the_first_working_minute(asked):
    assert asked.say("pause tomorrow") == (0, "Paused until Thursday 08:30.")


def test_a_pause_without_a_length_holds_until_resume(asked):
    assert asked.say("pause")[0] == 0
    asked.home.to("12:00")
    assert asked.status()["shown"] is None
    assert asked.say("resume") == (0, "Prompts again.")
    assert asked.status()["holds"] == []


def test_resume_without_a_pause_says_so(asked):
    assert asked.say("resume") == (1, "Unknot is not paused.")


def test_show_opens_the_window_and_quit_ends_the_app(asked):
    assert asked.say("show") == (0, "")
    assert asked.say("show library") == (0, "")
    assert asked.say("quit")[0] == 0
    assert (asked.shown, asked.ended) == (["", "library"], 1)


@pytest.mark.parametrize("line", [
    "", "frobnicate", "plan", "status --xml", "pause soon", "start a b", "start neck-1 --minutes 99", "snooze 0",
    "show cellar", "today", "today until", "today until 25:00", "today until 7:5", "today until 03:00", "today off 1",
    "call 5h", "call tomorrow", "call soon",
])
def test_what_it_does_not_know_is_wrong_use(asked, line):
    assert asked.say(line)[0] == 2
