"""Where a session may be put by hand, and what is in the way everywhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.fakes import BERLIN

from unknot.core.day import DayPlan, Slot, Span, State
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.moving import Around, Bar, in_the_way

DAY = datetime(2026, 3, 4, tzinfo=BERLIN)


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return DAY.replace(hour=hour, minute=minute)


def session(name: str, due: str, **more: object) -> Slot:
    slot = Slot(DAY.date(), name, SlotKind.SESSION, at(due), timedelta(minutes=3), Reason.SPREAD, 1)
    return replace(slot, **more)


def plan(*slots: Slot) -> DayPlan:
    work = (Span(at("8:30"), at("12:15")), Span(at("13:00"), at("17:30")))
    return DayPlan(DAY.date(), work, slots)


MINE = session("s1", "9:30")
AROUND = Around(at("9:00"), timedelta(minutes=45), (Span(at("15:00"), at("16:00")),))


@pytest.mark.parametrize(
    ("to", "why", "time"),
    [
        ("8:55", Bar.PAST, "9:00"), ("7:00", Bar.PAST, "9:00"), ("12:13", Bar.BREAK, "13:00"),
        ("12:30", Bar.BREAK, "13:00"), ("17:28", Bar.AFTER_WORK, "17:30"), ("20:00", Bar.AFTER_WORK, "17:30"),
        ("14:58", Bar.BUSY, "16:00"), ("15:59", Bar.BUSY, "16:00"),
    ],
)
def test_each_thing_in_the_way_is_told_with_its_moment(to: str, why: Bar, time: str) -> None:
    found = in_the_way(MINE, at(to), plan(MINE), AROUND)
    assert found is not None
    assert (found.why, found.at) == (why, at(time))


@pytest.mark.parametrize("to", ["9:00", "12:12", "13:00", "14:57", "16:00", "17:27"])
def test_up_to_the_very_edge_nothing_is(to: str) -> None:
    assert in_the_way(MINE, at(to), plan(MINE), AROUND) is None


def test_before_work_the_day_s_beginning_is_told() -> None:
    found = in_the_way(MINE, at("8:00"), plan(MINE), replace(AROUND, now=at("7:00")))
    assert found is not None
    assert (found.why, found.at) == (Bar.BEFORE_WORK, at("8:30"))


STAYING = {
    "fixed": {"fixed": True},
    "snoozed": {"reason": Reason.SNOOZED},
    "asked": {"state": State.SHOWN},
    "under way": {"state": State.RUNNING},
    "done": {"state": State.OVER, "outcome": Outcome.DONE, "ended": at("11:38")},
}
MAKING_WAY = {
    "coming": {},
    "skipped": {"state": State.OVER, "outcome": Outcome.SKIPPED, "ended": at("11:38")},
    "missed": {"state": State.OVER, "outcome": Outcome.MISSED, "ended": at("11:38")},
}


@pytest.mark.parametrize("how", STAYING)
def test_a_session_that_stays_keeps_its_gap(how: str) -> None:
    other = session("s2", "11:35", **STAYING[how])
    for to in ("10:50", "11:35", "12:10"):
        found = in_the_way(MINE, at(to), plan(MINE, other), AROUND)
        assert found is not None
        assert (found.why, found.at) == (Bar.GAP, at("11:35"))
    assert in_the_way(MINE, at("10:47"), plan(MINE, other), AROUND) is None


@pytest.mark.parametrize("how", MAKING_WAY)
def test_one_that_makes_way_or_was_never_done_does_not(how: str) -> None:
    other = session("s2", "11:35", **MAKING_WAY[how])
    assert in_the_way(MINE, at("11:35"), plan(MINE, other), AROUND) is None


def test_a_posture_prompt_is_never_in_the_way() -> None:
    prompt = replace(session("p1", "11:35", fixed=True), kind=SlotKind.POSTURE)
    assert in_the_way(MINE, at("11:35"), plan(MINE, prompt), AROUND) is None


def test_a_day_without_working_time_takes_nothing() -> None:
    assert in_the_way(MINE, at("10:00"), DayPlan(DAY.date(), (), (MINE,)), AROUND) is not None
