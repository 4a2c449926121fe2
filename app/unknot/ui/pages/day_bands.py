"""What lies behind the line of the day: calls and other holds as they were, and busy times of the calendars."""

from __future__ import annotations

from datetime import datetime

from unknot.core.day import DayPlan, Span
from unknot.core.history import Event
from unknot.core.presence import Hold
from unknot.ports import Busy
from unknot.ui import words
from unknot.ui.pages.day_marks import Behind
from unknot.ui.shell import Shell
from unknot.ui.tr import tr

SHOWN = frozenset({
    Hold.CALL, Hold.SAID_CALL, Hold.SHARING, Hold.PRESENTING, Hold.FULL_SCREEN, Hold.DO_NOT_DISTURB, Hold.PAUSED,
    Hold.LOCKED, Hold.AWAY,
})
"""What lies behind the line while it lasts; the others are over in a moment, or are no hindrance."""


def behind(shell: Shell, plan: DayPlan, now: datetime) -> list[Behind]:
    """All of a day, in any order."""
    return [*_were_held(shell, plan, now), *_holding(shell, plan, now), *busy_bands(shell, plan)]


def busy_times(shell: Shell, plan: DayPlan) -> tuple[Busy, ...]:
    """The busy times that touch this day's working time, in order of start."""
    return shell.agenda.events(plan.work[0].start, plan.work[-1].end) if plan.work else ()


def busy_title(shell: Shell, span: Span) -> str:
    """What the calendars have in a stretch of time, "" for nothing or no title."""
    return next((busy.title for busy in shell.agenda.events(span.start, span.end) if busy.title), "")


def busy_bands(shell: Shell, plan: DayPlan) -> list[Behind]:
    """The busy times of the calendars alone."""
    return [Behind(busy.start, busy.end, _said(busy), taken=True) for busy in busy_times(shell, plan)]


def _said(busy: Busy) -> str:
    said = tr("Busy from {start} to {end}").format(
        start=words.clock_time(busy.start), end=words.clock_time(busy.end)
    )
    return tr("{said}: {why}").format(said=said, why=busy.title) if busy.title else said


def _holding(shell: Shell, plan: DayPlan, now: datetime) -> list[Behind]:
    """What holds at this moment, from its beginning, within the day."""
    holds = [hold for hold in shell.coach.presence.holds if hold.why in SHOWN and plan.work]
    found = []
    for hold in holds:
        since = max(hold.since, plan.work[0].start, key=datetime.timestamp)
        if since.timestamp() < now.timestamp():
            text = tr("{what} since {time}").format(what=words.hold(hold.why), time=words.clock_time(hold.since))
            found.append(Behind(since, now, text))
    return found


def _were_held(shell: Shell, plan: DayPlan, now: datetime) -> list[Behind]:
    """When slots were held; one still held is held until now."""
    since: dict[str, tuple[datetime, str]] = {}
    found: list[Behind] = []
    for entry in shell.progress.entries(plan.day):
        if entry.event is Event.HELD:
            begin = since[entry.slot][0] if entry.slot in since else entry.at
            since[entry.slot] = begin, entry.why
        elif entry.slot in since:
            begin, why = since.pop(entry.slot)
            found.append(_held(begin, entry.at, why))
    return [*found, *(_held(begin, now, why) for begin, why in since.values())]


def _held(start: datetime, end: datetime, why: str) -> Behind:
    text = tr("{start} to {end}, {held}").format(
        start=words.clock_time(start), end=words.clock_time(end), held=words.held_for(why)
    )
    return Behind(start, end, text)
