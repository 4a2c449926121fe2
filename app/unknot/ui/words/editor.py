"""A routine or an exercise while it is made: its doses, its flaws, and why a file is refused, as words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from unknot.core.body import Side
from unknot.core.drafts import Fault, Flaw
from unknot.core.library import Exercise, Kind, Library, Problem, Routine, RoutineStep, Sides
from unknot.core.profiles import Profile
from unknot.core.timeline import seconds_of
from unknot.ui.tr import tr
from unknot.ui.words.day import profile as profile_name
from unknot.ui.words.exercises import area, position
from unknot.ui.words.plain import listing, minutes_seconds

MOST_AREAS = 3
"""Those that are named; more are counted."""


def number(value: float) -> str:
    """``8``, or ``7.5`` with the locale's point."""
    return str(int(value)) if float(value).is_integer() else QLocale().toString(float(value), "f", 1)


def seconds(value: float) -> str:
    """``20 s``."""
    return tr("{n} s").format(n=number(value))


def times(value: float) -> str:
    """``once``, ``4 times``."""
    return tr("once") if value == 1 else tr("{n} times").format(n=number(value))


def rounds(count: int) -> str:
    """``1 round``, ``3 rounds``."""
    return tr("1 round") if count == 1 else tr("{n} rounds").format(n=count)


def rest(value: float) -> str:
    """``no rest``, ``rest 8 s``."""
    return tr("no rest") if value <= 0 else tr("rest {n} s").format(n=number(value))


def sides(step: RoutineStep, exercise: Exercise) -> str:
    """``each side``, ``left only``; "" where the sides move together."""
    if exercise.sides is not Sides.EACH:
        return ""
    return {Side.LEFT: tr("left only"), Side.RIGHT: tr("right only"), Side.BOTH: tr("each side")}[step.side]


def step(of: RoutineStep, exercise: Exercise, last: bool) -> str:
    """A step's dose in a line: ``20 s, 3 times, left only · rest 8 s``."""
    hold = exercise.hold.usual if of.hold is None else of.hold
    often = exercise.repetitions.usual if exercise.repetitions else 1
    often = often if of.repetitions is None else of.repetitions
    parts = [seconds(hold)]
    if often != 1 or exercise.ways or exercise.moves:
        parts.append(times(often))
    if exercise.ways:
        parts[-1] = tr("{times} each way").format(times=parts[-1])
    parts.append(sides(of, exercise))
    dose = ", ".join(part for part in parts if part)
    return dose if last else f"{dose} · {rest(of.rest)}"


def length(routine: Routine, library: Library) -> str:
    """``3:20 minutes in all``."""
    return tr("{time} minutes in all").format(time=minutes_seconds(seconds_of(routine, library)))


def summary(routine: Routine) -> str:
    """``Neck, shoulders, 2 more · Seat``: what it works on and where it is done."""
    areas = [area(each) for each in routine.areas[:MOST_AREAS]]
    if len(routine.areas) > len(areas):
        areas.append(tr("{n} more").format(n=len(routine.areas) - len(areas)))
    return " · ".join([listing(areas), listing([position(p) for p in routine.positions])])


def field(name: str) -> str:
    """A field of the form by its name."""
    return {
        "name": tr("Name"),
        "purpose": tr("What for"),
        "ready": tr("Get ready"),
        "do": tr("What to do"),
        "felt": tr("Where you feel it"),
        "caution": tr("Careful"),
        "switch": tr("Changing sides"),
        "hold": tr("Hold"),
        "repetitions": tr("Repetitions"),
        "relax": tr("Between repetitions"),
        "areas": tr("Works on"),
        "positions": tr("Position"),
        "rest": tr("Rest"),
    }.get(name, name)


