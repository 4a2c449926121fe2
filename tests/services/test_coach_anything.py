"""A coach among people who lock, sleep, skip, snooze, pause, travel and pull the plug: what holds whatever happens."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import settings as searching
from hypothesis import strategies as st
from tests.core.days import at
from tests.services.desk import Desk

from unknot.core.history import Entry, Event, Outcome, SlotKind
from unknot.core.presence import Hold
from unknot.core.story import stories
from unknot.core.worktime import working_day, working_spans
from unknot.ports import Answer, Prompt

HOLDS = [Hold.LOCKED, Hold.ASLEEP, Hold.AWAY, Hold.FULL_SCREEN, Hold.CALL, Hold.DO_NOT_DISTURB]

steps = st.lists(
    st.one_of(
        st.tuples(st.just("later"), st.integers(1, 180)),
        st.tuples(st.just("held"), st.sampled_from(HOLDS)),
        st.tuples(st.just("released"), st.sampled_from(HOLDS)),
        st.tuples(st.just("answer"), st.sampled_from([a for a in Answer if a is not Answer.EXPIRED])),
        st.tuples(st.just("sleep"), st.integers(1, 900)),
        st.tuples(st.just("set_back"), st.integers(2, 240)),
        st.tuples(st.just("pause"), st.integers(1, 240)),
        st.tuples(st.just("snooze"), st.integers(1, 60)),
        st.tuples(st.sampled_from(["resume", "skip", "undo", "restart", "quit", "start"]), st.just(0)),
        st.tuples(st.just("sessions"), st.integers(1, 8)),
        st.tuples(st.just("prompt_every"), st.integers(20, 120)),
    ),
    max_size=40,
)


class Watched(Desk):
    """A desk that checks every prompt in the moment it appears."""

    def restart(self) -> None:
        super().restart()
        show = self.prompter.show

        def checked(prompt: Prompt, answer: Any) -> None:
            self.check(prompt)
            show(prompt, answer)

        self.prompter.show = checked  # type: ignore[method-assign]

    def check(self, prompt: Prompt) -> None:
        now, slot = self.clock.now(), prompt.slot
        spans = working_spans(slot.day, self.preferences.rota, self.clock.zone)
        assert any(now in span for span in spans), "outside working time"
        assert slot.day == working_day(now, self.preferences.rota, self.clock.zone)
        assert not self.coach.presence.holds, "shown while something holds"
        assert slot.due.timestamp() <= now.timestamp(), "before its time"
        told = stories([e for e in self.ledger.entries() if e.day == slot.day])
        assert told[slot.id].outcome is None, "shown although it is over"
        assert prompt.snoozes_left >= 0
        last = getattr(self, "last", None)
        if last is not None and last[0] != (slot.day, slot.id):
            assert self.clock.monotonic() - last[1] >= 600 - 1 or last[2] != self.clock.now().utcoffset(), "too soon"
        self.last = ((slot.day, slot.id), self.clock.monotonic(), now.utcoffset())


class Person:
    """What people and machines do, by name."""

    def __init__(self, desk: Watched) -> None:
        self.desk = desk

    def do(self, what: str, value: Any) -> None:
        getattr(self, what)(value)

    def later(self, minutes: int) -> None:
        self.desk.later(minutes=minutes)

    def sleep(self, minutes: int) -> None:
        self.desk.last = None  # real time goes by that the monotonic clock doesn't know
        self.desk.sleep(minutes=minutes)

    def set_back(self, minutes: int) -> None:
        self.desk.clock.jump(-timedelta(minutes=minutes))
        self.desk.coach.clock_changed()

    def answer(self, answer: Answer) -> None:
        if self.desk.prompter.current is None:
            return
        before = len(self.desk.begun)
        self.desk.answer(answer)
        if len(self.desk.begun) > before:
            self._stretch(3, Outcome.DONE)

    def start(self, _: int) -> None:
        if self.desk.coach.start_session():
            self._stretch(2, Outcome.STOPPED_EARLY)

    def _stretch(self, minutes: int, outcome: Outcome) -> None:
        self.desk.later(minutes=minutes)
        self.desk.coach.session_ended(self.desk.begun[-1][1], outcome, minutes * 60, 0.5)

    def held(self, why: Hold) -> None:
        self.desk.coach.held(why)

    def released(self, why: Hold) -> None:
        self.desk.coach.released(why)

    def pause(self, minutes: int) -> None:
        self.desk.coach.pause(self.desk.clock.now() + timedelta(minutes=minutes))

    def resume(self, _: int) -> None:
        self.desk.coach.resume()

    def snooze(self, minutes: int) -> None:
        self.desk.coach.snooze(minutes)

    def skip(self, _: int) -> None:
        self.desk.coach.skip()

    def undo(self, _: int) -> None:
        self.desk.coach.undo_skip()

    def restart(self, _: int) -> None:
        self.desk.restart()

    def quit(self, _: int) -> None:
        self.desk.coach.stop()
        self.desk.clock.advance(timedelta(minutes=7))
        self.desk.restart()

    def sessions(self, count: int) -> None:
        self.desk.preferences.change(sessions=count)

    def prompt_every(self, minutes: int) -> None:
        self.desk.preferences.change(prompt_every=minutes)


@searching(max_examples=60, deadline=None)
@given(steps, st.sampled_from(["08:00", "09:29", "12:00", "17:20"]))
def test_no_slot_twice_none_outside_working_time_none_while_held_and_gaps_kept(
    script: list[tuple[str, Any]], start: str
) -> None:
    desk = Watched(now=at(start))
    for what, value in script:
        Person(desk).do(what, value)
    for hold in HOLDS:
        desk.coach.released(hold)
    desk.later(days=2)
    ends_well(desk)


def ends_well(desk: Desk) -> None:
    """Two days later every slot of the first days is over, with one outcome unless it was undone or resumed."""
    by_day: dict[Any, list[Entry]] = {}
    today = working_day(desk.clock.now(), desk.preferences.rota, desk.clock.zone)
    for entry in desk.ledger.entries():
        by_day.setdefault(entry.day, []).append(entry)
    for day, entries in by_day.items():
        if day >= today:
            continue
        for story in stories(entries).values():
            assert story.outcome is not None, f"{day} {story.id} was never closed"
            assert story.snoozes <= 3
            own = [e.event for e in entries if e.slot == story.id]
            reopened = own.count(Event.UNDONE) + max(0, own.count(Event.STARTED) - 1)
            assert own.count(Event.ANSWERED) <= 1 + reopened
            if story.kind is SlotKind.POSTURE:
                assert own[0] is Event.PLANNED


def test_a_year_of_days_goes_by_without_a_slip() -> None:
    desk = Watched(now=datetime.fromisoformat("2026-01-01T07:00").replace(tzinfo=at("08:00").tzinfo))
    answers = [Answer.ACCEPT, Answer.SKIP, Answer.ACCEPT, Answer.SNOOZE, Answer.ACCEPT, Answer.DISMISSED]
    end, n = desk.clock.now() + timedelta(days=92), 0
    while (due := desk.alarms.next_at()) is not None and due <= end:
        desk.alarms.advance_to(due)
        if desk.prompter.current is not None:
            n += 1
            Person(desk).answer(answers[n % len(answers)])
    ends_well(desk)
    assert n > 400
