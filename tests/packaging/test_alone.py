"""The plugin that keeps tests apart which share a screen or measure, on a small suite of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each test writes its name and worker, and whether the lock around it lets another test in.
TESTS = """
import fcntl, os, pathlib, pytest

HERE = pathlib.Path(os.environ["SUITE"])

@pytest.mark.parametrize("n", range(NUMBER))
def test_it(n):
    with (HERE / ".pytest_cache" / "alone.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            found = "shared"
        except BlockingIOError:
            found = "alone"
    with (HERE / "log").open("a") as log:
        log.write(f"{pathlib.Path(__file__).parent.name} {found} {os.environ['PYTEST_XDIST_WORKER']}\\n")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither the lock nor the tests that need it")
def test_tests_that_need_the_machine_to_themselves_come_last_on_one_worker_and_alone(tmp_path: Path) -> None:
    for name, number in (("bench", 2), ("core", 6), ("desktop", 2)):
        (tmp_path / "tests" / name).mkdir(parents=True)
        (tmp_path / "tests" / name / f"test_{name}.py").write_text(TESTS.replace("NUMBER", str(number)))
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", "-p", "tests.alone", "--rootdir", str(tmp_path), "tests"],
        cwd=tmp_path,
        env={**environ, "PYTHONPATH": str(ROOT), "SUITE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split() for line in (tmp_path / "log").read_text().splitlines()]
    assert {(folder, found) for folder, found, _ in lines} == {
        ("core", "shared"),
        ("desktop", "alone"),
        ("bench", "alone"),
    }
    (its_worker,) = {worker for folder, _, worker in lines if folder != "core"}
    there = [folder for folder, _, worker in lines if worker == its_worker]
    # the other worker may begin late and have some of its own left: the lock alone keeps the two apart then
    assert there == ["core"] * (len(there) - 4) + ["desktop", "desktop", "bench", "bench"]
