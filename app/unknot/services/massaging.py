"""Runs one massage over the clock: over some knots, with one technique, within its limits; and keeps its records."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import inf

from unknot.core import massage
from unknot.core.body import Side
from unknot.core.care import CareState
from unknot.core.care_records import Massage, Moment, Result
from unknot.core.history import Pain
from unknot.core.library import Exercise, Kind, Library
from unknot.core.massage import Manner, Pace, Place, Refusal, Run, Status
from unknot.core.massage_steps import presses
from unknot.core.worktime import later
from unknot.ports import Alarms, Clock, Cue, Ledger, Speaker, Undo
from unknot.services.care import CareService
from unknot.services.knots import Knots
from unknot.services.listeners import Listeners
from unknot.services.preferences import Preferences

STANDSTILL = timedelta(minutes=30)
"""A massage that stands still for so long is put away: it holds all prompts."""
SLEEP_GAP = 5.0
"""Seconds by which the wall clock may run ahead of the monotonic one before it counts as sleep."""
_ALARM = "massage standstill"
KEY = "massage"
"""The named value of the ledger that holds the knot under way."""
KEEP_EVERY = 5.0
"""Seconds between two copies of it: the most that a crash takes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a massage may begin. ``places``: where, those that are refused left out. ``again``: when it may, where
    its time is used up."""

    refusal: Refusal | None = None
    places: tuple[Place, ...] = ()
    again: datetime | None = None


class Massaging:
    """One massage at a time. The window calls ``refresh`` from its repaint timer; the person's wishes are the methods
    in between. What each knot got is written when it is left; closing the window or the app leaves nothing out."""

    def __init__(
        self,
        clock: Clock,
        alarms: Alarms,
        ledger: Ledger,
        library: Library,
        preferences: Preferences,
        speaker: Speaker,
        care: CareService,
        knots: Knots,
        busy: Callable[[], bool],
        today: Callable[[], date],
    ) -> None:
        """``busy``: whether a session is under way. ``today``: the working day."""
        self._clock = clock
        self._alarms = alarms
        self._ledger = ledger
        self._library = library
        self._preferences = preferences
        self._speaker = speaker
        self._care = care
        self._knots = knots
        self._busy = busy
        self._today = today
        self._run: Run | None = None
        self._finished: Run | None = None
        self._pain: Pain | None = None
        self._ahead = 0.0
        self._kept_at = 0.0
        self._changed: Listeners[[]] = Listeners()
        self._pained: Listeners[Pain] = Listeners()

    # what is going on

    @property
    def run(self) -> Run | None:
        """The massage under way, None when there is none."""
        return self._run

    @property
    def finished(self) -> Run | None:
        """The last one that came to its end, until the next begins."""
        return self._finished

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told of another knot, a pause, a rest, pain or the end; never of a tick."""
        return self._changed.add(call)

    def on_pain(self, call: Callable[[Pain], object]) -> Undo:
        """Be told of pain, or its withdrawal."""
        return self._pained.add(call)

    # what may be done

    def techniques(self) -> tuple[Exercise, ...]:
        """What a knot can be worked on with, in the library's order."""
        return tuple(e for e in self._library.exercises.values() if presses(e))

    def pace(self, technique: str, manner: Manner = Manner.PRESS) -> Pace | None:
        """What a technique keeps to today; None for an unknown one."""
        exercise = self._exercise(technique)
        if exercise is None:
            return None
        today = self._today()
        records = self._ledger.read(Massage, massage.lately([exercise], today), today)
        return massage.pace_of(exercise, manner, massage.days_done(records, exercise, today))

    def left(self, technique: str) -> float:
        """Seconds that a technique may still be done at this time, all knots together; infinite without such a limit,
        and for what is no technique."""
        exercise, pace = self._exercise(technique), self.pace(technique)
        if exercise is None or pace is None or pace.in_all is None:
            return inf
        return pace.in_all - massage.used(self._lately(), exercise, self._clock.now()).in_all

    def verdict(self, technique: str, knots: Sequence[str] = ()) -> Verdict:
        """Whether these knots may be worked on with it now; without any, whether it may be done at all."""
        exercise, pace = self._exercise(technique), self.pace(technique)
        if exercise is None or pace is None:
            return Verdict(Refusal.UNKNOWN)
        places = tuple(self._place(knot) for knot in knots if self._knots.get(knot) is not None)
        if knots and not places:
            return Verdict(Refusal.UNKNOWN)
        refused = [massage.refused_at(exercise, place.area) for place in places]
        if refused and all(refused):
            return Verdict(Refusal.NEVER if Refusal.NEVER in refused else refused[0])
        places = tuple(place for place, no in zip(places, refused, strict=True) if no is None)
        return self._within_limits(exercise, pace, places)

    def begin(
        self, technique: str, knots: Sequence[str] = (), manner: Manner = Manner.PRESS
    ) -> Refusal | None:
        """Start; what is refused starts nothing."""
        refusal = self._gate() or (found := self.verdict(technique, knots)).refusal
        exercise, pace = self._exercise(technique), self.pace(technique, manner)
        if refusal is not None or exercise is None or pace is None:
            return refusal or Refusal.UNKNOWN
        now, moment = self._clock.monotonic(), self._clock.now()
        spent = massage.used(self._lately(), exercise, moment).in_all if pace.in_all else 0.0
        self._finished = self._pain = None
        self._ahead = moment.timestamp() - now
        self._run = Run(technique, manner, pace, found.places or massage.unmarked(pace), in_all=spent, seen=now)
        self._watch_standstill()
        self._changed.tell()
        return None

    # the person's wishes

    def rate(self, knot: str, strength: int, moment: Moment) -> None:
        """How strong a knot is, before or after."""
        if self._knots.get(knot) is not None:
            self._knots.rate(knot, strength, moment)

    def refresh(self) -> None:
        """Follow the clock. Called by who shows it, as often as it repaints."""
        if self._run is None:
            return
        now = self._clock.monotonic()
        ahead = self._clock.now().timestamp() - now
        slept, self._ahead = ahead - self._ahead > SLEEP_GAP, ahead
        self._to(self._run.pause(self._run.seen) if slept else self._run.tick(now))
        if self._run is not None and now - self._kept_at >= KEEP_EVERY:
            self._keep(self._run)

    def recover(self) -> None:
        """At start: what a knot had when the app was killed is written, unless that was done in the last moment."""
        found, now = _read(self._ledger.recall(KEY)), self._clock.now()
        if found is not None:
            later_ones = self._ledger.read(Massage, found.day, max(found.day, now.date()))
            if not any(
                (r.technique, r.knot) == (found.technique, found.knot) and r.at.timestamp() >= found.at.timestamp()
                for r in later_ones
            ):
                self._ledger.add(found)
        self._ledger.remember(KEY, None)

    def clock_changed(self) -> None:
        """The clock was set: what stands still is put away after a while all the same."""
        self._watch_standstill()

    def pause(self) -> None:
        """Stand still: by the person, or because the screen locks or the window is hidden."""
        self._step(Run.pause)

    def go_on(self) -> None:
        """Go on after a pause or a rest; in a lead-in: begin at once. What was slept until now has no part in it."""
        self._ahead = self._clock.now().timestamp() - self._clock.monotonic()
        self._step(Run.go_on)

    def next(self) -> None:
        """On to the next knot, or to the end."""
        self._step(Run.next)

    def stop(self) -> None:
        """End here, with a summary."""
        self._step(Run.stop)

    def hurts(self) -> None:
        """Stop at once and record it."""
        self.refresh()
        run = self._run
        if run is None or run.status is Status.HURT:
            return
        exercise = self._exercise(run.technique)
        area = run.place.area or (exercise.areas[0] if exercise and exercise.areas else None)
        if area is not None:  # written before anybody hears of the stop: what is said then depends on it
            side = run.place.side or Side.BOTH
            self._pain = Pain(self._today(), "", self._clock.now(), run.technique, area, side)
            self._ledger.add(self._pain)
            self._pained.tell(self._pain)
        self._step(Run.hurts)

    def slip(self) -> None:
        """It did not hurt."""
        if self._run is None or self._run.status is not Status.HURT:
            return
        if self._pain is not None:
            withdrawn, self._pain = replace(self._pain, withdrawn=True), None
            self._ledger.add(withdrawn)
            self._pained.tell(withdrawn)
        self._step(Run.slip)

    def leave_out(self) -> None:
        """After "This hurts": the next knot, or the end."""
        self._step(Run.leave_out)

    def close(self) -> None:
        """Leave without asking; what was done is written."""
        self._step(Run.stop)

    # how it works

    def _exercise(self, technique: str) -> Exercise | None:
        found = self._library.exercises.get(technique)
        return found if found is not None and found.kind is Kind.MASSAGE else None

    def _gate(self) -> Refusal | None:
        if self._care.state is CareState.BLOCKED:
            return Refusal.BLOCKED
        if self._care.state is CareState.UNASKED:
            return Refusal.UNASKED
        return Refusal.RUNNING if self._run is not None or self._busy() else None

    def _place(self, knot: str) -> Place:
        found = self._knots.get(knot)
        return Place(knot, found.place.area, found.place.side) if found else Place(knot)

    def _lately(self) -> tuple[Massage, ...]:
        today = self._today()
        return self._ledger.read(Massage, today - timedelta(days=1), today + timedelta(days=1))

    def _within_limits(self, exercise: Exercise, pace: Pace, places: tuple[Place, ...]) -> Verdict:
        if pace.in_all is None:
            return Verdict(None, places)
        spent = massage.used(self._lately(), exercise, self._clock.now())
        if spent.in_all >= pace.in_all:
            return Verdict(Refusal.ENOUGH, (), spent.again)
        fresh = tuple(replace(place, done=spent.on(place.knot)) for place in places)
        fresh = tuple(place for place in fresh if pace.spot is None or place.done < pace.spot)
        if places and not fresh:
            return Verdict(Refusal.SPOT_ENOUGH, (), spent.again)
        return Verdict(None, fresh)

    def _step(self, event: Callable[[Run, float], Run]) -> None:
        if self._run is not None:
            self._to(event(self._run, self._clock.monotonic()))

    def _to(self, after: Run) -> None:
        """Take up the new state: records, sound, listeners."""
        before, self._run = self._run, after
        if before is None or _same(before, after):
            return
        self._write(after.log[len(before.log):], after.technique)
        self._keep(after)
        self._sound(before, after)
        if after.over:
            self._run, self._finished = None, after
        self._watch_standstill()
        self._changed.tell()

    def _write(self, laps: Sequence[massage.Lap], technique: str) -> None:
        now, day = self._clock.now(), self._today()
        rows = [
            Massage(day, now, "", lap.place.knot, technique, round(lap.seconds, 1), lap.result)
            for lap in laps
            if lap.seconds > 0
        ]
        if rows:
            self._ledger.add(*rows)

    def _keep(self, run: Run) -> None:
        """What the knot under way has had so far, for after a crash."""
        self._kept_at = self._clock.monotonic()
        if run.over or run.here <= 0:
            self._ledger.remember(KEY, None)
            return
        kept = {
            "day": self._today().isoformat(), "at": self._clock.now().isoformat(), "knot": run.place.knot,
            "technique": run.technique, "seconds": round(run.here, 1),
        }
        self._ledger.remember(KEY, json.dumps(kept))

    def _watch_standstill(self) -> None:
        if self._run is None or self._run.moving:
            self._alarms.cancel(_ALARM)
        else:
            self._alarms.ring(_ALARM, later(self._clock.now(), STANDSTILL), self.close)

    def _sound(self, before: Run, after: Run) -> None:
        settings = self._preferences.current
        cue = _cue(before, after)
        if cue is not None and settings.sounds and settings.volume > 0:
            self._speaker.play(cue, settings.volume)


def _read(text: str | None) -> Massage | None:
    """What was kept of a knot, as it would have been written; None when there is none or it can't be read."""
    try:
        raw = json.loads(text or "null")
        if raw is None:
            return None
        day, at = date.fromisoformat(raw["day"]), datetime.fromisoformat(raw["at"])
        found = Massage(day, at, "", str(raw["knot"]), str(raw["technique"]), float(raw["seconds"]), Result.CUT)
    except (ValueError, KeyError, TypeError):
        return None
    return found if at.tzinfo is not None else None


def _same(before: Run, after: Run) -> bool:
    """Whether nothing but time has passed."""
    def still(run: Run) -> Run:
        return replace(run, seen=0.0, here=0.0, at_once=0.0, in_all=0.0, ready=0.0)

    return still(before) == still(after)


def _cue(before: Run, after: Run) -> Cue | None:
    """The sound of going from one state to another."""
    if after.over:
        return None if after.end in (massage.End.STOPPED, massage.End.HURT) else Cue.DONE
    if after.index != before.index or after.status is Status.RESTING:
        return Cue.END
    begins = after.status is Status.RUNNING and before.status in (Status.READY, Status.RESTING)
    return Cue.START if begins else None
