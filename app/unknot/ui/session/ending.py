"""What the session window says when it is over, and when something hurts, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from unknot.core.body import UPPER_BACK, Area, Side
from unknot.core.care_records import Result
from unknot.core.choose import QUICK_AREAS, area_of
from unknot.core.day import DayPlan, Slot
from unknot.core.history import Outcome, Pain, SlotKind
from unknot.core.library import Library, Position, Routine, Sides
from unknot.core.session import Session, StepResult
from unknot.ui import words
from unknot.ui.session.scene import name_of
from unknot.ui.tr import tr


class Mark(StrEnum):
    """The shape before a line of the summary."""

    DONE = "done"
    STOPPED = "stopped"
    SKIPPED = "skipped"
    HURT = "hurt"


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise of the summary."""

    mark: Mark
    text: str
    time: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where it hurts, as one choice."""

    area: Area
    side: Side

    @property
    def text(self) -> str:
        """``Neck, left``."""
        if self.side is Side.BOTH:
            return words.area(self.area)
        return tr("{area}, {side}").format(area=words.area(self.area), side=words.side(self.side))


_MARKS = {Result.DONE: Mark.DONE, Result.CUT: Mark.STOPPED, Result.SKIPPED: Mark.SKIPPED, Result.HURT: Mark.HURT}



def window_title(session: Session, slot: Slot, library: Library) -> str:
    """The routine and its minutes: ``Neck and shoulders, 3 minutes``."""
    minutes = words.minutes(max(1, round(slot.length.total_seconds() / 60)))
    return tr("{name}, {minutes}").format(name=routine_name(session, library), minutes=minutes)


def routine_name(session: Session, library: Library) -> str:
    """What the routine is called; one made up on the spot by its area or its only exercise."""
    name = words.routine_name(session.routine, library)
    if name:
        return name
    steps = {(s.step, s.exercise) for s in session.segments}
    return name_of(session.segments[0].exercise, library) if len(steps) == 1 else tr("Quick stretch")


def number_of(slot: Slot, plan: DayPlan) -> str:
    """``Session 3 of 4``, or ``Quick stretch``."""
    if slot.kind is not SlotKind.SESSION:
        return tr("Quick stretch")
    of = max(plan.sessions_wanted, slot.number)
    return tr("Session {n} of {of}").format(n=slot.number, of=of)


def title(session: Session, pains: int) -> str:
    """How it ended, in a few words; never what was missed."""
    if pains >= 2 and any(r.result is Result.HURT for r in session.results):
        return tr("Enough for today")
    return tr("Done for now") if session.outcome is Outcome.DONE else tr("Enough for now")


def moved(session: Session, library: Library) -> str:
    """``Neck and shoulders moved for three minutes.``"""
    done = [r.exercise for r in session.results if r.seconds > 0]
    seconds = session.seconds
    if seconds < 1:
        return tr("Nothing was counted.")
    if seconds < 45:
        length = tr("{n} seconds").format(n=round(seconds))
    else:
        n = max(1, round(seconds / 60))
        length = tr("a minute") if n == 1 else tr("{n} minutes").format(n=words.number_word(n))
    parts = _named_areas(library.exercises[e].areas[:1] for e in done if e in library.exercises)
    if not parts:
        return tr("You moved for {length}.").format(length=length)
    if len(parts) > 3:
        return tr("{parts} and more moved for {length}.").format(
            parts=words.capital(", ".join(parts[:2])), length=length
        )
    if len(parts) == 3:
        return tr("{parts} and {last} moved for {length}.").format(
            parts=words.capital(", ".join(parts[:-1])), last=parts[-1], length=length
        )
    return tr("{parts} moved for {length}.").format(parts=words.capital(tr(" and ").join(parts)), length=length)


def lines(session: Session, library: Library) -> tuple[Line, ...]:
    """The summary, a line an exercise."""
    return tuple(
        Line(_MARKS[r.result], _line(r, library), words.minutes_seconds(r.seconds)) for r in session.results
    )


def summary_in_words(line: Line) -> str:
    """A line for a screen reader: ``Shoulder rolls, done, 0:32``."""
    mark = {
        Mark.DONE: tr("done"), Mark.STOPPED: tr("stopped early"), Mark.SKIPPED: tr("skipped"), Mark.HURT: tr("it hurt"),
    }[line.mark]
    return f"{line.text}, {mark}, {line.time}"


def left_out(pain: Pain, library: Library) -> str:
    """What becomes of the exercise that hurt."""
    name = name_of(pain.exercise, library)
    return tr("We leave out “{name}” and note it.").format(name=name)


def places(pain: Pain) -> tuple[Place, ...]:
    """The choices beside "somewhere else": this area on either side, the recorded one first when it has none."""
    sided = (Place(pain.area, Side.LEFT), Place(pain.area, Side.RIGHT))
    return (Place(pain.area, Side.BOTH), *sided) if pain.side is Side.BOTH else sided


def elsewhere(routine: Routine) -> tuple[str, str]:
    """What "Go on" does: ``Next: the upper back``, ``Two moves in your chair, one minute``."""
    area = area_of(routine.id)
    name = words.quick_area(area).lower() if area else tr("something else")
    n = len(routine.steps)
    place = {
        Position.SEAT: tr("in your chair"),
        Position.STAND: tr("standing"),
        Position.FLOOR: tr("on the floor"),
        Position.WALL: tr("at a wall"),
    }.get(routine.positions[0] if routine.positions else Position.SEAT, "")
    what = tr("One move") if n == 1 else tr("{n} moves").format(n=words.capital(words.number_word(n)))
    minutes = max(1, round(routine.minutes))
    length = tr("one minute") if minutes == 1 else tr("{n} minutes").format(n=words.number_word(minutes))
    return tr("Next: the {area}").format(area=name), f"{what} {place}, {length}"


def _line(result: StepResult, library: Library) -> str:
    name = name_of(result.exercise, library)
    exercise = library.exercises.get(result.exercise)
    if exercise is None or exercise.sides is not Sides.EACH:
        return name
    if len(result.sides) == 2:
        return tr("{name}, both sides").format(name=name)
    if len(result.sides) == 1:
        return tr("{name}, {side} only").format(name=name, side=words.side(result.sides[0]))
    return name


def _named_areas(areas: Iterable[tuple[Area, ...]]) -> list[str]:
    """As people call them, inside a sentence, each once and in order."""
    found: list[str] = []
    for area in (area for several in areas for area in several):
        group = next((name for name, members in QUICK_AREAS.items() if area in members), None)
        if area in UPPER_BACK:
            group = "upper-back"
        text = (words.quick_area(group) if group else words.area(area)).lower()
        if text not in found and area is not Area.EYES:
            found.append(text)
    return found
