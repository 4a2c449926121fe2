"""The command line as a person or a script meets it: what it refuses, what it says, how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import fields
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from tests.storage.records import ONE_OF_EACH

from unknot import __version__, cli, endpoint
from unknot.commands import offline, sentences
from unknot.core.history import Entry, Event, Outcome, Reason, SlotKind
from unknot.core.library import Limits
from unknot.core.presence import Hold
from unknot.core.rota import DayOff
from unknot.storage.export import KINDS
from unknot.storage.ledger import open_ledger

APP = str(Path(__file__).resolve().parents[1] / "app")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private home in which no app runs, on a machine with a screen."""
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path))
    monkeypatch.setattr(endpoint, "addresses", list)
    monkeypatch.setenv("DISPLAY", ":0")
    return tmp_path


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "line",
    [
        "frobnicate",
        "--foo",
        "--background x",
        "snooze ²",
        "snooze 99999999999999999999",
        "snooze -3",
        "pause 0m",
        "pause ²m",
        "pause 99999999999999999999h",
        "start neck-1 --minutes 0",
        "start neck-1 --minutes ①",
        "plan --days 0",
        "plan --days -1",
        "plan --days 401",
        "plan --date 2026-13-01",
        "plan --date 9999-12-31 --days 2",
        "plan --date 0001-01-01 --zone Asia/Tokyo",
        "plan --zone ../x",
        "plan --zone /etc/passwd",
        "plan --settings /no/such/file",
        "history --from 2026-01-02 --to 2026-01-01",
        "history --json --csv",
        "plan --holidays XX",
        "plan --holidays ../x",
        "plan --profile moon",
        "log --limit 0",
        "log --limit x",
        "log --date yesterday",
        "settings",
        "settings paths",
        "settings export",
        "settings import",
        "settings path x",
        "settings undo --yes",
        "call 3h",
        "call now",
        "show cellar",
        "today",
        "today until",
        "today until 25:00",
        "today until 20:0",
        "today off now",
    ],
)
def test_wrong_use_is_one_line_and_status_2(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("unknot: ")
    assert said.err.count("\n") == 1


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("line", ["status", "snooze 5", "skip", "pause 30m", "resume", "call 30m", "show", "quit"])
def test_without_a_running_app_the_status_is_3_and_says_how_to_start(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(line.split()) == 3
    assert "unknot --background" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_start_does_not_wait_for_an_app_that_no_screen_can_show(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(endpoint, "display_there", lambda: False)
    monkeypatch.setattr(endpoint, "launch", lambda _args: pytest.fail("nothing can be shown"))
    assert cli.run(["start"]) == 3
    assert "screen" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_every_command_knows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert [cli.run(line.split()) for line in ("help", "-h", "plan --help", "status -h")] == [0] * 4
    assert capsys.readouterr().out == cli.HELP * 4


@pytest.mark.usefixtures("home")
def test_the_library_tells_the_same_of_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["library", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    wanted = {"id", "kind", "name", "areas", "position", "sides", "dose", "limits", "picture", "source"}
    assert {thing["kind"] for thing in found} == {"stretch", "habit", "massage", "routine", "advice", "tip"}
    assert [thing["id"] for thing in found if wanted - thing.keys()] == []
    roller = next(thing for thing in found if thing["id"] == "massage-roller")
    assert len(roller["limits"]) == 1 + len(fields(Limits)), "the hold, and each limit of a massage"


def test_a_bad_settings_file_is_named_with_its_field_in_words(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "mine.toml"
    file.write_text("sessions = 99\n", encoding="utf-8")
    assert cli.run(["plan", "--settings", str(file), "--date", "2026-03-02"]) == 0
    assert capsys.readouterr().err == f"unknot: {file}, sessions: out of range: 99 (allowed: 1 to 8)\n"


@pytest.mark.usefixtures("home")
def test_an_empty_history_has_the_columns_of_a_full_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["history", "--csv"]) == 0
    header = next(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert {"day", "at", "slot", "kind", "event", "outcome", "reason", "seconds"} <= set(header)


def test_a_ledger_that_is_none_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "data").mkdir()
    (home / "data" / "ledger.db").write_bytes(b"not a database, whatever its name says" * 40)
    assert cli.run(["history"]) == 1
    assert capsys.readouterr().err.startswith("unknot: ledger.db: can't be read")
    assert (home / "data" / "ledger.db").read_bytes().startswith(b"not a database")


# what needs no running app


def printed(capsys: pytest.CaptureFixture[str], line: str) -> str:
    """What a command prints that succeeds."""
    assert cli.run(line.split()) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.usefixtures("home")
def test_the_plan_of_a_default_day_is_the_one_the_rules_give(capsys: pytest.CaptureFixture[str]) -> None:
    (day,) = json.loads(printed(capsys, "plan --date 2026-11-23 --zone Europe/Berlin --json"))
    at = {kind: [s["at"] for s in day["slots"] if s["kind"] == kind] for kind in ("session", "posture")}
    assert at["session"] == [f"2026-11-23T{t}:00+01:00" for t in ("09:30", "11:35", "14:25", "16:30")]
    assert at["posture"] == [f"2026-11-23T{t}:00+01:00" for t in ("10:33", "14:00", "15:28")]
    assert [s["id"] for s in day["slots"] if s["kind"] == "session"] == ["s1", "s2", "s3", "s4"]
    assert {s["minutes"] for s in day["slots"] if s["kind"] == "session"} == {3.0}
    assert [s for s in day["slots"] if not s["reason"]] == []


@pytest.mark.usefixtures("home")
def test_the_plan_in_words_names_days_off(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "plan --date 2026-11-20 --days 4 --zone Europe/Berlin")
    assert [line for line in text.splitlines() if "day off" in line] == [
        "Saturday 2026-11-21: day off (no hours on Saturdays)",
        "Sunday 2026-11-22: day off (no hours on Sundays)",
    ]
    assert text.count("  09:30  s1     session 3 min  spread evenly over the working time\n") == 2
    assert text.count("  10:33  p1     stand up       after 60 min at the desk\n") == 2


@pytest.mark.usefixtures("home")
def test_summer_time_shows_in_the_offset_and_not_in_the_hour(capsys: pytest.CaptureFixture[str]) -> None:
    days = json.loads(printed(capsys, "plan --date 2026-03-27 --days 4 --zone Europe/Berlin --json"))
    assert [day["slots"][0]["at"] for day in days if day["slots"]] == [
        "2026-03-27T09:30:00+01:00",
        "2026-03-30T09:30:00+02:00",
    ]


def test_a_plan_takes_other_settings(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "mine.toml"
    file.write_text("sessions = 2\n", encoding="utf-8")
    (day,) = json.loads(printed(capsys, f"plan --date 2026-11-23 --zone UTC --settings {file} --json"))
    assert sum(slot["kind"] == "session" for slot in day["slots"]) == 2


MEETING = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:tests
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Berlin:20261223T112000
DTEND;TZID=Europe/Berlin:20261223T121000
SUMMARY:Team \x1b[31mmeeting
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def diary(home: Path) -> Path:
    """A calendar with a meeting from 11:20 to 12:10 on the 23rd of December."""
    file = home / "diary.ics"
    file.write_text(MEETING, encoding="utf-8")
    return file


def test_a_plan_keeps_the_busy_times_of_calendars_free_and_says_so(
    home: Path, diary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = f"plan --date 2026-12-23 --zone Europe/Berlin --ics {diary}"
    text = printed(capsys, asked)
    assert "  11:20  busy   until 12:10    Team [31mmeeting\n" in text, "what a terminal would obey is left out"
    assert "  11:15  s2     session 3 min  moved out of a busy time\n" in text
    (day,) = json.loads(printed(capsys, f"{asked} --json"))
    assert [busy["start"] for busy in day["busy"]] == ["2026-12-23T11:20:00+01:00"]
    assert day["slots"][2]["reason"] == "moved for busy time"


def test_the_calendars_and_holidays_of_the_settings_count_by_themselves(
    home: Path, diary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config").mkdir()
    settings = f'holidays = "DE-BY"\ncalendars = ["{diary.as_posix()}"]\n'
    (home / "config" / "settings.toml").write_text(settings, encoding="utf-8")
    days = json.loads(printed(capsys, "plan --date 2026-12-23 --days 3 --zone Europe/Berlin --json"))
    assert [(len(day["busy"]), day["off"], day["holiday"]) for day in days] == [
        (1, None, None), (0, None, None), (0, "holiday", "Erster Weihnachtstag")
    ]
    days = json.loads(printed(capsys, "plan --date 2026-12-23 --days 3 --zone Europe/Berlin --holidays none --json"))
    assert [day["off"] for day in days] == [None, None, None]


def test_a_country_of_the_settings_that_nobody_knows_is_named_and_the_plan_comes_without_holidays(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('holidays = "XX"\n', encoding="utf-8")
    assert cli.run(["plan", "--date", "2026-12-25", "--zone", "Europe/Berlin"]) == 0
    said = capsys.readouterr()
    assert "settings.toml, holidays" in said.err
    assert said.out.startswith("Friday 2026-12-25: 08:30-12:15, 13:00-17:30\n")


def test_a_broken_calendar_is_named_and_the_plan_comes_without_it(
    home: Path, diary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = home / "broken.ics"
    broken.write_bytes(b"\x00\x01 nothing of the kind")
    line = f"plan --date 2026-12-23 --zone Europe/Berlin --ics {broken} --ics {diary}"
    assert cli.run(line.split()) == 0
    said = capsys.readouterr()
    assert "broken.ics" in said.err
    assert "busy   until 12:10" in said.out


@pytest.mark.usefixtures("home")
def test_a_profile_can_be_planned_for_every_day(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "plan --date 2026-11-23 --zone Europe/Berlin --profile night")
    assert text.startswith("Monday 2026-11-23: 22:00-02:00, 02:45-06:00  [night]\n")
    assert "  05:05  s4 " in text.splitlines()[-1]
    (day,) = json.loads(printed(capsys, "plan --date 2026-11-23 --zone Europe/Berlin --profile holiday --json"))
    assert (day["profile"], day["off"], day["slots"]) == ("holiday", "weekday", [])


def test_a_change_of_a_single_day_is_planned_and_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "mine.toml"
    file.write_text("[days]\n2026-11-23 = []\n", encoding="utf-8")
    text = printed(capsys, f"plan --date 2026-11-23 --zone UTC --settings {file}")
    assert text == "Monday 2026-11-23: day off (you said so)\n"


# settings


def test_settings_are_found_shown_and_described(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(printed(capsys, "settings path").strip())
    assert path == home / "config" / "settings.toml"
    path.parent.mkdir()
    path.write_text("sessions = 5\n", encoding="utf-8")
    shown = json.loads(printed(capsys, "settings show"))
    schema = json.loads(printed(capsys, "settings schema"))
    assert shown["sessions"] == 5
    assert [row["name"] for row in schema] == list(shown)
    assert [row for row in schema if not row["help"]] == []
    assert next(row for row in schema if row["name"] == "sessions")["most"] == 8


def test_what_an_organisation_has_set_is_shown_with_its_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "site").mkdir()
    file = home / "site" / "settings.toml"
    file.write_text('locked = ["prompt_every"]\nprompt_every = 30\nsessions = 3\n', encoding="utf-8")
    shown = json.loads(printed(capsys, "settings show"))
    assert (shown["prompt_every"], shown["sessions"]) == (30, 3)
    assert shown["organisation"] == {
        "prompt_every": {"file": str(file), "locked": True}, "sessions": {"file": str(file), "locked": False}
    }
    own = home / "own.toml"
    own.write_text("prompt_every = 90\nvolume = 5\n", encoding="utf-8")
    assert cli.run(["settings", "import", str(own), "--yes"]) == 0
    said = capsys.readouterr()
    assert "prompt_every: set by your organisation" in said.err
    assert said.out.splitlines()[0] == "volume: 60 -> 5"
    assert json.loads(printed(capsys, "settings show"))["prompt_every"] == 30


def test_exported_settings_come_back_on_another_computer(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config").mkdir()
    mine = home / "config" / "settings.toml"
    mine.write_text('volume = 5\n[hours]\nmon = ["10:00-14:00"]\n[days]\n2026-12-24 = []\n', encoding="utf-8")
    before = printed(capsys, "settings show")
    bundle = home / "bundle.toml"
    printed(capsys, f"settings export {bundle}")
    assert bundle.read_text(encoding="utf-8").startswith("# Settings of Unknot, exported on ")
    mine.unlink()
    text = printed(capsys, f"settings import {bundle} --yes")
    assert "volume: 60 -> 5" in text
    assert 'hours.mon: ["08:30-12:15", "13:00-17:30"] -> ["10:00-14:00"]' in text
    assert printed(capsys, "settings show") == before
    assert "sessions" not in tomllib.loads(mine.read_text(encoding="utf-8")), "what is the default is no choice"
    assert printed(capsys, f"settings import {bundle} --yes") == "Nothing is different there.\n"


def test_an_import_says_what_would_change_and_changes_nothing_unless_told_to(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "other.toml"
    file.write_text("volume = 5\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert cli.run(["settings", "import", str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == ["volume: 60 -> 5", "To go on: --yes", "Nothing was changed."]
    assert not (home / "config").exists()


def test_an_import_can_be_taken_back_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text("volume = 20\n", encoding="utf-8")
    file = home / "other.toml"
    file.write_text("volume = 5\nsessions = 6\n", encoding="utf-8")
    printed(capsys, f"settings import {file} --yes")
    printed(capsys, "settings undo")
    shown = json.loads(printed(capsys, "settings show"))
    assert (shown["volume"], shown["sessions"]) == (20, 4)
    assert cli.run(["settings", "undo"]) == 1
    assert "no import" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"volume = = 3", "can't be read"),
        (b"\xff\xfe", "can't be read"),
        (b"", "there are no settings in it"),
        (b"colour = 'red'", "other.toml, colour: not known"),
        (b"[[[", "can't be read"),
    ],
)
def test_a_file_that_holds_no_settings_is_refused_by_name(
    home: Path, capsys: pytest.CaptureFixture[str], content: bytes, complaint: str
) -> None:
    file = home / "other.toml"
    file.write_bytes(content)
    assert cli.run(["settings", "import", str(file), "--yes"]) == 1
    said = capsys.readouterr()
    assert (said.out, complaint in said.err) == ("", True)
    assert cli.run(["settings", "import", str(home / "none.toml"), "--yes"]) == 1
    assert "there is no such file" in capsys.readouterr().err


def test_of_a_file_with_wrong_values_the_rest_is_taken(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "other.toml"
    file.write_text("version = 99\nvolume = 500\nsessions = 6\ncolour = 'red'\n", encoding="utf-8")
    assert cli.run(["settings", "import", str(file), "--yes"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "sessions: 4 -> 6"
    assert [line.split(":")[1].strip() for line in said.err.splitlines()] == [
        "other.toml, version", "other.toml, volume", "other.toml, colour"
    ]


def test_the_settings_file_itself_is_no_place_for_an_export(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["settings", "export", str(home / "config" / "settings.toml")]) == 2


class Noon(datetime):
    """It is noon on a Wednesday, whenever the test runs."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(2026, 3, 4, 12, tzinfo=tz)


def test_a_profile_and_a_change_of_today_need_no_running_app(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offline, "datetime", Noon)
    assert "The usual profile is home." in printed(capsys, "profile home")
    assert "home (the usual one)" in printed(capsys, "profile")
    assert printed(capsys, "today off") == "Today: off.\n"
    assert printed(capsys, "today until 20:00") == "Today: 12:00-20:00.\n"
    assert printed(capsys, "today usual") == "Today: 09:00-12:30, 13:30-17:30.\n"
    assert cli.run(["profile", "moon"]) == 1
    assert "There is no profile 'moon'. There are: office, home, night, holiday." in capsys.readouterr().err
    assert tomllib.loads((home / "config" / "settings.toml").read_text(encoding="utf-8"))["profile"] == "home"


class Christmas(datetime):
    """Noon of a Friday that is a public holiday."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(2026, 12, 25, 12, tzinfo=tz)


def test_on_a_public_holiday_today_is_off_without_a_running_app_too(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offline, "datetime", Christmas)
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('holidays = "DE"\n', encoding="utf-8")
    assert printed(capsys, "today usual") == "Today: off.\n"
    assert printed(capsys, "today until 15:00") == "Today: 12:00-15:00.\n"


# what was


def test_the_history_of_some_days_comes_as_words_json_and_csv(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, _ = open_ledger(home / "data" / "ledger.db")
    for day in (3, 4):
        at = datetime(2026, 3, day, 9, 30, tzinfo=UTC)
        ledger.add(Entry(at.date(), "s1", SlotKind.SESSION, Event.ANSWERED, at, outcome=Outcome.DONE, seconds=170.0))
    ledger.close()
    assert printed(capsys, "history --from 2026-03-01 --to 2026-03-31").count("done") == 2
    rows = json.loads(printed(capsys, "history --json --from 2026-03-04 --to 2026-03-04"))
    assert [(row["day"], row["slot"], row["outcome"], row["seconds"]) for row in rows] == [
        ("2026-03-04", "s1", "done", 170.0)
    ]
    table = list(csv.DictReader(io.StringIO(printed(capsys, "history --csv --to 2026-03-03"))))
    assert [(row["day"], row["outcome"]) for row in table] == [("2026-03-03", "done")]


def test_every_kind_of_record_can_be_had(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, _ = open_ledger(home / "data" / "ledger.db")
    ledger.add(*ONE_OF_EACH)
    ledger.close()
    for kind in KINDS:
        rows = json.loads(printed(capsys, f"history --json --kind {kind.replace('_', '-')}"))
        table = list(csv.DictReader(io.StringIO(printed(capsys, f"history --csv --kind {kind}"))))
        lines = printed(capsys, f"history --kind {kind}").splitlines()
        assert len(rows) == len(table) == len(lines) > 0
        assert [row["at"] for row in table] == [row["at"] for row in rows]
    found = json.loads(printed(capsys, "history --json --kind all"))
    assert sum(map(len, found.values())) == len(ONE_OF_EACH)
    lines = printed(capsys, "history --kind all").splitlines()
    assert len(lines) == len(ONE_OF_EACH)
    assert "2026-11-23  09:30  aerobic       id a1, activity swim, minutes 25, withdrawn 1" in lines


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("wrong", ["history --kind tea", "history --csv --kind all"])
def test_a_kind_that_there_is_not_is_refused(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(wrong.split()) == 2
    assert "kind" in capsys.readouterr().err


def test_the_log_tells_what_was_decided_and_why_in_sentences(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, _ = open_ledger(home / "data" / "ledger.db")
    at = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    day, session = at.date(), SlotKind.SESSION
    ledger.add(
        Entry(day, "s1", session, Event.PLANNED, at, due=at, reason=Reason.SPREAD),
        Entry(day, "s1", session, Event.HELD, at, why="in a call,paused"),
        Entry(day, "s1", session, Event.SHOWN, at, routine="neck-3"),
        Entry(day, "s1", session, Event.SNOOZED, at, due=at + timedelta(days=1)),
        Entry(day, "s1", session, Event.ANSWERED, at, outcome=Outcome.DONE, seconds=170.0),
        Entry(day, "p1", SlotKind.POSTURE, Event.ANSWERED, at, outcome=Outcome.CREDITED, reason=Reason.TIME_AWAY),
    )
    ledger.close()
    told = printed(capsys, "log --date 2026-03-03").splitlines()
    assert told == [f"2026-03-03 09:30  {sentence}" for sentence in (
        "Session s1 is planned for 09:30: spread evenly over the working time.",
        "Session s1 is held back: you are in a call (microphone or camera in use), Unknot is paused.",
        "Session s1, neck-3 was asked for.",
        "Session s1 was put off until 2026-03-04 09:30.",
        "Session s1 was done (3 min).",
        "Stand-up p1 counts as done: you were away from the desk.",
    )]
    (row,) = json.loads(printed(capsys, "log --date 2026-03-03 --limit 1 --json"))
    assert (row["slot"], row["reason"], row["sentence"]) == (
        "p1", "time away", "Stand-up p1 counts as done: you were away from the desk."
    )
    assert printed(capsys, "log --date 2026-03-04") == "Nothing was decided in that time.\n"


def test_the_words_are_complete() -> None:
    for table, kind in (
        (sentences.REASONS, Reason), (sentences.EVENTS, Event), (sentences.OUTCOMES, Outcome), (sentences.HOLDS, Hold),
        (sentences.DAYS_OFF, DayOff),
    ):
        assert set(table) == set(kind)
        assert [word for word in table.values() if not word.strip()] == []


def test_holds_of_several_words_are_told_apart_in_the_ledger() -> None:
    """The ledger joins them by commas."""
    assert [hold for hold in Hold if "," in hold] == []


def test_what_a_later_version_wrote_is_told_in_its_own_words() -> None:
    row = {"event": "folded", "outcome": None, "reason": "because", "seconds": 0, "why": "", "routine": "",
           "kind": "nap", "slot": "n1", "due": None, "at": "2026-03-03T09:30:00+00:00"}
    assert sentences.decision(row) == "nap n1: folded."


@pytest.mark.usefixtures("home")
def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--version") == f"unknot {__version__}\n"


def test_without_a_display_the_start_says_so_and_offers_the_demo(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(endpoint, "display_there", lambda: False)
    assert cli.run([]) == 3
    assert "unknot --demo" in capsys.readouterr().err


# what a script pays


@pytest.mark.parametrize(
    "line", ["status", "skip", "pause 30m", "quit", "plan --date 2026-11-23", "settings schema", "log", "profile"]
)
def test_a_command_that_shows_nothing_does_not_load_qt(tmp_path: Path, line: str) -> None:
    code = "import sys; from unknot import cli; cli.run(sys.argv[1:]); print([m for m in sys.modules if 'PySide' in m])"
    env = {**os.environ, "UNKNOT_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PYTHONPATH": APP}
    done = subprocess.run(
        [sys.executable, "-c", code, *line.split()], env=env, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_asking_the_running_app_loads_no_more_than_a_handful_of_modules(tmp_path: Path) -> None:
    code = "import sys; a = len(sys.modules); from unknot import cli; cli.run(['status']); print(len(sys.modules) - a)"
    env = {**os.environ, "UNKNOT_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PYTHONPATH": APP}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) < 12


def test_check_names_what_is_wrong_in_a_file(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text(
        'sessions = 99\nholidays = "XX"\ncalendars = ["/no/such/diary.ics"]\nsession_routines = ["dance"]\n',
        encoding="utf-8",
    )
    variables = {**os.environ, "UNKNOT_HOME": str(home), "PYTHONPATH": APP, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "unknot", "check", "--json"], env=variables, capture_output=True, text=True, check=True
    )
    files = [line for line in json.loads(done.stdout) if line["name"] == "files"]
    assert [line["works"] for line in files] == [False] * 4
    for line, named in zip(files, ("sessions", "session_routines", "diary.ics", "holidays"), strict=True):
        assert named in line["found"]
