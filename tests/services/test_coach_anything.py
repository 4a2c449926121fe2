"""A coach among people who lock, sleep, skip, snooze, pause, travel, set clocks and pull the plug: what holds whatever
happens. Every rule is in ``watch``; here is only what people do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.core.days import MONDAY, week
from tests.core.zones import history, zone
from tests.searching import examples
from tests.services.person import HOLDS, Person
from tests.services.watch import Watched

from unknot.core.history import Outcome
from unknot.core.presence import Hold
from unknot.core.settings import Settings
from unknot.ports import Answer

ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "Pacific/Honolulu")
SCHEDULES: dict[str, dict[str, Any]] = {
    "office": {},
    "every day": {"hours": week("08:30-12:15 13:00-17:30")},
    "night": {"hours": week("22:00-02:00 02:45-06:00"), "sessions": 3},
    "dense": {"hours": week("08:00-18:00"), "sessions": 8, "prompt_every": 20, "session_gap": 30},
    "pieces": {"hours": week("08:00-09:10 09:30-10:00 13:00-13:40 15:00-17:20"), "sessions": 3},
    "round the clock": {"hours": week("00:00-24:00"), "sessions": 6, "prompt_every": 45},
}
ANSWERS = [Answer.ACCEPT, Answer.SNOOZE, Answer.SKIP, Answer.DISMISSED, Answer.CALL]
few, many = st.integers(1, 20), st.integers(1, 240)


def desk_at(schedule: str, where: str, hour: int, minute: int) -> Watched:
    """The Monday at that time."""
    wall = datetime.combine(MONDAY, datetime.min.time()).replace(hour=hour, minute=minute)
    begin = datetime.fromtimestamp(history(where, MONDAY.year).first_at(wall), zone(where))
    return Watched(settings=Settings(**SCHEDULES[schedule]), now=begin)


class Life(RuleBasedStateMachine):
    """A few days in the life of a person with a coach."""

    @initialize(schedule=st.sampled_from(sorted(SCHEDULES)), where=st.sampled_from(ZONES[:2]), hour=st.integers(6, 23),
                minute=st.integers(0, 59))
    def begin(self, schedule: str, where: str, hour: int, minute: int) -> None:
        self.desk = desk_at(schedule, where, hour, minute)
        self.person = Person(self.desk)

    @rule(minutes=many)
    def later(self, minutes: int) -> None:
        self.person.do("later", minutes)

    @rule()
    def until_next(self) -> None:
        self.person.do("until_next")

    @rule(answer=st.sampled_from(ANSWERS))
    def answer(self, answer: Answer) -> None:
        self.person.do("answer", answer)

    @rule(outcome=st.sampled_from([Outcome.DONE, Outcome.STOPPED_EARLY]), minutes=few)
    def finish(self, outcome: Outcome, minutes: int) -> None:
        self.person.do("finish", outcome, minutes)

    @rule(minutes=st.integers(1, 900))
    def sleep(self, minutes: int) -> None:
        self.person.do("sleep", minutes)

    @rule(minutes=st.integers(-240, 240))
    def set_clock(self, minutes: int) -> None:
        self.person.do("set_clock", minutes)

    @rule(where=st.sampled_from(ZONES))
    def travel(self, where: str) -> None:
        self.person.do("travel", zone(where))

    @rule(why=st.sampled_from(HOLDS))
    def held(self, why: Hold) -> None:
        self.person.do("held", why)

    @rule(why=st.sampled_from(HOLDS))
    def released(self, why: Hold) -> None:
        self.person.do("released", why)

    @rule(index=st.integers(0, 3), says=st.booleans())
    def source(self, index: int, says: bool) -> None:
        self.person.do("source", index, says=says)

    @rule(minutes=st.one_of(st.just(0), many))
    def call(self, minutes: int) -> None:
        self.person.do("call", minutes)

    @rule(found=st.lists(st.tuples(st.integers(-30, 300), st.integers(5, 180)), max_size=4))
    def meetings(self, found: list[tuple[int, int]]) -> None:
        self.person.do("meetings", *found)

    @rule(hours=st.sampled_from([None, "", "08:30-20:00", "06:00-09:00 10:00-23:00"]),
          profile=st.sampled_from(["", "home", "night", "holiday"]))
    def day(self, hours: str | None, profile: str) -> None:
        self.person.do("day", hours, profile)

    @rule(what=st.sampled_from(["call_over", "start", "skip", "undo", "resume", "kill", "shorten"]))
    def one_of(self, what: str) -> None:
        self.person.do(what)

    @rule(what=st.sampled_from(["snooze", "pause", "quit", "off"]), minutes=many)
    def for_minutes(self, what: str, minutes: int) -> None:
        self.person.do(what, minutes)

    @rule(index=st.integers(0, 7), minutes=many)
    def move(self, index: int, minutes: int) -> None:
        self.person.do("move", index, minutes)

    @rule(fields=st.sampled_from([
        {"sessions": 1}, {"sessions": 8}, {"prompt_every": 20}, {"prompt_every": 120}, {"session_gap": 15},
        {"session_minutes": 10}, {"prompt_gap": 30}, {"posture": "clock", "clock_minutes": [0, 20, 50]},
        {"posture": "interval"}, {"sessions_at": "fixed", "session_times": ["09:30", "12:12", "15:00", "23:30"]},
        {"sessions_at": "spread"}, {"profile": "home"}, {"profile": "office"}, {"profile_days": ["night"] * 7},
        *({"hours": s["hours"]} for s in SCHEDULES.values() if s),
    ]))
    def change(self, fields: dict[str, Any]) -> None:
        self.person.do("change", fields)

    def teardown(self) -> None:
        """Two ordinary days later all that began is over."""
        if not hasattr(self, "desk"):
            return
        for hold in HOLDS:
            self.person.do("released", hold)
        for index in range(len(self.desk.sources)):
            self.person.do("source", index, says=False)
        for what in ("resume", "call_over", "finish"):
            self.person.do(what)
        self.person.do("later", 2 * 24 * 60)
        try:
            self.desk.ends_well()
        except AssertionError as failed:
            failed.add_note(self.desk.story())
            raise


def test_no_slot_twice_none_outside_working_time_none_while_held_and_gaps_kept() -> None:
    run_state_machine_as_test(Life, settings=examples(30, steps=30))
