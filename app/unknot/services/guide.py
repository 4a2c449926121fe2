"""Runs one guided session at a time over the clock, sounds its cues and keeps its records as they happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from unknot.core import choose
from unknot.core import session as sessions
from unknot.core.body import Area, Side
from unknot.core.care_records import Massage
from unknot.core.choosing import Choice, Why
from unknot.core.day import Slot, State
from unknot.core.history import Entry, Event, ExerciseTime, Feeling, Felt, Outcome, Pain, Reason, SlotKind
from unknot.core.library import Library, Routine
from unknot.core.massage_steps import presses
from unknot.core.session import Session, Status
from unknot.core.timeline import timeline
from unknot.ports import Clock, Ledger, Speaker, Undo
from unknot.services import kept
from unknot.services.cues import cue_between
from unknot.services.listeners import Listeners
from unknot.services.pains import Pains
from unknot.services.preferences import Preferences

RESUMABLE = timedelta(minutes=30)
"""How long a closed session can be gone on with."""
KEY = "session"
"""The named value of the ledger that holds the session under way."""
KEEP_EVERY = 5.0
"""Seconds between two copies of a running session: the most that a crash takes of a hold under way."""
SLEEP_GAP = 5.0
"""Seconds by which the wall clock may run ahead of the monotonic one before it counts as sleep."""
ENOUGH = 2
"""Pains in a day after which no other area is offered."""


@dataclass(frozen=True, slots=True)
class Left:
    """A session that was closed and can still be gone on with, until then (aware)."""

    slot: Slot
    session: Session
    until: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """The last session that came to its end, for the summary."""

    slot: Slot
    session: Session


class Guide:
    """One session at a time.

    ``begin`` starts one, the session window calls ``refresh`` from its repaint timer, and the person's wishes are the
    methods in between. Written as it happens: STARTED (also for a resumed one), the seconds of each exercise and side,
    pain, and how it felt. The outcome is left to who subscribes with ``on_end``: it is called when a session ends *and*
    when it is closed; one that is resumed then ends a second time, and its last answer counts.
    """

    def __init__(
        self, clock: Clock, ledger: Ledger, speaker: Speaker, preferences: Preferences, library: Library
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._speaker = speaker
        self._preferences = preferences
        self._library = library
        self._session: Session | None = None
        self._slot: Slot | None = None
        self._left: Left | None = None
        self._finished: Finished | None = None
        self._reasons: tuple[Why, ...] = ()
        self._pains = Pains(clock, ledger, library)
        self._rows_before = 0
        self._kept_at = 0.0
        self._ahead = 0.0
        self._still_since = clock.now()
        self._changed: Listeners[[]] = Listeners()
        self._began: Listeners[Slot, bool] = Listeners()
        self._ended: Listeners[Slot, Outcome, float, float] = Listeners()

    # what is going on

    @property
    def session(self) -> Session | None:
        """The session under way (running, paused or asking about pain), None when there is none."""
        return self._session

    @property
    def slot(self) -> Slot | None:
        """The slot of the session under way."""
        return self._slot if self._session is not None else None

    @property
    def finished(self) -> Finished | None:
        """The last session that ended, until the next one begins."""
        return self._finished

    @property
    def reasons(self) -> tuple[Why, ...]:
        """Why the session under way is as it is; none where the person chose it."""
        return self._reasons if self._session is not None else ()

    @property
    def pain(self) -> Pain | None:
        """What was recorded for the "This hurts" that waits for an answer."""
        return self._pains.current

    def resumable(self) -> Left | None:
        """The closed session that can still be gone on with."""
        if self._session is not None or self._left is None or self._clock.now() > self._left.until:
            return None
        return self._left if self._known(self._left.session) else None

    def pains(self, day: date) -> int:
        """How often something hurt that day, slips and corrections taken off."""
        return self._pains.count(day)

    def hurt_exercises(self, day: date) -> frozenset[str]:
        """The exercises that hurt that day: later sessions leave them out."""
        return self._pains.exercises(day)

    @property
    def forgotten(self) -> bool:
        """Whether the session under way has stood still for so long that it may be closed: half an hour."""
        still = self._session is not None and self._session.status is not Status.RUNNING
        return still and self._clock.now() - self._still_since > RESUMABLE

    def elsewhere(self) -> Routine | None:
        """What "Go on" does after "This hurts": the next area in the same position; None after the second pain of
        the day, or when nothing is left."""
        pain = self._pains.current
        if self._session is None or pain is None or self.pains(pain.day) >= ENOUGH:
            return None
        left_out = self.hurt_exercises(pain.day) | {lap.exercise for lap in self._session.log}
        left_out |= {id_ for id_, _reason in self._preferences.current.not_for_me}
        positions = self._pains.positions(pain.exercise, self._session.positions)
        return choose.instead_of(pain.area, positions, self._library, left_out)

    # to be told

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when another segment, a pause, pain or the end comes; never for a tick."""
        return self._changed.add(call)

    def on_begin(self, call: Callable[[Slot, bool], object]) -> Undo:
        """Be told that a session begins: its slot, and whether it is a closed one gone on with."""
        return self._began.add(call)

    def on_end(self, call: Callable[[Slot, Outcome, float, float], object]) -> Undo:
        """Be told how a session ended or was closed: slot, outcome, seconds in the exercises, share 0..1 of its
        steps."""
        return self._ended.add(call)

    def on_pain(self, call: Callable[[Pain, int], object]) -> Undo:
        """Be told of pain (or its withdrawal), and how often something hurt that day."""
        return self._pains.told.add(call)

    # beginning

    def begin(self, routine: Routine, slot: Slot | None, day: date, reasons: Sequence[Why] = ()) -> bool:
        """Start a routine for a slot, or for none as a quick stretch of that day. ``reasons``: why just this one. False
        when a session is under way or the routine has nothing to do."""
        segments = timeline(routine, self._library)
        if self._session is not None or not segments:
            return False
        slot = slot or self._quick_slot(routine, day)
        slot = replace(slot, state=State.RUNNING, routine=routine.id)
        self._left = None
        self._rows_before = len(self._rows(slot))
        self._reasons = tuple(reasons)
        begun = sessions.begin(routine.id, segments, self._clock.monotonic(), routine.positions)
        self._start(slot, begun, routine.minutes, resumed=False)
        return True

    def retime(self, choice: Choice) -> bool:
        """Begin anew with this instead, in the same slot. False once the first move was reached, or with nothing to
        do."""
        segments = timeline(choice.routine, self._library)
        if self._session is None or self._session.index > 0 or self._session.status is Status.HURT or not segments:
            return False
        self._reasons = choice.reasons
        begun = sessions.begin(choice.routine.id, segments, self._clock.monotonic(), choice.routine.positions)
        self._to(begun)
        return True

    def resume_closed(self) -> bool:
        """Go on with the closed session, from the lead-in of the movement it was in. False when there is none."""
        left = self.resumable()
        if left is None:
            return False
        self._left, self._reasons = None, ()
        minutes = left.slot.length.total_seconds() / 60
        self._start(left.slot, left.session.resume(self._clock.monotonic()), minutes, resumed=True)
        return True

    def recover(self) -> None:
        """At start, once the listeners are there: take up what was kept. A session that was under way when the app
        died is closed as of its last sign of life; it, or a closed one, can be gone on with while it is fresh."""
        found = kept.read(self._ledger.recall(KEY))
        if found is None:
            return
        self._rows_before = found.rows_before
        if found.closed:
            self._left = Left(found.slot, found.session, found.at + RESUMABLE)
        else:
            self._put_away(found.slot, found.session, found.at)

    # the person's wishes

    def refresh(self) -> None:
        """Follow the clock. Called by who shows the session, as often as it repaints."""
        if self._session is None:
            return
        now = self._clock.monotonic()
        ahead = self._clock.now().timestamp() - now
        slept, self._ahead = ahead - self._ahead > SLEEP_GAP, ahead
        self._to(self._session.pause(self._session.seen) if slept else self._session.tick(now))
        if self._session is not None and self._slot is not None and now - self._kept_at >= KEEP_EVERY:
            self._keep(self._slot, self._session, self._clock.now())

    def pause(self) -> None:
        """Stand still: by the person, or because the screen locks, the machine sleeps or the window is hidden."""
        self._step(Session.pause)

    def go_on(self) -> None:
        """Run again after a pause."""
        self._step(Session.go_on)

    def next(self) -> None:
        """On to the next way, side or step."""
        self._step(Session.next)

    def back(self) -> None:
        """Restart the movement, or go to the one before."""
        self._step(Session.back)

    def start_now(self) -> None:
        """Skip a lead-in, switch or rest."""
        self._step(Session.start_now)

    def stop(self) -> None:
        """End here, with a summary."""
        self._step(Session.stop)

    def hurts(self) -> None:
        """Stop the movement and record where it probably hurts."""
        self._step(Session.hurts)
        session, slot = self._session, self._slot
        if session is None or slot is None or session.status is not Status.HURT or self._pains.current is not None:
            return
        exercise, side = session.hurting
        self._pains.record(slot, exercise, *self._pains.guess(exercise, side))
        self._changed.tell()

    def hurt_where(self, area: Area, side: Side) -> None:
        """Correct where it hurts."""
        before, slot = self._pains.current, self._slot
        if before is None or slot is None or (before.area, before.side) == (area, side):
            return
        self._pains.withdraw()
        self._pains.record(slot, before.exercise, area, side)
        self._changed.tell()

    def slip(self) -> None:
        """It did not hurt: back to where it was, paused."""
        if self._session is None or self._session.status is not Status.HURT:
            return
        self._pains.withdraw()
        self._step(Session.slip)

    def go_on_elsewhere(self) -> None:
        """Go on with what ``elsewhere`` offers; end when it offers nothing."""
        routine = self.elsewhere()
        segments = timeline(routine, self._library) if routine else ()
        self._step(lambda session, now: session.go_on_elsewhere(now, segments))

    def close(self) -> None:
        """Leave without asking; it can be gone on with for a while, unless something hurt."""
        self._step(Session.pause)
        if self._session is not None and self._slot is not None:
            self._put_away(self._slot, self._session, self._clock.now())

    def library_changed(self) -> None:
        """Put a session away that has an exercise in it which is not there any more."""
        if self._session is not None and self._slot is not None and not self._known(self._session):
            self._put_away(self._slot, self._session.pause(self._clock.monotonic()), self._clock.now())

    def felt(self, feeling: Feeling) -> None:
        """How the last finished session felt."""
        if self._finished is not None:
            slot = self._finished.slot
            self._ledger.add(Felt(slot.day, slot.id, self._clock.now(), feeling))

    # how it works

    def _start(self, slot: Slot, session: Session, minutes: float, *, resumed: bool) -> None:
        now = self._clock.now()
        reason = Reason.RESUMED if resumed else Reason.ASKED if slot.kind is SlotKind.QUICK else None
        self._slot, self._session, self._finished = slot, session, None
        self._pains.current = None
        self._ahead = now.timestamp() - self._clock.monotonic()
        started = Entry(
            slot.day,
            slot.id,
            slot.kind,
            Event.STARTED,
            now,
            slot.due,
            reason=reason,
            routine=session.routine,
            minutes=minutes,
        )
        self._ledger.add(started)
        self._keep(slot, session, now)
        self._began.tell(slot, resumed)
        self._changed.tell()

    def _known(self, session: Session) -> bool:
        return all(segment.exercise in self._library.exercises for segment in session.segments)

    def _step(self, event: Callable[[Session, float], Session]) -> None:
        if self._session is not None:
            self._to(event(self._session, self._clock.monotonic()))

    def _to(self, after: Session) -> None:
        """Take up the new state: records, sound, listeners."""
        before, slot = self._session, self._slot
        if before is None or slot is None:
            return
        self._session = after
        if replace(before, seen=0.0, lap=0.0) == replace(after, seen=0.0, lap=0.0):
            return
        if before.status is not after.status:
            self._still_since = self._clock.now()
        self._keep(slot, after, self._clock.now())
        self._write_laps(slot, after, self._clock.now())
        self._sound(before, after)
        if before.status is Status.HURT and after.status is not Status.HURT:
            self._pains.current = None
        if after.over:
            self._end(slot, after)
        self._changed.tell()

    def _end(self, slot: Slot, session: Session) -> None:
        # the outcome goes out before the kept copy is forgotten: a crash in between tells it twice, never not at all
        self._session, self._finished = None, Finished(slot, session)
        self._ended.tell(slot, session.outcome, session.seconds, session.share)
        self._ledger.remember(KEY, None)

    def _put_away(self, slot: Slot, session: Session, at: datetime) -> None:
        """Close a session that may come back: stopped early as far as anyone knows now."""
        session = session.stop(session.seen) if session.status is Status.HURT else session.leave(session.seen)
        self._pains.current = None
        self._write_laps(slot, session, at)
        if session.over:
            self._end(slot, session)
        else:
            self._session, self._left = None, Left(slot, session, at + RESUMABLE)
            self._ended.tell(slot, Outcome.STOPPED_EARLY, session.seconds, session.share)
            self._keep(slot, session, at, closed=True)
        self._changed.tell()

    def _keep(self, slot: Slot, session: Session, at: datetime, *, closed: bool = False) -> None:
        self._kept_at = self._clock.monotonic()
        self._ledger.remember(KEY, kept.write(kept.Kept(slot, session, at, self._rows_before, closed)))

    def _rows(self, slot: Slot) -> tuple[ExerciseTime, ...]:
        return tuple(row for row in self._ledger.read(ExerciseTime, slot.day, slot.day) if row.slot == slot.id)

    def _write_laps(self, slot: Slot, session: Session, at: datetime) -> None:
        """Those that the ledger does not have yet."""
        written = len(self._rows(slot)) - self._rows_before
        fresh = session.log[written:]
        rows = [ExerciseTime(slot.day, slot.id, at, x.exercise, x.side, x.seconds, x.result) for x in fresh]
        massages = [
            Massage(slot.day, at, slot.id, lap.knot, lap.exercise, lap.seconds, lap.result)
            for lap in fresh
            if lap.seconds > 0 and presses(self._library.exercises.get(lap.exercise))
        ]
        if rows:
            self._ledger.add(*rows, *massages)

    def _quick_slot(self, routine: Routine, day: date) -> Slot:
        used = [entry.slot for entry in self._ledger.read(Entry, day, day) if entry.kind is SlotKind.QUICK]
        number = max((int(slot[1:]) for slot in used if slot[1:].isdigit()), default=0) + 1
        length = timedelta(minutes=routine.minutes)
        return Slot(day, f"q{number}", SlotKind.QUICK, self._clock.now(), length, Reason.ASKED, number)

    def _sound(self, before: Session, after: Session) -> None:
        settings = self._preferences.current
        sound = cue_between(before, after)
        if sound is not None and settings.sounds and settings.volume > 0:
            self._speaker.play(sound, settings.volume)
