"""The command line as a person or a script meets it: what it refuses, what it says, how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unknot import __version__, cli, endpoint
from unknot.core.history import Entry, Event, Outcome, SlotKind
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
        "settings",
        "settings paths",
    ],
)
def test_wrong_use_is_one_line_and_status_2(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("unknot: ")
    assert said.err.count("\n") == 1


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("line", ["status", "snooze 5", "skip", "pause 30m", "resume", "quit"])
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
    assert {thing["kind"] for thing in found} == {"stretch", "habit", "routine", "tip"}
    assert [thing["id"] for thing in found if wanted - thing.keys()] == []


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
        "Saturday 2026-11-21: day off",
        "Sunday 2026-11-22: day off",
    ]
    assert text.count("09:30+01:00  s1") == 2


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


@pytest.mark.parametrize("line", ["status", "skip", "pause 30m", "quit", "plan --date 2026-11-23", "settings schema"])
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
    (home / "config" / "settings.toml").write_text("sessions = 99\n", encoding="utf-8")
    variables = {**os.environ, "UNKNOT_HOME": str(home), "PYTHONPATH": APP, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "unknot", "check", "--json"], env=variables, capture_output=True, text=True, check=True
    )
    files = [line for line in json.loads(done.stdout) if line["name"] == "files"]
    assert [line["works"] for line in files] == [False]
    assert "sessions" in files[0]["found"]
