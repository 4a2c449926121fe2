"""One record of each kind, and of each way in which one may be filled; used by the tests of the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from unknot.core.body import Area, Side
from unknot.core.care_records import (
    Activity,
    Aerobic,
    Compress,
    CompressEvent,
    CompressKind,
    Injury,
    InjuryEvent,
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
from unknot.core.history import (
    Away,
    CareAnswer,
    CareEvent,
    Entry,
    Event,
    ExerciseTime,
    Feeling,
    Felt,
    Outcome,
    Pain,
    Reason,
    SlotKind,
)
from unknot.storage.ledger import SqliteLedger

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, 30, tzinfo=BERLIN)


def entry(slot: str = "s1", day: date = DAY, at: datetime = AT, **more: object) -> Entry:
    """A prompt that was shown."""
    return Entry(day, slot, SlotKind.SESSION, Event.SHOWN, at, **more)  # type: ignore[arg-type]


ONE_OF_EACH = (
    Entry(DAY, "s1", SlotKind.SESSION, Event.PLANNED, AT, AT + timedelta(hours=1), reason=Reason.SPREAD, minutes=3),
    Entry(
        DAY,
        "s1",
        SlotKind.SESSION,
        Event.ANSWERED,
        AT,
        outcome=Outcome.DONE,
        routine="neck-3",
        seconds=171.25,
        share=0.9,
    ),
    Entry(DAY, "p1", SlotKind.POSTURE, Event.HELD, AT, why="locked,in a call"),
    ExerciseTime(DAY, "s1", AT, "neck-side-bend", Side.LEFT, 30.0, Result.DONE),
    Pain(DAY, "s1", AT, "triangle", Area.LOWER_BACK, Side.RIGHT, withdrawn=True),
    Felt(DAY, "s1", AT, Feeling.EASIER),
    Away(AT - timedelta(minutes=10), AT, "locked"),
    CareAnswer(AT, CareEvent.RED_FLAG, "chest,fever"),
    KnotNote(
        AT, "k1", KnotEvent.FOUND, "back", 312.5, 402.0, Area.BETWEEN_BLADES, Side.LEFT, PointKind.TRIGGER,
        Area.SHOULDERS, 7,
    ),
    KnotNote(AT, "k1", KnotEvent.RATED, strength=3, moment=Moment.AFTER),
    Massage(DAY, AT, "s2", "k1", "massage-ball", 21.5, Result.CUT),
    Compress(AT, "c1", CompressKind.COLD, CompressEvent.STARTED, Area.SHOULDERS, Side.RIGHT, "peas", 1200.0),
    Compress(AT, "c1", CompressKind.COLD, CompressEvent.ENDED, seconds=1100.0),
    Injury(AT, "i1", InjuryEvent.BEGAN, Area.NECK, Side.BOTH),
    PainEntry(DAY, AT, "e1", PainEvent.LOGGED, "trapezius:left,neck:both", 4, True, False, "after the move"),
    Aerobic(DAY, AT, "a1", Activity.SWIM, 25.0, withdrawn=True),
    StanceChange(AT, Stance.STAND, "prompt"),
)
KINDS = tuple(dict.fromkeys(map(type, ONE_OF_EACH)))


def everything(ledger: SqliteLedger) -> list[object]:
    """All records, kind after kind."""
    return [record for kind in KINDS for record in ledger.read(kind, date.min, date.max)]
