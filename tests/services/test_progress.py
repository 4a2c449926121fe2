"""What windows read of the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.shells import WEDNESDAY, Home

from unknot.core.history import Entry, Event, Outcome, SlotKind
from unknot.core.presence import Hold
from unknot.core.settings import Settings
from unknot.ports import Answer
from unknot.services.progress import KEPT


def done(home: Home, day: date) -> None:
    for name in ("s1", "s2"):
        at = home.clock.now()
        home.ledger.add(
            Entry(day, name, SlotKind.SESSION, Event.PLANNED, at, at, minutes=3),
            Entry(day, name, SlotKind.SESSION, Event.ANSWERED, at, at, Outcome.DONE, seconds=120, share=1.0),
        )


def test_the_week_runs_from_monday_to_sunday() -> None:
    home = Home()
    home.live("18:00")
    week = home.shell.progress.week(WEDNESDAY.date())
    assert [summary.day.weekday() for summary in week] == list(range(7))
    assert week[2].done == 4
    assert week[1].done == 0


def test_a_day_counts_what_was_done() -> None:
    home = Home()
    home.live("12:00", (Answer.ACCEPT, Answer.ACCEPT, Answer.SKIP))
    assert home.shell.progress.day(WEDNESDAY.date()).done == 1


def test_a_streak_longer_than_the_first_look_is_counted_whole() -> None:
    home = Home()
    today, days = WEDNESDAY.date(), 0
    for back in range(200):
        day = today - timedelta(days=back)
        if day.weekday() < 5:
            done(home, day)
            days += 1
    assert days > 64
    assert home.shell.progress.streak(today) == days


def test_a_run_over_a_holiday_is_kept_once_holidays_are_known() -> None:
    home = Home(settings=replace(Settings(), holidays="DE"))
    today, days = WEDNESDAY.date(), 0
    off = today - timedelta(days=70)
    for back in range(140):
        day = today - timedelta(days=back)
        if day.weekday() < 5 and day != off:
            done(home, day)
            days += 1
    home.shell.progress.streak(today)
    assert home.ledger.recall(KEPT) is None, "they are not read yet"
    home.calendars.holidays = {off: "Feiertag"}
    assert home.shell.progress.streak(today) == days
    assert home.ledger.recall(KEPT) is not None
    assert home.shell.progress.streak(today) == days


def test_time_away_is_read_by_the_days_it_ended_on() -> None:
    home = Home()
    home.to("9:00")
    home.house.held(Hold.LOCKED)
    home.to("9:12")
    home.house.released(Hold.LOCKED)
    today = WEDNESDAY.date()
    [away] = [each for each in home.shell.progress.away(today, today) if each.why == "locked"]
    assert (away.end - away.start) == timedelta(minutes=12)
    assert home.shell.progress.away(today + timedelta(days=1), today + timedelta(days=2)) == ()
