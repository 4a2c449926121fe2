"""Calendars in the running app: read by a child, watched for changes, answered from memory."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.storage.ics_zoo import calendar, event

from unknot import cli
from unknot.desktop.calendars import LocalCalendars

APP = str(Path(cli.__file__).parent.parent)
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
REAL = "from unknot.calendar_child import main; sys.exit(main())"
HANG = "import time; time.sleep(600)"


class Bench:
    """Calendars with a child that tests choose. Each run of it leaves a line with its process number."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.kept = folder / "cache" / "calendars.json"
        self.told = 0
        self._qtbot = qtbot
        self._script, self._runs = folder / "child.py", folder / "runs"
        self._runs.touch()
        self.made: list[LocalCalendars] = []
        self.calendars = self.make()

    def make(self, patience_ms: int = 30_000) -> LocalCalendars:
        """Calendars of an app that has just started."""
        self.becomes(REAL)
        self.calendars = LocalCalendars(
            [sys.executable, str(self._script)], lambda: BERLIN, self.kept, patience_ms=patience_ms
        )
        self.calendars.on_change(self._count)
        self.made.append(self.calendars)
        return self.calendars

    def becomes(self, code: str) -> None:
        """From now on the child does this."""
        self._script.write_text(
            f"import os, sys\nsys.path.insert(0, {APP!r})\n"
            f"with open({str(self._runs)!r}, 'a') as runs: print(os.getpid(), file=runs)\n{code}\n"
        )

    def _count(self) -> None:
        self.told += 1

    def runs(self) -> list[int]:
        """The process numbers of the children so far."""
        return [int(line) for line in self._runs.read_text().split()]

    def follow(self, *paths: Path, country: str = "", last: date = SUNDAY) -> None:
        self.calendars.follow([str(path) for path in paths], country, MONDAY, last)

    def until(self, true: Callable[[], bool]) -> None:
        """Let the loop run until then."""
        self._qtbot.waitUntil(true, timeout=20_000)

    def read(self, *paths: Path, country: str = "") -> list[str]:
        """Follow these; the titles once they were read."""
        told = self.told
        self.follow(*paths, country=country)
        self.until(lambda: self.told > told)
        return self.titles()

    def titles(self) -> list[str]:
        return [busy.title for busy in self.calendars.busy(*week())]

    def failure(self) -> str:
        """Why reading failed, "" when it didn't."""
        return next((problem.found for problem in self.calendars.problems() if problem.what == "stale"), "")


def week() -> tuple[datetime, datetime]:
    return datetime(2026, 11, 23, tzinfo=BERLIN), datetime(2026, 11, 30, tzinfo=BERLIN)


def write(path: Path, title: str = "Meeting", hour: int = 9) -> Path:
    path.write_text(calendar(event(f":20261123T{hour:02}0000", f":20261123T{hour:02}3000", summary=title)))
    return path


def prints(rows: list[list[Any]], watch: list[Any] | None = None) -> str:
    """A child that answers with these busy times: start, end, title."""
    starts, ends, names = ([row[n] for row in rows] for n in range(3))
    answer = {
        "starts": starts, "ends": ends, "titles": list(range(len(rows))), "names": names, "holidays": {},
        "problems": [], "watch": watch or [],
    }  # fmt: skip
    return f"print({json.dumps(json.dumps(answer))})"


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    aside = tmp_path / "bench"
    aside.mkdir()
    made = Bench(aside, qtbot)
    yield made
    for calendars in made.made:
        calendars.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The person's own."""
    made = tmp_path / "person"
    made.mkdir()
    return made


# answering


