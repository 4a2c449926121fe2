"""The rules of the day, one sentence a test."""

import itertools
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from tests.bench import planning
from tests.core.days import (
    BERLIN,
    DEFAULT_PLAN,
    MONDAY,
    answered,
    asked,
    at,
    entry,
    minutes,
    over,
    plan,
    planned,
    prompts,
    sessions,
)

from unknot.core.day import Span, State
from unknot.core.history import Away, Event, Outcome, Reason, SlotKind
from unknot.core.plan import Given, active_minutes, plan_day
from unknot.core.settings import Settings

DONE_ONE = asked("s1", "09:30", "09:33", Outcome.DONE)


# the day as it would be


def test_the_defaults_give_the_worked_example() -> None:
    day = plan()
    assert sessions(day) == ["s1 09:30", "s2 11:35", "s3 14:25", "s4 16:30"]
    assert prompts(day) == ["10:33", "14:00", "15:28"]
    assert [s.id for s in day.coming(SlotKind.POSTURE)] == ["p1", "p2", "p3"]
    assert {s.reason for s in day.sessions} == {Reason.SPREAD}
    assert (day.sessions_wanted, [s.number for s in day.sessions]) == (4, [1, 2, 3, 4])


def test_a_day_off_has_no_slots() -> None:
    day = plan_day(date(2026, 3, 1), Given(Settings(), BERLIN))
    assert (day.slots, day.work, day.sessions_wanted) == ((), (), 0)


def test_a_future_date_knows_nothing_of_the_ledger() -> None:
    assert sessions(plan(None, DEFAULT_PLAN[:1] + DONE_ONE)) == sessions(plan())


@pytest.mark.parametrize("count", range(1, 9))
def test_every_number_of_sessions_is_spread_over_the_working_minutes(count: int) -> None:
    day = plan(change={"sessions": count})
    assert len(sessions(day)) == count
    for slot in day.sessions:
        assert any(slot.due in span and slot.due + slot.length <= span.end for span in day.work)
        assert slot.due.minute % 5 == 0


def test_a_session_never_runs_into_lunch_but_moves_to_the_nearest_gap() -> None:
    day = plan(change={"sessions": 1, "session_minutes": 10, "hours": {"mon": ["08:00-12:00", "13:00-17:00"]}})
    assert sessions(day) == ["s1 13:00"]
    late = plan(change={"sessions": 1, "session_minutes": 10, "hours": {"mon": ["08:00-12:05", "13:00-17:00"]}})
    assert sessions(late) == ["s1 11:55"]
    assert late.sessions[0].reason is Reason.MOVED_FOR_GAP


def test_a_short_day_keeps_the_gap_and_drops_what_has_no_room() -> None:
    day = plan(change={"hours": {"mon": ["09:00-11:00"]}})
    dues = [s.due for s in day.sessions if not s.outcome]
    assert len(dues) == 3
    assert all(b - a >= minutes(48) for a, b in itertools.pairwise(dues))
    assert over(day) == {"s4": (Outcome.DROPPED, Reason.NO_ROOM)}


def test_a_session_moves_off_busy_time() -> None:
    day = plan(busy=(Span(at("09:20"), at("10:00")),))
    assert sessions(day)[0] == "s1 09:15"
    assert day.sessions[0].reason is Reason.MOVED_FOR_BUSY


def test_a_posture_prompt_near_a_session_never_appears() -> None:
    for count in (3, 4, 5, 8):
        day = plan(change={"sessions": count, "prompt_every": 20})
        for prompt in day.coming(SlotKind.POSTURE):
            assert all(abs(prompt.due - s.due) > minutes(15) for s in day.sessions)


def test_a_wider_gap_between_prompts_is_kept_everywhere() -> None:
    day = plan(change={"prompt_every": 20, "prompt_gap": 40})
    dues = [s.due for s in day.slots]
    assert all(b - a >= minutes(40) for a, b in itertools.pairwise(dues))


def test_lunch_starts_the_count_anew_and_a_pause_of_three_minutes_does_not() -> None:
    long = plan(change={"sessions": 1, "hours": {"mon": ["08:00-09:40", "09:45-11:00"]}})
    assert prompts(long) == ["09:00", "10:45"]
    short = plan(change={"sessions": 1, "hours": {"mon": ["08:00-09:40", "09:43-11:00"]}})
    assert prompts(short) == ["09:00", "10:36"]


# today


