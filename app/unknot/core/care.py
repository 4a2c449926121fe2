"""The gate for red flags: whether exercises may be started at all, and when pain ends a day's sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from unknot.core.history import CareAnswer, CareEvent, Pain

RED_FLAGS = ("chest", "injury", "bladder", "fever", "saddle", "legs")
"""Signs that need a doctor now, in the order in which they are asked. Any yes stops the exercises."""
PAINS_A_DAY = 2
"""So many pains end the automatic sessions of a day."""


class CareState(StrEnum):
    """UNASKED: the red-flag question was never answered. Only CLEAR lets an exercise start."""

    UNASKED = "unasked"
    CLEAR = "clear"
    BLOCKED = "blocked"


_LIFTS = frozenset({CareEvent.SEEN, CareEvent.MISTAKE})
_ABOUT_FLAGS = _LIFTS | {CareEvent.NONE_OF_THESE, CareEvent.RED_FLAG}
"""The answers that are about red flags; all others leave the gate as it is."""


def after(state: CareState, event: CareEvent) -> CareState:
    """Where one more answer leaves the person. Once blocked, only having been seen, or having answered by mistake,
    lifts it: a later "none of these" does not."""
    if event is CareEvent.RED_FLAG:
        return CareState.BLOCKED
    if event not in _ABOUT_FLAGS or (state is CareState.BLOCKED and event not in _LIFTS):
        return state
    return CareState.CLEAR


def state_after(answers: Iterable[CareAnswer]) -> CareState:
    """Where all answers so far, in order, leave the person."""
    state = CareState.UNASKED
    for answer in answers:
        state = after(state, answer.event)
    return state


@dataclass(frozen=True, slots=True)
class Stop:
    """A time when red flags stopped the exercises. ``flags``: all that were ticked meanwhile, in the order in which
    they are asked. ``end`` and ``lifted`` (SEEN or MISTAKE) are None while it goes on."""

    start: datetime
    flags: tuple[str, ...]
    end: datetime | None = None
    lifted: CareEvent | None = None


def stops(answers: Iterable[CareAnswer]) -> list[Stop]:
    """All of them in order; only the last one may still go on."""
    found: list[Stop] = []
    state = CareState.UNASKED
    for answer in answers:
        before, state = state, after(state, answer.event)
        if state is CareState.BLOCKED:
            if before is not state:
                found.append(Stop(answer.at, ()))
            found[-1] = replace(found[-1], flags=_with(found[-1].flags, answer))
        elif before is CareState.BLOCKED:
            found[-1] = replace(found[-1], end=answer.at, lifted=answer.event)
    return found


def _with(flags: tuple[str, ...], answer: CareAnswer) -> tuple[str, ...]:
    more = answer.flags.split(",") if answer.event is CareEvent.RED_FLAG else []
    return tuple(flag for flag in RED_FLAGS if flag in flags or flag in more)


def blocks(answers: Iterable[CareAnswer]) -> list[tuple[datetime, datetime | None]]:
    """Times when exercises were blocked; the last one may still go on (None)."""
    return [(stop.start, stop.end) for stop in stops(answers)]


def pains(records: Sequence[Pain]) -> int:
    """How often something hurt, slips taken off."""
    return sum(-1 if pain.withdrawn else 1 for pain in records)


def ends_the_day(records: Sequence[Pain]) -> bool:
    """Whether this day's pains end its automatic sessions."""
    return pains(records) >= PAINS_A_DAY
