"""What an automatic session contains, and why: chosen from what fits, by what is worth most now. Deterministic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from unknot.core.body import UPPER_BACK, Area, Side
from unknot.core.fitting import bend, fill, near, total
from unknot.core.library import Amount, Exercise, Kind, Library, Position, Routine, RoutineStep
from unknot.core.massage import Used, pace_of, refused_at
from unknot.core.massage_steps import presses
from unknot.core.timeline import step_seconds
from unknot.core.weighing import WINDOW_DAYS, KnotSpot, Past, neighbours, weigh

MADE = "made:"
"""Begins the id of a session made up by Unknot; the areas that it is for follow, joined by ``+``."""
FREE = frozenset({"chair", "desk", "wall", "doorway"})
"""What an exercise may need and everybody has; ``TOOLS`` of the settings name the rest."""
MASSAGES_A_DAY = 5
"""So often a day is one knot massaged in sessions at most: the guide's three to five times."""

_NAMED = 2
"""So many areas name a made-up session."""
_MASSAGE_SHARE = 0.6
"""The most of a session that a massage may take."""
_OVER = 1.05
"""By so much may the usual doses be over, before they are bent to fit."""
_SAME_AREA, _TOUCHED, _FAR, _ELSEWHERE = 0.4, 0.8, 0.75, 0.75
"""What an exercise is still worth after another for the same first area; one that touches it; one for a part of the
body that is not next to it; one that is done in another place."""
_RESTED = 2
"""A favourite routine comes again when so many other sessions were done since."""
_ORDER = tuple(Position)


class Code(StrEnum):
    """Why a session is as it is.

    STILL: ``area`` was not moved for ``days`` (0: not lately). FIRST: nothing was moved lately. KNOT: one is
    open in ``area`` on ``side``, and its massage ``id`` is part of it or "". GENTLE: ``area`` hurts, and what is around
    it moves gently. SPARED: ``area`` hurts and is left out. FAVOURITE: ``id`` is one. STANDING: the person stands now.
    OTHER: nothing in it was done last time. ROUND: none of these.
    """

    STILL = "still"
    FIRST = "first"
    KNOT = "knot"
    GENTLE = "gentle"
    SPARED = "spared"
    FAVOURITE = "favourite"
    STANDING = "standing"
    OTHER = "other"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Why:
    """One reason."""

    code: Code
    area: Area | None = None
    side: Side | None = None
    days: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a session will be. ``reasons``: all true, the weightiest first. ``weights``: what each exercise was worth,
    for who has less time."""

    routine: Routine
    reasons: tuple[Why, ...] = ()
    weights: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What may be chosen. ``positions``: allowed; ``wanted``: those of them preferred, empty for none in particular.
    ``tools``: at hand. ``never``: ids of exercises and routines that the person wants no more. ``seed`` decides between
    equals."""

    minutes: float
    positions: frozenset[Position]
    seed: str = ""
    wanted: frozenset[Position] = frozenset()
    tools: frozenset[str] = frozenset()
    favourites: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    standing: bool = False


def choose(wish: Wish, past: Past, library: Library) -> Choice | None:
    """The session for now; None when the library has nothing that may be used."""
    able = [e for e in library.exercises.values() if _may(e, wish) and not _hurts(e, past)]
    weights = weigh(able, past, wish.favourites, wish.wanted or wish.positions, wish.seed)
    ready = _favourite(wish, past, weights, library)
    if ready is not None:
        routine = trim(ready, wish.minutes, library, weights)
        return Choice(routine, _reasons(routine, wish, past, weights, library), weights)
    stretches = [e for e in able if e.kind is Kind.STRETCH or (e.kind is Kind.HABIT and e.id in wish.favourites)]
    massage = _massage(wish, past, able)
    steps = _pick(wish, past, stretches, weights, massage, library)
    if not steps:
        return None
    routine = _made(steps, wish, past, weights, library)
    return Choice(routine, _reasons(routine, wish, past, weights, library), weights)


def shorter(choice: Choice, wish: Wish, past: Past, library: Library) -> Choice:
    """A choice in the minutes of ``wish``: what is worth most stays, and so do the reasons that are still true."""
    weights = choice.weights or {}
    routine = trim(choice.routine, wish.minutes, library, choice.weights, past.sore | neighbours(past.sore))
    if areas_of(routine.id):
        routine = _made(routine.steps, wish, past, weights, library)
    reasons = _reasons(routine, wish, past, weights, library) if choice.reasons else ()
    return replace(choice, routine=routine, reasons=reasons)


