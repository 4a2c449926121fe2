"""What an automatic session will be: the ledger and the settings brought to ``core.choosing``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from unknot.core import choosing
from unknot.core.body import Area, Side
from unknot.core.care_records import Massage, PainEntry, PainEvent, Result, Stance
from unknot.core.choosing import Choice, Wish
from unknot.core.day import Slot
from unknot.core.fitting import near
from unknot.core.history import Entry, Event, ExerciseTime, Pain
from unknot.core.knots import Knot
from unknot.core.library import Kind, Library, Position, Routine
from unknot.core.massage import days_done, lately, used
from unknot.core.pain_rules import read_places
from unknot.core.weighing import WINDOW_DAYS, KnotSpot, Past, weigh
from unknot.core.worktime import working_day
from unknot.ports import Clock, Ledger
from unknot.services.preferences import Preferences
from unknot.services.stances import Stances

_DAY = timedelta(days=1)
_MOVED = frozenset({Result.DONE, Result.CUT})
_ACHES_FOR = 1
"""So many days after its own does an entry of pain still count, unless a later one says otherwise."""
_AT_DESK = frozenset({Position.SEAT, Position.STAND})


class Choosing(Protocol):
    """Says what a session will be."""

    def choose(self, slot: Slot) -> Choice | None:
        """What a session will be, as long as its slot; None when there is nothing for it."""

    def in_minutes(self, choice: Choice, slot: Slot, minutes: float) -> Choice:
        """The same in other minutes."""


class Chooser:
    """Chooses anew each time it is asked: a few milliseconds, and always by what is there. Same settings, ledger and
    slot, same choice."""

    def __init__(
        self, clock: Clock, ledger: Ledger, preferences: Preferences, library: Library, stances: Stances,
        knots: Callable[[], Iterable[Knot]] = lambda: (),
        shape: Callable[[Routine], Routine] = lambda routine: routine,
    ) -> None:
        """``knots``: the open ones. ``shape`` has the last word on what was chosen."""
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences
        self._library = library
        self._stances = stances
        self._knots = knots
        self._shape = shape

    def choose(self, slot: Slot) -> Choice | None:
        """What a session will be, as long as its slot. A routine that the person tied to it, or that is known already,
        stays as it is. None when the library has nothing that may be used."""
        minutes = slot.length.total_seconds() / 60
        tied = self._library.routines.get(slot.routine) if slot.routine else None
        if tied is not None and slot.tied:
            return Choice(tied)
        return self._automatic(f"{slot.day} {slot.id}", slot.day, minutes, slot.id)

    def in_minutes(self, choice: Choice, slot: Slot, minutes: float) -> Choice:
        """The same in other minutes: what is worth most stays when they are fewer. When they are more, an automatic
        session is chosen anew."""
        if near(minutes, choice.routine.minutes):
            return choice
        if minutes > choice.routine.minutes and choosing.areas_of(choice.routine.id):
            longer = self.choose(replace(slot, length=timedelta(minutes=minutes)))
            return longer or choice
        weighed = choice if choice.weights is not None else replace(choice, weights=self._weights(minutes))
        wish, past = self._wish(minutes, ""), self.past(slot.day, slot.id)
        made = choosing.shorter(weighed, wish, past, self._library)
        return replace(made, routine=self._shape(made.routine))

    def quick(self, minutes: float) -> Choice | None:
        """A session for now, asked for by the person."""
        day = self._today()
        asked = sum(1 for entry in self._ledger.read(Entry, day, day) if entry.event is Event.STARTED)
        return self._automatic(f"{day} quick {asked}", day, minutes)

    def trim(self, routine: Routine, minutes: float) -> Routine:
        """A routine in so many minutes; what is worth most today stays."""
        return self._shape(choosing.trim(routine, minutes, self._library, self._weights(minutes)))

    def _automatic(self, seed: str, day: date, minutes: float, slot: str = "") -> Choice | None:
        chosen = choosing.choose(self._wish(minutes, seed), self.past(day, slot), self._library)
        return replace(chosen, routine=self._shape(chosen.routine)) if chosen else None

    def _weights(self, minutes: float) -> dict[str, float]:
        """What each exercise is worth today."""
        day, wish = self._today(), self._wish(minutes, "")
        every = self._library.exercises.values()
        return weigh(every, self.past(day), wish.favourites, wish.wanted or wish.positions, str(day))

    def _today(self) -> date:
        return working_day(self._clock.now(), self._preferences.rota, self._clock.zone)

    def _wish(self, minutes: float, seed: str) -> Wish:
        settings = self._preferences.current
        more = {Position.FLOOR: settings.floor, Position.WALL: settings.wall}
        positions = _AT_DESK | {place for place, allowed in more.items() if allowed}
        standing = self._stances.wanted and self._stances.present is Stance.STAND
        return Wish(
            minutes, frozenset(positions), seed,
            wanted=frozenset({Position.STAND}) if standing else frozenset(),
            tools=frozenset(settings.tools),
            favourites=frozenset(settings.favourites),
            never=frozenset(id_ for id_, _reason in settings.not_for_me),
            standing=standing,
        )

    def past(self, day: date, slot: str = "") -> Past:
        """What the ledger knows as of a day. ``slot``: what happened in it already does not count as last time."""
        first = day - _DAY * (WINDOW_DAYS - 1)
        rows = [row for row in self._ledger.read(ExerciseTime, first, day) if row.result in _MOVED and row.seconds > 0]
        pains = _standing(self._ledger.read(Pain, first, day))
        entries = self._ledger.read(Entry, day - _DAY * 2, day)
        started = [e for e in entries if e.event is Event.STARTED and e.routine and (e.day, e.slot) != (day, slot)]
        today = [row for row in rows if row.day == day]
        knots = tuple(self._knots())
        techniques = [each for each in self._library.exercises.values() if each.kind is Kind.MASSAGE]
        done = self._ledger.read(Massage, lately(techniques, day), day) if knots else ()
        return Past(
            day,
            moved=self._moved(rows),
            times=Counter(area for row in today for area in self._areas(row.exercise)),
            done_today=Counter(row.exercise for row in today),
            last_time=_last_time([row for row in rows if (row.day, row.slot) != (day, slot)]),
            hurt=frozenset(pain.exercise for pain in pains if pain.day == day),
            hurt_lately=frozenset(pain.exercise for pain in pains),
            sore=frozenset(pain.area for pain in pains if pain.day == day) | self._aching(day),
            knots=_spots(knots, done, day),
            practised={each.id: days_done(done, each, day) for each in techniques},
            used={each.id: used(done, each, self._clock.now()) for each in techniques},
            routines=tuple(dict.fromkeys(entry.routine for entry in reversed(started))),
        )

    def _areas(self, exercise: str) -> tuple[Area, ...]:
        known = self._library.exercises.get(exercise)
        return known.areas if known and known.kind is not Kind.MASSAGE else ()

    def _moved(self, rows: Sequence[ExerciseTime]) -> dict[Area, date]:
        last: dict[Area, date] = {}
        for row in rows:
            for area in self._areas(row.exercise):
                last[area] = max(last.get(area, row.day), row.day)
        return last

    def _aching(self, day: date) -> frozenset[Area]:
        """Areas of which the last entry, of today or yesterday, says that they hurt."""
        told: dict[str, PainEntry] = {}
        for entry in self._ledger.read(PainEntry, day - _DAY * _ACHES_FOR, day):
            told[entry.id] = entry
        last: dict[tuple[Area, Side], int] = {}
        for entry in sorted(told.values(), key=lambda one: one.at.timestamp()):
            for place in read_places(entry.places) if entry.event is PainEvent.LOGGED else ():
                sides = (Side.LEFT, Side.RIGHT) if place.side is Side.BOTH else (place.side,)
                last.update(((place.area, side), entry.strength) for side in sides)
        return frozenset(area for (area, _side), strength in last.items() if strength > 0)


def _standing(pains: Iterable[Pain]) -> list[Pain]:
    """Those that were not taken back."""
    found: list[Pain] = []
    for pain in pains:
        same = [one for one in found if (one.day, one.slot, one.exercise) == (pain.day, pain.slot, pain.exercise)]
        if not pain.withdrawn:
            found.append(pain)
        elif same:
            found.remove(same[-1])
    return found


def _spots(knots: Iterable[Knot], done: Sequence[Massage], day: date) -> tuple[KnotSpot, ...]:
    return tuple(_spot(knot, [row for row in done if row.knot == knot.id and row.seconds > 0], day) for knot in knots)


def _spot(knot: Knot, done: Sequence[Massage], day: date) -> KnotSpot:
    today = {(row.slot, row.at) for row in done if row.day == day}
    last = max((row.day for row in done), default=None)
    since = (day - last).days if last else None
    return KnotSpot(knot.id, knot.place.area, knot.place.side, len(today), since)


def _last_time(rows: Sequence[ExerciseTime]) -> frozenset[str]:
    """The exercises of the last session."""
    if not rows:
        return frozenset()
    last = rows[-1].day, rows[-1].slot
    return frozenset(row.exercise for row in rows if (row.day, row.slot) == last)
