"""A person's weeks as records, for History: mixed days, a knot and a pain that get weaker, reasons for skips."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from tests.fakes import BERLIN

from unknot.core.body import Area, Side
from unknot.core.care_records import (
    Activity,
    Aerobic,
    Compress,
    CompressEvent,
    CompressKind,
    KnotEvent,
    KnotNote,
    Massage,
    Moment,
    PainEntry,
    PainEvent,
    PointKind,
    Result,
    Stance,
    StanceChange,
)
from unknot.core.history import Entry, Event, ExerciseTime, Outcome, Reason, Record, SkipWhy, SlotKind

DAY = timedelta(days=1)
EXERCISES = (
    "neck-side-bend", "shoulder-rolls", "blade-squeeze", "cross-body", "seated-twist", "chin-tuck", "hip-flexor-lunge",
)
ENDS = (Outcome.DONE,) * 8 + (Outcome.SKIPPED, Outcome.MISSED, Outcome.STOPPED_EARLY)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A local time of a day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def slot(day: date, name: str, kind: SlotKind, at: datetime, end: Outcome | None, why: SkipWhy | None = None,
         seconds: float = 0.0) -> Iterator[Record]:
    """One slot from its plan to its end."""
    yield Entry(day, name, kind, Event.PLANNED, at - timedelta(hours=1), at, reason=Reason.SPREAD, minutes=3.0)
    if end is None:
        return
    yield Entry(day, name, kind, Event.SHOWN, at, at, routine="neck-3" if kind is SlotKind.SESSION else "")
    share = {Outcome.DONE: 1.0, Outcome.STOPPED_EARLY: 0.6}.get(end, 0.0)
    yield Entry(day, name, kind, Event.ANSWERED, at + timedelta(minutes=3), at, end, seconds=seconds, share=share)
    if why is not None:
        yield Entry(day, name, kind, Event.EXPLAINED, at + timedelta(minutes=4), why=str(why))


def working_day(day: date, random: Random, until: int = 24) -> Iterator[Record]:
    """Four sessions and eight stand-ups, as far as ``until`` o'clock."""
    for number, hour in enumerate((9, 11, 14, 16), 1):
        over = hour < until
        end = random.choice(ENDS) if over else None
        seconds = 170.0 if end is Outcome.DONE else 90.0 if end is Outcome.STOPPED_EARLY else 0.0
        why = random.choice((SkipWhy.BUSY, SkipWhy.CALL, None)) if end is Outcome.SKIPPED else None
        yield from slot(day, f"s{number}", SlotKind.SESSION, moment(day, hour, 24), end, why, seconds)
        for exercise in random.sample(EXERCISES, 3) if seconds else ():
            at = moment(day, hour, 25)
            yield ExerciseTime(day, f"s{number}", at, exercise, Side.BOTH, seconds / 3, Result.DONE)
    for number, hour in enumerate((8, 10, 12, 13, 15, 17), 1):
        end = random.choice((*ENDS[:-1], Outcome.CREDITED)) if hour < until else None
        yield from slot(day, f"p{number}", SlotKind.POSTURE, moment(day, hour, 2), end)
    if random.random() < 0.7:
        minutes = float(random.choice((15, 20, 30, 40)))
        yield Aerobic(day, moment(day, 18), f"a{day.toordinal()}", Activity.WALK, minutes)


def knot_over(first: date, days: int) -> Iterator[Record]:
    """A knot found strong and massaged until it is weak."""
    yield KnotNote(
        moment(first, 9), "k1", KnotEvent.FOUND, "back", 80.0, 120.0, Area.BETWEEN_BLADES, Side.LEFT,
        PointKind.TRIGGER, Area.SHOULDERS, 7,
    )
    for n in range(3, days, 3):
        day = first + n * DAY
        yield Massage(day, moment(day, 12, 10), "", "k1", "massage-ball", 60.0, Result.DONE)
        strength = max(2, 7 - n // 5)
        yield KnotNote(moment(day, 12, 11), "k1", KnotEvent.RATED, strength=strength, moment=Moment.AFTER)


def pain_over(first: date, days: int) -> Iterator[Record]:
    """A neck that hurts less and less."""
    for n in range(0, days, 4):
        day = first + n * DAY
        yield PainEntry(
            day, moment(day, 17), f"e{n}", PainEvent.LOGGED, "neck:left", max(1, 5 - n // 6), note="after calls"
        )


def stances_on(day: date) -> Iterator[Record]:
    """Two hours standing."""
    yield StanceChange(moment(day, 10), Stance.STAND, "prompt")
    yield StanceChange(moment(day, 12), Stance.SIT, "prompt")


def a_month(first: date, today: date, hour: int = 13, desk: bool = False) -> list[Record]:
    """From ``first`` to ``today``, weekends off; the same every time."""
    random, found = Random(7), list[Record]()
    days = (today - first).days + 1
    for n in range(days):
        day = first + n * DAY
        if day.weekday() < 5:
            found += working_day(day, random, hour if day == today else 24)
            found += stances_on(day) if desk else ()
    found += knot_over(first + DAY, days - 1)
    found += pain_over(first + DAY, days - 1)
    heat = moment(today - 3 * DAY, 19)
    found.append(Compress(heat, "c1", CompressKind.HEAT, CompressEvent.STARTED, Area.NECK, None, "pad", 900.0))
    found.append(Compress(heat, "c1", CompressKind.HEAT, CompressEvent.ENDED, Area.NECK, None, "pad", 900.0))
    return sorted(found, key=lambda record: record.at.timestamp())
