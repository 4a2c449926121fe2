"""The day's plan: settings, the ledger, time away and now in; slots with their reasons out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from unknot.core.coming import clock_moments
from unknot.core.day import DayPlan
from unknot.core.frame import Draft, Frame, Given, counts_as_session, draft_of, frame
from unknot.core.history import SlotKind
from unknot.core.posture_plan import active_time, counted_from, plan_posture
from unknot.core.sessions_plan import plan_sessions
from unknot.core.settings import PostureBy
from unknot.core.story import stories

__all__ = ["Given", "active_minutes", "active_seconds", "plan_day"]


def plan_day(day: date, given: Given) -> DayPlan:
    """The slots of a working day in order of due.

    Without ``now`` the day as it would be: presence throughout, everything done when due. With it, the ledger's slots
    as they are and the rest of the day laid out from now. A slot that is OVER here and not yet in the ledger was
    absorbed or dropped, and says why.
    """
    within = frame(day, given)
    told = stories(given.entries) if within.live else {}
    sessions = plan_sessions(within, told, given)
    drafts = [
        *sessions,
        *plan_posture(within, told, sessions, given),
        *(draft_of(story, within) for story in told.values() if story.kind is SlotKind.QUICK),
    ]
    drafts.sort(key=_order)
    quick = sum(1 for story in told.values() if counts_as_session(story))
    slots = tuple(draft.slot(within) for draft in drafts)
    return DayPlan(day, within.spans, slots, _wanted(within, sessions), quick, _next_minute(within))


def active_seconds(day: date, given: Given) -> float:
    """Seconds at the desk since the last break, up to now."""
    within: Frame = frame(day, given)
    told = stories(given.entries)
    return active_time(within, given.away).count(counted_from(within, told, given), within.now)


def active_minutes(day: date, given: Given) -> int:
    """The same in whole minutes."""
    return int(active_seconds(day, given) // 60)


def _next_minute(within: Frame) -> datetime | None:
    if not (within.live and within.work and within.settings.posture is PostureBy.CLOCK):
        return None
    ahead = next((moment for moment, _ in clock_moments(within) if moment > within.now), None)
    return None if ahead is None else within.moment(ahead)


def _wanted(within: Frame, sessions: Sequence[Draft]) -> int:
    """How many sessions the day is for: what it had no room for, or a setting took away, is nobody's to do."""
    theirs = [draft for draft in sessions if not draft.stands_for and draft.theirs]
    return len(theirs) or (within.sessions if within.work else 0)


def _order(draft: Draft) -> tuple[float, bool, str]:
    return draft.due, draft.kind is not SlotKind.SESSION, draft.id
