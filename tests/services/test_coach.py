"""A day with the coach: what is asked, when, and what the ledger says of it."""

import itertools
from datetime import date, timedelta

import pytest
from tests.core.days import MONDAY, at
from tests.services.desk import AlwaysNeck, Desk

from unknot.core.day import State
from unknot.core.history import CareEvent, Event, Outcome, Pain, Reason, SlotKind
from unknot.core.presence import Hold
from unknot.core.settings import Settings
from unknot.core.worktime import tomorrow
from unknot.ports import Answer


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_day_of_someone_who_does_everything(desk: Desk) -> None:
    desk.live_until("20:00")
    assert desk.asked() == ["s1 09:30", "p2 10:33", "s2 11:35", "p4 14:00", "s3 14:25", "p5 15:28", "s4 16:30"]
    near = (Outcome.CREDITED, Reason.SESSION_NEAR)
    assert [desk.outcomes()[p] for p in ("p1", "p3", "p6")] == [near, near, near]
    assert {outcome for outcome, _ in desk.outcomes().values()} == {Outcome.DONE, Outcome.CREDITED}


def test_only_one_alarm_is_ever_set_and_it_rings_only_for_events(desk: Desk) -> None:
    desk.live_until("20:00")
    assert set(desk.alarms.set) == {"next"}
    assert desk.alarms.rung < 30
    assert desk.coach.next_alarm == at("04:00") + timedelta(days=1)


def test_on_a_weekend_one_alarm_a_day_tells_who_looks_which_day_it_is() -> None:
    desk = Desk(now=at("18:00") + timedelta(days=4))
    days: list[date] = []
    desk.coach.on_change(lambda: days.append(desk.coach.plan().day))
    desk.later(days=2)
    assert desk.alarms.rung == 2
    assert days == [MONDAY + timedelta(days=5), MONDAY + timedelta(days=6)]
    desk.later(hours=14)
    assert desk.coach.next_alarm == at("08:30") + timedelta(days=7)


def test_the_plan_is_written_down_when_the_day_is_known(desk: Desk) -> None:
    planned = [(e.slot, e.due) for e in desk.ledger.entries() if e.event is Event.PLANNED]
    assert planned == [("s1", at("09:30")), ("s2", at("11:35")), ("s3", at("14:25")), ("s4", at("16:30"))]


def test_an_unanswered_prompt_goes_away_after_a_minute_and_is_missed_not_skipped(desk: Desk) -> None:
    desk.to("09:30")
    assert desk.shown == "s1"
    desk.later(seconds=59)
    assert desk.shown == "s1"
    desk.later(seconds=1)
    assert desk.shown == ""
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.NO_ANSWER)


def test_a_prompt_under_the_pointer_waits_but_not_for_ever(desk: Desk) -> None:
    desk.to("09:30")
    desk.prompter.pointed_at = True
    desk.later(seconds=90)
    assert desk.shown == "s1"
    desk.prompter.pointed_at = False
    desk.later(seconds=6)
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.NO_ANSWER)


def test_an_answer_to_a_prompt_that_is_gone_counts_for_nothing(desk: Desk) -> None:
    desk.to("09:30")
    late = desk.prompter._answer
    assert late is not None
    desk.to("09:31")
    late(Answer.ACCEPT, None)
    assert desk.outcomes()["s1"][0] is Outcome.MISSED
    while not desk.shown:
        desk.later(minutes=1)
    late(Answer.SKIP, None)
    assert desk.shown
    assert desk.begun == []


def test_a_pointer_left_lying_on_a_prompt_does_not_keep_it(desk: Desk) -> None:
    desk.to("09:30")
    desk.prompter.pointed_at = True
    desk.later(seconds=60 + 121)
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.NO_ANSWER)


def test_a_posture_prompt_can_be_answered_from_elsewhere_and_a_session_can_not(desk: Desk) -> None:
    desk.to("09:30")
    assert not desk.coach.done_it()
    desk.stretch()
    desk.to("10:33")
    asked = desk.shown
    assert desk.coach.done_it()
    assert desk.shown == ""
    assert desk.outcomes()[asked] == (Outcome.DONE, None)


def test_a_prompt_says_what_the_windows_need(desk: Desk) -> None:
    desk.to("09:30")
    session = desk.prompter.current
    assert session is not None
    assert (session.of, session.slot.number, session.routine) == (4, 1, "neck")
    assert (session.snoozes_left, session.snooze_minutes, session.seconds) == (3, 5, 60)
    desk.stretch()
    desk.to("10:33")
    posture = desk.prompter.current
    assert posture is not None
    assert posture.active_minutes == 60
    assert posture.tip


