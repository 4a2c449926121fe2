"""The session under way as one text in the ledger, so that it outlives the app."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from unknot.core.body import Side
from unknot.core.care_records import Result
from unknot.core.day import Slot
from unknot.core.history import Reason, SlotKind
from unknot.core.library import Position
from unknot.core.session import Lap, Session, Status
from unknot.core.timeline import Phase, Segment

FORMAT = 2
"""Changes whenever a session is written differently; what is kept in another format is forgotten."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as of ``at`` (aware). ``closed``: put away in good order. ``rows_before``: how many rows of exercise
    time its slot had when it began, so that laps can be told apart from those of an earlier session."""

    slot: Slot
    session: Session
    at: datetime
    rows_before: int
    closed: bool


def write(kept: Kept) -> str:
    """As text."""
    slot = kept.slot
    return json.dumps(
        {
            "slot": {
                "day": slot.day.isoformat(),
                "id": slot.id,
                "kind": slot.kind,
                "due": slot.due.isoformat(),
                "seconds": slot.length.total_seconds(),
                "reason": slot.reason,
                "number": slot.number,
                "routine": slot.routine,
            },
            "session": plain(kept.session),
            "at": kept.at.isoformat(),
            "rows_before": kept.rows_before,
            "closed": kept.closed,
        },
        separators=(",", ":"),
    )


def read(text: str | None) -> Kept | None:
    """From text; None when there is none or it isn't one of ours (an older or newer version of the app wrote it)."""
    if text is None:
        return None
    try:
        raw = json.loads(text)
        slot = raw["slot"]
        return Kept(
            Slot(
                day=date.fromisoformat(slot["day"]),
                id=slot["id"],
                kind=SlotKind(slot["kind"]),
                due=datetime.fromisoformat(slot["due"]),
                length=timedelta(seconds=slot["seconds"]),
                reason=Reason(slot["reason"]),
                number=slot["number"],
                routine=slot["routine"],
            ),
            from_plain(raw["session"]),
            datetime.fromisoformat(raw["at"]),
            int(raw["rows_before"]),
            bool(raw["closed"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def plain(session: Session) -> dict[str, Any]:
    """A session as values for JSON. Its moments mean nothing to another process, so a running one is kept as paused
    where it was last seen."""
    running = session.status is Status.RUNNING
    return {
        "format": FORMAT,
        "routine": session.routine,
        "segments": [asdict(segment) for segment in session.segments],
        "index": session.index,
        "status": Status.PAUSED if running else session.status,
        "remaining": session.left(session.seen) if running else session.remaining,
        "lap": session.lap,
        "log": [asdict(lap) for lap in session.log],
        "ended_by_person": session.ended_by_person,
        "earliest": session.earliest,
        "positions": list(session.positions),
    }


def from_plain(raw: Mapping[str, Any]) -> Session:
    """The session that :func:`plain` wrote. Raises ValueError, KeyError or TypeError when it isn't one."""
    if raw["format"] != FORMAT:
        raise ValueError(f"session format {raw['format']}")
    segments = tuple(
        Segment(**{**s, "phase": Phase(s["phase"]), "side": Side(s["side"]), "moves": tuple(s["moves"])})
        for s in raw["segments"]
    )
    log = tuple(Lap(**{**x, "side": Side(x["side"]), "result": Result(x["result"])}) for x in raw["log"])
    session = Session(
        routine=raw["routine"],
        segments=segments,
        index=raw["index"],
        status=Status(raw["status"]),
        remaining=float(raw["remaining"]),
        lap=float(raw["lap"]),
        log=log,
        ended_by_person=bool(raw["ended_by_person"]),
        earliest=raw["earliest"],
        positions=tuple(Position(place) for place in raw["positions"]),
    )
    if not 0 <= session.earliest <= session.index < len(segments):
        raise ValueError(f"segment {session.index} of {len(segments)}")
    return session
