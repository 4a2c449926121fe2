"""The ledger's words about knots, pain, heat and cold, and moving: append-only, like all of it.

Nothing is changed afterwards. What was a slip is taken back by a second record of the same ``id``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from unknot.core.body import Area, Side

WORST = 10
"""Pain and knots are told from 0 (none) to this."""


class Result(StrEnum):
    """How one exercise of a session, or one spot of a massage, ended."""

    DONE = "done"
    CUT = "cut"
    SKIPPED = "skipped"
    HURT = "hurt"


class PointKind(StrEnum):
    """What pressing a knot does. TRIGGER: the pain spreads to another place. TENDER: it hurts only there."""

    TRIGGER = "trigger"
    TENDER = "tender"


class KnotEvent(StrEnum):
    """FOUND opens a knot, CHANGED corrects its place or kind, RATED says how strong it is, GONE closes it, BACK opens
    it again, WITHDRAWN: it never was one (a slip)."""

    FOUND = "found"
    CHANGED = "changed"
    RATED = "rated"
    GONE = "gone"
    BACK = "back"
    WITHDRAWN = "withdrawn"


class Moment(StrEnum):
    """When a knot was rated: on its own, or before and after a massage."""

    ALONE = "alone"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class KnotNote:
    """One thing said about a knot. ``knot``: its id, ``k1``, ``k2`` ... for ever.

    FOUND and CHANGED carry the place: ``view`` ("front" or "back"), ``x`` and ``y`` in millimetres on the body map's
    paper, the ``area`` and ``side`` that it lies in, its ``kind`` and, for a trigger point, the area that the pain
    ``spreads`` to. FOUND, RATED and BACK carry ``strength``, 0 to WORST.
    """

    at: datetime
    knot: str
    event: KnotEvent
    view: str = ""
    x: float = 0.0
    y: float = 0.0
    area: Area | None = None
    side: Side | None = None
    kind: PointKind | None = None
    spreads: Area | None = None
    strength: int | None = None
    moment: Moment = Moment.ALONE


@dataclass(frozen=True, slots=True)
class Massage:
    """Time spent on one knot with one technique. ``slot``: the session it belongs to, "" outside of one; ``knot``: ""
    when none was marked. ``at``: its end."""

    day: date
    at: datetime
    slot: str
    knot: str
    technique: str
    seconds: float
    result: Result


class CompressKind(StrEnum):
    """A cold or a warm compress."""

    COLD = "cold"
    HEAT = "heat"


class CompressEvent(StrEnum):
    """STARTED counts for its day, ENDED says how long it was, WITHDRAWN: it was a slip and does not count."""

    STARTED = "started"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Compress:
    """One event of one compress ``id``. ``seconds``: wanted (STARTED), or how long it was. ``way``: what was used
    (``towel``, ``bath``, ``shower``, ``pad``, ``pack``, ``peas``)."""

    at: datetime
    id: str
    kind: CompressKind
    event: CompressEvent
    area: Area | None = None
    side: Side | None = None
    way: str = ""
    seconds: float = 0.0


class InjuryEvent(StrEnum):
    """BEGAN: cold helps from now on, for two to three days. REMIND and QUIET switch the prompts for the next cold
    compress. ENDED: over before its time, by the person."""

    BEGAN = "began"
    REMIND = "remind"
    QUIET = "quiet"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Injury:
    """One event of one injury ``id``."""

    at: datetime
    id: str
    event: InjuryEvent
    area: Area | None = None
    side: Side | None = None


class PainEvent(StrEnum):
    """LOGGED, or WITHDRAWN: a slip."""

    LOGGED = "logged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PainEntry:
    """What the person logged of their pain. ``places``: areas with their side, as in ``trapezius:left,neck:both``.

    ``strength``: 0 to WORST. ``painkillers``: some were taken for it. ``always``: for as long as they can remember.
    """

    day: date
    at: datetime
    id: str
    event: PainEvent
    places: str = ""
    strength: int = 0
    painkillers: bool = False
    always: bool = False
    note: str = ""


class Activity(StrEnum):
    """What counts towards the day's moving besides the walks that Unknot asks for."""

    WALK = "walk"
    SWIM = "swim"
    CYCLE = "cycle"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Aerobic:
    """Minutes of moving that the person logged; ``withdrawn`` on the second record of an ``id`` takes it back."""

    day: date
    at: datetime
    id: str
    activity: Activity
    minutes: float
    withdrawn: bool = False


class Stance(StrEnum):
    """How somebody works at a desk that goes up and down."""

    SIT = "sit"
    STAND = "stand"


@dataclass(frozen=True, slots=True)
class StanceChange:
    """From ``at`` on the person sits or stands. ``by``: ``prompt`` (answered "Done it"), ``person`` or ``start``."""

    at: datetime
    stance: Stance
    by: str
