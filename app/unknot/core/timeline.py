"""A routine laid out in time: what happens for how long, lead-ins, switches and rests included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from unknot.core.body import Side
from unknot.core.library import Exercise, Library, Routine, RoutineStep, Sides

READY_SECONDS = 5.0
SWITCH_SECONDS = 4.0


class Phase(StrEnum):
    """What the person sees. A segment has one of the first five; PAUSED, HURT and DONE belong to the session."""

    READY = "ready"
    HOLD = "hold"
    REPETITIONS = "repetitions"
    SWITCH = "switch"
    REST = "rest"
    PAUSED = "paused"
    HURT = "hurt"
    DONE = "done"


EXERCISING = frozenset({Phase.HOLD, Phase.REPETITIONS})
"""The phases whose seconds count as movement."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A moment within repetitions. ``number``: 1-based repetition. ``move``: index into the segment's ``moves``.

    ``relaxing``: between two repetitions. ``left``: seconds left of this move, or of the relaxing.
    """

    number: int
    move: int
    relaxing: bool
    left: float


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of time in a session; all durations in seconds.

    ``step`` is 0-based; READY and REST belong to the step that comes. ``side``: the side that acts (READY: the first
    one, SWITCH: the one that comes, REST: BOTH). ``hold``: one move of one repetition. ``relax``: between repetitions.
    ``way``: id of the way these repetitions go; ``moves``: ids of the moves of one repetition, often none.
    ``knot``: id of the knot that a massage works on.
    """

    phase: Phase
    step: int
    exercise: str
    side: Side
    seconds: float
    repetitions: int = 1
    hold: float = 0.0
    relax: float = 0.0
    way: str = ""
    moves: tuple[str, ...] = ()
    knot: str = ""

    @property
    def exercising(self) -> bool:
        """Whether its seconds count as movement."""
        return self.phase in EXERCISING

    def beat(self, elapsed: float) -> Beat:
        """Where its repetitions stand after ``elapsed`` seconds; a hold is a single repetition."""
        hold = self.hold or self.seconds
        work = hold * max(1, len(self.moves))
        every = work + self.relax
        done = min(int(max(0.0, elapsed) / every), self.repetitions - 1) if every > 0 else 0
        within = max(0.0, elapsed) - done * every
        if within >= work and self.relax > 0:
            return Beat(done + 1, max(1, len(self.moves)) - 1, True, max(0.0, every - within))
        move = min(int(within / hold), max(1, len(self.moves)) - 1) if hold > 0 else 0
        return Beat(done + 1, move, False, max(0.0, hold * (move + 1) - within))


def timeline(routine: Routine, library: Library) -> tuple[Segment, ...]:
    """The segments of a routine in order. Steps whose exercise the library doesn't have are left out."""
    steps = [step for step in routine.in_full if step.exercise in library.exercises]
    known = [(step, library.exercises[step.exercise]) for step in steps]
    segments: list[Segment] = []
    for index, (step, exercise) in enumerate(known):
        rest = known[index - 1][0].rest if index > 0 else 0.0
        if rest > 0:
            segments.append(Segment(Phase.REST, index, exercise.id, Side.BOTH, rest))
        segments.extend(_step(index, step, exercise))
    return tuple(segments)


def seconds_of(routine: Routine, library: Library) -> float:
    """How long a routine takes from the first lead-in to the end, in seconds."""
    return sum(segment.seconds for segment in timeline(routine, library))


def step_seconds(step: RoutineStep, exercise: Exercise) -> float:
    """How long one step takes, its lead-in and switch included, a rest left out."""
    return sum(segment.seconds for segment in _step(0, step, exercise))


def _step(index: int, step: RoutineStep, exercise: Exercise) -> Iterator[Segment]:
    sides = (Side.LEFT, Side.RIGHT) if exercise.sides is Sides.EACH else (Side.BOTH,)
    if step.knot or step.side in sides:
        sides = (step.side,)
    yield Segment(Phase.READY, index, exercise.id, sides[0], READY_SECONDS)
    for number, side in enumerate(sides):
        if number > 0:
            yield Segment(Phase.SWITCH, index, exercise.id, side, SWITCH_SECONDS)
        ways = exercise.ways or ("",)
        for way in ways:
            yield _movement(index, step, exercise, side, way, last=way == ways[-1])


def _movement(index: int, step: RoutineStep, exercise: Exercise, side: Side, way: str, *, last: bool) -> Segment:
    hold = exercise.hold.usual if step.hold is None else step.hold
    usual = exercise.repetitions.usual if exercise.repetitions else 1
    repetitions = max(1, int(usual if step.repetitions is None else step.repetitions))
    relax = exercise.relax.usual if exercise.relax else 0.0
    moves = exercise.moves
    pauses = repetitions - 1 if last else repetitions  # one way follows the other after the same relaxing
    seconds = repetitions * hold * max(1, len(moves)) + pauses * relax
    single = repetitions == 1 and not moves and not exercise.ways
    phase = Phase.HOLD if single else Phase.REPETITIONS
    return Segment(phase, index, exercise.id, side, seconds, repetitions, hold, relax, way, moves, step.knot)
