"""Asks the sources that can only be asked what holds: when a prompt is due, and while a window looks on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from unknot.core.presence import Hold
from unknot.core.worktime import later
from unknot.ports import Alarms, Clock, HoldProbe, Said, Telling, Undo
from unknot.services.listeners import Listeners

AGAIN = timedelta(seconds=15)
"""Between two looks, while something holds or a window looks on."""
_PATIENCE = timedelta(seconds=2)
"""After this long, who hasn't answered can't be known."""
_SILENT = Said("")
_FRESH = 2.0
"""Seconds that answers are as good as new."""
_PATIENCE_ALARM = "lookout patience"
_FOLLOW_ALARM = "lookout follow"


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a source said last. ``holds`` None: it can't be known here, or nobody has asked yet. ``said``: who knows, or
    why nobody does and what can be done about it."""

    name: str
    why: Hold
    holds: bool | None = None
    said: Said = _SILENT


class Lookout:
    """Asks all sources together. Nothing runs between looks but what a source itself watches for the end of a hold."""

    def __init__(self, clock: Clock, alarms: Alarms, probes: Sequence[HoldProbe] = ()) -> None:
        self._clock = clock
        self._alarms = alarms
        self._probes = tuple(probes)
        self._states = tuple(SourceState(probe.name, probe.why) for probe in self._probes)
        self._answers: dict[int, bool | None] = {}
        self._number = 0
        self._looking = False
        self._looked: float | None = None
        self._watching: dict[int, Undo] = {}
        self._followers: Listeners[[]] = Listeners()
        self._following = 0
        self._told: Listeners[[]] = Listeners()
        self._alone: Listeners[[]] = Listeners()

    @property
    def states(self) -> tuple[SourceState, ...]:
        """What each source said last, in the order of the sources."""
        return self._states

    @property
    def holds(self) -> frozenset[Hold]:
        """What holds by the last answers."""
        return frozenset(state.why for state in self._states if state.holds)

    @property
    def followed(self) -> bool:
        """Whether a window looks on."""
        return self._following > 0

    @property
    def fresh(self) -> bool:
        """Whether the answers are of this moment."""
        age = self._age()
        return not self._probes or (age is not None and age <= _FRESH)

    @property
    def stale(self) -> bool:
        """Whether it is time to ask again what is still held."""
        age = self._age()
        return bool(self._probes) and (age is None or age >= AGAIN.total_seconds() - 0.1)

    def on_look(self, call: Callable[[], object]) -> Undo:
        """Be told after each look."""
        return self._told.add(call)

    def on_alone(self, call: Callable[[], object]) -> Undo:
        """Be told when the last window that looked on does so no more."""
        return self._alone.add(call)

    def look(self) -> None:
        """Ask all of them; ``on_look`` is told once the last has answered, or after two seconds."""
        if self._looking:
            return
        self._looking = True
        self._answers = {}
        self._number += 1
        self._alarms.ring(_PATIENCE_ALARM, later(self._clock.now(), _PATIENCE), self._enough)
        number = self._number
        for index, probe in enumerate(self._probes):
            probe.ask(partial(self._answered, number, index))
        if not self._probes:
            self._enough()

    def follow(self, call: Callable[[], object]) -> Undo:
        """For a window that shows the answers: look now and every 15 s until undone, with ``call`` after each look."""
        undo = self._followers.add(call)
        self._following += 1
        self._look_for_followers()
        done = False

        def stop() -> None:
            nonlocal done
            if done:
                return
            done = True
            undo()
            self._following -= 1
            if not self._following:
                self._alarms.cancel(_FOLLOW_ALARM)
                self._alone.tell()

        return stop

    def rest(self) -> None:
        """Nobody needs to know any more: watch nothing until the next look."""
        self._unwatch()
        self._looked = None
        self._states = tuple(SourceState(probe.name, probe.why) for probe in self._probes)

    def stop(self) -> None:
        """Ask and watch no more."""
        self._number += 1
        self._looking = False
        self._unwatch()
        self._alarms.cancel(_PATIENCE_ALARM)
        self._alarms.cancel(_FOLLOW_ALARM)

    def _look_for_followers(self) -> None:
        if self._following:
            self._alarms.ring(_FOLLOW_ALARM, later(self._clock.now(), AGAIN), self._look_for_followers)
            self.look()

    def _age(self) -> float | None:
        return None if self._looked is None else self._clock.monotonic() - self._looked

    def _answered(self, number: int, index: int, holds: bool | None) -> None:
        if number != self._number or not self._looking or index in self._answers:
            return
        self._answers[index] = holds
        if len(self._answers) == len(self._probes):
            self._enough()

    def _enough(self) -> None:
        if not self._looking:
            return
        self._looking = False
        self._alarms.cancel(_PATIENCE_ALARM)
        self._looked = self._clock.monotonic()
        self._states = tuple(
            SourceState(probe.name, probe.why, self._answers.get(index), _said(probe))
            for index, probe in enumerate(self._probes)
        )
        self._watch()
        self._told.tell()
        self._followers.tell()

    def _watch(self) -> None:
        """Be told at once by those that hold, where they can tell, instead of at the next look."""
        for index, state in enumerate(self._states):
            if state.holds and index not in self._watching:
                self._watching[index] = self._probes[index].watch(partial(self._may_have_ended, index))
            elif not state.holds and index in self._watching:
                self._watching.pop(index)()

    def _may_have_ended(self, index: int) -> None:
        """If it still holds, or holds again, it is watched anew: many can be told only once."""
        if index in self._watching:
            self._watching.pop(index)()
        self.look()

    def _unwatch(self) -> None:
        watching, self._watching = self._watching, {}
        for undo in watching.values():
            undo()


def _said(probe: HoldProbe) -> Said:
    return probe.said if isinstance(probe, Telling) else _SILENT
