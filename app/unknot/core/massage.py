"""Massage: what a technique keeps to, and one run over some knots as a frozen state. Seconds come from outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil

from unknot.core.body import Area, Side
from unknot.core.care_records import Massage, Result
from unknot.core.library import Exercise
from unknot.core.session import LONG_GAP
from unknot.core.timeline import READY_SECONDS
from unknot.core.worktime import later

CIRCLES_TOO = frozenset({"massage-fingers"})
"""Techniques that are a firm press or light circles, as the person likes."""
_DAY = timedelta(days=1)


class Manner(StrEnum):
    """PRESS: one firm press, held. CIRCLES: small and light, until the person ends it."""

    PRESS = "press"
    CIRCLES = "circles"


@dataclass(frozen=True, slots=True)
class Pace:
    """What a technique keeps to, in seconds.

    ``spot``: on one knot, then the next; None: until the person goes on. ``least``: from which a knot counts as done.
    ``in_all``: at a time, all knots together. ``press``: at once, then a rest, as often as the person likes; ``day``:
    which day of it this is, from 1. ``rest``: after which a rest is called to mind.
    """

    spot: float | None
    least: float
    in_all: float | None = None
    press: float | None = None
    day: int = 1
    rest: float | None = None


def pace_of(exercise: Exercise, manner: Manner = Manner.PRESS, days_done: int = 0) -> Pace:
    """What a technique keeps to today. ``days_done``: on how many days before today it was done lately."""
    hold, limits = exercise.hold, exercise.limits
    if manner is Manner.CIRCLES and exercise.id in CIRCLES_TOO:
        return Pace(None, 0.0, rest=limits.rest.usual if limits and limits.rest else None)
    if limits is None:
        return Pace(hold.usual, hold.least)
    in_all = limits.in_all.most if limits.in_all else None
    rest = limits.rest.usual if limits.rest else None
    if not limits.open_ended:
        return Pace(hold.most if in_all else hold.usual, hold.least, in_all, rest=rest)
    if limits.first is None:
        return Pace(None, hold.least, in_all, rest=rest)
    growth = limits.growth.usual if limits.growth else 0.0
    press = min(hold.most, limits.first.usual + growth * days_done)
    return Pace(None, hold.least, in_all, press=press, day=days_done + 1, rest=rest)


def lately(techniques: Iterable[Exercise], today: date) -> date:
    """The first day of which ``days_done`` and ``used`` want to know anything. After a long while holds begin gently
    again."""
    return today - max((_lately(each) for each in techniques), default=_DAY)


def _lately(exercise: Exercise) -> timedelta:
    limits = exercise.limits
    return limits.lately.usual * _DAY if limits and limits.lately else _DAY


def days_done(records: Iterable[Massage], exercise: Exercise, today: date) -> int:
    """On how many days before today a technique was done, of those that count as lately."""
    first = today - _lately(exercise)
    return len({r.day for r in records if r.technique == exercise.id and r.seconds > 0 and first <= r.day < today})


# at a time


@dataclass(frozen=True, slots=True)
class Used:
    """What of a technique's time has been used up at this time. ``spots``: seconds by knot. ``again``: when it is
    another time."""

    in_all: float = 0.0
    spots: tuple[tuple[str, float], ...] = ()
    again: datetime | None = None

    def on(self, knot: str) -> float:
        """Seconds on one knot; what was done without one counts for none."""
        return dict(self.spots).get(knot, 0.0) if knot else 0.0


def used(records: Iterable[Massage], exercise: Exercise, now: datetime) -> Used:
    """What was done with a technique since it last had a break. A moment further ahead than that was written by a
    clock that has been set back since: nobody waits for it."""
    apart = exercise.limits.apart.usual if exercise.limits and exercise.limits.apart else 0.0
    spots: dict[str, float] = {}
    after, in_all, again = now.timestamp(), 0.0, None
    done = (r for r in records if r.technique == exercise.id and r.seconds > 0 and _end(r) - after < apart)
    for record in sorted(done, key=_end, reverse=True):
        end = _end(record)
        if after - end >= apart:
            break
        again = again or later(record.at.astimezone(now.tzinfo), timedelta(seconds=apart))
        after = min(after, end - record.seconds)
        in_all += record.seconds
        spots[record.knot] = spots.get(record.knot, 0.0) + record.seconds
    return Used(in_all, tuple(spots.items()), again)


def _end(record: Massage) -> float:
    return record.at.timestamp()


# where


class Refusal(StrEnum):
    """Why a massage is not begun. NEVER: its limits forbid the place. ELSEWHERE: it is not made for the place. ENOUGH:
    its time at a time is used up. SPOT_ENOUGH: each of these knots has had its share of it."""

    BLOCKED = "blocked"
    UNASKED = "unasked"
    RUNNING = "running"
    UNKNOWN = "unknown"
    NEVER = "never"
    ELSEWHERE = "elsewhere"
    ENOUGH = "enough"
    SPOT_ENOUGH = "spot enough"


@dataclass(frozen=True, slots=True)
class Place:
    """Where to massage. ``knot``: its id, "" where none is marked. ``done``: seconds it has had at this time."""

    knot: str = ""
    area: Area | None = None
    side: Side | None = None
    done: float = 0.0


def refused_at(exercise: Exercise, area: Area | None) -> Refusal | None:
    """Whether a technique may not be used at an area; None: it may, or no area is known."""
    if area is None:
        return None
    if exercise.limits is not None and area in exercise.limits.never:
        return Refusal.NEVER
    return None if area in exercise.areas else Refusal.ELSEWHERE


def unmarked(pace: Pace) -> tuple[Place, ...]:
    """The places of a massage for which no knot was marked: one, or as many as the time in all has room for."""
    return (Place(),) * (ceil(pace.in_all / pace.spot) if pace.in_all and pace.spot else 1)


# a run


class Status(StrEnum):
    """READY: getting there. RUNNING: on the knot. RESTING: the press was as long as it may be today, and waits for the
    person to press again. READY and RUNNING take time, the others stand still."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    RESTING = "resting"
    HURT = "hurt"
    OVER = "over"