def test_a_fresh_day_is_planned_as_it_would_be() -> None:
    assert sessions(plan("08:00")) == sessions(plan())
    assert prompts(plan("08:00")) == prompts(plan())


def test_a_day_begun_late_spreads_its_sessions_over_what_is_left() -> None:
    day = plan("13:00")
    assert sessions(day) == ["s1 13:35", "s2 14:40", "s3 15:50", "s4 16:55"]


def test_a_day_begun_at_its_very_end_drops_what_has_no_room() -> None:
    day = plan("17:00")
    assert sessions(day) == ["s1 17:15"]
    assert {reason for _, reason in over(day).values()} == {Reason.NO_ROOM}


def test_sessions_stay_where_they_were_planned() -> None:
    moved = planned("s1 09:40", "s2 11:00", "s3 14:00", "s4 17:00")
    assert sessions(plan("09:00", moved)) == ["s1 09:40", "s2 11:00", "s3 14:00", "s4 17:00"]


def test_a_day_is_for_as_many_sessions_as_it_has_room_for() -> None:
    assert [plan(now).sessions_wanted for now in ("08:00", "15:00", "17:29")] == [4, 3, 4]
    two_done = DEFAULT_PLAN + DONE_ONE + asked("s2", "11:35", "11:38", Outcome.DONE)
    assert plan("12:00", two_done, change={"sessions": 1}).sessions_wanted == 2


def test_a_quick_stretch_of_two_minutes_counts_among_the_sessions_done() -> None:
    def after(until: str) -> int:
        quick = [entry("q1", Event.STARTED, "10:00", minutes=3.0), answered("q1", until, Outcome.DONE)]
        return plan("10:04", DEFAULT_PLAN + DONE_ONE + quick).sessions_done

    assert (after("10:01"), after("10:02")) == (1, 2)


def test_a_day_too_short_for_all_its_sessions_keeps_those_it_promised() -> None:
    short = planned("s1 15:25", "s2 16:15", "s3 17:05")
    assert sessions(plan("15:00")) == ["s1 15:25", "s2 16:15", "s3 17:05"]
    assert sessions(plan("15:24", short)) == ["s1 15:25", "s2 16:15", "s3 17:05"]


def test_a_changed_setting_replans_those_still_coming() -> None:
    entries = DEFAULT_PLAN + DONE_ONE
    assert sessions(plan("10:00", entries, change={"sessions": 3}, replan=True)) == ["s2 13:25", "s3 16:10"]
    more = plan("10:00", entries, change={"sessions": 5}, replan=True)
    assert sessions(more) == ["s2 11:00", "s3 13:25", "s4 15:00", "s5 16:40"]


def test_a_session_that_a_setting_took_away_comes_back_under_its_own_id() -> None:
    assert sessions(plan("08:00", DEFAULT_PLAN, change={"sessions": 3}))[-1] == "s3 14:25"
    assert sessions(plan("08:00", DEFAULT_PLAN[:3]))[-1] == "s4 16:30"


def test_a_skipped_session_is_spread_again_with_those_still_to_come() -> None:
    day = plan("09:31", DEFAULT_PLAN + asked("s1", "09:30", "09:31", Outcome.SKIPPED))
    assert sessions(day) == ["s2 10:25", "s3 12:10", "s4 14:45", "s5 16:35"]
    assert day.sessions[-1].stands_for == "s1"
    assert {s.reason for s in day.sessions if not s.outcome} == {Reason.SPREAD_AGAIN}
    assert [s.number for s in day.sessions] == [1, 1, 2, 3, 4]


def test_a_missed_session_is_spread_again_too() -> None:
    entries = DEFAULT_PLAN + asked("s1", "09:30", "09:31", Outcome.MISSED, Reason.NO_ANSWER)
    assert len(sessions(plan("09:31", entries))) == 4


def test_what_was_spread_again_is_not_spread_a_third_time() -> None:
    entries = DEFAULT_PLAN + asked("s1", "09:30", "09:31", Outcome.SKIPPED)
    entries += [entry("s5", Event.PLANNED, "09:31", due="10:30", reason=Reason.SPREAD_AGAIN, why="s1")]
    entries += asked("s5", "10:30", "10:31", Outcome.SKIPPED)
    assert sessions(plan("10:31", entries)) == ["s2 11:35", "s3 14:25", "s4 16:30"]


