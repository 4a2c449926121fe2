"""The editing of a routine, step by step and back: every change gives a new state that remembers the ones before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from unknot.core.drafts import MOST_STEPS, RoutineDraft
from unknot.core.library import RoutineStep

MOST_UNDOS = 200


@dataclass(frozen=True, slots=True)
class Editing:
    """A draft with what it was before each change, and what was taken back. ``saved``: as it lies on the disk.
    ``run``: what the last change was about; one that is about the same joins it, so that a name typed letter by letter
    is one change."""

    draft: RoutineDraft
    saved: RoutineDraft
    past: tuple[RoutineDraft, ...] = ()
    future: tuple[RoutineDraft, ...] = ()
    run: str = ""

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.draft != self.saved

    def to(self, draft: RoutineDraft, run: str = "") -> Editing:
        """After a change; the same state when there is none."""
        if draft == self.draft:
            return self
        joins = bool(run) and run == self.run and bool(self.past)
        past = self.past if joins else (*self.past, self.draft)[-MOST_UNDOS:]
        return replace(self, draft=draft, past=past, future=(), run=run)

    def undo(self) -> Editing:
        """One change back; the same state when there is none."""
        if not self.past:
            return self
        return replace(
            self, draft=self._kept(self.past[-1]), past=self.past[:-1], future=(self.draft, *self.future), run=""
        )

    def redo(self) -> Editing:
        """One change forth again."""
        if not self.future:
            return self
        return replace(
            self, draft=self._kept(self.future[0]), past=(*self.past, self.draft), future=self.future[1:], run=""
        )

    def kept(self, id_: str) -> Editing:
        """After it was saved under this id."""
        saved = replace(self.draft, id=id_)
        return replace(self, draft=saved, saved=saved, run="")

    def _kept(self, draft: RoutineDraft) -> RoutineDraft:
        """A draft of the past is of the same file, also when it was saved only since."""
        return replace(draft, id=self.draft.id)

    # the changes

    def rename(self, name: str) -> Editing:
        """Another name."""
        return self.to(replace(self.draft, name=name), "name")

    def describe(self, purpose: str) -> Editing:
        """Another line about it."""
        return self.to(replace(self.draft, purpose=purpose), "purpose")

    def repeat(self, rounds: int) -> Editing:
        """So many rounds."""
        return self.to(replace(self.draft, rounds=rounds), "rounds")

    def add(self, step: RoutineStep, at: int) -> Editing:
        """Put a step in before the one at this place; unchanged when there are as many as there may be."""
        steps = self.draft.steps
        if len(steps) >= MOST_STEPS:
            return self
        at = max(0, min(at, len(steps)))
        return self._steps((*steps[:at], step, *steps[at:]))

    def remove(self, at: int) -> Editing:
        """Leave a step out."""
        steps = self.draft.steps
        return self._steps((*steps[:at], *steps[at + 1 :])) if 0 <= at < len(steps) else self

    def move(self, at: int, to: int) -> Editing:
        """Bring the step at one place to another one."""
        steps = list(self.draft.steps)
        if not 0 <= at < len(steps):
            return self
        step = steps.pop(at)
        steps.insert(max(0, min(to, len(steps))), step)
        return self._steps(tuple(steps))

    def put(self, at: int, step: RoutineStep, run: str = "") -> Editing:
        """Another step in the place of this one. ``run``: which of its fields follows the finger."""
        steps = self.draft.steps
        if not 0 <= at < len(steps):
            return self
        return self._steps((*steps[:at], step, *steps[at + 1 :]), f"{run} {at}" if run else "")

    def _steps(self, steps: tuple[RoutineStep, ...], run: str = "") -> Editing:
        return self.to(replace(self.draft, steps=steps), run)


def opened(draft: RoutineDraft) -> Editing:
    """The beginning. What was never saved counts as changed as soon as there is anything in it."""
    return Editing(draft, draft if draft.id else RoutineDraft())