def trim(
    routine: Routine, minutes: float, library: Library, weights: Mapping[str, float] | None = None,
    gently: Collection[Area] = (),
) -> Routine:
    """The routine in fewer minutes, or more: what is worth most stays, in its order, its doses bent within their
    bounds, and not upwards of what moves ``gently``. Without ``weights`` what comes first is worth more. Ids of
    exercises that the library lacks are left out."""
    seconds = minutes * 60
    steps = [step for step in routine.in_full if step.exercise in library.exercises]
    library = _careful(library, steps, gently)
    if not steps or near(total(steps, library), seconds):
        return routine
    worth = weights or {step.exercise: 1.0 / (n + 1) for n, step in reversed(list(enumerate(steps)))}
    by_worth = sorted(range(len(steps)), key=lambda n: (not steps[n].knot, -worth.get(steps[n].exercise, 0.0), n))
    kept: list[int] = []
    for n in by_worth:
        tried = [steps[i] for i in sorted([*kept, n])]
        if total(tried, library) <= seconds * _OVER:
            kept.append(n)
    chosen = [steps[i] for i in sorted(kept)] or steps[by_worth[0] :][:1]
    fitted = bend(chosen, seconds, library)
    if not near(total(fitted, library), seconds):
        fitted = fill(chosen if kept else steps, seconds, library, 1 if any(s.knot for s in chosen) else None)
    actual = total(fitted, library)
    length = minutes if near(actual, seconds) else round(actual / 60, 1)
    return replace(routine, steps=tuple(fitted), rounds=1, minutes=length)


def areas_of(routine_id: str) -> tuple[Area, ...]:
    """The areas that a made-up session is named after; none for any other routine, or for areas nobody knows."""
    if not routine_id.startswith(MADE):
        return ()
    known = {area.value: area for area in Area}
    return tuple(known[part] for part in routine_id.removeprefix(MADE).split("+") if part in known)


# what may be used


def _may(exercise: Exercise, wish: Wish) -> bool:
    floor = {"mat"} if Position.FLOOR in wish.positions else set()  # who may lie down has something to lie on
    at_hand = set(exercise.needs) <= wish.tools | FREE | floor
    return exercise.id not in wish.never and at_hand and bool(set(exercise.positions) & wish.positions)


def _hurts(exercise: Exercise, past: Past) -> bool:
    """Never the painful movement, nor one that is first of all for what hurts."""
    if exercise.id in past.hurt | past.hurt_lately:
        return True
    return exercise.kind is not Kind.MASSAGE and exercise.areas[0] in past.sore


def _favourite(wish: Wish, past: Past, weights: Mapping[str, float], library: Library) -> Routine | None:
    """The favourite routine whose turn it is: used longest ago, and not in the last sessions. None moves what hurts or
    what is beside it: its doses are not gentle."""
    used, tender = past.routines, past.sore | neighbours(past.sore)
    able = [
        routine
        for routine in library.routines.values()
        if routine.id in wish.favourites - wish.never
        and routine.id not in used[:_RESTED]
        and 0.6 * wish.minutes <= routine.minutes <= 2 * wish.minutes
        and set(routine.positions) <= wish.positions
        and routine.steps
        and all(step.exercise in weights for step in routine.steps)
        and not any(tender & set(library.exercises[step.exercise].areas) for step in routine.steps)
    ]
    last = len(used)
    return min(able, key=lambda r: (-(used.index(r.id) if r.id in used else last), r.id), default=None)


def _massage(wish: Wish, past: Past, able: Iterable[Exercise]) -> RoutineStep | None:
    """The massage of the knot whose turn it is, as one step of the session; None when there is none that fits."""
    techniques = [e for e in able if presses(e)]
    due = [knot for knot in past.knots if knot.today < MASSAGES_A_DAY]
    for knot in sorted(due, key=lambda k: (k.today, -(WINDOW_DAYS if k.since is None else k.since), k.id)):
        fitting = [e for e in techniques if refused_at(e, knot.area) is None]
        fitting.sort(key=lambda e: (e.id not in wish.favourites, not set(e.needs) - FREE, e.id))
        for exercise in fitting:
            hold = _massage_seconds(exercise, knot, past)
            step = RoutineStep(exercise.id, hold=hold, side=knot.side, knot=knot.id)
            if hold > 0 and step_seconds(step, exercise) <= wish.minutes * 60 * _MASSAGE_SHARE:
                return step
    return None


def _massage_seconds(exercise: Exercise, knot: KnotSpot, past: Past) -> float:
    """How long a technique may work on a knot now; 0 when there is no time left for it."""
    pace, used = pace_of(exercise, days_done=past.practised.get(exercise.id, 0)), past.used.get(exercise.id, Used())
    hold = min(exercise.hold.usual, pace.press or exercise.hold.usual)
    here = hold if pace.spot is None else pace.spot - used.on(knot.id)
    in_all = hold if pace.in_all is None else pace.in_all - used.in_all
    most = min(hold, here, in_all)
    return most if most >= min(hold, exercise.hold.least) else 0.0


