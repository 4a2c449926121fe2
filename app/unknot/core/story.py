"""What the ledger says of each slot: entries folded into one story a slot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from unknot.core.day import State
from unknot.core.history import Entry, Event, Outcome, Reason, SlotKind


@dataclass(frozen=True, slots=True)
class Story:
    """One slot so far. Moments are aware; ``minutes`` is 0 where the settings decide.

    ``asked``: last time it was shown or started. ``stands_for``: the session that it makes up for. ``why``: what holds
    it. ``snooze_over``: the due moment is a snooze's end, which neither gaps nor settings move. ``short``: the 2-minute
    version.
    """

    id: str
    kind: SlotKind
    due: datetime | None = None
    minutes: float = 0.0
    reason: Reason | None = None
    state: State = State.COMING
    outcome: Outcome | None = None
    outcome_reason: Reason | None = None
    why: str = ""
    stands_for: str = ""
    asked: datetime | None = None
    ended: datetime | None = None
    snoozes: int = 0
    fixed: bool = False
    snooze_over: bool = False
    short: bool = False
    routine: str = ""
    seconds: float = 0.0
    share: float = 0.0

    @property
    def number(self) -> int:
        """The number in the id (``s3``: 3); 0 for a clock prompt."""
        return int(self.id[1:]) if self.id[0] in "spq" and self.id[1:].isdigit() else 0

    @property
    def exercised(self) -> bool:
        """Done, or stopped early after having begun."""
        return self.outcome in (Outcome.DONE, Outcome.STOPPED_EARLY)

    @property
    def lasted(self) -> float:
        """Seconds from the start to the end; 0 where there was none."""
        return self.ended.timestamp() - self.asked.timestamp() if self.asked and self.ended else 0.0


def stories(entries: Iterable[Entry]) -> dict[str, Story]:
    """The story of each slot by id, from the entries of one day in order of writing."""
    told: dict[str, Story] = {}
    for entry in entries:
        before = told.get(entry.slot) or Story(entry.slot, entry.kind)
        told[entry.slot] = _TELL[entry.event](before, entry)
    return told


def _planned(story: Story, entry: Entry) -> Story:
    return replace(
        story,
        state=State.COMING if story.state is State.HELD else story.state,
        due=entry.due,
        minutes=entry.minutes,
        reason=entry.reason,
        stands_for=entry.why or story.stands_for,
        snooze_over=entry.reason is Reason.SNOOZED,
        short=story.short or entry.reason is Reason.SHORT_VERSION,
    )


def _shown(story: Story, entry: Entry) -> Story:
    routine = entry.routine or story.routine
    return replace(story, state=State.SHOWN, asked=entry.at, why="", routine=routine)


def _snoozed(story: Story, entry: Entry) -> Story:
    return replace(
        story, state=State.COMING, due=entry.due, snoozes=story.snoozes + 1, snooze_over=True, reason=Reason.SNOOZED
    )


def _held(story: Story, entry: Entry) -> Story:
    return replace(story, state=State.HELD, why=entry.why)


def _released(story: Story, entry: Entry) -> Story:  # noqa: ARG001 - all tellers look alike
    return replace(story, state=State.COMING, why="")


def _moved(story: Story, entry: Entry) -> Story:
    return replace(
        story, state=State.COMING, due=entry.due, fixed=True, snooze_over=False, reason=Reason.MOVED_BY_PERSON
    )


def _undone(story: Story, entry: Entry) -> Story:  # noqa: ARG001 - all tellers look alike
    return replace(story, state=State.COMING, outcome=None, outcome_reason=None, ended=None)


def _started(story: Story, entry: Entry) -> Story:
    return replace(
        story,
        state=State.RUNNING,
        outcome=None,
        outcome_reason=None,
        ended=None,
        asked=entry.at,
        due=story.due or entry.due or entry.at,
        reason=story.reason or entry.reason,
        routine=entry.routine or story.routine,
        minutes=story.minutes or (entry.minutes if story.kind is SlotKind.QUICK else 0.0),
    )


def _answered(story: Story, entry: Entry) -> Story:
    return replace(
        story,
        state=State.OVER,
        due=story.due or entry.due or entry.at,
        outcome=entry.outcome,
        outcome_reason=entry.reason,
        ended=entry.at,
        why="",
        stands_for=story.stands_for or (entry.why if story.due is None else ""),
        seconds=entry.seconds,
        share=entry.share,
    )


_TELL: dict[Event, Callable[[Story, Entry], Story]] = {
    Event.PLANNED: _planned,
    Event.SHOWN: _shown,
    Event.SNOOZED: _snoozed,
    Event.HELD: _held,
    Event.RELEASED: _released,
    Event.MOVED: _moved,
    Event.UNDONE: _undone,
    Event.STARTED: _started,
    Event.ANSWERED: _answered,
}
