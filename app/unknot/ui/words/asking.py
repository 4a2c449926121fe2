"""A prompt as words."""

from __future__ import annotations

from unknot.core.body import Side
from unknot.core.care_records import Stance
from unknot.core.history import SlotKind
from unknot.core.library import Library, Routine
from unknot.core.stances import Posture
from unknot.core.tips import WALKS
from unknot.ports import BusyDay, Prompt
from unknot.ui.tr import tr
from unknot.ui.words.choosing import why_chosen
from unknot.ui.words.exercises import moves, picture_of, routine_name, with_side
from unknot.ui.words.plain import minutes, sentences

TIP_PICTURES = {"check-sitting": "posture-check", "look-far": "look-far", "roll-shoulders": "shoulder-rolls"}


def prompt(which: Prompt, library: Library) -> tuple[str, str, str]:
    """A prompt's title, its one line, and the name of its picture."""
    stands = which.posture is not None and which.posture.stance is Stance.STAND
    if which.slot.kind is SlotKind.POSTURE and which.after_call and not stands:
        return tr("Call over"), tr("Stand up first, then carry on."), "walk"
    if which.slot.kind is SlotKind.POSTURE and which.posture is not None:
        return _other_posture(which, which.posture)
    if which.slot.kind is SlotKind.POSTURE:
        tip = library.tips.get(which.tip)
        title, line = (tip.title, tip.line) if tip else (tr("Stand up"), "")
        return title, line, TIP_PICTURES.get(which.tip, "walk")
    routine = routine_of(which, library)
    if routine is None:
        return tr("Time to stretch"), minutes(max(1, round(which.slot.length.total_seconds() / 60))), "neutral-sit"
    name = routine_name(routine.id, library) or tr("Time to stretch")
    why = why_chosen(which.choice.reasons, library) if which.choice else ""
    return name, why or moves(routine), picture_of(routine, library)


def routine_of(which: Prompt, library: Library) -> Routine | None:
    """What a session's prompt asks for; None where that is not known."""
    return which.choice.routine if which.choice else library.routines.get(which.routine)


def _other_posture(which: Prompt, posture: Posture) -> tuple[str, str, str]:
    """At a desk that goes up and down: ``Time to sit again``, ``You have stood for 45 minutes.``"""
    stands = posture.stance is Stance.STAND
    title = tr("Time to sit again") if stands else tr("Time to stand")
    said = tr("You have stood for {minutes}.") if stands else tr("You have sat for {minutes}.")
    so_long = said.format(minutes=minutes(round(posture.minutes))) if round(posture.minutes) >= 1 else ""
    walk = tr("Walk a little first.") if which.tip in WALKS else ""
    return title, sentences([so_long, walk]), "walk" if walk else "neutral-sit" if stands else "stand-up"


def prompt_meta(which: Prompt) -> str:
    """The small line above a prompt's title: ``Session 3 of 4, 3 minutes`` or ``54 minutes at the desk``."""
    if which.slot.kind is SlotKind.POSTURE and which.posture is not None:
        return ""
    if which.slot.kind is SlotKind.POSTURE:
        return tr("{minutes} at the desk").format(minutes=minutes(which.active_minutes)) if which.active_minutes else ""
    length = minutes(max(1, round(which.slot.length.total_seconds() / 60)))
    line = tr("Session {n} of {of}, {length}").format(n=which.slot.number, of=which.of, length=length)
    return tr("Call over. {line}").format(line=line) if which.after_call else line


def prompt_move(which: Prompt, library: Library) -> tuple[str, str]:
    """What the figure beside a prompt does, as a sentence to follow and as what is to be seen; "" where that is
    nothing to follow, or not known."""
    routine = routine_of(which, library)
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
