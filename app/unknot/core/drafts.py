"""A routine or an exercise while the person makes it: what it holds, what it comes to, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from unknot.core.body import Area, Side
from unknot.core.library import (
    REST_SECONDS,
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
)
from unknot.core.timeline import READY_SECONDS, seconds_of

MOST_STEPS = 40
MOST_ROUNDS = 10
MOST_SECONDS = 3600.0
LONGEST_NAME = 60
LONGEST_TEXT = 400
HOLD = (1, 300)
REPETITIONS = (1, 50)
RELAX = (0, 60)
REST = (0, 60)
SECONDS_A_LETTER = 0.06
"""Ours: pacing. People read aloud in 0.068 s a letter, across 14 languages (Trauzettel-Klosinski and Dietz 2012, doi
10.1167/iovs.11-8284); in silence they are a little faster."""
READABLE = int(READY_SECONDS / SECONDS_A_LETTER)
"""So many letters can be read while a lead-in lasts."""
_LONGEST_ID = 40
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Windows has no files of these names."""
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
SIDE_WORDS = ("{side}", "{other}")


def hold_of(seconds: int) -> Amount:
    """A hold of an own exercise that a routine may halve or double."""
    least, most = max(HOLD[0], seconds // 2), min(HOLD[1], seconds * 2)
    return Amount(least, most, seconds, Origin.ADDED)


USUAL_HOLD = hold_of(20)
"""Of a new exercise."""


@dataclass(frozen=True, slots=True)
class RoutineDraft:
    """A routine as it is edited. ``id``: "" as long as it was never saved."""

    id: str = ""
    name: str = ""
    purpose: str = ""
    steps: tuple[RoutineStep, ...] = ()
    rounds: int = 1


@dataclass(frozen=True, slots=True)
class ExerciseDraft:
    """An own exercise as it is edited: one hold or one movement, with words in one language. Seconds."""

    id: str = ""
    name: str = ""
    purpose: str = ""
    ready: str = ""
    do: str = ""
    felt: str = ""
    caution: str = ""
    switch: str = ""
    positions: tuple[Position, ...] = (Position.SEAT,)
    areas: tuple[Area, ...] = ()
    sides: Sides = Sides.TOGETHER
    hold: Amount = USUAL_HOLD
    repetitions: Amount | None = None
    relax: Amount | None = None


class Fault(StrEnum):
    """What can be wrong with a draft."""

    NAME_MISSING = "name missing"
    NAME_LONG = "name long"
    NAME_TWICE = "name twice"
    TEXT_MISSING = "text missing"
    TEXT_LONG = "text long"
    BRACES = "braces"
    STEPS_MISSING = "steps missing"
    STEPS_MANY = "steps many"
    LONG = "long"
    UNKNOWN = "unknown"
    HOLD = "hold"
    REPETITIONS = "repetitions"
    REST = "rest"
    ROUNDS = "rounds"
    SIDE_MISSING = "side missing"
    UNREADABLE = "unreadable"
    LIMIT = "limit"
    AREAS_MISSING = "areas missing"
    POSITIONS_MISSING = "positions missing"
    BOUNDS = "bounds"


ADVISED = frozenset({Fault.NAME_TWICE, Fault.SIDE_MISSING, Fault.UNREADABLE})
"""Told, but no reason not to save."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong. ``step``: 0-based, None for the whole. ``field``: of an exercise. ``found``: an id, a word or a
    number; ``least`` and ``most``: what is allowed, in the same unit."""

    fault: Fault
    step: int | None = None
    field: str = ""
    found: str | float = ""
    least: float = 0
    most: float = 0

    @property
    def stops(self) -> bool:
        """Whether it can't be saved as it is."""
        return self.fault not in ADVISED


def is_reserved(name: str) -> bool:
    """Whether some system can't have a file of this name."""
    return name in _RESERVED


def new_id(name: str, taken: Collection[str], otherwise: str) -> str:
    """An id for what is called so: ``neck-and-arms``, ``neck-and-arms-2`` when that is taken. ``otherwise``: for a name
    without a letter that a file's name can have."""
    import unicodedata  # a megabyte, for who names something

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or otherwise
    stem = f"{otherwise}-{stem}" if is_reserved(stem) else stem
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    return found


def draft_of(routine: Routine, library: Library) -> RoutineDraft:
    """A routine of the library, to be edited. Of one that is built in the id stays behind: it becomes another."""
    text = library.routine_text.get(routine.id)
    name, purpose = (text.name, text.purpose) if text else ("", "")
    steps = tuple(replace(step, knot="") for step in routine.steps)
    return RoutineDraft(routine.id if routine.own else "", name, purpose, steps, routine.rounds)


def routine_of(draft: RoutineDraft, library: Library, name: str = "") -> Routine:
    """What a draft comes to: its length in minutes, what it works on and where. Steps that nobody knows count nothing.
    ``name``: the id, where the draft has none."""
    steps = tuple(step for step in draft.steps if step.exercise in library.exercises)
    used = [library.exercises[step.exercise] for step in steps]
    bare = Routine(draft.id or name, 0, areas_of(used), positions_of(used), steps, own=True, rounds=draft.rounds)
    return replace(bare, minutes=round(seconds_of(bare, library) / 60, 2))


def areas_of(used: Collection[Exercise]) -> tuple[Area, ...]:
    """All that these work on, in their order."""
    return tuple(dict.fromkeys(area for exercise in used for area in exercise.areas))


def positions_of(used: Collection[Exercise]) -> tuple[Position, ...]:
    """The one position that does for every step, else what each step needs."""
    common = [p for p in Position if used and all(p in exercise.positions for exercise in used)]
    return (common[0],) if common else tuple(dict.fromkeys(exercise.positions[0] for exercise in used))


def step_for(exercise: Exercise) -> RoutineStep:
    """A step as it is added: the exercise's own dose, and the usual rest."""
    return RoutineStep(exercise.id, rest=REST_SECONDS)


# what is wrong


def routine_flaws(draft: RoutineDraft, library: Library) -> tuple[Flaw, ...]:
    """All that is wrong with a routine, from the top down."""
    return tuple(_routine_flaws(draft, library))


def _routine_flaws(draft: RoutineDraft, library: Library) -> Iterator[Flaw]:
    yield from _named(draft.name)
    twins = {text.name.casefold() for id_, text in library.routine_text.items() if id_ != draft.id}
    if draft.name.strip() and draft.name.strip().casefold() in twins:
        yield Flaw(Fault.NAME_TWICE, found=draft.name.strip())
    if len(draft.purpose) > LONGEST_TEXT:
        yield Flaw(Fault.TEXT_LONG, field="purpose", found=len(draft.purpose), most=LONGEST_TEXT)
    if not draft.steps:
        yield Flaw(Fault.STEPS_MISSING)
    if len(draft.steps) > MOST_STEPS:
        yield Flaw(Fault.STEPS_MANY, found=len(draft.steps), most=MOST_STEPS)
    if not 1 <= draft.rounds <= MOST_ROUNDS:
        yield Flaw(Fault.ROUNDS, found=draft.rounds, least=1, most=MOST_ROUNDS)
    seconds = seconds_of(Routine("", 0, (), (), draft.steps, rounds=draft.rounds), library)
    if seconds > MOST_SECONDS:
        yield Flaw(Fault.LONG, found=seconds, most=MOST_SECONDS)
    for number, step in enumerate(draft.steps):
        exercise = library.exercises.get(step.exercise)
        if exercise is None:
            yield Flaw(Fault.UNKNOWN, number, found=step.exercise)
        else:
            yield from _dose_flaws(number, step, exercise)
            if not readable(library.exercise_text.get(exercise.id)):
                yield Flaw(Fault.UNREADABLE, number, "ready", found=exercise.id, most=READABLE)
    yield from _lone_sides(draft, library)
    yield from _past_limits(draft, library)


def _named(name: str) -> Iterator[Flaw]:
    if not name.strip():
        yield Flaw(Fault.NAME_MISSING, field="name")
    elif len(name.strip()) > LONGEST_NAME:
        yield Flaw(Fault.NAME_LONG, field="name", found=len(name.strip()), most=LONGEST_NAME)


def _dose_flaws(number: int, step: RoutineStep, exercise: Exercise) -> Iterator[Flaw]:
    hold = exercise.hold
    if step.hold is not None and not hold.least <= step.hold <= hold.most:
        yield Flaw(Fault.HOLD, number, "hold", step.hold, hold.least, hold.most)
    times = exercise.repetitions
    least, most = (times.least, times.most) if times else (1, 1)
    if step.repetitions is not None and not least <= step.repetitions <= most:
        yield Flaw(Fault.REPETITIONS, number, "repetitions", step.repetitions, least, most)
    if not REST[0] <= step.rest <= REST[1]:
        yield Flaw(Fault.REST, number, "rest", step.rest, *REST)


def _lone_sides(draft: RoutineDraft, library: Library) -> Iterator[Flaw]:
    """One side of an exercise that is for each, and the other nowhere in the routine."""
    done: dict[str, set[Side]] = {}
    for step in draft.steps:
        done.setdefault(step.exercise, set()).add(step.side)
    for number, step in enumerate(draft.steps):
        exercise = library.exercises.get(step.exercise)
        sides = done[step.exercise]
        lone = step.side is not Side.BOTH and not sides & {Side.BOTH, step.side.other}
        if exercise is not None and exercise.kind is not Kind.MASSAGE and exercise.sides is Sides.EACH and lone:
            yield Flaw(Fault.SIDE_MISSING, number, "side", step.side.other.value)


def _past_limits(draft: RoutineDraft, library: Library) -> Iterator[Flaw]:
    """A massage whose seconds come to more than its limit for one time, at the step where they do."""
    spent: dict[str, float] = {}
    told: set[str] = set()
    for number, step in enumerate(draft.steps):
        exercise = library.exercises.get(step.exercise)
        if exercise is None or exercise.limits is None or exercise.limits.in_all is None:
            continue
        held = exercise.hold.usual if step.hold is None else step.hold
        times = exercise.repetitions.usual if exercise.repetitions else 1
        often = times if step.repetitions is None else step.repetitions
        sides = 2 if exercise.sides is Sides.EACH and step.side is Side.BOTH else 1
        spent[step.exercise] = spent.get(step.exercise, 0) + held * often * sides * draft.rounds
        most = exercise.limits.in_all.most
        if spent[step.exercise] > most and step.exercise not in told:
            told.add(step.exercise)
            yield Flaw(Fault.LIMIT, number, found=spent[step.exercise], most=most)


def readable(text: ExerciseText | None) -> bool:
    """Whether what is said in its lead-in can be read while that lasts."""
    return text is None or len(text.ready) <= READABLE


def exercise_flaws(draft: ExerciseDraft) -> tuple[Flaw, ...]:
    """All that is wrong with an own exercise, from the top down."""
    return tuple(_exercise_flaws(draft))


def _exercise_flaws(draft: ExerciseDraft) -> Iterator[Flaw]:
    yield from _named(draft.name)
    for field in ("ready", "do", "caution"):
        if not getattr(draft, field).strip():
            yield Flaw(Fault.TEXT_MISSING, field=field)
    spoken = SIDE_WORDS if draft.sides is Sides.EACH else ()
    for field in ("name", "purpose", "ready", "do", "felt", "caution", "switch"):
        text = getattr(draft, field)
        if len(text.strip()) > LONGEST_TEXT:
            yield Flaw(Fault.TEXT_LONG, field=field, found=len(text.strip()), most=LONGEST_TEXT)
        allowed = spoken if field not in ("name", "purpose") else ()
        stray = next((found for found in _BRACES.findall(text) if found not in allowed), None)
        if stray is not None:
            yield Flaw(Fault.BRACES, field=field, found=stray)
    if len(draft.ready.strip()) > READABLE:
        yield Flaw(Fault.UNREADABLE, field="ready", found=len(draft.ready.strip()), most=READABLE)
    if not draft.positions:
        yield Flaw(Fault.POSITIONS_MISSING, field="positions")
    if not draft.areas:
        yield Flaw(Fault.AREAS_MISSING, field="areas")
    yield from _bounds("hold", draft.hold, *HOLD)
    yield from _bounds("repetitions", draft.repetitions, *REPETITIONS)
    yield from _bounds("relax", draft.relax, *RELAX)


def _bounds(field: str, amount: Amount | None, least: float, most: float) -> Iterator[Flaw]:
    if amount is None:
        return
    if not (least <= amount.least and amount.most <= most):
        yield Flaw(Fault.BOUNDS, field=field, found=amount.usual, least=least, most=most)
    elif not amount.least <= amount.usual <= amount.most:
        yield Flaw(Fault.BOUNDS, field=field, found=amount.usual, least=amount.least, most=amount.most)
