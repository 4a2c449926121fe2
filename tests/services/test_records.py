"""Days, weeks and months in numbers, held against a slow, plain count."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes import BERLIN
from tests.history_days import DAY, a_month, moment, working_day
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.care_records import (
    Activity,
    Aerobic,
    Compress,
    CompressEvent,
    CompressKind,
    KnotNote,
    Massage,
    PainEntry,
    PainEvent,
    Result,
)
from unknot.core.history import Entry, Event, ExerciseTime, Outcome, Pain, Record, SkipWhy, SlotKind
from unknot.core.library import Kind
from unknot.core.review import Review, Scope, period
from unknot.core.settings import Settings
from unknot.core.story import Story

TODAY = date(2026, 3, 25)
FIRST = date(2026, 3, 2)
DAYS = [FIRST + n * DAY for n in range(24)]
OUTCOMES = st.sampled_from([*Outcome])


def home(records: list[Record], desk: bool = False) -> Home:
    made = Home(moment(TODAY, 23), settings=replace(Settings(), standing_desk=desk))
    made.ledger.replace(records)
    return made


def month(of: Home, day: date = TODAY) -> Review:
    return of.shell.records.review(period(Scope.MONTH, day), TODAY)


@st.composite
def slots(draw: st.DrawFn) -> list[Record]:
    """One slot of one day: planned, perhaps asked and answered, perhaps undone or explained."""
    day, kind = draw(st.sampled_from(DAYS)), draw(st.sampled_from([SlotKind.SESSION, SlotKind.POSTURE]))
    name = f"{'s' if kind is SlotKind.SESSION else 'p'}{draw(st.integers(1, 6))}"
    at = moment(day, draw(st.integers(8, 18)))
    found: list[Record] = [Entry(day, name, kind, Event.PLANNED, at, at)]
    if draw(st.booleans()):
        outcome = draw(OUTCOMES)
        seconds = draw(st.floats(0, 300)) if outcome in (Outcome.DONE, Outcome.STOPPED_EARLY) else 0.0
        share = draw(st.floats(0, 1))
        found.append(Entry(day, name, kind, Event.ANSWERED, at, at, outcome, seconds=seconds, share=share))
        if draw(st.booleans()):
            found.append(Entry(day, name, kind, Event.EXPLAINED, at, why=draw(st.sampled_from([*SkipWhy, "?"]))))
        if outcome is Outcome.SKIPPED and draw(st.booleans()):
            found.append(Entry(day, name, kind, Event.UNDONE, at))
    return found


@st.composite
def others(draw: st.DrawFn) -> list[Record]:
    """An exercise, a massage, a compress, some moving, some pain; each may be taken back."""
    day, number = draw(st.sampled_from(DAYS)), draw(st.integers(1, 9))
    at, back, amount = moment(day, 12), draw(st.booleans()), draw(st.integers(1, 60))
    exercise = draw(st.sampled_from(["neck-side-bend", "chin-tuck", "massage-ball", "walk", "unheard-of"]))
    one: Record
    match draw(st.integers(0, 5)):
        case 0:
            return [ExerciseTime(day, "s1", at, exercise, Side.BOTH, float(amount), Result.DONE)]
        case 1:
            return [Massage(day, at, draw(st.sampled_from(["", "s1"])), "k1", "massage-ball", amount, Result.DONE)]
        case 2:
            kind = draw(st.sampled_from(list(CompressKind)))
            one = Compress(at, f"c{number}{day}", kind, CompressEvent.STARTED, Area.NECK)
            return [one, replace(one, event=CompressEvent.WITHDRAWN)] if back else [one]
        case 3:
            one = Aerobic(day, at, f"a{number}{day}", Activity.SWIM, float(amount))
            return [one, replace(one, withdrawn=True)] if back else [one]
        case 4:
            one = PainEntry(day, at, f"e{number}{day}", PainEvent.LOGGED, "neck:left", amount % 11, draw(st.booleans()))
            return [one, replace(one, event=PainEvent.WITHDRAWN)] if back else [one]
        case _:
            one = Pain(day, "s1", at, exercise, Area.NECK, Side.LEFT)
            return [one, replace(one, withdrawn=True)] if back else [one]


RECORDS = st.lists(st.one_of(slots(), others()), max_size=40).map(lambda groups: [r for group in groups for r in group])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS)
def test_every_number_is_what_a_plain_count_finds(records: list[Record]) -> None:
    made = home(records)
    records = made.ledger.records  # the coach closes what was left open in the past
    found = month(made)
    assert [day.day for day in found.days] == [date(2026, 3, 1) + n * DAY for n in range(25)]
    for day in found.days:
        plain = Plain(records, day.day, made)
        assert day.summary.prompts_done == plain.ended(SlotKind.POSTURE, Outcome.DONE)
        assert day.summary.prompts_credited == plain.ended(SlotKind.POSTURE, Outcome.CREDITED)
        assert day.summary.skipped == plain.ended(SlotKind.SESSION, Outcome.SKIPPED)
        assert day.summary.missed == plain.ended(SlotKind.SESSION, Outcome.MISSED)
        assert day.moved.logged == plain.logged()
        assert (day.cold, day.heat) == (plain.compresses(CompressKind.COLD), plain.compresses(CompressKind.HEAT))
        assert day.pain == plain.pain()
        assert day.hurts == plain.hurts()
        assert day.massage == plain.massage()
    assert found.skips == plain_skips(records)
    assert found.areas == pytest.approx(plain_areas(records, made))


class Plain:
    """Counts one day the slow way: all records, again for each question."""

    def __init__(self, records: list[Record], day: date, made: Home) -> None:
        self.of_day = [r for r in records if getattr(r, "day", r.at.date()) == day]
        self.made = made

    def last(self, slot: str, kind: SlotKind) -> Outcome | None:
        outcome = None
        for r in self.of_day:
            if isinstance(r, Entry) and (r.slot, r.kind) == (slot, kind):
                outcome = r.outcome if r.event is Event.ANSWERED else None if r.event is Event.UNDONE else outcome
        return outcome

    def ended(self, kind: SlotKind, outcome: Outcome) -> int:
        names = {r.slot for r in self.of_day if isinstance(r, Entry) and r.kind is kind}
        return sum(self.last(name, kind) is outcome for name in names)

    def logged(self) -> float:
        last = {r.id: r for r in self.of_day if isinstance(r, Aerobic)}
        return sum(r.minutes for r in last.values() if not r.withdrawn)

    def compresses(self, kind: CompressKind) -> int:
        last = {r.id: r for r in self.of_day if isinstance(r, Compress)}
        return sum(r.kind is kind and r.event is CompressEvent.STARTED for r in last.values())

    def pain(self) -> int | None:
        last = {r.id: r for r in self.of_day if isinstance(r, PainEntry)}
        return max((r.strength for r in last.values() if r.event is PainEvent.LOGGED), default=None)

    def hurts(self) -> int:
        return sum({(r.slot, r.exercise, r.at): not r.withdrawn for r in self.of_day if isinstance(r, Pain)}.values())

    def massage(self) -> float:
        return sum(r.seconds for r in self.of_day if isinstance(r, Massage) and not r.slot)


def plain_skips(records: list[Record]) -> dict[SkipWhy, int]:
    counted: dict[SkipWhy, int] = {}
    entries = [r for r in records if isinstance(r, Entry)]
    for key in {(r.day, r.slot) for r in entries}:
        outcome, why = None, SkipWhy.NOT_NOW
        for r in entries:
            if (r.day, r.slot) == key:
                if r.event is Event.ANSWERED:
                    outcome, why = r.outcome, SkipWhy.NOT_NOW
                elif r.event is Event.UNDONE:
                    outcome = None
                elif r.event is Event.EXPLAINED:
                    why = next((each for each in SkipWhy if each == r.why), SkipWhy.NOT_NOW)
        if outcome is Outcome.SKIPPED:
            counted[why] = counted.get(why, 0) + 1
    return counted


def plain_areas(records: list[Record], made: Home) -> dict[Area, float]:
    """No knot is marked, so massages count for no area."""
    found: dict[Area, float] = {}
    for r in records:
        exercise = made.library.exercises.get(r.exercise) if isinstance(r, ExerciseTime) else None
        for area in exercise.areas if exercise and exercise.kind is not Kind.MASSAGE else ():
            found[area] = found.get(area, 0.0) + r.seconds
    return found


def test_a_lived_month_has_what_it_was_made_of() -> None:
    records = a_month(FIRST, TODAY, desk=True)
    found = month(home(records, desk=True))
    assert found.wanted == 18 * 4
    assert found.done == sum(r.outcome in (Outcome.DONE, Outcome.STOPPED_EARLY) and r.kind is SlotKind.SESSION
                             for r in records if isinstance(r, Entry))
    assert [course.last for course in found.courses] == [3, 2]
    assert found.day(date(2026, 3, 3)).standing == 120.0
    assert found.day(TODAY).moved.logged == sum(r.minutes for r in records if isinstance(r, Aerobic) and r.day == TODAY)


def test_a_day_past_midnight_belongs_to_the_day_it_began() -> None:
    day = date(2026, 3, 10)
    late = datetime(2026, 3, 11, 1, 30, tzinfo=BERLIN)
    made = home([
        Entry(day, "s4", SlotKind.SESSION, Event.PLANNED, late, late),
        Entry(day, "s4", SlotKind.SESSION, Event.ANSWERED, late, late, Outcome.DONE, seconds=60, share=1.0),
    ])
    found = month(made)
    assert found.day(day).summary.done == 1
    assert found.day(day + DAY).summary.done == 0


def test_the_day_the_clocks_change_is_a_day_like_any_other() -> None:
    made = Home(moment(date(2026, 4, 1), 12))
    made.ledger.add(*working_day(date(2026, 3, 29), random.Random(3)))
    week = made.shell.records.review(period(Scope.WEEK, date(2026, 3, 29)), date(2026, 4, 1))
    assert week.day(date(2026, 3, 29)).summary.wanted == 4
    assert len(week.days) == 7


def test_days_to_come_are_not_counted_and_say_what_is_wanted() -> None:
    found = month(home([]))
    assert found.days[-1].day == TODAY
    assert found.coming[TODAY + DAY] == 4
    assert date(2026, 3, 28) not in found.coming
    assert found.empty


def test_an_empty_month_knows_whether_anything_came_before() -> None:
    assert month(home([])).blank
    lived = home(list(working_day(date(2026, 2, 24), random.Random(1))))
    assert not month(lived).blank


def test_a_reason_said_in_history_is_counted_and_told() -> None:
    made = home([])
    at = moment(TODAY, 10)
    made.ledger.add(Entry(TODAY, "s1", SlotKind.SESSION, Event.ANSWERED, at, at, Outcome.SKIPPED))
    told: list[bool] = []
    made.shell.records.on_change(lambda: told.append(True))
    [story] = [h.what for h in made.shell.records.happenings(TODAY) if isinstance(h.what, Story)]
    made.shell.records.explain(TODAY, story, SkipWhy.CALL)
    assert told == [True]
    assert month(made).skips == {SkipWhy.CALL: 1}


def test_a_day_tells_everything_once_in_order() -> None:
    made = home(a_month(FIRST, TODAY))
    day = date(2026, 3, 23)
    found = made.shell.records.happenings(day)
    assert [h.at.timestamp() for h in found] == sorted(h.at.timestamp() for h in found)
    kinds = [type(h.what).__name__ for h in found]
    assert kinds.count("PainEntry") == 1
    assert kinds.count("Story") == 10
    assert not any(isinstance(h.what, KnotNote) for h in found)


def test_what_was_erased_is_told_of_at_once() -> None:
    made = home(a_month(FIRST, TODAY))
    told: list[bool] = []
    made.shell.records.on_change(lambda: told.append(True))
    made.ledger.replace()
    assert told == [True]
    assert month(made).empty


def test_a_skip_offers_to_say_why_once_a_day_and_the_reason_is_kept() -> None:
    from unknot.ports import Answer

    made = Home()
    made.live("10:00", (Answer.SKIP,))
    assert made.prompter.why is not None
    made.prompter.why(SkipWhy.BUSY)
    day = made.start.date()
    assert made.shell.records.review(period(Scope.DAY, day), day).skips == {SkipWhy.BUSY: 1}
    made.live("11:40", (Answer.SKIP,))
    assert made.prompter.why is None
    made.to("8:00", day=1)
    made.live("9:40", (Answer.SKIP,), day=1)
    assert made.prompter.why is not None


def test_a_run_kept_in_the_ledger_gives_the_same_as_one_counted_anew() -> None:
    made = home(a_month(FIRST, TODAY))
    progress = made.shell.progress
    counted = progress.streak(TODAY)
    assert made.ledger.recall("streak") is not None
    assert progress.streak(TODAY) == counted
    made.ledger.remember("streak", None)
    assert progress.streak(TODAY) == counted
    made.ledger.remember("streak", "nonsense 3")
    assert progress.streak(TODAY) == counted


def test_a_kept_run_is_counted_anew_with_other_hours_and_after_an_erasure() -> None:
    made = home(a_month(FIRST, TODAY))
    before = made.shell.progress.streak(TODAY)
    made.ledger.replace()
    assert made.shell.progress.streak(TODAY) == 0
    made.ledger.add(*a_month(FIRST, TODAY))
    assert made.shell.progress.streak(TODAY) == before
    usual = made.preferences.current.hours
    made.preferences.change(hours=(*usual[:5], usual[0], usual[0]))
    assert made.shell.progress.streak(TODAY) == 3


def test_a_long_run_is_read_only_once() -> None:
    made = home([])
    for n in range(400):
        day = TODAY - n * DAY
        at = moment(day, 10)
        made.ledger.add(Entry(day, "s1", SlotKind.SESSION, Event.PLANNED, at, at),
                        Entry(day, "s1", SlotKind.SESSION, Event.ANSWERED, at, at, Outcome.DONE, share=1.0))
    assert made.shell.progress.streak(TODAY) == 400
    read: list[timedelta] = []
    plain = made.ledger.read

    class Counting:
        def __getattr__(self, name: str) -> object:
            return getattr(made.ledger, name)

        def read(self, kind: type[Record], first: date, last: date) -> tuple[Record, ...]:
            if kind is Entry:
                read.append(last - first)
            return plain(kind, first, last)

    made.shell.progress._ledger = Counting()
    assert made.shell.progress.streak(TODAY) == 400
    assert sum(read, timedelta()) < timedelta(days=30)
