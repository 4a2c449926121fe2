"""May a slot that is due be shown now? Pure: slot, presence and now in; show, wait or close out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from unknot.core.day import Slot, Span, State
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.presence import Held, Hold, Presence
from unknot.core.worktime import later

SETTLE = timedelta(seconds=30)
"""Quiet after the last hold ends."""
GRACE = timedelta(minutes=2)
"""Quiet after waking, after a jump of the clock and after the app's start."""
TYPING_AT_MOST = timedelta(minutes=2)
"""So long does typing hold a prompt that is due."""
POSTURE_BREAK = timedelta(minutes=1)
"""Time away that is as good as a posture break."""
IDLE_LIMIT = timedelta(minutes=5)
"""Time without input from which on the person counts as away."""
LEAST_SESSION = timedelta(minutes=2)
"""A session that can't have so much before working time ends isn't offered any more."""
SNOOZES = 3
"""Snoozes a slot; a further one is refused."""

_AWAY = frozenset({Hold.LOCKED, Hold.ASLEEP, Hold.AWAY})


class Wait(StrEnum):
    """Why a due slot waits although nothing is wrong with it; ``HELD`` is told by the holds."""

    HELD = "held"
    SETTLING = "settling"
    GRACE = "grace"
    GAP = "gap"
    OUTSIDE = "outside working time"
    BUSY = "busy time"
    SESSION_FIRST = "session first"


@dataclass(frozen=True, slots=True)
class Show:
    """Show it now."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now. ``until`` is when to ask again; None: when a hold ends or something else changes. ``holds``: what holds
    it, when ``why`` is HELD."""

    until: datetime | None
    why: Wait
    holds: tuple[Hold, ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """It is over without having been answered."""

    outcome: Outcome
    reason: Reason


Verdict = Show | Later | Close


@dataclass(frozen=True, slots=True)
class Around:
    """What else bears on a slot. ``work``: the day's spans. ``asked``: when another slot was last on the screen.
    ``quiet_until``: end of the grace. ``session_due``: a session is due as well. ``busy``: times of the calendars."""

    work: Sequence[Span]
    gap: timedelta
    asked: datetime | None = None
    quiet_until: datetime | None = None
    session_due: bool = False
    busy: Sequence[Span] = ()


def decide(slot: Slot, presence: Presence, now: datetime, around: Around) -> Verdict:
    """What to do with a slot whose time has come. Times are compared as instants."""
    return (
        _outside(slot, presence, now, around)
        or _away(slot, presence, now)
        or _held(slot, presence, now)
        or _busy(slot, now, around)
        or _quiet(slot, presence, now, around)
        or Show()
    )


def end_of_day(presence: Presence) -> Close:
    """How what is still open ends when the working day does."""
    if presence.has(Hold.BLOCKED):
        return Close(Outcome.DROPPED, Reason.RED_FLAG)
    return Close(Outcome.MISSED, Reason.END_OF_DAY)


def is_away(presence: Presence) -> bool:
    """Whether the person is known to be away from the desk."""
    return any(held.why in _AWAY for held in presence.holds)


def away_since(why: Hold, noticed: datetime) -> datetime:
    """When time away began that is noticed now: no input is noticed only after a while."""
    return later(noticed, -IDLE_LIMIT) if why is Hold.AWAY else noticed


def counts_as_away(why: Hold) -> bool:
    """Whether this hold is time away from the desk."""
    return why in _AWAY


def _outside(slot: Slot, presence: Presence, now: datetime, around: Around) -> Verdict | None:
    inside = next((span for span in around.work if now in span), None)
    if inside is None:
        coming = next((span.start for span in around.work if _before(now, span.start)), None)
        if coming is None:
            return end_of_day(presence)
        if slot.kind is SlotKind.POSTURE and not _before(now, slot.due) and now in _whole(around.work):
            return Close(Outcome.CREDITED, Reason.TIME_AWAY)  # lunch is a break
        return Later(coming, Wait.OUTSIDE)
    left = _seconds(inside.end) - _seconds(now)
    asked = slot.state is State.SHOWN
    if not asked and slot.kind is SlotKind.SESSION and left < LEAST_SESSION.total_seconds():
        if inside == around.work[-1]:
            return end_of_day(presence)
        return Later(inside.end, Wait.OUTSIDE)
    return None


def _away(slot: Slot, presence: Presence, now: datetime) -> Verdict | None:
    """Away for as long as a posture break credits a due prompt; it never credits a session."""
    if slot.kind is not SlotKind.POSTURE:
        return None
    ends = [_seconds(held.since) + POSTURE_BREAK.total_seconds() for held in presence.holds if held.why in _AWAY]
    if not ends:
        return None
    if min(ends) <= _seconds(now):
        return Close(Outcome.CREDITED, Reason.TIME_AWAY)
    until = datetime.fromtimestamp(min(ends), now.tzinfo)
    return Later(until, Wait.HELD, tuple(held.why for held in presence.holds))


def _held(slot: Slot, presence: Presence, now: datetime) -> Verdict | None:
    holding, ends = [], []
    for held in presence.holds:
        end = _typing_end(held, slot) if held.why is Hold.TYPING else None
        if end is None:
            holding.append(held.why)
        elif _before(now, end):
            holding.append(held.why)
            ends.append(end)
    if not holding:
        return None
    until = ends[0] if len(ends) == len(holding) else None
    return Later(until, Wait.HELD, tuple(holding))


def _typing_end(held: Held, slot: Slot) -> datetime:
    return later(max(held.since, slot.due, key=datetime.timestamp), TYPING_AT_MOST)


def _busy(slot: Slot, now: datetime, around: Around) -> Verdict | None:
    """Not in a busy time, nor so shortly before one that no session fits in any more."""
    if slot.state is State.SHOWN:
        return None
    needs = LEAST_SESSION if slot.kind is SlotKind.SESSION else timedelta()
    until = now
    for span in sorted(around.busy, key=lambda span: _seconds(span.start)):
        soon = _before(span.start, later(until, needs)) and _before(until, span.end)
        if soon or until in span:
            until = span.end.astimezone(now.tzinfo)
    return Later(until, Wait.BUSY) if _before(now, until) else None


def _quiet(slot: Slot, presence: Presence, now: datetime, around: Around) -> Verdict | None:
    waits: list[tuple[datetime, Wait]] = []
    if presence.cleared_at:
        waits.append((later(presence.cleared_at, SETTLE), Wait.SETTLING))
    if around.quiet_until:
        waits.append((around.quiet_until, Wait.GRACE))
    if around.asked and _seconds(around.asked) <= _seconds(now):
        waits.append((later(around.asked, around.gap), Wait.GAP))
    waits = [(until, why) for until, why in waits if _before(now, until)]
    if waits:
        return Later(*max(waits, key=lambda wait: _seconds(wait[0])))
    if around.session_due and slot.kind is SlotKind.POSTURE:
        return Later(None, Wait.SESSION_FIRST)
    return None


def _whole(work: Sequence[Span]) -> Span:
    return Span(work[0].start, work[-1].end)


def _before(one: datetime, other: datetime) -> bool:
    return _seconds(one) < _seconds(other)


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
