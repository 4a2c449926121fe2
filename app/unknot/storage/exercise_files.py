"""One exercise, massage or routine out of its file: the numbers. Its words are read by text_files.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unknot.core.body import Area, Side
from unknot.core.library import (
    REST_SECONDS,
    Amount,
    Exercise,
    Kind,
    Library,
    Limits,
    Origin,
    Position,
    Routine,
    RoutineStep,
    Sides,
    Source,
    View,
)
from unknot.core.timeline import seconds_of, timeline
from unknot.storage.fields import NAME, NAME_RULE, Fields

NEEDS = ("mat", "chair", "desk", "wall", "towel", "ball", "roller", "hook")
"""What an exercise may ask for besides the position it is done in."""

TOLERANCE = 0.1
"""A routine's promised length may differ from its real one by this fraction."""

HOLD = (1.0, 300.0)
REPETITIONS = (1, 50)
RELAX = (0.0, 60.0)
REST = (0.0, 60.0)
MOST_ROUNDS = 10
DISTANCE = (0.1, 100.0)
IN_ALL = (1.0, 1800.0)
APART = (60.0, 86400.0)
LATELY = (1, 366)
MOST_STEPS = 40
MOST_MINUTES = 60

_NO_HOLD = Amount(1, 1, 1, Origin.OURS)  # stands in while the rest of a bad file is looked through


def read_exercise(name: str, fields: Fields, *, own: bool) -> Exercise | None:
    """The exercise in a file; None when anything in it is wrong."""
    for needed in ("positions", "areas", "hold"):
        if not fields.has(needed):
            fields.note(needed, "missing")
    source = fields.table("source")
    read_source = Source(source.text("title", ""), source.text("link", ""))
    fields.close("source", source)
    kind = fields.choice("kind", Kind, Kind.STRETCH)
    exercise = Exercise(
        id=name,
        kind=kind,
        positions=fields.choices("positions", Position),
        areas=fields.choices("areas", Area),
        sides=fields.choice("sides", Sides, Sides.TOGETHER),
        view=fields.choice("view", View, View.FRONT),
        hold=fields.amount("hold", *HOLD) or _NO_HOLD,
        source=read_source,
        repetitions=fields.amount("repetitions", *REPETITIONS, whole=True),
        relax=fields.amount("relax", *RELAX),
        ways=fields.names("ways"),
        moves=fields.names("moves"),
        needs=fields.names("needs", NEEDS),
        paced_by_breath=fields.flag("paced_by_breath", False),
        picture=fields.text("picture", name),
        own=own,
        distance=fields.amount("distance", *DISTANCE),
        limits=_read_limits(fields) if kind is Kind.MASSAGE else None,
    )
    if not NAME.fullmatch(exercise.picture) and "picture" not in fields.wrong:
        fields.note("picture", "range", exercise.picture, NAME_RULE)
    if exercise.ways and exercise.moves:
        fields.note("moves", "range", ", ".join(exercise.moves), "ways or moves, not both")
    if exercise.limits and (both := set(exercise.areas) & set(exercise.limits.never)):
        fields.note("limits.never", "range", ", ".join(sorted(both)), "areas that it does not work on")
    return exercise if fields.finish() else None


def _read_limits(fields: Fields) -> Limits:
    """What a massage keeps to. Only a massage may have ``[limits]``: in another exercise they are an unknown field."""
    table = fields.table("limits")
    limits = Limits(
        in_all=table.amount("in_all", *IN_ALL),
        apart=table.amount("apart", *APART),
        first=table.amount("first", *HOLD),
        growth=table.amount("growth", *HOLD),
        lately=table.amount("lately", *LATELY, whole=True),
        rest=table.amount("rest", *HOLD),
        never=table.choices("never", Area),
        open_ended=table.flag("open_ended", False),
    )
    if limits.growth and limits.lately is None and "lately" not in table.wrong:
        table.note("lately", "missing")
    fields.close("limits", table)
    return limits


