"""Which stretches to offer for one area, as one exercise, or instead of what hurts. Deterministic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import TypeVar

from unknot.core.body import UPPER_BACK, Area
from unknot.core.fitting import fill, near, total
from unknot.core.library import Exercise, Kind, Library, Position, Routine, RoutineStep
from unknot.core.timeline import step_seconds

T = TypeVar("T")

QUICK_AREAS: Mapping[str, frozenset[Area]] = MappingProxyType(
    {
        "neck": frozenset({Area.NECK}),
        "shoulders": frozenset({Area.SHOULDERS}),
        "upper-back": UPPER_BACK,
        "lower-back": frozenset({Area.LOWER_BACK}),
        "hips": frozenset({Area.HIPS}),
        "wrists": frozenset({Area.WRISTS}),
    }
)
"""The areas of Quick stretch by their names, in the order of the menu."""

QUICK_MINUTES = 3.0
LENGTHS = (1, 3, 5)
"""Minutes that somebody may have for a session."""
QUICK = "quick"
"""Begins the id of a stretch made up on the spot for an area: ``quick-<area>``."""
ELSEWHERE_SECONDS = 60.0

_FEW = 4
"""A routine for more areas than that is for the whole body, not for its first area."""
_AT_DESK = frozenset({Position.SEAT, Position.STAND})
_ORDER = tuple(Position)
_WANDER = ("neck", "upper-back", "shoulders", "wrists", "lower-back", "hips")
"""Where to go on when an area hurts: the one after it, round and round."""


def quick(
    library: Library,
    area: str,
    minutes: float | None = None,
    *,
    floor: bool = False,
    seed: int = 0,
    left_out: Collection[str] = (),
) -> Routine | None:
    """A stretch for an area of QUICK_AREAS, 3 minutes unless said otherwise: a routine of the library that is just
    that, else one made up. Areas that need the floor use it even when sessions don't: the person asked. ``seed``
    decides between equals. None when the library has nothing for it."""
    wanted = minutes or QUICK_MINUTES
    goal = QUICK_AREAS[area]
    ready = [r for r in _shuffled(_usable(library, floor, left_out), str(seed)) if near(r.minutes, wanted)]
    ready = [r for r in ready if r.areas[0] in goal and len(r.areas) <= _FEW]
    ready = [r for r in ready if _share_for(r, goal, library) >= 0.5]
    if ready:
        return max(ready, key=lambda r: _share_for(r, goal, library))
    able = [e for e in library.exercises.values() if e.kind is Kind.STRETCH and e.id not in left_out]
    able = [e for e in able if goal & set(e.areas)]
    chosen = [e for e in able if _allowed(e.positions, floor)] or able
    return _made_up(f"{QUICK}-{area}", _shuffled(chosen, str(seed)), wanted * 60, library)


def single(exercise: Exercise) -> Routine:
    """One exercise with both its sides, under the exercise's own id."""
    step = RoutineStep(exercise.id)
    minutes = round(step_seconds(step, exercise) / 60, 2)
    return Routine(exercise.id, minutes, exercise.areas, exercise.positions[:1], (step,), own=exercise.own)


def instead_of(
    area: Area, positions: Collection[Position], library: Library, left_out: Collection[str] = ()
) -> Routine | None:
    """About a minute for the next area from one that hurts, in the same position, without anything that works on what
    hurts. None when nothing is left."""
    at = next((index for index, name in enumerate(_WANDER) if area in QUICK_AREAS[name]), -1)
    able = [
        e
        for e in library.exercises.values()
        if e.kind is Kind.STRETCH
        and e.id not in left_out
        and area not in e.areas
        and set(e.positions) & (set(positions) or _AT_DESK)
    ]
    for name in _WANDER[at + 1 :] + _WANDER[: max(0, at)]:
        there = [e for e in able if e.areas[0] in QUICK_AREAS[name]]
        if there:
            return _made_up(f"{QUICK}-{name}", there, ELSEWHERE_SECONDS, library, positions, most_rounds=1)
    return None


def area_of(routine_id: str) -> str | None:
    """The name in QUICK_AREAS that a stretch made up on the spot is for; None for any other."""
    area = routine_id.removeprefix(f"{QUICK}-")
    return area if area in QUICK_AREAS and area != routine_id else None


def _made_up(
    name: str,
    exercises: Sequence[Exercise],
    seconds: float,
    library: Library,
    positions: Collection[Position] = (),
    most_rounds: int | None = None,
) -> Routine | None:
    where = {e.id: _position(e, positions) for e in exercises}
    in_order = sorted(exercises, key=lambda e: _ORDER.index(where[e.id]))  # one change of position, not five
    steps = fill([RoutineStep(e.id) for e in in_order], seconds, library, most_rounds)
    if not steps:
        return None
    actual = total(steps, library)
    used = [library.exercises[step.exercise] for step in steps]
    return Routine(
        name,
        seconds / 60 if near(actual, seconds) else round(actual / 60, 1),
        _distinct(area for e in used for area in e.areas),
        _distinct(where[e.id] for e in used),
        steps,
    )


def _usable(library: Library, floor: bool, left_out: Collection[str]) -> list[Routine]:
    """Routines of stretches that may be used for a session."""
    found = []
    for routine in library.routines.values():
        exercises = [library.exercises.get(step.exercise) for step in routine.steps]
        stretches = any(e is not None and e.kind is Kind.STRETCH for e in exercises)
        hurts = any(step.exercise in left_out for step in routine.steps)
        allowed = floor or not set(routine.positions) - _AT_DESK
        if stretches and not hurts and allowed:
            found.append(routine)
    return found


def _share_for(routine: Routine, goal: frozenset[Area], library: Library) -> float:
    """The share of its stretches that work on one of these areas."""
    exercises = [library.exercises[step.exercise] for step in routine.steps if step.exercise in library.exercises]
    stretches = [e for e in exercises if e.kind is Kind.STRETCH]
    return sum(bool(goal & set(e.areas)) for e in stretches) / len(stretches) if stretches else 0.0


def _allowed(positions: Iterable[Position], floor: bool) -> bool:
    return floor or bool(_AT_DESK & set(positions))


def _position(exercise: Exercise, positions: Collection[Position]) -> Position:
    """Where it is done: one of these if it can, else as its file prefers."""
    return next((p for p in exercise.positions if p in positions), exercise.positions[0])


def _shuffled(items: Sequence[T], seed: str) -> list[T]:
    found = list(items)
    Random(seed).shuffle(found)
    return found


def _distinct(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
