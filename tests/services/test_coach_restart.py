"""Restart at any moment: nothing is shown twice, nothing done is lost."""

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


def test_nothing_shows_in_the_first_two_minutes(desk: Desk) -> None:
    desk.to("09:29")
    desk.restart()
    desk.to("09:30")
    assert desk.shown == ""
    desk.to("09:31")
    assert desk.shown == "s1"


def test_the_plan_stays_where_it_was(desk: Desk) -> None:
    before = desk.coach.plan().sessions
    desk.to("09:00")
    desk.restart()
    assert [s.due for s in desk.coach.plan().sessions] == [s.due for s in before]


def test_a_prompt_that_died_on_the_screen_is_missed_and_not_shown_again(desk: Desk) -> None:
    desk.to("09:30")
    desk.restart()
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.PASSED_OVER)
    desk.live_until("18:00")
    assert desk.events("s1").count(Event.SHOWN) == 1


def test_what_was_answered_stays_answered(desk: Desk) -> None:
    desk.live_until("11:00")
    desk.restart()
    desk.live_until("18:00")
    shown = [a.split()[0] for a in desk.asked()]
    assert len(shown) == len(set(shown))
    assert desk.outcomes()["s1"] == (Outcome.DONE, None)


@pytest.mark.parametrize("minute", range(0, 60, 7))
def test_killed_at_any_minute_no_slot_is_shown_twice(minute: int) -> None:
    desk = Desk()
    desk.live_until(f"10:{minute:02d}")
    desk.restart()
    desk.live_until("18:00")
    answered = [e.slot for e in desk.ledger.entries() if e.event is Event.ANSWERED]
    assert len(answered) == len(set(answered))


def test_after_killing_the_time_counts_as_working_time(desk: Desk) -> None:
    desk.live_until("09:40")
    desk.clock.advance(timedelta(minutes=40))
    desk.restart()
    posture, _ = desk.coach.up_next()
    assert posture is not None
    assert posture.due == at("10:33")


def test_after_quitting_the_time_counts_as_away(desk: Desk) -> None:
    desk.live_until("09:40")
    desk.coach.stop()
    desk.clock.advance(timedelta(minutes=40))
    desk.restart()
    assert [(a.start, a.end, a.why) for a in desk.ledger.records if isinstance(a, Away)] == [
        (at("09:40"), at("10:20"), "quit")
    ]
    posture, _ = desk.coach.up_next()
    assert posture is not None
    assert posture.due >= at("11:20")


def test_a_short_absence_of_the_app_is_not_time_away(desk: Desk) -> None:
    desk.live_until("09:40")
    desk.coach.stop()
    desk.clock.advance(timedelta(minutes=4))
    desk.restart()
    assert not [a for a in desk.ledger.records if isinstance(a, Away)]


def test_with_the_machine_off_the_time_counts_as_away(desk: Desk) -> None:
    desk.live_until("09:40")
    desk.clock.advance(timedelta(minutes=40))
    desk.booted = at("10:19")
    desk.restart()
    (away,) = [a for a in desk.ledger.records if isinstance(a, Away)]
    assert (away.end, away.why) == (at("10:20"), "off")


def test_a_session_that_passed_while_the_app_was_off_is_missed_and_spread_again(desk: Desk) -> None:
    desk.to("09:20")
    desk.coach.stop()
    desk.clock.advance(timedelta(minutes=40))
    desk.restart()
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.PASSED_OVER)
    assert len([s for s in desk.coach.plan().sessions if not s.outcome]) == 4


def test_a_session_that_came_due_a_moment_ago_is_still_asked_for(desk: Desk) -> None:
    desk.to("09:29")
    desk.clock.advance(timedelta(minutes=2))
    desk.restart()
    desk.later(minutes=2)
    assert desk.shown == "s1"


def test_a_held_session_outlives_a_restart(desk: Desk) -> None:
    desk.to("09:20")
    desk.coach.held(Hold.CALL)
    desk.to("10:00")
    desk.restart()
    desk.later(minutes=2)
    assert desk.shown == "s1"


def test_a_snooze_outlives_a_restart_with_its_count(desk: Desk) -> None:
    desk.to("09:30")
    desk.answer(Answer.SNOOZE)
    desk.restart()
    desk.to("09:35")
    assert desk.prompter.current is not None
    assert desk.prompter.current.snoozes_left == 2


def test_a_pause_outlives_a_restart_until_its_end(desk: Desk) -> None:
    desk.to("09:00")
    desk.coach.pause(at("10:00"))
    desk.restart()
    assert desk.coach.presence.paused_until == at("10:00")
    desk.to("10:01")
    desk.restart()
    assert not desk.coach.presence.has(Hold.PAUSED)
    desk.coach.pause(None)
    desk.restart()
    assert desk.coach.presence.has(Hold.PAUSED)
    desk.coach.resume()
    desk.restart()
    assert not desk.coach.presence.has(Hold.PAUSED)


def test_a_pause_that_ended_meanwhile_is_forgotten(desk: Desk) -> None:
    desk.coach.pause(at("09:00"))
    desk.coach.stop()
    desk.clock.advance(timedelta(hours=2))
    desk.restart()
    assert not desk.coach.presence.has(Hold.PAUSED)


def test_unreadable_named_values_are_ignored(desk: Desk) -> None:
    desk.ledger.values.update(pause="nonsense later", quit="never", tip="no such tip")
    desk.restart()
    assert not desk.coach.presence.has(Hold.PAUSED)


def test_a_session_running_when_the_app_died_keeps_its_seconds(desk: Desk) -> None:
    from unknot.core.body import Side
    from unknot.core.care_records import Result
    from unknot.core.history import ExerciseTime

    desk.to("09:30")
    desk.answer(Answer.ACCEPT)
    day = desk.coach.plan().day
    desk.ledger.add(ExerciseTime(day, "s1", desk.clock.now(), "chin-tuck", Side.BOTH, 42.0, Result.DONE))
    desk.restart()
    last = desk.ledger.entries("s1")[-1]
    assert (last.outcome, last.reason, last.seconds) == (Outcome.STOPPED_EARLY, Reason.PASSED_OVER, 42.0)


def test_days_the_app_never_closed_are_closed_at_the_next_start(desk: Desk) -> None:
    desk.live_until("15:00")
    desk.clock.advance(timedelta(days=2))
    desk.restart()
    assert desk.outcomes()["s4"] == (Outcome.MISSED, Reason.PASSED_OVER)
    assert {o for o, _ in desk.outcomes().values()} == {Outcome.DONE, Outcome.CREDITED, Outcome.MISSED}


def test_quitting_withdraws_the_prompt_and_leaves_no_alarm(desk: Desk) -> None:
    desk.to("09:30")
    desk.coach.stop()
    assert desk.shown == ""
    assert desk.alarms.set == {}
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.PASSED_OVER)
