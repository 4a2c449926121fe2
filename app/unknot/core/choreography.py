"""How the figure goes through a session: into a stretch as one gets ready, out of it as one lets go, round and round.

Pure: the session and the moment decide alone, so the figure stands still while the session does, and Back and Next
take it along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from unknot.core.body import Side
from unknot.core.motion import FASTEST, STILL, Leg, Motion, MotionKind, Score, Shown, pace, tidy
from unknot.core.session import Session, Status
from unknot.core.timeline import Phase, Segment

SETTLE = 0.4
"""Seconds that the figure stays at ease between two movements, at least."""
AT_EASE = 1.0
"""Seconds of a rest that show the resting picture, at least."""
HELD = 1.0
"""Seconds of a repetition in which the pose itself is seen, at least, where there is room for them."""


class Art(Protocol):
    """The pictures there are."""

    def picture(self, exercise: str) -> str:
        """The name of an exercise's picture."""

    def neutral(self, exercise: str) -> str:
        """The name of the picture at ease in the position in which the exercise is done; "" where there is none."""

    def motion(self, picture: str) -> Motion | None:
        """The motion of a picture; None where it has none, or where less motion is wanted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An exercise's picture on one side, and its motion."""

    picture: str
    mirrored: bool
    motion: Motion | None
    moves: int = 0

    @property
    def sequence(self) -> bool:
        """Whether each stop of the cycle is a move of its own."""
        motion = self.motion
        return motion is not None and motion.kind is MotionKind.CYCLE and 0 < self.moves == len(motion.stops)

    @property
    def goes_in(self) -> bool:
        """Whether it goes into a pose and stays."""
        return self.motion is not None and self.motion.kind is MotionKind.HOLD

    def rest(self, begin: float, frame: int = 0) -> Leg:
        """At rest at a frame, at first the one at ease."""
        still = STILL if self.motion is None else self.motion.resting(frame)
        return Leg(begin, self.picture, self.mirrored, (still,))

    def go(self, begin: float, frames: tuple[int, ...], seconds_each: float) -> Leg:
        """Through these frames; at the last one it rests."""
        if frames and self.motion is not None:
            frames = (*frames[:-1], self.motion.resting(frames[-1]))
        return Leg(begin, self.picture, self.mirrored, frames, seconds_each)

    @property
    def way_in(self) -> tuple[int, ...]:
        """From being at ease into the pose; nothing for a cycle."""
        return tuple(range(1, self.motion.frames)) if self.motion and self.goes_in else ()

    @property
    def way_out(self) -> tuple[int, ...]:
        """From where a movement ends to being at ease."""
        if self.motion and self.goes_in:
            return tuple(range(self.motion.frames - 2, -1, -1))
        return self.motion.forth(self.motion.stops[-1], 0) if self.motion and self.sequence else ()


class Choreography:
    """Who knows what is seen when. Scores are worked out once a segment."""

    def __init__(self, art: Art) -> None:
        self._art = art
        self._segments: tuple[Segment, ...] = ()
        self._scores: dict[int, Score] = {}

    def forget(self) -> None:
        """Other motions are there from now on."""
        self._scores.clear()

    def shown(self, session: Session, now: float) -> Shown:
        """What is seen now."""
        return self._score(session, session.index).at(session.elapsed(now))

    def next_change(self, session: Session, now: float) -> float | None:
        """Seconds until something else is seen within this segment; None when nothing is going to change."""
        if session.status is not Status.RUNNING:
            return None
        elapsed = session.elapsed(now)
        change = self._score(session, session.index).next_change(elapsed)
        return None if change is None or change >= session.segment.seconds else change - elapsed

    def ahead(self, session: Session, now: float, count: int) -> tuple[Shown, ...]:
        """What is seen next, ``count`` at most, without repeats: how the next segment begins included."""
        found: dict[Shown, None] = {}
        elapsed = session.elapsed(now)
        for coming in self._score(session, session.index).ahead(elapsed, session.segment.seconds):
            if len(found) >= count:
                return tuple(found)
            found[coming] = None
        if session.index + 1 < len(session.segments):
            found[self._score(session, session.index + 1).at(0.0)] = None
        return tuple(found)[:count]

    def _score(self, session: Session, index: int) -> Score:
        if session.segments is not self._segments:
            self._segments = session.segments
            self._scores.clear()
        if index not in self._scores:
            self._scores[index] = score(session.segments, index, self._art)
        return self._scores[index]


