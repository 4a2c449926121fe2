"""Sitting and standing at a desk that goes up and down: which it is now, and how long each was of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from unknot.core.care_records import Stance, StanceChange
from unknot.core.day import Span

OTHER = {Stance.SIT: Stance.STAND, Stance.STAND: Stance.SIT}


@dataclass(frozen=True, slots=True)
class Stood:
    """Minutes of a day at the desk in each posture, time away and off taken off."""

    sitting: float = 0.0
    standing: float = 0.0


@dataclass(frozen=True, slots=True)
class Posture:
    """The posture that goes on, and its minutes at the desk since it was taken up, time away and off taken off."""

    stance: Stance
    minutes: float


def stood(changes: Sequence[StanceChange], work: Sequence[Span], away: Iterable[Span], now: datetime) -> Stood:
    """How long each posture was in ``work`` up to ``now``, without the time ``away``."""
    there = _there(work, away, now.timestamp())
    standing = sum(_overlap(start, end, there) for start, end, stance in _stretches(changes, now) if stance is _UP)
    return Stood((sum(end - start for start, end in there) - standing) / 60, standing / 60)


def posture(changes: Sequence[StanceChange], work: Sequence[Span], away: Iterable[Span], now: datetime) -> Posture:
    """The posture of ``now``. ``changes``: of one day, in order of time, as are the spans."""
    moment = now.timestamp()
    there = _there(work, away, moment)
    stance, since = Stance.SIT, there[0][0] if there else moment
    for change in changes:
        if change.at.timestamp() <= moment and change.stance is not stance:
            stance, since = change.stance, change.at.timestamp()
    return Posture(stance, _overlap(since, moment, there) / 60)


_UP = Stance.STAND
_Stretch = tuple[float, float]


def _stretches(changes: Sequence[StanceChange], now: datetime) -> list[tuple[float, float, Stance]]:
    moments = [change.at.timestamp() for change in changes]
    ends = [*moments[1:], now.timestamp()]
    return [(start, end, change.stance) for start, end, change in zip(moments, ends, changes, strict=False)]


def _there(work: Sequence[Span], away: Iterable[Span], now: float) -> list[_Stretch]:
    """Working time up to ``now`` in which the person was at the desk, as moments in seconds."""
    there = [(span.start.timestamp(), min(now, span.end.timestamp())) for span in work]
    there = [(start, end) for start, end in there if end > start]
    for gone in away:
        first, last = gone.start.timestamp(), gone.end.timestamp()
        there = [
            part
            for start, end in there
            for part in ((start, min(end, first)), (max(start, last), end))
            if part[1] > part[0]
        ]
    return there


def _overlap(start: float, end: float, there: Iterable[_Stretch]) -> float:
    return sum(max(0.0, min(end, last) - max(start, first)) for first, last in there)
