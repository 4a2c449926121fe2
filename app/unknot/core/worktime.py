"""Working time: the hours of dates turned into spans of real time, whatever the clock does.

A local time that doesn't exist becomes the first valid minute after it; one that comes twice means the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from unknot.core.day import Span
from unknot.core.hours import Ranges, with_days
from unknot.core.rota import Rota

DAY_TURNS = time(4)
"""Where one day ends and the next begins for people who are up late."""
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_AHEAD = 15
"""Days to look ahead for working time; a week has it or no week has."""


def moment_at(day: date, wall: time, zone: tzinfo) -> datetime:
    """The moment a wall clock in ``zone`` shows this time on that date."""
    naive = datetime.combine(day, wall)
    for minute in range(2 * 24 * 60):  # no zone ever left out more than a day
        local = (naive + minute * _MINUTE).replace(tzinfo=zone)
        back = local.astimezone(UTC).astimezone(zone)
        if back.replace(tzinfo=None, fold=0) == local.replace(tzinfo=None):
            return back
    raise ValueError(f"{naive} never comes in {zone}")


def later(moment: datetime, by: timedelta) -> datetime:
    """So much real time later (or earlier), in the same zone; plain addition would move the wall clock instead."""
    return datetime.fromtimestamp(moment.timestamp() + by.total_seconds(), moment.tzinfo)


def working_spans(day: date, rota: Rota, zone: tzinfo) -> tuple[Span, ...]:
    """The working time that belongs to ``day``, in order; ranges that touch are one span. Where the day before runs
    into it, its time belongs to that day."""
    spans = _spans(day, rota.ranges(day), zone)
    before = _spans(day - _DAY, rota.ranges(day - _DAY), zone) if spans else ()
    if not before or before[-1].end.timestamp() <= spans[0].start.timestamp():
        return spans
    over = before[-1].end
    left = [span if over.timestamp() < span.start.timestamp() else Span(over, span.end) for span in spans]
    return tuple(span for span in left if span.length > timedelta())


@lru_cache(maxsize=1024)
def _spans(day: date, ranges: Ranges, zone: tzinfo) -> tuple[Span, ...]:
    spans: list[Span] = []
    for work, days in with_days(ranges):
        start_day = day + days * _DAY
        end_day = start_day if work.end > work.start else start_day + _DAY
        span = Span(moment_at(start_day, work.start, zone), moment_at(end_day, work.end, zone))
        if spans:
            earliest = spans[-1].end
            if earliest.timestamp() > span.start.timestamp():
                span = Span(earliest, span.end)
        if span.length <= timedelta():
            continue
        if spans and spans[-1].end.timestamp() == span.start.timestamp():
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return tuple(spans)


def working_day(moment: datetime, rota: Rota, zone: tzinfo) -> date:
    """The working day that a moment belongs to.

    Inside working time (its breaks included) the date on which it began; else the local date, where the small hours
    before 04:00 still belong to the day before.
    """
    local = moment.astimezone(zone)
    for day in (local.date() - _DAY, local.date()):
        spans = working_spans(day, rota, zone)
        if spans and moment in Span(spans[0].start, spans[-1].end):
            return day
    return local.date() if local.time() >= DAY_TURNS else local.date() - _DAY


def next_turn(moment: datetime, zone: tzinfo) -> datetime:
    """When one working day gives way to the next, outside working time: 04:00 local, strictly after ``moment``."""
    today = moment.astimezone(zone).date()
    turns = (moment_at(today + ahead * _DAY, DAY_TURNS, zone) for ahead in (0, 1, 2))
    return next(turn for turn in turns if turn.timestamp() > moment.timestamp())


def tomorrow(moment: datetime, rota: Rota, zone: tzinfo) -> datetime:
    """The first working minute after the next 04:00 local; that 04:00 itself where no day has working time."""
    turn = next_turn(moment, zone)
    for span in spans_from(turn, rota, zone):
        return span.start if span.start.timestamp() > turn.timestamp() else turn
    return turn


def next_start(moment: datetime, rota: Rota, zone: tzinfo) -> datetime | None:
    """When the next working day begins, strictly after ``moment``; None where no day has working time."""
    first = moment.astimezone(zone).date()
    for ahead in range(_AHEAD):
        spans = working_spans(first + ahead * _DAY, rota, zone)
        if spans and spans[0].start.timestamp() > moment.timestamp():
            return spans[0].start
    return None


def spans_from(moment: datetime, rota: Rota, zone: tzinfo) -> Iterator[Span]:
    """Spans of working time that end after ``moment``, in order, for about two weeks."""
    first = moment.astimezone(zone).date() - _DAY
    for ahead in range(_AHEAD):
        for span in working_spans(first + ahead * _DAY, rota, zone):
            if span.end.timestamp() > moment.timestamp():
                yield span
