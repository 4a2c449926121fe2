"""Walks everything that is bundled: doses against the guide, words against the voice, routines against the clock."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from operator import attrgetter

import pytest

from unknot.bundled import resources
from unknot.core.body import UPPER_BACK, Area
from unknot.core.library import Amount, Exercise, ExerciseText, Kind, Limits, Origin, Position, Routine, Sides
from unknot.core.timeline import seconds_of
from unknot.storage.content import load_library

LIBRARY = load_library([resources()])
EXERCISES = sorted(LIBRARY.exercises.values(), key=attrgetter("id"))
ROUTINES = sorted(LIBRARY.routines.values(), key=attrgetter("id"))
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=attrgetter("id"))
each_routine = pytest.mark.parametrize("routine", ROUTINES, ids=attrgetter("id"))

SEAT_STAND = {"seat", "stand"}
A_FEW = None
"""The guide gives no number: ours, and marked so."""

# id: positions, sides, seconds of a hold, repetitions, areas it has to name
GUIDE = {
    "shoulder-rolls": (SEAT_STAND, "together", A_FEW, (2, 4), {"neck", "shoulders"}),
    "elbows-together": (SEAT_STAND, "together", (3, 5), A_FEW, {"shoulders", "trapezius", "between-blades"}),
    "blade-squeeze": (SEAT_STAND, "together", A_FEW, A_FEW, {"between-blades"}),
    "cross-body": (SEAT_STAND, "each", (30, 30), "once", {"shoulders"}),
    "rocking-curl": ({"floor"}, "together", A_FEW, "once", {"lower-back"}),
    "knee-to-chest": ({"floor"}, "each", (20, 30), (2, 4), {"lower-back"}),
    "prayer-cat-camel": ({"floor"}, "together", A_FEW, (5, 5), {"lower-back", "mid-back", "trapezius"}),
    "interlaced-reach": (SEAT_STAND, "together", (20, 30), "once", {"trapezius", "between-blades"}),
    "neck-side-bend": (SEAT_STAND, "each", (30, 30), "once", {"neck"}),
    "chin-to-chest": (SEAT_STAND, "together", (20, 30), "once", {"neck"}),
    "downward-dog": ({"floor"}, "together", A_FEW, "once", {"lower-back", "legs"}),
    "childs-pose": ({"floor"}, "together", A_FEW, "once", {"mid-back", "lower-back"}),
    "reclined-pigeon": ({"floor"}, "each", A_FEW, "once", {"hips"}),
    "triangle": ({"stand"}, "each", A_FEW, "once", {"hips", "legs"}),
}

# id: positions, sides, seconds of a hold, repetitions, kind, whose page the source is
ADDED = {
    "chin-tuck": (SEAT_STAND, "together", None, (5, 10), "stretch", "ccohs.ca"),
    "seated-twist": ({"seat"}, "each", (5, 5), (3, 5), "stretch", "nhs.uk"),
    "chest-opener": (SEAT_STAND, "together", (10, 20), "once", "stretch", "ccohs.ca"),
    "wrist-flexors": (SEAT_STAND, "each", (10, 20), "once", "stretch", "ccohs.ca"),
    "wrist-extensors": (SEAT_STAND, "each", (10, 20), "once", "stretch", "ccohs.ca"),
    "seated-side-bend": ({"seat"}, "each", (10, 20), "once", "stretch", "ccohs.ca"),
    "upper-trap": ({"seat"}, "each", (10, 20), "once", "stretch", "ccohs.ca"),
    "thoracic-extension": ({"seat"}, "together", None, None, "stretch", "cuh.nhs.uk"),
    "standing-back-bend": ({"stand"}, "together", (10, 20), "once", "stretch", "ccohs.ca"),
    "hip-flexor-lunge": ({"stand"}, "each", (30, 30), "once", "stretch", "cpl.co.uk"),
    "calf-raise": ({"stand"}, "together", None, (5, 10), "stretch", "nhs.uk"),
    "hamstring-chair": ({"seat"}, "each", None, "once", "stretch", "cuh.nhs.uk"),
    "doorway-chest": ({"wall"}, "together", (5, 10), (2, 3), "stretch", "depaul.edu"),
    "stand-up": ({"stand"}, "together", None, "once", "habit", "hse.gov.uk"),
    "walk": ({"stand"}, "together", None, "once", "habit", "hse.gov.uk"),
    "look-far": (SEAT_STAND, "together", (20, 20), "once", "habit", "aoa.org"),
}

# id: positions, sides, seconds on a knot, what it needs, areas it has to name
MASSAGE = {
    "locate-knot": (SEAT_STAND, "each", A_FEW, set(), {"trapezius", "between-blades", "shoulders"}),
    "massage-fingers": (SEAT_STAND, "each", (60, 60), set(), {"trapezius", "shoulders", "lower-back"}),
    "massage-ball": ({"wall", "floor"}, "each", A_FEW, {"ball"}, {"trapezius", "between-blades", "shoulders"}),
    "massage-roller": ({"floor"}, "together", (15, 30), {"mat", "roller"}, {"trapezius", "between-blades"}),
    "massage-hook": (SEAT_STAND, "each", A_FEW, {"hook"}, {"trapezius", "between-blades", "shoulders"}),
}

ROUTINES_OF_THE_ISSUE = {
    "neck-1": 1,
    "shoulders-3": 3,
    "upper-back-3": 3,
    "whole-back-5": 5,
    "at-desk-3": 3,
    "standing-3": 3,
    "neck-shoulders-3": 3,
    "floor-8": 8,
    "wrists-1": 1,
    "hips-3": 3,
    "lower-back-3": 3,
    "yoga": 4,
}

TIPS = ("stand-walk", "check-sitting", "roll-shoulders", "look-far", "drop-shoulders", "sit-back")


def words_of(text: ExerciseText) -> list[str]:
    fields = [text.name, text.purpose, text.ready, *text.do.values(), text.felt, text.caution, text.picture]
    rare = (text.short, text.switch, text.refusal, text.rest)
    return [*fields, *text.words_for.values(), *(said for said in rare if said)]


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s+", text) if part]


def check_amount(found: Amount | None, wanted: object, theirs: Origin) -> None:
    """``wanted``: least and most by ``theirs``; None: ours to pace; ``once``: there is none."""
    if wanted == "once":
        assert found is None
        return
    assert found is not None
    if wanted is None:
        assert found.origin is Origin.OURS
    else:
        assert (found.least, found.most) == wanted
        assert found.origin is theirs


def test_everything_bundled_is_read_without_a_problem() -> None:
    assert LIBRARY.problems == ()
    assert set(LIBRARY.exercises) == {*GUIDE, *ADDED, *MASSAGE}


@pytest.mark.parametrize("name", GUIDE)
def test_a_stretch_of_the_guide_has_the_guides_dose(name: str) -> None:
    positions, sides, hold, repetitions, areas = GUIDE[name]
    exercise = LIBRARY.exercises[name]
    assert exercise.kind is Kind.STRETCH
    assert set(exercise.positions) == positions
    assert exercise.sides == sides
    assert set(exercise.areas) >= areas
    check_amount(exercise.hold, hold, Origin.GUIDE)
    check_amount(exercise.repetitions, repetitions, Origin.GUIDE)


@pytest.mark.parametrize("name", ADDED)
def test_an_addition_of_ours_has_the_dose_of_its_source(name: str) -> None:
    positions, sides, hold, repetitions, kind, page = ADDED[name]
    exercise = LIBRARY.exercises[name]
    assert exercise.kind == kind
    assert set(exercise.positions) == positions
    assert exercise.sides == sides
    assert page in exercise.source.link
    check_amount(exercise.hold, hold, Origin.ADDED)
    check_amount(exercise.repetitions, repetitions, Origin.ADDED)


@pytest.mark.parametrize("name", MASSAGE)
def test_a_massage_has_the_dose_of_the_guide(name: str) -> None:
    positions, sides, hold, needs, areas = MASSAGE[name]
    exercise = LIBRARY.exercises[name]
    assert exercise.kind is Kind.MASSAGE
    assert set(exercise.positions) == positions
    assert exercise.sides == sides
    assert set(exercise.needs) == needs
    assert set(exercise.areas) >= areas
    check_amount(exercise.hold, hold, Origin.GUIDE)


def limits_of(name: str) -> Limits:
    limits = LIBRARY.exercises[name].limits
    assert limits is not None
    return limits


def test_the_roller_goes_three_minutes_at_most_and_never_over_the_lower_back() -> None:
    limits = limits_of("massage-roller")
    check_amount(limits.in_all, (180, 180), Origin.GUIDE)
    assert limits.never == (Area.LOWER_BACK,)
    assert Area.LOWER_BACK not in LIBRARY.exercises["massage-roller"].areas
    assert "nerves" in LIBRARY.exercise_text["massage-roller"].refusal
    assert not limits.open_ended
    check_amount(limits.apart, None, Origin.GUIDE)


def test_the_ball_begins_with_a_few_seconds_and_grows_by_our_pacing() -> None:
    limits, hold = limits_of("massage-ball"), LIBRARY.exercises["massage-ball"].hold
    for amount in (limits.first, limits.growth, limits.lately, limits.rest):
        check_amount(amount, None, Origin.GUIDE)
    assert limits.first is not None
    assert 2 <= limits.first.least <= limits.first.usual < hold.most


def test_the_person_ends_ball_hook_and_search_and_the_first_two_call_to_rest() -> None:
    massages = {e.id for e in EXERCISES if e.kind is Kind.MASSAGE}
    assert {name for name in massages if limits_of(name).open_ended} == {"massage-ball", "massage-hook", "locate-knot"}
    assert {name for name in massages if limits_of(name).rest} == {"massage-ball", "massage-hook"}
    assert all(e.limits is None for e in EXERCISES if e.kind is not Kind.MASSAGE)


def test_the_moves_of_the_guide_come_in_its_order() -> None:
    assert LIBRARY.exercises["shoulder-rolls"].ways == ("forward", "back")
    assert LIBRARY.exercises["prayer-cat-camel"].moves == ("prayer", "cat", "camel")
    assert LIBRARY.exercises["prayer-cat-camel"].paced_by_breath


def test_distances_are_those_of_the_guide_and_the_source() -> None:
    distances = {e.id: e.distance.usual for e in EXERCISES if e.distance}
    assert distances == {"triangle": 1.2, "look-far": 6, "massage-roller": 0.9}
    assert "90 cm" in LIBRARY.exercise_text["massage-roller"].ready
    assert "120 cm" in LIBRARY.exercise_text["triangle"].ready
    assert "6 m" in LIBRARY.exercise_text["look-far"].ready


def test_the_rocking_curl_works_on_the_lower_back_only() -> None:
    assert LIBRARY.exercises["rocking-curl"].areas == (Area.LOWER_BACK,)


SAID = {
    "shoulder-rolls": "several times a day",
    "elbows-together": "several times a day",
    "blade-squeeze": "several times a day",
    "rocking-curl": "nothing for the upper back or the shoulders",
    "massage-fingers": "Not so hard that it hurts. Ask someone",
    "massage-ball": "No hard ball to begin with. Discomfort that fades is expected",
    "massage-roller": "Never the lower back. Start slowly: too long on one spot hurts",
}


@pytest.mark.parametrize("name", SAID)
def test_what_the_guide_adds_to_a_dose_is_said_where_it_is_shown(name: str) -> None:
    text = LIBRARY.exercise_text[name]
    assert SAID[name] in f"{text.purpose} {text.caution}"


@each_exercise
def test_every_exercise_says_where_it_comes_from(exercise: Exercise) -> None:
    assert exercise.source.title
    assert not exercise.own
    if exercise.id in ADDED:
        assert exercise.source.link.startswith("https://")


@each_exercise
def test_the_time_between_repetitions_is_ours(exercise: Exercise) -> None:
    assert exercise.relax is None or exercise.relax.origin is Origin.OURS


@each_exercise
def test_floor_exercises_ask_for_a_mat(exercise: Exercise) -> None:
    assert ("mat" in exercise.needs) == (exercise.positions == (Position.FLOOR,))


@each_exercise
def test_every_exercise_has_all_its_words(exercise: Exercise) -> None:
    text = LIBRARY.exercise_text[exercise.id]
    assert all(words_of(text))
    assert text.picture != text.name
    assert set(text.do) == set(exercise.ways or exercise.moves or ("",))
    assert bool(text.switch) == (exercise.sides is Sides.EACH)


@each_exercise
def test_a_one_sided_exercise_names_the_side_that_acts(exercise: Exercise) -> None:
    text = LIBRARY.exercise_text[exercise.id]
    each = exercise.sides is Sides.EACH
    assert all(("{side}" in sentence) == each for sentence in text.do.values())


@each_exercise
def test_what_to_do_is_one_sentence_at_a_time(exercise: Exercise) -> None:
    assert all(len(sentences(sentence)) == 1 for sentence in LIBRARY.exercise_text[exercise.id].do.values())


def test_the_neck_is_felt_opposite_the_side_that_acts() -> None:
    text = LIBRARY.exercise_text["neck-side-bend"]
    assert text.do[""].count("{side}") == 2
    assert "{other} side of your neck" in text.felt
    assert "{side} arm across" in LIBRARY.exercise_text["cross-body"].do[""]
    seated = LIBRARY.exercise_text["upper-trap"]
    assert "on your {other} hand" in seated.ready
    assert "your {other} shoulder" in seated.felt
    assert "your {side} side" in LIBRARY.exercise_text["seated-side-bend"].felt


@each_exercise
def test_no_sentence_of_an_exercise_is_longer_than_twelve_words(exercise: Exercise) -> None:
    said = [part for words in words_of(LIBRARY.exercise_text[exercise.id]) for part in sentences(words)]
    assert [part for part in said if len(part.split()) > 12 and part not in picture_of(exercise)] == []


def picture_of(exercise: Exercise) -> str:
    """Alternative text may take a few words more: it has to say the whole movement."""
    text = LIBRARY.exercise_text[exercise.id].picture
    assert len(text.split()) <= 20
    return text


@pytest.mark.parametrize("file", sorted((resources() / "text" / "en").glob("*.toml")), ids=attrgetter("name"))
def test_prose_has_no_number_and_keeps_the_voice(file) -> None:
    said = list(texts_in(tomllib.loads(file.read_text(encoding="utf-8"))))
    assert said
    for text in said:
        assert not re.search(r"\d", text), text
        assert not re.search(r"!|\b(please|oops|sorry|great job)\b", text, re.IGNORECASE), text


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inside)


@each_exercise
def test_an_exercise_file_holds_no_prose(exercise: Exercise) -> None:
    raw = tomllib.loads((resources() / "exercises" / f"{exercise.id}.toml").read_text(encoding="utf-8"))
    assert not {"name", "text", "caution", "do"} & set(raw)


@each_routine
def test_a_routine_lasts_what_it_promises(routine: Routine) -> None:
    assert seconds_of(routine, LIBRARY) == pytest.approx(routine.minutes * 60, rel=0.1)


@each_routine
def test_a_routine_happens_where_it_says_and_works_on_what_it_says(routine: Routine) -> None:
    used = [LIBRARY.exercises[step.exercise] for step in routine.steps]
    for position in routine.positions:
        others = set(routine.positions) - {position}
        assert not all(others & set(exercise.positions) for exercise in used), f"{position} is not needed"
    assert set(routine.areas) <= {area for exercise in used for area in exercise.areas}


@each_routine
def test_every_routine_has_a_name_and_a_line(routine: Routine) -> None:
    text = LIBRARY.routine_text[routine.id]
    assert text.name
    assert 0 < len(text.purpose.split()) <= 12


def test_the_routines_that_were_asked_for_are_there() -> None:
    lengths = {name: LIBRARY.routines[name].minutes for name in ROUTINES_OF_THE_ISSUE}
    assert lengths == ROUTINES_OF_THE_ISSUE
    assert [step.exercise for step in LIBRARY.routines["neck-1"].steps] == ["chin-to-chest", "chin-tuck"]
    assert LIBRARY.routines["at-desk-3"].positions == (Position.SEAT,)
    assert LIBRARY.routines["floor-8"].positions == (Position.FLOOR,)
    poses = {step.exercise for step in LIBRARY.routines["yoga"].steps}
    assert poses == {"downward-dog", "childs-pose", "reclined-pigeon", "triangle"}


@pytest.mark.parametrize("minutes", [1, 3])
@pytest.mark.parametrize(
    "areas",
    [{Area.NECK}, {Area.SHOULDERS}, UPPER_BACK, {Area.LOWER_BACK}, {Area.HIPS}, {Area.WRISTS}],
    ids=["neck", "shoulders", "upper back", "lower back", "hips", "wrists"],
)
def test_every_quick_stretch_has_a_routine_without_the_floor(minutes: int, areas: frozenset[Area]) -> None:
    fitting = [r for r in ROUTINES if r.minutes == minutes and areas & set(r.areas[:2])]
    assert [r for r in fitting if Position.FLOOR not in r.positions]


def test_a_day_of_sessions_can_vary_without_the_floor() -> None:
    three = [r for r in ROUTINES if r.minutes == 3 and Position.FLOOR not in r.positions]
    assert len({frozenset(r.areas) for r in three}) >= 4


def test_every_exercise_is_part_of_a_routine_but_massage_which_needs_a_knot() -> None:
    without = {e.id for e in EXERCISES if e.kind is not Kind.MASSAGE}
    assert without == {step.exercise for routine in ROUTINES for step in routine.steps}


def test_the_posture_tips_are_concrete_and_short() -> None:
    assert tuple(LIBRARY.tips) == TIPS
    for tip in LIBRARY.tips.values():
        assert 0 < len(tip.title.split()) <= 12
        assert 0 < len(tip.line.split()) <= 12