# what is chosen


def _pick(
    wish: Wish, past: Past, able: Sequence[Exercise], weights: Mapping[str, float], massage: RoutineStep | None,
    library: Library,
) -> tuple[RoutineStep, ...]:
    """Steps in the order of their worth until the time is full, then put in the order of the body's places."""
    seconds, around = wish.minutes * 60, neighbours(past.sore)
    worth = {e.id: weights[e.id] for e in able}
    chosen = [massage] if massage else []
    full = seconds * _OVER - sum(step_seconds(step, library.exercises[step.exercise]) + step.rest for step in chosen)
    left = {e.id: e for e in able}
    while left:
        best = left.pop(max(left, key=lambda id_: (worth[id_], id_)))
        step = _step(best, past, around)
        lasts = step_seconds(step, best)
        if lasts > full:
            continue
        chosen.append(step)
        full -= lasts + step.rest
        left = {id_: e for id_, e in left.items() if _together(e, best)}
        for id_, other in left.items():
            worth[id_] *= _after(other, best)
    if not chosen:  # nothing is as short as that: what is worth most, as short as it can be
        chosen = [_step(e, past, around) for e in sorted(able, key=lambda e: (-weights[e.id], e.id))[:1]]
    in_order = _in_order(chosen, wish, library)
    doses = _careful(library, in_order, past.sore | around)
    fitted = bend(in_order, seconds, doses)
    if near(total(fitted, library), seconds) or massage or not in_order:
        return fitted
    return fill(in_order, seconds, doses)


def _careful(library: Library, steps: Iterable[RoutineStep], gently: Collection[Area] = ()) -> Library:
    """The library with doses that are not bent: of massages, which keep to their knot's measure; and none upwards of
    what moves ``gently``."""
    changed: dict[str, Exercise] = {}
    for step in steps:
        exercise = library.exercises[step.exercise]
        if step.knot and step.hold is not None:
            changed[exercise.id] = replace(exercise, hold=Amount(step.hold, step.hold, step.hold, exercise.hold.origin))
        elif set(exercise.areas) & set(gently):
            times = exercise.repetitions
            hold = exercise.hold if times else _at_most(exercise.hold, exercise.hold.least)
            times = _at_most(times, times.least) if times else None
            changed[exercise.id] = replace(exercise, hold=hold, repetitions=times)
    return replace(library, exercises={**library.exercises, **changed}) if changed else library


def _at_most(dose: Amount, most: float) -> Amount:
    return Amount(min(dose.least, most), most, most, dose.origin)


def _step(exercise: Exercise, past: Past, around: Collection[Area]) -> RoutineStep:
    """Usual doses, and the least near what hurts."""
    if not (set(exercise.areas) & (past.sore | set(around))):
        return RoutineStep(exercise.id)
    if exercise.repetitions:
        return RoutineStep(exercise.id, repetitions=int(exercise.repetitions.least))
    return RoutineStep(exercise.id, hold=exercise.hold.least)


def _together(one: Exercise, other: Exercise) -> bool:
    """Nobody lies down and gets up again in one session."""
    on_floor = {Position.FLOOR}
    return (set(one.positions) == on_floor) == (set(other.positions) == on_floor)


def _after(exercise: Exercise, chosen: Exercise) -> float:
    """By how much an exercise is worth less after another one."""
    first, before = exercise.areas[0], chosen.areas[0]
    place = 1.0 if set(exercise.positions) & set(chosen.positions) else _ELSEWHERE
    if first is before:
        return _SAME_AREA * place
    if first in chosen.areas or before in exercise.areas:
        return _TOUCHED * place
    return place if first in neighbours([before]) else _FAR * place


def _in_order(steps: Sequence[RoutineStep], wish: Wish, library: Library) -> list[RoutineStep]:
    """One change of place, not five; what moves before what holds, the massage between them."""
    places = _places([library.exercises[step.exercise] for step in steps], wish)

    def key(step: RoutineStep) -> tuple[int, int]:
        exercise = library.exercises[step.exercise]
        part = 1 if step.knot else 0 if exercise.repetitions else 2
        return _ORDER.index(place_of(exercise, places)), part

    return sorted(steps, key=key)


def _places(exercises: Sequence[Exercise], wish: Wish) -> tuple[Position, ...]:
    """As few places as these exercises can be done in: the wanted or the usual one, and what else some of them need."""
    usual = [p for p in _ORDER if p in (wish.wanted or wish.positions)]
    found: list[Position] = []
    for exercise in sorted(exercises, key=lambda e: len(e.positions)):
        able = [p for p in exercise.positions if p in wish.positions]
        if not set(able) & set(found):
            found.append(next((p for p in usual if p in able), able[0] if able else exercise.positions[0]))
    return tuple(p for p in _ORDER if p in found)


