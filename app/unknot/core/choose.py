"""Which stretches to offer: for a session, a quick stretch, one exercise, or instead of what hurts. Deterministic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from types import MappingProxyType

from unknot.core.body import UPPER_BACK, Area
from unknot.core.library import Exercise, Library, Position, Routine, RoutineStep
from unknot.core.timeline import REST_SECONDS, seconds_of, step_seconds

QUICK_AREAS: Mapping[str, frozenset[Area]] = MappingProxyType({
    "neck": frozenset({Area.NECK}),
    "shoulders": frozenset({Area.SHOULDERS}),
    "upper-back": UPPER_BACK,
    "lower-back": frozenset({Area.LOWER_BACK}),
    "hips": frozenset({Area.HIPS}),
    "wrists": frozenset({Area.WRISTS}),
})
"""The areas of Quick stretch by their names, from the head down."""


def routine_for(
    minutes: float, library: Library, *, floor: bool, recent: Sequence[str] = (), seed: str = "",
    left_out: Collection[str] = (),
) -> Routine | None:
    """The routine of an automatic session, fitted to ``minutes``; ``recent``: ids used lately, newest first.
    ``left_out``: exercise ids that hurt. None when the library has none that may be used."""
    raise NotImplementedError


def quick(
    library: Library, minutes: float | None = None, area: str | None = None, *, floor: bool = False, seed: int = 0,
    left_out: Collection[str] = (),
) -> Routine | None:
    """A stretch made up on the spot, for an area of QUICK_AREAS or all over (3 minutes unless said otherwise). Areas
    that need the floor use it even when sessions don't: the person asked. None when the library has nothing for it."""
    raise NotImplementedError


def single(exercise: Exercise) -> Routine:
    """One exercise with both its sides."""
    raise NotImplementedError


def fit(routine: Routine, minutes: float, library: Library) -> Routine:
    """The same routine, shorter or longer, within 10 % of ``minutes`` where its doses allow that."""
    raise NotImplementedError


def instead_of(
    area: Area, positions: Collection[Position], library: Library, left_out: Collection[str] = ()
) -> Routine | None:
    """A minute for the next area down from one that hurts, in the same position, without anything that works on what
    hurts. None when nothing is left."""
    raise NotImplementedError
