"""What a day, a week or a month came to: the numbers of History, from the records of that time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from unknot.core.aerobic import Moved
from unknot.core.body import Area
from unknot.core.body_map import Place
from unknot.core.care_records import Massage, PainEntry
from unknot.core.history import Entry, ExerciseTime, Outcome, SkipWhy
from unknot.core.knots import Knot
from unknot.core.pain_rules import read_places
from unknot.core.stats import DaySummary
from unknot.core.story import stories

_DAY = timedelta(days=1)


class Scope(StrEnum):
    """How much History shows at a time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both inclusive."""

    scope: Scope
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """All its days in order."""
        return tuple(self.first + _DAY * n for n in range((self.last - self.first).days + 1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def period(scope: Scope, day: date, week_starts: int = 0) -> Period:
    """The day, week or month that ``day`` is in. ``week_starts``: the first day of a week, 0 for Monday."""
    if scope is Scope.DAY:
        return Period(scope, day, day)
    if scope is Scope.WEEK:
        first = day - _DAY * ((day.weekday() - week_starts) % 7)
        return Period(scope, first, first + 6 * _DAY)
    return Period(scope, day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def step(shown: Period, by: int, week_starts: int = 0) -> Period:
    """The period before (-1) or after (1)."""
    return period(shown.scope, shown.first - _DAY if by < 0 else shown.last + _DAY, week_starts)


def weeks(shown: Period, week_starts: int = 0) -> tuple[tuple[date | None, ...], ...]:
    """Its days as rows of a calendar, None where another period's day would stand."""
    lead: list[date | None] = [None] * ((shown.first.weekday() - week_starts) % 7)
    cells = [*lead, *shown.days]
    cells += [None] * (-len(cells) % 7)
    return tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))


class About(StrEnum):
    """What a course is the course of."""

    KNOT = "knot"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class Point:
    """How strong it was at this moment, 0 to 10."""

    at: datetime
    strength: int


@dataclass(frozen=True, slots=True)
class Course:
    """How one knot, or the pain in one place, went. ``knot``: None for pain. ``before``: how strong it was last before
    the period, None where it was not there. ``gone``: closed by the end of the period."""

    about: About
    place: Place
    points: tuple[Point, ...]
    knot: Knot | None = None
    before: int | None = None
    gone: bool = False

    @property
    def first(self) -> int:
        """How strong it was at the beginning of the period."""
        return self.before if self.before is not None else self.points[0].strength

    @property
    def last(self) -> int:
        """How strong it is at the period's end."""
        return self.points[-1].strength if self.points else self.first


@dataclass(frozen=True, slots=True)
class DayReview:
    """One day. ``sitting`` and ``standing``: minutes at a desk that goes up and down; None where there is none.
    ``pain``: the strongest that was logged, None for nothing. ``hurts``: how often "This hurts" was said."""

    summary: DaySummary
    moved: Moved = field(default_factory=Moved)
    sitting: float | None = None
    standing: float | None = None
    pain: int | None = None
    painkillers: bool = False
    hurts: int = 0
    massage: float = 0.0
    """Seconds."""
    cold: int = 0
    heat: int = 0

    @property
    def day(self) -> date:
        """Which one."""
        return self.summary.day

    @property
    def minutes(self) -> float:
        """In exercises and on knots. A massage within a session is part of its exercises already."""
        return (self.summary.seconds + self.massage) / 60.0


@dataclass(frozen=True, slots=True)
class Review:
    """A period in numbers. ``days``: those up to ``today``; ``coming``: the sessions wanted on each day after it.
    ``areas``: seconds by area; what works on two areas counts for both. ``streak``: days running up to today."""

    period: Period
    today: date
    days: tuple[DayReview, ...]
    coming: Mapping[date, int] = field(default_factory=dict)
    skips: Mapping[SkipWhy, int] = field(default_factory=dict)
    areas: Mapping[Area, float] = field(default_factory=dict)
    courses: tuple[Course, ...] = ()
    streak: int = 0
    goal: int = 30
    """Minutes of moving a day."""
    blank: bool = False
    """Nothing was ever recorded, before this period either."""

    @property
    def done(self) -> int:
        """Sessions done."""
        return sum(day.summary.done for day in self.days)

    @property
    def wanted(self) -> int:
        """Sessions that were to be done up to today."""
        return sum(day.summary.wanted for day in self.days)

    @property
    def stand_ups(self) -> int:
        """Stand-ups done."""
        return sum(day.summary.prompts_done for day in self.days)

    @property
    def credited(self) -> int:
        """Breaks taken without being asked."""
        return sum(day.summary.prompts_credited for day in self.days)

    @property
    def empty(self) -> bool:
        """Nothing was done, asked or logged."""
        return not (self.courses or any(anything(day) for day in self.days))

    def day(self, day: date) -> DayReview | None:
        """One of its days; None for one to come."""
        return next((found for found in self.days if found.day == day), None)


