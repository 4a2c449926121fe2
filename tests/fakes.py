"""Small stand-ins for the ports. Each does what its port promises, in memory, on a clock that tests move by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from unknot.core.day import Slot
from unknot.core.history import Away, Entry, Record, SkipWhy
from unknot.core.library import Problem
from unknot.core.presence import Hold
from unknot.core.settings import Settings
from unknot.ports import Answer, Busy, BusyDay, Closed, Cue, Notice, PresenceListener, Prompt, StoreError, Undo
from unknot.ports_archive import Backup, Form, Stock, Store, Stored, Work
from unknot.storage.rows import TABLES

BERLIN = ZoneInfo("Europe/Berlin")
R = TypeVar("R", bound=Record)


class FakeClock:
    """A wall clock and a monotonic one that only move when told to."""

    def __init__(self, start: datetime | None = None, zone: tzinfo = BERLIN) -> None:
        begin = start or datetime(2026, 3, 2, 8, 0, tzinfo=zone)
        self.zone: tzinfo = begin.tzinfo or zone
        self._wall = begin.astimezone(UTC)
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._wall.astimezone(self.zone)

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, by: timedelta) -> None:
        """Ordinary passing of time, for both clocks."""
        self._wall += by
        self._monotonic += by.total_seconds()

    def jump(self, by: timedelta) -> None:
        """The wall clock alone moves: sleep, or someone set it (back with a negative step)."""
        self._wall += by


class FakeAlarms:
    """Alarms on a FakeClock; ``advance`` rings what falls due, in order, each at its own moment."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.set: dict[str, tuple[datetime, Callable[[], None]]] = {}
        self.rung = 0

    def ring(self, name: str, at: datetime, call: Callable[[], None]) -> None:
        self.set[name] = (at, call)

    def cancel(self, name: str) -> None:
        self.set.pop(name, None)

    def check(self) -> None:
        self.ring_due()

    def stop(self) -> None:
        self.set.clear()

    def next_at(self) -> datetime | None:
        """The moment of the nearest alarm."""
        return min((at.astimezone(UTC) for at, _ in self.set.values()), default=None)

    def advance(self, by: timedelta) -> None:
        """Let time pass, ringing on the way."""
        end = self.clock.now().astimezone(UTC) + by
        at_once = 0
        while (due := self.next_at()) is not None and due <= end:
            wait = max(due - self.clock.now().astimezone(UTC), timedelta())
            at_once = 0 if wait else at_once + 1
            assert at_once < 50, "an alarm sets itself for now again and again"
            self.clock.advance(wait)
            self.ring_due()
        self.clock.advance(max(end - self.clock.now().astimezone(UTC), timedelta()))

    def advance_to(self, moment: datetime) -> None:
        """Let time pass until then."""
        self.advance(moment.astimezone(UTC) - self.clock.now().astimezone(UTC))

    def ring_due(self) -> None:
        """Ring the first alarm whose time has come, if any (after a sleep: late, once)."""
        now = self.clock.now().astimezone(UTC)
        due = sorted((at.astimezone(UTC), name) for name, (at, _) in self.set.items())
        if due and due[0][0] <= now:
            self.rung += 1
            self.set.pop(due[0][1])[1]()


