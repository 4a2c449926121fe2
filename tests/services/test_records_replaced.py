"""Records are erased, or others put in their place, while the app runs: every service tells what is there then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.care import CareState
from unknot.core.care_records import Activity, CompressKind, KnotEvent, KnotNote, PainEntry, PainEvent, Stance
from unknot.core.history import CareAnswer, CareEvent, Entry, Outcome
from unknot.core.review import Scope, period
from unknot.ports import Answer


@pytest.fixture
def home() -> Home:
    """A morning in which something of everything happened."""
    made = Home()
    made.preferences.change(standing_desk=True)
    made.live("11:00", (Answer.ACCEPT,))
    house, now = made.house, made.clock.now()
    made.ledger.add(
        KnotNote(now, "k1", KnotEvent.FOUND, "back", 300.0, 300.0, Area.TRAPEZIUS, Side.LEFT, strength=6),
        PainEntry(now.date(), now, "e1", PainEvent.LOGGED, "neck:both", 5),
    )
    house.movement.log(Activity.SWIM, 20)
    house.stances.change(Stance.STAND, "person")
    house.compresses.start(CompressKind.HEAT, "towel", Area.NECK, Side.BOTH)
    return made


def erase(home: Home) -> None:
    """Everything."""
    home.ledger.values.clear()
    home.ledger.replace()


def test_after_an_erasure_nothing_is_left_of_it_in_any_service(home: Home) -> None:
    house, today = home.house, home.clock.now().date()
    assert any(slot.outcome is Outcome.DONE for slot in house.coach.plan().slots)
    assert house.compresses.running is not None
    erase(home)
    assert house.knots.all() == ()
    assert house.pain_log.entries(today - timedelta(days=9), today) == ()
    assert house.pain_log.advice() == ()
    assert house.movement.minutes(today).total == 0
    assert house.compresses.running is None
    assert house.compresses.course is None
    assert house.care.state is CareState.UNASKED
    assert not any(slot.outcome is Outcome.DONE for slot in house.coach.plan().slots)
    assert house.records.review(period(Scope.MONTH, today), today).empty


def test_who_shows_something_is_told(home: Home) -> None:
    house = home.house
    told: list[str] = []
    services = ("coach", "care", "knots", "pain_log", "compresses", "movement", "stances", "records")
    for name in services:
        getattr(house, name).on_change(lambda name=name: told.append(name))
    erase(home)
    assert set(told) == set(services)


def test_the_day_goes_on_from_there(home: Home) -> None:
    erase(home)
    home.house.care.answer(CareEvent.NONE_OF_THESE)
    before = len(home.ledger.records)
    home.live("15:00", (Answer.ACCEPT,))
    done = [r for r in home.ledger.records[before:] if isinstance(r, Entry) and r.outcome is Outcome.DONE]
    assert done


def test_a_red_flag_that_comes_with_a_restore_stops_what_runs(home: Home) -> None:
    home.house.verbs.start_named("chin-tuck", None)
    assert home.house.guide.session is not None
    home.ledger.replace([CareAnswer(home.clock.now(), CareEvent.RED_FLAG, "chest")])
    assert home.house.care.state is CareState.BLOCKED
    assert home.house.guide.session is None