def flaw(which: Flaw) -> str:
    """What is wrong and what would mend it, in a sentence."""
    found = which.found if isinstance(which.found, str) else number(which.found)
    side = {Side.LEFT: tr("left"), Side.RIGHT: tr("right")}.get(Side(found)) if found in ("left", "right") else found
    unit = tr("{least} to {most} s") if which.field in ("hold", "rest", "relax") else tr("{least} to {most}")
    allowed = unit.format(least=number(which.least), most=number(which.most))
    text = {
        Fault.NAME_MISSING: tr("Give it a name."),
        Fault.NAME_LONG: tr("The name has {found} letters. {most} fit everywhere."),
        Fault.NAME_TWICE: tr("Another routine is called {found}, too."),
        Fault.TEXT_MISSING: tr("This is still empty."),
        Fault.TEXT_LONG: tr("{field}: {found} letters are too many. At most {most}."),
        Fault.BRACES: tr("{field}: {found} can't stand here. Only {{side}} and {{other}} can, where sides take turns."),
        Fault.STEPS_MISSING: tr("Add a first step."),
        Fault.STEPS_MANY: tr("{found} steps are too many. At most {most}."),
        Fault.LONG: tr("It takes longer than an hour. Leave out a round or some steps."),
        Fault.UNKNOWN: tr("There is no exercise {found} here. Remove this step."),
        Fault.HOLD: tr("{found} s is outside this exercise's {allowed}."),
        Fault.REPETITIONS: tr("{found} is outside this exercise's {allowed} repetitions."),
        Fault.REST: tr("A rest has {allowed}."),
        Fault.ROUNDS: tr("A routine has {allowed} rounds."),
        Fault.SIDE_MISSING: tr("The {side} side is missing."),
        Fault.UNREADABLE: tr("The get-ready text is too long to read in 5 s. About {most} letters fit, by our count."),
        Fault.LIMIT: tr("{time} in all, and {limit} is the most at a time. Shorten it or leave out a round."),
        Fault.AREAS_MISSING: tr("Choose what it works on."),
        Fault.POSITIONS_MISSING: tr("Choose where it is done."),
        Fault.BOUNDS: tr("{field}: {found} is outside {allowed}."),
    }[which.fault]
    at_most = number(which.most)
    time = minutes_seconds(which.found) if isinstance(which.found, float | int) else ""
    return text.format(
        field=field(which.field), found=found, side=side, allowed=allowed, most=at_most, time=time,
        limit=minutes_seconds(which.most),
    )


def tied(numbers: Sequence[int], profile: Profile | None) -> str:
    """``Your schedule has it in session 2.``: the sessions that are tied to it, of a profile or of the usual one."""
    which = listing([str(n) for n in numbers])
    if profile is None:
        return tr("Your schedule has it in session {numbers}.").format(numbers=which)
    called = profile_name(profile)
    return tr("Your schedule has it in session {numbers} of “{profile}”.").format(numbers=which, profile=called)


def kind(exercise: Exercise) -> str:
    """``Massage``, ``Habit``; "" for a stretch."""
    return {Kind.MASSAGE: tr("Massage"), Kind.HABIT: tr("Habit"), Kind.STRETCH: ""}[exercise.kind]


def refused(problem: Problem) -> str:
    """Why a file or a picture isn't taken, or couldn't be written. Ends by what became of it: nothing."""
    where = tr("{file}, {field}").format(file=problem.file, field=problem.field) if problem.field else problem.file
    text = {
        "absent": tr("{where} is not there any more."),
        "unreadable": tr("{where} is broken and can't be read ({found})."),
        "kind": tr("{where} is not what it should be ({allowed})."),
        "range": tr("{where} is beyond the limit ({found}, {allowed})."),
        "unknown": tr("{found} doesn't belong into such a file ({allowed})."),
        "missing": tr("{where} is missing."),
        "taken": tr("{where}: the name {found} is there twice."),
        "empty": tr("There is no routine or exercise in {where}."),
        "locked": tr("{where} is encrypted."),
        "stale": tr("{where} has to be chosen again."),
        "full": tr("The disk is full."),
        "readonly": tr("This place can't be written."),
    }.get(problem.what, tr("{where}: {found} can't be used."))
    bare = "" if problem.found else " ()"
    said = text.format(where=where, found=problem.found, allowed=problem.allowed)
    return said.replace(" ()", "") if bare else said
