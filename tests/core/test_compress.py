"""Heat and cold: the timer, the day's limit and the days after an injury, at each threshold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import BERLIN
from tests.shells import bundled_library

from unknot.core import compress
from unknot.core.care_records import Compress, CompressEvent, CompressKind, Injury, InjuryEvent
from unknot.core.compress import Rules, Timer, Why, course, on_day, verdict
from unknot.core.library import Amount, Origin

HEAT, COLD = CompressKind.HEAT, CompressKind.COLD
RULES = Rules(2, 3, 3, timedelta(hours=3), time(9), time(21))
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=BERLIN)
TOKYO, LISBON = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Lisbon")


def timer(minutes: float = 15, mark: float = 100.0) -> Timer:
    return Timer("c1", HEAT, NOON, minutes * 60, mark=mark)


def begun(at: datetime, name: str = "c1", kind: CompressKind = HEAT) -> Compress:
    return Compress(at, name, kind, CompressEvent.STARTED)


# the timer


def test_it_runs_from_its_mark_to_its_end_and_no_further():
    one = timer()
    assert one.left(100) == 900
    assert one.left(1000 - 0.5) == 0.5
    assert not one.over(999.9)
    assert one.over(1000)
    assert one.passed(5000) == 900


def test_it_stands_still_while_paused():
    paused = timer().pause(160, NOON)
    assert paused.left(9999) == 840
    assert not paused.running
    going = paused.go_on(500)
    assert going.left(560) == 780
    assert going.still is None


def test_a_clock_that_goes_back_takes_nothing_away():
    assert timer().passed(40) == 0


def test_time_asleep_counts_and_never_more_than_the_whole():
    assert timer().aside(160, 120).left(160) == 720
    assert timer().aside(160, 7200).over(160)
    assert timer().aside(160, -7200).left(160) == 840


def test_time_asleep_does_not_count_while_paused():
    paused = timer().pause(160, NOON)
    assert paused.aside(200, 600) == paused


def test_five_minutes_more_go_up_to_twenty_and_no_further():
    most = 20 * 60
    longer = timer().longer(most)
    assert longer.seconds == most
    assert (timer().more(most), longer.more(most)) == (300, 0)
    assert timer(20).longer(most) == timer(20)
    assert timer(18).longer(most).seconds == most


# how many a day


@pytest.mark.parametrize(("done", "allowed"), [(0, True), (2, True), (3, False), (4, False)])
def test_the_fourth_heat_of_a_day_is_refused(done: int, allowed: bool):
    found = verdict(done, 3, running=False, now=NOON)
    assert found.allowed is allowed
    assert found.number == done + 1
    if not allowed:
        assert found.why is Why.LIMIT
        assert found.again == datetime(2026, 3, 5, 0, 0, tzinfo=BERLIN)


def test_cold_has_no_limit_but_only_one_is_on_at_a_time():
    assert verdict(9, None, running=False, now=NOON).allowed
    assert verdict(0, None, running=True, now=NOON).why is Why.RUNNING


def test_slips_and_other_kinds_do_not_count():
    records = [
        begun(NOON), begun(NOON, "c2"), Compress(NOON, "c2", HEAT, CompressEvent.WITHDRAWN), begun(NOON, "c3", COLD),
        Compress(NOON, "c1", HEAT, CompressEvent.ENDED, seconds=900),
    ]
    assert [record.id for record in on_day(records, HEAT, NOON.date(), NOON)] == ["c1"]


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (datetime(2026, 3, 3, 23, 59, 59, tzinfo=BERLIN), False),
        (datetime(2026, 3, 4, 0, 0, tzinfo=BERLIN), True),
        (datetime(2026, 3, 4, 23, 59, 59, tzinfo=BERLIN), True),
    ],
)
def test_the_day_turns_at_local_midnight(at: datetime, counts: bool):
    now = datetime(2026, 3, 4, 23, 59, 59, tzinfo=BERLIN)
    assert bool(on_day([begun(at)], HEAT, now.date(), now)) is counts


def test_a_journey_makes_no_room_for_one_more():
    west = datetime(2026, 3, 4, 22, 0, tzinfo=LISBON)  # the 5th already in Tokyo
    in_tokyo = datetime(2026, 3, 5, 9, 0, tzinfo=TOKYO)
    assert on_day([begun(west)], HEAT, in_tokyo.date(), in_tokyo)
    east = datetime(2026, 3, 5, 1, 0, tzinfo=TOKYO)  # still the 4th in Lisbon
    in_lisbon = datetime(2026, 3, 4, 20, 0, tzinfo=LISBON)
    assert on_day([begun(east)], HEAT, in_lisbon.date(), in_lisbon)


def test_a_clock_set_back_makes_no_room_for_one_more():
    now = NOON - timedelta(hours=20)
    assert on_day([begun(NOON)], HEAT, now.date(), now)
    long_ago = NOON - timedelta(days=40)
    assert not on_day([begun(NOON)], HEAT, long_ago.date(), long_ago)


def test_the_day_after_a_change_of_summer_time_begins_at_its_own_midnight():
    before = datetime(2026, 3, 28, 20, 0, tzinfo=BERLIN)
    again = verdict(3, 3, running=False, now=before).again
    assert again == datetime(2026, 3, 29, 0, 0, tzinfo=BERLIN)


@given(
    st.lists(st.integers(0, 6 * 24 * 60), max_size=12),
    st.lists(st.sampled_from([BERLIN, TOKYO, LISBON]), min_size=12, max_size=12),
)
def test_nobody_begins_a_fourth_heat_on_one_date_wherever_they_travel(
    minutes: Sequence[int], zones: Sequence[ZoneInfo]
):
    start = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
    taken: list[Compress] = []
    for index, minute in enumerate(sorted(minutes)):
        now = (start + timedelta(minutes=minute)).astimezone(zones[index % len(zones)])
        done = len(on_day(taken, HEAT, now.date(), now))
        if verdict(done, 3, running=False, now=now).allowed:
            taken.append(begun(now, f"c{index}"))
    dates = [record.at.date() for record in taken]
    assert all(dates.count(day) <= 3 for day in dates)


# after an injury

HURT = datetime(2026, 3, 4, 8, 0, tzinfo=BERLIN)
BEGAN = Injury(HURT, "i1", InjuryEvent.BEGAN)


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return datetime.combine(date(2026, 3, 4 + day), time(hour, minute), BERLIN)


def colds(*moments: datetime) -> list[Compress]:
    return [begun(moment, f"c{n}", COLD) for n, moment in enumerate(moments)]


def due(now: datetime, *moments: datetime, called: datetime | None = None) -> datetime | None:
    found = course([BEGAN], colds(*moments), RULES, now, called)
    assert found is not None
    return found.due


def test_it_goes_on_for_three_days_of_which_the_third_is_as_one_likes():
    first, second, third = (course([BEGAN], [], RULES, at(12, day=n), None) for n in range(3))
    assert [found and found.day for found in (first, second, third)] == [1, 2, 3]
    assert [found and found.last_day for found in (first, second, third)] == [False, True, True]
    assert course([BEGAN], [], RULES, at(0, 0, day=3), None) is None


def test_the_last_minute_of_the_third_day_still_belongs_to_it():
    assert course([BEGAN], [], RULES, at(23, 59, day=2), None) is not None


def test_the_person_can_end_it():
    assert course([BEGAN, Injury(at(9), "i1", InjuryEvent.ENDED)], [], RULES, at(10), None) is None


def test_the_latest_injury_counts():
    again = Injury(at(10, day=1), "i2", InjuryEvent.BEGAN)
    found = course([BEGAN, Injury(at(9), "i1", InjuryEvent.ENDED), again], [], RULES, at(12, day=2), None)
    assert found is not None
    assert (found.id, found.day) == ("i2", 2)


def test_calls_are_off_until_wanted_and_off_again_when_not():
    def reminds(*events: InjuryEvent) -> bool:
        told = [BEGAN, *(Injury(at(9), "i1", event) for event in events)]
        found = course(told, [], RULES, at(10), None)
        assert found is not None
        return found.reminds

    assert not reminds()
    assert reminds(InjuryEvent.REMIND)
    assert not reminds(InjuryEvent.REMIND, InjuryEvent.QUIET)


def test_the_first_one_is_due_when_people_are_up():
    assert due(at(8, 30)) == at(9)
    assert due(at(11)) == at(9)


def test_the_next_one_is_due_three_hours_after_the_last_began():
    assert due(at(11), at(10)) == at(13)
    assert due(at(14), at(10), at(13)) == at(16)


def test_a_call_without_an_answer_is_repeated_after_three_hours():
    assert due(at(15), at(10), called=at(13)) == at(16)


def test_a_clock_that_was_set_back_has_nobody_wait_for_what_lies_ahead():
    assert due(at(11), called=at(10, day=20)) == at(9)
    assert due(at(11), at(18)) == at(9)
    assert due(at(11), at(10), at(18)) == at(13)
    ahead = Injury(at(12, day=20), "i1", InjuryEvent.BEGAN)
    found = course([ahead], [], RULES, at(11), None)
    assert found is not None
    assert found.due == at(9)


def test_after_three_the_next_one_is_due_tomorrow_morning():
    assert due(at(17), at(10), at(13), at(16)) == at(9, day=1)


def test_after_the_third_of_the_last_day_none_is_due():
    assert due(at(17, day=2), at(10, day=2), at(13, day=2), at(16, day=2)) is None


def test_nothing_is_due_late_in_the_evening():
    assert due(at(20), at(17, 59)) == at(20, 59)
    assert due(at(20), at(18)) == at(21)
    assert due(at(20), at(18, 1)) == at(9, day=1)
    assert due(at(20, day=2), at(18, 1, day=2)) is None


@pytest.mark.parametrize(
    ("wanted", "now", "call"),
    [
        (at(13), at(11), at(13)),
        (at(13), at(14), at(14)),
        (at(9), at(6), at(9)),
        (at(13), at(21), at(21)),
        (at(13), at(21, 1), at(9, day=1)),
        (at(9), at(3, day=1), at(9, day=1)),
    ],
)
def test_nobody_is_called_while_people_sleep(wanted: datetime, now: datetime, call: datetime):
    assert compress.call_at(wanted, now, RULES) == call


def test_the_rules_come_from_the_page():
    def amount(least: float, most: float) -> Amount:
        return Amount(least, most, most, Origin.GUIDE)

    numbers = {
        "days": amount(1, 4), "least-a-day": amount(5, 5), "hours-apart": amount(1, 2), "earliest": amount(6, 8),
        "latest": amount(19, 20),
    }
    assert Rules.of(numbers) == Rules(1, 4, 5, timedelta(hours=2), time(8), time(20))
    assert Rules.of(bundled_library().advice["cold"].numbers) == RULES


@pytest.mark.parametrize("missing", ["days", "least-a-day", "hours-apart", "earliest", "latest"])
def test_a_page_that_leaves_a_rule_out_has_none(missing: str):
    numbers = dict(bundled_library().advice["cold"].numbers)
    del numbers[missing]
    assert Rules.of(numbers) is None


@given(st.lists(st.integers(0, 4 * 24 * 60 - 1), max_size=10), st.integers(0, 4 * 24 * 60))
def test_what_is_due_lies_in_waking_hours_of_a_day_of_the_course(minutes: Sequence[int], now_minute: int):
    now = HURT + timedelta(minutes=now_minute)
    taken = [HURT + timedelta(minutes=m) for m in sorted(minutes) if m <= now_minute]
    found = course([BEGAN], colds(*taken), RULES, now, None)
    if found is not None and found.due is not None:
        assert RULES.wakes <= found.due.time() <= RULES.sleeps
        assert (found.due.date() - HURT.date()).days < RULES.days
        assert found.due.date() >= now.date()
