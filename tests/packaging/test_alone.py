"""The plugin that keeps tests apart which share a screen or measure, on a small suite of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each test writes its name and worker, and whether the lock around it lets another test in.
SUITE = """
import fcntl, os, pathlib, pytest

HERE = pathlib.Path(__file__).parent

@pytest.mark.bench
def test_measures(): note("measures")

@pytest.mark.desktop
def test_clicks(): note("clicks")

@pytest.mark.parametrize("n", range(6))
def test_ordinary(n): note("ordinary")

def note(name):
    with (HERE / ".pytest_cache" / "alone.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            shared = "shared"
        except BlockingIOError:
            shared = "alone"
    with (HERE / "log").open("a") as log:
        log.write(f"{name} {shared} {os.environ['PYTEST_XDIST_WORKER']}\\n")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither the lock nor the tests that need it")
def test_tests_that_need_the_machine_to_themselves_come_last_on_one_worker_and_alone(tmp_path: Path) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  desktop: x\n  bench: x\n")
    options = ["-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder", "-p", "tests.alone"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=tmp_path,
        env={**environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    lines = [line.split() for line in (tmp_path / "log").read_text().splitlines()]
    assert [line[:2] for line in lines] == [["ordinary", "shared"]] * 6 + [["clicks", "alone"], ["measures", "alone"]]
    assert lines[-1][2] == lines[-2][2]