def test_busy_times_and_holidays_are_known_once_the_child_has_read(bench: Bench, folder: Path) -> None:
    bench.calendars.follow([str(write(folder / "a.ics"))], "DE", MONDAY, date(2026, 12, 31))
    assert bench.titles() == []
    assert bench.calendars.holiday(date(2026, 12, 25)) == ""
    bench.until(lambda: bench.told == 1)
    (busy,) = bench.calendars.busy(*week())
    assert (busy.start.isoformat(), busy.end.isoformat()) == ("2026-11-23T09:00:00+01:00", "2026-11-23T09:30:00+01:00")
    assert bench.calendars.holiday(date(2026, 12, 25)) == "Erster Weihnachtstag"
    assert bench.calendars.problems() == ()
    assert len(bench.runs()) == 1


def test_every_stretch_has_the_times_that_touch_it(bench: Bench) -> None:
    chance = random.Random(4)
    start = int(week()[0].timestamp())
    rows = sorted(
        [begin := start + 60 * chance.randrange(7 * 1440), begin + 60 * chance.choice([1, 30, 60, 3000]), str(n)]
        for n in range(300)
    )
    bench.becomes(prints(rows))
    bench.read(Path("a.ics"))
    for _ in range(300):
        first = datetime.fromtimestamp(start + 60 * chance.randrange(-99, 7 * 1440), UTC)
        last = first + timedelta(minutes=chance.choice([1, 10, 600, 5000]))
        here = [row[2] for row in rows if row[0] < last.timestamp() and row[1] > first.timestamp()]
        assert [busy.title for busy in bench.calendars.busy(first, last)] == here


def test_a_broken_file_is_named_and_the_rest_works(bench: Bench, folder: Path) -> None:
    (folder / "broken.ics").write_text("no calendar")
    assert bench.read(write(folder / "a.ics"), folder / "broken.ics") == ["Meeting"]
    assert [(problem.file, problem.what) for problem in bench.calendars.problems()] == [("broken.ics", "unreadable")]


def test_nobody_is_told_when_there_is_nothing_new(bench: Bench, folder: Path) -> None:
    bench.read(write(folder / "a.ics"))
    bench.follow(folder / "a.ics")
    bench.until(lambda: len(bench.runs()) == 2)
    bench.follow(folder / "a.ics", country="DE")
    bench.until(lambda: len(bench.runs()) == 3)
    bench.follow(folder / "a.ics", country="", last=MONDAY)
    bench.until(lambda: len(bench.runs()) == 4 and bench.kept.read_text().count("2026-11-23") > 1)
    assert bench.told == 1


def test_one_who_undoes_is_told_no_more(bench: Bench, folder: Path) -> None:
    told: list[int] = []
    bench.calendars.on_change(lambda: told.append(1))()
    bench.read(write(folder / "a.ics"))
    assert told == []


def test_the_last_wish_counts_when_they_come_faster_than_the_child(bench: Bench, folder: Path) -> None:
    for name in "abc":
        bench.follow(write(folder / f"{name}.ics", name))
    bench.until(lambda: bench.titles() == ["c"])
    assert bench.told == 1
    assert len(bench.runs()) == 2


def test_following_nothing_forgets_all_and_leaves_no_title_behind(bench: Bench, folder: Path) -> None:
    bench.read(write(folder / "a.ics"))
    bench.follow()
    assert bench.titles() == []
    assert bench.told == 2
    assert not bench.kept.exists()


def test_following_nothing_from_the_start_starts_nothing(bench: Bench) -> None:
    bench.follow()
    assert bench.told == 0
    assert bench.runs() == []


# files that change


def test_a_file_that_is_written_again_is_read_again(bench: Bench, folder: Path) -> None:
    path = write(folder / "a.ics")
    bench.read(path)
    for title in ("One", "Two"):
        write(path, title)
        bench.until(lambda title=title: bench.titles() == [title])  # type: ignore[misc]


def test_a_file_that_is_replaced_by_another_of_its_name_is_read_again(bench: Bench, folder: Path) -> None:
    path = write(folder / "a.ics")
    bench.read(path)
    for title in ("One", "Two"):
        write(folder / "a.new", title).replace(path)
        bench.until(lambda title=title: bench.titles() == [title])  # type: ignore[misc]