def test_a_session_skipped_ahead_comes_back_only_after_its_time() -> None:
    entries = [*DEFAULT_PLAN, answered("s2", "10:00", Outcome.SKIPPED)]
    day = plan("10:00", entries)
    assert sessions(day)[0] == "s1 09:30"  # still due
    assert all(s.due >= at("11:35") for s in day.sessions if s.id not in ("s1", "s2"))


def test_the_last_session_skipped_too_late_is_offered_once_as_a_short_version() -> None:
    entries = DEFAULT_PLAN + DONE_ONE + asked("s2", "11:35", "11:38", Outcome.DONE)
    entries += asked("s3", "14:25", "14:28", Outcome.DONE) + asked("s4", "16:55", "16:56", Outcome.SKIPPED)
    day = plan("16:56", entries)
    assert sessions(day) == ["s5 17:20"]
    short = day.coming(SlotKind.SESSION)[0]
    assert (short.length, short.reason, short.stands_for) == (minutes(2), Reason.SHORT_VERSION, "s4")


def test_with_no_room_left_it_is_dropped_with_the_reason() -> None:
    entries = [*DEFAULT_PLAN[3:], *asked("s4", "17:21", "17:22", Outcome.SKIPPED)]
    entries = [*(answered(f"s{n}", "15:00", Outcome.DONE) for n in (1, 2, 3)), *entries]
    day = plan("17:22", entries)
    assert over(day)["s5"] == (Outcome.DROPPED, Reason.NO_ROOM)
    assert sessions(day) == []


@pytest.mark.parametrize("due", ["17:15", "17:25"])
def test_a_session_skipped_ahead_at_the_end_of_the_day_does_not_come_back_at_once(due: str) -> None:
    entries = [*planned(f"s1 {due}"), answered("s1", "17:14", Outcome.SKIPPED)]
    day = plan("17:14", entries, change={"sessions": 1})
    assert sessions(day) == (["s2 17:25"] if due == "17:15" else [])


def test_a_missed_session_at_the_end_of_the_day_is_not_made_up_for() -> None:
    entries = [*DEFAULT_PLAN, answered("s4", "17:30", Outcome.MISSED, Reason.END_OF_DAY)]
    assert "s5" not in {s.id for s in plan("17:30", entries).slots}


def test_an_undone_skip_brings_the_session_back_and_its_stand_in_is_forgotten() -> None:
    entries = DEFAULT_PLAN + asked("s1", "09:30", "09:31", Outcome.SKIPPED)
    entries += [entry("s5", Event.PLANNED, "09:31", due="16:35", reason=Reason.SPREAD_AGAIN, why="s1")]
    entries += [entry("s1", Event.UNDONE, "09:35")]
    day = plan("09:35", entries)
    assert sessions(day) == ["s1 09:30", "s2 11:35", "s3 14:25", "s4 16:30"]
    assert day.sessions[0].state is State.DUE


def test_a_skip_that_was_undone_is_not_made_up_for_once_the_session_is_done_after_all() -> None:
    entries = DEFAULT_PLAN + asked("s1", "09:30", "09:31", Outcome.SKIPPED)
    entries += [*planned("s5 16:35"), entry("s5", Event.PLANNED, "09:31", due="16:35", why="s1")]
    entries += [entry("s1", Event.UNDONE, "09:32"), *asked("s1", "09:33", "09:36", Outcome.DONE)]
    assert sessions(plan("09:37", entries)) == ["s2 11:35", "s3 14:25", "s4 16:30"]


def test_a_session_asked_late_pushes_the_next_to_keep_the_gap() -> None:
    entries = DEFAULT_PLAN + asked("s1", "11:20", "11:23", Outcome.DONE)
    day = plan("11:23", entries)
    assert sessions(day)[0] == "s2 12:10"
    assert day.sessions[1].reason is Reason.MOVED_FOR_GAP


def test_sessions_passed_in_a_long_hold_come_one_by_one_with_the_gap_between() -> None:
    held = [entry(f"s{n}", Event.HELD, "14:40", why="in a call") for n in (1, 2, 3)]
    entries = DEFAULT_PLAN + held
    assert sessions(plan("14:40", entries)) == ["s1 09:30", "s2 11:35", "s3 14:25", "s4 16:30"]
    after = entries + asked("s1", "14:41", "14:44", Outcome.DONE)
    dues = [s.due for s in plan("14:44", after).sessions if not s.outcome]
    assert dues[0] >= at("14:44") + minutes(45)
    assert all(b - a >= minutes(48) for a, b in itertools.pairwise(dues))


