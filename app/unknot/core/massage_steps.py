"""Massage as a step of a session, within the same limits as on its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from unknot.core.library import Exercise, Kind, Routine, RoutineStep, Sides

FIND = "locate-knot"
"""The technique that finds a knot and does not treat one."""


def presses(exercise: Exercise | None) -> bool:
    """Whether an exercise works on a knot, so that its time counts; feeling for one does not."""
    return exercise is not None and exercise.kind is Kind.MASSAGE and exercise.id != FIND


def within(routine: Routine, exercises: Mapping[str, Exercise], left: Callable[[str], float]) -> Routine | None:
    """A routine without the massages for which there is no time left; None when nothing is left of it. ``left``:
    seconds of a technique, infinite where it has no limit."""
    room: dict[str, float] = {}
    kept: list[RoutineStep] = []
    for step in routine.in_full:
        exercise = exercises.get(step.exercise)
        if exercise is not None and presses(exercise):
            takes = (step.hold or exercise.hold.usual) * (2 if exercise.sides is Sides.EACH and not step.knot else 1)
            if room.setdefault(exercise.id, left(exercise.id)) < takes:
                continue
            room[exercise.id] -= takes
        kept.append(step)
    if len(kept) == len(routine.in_full):
        return routine
    return replace(routine, steps=tuple(kept), rounds=1) if kept else None
