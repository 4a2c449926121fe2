"""The system clock and its zone."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzlocal

from unknot.desktop import clock as module
from unknot.desktop.clock import SystemClock, local_zone


@pytest.fixture
def zone_of_machine(monkeypatch):
    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


def test_now_is_aware_and_in_a_zone_with_summer_time(zone_of_machine):
    zone_of_machine("Europe/Vienna")
    clock = SystemClock()
    assert clock.zone == ZoneInfo("Europe/Vienna")
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    summer = datetime(2026, 7, 1, tzinfo=clock.zone).utcoffset()
    winter = datetime(2026, 1, 1, tzinfo=clock.zone).utcoffset()
    assert summer - winter == timedelta(hours=1)


def test_a_new_zone_counts_from_the_moment_it_is_read(zone_of_machine):
    zone_of_machine("Europe/Vienna")
    clock = SystemClock()
    assert clock.now().utcoffset() != timedelta(hours=9)
    zone_of_machine("Asia/Tokyo")
    assert clock.now().utcoffset() != timedelta(hours=9)
    assert clock.read_zone()
    assert clock.now().utcoffset() == timedelta(hours=9)
    assert not clock.read_zone()


@pytest.mark.parametrize("trouble", [LookupError("two zones named"), ValueError("bad TZ"), OSError("unreadable")])
def test_a_machine_that_contradicts_itself_still_has_a_zone(monkeypatch, trouble):
    def fail():
        raise trouble

    monkeypatch.setattr(tzlocal, "reload_localzone", fail)
    assert datetime.now(local_zone()).utcoffset() == datetime.now().astimezone().utcoffset()


def test_a_zone_file_without_a_name_gives_its_rules(tmp_path, monkeypatch):
    copy = tmp_path / "localtime"
    copy.write_bytes(Path("/usr/share/zoneinfo/America/New_York").read_bytes())
    zone = module._zone_of_file(copy)
    assert datetime(2026, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=-4)
    assert module._zone_of_file(tmp_path / "missing") is None
    copy.write_bytes(b"not a zone")
    assert module._zone_of_file(copy) is None


def test_monotonic_never_goes_back():
    clock = SystemClock()
    first = clock.monotonic()
    assert clock.monotonic() >= first
