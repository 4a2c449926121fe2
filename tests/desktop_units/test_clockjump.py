"""Clock and zone changes as the kernel and the file system tell them."""

from __future__ import annotations

import os

import pytest

from unknot.desktop.linux.clockjump import ClockJumps

CLOCK = ("clock", None)


@pytest.fixture
def etc(tmp_path):
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Vienna")
    return tmp_path


@pytest.fixture
def jumps(etc, listener, qapp):
    made = ClockJumps(etc / "localtime")
    assert made.start(listener)
    yield made
    made.stop()


def test_a_new_zone_is_told_and_other_files_are_not(jumps, etc, listener, qtbot):
    seen = []
    jumps._folder.directoryChanged.connect(seen.append)
    (etc / "passwd").touch()
    qtbot.waitUntil(lambda: bool(seen))
    assert listener.told == []
    fresh = etc / "localtime.new"
    fresh.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    fresh.replace(etc / "localtime")
    qtbot.waitUntil(lambda: listener.told == [CLOCK])


def test_a_jump_of_the_clock_is_told_and_the_timer_is_set_again(jumps, listener, monkeypatch):
    # Setting this machine's clock would disturb everybody on it: the kernel's answer is played instead.
    def cancelled(descriptor: int, size: int) -> bytes:
        raise OSError(125, "Operation canceled")

    armed = []
    monkeypatch.setattr(jumps, "_arm", lambda: armed.append(1))
    monkeypatch.setattr(os, "read", cancelled)
    jumps._jumped()
    assert listener.told == [CLOCK]
    assert armed == [1]


def test_waking_for_nothing_tells_nothing(jumps, listener):
    jumps._jumped()
    assert listener.told == []


def test_stop_closes_the_timer(etc, listener, qapp):
    jumps = ClockJumps(etc / "localtime")
    assert jumps.start(listener)
    descriptor = jumps._timer
    jumps.stop()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
    jumps.stop()


def test_a_machine_without_a_zone_file_starts_as_well(tmp_path, listener, qapp):
    jumps = ClockJumps(tmp_path / "localtime")
    assert jumps.start(listener)
    jumps.stop()
