"""Red flags block; only having been seen, or a mistake, lifts it."""

from dataclasses import replace

import pytest
from tests.core.days import MONDAY, at
from tests.fakes import FakeClock, FakeLedger

from unknot.core.body import Area, Side
from unknot.core.care import RED_FLAGS, CareState, Stop, blocks, ends_the_day, state_after, stops
from unknot.core.history import CareAnswer, CareEvent, Pain
from unknot.services.care import CareService

NONE, FLAG, SEEN, MISTAKE = CareEvent.NONE_OF_THESE, CareEvent.RED_FLAG, CareEvent.SEEN, CareEvent.MISTAKE


def answers(*events: CareEvent) -> list[CareAnswer]:
    return [CareAnswer(at(f"{9 + n:02d}:00"), event) for n, event in enumerate(events)]


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((), CareState.UNASKED),
        ((NONE,), CareState.CLEAR),
        ((FLAG,), CareState.BLOCKED),
        ((NONE, FLAG), CareState.BLOCKED),
        ((FLAG, NONE), CareState.BLOCKED),
        ((FLAG, SEEN), CareState.CLEAR),
        ((FLAG, MISTAKE), CareState.CLEAR),
        ((FLAG, SEEN, FLAG), CareState.BLOCKED),
    ],
)
def test_any_yes_blocks_until_seen_or_a_mistake(events: tuple[CareEvent, ...], state: CareState) -> None:
    assert state_after(answers(*events)) is state


def test_blocked_times_are_known_for_the_streak() -> None:
    assert blocks(answers(NONE, FLAG, NONE, SEEN, FLAG)) == [(at("10:00"), at("12:00")), (at("13:00"), None)]


def test_each_stop_tells_its_signs_and_what_lifted_it() -> None:
    flags = ["", "legs,fever", "chest", "", "injury"]
    told = [replace(a, flags=f) for a, f in zip(answers(NONE, FLAG, FLAG, MISTAKE, FLAG), flags, strict=True)]
    assert stops(told) == [
        Stop(at("10:00"), ("chest", "fever", "legs"), at("12:00"), MISTAKE), Stop(at("13:00"), ("injury",)),
    ]


@pytest.mark.parametrize("event", [CareEvent.ADVICE_SEEN, CareEvent.ADVICE_LATER])
def test_an_answer_to_the_pain_log_s_advice_neither_blocks_nor_clears(event: CareEvent) -> None:
    assert state_after(answers(event)) is CareState.UNASKED
    assert state_after(answers(FLAG, event)) is CareState.BLOCKED
    assert state_after(answers(NONE, event)) is CareState.CLEAR
    assert blocks(answers(FLAG, event)) == [(at("09:00"), None)]


def test_two_pains_end_the_day_and_a_slip_is_taken_off() -> None:
    pain = Pain(MONDAY, "s1", at("09:31"), "chin-tuck", Area.NECK, Side.BOTH)
    slip = replace(pain, withdrawn=True)
    assert not ends_the_day([pain])
    assert ends_the_day([pain, pain])
    assert not ends_the_day([pain, pain, slip])
    assert ends_the_day([pain, slip, pain, pain])


def test_the_state_outlives_a_restart_and_changes_are_told() -> None:
    clock, ledger, told = FakeClock(), FakeLedger(), list[CareState]()
    care = CareService(clock, ledger)
    undo = care.on_change(lambda: told.append(care.state))
    care.answer(NONE)
    care.answer(FLAG, ["chest", "fever"])
    care.answer(FLAG, ["chest"])
    assert told == [CareState.CLEAR, CareState.BLOCKED, CareState.BLOCKED], "a sign more is told, too"
    assert CareService(clock, ledger).state is CareState.BLOCKED
    assert care.answers()[1].flags == "chest,fever"
    undo()
    care.answer(SEEN)
    assert care.state is CareState.CLEAR
    assert len(told) == 3


def test_a_ledger_that_was_erased_is_read_again_when_asked() -> None:
    clock, ledger, told = FakeClock(), FakeLedger(), list[CareState]()
    care = CareService(clock, ledger)
    care.answer(FLAG, ["chest"])
    care.on_change(lambda: told.append(care.state))
    ledger.records.clear()
    care.refresh()
    assert told == [CareState.UNASKED]


def test_an_unknown_flag_is_refused_and_records_nothing() -> None:
    ledger = FakeLedger()
    with pytest.raises(ValueError, match="headache"):
        CareService(FakeClock(), ledger).answer(FLAG, ["headache"])
    assert ledger.records == []


def test_every_red_flag_has_an_id() -> None:
    assert RED_FLAGS == ("chest", "injury", "bladder", "fever", "saddle", "legs")