def test_the_posture_tips_rotate_also_over_a_restart() -> None:
    desk = Desk(settings=Settings().with_changes(prompt_every=20, sessions=1))
    tips = []
    for _ in range(8):
        while desk.prompter.current is None:
            desk.later(minutes=1)
        tips.append(desk.prompter.current.tip)
        desk.answer(Answer.ACCEPT)
        if len(tips) == 4:
            desk.restart()
    tips = [tip for tip in tips if tip]
    assert all(a != b for a, b in itertools.pairwise(tips))
    assert len(set(tips)) >= 6


def test_snooze_brings_it_back_after_five_minutes_and_the_fourth_is_refused(desk: Desk) -> None:
    desk.to("09:30")
    for minute in (35, 40, 45):
        desk.answer(Answer.SNOOZE)
        assert desk.shown == ""
        desk.to(f"09:{minute}")
        assert desk.shown == "s1"
    assert desk.prompter.current is not None
    assert desk.prompter.current.snoozes_left == 0
    assert not desk.coach.snooze()
    desk.answer(Answer.SNOOZE)
    assert desk.shown == "s1"
    desk.later(minutes=1)
    assert desk.outcomes()["s1"] == (Outcome.MISSED, Reason.NO_ANSWER)


def test_another_snooze_time_is_kept(desk: Desk) -> None:
    desk.to("09:30")
    desk.answer(Answer.SNOOZE, 17)
    desk.to("09:46")
    assert desk.shown == ""
    desk.to("09:47")
    assert desk.shown == "s1"


def test_a_snooze_past_the_end_of_the_day_closes_as_missed(desk: Desk) -> None:
    desk.live_until("16:00")
    desk.to("16:30")
    desk.answer(Answer.SNOOZE, 120)
    desk.to("17:30")
    assert desk.outcomes()["s4"] == (Outcome.MISSED, Reason.END_OF_DAY)
    desk.to("23:00")
    assert desk.asked()[-1] == "s4 16:30"


def test_a_skip_says_what_comes_next_and_can_be_undone_for_ten_minutes(desk: Desk) -> None:
    desk.to("09:30")
    desk.answer(Answer.SKIP)
    assert desk.outcomes()["s1"] == (Outcome.SKIPPED, None)
    assert desk.prompter.undo is not None
    skipped = desk.coach.can_undo()
    assert skipped is not None
    assert skipped.id == "s1"
    desk.later(minutes=9)
    desk.prompter.undo()
    assert desk.shown == "s1"
    assert [f"{s.due:%H:%M}" for s in desk.coach.plan().sessions] == ["09:30", "11:35", "14:25", "16:30"]


def test_after_ten_minutes_a_skip_stands(desk: Desk) -> None:
    desk.to("09:30")
    desk.answer(Answer.SKIP)
    desk.later(minutes=10)
    assert desk.coach.can_undo() is None
    assert not desk.coach.undo_skip()


def test_a_dismissed_notification_is_a_skip_with_its_reason(desk: Desk) -> None:
    desk.to("09:30")
    desk.answer(Answer.DISMISSED)
    assert desk.outcomes()["s1"] == (Outcome.SKIPPED, Reason.DISMISSED)


def test_a_skipped_session_is_spread_again_over_the_day(desk: Desk) -> None:
    desk.to("09:30")
    desk.answer(Answer.SKIP)
    assert len(desk.coach.plan().coming(SlotKind.SESSION)) == 4
    desk.live_until("18:00")
    assert [o for s, (o, _) in desk.outcomes().items() if s.startswith("s")].count(Outcome.DONE) == 4


def test_someone_who_skips_everything_is_not_nagged_without_end(desk: Desk) -> None:
    end = at("18:00")
    while (due := desk.alarms.next_at()) is not None and due <= end:
        desk.alarms.advance_to(due)
        if desk.shown:
            desk.answer(Answer.SKIP)
    sessions = [a for a in desk.asked() if a.startswith("s")]
    assert len(sessions) <= 8
    dues = [at(a.split()[1]) for a in sessions]
    assert all(b - a >= timedelta(minutes=40) for a, b in itertools.pairwise(dues))


def test_skip_from_the_tray_takes_what_comes_next(desk: Desk) -> None:
    desk.to("09:00")
    assert desk.coach.skip()
    assert desk.outcomes() == {"s1": (Outcome.SKIPPED, None)}
    desk.to("09:31")
    assert "s1 09:30" not in desk.asked()


def test_a_posture_prompt_done_is_done(desk: Desk) -> None:
    desk.live_until("10:30")
    desk.to("10:33")
    desk.answer(Answer.ACCEPT)
    assert desk.outcomes()["p2"] == (Outcome.DONE, None)


