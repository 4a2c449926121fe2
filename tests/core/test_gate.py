"""What the gate says of a slot that is due."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.core.days import BERLIN, MONDAY, at, plan

from unknot.core.day import Slot, Span, State
from unknot.core.gate import Around, Close, Later, Show, Verdict, Wait, away_since, decide, is_away
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.presence import Hold, Presence

WORK = plan().work
POSTURE = Slot(MONDAY, "p1", SlotKind.POSTURE, at("10:33"), timedelta(minutes=1), Reason.INTERVAL, 1, State.DUE)
SESSION = Slot(MONDAY, "s1", SlotKind.SESSION, at("09:30"), timedelta(minutes=3), Reason.SPREAD, 1, State.DUE)
FREE = Presence()


def verdict(slot: Slot, now: str, presence: Presence = FREE, **around: object) -> Verdict:
    return decide(slot, presence, at(now), replace(Around(WORK, timedelta(minutes=10)), **around))  # type: ignore[arg-type]


@pytest.mark.parametrize("slot", [POSTURE, SESSION], ids=["posture", "session"])
def test_a_due_slot_that_nothing_holds_is_shown(slot: Slot) -> None:
    assert verdict(slot, "10:40") == Show()


@pytest.mark.parametrize("why", [hold for hold in Hold if hold is not Hold.TYPING])
def test_every_hold_holds_a_session(why: Hold) -> None:
    assert verdict(SESSION, "10:00", FREE.begin(why, at("09:50"))) == Later(None, Wait.HELD, (why,))


def test_all_holds_are_named() -> None:
    presence = FREE.begin(Hold.CALL, at("09:00")).begin(Hold.FULL_SCREEN, at("09:10"))
    assert verdict(SESSION, "10:00", presence) == Later(None, Wait.HELD, (Hold.CALL, Hold.FULL_SCREEN))


@pytest.mark.parametrize("why", [Hold.LOCKED, Hold.ASLEEP, Hold.AWAY])
def test_a_minute_away_credits_a_posture_prompt_and_never_a_session(why: Hold) -> None:
    presence = FREE.begin(why, at("10:40"))
    assert is_away(presence)
    waiting = verdict(POSTURE, "10:40", presence)
    assert isinstance(waiting, Later)
    assert waiting.until == at("10:41")
    assert verdict(POSTURE, "10:41", presence) == Close(Outcome.CREDITED, Reason.TIME_AWAY)
    assert verdict(SESSION, "11:41", presence) == Later(None, Wait.HELD, (why,))


def test_a_film_or_a_call_is_presence() -> None:
    assert not is_away(FREE.begin(Hold.FULL_SCREEN, at("10:00")).begin(Hold.CALL, at("10:00")))


def test_no_input_began_before_it_was_noticed() -> None:
    assert away_since(Hold.AWAY, at("10:05")) == at("10:00")
    assert away_since(Hold.LOCKED, at("10:05")) == at("10:05")


def test_typing_holds_two_minutes_from_the_due_moment_at_most() -> None:
    presence = FREE.begin(Hold.TYPING, at("09:00"))
    assert verdict(SESSION, "09:31", presence) == Later(at("09:32"), Wait.HELD, (Hold.TYPING,))
    assert verdict(SESSION, "09:32", presence) == Show()
    assert verdict(SESSION, "09:31", presence.begin(Hold.CALL, at("09:00"))) == Later(
        None, Wait.HELD, (Hold.TYPING, Hold.CALL)
    )


def test_it_settles_for_half_a_minute() -> None:
    presence = FREE.begin(Hold.CALL, at("09:00")).end(Hold.CALL, at("09:40"))
    assert verdict(SESSION, "09:40:10", presence) == Later(at("09:40:30"), Wait.SETTLING)
    assert verdict(SESSION, "09:40:30", presence) == Show()


def test_the_grace_after_a_wake_is_kept() -> None:
    assert verdict(SESSION, "09:40", quiet_until=at("09:42")) == Later(at("09:42"), Wait.GRACE)


def test_nothing_begins_in_a_busy_time_and_no_session_without_room_before_one() -> None:
    busy = (Span(at("10:00"), at("10:30")), Span(at("10:31"), at("11:00")))
    assert verdict(SESSION, "09:58", busy=busy) == Show()
    assert verdict(SESSION, "09:58:01", busy=busy) == Later(at("11:00"), Wait.BUSY)
    assert verdict(SESSION, "11:00", busy=busy) == Show()
    assert verdict(POSTURE, "10:10", busy=busy) == Later(at("10:30"), Wait.BUSY)
    assert verdict(POSTURE, "10:30", busy=busy) == Show()
    assert verdict(replace(SESSION, state=State.SHOWN), "10:10", busy=busy) == Show()


def test_the_gap_to_the_last_prompt_is_kept() -> None:
    assert verdict(POSTURE, "10:40", asked=at("10:34")) == Later(at("10:44"), Wait.GAP)
    assert verdict(POSTURE, "10:44", asked=at("10:34")) == Show()
    assert verdict(POSTURE, "10:40", asked=at("11:34")) == Show()  # the clock was set back


def test_the_longest_wait_counts() -> None:
    assert verdict(POSTURE, "10:40", asked=at("10:34"), quiet_until=at("10:41")) == Later(at("10:44"), Wait.GAP)


def test_a_session_goes_before_a_posture_prompt() -> None:
    assert verdict(POSTURE, "10:40", session_due=True) == Later(None, Wait.SESSION_FIRST)
    assert verdict(SESSION, "10:40", session_due=True) == Show()


def test_nothing_shows_before_work_and_the_prompt_of_the_morning_waits() -> None:
    early = replace(SESSION, due=at("08:00"))
    assert verdict(early, "08:10") == Later(at("08:30"), Wait.OUTSIDE)


def test_a_session_waits_over_lunch_and_a_posture_prompt_is_credited_by_it() -> None:
    assert verdict(SESSION, "12:15") == Later(at("13:00"), Wait.OUTSIDE)
    assert verdict(SESSION, "12:14") == Later(at("12:15"), Wait.OUTSIDE)
    assert verdict(POSTURE, "12:15") == Close(Outcome.CREDITED, Reason.TIME_AWAY)


@pytest.mark.parametrize("slot", [POSTURE, SESSION], ids=["posture", "session"])
def test_the_end_of_the_day_closes_what_is_pending(slot: Slot) -> None:
    assert verdict(slot, "17:30") == Close(Outcome.MISSED, Reason.END_OF_DAY)
    assert verdict(slot, "17:30", FREE.begin(Hold.BLOCKED, at("10:00"))) == Close(Outcome.DROPPED, Reason.RED_FLAG)


def test_a_session_that_would_run_over_the_end_is_not_offered_but_one_on_the_screen_stays() -> None:
    assert verdict(SESSION, "17:28") == Show()
    assert verdict(SESSION, "17:28:30") == Close(Outcome.MISSED, Reason.END_OF_DAY)
    assert verdict(replace(SESSION, state=State.SHOWN), "17:28:30") == Show()


def test_waits_are_real_time_across_a_clock_change() -> None:
    night = plan().work[0].__class__(
        datetime(2026, 10, 24, 22, tzinfo=BERLIN), datetime(2026, 10, 25, 6, tzinfo=BERLIN)
    )
    just_before = datetime(2026, 10, 25, 2, 59, 45, tzinfo=BERLIN)
    slot = replace(SESSION, due=datetime(2026, 10, 25, 1, tzinfo=BERLIN))
    presence = FREE.begin(Hold.CALL, just_before).end(Hold.CALL, just_before)
    found = decide(slot, presence, just_before, Around((night,), timedelta(minutes=10)))
    assert isinstance(found, Later)
    assert found.until is not None
    assert found.until.timestamp() - just_before.timestamp() == 30
