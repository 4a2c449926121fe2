"""Heat and cold: one timer, how many a day, and the days after an injury. The numbers come from the advice pages.

A day is the local date. Seconds are those of a clock that never jumps and goes on while the machine sleeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from unknot.core.body import Area, Side
from unknot.core.care_records import Compress, CompressEvent, CompressKind, Injury, InjuryEvent
from unknot.core.library import Amount
from unknot.core.worktime import later, moment_at

SLIP = 60.0
"""Seconds within which a compress that was begun by mistake can be taken back. Ours."""
SLIPS = 5 * 60.0
"""Seconds that all slips of a day may have together: no heat is put together from them. Ours."""
FORGOTTEN = timedelta(hours=1)
"""A compress that stands still for so long is over. Ours."""
_DAY = timedelta(days=1)


# one compress


@dataclass(frozen=True, slots=True)
class Timer:
    """One compress on the skin. ``seconds``: how long it is meant to stay; ``ran``: how long it had been there at the
    reading ``mark`` of the clock, which is None while it stands still, since ``still`` then."""

    id: str
    kind: CompressKind
    started: datetime
    seconds: float
    way: str = ""
    area: Area | None = None
    side: Side | None = None
    ran: float = 0.0
    mark: float | None = None
    still: datetime | None = None

    @property
    def running(self) -> bool:
        """Whether its time passes."""
        return self.mark is not None

    def passed(self, now: float) -> float:
        """Seconds so far, its whole time at most."""
        more = max(0.0, now - self.mark) if self.mark is not None else 0.0
        return min(self.seconds, self.ran + more)

    def left(self, now: float) -> float:
        """Seconds to go, 0 at least."""
        return self.seconds - self.passed(now)

    def over(self, now: float) -> bool:
        """Whether its time is up."""
        return self.left(now) <= 0.0

    def pause(self, now: float, at: datetime) -> Timer:
        """It is off the skin for a moment."""
        return replace(self, ran=self.passed(now), mark=None, still=at) if self.running else self

    def go_on(self, now: float) -> Timer:
        """It is on again."""
        return self if self.running else replace(self, mark=now, still=None)

    def aside(self, now: float, seconds: float) -> Timer:
        """So many seconds have gone by that the clock did not count: asleep, or without the app."""
        if not self.running:
            return self
        return replace(self, ran=min(self.seconds, self.passed(now) + max(0.0, seconds)), mark=now)

    def longer(self, most: float) -> Timer:
        """As long as it may be: ``most`` seconds in all."""
        return replace(self, seconds=max(self.seconds, most))

    def more(self, most: float) -> float:
        """Seconds that ``longer`` would add."""
        return self.longer(most).seconds - self.seconds


# how many a day


class Why(StrEnum):
    """Why a compress is not begun."""

    LIMIT = "limit"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one may begin. ``number``: which one of the day it would be. ``again``: from when on it may, where that
    is known; after a LIMIT the next local day."""

    number: int
    why: Why | None = None
    again: datetime | None = None

    @property
    def allowed(self) -> bool:
        """Whether it may."""
        return self.why is None


def begun(records: Iterable[Compress], kind: CompressKind) -> tuple[Compress, ...]:
    """Every compress of this kind that counts, by its beginning: slips are taken off."""
    found = [record for record in records if record.kind is kind]
    slips = {record.id for record in found if record.event is CompressEvent.WITHDRAWN}
    return tuple(r for r in found if r.event is CompressEvent.STARTED and r.id not in slips)


def on_day(records: Iterable[Compress], kind: CompressKind, day: date, now: datetime) -> tuple[Compress, ...]:
    """Those that count for a local day."""
    return tuple(record for record in begun(records, kind) if _of_day(record, day, now))


def slipped(records: Iterable[Compress], kind: CompressKind, day: date, now: datetime) -> float:
    """Seconds that the slips of a local day were on the skin."""
    return sum(
        record.seconds
        for record in records
        if record.kind is kind and record.event is CompressEvent.WITHDRAWN and _of_day(record, day, now)
    )


def _of_day(record: Compress, day: date, now: datetime) -> bool:
    """Whether it belongs to a local day.

    A journey must not make room for one more: what was begun on that date where the person then was counts, and what
    was begun on that date by the clock here. For today, so does what lies up to a day ahead: the clock was set back.
    """
    if day in (record.at.date(), record.at.astimezone(now.tzinfo).date()):
        return True
    ahead = record.at.timestamp() - now.timestamp()
    return day == now.date() and 0 < ahead <= _DAY.total_seconds()