def test_a_session_that_was_stopped_is_recorded_with_its_share(desk: Desk) -> None:
    desk.to("09:30")
    desk.stretch(1, Outcome.STOPPED_EARLY, 0.6)
    last = desk.ledger.entries("s1")[-1]
    assert (last.outcome, last.seconds, last.share) == (Outcome.STOPPED_EARLY, 60, 0.6)


def test_a_resumed_session_ends_again_and_its_last_answer_counts(desk: Desk) -> None:
    desk.to("09:30")
    desk.stretch(1, Outcome.STOPPED_EARLY, 0.4)
    slot = desk.begun[-1][1]
    desk._begin(AlwaysNeck().choose(slot), slot)
    desk.later(minutes=2)
    desk.coach.session_ended(slot, Outcome.DONE, 170, 1.0)
    assert desk.outcomes()["s1"] == (Outcome.DONE, None)
    assert next(s for s in desk.coach.plan().slots if s.id == "s1").outcome is Outcome.DONE


def test_nothing_is_asked_during_a_session_and_a_waiting_prompt_is_credited(desk: Desk) -> None:
    desk.live_until("10:30")
    desk.to("10:33")
    assert desk.shown == "p2"
    assert desk.coach.start_session("s2")
    assert desk.shown == ""
    assert desk.outcomes()["p2"] == (Outcome.CREDITED, Reason.SESSION_NEAR)
    desk.later(minutes=90)
    assert desk.asked()[-1] == "p2 10:33"


def test_the_next_session_can_be_started_before_its_time(desk: Desk) -> None:
    desk.to("08:45")
    assert desk.coach.start_session()
    assert desk.begun[-1][1].id == "s1"


def test_a_session_can_be_moved_within_working_time_only(desk: Desk) -> None:
    assert desk.coach.move("s2", at("13:30"))
    assert not desk.coach.move("s3", at("12:30"))
    assert not desk.coach.move("s3", at("17:29"))
    assert not desk.coach.move("s9", at("15:00"))
    desk.live_until("13:29")
    assert "s2 11:35" not in desk.asked()
    desk.to("13:30")
    assert desk.shown == "s2"


def test_a_session_can_be_shortened(desk: Desk) -> None:
    assert desk.coach.shorten("s1")
    desk.to("09:30")
    assert desk.prompter.current is not None
    assert desk.prompter.current.slot.length == timedelta(minutes=2)
    assert not desk.coach.shorten("s1")


def test_showing_a_prompt_for_a_look_leaves_no_trace(desk: Desk) -> None:
    desk.to("09:00")
    before = len(desk.ledger.records)
    assert desk.coach.show_now()
    assert desk.prompter.current is not None
    assert desk.coach.shown() is None
    desk.answer(Answer.ACCEPT)
    desk.coach.show_now()
    desk.later(seconds=60)
    assert desk.prompter.current is None
    assert len(desk.ledger.records) == before
    desk.to("09:30")
    desk.coach.show_now()
    assert desk.shown == "s1"


def test_settings_take_effect_at_once(desk: Desk) -> None:
    desk.to("09:00")
    desk.preferences.change(sessions=3)
    assert [f"{s.id} {s.due:%H:%M}" for s in desk.coach.plan().sessions] == ["s1 09:55", "s2 13:25", "s3 16:10"]
    desk.preferences.change(prompt_every=20)
    assert desk.shown == "p1"  # half an hour at the desk is more than twenty minutes


def test_hours_taken_away_and_given_back_lose_nothing(desk: Desk) -> None:
    desk.to("09:00")
    hours = desk.preferences.current.hours
    desk.preferences.change(hours=((),) * 7)
    assert desk.coach.plan().slots == ()
    assert desk.coach.next_alarm is None
    desk.preferences.change(hours=hours)
    assert [s.id for s in desk.coach.plan().coming(SlotKind.SESSION)] == ["s1", "s2", "s3", "s4"]
    assert desk.outcomes() == {}


def test_sessions_a_setting_took_away_are_dropped_by_the_person_when_the_day_is_closed(desk: Desk) -> None:
    desk.to("09:00")
    desk.preferences.change(sessions=3)
    desk.live_until("18:00")
    assert desk.outcomes()["s4"] == (Outcome.DROPPED, Reason.BY_PERSON)


