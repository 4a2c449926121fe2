"""The ledger's words: append-only records of what was planned, asked, answered and done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from unknot.core.body import Area, Side
from unknot.core.care_records import Aerobic, Compress, Injury, KnotNote, Massage, PainEntry, Result, StanceChange


class SlotKind(StrEnum):
    """SESSION ``s1..``, POSTURE ``p1..`` or ``c0850``, QUICK ``q1..`` (started by the person)."""

    SESSION = "session"
    POSTURE = "posture"
    QUICK = "quick"


class Event(StrEnum):
    """What happened to a slot."""

    PLANNED = "planned"
    SHOWN = "shown"
    SNOOZED = "snoozed"
    HELD = "held"
    RELEASED = "released"
    MOVED = "moved"
    UNDONE = "undone"
    STARTED = "started"
    ANSWERED = "answered"
    EXPLAINED = "explained"                # why it was skipped, said afterwards


class Outcome(StrEnum):
    """How a slot ended; one a slot."""

    DONE = "done"
    STOPPED_EARLY = "stopped_early"
    SKIPPED = "skipped"
    MISSED = "missed"
    CREDITED = "credited"
    DROPPED = "dropped"


class Reason(StrEnum):
    """Why a slot is where it is, or why it ended as it did."""

    SPREAD = "spread"                      # evenly over the working minutes
    INTERVAL = "interval"                  # active time reached the interval
    CLOCK = "clock"                        # at clock minutes
    FIXED_TIME = "fixed time"              # where the settings say
    AFTER_CALL = "after a call"            # the break that is owed when a call has ended
    MOVED_FOR_GAP = "moved for gap"        # minimum gap, break or end of day
    MOVED_FOR_BUSY = "moved for busy time"
    MOVED_BY_PERSON = "moved by you"
    SPREAD_AGAIN = "spread again"          # after a skip or a miss
    SHORT_VERSION = "short version"        # the 2-minute version before the end of the day
    SNOOZED = "snoozed"
    ASKED = "asked"                        # the person started it
    SESSION_NEAR = "session near"          # a posture prompt absorbed by a session
    TIME_AWAY = "time away"
    NO_ROOM = "no room"
    BUSY = "busy time"                     # no gap near enough between the busy times of a calendar
    OUTSIDE = "outside working time"       # a fixed time in a break, or beyond the day
    END_OF_DAY = "end of day"
    NO_ANSWER = "no answer"
    DISMISSED = "dismissed"
    PASSED_OVER = "passed over"            # clock jump or app not running
    PAIN = "pain"                          # second pain of the day
    RED_FLAG = "red flag"
    RESUMED = "resumed"
    BY_PERSON = "by you"
    HELD = "held"


class SkipWhy(StrEnum):
    """Why something was skipped, as the person said afterwards. NOT_NOW: no reason."""

    BUSY = "busy"
    CALL = "in a call"
    CANNOT_HERE = "can't here"
    NOT_NOW = "not now"


UNPLANNED = frozenset({
    Reason.NO_ROOM, Reason.BUSY, Reason.OUTSIDE, Reason.PAIN, Reason.RED_FLAG, Reason.BY_PERSON,
})
"""Sessions dropped for these were never the person's to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of one slot. ``day`` is the working day the slot belongs to; ``at`` and ``due`` are aware.

    PLANNED, SNOOZED and MOVED carry the new ``due``; HELD carries ``why`` (hold reasons, comma separated), EXPLAINED
    too (a SkipWhy);
    ANSWERED carries ``outcome`` and, where it isn't the person's plain answer, ``reason``; a session's last
    ANSWERED carries ``seconds`` (time in the exercises) and ``share`` (0..1 of its steps).
    """

    day: date
    slot: str
    kind: SlotKind
    event: Event
    at: datetime
    due: datetime | None = None
    outcome: Outcome | None = None
    reason: Reason | None = None
    why: str = ""
    routine: str = ""
    minutes: float = 0.0
    seconds: float = 0.0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class ExerciseTime:
    """Seconds spent in one exercise on one side within a slot."""

    day: date
    slot: str
    at: datetime
    exercise: str
    side: Side
    seconds: float
    result: Result


@dataclass(frozen=True, slots=True)
class Pain:
    """Said with "This hurts": which exercise, and where (guessed from it, or corrected by the person)."""

    day: date
    slot: str
    at: datetime
    exercise: str
    area: Area
    side: Side
    withdrawn: bool = False
    """True on the second record that takes the first one back (a slip)."""


class Feeling(StrEnum):
    """The one optional question at the end of a session."""

    EASIER = "easier"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Felt:
    """The answer to how a session felt."""

    day: date
    slot: str
    at: datetime
    feeling: Feeling


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of time away from the desk, both ends aware. ``why``: locked, asleep, idle, off, quit."""

    start: datetime
    end: datetime
    why: str


class CareEvent(StrEnum):
    """Answers to the red-flag question, and what lifts a block; ADVICE_SEEN ("a doctor has looked at it") and
    ADVICE_LATER ("not now") answer what the pain log says, and leave blocks as they are."""

    NONE_OF_THESE = "none"
    RED_FLAG = "red flag"
    SEEN = "seen"
    MISTAKE = "mistake"
    ADVICE_SEEN = "advice seen"
    ADVICE_LATER = "advice later"


@dataclass(frozen=True, slots=True)
class CareAnswer:
    """One answer. ``flags``: ids of the ticked red flags, comma separated (chest, injury, bladder, fever,
    saddle, legs); of an answer to advice, the worry that it is about (painkillers, chronic)."""

    at: datetime
    event: CareEvent
    flags: str = ""


Record = (
    Entry | ExerciseTime | Pain | Felt | Away | CareAnswer
    | KnotNote | Massage | Compress | Injury | PainEntry | Aerobic | StanceChange
)
"""Everything the ledger keeps."""
