"""Days, weeks and months in numbers, for History."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from unknot.core import aerobic, happenings, knots, pain_rules, review
from unknot.core.body import Area
from unknot.core.care_records import (
    Aerobic,
    Compress,
    CompressEvent,
    CompressKind,
    KnotNote,
    Massage,
    PainEntry,
    StanceChange,
)
from unknot.core.happenings import Happening
from unknot.core.history import Entry, Event, ExerciseTime, Pain, SkipWhy
from unknot.core.library import Kind, Library
from unknot.core.review import DayReview, Period, Review
from unknot.core.stances import Stood
from unknot.core.stats import summarise
from unknot.core.story import Story, stories
from unknot.ports import Clock, Ledger, Undo
from unknot.services.listeners import Listeners
from unknot.services.movement import Movement
from unknot.services.preferences import Preferences
from unknot.services.progress import Progress
from unknot.services.stances import Stances

_DAY = timedelta(days=1)
_LOOK_BACK = timedelta(days=366)
"""So far back an empty period is looked at, to tell a first day from a month off."""


class OfADay(Protocol):
    """What counts for one working day."""

    @property
    def day(self) -> date:
        """Which one."""


D = TypeVar("D", bound=OfADay)


class Records:
    """Reads only the days that are asked for; nothing is kept, so that it always tells what is there."""

    def __init__(
        self, clock: Clock, ledger: Ledger, preferences: Preferences, library: Library, progress: Progress,
        movement: Movement, stances: Stances,
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences
        self._library = library
        self._progress = progress
        self._movement = movement
        self._stances = stances
        self._changed: Listeners[[]] = Listeners()
        ledger.on_replaced(self._changed.tell)

    def review(self, shown: Period, today: date) -> Review:
        """A period up to ``today``, the working day that is under way."""
        last = min(shown.last, today)
        entries = self._ledger.read(Entry, shown.first, last)
        times = self._ledger.read(ExerciseTime, shown.first, last)
        massages = self._ledger.read(Massage, shown.first, last)
        pains = pain_rules.standing(self._ledger.read(PainEntry, shown.first, last))
        held = knots.fold(self._ledger.read(KnotNote, date.min, last))
        places = {knot.id: knot.place.area for knot in held}
        found = Review(
            shown,
            today,
            self._days(shown, last, entries, times, massages, pains),
            self._coming(shown, today),
            review.skips(entries),
            review.area_seconds(times, massages, self._areas_of, places.get),
            (*review.knot_courses(held, shown), *review.pain_courses(pains)),
            self._progress.streak(today),
            round(self._movement.goal),
        )
        return replace(found, blank=self._blank(found)) if found.empty else found

    def _blank(self, empty: Review) -> bool:
        """Whether nothing was recorded before either."""
        first = empty.period.first
        return not self._ledger.read(Entry, first - _LOOK_BACK, min(empty.period.last, empty.today) - _DAY)

    def begin(self, today: date) -> date:
        """The first day of which anything is kept; ``today`` where nothing is."""
        return min(self._ledger.first_day() or today, today)

    def pains(self, shown: Period) -> tuple[PainEntry, ...]:
        """What was noted of pain in a period and holds, in order."""
        return pain_rules.standing(self._ledger.read(PainEntry, shown.first, shown.last))

    def happenings(self, day: date) -> tuple[Happening, ...]:
        """Everything of one day, from morning to evening."""
        read = self._ledger.read
        noted: tuple[Massage | PainEntry | Pain | Aerobic, ...] = (
            *(massage for massage in read(Massage, day, day) if not massage.slot),
            *pain_rules.standing(read(PainEntry, day, day)),
            *pain_rules.hurts(read(Pain, day, day)),
            *aerobic.standing(read(Aerobic, day, day)),
        )
        return happenings.in_order(
            happenings.of_stories(stories(read(Entry, day, day)).values()),
            happenings.of_compresses(read(Compress, day, day)),
            (Happening(note.at, note) for note in noted),
        )

    def explain(self, day: date, story: Story, why: SkipWhy) -> None:
        """Write down why something was skipped; the last word counts."""
        self._ledger.add(Entry(day, story.id, story.kind, Event.EXPLAINED, self._clock.now(), why=str(why)))
        self._changed.tell()

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when a reason was written down, or records went."""
        return self._changed.add(call)

    def _days(
        self, shown: Period, last: date, entries: Sequence[Entry], times: Sequence[ExerciseTime],
        massages: Sequence[Massage], pains: Sequence[PainEntry],
    ) -> tuple[DayReview, ...]:
        told, massaged, hurting = _by_day(entries), _by_day(massages), _by_day(pains)
        moved = self._movement.of(shown.first, last, entries, times) if shown.first <= last else {}
        hurts = _by_day(self._ledger.read(Pain, shown.first, last))
        stood = self._stood(shown.first, last, told)
        compresses = _begun(self._ledger.read(Compress, shown.first, last))
        found = []
        for day in moved:
            logged, at_desk = hurting.get(day, []), stood.get(day)
            found.append(DayReview(
                summarise(day, told.get(day, ())),
                moved[day],
                at_desk.sitting if at_desk else None,
                at_desk.standing if at_desk else None,
                max((entry.strength for entry in logged), default=None),
                any(entry.painkillers for entry in logged),
                len(pain_rules.hurts(hurts.get(day, []))),
                sum(each.seconds for each in massaged.get(day, []) if not each.slot),
                compresses.get((day, CompressKind.COLD), 0),
                compresses.get((day, CompressKind.HEAT), 0),
            ))
        return tuple(found)

    def _stood(self, first: date, last: date, told: Collection[date]) -> dict[date, Stood]:
        """Of working days with such a desk; without one, of days on which it was used all the same."""
        used = {change.at.date() for change in self._ledger.read(StanceChange, first, last)}
        days = used | set(told) if self._stances.wanted else used
        return {day: self._stances.stood(day) for day in days if first <= day <= last}

    def _coming(self, shown: Period, today: date) -> dict[date, int]:
        rota = self._preferences.rota
        return {
            day: rota.settings.on(day).sessions for day in shown.days if day > today and rota.ranges(day)
        }

    def _areas_of(self, exercise: str) -> Sequence[Area]:
        known = self._library.exercises.get(exercise)
        return known.areas if known is not None and known.kind is not Kind.MASSAGE else ()


def _begun(notes: Sequence[Compress]) -> Counter[tuple[date, CompressKind]]:
    """How many compresses of each kind were begun on each day, slips left out."""
    begun: dict[str, tuple[date, CompressKind]] = {}
    for note in notes:
        if note.event is CompressEvent.STARTED:
            begun[note.id] = (note.at.date(), note.kind)
        elif note.event is CompressEvent.WITHDRAWN:
            begun.pop(note.id, None)
    return Counter(begun.values())


def _by_day(records: Sequence[D]) -> dict[date, list[D]]:
    found: dict[date, list[D]] = {}
    for record in records:
        found.setdefault(record.day, []).append(record)
    return found
