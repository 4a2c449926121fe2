"""Holding, never losing, never piling up: what the coach does while the person can't be asked."""

import itertools
from datetime import timedelta

import pytest
from tests.core.days import at
from tests.services.desk import Desk

from unknot.core.history import Away, Event, Outcome, Reason
from unknot.core.presence import Hold
from unknot.ports import Answer


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("why", [Hold.LOCKED, Hold.FULL_SCREEN, Hold.DO_NOT_DISTURB, Hold.CALL])
def test_nothing_shows_while_anything_holds_and_the_ledger_says_why(desk: Desk, why: Hold) -> None:
    desk.to("09:20")
    desk.coach.held(why)
    desk.to("09:50")
    assert desk.asked() == []
    held = [e for e in desk.ledger.entries("s1") if e.event is Event.HELD]
    assert [e.why for e in held] == [str(why)]


def test_thirty_seconds_after_the_last_hold_one_prompt_appears(desk: Desk) -> None:
    desk.to("09:20")
    desk.coach.held(Hold.CALL)
    desk.coach.held(Hold.FULL_SCREEN)
    desk.to("09:50")
    desk.coach.released(Hold.CALL)
    desk.later(minutes=5)
    assert desk.shown == ""
    desk.coach.released(Hold.FULL_SCREEN)
    desk.later(seconds=29)
    assert desk.shown == ""
    desk.later(seconds=1)
    assert desk.shown == "s1"
    assert desk.events("s1")[-2:] == [Event.RELEASED, Event.SHOWN]


def test_a_session_comes_before_a_posture_prompt_and_then_the_gap_is_kept(desk: Desk) -> None:
    desk.live_until("10:30")
    desk.coach.held(Hold.CALL)
    desk.to("11:10")
    assert "p2" in {s.id for s in desk.coach.plan().coming()}
    desk.coach.move("s2", at("11:12"))
    desk.to("11:40")
    desk.coach.released(Hold.CALL)
    desk.later(seconds=30)
    assert desk.shown == "s2"
    assert desk.asked()[-1] == "s2 11:40"


def test_a_long_hold_leaves_one_prompt_and_no_burst(desk: Desk) -> None:
    desk.to("08:40")
    desk.coach.held(Hold.CALL)
    desk.to("14:40")
    desk.coach.released(Hold.CALL)
    desk.live_until("18:00")
    moments = [at(a.split()[1]) for a in desk.asked()]
    assert moments[0] == at("14:40")
    assert all(b - a >= timedelta(minutes=10) for a, b in itertools.pairwise(moments))
    sessions = [at(a.split()[1]) for a in desk.asked() if a.startswith("s")]
    assert len(sessions) >= 3
    assert all(b - a >= timedelta(minutes=45) for a, b in itertools.pairwise(sessions))


def test_a_prompt_on_the_screen_is_withdrawn_when_a_hold_begins_and_comes_back(desk: Desk) -> None:
    desk.to("09:30")
    desk.coach.held(Hold.FULL_SCREEN)
    assert desk.shown == ""
    desk.to("09:45")
    desk.coach.released(Hold.FULL_SCREEN)
    desk.later(seconds=30)
    assert desk.shown == "s1"


def test_away_credits_a_due_posture_prompt_after_a_minute(desk: Desk) -> None:
    desk.live_until("10:30")
    desk.coach.held(Hold.CALL)
    desk.to("10:40")
    desk.coach.held(Hold.LOCKED)
    desk.later(seconds=59)
    assert "p2" not in desk.outcomes()
    desk.later(seconds=1)
    assert desk.outcomes()["p2"] == (Outcome.CREDITED, Reason.TIME_AWAY)


def test_no_input_counts_from_five_minutes_before_it_was_noticed(desk: Desk) -> None:
    desk.live_until("10:30")
    desk.coach.held(Hold.CALL)
    desk.to("10:40")
    desk.coach.held(Hold.AWAY)
    assert desk.outcomes()["p2"] == (Outcome.CREDITED, Reason.TIME_AWAY)
    desk.to("11:00")
    desk.coach.released(Hold.AWAY)
    assert [(a.start, a.end, a.why) for a in desk.ledger.records if isinstance(a, Away)] == [
        (at("10:35"), at("11:00"), "away")
    ]


def test_away_never_credits_a_session(desk: Desk) -> None:
    desk.to("09:29")
    desk.coach.held(Hold.LOCKED)
    desk.to("10:20")
    desk.coach.released(Hold.LOCKED)
    desk.later(seconds=30)
    assert desk.shown == "s1"


