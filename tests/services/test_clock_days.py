"""Days of prompts at minutes of the clock and sessions at fixed times, as they are lived."""

import re

import pytest
from tests.core.days import MONDAY, at
from tests.services.desk import Desk

from unknot.core.history import Event, Outcome, Reason, SlotKind
from unknot.core.settings import Settings
from unknot.ports import Answer

BY_CLOCK = Settings().with_changes(posture="clock", clock_minutes=[0, 50])
CHANGES: dict[str, dict[str, object]] = {
    "spread": {},
    "meetings of a session": {"session_minutes": 10},
    "fixed": {"sessions_at": "fixed", "session_times": ["09:00", "12:30", "14:00", "16:45"]},
    "a wide gap": {"prompt_gap": 20},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_minute_of_the_clock_in_working_time_is_told_with_what_became_of_it(change: dict[str, object]) -> None:
    desk = Desk(settings=BY_CLOCK.with_changes(**change))
    desk.live_until("20:00")
    hours = [f"{hour:02}{minute}" for hour in range(8, 18) for minute in ("00", "50")]
    inside = {f"c{hour}" for hour in hours if "0830" <= hour < "1215" or "1300" <= hour < "1730"}
    told = {slot: ending for slot, ending in desk.outcomes().items() if re.fullmatch("c[0-9]{4}", slot)}
    assert set(told) == inside
    assert all(reason is not None for outcome, reason in told.values() if outcome is not Outcome.DONE)


def test_prompts_that_the_clock_brings_a_gap_apart_all_show_whoever_takes_seconds_to_answer() -> None:
    desk = Desk(settings=BY_CLOCK)
    foreseen = [slot.id for slot in desk.coach.plan_for(MONDAY).coming(SlotKind.POSTURE) if slot.due < at("11:00")]
    assert foreseen == ["c0850", "c0900", "c0950", "c1000", "c1050"]
    desk.to("08:50")
    desk.later(seconds=4)
    desk.answer(Answer.ACCEPT)
    desk.live_until("10:59")
    assert [told for told in desk.asked() if told[0] == "c"] == [
        "c0850 08:50", "c0900 09:00", "c0950 09:50", "c1000 10:00", "c1050 10:50",
    ]


def test_a_prompt_left_on_the_screen_puts_the_next_one_off_by_as_long() -> None:
    desk = Desk(settings=BY_CLOCK)
    desk.to("08:50")
    desk.later(seconds=50)
    assert [slot.id for slot in desk.coach.plan().coming(SlotKind.POSTURE)][:2] == ["c0850", "c0900"]
    desk.to("09:05")  # nobody answers
    assert desk.asked() == ["c0850 08:50", "c0900 09:01"]
    assert next(e.reason for e in desk.ledger.entries("c0900") if e.event is Event.PLANNED) is Reason.MOVED_FOR_GAP


def test_minutes_nearer_than_the_gap_are_left_out_beforehand_and_in_the_end() -> None:
    desk = Desk(settings=Settings().with_changes(posture="clock", clock_minutes=[45, 52]))
    desk.live_until("09:15")
    assert desk.outcomes() == {"c0845": (Outcome.DONE, None), "c0852": (Outcome.DROPPED, Reason.NO_ROOM)}


def test_a_fixed_time_in_a_break_is_told_as_left_out() -> None:
    desk = Desk(settings=Settings().with_changes(sessions_at="fixed", session_times=["09:30", "12:30"]))
    desk.live_until("20:00")
    assert desk.outcomes()["s2"] == (Outcome.DROPPED, Reason.OUTSIDE)
