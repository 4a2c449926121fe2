"""What a running program costs, read from /proc and from strace. Linux only."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

ATTACHING = 1.0  # seconds


def anonymous_mb(pid: int) -> float:
    """Megabytes of private memory that no file backs: what neither page cache nor shared toolkits can move."""
    found = re.search(r"^Pss_Anon:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def switches(pid: int) -> int:
    """Context switches of all threads so far: each is a wake-up, or nearly."""
    total = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        total += sum(int(number) for number in re.findall(r"ctxt_switches:\s+(\d+)", status.read_text()))
    return total


def switches_a_minute(pid: int, seconds: float) -> float:
    """Switches in this time, as a rate. Nothing is read in between: reading can wake it."""
    before = switches(pid)
    time.sleep(seconds)
    return (switches(pid) - before) * 60 / seconds


def system_calls(pid: int, seconds: float, calls: Path) -> list[str]:
    """The system calls that all threads made in this time. Attaching interrupts the waits, and what wakes looks once
    around: the first second doesn't count."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-ttt", "-o", str(calls), "-p", str(pid)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    begin = time.time() + ATTACHING
    try:
        time.sleep(ATTACHING + seconds)
    finally:
        tracer.terminate()
        tracer.wait(10)
    lines = calls.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if begin < float(line.split()[1]) < begin + seconds]