def test_a_file_that_goes_is_named_and_when_it_comes_back_read(bench: Bench, folder: Path) -> None:
    path = write(folder / "a.ics")
    bench.read(path)
    path.unlink()
    bench.until(lambda: bench.titles() == [])
    assert [problem.what for problem in bench.calendars.problems()] == ["missing"]
    write(path, "Back")
    bench.until(lambda: bench.titles() == ["Back"])
    assert bench.calendars.problems() == ()


def test_in_a_folder_files_come_change_and_go(bench: Bench, folder: Path) -> None:
    bench.follow(folder)
    bench.until(lambda: str(folder) in watched(bench))
    write(folder / "a.ics", "A")
    bench.until(lambda: bench.titles() == ["A"])
    write(folder / "b.ics", "B", 10)
    bench.until(lambda: bench.titles() == ["A", "B"])
    write(folder / "b.ics", "C", 11)
    bench.until(lambda: bench.titles() == ["A", "C"])
    (folder / "deep").mkdir()
    bench.until(lambda: str(folder / "deep") in watched(bench))
    write(folder / "deep" / "d.ics", "D", 12)
    bench.until(lambda: bench.titles() == ["A", "C", "D"])
    (folder / "a.ics").unlink()
    bench.until(lambda: bench.titles() == ["C", "D"])


def watched(bench: Bench) -> set[str]:
    watcher = bench.calendars._watcher
    return {*watcher.files(), *watcher.directories()} if watcher else set()


def test_other_files_of_the_same_folder_start_nothing(bench: Bench, folder: Path, qtbot: QtBot) -> None:
    bench.read(write(folder / "a.ics"))
    watcher = bench.calendars._watcher
    assert watcher is not None
    with qtbot.waitSignal(watcher.directoryChanged):
        (folder / "download.part").write_text("x")
    assert not bench.calendars._settle.isActive()
    assert len(bench.runs()) == 1


def test_several_changes_in_a_row_are_read_together(bench: Bench, folder: Path) -> None:
    bench.read(write(folder / "a.ics"), folder)
    for n in range(20):
        write(folder / f"{n}.ics", f"{n}", n)
    bench.until(lambda: len(bench.titles()) == 21)
    assert len(bench.runs()) <= 3


def test_what_changed_before_it_was_watched_is_seen(bench: Bench, folder: Path) -> None:
    path = write(folder / "a.ics")
    other = calendar(event(":20261123T090000", ":20261123T093000", summary="Changed meanwhile"))
    meanwhile = f"import atexit; atexit.register(lambda: open({str(path)!r}, 'w').write({other!r}))\n"
    bench.becomes(f"if open({str(bench._runs)!r}).read().count('\\n') == 1: {meanwhile}{REAL}")
    assert bench.read(path) == ["Meeting"]
    bench.until(lambda: bench.titles() == ["Changed meanwhile"])


def test_a_drive_whose_times_never_hold_still_does_not_keep_us_busy(bench: Bench, folder: Path) -> None:
    bench.becomes(prints([], watch=[[str(write(folder / "a.ics")), 1, 1]]))
    bench.follow(folder / "a.ics")
    bench.until(lambda: len(bench.runs()) == 4 and bench.calendars._process is None)
    assert not bench.calendars._settle.isActive()


# a restart


def test_after_a_restart_nothing_is_parsed_again(bench: Bench, folder: Path) -> None:
    bench.read(write(folder / "a.ics"), country="DE")
    bench.calendars.stop()
    bench.make()
    bench.becomes("sys.modules.update(icalendar=None, holidays=None)\n" + REAL)
    assert bench.read(folder / "a.ics", country="DE") == ["Meeting"]
    assert bench.failure() == ""


# a child that fails


