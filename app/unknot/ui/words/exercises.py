"""Sides, areas, positions, doses and routines as words."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from unknot.core.body import Area, Side
from unknot.core.choose import area_of
from unknot.core.library import Amount, Exercise, Kind, Library, Limits, Origin, Position, Routine, Sides
from unknot.core.massage import CIRCLES_TOO
from unknot.ui.tr import tr
from unknot.ui.words.choosing import made_name
from unknot.ui.words.plain import capital, minutes, number_word


def side(which: Side) -> str:
    """The side as a word inside a sentence."""
    return {Side.LEFT: tr("left"), Side.RIGHT: tr("right"), Side.BOTH: tr("both sides")}[which]


def with_side(sentence: str, which: Side) -> str:
    """Fill ``{side}`` and ``{other}`` of a content sentence."""
    return sentence.replace("{side}", side(which)).replace("{other}", side(which.other))


def area(which: Area) -> str:
    """An area's name."""
    return {
        Area.NECK: tr("Neck"),
        Area.TRAPEZIUS: tr("Upper trapezius"),
        Area.SHOULDERS: tr("Shoulders"),
        Area.BETWEEN_BLADES: tr("Between the shoulder blades"),
        Area.MID_BACK: tr("Mid back"),
        Area.LOWER_BACK: tr("Lower back"),
        Area.CHEST: tr("Chest"),
        Area.HIPS: tr("Hips"),
        Area.LEGS: tr("Legs"),
        Area.ARMS: tr("Arms"),
        Area.WRISTS: tr("Wrists"),
        Area.EYES: tr("Eyes"),
    }[which]


def quick_area(name: str) -> str:
    """The areas of Quick stretch, as people call them."""
    return {
        "neck": tr("Neck"),
        "shoulders": tr("Shoulders"),
        "upper-back": tr("Upper back"),
        "lower-back": tr("Lower back"),
        "hips": tr("Hips"),
        "wrists": tr("Wrists"),
    }[name]


def position(which: Position) -> str:
    """Where an exercise is done."""
    return {
        Position.SEAT: tr("Seat"),
        Position.STAND: tr("Stand"),
        Position.FLOOR: tr("Floor"),
        Position.WALL: tr("Wall"),
    }[which]


def need(which: str) -> str:
    """What an exercise asks for, as a person would say it."""
    return {
        "mat": tr("A mat or a soft carpet"),
        "chair": tr("A chair"),
        "desk": tr("A desk"),
        "wall": tr("A wall"),
        "towel": tr("A towel"),
        "ball": tr("A tennis ball"),
        "roller": tr("A foam roller"),
        "hook": tr("A hooked massager, or an umbrella handle"),
    }.get(which, which)


def tool(which: str) -> str:
    """A need in one word, for a list of them."""
    return {
        "mat": tr("Mat"),
        "towel": tr("Towel"),
        "ball": tr("Ball"),
        "roller": tr("Roller"),
        "hook": tr("Hook"),
    }.get(which, which)


def _count(amount: Amount) -> str:
    least, most = _number(amount.least), _number(amount.most)
    return least if least == most else tr("{least} to {most}").format(least=least, most=most)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else QLocale().toString(value, "f", 1)


def dose(exercise: Exercise, until: str = "") -> str:
    """What to do how often, in a line: ``Hold 20 to 30 seconds each side, 2 to 4 times``. Where a number is not the
    source's but ours, it says so. ``until``: of the exercise's text."""
    if exercise.kind is Kind.MASSAGE:
        return _massage(exercise, exercise.limits or Limits(), until)
    line, times = _dose(exercise), exercise.repetitions
    timed = times is None or not (exercise.moves or exercise.ways)
    our_seconds = timed and exercise.hold.origin is Origin.OURS
    our_count = times is not None and times.origin is Origin.OURS
    if our_seconds and (our_count or times is None):
        return tr("{dose}, our pacing").format(dose=line)
    if our_seconds:
        return tr("{dose}, the seconds are our pacing").format(dose=line)
    if our_count and not timed:
        return tr("{dose}, our pacing").format(dose=line)
    return tr("{dose}, the count is our pacing").format(dose=line) if our_count else line


def _dose(exercise: Exercise) -> str:
    each = exercise.sides is Sides.EACH
    if exercise.repetitions is None:
        text = tr("Hold {n} seconds each side") if each else tr("Hold {n} seconds")
        return text.format(n=_count(exercise.hold))
    times = _count(exercise.repetitions)
    if exercise.moves:
        return tr("The sequence, {times} times").format(times=times)
    if exercise.ways:
        return tr("{times} times each way").format(times=times)
    text = (
        tr("{times} times each side, hold {n} seconds each") if each else tr("{times} times, hold {n} seconds each")
    )
    return text.format(times=times, n=_count(exercise.hold))


def _massage(exercise: Exercise, limits: Limits, until: str) -> str:
    if limits.open_ended and until:
        if limits.first is None:
            return capital(until)
        return tr("{until}: a few seconds at first, longer over the days").format(until=capital(until))
    if exercise.id in CIRCLES_TOO:
        return tr("Light circles, or one firm press of {n} seconds").format(n=_count(exercise.hold))
    if limits.in_all is None:
        return tr("{n} seconds on a knot").format(n=_count(exercise.hold))
    return tr("{n} seconds on a knot, then the next; {time} at a time at most").format(
        n=_count(exercise.hold), time=minutes(max(1, round(limits.in_all.most / 60)))
    )


def short_dose(exercise: Exercise, until: str = "") -> str:
    """The dose for a tile: ``30 s each side``."""
    each = exercise.sides is Sides.EACH
    if exercise.kind is Kind.MASSAGE:
        open_ended = exercise.limits is not None and exercise.limits.open_ended and until
        return until if open_ended else tr("{n} s a knot").format(n=_count(exercise.hold))
    if exercise.repetitions is None:
        text = tr("{n} s each side") if each else tr("{n} s")
        return text.format(n=_count(exercise.hold))
    times = _count(exercise.repetitions)
    if exercise.ways:
        return tr("{times} each way").format(times=times)
    if exercise.moves:
        return tr("{times} rounds").format(times=times)
    return (tr("{times} each side") if each else tr("{times} times")).format(times=times)


def moves(routine: Routine) -> str:
    """``Six small moves, all in your chair.``"""
    n = len(routine.steps)
    place = routine.positions[0] if len(routine.positions) == 1 else None
    where = {
        Position.SEAT: tr("all in your chair"),
        Position.STAND: tr("all standing"),
        Position.FLOOR: tr("on the floor"),
        Position.WALL: tr("at a wall"),
        None: tr("sitting and standing"),
    }[place]
    what = tr("One small move") if n == 1 else tr("{n} small moves").format(n=capital(number_word(n)))
    return f"{what}, {where}."


def picture_of(routine: Routine, library: Library) -> str:
    """The picture that stands for a routine: its first exercise's."""
    first = library.exercises.get(routine.steps[0].exercise) if routine.steps else None
    return (first.picture or first.id) if first else "neutral-sit"


def routine_name(name: str, library: Library) -> str:
    """What a routine is called: by its file, by what a made-up session or a quick stretch is for, or by its only
    exercise; "" for others."""
    if name in library.routine_text:
        return library.routine_text[name].name
    if made := made_name(name):
        return made
    area_name = area_of(name)
    if area_name is not None:
        return quick_area(area_name)
    return library.exercise_text[name].name if name in library.exercise_text else ""