# one score a phase


def score(segments: Sequence[Segment], index: int, art: Art) -> Score:
    """What is seen through one segment of a session."""
    segment = segments[index]
    before = next((s for s in reversed(segments[:index]) if s.exercising), None)
    after = next((s for s in segments[index:] if s.exercising), segment)
    figure = _figure(after if segment.phase is Phase.REST else segment, after, art)
    if segment.phase is Phase.READY:
        return _ready(segment, after, figure)
    if segment.phase is Phase.SWITCH:
        return _switch(segment, after, figure, _figure(before, before, art) if before else None)
    if segment.phase is Phase.REST:
        return _rest(segment, figure, _figure(before, before, art) if before else None, art.neutral(segment.exercise))
    if figure.motion is None:
        return _stills(segment, figure)
    if segment.phase is Phase.HOLD:
        return _hold(segment, figure, figure.motion)
    return _repetitions(segment, figure, figure.motion)


def _figure(segment: Segment, movement: Segment, art: Art) -> Figure:
    """Pictures show the right side acting."""
    picture = art.picture(segment.exercise)
    side = movement.side if segment.side is Side.BOTH else segment.side
    return Figure(picture, side is Side.LEFT, art.motion(picture), len(movement.moves))


def _ready(segment: Segment, movement: Segment, figure: Figure) -> Score:
    """At ease, then into a hold so that it is there when the hold begins. Repetitions, which begin from being at ease,
    are shown once before."""
    legs = [figure.rest(0.0)]
    if figure.motion is not None and movement.phase is Phase.HOLD:
        legs += _into(figure, figure.motion, segment.seconds, segment.seconds)
    elif figure.motion is not None:
        legs += _once(movement, figure, figure.motion, segment.seconds)
    return tidy(legs)


def _once(movement: Segment, figure: Figure, motion: Motion, seconds: float) -> list[Leg]:
    """One repetition as drawn, with time before and after it; nothing where there is too little, or for a sequence."""
    if figure.goes_in:
        ways = [figure.way_in, figure.way_out]
    else:
        ways = [] if figure.sequence else [(*_round(movement, motion)[1:], 0)]
    each = 1 / motion.rate
    begin = seconds - SETTLE - sum(len(way) * each for way in ways) - SETTLE * (len(ways) - 1)
    if begin < SETTLE:
        return []
    legs = []
    for way in ways:
        legs.append(figure.go(begin, way, each))
        begin += len(way) * each + SETTLE
    return legs


def _into(figure: Figure, motion: Motion, end: float, room: float) -> list[Leg]:
    """Into the pose within ``room`` seconds, to be there at ``end``; nothing where that is too little."""
    frames = figure.way_in
    each = pace(motion, len(frames), room)
    return [] if each is None else [figure.go(end - len(frames) * each, frames, each)]


def _switch(segment: Segment, movement: Segment, figure: Figure, old: Figure | None) -> Score:
    """Out on the old side, then turned, and in on the new one."""
    way_out = old.way_out if old is not None and old.picture == figure.picture else ()
    if old is None or figure.motion is None or not way_out:
        return _ready(segment, movement, figure)
    way_in = figure.way_in if movement.phase is Phase.HOLD else ()
    each = pace(figure.motion, len(way_out) + len(way_in), segment.seconds - SETTLE)
    if each is None:
        return _ready(segment, movement, figure)
    turn = len(way_out) * each + SETTLE / 2
    legs = [old.go(0.0, way_out, each), figure.rest(turn)]
    return tidy([*legs, figure.go(segment.seconds - len(way_in) * each, way_in, each)])


def _rest(segment: Segment, figure: Figure, old: Figure | None, neutral: str) -> Score:
    """Out of what was done, then at ease in the position of what comes."""
    legs, end = [], 0.0
    if old is not None and old.motion is not None and old.way_out:
        each = pace(old.motion, len(old.way_out), segment.seconds - SETTLE - AT_EASE)
        if each is not None:
            legs.append(old.go(0.0, old.way_out, each))
            end = len(old.way_out) * each + SETTLE
    return tidy([*legs, Leg(end, neutral, mirrored=False) if neutral else figure.rest(end)])