def test_a_moved_session_stays_where_the_person_put_it() -> None:
    entries = [*DEFAULT_PLAN, entry("s2", Event.MOVED, "08:10", due="09:40")]
    day = plan("08:10", entries)
    assert "s2 09:40" in sessions(day)
    assert next(s for s in day.sessions if s.id == "s2").fixed
    assert all(abs(s.due - at("09:40")) >= minutes(45) for s in day.sessions if s.id != "s2")


def test_a_snoozed_session_comes_back_when_the_snooze_ends_and_counts_it() -> None:
    entries = [*DEFAULT_PLAN, entry("s1", Event.SHOWN, "09:30"), entry("s1", Event.SNOOZED, "09:30", due="09:35")]
    slot = plan("09:31", entries).sessions[0]
    assert (slot.due, slot.snoozes, slot.state) == (at("09:35"), 1, State.COMING)


def test_the_second_pain_of_the_day_drops_the_sessions_and_keeps_the_posture_prompts() -> None:
    day = plan("10:00", DEFAULT_PLAN + DONE_ONE, off=Reason.PAIN)
    assert {over(day)[id_] for id_ in ("s2", "s3", "s4")} == {(Outcome.DROPPED, Reason.PAIN)}
    assert prompts(day) == ["10:33", "11:33", "14:00", "15:00", "16:00", "17:00"]


def test_after_the_end_of_the_day_nothing_new_is_planned() -> None:
    assert plan("17:30").slots == ()
    assert sessions(plan("18:00", DEFAULT_PLAN)) == ["s1 09:30", "s2 11:35", "s3 14:25", "s4 16:30"]


# posture prompts through the day


def test_a_done_prompt_starts_the_count_anew() -> None:
    entries = DEFAULT_PLAN + DONE_ONE + planned("p1 10:33") + asked("p1", "10:40", "10:41", Outcome.DONE)
    day = plan("10:41", entries, change={"sessions": 1})
    assert prompts(day)[0] == "11:41"


@pytest.mark.parametrize("outcome", [Outcome.SKIPPED, Outcome.MISSED, Outcome.CREDITED])
def test_a_prompt_that_was_not_done_does_not_come_back_before_another_interval(outcome: Outcome) -> None:
    entries = DEFAULT_PLAN + DONE_ONE + planned("p1 10:33") + asked("p1", "10:33", "10:34", outcome)
    assert prompts(plan("10:34", entries, change={"prompt_every": 30}))[0] == "11:04"


def test_time_away_of_five_minutes_starts_the_count_anew() -> None:
    assert prompts(plan("09:05", DEFAULT_PLAN, away=[("08:55", "09:00")]))[0] == "10:33"
    assert prompts(plan("09:05", [], away=[("08:55", "09:00")], change={"sessions": 1}))[0] == "10:00"


def test_shorter_time_away_only_stops_the_count() -> None:
    assert prompts(plan("09:05", [], away=[("08:56", "09:00")], change={"sessions": 1}))[0] == "09:34"


def test_a_prompt_come_due_is_due_and_waits() -> None:
    entries = DEFAULT_PLAN + DONE_ONE
    day = plan("10:40", entries)
    (due,) = [s for s in day.slots if s.state is State.DUE]
    assert (due.id, due.due) == ("p1", at("10:33"))


def test_a_prompt_due_near_a_coming_session_is_credited_when_it_comes_due() -> None:
    day = plan("09:30", DEFAULT_PLAN)
    assert over(day) == {"p1": (Outcome.CREDITED, Reason.SESSION_NEAR)}
    assert prompts(day) == ["10:33", "14:00", "15:28"]
    assert over(plan("09:29", DEFAULT_PLAN)) == {}


def test_a_prompt_held_until_a_session_is_near_is_absorbed() -> None:
    entries = DEFAULT_PLAN + DONE_ONE + planned("p1 10:33") + [entry("p1", Event.HELD, "10:33", why="in a call")]
    assert over(plan("11:19", entries)) == {"s1": (Outcome.DONE, None)}
    assert over(plan("11:20", entries))["p1"] == (Outcome.CREDITED, Reason.SESSION_NEAR)


def test_a_prompt_due_long_after_a_held_session_waits_beside_it() -> None:
    entries = DEFAULT_PLAN + DONE_ONE + [entry("s2", Event.HELD, "11:35", why="in a call")]
    day = plan("14:00", entries)
    assert {s.id for s in day.slots if s.state is State.DUE} == {"p1"}
    assert next(s for s in day.slots if s.id == "s2").state is State.HELD


