"""A prompt as words."""

from __future__ import annotations

from unknot.core.history import SlotKind
from unknot.core.library import Library
from unknot.ports import Prompt
from unknot.ui.tr import tr
from unknot.ui.words.exercises import moves, picture_of
from unknot.ui.words.plain import minutes

TIP_PICTURES = {"check-sitting": "posture-check", "look-far": "look-far", "roll-shoulders": "shoulder-rolls"}


def prompt(which: Prompt, library: Library) -> tuple[str, str, str]:
    """A prompt's title, its one line, and the name of its picture."""
    if which.slot.kind is SlotKind.POSTURE:
        tip = library.tips.get(which.tip)
        title, line = (tip.title, tip.line) if tip else (tr("Stand up"), "")
        return title, line, TIP_PICTURES.get(which.tip, "walk")
    routine = library.routines.get(which.routine)
    if routine is None:
        return tr("Time to stretch"), minutes(max(1, round(which.slot.length.total_seconds() / 60))), "neutral-sit"
    return library.routine_text[routine.id].name, moves(routine), picture_of(routine, library)


def prompt_meta(which: Prompt) -> str:
    """The small line above a prompt's title: ``Session 3 of 4, 3 minutes`` or ``54 minutes at the desk``."""
    if which.slot.kind is SlotKind.POSTURE:
        return tr("{minutes} at the desk").format(minutes=minutes(which.active_minutes)) if which.active_minutes else ""
    length = minutes(max(1, round(which.slot.length.total_seconds() / 60)))
    return tr("Session {n} of {of}, {length}").format(n=which.slot.number, of=which.of, length=length)