class FakeLedger:
    """Records in a list (and by kind and day, so that a simulated year stays quick), values in a dict."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.values: dict[str, str] = {}
        self._by_day: dict[type[Record], dict[date, list[Record]]] = {}
        self._indexed = 0
        self._replaced: list[Callable[[], object]] = []

    def add(self, *records: Record) -> None:
        self.records.extend(records)

    def read(self, kind: type[R], first: date, last: date) -> tuple[R, ...]:
        days = self._index().get(kind, {})
        if (last - first).days > 40:
            return tuple(r for r in self.records if isinstance(r, kind) and first <= _day_of(r) <= last)
        found = (r for n in range((last - first).days + 1) for r in days.get(first + timedelta(days=n), ()))
        return tuple(r for r in found if isinstance(r, kind))

    def _index(self) -> dict[type[Record], dict[date, list[Record]]]:
        """Brought up to the records, which tests may also cut or clear."""
        if self._indexed > len(self.records):
            self._by_day, self._indexed = {}, 0
        for record in self.records[self._indexed:]:
            self._by_day.setdefault(type(record), {}).setdefault(_day_of(record), []).append(record)
        self._indexed = len(self.records)
        return self._by_day

    def recall(self, key: str) -> str | None:
        return self.values.get(key)

    def remember(self, key: str, value: str | None) -> None:
        if value is None:
            self.values.pop(key, None)
        else:
            self.values[key] = value

    def last_seen(self) -> datetime | None:
        return max((_moment_of(r) for r in self.records), default=None, key=datetime.timestamp)

    def first_day(self) -> date | None:
        return min(map(_day_of, self.records), default=None)

    def on_replaced(self, call: Callable[[], object]) -> Undo:
        self._replaced.append(call)
        return lambda: self._replaced.remove(call)

    def replace(self, records: Sequence[Record] = ()) -> None:
        """Other records (or none) in place of all, as after a restore or an erasure."""
        self.records, self._by_day, self._indexed = list(records), {}, 0
        for call in tuple(self._replaced):
            call()

    def entries(self, slot: str = "") -> list[Entry]:
        """All entries, or those of one slot, in order."""
        return [r for r in self.records if isinstance(r, Entry) and slot in ("", r.slot)]


def _moment_of(record: Record) -> datetime:
    return record.end if isinstance(record, Away) else record.at


def _day_of(record: Record) -> date:
    """Records without a day of their own count for the local date of their moment."""
    day: date = getattr(record, "day", None) or _moment_of(record).date()
    return day


class FakePrompter:
    """Keeps what was shown; tests answer it."""

    def __init__(self) -> None:
        self.prompts: list[Prompt] = []
        self.current: Prompt | None = None
        self.undo: Undo | None = None
        self.why: Callable[[SkipWhy], None] | None = None
        self.choose: Callable[[BusyDay], None] | None = None
        self.pointed_at = False
        self._answer: Callable[[Answer, int | None], None] | None = None

    def show(self, prompt: Prompt, answer: Callable[[Answer, int | None], None]) -> None:
        self.prompts.append(prompt)
        self.current, self._answer = prompt, answer

    def withdraw(self) -> None:
        self.current = self._answer = None

    def attended(self) -> bool:
        return self.pointed_at

    def skipped(self, coming: Slot | None, undo: Undo, why: Callable[[SkipWhy], None] | None = None) -> None:
        self.undo, self.why = undo, why

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        self.choose = choose

    def answer(self, answer: Answer, minutes: int | None = None) -> None:
        """The person answers what is shown."""
        assert self._answer is not None, "nothing is shown"
        reply, self.current, self._answer = self._answer, None, None
        reply(answer, minutes)


class FakeNotifier:
    """A notification service; ``press`` and ``close`` play the person or the server."""

    def __init__(self, can_act: bool = True) -> None:
        self.acts = can_act
        self.notices: list[Notice] = []
        self.current: Notice | None = None
        self._on_action: Callable[[str], None] | None = None
        self._on_closed: Callable[[Closed], None] | None = None

    def can_act(self) -> bool:
        return self.acts

    def show(self, notice: Notice, on_action: Callable[[str], None], on_closed: Callable[[Closed], None]) -> None:
        self.notices.append(notice)
        self.current, self._on_action, self._on_closed = notice, on_action, on_closed

    def withdraw(self) -> None:
        if self.current is not None:
            self.close(Closed.WITHDRAWN)

    def press(self, action: str) -> None:
        """The person presses a button of the shown notification."""
        assert self._on_action is not None, "nothing is shown"
        act, self.current, self._on_action, self._on_closed = self._on_action, None, None, None
        act(action)

    def close(self, why: Closed) -> None:
        """It goes away without an action."""
        assert self._on_closed is not None, "nothing is shown"
        closed, self.current, self._on_action, self._on_closed = self._on_closed, None, None, None
        closed(why)


class FakeSpeaker:
    """Remembers what it would have played."""

    def __init__(self) -> None:
        self.played: list[tuple[Cue, int]] = []

    def play(self, cue: Cue, volume: int) -> None:
        self.played.append((cue, volume))


class FakeArchive:
    """An archive in memory: ``rows`` records since ``first``. Work is done in ``pieces`` steps; ``refuses`` is raised
    by whatever would write."""

    kinds: Sequence[str] = tuple(table.name for table in TABLES)

    def __init__(self, rows: int = 0, first: date | None = None) -> None:
        self.rows, self.first = rows, first
        self.pieces = 1
        self.refuses: Problem | None = None
        self.backups: dict[Path, Backup] = {}
        self.done: list[str] = []
        self.can_undo: datetime | None = None
        self.kept = 0
        self.own = 0
        self._restored: list[Callable[[], object]] = []

    def stock(self) -> Stock:
        per = dict.fromkeys(self.kinds, 0) | {"entry": self.rows - self.rows // 5, "pain": self.rows // 5}
        where = Path("unknot-data")
        return Stock(
            (
                Stored(Store.LEDGER, where / "ledger.db", self.rows * 160, self.rows),
                Stored(Store.SETTINGS, Path("unknot-config/settings.toml"), 4800, 1),
                Stored(Store.OWN, where, self.own * 30_000, self.own),
                Stored(Store.KEPT, where, self.kept * 500_000, self.kept),
                Stored(Store.CALENDARS, Path("unknot-cache/calendars.json"), 0, 0),
            ),
            tuple(per.items()),
            self.first if self.rows else None,
        )

    def count(self, first: date, last: date) -> int:
        return self.rows if (first, last) == (date.min, date.max) else self.rows // 10

    def export(self, path: Path, form: Form, first: date, last: date, kinds: Sequence[str] = ()) -> int:
        self._try()
        self.done.append(f"export {path.name} {form} {first} {last} {' '.join(kinds)}".strip())
        return self.count(first, last)

    def backup(self, path: Path) -> Work:
        yield from self._work()
        self.done.append(f"backup {path.name}")

    def look_into(self, path: Path) -> Backup:
        if path not in self.backups:
            raise StoreError(Problem(path.name, "", "unreadable"))
        return self.backups[path]

    def restore(self, path: Path) -> Work:
        self.look_into(path)
        yield from self._work()
        self.done.append(f"restore {path.name}")
        self.can_undo = datetime(2026, 3, 4, 8, 0, tzinfo=BERLIN)
        self._tell()

    def undo_restore(self) -> Work:
        yield from self._work()
        self.done.append("undo restore")
        self.can_undo = None
        self._tell()

    def erase(self, first: date, last: date) -> int:
        self._try()
        self.done.append(f"erase {first} {last}")
        gone = self.count(first, last)
        self.rows -= gone
        self.kept, self.can_undo = 0, None
        return gone

    def on_restored(self, call: Callable[[], object]) -> Undo:
        self._restored.append(call)
        return lambda: self._restored.remove(call)

    def _work(self) -> Work:
        for piece in range(self.pieces):
            yield piece / self.pieces
            self._try()

    def _try(self) -> None:
        if self.refuses is not None:
            raise StoreError(self.refuses)

    def _tell(self) -> None:
        for call in tuple(self._restored):
            call()


class FakeAutostart:
    """Start at login as a flag; ``known`` False answers None."""

    def __init__(self, on: bool = False, known: bool = True) -> None:
        self.on, self.known = on, known

    def enabled(self) -> bool | None:
        return self.on if self.known else None

    def set(self, on: bool) -> None:
        self.on = on


class FakeSettingsStore:
    """A settings file in memory; ``refuses`` is raised as StoreError by ``save``."""

    def __init__(self, settings: Settings | None = None, problems: tuple[Problem, ...] = ()) -> None:
        self.settings = settings or Settings()
        self.problems = problems
        self.locked: frozenset[str] = frozenset()
        self.defaults = Settings()
        self.refuses: Problem | None = None
        self.saves = 0
        self.by_hand: Settings | None = None

    def edited(self) -> Settings | None:
        by_hand, self.by_hand = self.by_hand, None
        return by_hand

    def load(self) -> tuple[Settings, tuple[Problem, ...]]:
        return self.settings, self.problems

    def save(self, settings: Settings) -> None:
        if self.refuses:
            raise StoreError(self.refuses)
        self.settings = settings
        self.saves += 1


class FakePresenceSource:
    """Tells its listener what tests say."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.listener: PresenceListener | None = None

    def start(self, listener: PresenceListener) -> bool:
        self.listener = listener if self.works else None
        return self.works

    def stop(self) -> None:
        self.listener = None

    def held(self, why: Hold) -> None:
        """A hold begins."""
        assert self.listener is not None
        self.listener.held(why)

    def released(self, why: Hold) -> None:
        """A hold ends."""
        assert self.listener is not None
        self.listener.released(why)


