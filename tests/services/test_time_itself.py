"""What becomes of prompts and sessions where days meet, clocks are set and zones change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tests.core.days import BERLIN, MONDAY, at, week
from tests.core.zones import zone
from tests.services.desk import Desk

from unknot.core.history import Event, Outcome, Reason, SlotKind
from unknot.core.presence import Hold
from unknot.core.settings import PostureBy, SessionsAt, Settings
from unknot.ports import Answer

TUESDAY = date(2026, 3, 3)


def desk_of(start: datetime, **fields: object) -> Desk:
    return Desk(settings=Settings(**fields), now=start)  # type: ignore[arg-type]


def answers_of(desk: Desk, slot: str, day: date = MONDAY) -> list[Outcome | None]:
    own = [e for e in desk.ledger.entries(slot) if e.day == day]
    return [e.outcome for e in own if e.event is Event.ANSWERED]


def test_a_session_that_runs_past_the_end_of_a_night_shift_has_one_outcome() -> None:
    desk = desk_of(at("21:50"), hours=week("22:00-06:00"), sessions_at=SessionsAt.FIXED, session_times=(time(5, 56),))
    desk.alarms.advance_to(at("05:56", TUESDAY))
    desk.clock.advance(timedelta(seconds=50))
    desk.answer(Answer.ACCEPT)
    desk.later(minutes=5)
    desk.coach.session_ended(desk.begun[-1][1], Outcome.DONE, 240, 1.0)
    assert answers_of(desk, "s1") == [Outcome.DONE]


def test_prompts_keep_their_gap_where_one_working_day_ends_and_the_next_begins() -> None:
    desk = desk_of(
        at("09:00"), hours=week("00:00-24:00"), posture=PostureBy.CLOCK, clock_minutes=(0, 55), sessions=1,
        session_gap=180,
    )
    desk.alarms.advance_to(at("01:30", TUESDAY))
    assert desk.asked()[-4:] == ["c2255 22:55", "c2355 23:55", "c0000 00:06", "c0055 00:55"]


def test_sessions_keep_their_gap_over_midnight() -> None:
    desk = desk_of(at("22:00"), hours=week("00:00-24:00"), sessions=8, session_gap=180)
    last = desk.coach.plan().coming(SlotKind.SESSION)[-1]
    assert desk.coach.move(last.id, at("23:40"))
    desk.alarms.advance_to(at("04:00", TUESDAY))
    asked = [text for text in desk.asked() if text.startswith("s")]
    assert asked[-3:] == [f"{last.id} 23:40", "s9 23:55", "s1 03:00"]  # s9 is the short version of what was missed


def test_a_prompt_on_the_screen_goes_when_other_hours_make_this_time_another_days() -> None:
    desk = desk_of(at("03:50"), hours=week("04:00-12:00"), sessions=1, prompt_every=20)
    desk.to("04:20")
    assert desk.shown == "p1"
    desk.preferences.change(hours=week("22:00-06:00"))
    assert desk.shown == ""
    assert desk.coach.plan().day == date(2026, 3, 1)
    assert answers_of(desk, "p1") == []


def test_a_prompt_shown_when_the_clock_was_set_back_holds_nothing_up_later() -> None:
    desk = Desk(settings=Settings(prompt_every=20, sessions=1))
    desk.live_until("09:29")
    desk.to("09:30")
    assert desk.shown == "p3"
    desk.clock.jump(-timedelta(minutes=19))
    desk.coach.clock_changed()
    desk.answer(Answer.ACCEPT)
    desk.to("09:31")
    assert desk.shown == "p4"


def test_what_was_asked_just_before_the_clock_was_set_back_keeps_its_gap() -> None:
    desk = Desk(settings=Settings(prompt_every=20, sessions=1, prompt_gap=30))
    desk.live_until("09:29")
    assert desk.asked()[-1] == "p2 09:20"
    desk.clock.jump(-timedelta(minutes=12))
    desk.coach.clock_changed()
    desk.preferences.change(sessions_at=SessionsAt.FIXED, session_times=["09:20"])
    desk.to("09:37")
    assert desk.shown == ""
    desk.to("09:38")
    assert desk.shown == "s1"


def test_the_break_after_a_call_does_not_come_again_when_the_clock_is_set_back() -> None:
    desk = Desk()
    desk.to("10:00")
    desk.coach.call(at("11:00"))
    desk.live_until("11:15")
    assert desk.asked()[-1] == "s2 11:00"
    for by in (52, -103):
        desk.clock.jump(timedelta(minutes=by))
        desk.coach.clock_changed()
    assert f"{desk.clock.now():%H:%M}" == "10:24"
    desk.live_until("11:20")
    assert not [e for e in desk.ledger.entries() if e.reason is Reason.AFTER_CALL]  # s2 was the break that was owed


def test_a_prompt_on_the_screen_when_the_power_failed_keeps_nothing_waiting_hours_later() -> None:
    desk = desk_of(at("08:00"), prompt_every=20, sessions=1, prompt_gap=60)
    desk.to("08:50")
    desk.clock.advance(timedelta(hours=2, seconds=30))
    desk.booted = desk.clock.now()
    desk.restart()
    desk.to("11:12")
    assert desk.asked()[-1].split()[1] == "11:10"


def test_sessions_keep_their_gap_to_one_that_ran_when_the_app_died() -> None:
    desk = desk_of(at("08:00"), sessions=8)
    desk.to("08:50")
    assert desk.coach.start_session("s1")
    desk.clock.advance(timedelta(minutes=25))
    desk.restart()
    assert desk.coach.up_next()[1].due >= at("10:00")  # type: ignore[union-attr]


def test_a_day_as_long_as_the_clock_change_makes_it_is_lived_without_a_slip() -> None:
    for day, long in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        start = datetime.combine(day, time(), BERLIN)
        desk = desk_of(start, hours=week("00:00-24:00"), sessions=8, prompt_every=60)
        plan = desk.coach.plan()
        assert plan.work[-1].end.timestamp() - plan.work[0].start.timestamp() == long * 3600
        desk.alarms.advance_to(start + timedelta(days=1, minutes=5))  # wall time: to the next midnight
        entries = [e for e in desk.ledger.entries() if e.day == day and e.event is Event.ANSWERED]
        assert len({e.slot for e in entries}) == len(entries)
        assert not desk.coach.plan_for(day).coming()


def test_small_steps_of_the_clock_like_leap_seconds_change_nothing() -> None:
    desk = Desk()
    for until in ("08:40", "09:25", "09:29", "10:20", "11:36"):
        for by in (1, -1):
            desk.clock.jump(timedelta(seconds=by))
            desk.coach.clock_changed()
        desk.live_until(until)
    assert [text.split()[1] for text in desk.asked()] == ["09:30", "10:33", "11:35"]


def test_a_step_of_two_minutes_is_a_jump_and_is_followed_by_quiet() -> None:
    desk = Desk()
    desk.to("09:29")
    desk.clock.jump(timedelta(minutes=2))
    desk.coach.clock_changed()
    desk.to("09:32:59")
    assert desk.shown == ""
    desk.to("09:33")
    assert desk.shown == "s1"


def test_a_machine_whose_clock_was_never_set_runs_on_after_it_is() -> None:
    desk = Desk(now=datetime(1970, 1, 5, 8, 0, tzinfo=BERLIN))
    desk.later(hours=2)
    assert desk.asked()[0] == "s1 09:30"
    desk.clock.jump(at("10:00") - desk.clock.now())
    desk.coach.clock_changed()
    assert desk.shown == ""
    assert desk.coach.plan().day == MONDAY
    desk.live_until("17:30")
    started = {e.slot for e in desk.ledger.entries() if e.day == MONDAY and e.event is Event.STARTED}
    assert len(started) >= 3


def test_a_clock_far_in_the_future_is_survived_and_so_is_the_way_back() -> None:
    desk = Desk(now=at("09:00"))
    desk.clock.jump(datetime(9998, 12, 30, 10, tzinfo=BERLIN) - desk.clock.now())
    desk.coach.clock_changed()
    desk.later(hours=30)
    desk.clock.jump(at("09:40") - desk.clock.now())
    desk.coach.clock_changed()
    desk.to("10:35")
    assert desk.shown.startswith("s")
    assert desk.coach.plan().day == MONDAY


def test_over_the_date_line_a_day_that_was_lived_is_not_lived_again() -> None:
    desk = Desk(now=datetime.combine(TUESDAY, time(8), zone("Pacific/Kiritimati")))
    desk.alarms.advance_to(datetime.combine(TUESDAY, time(18), zone("Pacific/Kiritimati")))
    lived = set(desk.asked())
    desk.clock.zone = zone("Pacific/Honolulu")  # there it is still Monday evening
    desk.coach.clock_changed()
    assert desk.coach.plan().day == MONDAY
    desk.later(hours=24)
    shown = [(e.day, e.slot) for e in desk.ledger.entries() if e.event is Event.SHOWN]
    assert len(shown) == len(set(shown))
    assert lived


def test_eastwards_past_the_end_of_the_day_what_was_open_is_over() -> None:
    desk = Desk()
    desk.to("12:00")
    desk.clock.zone = zone("Asia/Tokyo")
    desk.coach.clock_changed()
    assert f"{desk.clock.now():%H:%M}" == "20:00"
    desk.later(days=1)
    told = desk.coach.plan_for(MONDAY)
    assert not told.coming()


def test_hours_changed_while_a_session_is_asked_for_keep_it_on_the_screen_if_it_may_be_there() -> None:
    desk = Desk()
    desk.to("09:30")
    desk.preferences.change(hours=week("09:00-18:00", ""))
    assert desk.shown == "s1"
    desk.preferences.change(hours=week("13:00-18:00", ""))
    assert desk.shown == ""


def test_what_a_profile_changes_takes_effect_at_once_and_back() -> None:
    desk = Desk()
    before = [slot.due for slot in desk.coach.plan().sessions]
    desk.preferences.change(profile="home")
    assert [slot.due for slot in desk.coach.plan().sessions] != before
    desk.preferences.change(profile="office")
    assert [slot.due for slot in desk.coach.plan().sessions] == before


def test_asleep_over_midnight_the_old_day_is_over_and_the_new_one_whole() -> None:
    desk = Desk()
    desk.to("17:00")
    desk.coach.held(Hold.ASLEEP)
    desk.clock.jump(at("08:00", TUESDAY) - desk.clock.now())
    desk.coach.released(Hold.ASLEEP)
    assert not desk.coach.plan_for(MONDAY).coming()
    assert [slot.id for slot in desk.coach.plan().sessions] == ["s1", "s2", "s3", "s4"]
    assert desk.shown == ""


def test_fixed_times_come_on_the_minute_in_a_zone_with_half_hours() -> None:
    kathmandu = zone("Asia/Kathmandu")
    desk = desk_of(
        datetime.combine(MONDAY, time(8), kathmandu), sessions_at=SessionsAt.FIXED, session_times=(time(10, 7),)
    )
    desk.alarms.advance_to(datetime.combine(MONDAY, time(10, 7), kathmandu))
    assert desk.shown == "s1"
    shown = next(e for e in desk.ledger.entries("s1") if e.event is Event.PLANNED)
    assert shown.reason is Reason.FIXED_TIME


def test_a_night_belongs_to_the_day_it_began_on_to_its_last_minute() -> None:
    desk = desk_of(at("20:00"), hours=week("22:00-02:00 02:45-06:00"))
    desk.alarms.advance_to(at("05:59", TUESDAY))
    assert {e.day for e in desk.ledger.entries()} == {MONDAY}
    desk.alarms.advance_to(at("06:00", TUESDAY))
    assert not desk.coach.plan_for(MONDAY).coming()
