"""A prompt as words."""

from __future__ import annotations

from unknot.core.body import Side
from unknot.core.history import SlotKind
from unknot.core.library import Library
from unknot.ports import BusyDay, Prompt
from unknot.ui.tr import tr
from unknot.ui.words.exercises import moves, picture_of, with_side
from unknot.ui.words.plain import minutes

TIP_PICTURES = {"check-sitting": "posture-check", "look-far": "look-far", "roll-shoulders": "shoulder-rolls"}


def prompt(which: Prompt, library: Library) -> tuple[str, str, str]:
    """A prompt's title, its one line, and the name of its picture."""
    if which.slot.kind is SlotKind.POSTURE and which.after_call:
        return tr("Call over"), tr("Stand up first, then carry on."), "walk"
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
    line = tr("Session {n} of {of}, {length}").format(n=which.slot.number, of=which.of, length=length)
    return tr("Call over. {line}").format(line=line) if which.after_call else line


def prompt_move(which: Prompt, library: Library) -> tuple[str, str]:
    """What the figure beside a prompt does, as a sentence to follow and as what is to be seen; "" where that is
    nothing to follow, or not known."""
    routine = library.routines.get(which.routine)
    if which.slot.kind is SlotKind.POSTURE or routine is None or not routine.steps:
        return "", ""
    text = library.exercise_text[routine.steps[0].exercise]
    return with_side(next(iter(text.do.values()), ""), Side.RIGHT), text.picture


def busy_day() -> tuple[str, str]:
    """Title and line after the third skip in a row."""
    return tr("A busy day?"), tr("One minute for the neck is a fair trade.")


def busy_choice(which: BusyDay) -> str:
    """What can be chosen then."""
    return {
        BusyDay.SHORT: tr("1-minute version"),
        BusyDay.FEWER: tr("Fewer today"),
        BusyDay.NOT_NOW: tr("Not now"),
    }[which]
