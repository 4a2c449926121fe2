"""The pain log: what is written, what is read back, what is advised and told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import FakeClock, FakeLedger
from tests.shells import bundled_library

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care import CareState
from unknot.core.care_records import PainEntry, PainEvent
from unknot.core.history import CareAnswer, CareEvent, Pain
from unknot.core.library import Library
from unknot.core.pain_rules import Rules, Worry
from unknot.ports import Ledger
from unknot.services.care import CareService
from unknot.services.pain_log import LONGEST_NOTE, PainLog
from unknot.storage.ledger import open_ledger

NECK = Place(Area.NECK, Side.LEFT)
HIP = Place(Area.HIPS, Side.RIGHT)
ALL = (date.min, date.max)


class Diary:
    """A pain log among fakes; ``again`` is the same after a restart."""

    def __init__(self, ledger: Ledger | None = None, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.ledger = ledger or FakeLedger()
        self.care = CareService(self.clock, self.ledger)
        self.log = PainLog(self.clock, self.ledger, self.care, bundled_library())
        self.told = 0
        self.log.on_change(self._count)

    def _count(self) -> None:
        self.told += 1

    def again(self) -> Diary:
        return Diary(self.ledger, self.clock)

    def days(self, n: float) -> None:
        self.clock.advance(timedelta(days=n))

    def hurts(self, strength: int = 4, *, painkillers: bool = False) -> PainEntry:
        return self.log.log([NECK], strength, painkillers=painkillers)

    def week_of_painkillers(self) -> None:
        self.hurts(painkillers=True)
        self.days(7)
        self.hurts()

    @property
    def advised(self) -> list[Worry]:
        return [concern.worry for concern in self.log.advice()]


def test_an_entry_is_written_whole_and_told() -> None:
    diary = Diary()
    entry = diary.log.log([HIP, NECK], 4, painkillers=True, always=True, note="  after a drive ")
    assert entry == PainEntry(
        diary.clock.now().date(), diary.clock.now(), "e1", PainEvent.LOGGED, "neck:left,hips:right", 4, True, True,
        "after a drive",
    )
    assert diary.log.entries() == (entry,)
    assert diary.told == 1
    assert diary.hurts().id == "e2"


@pytest.mark.parametrize("strength", [-1, 11])
def test_a_strength_off_the_scale_is_refused(strength: int) -> None:
    diary = Diary()
    with pytest.raises(ValueError, match="strength"):
        diary.log.log([NECK], strength)
    assert diary.log.entries() == ()


def test_pain_needs_a_place_and_no_pain_none() -> None:
    diary = Diary()
    with pytest.raises(ValueError, match="place"):
        diary.log.log([], 3)
    diary.log.log([], 0)
    assert [entry.strength for entry in diary.log.entries()] == [0]


def test_an_unknown_flag_writes_nothing() -> None:
    diary = Diary()
    with pytest.raises(ValueError, match="headache"):
        diary.log.log([NECK], 3, flags=["headache"])
    assert diary.log.entries() == ()


def test_a_red_flag_stops_the_exercises_and_the_entry_is_kept() -> None:
    diary = Diary()
    diary.log.log([NECK], 3, flags=["fever", "legs"])
    assert diary.care.state is CareState.BLOCKED
    assert diary.care.answers()[-1].flags == "fever,legs"
    assert len(diary.log.entries()) == 1


def test_an_entry_without_flags_answers_no_question() -> None:
    diary = Diary()
    diary.hurts()
    assert diary.care.state is CareState.UNASKED


def test_a_note_is_no_book() -> None:
    assert len(Diary().log.log([NECK], 1, note="x" * 5000).note) == LONGEST_NOTE


def test_what_was_taken_out_can_be_put_back_where_it_was() -> None:
    diary = Diary()
    entry = diary.hurts()
    diary.days(1)
    other = diary.hurts(2)
    diary.log.withdraw(entry.id)
    assert diary.log.entries() == (other,)
    diary.log.withdraw(entry.id)
    diary.log.withdraw("e99")
    assert len(diary.ledger.read(PainEntry, *ALL)) == 3
    diary.log.restore(entry.id)
    assert diary.log.entries() == (entry, other)
    assert diary.hurts().id == "e3"


def test_days_are_told_by_area_and_side() -> None:
    diary = Diary()
    diary.log.log([NECK], 6)
    diary.log.log([HIP], 3)
    diary.days(1)
    diary.log.log([Place(Area.NECK, Side.BOTH)], 2)
    today = diary.clock.now().date()
    first = today - timedelta(days=1)
    assert [day.strength for day in diary.log.days(first, today)] == [6, 2]
    assert [day.strength for day in diary.log.days(first, today, Area.NECK, Side.RIGHT)] == [2]
    assert [day.strength for day in diary.log.days(first, today, Area.HIPS)] == [3]
    assert diary.log.days(today + timedelta(days=1), today + timedelta(days=9)) == ()
    assert [day.places for day in diary.log.days(first, today)] == [{NECK: 6, HIP: 3}, {Place(Area.NECK, Side.BOTH): 2}]


def test_the_last_places_are_those_of_the_newest_entry_that_has_some() -> None:
    diary = Diary()
    assert diary.log.last_places() == ()
    diary.log.log([HIP, NECK], 3)
    diary.log.log([], 0)
    assert diary.log.last_places() == (NECK, HIP)


# advice


def test_its_numbers_are_those_of_the_advice_pages() -> None:
    assert Diary().log.rules == Rules(course=7, weeks=3, days=3)


def test_without_the_pages_nothing_is_advised() -> None:
    diary = Diary()
    bare = PainLog(diary.clock, diary.ledger, diary.care, Library({}, {}, {}, {}))
    diary.week_of_painkillers()
    bare.refresh()
    assert bare.advice() == ()


def test_a_week_of_painkillers_is_advised_about_until_it_is_answered() -> None:
    diary = Diary()
    diary.week_of_painkillers()
    assert diary.advised == [Worry.PAINKILLERS]
    assert diary.again().advised == [Worry.PAINKILLERS]
    told = diary.told
    diary.log.answer(Worry.PAINKILLERS, seen=True)
    assert diary.told == told + 1
    assert diary.advised == diary.again().advised == []


def test_not_now_is_quiet_for_a_week() -> None:
    diary = Diary()
    diary.week_of_painkillers()
    diary.log.answer(Worry.PAINKILLERS, seen=False)
    diary.days(6)
    diary.hurts()
    assert diary.advised == []
    diary.days(1)
    diary.hurts()
    assert diary.advised == [Worry.PAINKILLERS]


def test_taking_out_the_entry_that_raised_it_takes_the_advice_back() -> None:
    diary = Diary()
    diary.hurts(painkillers=True)
    diary.days(7)
    slip = diary.hurts()
    assert diary.advised == [Worry.PAINKILLERS]
    diary.log.withdraw(slip.id)
    assert diary.advised == []


def test_an_answer_to_advice_leaves_the_gate_for_red_flags_as_it_is() -> None:
    diary = Diary()
    diary.care.answer(CareEvent.RED_FLAG, ["fever"])
    diary.week_of_painkillers()
    diary.log.answer(Worry.PAINKILLERS, seen=True)
    assert diary.again().care.state is CareState.BLOCKED
    fresh = Diary()
    fresh.week_of_painkillers()
    fresh.log.answer(Worry.PAINKILLERS, seen=False)
    assert fresh.again().care.state is CareState.UNASKED


def test_a_this_hurts_of_a_session_counts_once_it_is_told() -> None:
    diary = Diary()
    diary.hurts(painkillers=True)
    diary.days(7)
    now = diary.clock.now()
    pain = Pain(now.date(), "s1", now, "chin-tuck", Area.NECK, Side.BOTH)
    diary.ledger.add(pain)
    diary.log.pain_told(pain, 1)
    assert diary.advised == [Worry.PAINKILLERS]


def test_each_concern_is_told_once_even_over_a_restart() -> None:
    diary = Diary()
    diary.week_of_painkillers()
    assert [concern.worry for concern in diary.log.untold()] == [Worry.PAINKILLERS]
    diary.log.told(diary.log.untold())
    assert diary.again().log.untold() == ()
    diary.log.answer(Worry.PAINKILLERS, seen=False)
    diary.days(7)
    diary.hurts()
    assert [concern.worry for concern in diary.log.untold()] == [Worry.PAINKILLERS]


def test_all_of_it_comes_back_from_the_disk(tmp_path: Path) -> None:
    ledger, _ = open_ledger(tmp_path / "ledger.db")
    diary = Diary(ledger)
    diary.week_of_painkillers()
    diary.log.withdraw(diary.hurts(9).id)
    diary.log.answer(Worry.PAINKILLERS, seen=False)
    ledger.close()
    again, problems = open_ledger(tmp_path / "ledger.db")
    try:
        assert problems == ()
        diary = Diary(again, diary.clock)
        assert [entry.strength for entry in diary.log.entries()] == [4, 4]
        assert diary.advised == []
        assert again.read(CareAnswer, *ALL)[-1].event is CareEvent.ADVICE_LATER
    finally:
        again.close()


DOINGS = ["log", "pills", "none", "out", "back", "seen", "later", "day", "week"]


@given(st.lists(st.tuples(st.sampled_from(DOINGS), st.integers(1, 9))))
def test_what_a_restart_finds_is_what_was_there(doings: list[tuple[str, int]]) -> None:
    diary = Diary()
    for what, number in doings:
        if what in ("log", "pills", "none"):
            diary.hurts(0 if what == "none" else number, painkillers=what == "pills")
        elif what == "out":
            diary.log.withdraw(f"e{number}")
        elif what == "back":
            diary.log.restore(f"e{number}")
        elif what in ("seen", "later"):
            diary.log.answer(Worry.CHRONIC if number % 2 else Worry.PAINKILLERS, seen=what == "seen")
        else:
            diary.days(number if what == "day" else 7)
    again = diary.again()
    assert again.log.advice() == diary.log.advice()
    assert again.log.entries() == diary.log.entries()
    assert len({entry.id for entry in again.log.entries()}) == len(again.log.entries())
