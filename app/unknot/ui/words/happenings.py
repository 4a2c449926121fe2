"""What a day had, each thing as a title and a detail."""

from __future__ import annotations

from unknot.core.care_records import Activity, Aerobic, Compress, CompressKind, Massage, PainEntry
from unknot.core.happenings import Happening
from unknot.core.history import Outcome, Pain, SkipWhy, SlotKind
from unknot.core.library import Library
from unknot.core.story import Story
from unknot.ui.tr import tr
from unknot.ui.words import pain
from unknot.ui.words.day import outcome, reason
from unknot.ui.words.exercises import area, routine_name
from unknot.ui.words.history import length, small
from unknot.ui.words.skips import skip_why

Told = tuple[str, str]
"""Title and detail."""


def happening(which: Happening, library: Library) -> Told:
    """``Neck and shoulders``, ``Done, 3 min``."""
    what = which.what
    if isinstance(what, Story):
        return _story(what, library)
    if isinstance(what, Massage):
        text = library.exercise_text.get(what.technique)
        return text.name if text else what.technique, length(what.seconds / 60)
    if isinstance(what, Compress):
        cold = what.kind is CompressKind.COLD
        place = area(what.area) if what.area else ""
        took = length(what.seconds / 60)
        return tr("Cold compress") if cold else tr("Warm compress"), f"{place} · {took}" if place else took
    if isinstance(what, PainEntry):
        said = tr("{n} of 10").format(n=what.strength)
        extra = pain.extras(what)
        return tr("Pain: {place}").format(place=small(pain.where(what))), f"{said} · {extra}" if extra else said
    if isinstance(what, Pain):
        text = library.exercise_text.get(what.exercise)
        return tr("It hurt: {place}").format(place=small(area(what.area))), text.name if text else what.exercise
    return activity(what), tr("{time}, logged by you").format(time=length(what.minutes))


def activity(what: Aerobic) -> str:
    """What somebody moved by."""
    return {
        Activity.WALK: tr("Walking"),
        Activity.SWIM: tr("Swimming"),
        Activity.CYCLE: tr("Cycling"),
        Activity.OTHER: tr("Moving"),
    }[what.activity]


def _story(story: Story, library: Library) -> Told:
    return _name(story, library), _ending(story)


def _name(story: Story, library: Library) -> str:
    if story.kind is SlotKind.POSTURE:
        return tr("Stand up")
    name = routine_name(story.routine, library) if story.routine else ""
    if name:
        return name
    return tr("Quick stretch") if story.kind is SlotKind.QUICK else tr("Stretch session")


def _ending(story: Story) -> str:
    if story.outcome is None:
        return ""
    said = tr("Counted, you were away") if story.outcome is Outcome.CREDITED else outcome(story.outcome)
    if story.outcome is Outcome.SKIPPED:
        return said if story.skip_why is SkipWhy.NOT_NOW else f"{said} · {small(skip_why(story.skip_why))}"
    if story.exercised and story.seconds:
        return f"{said} · {length(story.seconds / 60)}"
    why = reason(story.outcome_reason) if story.outcome is Outcome.MISSED else ""
    return f"{said} · {why}" if why else said

