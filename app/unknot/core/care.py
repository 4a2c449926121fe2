"""The gate for red flags: whether exercises may be started at all, and when pain ends a day's sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def state_after(answers: Iterable[CareAnswer]) -> CareState:
    """Where all answers so far, in order, leave the person. Once blocked, only having been seen, or having answered by
    mistake, lifts it: a later "none of these" does not."""
    state = CareState.UNASKED
    for answer in answers:
        if answer.event is CareEvent.RED_FLAG:
            state = CareState.BLOCKED
        elif answer.event is not CareEvent.NONE_OF_THESE or state is not CareState.BLOCKED:
            state = CareState.CLEAR
    return state


def blocks(answers: Iterable[CareAnswer]) -> list[tuple[datetime, datetime | None]]:
    """Times when exercises were blocked; the last one may still go on (None)."""
    found: list[tuple[datetime, datetime | None]] = []
    state = CareState.UNASKED
    seen: list[CareAnswer] = []
    for answer in answers:
        seen.append(answer)
        before, state = state, state_after(seen)
        if state is CareState.BLOCKED and before is not CareState.BLOCKED:
            found.append((answer.at, None))
        elif before is CareState.BLOCKED and state is not CareState.BLOCKED:
            found[-1] = (found[-1][0], answer.at)
    return found


def pains(records: Sequence[Pain]) -> int:
    """How often something hurt, slips taken off."""
    return sum(-1 if pain.withdrawn else 1 for pain in records)


def ends_the_day(records: Sequence[Pain]) -> bool:
    """Whether this day's pains end its automatic sessions."""
    return pains(records) >= PAINS_A_DAY
