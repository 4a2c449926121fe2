"""A week's hours painted, moved, resized and cut: whatever is done, they can be kept and nothing overlaps."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.core.hours import DEFAULT_HOURS, WorkRange, read_ranges, week_of
from unknot.ui.kit import week_grid_edit as edit
from unknot.ui.kit.week_grid_axis import Axis, On, extent, hit, pieces
from unknot.ui.kit.week_grid_edit import DAY, Bar, Edge, bars_of, hours_of

OFFICE = bars_of(DEFAULT_HOURS)
NIGHT = bars_of(week_of("22:00-02:00", "02:45-06:00"))
EMPTY = bars_of(((),) * 7)
MORNING, AFTERNOON = Bar(0, 510, 735), Bar(0, 780, 1050)


def at(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return 60 * hour + minute


def day(week: edit.Week, weekday: int) -> list[str]:
    return [str(work) for work in hours_of(week)[weekday]]


@pytest.mark.parametrize("hours", [DEFAULT_HOURS, week_of("22:00-02:00", "02:45-06:00"), week_of(days=0)])
def test_bars_say_the_same_as_the_hours(hours) -> None:
    assert hours_of(bars_of(hours)) == hours


def test_dragging_on_an_empty_day_paints_in_quarters_of_an_hour() -> None:
    assert day(edit.paint(OFFICE, 5, at("9:04"), at("12:40")), 5) == ["09:00-12:45"]
    assert day(edit.paint(OFFICE, 5, at("12:40"), at("9:04")), 5) == ["09:00-12:45"]


def test_painting_stops_at_what_is_there_and_grows_it_where_they_touch() -> None:
    assert day(edit.paint(OFFICE, 0, at("18:00"), at("10:00")), 0) == ["08:30-12:15", "13:00-18:00"]
    assert day(edit.paint(OFFICE, 0, at("12:30"), at("20:00")), 0) == ["08:30-12:15", "12:30-17:30"]


def test_painting_over_a_whole_break_makes_one_of_two() -> None:
    assert day(edit.paint(OFFICE, 0, at("12:15"), at("13:00")), 0) == ["08:30-17:30"]


def test_painting_over_the_right_edge_goes_on_after_midnight() -> None:
    week = edit.paint(EMPTY, 3, at("21:00"), DAY + at("3:00"))
    assert day(week, 3) == ["21:00-03:00"]
    assert [(piece.first, piece.last) for piece in pieces(week, 4)] == [(0, at("3:00"))]


def test_small_hours_painted_behind_a_night_belong_to_that_night() -> None:
    week = edit.paint(bars_of(week_of("22:00-02:00")), 1, at("3:00"), at("6:00"))
    assert day(week, 0) == ["22:00-02:00", "03:00-06:00"]
    assert day(week, 1) == ["22:00-02:00"]


def test_an_afternoon_painted_behind_a_night_is_the_days_own() -> None:
    week = edit.paint(bars_of(week_of("22:00-06:00", days=1)), 1, at("14:00"), at("18:00"))
    assert day(week, 0) == ["22:00-06:00"]
    assert day(week, 1) == ["14:00-18:00"]


def test_a_night_stops_where_the_next_morning_begins() -> None:
    week = edit.paint(edit.clear(OFFICE, 0), 0, at("22:00"), DAY + at("12:00"))
    assert day(week, 0) == ["22:00-08:30"]


def test_a_sunday_night_stops_at_monday() -> None:
    assert day(edit.paint(OFFICE, 6, at("22:00"), DAY + at("12:00")), 6) == ["22:00-08:30"]


def test_a_bar_is_moved_as_far_as_its_neighbour() -> None:
    assert day(edit.move(OFFICE, MORNING, -62), 0) == ["07:30-11:15", "13:00-17:30"]
    assert day(edit.move(OFFICE, MORNING, 300), 0) == ["09:15-13:00", "13:00-17:30"]
    assert day(edit.move(OFFICE, AFTERNOON, -300), 0) == ["08:30-12:15", "12:15-16:45"]


def test_a_bar_stays_on_the_day_it_begins_on() -> None:
    assert day(edit.move(OFFICE, MORNING, -DAY), 0)[0] == "00:00-03:45"
    late = edit.move(edit.remove(OFFICE, AFTERNOON), MORNING, 2 * DAY)
    assert day(late, 0) == ["23:45-03:30"]


def test_a_bar_moved_past_midnight_stops_where_the_next_morning_begins() -> None:
    whole = edit.paint(OFFICE, 0, at("12:15"), at("13:00"))
    assert day(edit.move(whole, whole[0], DAY), 0) == ["23:30-08:30"]


def test_an_end_is_resized_as_far_as_its_neighbour_and_never_to_nothing() -> None:
    assert day(edit.resize(OFFICE, MORNING, Edge.LAST, at("12:52")), 0)[0] == "08:30-12:45"
    assert day(edit.resize(OFFICE, MORNING, Edge.LAST, at("20:00")), 0)[0] == "08:30-13:00"
    assert day(edit.resize(OFFICE, MORNING, Edge.LAST, at("5:00")), 0)[0] == "08:30-08:45"
    assert day(edit.resize(OFFICE, MORNING, Edge.FIRST, at("20:00")), 0)[0] == "12:00-12:15"


def test_hours_that_were_made_to_touch_are_one() -> None:
    touching = edit.resize(OFFICE, MORNING, Edge.LAST, at("13:00"))
    assert day(edit.joined(touching), 0) == ["08:30-17:30"]


def test_times_that_were_typed_between_the_steps_stay_until_they_are_touched() -> None:
    week = bars_of(week_of("08:20-11:50"))
    assert day(edit.resize(week, Bar(0, 500, 710), Edge.LAST, at("12:00")), 0) == ["08:20-12:00"]


def test_the_second_half_of_a_night_goes_with_the_first_when_it_cant_stand_alone() -> None:
    assert day(edit.remove(NIGHT, Bar(0, at("22:00"), DAY + 120)), 0) == []
    assert day(edit.remove(NIGHT, Bar(0, DAY + 165, DAY + 360)), 0) == ["22:00-02:00"]


def test_a_day_is_copied_to_all_weekdays() -> None:
    week = edit.resize(OFFICE, AFTERNOON, Edge.LAST, at("18:00"))
    assert [ranges[-1:] for ranges in hours_of(edit.copy(week, 0, range(5)))] == (
        [(WorkRange(time(13, 0), time(18, 0)),)] * 5 + [()] * 2
    )


def test_a_night_is_not_copied_onto_a_day_whose_next_morning_is_taken() -> None:
    week = edit.paint(bars_of(((),) * 7), 4, at("5:00"), at("9:00"))
    week = edit.paint(week, 0, at("22:00"), DAY + at("6:00"))
    copied = hours_of(edit.copy(week, 0, range(4)))
    assert [len(ranges) for ranges in copied] == [1, 1, 1, 0, 1, 0, 0]


@pytest.mark.parametrize(("hours", "minutes", "after"), [
    ("09:00-18:00", 60, ["09:00-12:00", "13:00-18:00"]),
    ("08:30-17:30", 45, ["08:30-12:15", "13:00-17:30"]),
    ("22:00-06:00", 45, ["22:00-01:30", "02:15-06:00"]),
    ("09:00-10:30", 30, ["09:00-10:30"]),
])
def test_a_break_is_cut_at_noon_or_in_the_middle(hours: str, minutes: int, after: list[str]) -> None:
    week = bars_of(week_of(hours, days=1))
    assert day(edit.cut(week, week[0], minutes), 0) == after


def test_the_axis_is_as_wide_as_the_hours_need() -> None:
    assert extent(OFFICE) == (at("6:00"), at("22:00"))
    assert extent(edit.paint(OFFICE, 5, at("5:00"), at("9:00"))) == (at("4:00"), at("22:00"))
    assert extent(NIGHT) == (0, DAY)


def test_the_pointer_meets_ends_middles_and_empty_time() -> None:
    axis = Axis(*extent(OFFICE), 0.0, 960.0)
    shown = pieces(OFFICE, 0)
    found = [hit(shown, 0, axis.x(at(clock)), axis).on for clock in ("7:00", "8:30", "10:00", "12:15", "12:30")]
    assert found == [On.EMPTY, On.FIRST, On.BAR, On.LAST, On.EMPTY]


def test_from_right_to_left_the_same_minutes_lie_mirrored() -> None:
    axis = Axis(*extent(OFFICE), 0.0, 960.0, flipped=True)
    assert axis.x(at("6:00")) == 960.0
    assert axis.minute(axis.x(at("12:15"))) == at("12:15")
    assert hit(pieces(OFFICE, 0), 0, axis.x(at("8:30")) + 4, axis).on is On.FIRST


MINUTES = st.integers(-120, DAY + 600)
DAYS = st.integers(0, 6)
PICK = st.integers(0, 40)
EDITS = st.one_of(
    st.tuples(st.just("paint"), DAYS, MINUTES, MINUTES),
    st.tuples(st.just("move"), PICK, st.integers(-DAY, DAY)),
    st.tuples(st.just("resize"), PICK, st.sampled_from(Edge), MINUTES),
    st.tuples(st.just("remove"), PICK),
    st.tuples(st.just("cut"), PICK, st.sampled_from(edit.LUNCHES)),
    st.tuples(st.just("copy"), DAYS, st.sets(DAYS)),
    st.tuples(st.just("clear"), DAYS),
)


@given(st.sampled_from([OFFICE, NIGHT, EMPTY]), st.lists(EDITS, max_size=12))
def test_any_edits_leave_hours_in_order_that_can_be_kept_and_dont_overlap(week, steps) -> None:
    for name, *how in steps:
        if name in ("move", "resize", "remove", "cut"):
            if not week:
                continue
            how[0] = week[how[0] % len(week)]
        week = edit.joined(getattr(edit, name)(week, *how))
        assert week == tuple(sorted(week))
        for weekday, ranges in enumerate(hours_of(week)):
            read, problems = read_ranges([str(work) for work in ranges], "")
            assert not problems
            assert edit.day_bars(weekday, read) == tuple(bar for bar in week if bar.day == weekday)
            assert not edit.overlapping(week, weekday)
            assert all(bar.first < bar.last for bar in week)
