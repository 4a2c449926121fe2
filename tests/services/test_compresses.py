"""Compresses over the clock and the ledger: restarts, sleep, set clocks, midnight, and the calls after an injury."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.fakes import BERLIN, FakeAlarms, FakeClock, FakeLedger
from tests.shells import Home, bundled_library

from unknot.core.body import Area, Side
from unknot.core.care_records import Compress, CompressEvent, CompressKind, Injury, InjuryEvent
from unknot.core.compress import Course, Why
from unknot.core.presence import Hold
from unknot.services.compresses import KEY, Compresses, Ended
from unknot.storage.ledger import open_ledger

HEAT, COLD = CompressKind.HEAT, CompressKind.COLD
MINUTE = timedelta(minutes=1)


class Desk:
    """Compresses on fakes, which may be closed and opened again on the same ledger."""

    def __init__(self, start: datetime | None = None) -> None:
        self.clock = FakeClock(start or datetime(2026, 3, 4, 10, 0, tzinfo=BERLIN))
        self.ledger = FakeLedger()
        self.open()

    def open(self) -> None:
        self.alarms = FakeAlarms(self.clock)
        self.ended: list[Ended] = []
        self.due: list[Course | None] = []
        self.changes = 0
        self.compresses = Compresses(self.clock, self.alarms, self.ledger, bundled_library())
        self.compresses.on_end(self.ended.append)
        self.compresses.on_due(lambda: self.due.append(self.compresses.due_now()))
        self.compresses.on_change(self._changed)
        self.compresses.recover()

    def _changed(self) -> None:
        self.changes += 1

    def wait(self, minutes: float) -> None:
        self.alarms.advance(minutes * MINUTE)

    def take(self, kind: CompressKind = HEAT, times: int = 1) -> None:
        """Begin and end so many."""
        for _ in range(times):
            assert self.compresses.start(kind).allowed
            self.wait(21)

    def events(self) -> list[tuple[CompressEvent, float]]:
        return [(r.event, r.seconds) for r in self.ledger.records if isinstance(r, Compress)]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_heat_takes_15_minutes_and_ends_by_itself(desk: Desk):
    desk.compresses.start(HEAT, "towel", Area.SHOULDERS, Side.LEFT)
    desk.wait(14.9)
    assert desk.compresses.running is not None
    desk.wait(0.1)
    assert desk.compresses.running is None
    assert desk.ended[0].whole
    assert desk.events() == [(CompressEvent.STARTED, 900), (CompressEvent.ENDED, 900)]
    assert desk.ledger.recall(KEY) is None


def test_cold_takes_20_minutes(desk: Desk):
    desk.compresses.start(COLD)
    assert desk.compresses.left() == 20 * 60
    assert desk.compresses.more == 0


def test_five_minutes_more_move_its_end(desk: Desk):
    desk.compresses.start(HEAT)
    desk.wait(10)
    desk.compresses.longer()
    assert desk.compresses.more == 0
    desk.wait(9.9)
    assert desk.compresses.running is not None
    desk.wait(0.1)
    assert desk.ended[0].seconds == 20 * 60


def test_it_does_not_run_while_paused_and_is_over_when_forgotten(desk: Desk):
    desk.compresses.start(HEAT)
    desk.wait(5)
    desk.compresses.pause()
    desk.wait(59)
    assert desk.compresses.left() == 600
    desk.wait(1)
    assert desk.compresses.running is None
    assert (desk.ended[0].whole, desk.ended[0].seconds) == (False, 300)


def test_one_that_was_stopped_counts_as_one_of_the_day(desk: Desk):
    desk.compresses.start(HEAT)
    desk.wait(4)
    desk.compresses.stop()
    assert desk.compresses.count(HEAT, desk.clock.now().date()) == 1
    assert desk.events()[-1] == (CompressEvent.ENDED, 240)


def test_a_slip_counts_for_nothing_within_the_first_minute_only(desk: Desk):
    desk.compresses.start(HEAT)
    desk.wait(0.9)
    assert desk.compresses.withdraw()
    assert desk.compresses.count(HEAT, desk.clock.now().date()) == 0
    desk.compresses.start(HEAT)
    desk.wait(1)
    assert not desk.compresses.withdraw()
    assert desk.compresses.running is not None


def test_a_hundred_slips_block_nobody(desk: Desk):
    for _ in range(100):
        assert desk.compresses.start(HEAT).allowed
        desk.wait(2 / 60)
        assert desk.compresses.withdraw()
    desk.take(HEAT, 3)
    assert not desk.compresses.allowed(HEAT).allowed


def test_no_heat_is_put_together_from_slips(desk: Desk):
    on_the_skin = 0.0
    for _ in range(100):
        if not desk.compresses.start(HEAT).allowed:
            break
        desk.wait(59 / 60)
        on_the_skin += 59
        if not desk.compresses.withdraw():
            desk.compresses.stop()
    assert desk.compresses.count(HEAT, desk.clock.now().date()) == 3
    assert on_the_skin < 10 * 60


def test_tomorrow_slips_may_be_taken_back_again(desk: Desk):
    for _ in range(6):
        desk.compresses.start(HEAT)
        desk.wait(59 / 60)
        desk.compresses.withdraw()
    desk.compresses.stop()
    desk.alarms.advance_to(datetime(2026, 3, 5, 0, 0, tzinfo=BERLIN))
    desk.compresses.start(HEAT)
    assert desk.compresses.withdraw()


def test_the_fourth_heat_of_a_day_is_refused_and_nothing_begins(desk: Desk):
    desk.take(HEAT, 3)
    found = desk.compresses.start(HEAT)
    assert found.why is Why.LIMIT
    assert desk.compresses.running is None
    assert desk.compresses.start(COLD).allowed


def test_only_one_is_on_at_a_time(desk: Desk):
    desk.compresses.start(HEAT)
    assert desk.compresses.start(COLD).why is Why.RUNNING


def test_midnight_makes_room_and_the_one_under_way_counts_for_the_day_it_began():
    desk = Desk(datetime(2026, 3, 4, 22, 40, tzinfo=BERLIN))
    desk.take(HEAT, 3)  # the third runs from 23:22
    desk.clock.jump(timedelta())
    desk.alarms.advance_to(datetime(2026, 3, 4, 23, 59, 59, tzinfo=BERLIN))
    assert not desk.compresses.allowed(HEAT).allowed
    desk.alarms.advance_to(datetime(2026, 3, 5, 0, 0, tzinfo=BERLIN))
    assert desk.compresses.start(HEAT).allowed
    assert desk.compresses.count(HEAT, datetime(2026, 3, 4).date()) == 3
    assert desk.compresses.count(HEAT, datetime(2026, 3, 5).date()) == 1


def test_one_over_midnight_counts_once(desk: Desk):
    desk.alarms.advance_to(datetime(2026, 3, 4, 23, 55, tzinfo=BERLIN))
    desk.compresses.start(HEAT)
    desk.wait(20)
    assert desk.compresses.count(HEAT, datetime(2026, 3, 5).date()) == 0
    assert desk.compresses.count(HEAT, datetime(2026, 3, 4).date()) == 1


# restarts


def test_after_a_restart_the_time_that_has_passed_counts(desk: Desk):
    desk.compresses.start(HEAT, "towel", Area.SHOULDERS, Side.LEFT)
    desk.wait(4)
    desk.clock.advance(6 * MINUTE)  # the app is not there
    desk.open()
    running = desk.compresses.running
    assert running is not None
    assert (running.way, running.area, running.side) == ("towel", Area.SHOULDERS, Side.LEFT)
    assert desk.compresses.left() == 5 * 60
    desk.wait(5)
    assert desk.ended[0].whole


def test_one_that_ended_without_the_app_ended_when_its_time_was_up(desk: Desk):
    desk.compresses.start(HEAT)
    start = desk.clock.now()
    desk.clock.advance(40 * MINUTE)
    desk.open()
    assert desk.compresses.running is None
    assert desk.ended[0].late == 25 * 60
    last = desk.ledger.records[-1]
    assert isinstance(last, Compress)
    assert (last.at, last.seconds) == (start + 15 * MINUTE, 900)


def test_a_paused_one_is_paused_after_a_restart(desk: Desk):
    desk.compresses.start(HEAT)
    desk.wait(5)
    desk.compresses.pause()
    desk.clock.advance(30 * MINUTE)
    desk.open()
    assert desk.compresses.left() == 600
    desk.wait(30)
    assert desk.compresses.running is None, "an hour in all: forgotten"


def test_a_second_restart_counts_from_the_first_moment_still(desk: Desk):
    desk.compresses.start(HEAT)
    for _ in range(3):
        desk.clock.advance(4 * MINUTE)
        desk.open()
    assert desk.compresses.left() == 3 * 60


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"id": 1}', '{"id":"c1","kind":"tepid"}'])
def test_what_can_not_be_read_is_forgotten(desk: Desk, kept: str):
    desk.ledger.remember(KEY, kept)
    desk.open()
    assert desk.compresses.running is None
    assert desk.compresses.start(HEAT).allowed


@pytest.mark.parametrize("way", ["over", "stop", "withdraw"])
def test_one_that_was_ended_when_the_app_was_killed_stays_ended(desk: Desk, way: str):
    desk.compresses.start(HEAT)
    desk.wait(0.5)
    kept = desk.ledger.recall(KEY)
    if way == "over":
        desk.wait(15)
    elif way == "stop":
        desk.compresses.stop()
    else:
        assert desk.compresses.withdraw()
    before = desk.events()
    desk.ledger.remember(KEY, kept)  # killed before it was forgotten
    desk.open()
    assert desk.compresses.running is None
    assert desk.events() == before
    assert desk.ledger.recall(KEY) is None


def test_one_under_way_goes_on_when_earlier_records_are_erased_and_listeners_hear_of_it(desk: Desk):
    desk.take(HEAT, 2)
    desk.compresses.start(HEAT)
    desk.wait(5)
    before = desk.changes
    desk.ledger.replace(desk.ledger.records[-1:])
    assert desk.changes > before
    assert desk.compresses.left() == 600
    assert desk.compresses.count(HEAT, desk.clock.now().date()) == 1


def test_a_backup_with_a_compress_under_way_that_is_long_over_is_restored_as_over(desk: Desk):
    desk.compresses.start(HEAT)
    desk.wait(5)
    records, kept = list(desk.ledger.records), desk.ledger.recall(KEY)
    desk.wait(3 * 24 * 60)
    desk.ledger.remember(KEY, kept)
    desk.ledger.replace(records)
    assert desk.compresses.running is None
    assert desk.events() == [(CompressEvent.STARTED, 900), (CompressEvent.ENDED, 900)]
    assert desk.ended[-1].late > 2 * 24 * 3600, "no news"
    assert desk.compresses.allowed(HEAT).number == 1


def test_ids_are_never_used_again(desk: Desk):
    desk.take(HEAT, 2)
    desk.open()
    desk.take(COLD)
    ids = [r.id for r in desk.ledger.records if isinstance(r, Compress) and r.event is CompressEvent.STARTED]
    assert ids == ["c1", "c2", "c3"]


# clocks


@pytest.mark.parametrize("hours", [-5, -1, 1, 5])
def test_a_clock_that_was_set_changes_nothing(desk: Desk, hours: int):
    desk.compresses.start(HEAT)
    desk.wait(5)
    desk.clock.jump(timedelta(hours=hours))
    desk.compresses.clock_changed()
    assert desk.compresses.left() == 600
    desk.wait(9.9)
    assert desk.compresses.running is not None
    desk.wait(0.1)
    assert desk.compresses.running is None


def test_another_zone_changes_nothing(desk: Desk):
    desk.compresses.start(HEAT)
    desk.wait(5)
    desk.clock.zone = ZoneInfo("Asia/Tokyo")
    desk.compresses.clock_changed()
    assert desk.compresses.left() == 600
    desk.wait(10)
    assert desk.ended[0].whole


def test_the_skin_does_not_stop_while_the_machine_sleeps(desk: Desk):
    desk.compresses.start(HEAT)
    desk.wait(5)
    desk.compresses.asleep(True)
    desk.clock.jump(7 * MINUTE)
    desk.compresses.asleep(False)
    assert desk.compresses.left() == 180
    desk.compresses.asleep(True)
    desk.clock.jump(60 * MINUTE)
    desk.compresses.asleep(False)
    assert desk.compresses.running is None
    assert desk.ended[0].whole


def test_sleep_that_the_clock_counted_is_not_counted_twice(desk: Desk):
    desk.compresses.start(HEAT)
    desk.compresses.asleep(True)
    desk.clock.advance(5 * MINUTE)
    desk.compresses.asleep(False)
    assert desk.compresses.left() == 600


def test_summer_time_takes_nothing_from_it():
    desk = Desk(datetime(2026, 3, 29, 1, 55, tzinfo=BERLIN))
    desk.compresses.start(HEAT)
    desk.wait(10)
    assert desk.compresses.left() == 300


# an injury


def called(desk: Desk, upto: datetime) -> list[str]:
    """When the person was called until then, with each call shown."""
    times: list[str] = []

    def show() -> None:
        times.append(f"{desk.clock.now():%d %H:%M}")
        desk.compresses.called()

    desk.compresses.on_due(show)
    desk.alarms.advance_to(upto)
    return times


def test_no_call_unless_it_is_wanted(desk: Desk):
    desk.compresses.begin_injury(Area.LOWER_BACK)
    desk.wait(3 * 24 * 60)
    assert desk.due == []


def test_calls_come_every_three_waking_hours_for_three_days(desk: Desk):
    desk.compresses.begin_injury(Area.LOWER_BACK, reminds=True)
    times = called(desk, datetime(2026, 3, 9, 0, 0, tzinfo=BERLIN))
    # a call that nobody follows still counts for no compress, so calls go on through the day
    assert times[:4] == ["04 10:00", "04 13:00", "04 16:00", "04 19:00"]
    assert times[4] == "05 09:00"
    assert times[-1].startswith("06 ")
    assert all("09:00" <= time[3:] <= "21:00" for time in times)


def test_after_three_compresses_the_next_call_is_tomorrow(desk: Desk):
    desk.compresses.begin_injury(reminds=True)
    desk.take(COLD, 3)
    desk.due.clear()
    times = called(desk, datetime(2026, 3, 5, 9, 30, tzinfo=BERLIN))
    assert times == ["05 09:00"]


def test_no_call_while_one_is_on(desk: Desk):
    desk.compresses.begin_injury()
    desk.compresses.start(COLD)
    desk.compresses.remind(True)
    assert desk.due == []


def test_calls_come_after_a_restart_too(desk: Desk):
    desk.compresses.begin_injury(reminds=True)
    desk.wait(0)
    desk.compresses.called()
    desk.clock.advance(24 * 60 * MINUTE)
    desk.open()
    desk.wait(0)
    assert len(desk.due) == 1


def test_a_call_that_had_to_wait_for_too_long_comes_in_the_morning(desk: Desk):
    desk.compresses.begin_injury(reminds=True)
    desk.alarms.advance_to(datetime(2026, 3, 4, 20, 59, tzinfo=BERLIN))
    assert desk.compresses.due_now() is not None
    desk.wait(2)
    assert desk.compresses.due_now() is None
    desk.due.clear()
    desk.alarms.advance_to(datetime(2026, 3, 5, 9, 0, tzinfo=BERLIN))
    assert len(desk.due) == 1


def test_calls_end_with_the_injury(desk: Desk):
    desk.compresses.begin_injury(reminds=True)
    desk.compresses.end_injury()
    assert desk.compresses.course is None
    desk.wait(3 * 24 * 60)
    assert desk.due == []


def test_calls_can_be_switched_off_and_on(desk: Desk):
    desk.compresses.begin_injury()
    desk.compresses.remind(True)
    desk.compresses.remind(False)
    desk.wait(600)
    assert desk.due == []
    events = [r.event for r in desk.ledger.records if isinstance(r, Injury)]
    assert events == [InjuryEvent.BEGAN, InjuryEvent.REMIND, InjuryEvent.QUIET]


def test_in_the_evening_no_alarm_rings_on_and_on():
    desk = Desk(datetime(2026, 3, 4, 22, 0, tzinfo=BERLIN))
    desk.compresses.begin_injury(reminds=True)
    desk.wait(60)
    assert desk.due == []
    desk.alarms.advance_to(datetime(2026, 3, 5, 9, 0, tzinfo=BERLIN))
    assert len(desk.due) == 1


def test_no_alarm_is_left_when_nothing_is_to_come(desk: Desk):
    desk.take(HEAT, 3)
    desk.wait(2 * 24 * 60)
    assert desk.alarms.set == {}


def test_records_that_were_erased_are_counted_no_more(desk: Desk):
    desk.take(HEAT, 3)
    desk.ledger.records.clear()
    desk.compresses.refresh()
    assert desk.compresses.allowed(HEAT).allowed


def test_a_listener_is_told_of_each_change_and_never_of_a_tick(desk: Desk):
    before = desk.changes
    desk.compresses.start(HEAT)
    desk.wait(5)
    assert desk.changes == before + 1
    steps: list[Callable[[], object]] = [desk.compresses.pause, desk.compresses.go_on, desk.compresses.stop]
    for step in steps:
        step()
    assert desk.changes == before + 4


def test_the_house_tells_of_sleep_and_of_set_clocks():
    home = Home()
    home.house.compresses.start(HEAT)
    home.alarms.advance(5 * MINUTE)
    home.house.held(Hold.ASLEEP)
    home.clock.jump(7 * MINUTE)
    home.house.released(Hold.ASLEEP)
    assert home.house.compresses.left() == 180
    home.clock.jump(timedelta(hours=-2))
    home.house.clock_changed()
    home.alarms.advance(3 * MINUTE)
    assert home.house.compresses.running is None


def test_in_a_real_ledger_it_comes_back_after_the_app_was_killed(tmp_path: Path):
    clock = FakeClock(datetime(2026, 3, 4, 10, 0, tzinfo=BERLIN))

    def opened() -> tuple[Compresses, FakeAlarms]:
        ledger, problems = open_ledger(tmp_path / "ledger.db", now=clock.now)
        assert not problems
        alarms = FakeAlarms(clock)
        made = Compresses(clock, alarms, ledger, bundled_library())
        made.recover()
        return made, alarms

    first, _ = opened()
    first.begin_injury(Area.LOWER_BACK, Side.LEFT, reminds=True)
    first.start(COLD, "peas", Area.LOWER_BACK, Side.LEFT)
    clock.advance(6 * MINUTE)
    again, alarms = opened()  # the first one never closed its ledger
    assert again.running is not None
    assert again.left() == 14 * 60
    alarms.advance(14 * MINUTE)
    third, _ = opened()
    assert third.running is None
    assert third.count(COLD, clock.now().date()) == 1
    course = third.course
    assert course is not None
    assert (course.area, course.side, course.done, course.reminds) == (Area.LOWER_BACK, Side.LEFT, 1, True)
