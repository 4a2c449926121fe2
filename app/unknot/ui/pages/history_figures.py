"""From the numbers of a period to the figures that show them: the same for the page and for a sheet of paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from unknot.core.history import Outcome
from unknot.core.review import About, Course, DayReview, Review, Scope, anything, by_day, moving_by_week, weeks
from unknot.ui import words
from unknot.ui.charts.columns import Column, Columns
from unknot.ui.charts.lines import Done, Dot, Line, Lines
from unknot.ui.charts.month import Cell, Month
from unknot.ui.charts.rows import Bar, Bars, Blocks, Count
from unknot.ui.tr import tr
from unknot.ui.words import history as told
from unknot.ui.words.skips import skip_why

MOST_LINES = 5
"""More than so many lines can't be told apart; the table has them all."""
TICKS = 4
"""Days that are named below lines."""
COLOURS = {About.KNOT: "clay", About.PAIN: "iris"}


def states_of(day: DayReview) -> tuple[str, ...]:
    """The shapes of its sessions in order; what was never to be done has none."""
    return tuple(
        str(state) if state else "coming" for state in day.summary.states if state is not Outcome.DROPPED
    )


def cell_of(shown: Review, day: date) -> Cell:
    """One day of the calendar."""
    found = shown.day(day)
    if found is None:
        wanted = shown.coming.get(day, 0)
        states = ("coming",) * wanted
        return Cell(day, str(day.day), states, told.day_ahead(day, wanted), ahead=True, free=not wanted)
    states = states_of(found)
    coming = states.count("coming") if day == shown.today else 0
    return Cell(
        day, str(day.day), states, told.day_in_words(found, coming), today=day == shown.today, free=not states
    )


def month_of(shown: Review, week_starts: int) -> Month:
    """The calendar of the period."""
    rows = tuple(
        tuple(cell_of(shown, day) if day else None for day in row) for row in weeks(shown.period, week_starts)
    )
    return Month(told.weekdays(week_starts), rows)


def skips_of(shown: Review) -> Blocks:
    """Skips by reason."""
    return Blocks(tuple(Count(skip_why(why), n) for why, n in shown.skips.items()))


def moving_of(shown: Review, week_starts: int) -> Columns:
    """Minutes of moving: of a week by day, of a month the averages by week."""
    goal = tr("{n} min").format(n=shown.goal)
    if shown.period.scope is Scope.MONTH:
        columns = [
            Column(told.short_day(first), value, told.strength(first, round(value)))
            for first, value in moving_by_week(shown, week_starts)
        ]
        return Columns(tuple(columns), shown.goal, goal)
    columns = []
    for day in shown.period.days:
        found = shown.day(day)
        value = found.moved.total if found else 0.0
        name = told.formatted(day, "ddd")
        columns.append(Column(name, value, told.strength(day, round(value)), ahead=found is None))
    return Columns(tuple(columns), shown.goal, goal)


def areas_of(shown: Review) -> Bars:
    """Minutes by area, most first."""
    return Bars(tuple(
        Bar(words.area(area), seconds, told.length(seconds / 60)) for area, seconds in shown.areas.items()
    ))


def desk_of(shown: Review, week_starts: int) -> Bars:
    """Standing and sitting: by week of a month, else by day."""
    found: dict[str, tuple[float, float]] = {}
    for day in shown.days:
        if day.sitting is None or day.standing is None or day.sitting + day.standing <= 0:
            continue
        key = _week_name(day.day, shown, week_starts)
        before = found.get(key, (0.0, 0.0))
        found[key] = (before[0] + day.sitting, before[1] + day.standing)
    return Bars(tuple(
        Bar(name, sit + stand, told.desk(sit, stand), part=stand) for name, (sit, stand) in found.items()
    ))


def _week_name(day: date, shown: Review, week_starts: int) -> str:
    if shown.period.scope is not Scope.MONTH:
        return told.formatted(day, "ddd")
    row = next(row for row in weeks(shown.period, week_starts) if day in row)
    first = next(one for one in row if one is not None)
    return tr("From {day}").format(day=told.short_day(first))


def strengths_of(shown: Review) -> Lines:
    """The courses of knots and pains over the period, with the sessions done below."""
    first = shown.period.first
    by_hour = shown.period.scope is Scope.DAY
    drawn = [course for course in shown.courses if course.points][:MOST_LINES]
    lines = tuple(
        Line(told.course(course), index, COLOURS[course.about], _hours(course) if by_hour else _days(course, first))
        for index, course in enumerate(drawn)
    )
    if by_hour:
        ticks = tuple((hour / 24, told.clock(hour)) for hour in (6, 12, 18))
        return Lines(lines, 1.0, ticks)
    span = (shown.period.last - first).days
    done = tuple(Done((day.day - first).days, day.summary.done) for day in shown.days if day.summary.done)
    return Lines(lines, span, _ticks(shown), done if lines else (), tr("Sessions done"))


def _days(course: Course, first: date) -> tuple[Dot, ...]:
    return tuple(
        Dot((day - first).days, value, told.strength(day, value)) for day, value in sorted(by_day(course).items())
    )


def _hours(course: Course) -> tuple[Dot, ...]:
    return tuple(
        Dot(_share(point.at), point.strength, f"{words.clock_time(point.at)}: {point.strength}")
        for point in course.points
    )


def _share(moment: datetime) -> float:
    return (moment.hour * 60 + moment.minute) / (24 * 60)


def _ticks(shown: Review) -> tuple[tuple[float, str], ...]:
    days = shown.period.days
    if shown.period.scope is Scope.WEEK:
        return tuple((index, told.formatted(day, "ddd")) for index, day in enumerate(days))
    every = (len(days) + TICKS - 1) // TICKS
    ticks: list[tuple[float, str]] = [(index, str(day.day)) for index, day in enumerate(days) if index % every == 0]
    return tuple(ticks)


def undrawn(shown: Review) -> int:
    """How many courses the lines leave out."""
    return max(0, sum(1 for course in shown.courses if course.points) - MOST_LINES)


def rows_of(shown: Review) -> Sequence[DayReview]:
    """The days that a table tells of: those with anything in them."""
    return [day for day in shown.days if day.summary.wanted or anything(day)]
