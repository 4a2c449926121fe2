"""Working time under clock changes, night shifts and days off."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from unknot.core.day import Span
from unknot.core.hours import WorkRange
from unknot.core.rota import Rota
from unknot.core.settings import Settings
from unknot.core.worktime import moment_at, next_start, tomorrow, working_day, working_spans

BERLIN = ZoneInfo("Europe/Berlin")
SANTIAGO = ZoneInfo("America/Santiago")
CAIRO = ZoneInfo("Africa/Cairo")


def every_day(*ranges: str) -> Rota:
    """The same ranges on all seven days."""
    parts = [r.split("-") for r in ranges]
    hours = (tuple(WorkRange(time.fromisoformat(a), time.fromisoformat(b)) for a, b in parts),) * 7
    return Rota(Settings(hours=hours))


DEFAULT = Rota(Settings())
NIGHT = every_day("22:00-06:00")


def texts(spans: tuple[Span, ...]) -> list[str]:
    return [f"{s.start:%d %H:%M%z}/{s.end:%d %H:%M%z}" for s in spans]


def test_an_ordinary_monday_has_two_spans_and_a_sunday_none() -> None:
    assert texts(working_spans(date(2026, 3, 2), DEFAULT, BERLIN)) == [
        "02 08:30+0100/02 12:15+0100",
        "02 13:00+0100/02 17:30+0100",
    ]
    assert working_spans(date(2026, 3, 1), DEFAULT, BERLIN) == ()


def test_ranges_that_touch_are_one_span() -> None:
    spans = working_spans(date(2026, 3, 2), every_day("08:00-12:00", "12:00-16:00"), BERLIN)
    assert texts(spans) == ["02 08:00+0100/02 16:00+0100"]


def test_a_night_shift_belongs_to_the_day_it_starts_on() -> None:
    assert texts(working_spans(date(2026, 3, 2), NIGHT, BERLIN)) == ["02 22:00+0100/03 06:00+0100"]
    assert working_day(datetime(2026, 3, 2, 22, 30, tzinfo=BERLIN), NIGHT, BERLIN) == date(2026, 3, 2)
    assert working_day(datetime(2026, 3, 3, 5, 59, tzinfo=BERLIN), NIGHT, BERLIN) == date(2026, 3, 2)
    assert working_day(datetime(2026, 3, 3, 6, 0, tzinfo=BERLIN), NIGHT, BERLIN) == date(2026, 3, 3)


def test_the_small_hours_belong_to_the_day_before_unless_work_has_begun() -> None:
    assert working_day(datetime(2026, 3, 3, 3, 59, tzinfo=BERLIN), DEFAULT, BERLIN) == date(2026, 3, 2)
    assert working_day(datetime(2026, 3, 3, 4, 0, tzinfo=BERLIN), DEFAULT, BERLIN) == date(2026, 3, 3)
    early = every_day("02:00-10:00")
    assert working_day(datetime(2026, 3, 3, 2, 30, tzinfo=BERLIN), early, BERLIN) == date(2026, 3, 3)


def test_the_lunch_break_belongs_to_the_day() -> None:
    assert working_day(datetime(2026, 3, 2, 12, 30, tzinfo=BERLIN), DEFAULT, BERLIN) == date(2026, 3, 2)


def test_a_range_that_ends_where_it_starts_lasts_a_whole_day() -> None:
    (span,) = working_spans(date(2026, 3, 2), every_day("08:00-08:00"), BERLIN)
    assert span.length == timedelta(hours=24)


def test_a_local_time_that_does_not_exist_is_the_first_valid_minute_after_it() -> None:
    assert moment_at(date(2026, 3, 29), time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    spans = working_spans(date(2026, 3, 29), every_day("02:30-05:00"), BERLIN)
    assert texts(spans) == ["29 03:00+0200/29 05:00+0200"]
    assert working_spans(date(2026, 3, 29), every_day("02:00-02:45"), BERLIN) == ()


def test_a_local_time_that_comes_twice_means_the_first() -> None:
    found = moment_at(date(2026, 10, 25), time(2, 30), BERLIN)
    assert found.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    (span,) = working_spans(date(2026, 10, 25), every_day("01:00-02:30"), BERLIN)
    assert span.length == timedelta(minutes=90)
    (span,) = working_spans(date(2026, 10, 25), every_day("02:30-04:00"), BERLIN)
    assert span.length == timedelta(minutes=150)


def test_a_moment_in_the_second_pass_of_the_hour_is_not_in_a_span_that_ended_in_the_first() -> None:
    (span,) = working_spans(date(2026, 10, 25), every_day("01:00-02:30"), BERLIN)
    assert datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN) in span
    assert datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=BERLIN) not in span


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 7), (date(2026, 10, 24), 9), (date(2026, 3, 2), 8)])
def test_a_night_shift_lasts_as_long_as_the_night_really_is(day: date, hours: int) -> None:
    (span,) = working_spans(day, NIGHT, BERLIN)
    assert span.length == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "day"), [(SANTIAGO, date(2026, 9, 6)), (CAIRO, date(2026, 4, 24))], ids=["Santiago", "Cairo"]
)
def test_a_day_whose_midnight_does_not_exist_starts_at_one(zone: ZoneInfo, day: date) -> None:
    (span,) = working_spans(day, every_day("00:00-02:00"), zone)
    assert (span.start.hour, span.length) == (1, timedelta(hours=1))


@pytest.mark.parametrize(
    ("zone", "day"), [(SANTIAGO, date(2026, 4, 4)), (CAIRO, date(2026, 10, 29))], ids=["Santiago", "Cairo"]
)
def test_a_night_whose_last_hour_comes_twice_ends_at_the_first(zone: ZoneInfo, day: date) -> None:
    (span,) = working_spans(day, every_day("22:00-23:30"), zone)
    assert span.length == timedelta(minutes=90)
    (longer,) = working_spans(day, every_day("22:00-01:00"), zone)
    assert longer.length == timedelta(hours=4)


def test_a_date_that_a_zone_left_out_has_no_working_time() -> None:
    assert working_spans(date(2011, 12, 30), every_day("08:00-16:00"), ZoneInfo("Pacific/Apia")) == ()


def test_tomorrow_is_the_first_working_minute_after_the_next_four_in_the_morning() -> None:
    def at(*parts: int) -> datetime:
        return tomorrow(datetime(2026, 3, *parts, tzinfo=BERLIN), DEFAULT, BERLIN)

    assert at(2, 15, 0) == datetime(2026, 3, 3, 8, 30, tzinfo=BERLIN)
    assert at(3, 1, 0) == datetime(2026, 3, 3, 8, 30, tzinfo=BERLIN)
    assert at(3, 4, 0) == datetime(2026, 3, 4, 8, 30, tzinfo=BERLIN)
    assert at(6, 15, 0) == datetime(2026, 3, 9, 8, 30, tzinfo=BERLIN)


def test_tomorrow_in_a_night_shift_is_four_oclock_itself() -> None:
    assert tomorrow(datetime(2026, 3, 2, 23, 0, tzinfo=BERLIN), NIGHT, BERLIN) == datetime(2026, 3, 3, 4, tzinfo=BERLIN)


def test_without_any_working_time_tomorrow_is_four_oclock_and_no_day_starts() -> None:
    nothing = Rota(Settings(hours=((),) * 7))
    now = datetime(2026, 3, 2, 9, tzinfo=BERLIN)
    assert tomorrow(now, nothing, BERLIN) == datetime(2026, 3, 3, 4, tzinfo=BERLIN)
    assert next_start(now, nothing, BERLIN) is None


def test_the_next_day_of_work_is_found_over_a_weekend() -> None:
    friday = datetime(2026, 3, 6, 18, tzinfo=BERLIN)
    assert next_start(friday, DEFAULT, BERLIN) == datetime(2026, 3, 9, 8, 30, tzinfo=BERLIN)