def place_of(exercise: Exercise, places: Sequence[Position]) -> Position:
    """Where an exercise is done in a routine of these places."""
    return next((p for p in exercise.positions if p in places), exercise.positions[0])


def _made(
    steps: Sequence[RoutineStep], wish: Wish, past: Past, weights: Mapping[str, float], library: Library
) -> Routine:
    used = [library.exercises[step.exercise] for step in steps]
    actual = total(steps, library)
    minutes = wish.minutes if near(actual, wish.minutes * 60) else round(actual / 60, 1)
    by_worth = sorted(steps, key=lambda s: (not s.knot, -weights.get(s.exercise, 0.0)))
    knotted = {knot.id: knot.area for knot in past.knots}
    mains = (knotted.get(step.knot, library.exercises[step.exercise].areas[0]) for step in by_worth)
    name = MADE + "+".join(_named(mains))
    areas = dict.fromkeys(area for e in used if e.kind is not Kind.MASSAGE for area in e.areas)
    return Routine(name, minutes, tuple(areas), _places(used, wish), tuple(steps))


def _named(areas: Iterable[Area]) -> list[str]:
    """The first of these, as many as a name holds; the upper back counts once."""
    found: list[Area] = []
    for area in areas:
        if area not in found and not (area in UPPER_BACK and UPPER_BACK & set(found)):
            found.append(area)
    return [area.value for area in found[:_NAMED]]


# why


def _reasons(
    routine: Routine, wish: Wish, past: Past, weights: Mapping[str, float], library: Library
) -> tuple[Why, ...]:
    used = [library.exercises[step.exercise] for step in routine.steps]
    found: list[Why] = _about_areas(routine, past, library)
    if routine.id in wish.favourites:
        found = [Why(Code.FAVOURITE, id=routine.id), *(why for why in found if why.code is not Code.FIRST)]
    by_worth = sorted(dict.fromkeys(e.id for e in used), key=lambda id_: -weights.get(id_, 0.0))
    found += [Why(Code.FAVOURITE, id=id_) for id_ in by_worth if id_ in wish.favourites][:1]
    if wish.standing and routine.positions == (Position.STAND,):
        found.append(Why(Code.STANDING))
    if past.last_time and not past.last_time & {e.id for e in used}:
        found.append(Why(Code.OTHER))
    return tuple(found) or (Why(Code.ROUND),)


def _about_areas(routine: Routine, past: Past, library: Library) -> list[Why]:
    """What was not moved, what is knotted, what hurts: in the order in which the session's areas matter."""
    every = [library.exercises[step.exercise] for step in routine.steps]
    used = [e for e in every if e.kind is not Kind.MASSAGE]
    massaged = {step.knot for step in routine.steps if step.knot}
    firsts = dict.fromkeys([*areas_of(routine.id), *(e.areas[0] for e in used)])
    touched = {area for e in used for area in e.areas} | {knot.area for knot in past.knots if knot.id in massaged}
    found: list[Why] = []
    if not past.moved and not past.knots and not past.sore:
        return [Why(Code.FIRST)]
    still = {area: _days_still(area, past) for area in firsts}
    waiting = [area for area, days in still.items() if days != 0]
    if past.moved and waiting:
        longest = max(waiting, key=lambda a: WINDOW_DAYS if still[a] is None else still[a] or 0)
        found.append(Why(Code.STILL, longest, days=still[longest] or 0))
    found += _about_knots(routine, past, touched)
    for area in sorted(past.sore):
        if area not in touched and not touched & neighbours([area]):
            found.append(Why(Code.SPARED, area))
        else:
            found.append(Why(Code.GENTLE, area))
    return found


def _days_still(area: Area, past: Past) -> int | None:
    """Of the part of the body that people know: the upper back is still only where all of it is."""
    days = [past.days_still(each) for each in (UPPER_BACK if area in UPPER_BACK else (area,))]
    return min((each for each in days if each is not None), default=None)


def _about_knots(routine: Routine, past: Past, touched: Collection[Area]) -> list[Why]:
    """The knot that is massaged; else one whose area or neighbours the session moves."""
    massaged = {step.knot: step.exercise for step in routine.steps if step.knot}
    first = [knot for knot in past.knots if knot.id in massaged]
    near_by = [k for k in past.knots if set(touched) & (neighbours([k.area]) | {k.area})]
    return [Why(Code.KNOT, k.area, k.side, id=massaged.get(k.id, "")) for k in (first or near_by)[:1]]
