"""``unknot library``: all that can be done, as lines and as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unknot.core.library import Advice, Amount, Exercise, Library, Limits, Routine, Sides, Source, TipText
from unknot.core.timeline import seconds_of
from unknot.storage.content import picture_path


def as_lines(library: Library) -> list[str]:
    """A line for each exercise, routine and page of advice."""
    exercises = [
        f"{one.id:20} {one.kind:8} {library.exercise_text[one.id].name}  ({', '.join(one.areas)})"
        for one in library.exercises.values()
    ]
    routines = [
        f"{one.id:20} routine  {library.routine_text[one.id].name}  ({one.minutes:g} min)"
        for one in library.routines.values()
    ]
    advice = [
        f"{one.id:20} advice   {library.advice_text[one.id].name}  ({library.advice_text[one.id].purpose})"
        for one in library.advice.values()
    ]
    return exercises + routines + advice


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"least": amount.least, "most": amount.most, "usual": amount.usual, "origin": str(amount.origin)}


def _exercise_mapping(exercise: Exercise, library: Library, own: Path) -> dict[str, Any]:
    text = library.exercise_text[exercise.id]
    picture = picture_path(exercise, [own])
    return {
        "id": exercise.id,
        "kind": str(exercise.kind),
        "name": text.name,
        "purpose": text.purpose,
        "areas": [str(a) for a in exercise.areas],
        "position": [str(p) for p in exercise.positions],
        "sides": str(exercise.sides),
        "view": str(exercise.view),
        "needs": list(exercise.needs),
        "dose": {
            "hold_seconds": _amount(exercise.hold),
            "repetitions": _amount(exercise.repetitions),
            "relax_seconds": _amount(exercise.relax),
            "ways": list(exercise.ways),
            "moves": list(exercise.moves),
            "paced_by_breath": exercise.paced_by_breath,
            "distance_metres": _amount(exercise.distance),
        },
        "limits": {"hold_seconds": exercise.hold.most, **_limits(exercise.limits)},
        "caution": text.caution,
        "picture": picture.name if picture else None,
        "source": _source(exercise.source),
        "own": exercise.own,
    }


def _limits(limits: Limits | None) -> dict[str, Any]:
    """What a massage keeps to, besides how long one hold is."""
    if limits is None:
        return {}
    return {
        "in_all_seconds": _amount(limits.in_all),
        "apart_seconds": _amount(limits.apart),
        "first_day_seconds": _amount(limits.first),
        "growth_seconds": _amount(limits.growth),
        "lately_days": _amount(limits.lately),
        "rest_after_seconds": _amount(limits.rest),
        "never": [str(area) for area in limits.never],
        "open_ended": limits.open_ended,
    }


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title, "link": source.link}


def as_data(library: Library, own: Path) -> list[dict[str, Any]]:
    """Exercises, routines, advice and posture tips as plain data; what a kind does not have is None or empty. ``own``:
    the folder of the person's own pictures."""
    exercises = [_exercise_mapping(exercise, library, own) for exercise in library.exercises.values()]
    pictures = {found["id"]: found["picture"] for found in exercises}
    routines = [_routine_mapping(routine, library, pictures) for routine in library.routines.values()]
    advice = [_advice_mapping(page, library) for page in library.advice.values()]
    return exercises + routines + advice + [_tip_mapping(id_, tip) for id_, tip in library.tips.items()]


def _routine_mapping(routine: Routine, library: Library, pictures: Mapping[str, str | None]) -> dict[str, Any]:
    text, steps = library.routine_text[routine.id], [library.exercises[step.exercise] for step in routine.steps]
    return {
        "id": routine.id,
        "kind": "routine",
        "name": text.name,
        "purpose": text.purpose,
        "minutes": routine.minutes,
        "areas": [str(a) for a in routine.areas],
        "position": [str(p) for p in routine.positions],
        "sides": str(Sides.EACH if any(e.sides is Sides.EACH for e in steps) else Sides.TOGETHER),
        "steps": [
            {"exercise": step.exercise, "hold_seconds": step.hold, "repetitions": step.repetitions}
            for step in routine.steps
        ],
        "dose": {"seconds": round(seconds_of(routine, library), 1)},
        "limits": {},
        "picture": next((pictures[e.id] for e in steps if pictures.get(e.id)), None),
        "source": {"title": "Its exercises", "link": ""},
        "own": routine.own,
    }


def _advice_mapping(advice: Advice, library: Library) -> dict[str, Any]:
    """A page: its numbers are what the app keeps to."""
    text = library.advice_text[advice.id]
    return {
        "id": advice.id, "kind": "advice", "name": text.name, "purpose": text.purpose, "areas": [], "position": [],
        "sides": None, "dose": {}, "limits": {name: _amount(one) for name, one in advice.numbers.items()},
        "caution": text.caution, "sections": [{"title": s.title, "lines": list(s.lines)} for s in text.sections],
        "picture": f"{advice.picture}.webp" if advice.picture else None,
        "source": _source(advice.sources[0]) if advice.sources else None,
        "sources": [_source(source) for source in advice.sources], "own": False,
    }


def _tip_mapping(id_: str, tip: TipText) -> dict[str, Any]:
    """What a posture prompt asks for: read, not counted."""
    return {
        "id": id_, "kind": "tip", "name": tip.title, "purpose": tip.line, "areas": [], "position": [], "sides": None,
        "dose": {}, "limits": {}, "picture": None, "source": None, "own": False,
    }
