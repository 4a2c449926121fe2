"""Days of pain, and when it is time for a doctor: each threshold from both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.days import BERLIN, MONDAY, at

from unknot.core import pain_rules
from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care_records import PainEntry, PainEvent
from unknot.core.history import CareAnswer, CareEvent, Pain
from unknot.core.pain_rules import Concern, Rules, Worry, read_places, write_places

RULES = Rules(course=7, weeks=3, days=3)
NECK = Place(Area.NECK, Side.LEFT)


def day(number: int) -> date:
    """Day 1 is the Monday."""
    return MONDAY + timedelta(days=number - 1)


def moment(number: int, hour: int = 9) -> datetime:
    return datetime.combine(day(number), time(hour), BERLIN)


def pain(number: int, strength: int = 4, *, pills: bool = False, always: bool = False, hour: int = 9) -> PainEntry:
    return PainEntry(
        day(number), moment(number, hour), f"e{number}", PainEvent.LOGGED, "neck:left", strength, pills, always
    )


def said(number: int, worry: Worry, event: CareEvent, hour: int = 12) -> CareAnswer:
    return CareAnswer(moment(number, hour), event, str(worry))


def advised(*told: PainEntry | CareAnswer | Pain) -> list[tuple[Worry, int, int]]:
    """(what, day since, day raised)."""
    return [
        (c.worry, (c.since - MONDAY).days + 1, (c.raised - MONDAY).days + 1) for c in concerns_of(*told)
    ]


def concerns_of(*told: PainEntry | CareAnswer | Pain) -> tuple[Concern, ...]:
    return pain_rules.concerns(
        pain_rules.steps(
            [t for t in told if isinstance(t, PainEntry)],
            [t for t in told if isinstance(t, Pain)],
            [t for t in told if isinstance(t, CareAnswer)],
        ),
        RULES,
    )


def days_of_pain(*numbers: int) -> list[PainEntry]:
    return [pain(number) for number in numbers]


# painkillers


def test_pain_on_the_eighth_day_since_the_first_painkiller_is_past_a_week() -> None:
    assert advised(pain(1, pills=True), pain(4), pain(8)) == [(Worry.PAINKILLERS, 1, 8)]


def test_pain_on_the_seventh_day_is_not() -> None:
    assert advised(pain(1, pills=True), pain(4), pain(7)) == []


def test_pain_before_the_first_painkiller_does_not_count_for_its_week() -> None:
    assert advised(pain(1), pain(3, pills=True), pain(8), pain(9)) == []
    assert advised(pain(1), pain(3, pills=True), pain(8), pain(10)) == [(Worry.PAINKILLERS, 3, 10)]


def test_six_days_without_pain_leave_the_course_open_and_seven_end_it() -> None:
    assert advised(pain(1, pills=True), pain(8)) == [(Worry.PAINKILLERS, 1, 8)]
    assert advised(pain(1, pills=True), pain(9)) == []
    assert advised(pain(1, pills=True), pain(5), pain(12)) == [(Worry.PAINKILLERS, 1, 12)]
    assert advised(pain(1, pills=True), pain(5), pain(13)) == []


def test_painkillers_taken_while_nothing_hurts_are_a_day_of_the_course() -> None:
    assert advised(pain(1, pills=True), pain(8, strength=0, pills=True)) == [(Worry.PAINKILLERS, 1, 8)]


def test_no_pain_is_no_day_of_pain() -> None:
    assert advised(pain(1, pills=True), pain(8, strength=0)) == []


def test_a_this_hurts_on_the_eighth_day_is_pain_too() -> None:
    hurt = Pain(day(8), "s1", moment(8), "chin-tuck", Area.NECK, Side.BOTH)
    assert advised(pain(1, pills=True), hurt) == [(Worry.PAINKILLERS, 1, 8)]


def test_without_painkillers_there_is_no_such_week() -> None:
    assert advised(*days_of_pain(1, 2, 8, 9)) == []


def test_a_doctor_who_looked_ends_the_course_and_the_next_one_is_new() -> None:
    seen = said(8, Worry.PAINKILLERS, CareEvent.ADVICE_SEEN)
    first = [pain(1, pills=True), pain(8), seen]
    assert advised(*first, pain(9), pain(15)) == []
    assert advised(*first, pain(9, pills=True), pain(15)) == []
    assert advised(*first, pain(9, pills=True), pain(16)) == [(Worry.PAINKILLERS, 9, 16)]


def test_not_now_keeps_quiet_for_a_week_and_the_next_pain_asks_again() -> None:
    late = said(8, Worry.PAINKILLERS, CareEvent.ADVICE_LATER)
    first = [pain(1, pills=True), pain(8), late]
    assert advised(*first, pain(9), pain(14)) == []
    assert advised(*first, pain(9), pain(14), pain(15)) == [(Worry.PAINKILLERS, 1, 15)]


def test_what_was_advised_stays_however_long_nobody_answers() -> None:
    assert advised(pain(1, pills=True), pain(8), pain(60)) == [(Worry.PAINKILLERS, 1, 8)]


def test_an_answer_about_the_other_worry_changes_nothing() -> None:
    other = said(8, Worry.CHRONIC, CareEvent.ADVICE_SEEN)
    assert advised(pain(1, pills=True), pain(8), other) == [(Worry.PAINKILLERS, 1, 8)]


# pain that lasts

THREE_WEEKS = (1, 2, 3, 8, 9, 10, 15, 16, 17)


def test_three_days_in_each_of_three_weeks_are_long() -> None:
    assert advised(*days_of_pain(*THREE_WEEKS)) == [(Worry.CHRONIC, 1, 17)]


def test_two_weeks_are_not() -> None:
    assert advised(*days_of_pain(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)) == []


@pytest.mark.parametrize("missing", THREE_WEEKS)
def test_two_days_in_one_of_the_weeks_are_too_few(missing: int) -> None:
    assert advised(*days_of_pain(*(number for number in THREE_WEEKS if number != missing))) == []


def test_weeks_end_with_the_day_of_pain_and_not_on_a_sunday() -> None:
    from_wednesday = [number + 2 for number in THREE_WEEKS]
    assert advised(*days_of_pain(*from_wednesday)) == [(Worry.CHRONIC, 3, 19)]


def test_several_entries_of_a_day_are_one_day() -> None:
    twice = [pain(number, hour=hour) for number in (1, 2, 8, 9, 15, 16) for hour in (9, 18)]
    assert advised(*twice) == []


def test_a_week_without_pain_between_begins_anew() -> None:
    assert advised(*days_of_pain(1, 2, 3, 8, 9, 10, 22, 23, 24)) == []


def test_for_as_long_as_i_can_remember_needs_no_weeks() -> None:
    [concern] = concerns_of(pain(5, always=True))
    assert concern == Concern(Worry.CHRONIC, day(5), day(5), always=True)


def test_a_doctor_who_heard_of_it_need_not_hear_again_that_it_was_always_there() -> None:
    seen = said(1, Worry.CHRONIC, CareEvent.ADVICE_SEEN)
    assert advised(pain(1, always=True), seen, pain(2, always=True), pain(40, always=True)) == []


def test_after_a_doctor_looked_three_weeks_are_counted_anew() -> None:
    seen = said(17, Worry.CHRONIC, CareEvent.ADVICE_SEEN)
    again = [number + 20 for number in THREE_WEEKS]
    assert advised(*days_of_pain(*THREE_WEEKS), seen, *days_of_pain(18, 19, 20)) == []
    assert advised(*days_of_pain(*THREE_WEEKS), seen, *days_of_pain(*again)) == [(Worry.CHRONIC, 21, 37)]


def test_long_pain_put_off_is_asked_about_again_a_week_later() -> None:
    late = said(17, Worry.CHRONIC, CareEvent.ADVICE_LATER)
    first = [*days_of_pain(*THREE_WEEKS), late]
    assert advised(*first, *days_of_pain(20, 22, 23)) == []
    assert advised(*first, *days_of_pain(20, 22, 23, 24)) == [(Worry.CHRONIC, 8, 24)]


def test_both_can_be_due_at_once() -> None:
    told = [pain(number, pills=True) for number in THREE_WEEKS]
    assert advised(*told) == [(Worry.PAINKILLERS, 1, 8), (Worry.CHRONIC, 1, 17)]


# zones and clocks


def test_days_are_those_of_the_place_where_it_was_logged() -> None:
    """From Auckland to Honolulu the same morning comes twice; what was logged keeps its day, and the order is that of
    the moments."""
    auckland, honolulu = timezone(timedelta(hours=13)), timezone(timedelta(hours=-10))
    first = replace(pain(1, pills=True), at=datetime.combine(day(1), time(9), auckland))
    before = replace(pain(7), at=datetime.combine(day(8), time(0), auckland), day=day(8))
    after = replace(pain(9), at=datetime.combine(day(7), time(9), honolulu), day=day(7))
    assert before.at.timestamp() < after.at.timestamp()
    assert advised(first, after) == []
    assert advised(first, before, after) == [(Worry.PAINKILLERS, 1, 8)]


def test_an_answer_given_elsewhere_counts_from_its_moment() -> None:
    seen = replace(said(8, Worry.PAINKILLERS, CareEvent.ADVICE_SEEN), at=moment(8, hour=10).astimezone(UTC))
    assert advised(pain(1, pills=True), pain(8, hour=9), seen) == []
    assert advised(pain(1, pills=True), pain(8, hour=9), seen, pain(8, hour=12)) == []


# what counts


def test_of_one_entry_the_last_word_counts() -> None:
    entry = pain(1)
    gone = replace(entry, event=PainEvent.WITHDRAWN)
    assert pain_rules.standing([entry, gone]) == ()
    assert pain_rules.standing([entry, gone, entry]) == (entry,)
    assert pain_rules.standing([entry, pain(2), gone]) == (pain(2),)


def test_a_this_hurts_taken_back_is_none_and_a_corrected_one_is_one() -> None:
    hurt = Pain(MONDAY, "s1", at("09:31"), "chin-tuck", Area.NECK, Side.BOTH)
    corrected = replace(hurt, at=at("09:32"), area=Area.TRAPEZIUS)
    back = replace(hurt, withdrawn=True)
    assert pain_rules.hurts([hurt, back]) == ()
    assert pain_rules.hurts([hurt, back, corrected]) == (corrected,)
    assert pain_rules.hurts([back]) == ()


def test_a_day_is_told_by_its_strongest_entry_and_each_place_by_its_own() -> None:
    entries = [
        replace(pain(1, 3), places="neck:left,hips:right"), replace(pain(1, 6), id="x", places="neck:left"), pain(2, 0),
    ]
    hurt = Pain(day(3), "s1", moment(3), "chin-tuck", Area.NECK, Side.BOTH)
    first, second, third = pain_rules.by_day(entries, [hurt])
    assert (first.strength, first.hurts) == (6, 0)
    assert first.places == {NECK: 6, Place(Area.HIPS, Side.RIGHT): 3}
    assert (second.strength, dict(second.places)) == (0, {})
    assert (third.day, third.strength, third.hurts) == (day(3), None, 1)


def test_places_are_written_in_the_body_s_order_and_read_back() -> None:
    places = [Place(Area.HIPS, Side.RIGHT), NECK, NECK]
    assert write_places(places) == "neck:left,hips:right"
    assert read_places("neck:left,hips:right") == (NECK, Place(Area.HIPS, Side.RIGHT))


def test_unknown_places_are_passed_over_and_an_area_alone_means_both_sides() -> None:
    assert read_places("tail:left, neck ,hips:up,,neck:both") == (Place(Area.NECK, Side.BOTH),)
    assert read_places("") == ()


@given(st.sets(st.builds(Place, st.sampled_from(Area), st.sampled_from(Side))))
def test_any_places_come_back_as_they_were(places: set[Place]) -> None:
    assert set(read_places(write_places(places))) == places


# against a plain count

LOGGED = st.lists(
    st.tuples(st.integers(1, 45), st.integers(0, 2), st.booleans()), max_size=40, unique_by=lambda each: each[0]
)


@given(LOGGED)
def test_unanswered_advice_is_what_a_plain_count_says(logged: list[tuple[int, int, bool]]) -> None:
    logged.sort()
    told = [pain(number, strength, pills=pills) for number, strength, pills in logged]
    hurt = [number for number, strength, pills in logged if strength or pills]
    pills = {number for number, _, taken in logged if taken}
    expected = []
    if past := next((number for number in hurt if _past_a_week(number, hurt, pills)), 0):
        expected.append((Worry.PAINKILLERS, past))
    if long := next((number for number in hurt if _long(number, hurt)), 0):
        expected.append((Worry.CHRONIC, long))
    assert [(worry, raised) for worry, _, raised in advised(*told)] == expected


def _long(number: int, hurt: list[int]) -> bool:
    weeks = [range(number - 6 - 7 * back, number + 1 - 7 * back) for back in range(3)]
    return all(sum(1 for other in hurt if other in week) >= 3 for week in weeks)


def _past_a_week(number: int, hurt: list[int], pills: set[int]) -> bool:
    """Some day of painkillers lies a week or more back, with no seven free days anywhere between."""
    for first in pills:
        between = [other for other in hurt if first <= other <= number]
        if number - first >= 7 and all(later - sooner <= 7 for sooner, later in pairwise(between)):
            return True
    return False


@given(LOGGED, st.integers(1, 45), st.sampled_from([CareEvent.ADVICE_SEEN, CareEvent.ADVICE_LATER]))
def test_an_answer_always_silences_what_was_raised_before(
    logged: list[tuple[int, int, bool]], when: int, event: CareEvent
) -> None:
    told = [pain(number, strength, pills=pills) for number, strength, pills in logged if number <= when]
    answers = [said(when, worry, event) for worry in Worry]
    assert concerns_of(*told, *answers) == ()


ANYTHING = st.lists(
    st.one_of(
        st.builds(
            lambda number, hours, strength, pills, always: replace(
                pain(number, strength, pills=pills, always=always), at=moment(number) + timedelta(hours=hours)
            ),
            st.integers(1, 60), st.integers(-30, 30), st.integers(0, 10), st.booleans(), st.booleans(),
        ),
        st.builds(said, st.integers(1, 60), st.sampled_from(Worry), st.sampled_from(CareEvent)),
        st.builds(
            lambda number: Pain(day(number), "s1", moment(number), "chin-tuck", Area.NECK, Side.BOTH),
            st.integers(1, 60),
        ),
    ),
    max_size=60,
)


@given(ANYTHING)
def test_whatever_is_told_in_whatever_order_each_concern_has_a_day_of_pain_behind_it(
    told: list[PainEntry | CareAnswer | Pain],
) -> None:
    found = concerns_of(*told)
    assert len({concern.worry for concern in found}) == len(found)
    days = {each.day for each in told if isinstance(each, (PainEntry, Pain))}
    for concern in found:
        assert concern.raised in days
        assert concern.since in days
        assert concern.since <= concern.raised


@given(ANYTHING)
def test_no_concern_comes_without_more_pain(told: list[PainEntry | CareAnswer | Pain]) -> None:
    """However many answers follow, they only take concerns away."""
    answers = [said(70, worry, event) for worry in Worry for event in CareEvent]
    assert set(concerns_of(*told, *answers)) <= set(concerns_of(*told))
