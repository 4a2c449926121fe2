"""Sessions are chosen from what the ledger and the settings say, through the whole house."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from tests.knotted import knot_at
from tests.shells import WEDNESDAY, Home

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care_records import Massage, Result, Stance
from unknot.core.choosing import Choice, Code
from unknot.core.day import Slot
from unknot.core.history import Entry, Event, ExerciseTime, Pain
from unknot.core.library import Kind, Position
from unknot.core.settings import Settings
from unknot.ports import Answer


def coming(home: Home) -> Slot:
    slot = home.house.coach.up_next()[1]
    assert slot is not None
    return slot


def choice(home: Home) -> Choice:
    found = home.house.coach.choice_for(coming(home))
    assert found is not None
    return found


def names(made: Choice) -> list[str]:
    return [step.exercise for step in made.routine.steps]


def codes(made: Choice) -> list[Code]:
    return [why.code for why in made.reasons]


def moved(home: Home, exercise: str, days_ago: int, result: Result = Result.DONE) -> None:
    day = home.start.date() - timedelta(days=days_ago)
    at = home.start - timedelta(days=days_ago)
    home.ledger.add(ExerciseTime(day, "s1", at, exercise, Side.BOTH, 20.0, result))


def test_two_asks_of_the_same_day_get_the_same_and_another_day_another() -> None:
    assert choice(Home()) == choice(Home())
    days = {choice(Home(WEDNESDAY + timedelta(days=n))).routine.steps for n in (0, 1, 5, 6)}
    assert len(days) > 1


def test_a_prompt_offers_what_its_start_begins() -> None:
    home = Home()
    home.to("9:30")
    prompt = home.prompter.current
    assert prompt is not None
    assert prompt.choice is not None
    assert prompt.routine == prompt.choice.routine.id
    # nothing that comes in between changes what was offered
    home.preferences.change(favourites=("neck-3",))
    home.prompter.answer(Answer.ACCEPT)
    session = home.house.guide.session
    assert session is not None
    assert {segment.exercise for segment in session.segments} == set(names(prompt.choice))
    assert session.routine == prompt.routine
    assert home.house.guide.reasons == prompt.choice.reasons


@pytest.mark.parametrize("minutes", [1, 3, 5])
def test_start_takes_as_many_minutes_as_there_are(minutes: int) -> None:
    home = Home()
    home.to("9:30")
    home.prompter.answer(Answer.ACCEPT, minutes)
    session = home.house.guide.session
    assert session is not None
    assert sum(segment.seconds for segment in session.segments) == pytest.approx(minutes * 60, rel=0.1)
    [started] = [entry for entry in home.ledger.entries("s1") if entry.event is Event.STARTED]
    assert started.minutes == pytest.approx(minutes, abs=0.2)


def test_fewer_minutes_keep_what_was_worth_most() -> None:
    home = Home()
    whole = choice(home)
    assert whole.weights is not None
    short = home.shell.chooser.in_minutes(whole, coming(home), 1)
    assert set(names(short)) < set(names(whole))
    best = max(names(whole), key=lambda name: whole.weights[name])
    assert best in names(short)


def test_a_tied_routine_stays_as_it_is() -> None:
    home = Home(settings=replace(Settings(), session_routines=("neck-3",), favourites=("wrists-3",)))
    assert choice(home).routine == home.library.routines["neck-3"]
    assert choice(home).reasons == ()


def test_what_is_not_for_me_is_never_chosen() -> None:
    everyday = {name for n in range(3) for name in names(choice(Home(WEDNESDAY + timedelta(days=n))))}
    refused = tuple((name, "hurts") for name in everyday)
    for n in range(3):
        home = Home(WEDNESDAY + timedelta(days=n), settings=replace(Settings(), not_for_me=refused))
        assert not everyday & set(names(choice(home)))


@pytest.mark.parametrize(("field", "place"), [("floor", Position.FLOOR), ("wall", Position.WALL)])
def test_the_floor_and_the_wall_are_used_only_where_allowed(field: str, place: Position) -> None:
    def places(allowed: bool) -> set[Position]:
        days = [WEDNESDAY + timedelta(days=n) for n in range(14) if n % 7 not in (3, 4)]
        asked = replace(Settings(), session_minutes=8, favourites=("doorway-chest",), **{field: allowed})
        return {p for day in days for p in choice(Home(day, settings=asked)).routine.positions}

    assert place not in places(allowed=False)
    assert place in places(allowed=True)


def test_what_was_moved_yesterday_is_named_and_what_was_moved_today_is_not() -> None:
    home = Home()
    for name, exercise in home.library.exercises.items():
        if exercise.kind is Kind.STRETCH:
            moved(home, name, 1)
    first = choice(home).reasons[0]
    assert (first.code, first.days) == (Code.STILL, 1)
    for name, exercise in home.library.exercises.items():
        if exercise.kind is Kind.STRETCH:
            moved(home, name, 0)
    assert Code.STILL not in codes(choice(home))


def test_what_was_only_skipped_was_not_moved() -> None:
    home = Home()
    for name, exercise in home.library.exercises.items():
        if exercise.kind is Kind.STRETCH:
            moved(home, name, 0, Result.SKIPPED)
    assert codes(choice(home)) == [Code.FIRST]


def test_what_hurt_is_left_out_until_a_week_has_passed_and_a_slip_at_once_is_not() -> None:
    home = Home()
    victim = names(choice(home))[0]
    pain = Pain(WEDNESDAY.date() - timedelta(days=6), "s1", WEDNESDAY - timedelta(days=6), victim, Area.EYES, Side.BOTH)
    home.ledger.add(pain)
    assert victim not in names(choice(home))
    home.ledger.add(replace(pain, withdrawn=True))
    assert victim in names(choice(home))
    home.ledger.add(replace(pain, day=pain.day - timedelta(days=1), at=pain.at - timedelta(days=1)))
    assert victim in names(choice(home))


def test_a_logged_pain_makes_it_gentle_until_it_is_told_to_be_over_or_two_days_have_passed() -> None:
    home = Home()
    log = home.shell.pain_log
    entry = log.log([Place(Area.NECK, Side.BOTH)], 6)
    assert home.shell.chooser.past(WEDNESDAY.date()).sore == {Area.NECK}
    assert home.shell.chooser.past(WEDNESDAY.date() + timedelta(days=1)).sore == {Area.NECK}
    assert home.shell.chooser.past(WEDNESDAY.date() + timedelta(days=2)).sore == frozenset()
    assert all(home.library.exercises[name].areas[0] is not Area.NECK for name in names(choice(home)))
    home.clock.advance(timedelta(minutes=5))
    better = log.log([Place(Area.NECK, Side.BOTH)], 0)
    assert home.shell.chooser.past(WEDNESDAY.date()).sore == frozenset()
    log.withdraw(better.id)
    assert home.shell.chooser.past(WEDNESDAY.date()).sore == {Area.NECK}
    log.withdraw(entry.id)
    assert home.shell.chooser.past(WEDNESDAY.date()).sore == frozenset()


def test_one_side_that_is_better_leaves_the_other_as_it_was_and_both_end_both() -> None:
    home = Home()
    log = home.shell.pain_log
    for side, strength, sore in ((Side.LEFT, 6, True), (Side.RIGHT, 0, True), (Side.BOTH, 0, False)):
        log.log([Place(Area.TRAPEZIUS, side)], strength)
        assert (Area.TRAPEZIUS in home.shell.chooser.past(WEDNESDAY.date()).sore) is sore
        home.clock.advance(timedelta(minutes=5))


def test_an_open_knot_is_massaged_within_the_session_and_that_is_written_down() -> None:
    home = Home()
    knot = knot_at(home.shell.knots, Area.BETWEEN_BLADES)
    made = choice(home)
    assert Code.KNOT in codes(made)
    assert home.house.verbs.start_session() is None
    home.go_through()
    [massage] = [record for record in home.ledger.records if isinstance(record, Massage)]
    assert (massage.slot, massage.knot, massage.technique) == ("s1", knot, "massage-fingers")
    assert (massage.seconds, massage.result) == (pytest.approx(60), Result.DONE)
    assert [m.knot for m in home.shell.knots.massages(knot)] == [knot]
    home.shell.knots.gone(knot)
    assert Code.KNOT not in codes(choice(home))


def test_a_massage_that_hurts_is_written_as_such_and_not_chosen_again() -> None:
    home = Home()
    knot_at(home.shell.knots, Area.BETWEEN_BLADES)
    home.house.verbs.start_session()
    guide = home.house.guide
    while not guide.session.segment.knot:
        (guide.next if guide.session.segment.exercising else guide.start_now)()
    home.clock.advance(timedelta(seconds=12))
    guide.hurts()
    assert guide.pain is not None
    assert guide.pain.exercise == "massage-fingers"
    guide.stop()
    [massage] = [record for record in home.ledger.records if isinstance(record, Massage)]
    assert massage.result is Result.HURT
    assert "massage-fingers" not in names(choice(home))


def test_a_massage_does_not_count_as_having_moved_the_area() -> None:
    home = Home()
    moved(home, "massage-fingers", 0)
    assert home.shell.chooser.past(WEDNESDAY.date()).moved == {}


def test_who_stands_at_the_desk_is_offered_what_is_done_standing() -> None:
    home = Home(settings=replace(Settings(), standing_desk=True))
    home.to("9:00")
    home.shell.stances.change(Stance.STAND)
    assert choice(home).routine.positions == (Position.STAND,)
    assert Code.STANDING in codes(choice(home))


def test_a_quick_stretch_is_chosen_as_a_session_is() -> None:
    home = Home(settings=replace(Settings(), not_for_me=(("chin-tuck", "dislike"),)))
    assert home.house.verbs.quick(minutes=5) is None
    session = home.house.guide.session
    assert session is not None
    assert session.routine.startswith("made:")
    assert home.house.guide.reasons
    assert sum(segment.seconds for segment in session.segments) == pytest.approx(300, rel=0.1)


def test_what_is_not_for_me_is_left_out_of_a_quick_stretch_for_an_area_too() -> None:
    home = Home(settings=replace(Settings(), not_for_me=(("chin-to-chest", "hurts"), ("chin-tuck", "hurts"))))
    assert home.house.verbs.quick(area="neck", minutes=1) is None
    assert home.house.guide.session is not None
    assert not {"chin-to-chest", "chin-tuck"} & {s.exercise for s in home.house.guide.session.segments}


def test_a_week_that_was_lived_through_repeats_little_and_keeps_its_length() -> None:
    home = Home()
    home.live("18:00")
    home.live("18:00", day=1)
    started = [e for e in home.ledger.entries() if e.event is Event.STARTED and e.slot.startswith("s")]
    sessions = [
        frozenset(r.exercise for r in home.ledger.read(ExerciseTime, e.day, e.day) if r.slot == e.slot) for e in started
    ]
    assert len(sessions) == 8
    for before, after in pairwise(sessions):
        assert len(before & after) <= 1
    regions = {area for e in started for r in sessions for x in r for area in home.library.exercises[x].areas}
    assert regions >= {Area.NECK, Area.SHOULDERS, Area.TRAPEZIUS, Area.LOWER_BACK, Area.WRISTS, Area.HIPS}


def test_it_is_gone_on_with_in_the_positions_that_it_was_made_for() -> None:
    home = Home(settings=replace(Settings(), standing_desk=True))
    home.to("9:00")
    home.shell.stances.change(Stance.STAND)
    home.house.verbs.start_session()
    home.house.guide.close()
    left = home.house.guide.resumable()
    assert left is not None
    assert left.session.positions == (Position.STAND,)


def test_records_of_exercises_that_are_gone_say_nothing() -> None:
    home = Home()
    moved(home, "moonwalk", 1)
    home.ledger.add(Entry(WEDNESDAY.date(), "q9", "quick", Event.STARTED, WEDNESDAY, routine="gone"))
    assert choice(home).routine.steps


def test_a_session_that_has_just_begun_takes_the_minutes_there_are_until_its_first_move() -> None:
    home = Home(settings=replace(Settings(), session_minutes=3))
    home.house.verbs.start_session()
    whole = home.house.guide.session
    assert whole is not None
    for minutes in (1, 5, 3):
        home.clock.advance(timedelta(seconds=2))
        assert home.house.verbs.have(minutes)
        session = home.house.guide.session
        assert session is not None
        assert sum(segment.seconds for segment in session.segments) == pytest.approx(minutes * 60, rel=0.1)
    assert session.segments == whole.segments
    assert len([entry for entry in home.ledger.entries("s1") if entry.event is Event.STARTED]) == 1
    home.house.guide.start_now()
    assert not home.house.verbs.have(1)
    home.go_through()
    assert not home.house.verbs.have(1)
    assert home.ledger.entries("s1")[-1].share == 1.0
