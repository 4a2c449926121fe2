"""A day's plan as the marks, breaks and hours of a day line."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QLocale

from unknot.core.day import DayPlan, Slot, State
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.library import Library
from unknot.core.worktime import moment_at
from unknot.ui import words
from unknot.ui.kit.cord import Band, Day, Mark

HOUR = 60
NEAR = 6 * HOUR
"""So far outside working time is Now still put on the line."""
_DONE = frozenset({Outcome.DONE, Outcome.STOPPED_EARLY})
_FAR = timedelta(minutes=20)
"""What was done so far from its time stands where it was done."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What lies behind the line from one moment to another, in words. ``taken``: a calendar's time."""

    start: datetime
    end: datetime
    text: str
    taken: bool = False


def minute_of(moment: datetime, day: date) -> int:
    """Minutes of the wall clock since that day's midnight; over 1440 on the next day."""
    return (moment.date() - day).days * 24 * HOUR + moment.hour * HOUR + moment.minute


def moment_of(minute: int, day: date, zone: tzinfo) -> datetime:
    """The moment at which the wall clock shows this minute of the day."""
    days, rest = divmod(minute, 24 * HOUR)
    return moment_at(day + timedelta(days=days), time(rest // HOUR, rest % HOUR), zone)


def day_line(
    plan: DayPlan,
    library: Library | None = None,
    now: datetime | None = None,
    bands: Sequence[Behind] = (),
    next_id: str = "",
) -> Day:
    """The line of a day with working time or slots. ``next_id``: the session that is next, whose loop is in accent."""
    marks = tuple(_mark(slot, library, next_id) for slot in plan.slots if shown(slot))
    edges = [minute_of(moment, plan.day) for span in plan.work for moment in (span.start, span.end)]
    minutes = [*edges, *(mark.minute for mark in marks)] or [8 * HOUR, 18 * HOUR]
    start, end = min(minutes), max(*minutes, min(minutes) + HOUR)
    at = minute_of(now, plan.day) if now else None
    if at is not None and not start - NEAR <= at <= end + NEAR:
        at = None
    if at is not None:
        start, end = min(start, at), max(end, at)
    return Day(
        start, end, _breaks(plan), marks, at,
        tuple(band for each in bands if (band := _band(each, plan.day, start, end))),
        tuple((minute, _hour(minute)) for minute in range(-(-start // HOUR) * HOUR, end + 1, HOUR)),
    )


def _band(each: Behind, day: date, start: int, end: int) -> Band | None:
    first, last = max(start, minute_of(each.start, day)), min(end, minute_of(each.end, day))
    return Band(first, last, each.text, each.taken) if first < last else None


def shown(slot: Slot) -> bool:
    """What was left out, or was absorbed by the session beside it, has no place of its own."""
    return slot.outcome is not Outcome.DROPPED and slot.outcome_reason is not Reason.SESSION_NEAR


def _breaks(plan: DayPlan) -> tuple[tuple[int, int], ...]:
    return tuple(
        (minute_of(before.end, plan.day), minute_of(after.start, plan.day))
        for before, after in itertools.pairwise(plan.work)
    )


def _hour(minute: int) -> str:
    hour = minute // HOUR % 24
    twelve = "ap" in QLocale().timeFormat(QLocale.FormatType.ShortFormat).lower()
    return str(hour % 12 or 12) if twelve else str(hour)


def _mark(slot: Slot, library: Library | None, next_id: str) -> Mark:
    at = slot.due
    if slot.outcome in _DONE and slot.ended and abs(slot.ended.timestamp() - at.timestamp()) > _FAR.total_seconds():
        at = slot.ended
    kind = "prompt" if slot.kind is SlotKind.POSTURE else "session"
    shown, word = words.clock_time(at), words.state_word(slot)
    text = ", ".join((shown, words.slot_name(slot, library), word))
    movable = kind == "session" and slot.state in (State.COMING, State.DUE, State.HELD)
    return Mark(slot.id, kind, _state(slot, next_id), minute_of(at, slot.day), shown, text, movable, word)


def _state(slot: Slot, next_id: str) -> str:
    if slot.outcome is not None:
        return str(slot.outcome)
    if slot.state is State.HELD:
        return "held"
    return "next" if slot.id == next_id else "coming"
