"""A desk that goes up and down: the posture through a day of prompts, restarts and time away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.shells import WEDNESDAY, Home

from unknot.core.care_records import Stance, StanceChange
from unknot.core.history import SlotKind
from unknot.core.presence import Hold
from unknot.core.settings import Settings
from unknot.core.stances import Posture, Stood
from unknot.ports import Answer
from unknot.ui import words

DESK = replace(Settings(), standing_desk=True)
TODAY = WEDNESDAY.date()


def asked(home: Home) -> None:
    """Let the day go on until a stand-up is asked for."""
    while home.prompter.current is None or home.prompter.current.slot.kind is not SlotKind.POSTURE:
        if home.prompter.current is not None:
            home.prompter.answer(Answer.SKIP)
        home.alarms.advance(timedelta(seconds=30))


@pytest.fixture
def home() -> Home:
    return Home(settings=DESK)


def test_a_prompt_names_the_other_posture_and_done_it_takes_it_up(home: Home) -> None:
    asked(home)
    prompt = home.prompter.current
    assert prompt is not None
    assert prompt.posture is not None
    assert prompt.posture.stance is Stance.SIT
    title, line, _picture = words.prompt(prompt, home.library)
    assert title == "Time to stand"
    assert line.startswith(f"You have sat for {words.minutes(round(prompt.posture.minutes))}.")
    home.prompter.answer(Answer.ACCEPT)
    assert home.shell.stances.present is Stance.STAND
    asked(home)
    assert home.prompter.current is not None
    assert words.prompt(home.prompter.current, home.library)[0] == "Time to sit again"
    home.house.coach.done_it()
    assert home.shell.stances.present is Stance.SIT
    assert [record.by for record in home.ledger.records if isinstance(record, StanceChange)] == ["prompt", "prompt"]


def test_done_it_takes_up_the_posture_that_the_prompt_named_also_when_that_was_said_by_hand_before(home: Home) -> None:
    asked(home)
    home.shell.stances.change(Stance.STAND)
    home.prompter.answer(Answer.ACCEPT)
    assert home.shell.stances.present is Stance.STAND


def test_who_stands_when_a_call_ends_is_not_told_to_stand_up(home: Home) -> None:
    home.live("9:40")
    home.house.coach.call()
    home.to("10:10")
    home.shell.stances.change(Stance.STAND)
    home.house.coach.call_over()
    asked(home)
    prompt = home.prompter.current
    assert prompt is not None
    assert prompt.after_call
    title, _line, _picture = words.prompt(prompt, home.library)
    assert title == "Time to sit again"
    home.prompter.answer(Answer.ACCEPT)
    assert home.shell.stances.present is Stance.SIT


@pytest.mark.parametrize("answer", [Answer.SKIP, Answer.EXPIRED, Answer.SNOOZE, Answer.DISMISSED])
def test_any_other_answer_changes_no_posture(home: Home, answer: Answer) -> None:
    asked(home)
    home.prompter.answer(answer)
    assert home.shell.stances.present is Stance.SIT


def test_other_desks_are_asked_as_ever() -> None:
    home = Home()
    asked(home)
    assert home.prompter.current is not None
    assert home.prompter.current.posture is None
    home.prompter.answer(Answer.ACCEPT)
    assert not [record for record in home.ledger.records if isinstance(record, StanceChange)]


def test_it_can_be_said_by_hand_and_is_told_once(home: Home) -> None:
    told: list[Stance] = []
    home.to("9:00")
    home.shell.stances.on_change(lambda: told.append(home.shell.stances.present))
    assert home.shell.stances.change(Stance.STAND)
    assert not home.shell.stances.change(Stance.STAND)
    home.to("9:20")
    assert home.shell.stances.posture() == Posture(Stance.STAND, 20)
    assert told == [Stance.STAND]


def test_time_away_that_still_goes_on_is_taken_off(home: Home) -> None:
    home.to("9:00")
    home.shell.stances.change(Stance.STAND)
    home.to("9:10")
    home.house.held(Hold.LOCKED)
    home.to("9:25")
    assert home.shell.stances.posture().minutes == pytest.approx(10)
    home.house.released(Hold.LOCKED)
    home.to("9:28")
    assert home.shell.stances.stood(TODAY) == Stood(pytest.approx(30), pytest.approx(13))


def test_the_next_day_begins_sitting_and_the_last_one_stays_told(home: Home) -> None:
    home.to("17:00")
    home.shell.stances.change(Stance.STAND)
    home.to("9:00", day=1)
    assert home.shell.stances.present is Stance.SIT
    assert home.shell.stances.stood(TODAY).standing == pytest.approx(30)


def test_the_posture_outlasts_a_restart(home: Home) -> None:
    home.to("9:00")
    home.shell.stances.change(Stance.STAND)
    again = Home(home.clock.now() + timedelta(minutes=5), settings=DESK, ledger=home.ledger)
    assert again.shell.stances.present is Stance.STAND


def test_it_counts_from_when_the_day_began_not_from_midnight(home: Home) -> None:
    home.to("8:30")
    start = home.house.coach.plan().work[0].start
    home.to("9:00")
    expected = (home.clock.now() - start).total_seconds() / 60
    assert home.shell.stances.posture().minutes == pytest.approx(expected)
