"""A massage that runs as a session, or in one, counts towards its technique's time like any other."""

from __future__ import annotations

from datetime import date

import pytest
from tests.shells import Home

from unknot.core.care_records import Massage
from unknot.core.library import Library, Routine, RoutineStep
from unknot.core.massage_steps import within
from unknot.services.verbs import Refusal

ROLLER = "massage-roller"
IN_ALL = 180.0


@pytest.fixture
def home() -> Home:
    home = Home()
    home.to("10:00")
    return home


def rolled(home: Home) -> float:
    return sum(row.seconds for row in home.ledger.read(Massage, date.min, date.max) if row.technique == ROLLER)


def test_a_roller_that_is_started_by_its_name_again_and_again_stops_at_three_minutes(home: Home) -> None:
    refused = None
    for _ in range(20):
        refused = home.shell.verbs.start_named(ROLLER)
        if refused:
            break
        home.go_through()
    assert refused is Refusal.ENOUGH
    assert 0 < rolled(home) <= IN_ALL
    assert home.shell.massaging.left(ROLLER) == IN_ALL - rolled(home)
    assert home.shell.verbs.start_named("chin-tuck") is None, "other things may start"


def test_a_routine_goes_without_the_massage_that_has_had_its_time(home: Home) -> None:
    routine = Routine("mine", 2, (), (), (RoutineStep("chin-tuck"), RoutineStep(ROLLER), RoutineStep(ROLLER)), rounds=2)
    library: Library = home.library
    once = library.exercises[ROLLER].hold.usual
    steps = [s.exercise for s in within(routine, library.exercises, lambda _id: once).steps]
    assert steps == ["chin-tuck", ROLLER, "chin-tuck"]
    assert within(routine, library.exercises, lambda _id: IN_ALL) is routine
    alone = Routine("mine", 2, (), (), (RoutineStep(ROLLER),))
    assert within(alone, library.exercises, lambda _id: 0.0) is None
