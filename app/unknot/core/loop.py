"""A motion shown by itself, without a session: round and round, with time to look at where it rests."""

from __future__ import annotations

from dataclasses import dataclass

from unknot.core.choreography import Figure
from unknot.core.motion import Leg, Motion, MotionKind, Score, Shown, tidy

HELD = 1.5
"""Seconds in the pose, or at a stop; not before the first movement, for the still was seen before."""
AT_EASE = 0.8
"""Seconds before it goes in again."""


@dataclass(frozen=True, slots=True)
class Loop:
    """One round, ``seconds`` long, that goes on without end. It begins where the still is, as far as there is one."""

    score: Score
    seconds: float

    def at(self, elapsed: float) -> Shown:
        """What is seen so many seconds after the beginning."""
        return self.score.at(elapsed % self.seconds)

    def next_change(self, elapsed: float) -> float:
        """Seconds until something else is seen."""
        within = elapsed % self.seconds
        change = self.score.next_change(within)
        return (self.seconds if change is None else min(change, self.seconds)) - within

    def ahead(self, elapsed: float, count: int) -> tuple[Shown, ...]:
        """What is seen next, ``count`` at most, without repeats."""
        found: dict[Shown, None] = {}
        moment = elapsed
        for _ in range(count):
            moment += self.next_change(moment)
            found[self.at(moment)] = None
        return tuple(found)


def loop_of(picture: str, motion: Motion) -> Loop:
    """The loop of a picture."""
    figure, each = Figure(picture, False, motion), 1 / motion.rate
    if motion.kind is MotionKind.CYCLE and len(motion.stops) < 2:
        start = max(0, motion.still)
        frames = (start, *motion.forth(start, (start - 1) % motion.frames))
        return Loop(Score((Leg(0.0, picture, False, frames, each),)), motion.frames * each)
    if motion.kind is MotionKind.HOLD:
        first, ways = motion.frames - 1, [(figure.way_out, AT_EASE), (figure.way_in, HELD)]
    else:
        first = motion.still if motion.still in motion.stops else motion.stops[0]
        begin = motion.stops.index(first)
        stops = (*motion.stops[begin:], *motion.stops[:begin])
        ways = [(motion.forth(stop, other), HELD) for stop, other in zip(stops, _next(stops), strict=True)]
    legs, end = [figure.rest(0.0, first)], each
    for way, rest in ways:
        legs.append(figure.go(end, way, each))
        end += len(way) * each + rest
    return Loop(tidy(legs), end - each)


def _next(stops: tuple[int, ...]) -> tuple[int, ...]:
    return (*stops[1:], stops[0])