class End(StrEnum):
    """Why a run is over. LIMIT: as long as it may be at a time. STOPPED: by the person, a lock or a closed window."""

    THROUGH = "through"
    LIMIT = "limit"
    STOPPED = "stopped"
    HURT = "hurt"


@dataclass(frozen=True, slots=True)
class Lap:
    """What one place got."""

    place: Place
    seconds: float
    result: Result


_MOVING = (Status.READY, Status.RUNNING)


@dataclass(frozen=True, slots=True)
class Run:
    """One massage. Every event takes ``now`` (monotonic seconds) and returns the new state.

    ``ready``: seconds of getting there that are left. ``here``: on this knot; ``at_once``: of them since the last rest;
    ``in_all``: on all knots at this time, earlier massages included. ``seen``: the last moment it was told of.
    ``paused``: what it was before it stood still.
    """

    technique: str
    manner: Manner
    pace: Pace
    places: tuple[Place, ...]
    index: int = 0
    status: Status = Status.READY
    ready: float = READY_SECONDS
    here: float = 0.0
    at_once: float = 0.0
    in_all: float = 0.0
    seen: float = 0.0
    paused: Status = Status.READY
    log: tuple[Lap, ...] = ()
    end: End | None = None

    # what is to be seen

    @property
    def place(self) -> Place:
        """The place under way; the last one when over."""
        return self.places[self.index]

    @property
    def over(self) -> bool:
        """Nothing follows any more."""
        return self.status is Status.OVER

    @property
    def moving(self) -> bool:
        """Whether time passes for it."""
        return self.status in _MOVING

    @property
    def last(self) -> bool:
        """Whether no other knot follows."""
        return self.index + 1 >= len(self.places)

    @property
    def limit_here(self) -> float | None:
        """How long this knot may have in this run, or one press; None: as long as the person likes."""
        spot = None if self.pace.spot is None else max(0.0, self.pace.spot - self.place.done)
        return spot if spot is not None else self.pace.press

    def passed_here(self, now: float) -> float:
        """Seconds on this knot, or of this press where presses are limited."""
        on = self._on(now)
        return on.at_once if self.pace.press is not None and self.pace.spot is None else on.here

    def left_here(self, now: float) -> float | None:
        """Seconds until the next knot or the next rest; None where the person ends it."""
        limit = self.limit_here
        if limit is None:
            return None
        left = max(0.0, limit - self.passed_here(now))
        return left if self.pace.in_all is None else min(left, max(0.0, self.pace.in_all - self.total(now)))

    def total(self, now: float) -> float:
        """Seconds on all knots at this time."""
        return self._on(now).in_all

    def ready_left(self, now: float) -> float:
        """Seconds of getting there."""
        return self._on(now).ready

    def rest_due(self, now: float) -> bool:
        """Whether it has gone on for so long that a rest is called to mind."""
        return self.pace.rest is not None and self._on(now).at_once >= self.pace.rest

    @property
    def seconds(self) -> float:
        """Seconds on knots in this run."""
        return self.here + sum(lap.seconds for lap in self.log)

    # events

    def tick(self, now: float) -> Run:
        """Time has passed. Goes on to as many knots as had their time; pauses after a gap in which the app did not
        run."""
        if not self.moving:
            return replace(self, seen=now)
        if now - self.seen > LONG_GAP:
            return self._still(Status.PAUSED, self.seen)
        state, left = self, max(0.0, now - self.seen)
        while state.moving and left >= state._room():
            room = state._room()
            state, left = state._spend(room)._turn(), left - room
        return replace(state._spend(left) if state.moving else state, seen=max(now, self.seen))

    def pause(self, now: float) -> Run:
        """Stand still."""
        state = self.tick(now)
        return state._still(Status.PAUSED, now) if state.moving else state

    def go_on(self, now: float) -> Run:
        """Go on after a pause, press again after a rest, or be there already."""
        state = self.tick(now)
        if state.status is Status.PAUSED:
            return replace(state, status=state.paused, seen=now, at_once=0.0)
        if state.status is Status.RESTING:
            return replace(state, status=Status.RUNNING, seen=now, at_once=0.0)
        return replace(state, status=Status.RUNNING, ready=0.0) if state.status is Status.READY else state

    def next(self, now: float) -> Run:
        """On to the next knot, or to the end after the last one."""
        state = self.tick(now)
        if state.over or state.status is Status.HURT:
            return state
        return state._leave(state._worth(), End.THROUGH)

    def hurts(self, now: float) -> Run:
        """Stop at once and wait for what the person says."""
        state = self.tick(now)
        return state if state.over or state.status is Status.HURT else state._still(Status.HURT, now)

    def slip(self, now: float) -> Run:
        """It did not hurt: back to where it was, paused."""
        return replace(self, status=Status.PAUSED, seen=now) if self.status is Status.HURT else self

    def leave_out(self, now: float) -> Run:
        """After "This hurts": on to the next knot; the end where none follows."""
        if self.status is not Status.HURT:
            return self
        return replace(self, seen=now)._leave(Result.HURT, End.HURT)

    def stop(self, now: float) -> Run:
        """End here."""
        state = self.tick(now)
        if state.over:
            return state
        hurt = state.status is Status.HURT
        return state._close(Result.HURT if hurt else state._worth())._end(End.HURT if hurt else End.STOPPED)

    # how it moves

    def _on(self, now: float) -> Run:
        """As of now, within what runs."""
        return self._spend(min(max(0.0, now - self.seen), self._room())) if self.moving else self

    def _room(self) -> float:
        """Seconds until something ends by itself."""
        if self.status is Status.READY:
            return self.ready
        spot = float("inf") if self.pace.spot is None else self.pace.spot - self.place.done - self.here
        press = float("inf") if self.pace.press is None else self.pace.press - self.at_once
        in_all = float("inf") if self.pace.in_all is None else self.pace.in_all - self.in_all
        return max(0.0, min(spot, press, in_all))

    def _spend(self, seconds: float) -> Run:
        if self.status is Status.READY:
            return replace(self, ready=self.ready - seconds)
        return replace(
            self, here=self.here + seconds, at_once=self.at_once + seconds, in_all=self.in_all + seconds
        )

    def _turn(self) -> Run:
        """What ended by itself leads on."""
        if self.status is Status.READY:
            return replace(self, status=Status.RUNNING, ready=0.0)
        if self.pace.in_all is not None and self.in_all >= self.pace.in_all - 1e-6:
            return self._close(self._worth())._end(End.LIMIT)
        if self.pace.spot is not None and self.place.done + self.here >= self.pace.spot - 1e-6:
            return self._leave(Result.DONE, End.THROUGH)
        return self._still(Status.RESTING, self.seen)

    def _still(self, status: Status, now: float) -> Run:
        return replace(self, status=status, seen=now, paused=self.status if self.moving else Status.RUNNING)

    def _worth(self) -> Result:
        """What this knot's time comes to."""
        if self.here <= 0:
            return Result.SKIPPED
        return Result.DONE if self.place.done + self.here >= self.pace.least else Result.CUT

    def _close(self, result: Result) -> Run:
        return replace(self, log=(*self.log, Lap(self.place, self.here, result)), here=0.0, at_once=0.0)

    def _leave(self, result: Result, end: End) -> Run:
        state = self._close(result)
        if state.last:
            return state._end(end)
        return replace(state, index=state.index + 1, status=Status.READY, ready=READY_SECONDS, paused=Status.READY)

    def _end(self, end: End) -> Run:
        return replace(self, status=Status.OVER, end=end)
