"""What the pain log makes of what was logged: days of pain, and when it is time for a doctor.

Two rules, each a state machine that goes through days of pain and answers in the order in which they happened, and
needs no clock: nothing becomes due while nobody logs anything. Their numbers come from the advice pages.

- Painkillers: the first day on which some were taken is day 1. Pain on day 8 or later is past one week in spite of
  them. As many days without pain as the week has end the course; the next painkillers begin a new one.
- Long: pain on at least 3 days in each of the last 3 weeks, or "as long as I can remember". Weeks are blocks of seven
  days that end with the day of pain: calendar weeks would make pain that began on a Wednesday wait until a Monday, and
  begin on another day in another country.

A day of pain has an entry above 0, or one that says painkillers (they may be why it is 0) or "as long as I can
remember", or a "This hurts" that was not taken back: the advice is to have a doctor look, so in doubt it is given. Days
are the local ones on which things were logged; a change of zone changes none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care_records import PainEntry, PainEvent
from unknot.core.history import CareAnswer, CareEvent, Pain

WEEK = 7
"""Days of a week."""


class Worry(StrEnum):
    """What is advised about. The words are kept in the ledger."""

    PAINKILLERS = "painkillers"
    CHRONIC = "chronic"


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers. ``course``: days of painkillers that are safe. ``weeks`` in each of which ``days`` have pain."""

    course: int
    weeks: int
    days: int


@dataclass(frozen=True, slots=True)
class Concern:
    """A doctor should look at this. ``since``: day 1 of the painkillers, the first day of the weeks that were counted,
    or the day on which it was said to be as long as can be remembered (``always``). ``raised``: when the rule was met.
    """

    worry: Worry
    since: date
    raised: date
    always: bool = False


# places as text


def write_places(places: Iterable[Place]) -> str:
    """``trapezius:left,neck:both``, in the body's order, each once."""
    order = {area: index for index, area in enumerate(Area)}
    sides = tuple(Side)
    unique = sorted(set(places), key=lambda place: (order[place.area], sides.index(place.side)))
    return ",".join(f"{place.area}:{place.side}" for place in unique)


def read_places(text: str) -> tuple[Place, ...]:
    """The places of such a text; an area without a side is meant on both. What isn't known (a later version wrote it)
    is passed over."""
    found: list[Place] = []
    for part in text.split(","):
        area, _, side = part.strip().partition(":")
        try:
            place = Place(Area(area), Side(side or Side.BOTH))
        except ValueError:
            continue
        if place not in found:
            found.append(place)
    return tuple(found)


# entries and days


def standing(records: Iterable[PainEntry]) -> tuple[PainEntry, ...]:
    """The entries that hold, in the order of their first logging: of one id the last record counts."""
    last: dict[str, PainEntry] = {}
    for record in records:
        last[record.id] = record
    return tuple(entry for entry in last.values() if entry.event is PainEvent.LOGGED)


def hurts(records: Iterable[Pain]) -> tuple[Pain, ...]:
    """Each "This hurts" that was not taken back; a correction takes back and says anew."""
    left: dict[Pain, None] = {}
    for pain in records:
        if pain.withdrawn:
            left.pop(replace(pain, withdrawn=False), None)
        else:
            left[pain] = None
    return tuple(left)


@dataclass(frozen=True, slots=True)
class PainDay:
    """What was logged on one day. ``strength``: the strongest entry, None where there is only a "This hurts" (which
    has none). ``places``: the strongest of each, 0 left out."""

    day: date
    strength: int | None
    painkillers: bool
    hurts: int
    places: Mapping[Place, int]

    @property
    def hurts_at_all(self) -> bool:
        """Whether there was pain, and not only a word that there was none."""
        return bool(self.strength or self.hurts)


def by_day(entries: Iterable[PainEntry], pains: Iterable[Pain] = ()) -> tuple[PainDay, ...]:
    """The days on which something was logged, in order. ``entries`` and ``pains``: those that hold."""
    logged: dict[date, list[PainEntry]] = {}
    for entry in entries:
        logged.setdefault(entry.day, []).append(entry)
    hurt = Counter(pain.day for pain in pains)
    return tuple(_pain_day(day, logged.get(day, []), hurt[day]) for day in sorted({*logged, *hurt}))


def _pain_day(day: date, entries: Sequence[PainEntry], hurt: int) -> PainDay:
    return PainDay(
        day,
        max((entry.strength for entry in entries), default=None),
        any(entry.painkillers for entry in entries),
        hurt,
        strongest(entries),
    )


def strongest(entries: Iterable[PainEntry]) -> dict[Place, int]:
    """The strongest pain of each place; places without any are left out."""
    found: dict[Place, int] = {}
    for entry in entries:
        for place in read_places(entry.places):
            if entry.strength > found.get(place, 0):
                found[place] = entry.strength
    return found


