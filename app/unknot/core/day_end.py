"""A working day that ends at another time: "today until 20:00"."""

from __future__ import annotations

from datetime import time

from unknot.core.hours import Ranges, WorkRange, with_days

LONGEST = 18 * 60
"""Minutes from a working day's first start to its end; more is a slip."""
_DAY = 24 * 60
_STEP = 5


def until(ranges: Ranges, end: time, now: time) -> Ranges:
    """A day's hours with another end: the last of them longer or cut. An ``end`` at or before the day's start is on the
    next day. Without hours, from ``now`` (to five minutes) on. Raises ValueError for a day of more than 18 hours."""
    begin = now.replace(minute=now.minute // _STEP * _STEP, second=0, microsecond=0, tzinfo=None)
    usual = ranges or (WorkRange(begin, begin),)
    first = _minutes(usual[0].start)
    stop = _minutes(end)
    stop += _DAY if stop <= first else 0
    if stop - first > LONGEST:
        raise ValueError(f"{usual[0].start:%H:%M}-{end:%H:%M} is more than {LONGEST // 60} hours")
    kept = [work for work, days in with_days(usual) if _minutes(work.start) + days * _DAY < stop]
    last, days = with_days(usual)[len(kept) - 1]
    ends = _minutes(last.start) + days * _DAY + last.minutes
    if len(kept) == len(usual) or stop < ends:
        kept[-1] = WorkRange(last.start, end)
    return tuple(kept)


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute
