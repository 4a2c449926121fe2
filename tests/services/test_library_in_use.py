"""What becomes of a session when the person changes the library under it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.shells import Home
from tests.storage.parcels import LIFT_DRAFT, arms
from tests.ui.editing import home_in

from unknot.core.choosing import Choice
from unknot.core.drafts import routine_of
from unknot.core.history import ExerciseTime
from unknot.ports import Answer


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """In a session of an own exercise and one that is built in."""
    made = home_in(tmp_path)
    draft = arms("chin-tuck", made.shell.workshop.save_exercise(LIFT_DRAFT))
    assert made.house.verbs.try_out(routine_of(draft, made.library, "quick")) is None
    made.alarms.advance(timedelta(seconds=12))
    made.house.guide.refresh()
    return made


def test_a_session_whose_exercise_is_deleted_is_put_away_and_can_not_be_gone_on_with(home: Home) -> None:
    home.shell.workshop.delete("arm-lift")
    guide = home.house.guide
    assert guide.session is None
    assert guide.resumable() is None
    day = home.clock.now().date()
    assert [row.exercise for row in home.ledger.read(ExerciseTime, day, day)] == ["chin-tuck"]


def test_a_closed_session_can_be_gone_on_with_once_its_exercise_is_back(home: Home) -> None:
    guide = home.house.guide
    guide.close()
    undo = home.shell.workshop.delete("arm-lift")
    assert guide.resumable() is None
    undo()
    assert guide.resumable() is not None


def test_a_session_goes_on_while_something_else_is_deleted(home: Home) -> None:
    name = home.shell.workshop.save(arms("look-far"))
    home.shell.workshop.delete(name)
    assert home.house.guide.session is not None


def test_what_was_offered_is_chosen_anew_when_its_exercise_is_deleted(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    name = home.shell.workshop.save_exercise(LIFT_DRAFT)
    others = tuple((id_, "") for id_ in home.library.exercises if id_ != name)
    home.preferences.change(not_for_me=others)
    home.to("9:30")
    prompt = home.prompter.current
    assert prompt is not None
    assert prompt.choice is not None
    assert {step.exercise for step in prompt.choice.routine.steps} == {name}
    home.preferences.change(not_for_me=())
    told: list[Choice | None] = []
    home.house.coach.on_change(lambda: told.append(home.house.coach.choice_for(prompt.slot)))
    home.shell.workshop.delete(name)
    assert told
    assert told[-1] is not None
    assert name not in {step.exercise for step in told[-1].routine.steps}
    home.prompter.answer(Answer.ACCEPT)
    session = home.house.guide.session
    assert session is not None
    assert name not in {segment.exercise for segment in session.segments}
