"""The welcome's few fields as a week of working hours, and back. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from unknot.core.hours import DEFAULT_HOURS, Hours, WorkRange

DAY = 24 * 60


class Note(StrEnum):
    """What there is to say about hours. The first two can't be kept as they are."""

    SAME = "from and to are the same"
    LUNCH_PAST_END = "lunch runs past the end"
    NO_DAYS = "no day is worked on"
    LUNCH_OUTSIDE = "lunch lies outside"
    LUNCH_AFTER_MIDNIGHT = "lunch lies after midnight"
    NEXT_DAY = "ends on the next day"


WRONG = (Note.SAME, Note.LUNCH_PAST_END)


@dataclass(frozen=True, slots=True)
class Week:
    """The same hours for each of ``days`` (0 is Monday); lunch at ``lunch`` for ``minutes``."""

    days: frozenset[int]
    start: time
    end: time
    lunch: time
    minutes: int

    def note(self) -> Note | None:
        """The one thing worth telling, worst first."""
        long, until_lunch = _minutes(self.start, self.end), _minutes(self.start, self.lunch)
        lunch_at = self.start.hour * 60 + self.start.minute + until_lunch
        if not long:
            return Note.SAME
        if not self.days:
            return Note.NO_DAYS
        if not 0 < until_lunch < long:
            return Note.LUNCH_OUTSIDE
        if until_lunch + self.minutes >= long:
            return Note.LUNCH_PAST_END
        if lunch_at + self.minutes >= DAY:
            return Note.LUNCH_AFTER_MIDNIGHT
        return Note.NEXT_DAY if self.end < self.start else None

    def ranges(self) -> tuple[WorkRange, ...]:
        """One such day; without its break where that can't be kept."""
        if self.note() not in (None, Note.NEXT_DAY):
            return (WorkRange(self.start, self.end),)
        back = self.lunch.hour * 60 + self.lunch.minute + self.minutes
        return WorkRange(self.start, self.lunch), WorkRange(time(back // 60, back % 60), self.end)

    def hours(self, before: Hours) -> Hours:
        """All seven days. Days whose hours were others than these fields can say keep them until a field is changed."""
        if not self.days:
            return ((),) * 7
        was = week_of(before)
        touched = (self.start, self.end, self.lunch) != (was.start, was.end, was.lunch)
        same = self.ranges()
        return tuple(
            () if day not in self.days else before[day] if before[day] and not touched else same for day in range(7)
        )


def week_of(hours: Hours) -> Week:
    """The fields that stand for these hours: those of the first day with any, or the office's."""
    days = frozenset(day for day, ranges in enumerate(hours) if ranges)
    office = DEFAULT_HOURS[0]
    first = next((ranges for ranges in hours if ranges), office)
    broken = first if len(first) > 1 else office
    minutes = _minutes(broken[0].end, broken[1].start)
    return Week(days, first[0].start, first[-1].end, broken[0].end, minutes)


def _minutes(start: time, end: time) -> int:
    """From one time of day to the next such time, 0 to 1439."""
    return ((end.hour - start.hour) * 60 + end.minute - start.minute) % DAY
