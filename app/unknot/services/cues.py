"""Which sound belongs to a change of a session."""

from __future__ import annotations

from unknot.core.body import Side
from unknot.core.session import Session, Status
from unknot.core.timeline import Phase
from unknot.ports import Cue


def cue_between(before: Session, after: Session) -> Cue | None:
    """The sound of going from one state to another; only where it comes to is heard."""
    if after.over:
        return None if after.ended_by_person else Cue.DONE
    moved = after.index != before.index or after.segments is not before.segments
    if after.status is not Status.RUNNING or not moved:
        return None
    if after.segment.phase is Phase.SWITCH:
        return Cue.SWITCH_LEFT if after.segment.side is Side.LEFT else Cue.SWITCH_RIGHT
    if after.segment.exercising:
        return Cue.START
    moved_before = len(after.log) > len(before.log) and after.log[-1].seconds > 0
    return Cue.END if moved_before and before.status is not Status.HURT else None
