"""Compresses whatever comes: clocks set, zones, sleep, restores, and the app killed between any two writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes import BERLIN, FakeAlarms, FakeClock, FakeLedger
from tests.shells import bundled_library

from unknot.core.care_records import Compress, CompressEvent, CompressKind
from unknot.core.history import Record
from unknot.services.compresses import Compresses

ZONES = (BERLIN, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Apia"))
NEVER = 1_000_000
STEPS = (
    "heat", "heat", "cold", "pause", "go on", "longer", "stop", "withdraw", "a moment", "a while", "an hour", "fly",
    "set back", "set on", "sleep", "injury", "better", "called", "back up", "restore", "start again",
)


class Killed(Exception):  # noqa: N818 - no error: the app is gone
    """The process is no more."""


class MortalLedger(FakeLedger):
    """Takes so many more writes, and is killed at the next one."""

    left = NEVER

    def _write(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed

    def add(self, *records: Record) -> None:
        self._write()
        super().add(*records)

    def remember(self, key: str, value: str | None) -> None:
        self._write()
        super().remember(key, value)


class Life:
    """One ledger, and the app that is started on it again and again."""

    def __init__(self) -> None:
        self.clock = FakeClock(datetime(2026, 3, 28, 20, 0, tzinfo=BERLIN))
        self.ledger = MortalLedger()
        self.kept: tuple[list[Record], dict[str, str]] = ([], {})
        self.zones = 0
        self.start()

    def start(self) -> None:
        self.ledger.left = NEVER
        self.ledger._replaced.clear()
        self.alarms = FakeAlarms(self.clock)
        self.compresses = Compresses(self.clock, self.alarms, self.ledger, bundled_library())
        self.compresses.recover()

    def step(self, name: str) -> None:
        one = self.compresses
        steps: dict[str, Callable[[], object]] = {
            "heat": lambda: one.start(CompressKind.HEAT),
            "cold": lambda: one.start(CompressKind.COLD),
            "pause": one.pause, "go on": one.go_on, "longer": one.longer, "stop": one.stop, "withdraw": one.withdraw,
            "a moment": lambda: self.alarms.advance(timedelta(seconds=20)),
            "a while": lambda: self.alarms.advance(timedelta(minutes=16)),
            "an hour": lambda: self.alarms.advance(timedelta(minutes=61)),
            "fly": self.fly,
            "set back": lambda: self.set_clock(timedelta(hours=-25)),
            "set on": lambda: self.set_clock(timedelta(hours=5)),
            "sleep": self.sleep,
            "injury": lambda: one.begin_injury(reminds=True), "better": one.end_injury, "called": one.called,
            "back up": self.back_up, "restore": self.restore, "start again": self.start,
        }
        steps[name]()

    def fly(self) -> None:
        self.zones += 1
        self.clock.zone = ZONES[self.zones % len(ZONES)]
        self.compresses.clock_changed()

    def set_clock(self, by: timedelta) -> None:
        self.clock.jump(by)
        self.compresses.clock_changed()

    def sleep(self) -> None:
        self.compresses.asleep(True)
        self.clock.jump(timedelta(minutes=10))
        self.compresses.asleep(False)

    def back_up(self) -> None:
        self.kept = (list(self.ledger.records), dict(self.ledger.values))

    def restore(self) -> None:
        self.ledger.left = NEVER
        self.ledger.values = dict(self.kept[1])
        self.ledger.replace(self.kept[0])

    def check(self) -> None:
        assert 0 <= self.compresses.left() <= 20 * 60
        rows = [r for r in self.ledger.records if isinstance(r, Compress)]
        assert set(Counter((r.id, r.event) for r in rows).values()) <= {1}
        over = Counter(r.id for r in rows if r.event is not CompressEvent.STARTED)
        assert set(over.values()) <= {1}, "ended, or a slip"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from([NEVER, NEVER, NEVER, 0, 1, 2])), max_size=40))
def test_nothing_is_written_twice_and_every_compress_ends(steps: Sequence[tuple[str, int]]):
    life = Life()
    for name, writes in steps:
        life.ledger.left = writes
        try:
            life.step(name)
        except Killed:
            life.start()
        life.ledger.left = NEVER
        life.check()
    life.alarms.advance(timedelta(days=60))  # an injury may lie ahead of a clock that was set back
    life.check()
    assert life.compresses.running is None
    assert life.alarms.set == {}, "nothing rings for ever"
