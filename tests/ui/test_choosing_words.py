"""Why a session is as it is, what it is called, and what moving and the posture are called."""

from __future__ import annotations

import pytest
from tests.shells import bundled_library

from unknot.core.aerobic import Moved
from unknot.core.body import Area, Side
from unknot.core.care_records import Activity, Stance
from unknot.core.choosing import Code, Why
from unknot.core.stances import Posture
from unknot.ui import words

LIBRARY = bundled_library()
STILL = Why(Code.STILL, Area.BETWEEN_BLADES, days=1)
KNOT = Why(Code.KNOT, Area.TRAPEZIUS, Side.LEFT, id="massage-fingers")


@pytest.mark.parametrize(
    ("reasons", "sentence"),
    [
        ((), ""),
        ((STILL, KNOT), "Upper back: not moved since yesterday; you marked a knot left of the spine."),
        ((Why(Code.STILL, Area.HIPS, days=3),), "Hips: not moved for 3 days."),
        ((Why(Code.STILL, Area.HIPS),), "Hips: not moved lately."),
        ((Why(Code.KNOT, Area.LOWER_BACK, Side.RIGHT),), "You marked a knot right of the spine."),
        ((Why(Code.KNOT, Area.SHOULDERS, Side.RIGHT),), "You marked a knot in your right shoulder."),
        ((Why(Code.KNOT, Area.NECK, Side.LEFT),), "You marked a knot in your neck."),
        ((Why(Code.GENTLE, Area.NECK),), "Gentle, because your neck hurts."),
        ((Why(Code.SPARED, Area.WRISTS),), "Your wrists are left alone, because they hurt."),
        ((Why(Code.SPARED, Area.CHEST),), "Your chest is left alone, because it hurts."),
        ((Why(Code.FAVOURITE, id="chin-tuck"),), "Chin tuck is one of your favourites."),
        ((Why(Code.FAVOURITE, id="gone"),), ""),
        ((Why(Code.OTHER),), "None of these moves was in your last session."),
    ],
)
def test_reasons_become_one_sentence(qapp: object, reasons: tuple[Why, ...], sentence: str) -> None:
    assert words.why_chosen(reasons, LIBRARY) == sentence


def test_of_many_reasons_the_weighty_ones_are_told(qapp: object) -> None:
    many = (STILL, Why(Code.FAVOURITE, id="chin-tuck"), KNOT, Why(Code.GENTLE, Area.HIPS), Why(Code.OTHER))
    assert words.why_chosen(many, LIBRARY) == "You marked a knot left of the spine; gentle, because your hips hurt."


def test_two_parts_of_the_upper_back_are_told_once(qapp: object) -> None:
    both = (Why(Code.GENTLE, Area.BETWEEN_BLADES), Why(Code.GENTLE, Area.TRAPEZIUS), Why(Code.OTHER))
    told = "Gentle, because your upper back hurts; none of these moves was in your last session."
    assert words.why_chosen(both, LIBRARY) == told


def test_every_reason_has_words(qapp: object) -> None:
    for code in Code:
        for area in Area:
            said = words.why_chosen((Why(code, area, Side.LEFT, 2, "chin-tuck"),), LIBRARY)
            assert said.endswith(".")
            assert said[0].isupper()


@pytest.mark.parametrize(
    ("routine", "name"),
    [
        ("made:neck+trapezius", "Neck and upper back"),
        ("made:trapezius+between-blades", "Upper back"),
        ("made:hips", "Hips"),
        ("made:moon", ""),
        ("quick-neck", "Neck"),
        ("neck-3", "Neck, longer"),
        ("made:", ""),
    ],
)
def test_a_made_up_session_has_a_name(qapp: object, routine: str, name: str) -> None:
    expected = LIBRARY.routine_text[routine].name if routine in LIBRARY.routine_text else name
    assert words.routine_name(routine, LIBRARY) == expected


def test_minutes_of_moving_are_told_against_the_goal(qapp: object) -> None:
    assert words.moved_today(Moved(10, 2), 30) == "12 of 30 minutes of moving"
    assert words.moved_today(Moved(10, 2), 0) == "12 minutes of moving"
    assert words.moved_parts(Moved(10, 2), 30) == (
        "12 of 30 minutes of moving today. 2 minutes of it came from walks here."
    )
    assert words.moved_parts(Moved(10), 30) == "10 of 30 minutes of moving today."
    assert {words.activity(each) for each in Activity} == {"Walk", "Swim", "Cycle", "Other"}


def test_the_posture_is_told_and_the_other_one_offered(qapp: object) -> None:
    assert words.posture(Posture(Stance.SIT, 35.2)) == "Sitting for 35 minutes"
    assert words.posture(Posture(Stance.STAND, 0.2)) == "Standing"
    assert words.other_posture(Posture(Stance.SIT, 35)) == "I stand now"
    assert words.other_posture(Posture(Stance.STAND, 35)) == "I sit now"
