"""What the running app answers to the command line, on the real services and a clock moved by hand."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.fakes import FakeProbe
from tests.shells import Home

from unknot import grammar
from unknot.core.history import CareEvent
from unknot.core.library import Problem
from unknot.core.presence import Hold
from unknot.core.settings import Settings
from unknot.ports import Busy
from unknot.remote import Outside, Remote
from unknot.services import calls
from unknot.ui.shell import Page


class Asked:
    """A running app at 8:00 of a working day, and somebody at the command line."""

    def __init__(self, home: Home, folder: Path) -> None:
        self.home = home
        self.shown: list[str] = []
        self.ended = 0
        outside = Outside(self.shown.append, self._end, home.shell.bundles, folder / "before.toml")
        self.remote = Remote(home.house, outside)

    def say(self, line: str) -> tuple[int, str]:
        """Exit status and text."""
        return self.remote.handle(line.split())

    def status(self) -> dict:
        """``status --json``."""
        return json.loads(self.say("status --json")[1])

    def _end(self) -> None:
        self.ended += 1


@pytest.fixture
def asked(tmp_path) -> Asked:
    return Asked(Home(), tmp_path)


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


def test_before_the_question_was_answered_a_start_points_to_it(tmp_path):
    asked = Asked(Home(asked=False), tmp_path)
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
    assert "Held: paused since 08:00 until Thursday 08:30" in asked.say("status")[1]


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
    "call 3h", "call tomorrow", "call soon",
])
def test_what_it_does_not_know_is_wrong_use(asked, line):
    assert asked.say(line)[0] == 2


# the schema of the status: a promise to scripts

SLOT = {"id": str, "kind": str, "at": str, "minutes": float, "state": str, "reason": str, "snoozes": int}
SESSION = {"slot": str, "routine": str, "phase": str, "step": int, "steps": int, "seconds_left": int}
STATUS = {
    "version": str, "date": str, "now": str, "holds": list, "sources": list, "unknown": list, "busy": dict,
    "profile": str, "shown": dict, "next_posture": dict, "next_session": dict, "session": dict, "done": int,
    "sessions": int, "care": str, "idle_known": bool,
}


def kinds(of: dict) -> dict:
    return {name: type(value) for name, value in of.items()}


def test_the_keys_of_the_status_and_their_kinds_are_a_promise(asked):
    now = asked.home.clock.now()
    asked.home.calendars.say([Busy(now, now + timedelta(hours=1), "Team")])
    found = asked.status()
    assert list(found) == list(STATUS)
    nothing = {"shown": None, "session": None}
    assert {**kinds(found), **nothing} == {**STATUS, **nothing}
    assert [kinds(found[key]) for key in ("next_posture", "next_session")] == [SLOT, SLOT]
    assert found["busy"] == {
        "start": "2026-03-04T08:00:00+01:00", "end": "2026-03-04T09:00:00+01:00", "title": "Team"
    }
    asked.home.calendars.say([])
    asked.home.to("09:30")
    assert (kinds(asked.status()["shown"]), asked.status()["busy"]) == (SLOT, None)
    asked.say("start")
    found = asked.status()
    assert kinds(found["session"]) == SESSION
    assert found["session"]["slot"] == "s1"


def test_every_hold_is_named_with_its_beginning_and_its_end_where_it_has_one(asked):
    asked.home.house.held(Hold.LOCKED)
    asked.home.house.held(Hold.AWAY)
    asked.say("pause 30m")
    asked.say("call 1h")
    assert [(hold["why"], hold["until"]) for hold in asked.status()["holds"]] == [
        ("locked", None),
        ("away", None),
        ("paused", "2026-03-04T08:30:00+01:00"),
        ("in a call by hand", "2026-03-04T09:00:00+01:00"),
    ]
    assert all(hold["since"] <= "2026-03-04T08:00:00+01:00" for hold in asked.status()["holds"])
    text = asked.say("status")[1]
    assert "Held: in a call by hand since 08:00 until 09:00" in text


def test_sources_that_can_not_be_known_are_named_once_they_were_asked(tmp_path):
    probes = (FakeProbe(Hold.CALL, None, "microphone"), FakeProbe(Hold.FULL_SCREEN, False, "full-screen"))
    asked = Asked(Home(probes=probes), tmp_path)
    quiet = asked.remote.status(look=False)
    assert [source["known"] for source in quiet["sources"]] == [None, None]
    assert [probe.asked for probe in probes] == [0, 0]
    asked.status()
    found = asked.status()
    assert [probe.asked for probe in probes] == [1, 1]
    assert not asked.home.house.lookout.followed, "asked once, and nobody looks on"
    assert found["sources"] == [
        {"name": "microphone", "hold": "in a call", "known": False},
        {"name": "full-screen", "hold": "full screen", "known": True},
    ]
    assert "microphone" in found["unknown"]
    assert "full-screen" not in found["unknown"]
    assert "microphone" in asked.say("status")[1]


# calls, profiles, today


def test_what_the_grammar_repeats_so_as_to_import_nothing_is_what_the_app_has():
    assert timedelta(minutes=grammar.LONGEST_CALL) == calls.LONGEST
    assert tuple(Page) == grammar.PAGES


def test_a_call_by_hand_holds_until_it_is_over_and_a_break_comes_first(asked):
    status, text = asked.say("call 30m")
    assert (status, "08:30" in text) == (0, True)
    assert asked.say("call end")[0] == 0
    assert asked.status()["holds"] == []
    assert asked.say("call end") == (1, "You didn't say that you are in a call.")
    assert "10:00" in asked.say("call")[1], "without a length at most two hours"


def test_the_usual_profile_is_switched_and_told(asked):
    assert asked.say("profile") == (0, "office (the usual one)\nhome\nnight\nholiday")
    assert asked.say("profile holiday") == (0, "The usual profile is holiday.")
    assert asked.status()["next_session"] is None
    assert "Profile: holiday" in asked.say("status")[1]
    assert asked.say("profile moon")[0] == 1


def test_a_weekday_with_a_profile_of_its_own_is_pointed_out(asked):
    asked.home.preferences.change(profile_days=("", "", "home", "", "", "", ""))
    status, text = asked.say("profile night")
    assert (status, "Today is home" in text, "unknot today night" in text) == (0, True, True)
    assert asked.say("profile")[1].splitlines()[1:3] == ["home (in force today)", "night (the usual one)"]


def test_today_can_be_longer_off_of_another_profile_and_as_usual_again(asked):
    assert asked.say("today until 20:00") == (0, "Today: 08:30-12:15, 13:00-20:00.")
    assert asked.say("today until 11:00") == (0, "Today: 08:30-11:00.")
    assert asked.say("today off") == (0, "Today: off.")
    assert asked.status()["next_session"] is None
    assert asked.say("today home") == (0, "Today: 09:00-12:30, 13:30-17:30.")
    assert asked.say("today usual") == (0, "Today: 08:30-12:15, 13:00-17:30.")
    assert asked.home.preferences.current.days == ()
    assert asked.say("today moon")[0] == 1


def test_what_the_organisation_has_locked_is_refused_with_its_name(asked):
    asked.home.store.locked = frozenset({"profile", "days"})
    reply = asked.remote.carry_out(["profile", "home"])
    assert reply == (1, "Your organisation has set this: profile.", "Locked")
    assert asked.remote.carry_out(["today", "off"]).why == "Locked"
    assert asked.home.preferences.current == Settings()


def test_the_running_app_takes_settings_in_and_back(asked, tmp_path):
    file = tmp_path / "other settings.toml"
    file.write_text("sessions = 2\n", encoding="utf-8")
    assert asked.remote.handle(["settings", "import", str(file), "--yes"])[0] == 0
    assert asked.status()["sessions"] == 2
    assert asked.remote.handle(["settings", "undo"])[0] == 0
    assert asked.status()["sessions"] == 4
    assert asked.remote.handle(["settings", "undo"])[0] == 1
    assert asked.remote.handle(["settings", "show"])[0] == 2
    assert asked.remote.handle(["settings", "import", str(tmp_path / "none.toml")])[0] == 1


def test_an_import_that_can_not_be_saved_says_so_and_not_that_it_is_done(asked, tmp_path):
    file = tmp_path / "other.toml"
    file.write_text("sessions = 2\n", encoding="utf-8")
    asked.home.store.refuses = Problem("settings.toml", "", "full")
    reply = asked.remote.carry_out(["settings", "import", str(file), "--yes"])
    assert (reply.status, reply.text, reply.why) == (1, "settings.toml: the disk is full", "NotSaved")
