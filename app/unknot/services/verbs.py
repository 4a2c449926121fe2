"""What a person can ask for from any place (tray, prompt, window, command line), with one set of refusals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from unknot.core import choose
from unknot.core.care import CareState
from unknot.core.choosing import Choice, Why
from unknot.core.day import Slot
from unknot.core.library import Library, Routine
from unknot.core.massage_steps import within
from unknot.ports import Undo
from unknot.services.care import CareService
from unknot.services.chooser import Chooser
from unknot.services.coach import Coach
from unknot.services.guide import Guide
from unknot.services.listeners import Listeners
from unknot.services.preferences import Preferences


class Refusal(StrEnum):
    """Why nothing was started. ENOUGH: all of it is massage whose time at a time is used up."""

    BLOCKED = "blocked"
    UNASKED = "unasked"
    RUNNING = "running"
    UNKNOWN = "unknown"
    NOTHING = "nothing"
    ENOUGH = "enough"


class Verbs:
    """Starts things. Every start passes through here, so that a red flag blocks them all.

    A refused start is told to ``on_refused``; one refused because the red-flag question was never answered is kept,
    and runs when the answer is "none of these".
    """

    def __init__(
        self,
        coach: Coach,
        guide: Guide,
        care: CareService,
        library: Library,
        preferences: Preferences,
        chooser: Chooser,
        massage_left: Callable[[str], float],
    ) -> None:
        """``massage_left``: seconds that a technique may still be done at this time."""
        self._coach = coach
        self._guide = guide
        self._care = care
        self._library = library
        self._preferences = preferences
        self._chooser = chooser
        self._massage_left = massage_left
        self._begun: Choice | None = None
        self._refused: Listeners[Refusal] = Listeners()
        self._waiting: Callable[[], Refusal | None] | None = None
        care.on_change(self._care_changed)

    def on_refused(self, call: Callable[[Refusal], None]) -> Undo:
        """Be told of every refused start."""
        return self._refused.add(call)

    def start_session(self, slot_id: str | None = None, minutes: int | None = None) -> Refusal | None:
        """Start this session of today, or the next one; in so many minutes, if said."""
        return self._try(lambda: None if self._coach.start_session(slot_id, minutes) else Refusal.NOTHING)

    def begin_slot(self, choice: Choice, slot: Slot) -> bool:
        """For the coach: begin what was chosen for a slot. False when refused."""
        return self._try(lambda: self._begin(choice.routine, slot, slot.day, choice.reasons), wait=False) is None

    def start_named(self, name: str | None, minutes: int | None = None) -> Refusal | None:
        """Start a routine or an exercise by its id; without a name the next session, or a quick stretch."""
        if name is None:
            if minutes is None and self._coach.up_next()[1] is not None:
                return self.start_session()
            return self.quick(minutes=minutes)
        routine = self._named(name)
        if routine is None:
            return self._refuse(Refusal.UNKNOWN)
        fitted = routine if minutes is None else self._chooser.trim(routine, minutes)
        return self._try(lambda: self._begin(fitted, None, self._coach.plan().day))

    def quick(self, minutes: int | None = None, area: str | None = None) -> Refusal | None:
        """A stretch now: of so many minutes, chosen as a session is, or for one area of ``choose.QUICK_AREAS``."""
        choice = self._for_area(area, minutes) if area else self._chooser.quick(minutes or choose.QUICK_MINUTES)
        if choice is None:
            return self._refuse(Refusal.NOTHING)
        day = self._coach.plan().day
        return self._try(lambda: self._begin(choice.routine, None, day, choice.reasons))

    def _for_area(self, area: str, minutes: int | None) -> Choice | None:
        day, settings = self._coach.plan().day, self._preferences.current
        left_out = self._guide.hurt_exercises(day) | {id_ for id_, _reason in settings.not_for_me}
        found = choose.quick(
            self._library, area, minutes, floor=settings.floor, seed=self._seed(day), left_out=left_out
        )
        return Choice(found) if found else None

    def have(self, minutes: int) -> bool:
        """The session that has just begun, in so many minutes; only before its first move. False when it can't be."""
        begun, slot = self._begun, self._guide.slot
        if begun is None or slot is None:
            return False
        return self._guide.retime(self._chooser.in_minutes(begun, slot, minutes))

    def try_out(self, routine: Routine) -> Refusal | None:
        """Start a routine as it is, saved or not."""
        return self._try(lambda: self._begin(routine, None, self._coach.plan().day))

    def resume_closed(self) -> Refusal | None:
        """Go on with the session that was closed."""
        return self._try(lambda: None if self._guide.resume_closed() else Refusal.NOTHING)

    def _named(self, name: str) -> Routine | None:
        if name in self._library.routines:
            return self._library.routines[name]
        exercise = self._library.exercises.get(name)
        return choose.single(exercise) if exercise else None

    def _begin(
        self, routine: Routine, slot: Slot | None, day: date, reasons: Sequence[Why] = ()
    ) -> Refusal | None:
        allowed = within(routine, self._library.exercises, self._massage_left)
        if allowed is None:
            return Refusal.ENOUGH
        self._begun = Choice(allowed, tuple(reasons))
        return None if self._guide.begin(allowed, slot, day, reasons) else Refusal.RUNNING

    def _seed(self, day: date) -> int:
        return day.toordinal() * 100 + len(self._coach.decisions(100))

    def _try(self, start: Callable[[], Refusal | None], wait: bool = True) -> Refusal | None:
        state = self._care.state
        if state is CareState.BLOCKED:
            return self._refuse(Refusal.BLOCKED)
        if state is CareState.UNASKED:
            self._waiting = start if wait else None
            return self._refuse(Refusal.UNASKED)
        if self._guide.session is not None:
            return self._refuse(Refusal.RUNNING)
        refusal = start()
        return self._refuse(refusal) if refusal else None

    def _refuse(self, refusal: Refusal) -> Refusal:
        self._refused.tell(refusal)
        return refusal

    def _care_changed(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and self._care.state is CareState.CLEAR:
            self._try(waiting)
