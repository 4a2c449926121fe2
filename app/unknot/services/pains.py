"""What hurt: recorded at once, corrected or taken back by a second record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from unknot.core.body import Area, Side
from unknot.core.day import Slot
from unknot.core.history import Pain
from unknot.core.library import Library, Position
from unknot.ports import Clock, Ledger
from unknot.services.listeners import Listeners


class Pains:
    """Writes and counts pain. ``told`` hears each record with how often something hurt that day."""

    def __init__(self, clock: Clock, ledger: Ledger, library: Library) -> None:
        self._clock = clock
        self._ledger = ledger
        self._library = library
        self.current: Pain | None = None
        """The pain that waits for an answer."""
        self.told: Listeners[Pain, int] = Listeners()

    def count(self, day: date) -> int:
        """How often something hurt that day, slips and corrections taken off."""
        return sum(self._by_exercise(day).values())

    def exercises(self, day: date) -> frozenset[str]:
        """The exercises that hurt that day."""
        return frozenset(exercise for exercise, often in self._by_exercise(day).items() if often > 0)

    def guess(self, exercise_id: str, side: Side) -> tuple[Area, Side]:
        """Where it probably hurts: the exercise's first area, on the side where it is felt."""
        exercise, text = self._library.exercises.get(exercise_id), self._library.exercise_text.get(exercise_id)
        area = exercise.areas[0] if exercise and exercise.areas else Area.NECK
        # the sentence "where you feel it" says which side stretches: the acting one or the other
        across = text is not None and "{other}" in text.felt and "{side}" not in text.felt
        return area, side.other if across else side

    def positions(self, exercise_id: str, routine: Collection[Position]) -> tuple[Position, ...]:
        """How the person sits, stands or lies in an exercise: in one of the ``routine``'s positions where the exercise
        leaves a choice; one position, or none for an unknown exercise."""
        exercise = self._library.exercises.get(exercise_id)
        able = exercise.positions if exercise else ()
        return tuple(p for p in able if p in routine)[:1] or able[:1]

    def record(self, slot: Slot, exercise: str, area: Area, side: Side) -> None:
        """Something hurts."""
        self.current = Pain(slot.day, slot.id, self._clock.now(), exercise, area, side)
        self._tell(self.current)

    def withdraw(self) -> None:
        """Take the current one back."""
        if self.current is not None:
            withdrawn, self.current = replace(self.current, withdrawn=True), None
            self._tell(withdrawn)

    def _tell(self, pain: Pain) -> None:
        self._ledger.add(pain)
        self.told.tell(pain, self.count(pain.day))

    def _by_exercise(self, day: date) -> Counter[str]:
        count: Counter[str] = Counter()
        for pain in self._ledger.read(Pain, day, day):
            count[pain.exercise] += -1 if pain.withdrawn else 1
        return count
