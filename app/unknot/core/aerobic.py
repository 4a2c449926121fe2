"""The day's moving: minutes that were logged, and the walks that Unknot asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unknot.core.care_records import Aerobic, Result
from unknot.core.history import Entry, Event, ExerciseTime, Outcome, SlotKind
from unknot.core.tips import WALKS

WALK = "walk"
"""The exercise that is a walk."""
LEAST, MOST = 1, 600
"""Minutes that one entry may have."""
_MOVED = frozenset({Result.DONE, Result.CUT})


@dataclass(frozen=True, slots=True)
class Moved:
    """Minutes of one day: ``logged`` by the person, ``walks`` from stand-ups answered "Done it" whose tip is a walk and
    from the walks of sessions."""

    logged: float = 0.0
    walks: float = 0.0

    @property
    def total(self) -> float:
        """Both together, in minutes."""
        return self.logged + self.walks


def standing(records: Iterable[Aerobic]) -> tuple[Aerobic, ...]:
    """What was logged and not taken back, in order."""
    found: dict[str, Aerobic] = {}
    for record in records:
        if record.withdrawn:
            found.pop(record.id, None)
        else:
            found[record.id] = record
    return tuple(found.values())


def moved(
    logged: Iterable[Aerobic], entries: Iterable[Entry], times: Iterable[ExerciseTime], walk_minutes: float
) -> Moved:
    """The minutes of one day from its records. ``walk_minutes``: what a stand-up with a walk counts for."""
    stood = sum(walk_minutes for walked in _walks(entries).values() if walked)
    in_sessions = sum(row.seconds for row in times if row.exercise == WALK and row.result in _MOVED) / 60
    return Moved(sum(record.minutes for record in standing(logged)), stood + in_sessions)


def _walks(entries: Iterable[Entry]) -> dict[str, bool]:
    """Whether each stand-up was done with a walk; its last answer counts."""
    walked: dict[str, bool] = {}
    for entry in entries:
        if entry.kind is not SlotKind.POSTURE:
            continue
        if entry.event is Event.ANSWERED:
            walked[entry.slot] = entry.outcome is Outcome.DONE and entry.why in WALKS
        elif entry.event is Event.UNDONE:
            walked[entry.slot] = False
    return walked
