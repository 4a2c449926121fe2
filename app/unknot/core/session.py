"""A guided session: frozen state, event -> new state. Seconds come from outside as monotonic floats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from unknot.core.body import Side
from unknot.core.care_records import Result
from unknot.core.history import Outcome
from unknot.core.library import Position
from unknot.core.timeline import Beat, Phase, Segment

LONG_GAP = 30.0
"""Seconds without a tick after which the app must have been suspended: the session pauses where it was."""
RESTART_AFTER = 3.0
"""Seconds into a hold from which Back restarts it instead of going to the one before."""
WHOLE = 0.9
"""Share of its planned seconds from which a movement counts as done rather than cut."""


class Status(StrEnum):
    """RUNNING has a deadline; the others stand still."""

    RUNNING = "running"
    PAUSED = "paused"
    HURT = "hurt"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Lap:
    """What one visit to one exercise on one side got. The log only grows; a repeat is a lap of its own. ``knot``: the
    one that was massaged, by its id."""

    step: int
    exercise: str
    side: Side
    seconds: float
    result: Result
    knot: str = ""


@dataclass(frozen=True, slots=True)
class StepResult:
    """One line of the summary. ``seconds`` over all laps; ``sides`` that were done or cut, in order.

    ``result``: DONE when every side was; HURT when any hurt; SKIPPED when nothing was done; CUT else.
    """

    step: int
    exercise: str
    seconds: float
    sides: tuple[Side, ...]
    result: Result


@dataclass(frozen=True, slots=True)
class Numeral:
    """The large number: ``value`` seconds left, or repetition ``value`` of ``of`` (0 when it counts seconds)."""

    value: int
    of: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """Where a session stands. Every event takes ``now`` (monotonic seconds) and returns the new state.

    ``deadline``: when the segment ends, while RUNNING. ``remaining``: seconds left of the segment, otherwise.
    ``seen``: the last moment it was told of. ``lap``: seconds in the exercise and side under way.
    """

    routine: str
    segments: tuple[Segment, ...]
    index: int = 0
    status: Status = Status.PAUSED
    deadline: float = 0.0
    remaining: float = 0.0
    seen: float = 0.0
    lap: float = 0.0
    log: tuple[Lap, ...] = ()
    ended_by_person: bool = False
    earliest: int = 0
    """Back never goes before this segment: what hurt stays left out."""
    positions: tuple[Position, ...] = ()
    """Those of the routine, for exercises that leave a choice."""

    # what is to be seen

    @property
    def segment(self) -> Segment:
        """The segment under way; the last one when over."""
        return self.segments[self.index]

    @property
    def phase(self) -> Phase:
        """What to show: the segment's own phase while it runs, else PAUSED, HURT or DONE."""
        return _SHOWN.get(self.status, self.segment.phase)

    @property
    def over(self) -> bool:
        """Nothing follows any more."""
        return self.status is Status.OVER

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return self.segments[-1].step + 1

    @property
    def step_number(self) -> int:
        """The step under way, from 1; in a rest the one that comes."""
        return self.segment.step + 1

    def left(self, now: float) -> float:
        """Seconds left in the segment, 0 at least."""
        if self.over:
            return 0.0
        left = self.deadline - now if self.status is Status.RUNNING else self.remaining
        return min(max(0.0, left), self.segment.seconds)

    def left_in_all(self, now: float) -> float:
        """Seconds left in the whole session."""
        if self.over:
            return 0.0
        return self.left(now) + sum(segment.seconds for segment in self.segments[self.index + 1 :])

    def elapsed(self, now: float) -> float:
        """Seconds into the segment."""
        return self.segment.seconds - self.left(now)

    def fraction(self, now: float) -> float:
        """How much of the segment is over, 0..1."""
        return self.elapsed(now) / self.segment.seconds if self.segment.seconds > 0 else 1.0

    def beat(self, now: float) -> Beat:
        """Which repetition and move it is."""
        return self.segment.beat(self.elapsed(now))

    def numeral(self, now: float) -> Numeral:
        """The number in the corner of the stage."""
        if self.segment.phase is Phase.REPETITIONS:
            return Numeral(self.beat(now).number, self.segment.repetitions)
        return Numeral(ceil(self.left(now) - 1e-6))

    @property
    def coming(self) -> Segment | None:
        """The first movement after the one under way, None when there is none."""
        return next((s for s in self.segments[self.index + 1 :] if s.exercising), None)

    @property
    def hurting(self) -> tuple[str, Side]:
        """What "This hurts" is about now: exercise and acting side. In a rest or a switch: what was just done."""
        segment = self.segment
        if segment.phase in (Phase.REST, Phase.SWITCH):
            before = next((s for s in reversed(self.segments[: self.index]) if s.exercising), segment)
            return before.exercise, before.side
        return segment.exercise, segment.side

    # what was done

    @property
    def seconds(self) -> float:
        """Seconds in the exercises so far."""
        return self.lap + sum(lap.seconds for lap in self.log)

    @property
    def share(self) -> float:
        """How much of its steps was done, 0..1: the mean over the steps of seconds done by seconds planned."""
        planned = _by_place((s.step, s.side, s.seconds) for s in self.segments if s.exercising)
        done = _by_place((lap.step, lap.side, lap.seconds) for lap in self.log)
        if self.lap > 0 and not self.over:
            place = (self.segment.step, self.segment.side)
            done[place] = done.get(place, 0.0) + self.lap
        parts: dict[int, list[float]] = {}
        for place, seconds in planned.items():
            parts.setdefault(place[0], []).append(min(1.0, done.get(place, 0.0) / seconds) if seconds > 0 else 1.0)
        return sum(sum(p) / len(p) for p in parts.values()) / len(parts) if parts else 0.0

    @property
    def outcome(self) -> Outcome:
        """DONE when it came to its end by itself or by Next with at least half of it done, else STOPPED_EARLY."""
        through = self.over and not self.ended_by_person
        return Outcome.DONE if through and self.share >= 0.5 else Outcome.STOPPED_EARLY

    @property
    def results(self) -> tuple[StepResult, ...]:
        """One line a step that was met so far, in order."""
        return tuple(self._result(step) for step in sorted({lap.step for lap in self.log}))

    def _result(self, step: int) -> StepResult:
        laps = [lap for lap in self.log if lap.step == step]
        best = {lap.side: min((x.result for x in laps if x.side is lap.side), key=_RANK.index) for lap in laps}
        moved = tuple(side for side, result in best.items() if result in (Result.DONE, Result.CUT))
        wanted = {s.side for s in self.segments if s.step == step and s.exercising}
        if Result.HURT in best.values():
            result = Result.HURT
        elif all(best.get(side) is Result.DONE for side in wanted):
            result = Result.DONE
        else:
            result = Result.CUT if moved else Result.SKIPPED
        return StepResult(step, laps[0].exercise, sum(lap.seconds for lap in laps), moved, result)

    # events

    def tick(self, now: float) -> Session:
        """Time has passed. Goes through as many segments as have ended; pauses after a gap of LONG_GAP."""
        if self.status is not Status.RUNNING:
            return replace(self, seen=now)
        if now - self.seen > LONG_GAP:
            return self.pause(self.seen)
        state = self
        while state.status is Status.RUNNING and state.deadline <= now:
            state = state._count(state.deadline)._enter(state.index + 1, state.deadline, Result.DONE)
        return state._count(now) if state.status is Status.RUNNING else replace(state, seen=now)

    def pause(self, now: float) -> Session:
        """Stand still where it is."""
        state = self.tick(now)
        if state.status is not Status.RUNNING:
            return state
        return replace(state, status=Status.PAUSED, remaining=state.left(now))

    def go_on(self, now: float) -> Session:
        """Run again after a pause."""
        if self.status is not Status.PAUSED:
            return self
        return replace(self, status=Status.RUNNING, deadline=now + self.remaining, seen=now)

    def start_now(self, now: float) -> Session:
        """Skip a lead-in, switch or rest; nothing in a movement."""
        state = self.tick(now).go_on(now)
        if state.status is not Status.RUNNING or state.segment.exercising:
            return state
        return state._enter(state.index + 1, now, Result.DONE)

    def next(self, now: float) -> Session:
        """On to the next way, side or step, past any rest. From a lead-in: the whole step is skipped. Ends at the
        last. A paused session stays paused."""
        state = self.tick(now)
        if state.status not in (Status.RUNNING, Status.PAUSED):
            return state
        return state._enter(state._following(), now, Result.CUT)

    def back(self, now: float) -> Session:
        """Restart the movement when more than RESTART_AFTER in, else to the one before. A paused session stays
        paused."""
        state = self.tick(now)
        if state.status not in (Status.RUNNING, Status.PAUSED):
            return state
        return state._enter(state._preceding(now), now, Result.CUT)

    def hurts(self, now: float) -> Session:
        """Stop at once and wait for what the person says."""
        state = self.tick(now)
        if state.over or state.status is Status.HURT:
            return state
        return replace(state, status=Status.HURT, remaining=state.left(now))

    def slip(self, now: float) -> Session:
        """It did not hurt after all: back to where it was, paused."""
        return replace(self, status=Status.PAUSED, seen=now) if self.status is Status.HURT else self

    def go_on_elsewhere(self, now: float, segments: Sequence[Segment]) -> Session:
        """After "This hurts": leave the exercise out, and all that was to come; go on with these instead. Without
        any it ends."""
        if self.status is not Status.HURT:
            return self
        state = self._close_lap(Result.HURT)
        met = state.index + 1 if state.segment.exercising else state.index
        kept = state.segments[:met]
        first = max((lap.step for lap in state.log), default=-1) + 1
        rest = tuple(replace(segment, step=segment.step + first) for segment in segments)
        if not rest:
            return replace(state, status=Status.OVER, ended_by_person=True, seen=now)
        state = replace(state, segments=kept + rest, index=len(kept), earliest=len(kept), status=Status.RUNNING)
        return replace(state, deadline=now + state.segment.seconds, seen=now)

    def stop(self, now: float) -> Session:
        """End here, by the person's wish."""
        state = self.tick(now)
        if state.over:
            return state
        hurt = state.status is Status.HURT
        state = state._close_lap(Result.HURT if hurt else Result.CUT)
        return replace(state, status=Status.OVER, ended_by_person=True, seen=now)

    def leave(self, now: float) -> Session:
        """The window was closed or the app goes: stand still, with the lap under way written down."""
        state = self.pause(now)
        if state.over or not state.segment.exercising or state.lap <= 0:
            return state
        return state._close_lap(Result.CUT)

    def resume(self, now: float) -> Session:
        """Come back to it after :meth:`leave`: the movement begins again with its lead-in or switch. What hurt still
        waits for an answer."""
        if self.status is not Status.PAUSED:
            return self
        state, index = self.leave(now), self.index
        while self.segments[index].exercising and index > self.earliest:
            index -= 1
        return replace(state, status=Status.RUNNING, index=index, deadline=now + self.segments[index].seconds)

    # how it moves

    def _count(self, now: float) -> Session:
        """Seconds since last seen, added to the lap when they were movement."""
        passed = max(0.0, now - self.seen)
        return replace(self, seen=max(now, self.seen), lap=self.lap + passed if self.segment.exercising else self.lap)

    def _following(self) -> int:
        phase, count = self.segment.phase, len(self.segments)
        if self.segment.exercising and self.index + 1 < count and self.segments[self.index + 1].exercising:
            return self.index + 1
        stops = {Phase.READY} if phase in (Phase.READY, Phase.SWITCH) else {Phase.READY, Phase.SWITCH}
        return next((i for i in range(self.index + 1, count) if self.segments[i].phase in stops), count)

    def _preceding(self, now: float) -> int:
        start = self.index
        if self.segment.exercising:
            if self.elapsed(now) > RESTART_AFTER:
                return self.index
            if self.segments[self.index - 1].exercising:
                return self.index - 1
            start = self.index - 1  # its own lead-in or switch
        stops = (Phase.READY, Phase.SWITCH)
        return next((i for i in range(start - 1, self.earliest, -1) if self.segments[i].phase in stops), self.earliest)

    def _enter(self, index: int, now: float, left_as: Result) -> Session:
        """Go to a segment; ``left_as``: how the movement under way ends. Movements jumped over are skipped."""
        state = self
        if self.segment.exercising and not self._same_place(index):
            state = self._close_lap(left_as)
        skipped = [s for s in self.segments[self.index + 1 : index] if s.exercising]
        for segment in skipped:
            state = state._skip(segment)
        if index >= len(self.segments):
            return replace(state, status=Status.OVER, index=len(self.segments) - 1, remaining=0.0, seen=now)
        seconds = self.segments[index].seconds
        return replace(state, index=index, deadline=now + seconds, remaining=seconds, seen=now)

    def _same_place(self, index: int) -> bool:
        if not 0 <= index < len(self.segments) or not self.segments[index].exercising:
            return False
        there = self.segments[index]
        return (there.step, there.side) == (self.segment.step, self.segment.side)

    def _close_lap(self, result: Result) -> Session:
        """Write down the lap under way. What hurts is written even between two movements."""
        segment = self.segment
        if result is Result.HURT:
            exercise, side = self.hurting
            step = segment.step - 1 if segment.phase is Phase.REST else segment.step
            lap = Lap(step, exercise, side, self.lap, result, self._knot_of(step))
            return replace(self, lap=0.0, log=(*self.log, lap))
        if not segment.exercising:
            return self
        place = segment.step, segment.side
        planned = sum(s.seconds for s in self.segments if s.exercising and (s.step, s.side) == place)
        before = sum(x.seconds for x in self.log if (x.step, x.side) == place)
        if result is Result.DONE and before + self.lap < planned * WHOLE:
            result = Result.CUT
        lap = Lap(segment.step, segment.exercise, segment.side, self.lap, result, segment.knot)
        return replace(self, lap=0.0, log=(*self.log, lap))

    def _knot_of(self, step: int) -> str:
        return next((segment.knot for segment in self.segments if segment.step == step and segment.knot), "")

    def _skip(self, segment: Segment) -> Session:
        met = any((lap.step, lap.side) == (segment.step, segment.side) for lap in self.log)
        skipped = Lap(segment.step, segment.exercise, segment.side, 0.0, Result.SKIPPED, segment.knot)
        return self if met else replace(self, log=(*self.log, skipped))


def begin(routine: str, segments: Sequence[Segment], now: float, positions: Sequence[Position] = ()) -> Session:
    """A session of these segments (one at least), running from ``now``."""
    begun = Session(routine, tuple(segments), status=Status.RUNNING, deadline=now + segments[0].seconds, seen=now)
    return replace(begun, positions=tuple(positions))


_RANK = (Result.HURT, Result.DONE, Result.CUT, Result.SKIPPED)
_SHOWN = {Status.PAUSED: Phase.PAUSED, Status.HURT: Phase.HURT, Status.OVER: Phase.DONE}


def _by_place(parts: Iterable[tuple[int, Side, float]]) -> dict[tuple[int, Side], float]:
    total: dict[tuple[int, Side], float] = {}
    for step, side, seconds in parts:
        total[step, side] = total.get((step, side), 0.0) + seconds
    return total
