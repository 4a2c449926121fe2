"""Minutes of moving: what was logged, and the walks that were asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from unknot.core.aerobic import Moved, moved, standing
from unknot.core.body import Side
from unknot.core.care_records import Activity, Aerobic, Result
from unknot.core.history import Entry, Event, ExerciseTime, Outcome, SlotKind
from unknot.core.tips import TIPS, WALKS

DAY = date(2026, 3, 4)
AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def logged(id_: str, minutes: float, withdrawn: bool = False) -> Aerobic:
    return Aerobic(DAY, AT, id_, Activity.SWIM, minutes, withdrawn)


def stood(slot: str, tip: str, outcome: Outcome = Outcome.DONE) -> Entry:
    return Entry(DAY, slot, SlotKind.POSTURE, Event.ANSWERED, AT, outcome=outcome, why=tip)


def test_what_was_taken_back_does_not_count() -> None:
    records = [logged("a1", 20), logged("a2", 10), logged("a1", 20, withdrawn=True)]
    assert [one.id for one in standing(records)] == ["a2"]
    assert moved(records, (), (), 1.0) == Moved(10, 0)


def test_an_orphan_that_takes_back_what_was_erased_says_nothing() -> None:
    assert standing([logged("a7", 20, withdrawn=True)]) == ()


def test_a_stand_up_counts_when_it_was_done_and_its_tip_is_a_walk() -> None:
    entries = [stood("p1", "stand-walk"), stood("p2", "sit-back"), stood("p3", "stand-walk", Outcome.CREDITED)]
    assert moved((), entries, (), 1.5) == Moved(0, 1.5)


def test_the_last_answer_of_a_stand_up_counts() -> None:
    undone = Entry(DAY, "p1", SlotKind.POSTURE, Event.UNDONE, AT)
    assert moved((), [stood("p1", "stand-walk"), undone], (), 1.0).walks == 0
    skipped, done = stood("p1", "stand-walk", Outcome.SKIPPED), stood("p1", "stand-walk")
    assert moved((), [skipped, undone, done], (), 1.0).walks == 1


def test_walks_of_sessions_count_by_their_seconds() -> None:
    times = [
        ExerciseTime(DAY, "s1", AT, "walk", Side.BOTH, 60, Result.DONE),
        ExerciseTime(DAY, "s2", AT, "walk", Side.BOTH, 30, Result.CUT),
        ExerciseTime(DAY, "s3", AT, "walk", Side.BOTH, 90, Result.HURT),
        ExerciseTime(DAY, "s3", AT, "chin-tuck", Side.BOTH, 90, Result.DONE),
    ]
    found = moved([logged("a1", 20)], (), times, 1.0)
    assert (found.logged, found.walks, found.total) == (20, pytest.approx(1.5), pytest.approx(21.5))


def test_every_tip_that_asks_for_a_walk_is_one() -> None:
    assert set(TIPS) >= WALKS
