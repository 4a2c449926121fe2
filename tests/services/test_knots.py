"""The knots service: what is written, what is refused, who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.fakes import FakeClock, FakeLedger
from tests.shells import bundled_body_map

from unknot.core.body import Area, Side
from unknot.core.care_records import KnotEvent, KnotNote, Massage, Moment, PointKind, Result
from unknot.core.library import View
from unknot.core.pressing import Spot
from unknot.services.knots import Knots


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ledger() -> FakeLedger:
    return FakeLedger()


@pytest.fixture
def knots(clock: FakeClock, ledger: FakeLedger) -> Knots:
    return Knots(clock, ledger, bundled_body_map)


def spot(knots: Knots, x: float = 330, y: float = 420) -> Spot:
    assert knots.ground is not None
    found = knots.ground.look(View.BACK, x, y)
    assert isinstance(found, Spot)
    return found


def test_a_knot_found_is_there_for_the_next_run_too(knots: Knots, clock: FakeClock, ledger: FakeLedger) -> None:
    found = knots.find(spot(knots), PointKind.TRIGGER, Area.SHOULDERS, 7)
    assert knots.open() == (found,)
    assert Knots(clock, ledger, bundled_body_map).all() == (found,)


def test_nothing_is_written_for_a_spot_on_the_spine(knots: Knots, ledger: FakeLedger) -> None:
    on_the_spine = replace(spot(knots), x=392)
    with pytest.raises(ValueError, match="nothing is pressed at 392, 420"):
        knots.find(on_the_spine, PointKind.TENDER, None, 5)
    knot = knots.find(spot(knots), PointKind.TENDER, None, 5)
    with pytest.raises(ValueError, match="nothing is pressed"):
        knots.change(knot.id, on_the_spine, PointKind.TENDER, None)
    assert [note.x for note in ledger.records if isinstance(note, KnotNote)] == [330]


def test_a_spot_that_lies_about_its_side_is_refused(knots: Knots) -> None:
    with pytest.raises(ValueError, match="nothing is pressed"):
        knots.find(replace(spot(knots), side=Side.RIGHT), PointKind.TENDER, None, 5)


def test_without_a_body_map_nothing_can_be_placed(clock: FakeClock, ledger: FakeLedger, knots: Knots) -> None:
    blind = Knots(clock, ledger, lambda: None)
    assert blind.ground is None
    with pytest.raises(ValueError, match="nothing is pressed"):
        blind.find(spot(knots), PointKind.TENDER, None, 5)


@pytest.mark.parametrize("strength", [-1, 11])
def test_a_strength_out_of_bounds_is_refused(knots: Knots, strength: int) -> None:
    with pytest.raises(ValueError, match="a strength is 0 to 10"):
        knots.find(spot(knots), PointKind.TENDER, None, strength)
    knot = knots.find(spot(knots), PointKind.TENDER, None, 5)
    for again in (knots.rate, knots.back):
        with pytest.raises(ValueError, match="a strength is 0 to 10"):
            again(knot.id, strength)


def test_an_unknown_knot_can_not_be_spoken_of(knots: Knots) -> None:
    for told in (knots.gone, knots.withdraw):
        with pytest.raises(KeyError):
            told("k9")
    with pytest.raises(KeyError):
        knots.rate("k9", 3)
    assert knots.get("k9") is None


def test_ratings_say_when_they_were_made(knots: Knots, clock: FakeClock) -> None:
    knot = knots.find(spot(knots), PointKind.TENDER, None, 8)
    clock.advance(timedelta(hours=1))
    knots.rate(knot.id, 6, Moment.BEFORE)
    after = knots.rate(knot.id, 4, Moment.AFTER)
    assert [(each.value, each.moment) for each in after.strengths] == [
        (8, Moment.ALONE), (6, Moment.BEFORE), (4, Moment.AFTER),
    ]


def test_gone_and_back_again(knots: Knots) -> None:
    knot = knots.find(spot(knots), PointKind.TENDER, None, 8)
    knots.gone(knot.id)
    assert knots.open() == ()
    knots.back(knot.id)
    assert knots.open() == (knot,)


def test_a_slip_can_be_removed_and_brought_back(knots: Knots) -> None:
    knot = knots.find(spot(knots), PointKind.TENDER, None, 8)
    knots.withdraw(knot.id)
    assert knots.all() == ()
    assert knots.find(spot(knots, 340), PointKind.TENDER, None, 3).id == "k2"
    knots.back(knot.id)
    assert knots.get("k1") == knot


def test_a_tender_spot_sends_its_pain_nowhere(knots: Knots) -> None:
    knot = knots.find(spot(knots), PointKind.TENDER, Area.ARMS, 8)
    assert knot.spreads is None
    assert knots.change(knot.id, knot.place, PointKind.TRIGGER, Area.ARMS).spreads is Area.ARMS


def test_all_are_told_of_every_change(knots: Knots) -> None:
    told: list[int] = []
    undo = knots.on_change(lambda: told.append(len(knots.open())))
    knot = knots.find(spot(knots), PointKind.TENDER, None, 8)
    knots.rate(knot.id, 5)
    knots.gone(knot.id)
    undo()
    knots.back(knot.id)
    assert told == [1, 1, 0]


def test_when_the_ledger_is_replaced_the_knots_are_those_of_the_new_one(knots: Knots, ledger: FakeLedger) -> None:
    knots.find(spot(knots), PointKind.TENDER, None, 8)
    other = knots.find(spot(knots, 340), PointKind.TENDER, None, 3)
    told: list[int] = []
    knots.on_change(lambda: told.append(len(knots.all())))
    ledger.replace([note for note in ledger.records if isinstance(note, KnotNote) and note.knot == other.id])
    assert told == [1]
    assert knots.all() == (other,)


def test_its_massages_are_those_of_this_knot(knots: Knots, ledger: FakeLedger, clock: FakeClock) -> None:
    knots.find(spot(knots), PointKind.TENDER, None, 8)
    now = clock.now()
    mine, others = (Massage(now.date(), now, "", name, "massage-ball", 20, Result.DONE) for name in ("k1", "k2"))
    ledger.add(mine, others)
    assert knots.massages("k1") == (mine,)
    assert knots.massages("k2") == ()


def test_a_note_of_a_later_version_does_no_harm(knots: Knots, ledger: FakeLedger, clock: FakeClock) -> None:
    ledger.add(KnotNote(clock.now(), "knot of tomorrow", KnotEvent.RATED, strength=3))
    assert knots.all() == ()
    assert knots.find(spot(knots), PointKind.TENDER, None, 8).id == "k1"