def test_time_away_counts_as_the_posture_break_it_is(desk: Desk) -> None:
    desk.live_until("10:00")
    desk.coach.held(Hold.LOCKED)
    desk.to("10:10")
    desk.coach.released(Hold.LOCKED)
    posture, _ = desk.coach.up_next()
    assert posture is not None
    assert posture.due >= at("11:10")


def test_overlapping_sources_of_time_away_make_one_record(desk: Desk) -> None:
    desk.to("10:00")
    desk.coach.held(Hold.LOCKED)
    desk.to("10:05")
    desk.coach.held(Hold.AWAY)
    desk.to("10:20")
    desk.coach.released(Hold.LOCKED)
    desk.coach.released(Hold.AWAY)
    assert [(a.start, a.end) for a in desk.ledger.records if isinstance(a, Away)] == [(at("10:00"), at("10:20"))]


def test_typing_holds_two_minutes_at_most_and_its_lull_needs_no_settling(desk: Desk) -> None:
    desk.to("09:29")
    desk.coach.held(Hold.TYPING)
    desk.to("09:31")
    assert desk.shown == ""
    desk.to("09:32")
    assert desk.shown == "s1"
    desk.answer(Answer.SNOOZE, 10)
    desk.to("09:43")
    assert desk.shown == ""
    desk.to("09:44")
    assert desk.shown == "s1"
    other = Desk("09:25")
    other.coach.held(Hold.TYPING)
    other.to(f"{other.coach.plan().sessions[0].due:%H:%M}")
    other.later(seconds=20)
    assert other.shown == ""
    other.coach.released(Hold.TYPING)
    assert other.shown.startswith("s")


def test_typing_does_not_take_a_shown_prompt_away(desk: Desk) -> None:
    desk.to("09:30")
    desk.coach.held(Hold.TYPING)
    assert desk.shown == "s1"


def test_a_pause_holds_and_ends_by_itself_and_the_break_comes_first(desk: Desk) -> None:
    desk.to("09:20")
    desk.coach.pause(at("10:00"))
    desk.to("10:00")
    desk.later(seconds=29)
    assert desk.shown == ""
    desk.later(seconds=1)
    assert desk.shown == "s1"


def test_lunch_is_a_break_that_credits_a_waiting_prompt(desk: Desk) -> None:
    desk.coach.start_session("s2")
    desk.coach.session_ended(desk.begun[-1][1], Outcome.SKIPPED)
    desk.to("09:20")
    desk.coach.held(Hold.CALL)
    desk.to("12:20")
    waiting = [o for s, o in desk.outcomes().items() if s.startswith("p")]
    assert (Outcome.CREDITED, Reason.TIME_AWAY) in waiting or (Outcome.CREDITED, Reason.SESSION_NEAR) in waiting
    assert not any(s.id.startswith("p") and s.due < at("12:20") for s in desk.coach.plan().coming())


def test_nothing_shows_in_lunch_and_what_was_shown_is_withdrawn(desk: Desk) -> None:
    desk.live_until("11:30")
    desk.coach.move("s2", at("12:10"))
    desk.to("12:10")
    desk.answer(Answer.SNOOZE, 4)
    desk.to("12:14")
    assert desk.shown == ""
    desk.to("12:59")
    assert desk.shown == ""
    desk.to("13:00")
    assert desk.shown == "s2"


def test_while_the_person_is_away_the_alarm_rings_for_sessions_and_the_end_only(desk: Desk) -> None:
    desk.live_until("10:32:59")
    desk.coach.held(Hold.LOCKED)
    rung = desk.alarms.rung
    desk.to("17:31")
    assert desk.alarms.rung - rung <= 6


# sleep, clocks, zones


def test_nothing_stale_fires_at_wake_and_a_passed_session_is_missed(desk: Desk) -> None:
    desk.to("09:20")
    desk.sleep(minutes=50)
    assert desk.shown == ""
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.PASSED_OVER)
    assert any(isinstance(r, Away) and r.why == "asleep" for r in desk.ledger.records)
    desk.later(minutes=2)
    assert desk.shown == ""  # nothing was pending
    assert len(desk.coach.plan().sessions) == 5


