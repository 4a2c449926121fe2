"""Periods, and what they came to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.days import BERLIN, DEFAULT_PLAN, MONDAY, asked, entry, planned

from unknot.core.aerobic import Moved
from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care_records import (
    KnotEvent,
    KnotNote,
    Massage,
    PainEntry,
    PainEvent,
    PointKind,
    Result,
)
from unknot.core.history import Event, ExerciseTime, Outcome, SkipWhy
from unknot.core.knots import fold
from unknot.core.review import (
    About,
    Course,
    DayReview,
    Period,
    Point,
    Review,
    Scope,
    area_seconds,
    by_day,
    knot_courses,
    moving_by_week,
    pain_courses,
    period,
    skips,
    step,
    weeks,
)
from unknot.core.stats import DaySummary

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
STARTS = st.integers(0, 6)
MARCH = period(Scope.MONTH, date(2026, 3, 10))
SKIPPED = Outcome.SKIPPED


def test_a_month_is_whole_in_leap_years_too() -> None:
    assert period(Scope.MONTH, date(2028, 2, 3)).last == date(2028, 2, 29)
    assert period(Scope.MONTH, date(2026, 2, 3)).last == date(2026, 2, 28)
    assert len(period(Scope.MONTH, date(2000, 2, 29)).days) == 29
    assert len(period(Scope.MONTH, date(2100, 2, 1)).days) == 28


def test_the_week_begins_where_people_begin_it() -> None:
    day = date(2026, 3, 4)
    assert period(Scope.WEEK, day).first == date(2026, 3, 2)
    assert period(Scope.WEEK, day, 6).first == date(2026, 3, 1)
    assert period(Scope.WEEK, day, 5).first == date(2026, 2, 28)


@given(st.sampled_from(list(Scope)), DAYS, STARTS)
def test_a_day_is_in_its_period_and_there_and_back_is_the_same(scope: Scope, day: date, starts: int) -> None:
    here = period(scope, day, starts)
    assert day in here
    assert step(step(here, 1, starts), -1, starts) == here
    assert step(here, 1, starts).first == here.last + timedelta(days=1)


@given(DAYS, STARTS)
def test_a_calendar_has_each_day_once_under_its_weekday(day: date, starts: int) -> None:
    month = period(Scope.MONTH, day)
    rows = weeks(month, starts)
    assert tuple(cell for row in rows for cell in row if cell) == month.days
    assert all(cell.weekday() == (starts + column) % 7 for row in rows for column, cell in enumerate(row) if cell)


def explained(slot: str, at: str, why: str) -> object:
    return replace(entry(slot, Event.EXPLAINED, at), why=why)


def test_skips_are_counted_by_the_reason_that_was_said_last() -> None:
    entries = [
        *DEFAULT_PLAN, *planned("p1 10:33"),
        *asked("s1", "09:30", "09:31", SKIPPED), explained("s1", "09:32", "busy"),
        *asked("s2", "11:35", "11:36", SKIPPED), explained("s2", "11:37", "busy"),
        explained("s2", "11:38", "in a call"),
        *asked("p1", "10:33", "10:34", SKIPPED),
        *asked("s3", "14:25", "14:28", Outcome.DONE),
    ]
    assert skips(entries) == {SkipWhy.BUSY: 1, SkipWhy.CALL: 1, SkipWhy.NOT_NOW: 1}


def test_a_skip_taken_back_is_none_and_forgets_its_reason() -> None:
    entries = [*DEFAULT_PLAN, *asked("s1", "09:30", "09:31", SKIPPED), explained("s1", "09:32", "busy")]
    undone = [*entries, entry("s1", Event.UNDONE, "09:33")]
    assert skips(undone) == {}
    assert skips([*undone, *asked("s1", "09:40", "09:41", SKIPPED)]) == {SkipWhy.NOT_NOW: 1}


def test_a_reason_of_a_later_version_is_no_reason() -> None:
    entries = [*DEFAULT_PLAN, *asked("s1", "09:30", "09:31", SKIPPED), explained("s1", "09:32", "on the moon")]
    assert skips(entries) == {SkipWhy.NOT_NOW: 1}


def test_what_works_on_two_areas_counts_for_both_and_a_massage_for_its_knots() -> None:
    at = datetime(2026, 3, 2, 10, tzinfo=BERLIN)
    times = [
        ExerciseTime(MONDAY, "s1", at, name, Side.BOTH, seconds, Result.DONE)
        for name, seconds in (("shrug", 30.0), ("bend", 20.0), ("press", 60.0), ("gone", 9.0))
    ]
    massages = [
        Massage(MONDAY, at, "s1", "k1", "press", 60.0, Result.DONE),
        Massage(MONDAY, at, "", "", "press", 5, Result.CUT),
    ]
    areas = {"shrug": (Area.NECK, Area.SHOULDERS), "bend": (Area.NECK,)}
    found = area_seconds(times, massages, lambda name: areas.get(name, ()), {"k1": Area.HIPS}.get)
    assert found == {Area.HIPS: 60.0, Area.NECK: 50.0, Area.SHOULDERS: 30.0}
    assert list(found) == [Area.HIPS, Area.NECK, Area.SHOULDERS]


def note(day: date, event: KnotEvent, strength: int | None = None, knot: str = "k1") -> KnotNote:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN)
    if event is not KnotEvent.FOUND:
        return KnotNote(at, knot, event, strength=strength)
    return KnotNote(
        at, knot, event, "back", 80.0, 120.0, Area.TRAPEZIUS, Side.LEFT, PointKind.TENDER, strength=strength
    )


def test_a_knots_course_begins_with_what_it_was_before_the_period() -> None:
    notes = [
        note(date(2026, 2, 20), KnotEvent.FOUND, 7), note(date(2026, 3, 3), KnotEvent.RATED, 5),
        note(date(2026, 3, 20), KnotEvent.RATED, 3), note(date(2026, 4, 2), KnotEvent.RATED, 1),
    ]
    [course] = knot_courses(fold(notes), MARCH)
    assert [point.strength for point in course.points] == [5, 3]
    assert (course.first, course.last, course.gone) == (7, 3, False)


def test_a_knot_that_went_away_says_so_only_in_its_month_and_later_ones_are_silent() -> None:
    notes = [note(date(2026, 2, 20), KnotEvent.FOUND, 7), note(date(2026, 3, 3), KnotEvent.GONE)]
    [course] = knot_courses(fold(notes), MARCH)
    assert (course.points, course.first, course.last, course.gone) == ((), 7, 7, True)
    assert list(knot_courses(fold(notes), step(MARCH, 1))) == []
    assert [c.gone for c in knot_courses(fold(notes), step(MARCH, -1))] == [False]


def test_a_withdrawn_knot_has_no_course() -> None:
    notes = [note(date(2026, 3, 2), KnotEvent.FOUND, 7), note(date(2026, 3, 3), KnotEvent.WITHDRAWN)]
    assert list(knot_courses(fold(notes), MARCH)) == []


def pain(number: int, day: int, hour: int, places: str, strength: int) -> PainEntry:
    at = datetime(2026, 3, day, hour, tzinfo=BERLIN)
    return PainEntry(at.date(), at, f"e{number}", PainEvent.LOGGED, places, strength)


def test_pain_has_one_course_a_place_the_most_often_logged_first_and_its_strongest_of_a_day() -> None:
    entries = [
        pain(1, 2, 9, "hips:both", 1), pain(2, 3, 9, "neck:left,hips:both", 4), pain(3, 3, 18, "neck:left", 6),
        pain(4, 5, 9, "neck:left", 2),
    ]
    neck, hips = pain_courses(entries)
    assert neck.place == Place(Area.NECK, Side.LEFT)
    assert by_day(neck) == {date(2026, 3, 3): 6, date(2026, 3, 5): 2}
    assert by_day(hips) == {date(2026, 3, 2): 1, date(2026, 3, 3): 4}


def test_a_knot_is_as_strong_as_it_was_last_that_day() -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=BERLIN)
    points = (Point(at, 7), Point(at + timedelta(hours=1), 4))
    assert by_day(Course(About.KNOT, Place(Area.NECK, Side.LEFT), points)) == {MONDAY: 4}


def day(number: int, wanted: int, minutes: float) -> DayReview:
    return DayReview(DaySummary(date(2026, 3, number), wanted=wanted), Moved(minutes))


def test_moving_is_averaged_over_days_with_work_or_moving() -> None:
    shown = Review(MARCH, date(2026, 3, 31), (
        day(1, 0, 60.0), day(2, 4, 30.0), day(3, 4, 0.0), day(7, 0, 0.0), day(8, 0, 30.0), day(14, 0, 0.0),
    ))
    assert moving_by_week(shown) == [(date(2026, 3, 1), 60.0), (date(2026, 3, 2), 20.0)]


@pytest.mark.parametrize("summary", [DaySummary(MONDAY, states=(None, None), wanted=2), DaySummary(MONDAY)])
def test_a_day_on_which_all_is_still_to_come_is_empty(summary: DaySummary) -> None:
    assert Review(Period(Scope.DAY, MONDAY, MONDAY), MONDAY, (DayReview(summary),)).empty


@pytest.mark.parametrize("found", [
    DayReview(DaySummary(MONDAY, states=(Outcome.MISSED,))), DayReview(DaySummary(MONDAY, prompts_done=1)),
    DayReview(DaySummary(MONDAY), pain=0), DayReview(DaySummary(MONDAY), Moved(1.0)),
    DayReview(DaySummary(MONDAY), heat=1),
])
def test_a_day_with_anything_is_not(found: DayReview) -> None:
    assert not Review(Period(Scope.DAY, MONDAY, MONDAY), MONDAY, (found,)).empty
