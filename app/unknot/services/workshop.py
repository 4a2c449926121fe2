"""What the person makes: own routines and exercises, saved, shared and in use at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from unknot.core.drafts import ExerciseDraft, Flaw, RoutineDraft, draft_of, routine_flaws, step_for
from unknot.core.library import Library, Problem, RoutineStep
from unknot.ports import Ledger, StoreError, Undo
from unknot.ports_own import OwnContent, Parcel
from unknot.services.listeners import Listeners
from unknot.services.unsaved import UnsavedDrafts

NOWHERE = Problem("", "", "readonly")


class InUseError(Exception):
    """It can't be deleted: these routines need it. ``routines``: their ids."""

    def __init__(self, routines: tuple[str, ...]) -> None:
        super().__init__(", ".join(routines))
        self.routines = routines


class Workshop:
    """Every change is on the disk before the call returns, and in the one library that all hold; then the listeners are
    told. What can't be written raises StoreError and changes nothing. Without ``own`` (the demo) nothing can be.
    ``unsaved``: what was being made when the app was quit, kept in ``ledger``."""

    def __init__(self, library: Library, own: OwnContent | None, ledger: Ledger | None = None) -> None:
        self._library = library
        self._own = own
        self.unsaved = UnsavedDrafts(ledger)
        self._changed: Listeners[[]] = Listeners()

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when the library holds something else than before."""
        return self._changed.add(call)

    @property
    def works(self) -> bool:
        """Whether anything can be saved here."""
        return self._own is not None

    # what there is

    @property
    def routines(self) -> tuple[str, ...]:
        """Ids of the person's own routines, by name."""
        text = self._library.routine_text
        own = [routine.id for routine in self._library.routines.values() if routine.own and routine.id in text]
        return tuple(sorted(own, key=lambda id_: (text[id_].name.casefold(), id_)))

    def is_own(self, name: str) -> bool:
        """Whether this is a routine or an exercise of the person's."""
        found = self._library.routines.get(name) or self._library.exercises.get(name)
        return found is not None and found.own

    def draft(self, name: str) -> RoutineDraft:
        """A routine to edit, a built-in one as a copy; an empty one for an unknown or empty id."""
        routine = self._library.routines.get(name)
        return draft_of(routine, self._library) if routine else RoutineDraft()

    def copy(self, name: str, called: str) -> RoutineDraft:
        """A routine as a new one of another name."""
        return replace(self.draft(name), id="", name=called)

    def used_in(self, exercise: str) -> tuple[str, ...]:
        """Ids of the routines that need an exercise."""
        found = (r for r in self._library.routines.values() if any(step.exercise == exercise for step in r.steps))
        return tuple(routine.id for routine in found)

    def flaws(self, draft: RoutineDraft) -> tuple[Flaw, ...]:
        """All that is wrong with a routine as the library is now."""
        return routine_flaws(draft, self._library)

    # changes

    def save(self, draft: RoutineDraft) -> str:
        """Keep a routine that has no flaw that stops it; its id. Raises StoreError."""
        return self._after(self._disk().save_routine(draft))

    def add_step(self, routine: str, exercise: str) -> Undo:
        """Put an exercise at the end of one of the person's own routines; the answer takes it out again. Raises
        StoreError, KeyError for an id that there isn't, and ValueError when the routine can't take it."""
        before = self.draft(routine)
        if not before.id:
            raise KeyError(routine)
        step: RoutineStep = step_for(self._library.exercises[exercise])
        after = replace(before, steps=(*before.steps, step))
        if any(flaw.stops for flaw in self.flaws(after)):
            raise ValueError(exercise)
        self.save(after)

        def undo() -> None:
            now = self.draft(routine)  # it may have been edited since
            places = [at for at, each in enumerate(now.steps) if each == step]
            if places:
                self.save(replace(now, steps=(*now.steps[: places[-1]], *now.steps[places[-1] + 1 :])))

        return undo

    def save_exercise(self, draft: ExerciseDraft, picture: bytes | None = None) -> str:
        """Keep an exercise; its id. ``picture``: see ``OwnContent``. Raises StoreError."""
        return self._after(self._disk().save_exercise(draft, picture))

    def delete(self, name: str) -> Undo:
        """Remove an own routine or exercise; the answer brings it back. Raises StoreError, and InUseError for an
        exercise that a routine needs."""
        needed = self.used_in(name) if name in self._library.exercises else ()
        if needed:
            raise InUseError(needed)
        return self._undoing(self._disk().delete(name))

    # pictures and files

    def picture(self, path: Path) -> bytes:
        """A picture file as an exercise can have it. Raises StoreError."""
        return self._disk().picture(path)

    def export(self, path: Path, names: Sequence[str]) -> None:
        """These, and what they need, as one file. Raises StoreError."""
        self._disk().write_parcel(path, names)

    def look_into(self, path: Path) -> Parcel:
        """What a file would bring. Nothing changes. Raises StoreError with the reason when it is refused."""
        return self._disk().read_parcel(path)

    def take(self, parcel: Parcel, *, replacing: bool = False) -> Undo:
        """Bring it in; the answer takes it out again. Raises StoreError."""
        return self._undoing(self._disk().take(parcel, replacing=replacing))

    def read_anew(self) -> None:
        """The files were changed by other hands (a restored backup)."""
        if self._own is not None:
            self._after("")

    def _disk(self) -> OwnContent:
        if self._own is None:
            raise StoreError(NOWHERE)
        return self._own

    def _undoing(self, undo: Undo) -> Undo:
        self._after("")

        def back() -> None:
            undo()
            self._after("")

        return back

    def _after(self, name: str) -> str:
        """All see it at once."""
        self._library.become(self._disk().load())
        self._changed.tell()
        return name