# the rules


@dataclass(frozen=True, slots=True)
class Step:
    """What the rules go through: pain on a day, or (``answer``) what the person said to the advice."""

    at: datetime
    day: date
    painkillers: bool = False
    always: bool = False
    answer: CareEvent | None = None
    worry: str = ""


def steps(entries: Iterable[PainEntry], pains: Iterable[Pain], answers: Iterable[CareAnswer]) -> list[Step]:
    """All that concerns the rules, in the order in which it happened; what is told of one day without an answer between
    is one step. ``entries`` and ``pains``: those that hold."""
    told = [
        Step(entry.at, entry.day, entry.painkillers, entry.always)
        for entry in entries
        if entry.strength > 0 or entry.painkillers or entry.always
    ]
    told += [Step(pain.at, pain.day) for pain in pains]
    advised = (CareEvent.ADVICE_SEEN, CareEvent.ADVICE_LATER)
    told += [Step(a.at, a.at.date(), answer=a.event, worry=a.flags) for a in answers if a.event in advised]
    found: list[Step] = []
    for step in sorted(told, key=lambda step: step.at.timestamp()):
        last = found[-1] if found else None
        if last is None or last.answer is not None or step.answer is not None or step.day != last.day:
            found.append(step)
        elif (step.painkillers and not last.painkillers) or (step.always and not last.always):
            found[-1] = Step(
                last.at, last.day, last.painkillers or step.painkillers, last.always or step.always
            )
    return found


@dataclass(frozen=True, slots=True)
class Course:
    """The painkillers' rule. ``began``: day 1, None while none are taken; ``last``: the last day of pain;
    ``quiet``: nothing is raised before this day."""

    began: date | None = None
    last: date | None = None
    quiet: date = date.min
    concern: Concern | None = None

    def after(self, step: Step, rules: Rules) -> Course:
        """Where one more step leads."""
        if step.answer is not None:
            return self if step.worry != Worry.PAINKILLERS else self._answered(step, rules)
        course = self
        if course.last is not None and (step.day - course.last).days > rules.course:
            course = replace(course, began=None)
        began = course.began or (step.day if step.painkillers else None)
        course = replace(course, began=began, last=max(step.day, course.last or step.day))
        past = began is not None and (step.day - began).days >= rules.course
        if began is None or not past or course.concern or step.day < course.quiet:
            return course
        return replace(course, concern=Concern(Worry.PAINKILLERS, began, step.day))

    def _answered(self, step: Step, rules: Rules) -> Course:
        if step.answer is CareEvent.ADVICE_SEEN:  # what the doctor says counts now; another course is a new one
            return Course()
        return replace(self, concern=None, quiet=step.day + timedelta(days=rules.course))


@dataclass(frozen=True, slots=True)
class Long:
    """The rule for pain that lasts. ``days``: those with pain that still count; ``known``: a doctor has heard that it
    has been there as long as can be remembered, which needs no telling twice."""

    days: frozenset[date] = frozenset()
    quiet: date = date.min
    known: bool = False
    concern: Concern | None = None

    def after(self, step: Step, rules: Rules) -> Long:
        """Where one more step leads."""
        if step.answer is not None:
            return self if step.worry != Worry.CHRONIC else self._answered(step)
        span = WEEK * rules.weeks
        days = frozenset(day for day in self.days if (step.day - day).days < span) | {step.day}
        now = replace(self, days=days)
        if now.concern or step.day < now.quiet:
            return now
        if step.always and not now.known:
            return replace(now, concern=Concern(Worry.CHRONIC, step.day, step.day, always=True))
        if all(now._in_week(step.day, week) >= rules.days for week in range(rules.weeks)):
            since = min(day for day in days if day <= step.day)
            return replace(now, concern=Concern(Worry.CHRONIC, since, step.day))
        return now

    def _in_week(self, day: date, back: int) -> int:
        """Days of pain in the week that lies so many weeks back, the one that ends with ``day`` being 0."""
        return sum(1 for other in self.days if WEEK * back <= (day - other).days < WEEK * (back + 1))

    def _answered(self, step: Step) -> Long:
        if step.answer is CareEvent.ADVICE_SEEN:
            return Long(known=True)
        return replace(self, concern=None, quiet=step.day + timedelta(days=WEEK))


def concerns(told: Iterable[Step], rules: Rules) -> tuple[Concern, ...]:
    """What a doctor should look at, after all that was told, until the person has answered it.

    "A doctor has looked at it" begins anew: only what is logged from then on counts. "Not now" keeps quiet for a week;
    the first pain after that which still meets the rule raises it again.
    """
    course, long = Course(), Long()
    for step in told:
        course, long = course.after(step, rules), long.after(step, rules)
    return tuple(concern for concern in (course.concern, long.concern) if concern is not None)
