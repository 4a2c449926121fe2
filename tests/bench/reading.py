"""What a running program costs, read from /proc and from strace. Linux only."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path


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
    """The system calls that all threads began in this time, without those that attaching itself interrupts."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-tt", "-o", str(calls), "-p", str(pid)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(seconds)
    finally:
        tracer.terminate()
        tracer.wait(10)
    return list(_begun(calls.read_text(encoding="utf-8", errors="replace").splitlines()))


def _begun(lines: Iterable[str]) -> Iterable[str]:
    """Lines of strace but for the waits that were going on already: at most one a thread, each its first."""
    seen: set[str] = set()
    for line in lines:
        thread = line.split()[0]
        first, waits = thread not in seen, re.search(r"\b(restart_syscall|ppoll|poll|futex|recvmsg|epoll_wait)\(", line)
        seen.add(thread)
        if not (first and (waits or "resumed" in line)) and "detached" not in line:
            yield line
