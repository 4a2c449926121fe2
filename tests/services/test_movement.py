"""Minutes of moving are logged, added up with the walks of the day, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.shells import WEDNESDAY, Home

from unknot.core.aerobic import LEAST, MOST, Moved
from unknot.core.care_records import Activity, Aerobic
from unknot.core.history import Entry, Event, Outcome
from unknot.core.library import Library
from unknot.ports import Answer
from unknot.services.movement import Movement

TODAY = WEDNESDAY.date()


def test_the_goal_is_the_librarys() -> None:
    assert Home().shell.movement.goal == 30
    home = Home()
    bare = Movement(home.clock, home.ledger, home.preferences, Library({}, {}, {}, {}))
    assert bare.goal == 0


def test_what_is_logged_counts_for_its_day_and_can_be_taken_back_once() -> None:
    movement = Home().shell.movement
    told: list[str] = []
    movement.on_change(lambda: told.append("changed"))
    swim = movement.log(Activity.SWIM, 25)
    walk = movement.log(Activity.WALK, 10, TODAY - timedelta(days=1))
    assert movement.minutes(TODAY) == Moved(25, 0)
    assert movement.minutes(TODAY - timedelta(days=1)) == Moved(10, 0)
    assert movement.logged(TODAY) == (swim,)
    assert movement.withdraw(swim.id)
    assert not movement.withdraw(swim.id)
    assert not movement.withdraw("a99")
    assert movement.minutes(TODAY) == Moved()
    assert movement.logged(TODAY - timedelta(days=1)) == (walk,)
    assert told == ["changed"] * 3


def test_an_id_is_never_used_twice() -> None:
    movement = Home().shell.movement
    first = movement.log(Activity.OTHER, 5)
    movement.withdraw(first.id)
    assert movement.log(Activity.OTHER, 5).id != first.id


@pytest.mark.parametrize("minutes", [0, LEAST - 1, MOST + 1, -5, float("nan")])
def test_minutes_that_nobody_moves_are_refused(minutes: float) -> None:
    home = Home()
    with pytest.raises(ValueError, match="minutes"):
        home.shell.movement.log(Activity.CYCLE, minutes)
    assert home.ledger.read(Aerobic, TODAY, TODAY) == ()


def test_a_day_that_has_not_come_is_refused() -> None:
    with pytest.raises(ValueError, match="minutes"):
        Home().shell.movement.log(Activity.CYCLE, 5, TODAY + timedelta(days=1))


def test_a_stand_up_answered_done_counts_as_its_walk() -> None:
    home = Home()
    while not [e for e in home.ledger.entries() if e.why == "stand-walk" and e.outcome is Outcome.DONE]:
        home.live(f"{home.clock.now() + timedelta(minutes=10):%H:%M}", (Answer.ACCEPT,))
    assert home.shell.movement.minutes(TODAY).walks >= 1


def test_a_stand_up_keeps_the_tip_that_was_shown() -> None:
    home = Home()
    home.live("11:00")
    shown = {p.slot.id: p.tip for p in home.prompter.prompts if p.tip}
    answers = [e for e in home.ledger.entries() if e.event is Event.ANSWERED and e.slot in shown]
    answered = [e for e in answers if e.outcome is Outcome.DONE]
    assert answered
    assert [e.why for e in answered] == [shown[e.slot] for e in answered]


def test_the_break_after_a_call_names_no_walk_and_counts_as_none() -> None:
    home = Home()
    home.live("9:40")
    home.house.coach.call()
    home.to("10:10")
    home.house.coach.call_over()
    while home.prompter.current is None:
        home.alarms.advance(timedelta(seconds=30))
    assert home.prompter.current.after_call
    home.prompter.answer(Answer.ACCEPT)
    assert home.shell.movement.minutes(TODAY).walks == 0


def test_days_are_read_together_as_one_by_one() -> None:
    home = Home()
    movement = home.shell.movement
    for n in range(4):
        movement.log(Activity.WALK, 10 + n, TODAY - timedelta(days=n))
    together = movement.between(TODAY - timedelta(days=5), TODAY)
    assert list(together) == [TODAY - timedelta(days=n) for n in (5, 4, 3, 2, 1, 0)]
    assert together == {day: movement.minutes(day) for day in together}


def test_after_midnight_it_still_counts_for_the_working_day() -> None:
    home = Home()
    home.to("23:50")
    home.clock.advance(timedelta(minutes=30))
    assert home.shell.movement.log(Activity.WALK, 10).day == TODAY


def test_unknown_entries_are_passed_over() -> None:
    home = Home()
    home.ledger.add(Entry(TODAY, "p1", "posture", Event.ANSWERED, WEDNESDAY, outcome=Outcome.DONE, why="moonwalk"))
    assert home.shell.movement.minutes(TODAY) == Moved()
