"""What the Library shows, as plain values: one item an exercise or routine, and what a person looks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from unknot.core import choose
from unknot.core.body import Area
from unknot.core.library import Exercise, Library, Position, Routine
from unknot.ui import words
from unknot.ui.tr import tr

PICTURES = 3
"""So many stills stand in a routine's tile."""
LENGTHS = (1, 3, 5)
"""The choices of "up to so many minutes"."""


@dataclass(frozen=True, slots=True)
class Item:
    """One tile. ``pictures``: names of stills, one for an exercise. ``found_by``: folded text that is searched."""

    id: str
    name: str
    meta: str
    pictures: tuple[str, ...]
    areas: tuple[Area, ...]
    positions: tuple[Position, ...]
    minutes: float
    is_routine: bool
    found_by: str = ""
    described: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person looks for; every part narrows. ``areas``, ``positions``: any of them will do."""

    text: str = ""
    areas: frozenset[Area] = field(default_factory=frozenset)
    positions: frozenset[Position] = field(default_factory=frozenset)
    minutes: int = 0
    routines: bool = False

    @property
    def parts(self) -> tuple[tuple[str, Wanted], ...]:
        """Each filter that is on: its word, and what would be wanted without it."""
        found = [(f"“{self.text.strip()}”", replace(self, text=""))] if self.text.strip() else []
        for area in Area:
            if area in self.areas:
                found.append((words.area(area), replace(self, areas=self.areas - {area})))
        for position in Position:
            if position in self.positions:
                found.append((words.position(position), replace(self, positions=self.positions - {position})))
        if self.minutes:
            found.append((up_to(self.minutes), replace(self, minutes=0)))
        if self.routines:
            found.append((tr("Routines"), replace(self, routines=False)))
        return tuple(found)

    def fits(self, item: Item) -> bool:
        """Whether an item is what is looked for. Words may stand anywhere, in any order."""
        if any(word not in item.found_by for word in self.text.casefold().split()):
            return False
        return (
            (not self.areas or bool(self.areas & set(item.areas)))
            and (not self.positions or bool(self.positions & set(item.positions)))
            and (not self.minutes or item.minutes <= self.minutes + 0.5)
            and (item.is_routine or not self.routines)
        )


def up_to(minutes: int) -> str:
    """``Up to 3 minutes``."""
    return tr("Up to {minutes}").format(minutes=words.minutes(minutes))


def items_of(library: Library) -> tuple[Item, ...]:
    """Exercises from the neck down, then routines from short to long."""
    moves = [_exercise(e, library) for e in library.exercises.values() if e.id in library.exercise_text]
    routines = [_routine(r, library) for r in library.routines.values() if r.id in library.routine_text]
    order = list(Area)
    moves.sort(key=lambda item: (order.index(item.areas[0]) if item.areas else len(order), item.name))
    routines.sort(key=lambda item: (item.minutes, item.name))
    return (*moves, *routines)


def areas_in(items: Sequence[Item]) -> tuple[Area, ...]:
    """The areas that anything here works on, in the body's order."""
    there = {area for item in items for area in item.areas}
    return tuple(area for area in Area if area in there)


def _exercise(exercise: Exercise, library: Library) -> Item:
    text = library.exercise_text[exercise.id]
    place = words.position(exercise.positions[0])
    return Item(
        exercise.id, text.name, f"{place}, {words.short_dose(exercise)}", (exercise.picture or exercise.id,),
        exercise.areas, exercise.positions, choose.single(exercise).minutes, False,
        _folded(text.name, text.purpose, text.felt, *map(words.area, exercise.areas)), text.picture,
    )


def _routine(routine: Routine, library: Library) -> Item:
    text = library.routine_text[routine.id]
    names = list(dict.fromkeys(step.exercise for step in routine.steps))
    pictures = []
    for name in names:
        exercise = library.exercises.get(name)
        pictures.append((exercise.picture or name) if exercise else name)
    moves = [library.exercise_text[name].name for name in names if name in library.exercise_text]
    length = words.minutes(max(1, round(routine.minutes)))
    count = tr("1 move") if len(names) == 1 else tr("{n} moves").format(n=len(names))
    return Item(
        routine.id, text.name, f"{length}, {count}", tuple(pictures[:PICTURES]), routine.areas, routine.positions,
        routine.minutes, True, _folded(text.name, text.purpose, *moves, *map(words.area, routine.areas)), text.purpose,
    )


def _folded(*texts: str) -> str:
    return " ".join(texts).casefold()