def _hold(segment: Segment, figure: Figure, motion: Motion) -> Score:
    if figure.goes_in:
        return Score((figure.rest(0.0, motion.frames - 1),))
    return _rounds(segment, figure, motion)


def _rounds(segment: Segment, figure: Figure, motion: Motion) -> Score:
    """Round and round, a little slower or faster than drawn, so that the last round closes at the end."""
    rounds = max(1, round(segment.seconds / motion.seconds))
    each = min(max(segment.seconds / (rounds * motion.frames), 1 / motion.rate / FASTEST), FASTEST / motion.rate)
    return Score((Leg(0.0, figure.picture, figure.mirrored, _round(segment, motion), each, loops=True),))


def _round(segment: Segment, motion: Motion) -> tuple[int, ...]:
    """Once round from the first frame, the other way round for the way back."""
    forward = tuple(range(motion.frames))
    return (0, *reversed(forward[1:])) if segment.way == "back" else forward


def _repetitions(segment: Segment, figure: Figure, motion: Motion) -> Score:
    if figure.goes_in:
        return _in_and_out(segment, figure, motion)
    if figure.sequence:
        return _moves(segment, figure, motion)
    work = _work(segment)
    each = min(work / motion.frames, FASTEST / motion.rate)
    if each * motion.rate * FASTEST < 1:
        return _rounds(segment, figure, motion)
    frames = (*_round(segment, motion)[1:], 0)
    return tidy([figure.go(begin, frames, each) for begin in _beginnings(segment)])


def _moves(segment: Segment, figure: Figure, motion: Motion) -> Score:
    """From stop to stop: at each move's beginning on to its own."""
    legs = [figure.rest(0.0)]
    at = 0
    for begin in _beginnings(segment):
        for move, stop in enumerate(motion.stops):
            frames = motion.forth(at, stop)
            each = pace(motion, len(frames), segment.hold)
            start = begin + move * segment.hold
            legs.append(figure.rest(start, stop) if each is None else figure.go(start, frames, each))
            at = stop
    return tidy(legs)


def _in_and_out(segment: Segment, figure: Figure, motion: Motion) -> Score:
    """In at the beginning of each repetition; out in the letting go after it, or in its last part where there is none.
    Where that is too short it goes in once and stays."""
    work, steps = _work(segment), motion.frames - 1
    letting_go = segment.relax > 0
    inside = steps if letting_go else 2 * steps
    each_in = pace(motion, inside, work - HELD) or pace(motion, inside, work)
    each_out = pace(motion, steps, segment.relax) if letting_go else each_in
    if each_in is None or each_out is None:
        each = pace(motion, steps, segment.seconds)
        return tidy([figure.rest(0.0, steps) if each is None else figure.go(0.0, figure.way_in, each)])
    legs = [figure.rest(0.0)]
    for begin in _beginnings(segment):
        legs.append(figure.go(begin, figure.way_in, each_in))
        end = begin + work
        if segment.seconds - end > (segment.relax or work) / 2:  # nothing is let go after the last one
            legs.append(figure.go(end if letting_go else end - steps * each_out, figure.way_out, each_out))
    return tidy(legs)


def _stills(segment: Segment, figure: Figure) -> Score:
    """Without a motion: the exercise's still, or one a move."""
    if segment.phase is not Phase.REPETITIONS or not segment.moves:
        return Score((figure.rest(0.0),))
    return Score(tuple(
        Leg(begin + move * segment.hold, f"{figure.picture}-{move + 1}", figure.mirrored)
        for begin in _beginnings(segment)
        for move in range(len(segment.moves))
    ))


def _work(segment: Segment) -> float:
    """Seconds of one repetition, without the letting go."""
    return (segment.hold or segment.seconds) * max(1, len(segment.moves))


def _beginnings(segment: Segment) -> list[float]:
    """When each repetition begins."""
    return [number * (_work(segment) + segment.relax) for number in range(segment.repetitions)]
