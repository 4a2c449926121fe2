"""APScheduler comes without what it never uses here; run in a Python of its own, since the modules may be loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("asyncio", "ssl", "multiprocessing", "concurrent.futures.process", "importlib.metadata")


def run(code: str) -> str:
    """What a fresh Python prints that has the app on its path."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "app"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_alarm_clock_loads_nothing_that_it_does_not_use() -> None:
    loaded = run(f"import sys, unknot.scheduling.alarms; print([m for m in {HEAVY!r} if m in sys.modules])")
    assert loaded == "[]"


def test_others_find_the_real_modules_afterwards() -> None:
    code = "import unknot.scheduling.alarms, asyncio, importlib.metadata as m; print(asyncio.run, m.version('pytest'))"
    assert run(code).startswith("<function run")


def test_modules_that_are_loaded_already_stay_as_they_are() -> None:
    code = "import asyncio, sys, unknot.scheduling.alarms; print(sys.modules['asyncio'] is asyncio)"
    assert run(code) == "True"


def test_an_alarm_rings_in_such_a_lean_python() -> None:
    code = """
from datetime import datetime, timedelta, UTC
from PySide6.QtCore import QCoreApplication
from unknot.scheduling.alarms import QtAlarms
app = QCoreApplication([])
alarms = QtAlarms()
def rung():
    print("rung")
    alarms.stop()
    app.quit()
alarms.ring("one", datetime.now(UTC) + timedelta(milliseconds=50), rung)
app.exec()
"""
    assert run(code) == "rung"
