"""The kinds of schedules, day by day: clock minutes, fixed times, tied routines, busy times, profiles, single days."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.core.days import BERLIN, MONDAY, answered, at, over, plan, planned, prompts, sessions, week

from unknot.core.day import Span
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.hours import Ranges, read_ranges
from unknot.core.plan import Given, plan_day
from unknot.core.profiles import DayChange, Profile
from unknot.core.rota import DayOff, Rota
from unknot.core.settings import PostureBy, SessionsAt, Settings
from unknot.core.worktime import working_day, working_spans

TUESDAY = MONDAY + timedelta(days=1)
CLOCK = Settings(posture=PostureBy.CLOCK, clock_minutes=(0, 50))
FIXED = Settings(sessions_at=SessionsAt.FIXED, session_times=(time(10), time(12, 30), time(15)))


def busy(*spans: str) -> tuple[Span, ...]:
    """``busy("09:00-10:00")``."""
    return tuple(Span(*(at(part) for part in span.split("-"))) for span in spans)


def ranges(*texts: str) -> Ranges:
    """Ranges of a day."""
    found, problems = read_ranges(texts, "hours")
    assert not problems
    return found


# clock minutes


def test_by_the_clock_prompts_come_at_their_minutes_but_near_a_session_and_in_the_gap_of_another() -> None:
    day = plan(settings=CLOCK)
    assert prompts(day) == [
        "08:50", "09:00", "09:50", "10:00", "10:50", "11:00", "12:00", "13:00", "13:50", "14:00", "14:50",
        "15:00", "15:50", "16:00", "16:50", "17:00",
    ]
    assert [s.id for s in day.coming(SlotKind.POSTURE)][:2] == ["c0850", "c0900"]
    assert all(s.reason is Reason.CLOCK for s in day.coming(SlotKind.POSTURE))


def test_a_clock_prompt_that_came_due_near_a_session_is_credited_and_one_of_a_while_ago_is_nobodys() -> None:
    near = plan("09:20", planned("s1 09:25"), settings=CLOCK.with_changes(clock_minutes=(20,)))
    assert over(near)["c0920"] == (Outcome.CREDITED, Reason.SESSION_NEAR)
    late = plan("11:20", planned("s1 09:30", "s2 11:35", "s3 14:25", "s4 16:30"), settings=CLOCK)
    assert "c1100" not in {slot.id for slot in late.slots}


def test_a_clock_prompt_that_came_while_away_is_credited() -> None:
    day = plan("10:53", planned("s1 09:30", "s2 11:35"), settings=CLOCK, away=[("10:40", "10:52")])
    assert over(day)["c1050"] == (Outcome.CREDITED, Reason.TIME_AWAY)


def test_fewer_prompts_by_the_clock_are_those_of_its_first_minute() -> None:
    day = plan_day(MONDAY, Given(CLOCK, BERLIN, fewer=True))
    assert prompts(day) == [f"{hour:02}:00" for hour in range(9, 18)]


def test_clock_prompts_of_a_night_belong_to_the_day_it_starts_on() -> None:
    night = FIXED.with_changes(
        session_times=[], posture="clock", hours={"mon": ["22:00-02:00", "02:45-06:00"]}, clock_minutes=[30])
    day = plan(settings=night)
    found = [(slot.id, slot.due.date()) for slot in day.coming(SlotKind.POSTURE)]
    assert found[0] == ("c2230", MONDAY)
    assert ("c0130", TUESDAY) in found
    assert "c0230" not in dict(found), "it is in the break"
    assert found[-1] == ("c0530", TUESDAY)


@pytest.mark.parametrize(("day", "expected"), [
    (date(2026, 3, 29), ["00:30+0100", "01:30+0100", "03:00+0200", "03:30+0200", "04:30+0200"]),
    (date(2026, 10, 25), ["00:30+0200", "01:30+0200", "02:30+0200", "03:30+0100", "04:30+0100"]),
])
def test_a_local_time_that_does_not_exist_moves_on_and_one_that_comes_twice_is_the_first(
    day: date, expected: list[str]
) -> None:
    settings = CLOCK.with_changes(hours={"sun": ["00:00-05:00"]}, clock_minutes=[30], sessions=1, session_minutes=1)
    made = plan_day(day, Given(settings.with_changes(sessions_at="fixed", session_times=[]), BERLIN))
    assert [f"{slot.due:%H:%M%z}" for slot in made.coming(SlotKind.POSTURE)] == expected


# fixed times and tied routines


def test_fixed_sessions_are_where_they_were_put_and_one_in_a_break_says_so() -> None:
    day = plan(settings=FIXED)
    assert sessions(day) == ["s1 10:00", "s3 15:00"]
    assert over(day)["s2"] == (Outcome.DROPPED, Reason.OUTSIDE)
    assert day.sessions_wanted == 2
    assert {s.reason for s in day.coming(SlotKind.SESSION)} == {Reason.FIXED_TIME}


def test_fixed_sessions_keep_no_gap_that_the_person_did_not_leave() -> None:
    close = FIXED.with_changes(session_times=["10:00", "10:20"])
    assert sessions(plan(settings=close)) == ["s1 10:00", "s2 10:20"]


def test_a_fixed_time_that_had_passed_when_it_was_set_is_not_asked_for() -> None:
    day = plan("11:00", settings=FIXED)
    assert over(day)["s1"] == (Outcome.DROPPED, Reason.PASSED_OVER)
    assert sessions(day) == ["s3 15:00"]


def test_a_missed_fixed_session_is_made_up_for_where_there_is_room() -> None:
    told = [*planned("s1 10:00", "s3 15:00"), answered("s1", "10:01", Outcome.MISSED, Reason.NO_ANSWER)]
    day = plan("10:05", told, settings=FIXED)
    made_up = [slot for slot in day.sessions if slot.stands_for]
    assert [(slot.stands_for, slot.reason) for slot in made_up] == [("s1", Reason.SPREAD_AGAIN)]
    assert "s3 15:00" in sessions(day)


def test_each_session_has_the_routine_that_the_settings_give_it() -> None:
    tied = Settings(session_routines=("", "neck-3"))
    first, second, third, _ = plan(settings=tied).sessions
    assert [(s.routine, s.tied) for s in (first, second, third)] == [("", False), ("neck-3", True), ("", False)]


def test_a_routine_that_does_not_exist_is_named_with_its_place() -> None:
    settings = Settings(session_routines=("", "gone")).with_profile("home", session_routines=("lost", "neck-3"))
    found = settings.unknown_routines({"neck-3"})
    assert [(p.field, p.found) for p in found] == [
        ("session_routines", "gone"), ("profiles.home.session_routines", "lost"),
    ]


# busy times


def test_a_session_goes_to_the_nearest_gap_is_shortened_or_dropped_with_the_reason() -> None:
    one = plan(settings=Settings(sessions=1), busy=busy("10:30-13:30"))
    assert sessions(one) == ["s1 13:30"]
    assert one.sessions[0].reason is Reason.MOVED_FOR_BUSY

    tight = plan(settings=Settings(sessions=1, session_minutes=10), busy=busy("10:30-13:05", "13:08-17:30"))
    assert [(f"{s.due:%H:%M}", s.length, s.reason) for s in tight.sessions] == [
        ("13:05", timedelta(minutes=2), Reason.SHORT_VERSION)
    ]

    none = plan(settings=Settings(sessions=1), busy=busy("08:30-17:30"))
    assert over(none)["s1"] == (Outcome.DROPPED, Reason.BUSY)
    assert none.sessions_wanted == 1, "a day without any to do still has its wish"


def test_a_fixed_session_waits_for_the_end_of_a_meeting_but_not_longer_than_an_hour() -> None:
    near = plan(settings=FIXED, busy=busy("09:50-10:30"))
    assert sessions(near)[0] == "s1 10:30"
    assert near.sessions[0].reason is Reason.MOVED_FOR_BUSY
    far = plan(settings=FIXED, busy=busy("09:50-11:30"))
    assert over(far)["s1"] == (Outcome.DROPPED, Reason.BUSY)


def test_posture_prompts_wait_for_the_end_of_a_meeting_or_are_dropped_and_come_again() -> None:
    alone = Settings(sessions_at=SessionsAt.FIXED, session_times=())
    assert prompts(plan(settings=alone))[:2] == ["09:30", "10:30"]
    near = plan(settings=alone, busy=busy("09:15-09:45"))
    assert prompts(near)[:2] == ["09:45", "10:45"]
    far = plan(settings=alone, busy=busy("09:15-11:00"))
    assert prompts(far)[0] == "11:00", "the next one waits for the end"
    assert over(far) == {"p1": (Outcome.DROPPED, Reason.BUSY)}


def test_a_meeting_that_ends_in_lunch_takes_its_prompt_along() -> None:
    alone = Settings(sessions_at=SessionsAt.FIXED, session_times=())
    day = plan(settings=alone, busy=busy("11:20-12:30"))
    assert over(day)["p3"] == (Outcome.DROPPED, Reason.BUSY)
    assert "12:30" not in prompts(day)


# profiles, single days, holidays


def test_a_profile_differs_only_in_what_it_says_and_a_weekday_can_have_its_own() -> None:
    settings = Settings(profile_days=("", "home", "", "", "", "", ""))
    settings = settings.with_profile("home", sessions=3, hours=week("10:00-15:00"))
    assert settings.on(MONDAY).sessions == 4
    assert settings.on(TUESDAY).sessions == 3
    assert settings.on(TUESDAY).prompt_every == settings.prompt_every
    assert [str(r) for r in Rota(settings).ranges(TUESDAY)] == ["10:00-15:00"]
    home = next(p for p in settings.profiles if p.id == "home")
    assert dict(home.values) == {"sessions": 3, "hours": week("10:00-15:00")}


def test_a_value_like_the_office_s_is_no_value_of_a_profile() -> None:
    settings = Settings().with_profile("home", sessions=3).with_profile("home", sessions=4)
    home = next(p for p in settings.profiles if p.id == "home")
    assert "sessions" not in dict(home.values)


def test_changing_the_office_changes_the_fields_themselves() -> None:
    assert Settings().with_profile("office", sessions=6) == Settings(sessions=6)
    with pytest.raises(ValueError, match="sessions"):
        Settings().with_profile("home", sessions=99)
    with pytest.raises(ValueError, match="nowhere"):
        Settings().with_profile("nowhere", sessions=3)
    with pytest.raises(ValueError, match="volume"):
        Settings().with_profile("home", volume=3)


def test_what_the_person_said_of_a_day_counts_before_weekday_and_holiday() -> None:
    def feast(day: date) -> str:
        return "Feast" if day in (MONDAY, TUESDAY) else ""

    settings = Settings().with_day(DayChange(TUESDAY, ranges("08:30-20:00")))
    rota = Rota(settings, feast)
    assert (rota.ranges(MONDAY), rota.why_off(MONDAY)) == ((), DayOff.HOLIDAY)
    assert [str(r) for r in rota.ranges(TUESDAY)] == ["08:30-20:00"]
    sunday = MONDAY - timedelta(days=1)
    assert rota.why_off(sunday) is DayOff.WEEKDAY
    assert Rota(settings.with_day(DayChange(MONDAY, ()))).why_off(MONDAY) is DayOff.BY_PERSON
    assert settings.with_day(DayChange(TUESDAY)) == Settings()
    assert settings.without_day(TUESDAY) == Settings()


def test_a_profile_for_one_day_counts_before_the_weekday_s() -> None:
    settings = Settings(profile_days=("home",) * 7).with_day(DayChange(MONDAY, profile="holiday"))
    assert settings.profile_on(MONDAY) == "holiday"
    assert settings.profile_on(TUESDAY) == "home"
    assert Rota(settings).ranges(MONDAY) == ()


def test_a_profile_that_is_gone_is_named_and_the_office_holds_instead() -> None:
    settings, problems = Settings.from_mapping({
        "profile": "beach", "profile_days": {"mon": "boat", "tue": "home"}, "days": {"2026-03-04": "boat"},
    })
    assert [(p.field, p.found) for p in problems] == [
        ("profile", "beach"), ("profile_days", "boat"), ("days.2026-03-04", "boat"),
    ]
    assert settings.profile_on(MONDAY) == "office"
    assert settings.profile_on(TUESDAY) == "home"


def test_profiles_and_days_read_back_as_written() -> None:
    settings = Settings().with_profile("night", sessions=2, posture=PostureBy.CLOCK, clock_minutes=(15, 45))
    settings = settings.with_day(DayChange(MONDAY, ())).with_day(DayChange(TUESDAY, ranges("10:00-12:00"), "home"))
    assert Settings.from_mapping(settings.to_mapping()) == (settings, ())
    assert settings.to_mapping()["days"] == {
        "2026-03-02": [], "2026-03-03": {"profile": "home", "hours": ["10:00-12:00"]},
    }


def test_own_profiles_come_from_the_file_and_wrong_ones_are_named() -> None:
    settings, problems = Settings.from_mapping({"profiles": {
        "lab": {"name": "In the lab", "sessions": 5, "hours": {"mon": ["12:00-11:00", "10:00-13:00"]}, "volume": 3},
        "x y": {}, "office": {"sessions": 3},
    }})
    assert [p.field for p in problems] == [
        "profiles.lab.hours.mon", "profiles.lab.volume", "profiles.x y", "profiles.office.sessions",
    ]
    lab = next(p for p in settings.profiles if p.id == "lab")
    assert (lab.name, dict(lab.values)["sessions"]) == ("In the lab", 5)
    assert [p.id for p in settings.profiles] == ["office", "lab"]
    assert settings.profiles[0] == Profile("office")


# hours across midnight


@pytest.mark.parametrize(("texts", "expected"), [
    (("02:45-06:00", "22:00-02:00"), ["22:00-02:00", "02:45-06:00"]),
    (("00:30-04:00", "18:00-23:30"), ["18:00-23:30", "00:30-04:00"]),
    (("13:00-17:30", "08:30-12:15"), ["08:30-12:15", "13:00-17:30"]),
    (("06:00-10:00", "20:00-23:00"), ["06:00-10:00", "20:00-23:00"]),
    (("00:00-12:00", "12:30-24:00"), ["00:00-12:00", "12:30-00:00"]),
])
def test_a_break_across_midnight_stays_within_its_night(texts: tuple[str, ...], expected: list[str]) -> None:
    assert [str(r) for r in ranges(*texts)] == expected


@pytest.mark.parametrize("texts", [
    ("22:00-06:00", "05:00-08:00"), ("08:00-12:00", "11:00-13:00"), ("08:00-08:00", "09:00-10:00"),
    ("22:00-02:00", "01:00-06:00"), ("08:00-13:00", "22:00-09:00"),
])
def test_hours_that_overlap_are_refused_around_midnight_too(texts: tuple[str, ...]) -> None:
    found, problems = read_ranges(texts, "hours")
    assert (found, problems[0].what) == ((), "range")


def test_a_night_with_a_break_is_one_working_day() -> None:
    rota = Rota(Settings().of_profile("night"))
    spans = working_spans(MONDAY, rota, BERLIN)
    assert [f"{s.start:%d %H:%M}-{s.end:%d %H:%M}" for s in spans] == ["02 22:00-03 02:00", "03 02:45-03 06:00"]
    assert working_day(at("05:59", TUESDAY), rota, BERLIN) == MONDAY
    assert working_day(at("02:20", TUESDAY), rota, BERLIN) == MONDAY


def test_a_day_that_runs_into_the_next_keeps_its_time() -> None:
    rota = Rota(Settings(hours=week("22:00-06:00")).with_day(DayChange(TUESDAY, ranges("05:00-09:00"))))
    (first,), (second,) = (working_spans(day, rota, BERLIN) for day in (MONDAY, TUESDAY))
    assert first.end == second.start == at("06:00", TUESDAY)
    zone = ZoneInfo("Asia/Tokyo")
    assert working_day(at("05:30", TUESDAY).astimezone(zone), rota, BERLIN) == MONDAY


def test_sessions_that_the_day_has_no_room_for_are_not_counted_in_the_numbers() -> None:
    day = plan("08:00", busy=busy("08:30-15:00"))
    assert [(slot.id, slot.number) for slot in day.sessions if slot.outcome is None] == [("s3", 1), ("s4", 2)]
    assert day.sessions_wanted == 2
