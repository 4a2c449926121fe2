"""When the virtual environment is left alone, added to, or made again; and what a failing command leaves to read."""

from __future__ import annotations

import sys
from pathlib import Path

import environment
import progress
import pytest


def never() -> bool:
    raise AssertionError("the environment was tried although the stamp had settled it")


READY = {"state": "ready", "home": "here", "installed": ["abc"]}


@pytest.fixture
def python_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "python_of", lambda venv=None: tmp_path)


@pytest.mark.usefixtures("python_there")
def test_a_ready_stamp_for_the_same_requirements_means_go() -> None:
    assert environment.plan(READY, "abc", "here", never) == "go"


def test_a_ready_stamp_without_its_python_means_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "python_of", lambda venv=None: Path("/nowhere/python"))
    assert environment.plan(READY, "abc", "here", never) == "rebuild"


def test_other_requirements_are_installed_into_a_working_environment() -> None:
    assert environment.plan(READY, "new", "here", lambda: True) == "install"


def test_other_requirements_and_a_broken_environment_mean_rebuild() -> None:
    assert environment.plan(READY, "new", "here", lambda: False) == "rebuild"


def test_a_moved_checkout_or_another_python_means_rebuild() -> None:
    assert environment.plan(READY, "abc", "elsewhere", never) == "rebuild"


def test_a_setup_that_was_cut_short_means_rebuild() -> None:
    assert environment.plan({**READY, "state": "installing"}, "abc", "here", never) == "rebuild"


def test_a_stamp_that_cannot_be_read_means_rebuild(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    stamp.write_text('{"state": "rea')
    assert environment.plan(environment.read_stamp(stamp), "abc", "here", never) == "rebuild"


def test_an_environment_without_a_stamp_is_kept_when_it_works(tmp_path: Path) -> None:
    assert environment.read_stamp(tmp_path / "stamp.json") is None
    assert environment.plan(None, "abc", "here", lambda: True) == "install"
    assert environment.plan(None, "abc", "here", lambda: False) == "rebuild"


def test_a_stamp_is_read_back_as_written_and_leaves_nothing_else(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    environment.write_stamp("ready", ["abc"], stamp)
    assert environment.read_stamp(stamp) == {
        "state": "ready",
        "home": environment.home_of(tmp_path),
        "installed": ["abc"],
    }
    assert [path.name for path in tmp_path.iterdir()] == ["stamp.json"]


def test_a_newer_interpreter_behind_the_environment_changes_its_home(tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11.2\n")
    before = environment.home_of(tmp_path)
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n")
    assert "3.11.2" in before
    assert environment.home_of(tmp_path) != before


def test_the_fingerprints_of_the_two_sets_differ() -> None:
    assert environment.fingerprint("run") != environment.fingerprint("test")


def test_an_environment_without_a_python_is_not_usable(tmp_path: Path) -> None:
    assert not environment.is_usable(tmp_path)


def test_a_second_setup_finds_the_lock_taken_until_the_first_is_done(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with environment.one_at_a_time(lock), lock.open("a+b") as second:
        assert not environment.try_lock(second)
    with lock.open("a+b") as second:
        assert environment.try_lock(second)


def test_the_app_starts_without_variables_that_point_python_elsewhere() -> None:
    environ = {"PYTHONPATH": "/other", "PYTHONHOME": "/other", "LANG": "de_DE.UTF-8"}
    assert environment.clean_environ(environ) == {"LANG": "de_DE.UTF-8"}


def test_a_command_that_fails_is_quoted_with_its_last_words(capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "print('disk is full'); raise SystemExit(7)"]
    with pytest.raises(progress.SetupError, match=r"disk is full(?s:.)*exit status 7"):
        progress.must_run("Copying", command)
    assert capsys.readouterr().out == "Copying\n"


def test_a_long_command_says_now_and_then_what_it_is_doing(capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "print('x')"]
    assert progress.run_telling("Working", command, heartbeat=0.0001) == (0, "x")
    assert "Working\n    0 s  \n" in capsys.readouterr().out
