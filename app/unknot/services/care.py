"""The red-flag question: its answers, kept across restarts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from unknot.core.care import RED_FLAGS, CareState, Stop, state_after, stops
from unknot.core.history import CareAnswer, CareEvent
from unknot.ports import Clock, Ledger, Undo
from unknot.services.listeners import Listeners


class CareService:
    """Whether exercises may start, from every answer ever given."""

    def __init__(self, clock: Clock, ledger: Ledger) -> None:
        self._clock = clock
        self._ledger = ledger
        self._changed: Listeners[[]] = Listeners()
        self._state = state_after(self.answers())

    @property
    def state(self) -> CareState:
        """UNASKED, CLEAR or BLOCKED."""
        return self._state

    def answers(self) -> tuple[CareAnswer, ...]:
        """All answers in order, those to the pain log's advice among them."""
        return self._ledger.read(CareAnswer, date.min, date.max)

    def stops(self) -> tuple[Stop, ...]:
        """The times when red flags stopped the exercises, in order."""
        return tuple(stops(self.answers()))

    def answer(self, event: CareEvent, flags: Iterable[str] = ()) -> None:
        """Record an answer; ``flags``: ids of RED_FLAGS that were ticked. Raises ValueError for unknown ids."""
        ticked = tuple(flags)
        unknown = set(ticked) - set(RED_FLAGS)
        if unknown:
            raise ValueError(f"unknown red flags: {', '.join(sorted(unknown))}")
        more = event is CareEvent.RED_FLAG and self._state is CareState.BLOCKED
        self._ledger.add(CareAnswer(self._clock.now(), event, ",".join(ticked)))
        self.refresh()
        if more:
            self._changed.tell()

    def refresh(self) -> None:
        """Read the answers again: one was added, or the ledger was replaced or erased."""
        before, self._state = self._state, state_after(self.answers())
        if self._state is not before:
            self._changed.tell()

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when the state changes, and of more signs while it is BLOCKED."""
        return self._changed.add(call)
