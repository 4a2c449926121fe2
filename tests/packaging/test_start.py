"""What packaging/start.py decides, and one real start in a copy of the checkout with a stand-in for Python."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import start

SCRIPT = Path(start.__file__)


def test_an_old_python_is_told_in_one_line_what_is_needed_and_what_was_found() -> None:
    words = start.python_problem((3, 9, 2), "/usr/bin/python3")
    assert words == "Unknot needs Python 3.11 or newer; this is 3.9.2 (/usr/bin/python3)."


def test_a_python_beyond_the_pinned_qt_is_told_so() -> None:
    assert "3.15" in start.python_problem((3, 15, 0), "python3")


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 14, 9)])
def test_every_python_in_between_will_do(version: tuple[int, int, int]) -> None:
    assert start.python_problem(version, "python3") == ""


def test_the_script_parses_on_python_3_8_so_that_it_can_say_so() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    ("machine", "libc", "version", "word"),
    [
        ("x86_64", "glibc", "2.36", ""),
        ("x86_64", "glibc", "2.31", "2.34"),
        ("aarch64", "glibc", "2.36", "2.39"),
        ("aarch64", "glibc", "2.41", ""),
        ("riscv64", "glibc", "2.41", "riscv64"),
        ("x86_64", "", "", "C library"),
    ],
)
def test_a_linux_the_qt_wheels_do_not_run_on_is_named(machine: str, libc: str, version: str, word: str) -> None:
    words = start.linux_problem(machine, libc, version)
    assert (word in words) if word else words == ""


@pytest.mark.parametrize("arguments", [[], ["--background"]])
def test_opening_the_app_without_a_display_is_noticed(arguments: list[str]) -> None:
    assert start.lacks_display(arguments, {}, "linux")


@pytest.mark.parametrize("arguments", [["--demo"], ["status", "--json"], ["plan"], ["--help"], ["--version"]])
def test_what_needs_no_display_is_let_through(arguments: list[str]) -> None:
    assert not start.lacks_display(arguments, {}, "linux")


@pytest.mark.parametrize(
    ("environ", "system"),
    [({"DISPLAY": ":0"}, "linux"), ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"), ({}, "darwin"), ({}, "win32")],
)
def test_a_display_of_either_kind_or_another_system_will_do(environ: dict[str, str], system: str) -> None:
    assert not start.lacks_display([], environ, system)


def test_an_empty_display_variable_is_no_display() -> None:
    assert start.lacks_display([], {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "linux")


def test_arguments_go_through_to_the_app() -> None:
    assert start.command_for(["pause", "30m"], "py") == ["py", "-m", "unknot", "pause", "30m"]


def test_arguments_after_test_go_through_to_pytest_last_so_that_they_win() -> None:
    command = start.command_for(["test", "-n", "0", "tests/core"], "py")
    assert command[:3] == ["py", "-m", "pytest"]
    assert command[-3:] == ["-n", "0", "tests/core"]


@pytest.mark.parametrize(
    ("value", "expected"), [("true", True), ("1", True), ("", False), ("false", False), ("0", False)]
)
def test_ci_is_read_from_its_variable(value: str, expected: bool) -> None:
    assert start.in_ci({"CI": value}) is expected


def test_without_the_variable_it_is_not_ci() -> None:
    assert not start.in_ci({})


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is set up already, whose Python only says how it was called."""
    shutil.copytree(SCRIPT.parent, tmp_path / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SCRIPT.parent.parent / "pyproject.toml", tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "asked:$* desktop:$UNKNOT_DESKTOP_TESTS"\nexit 5\n')
    python.chmod(0o755)
    ready = "import environment as e; e.write_stamp('ready', [e.fingerprint('run'), e.fingerprint('test')])"
    subprocess.run([sys.executable, "-c", ready], cwd=tmp_path / "packaging", check=True)
    return tmp_path


def run_start(checkout: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    unset = ("DISPLAY", "WAYLAND_DISPLAY", "CI", "UNKNOT_DESKTOP_TESTS")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [sys.executable, str(checkout / "packaging" / "start.py"), *arguments],
        env={**kept, "UNKNOT_SYSTEM_PACKAGES": "skip", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
class TestARealStart:
    def test_hands_over_at_once_and_keeps_the_exit_status(self, checkout: Path) -> None:
        done = run_start(checkout, "status", "--json")
        assert (done.stdout, done.returncode) == ("asked:-m unknot status --json desktop:\n", 5)

    def test_says_that_there_is_no_display_and_offers_the_demo(self, checkout: Path) -> None:
        done = run_start(checkout)
        assert done.returncode == 4
        assert "no display" in done.stderr
        assert "--demo" in done.stderr

    def test_starts_the_app_where_there_is_a_display(self, checkout: Path) -> None:
        assert run_start(checkout, DISPLAY=":7").stdout == "asked:-m unknot desktop:\n"

    def test_runs_the_tests_and_requires_the_desktop_ones_only_in_ci(self, checkout: Path) -> None:
        here, ci = run_start(checkout, "test", "-x"), run_start(checkout, "test", "-x", CI="true")
        assert here.stdout.startswith("asked:-m pytest ")
        assert here.stdout.endswith(" -x desktop:\n")
        assert ci.stdout.endswith(" -x desktop:required\n" if sys.platform == "linux" else " -x desktop:\n")