def anything(day: DayReview) -> bool:
    """Whether anything was asked, done or logged on it."""
    told, logged = day.summary, (day.pain is not None, day.hurts, day.cold, day.heat, day.minutes, day.moved.total)
    asked = told.prompts_done + told.prompts_credited + told.prompts_skipped + told.prompts_missed
    return bool(any(told.states) or told.done or asked or any(logged))


def moving_by_week(shown: Review, week_starts: int = 0) -> list[tuple[date, float]]:
    """The first day of each week of the period with minutes of moving: the average of days on which there was work, or
    any moving. Weeks without such a day, or that are still to come, are left out."""
    found: dict[date, list[float]] = {}
    for day in shown.days:
        if day.summary.wanted or day.moved.total > 0:
            week = period(Scope.WEEK, day.day, week_starts).first
            found.setdefault(max(week, shown.period.first), []).append(day.moved.total)
    return [(week, sum(minutes) / len(minutes)) for week, minutes in found.items()]


def skips(entries: Iterable[Entry]) -> dict[SkipWhy, int]:
    """Skips by reason in the order of SkipWhy, sessions and stand-ups alike; reasons without any are left out."""
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    found = dict.fromkeys(SkipWhy, 0)
    for of_day in by_day.values():
        for story in stories(of_day).values():
            if story.outcome is Outcome.SKIPPED:
                found[story.skip_why] += 1
    return {why: n for why, n in found.items() if n}


def area_seconds(
    times: Iterable[ExerciseTime],
    massages: Iterable[Massage],
    areas_of: Callable[[str], Sequence[Area]],
    area_of_knot: Callable[[str], Area | None],
) -> dict[Area, float]:
    """Seconds by area, most first. ``areas_of``: of an exercise, none for a massage: that works on its knot's."""
    found: dict[Area, float] = {}
    for time in times:
        for area in areas_of(time.exercise):
            found[area] = found.get(area, 0.0) + time.seconds
    for massage in massages:
        knot = area_of_knot(massage.knot)
        if knot is not None:
            found[knot] = found.get(knot, 0.0) + massage.seconds
    return dict(sorted(((a, s) for a, s in found.items() if s > 0), key=lambda pair: -pair[1]))


def knot_courses(knots: Iterable[Knot], shown: Period) -> Iterator[Course]:
    """The course of each knot that was rated or closed in the period, in the order in which they were found."""
    for knot in knots:
        points = [Point(told.at, told.value) for told in knot.strengths if told.at.date() <= shown.last]
        inside = tuple(point for point in points if point.at.date() >= shown.first)
        earlier = [point.strength for point in points if point.at.date() < shown.first]
        gone = knot.closed_at is not None and knot.closed_at.date() <= shown.last
        ended = gone and knot.closed_at is not None and knot.closed_at.date() in shown
        if inside or (ended and earlier):
            before = earlier[-1] if earlier else None
            yield Course(About.KNOT, Place(knot.place.area, knot.place.side), inside, knot, before, gone)


def pain_courses(entries: Iterable[PainEntry]) -> list[Course]:
    """The course of the pain in each place, from entries that hold; those that were logged most often first."""
    points: dict[Place, list[Point]] = {}
    for entry in entries:
        for place in read_places(entry.places):
            points.setdefault(place, []).append(Point(entry.at, entry.strength))
    in_order = sorted(points.items(), key=lambda pair: -len(pair[1]))
    return [Course(About.PAIN, place, tuple(found)) for place, found in in_order]


def by_day(course: Course) -> dict[date, int]:
    """One number a day: the last of a knot, the strongest of a pain."""
    found: dict[date, int] = {}
    for point in course.points:
        day = point.at.date()
        strongest = max(found.get(day, 0), point.strength)
        found[day] = strongest if course.about is About.PAIN else point.strength
    return found
