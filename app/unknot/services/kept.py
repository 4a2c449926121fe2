"""The session under way as one text in the ledger, so that it outlives the app."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unknot.core.day import Slot
from unknot.core.history import Reason, SlotKind
from unknot.core.session import Session


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
    return json.dumps({
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
        "session": kept.session.to_mapping(),
        "at": kept.at.isoformat(),
        "rows_before": kept.rows_before,
        "closed": kept.closed,
    }, separators=(",", ":"))


def read(text: str | None) -> Kept | None:
    """From text; None when there is none or it isn't one of ours (an older or newer version of the app wrote it)."""
    if text is None:
        return None
    try:
        raw = json.loads(text)
        slot = raw["slot"]
        return Kept(
            Slot(
                day=date.fromisoformat(slot["day"]), id=slot["id"], kind=SlotKind(slot["kind"]),
                due=datetime.fromisoformat(slot["due"]), length=timedelta(seconds=slot["seconds"]),
                reason=Reason(slot["reason"]), number=slot["number"], routine=slot["routine"],
            ),
            Session.from_mapping(raw["session"]),
            datetime.fromisoformat(raw["at"]),
            int(raw["rows_before"]),
            bool(raw["closed"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