class FakeProbe:
    """A source that is asked. ``says`` is its answer; ``mute`` keeps it to itself until ``answer_now``."""

    def __init__(self, why: Hold, says: bool | None = False, name: str = "", mute: bool = False) -> None:
        self.why = why
        self.name = name or str(why)
        self.says = says
        self.mute = mute
        self.asked = 0
        self.watchers: list[Callable[[], None]] = []
        self._waiting: list[Callable[[bool | None], None]] = []

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        self.asked += 1
        if self.mute:
            self._waiting.append(answer)
        else:
            answer(self.says)

    def watch(self, ended: Callable[[], None]) -> Undo:
        self.watchers.append(ended)
        return lambda: self.watchers.remove(ended)

    def answer_now(self) -> None:
        """Those who asked hear of it at last."""
        waiting, self._waiting = self._waiting, []
        for answer in waiting:
            answer(self.says)

    def end(self) -> None:
        """It holds no more, and an event says so."""
        self.says = False
        for ended in tuple(self.watchers):
            ended()


class FakeCalendars:
    """Calendars whose content tests set with ``say``; ``followed`` is what ``follow`` was last asked for."""

    def __init__(self) -> None:
        self.followed: tuple[tuple[str, ...], str, date, date] | None = None
        self.times: tuple[Busy, ...] = ()
        self.holidays: dict[date, str] = {}
        self.trouble: tuple[Problem, ...] = ()
        self._calls: list[Callable[[], object]] = []

    def follow(self, files: Sequence[str], country: str, first: date, last: date) -> None:
        self.followed = (tuple(files), country, first, last)

    def busy(self, first: datetime, last: datetime) -> tuple[Busy, ...]:
        start, end = first.timestamp(), last.timestamp()
        return tuple(b for b in self.times if b.start.timestamp() < end and b.end.timestamp() > start)

    def holiday(self, day: date) -> str:
        return self.holidays.get(day, "")

    def problems(self) -> tuple[Problem, ...]:
        return self.trouble

    def on_change(self, call: Callable[[], object]) -> Undo:
        self._calls.append(call)
        return lambda: self._calls.remove(call)

    def stop(self) -> None:
        self.followed = None

    def forget(self) -> None:
        """The app that listened is gone."""
        self._calls.clear()

    def say(
        self, times: Sequence[Busy] = (), holidays: dict[date, str] | None = None, trouble: Sequence[Problem] = ()
    ) -> None:
        """Reading is through, and this is what there is."""
        self.times = tuple(sorted(times, key=lambda b: b.start.timestamp()))
        self.holidays, self.trouble = dict(holidays or {}), tuple(trouble)
        for call in tuple(self._calls):
            call()
