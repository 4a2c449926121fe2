"""Hours as a hand changes them on the week's grid: every result can be kept."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.days import week

from unknot.core.hours import DEFAULT_HOURS, Hours, WorkRange, read_ranges
from unknot.core.settings import Settings
from unknot.core.week_edit import Bar, at, bars, copied, cut, moved, painted, ranges_of, removed, resized

EMPTY: Hours = ((),) * 7


def day(hours: Hours, index: int = 0) -> list[str]:
    return [str(work) for work in hours[index]]


def test_painting_makes_hours_in_steps_of_a_quarter_and_joins_what_touches() -> None:
    hours = painted(EMPTY, 0, 8 * 60 + 35, 12 * 60 + 10)
    assert day(hours) == ["08:30-12:15"]
    assert day(painted(hours, 0, 17 * 60, 13 * 60)) == ["08:30-12:15", "13:00-17:00"]
    assert day(painted(hours, 0, 12 * 60 + 15, 14 * 60)) == ["08:30-14:00"]
    assert day(painted(hours, 0, 8 * 60, 18 * 60)) == ["08:00-18:00"]
    assert day(painted(EMPTY, 0, 600, 601)) == ["10:00-10:15"]
    assert hours[1:] == EMPTY[1:]


def test_painting_past_midnight_belongs_to_the_day_it_starts_on() -> None:
    assert day(painted(EMPTY, 2, 22 * 60, 30 * 60), 2) == ["22:00-06:00"]
    night = painted(painted(EMPTY, 2, 22 * 60, 26 * 60), 2, 22 * 60, 25 * 60)
    assert day(night, 2) == ["22:00-02:00"]
    assert day(painted(EMPTY, 0, 23 * 60 + 50, 23 * 60 + 55)) == ["23:45-00:00"]


def test_a_bar_moves_with_its_length_and_stops_at_its_neighbours() -> None:
    assert day(moved(DEFAULT_HOURS, 0, 0, -30)) == ["08:00-11:45", "13:00-17:30"]
    assert day(moved(DEFAULT_HOURS, 0, 0, 240)) == ["09:15-17:30"], "it meets the afternoon: one bar"
    assert day(moved(DEFAULT_HOURS, 0, 0, -1000)) == ["00:00-03:45", "13:00-17:30"]
    assert day(moved(week("09:00-17:00"), 0, 0, 12 * 60)) == ["21:00-05:00"]


def test_an_edge_moves_alone_and_stays_a_step_from_the_other() -> None:
    assert day(resized(DEFAULT_HOURS, 3, 1, end=19 * 60), 3) == ["08:30-12:15", "13:00-19:00"]
    assert day(resized(DEFAULT_HOURS, 3, 1, start=20 * 60), 3) == ["08:30-12:15", "17:15-17:30"]
    assert day(resized(DEFAULT_HOURS, 3, 0, end=0), 3) == ["08:30-08:45", "13:00-17:30"]
    assert day(resized(DEFAULT_HOURS, 3, 1, end=26 * 60), 3) == ["08:30-12:15", "13:00-02:00"]


def test_removing_cutting_and_copying() -> None:
    assert day(removed(DEFAULT_HOURS, 0, 0)) == ["13:00-17:30"]
    lunch = cut(week("09:00-17:00"), 0, 12 * 60, 12 * 60 + 45)
    assert day(lunch) == ["09:00-12:00", "12:45-17:00"]
    assert copied(lunch, 0, range(5))[4] == lunch[0]
    assert copied(lunch, 0, range(5))[5] == lunch[5]


def test_a_night_with_a_break_stays_one_and_is_found_where_it_is() -> None:
    night = Settings().of_profile("night").hours
    assert bars(night[0]) == (Bar(22 * 60, 26 * 60), Bar(26 * 60 + 45, 30 * 60))
    assert day(resized(night, 0, 1, end=29 * 60)) == ["22:00-02:00", "02:45-05:00"]
    assert (at(night[0], 27 * 60), at(night[0], 26 * 60 + 10), at(night[0], 60)) == (1, None, None)


@pytest.mark.parametrize("some", [(), (Bar(0, 1440),), (Bar(600, 2040),), (Bar(60, 120), Bar(120, 180))])
def test_bars_and_ranges_say_the_same(some: tuple[Bar, ...]) -> None:
    assert sum(bar.minutes for bar in bars(ranges_of(some))) == sum(bar.minutes for bar in some)


EDITS = st.one_of(
    st.tuples(st.just(painted), st.integers(-60, 3000), st.integers(-60, 3000)),
    st.tuples(st.just(cut), st.integers(0, 2880), st.integers(0, 2880)),
    st.tuples(st.just(moved), st.integers(0, 5), st.integers(-3000, 3000)),
    st.tuples(st.just(resized), st.integers(0, 5), st.integers(-60, 3000)),
    st.tuples(st.just(removed), st.integers(0, 5), st.just(0)),
)


@given(st.lists(EDITS, max_size=12), st.sampled_from([EMPTY, DEFAULT_HOURS, Settings().of_profile("night").hours]))
def test_whatever_is_done_the_hours_can_be_kept(edits: list[tuple[object, int, int]], hours: Hours) -> None:
    for edit, first, second in edits:
        count = len(hours[0])
        if edit is painted:
            hours = painted(hours, 0, first, second)
        elif edit is cut:
            hours = cut(hours, 0, first, second)
        elif first < count:
            hours = (
                moved(hours, 0, first, second) if edit is moved
                else removed(hours, 0, first) if edit is removed
                else resized(hours, 0, first, end=second) if second % 2 else resized(hours, 0, first, start=second)
            )
        texts = day(hours)
        assert read_ranges(texts, "hours") == (hours[0], [])
        assert all(work.start.minute % 15 == 0 and work.end.minute % 15 == 0 for work in hours[0])
        assert Settings(hours=hours).with_changes().hours == hours


def test_a_time_off_the_grid_that_was_typed_stays_until_its_edge_is_moved() -> None:
    typed = ((WorkRange(time(8, 20), time(12, 5)),), *EMPTY[1:])
    assert day(painted(typed, 0, 13 * 60, 14 * 60)) == ["08:20-12:05", "13:00-14:00"]
    assert day(resized(typed, 0, 0, end=12 * 60 + 20)) == ["08:20-12:15"]
