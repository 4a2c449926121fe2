"""A call that the person tells of, and what comes after it; skips in a row; calendars in the day."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tests.core.days import at
from tests.fakes import FakeCalendars, FakeProbe
from tests.services.desk import Desk

from unknot.core.history import Event, Outcome, Reason
from unknot.core.presence import Hold
from unknot.core.settings import Settings
from unknot.ports import Answer, Busy, BusyDay


def test_a_call_holds_until_its_end_and_then_the_break_comes_first() -> None:
    desk = Desk()
    desk.to("08:50")
    desk.coach.call(at("09:20"))
    assert desk.coach.presence.until(Hold.SAID_CALL) == at("09:20")
    desk.to("09:20")
    assert desk.coach.presence.holds == ()
    desk.later(seconds=30)
    assert desk.asked() == [], "a session is due ten minutes later: it is the break"
    desk.to("09:30")
    assert desk.shown == "s1"


def test_after_a_call_a_break_is_asked_for_that_was_not_due_yet() -> None:
    desk = Desk()
    desk.live_until("09:40")
    desk.coach.call(at("10:10"))
    desk.to("10:11")
    assert desk.asked()[-1] == "p2 10:10"
    assert desk.prompter.current is not None
    assert desk.prompter.current.after_call
    assert desk.prompter.current.slot.reason is Reason.AFTER_CALL
    desk.answer(Answer.ACCEPT)
    desk.to("11:00")
    assert desk.asked()[-1] == "p2 10:10", "it was a break: the count starts anew"


def test_a_short_call_right_after_a_break_owes_none() -> None:
    desk = Desk()
    desk.live_until("09:34")
    desk.coach.call(at("09:40"))
    desk.to("10:00")
    assert desk.asked() == ["s1 09:30"]


def test_the_session_that_fell_into_a_call_comes_at_its_end_alone() -> None:
    desk = Desk()
    desk.to("09:10")
    desk.coach.call(at("10:00"))
    desk.to("10:00")
    assert desk.shown == ""
    desk.later(seconds=30)
    assert desk.shown == "s1"
    desk.stretch()
    desk.later(minutes=30)
    assert desk.asked() == ["s1 10:00"]


def test_a_call_without_an_end_is_over_when_the_microphone_is_or_after_two_hours() -> None:
    microphone = FakeProbe(Hold.CALL, says=False, name="microphone")
    desk = Desk(probes=(microphone,))
    desk.to("09:30")
    desk.answer(Answer.CALL)
    assert desk.coach.presence.has(Hold.SAID_CALL)
    assert desk.shown == ""
    microphone.says = True
    desk.later(minutes=20)
    assert desk.shown == ""
    microphone.says = False
    desk.later(seconds=16)
    assert not desk.coach.presence.has(Hold.SAID_CALL)
    desk.later(seconds=31)
    assert desk.shown == "s1"

    deaf = Desk()
    deaf.to("09:30")
    deaf.answer(Answer.CALL)
    deaf.to("11:29")
    assert deaf.shown == ""
    deaf.to("11:31")
    assert deaf.shown == "s1"


def test_a_call_that_was_over_before_anything_came_due_holds_nothing_up() -> None:
    microphone = FakeProbe(Hold.CALL, says=True, name="microphone")
    desk = Desk(probes=(microphone,))
    desk.to("08:40")
    desk.coach.call()
    desk.to("09:00")
    microphone.says = False
    desk.to("09:30")
    assert desk.shown == ""
    desk.later(seconds=31)
    assert desk.shown == "s1"


def test_a_call_with_an_end_lasts_until_then_whatever_the_microphone_does() -> None:
    microphone = FakeProbe(Hold.CALL, says=True, name="microphone")
    desk = Desk(probes=(microphone,))
    desk.to("09:20")
    desk.coach.call(at("10:00"))
    desk.lookout.follow(lambda: None)
    desk.to("09:40")
    microphone.says = False
    desk.to("09:59")
    assert [held.why for held in desk.coach.presence.holds] == [Hold.SAID_CALL]
    desk.to("10:01")
    assert desk.shown == "s1"


def test_a_call_can_be_ended_by_hand_and_outlasts_a_restart() -> None:
    desk = Desk()
    desk.to("09:00")
    desk.coach.call(at("10:00"))
    desk.restart()
    assert desk.coach.presence.has(Hold.SAID_CALL)
    assert desk.coach.presence.until(Hold.SAID_CALL) == at("10:00")
    desk.to("09:40")
    assert desk.shown == ""
    desk.coach.call_over()
    desk.later(seconds=31)
    assert desk.shown == "s1"
    desk.restart()
    assert desk.coach.presence.holds == ()


def test_ending_a_call_that_never_was_owes_nothing() -> None:
    desk = Desk()
    desk.to("09:00")
    desk.coach.call_over()
    desk.later(minutes=10)
    assert desk.asked() == []


# skips in a row


def skip_all(desk: Desk, until: str) -> None:
    end = at(until)
    while (due := desk.alarms.next_at()) is not None and due <= end:
        desk.alarms.advance_to(due)
        if desk.shown:
            desk.answer(Answer.SKIP)
    desk.alarms.advance_to(end)


def test_the_third_skip_in_a_row_offers_less_once_a_day() -> None:
    desk = Desk()
    skip_all(desk, "10:30")
    assert desk.prompter.choose is None
    skip_all(desk, "10:40")
    assert desk.prompter.choose is not None
    desk.prompter.choose(BusyDay.SHORT)
    assert desk.short_started == 1
    desk.prompter.choose = None
    skip_all(desk, "17:30")
    assert desk.prompter.choose is None


def test_a_prompt_taken_up_or_undone_in_between_starts_the_count_anew() -> None:
    desk = Desk()
    desk.to("09:30")
    desk.answer(Answer.SKIP)
    desk.to("10:25")
    desk.stretch()
    skip_all(desk, "11:40")
    assert desk.prompter.choose is None
    undone = Desk()
    undone.to("09:30")
    undone.answer(Answer.SKIP)
    undone.coach.undo_skip()
    undone.answer(Answer.SKIP)
    skip_all(undone, "10:30")
    assert undone.prompter.choose is None


def test_a_snooze_in_between_starts_the_count_anew() -> None:
    desk = Desk()
    skip_all(desk, "10:30")
    assert desk.coach.snooze(1)
    skip_all(desk, "11:00")
    skipped = [e.outcome for e in desk.ledger.entries() if e.outcome is Outcome.SKIPPED]
    assert len(skipped) == 3
    assert desk.prompter.choose is None


def test_the_undo_offered_with_a_skip_takes_no_later_one_back() -> None:
    desk = Desk()
    desk.to("09:30")
    desk.answer(Answer.SKIP)
    undo = desk.prompter.undo
    assert undo is not None
    desk.later(minutes=1)
    assert desk.coach.skip("s2")
    undo()
    outcomes = {slot.id: slot.outcome for slot in desk.coach.plan().sessions}
    assert (outcomes["s1"], outcomes["s2"]) == (Outcome.SKIPPED, Outcome.SKIPPED)


def test_fewer_today_leaves_out_every_second_session_and_doubles_the_interval() -> None:
    desk = Desk()
    skip_all(desk, "11:50")
    assert desk.prompter.choose is not None
    before = [slot.id for slot in desk.coach.plan().coming() if slot.id.startswith("s")]
    desk.prompter.choose(BusyDay.FEWER)
    after = [slot.id for slot in desk.coach.plan().coming() if slot.id.startswith("s")]
    assert after == before[::2]
    dropped = [s for s in desk.coach.plan().sessions if s.outcome is Outcome.DROPPED]
    assert [(s.id, s.outcome_reason) for s in dropped] == [(id_, Reason.BY_PERSON) for id_ in before[1::2]]
    desk.restart()
    desk.live_until("17:30")
    prompts = [text for text in desk.asked() if text[0] == "p" and text.split()[1] > "13:00"]
    assert prompts == ["p4 15:00", "p5 17:28"], "two hours from the break before each"


# calendars


def busy(start: str, end: str) -> Busy:
    return Busy(at(start), at(end), "Team")


def test_a_session_moves_out_of_a_busy_time_as_soon_as_the_calendar_is_read() -> None:
    calendars = FakeCalendars()
    desk = Desk(settings=Settings(calendars=("work.ics",), holidays="DE"), calendars=calendars)
    assert calendars.followed is not None
    assert calendars.followed[:2] == (("work.ics",), "DE")
    calendars.say([busy("09:15", "10:00")])
    s1 = desk.coach.plan().sessions[0]
    assert (s1.due, s1.reason) == (at("09:10"), Reason.MOVED_FOR_BUSY), "the nearest gap"
    desk.to("09:10")
    assert desk.shown == "s1"


def test_nothing_shows_in_a_meeting_that_was_put_in_at_the_last_moment() -> None:
    calendars = FakeCalendars()
    desk = Desk(calendars=calendars)
    desk.to("09:29")
    calendars.say([busy("09:25", "09:50")])
    desk.to("09:49")
    assert desk.asked() == []
    desk.to("09:50")
    assert desk.shown == "s1"


def test_a_posture_prompt_waits_for_the_end_of_a_meeting_and_is_dropped_when_that_is_far() -> None:
    calendars = FakeCalendars()
    desk = Desk(calendars=calendars)
    calendars.say([busy("10:20", "11:00")])
    desk.live_until("11:01")
    assert desk.asked() == ["s1 09:30", "p2 11:00"]

    long = FakeCalendars()
    other = Desk(calendars=long, settings=Settings(sessions=1))
    long.say([busy("09:00", "11:45")])
    other.live_until("12:15")
    outcomes = other.outcomes()
    assert outcomes["p1"] == (Outcome.DROPPED, Reason.BUSY)
    assert [text for text in other.asked() if "09:00" < text.split()[1] < "11:45"] == []


def test_a_snoozed_prompt_that_would_end_in_a_meeting_waits_for_its_end() -> None:
    calendars = FakeCalendars()
    desk = Desk(calendars=calendars)
    calendars.say([busy("09:33", "09:55")])
    desk.to("09:30")
    desk.answer(Answer.SNOOZE, 5)
    desk.to("09:54")
    assert desk.shown == ""
    desk.to("09:55")
    assert desk.shown == "s1"


def test_a_holiday_that_becomes_known_is_a_day_off_at_once() -> None:
    calendars = FakeCalendars()
    desk = Desk(calendars=calendars, settings=Settings(holidays="DE"))
    desk.to("08:45")
    calendars.say(holidays={date(2026, 3, 2): "Feast"})
    desk.to("18:00")
    assert desk.asked() == []
    assert desk.coach.plan().work == ()


def test_the_calendars_are_read_anew_only_for_settings_that_name_them() -> None:
    calendars = FakeCalendars()
    desk = Desk(calendars=calendars)
    calendars.followed = None
    desk.preferences.change(volume=10)
    assert calendars.followed is None
    desk.preferences.change(holidays="AT")
    assert calendars.followed is not None


def test_when_the_day_turns_the_calendars_are_read_for_the_days_around_the_new_one() -> None:
    calendars = FakeCalendars()
    desk = Desk(calendars=calendars)
    assert calendars.followed is not None
    first = calendars.followed[2]
    desk.alarms.advance(timedelta(days=1, hours=1))
    assert calendars.followed[2] == first + timedelta(days=1)


def test_in_another_zone_the_calendars_are_read_anew() -> None:
    calendars = FakeCalendars()
    desk = Desk(calendars=calendars)
    desk.to("09:00")
    followed, calendars.followed = calendars.followed, None
    desk.coach.clock_changed()
    assert calendars.followed is None, "the clock was set, and the zone is the same"
    desk.clock.zone = ZoneInfo("Europe/Lisbon")
    desk.coach.clock_changed()
    assert calendars.followed == followed


def test_a_moved_session_goes_back_when_that_is_undone() -> None:
    desk = Desk()
    desk.to("09:00")
    assert desk.coach.move("s1", at("10:00"))
    assert desk.coach.plan().sessions[0].due == at("10:00")
    assert desk.coach.undo_move("s1")
    s1 = desk.coach.plan().sessions[0]
    assert (s1.due, s1.reason, s1.fixed) == (at("09:30"), Reason.SPREAD, False)
    assert not desk.coach.undo_move("s1")
    assert desk.events("s1")[-1] is Event.UNDONE


def test_a_move_is_not_undone_while_the_session_is_asked_for_or_runs() -> None:
    desk = Desk()
    desk.to("09:00")
    assert desk.coach.move("s1", at("10:00"))
    desk.to("10:00")
    assert (desk.shown, desk.coach.undo_move("s1")) == ("s1", False)
    desk.coach.start_session()
    desk.coach.session_began(desk.coach.plan().sessions[0])
    assert not desk.coach.undo_move("s1")