def verdict(done: int, most: float | None, running: bool, now: datetime) -> Verdict:
    """Whether another one may begin after so many today; ``most`` None: as often as it does good."""
    if running:
        return Verdict(done + 1, Why.RUNNING)
    if most is not None and done >= most:
        return Verdict(done + 1, Why.LIMIT, tomorrow(now))
    return Verdict(done + 1)


def tomorrow(now: datetime) -> datetime:
    """When the next local day begins."""
    return moment_at(now.date() + _DAY, time(0), _zone(now))


def _zone(now: datetime) -> tzinfo:
    assert now.tzinfo is not None, "moments are aware"
    return now.tzinfo


# the days after an injury


@dataclass(frozen=True, slots=True)
class Rules:
    """What the cold page says. ``least_days`` to ``days`` days of cold, ``a_day`` times each at least; ``apart`` lies
    from one to the call for the next, and nobody is called before the hour ``wakes`` or after ``sleeps``."""

    least_days: int
    days: int
    a_day: int
    apart: timedelta
    wakes: time
    sleeps: time

    @classmethod
    def of(cls, numbers: Mapping[str, Amount]) -> Rules | None:
        """From the numbers of the page; None where it leaves any out."""
        try:
            days, hour = numbers["days"], {name: int(numbers[name].usual) for name in ("earliest", "latest")}
            return cls(
                int(days.least), int(days.most), int(numbers["least-a-day"].usual),
                timedelta(hours=numbers["hours-apart"].usual), time(hour["earliest"]), time(hour["latest"]),
            )
        except (KeyError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class Course:
    """Where the cold after an injury stands. ``day``: from 1, of ``rules.days``. ``done``: compresses today.

    ``due``: when the next one is due, which may be long ago; None when none is to come. ``reminds``: whether the person
    wants to be called to it.
    """

    id: str
    began: datetime
    area: Area | None
    side: Side | None
    rules: Rules
    day: int
    done: int
    due: datetime | None
    reminds: bool

    @property
    def last_day(self) -> bool:
        """Whether cold may end today: from now on it is enough."""
        return self.day >= self.rules.least_days


def course(
    injuries: Iterable[Injury], colds: Iterable[Compress], rules: Rules, now: datetime, called: datetime | None
) -> Course | None:
    """The latest injury that still wants cold; None when there is none. ``called``: when the person was last called to
    a compress."""
    told = list(injuries)
    begins = [record for record in told if record.event is InjuryEvent.BEGAN]
    if not begins:
        return None
    injury = begins[-1]
    own = [record.event for record in told if record.id == injury.id]
    day = max(1, (now.date() - injury.at.date()).days + 1)
    if InjuryEvent.ENDED in own or day > rules.days:
        return None
    reminds = next((e is InjuryEvent.REMIND for e in reversed(own) if e is not InjuryEvent.BEGAN), False)
    today = on_day(colds, CompressKind.COLD, now.date(), now)
    due = _due(injury, today, day, rules, now, called)
    return Course(injury.id, injury.at, injury.area, injury.side, rules, day, len(today), due, reminds)


def _due(
    injury: Injury, today: tuple[Compress, ...], day: int, rules: Rules, now: datetime, called: datetime | None
) -> datetime | None:
    """The first one at once; then so long after the last one, or after the last call that had no answer; in waking
    hours; tomorrow morning when today's are done. What lies ahead was told before the clock was set back: nobody waits
    for it."""
    next_day = moment_at(now.date() + _DAY, rules.wakes, _zone(now)) if day < rules.days else None
    if len(today) >= rules.a_day:
        return next_day
    first = moment_at(now.date(), rules.wakes, _zone(now))
    told = [record.at for record in today] + ([called] if called is not None else [])
    after = [(injury.at, timedelta()), *((moment, rules.apart) for moment in told)]
    behind = [later(moment, by) for moment, by in after if moment.timestamp() <= now.timestamp()]
    wanted = max([first, *behind], key=datetime.timestamp)
    last = moment_at(now.date(), rules.sleeps, _zone(now))
    return wanted.astimezone(now.tzinfo) if wanted.timestamp() <= last.timestamp() else next_day


def call_at(due: datetime, now: datetime, rules: Rules) -> datetime:
    """When to call somebody to what is due: then, or now when that has gone by; never while people sleep."""
    at = max(due, now, key=datetime.timestamp).astimezone(now.tzinfo)
    if at.time() < rules.wakes:
        return moment_at(at.date(), rules.wakes, _zone(now))
    return at if at.time() <= rules.sleeps else moment_at(at.date() + _DAY, rules.wakes, _zone(now))
