"""Steps for a given length: which of them, how often, and how long within their doses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from unknot.core.library import Exercise, Library, RoutineStep
from unknot.core.timeline import step_seconds

TOLERANCE = 0.1
"""Share by which a routine may miss its minutes."""
MOST_CHOICES = 9
"""Steps considered at once: all their subsets are weighed (512), a few milliseconds."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A step with the seconds it takes as it is, at least and at most; a rest after it included."""

    step: RoutineStep
    exercise: Exercise
    usual: float
    least: float
    most: float


def fill(
    steps: Sequence[RoutineStep], seconds: float, library: Library, most_rounds: int | None = None
) -> tuple[RoutineStep, ...]:
    """The steps out of these, in their order, that make up ``seconds`` best: as many different ones as fit, repeated in
    rounds when they are too few, their doses bent within their bounds. Never empty unless ``steps`` is."""
    choices = _choices(steps, library)[:MOST_CHOICES]
    best = min(_selections(choices, seconds, most_rounds), key=lambda found: found[0], default=None)
    if best is None:
        return ()
    return _bend(best[1], seconds)


def bend(steps: Sequence[RoutineStep], seconds: float, library: Library) -> tuple[RoutineStep, ...]:
    """These steps, all of them, with their doses bent within their bounds to come as near to ``seconds`` as can be."""
    return _bend(_choices(steps, library), seconds)


def total(steps: Iterable[RoutineStep], library: Library) -> float:
    """Seconds of these steps in a row, the rest after the last one left out."""
    known = [step for step in steps if step.exercise in library.exercises]
    lasting = sum(step_seconds(step, library.exercises[step.exercise]) + step.rest for step in known)
    return lasting - (known[-1].rest if known else 0.0)


def near(seconds: float, wanted: float) -> bool:
    """Whether a length keeps a promise of ``wanted`` seconds."""
    return abs(seconds - wanted) <= wanted * TOLERANCE


def _choices(steps: Iterable[RoutineStep], library: Library) -> list[_Choice]:
    return [_choice(step, library.exercises[step.exercise]) for step in steps if step.exercise in library.exercises]


def _choice(step: RoutineStep, exercise: Exercise) -> _Choice:
    rest = step.rest
    usual = step_seconds(step, exercise)
    low, high = _bounds(step, exercise)
    return _Choice(step, exercise, usual + rest, min(usual, low) + rest, max(usual, high) + rest)


def _bounds(step: RoutineStep, exercise: Exercise) -> tuple[float, float]:
    dose = exercise.repetitions or exercise.hold
    low, high = (step_seconds(_with_dose(step, exercise, value), exercise) for value in (dose.least, dose.most))
    return low, high


def _with_dose(step: RoutineStep, exercise: Exercise, value: float) -> RoutineStep:
    """Repeated movements are bent in their repetitions, holds in their seconds."""
    return replace(step, repetitions=int(value)) if exercise.repetitions else replace(step, hold=float(value))


def _sum(choices: Sequence[_Choice]) -> float:
    return sum(choice.usual for choice in choices) - _last_rest(choices)


def _last_rest(choices: Sequence[_Choice]) -> float:
    return choices[-1].step.rest if choices else 0.0


def _selections(
    choices: Sequence[_Choice], seconds: float, most_rounds: int | None
) -> Iterator[tuple[float, list[_Choice]]]:
    """Every sensible selection with its cost; the first of equals counts."""
    for mask in range(1, 1 << len(choices)):
        part = [choice for index, choice in enumerate(choices) if mask >> index & 1]
        once, rest = sum(choice.usual for choice in part), _last_rest(part)
        often = (seconds + rest) / once
        for rounds in sorted({min(max(1, whole), most_rounds or whole + 1) for whole in (floor(often), ceil(often))}):
            usual = once * rounds - rest
            least = sum(choice.least for choice in part) * rounds - rest
            most = sum(choice.most for choice in part) * rounds - rest
            missing = max(0.0, max(least - seconds, seconds - most) / seconds - TOLERANCE)
            bent = abs(usual - seconds) / seconds
            cost = 10 * missing + bent + 0.15 * (rounds - 1) - 0.04 * len(part)
            yield cost, part * rounds


def _bend(choices: Sequence[_Choice], seconds: float) -> tuple[RoutineStep, ...]:
    """Lengthen or shorten the doses a little, one after the other, until nothing comes closer."""
    steps = [choice.step for choice in choices]
    missing = seconds - _sum(choices)
    moved = abs(missing) > seconds * TOLERANCE / 3
    while moved:
        moved = False
        for index, choice in enumerate(choices):
            longer = _nudged(steps[index], choice.exercise, 1 if missing > 0 else -1)
            if longer is None:
                continue
            gain = step_seconds(longer, choice.exercise) - step_seconds(steps[index], choice.exercise)
            if abs(missing - gain) < abs(missing):
                steps[index], missing, moved = longer, missing - gain, True
    return tuple(steps)


def _nudged(step: RoutineStep, exercise: Exercise, by: int) -> RoutineStep | None:
    dose = exercise.repetitions or exercise.hold
    set_by_routine = step.repetitions if exercise.repetitions else step.hold
    value = (dose.usual if set_by_routine is None else set_by_routine) + by
    return _with_dose(step, exercise, value) if dose.least <= value <= dose.most else None
