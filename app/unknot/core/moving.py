"""Where a person may put a session of the day, and what is in the way everywhere else. Pure."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from unknot.core.day import DayPlan, Slot, Span, State
from unknot.core.history import Outcome, Reason, SlotKind

_EXERCISED = frozenset({Outcome.DONE, Outcome.STOPPED_EARLY})


class Bar(StrEnum):
    """What keeps a session from a moment."""

    PAST = "past"
    BEFORE_WORK = "before work"
    AFTER_WORK = "after work"
    BREAK = "break"
    BUSY = "busy time"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way. ``at``: when the working day begins or ends, when the break or the busy time ends, when the
    other session is; for PAST the present moment. ``span``: the busy time itself."""

    why: Bar
    at: datetime
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What a session has to keep clear of. ``gap``: between two sessions, end to start. ``busy``: in order of start."""

    now: datetime
    gap: timedelta
    busy: tuple[Span, ...] = ()


def in_the_way(slot: Slot, to: datetime, plan: DayPlan, around: Around) -> Obstacle | None:
    """What keeps ``slot`` from beginning at ``to``; None when nothing does.

    Sessions that are still to come make way by themselves; those that were done, that run, or that the person or a
    snooze put where they are keep their place and their gap.
    """
    begins = to.timestamp()
    ends = begins + slot.length.total_seconds()
    if begins < around.now.timestamp() or not plan.work:
        return Obstacle(Bar.PAST, around.now)
    return _outside(begins, ends, plan) or _busy(begins, ends, around) or _near(slot, begins, ends, plan, around)


def _outside(begins: float, ends: float, plan: DayPlan) -> Obstacle | None:
    work = plan.work
    if any(span.start.timestamp() <= begins and ends <= span.end.timestamp() for span in work):
        return None
    if begins < work[0].start.timestamp():
        return Obstacle(Bar.BEFORE_WORK, work[0].start)
    for before, after in itertools.pairwise(work):
        if ends > before.end.timestamp() and begins < after.start.timestamp():
            return Obstacle(Bar.BREAK, after.start)
    return Obstacle(Bar.AFTER_WORK, work[-1].end)


def _busy(begins: float, ends: float, around: Around) -> Obstacle | None:
    for span in around.busy:
        if begins < span.end.timestamp() and ends > span.start.timestamp():
            return Obstacle(Bar.BUSY, span.end, span)
    return None


def _near(slot: Slot, begins: float, ends: float, plan: DayPlan, around: Around) -> Obstacle | None:
    gap = around.gap.total_seconds()
    for other in plan.slots:
        place = _place(other) if other.id != slot.id else None
        if place is not None and begins < place[1] + gap and ends > place[0] - gap:
            return Obstacle(Bar.GAP, other.due)
    return None


def _place(other: Slot) -> tuple[float, float] | None:
    """From when to when a session is or was that doesn't make way; None for one that does."""
    long = other.length.total_seconds()
    if other.outcome is not None:
        if other.kind is SlotKind.POSTURE or other.outcome not in _EXERCISED or other.ended is None:
            return None
        return other.ended.timestamp() - long, other.ended.timestamp()
    stays = other.fixed or other.reason is Reason.SNOOZED or other.state in (State.SHOWN, State.RUNNING)
    if other.kind is SlotKind.POSTURE or not stays:
        return None
    return other.due.timestamp(), other.due.timestamp() + long
