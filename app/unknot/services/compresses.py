"""Heat and cold: runs one compress at a time, counts them by day, keeps the days after an injury."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from unknot.core import compress
from unknot.core.body import Area, Side
from unknot.core.care_records import Compress, CompressEvent, CompressKind, Injury, InjuryEvent
from unknot.core.compress import Course, Rules, Timer, Verdict
from unknot.core.library import Amount, Library
from unknot.core.worktime import later
from unknot.ports import Alarms, Clock, Ledger, Undo
from unknot.services.listeners import Listeners

KEY = "compress"
"""The named value of the ledger that holds the compress under way."""
CALLED = "cold called"
"""And the moment of the last call to the next cold compress."""
_OVER_ALARM, _FORGOTTEN_ALARM, _CALL_ALARM, _DAY_ALARM = (
    "compress over", "compress forgotten", "cold call", "compress day"
)
_NEAR = timedelta(days=2)
"""What counts for a day lies no further from it, whatever the zone."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a compress came to its end, ``at`` a moment: after its ``seconds`` (``whole``), or stopped by the person.
    ``late``: seconds until it was noticed, where the app was not there."""

    timer: Timer
    at: datetime
    seconds: float
    whole: bool
    late: float = 0.0


class Compresses:
    """One compress at a time. Its time passes by a clock that goes on through sleep, and by the wall clock while the
    app is closed; ``left`` may be asked as often as one likes. Windows need not be open: an alarm ends it."""

    def __init__(
        self, clock: Clock, alarms: Alarms, ledger: Ledger, library: Library, passing: Callable[[], float] | None = None
    ) -> None:
        """``passing``: seconds of real time, asleep or not, that never jump; the clock's own where there is none."""
        self._clock = clock
        self._alarms = alarms
        self._ledger = ledger
        self._library = library
        self._passing = passing or clock.monotonic
        self._timer: Timer | None = None
        self._last: Ended | None = None
        self._asleep: tuple[datetime, float] | None = None
        self._changed: Listeners[[]] = Listeners()
        self._ended: Listeners[Ended] = Listeners()
        self._due: Listeners[[]] = Listeners()
        ledger.on_replaced(self.refresh)

    # what is going on

    @property
    def running(self) -> Timer | None:
        """The compress under way, paused or not; None when there is none."""
        return self._timer

    @property
    def last(self) -> Ended | None:
        """The one that ended last in this run of the app, until its end was seen or the next begins."""
        return self._last

    def seen(self) -> None:
        """The person has seen its end."""
        self._last = None

    def left(self) -> float:
        """Seconds that the one under way has to go; 0 for none."""
        return self._timer.left(self._passing()) if self._timer else 0.0

    def passed(self) -> float:
        """Seconds that the one under way has been there."""
        return self._timer.passed(self._passing()) if self._timer else 0.0

    def minutes(self, kind: CompressKind) -> Amount | None:
        """How long one takes, from its advice page."""
        return self._numbers(kind).get("minutes")

    def most_a_day(self, kind: CompressKind) -> int | None:
        """How many a day there may be; None where more do no harm."""
        most = self._numbers(kind).get("most-a-day")
        return int(most.most) if most else None

    def count(self, kind: CompressKind, day: date) -> int:
        """How many count for this local day."""
        return len(compress.on_day(self._records(day), kind, day, self._clock.now()))

    def today(self, kind: CompressKind) -> tuple[Compress, ...]:
        """Those that count for today, by their beginning, in order."""
        now = self._clock.now()
        return compress.on_day(self._records(now.date()), kind, now.date(), now)

    def allowed(self, kind: CompressKind) -> Verdict:
        """Whether another may begin now, and if not, why and from when on."""
        now = self._clock.now()
        return compress.verdict(self.count(kind, now.date()), self.most_a_day(kind), self._timer is not None, now)

    @property
    def more(self) -> float:
        """Seconds more that the one under way may get; 0 where it may not, or for none."""
        return self._timer.more(self._most_seconds(self._timer.kind)) if self._timer is not None else 0.0

    @property
    def can_withdraw(self) -> bool:
        """Whether the one under way has only just begun, so that it may have been a slip."""
        if self._timer is None or self.passed() >= compress.SLIP:
            return False
        now, kind = self._clock.now(), self._timer.kind
        slipped = compress.slipped(self._records(now.date()), kind, now.date(), now)
        return slipped + self.passed() < compress.SLIPS

    # to be told

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when one begins, stands still, goes on or ends, when an injury is told of, and when another day
        counts; never for a tick."""
        return self._changed.add(call)

    def on_end(self, call: Callable[[Ended], object]) -> Undo:
        """Be told when one ends."""
        return self._ended.add(call)

    def on_due(self, call: Callable[[], object]) -> Undo:
        """Be told when it is time to call the person to the next cold compress, if they want to be. Who shows it later
        asks ``due_now`` first, and says ``called`` then."""
        return self._due.add(call)

    # one compress

    def start(
        self, kind: CompressKind, way: str = "", area: Area | None = None, side: Side | None = None
    ) -> Verdict:
        """Begin one, if it is allowed."""
        found = self.allowed(kind)
        minutes = self.minutes(kind)
        if not found.allowed or minutes is None:
            return found
        now = self._clock.now()
        timer = Timer(
            self._new_id(), kind, now, minutes.usual * 60, way, area, side, mark=self._passing(),
        )
        self._last = None
        self._ledger.add(Compress(now, timer.id, kind, CompressEvent.STARTED, area, side, way, timer.seconds))
        self._to(timer)
        return found

    def pause(self) -> None:
        """It is off the skin for a moment."""
        if self._timer is not None:
            self._to(self._timer.pause(self._passing(), self._clock.now()))

    def go_on(self) -> None:
        """It is on again."""
        if self._timer is not None:
            self._to(self._timer.go_on(self._passing()))

    def longer(self) -> None:
        """As long as the page allows."""
        if self._timer is not None:
            self._to(self._timer.longer(self._most_seconds(self._timer.kind)))

    def stop(self) -> None:
        """It is over before its time. It counts all the same: the skin had it."""
        if self._timer is not None:
            self._finish(self._timer, self._clock.now(), self.passed())

    def withdraw(self) -> bool:
        """It was begun by mistake and does not count. False, and nothing done, once it has run for a minute, or where
        the slips of the day come to so much that they are none."""
        timer = self._timer
        if timer is None or not self.can_withdraw:
            return False
        self._ledger.add(self._record(timer, CompressEvent.WITHDRAWN, self._clock.now(), self.passed()))
        self._forget()
        return True

    # an injury

    @property
    def course(self) -> Course | None:
        """The days of cold after the latest injury; None when there are none."""
        now = self._clock.now()
        injuries = self._ledger.read(Injury, date.min, date.max)
        rules = Rules.of(self._numbers(CompressKind.COLD)) if injuries else None
        if rules is None:
            return None
        return compress.course(injuries, self._records(now.date()), rules, now, self._called())

    def begin_injury(self, area: Area | None = None, side: Side | None = None, *, reminds: bool = False) -> None:
        """Something was hurt just now: cold helps in the next days."""
        injuries = self._ledger.read(Injury, date.min, date.max)
        number = 1 + max((int(r.id[1:]) for r in injuries if r.id[1:].isdigit()), default=0)
        now, name = self._clock.now(), f"i{number}"
        records = [Injury(now, name, InjuryEvent.BEGAN, area, side)]
        if reminds:
            records.append(Injury(now, name, InjuryEvent.REMIND, area, side))
        self._ledger.remember(CALLED, None)
        self._ledger.add(*records)
        self._tell()

    def end_injury(self) -> None:
        """Cold is needed no more."""
        self._say(InjuryEvent.ENDED)

    def remind(self, on: bool) -> None:
        """Whether to call the person to the next compress."""
        self._say(InjuryEvent.REMIND if on else InjuryEvent.QUIET)

    def called(self) -> None:
        """The person was called to the next one just now."""
        self._ledger.remember(CALLED, self._clock.now().isoformat(timespec="seconds"))
        self._tell()

    def due_now(self) -> Course | None:
        """The injury for which it is time to call the person now; None when it is not, any more or not yet: then an
        alarm is set for when it is."""
        course, now = self.course, self._clock.now()
        if course is None or not course.reminds or course.due is None or self._timer is not None:
            return None
        if compress.call_at(course.due, now, course.rules).timestamp() > now.timestamp():
            self._set_alarms()
            return None
        return course

    # the world

    def recover(self) -> None:
        """At start: take up the one that was under way; the time without the app has passed for it, too."""
        found = _read(self._ledger.recall(KEY), self._passing())
        if found is not None and self._closed(found[0]):  # killed after that was written, and before it was forgotten
            self._ledger.remember(KEY, None)
        elif found is not None:
            timer, at = found
            gone = self._clock.now().timestamp() - at.timestamp()
            if timer.running and gone >= timer.left(self._passing()):
                end = later(at, timedelta(seconds=timer.left(self._passing())))
                self._timer = timer
                self._finish(timer, end, timer.seconds, late=self._clock.now().timestamp() - end.timestamp())
            else:
                self._timer = timer.aside(self._passing(), gone)
        self._tell()

    def clock_changed(self) -> None:
        """The clock or the zone was set, or the machine woke: alarms are set anew."""
        self._tell()

    def asleep(self, on: bool) -> None:
        """The machine goes to sleep, or woke: what the clock did not count of it has passed all the same."""
        now, mark = self._clock.now(), self._passing()
        before, self._asleep = self._asleep, (now, mark) if on else None
        if not on and before is not None and self._timer is not None:
            uncounted = (now.timestamp() - before[0].timestamp()) - (mark - before[1])
            self._to(self._timer.aside(mark, uncounted))

    def refresh(self) -> None:
        """The ledger is another one now: it was restored, or parts of it erased."""
        found = _read(self._ledger.recall(KEY), self._passing())
        if self._timer is None or found is None or found[0].id != self._timer.id:
            self._timer = None
            self.recover()
        else:
            self._tell()

    # how it works

    def _numbers(self, kind: CompressKind) -> dict[str, Amount]:
        page = self._library.advice.get(str(kind))
        return dict(page.numbers) if page else {}

    def _most_seconds(self, kind: CompressKind) -> float:
        minutes = self.minutes(kind)
        return minutes.most * 60 if minutes else 0.0

    def _records(self, day: date) -> tuple[Compress, ...]:
        return self._ledger.read(Compress, day - _NEAR, day + _NEAR)

    def _closed(self, timer: Timer) -> bool:
        """Whether the ledger has its end already."""
        known = self._ledger.read(Compress, date.min, date.max)
        return any(r.id == timer.id and r.event is not CompressEvent.STARTED for r in known)

    def _new_id(self) -> str:
        known = self._ledger.read(Compress, date.min, date.max)
        return f"c{1 + max((int(r.id[1:]) for r in known if r.id[1:].isdigit()), default=0)}"

    @staticmethod
    def _record(timer: Timer, event: CompressEvent, at: datetime, seconds: float) -> Compress:
        return Compress(at, timer.id, timer.kind, event, timer.area, timer.side, timer.way, round(seconds, 1))

    def _to(self, timer: Timer) -> None:
        self._timer = timer
        self._ledger.remember(KEY, _write(timer, self._clock.now(), self._passing()))
        if timer.over(self._passing()):
            self._finish(timer, self._clock.now(), timer.seconds)
        else:
            self._tell()

    def _finish(self, timer: Timer, at: datetime, seconds: float, late: float = 0.0) -> None:
        self._ledger.add(self._record(timer, CompressEvent.ENDED, at, seconds))
        self._last = Ended(timer, at, seconds, seconds >= timer.seconds, late)
        ended = self._last
        self._forget()
        self._ended.tell(ended)

    def _forget(self) -> None:
        self._timer = None
        self._ledger.remember(KEY, None)
        self._tell()

    def _say(self, event: InjuryEvent) -> None:
        course = self.course
        if course is not None:
            self._ledger.add(Injury(self._clock.now(), course.id, event, course.area, course.side))
            self._tell()

    def _called(self) -> datetime | None:
        return _moment(self._ledger.recall(CALLED))

    def _tell(self) -> None:
        """Alarms follow what is now, then listeners hear of it."""
        self._set_alarms()
        self._changed.tell()

    def _set_alarms(self) -> None:
        now, timer = self._clock.now(), self._timer
        self._alarms.cancel(_OVER_ALARM)
        self._alarms.cancel(_FORGOTTEN_ALARM)
        self._alarms.cancel(_CALL_ALARM)
        self._alarms.cancel(_DAY_ALARM)
        if timer is not None and timer.running:
            self._alarms.ring(_OVER_ALARM, later(now, timedelta(seconds=self.left())), self._look)
        elif timer is not None and timer.still is not None:
            self._alarms.ring(_FORGOTTEN_ALARM, later(timer.still, compress.FORGOTTEN), self._look)
        course = self.course
        if course is not None or any(self.today(kind) for kind in CompressKind):
            self._alarms.ring(_DAY_ALARM, compress.tomorrow(now), self._tell)
        if course is not None and course.reminds and course.due is not None:
            self._alarms.ring(_CALL_ALARM, compress.call_at(course.due, now, course.rules), self._call)

    def _look(self) -> None:
        """An alarm rang: is it over? It rings again when the clock was set meanwhile."""
        timer, now = self._timer, self._clock.now()
        if timer is None:
            return
        still = timer.still
        if timer.over(self._passing()):
            self._finish(timer, now, timer.seconds)
        elif still is not None and now.timestamp() - still.timestamp() >= compress.FORGOTTEN.total_seconds():
            self._finish(timer, now, self.passed())
        else:
            self._set_alarms()

    def _call(self) -> None:
        if self.due_now() is not None:
            self._due.tell()


def _write(timer: Timer, at: datetime, mark: float) -> str:
    return json.dumps({
        "id": timer.id, "kind": timer.kind, "started": timer.started.isoformat(), "seconds": timer.seconds,
        "way": timer.way, "area": timer.area, "side": timer.side, "ran": round(timer.passed(mark), 3),
        "still": timer.still.isoformat() if timer.still else None, "at": at.isoformat(),
    })


def _read(text: str | None, mark: float) -> tuple[Timer, datetime] | None:
    """The compress that was kept, as of the moment beside it; None when there is none or it can't be read."""
    try:
        raw = json.loads(text or "null")
        if raw is None:
            return None
        still = datetime.fromisoformat(raw["still"]) if raw["still"] else None
        timer = Timer(
            str(raw["id"]), CompressKind(raw["kind"]), datetime.fromisoformat(raw["started"]), float(raw["seconds"]),
            str(raw["way"]), Area(raw["area"]) if raw["area"] else None, Side(raw["side"]) if raw["side"] else None,
            float(raw["ran"]), None, still,
        )
        at = datetime.fromisoformat(raw["at"])
    except (ValueError, KeyError, TypeError):
        return None
    if timer.started.tzinfo is None or at.tzinfo is None or (still and still.tzinfo is None):
        return None
    return (timer if still else replace(timer, mark=mark)), at


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
