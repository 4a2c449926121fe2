"""The process that reads calendars for the app: its answer, what it keeps, and what it says when it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.storage.ics_zoo import calendar, event

from unknot import calendar_child, cli
from unknot.calendar_child import answer_to

APP = Path(cli.__file__).parent.parent
NINE = 1795420800  # 2026-11-23T09:00 in Berlin


def request(tmp_path: Path, *paths: Path, **changes: Any) -> dict[str, Any]:
    return {
        "paths": [str(path) for path in paths], "country": "", "zone": "Europe/Berlin", "first": "2026-11-23",
        "last": "2026-12-31", "cache": str(tmp_path / "cache" / "calendars.json"), **changes,
    }  # fmt: skip


def write(path: Path, title: str = "Meeting") -> Path:
    path.write_text(calendar(event(":20261123T090000", ":20261123T093000", summary=title)), encoding="utf-8")
    return path


def run(asked: object, *words: str) -> subprocess.CompletedProcess[bytes]:
    """``unknot --read-calendars`` with this request; or other words of Python."""
    command = [sys.executable, *(words or ("-m", "unknot", "--read-calendars"))]
    return subprocess.run(
        command, input=json.dumps(asked).encode(), capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(APP), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


def test_the_answer_holds_times_holidays_problems_and_what_to_watch(tmp_path: Path) -> None:
    path, broken = write(tmp_path / "a.ics", "Käse"), tmp_path / "b.ics"
    broken.write_text("nothing")
    done = run(request(tmp_path, path, broken, country="DE-BY"))
    assert done.stderr == b""
    answer = json.loads(done.stdout)
    assert [answer[name] for name in ("starts", "ends", "titles", "names")] == [[NINE], [NINE + 1800], [0], ["Käse"]]
    assert {day: name for day, name in answer["holidays"].items() if day >= "2026-12-21"} == {
        "2026-12-25": "Erster Weihnachtstag", "2026-12-26": "Zweiter Weihnachtstag",
    }
    assert answer["problems"] == [["b.ics", "", "unreadable", "no BEGIN:VCALENDAR", ""]]
    assert {row[0] for row in answer["watch"]} == {str(tmp_path), str(path), str(broken)}


@pytest.mark.skipif(sys.platform != "linux", reason="there names are always letters")
def test_a_file_with_a_name_that_is_no_utf_8_spoils_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a.ics")
    odd = write(tmp_path / os.fsdecode(b"Termin\xe9.ics"), "Odd")
    asked = request(tmp_path, tmp_path)
    for _ in range(2):
        done = run(asked)
        assert done.stderr == b""
        assert sorted(json.loads(done.stdout)["names"]) == ["Meeting", "Odd"]
    odd.write_text("nothing")
    (problem,) = json.loads(run(asked).stdout)["problems"]
    assert problem[0].endswith("Termin?.ics")


def test_what_did_not_change_is_answered_without_loading_a_library(tmp_path: Path) -> None:
    asked = request(tmp_path, write(tmp_path / "a.ics"), country="DE")
    first = answer_to(asked)
    look = (
        "import json, sys; from unknot.calendar_child import answer_to; answer = answer_to(json.load(sys.stdin));"
        "heavy = {'icalendar', 'holidays', 'dateutil', 'PySide6'} & set(sys.modules);"
        "json.dump([answer, *heavy], sys.stdout)"
    )
    assert json.loads(run(asked, "-c", look).stdout) == [json.loads(json.dumps(first))]


def test_a_changed_file_is_read_again_and_one_that_is_gone_forgotten(tmp_path: Path) -> None:
    path, other = write(tmp_path / "a.ics"), write(tmp_path / "b.ics", "Other")
    asked = request(tmp_path, tmp_path)
    assert len(answer_to(asked)["starts"]) == 2
    write(path, "Changed")
    other.unlink()
    assert answer_to(asked)["names"] == ["Changed"]
    assert "Other" not in Path(asked["cache"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changes", [{"zone": "Asia/Tokyo"}, {"first": "2026-11-22"}, {"last": "2027-01-31"}, {"country": "FR"}]
)
def test_other_days_zones_and_countries_are_read_anew(tmp_path: Path, changes: dict[str, str]) -> None:
    asked = request(tmp_path, write(tmp_path / "a.ics"), country="DE")
    answer_to(asked)
    fresh = {**asked, **changes, "cache": str(tmp_path / "fresh.json")}
    assert answer_to({**asked, **changes}) == answer_to(fresh)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe\x00", b'{"head": []}', b"[" * 100_000,
        json.dumps({"head": [f"{calendar_child.KEPT}", "Europe/Berlin", "2026-11-23", "2026-12-31"]}).encode(),
        json.dumps({
            "head": [f"{calendar_child.KEPT}", "Europe/Berlin", "2026-11-23", "2026-12-31"],
            "files": {"a": [1, 2, [[1e300, 1e301, "x"]], [], True]}, "holidays": {},
        }).encode(),
    ],
    ids=range(9),
)  # fmt: skip
def test_a_broken_kept_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    asked = request(tmp_path, write(tmp_path / "a.ics"))
    fresh = answer_to(asked)
    Path(asked["cache"]).write_bytes(content)
    assert answer_to(asked) == fresh
    assert json.loads(Path(asked["cache"]).read_bytes())["head"]


@pytest.mark.skipif(os.name == "nt", reason="other rights there")
def test_nobody_else_may_read_what_is_kept(tmp_path: Path) -> None:
    asked = request(tmp_path, write(tmp_path / "a.ics"))
    answer_to(asked)
    assert Path(asked["cache"]).stat().st_mode & 0o077 == 0


def test_a_disk_that_takes_nothing_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    assert len(answer_to(request(tmp_path, write(tmp_path / "a.ics")))["starts"]) == 1


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    asked = request(tmp_path, write(tmp_path / "a.ics"), country="DE")
    answer_to(asked)
    before = Path(asked["cache"]).stat().st_mtime_ns
    answer_to(asked)
    assert Path(asked["cache"]).stat().st_mtime_ns == before


def test_the_machines_own_zone_stands_in_for_one_without_a_name(tmp_path: Path) -> None:
    assert len(answer_to(request(tmp_path, write(tmp_path / "a.ics"), zone=None))["starts"]) == 1


def test_holidays_of_years_back_are_told_and_none_after_the_days(tmp_path: Path) -> None:
    answer = answer_to(request(tmp_path, country="DE", first="2026-12-26", last="2027-01-01"))
    assert sorted({date.fromisoformat(day).year for day in answer["holidays"]}) == list(range(2014, 2028))
    assert max(answer["holidays"]) == "2027-01-01"


def test_an_unknown_country_is_a_problem_each_time(tmp_path: Path) -> None:
    asked = request(tmp_path, country="XX")
    unknown = ("settings.toml", "holidays", "unknown", "XX", "")
    assert [answer_to(asked)["problems"] for _ in range(2)] == [[unknown]] * 2


@pytest.mark.parametrize("asked", ["", [], {}, {"paths": 3}])
def test_a_request_that_makes_no_sense_fails_with_a_word_and_no_traceback(asked: object) -> None:
    done = run(asked)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().strip() in ("TypeError", "KeyError", "ValueError")


def test_missing_libraries_are_told_by_the_kind_of_error(tmp_path: Path) -> None:
    without = "import sys; sys.modules['icalendar'] = None; from unknot.calendar_child import main; sys.exit(main())"
    done = run(request(tmp_path, write(tmp_path / "a.ics", "Secret")), "-c", without)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (1, b"", b"ModuleNotFoundError")