def test_a_quick_stretch_is_a_break_too() -> None:
    quick = [entry("q1", Event.STARTED, "10:00", minutes=3.0), answered("q1", "10:03", Outcome.DONE, seconds=150.0)]
    day = plan("10:04", DEFAULT_PLAN + DONE_ONE + quick)
    assert prompts(day)[0] != "10:33"
    assert "q1" in {s.id for s in day.slots}


def test_ids_follow_the_ledger() -> None:
    entries = [*DEFAULT_PLAN, *planned("p1 09:30"), answered("p1", "09:30", Outcome.CREDITED), *DONE_ONE]
    assert [s.id for s in plan("10:00", entries).coming(SlotKind.POSTURE)] == ["p2", "p3", "p4"]


def test_the_clock_set_back_makes_nobody_wait_longer() -> None:
    entries = DEFAULT_PLAN + DONE_ONE
    day = plan("08:40", entries, count_from=at("08:30"))
    assert prompts(day)[0] == "09:30"


def test_the_minutes_at_the_desk_are_those_since_the_last_break() -> None:
    def given(now: str, *away: tuple[str, str]) -> Given:
        gone = tuple(Away(at(a), at(b), "idle") for a, b in away)
        return Given(Settings(), BERLIN, at(now), tuple(DEFAULT_PLAN + DONE_ONE), gone)

    assert active_minutes(MONDAY, given("10:33")) == 60
    assert active_minutes(MONDAY, given("10:33", ("10:00", "10:02"))) == 58
    assert active_minutes(MONDAY, given("10:33", ("10:00", "10:10"))) == 23


# time itself


@pytest.mark.parametrize(
    ("day", "zone"),
    [
        (date(2026, 3, 28), "Europe/Berlin"),
        (date(2026, 10, 24), "Europe/Berlin"),
        (date(2026, 9, 5), "America/Santiago"),
        (date(2026, 4, 4), "America/Santiago"),
        (date(2026, 4, 23), "Africa/Cairo"),
        (date(2026, 10, 29), "Africa/Cairo"),
    ],
)
def test_a_night_with_a_clock_change_keeps_gaps_in_real_time(day: date, zone: str) -> None:
    nights = {name: ["22:00-06:00"] for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    found = plan_day(day, Given(Settings().with_changes(hours=nights), ZoneInfo(zone)))
    assert len(found.sessions) == 4
    moments = [s.due.timestamp() for s in found.slots]
    assert all(b - a >= 600 for a, b in itertools.pairwise(moments))
    assert all(any(s.due in span for span in found.work) for s in found.slots)
    assert all(s.day == day for s in found.slots)


def test_plans_are_quick_even_on_a_slow_machine() -> None:
    for found in planning.figures():
        assert found.day <= 4 * planning.DAY, found
        assert found.year <= 4 * planning.YEAR, found
    assert planning.crowded_seconds() <= 0.05


# fixed times


FIXED = {"sessions_at": "fixed", "session_times": ["10:00", "11:30", "14:30", "20:00"]}


def test_what_was_spread_before_times_were_fixed_is_not_due_at_its_old_time() -> None:
    day = plan("12:00", [*planned("s1 09:30", "s2 11:35", "s3 14:25", "s4 11:58"), *DONE_ONE], change=FIXED)
    assert over(day)["s4"] == (Outcome.DROPPED, Reason.OUTSIDE)
    assert sessions(day) == ["s2 11:35", "s3 14:30"]  # s2 is due, five minutes from its fixed time


def test_a_session_at_a_fixed_time_that_something_holds_for_long_is_not_dropped() -> None:
    entries = planned("s1 10:00", "s2 11:30", reason=Reason.FIXED_TIME)
    entries += [entry("s1", Event.HELD, "10:00", why="locked"), entry("s1", Event.SHOWN, "12:05")]
    day = plan("12:05", entries, change={**FIXED, "session_times": ["10:00", "10:50"]})
    assert sessions(day) == ["s1 10:00", "s2 11:30"]
    late = plan("12:05", [*planned("s1 10:00", "s2 10:50", reason=Reason.FIXED_TIME), *entries[2:]],
                change={**FIXED, "session_times": ["10:00", "10:50"]})
    assert "s2" not in over(late)