def test_a_program_that_is_not_there_is_a_problem(bench: Bench, folder: Path) -> None:
    bench.calendars = LocalCalendars([str(folder / "nothing")], lambda: BERLIN, bench.kept)
    bench.made.append(bench.calendars)
    bench.follow(write(folder / "a.ics"))
    bench.until(lambda: bench.failure() == "it did not start")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("print('Hello')", "no answer that makes sense"),
        ("print('{}')", "no answer that makes sense"),
        ("print('[' * 100000)", "no answer that makes sense"),
        ("", "no answer that makes sense"),
        (prints([[1, 2, "a"]]).replace("[2]", "[2, 3]"), "no answer that makes sense"),
        (prints([[1, 2, "a"]]).replace("[0]", "[7]"), "no answer that makes sense"),
        (prints([[2**70, 2, "a"]]), "no answer that makes sense"),
        ("sys.exit(3)", "exit status 3"),
        ("raise ImportError", "ImportError"),
        ("sys.exit('Divorce lawyer')", "exit status 1"),
        pytest.param(
            "os.kill(os.getpid(), 9)", "it was ended", marks=pytest.mark.skipif(os.name == "nt", reason="no signals")
        ),
    ],
)
def test_when_the_child_fails_the_last_good_answers_stay(bench: Bench, folder: Path, code: str, why: str) -> None:
    path = write(folder / "a.ics")
    bench.read(path)
    bench.becomes(code)
    write(path, "Changed")
    bench.until(lambda: bench.told == 2)
    assert bench.titles() == ["Meeting"]
    assert [(problem.what, problem.found) for problem in bench.calendars.problems()] == [("stale", why)]
    bench.becomes(REAL)
    bench.follow(path)
    bench.until(lambda: bench.titles() == ["Changed"])
    assert bench.calendars.problems() == ()


def test_a_child_that_hangs_is_ended(bench: Bench, folder: Path) -> None:
    bench.make(patience_ms=300)
    bench.becomes(HANG)
    bench.follow(write(folder / "a.ics"))
    bench.until(lambda: bench.failure() == "no answer in 0.3 s")
    assert [pid for pid in bench.runs() if alive(pid)] == []


def test_a_child_killed_from_outside_is_a_problem_that_the_next_one_mends(bench: Bench, folder: Path) -> None:
    bench.becomes(HANG)
    bench.follow(write(folder / "a.ics"))
    bench.until(lambda: len(bench.runs()) == 1)
    os.kill(bench.runs()[0], signal.SIGTERM)
    bench.until(lambda: bench.failure() != "")
    bench.becomes(REAL)
    bench.follow(folder / "a.ics")
    bench.until(lambda: bench.titles() == ["Meeting"])


def test_stopping_ends_the_child_and_the_watching(bench: Bench, folder: Path) -> None:
    bench.read(write(folder / "a.ics"))
    bench.becomes(HANG)
    bench.follow(folder / "a.ics", country="DE")
    bench.until(lambda: len(bench.runs()) == 2)
    bench.calendars.stop()
    assert [pid for pid in bench.runs() if alive(pid)] == []
    assert watched(bench) == set()
    assert bench.titles() == ["Meeting"]
    assert bench.told == 1


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


# privacy


@pytest.mark.parametrize("code", [REAL, "raise ValueError", "print('Divorce')"])
def test_titles_are_never_logged(bench: Bench, folder: Path, code: str, caplog: pytest.LogCaptureFixture) -> None:
    bench.becomes(code)
    caplog.set_level("DEBUG")
    bench.read(write(folder / "a.ics", "Divorce lawyer"))
    assert "ivorce" not in caplog.text + str(bench.calendars.problems())


def test_the_request_names_no_file_on_the_command_line(bench: Bench, folder: Path) -> None:
    bench.becomes(f"open({str(folder / 'argv')!r}, 'w').write(repr(sys.argv))\n" + REAL)
    bench.read(write(folder / "secret.ics"))
    assert "secret" not in (folder / "argv").read_text()
