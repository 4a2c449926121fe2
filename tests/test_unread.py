"""Qt for Python reads no source of what the app imports: that cost 7 MB for good and a fifth of the start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LOOK = """
import linecache
import unknot.run
import unknot.compose
from PySide6.QtCore import QObject, Signal
class Told(QObject):
    said = Signal(int)
found = []
told = Told()
told.said.connect(found.append)
told.said.emit(3)
assert found == [3]
print(sorted(name for name in linecache.cache if "unknot" in name))
"""


def test_no_source_of_ours_is_read_and_kept_when_the_app_is_loaded() -> None:
    app = str(Path(__file__).resolve().parents[1] / "app")
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env={**os.environ, "PYTHONPATH": app, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
