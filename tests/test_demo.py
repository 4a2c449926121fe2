"""``unknot --demo`` without a display: a whole day in words, within seconds, in a folder that is gone afterwards."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """(seconds it took, what it printed, the folder it may use)."""
    folder = tmp_path_factory.mktemp("demo")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "UNKNOT_HOME")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    env.update(PYTHONPATH=str(ROOT / "app"), TMPDIR=str(folder), HOME=str(folder), PYTHONIOENCODING="utf-8")
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "unknot", "--demo"], env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return time.monotonic() - start, done.stdout, folder


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
class TestWithoutADisplay:
    def test_the_day_passes_within_seconds(self, told):
        assert told[0] < 15

    def test_sessions_and_posture_prompts_come_in_the_order_of_the_day(self, told):
        times = re.findall(r"^(\d\d:\d\d)  [sp]\d", told[1], re.MULTILINE)
        assert len(times) >= 6
        assert times == sorted(times)

    def test_every_kind_of_answer_is_seen(self, told):
        said = set(re.findall(r"->  (.+)$", told[1], re.MULTILINE))
        assert said == {"Start", "Snooze", "Skip", "Done it", "(no answer)"}

    def test_a_session_of_20_seconds_is_done(self, told):
        assert re.search(r"session done, (14|15|16|19|20|21) s", told[1])

    def test_the_last_line_sums_up(self, told):
        assert re.search(r"The day is over: .*\d of 4 sessions", told[1].splitlines()[-1])

    def test_nothing_is_left_behind(self, told):
        assert [path for path in told[2].rglob("*") if path.is_file()] == []
