"""What the days so far mean for the next session: how much each exercise is worth now, and why.

The numbers here are our judgement; no source gives any. They only order what may be chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from types import MappingProxyType

from unknot.core.body import Area, Side
from unknot.core.library import Exercise, Position
from unknot.core.massage import Used

WINDOW_DAYS = 7
"""So many days back, today's among them, say what was not moved lately."""

_DESK_WORTH = MappingProxyType({
    Area.NECK: 1.0, Area.TRAPEZIUS: 1.0, Area.SHOULDERS: 1.0, Area.BETWEEN_BLADES: 1.0, Area.MID_BACK: 0.9,
    Area.LOWER_BACK: 0.9, Area.CHEST: 0.85, Area.HIPS: 0.75, Area.WRISTS: 0.65, Area.LEGS: 0.6, Area.ARMS: 0.6,
    Area.EYES: 0.4,
})
"""What a day at a desk asks of each area: the guide is about the upper back."""
_NEIGHBOURS = MappingProxyType({
    Area.NECK: (Area.TRAPEZIUS, Area.SHOULDERS),
    Area.TRAPEZIUS: (Area.NECK, Area.SHOULDERS, Area.BETWEEN_BLADES),
    Area.SHOULDERS: (Area.NECK, Area.TRAPEZIUS, Area.BETWEEN_BLADES, Area.CHEST, Area.ARMS),
    Area.BETWEEN_BLADES: (Area.TRAPEZIUS, Area.SHOULDERS, Area.MID_BACK, Area.CHEST),
    Area.MID_BACK: (Area.BETWEEN_BLADES, Area.LOWER_BACK),
    Area.LOWER_BACK: (Area.MID_BACK, Area.HIPS),
    Area.CHEST: (Area.SHOULDERS, Area.BETWEEN_BLADES),
    Area.HIPS: (Area.LOWER_BACK, Area.LEGS),
    Area.LEGS: (Area.HIPS,),
    Area.ARMS: (Area.SHOULDERS, Area.WRISTS),
    Area.WRISTS: (Area.ARMS,),
    Area.EYES: (),
})
_BESIDE = 0.6
"""An exercise is worth so much for the areas that it works on beside its first."""
_FAVOURITE, _NEIGHBOUR, _KNOT = 1.6, 1.25, 1.3
_LAST_TIME, _AGAIN_TODAY, _OTHER_POSTURE = 0.5, 0.7, 0.5
_A_DAY, _LONG = 0.5, 4
"""For each day that an area was not moved it is worth so much more; from so many days on no more than that."""
_AGAIN = 0.5
"""How quickly an area is worth less with each time that it is moved on one day."""
_BY_CHANCE = 0.2


@dataclass(frozen=True, slots=True)
class KnotSpot:
    """An open knot. ``today``: how often it was massaged today; ``since``: in days, when last; None: not lately."""

    id: str
    area: Area
    side: Side
    today: int = 0
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What the ledger knows as of ``day``.

    ``moved``: the last day on which each area was moved, within WINDOW_DAYS; ``times``: how often today each area was;
    ``done_today``: how often each exercise was; ``last_time``: the exercises of the last session; ``hurt``: exercises
    that hurt today; ``hurt_lately``: in WINDOW_DAYS; ``sore``: areas that hurt, by entry or by "This hurts".
    ``routines``: those of the last sessions, newest first. ``practised``: by technique, on how many earlier days it was
    done; ``used``: by technique, what of its time at a time is used up.
    """

    day: date
    moved: Mapping[Area, date] = field(default_factory=dict)
    times: Mapping[Area, int] = field(default_factory=dict)
    done_today: Mapping[str, int] = field(default_factory=dict)
    last_time: frozenset[str] = frozenset()
    hurt: frozenset[str] = frozenset()
    hurt_lately: frozenset[str] = frozenset()
    sore: frozenset[Area] = frozenset()
    knots: tuple[KnotSpot, ...] = ()
    routines: tuple[str, ...] = ()
    practised: Mapping[str, int] = field(default_factory=dict)
    used: Mapping[str, Used] = field(default_factory=dict)

    def days_still(self, area: Area) -> int | None:
        """For how many days an area was not moved: 0 today, None when not within WINDOW_DAYS."""
        last = self.moved.get(area)
        return (self.day - last).days if last is not None else None


def neighbours(areas: Iterable[Area]) -> frozenset[Area]:
    """The areas beside these, themselves left out."""
    inner = frozenset(areas)
    return frozenset(other for area in inner for other in _NEIGHBOURS[area]) - inner


def needs(past: Past) -> dict[Area, float]:
    """How much each area is worth moving now."""
    around = neighbours(past.sore)
    knotted = frozenset(knot.area for knot in past.knots)
    near_knots = neighbours(knotted) | knotted
    found: dict[Area, float] = {}
    for area, worth in _DESK_WORTH.items():
        still = past.days_still(area)
        waited = 1 + _A_DAY * min(_LONG, WINDOW_DAYS if still is None else still)
        lately = 1 / (1 + _AGAIN * past.times.get(area, 1)) if still == 0 else waited
        beside = _NEIGHBOUR if area in around else 1.0
        found[area] = worth * lately * beside * (_KNOT if area in near_knots else 1.0)
    return found


def weigh(
    exercises: Iterable[Exercise], past: Past, favourites: Collection[str], wanted: Collection[Position], seed: str
) -> dict[str, float]:
    """What each exercise is worth now. ``wanted``: positions; what needs another one counts for half. ``seed`` decides
    between equals; the same seed and past give the same weights."""
    need = needs(past)
    weights: dict[str, float] = {}
    for exercise in exercises:
        worth = max(
            (need[area] * (1.0 if n == 0 else _BESIDE) for n, area in enumerate(exercise.areas)), default=0.0
        )
        worth += 0.1 * sum(need[area] for area in exercise.areas)
        worth *= _FAVOURITE if exercise.id in favourites else 1.0
        worth *= _LAST_TIME if exercise.id in past.last_time else 1.0
        worth *= _AGAIN_TODAY ** past.done_today.get(exercise.id, 0)
        worth *= 1.0 if set(exercise.positions) & set(wanted) else _OTHER_POSTURE
        weights[exercise.id] = worth * (1.0 - _BY_CHANCE * Random(f"{seed} {exercise.id}").random())
    return weights