def read_routine(name: str, fields: Fields, exercises: Mapping[str, Exercise], *, own: bool) -> Routine | None:
    """The routine in a file; None when anything in it is wrong. What it leaves unsaid follows from its steps."""
    tables = fields.tables("steps")
    if not 1 <= len(tables) <= MOST_STEPS and "steps" not in fields.wrong:
        fields.note("steps", "range", len(tables), f"1 to {MOST_STEPS}")
    steps = tuple(_read_step(table, exercises) for table in tables[:MOST_STEPS])
    for number, table in enumerate(tables[:MOST_STEPS], 1):
        fields.close(f"steps.{number}", table)
    areas, positions = fields.choices("areas", Area), fields.choices("positions", Position)
    minutes = fields.number("minutes", 0.1, MOST_MINUTES)
    rounds = fields.number("rounds", 1, MOST_ROUNDS, whole=True)
    if not fields.finish():
        return None
    used = [exercises[step.exercise] for step in steps]
    for number, exercise in enumerate(used, 1):
        if positions and not set(positions) & set(exercise.positions):
            fields.note(f"steps.{number}.exercise", "range", exercise.id, ", ".join(positions))
    routine = Routine(
        id=name,
        minutes=minutes or 0,
        areas=areas or tuple(dict.fromkeys(area for exercise in used for area in exercise.areas)),
        positions=positions or _positions(used),
        steps=steps,
        own=own,
        rounds=int(rounds or 1),
    )
    known = Library(exercises, {}, {}, {})
    _note_past_limits(fields, routine, known)
    real = seconds_of(routine, known) / 60
    if minutes is None:
        routine = replace(routine, minutes=round(real, 1))
    elif abs(real - minutes) > TOLERANCE * minutes:
        fields.note("minutes", "range", minutes, f"{real / (1 + TOLERANCE):.1f} to {real / (1 - TOLERANCE):.1f}")
    return None if fields.wrong else routine


def _note_past_limits(fields: Fields, routine: Routine, library: Library) -> None:
    """A massage may not take longer, all its steps together, than is good at a time."""
    spent: dict[str, float] = {}
    for segment in timeline(routine, library):
        if segment.exercising:
            held = segment.hold * segment.repetitions * max(1, len(segment.moves))
            spent[segment.exercise] = spent.get(segment.exercise, 0.0) + held
    for name, seconds in spent.items():
        limits = library.exercises[name].limits
        if limits and limits.in_all and seconds > limits.in_all.most:
            fields.note("steps", "range", f"{name}, {seconds:g} s", f"at most {limits.in_all.most:g} s of it")


def _read_step(table: Fields, exercises: Mapping[str, Exercise]) -> RoutineStep:
    exercise = exercises.get(table.text("exercise"))
    if exercise is None:
        if "exercise" not in table.wrong:
            table.note("exercise", "unknown", table.text("exercise"))
        least_hold, most_hold, times = *HOLD, REPETITIONS
    else:
        least_hold, most_hold = exercise.hold.least, exercise.hold.most
        bounds = exercise.repetitions
        times = (int(bounds.least), int(bounds.most)) if bounds else (1, 1)
    repetitions = table.number("repetitions", *times, whole=True)
    return RoutineStep(
        exercise=exercise.id if exercise else "",
        hold=table.number("hold", least_hold, most_hold),
        repetitions=None if repetitions is None else int(repetitions),
        rest=_read_rest(table),
        side=table.choice("side", Side, Side.BOTH),
    )


def _read_rest(table: Fields) -> float:
    """``rest`` in seconds; ``rest_after = false``, as older files have it, means none."""
    rest = table.number("rest", *REST)
    if not table.flag("rest_after", True):
        return 0.0
    return REST_SECONDS if rest is None else rest


def _positions(used: list[Exercise]) -> tuple[Position, ...]:
    """The one position that does for every step, else what each step needs."""
    common = [p for p in Position if all(p in exercise.positions for exercise in used)]
    return (common[0],) if common else tuple(dict.fromkeys(exercise.positions[0] for exercise in used))
