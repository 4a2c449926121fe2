"""What the ledger says of each slot: entries folded into one story a slot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from unknot.core.day import State
from unknot.core.history import Entry, Event, Outcome, Reason, SkipWhy, SlotKind


@dataclass(slots=True)
class Story:
    """One slot so far; written by ``stories`` alone, read by everyone else.

    Moments are aware; ``minutes`` is 0 where the settings decide. ``asked``: last time it was shown or started;
    ``seen``: when it was last on the screen or under way, which may be long before it was ``ended``.
    ``stands_for``: the session that it makes up for. ``why``: what holds it. ``snooze_over``: the due moment is a
    snooze's end, which neither gaps nor settings move. ``short``: the 2-minute version.
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
    seen: datetime | None = None
    ended: datetime | None = None
    snoozes: int = 0
    fixed: bool = False
    snooze_over: bool = False
    short: bool = False
    routine: str = ""
    seconds: float = 0.0
    share: float = 0.0
    skip_why: SkipWhy = SkipWhy.NOT_NOW
    """Why it was skipped, where it was."""
    before_move: tuple[datetime | None, Reason | None, bool, bool] | None = None
    """Due, reason, fixed and snooze_over as they were before the person moved it."""

    @property
    def number(self) -> int:
        """The number in the id (``s3``: 3); 0 for a clock prompt."""
        return int(self.id[1:]) if self.id[0] in "spq" and self.id[1:].isdigit() else 0

    @property
    def exercised(self) -> bool:
        """Done, or stopped early after having begun."""
        return self.outcome in (Outcome.DONE, Outcome.STOPPED_EARLY)

    @property
    def lost(self) -> bool:
        """Skipped or missed: another session may stand for it. One done after all is not, whatever came before."""
        return self.outcome in (Outcome.SKIPPED, Outcome.MISSED)

    @property
    def lasted(self) -> float:
        """Seconds from the start to the end, but no more than its steps take that were done: a pause is not part of it;
        0 where there was none."""
        passed = self.ended.timestamp() - self.asked.timestamp() if self.asked and self.ended else 0.0
        part = self.share if self.outcome is Outcome.STOPPED_EARLY else 1.0
        return min(passed, self.minutes * 60.0 * part) if self.minutes else passed


_UNSEEN = frozenset({Reason.PASSED_OVER, Reason.TIME_AWAY})
"""Answers given afterwards to what was on a screen that nobody can have looked at."""


def stories(entries: Iterable[Entry]) -> dict[str, Story]:
    """The story of each slot by id, from the entries of one day in order of writing."""
    told: dict[str, Story] = {}
    for entry in entries:
        story = told.get(entry.slot)
        if story is None:
            story = told[entry.slot] = Story(entry.slot, entry.kind)
        looked_at = story.state is State.SHOWN and entry.reason not in _UNSEEN
        if looked_at or story.state is State.RUNNING or entry.event in (Event.SHOWN, Event.STARTED):
            story.seen = entry.at
        _TELL[entry.event](story, entry)
    return told


def _planned(story: Story, entry: Entry) -> None:
    if story.state is State.HELD:
        story.state = State.COMING
    story.due, story.minutes, story.reason = entry.due, entry.minutes, entry.reason
    story.stands_for = entry.why or story.stands_for
    story.snooze_over = entry.reason is Reason.SNOOZED
    story.short = story.short or entry.reason is Reason.SHORT_VERSION


def _shown(story: Story, entry: Entry) -> None:
    story.state, story.asked, story.why = State.SHOWN, entry.at, ""
    story.routine = entry.routine or story.routine


def _snoozed(story: Story, entry: Entry) -> None:
    story.state, story.due, story.reason = State.COMING, entry.due, Reason.SNOOZED
    story.snoozes += 1
    story.snooze_over = True


def _held(story: Story, entry: Entry) -> None:
    story.state, story.why = State.HELD, entry.why


def _released(story: Story, entry: Entry) -> None:  # noqa: ARG001 - all tellers look alike
    story.state, story.why = State.COMING, ""


def _moved(story: Story, entry: Entry) -> None:
    story.before_move = (story.due, story.reason, story.fixed, story.snooze_over)
    story.state, story.due, story.reason = State.COMING, entry.due, Reason.MOVED_BY_PERSON
    story.fixed, story.snooze_over = True, False


def _undone(story: Story, entry: Entry) -> None:  # noqa: ARG001 - all tellers look alike
    """A skip is taken back; of a slot that isn't over, the last move."""
    if story.outcome is None and story.before_move is not None:
        story.due, story.reason, story.fixed, story.snooze_over = story.before_move
        story.before_move = None
    story.state = State.COMING
    story.outcome = story.outcome_reason = story.ended = None


def _started(story: Story, entry: Entry) -> None:
    story.state, story.asked = State.RUNNING, entry.at
    story.outcome = story.outcome_reason = story.ended = None
    story.due = story.due or entry.due or entry.at
    story.reason = story.reason or entry.reason
    story.routine = entry.routine or story.routine
    if story.kind is SlotKind.QUICK:
        story.minutes = story.minutes or entry.minutes


def _answered(story: Story, entry: Entry) -> None:
    if story.due is None:
        story.due, story.stands_for = entry.due or entry.at, story.stands_for or entry.why
    story.state, story.why, story.ended = State.OVER, "", entry.at
    story.outcome, story.outcome_reason = entry.outcome, entry.reason
    story.seconds, story.share = entry.seconds, entry.share
    story.skip_why = SkipWhy.NOT_NOW


def _explained(story: Story, entry: Entry) -> None:
    story.skip_why = SkipWhy(entry.why) if entry.why in list(SkipWhy) else SkipWhy.NOT_NOW


_TELL: dict[Event, Callable[[Story, Entry], None]] = {
    Event.PLANNED: _planned,
    Event.SHOWN: _shown,
    Event.SNOOZED: _snoozed,
    Event.HELD: _held,
    Event.RELEASED: _released,
    Event.MOVED: _moved,
    Event.UNDONE: _undone,
    Event.STARTED: _started,
    Event.ANSWERED: _answered,
    Event.EXPLAINED: _explained,
}