def test_what_waited_before_the_sleep_comes_two_minutes_after_waking(desk: Desk) -> None:
    desk.to("09:20")
    desk.coach.held(Hold.CALL)
    desk.to("09:40")
    desk.sleep(minutes=30)
    desk.coach.released(Hold.CALL)
    desk.later(minutes=1, seconds=59)
    assert desk.shown == ""
    desk.later(seconds=1)
    assert desk.shown == "s1"
    assert len(desk.asked()) == 1


def test_sleep_told_by_the_machine_and_seen_in_the_clocks_is_one(desk: Desk) -> None:
    desk.to("09:20")
    desk.coach.held(Hold.ASLEEP)
    desk.clock.jump(timedelta(minutes=50))
    desk.coach.released(Hold.ASLEEP)
    desk.coach.clock_changed()
    desk.alarms.advance(timedelta())
    aways = [r for r in desk.ledger.records if isinstance(r, Away)]
    assert [(a.start, a.end) for a in aways] == [(at("09:20"), at("10:10"))]
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.PASSED_OVER)


def test_a_prompt_on_the_screen_is_gone_after_sleep(desk: Desk) -> None:
    desk.to("09:30")
    desk.later(seconds=20)
    desk.sleep(minutes=30)
    desk.coach.clock_changed()
    assert desk.shown == ""
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.PASSED_OVER)


def test_sleep_over_midnight_closes_the_old_day(desk: Desk) -> None:
    desk.live_until("16:00")
    desk.sleep(hours=17)
    assert desk.outcomes()["s4"][0] is Outcome.MISSED
    plan = desk.coach.plan()
    assert plan.day == at("08:00").date() + timedelta(days=1)
    assert len(plan.coming()) > 0


def test_the_clock_set_back_repeats_nothing_and_makes_nobody_wait(desk: Desk) -> None:
    desk.live_until("10:00")
    asked = desk.asked()
    desk.clock.jump(-timedelta(hours=1))
    desk.coach.clock_changed()
    posture, session = desk.coach.up_next()
    assert posture is not None
    assert posture.due == at("09:33")
    desk.to("09:32")
    assert desk.asked() == asked
    desk.to("09:33")
    assert desk.asked()[-1] == "p2 09:33"
    assert session is not None
    assert session.id == "s2"


def test_a_prompt_shown_while_the_clock_is_set_back_still_goes_after_its_minute(desk: Desk) -> None:
    desk.to("09:30")
    desk.clock.jump(-timedelta(hours=3))
    desk.coach.clock_changed()
    desk.later(seconds=60)
    assert desk.shown == ""


def test_a_snooze_and_a_pause_keep_their_length_when_the_clock_is_set_back(desk: Desk) -> None:
    desk.to("09:30")
    desk.answer(Answer.SNOOZE)
    desk.clock.jump(-timedelta(minutes=30))
    desk.coach.clock_changed()
    desk.later(minutes=5)
    assert desk.shown == "s1"
    assert desk.prompter.current is not None
    assert desk.prompter.current.snoozes_left == 2
    desk.coach.pause(desk.clock.now() + timedelta(hours=1))
    desk.clock.jump(-timedelta(hours=3))
    desk.coach.clock_changed()
    desk.later(hours=1)
    assert not desk.coach.presence.has(Hold.PAUSED)


def test_the_clock_set_forward_shows_at_most_one_prompt_two_minutes_after(desk: Desk) -> None:
    desk.to("09:20")
    desk.clock.jump(timedelta(hours=5))
    desk.coach.clock_changed()
    desk.later(minutes=4)
    assert len(desk.asked()) <= 1


def test_travelling_moves_the_sessions_to_the_new_local_day(desk: Desk) -> None:
    from zoneinfo import ZoneInfo

    desk.live_until("10:00")
    desk.clock.zone = ZoneInfo("Europe/London")
    desk.coach.clock_changed()
    dues = [s.due for s in desk.coach.plan().sessions if not s.outcome]
    assert [f"{d:%H:%M%z}" for d in dues] == ["11:35+0000", "14:25+0000", "16:30+0000"]


def test_a_pause_outlasts_a_restart(desk: Desk) -> None:
    desk.to("09:00")
    desk.coach.pause(at("10:00"))
    desk.restart()
    assert desk.coach.presence.until(Hold.PAUSED) == at("10:00")
    desk.to("09:59")
    assert desk.shown == ""
    desk.to("10:01")
    assert desk.shown == "s1"
    desk.coach.pause(None)
    desk.coach.resume()
    desk.restart()
    assert not desk.coach.presence.has(Hold.PAUSED)
