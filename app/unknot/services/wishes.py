"""What a person wants of single slots of the day: put off, left out, taken back, moved, shortened."""

from __future__ import annotations

from datetime import datetime, timedelta

from unknot.core.day import Slot, State
from unknot.core.gate import LEAST_SESSION, SNOOZES
from unknot.core.history import Event, Outcome, Reason, SlotKind
from unknot.core.moving import Around, in_the_way
from unknot.core.worktime import later
from unknot.ports import Clock
from unknot.services.asking import Asking
from unknot.services.day_keeper import DayKeeper
from unknot.services.preferences import Preferences
from unknot.services.rounds import Rounds

UNDO_FOR = timedelta(minutes=10)
"""So long can a skip be undone."""
_UP = (State.SHOWN, State.RUNNING)


class Wishes:
    """Each writes to the ledger and brings the day up to it."""

    def __init__(
        self, clock: Clock, preferences: Preferences, keeper: DayKeeper, asking: Asking, rounds: Rounds
    ) -> None:
        self._clock = clock
        self._preferences = preferences
        self._keeper = keeper
        self._asking = asking
        self._rounds = rounds

    def can_undo(self) -> Slot | None:
        """The slot skipped last, while the skip can be undone."""
        now = self._clock.now()
        skipped = [
            slot for slot in self._keeper.plan().slots
            if slot.outcome is Outcome.SKIPPED and slot.ended
            and 0 <= now.timestamp() - slot.ended.timestamp() < UNDO_FOR.total_seconds()
        ]
        return max(skipped, key=lambda slot: slot.ended.timestamp() if slot.ended else 0.0, default=None)

    def snooze(self, minutes: int | None = None) -> bool:
        """Put off what is shown, or what comes next. False when there is nothing, or no snooze is left."""
        slot = self.target()
        if slot is None or slot.snoozes >= SNOOZES:
            return False
        length = timedelta(minutes=minutes or self._preferences.current.snooze_minutes)
        now = self._clock.now()
        ahead = slot.due if slot.due.timestamp() > now.timestamp() else now
        self._asking.withdraw()
        self._keeper.write(slot, Event.SNOOZED, due=later(ahead, length))
        self._rounds.go()
        return True

    def skip(self, slot_id: str | None = None) -> bool:
        """Leave out what is shown, or this slot, or what comes next."""
        return self.skip_slot(self.find(slot_id) if slot_id else self.target(), None)

    def undo_skip(self) -> bool:
        """Take the last skip back; the slot is open again, and due if its time has come."""
        slot = self.can_undo()
        if slot is None:
            return False
        self._keeper.write(slot, Event.UNDONE)
        self._rounds.go(replan=True)
        return True

    def move(self, slot_id: str, to: datetime) -> bool:
        """Put a coming slot at another time of the same working day. False when something is in the way."""
        slot, plan = self.find(slot_id), self._keeper.plan()
        if slot is None or slot.outcome or slot.state in _UP:
            return False
        gap = timedelta(minutes=self._preferences.current.session_gap)
        if in_the_way(slot, to, plan, Around(self._clock.now(), gap, self._keeper.busy(plan.day))):
            return False
        self._keeper.write(slot, Event.MOVED, due=to)
        self._rounds.go()
        return True

    def undo_move(self, slot_id: str) -> bool:
        """Put a slot back where it was before it was moved last. False when it wasn't, or is asked for, runs or is
        over."""
        story = self._keeper.stories(self._keeper.plan().day).get(slot_id)
        slot = self.find(slot_id)
        if slot is None or story is None or story.before_move is None:
            return False
        if slot.outcome or slot.state in _UP:
            return False
        self._keeper.write(slot, Event.UNDONE)
        self._rounds.go()
        return True

    def shorten(self, slot_id: str) -> bool:
        """Make a session the 2-minute version."""
        slot = self.find(slot_id)
        if slot is None or slot.kind is not SlotKind.SESSION or slot.outcome or slot.length <= LEAST_SESSION:
            return False
        self._keeper.replan(slot, slot.due, Reason.SHORT_VERSION)
        self._rounds.go()
        return True

    def skip_slot(self, slot: Slot | None, reason: Reason | None) -> bool:
        """Leave out this one; ``reason`` None: because the person said so. False for none, or one that is over or under
        way."""
        if slot is None or slot.outcome or slot.state is State.RUNNING:
            return False
        shown = self._asking.slot
        if shown is not None and shown.id == slot.id:
            self._asking.withdraw()
        self._keeper.answer(slot, Outcome.SKIPPED, reason)
        self._rounds.go()
        return True

    def undo_skip_of(self, slot: Slot) -> None:
        """Undo offered with a skip: only while that is still the last one."""
        last = self.can_undo()
        if last is not None and last.id == slot.id:
            self.undo_skip()

    def target(self) -> Slot | None:
        """What is shown, else what comes next of both kinds."""
        if self._asking.slot is not None:
            return self._asking.slot
        coming = [slot for slot in self._keeper.up_next() if slot is not None]
        return min(coming, key=lambda slot: slot.due.timestamp(), default=None)

    def find(self, slot_id: str | None) -> Slot | None:
        """The slot of today with this id."""
        return next((slot for slot in self._keeper.plan().slots if slot.id == slot_id), None)
