"""Massages over the clock: what is written, what is refused, and what stops them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.knotted import knot_at
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.care_records import Massage, Moment, Result
from unknot.core.history import CareEvent, Pain
from unknot.core.massage import End, Manner, Refusal, Status
from unknot.core.presence import Hold
from unknot.ports import Cue
from unknot.services.massaging import KEY

ROLLER, BALL, FINGERS, HOOK = "massage-roller", "massage-ball", "massage-fingers", "massage-hook"


@pytest.fixture
def home() -> Home:
    made = Home()
    made.to("10:00")
    return made


def knots(home: Home, *areas: Area) -> list[str]:
    return [knot_at(home.house.knots, area) for area in areas]


def wait(home: Home, seconds: float) -> None:
    while seconds > 0:
        home.alarms.advance(timedelta(seconds=min(1.0, seconds)))
        home.house.massaging.refresh()
        seconds -= 1


def written(home: Home) -> list[tuple[str, str, float, Result]]:
    return [(r.technique, r.knot, r.seconds, r.result) for r in home.ledger.records if isinstance(r, Massage)]


def test_each_knot_is_written_as_it_is_left(home: Home):
    one, two = knots(home, Area.TRAPEZIUS, Area.BETWEEN_BLADES)
    assert home.house.massaging.begin(ROLLER, [one, two]) is None
    wait(home, 5 + 31)
    assert written(home) == [(ROLLER, one, 30.0, Result.DONE)]
    wait(home, 5 + 20)
    home.house.massaging.stop()
    assert written(home)[1][:2] == (ROLLER, two)
    assert home.house.massaging.finished is not None
    assert home.house.massaging.finished.end is End.STOPPED


def test_closing_leaves_nothing_out(home: Home):
    [one] = knots(home, Area.TRAPEZIUS)
    home.house.massaging.begin(HOOK, [one])
    wait(home, 5 + 12)
    home.house.stop()
    assert written(home) == [(HOOK, one, 12.0, Result.DONE)]


def test_a_knot_that_had_no_time_is_not_written(home: Home):
    [one] = knots(home, Area.TRAPEZIUS)
    home.house.massaging.begin(HOOK, [one])
    wait(home, 3)
    home.house.massaging.close()
    assert written(home) == []


def test_the_roller_is_refused_for_the_lower_back_and_begins_for_the_others(home: Home):
    low, high = knots(home, Area.LOWER_BACK, Area.TRAPEZIUS)
    assert home.house.massaging.begin(ROLLER, [low]) is Refusal.NEVER
    assert home.house.massaging.run is None
    assert home.house.massaging.begin(ROLLER, [low, high]) is None
    assert [place.knot for place in home.house.massaging.run.places] == [high]


def test_the_fingers_may_be_used_beside_the_lower_spine(home: Home):
    assert home.house.massaging.begin(FINGERS, knots(home, Area.LOWER_BACK)) is None


def test_three_minutes_at_a_time_are_the_most_even_over_several_massages(home: Home):
    for _ in range(4):
        home.house.massaging.begin(ROLLER)
        wait(home, 5 + 30)
        home.house.massaging.close()
    home.house.massaging.begin(ROLLER)
    wait(home, 80)
    finished = home.house.massaging.finished
    assert finished is not None
    assert finished.end is End.LIMIT
    assert sum(row[2] for row in written(home)) == pytest.approx(180, abs=0.5)
    found = home.house.massaging.verdict(ROLLER)
    assert found.refusal is Refusal.ENOUGH
    assert found.again is not None
    home.alarms.advance_to(found.again)
    assert home.house.massaging.begin(ROLLER) is None


def test_a_knot_that_had_its_30_seconds_rests_before_it_is_rolled_again(home: Home):
    [one] = knots(home, Area.TRAPEZIUS)
    home.house.massaging.begin(ROLLER, [one])
    wait(home, 36)
    assert home.house.massaging.begin(ROLLER, [one]) is Refusal.SPOT_ENOUGH
    home.alarms.advance(timedelta(minutes=30))
    assert home.house.massaging.begin(ROLLER, [one]) is None


def test_the_ball_holds_longer_with_each_day_it_is_done(home: Home):
    [one] = knots(home, Area.BETWEEN_BLADES)
    for day in range(3):
        home.to("10:30", day=day)
        pace = home.house.massaging.pace(BALL)
        assert pace is not None
        assert (pace.day, pace.press) == (day + 1, 5 + 5 * day)
        assert home.house.massaging.begin(BALL, [one]) is None
        wait(home, 8)
        home.house.massaging.close()


def test_circles_go_on_until_the_person_ends_them(home: Home):
    [one] = knots(home, Area.TRAPEZIUS)
    home.house.massaging.begin(FINGERS, [one], Manner.CIRCLES)
    wait(home, 200)
    assert home.house.massaging.run is not None
    home.house.massaging.next()
    assert home.house.massaging.finished is not None
    assert written(home)[0][2] == pytest.approx(195, abs=1)


def test_a_red_flag_refuses_and_stops_it(home: Home):
    home.house.massaging.begin(HOOK)
    home.house.care.answer(CareEvent.RED_FLAG, ["fever"])
    assert home.house.massaging.run is None
    assert home.house.massaging.begin(HOOK) is Refusal.BLOCKED


def test_before_the_question_was_answered_nothing_begins():
    assert Home(asked=False).house.massaging.begin(HOOK) is Refusal.UNASKED


def test_not_beside_a_session_and_a_session_ends_it(home: Home):
    home.house.massaging.begin(HOOK)
    assert home.house.massaging.begin(BALL) is Refusal.RUNNING
    home.house.verbs.quick(minutes=1)
    assert home.house.guide.session is not None
    assert home.house.massaging.run is None
    assert home.house.massaging.begin(HOOK) is Refusal.RUNNING
    assert home.house.coach.presence.has(Hold.SESSION)


def test_no_prompt_comes_in_between(home: Home):
    home.house.massaging.begin(HOOK)
    assert home.house.coach.presence.has(Hold.SESSION)
    home.house.massaging.close()
    assert not home.house.coach.presence.has(Hold.SESSION)


def test_unknown_techniques_and_knots_are_refused(home: Home):
    assert home.house.massaging.begin("chin-tuck") is Refusal.UNKNOWN
    assert home.house.massaging.begin("nothing") is Refusal.UNKNOWN
    assert home.house.massaging.begin(HOOK, ["k9"]) is Refusal.UNKNOWN


@pytest.mark.parametrize("why", [Hold.LOCKED, Hold.ASLEEP])
def test_a_lock_and_sleep_pause_it(home: Home, why: Hold):
    home.house.massaging.begin(HOOK)
    wait(home, 10)
    home.house.held(why)
    assert home.house.massaging.run is not None
    assert home.house.massaging.run.status is Status.PAUSED


def test_sleep_that_nobody_told_of_pauses_it_where_it_was(home: Home):
    home.house.massaging.begin(HOOK)
    wait(home, 10)
    home.clock.jump(timedelta(minutes=3))
    home.house.massaging.refresh()
    assert home.house.massaging.run is not None
    assert home.house.massaging.run.status is Status.PAUSED
    assert home.house.massaging.run.seconds == pytest.approx(5)


@pytest.mark.parametrize("why", [Hold.LOCKED, Hold.ASLEEP])
def test_after_a_pause_through_sleep_go_on_goes_on(home: Home, why: Hold):
    home.house.massaging.begin(HOOK)
    wait(home, 10)
    home.house.held(why)
    home.clock.jump(timedelta(minutes=3))
    home.house.released(why)
    home.house.massaging.go_on()
    wait(home, 3)
    assert home.house.massaging.run is not None
    assert home.house.massaging.run.status is Status.RUNNING
    assert home.house.massaging.run.seconds == pytest.approx(8)


def test_one_that_is_forgotten_is_put_away_and_prompts_come_again(home: Home):
    [one] = knots(home, Area.TRAPEZIUS)
    home.house.massaging.begin(HOOK, [one])
    wait(home, 15)
    home.house.massaging.pause()
    home.alarms.advance(timedelta(minutes=30))
    assert home.house.massaging.run is None
    assert written(home) == [(HOOK, one, 10.0, Result.DONE)]
    assert not home.house.coach.presence.has(Hold.SESSION)


def test_one_that_is_forgotten_is_put_away_though_the_clock_was_set_back(home: Home):
    home.house.massaging.begin(HOOK)
    wait(home, 15)
    home.house.massaging.pause()
    home.clock.jump(timedelta(hours=-20))
    home.house.clock_changed()
    home.alarms.advance(timedelta(minutes=30))
    assert home.house.massaging.run is None


def test_this_hurts_is_recorded_at_the_knot_and_a_slip_takes_it_back(home: Home):
    [one] = knots(home, Area.TRAPEZIUS)
    home.house.massaging.begin(HOOK, [one])
    wait(home, 10)
    home.house.massaging.hurts()
    day = home.clock.now().date()
    pains = [r for r in home.ledger.records if isinstance(r, Pain)]
    assert [(p.exercise, p.area, p.side) for p in pains] == [(HOOK, Area.TRAPEZIUS, Side.LEFT)]
    assert home.house.guide.pains(day) == 1
    home.house.massaging.slip()
    assert home.house.guide.pains(day) == 0
    assert home.house.massaging.run is not None
    assert home.house.massaging.run.status is Status.PAUSED


def test_the_second_pain_of_a_day_ends_its_sessions(home: Home):
    for area in (Area.TRAPEZIUS, Area.MID_BACK):
        home.house.massaging.begin(HOOK, knots(home, area))
        wait(home, 8)
        home.house.massaging.hurts()
        home.house.massaging.leave_out()
    assert not [slot for slot in home.house.coach.plan().coming() if slot.id.startswith("s")]


def test_strength_is_asked_before_and_after(home: Home):
    [one] = knots(home, Area.TRAPEZIUS)
    home.house.massaging.rate(one, 5, Moment.BEFORE)
    home.house.massaging.rate(one, 3, Moment.AFTER)
    home.house.massaging.rate("k9", 3, Moment.AFTER)
    knot = home.house.knots.get(one)
    assert knot is not None
    assert [(s.value, s.moment) for s in knot.strengths[1:]] == [(5, Moment.BEFORE), (3, Moment.AFTER)]


def test_its_sounds_are_those_of_a_session_and_can_be_off(home: Home):
    one, two = knots(home, Area.TRAPEZIUS, Area.MID_BACK)
    home.house.massaging.begin(ROLLER, [one, two])
    wait(home, 75)
    cues = [cue for cue, _ in home.speaker.played]
    assert cues == [Cue.START, Cue.END, Cue.START, Cue.DONE]
    home.speaker.played.clear()
    home.preferences.change(sounds=False)
    home.house.massaging.begin(FINGERS, [one])
    wait(home, 70)
    assert home.speaker.played == []


def test_all_four_techniques_are_offered_and_finding_is_none_of_them(home: Home):
    assert [e.id for e in home.house.massaging.techniques()] == [BALL, FINGERS, HOOK, ROLLER]


def test_what_a_knot_had_when_the_app_was_killed_is_written_at_the_next_start(home: Home):
    [one] = knots(home, Area.TRAPEZIUS)
    home.house.massaging.begin(HOOK, [one])
    wait(home, 5 + 22)
    again = Home(start=home.clock.now() + timedelta(minutes=1), ledger=home.ledger)
    assert [row[:2] for row in written(home)] == [(HOOK, one)]
    assert 17 <= written(home)[0][2] <= 22, "all but the last five seconds"
    assert home.ledger.recall(KEY) is None
    assert again.house.massaging.run is None


def test_what_was_written_in_the_last_moment_is_not_written_twice(home: Home):
    one, two = knots(home, Area.TRAPEZIUS, Area.MID_BACK)
    home.house.massaging.begin(ROLLER, [one, two])
    wait(home, 5 + 28)
    kept = home.ledger.recall(KEY)
    wait(home, 3)
    assert len(written(home)) == 1
    home.ledger.remember(KEY, kept)  # killed before it was forgotten
    Home(start=home.clock.now() + timedelta(minutes=1), ledger=home.ledger)
    assert len(written(home)) == 1


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"day": "2026-03-04"}', '{"day":"x","at":1}'])
def test_what_was_kept_and_can_not_be_read_is_forgotten(home: Home, kept: str):
    home.ledger.remember(KEY, kept)
    Home(start=home.clock.now() + timedelta(minutes=1), ledger=home.ledger)
    assert home.ledger.recall(KEY) is None
    assert written(home) == []


def test_nothing_is_kept_of_a_massage_that_is_over(home: Home):
    home.house.massaging.begin(HOOK, knots(home, Area.TRAPEZIUS))
    wait(home, 20)
    assert home.ledger.recall(KEY) is not None
    home.house.massaging.stop()
    assert home.ledger.recall(KEY) is None
