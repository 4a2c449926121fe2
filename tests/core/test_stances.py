"""Sitting and standing: the present posture, and the minutes of each, time away and off taken off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from unknot.core.care_records import Stance, StanceChange
from unknot.core.day import Span
from unknot.core.stances import Posture, Stood, posture, stood

BEGIN = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
WORK = (Span(BEGIN, BEGIN + timedelta(hours=4)), Span(BEGIN + timedelta(hours=5), BEGIN + timedelta(hours=9)))
UP, DOWN = Stance.STAND, Stance.SIT


def at(minutes: float) -> datetime:
    return BEGIN + timedelta(minutes=minutes)


def change(minutes: float, stance: Stance) -> StanceChange:
    return StanceChange(at(minutes), stance, "person")


def span(first: float, last: float) -> Span:
    return Span(at(first), at(last))


def test_a_day_begins_sitting() -> None:
    assert posture([], WORK, [], at(60)) == Posture(DOWN, 60)
    assert stood([], WORK, [], at(60)) == Stood(60, 0)


def test_a_change_lasts_until_the_next_one() -> None:
    changes = [change(30, UP), change(75, DOWN), change(90, UP)]
    assert posture(changes, WORK, [], at(100)) == Posture(UP, 10)
    assert stood(changes, WORK, [], at(100)) == Stood(45, 55)


def test_saying_it_twice_changes_nothing() -> None:
    changes = [change(30, UP), change(40, UP)]
    assert posture(changes, WORK, [], at(60)) == Posture(UP, 30)
    assert stood(changes, WORK, [], at(60)) == Stood(30, 30)


def test_breaks_and_time_away_count_for_neither() -> None:
    changes = [change(200, UP)]
    away = [span(10, 25), span(220, 230)]
    assert stood(changes, WORK, away, at(310)) == Stood(185, 40)
    assert posture(changes, WORK, away, at(310)) == Posture(UP, 40)


def test_time_before_and_after_work_counts_for_neither() -> None:
    assert posture([], WORK, [], at(-30)) == Posture(DOWN, 0)
    assert stood([change(500, UP)], WORK, [], at(900)) == Stood(440, 40)
    assert stood([], (), [], at(60)) == Stood(0, 0)


def test_what_is_yet_to_come_is_not_so_now() -> None:
    assert posture([change(30, UP)], WORK, [], at(20)) == Posture(DOWN, 20)


def test_an_hour_that_comes_twice_counts_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    begin = datetime(2026, 10, 25, 1, 0, tzinfo=berlin)
    night = (Span(begin, datetime(2026, 10, 25, 4, 0, tzinfo=berlin)),)
    now = datetime(2026, 10, 25, 3, 30, tzinfo=berlin)
    assert stood([StanceChange(begin, UP, "person")], night, [], now) == Stood(0, 210)


MINUTES = st.integers(0, 600)


@given(
    st.lists(st.tuples(MINUTES, st.sampled_from(list(Stance))), max_size=8),
    st.lists(st.tuples(MINUTES, MINUTES), max_size=5), MINUTES,
)
def test_both_together_are_the_minutes_at_the_desk(
    said: list[tuple[int, Stance]], gone: list[tuple[int, int]], now: int
) -> None:
    changes = [change(minute, stance) for minute, stance in sorted(said, key=lambda one: one[0])]
    away = [span(min(pair), max(pair)) for pair in gone]
    slow = {UP: 0, DOWN: 0}
    for minute in range(now):
        middle = at(minute + 0.5)
        if any(middle in part for part in WORK) and not any(middle in part for part in away):
            earlier = [one.stance for one in changes if one.at <= middle]
            slow[earlier[-1] if earlier else DOWN] += 1
    found = stood(changes, WORK, away, at(now))
    assert (round(found.sitting, 6), round(found.standing, 6)) == (slow[DOWN], slow[UP])
