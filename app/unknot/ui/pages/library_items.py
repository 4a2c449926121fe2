"""What the Library shows, as plain values: one item an exercise, massage, routine or page of advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from unknot.core import choose
from unknot.core.body import UPPER_BACK, Area
from unknot.core.library import Advice, Exercise, Kind, Library, Position, Routine
from unknot.core.settings import TOOLS, Settings
from unknot.ui import words
from unknot.ui.pages.pictures import PLACES
from unknot.ui.tr import tr

PICTURES = 3
"""So many stills stand in a routine's tile."""
SIGNS = {"cold": "cold", "heat": "heat", "doctor": "care", "emergency": "warning"}
"""The icon of a page of advice that has no picture; the others' is ``info``."""


class Sort(StrEnum):
    """What an item is, in the order in which they are shown. HABIT: what is done besides stretching."""

    STRETCH = "stretch"
    HABIT = "habit"
    MASSAGE = "massage"
    ROUTINE = "routine"
    ADVICE = "advice"


_SORTS = {Kind.STRETCH: Sort.STRETCH, Kind.HABIT: Sort.HABIT, Kind.MASSAGE: Sort.MASSAGE}
_PARTS = (frozenset({Sort.STRETCH, Sort.HABIT}), frozenset({Sort.MASSAGE}), {Sort.ROUTINE}, {Sort.ADVICE})
"""Movements come together, from the neck down."""


@dataclass(frozen=True, slots=True)
class Item:
    """One tile. ``pictures``: names of stills, one for an exercise, none for some advice, which has a ``sign`` instead,
    an icon. ``needs``: tools that it can't be done without. ``minutes``: 0 for what has no length. ``found_by``: folded
    text that is searched. ``starred``, ``left_out``: by the person's settings."""

    id: str
    sort: Sort
    name: str
    meta: str
    icon: str
    pictures: tuple[str, ...] = ()
    sign: str = ""
    areas: tuple[Area, ...] = ()
    positions: tuple[Position, ...] = ()
    needs: tuple[str, ...] = ()
    minutes: float = 0.0
    found_by: str = ""
    described: str = ""
    starred: bool = False
    left_out: bool = False

    @property
    def is_routine(self) -> bool:
        """Whether it is a routine."""
        return self.sort is Sort.ROUTINE


def items_of(library: Library, settings: Settings | None = None) -> tuple[Item, ...]:
    """Movements from the neck down, massages, routines from short to long, then advice. ``settings`` tell what is
    starred and left out."""
    wished = settings or Settings()
    mine = _Mine(frozenset(wished.favourites), frozenset(id_ for id_, _ in wished.not_for_me))
    found = [_exercise(e, library, mine) for e in library.exercises.values() if e.id in library.exercise_text]
    found += [_routine(r, library, mine) for r in library.routines.values() if r.id in library.routine_text]
    found += [_advice(a, library, mine) for a in library.advice.values() if a.id in library.advice_text]
    return tuple(sorted(found, key=_place))


def sort_word(sort: Sort) -> str:
    """What all items of a sort are called."""
    return {
        Sort.STRETCH: tr("Stretches"),
        Sort.HABIT: tr("Habits"),
        Sort.MASSAGE: tr("Massage"),
        Sort.ROUTINE: tr("Routines"),
        Sort.ADVICE: tr("Advice"),
    }[sort]


def areas_in(items: Sequence[Item]) -> tuple[Area, ...]:
    """The areas that anything here works on, in the body's order."""
    there = {area for item in items for area in item.areas}
    return tuple(area for area in Area if area in there)


def tools_in(items: Sequence[Item]) -> tuple[str, ...]:
    """The tools that anything here needs."""
    there = {need for item in items for need in item.needs}
    return tuple(tool for tool in TOOLS if tool in there)


@dataclass(frozen=True, slots=True)
class _Mine:
    """What the person has starred and left out, by id."""

    starred: frozenset[str]
    left_out: frozenset[str]


