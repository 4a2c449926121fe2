"""The guide: one session over the clock, with its sounds and records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.fakes import FakeClock, FakeLedger, FakeSettingsStore, FakeSpeaker
from tests.small_library import BACK, LIBRARY, NECK, routine

from unknot.core.body import Area, Side
from unknot.core.care_records import Result
from unknot.core.day import Slot, State
from unknot.core.history import Event, ExerciseTime, Feeling, Felt, Outcome, Pain, Reason, SlotKind
from unknot.core.settings import Settings
from unknot.core.timeline import Phase
from unknot.ports import Cue, Ledger
from unknot.services.guide import Guide
from unknot.services.preferences import Preferences
from unknot.storage.ledger import open_ledger

DAY = date(2026, 3, 2)


class World:
    """A guide among fakes; ``again`` is the same world after the app died and came back."""

    def __init__(self, clock: FakeClock | None = None, ledger: Ledger | None = None) -> None:
        self.clock = clock or FakeClock()
        self.ledger = ledger or FakeLedger()
        self.speaker = FakeSpeaker()
        self.store = FakeSettingsStore()
        self.preferences = Preferences(self.store)
        self.guide = Guide(self.clock, self.ledger, self.speaker, self.preferences, LIBRARY)
        self.ends: list[tuple[str, Outcome, float, float]] = []
        self.begins: list[tuple[str, bool]] = []
        self.pains: list[tuple[Pain, int]] = []
        self.guide.on_end(lambda slot, outcome, seconds, share: self.ends.append((slot.id, outcome, seconds, share)))
        self.guide.on_begin(lambda slot, resumed: self.begins.append((slot.id, resumed)))
        self.guide.on_pain(lambda pain, count: self.pains.append((pain, count)))

    def again(self) -> World:
        clock = FakeClock(self.clock.now())  # its monotonic clock begins anew
        world = World(clock, self.ledger)
        world.guide.recover()
        return world

    def slot(self, id_: str = "s2") -> Slot:
        return Slot(DAY, id_, SlotKind.SESSION, self.clock.now(), timedelta(minutes=3), Reason.SPREAD, int(id_[1:]))

    def run(self, seconds: float, step: float = 1.0) -> None:
        """Time passes under a window that repaints."""
        while seconds > 0:
            self.clock.advance(timedelta(seconds=min(step, seconds)))
            self.guide.refresh()
            seconds -= step

    def times(self) -> list[tuple[str, str, float, str]]:
        return [(r.exercise, str(r.side), r.seconds, str(r.result)) for r in self.ledger.read(ExerciseTime, DAY, DAY)]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def running(world: World) -> World:
    assert world.guide.begin(NECK, world.slot(), DAY)
    return world


def test_a_session_to_its_end_writes_every_side_and_tells_the_outcome_once(running: World) -> None:
    running.run(103)
    assert running.guide.session is None
    assert running.times() == [
        ("chin", "both", 20, "done"),
        ("bend", "left", 30, "done"),
        ("bend", "right", 30, "done"),
    ]
    assert running.ends == [("s2", Outcome.DONE, 80, 1.0)]


def test_the_summary_stays_until_the_next_one_begins(running: World) -> None:
    running.run(103)
    finished = running.guide.finished
    assert finished is not None
    assert (finished.slot.id, finished.session.phase) == ("s2", Phase.DONE)
    running.guide.begin(NECK, None, DAY)
    assert running.guide.finished is None


def test_only_one_session_runs_at_a_time(running: World) -> None:
    assert not running.guide.begin(BACK, None, DAY)
    assert running.guide.slot is not None
    assert running.guide.slot.id == "s2"
    assert running.begins == [("s2", False)]


def test_a_routine_without_anything_known_does_not_begin(world: World) -> None:
    assert not world.guide.begin(routine("r", "no-such-thing"), None, DAY)
    assert (world.guide.session, world.ledger.records) == (None, [])


def test_the_start_is_written_with_the_routine(running: World) -> None:
    (entry,) = running.ledger.entries("s2")
    assert (entry.event, entry.routine, entry.minutes, entry.reason) == (Event.STARTED, "neck", 1.7, None)
    assert running.guide.slot is not None
    assert (running.guide.slot.state, running.guide.slot.routine) == (State.RUNNING, "neck")


def test_quick_stretches_are_slots_of_their_own(world: World) -> None:
    for expected in ("q1", "q2", "q3"):
        world.guide.begin(NECK, None, DAY)
        assert world.guide.slot is not None
        assert (world.guide.slot.id, world.guide.slot.kind) == (expected, SlotKind.QUICK)
        world.guide.stop()
    assert [e.reason for e in world.ledger.entries()] == [Reason.ASKED] * 3
    world.guide.begin(NECK, None, DAY + timedelta(days=1))
    assert world.guide.slot.id == "q1"


def test_sounds_tell_start_end_switch_and_done(running: World) -> None:
    running.run(103)
    assert [cue for cue, _ in running.speaker.played] == [
        Cue.START,
        Cue.END,
        Cue.START,
        Cue.SWITCH_RIGHT,
        Cue.START,
        Cue.DONE,
    ]
    assert {volume for _, volume in running.speaker.played} == {60}


@pytest.mark.parametrize("silent", [{"sounds": False}, {"volume": 0}])
def test_sounds_can_be_off(running: World, silent: dict[str, int]) -> None:
    running.preferences.change(**silent)
    running.run(103)
    assert running.speaker.played == []


def test_sounds_follow_a_changed_volume_at_once(running: World) -> None:
    running.preferences.change(volume=25)
    running.run(6)
    assert running.speaker.played == [(Cue.START, 25)]


def test_late_refreshes_play_only_where_it_has_come_to(running: World) -> None:
    running.run(29, step=29)
    assert running.speaker.played == [(Cue.END, 60)]


def test_listeners_are_told_of_phases_and_not_of_ticks(running: World) -> None:
    told = []
    undo = running.guide.on_change(lambda: told.append(running.guide.session.phase if running.guide.session else None))
    running.run(60, step=0.1)
    assert told == [Phase.HOLD, Phase.REST, Phase.READY, Phase.HOLD]
    running.guide.pause()
    running.guide.go_on()
    assert told[4:] == [Phase.PAUSED, Phase.HOLD]
    undo()
    running.guide.pause()
    assert len(told) == 6


def test_sleep_pauses_where_it_was(running: World) -> None:
    running.run(10)
    running.clock.jump(timedelta(hours=2))
    running.guide.refresh()
    session = running.guide.session
    assert session is not None
    assert (session.phase, session.left(0), session.seconds) == (Phase.PAUSED, 15, 5)


def test_a_clock_set_back_disturbs_nothing(running: World) -> None:
    running.run(10)
    running.clock.jump(-timedelta(hours=2))
    running.run(5)
    assert running.guide.session is not None
    assert running.guide.session.phase is Phase.HOLD


def test_a_long_time_without_refresh_pauses_instead_of_finishing(running: World) -> None:
    running.run(10)
    running.run(3600, step=3600)
    assert running.guide.session is not None
    assert running.guide.session.phase is Phase.PAUSED
    assert running.ends == []


# closing and coming back


def test_closing_counts_as_stopped_early_and_can_be_gone_on_with(running: World) -> None:
    running.run(45)
    running.guide.close()
    assert running.guide.session is None
    assert running.ends == [("s2", Outcome.STOPPED_EARLY, 27, pytest.approx((1 + 7 / 60) / 2))]
    left = running.guide.resumable()
    assert left is not None
    assert left.until == running.clock.now() + timedelta(minutes=30)
    running.run(29 * 60, step=60)
    assert running.guide.resume_closed()
    assert running.begins == [("s2", False), ("s2", True)]
    assert running.ledger.entries("s2")[-1].reason is Reason.RESUMED
    running.run(70)
    assert running.ends[-1] == ("s2", Outcome.DONE, 87, 1.0)
    assert running.times() == [
        ("chin", "both", 20, "done"),
        ("bend", "left", 7, "cut"),
        ("bend", "left", 30, "done"),
        ("bend", "right", 30, "done"),
    ]


def test_after_half_an_hour_a_closed_session_is_over(running: World) -> None:
    running.run(45)
    running.guide.close()
    running.run(31 * 60, step=60)
    assert running.guide.resumable() is None
    assert not running.guide.resume_closed()


def test_another_session_takes_the_place_of_a_closed_one(running: World) -> None:
    running.guide.close()
    running.guide.begin(BACK, None, DAY)
    running.guide.stop()
    assert running.guide.resumable() is None
    assert running.again().guide.resumable() is None


def test_a_closed_session_survives_the_app(running: World) -> None:
    running.run(45)
    running.guide.close()
    world = running.again()
    assert world.ends == []
    assert world.guide.resume_closed()
    world.run(70)
    assert world.ends == [("s2", Outcome.DONE, 87, 1.0)]


def test_a_killed_app_tells_the_outcome_at_its_next_start_and_can_go_on(running: World) -> None:
    running.run(45)
    world = running.again()
    assert world.guide.session is None
    assert [(id_, outcome) for id_, outcome, *_ in world.ends] == [("s2", Outcome.STOPPED_EARLY)]
    kept = world.ends[0][2]
    assert 27 - 5 <= kept <= 27, "at most the last five seconds are lost"
    assert sum(seconds for _, _, seconds, _ in world.times()) == kept
    assert world.guide.resume_closed()
    world.run(70)
    assert world.ends[-1][1] is Outcome.DONE


def test_a_killed_app_whose_time_is_over_is_told_but_not_resumed(running: World) -> None:
    running.run(45)
    running.clock.advance(timedelta(hours=1))
    world = running.again()
    assert len(world.ends) == 1
    assert world.guide.resumable() is None


def test_dying_between_keeping_and_writing_neither_loses_nor_doubles_a_lap(running: World) -> None:
    running.run(30)
    lost = [r for r in running.ledger.records if not isinstance(r, ExerciseTime)]
    running.ledger.records = lost  # the lap of the first exercise never reached the table
    world = running.again()
    assert world.times() == [("chin", "both", 20, "done")]
    assert world.again().times() == world.times()


def test_nothing_is_recovered_twice(running: World) -> None:
    running.run(45)
    world = running.again().again()
    assert world.ends == []
    assert world.guide.resumable() is not None


def test_a_finished_session_is_not_recovered(running: World) -> None:
    running.run(103)
    world = running.again()
    assert (world.ends, world.guide.resumable()) == ([], None)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"slot": 3}', "not json", '{"slot": {"day": "x"}}'])
def test_an_unreadable_kept_session_is_ignored(world: World, text: str) -> None:
    world.ledger.remember("session", text)
    world.guide.recover()
    assert world.guide.resumable() is None


def test_a_slot_started_a_second_time_keeps_the_rows_of_the_first(running: World) -> None:
    running.run(30)
    running.guide.stop()
    running.guide.begin(NECK, running.slot(), DAY)
    running.run(103)
    assert [result for *_, result in running.times()] == ["done", "done", "done", "done"]
    assert running.ends[-1][2] == 80


@pytest.mark.parametrize("after", [0, 3, 7, 25, 30, 41, 70, 72, 90, 101, 102, 110])
def test_killed_at_any_moment_the_real_ledger_and_the_outcome_agree(tmp_path: Path, after: int) -> None:
    first, _ = open_ledger(tmp_path / "ledger.sqlite")
    world = World(ledger=first)
    world.guide.begin(NECK, world.slot(), DAY)
    world.run(after)
    second, problems = open_ledger(tmp_path / "ledger.sqlite")  # the first one never gets to close anything
    came_back = World(FakeClock(world.clock.now()), second)
    came_back.guide.recover()
    moved = sum(seconds for _, _, seconds, _ in came_back.times())
    (outcome,) = world.ends + came_back.ends
    assert (problems, outcome[2]) == ((), moved)
    assert max(0, min(20, after - 5)) - 5 <= moved <= 80
    assert outcome[1] is (Outcome.DONE if after >= 102 else Outcome.STOPPED_EARLY)
    assert (came_back.guide.resumable() is None) == (after >= 102)
    first.close()
    second.close()


# pain


def test_this_hurts_stops_and_records_where_it_probably_is(running: World) -> None:
    running.run(50)
    running.guide.hurts()
    (pain,) = running.ledger.read(Pain, DAY, DAY)
    assert (pain.exercise, pain.area, pain.side) == ("bend", Area.NECK, Side.RIGHT)  # across from the side that acts
    assert running.pains == [(pain, 1)]
    assert running.guide.session is not None
    assert running.guide.session.phase is Phase.HURT


def test_where_it_hurts_can_be_corrected_and_counts_once(running: World) -> None:
    running.run(50)
    running.guide.hurts()
    running.guide.hurt_where(Area.SHOULDERS, Side.LEFT)
    running.guide.hurt_where(Area.SHOULDERS, Side.LEFT)
    assert running.guide.pain is not None
    assert (running.guide.pain.area, running.guide.pain.side) == (Area.SHOULDERS, Side.LEFT)
    assert running.guide.pains(DAY) == 1
    assert [p.withdrawn for p in running.ledger.read(Pain, DAY, DAY)] == [False, True, False]


def test_a_slip_takes_the_pain_back_and_pauses(running: World) -> None:
    running.run(50)
    running.guide.hurts()
    running.guide.slip()
    assert (running.guide.pains(DAY), running.guide.pain) == (0, None)
    assert running.pains[-1][1] == 0
    assert running.guide.session is not None
    assert running.guide.session.phase is Phase.PAUSED
    running.guide.go_on()
    running.run(60)
    assert running.times()[1] == ("bend", "left", 30, "done")


def test_pressing_hurts_twice_is_one_pain(running: World) -> None:
    running.run(50)
    running.guide.hurts()
    running.guide.hurts()
    assert running.guide.pains(DAY) == 1


def test_going_on_elsewhere_does_the_next_area_and_leaves_out_what_hurt(running: World) -> None:
    running.run(50)
    running.guide.hurts()
    offer = running.guide.elsewhere()
    assert offer is not None
    assert [step.exercise for step in offer.steps] == ["squeeze"]
    running.guide.go_on_elsewhere()
    running.run(70)
    assert [(name, result) for name, _, _, result in running.times()[1:]] == [("bend", "hurt"), ("squeeze", "done")]
    assert len(running.ends) == 1


def test_after_the_second_pain_of_the_day_nothing_else_is_offered(running: World) -> None:
    running.run(10)
    running.guide.hurts()
    running.guide.go_on_elsewhere()
    running.run(10)
    running.guide.hurts()
    assert running.pains[-1][1] == 2
    assert running.guide.elsewhere() is None
    running.guide.go_on_elsewhere()
    assert running.ends[0][:2] == ("s2", Outcome.STOPPED_EARLY)


def test_closing_the_window_while_it_hurts_ends_the_session(running: World) -> None:
    running.run(50)
    running.guide.hurts()
    running.guide.close()
    assert (running.guide.resumable(), running.guide.session) == (None, None)
    assert running.times()[-1] == ("bend", "left", 12, "hurt")
    assert len(running.ends) == 1


def test_dying_while_it_hurts_ends_the_session_at_the_next_start(running: World) -> None:
    running.run(50)
    running.guide.hurts()
    world = running.again()
    assert (len(world.ends), world.guide.resumable(), world.guide.pains(DAY)) == (1, None, 1)


def test_what_hurt_today_is_known_and_a_slip_is_not_among_it(running: World) -> None:
    running.run(10)
    running.guide.hurts()
    running.guide.hurt_where(Area.SHOULDERS, Side.LEFT)
    running.guide.go_on_elsewhere()
    running.run(10)
    running.guide.hurts()
    running.guide.slip()
    assert running.guide.hurt_exercises(DAY) == {"chin"}
    assert running.guide.hurt_exercises(DAY + timedelta(days=1)) == frozenset()


# the rest


def test_a_session_that_stands_still_for_half_an_hour_is_forgotten(running: World) -> None:
    running.run(10)
    assert not running.guide.forgotten
    running.guide.pause()
    running.run(29 * 60, step=60)
    assert not running.guide.forgotten
    running.run(2 * 60, step=60)
    assert running.guide.forgotten
    running.guide.close()
    assert not running.guide.forgotten
    assert running.guide.resumable() is not None


def test_the_wishes_reach_the_session(running: World) -> None:
    guide = running.guide
    guide.start_now()
    assert guide.session is not None
    assert guide.session.phase is Phase.HOLD
    guide.next()
    assert guide.session.step_number == 2
    guide.back()
    assert guide.session.step_number == 1
    guide.stop()
    assert running.ends[0][1] is Outcome.STOPPED_EARLY


def test_wishes_without_a_session_are_harmless(world: World) -> None:
    guide = world.guide
    for wish in (
        guide.refresh,
        guide.pause,
        guide.go_on,
        guide.next,
        guide.back,
        guide.start_now,
        guide.stop,
        guide.hurts,
        guide.slip,
        guide.go_on_elsewhere,
        guide.close,
        guide.recover,
    ):
        wish()
    guide.hurt_where(Area.NECK, Side.LEFT)
    guide.felt(Feeling.SAME)
    assert world.ledger.records == []


def test_how_it_felt_is_written_for_the_finished_session(running: World) -> None:
    running.run(103)
    running.guide.felt(Feeling.EASIER)
    (felt,) = running.ledger.read(Felt, DAY, DAY)
    assert (felt.slot, felt.feeling) == ("s2", Feeling.EASIER)


def test_rows_belong_to_the_working_day_of_the_slot_past_midnight(world: World) -> None:
    slot = replace(world.slot(), day=DAY - timedelta(days=1))
    world.guide.begin(NECK, slot, slot.day)
    world.run(103)
    rows = world.ledger.read(ExerciseTime, slot.day, slot.day)
    assert len(rows) == 3
    assert all(row.result is Result.DONE for row in rows)


def test_the_settings_store_is_not_written_by_a_session(running: World) -> None:
    running.run(103)
    assert (running.store.saves, running.preferences.current) == (0, Settings())
