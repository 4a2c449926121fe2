"""The command line as a person or a script meets it: what it refuses, what it says, how it ends."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from unknot import cli, endpoint


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