def _place(item: Item) -> tuple[int, float, str]:
    part = next(number for number, sorts in enumerate(_PARTS) if item.sort in sorts)
    if item.sort is Sort.ROUTINE:
        return part, item.minutes, item.name
    order = list(Area)
    by_area = item.sort in _PARTS[0] and item.areas
    return part, order.index(item.areas[0]) if by_area else len(order), item.name


def _exercise(exercise: Exercise, library: Library, mine: _Mine) -> Item:
    text, sort = library.exercise_text[exercise.id], _SORTS[exercise.kind]
    place = words.position(exercise.positions[0])
    needs = tuple(need for need in exercise.needs if need in TOOLS)
    return Item(
        exercise.id,
        sort,
        text.name,
        *_line(exercise.id, mine, f"{place}, {words.short_dose(exercise, text.until)}", PLACES[exercise.positions[0]]),
        (exercise.picture or exercise.id,),
        areas=exercise.areas,
        positions=exercise.positions,
        needs=needs,
        minutes=choose.single(exercise).minutes,
        found_by=_folded(
            exercise.id, text.name, text.purpose, text.felt, sort_word(sort), *map(words.need, exercise.needs),
            *_said(exercise.areas),
        ),
        described=text.picture,
        starred=exercise.id in mine.starred,
        left_out=exercise.id in mine.left_out,
    )


def _routine(routine: Routine, library: Library, mine: _Mine) -> Item:
    text = library.routine_text[routine.id]
    names = list(dict.fromkeys(step.exercise for step in routine.steps))
    used = [library.exercises[name] for name in names if name in library.exercises]
    moves = [library.exercise_text[name].name for name in names if name in library.exercise_text]
    length = words.minutes(max(1, round(routine.minutes)))
    count = tr("1 move") if len(names) == 1 else tr("{n} moves").format(n=len(names))
    return Item(
        routine.id,
        Sort.ROUTINE,
        text.name,
        *_line(routine.id, mine, f"{length}, {count}", PLACES[routine.positions[0]] if routine.positions else "clock"),
        tuple((exercise.picture or exercise.id) for exercise in used)[:PICTURES],
        areas=routine.areas,
        positions=routine.positions,
        needs=tuple(dict.fromkeys(need for exercise in used for need in exercise.needs if need in TOOLS)),
        minutes=routine.minutes,
        found_by=_folded(
            routine.id, text.name, text.purpose, *moves, sort_word(Sort.ROUTINE), *_said(routine.areas)
        ),
        described=text.purpose,
        starred=routine.id in mine.starred,
        left_out=routine.id in mine.left_out,
    )


def _advice(advice: Advice, library: Library, mine: _Mine) -> Item:
    text = library.advice_text[advice.id]
    titles = [section.title for section in text.sections]
    lines = [line for section in text.sections for line in section.lines]
    return Item(
        advice.id,
        Sort.ADVICE,
        text.name,
        tr("Advice"),
        "info",
        (advice.picture,) if advice.picture else (),
        "" if advice.picture else SIGNS.get(advice.id, "info"),
        found_by=_folded(
            advice.id, text.name, text.purpose, text.caution, *titles, *lines, sort_word(Sort.ADVICE)
        ),
        described=text.picture or text.purpose,
        starred=advice.id in mine.starred,
    )


def _line(id_: str, mine: _Mine, meta: str, icon: str) -> tuple[str, str]:
    """What stands below the name, and its icon: where and how long, or that it is not for the person."""
    return (tr("Not for me"), "skip") if id_ in mine.left_out else (meta, icon)


def _said(areas: Sequence[Area]) -> list[str]:
    """Areas as they are called, as they are written, and as people say."""
    upper = [tr("Upper back")] if UPPER_BACK & set(areas) else []
    return [*map(words.area, areas), *areas, *upper]


def _folded(*texts: str) -> str:
    return " ".join(texts).casefold()
