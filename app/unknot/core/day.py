"""A working day as values: spans of time, slots, and the day's plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from unknot.core.history import Outcome, Reason, SlotKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``start`` up to but not including ``end``; both aware."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """Elapsed time between the ends, right across a clock change."""
        return timedelta(seconds=self.end.timestamp() - self.start.timestamp())

    def __contains__(self, moment: datetime) -> bool:
        # as instants: two moments of one zone would be compared by their wall time, wrong in a repeated hour
        return self.start.timestamp() <= moment.timestamp() < self.end.timestamp()


class State(StrEnum):
    """Where a slot stands now. OVER: it has an outcome."""

    COMING = "coming"
    DUE = "due"
    SHOWN = "shown"
    HELD = "held"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Slot:
    """One prompt or session of the day.

    ``due``: when to ask (aware, local). ``length``: of the session; one minute for a posture prompt. ``reason``: why it
    is there. ``number``: 1-based place among its kind that day. ``outcome`` is set when ``state`` is OVER, then
    ``outcome_reason`` and ``ended`` too. ``snoozes`` counts those used (3 at most). ``routine``: once one was chosen.
    """

    day: date
    id: str
    kind: SlotKind
    due: datetime
    length: timedelta
    reason: Reason
    number: int
    state: State = State.COMING
    outcome: Outcome | None = None
    outcome_reason: Reason | None = None
    why: str = ""
    ended: datetime | None = None
    snoozes: int = 0
    routine: str = ""
    fixed: bool = False
    """Set by the person (moved, or a fixed time): the plan never moves it."""
    stands_for: str = ""
    """The skipped or missed session of the day that this one makes up for."""
    share: float = 0.0
    """Of its steps, once it ended: 0..1."""
    tied: bool = False
    """The settings name its routine."""


HALF = 0.5
"""From this share of its steps on, a session that was stopped early counts as done."""


def counts_as_done(outcome: Outcome | None, share: float) -> bool:
    """Whether a session counts for the day: done, or stopped early after half of its steps."""
    return outcome is Outcome.DONE or (outcome is Outcome.STOPPED_EARLY and share >= HALF)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The slots of one working day in order of ``due``; ``work`` are its ranges, breaks left out.

    ``sessions_wanted``: as many as the settings ask for and the day has room for. ``quick_done``: quick stretches that
    lasted long enough to count as a session. ``next_minute``: the next minute of the clock at which a posture prompt is
    asked for, or left out for a reason; None where none is ahead.
    """

    day: date
    work: tuple[Span, ...]
    slots: tuple[Slot, ...]
    sessions_wanted: int = 0
    quick_done: int = 0
    next_minute: datetime | None = None

    @property
    def sessions(self) -> tuple[Slot, ...]:
        """The sessions, quick ones left out."""
        return tuple(slot for slot in self.slots if slot.kind is SlotKind.SESSION)

    @property
    def sessions_done(self) -> int:
        """How many of them were done, or stopped early after half, with the quick stretches that count as one."""
        return self.quick_done + sum(1 for slot in self.sessions if counts_as_done(slot.outcome, slot.share))

    def coming(self, kind: SlotKind | None = None) -> tuple[Slot, ...]:
        """Slots without an outcome, of one kind or all."""
        return tuple(s for s in self.slots if s.state is not State.OVER and kind in (None, s.kind))
