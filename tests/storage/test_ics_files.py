"""Files and folders of calendars: which are found, which are read again, what is named when it can't be."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.fakes import BERLIN
from tests.storage.ics_zoo import calendar, event

from unknot.core.library import Problem
from unknot.storage import ics_files
from unknot.storage.ics_files import Answer, Watched, find, joined, read_busy, read_found

MONDAY = date(2026, 11, 23)


def write(path: Path, title: str, hour: int = 9) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(calendar(event(f":20261123T{hour:02}0000", f":20261123T{hour:02}3000", summary=title)))
    return path


def titles(*paths: Path) -> list[str]:
    """What is read of these, clean."""
    busy, problems = read_busy([str(path) for path in paths], BERLIN, MONDAY, MONDAY)
    assert problems == ()
    return [b.title for b in busy]


def wrong(*paths: Path) -> Sequence[Problem]:
    return read_busy([str(path) for path in paths], BERLIN, MONDAY, MONDAY)[1]


def test_files_and_folders_are_read_together_in_order_of_time(tmp_path: Path) -> None:
    late, early = write(tmp_path / "late.ics", "late", 15), write(tmp_path / "team" / "early.ICS", "early", 8)
    write(tmp_path / "team" / "kim" / "1.ics", "deep", 10)
    (tmp_path / "team" / "notes.txt").write_text("no calendar")
    assert titles(late, early.parent) == ["early", "deep", "late"]


def test_one_event_in_two_calendars_counts_once(tmp_path: Path) -> None:
    assert titles(write(tmp_path / "a.ics", "Meeting"), write(tmp_path / "b.ics", "Meeting")) == ["Meeting"]


def test_hidden_folders_and_those_far_below_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / ".git" / "a.ics", "hidden")
    write(tmp_path / ".b.ics", "hidden")
    write(tmp_path / "1" / "2" / "3" / "c.ics", "near")
    write(tmp_path / "1" / "2" / "3" / "4" / "d.ics", "far")
    assert titles(tmp_path) == ["near"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_folders_that_lead_round_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "a.ics", "once")
    (tmp_path / "round").symlink_to(tmp_path)
    assert titles(tmp_path) == ["once"]


def test_a_home_may_be_written_as_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.ics", "mine")
    monkeypatch.setenv("HOME" if os.name != "nt" else "USERPROFILE", str(tmp_path))
    assert titles(Path("~/a.ics")) == ["mine"]


def test_what_cannot_be_read_is_named_and_the_rest_works(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "good.ics", "good"), tmp_path / "team" / "bad.ics"
    bad.parent.mkdir()
    bad.write_bytes(b"\x89PNG")
    paths = [str(good), str(bad.parent), str(tmp_path / "gone.ics")]
    busy, problems = read_busy(paths, BERLIN, MONDAY, MONDAY)
    assert [b.title for b in busy] == ["good"]
    assert [(problem.file, problem.what) for problem in problems] == [
        ("gone.ics", "missing"), (str(Path("team", "bad.ics")), "unreadable"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"), [("~no-such-person/a.ics", "~no-such-person/a.ics"), ("a\0b", "ab"), ("", "calendars")]
)
def test_words_that_lead_nowhere_are_named_and_the_rest_works(tmp_path: Path, text: str, name: str) -> None:
    good = write(tmp_path / "good.ics", "good")
    busy, problems = read_busy([text, str(good)], BERLIN, MONDAY, MONDAY)
    assert [b.title for b in busy] == ["good"]
    assert problems == (Problem(name, "", "missing"),)


@pytest.mark.skipif(os.name == "nt", reason="there are no such files there")
def test_a_file_that_would_never_end_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    assert [(problem.file, problem.found) for problem in wrong(tmp_path / "pipe.ics")] == [("pipe.ics", "not a file")]


def test_a_huge_file_is_named_and_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "huge.ics").open("wb") as file:
        file.truncate(ics_files.LARGEST + 2**20)
    assert wrong(tmp_path / "huge.ics") == (Problem("huge.ics", "", "range", "51 MB", "0 to 50 MB"),)


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    same, other = write(tmp_path / "same.ics", "same"), write(tmp_path / "other.ics", "other")
    first = read_found(find([str(tmp_path)]), BERLIN, MONDAY, MONDAY, {})
    write(other, "changed")
    again = read_found(find([str(tmp_path)]), BERLIN, MONDAY, MONDAY, first)
    assert again[str(same)] is first[str(same)]
    assert [b.title for b in joined(again.values())[0]] == ["changed", "same"]


def test_a_file_that_there_was_no_time_for_is_named_and_read_the_next_time(tmp_path: Path) -> None:
    write(tmp_path / "a.ics", "a")
    write(tmp_path / "b.ics", "b", 10)
    clock = iter([0.0, 1.0, 2.0, 99.0])
    found = find([str(tmp_path)])
    first = read_found(found, BERLIN, MONDAY, MONDAY, {}, lambda: next(clock))
    assert joined(first.values())[1] == (Problem(str(Path(tmp_path.name, "b.ics")), "", "late"),)
    assert [b.title for b in joined(read_found(found, BERLIN, MONDAY, MONDAY, first).values())[0]] == ["a", "b"]


def test_an_answer_of_an_unreadable_file_is_not_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ics", "a")
    state = path.stat()
    kept = {str(path): Answer(state.st_mtime_ns, state.st_size, whole=False)}
    assert len(read_found(find([str(path)]), BERLIN, MONDAY, MONDAY, kept)[str(path)].busy) == 1


def test_files_folders_and_what_is_missing_are_to_be_watched(tmp_path: Path) -> None:
    path, folder = write(tmp_path / "a.ics", "a"), write(tmp_path / "team" / "b.ics", "b").parent
    found = find([str(path), str(folder), str(tmp_path / "gone.ics")])
    read_found(found, BERLIN, MONDAY, MONDAY, {})
    state, inside = path.stat(), (folder / "b.ics").stat()
    assert set(found.watch) == {
        Watched(str(tmp_path), None, None),
        Watched(str(path), state.st_mtime_ns, state.st_size),
        Watched(str(folder), folder.stat().st_mtime_ns, None),
        Watched(str(folder / "b.ics"), inside.st_mtime_ns, inside.st_size),
        Watched(str(tmp_path / "gone.ics"), 0, 0),
    }


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_behind_a_link_the_folder_of_the_file_itself_is_watched_too(tmp_path: Path) -> None:
    path = write(tmp_path / "cloud" / "a.ics", "a")
    link = tmp_path / "a.ics"
    link.symlink_to(path)
    assert {watched.path for watched in find([str(link)]).watch} == {str(tmp_path), str(path.parent)}


def test_of_a_store_with_a_file_for_each_event_the_latest_are_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ics_files, "MOST_WATCHED", 3)
    for n in range(9):
        os.utime(write(tmp_path / f"{n}.ics", f"{n}"), (1_000_000 + n, 1_000_000 + n))
    found = find([str(tmp_path)])
    read_found(found, BERLIN, MONDAY, MONDAY, {})
    assert [Path(watched.path).name for watched in found.watch] == [tmp_path.name, "8.ics", "7.ics", "6.ics"]


def test_too_many_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_files, "MOST_FILES", 2)
    for n in range(4):
        write(tmp_path / f"{n}.ics", f"{n}")
    assert [(problem.file, problem.what) for problem in wrong(tmp_path)] == [("calendars", "range")]


def test_network_drives_are_read_but_not_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_files, "_far_places", lambda: (f"{os.path.realpath(tmp_path)}/far/",))
    near, far = write(tmp_path / "near.ics", "near"), write(tmp_path / "far" / "far.ics", "far", 10)
    found = find([str(near), str(far), str(far.parent), str(tmp_path / "far" / "gone.ics")])
    answers = read_found(found, BERLIN, MONDAY, MONDAY, {})
    assert [b.title for b in joined(answers.values())[0]] == ["near", "far"]
    assert {watched.path for watched in found.watch} == {str(tmp_path), str(near)}
