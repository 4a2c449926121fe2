"""A handful of exercises and routines whose seconds are easy to reckon with."""

from __future__ import annotations

from dataclasses import replace

from unknot.core.body import Area
from unknot.core.library import (
    Amount,
    Exercise,
    ExerciseText,
    Kind,
    Library,
    Origin,
    Position,
    Routine,
    RoutineStep,
    Sides,
    Source,
    View,
)


def amount(usual: float, least: float | None = None, most: float | None = None) -> Amount:
    return Amount(usual if least is None else least, usual if most is None else most, usual, Origin.GUIDE)


def exercise(name: str, area: Area, *more: Area, hold: Amount | float = 20.0, **changes: object) -> Exercise:
    plain = Exercise(
        id=name,
        kind=Kind.STRETCH,
        positions=(Position.SEAT,),
        areas=(area, *more),
        sides=Sides.TOGETHER,
        view=View.FRONT,
        hold=hold if isinstance(hold, Amount) else amount(hold),
        source=Source("a guide"),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def text(felt: str = "") -> ExerciseText:
    return ExerciseText(name="", purpose="", ready="", do={"": ""}, felt=felt, caution="", picture="")


CHIN = exercise("chin", Area.NECK, hold=amount(20, 20, 30))
BEND = exercise("bend", Area.NECK, Area.TRAPEZIUS, hold=30, sides=Sides.EACH)
SQUEEZE = exercise(
    "squeeze", Area.BETWEEN_BLADES, Area.SHOULDERS, hold=amount(5, 3, 6), repetitions=amount(3, 2, 8), relax=amount(4)
)
ROLLS = exercise("rolls", Area.SHOULDERS, hold=4, repetitions=amount(2, 2, 4), ways=("forward", "back"))
CAT = exercise(
    "cat", Area.MID_BACK, hold=5, repetitions=amount(2), moves=("prayer", "cat", "camel"), positions=(Position.FLOOR,)
)
CROSS = exercise("cross", Area.SHOULDERS, hold=30, sides=Sides.EACH, positions=(Position.SEAT, Position.STAND))
TRIANGLE = exercise("triangle", Area.HIPS, hold=amount(20, 10, 40), sides=Sides.EACH, positions=(Position.STAND,))
WALK = exercise("walk", Area.LEGS, hold=60, kind=Kind.HABIT, positions=(Position.STAND,))
CURL = exercise("curl", Area.LOWER_BACK, hold=amount(30, 10, 60), positions=(Position.FLOOR,))
WRIST = exercise("wrist", Area.WRISTS, hold=amount(15, 10, 30), sides=Sides.EACH)

EXERCISES = {e.id: e for e in (CHIN, BEND, SQUEEZE, ROLLS, CAT, CROSS, TRIANGLE, WALK, CURL, WRIST)}


def routine(name: str, *steps: str | RoutineStep, minutes: float = 3.0, **changes: object) -> Routine:
    made = tuple(RoutineStep(step) if isinstance(step, str) else step for step in steps)
    used = [EXERCISES[step.exercise] for step in made if step.exercise in EXERCISES]
    areas = tuple(dict.fromkeys(a for e in used for a in e.areas)) or (Area.NECK,)
    plain = Routine(name, minutes, areas, tuple(dict.fromkeys(e.positions[0] for e in used)), made)
    return replace(plain, **changes)  # type: ignore[arg-type]


NECK = routine("neck", "chin", "bend", minutes=1.7)
"""READY 5, chin 20, REST 8, READY 5, bend left 30, SWITCH 4, bend right 30: 102 s."""
BACK = routine("back", "rolls", "squeeze", "cross", minutes=2.2)
STANDING = routine("standing", "triangle", minutes=0.8)
FLOOR = routine("floor", "cat", "curl", minutes=1.3)
STROLL = routine("stroll", "walk", minutes=1.1)

ROUTINES = {r.id: r for r in (NECK, BACK, STANDING, FLOOR, STROLL)}

LIBRARY = Library(
    EXERCISES, ROUTINES, {**{name: text() for name in EXERCISES}, "bend": text("On the {other} of your neck.")}, {}
)