def test_the_second_pain_ends_the_automatic_sessions_and_a_slip_does_not_count(desk: Desk) -> None:
    from unknot.core.body import Area, Side

    desk.to("09:40")
    pain = Pain(MONDAY, "s1", desk.clock.now(), "chin-tuck", Area.NECK, Side.BOTH)
    desk.ledger.add(pain, pain)
    desk.coach.pain_told(pain, 2)
    assert all(s.outcome_reason is Reason.PAIN for s in desk.coach.plan().sessions if s.due > at("09:40"))
    from dataclasses import replace

    desk.ledger.add(replace(pain, withdrawn=True))
    desk.coach.pain_told(pain, 1)
    assert desk.coach.plan().coming(SlotKind.SESSION)
    desk.ledger.add(pain)
    desk.coach.pain_told(pain, 2)
    desk.live_until("18:00")
    assert desk.outcomes()["s2"] == (Outcome.DROPPED, Reason.PAIN)
    assert any(a.startswith("p") for a in desk.asked())


def test_a_red_flag_holds_everything_until_the_person_was_seen(desk: Desk) -> None:
    desk.to("09:30")
    desk.care.answer(CareEvent.RED_FLAG, ["chest"])
    assert desk.shown == ""
    assert desk.coach.presence.has(Hold.BLOCKED)
    desk.restart()
    assert desk.coach.presence.has(Hold.BLOCKED)
    desk.to("17:30")
    assert desk.outcomes()["s2"] == (Outcome.DROPPED, Reason.RED_FLAG)
    desk.care.answer(CareEvent.SEEN)
    assert not desk.coach.presence.has(Hold.BLOCKED)


def test_a_start_refused_for_want_of_the_question_begins_once_it_is_answered() -> None:
    desk = Desk()
    desk.ledger.records.clear()
    desk.restart()
    desk.refuses = True
    desk.to("09:30")
    desk.answer(Answer.ACCEPT)
    assert desk.begun == []
    desk.refuses = False
    desk.care.answer(CareEvent.NONE_OF_THESE)
    assert [slot.id for _, slot in desk.begun] == ["s1"]


def test_a_refused_start_is_not_asked_for_again_at_once(desk: Desk) -> None:
    desk.refuses = True
    desk.to("09:30")
    desk.answer(Answer.ACCEPT)
    desk.to("09:39")
    assert desk.shown == ""
    desk.to("09:40")
    assert desk.shown == "s1"


def test_the_decisions_are_told_newest_first(desk: Desk) -> None:
    desk.to("09:31")
    assert next(e.slot for e in desk.coach.decisions(2)) in ("s5", "s4", "s1")
    assert len(desk.coach.decisions(3)) == 3
    moments = [e.at for e in desk.coach.decisions()]
    assert moments == sorted(moments, reverse=True)


def test_every_slot_has_one_outcome_at_the_end_of_a_mixed_day(desk: Desk) -> None:
    answers = iter([Answer.ACCEPT, Answer.SKIP, Answer.SNOOZE, None, Answer.DISMISSED] * 20)
    while (due := desk.alarms.next_at()) is not None and due <= at("18:00"):
        desk.alarms.advance_to(due)
        if not desk.shown:
            continue
        choice = next(answers)
        if choice is Answer.ACCEPT and desk.shown.startswith("s"):
            desk.stretch()
        elif choice is not None:
            desk.answer(choice)
    desk.to("18:00")
    plan = desk.coach.plan()
    assert all(slot.state is State.OVER for slot in plan.slots)
    answered = [e.slot for e in desk.ledger.entries() if e.event is Event.ANSWERED]
    assert len(answered) == len(set(answered))


def test_a_pause_until_tomorrow_ends_with_the_first_working_minute(desk: Desk) -> None:
    desk.to("10:00")
    desk.coach.pause(tomorrow(desk.clock.now(), desk.preferences.rota, desk.clock.zone))
    desk.later(hours=20)
    assert desk.coach.presence.has(Hold.PAUSED)
    desk.later(hours=2, minutes=30)
    assert not desk.coach.presence.has(Hold.PAUSED)


def test_listeners_hear_of_changes_until_they_undo(desk: Desk) -> None:
    told: list[str] = []
    undo = desk.coach.on_change(lambda: told.append("x"))
    desk.coach.pause(None)
    assert told
    undo()
    told.clear()
    desk.coach.resume()
    assert told == []


def test_a_short_version_that_found_its_place_stays_there_and_drives_no_other_out(desk: Desk) -> None:
    desk.preferences.change(session_gap=60, sessions=6)
    desk.to("20:00")  # nobody answers
    planned = [e for e in desk.ledger.entries() if e.event is Event.PLANNED]
    [short] = [e for e in planned if e.reason is Reason.SHORT_VERSION]
    assert [e for e in planned if e.slot == short.slot] == [short]
    assert f"{short.slot} {short.due:%H:%M}" in desk.asked()
