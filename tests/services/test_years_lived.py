"""Years lived by the real coach on a fake clock, from event to event, with people who answer, snooze, skip, go away,
sleep, sit in meetings and travel. Every rule is in ``watch``.

In the suite: a whole year of one who travels, and elsewhere the days around each change of the clocks. All days of all
of them with ``UNKNOT_ALL_ZONES=1``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from tests.core.days import week
from tests.core.zones import ALL, history, zone
from tests.services.person import HOLDS, Person
from tests.services.watch import Watched

from unknot.core.history import Entry, Event, Outcome, SlotKind
from unknot.core.settings import PostureBy, SessionsAt, Settings
from unknot.ports import Answer

YEAR = 2026
ANSWERS = [Answer.ACCEPT] * 40 + [Answer.SNOOZE] * 9 + [Answer.SKIP] * 6 + [Answer.DISMISSED] * 3 + [
    Answer.EXPIRED, Answer.EXPIRED, Answer.EXPIRED, Answer.CALL
]


@dataclass(frozen=True)
class Life:
    """Who lives where, with which settings. ``travels``: to these zones, a week each, every fourth week."""

    home: str
    settings: Settings
    travels: tuple[str, ...] = ()
    quiet: float = field(default=0.9)
    """The share of steps in which nothing happens but what the coach does."""


LIVES = {
    "a traveller": Life(
        "Europe/Berlin", Settings(),
        ("America/New_York", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kathmandu", "Africa/Cairo"),
        quiet=0.985,
    ),
    "a night nurse": Life("Africa/Casablanca", Settings(hours=week("22:00-02:00 02:45-06:00"), sessions=3)),
    "one who sits all day": Life(
        "Australia/Lord_Howe",
        Settings(hours=week("08:00-18:00"), prompt_every=20, sessions=8, session_minutes=5, session_gap=30),
    ),
    "one of the small hours": Life(
        "America/Havana", Settings(hours=week("00:30-04:30 05:00-05:45"), prompt_every=30, sessions=3, session_gap=30)
    ),
    "one by the clock": Life(
        "America/Santiago",
        Settings(
            hours=week("07:00-12:00 12:30-16:00 23:00-01:30"), posture=PostureBy.CLOCK, clock_minutes=(0, 50),
            sessions_at=SessionsAt.FIXED, session_times=(time(0, 20), time(9, 40), time(11, 58), time(14, 30)),
        ),
    ),
    "one who never stops": Life(
        "Asia/Beirut", Settings(hours=week("00:00-24:00"), prompt_every=45, sessions=6, session_gap=90)
    ),
    "one in pieces": Life(
        "Pacific/Chatham", Settings(hours=week("09:00-10:10 10:30-11:00 14:00-14:40 16:00-18:20"), sessions=3)
    ),
}


def midnight(day: date, where: str) -> datetime:
    return datetime.fromtimestamp(history(where, YEAR).first_at(datetime.combine(day, time())), zone(where))


def stretches_of(life: Life) -> Iterator[tuple[date, date]]:
    """Days (first, last) to live through."""
    if ALL or life.travels:
        yield date(YEAR, 1, 1), date(YEAR, 12, 31)
        return
    for turn in history(life.home, YEAR).turns:
        day = datetime.fromtimestamp(turn, zone(life.home)).date()
        yield day - timedelta(days=1), day + timedelta(days=1)


@dataclass
class Living:
    """One life under way. ``dice`` decide what happens: the same in every run."""

    life: Life
    desk: Watched
    dice: random.Random

    def __post_init__(self) -> None:
        self.person = Person(self.desk)
        self.week = 0

    def until(self, end: datetime) -> None:
        """From event to event."""
        self.person.lives(self._step, end)
        for hold in HOLDS:
            self.person.do("released", hold)
        for index in range(len(self.desk.sources)):
            self.person.do("source", index, says=False)
        self.person.do("resume")
        self.person.do("call_over")

    def _step(self) -> None:
        self._travel()
        if self.desk.prompter.current is not None:
            answer = self.dice.choice(ANSWERS)
            if answer is Answer.EXPIRED:
                self.person.do("later", 2)
            else:
                self.person.do("answer", answer)
                self.person.do("finish", self.dice.choice([Outcome.DONE] * 5 + [Outcome.STOPPED_EARLY]))
        elif self.dice.random() < self.life.quiet:
            self.person.until_next()
        else:
            self._something()

    def _travel(self) -> None:
        now = self.desk.clock.now()
        weeks = (now - midnight(date(YEAR, 1, 1), self.life.home)).days // 7
        if weeks == self.week or not self.life.travels:
            return
        self.week = weeks
        away = weeks % 4 == 3
        where = self.life.travels[weeks // 4 % len(self.life.travels)] if away else self.life.home
        self.person.do("travel", zone(where))

    def _something(self) -> None:
        dice, do = self.dice, self.person.do
        length = dice.randrange(1, 90)
        happens: list[tuple[str, tuple[Any, ...]]] = [
            ("away", (dice.choice(HOLDS), length)), ("away", (dice.choice(HOLDS), length)), ("sleep", (5 * length,)),
            ("presents", (dice.randrange(4), length // 4)), ("pause", (length,)),
            ("call", (dice.choice((0, length, length, length)),)),
            ("snooze", (dice.randrange(1, 40),)), ("skip", ()), ("undo", ()), ("start", ()), ("kill", ()),
            ("quit", (length,)), ("off", (8 * length,)), ("move", (dice.randrange(8), 2 * length)), ("shorten", ()),
            ("set_clock", (dice.choice((-70, -2, 3, 45)),)),
            ("meetings", tuple((dice.randrange(300), dice.randrange(5, 90)) for _ in range(dice.randrange(4)))),
        ]
        what, how = dice.choice(happens)
        do(what, *how)
        do("finish")


def sessions_shown(desk: Watched) -> int:
    return sum(
        1 for e in desk.ledger.records
        if isinstance(e, Entry) and e.kind is SlotKind.SESSION and e.event is Event.SHOWN
    )


@pytest.mark.parametrize("name", LIVES)
def test_a_year_is_lived_without_a_slip(name: str) -> None:
    life, days, sessions = LIVES[name], 0, 0
    for first, last in stretches_of(life):
        desk = Watched(settings=life.settings, now=midnight(first, life.home))
        Living(life, desk, random.Random(f"{name} {first}")).until(midnight(last, life.home) + timedelta(days=1))
        desk.ends_well()
        days += (last - first).days + 1
        sessions += sessions_shown(desk)
    assert sessions > days // 2
