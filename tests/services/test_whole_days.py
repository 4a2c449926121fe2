"""Moments of a day lived by the whole house, real guide and real content included."""

from __future__ import annotations

from datetime import timedelta

from tests.core.days import at
from tests.fakes import FakeAlarms, FakeClock, FakeLedger, FakePrompter, FakeSettingsStore, FakeSpeaker

from unknot.bundled import resources
from unknot.core.history import CareEvent, Outcome
from unknot.core.settings import Settings
from unknot.ports import Answer
from unknot.services.house import House, build
from unknot.services.preferences import Preferences
from unknot.services.verbs import Refusal
from unknot.storage.content import load_library

LIBRARY = load_library([resources()])


class Life:
    """A house on fakes. ``fresh``: never started before, the red-flag question not answered."""

    def __init__(self, start: str = "08:00", fresh: bool = False) -> None:
        self.clock = FakeClock(at(start))
        self.ledger = FakeLedger()
        self.alarms = FakeAlarms(self.clock)
        self.prompter = FakePrompter()
        self.house: House = build(
            self.clock, self.alarms, self.ledger, Preferences(FakeSettingsStore(Settings())), LIBRARY,
            self.prompter, FakeSpeaker(),
        )
        if not fresh:
            self.house.care.answer(CareEvent.NONE_OF_THESE)
        self.house.start()

    def to(self, text: str) -> None:
        """Let the day go on until then."""
        self.alarms.advance_to(at(text))

    def exercise(self, seconds: int) -> None:
        """Follow the session for so long."""
        for _ in range(seconds):
            self.alarms.advance(timedelta(seconds=1))
            self.house.guide.refresh()


def test_on_the_very_first_day_time_at_the_desk_counts_from_the_first_start() -> None:
    life = Life("11:00", fresh=True)
    life.to("11:30")
    assert life.prompter.prompts == []
    posture, session = life.house.coach.up_next()
    assert posture is not None
    assert session is not None
    assert (f"{session.due:%H:%M}", posture.due > session.due) == ("11:45", True)


def test_a_red_flag_stops_the_session_under_way() -> None:
    life = Life()
    life.to("09:30")
    life.prompter.answer(Answer.ACCEPT)
    life.exercise(20)
    life.house.care.answer(CareEvent.RED_FLAG, ["chest"])
    assert life.house.guide.session is None
    assert [e.outcome for e in life.ledger.entries("s1") if e.outcome] == [Outcome.STOPPED_EARLY]
    assert life.house.verbs.resume_closed() is Refusal.BLOCKED


def test_a_long_sleep_misses_every_session_in_it_the_one_on_the_screen_too() -> None:
    life = Life()
    life.to("09:30")
    life.clock.jump(timedelta(hours=3))
    life.house.clock_changed()
    missed = [e.slot for e in life.ledger.entries() if e.outcome is Outcome.MISSED]
    assert missed == ["s1", "s2"]
