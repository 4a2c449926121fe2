"""The working day as it is lived: what is asked for, what the person answers and wants, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from unknot.core import choose as choosing
from unknot.core.care import CareState
from unknot.core.day import DayPlan, Slot, State
from unknot.core.gate import LEAST_SESSION, SNOOZES
from unknot.core.history import Entry, Event, Outcome, Pain, Reason, SlotKind
from unknot.core.library import Library
from unknot.core.presence import Hold, Presence
from unknot.core.settings import Settings
from unknot.core.worktime import later
from unknot.ports import Alarms, Answer, Clock, Ledger, Prompt, Prompter, Undo
from unknot.services.absence import Absence
from unknot.services.asking import Asking
from unknot.services.attention import Attention
from unknot.services.care import CareService
from unknot.services.day_keeper import DayKeeper
from unknot.services.listeners import Listeners
from unknot.services.preferences import Preferences
from unknot.services.rounds import Rounds

UNDO_FOR = timedelta(minutes=10)
"""So long can a skip be undone."""
_NOT_AGAIN = timedelta(minutes=10)
"""So long is a session not asked for again whose start was refused."""
_LAYOUT = ("hours", "sessions", "session_minutes", "session_gap", "prompt_gap")
"""Settings that lay out the sessions still coming afresh."""

Choose = Callable[[Slot, Sequence[str]], str]
"""The routine id for a session, given those used lately, newest first; "" when there is none."""


class Coach:
    """Runs the day. Implements ``ports.PresenceListener``. Everything on one thread; one alarm, to the next event.

    ``guide_begin`` starts a routine for a slot and answers whether it could; who runs the session then calls
    ``session_began`` and ``session_ended``. ``booted``: when the machine started, where that can be known.
    """

    def __init__(
        self, clock: Clock, alarms: Alarms, ledger: Ledger, preferences: Preferences, prompter: Prompter,
        library: Library, care: CareService, guide_begin: Callable[[str, Slot], bool], choose: Choose | None = None,
        booted: datetime | None = None,
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences
        self._prompter = prompter
        self._library = library
        self._care = care
        self._guide_begin = guide_begin
        self._choose = choose or self._from_library
        self._booted = booted
        absence = Absence(clock, ledger)
        self._absence = absence
        self._attention = Attention(clock, ledger, absence)
        self._keeper = DayKeeper(clock, ledger, preferences, absence)
        self._asking = Asking(clock, ledger, prompter, self._answered)
        self._changed: Listeners[[]] = Listeners()
        self._rounds = Rounds(
            clock, alarms, preferences, absence, self._keeper, self._attention, self._asking, self._ask,
            self._changed.tell,
        )
        self._settings = preferences.current
        self._running = ""
        self._wanted = ""
        self._undo: list[Undo] = []

    # start and end

    def start(self) -> None:
        """Begin to run the day: mend what the last run left, then wait two minutes before anything shows."""
        self._attention.back_again(self._booted)
        self._attention.recall_pause()
        self._attention.grace()
        blocked = self._care.state is CareState.BLOCKED
        if blocked:
            self._attention.begin(Hold.BLOCKED)
        self._keeper.close_old_days(blocked)
        self._keeper.mend(self._running)
        self._rounds.start()
        self._undo = [
            self._care.on_change(self._care_changed),
            self._preferences.on_change(lambda *_: self._settings_changed()),
        ]
        self._rounds.go()

    def stop(self) -> None:
        """The app is quit: what is on the screen is over, and what follows is time away."""
        shown = self._asking.withdraw()
        if shown is not None:
            self._keeper.answer(shown, Outcome.MISSED, Reason.PASSED_OVER)
        self._rounds.stop()
        self._attention.goodbye()
        for undo in self._undo:
            undo()
        self._undo = []

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told whenever plan, presence or prompt may have changed."""
        return self._changed.add(call)

    # what there is to know

    def plan(self) -> DayPlan:
        """The plan of the current working day as it stands now."""
        return self._keeper.plan()

    def plan_for(self, day: date) -> DayPlan:
        """The plan of any day: from the ledger up to today, as it would be later."""
        return self._keeper.plan(day)

    @property
    def presence(self) -> Presence:
        """What holds prompts now."""
        return self._attention.presence

    @property
    def next_alarm(self) -> datetime | None:
        """When the coach looks again by itself."""
        return self._rounds.next_alarm

    def up_next(self) -> tuple[Slot | None, Slot | None]:
        """(posture prompt, session) that come next, or are due, today."""
        plan = self.plan()
        posture, session = plan.coming(SlotKind.POSTURE), plan.coming(SlotKind.SESSION)
        return (posture[0] if posture else None, session[0] if session else None)

    def shown(self) -> Slot | None:
        """The slot whose prompt is on the screen."""
        return self._asking.slot

    def can_undo(self) -> Slot | None:
        """The slot skipped last, while the skip can be undone."""
        now = self._clock.now()
        skipped = [
            slot for slot in self.plan().slots
            if slot.outcome is Outcome.SKIPPED and slot.ended
            and 0 <= now.timestamp() - slot.ended.timestamp() < UNDO_FOR.total_seconds()
        ]
        return max(skipped, key=lambda slot: slot.ended.timestamp() if slot.ended else 0.0, default=None)

    def decisions(self, limit: int = 50) -> tuple[Entry, ...]:
        """What was decided lately, newest first."""
        return self._keeper.decisions(limit)

    def routine_for(self, slot: Slot) -> str:
        """The routine that a session will offer; "" when the library has none."""
        return slot.routine or self._choose(slot, self._keeper.used_lately())

    # what the person wants

    def start_session(self, slot_id: str | None = None) -> bool:
        """Start this session, or the one asked for, or the next one. False when there is none or it is refused."""
        slot = self._find(slot_id) or self._shown_session() or self.up_next()[1]
        if slot is None or slot.kind is not SlotKind.SESSION or slot.outcome or self._running:
            return False
        self._wanted = slot.id if self._care.state is CareState.UNASKED else ""
        return self._guide_begin(self.routine_for(slot), slot)

    def done_it(self) -> bool:
        """Answer the posture prompt that is shown. False when none is."""
        shown = self._asking.slot
        if shown is None or shown.kind is not SlotKind.POSTURE:
            return False
        self._accepted(shown)
        return True

    def snooze(self, minutes: int | None = None) -> bool:
        """Put off what is shown, or what comes next. False when there is nothing, or no snooze is left."""
        slot = self._target()
        if slot is None or slot.snoozes >= SNOOZES:
            return False
        length = timedelta(minutes=minutes or self._settings.snooze_minutes)
        now = self._clock.now()
        ahead = slot.due if slot.due.timestamp() > now.timestamp() else now
        self._asking.withdraw()
        self._keeper.write(slot, Event.SNOOZED, due=later(ahead, length))
        self._rounds.go()
        return True

    def skip(self, slot_id: str | None = None) -> bool:
        """Leave out what is shown, or this slot, or what comes next."""
        return self._skip(self._find(slot_id) if slot_id else self._target(), None)

    def undo_skip(self) -> bool:
        """Take the last skip back; the slot is open again, and due if its time has come."""
        slot = self.can_undo()
        if slot is None:
            return False
        self._keeper.write(slot, Event.UNDONE)
        self._rounds.go(replan=True)
        return True

    def move(self, slot_id: str, to: datetime) -> bool:
        """Put a coming slot at another time of the same working day. False when that isn't ahead in working time."""
        slot, plan, now = self._find(slot_id), self.plan(), self._clock.now()
        if slot is None or slot.outcome or slot.state in (State.SHOWN, State.RUNNING):
            return False
        ends = later(to, slot.length)
        fits = any(to in span and ends.timestamp() <= span.end.timestamp() for span in plan.work)
        if not fits or to.timestamp() < now.timestamp():
            return False
        self._keeper.write(slot, Event.MOVED, due=to)
        self._rounds.go()
        return True

    def shorten(self, slot_id: str) -> bool:
        """Make a session the 2-minute version."""
        slot = self._find(slot_id)
        if slot is None or slot.kind is not SlotKind.SESSION or slot.outcome or slot.length <= LEAST_SESSION:
            return False
        self._keeper.replan(slot, slot.due, Reason.SHORT_VERSION)
        self._rounds.go()
        return True

    def pause(self, until: datetime | None) -> None:
        """No prompts until then; None: until the person says."""
        self._attention.pause(until)
        self._rounds.go()

    def resume(self) -> None:
        """End the pause."""
        self._attention.resume()
        self._rounds.go()

    def show_now(self) -> bool:
        """Show a prompt for the person to see; it leaves no trace. False while a real one is shown."""
        shown = self._asking.rehearse(self._settings.snooze_minutes, self._settings.prompt_seconds)
        self._rounds.go()
        return shown

    # what the world tells (ports.PresenceListener)

    def held(self, why: Hold) -> None:
        """A reason to hold began."""
        self._attention.begin(why)
        self._rounds.go()

    def released(self, why: Hold) -> None:
        """It ended."""
        since = next((held.since for held in self.presence.holds if held.why is why), None)
        if since is not None and why is Hold.ASLEEP:
            self._absence.look()  # the hold tells of the same gap
            self._attention.end(why)
            self._rounds.passed(since)
        else:
            self._attention.end(why)
        self._rounds.go()

    def clock_changed(self) -> None:
        """The clock or the zone was set, or the machine woke: look at once."""
        self._rounds.go()

    def idle_known(self, known: bool) -> None:
        """Whether any source can tell idle time here; told once they were tried."""
        self._attention.idle_known(known)
        self._rounds.go()

    # what the guide tells

    def session_began(self, slot: Slot, resumed: bool = False) -> None:  # noqa: ARG002 - the guide's callback
        """A session runs: it is a break, so a posture prompt that waits is as good as done."""
        self._running, self._wanted = slot.id, ""
        shown = self._asking.withdraw()
        if shown is not None and shown.id != slot.id and shown.kind is SlotKind.SESSION:
            self._keeper.write(shown, Event.RELEASED)
        for waiting in self.plan().coming(SlotKind.POSTURE):
            if waiting.due.timestamp() <= self._clock.now().timestamp():
                self._keeper.answer(waiting, Outcome.CREDITED, Reason.SESSION_NEAR)
        self._attention.begin(Hold.SESSION)
        self._rounds.go()

    def session_ended(self, slot: Slot, outcome: Outcome, seconds: float = 0.0, share: float = 0.0) -> None:
        """A session ended or was closed; when it is resumed it ends again, and its last answer counts."""
        self._keeper.answer(slot, outcome, seconds=seconds, share=share)
        self._running = ""
        self._attention.end(Hold.SESSION)
        self._rounds.go()

    def pain_told(self, pain: Pain, count: int) -> None:  # noqa: ARG002 - the guide's callback; the ledger has it all
        """Something hurt, or that was a slip."""
        self._rounds.go()

    # how it works

    def _ask(self, slot: Slot, plan: DayPlan) -> None:
        session = slot.kind is SlotKind.SESSION
        inside = next((span for span in plan.work if self._clock.now() in span), None)
        if session and inside is not None:
            left = timedelta(seconds=inside.end.timestamp() - self._clock.now().timestamp())
            slot = replace(slot, length=max(LEAST_SESSION, min(slot.length, left)))
        routine = self.routine_for(slot) if session else ""
        slot = replace(slot, state=State.SHOWN, routine=routine)
        at_desk = self._keeper.at_desk() if not session and self.presence.idle_known else None
        self._keeper.write(slot, Event.SHOWN, routine=routine)
        self._asking.show(
            Prompt(
                slot, max(plan.sessions_wanted, slot.number), routine, "" if session else self._asking.tip(), at_desk,
                self._settings.snooze_minutes, SNOOZES - slot.snoozes, self._settings.prompt_seconds,
            )
        )

    def _answered(self, slot: Slot, answer: Answer, minutes: int | None) -> None:
        if answer is Answer.SNOOZE:
            if not self.snooze(minutes):
                self._asking.again()
        elif answer in (Answer.SKIP, Answer.DISMISSED):
            by_hand = answer is Answer.SKIP
            self._skip(slot, None if by_hand else Reason.DISMISSED)
            if by_hand:
                self._prompter.skipped(self._after(slot), lambda: self._undo_skip_of(slot))
        elif answer is Answer.EXPIRED:
            self._asking.withdraw()
            self._keeper.answer(slot, Outcome.MISSED, Reason.NO_ANSWER)
            self._rounds.go()
        else:
            self._accepted(slot)

    def _accepted(self, slot: Slot) -> None:
        self._asking.withdraw()
        if slot.kind is SlotKind.POSTURE:
            self._keeper.answer(slot, Outcome.DONE)
        elif not self._begin(slot):
            self._keeper.write(slot, Event.RELEASED)
            self._rounds.put_off(slot.id, later(self._clock.now(), _NOT_AGAIN))
        self._rounds.go()

    def _begin(self, slot: Slot) -> bool:
        self._wanted = slot.id if self._care.state is CareState.UNASKED else ""
        return self._guide_begin(slot.routine, slot)

    def _skip(self, slot: Slot | None, reason: Reason | None) -> bool:
        if slot is None or slot.outcome or slot.state is State.RUNNING:
            return False
        shown = self._asking.slot
        if shown is not None and shown.id == slot.id:
            self._asking.withdraw()
        self._keeper.answer(slot, Outcome.SKIPPED, reason)
        self._rounds.go()
        return True

    def _undo_skip_of(self, slot: Slot) -> None:
        """Undo offered with a skip: only while that is still the last one."""
        last = self.can_undo()
        if last is not None and last.id == slot.id:
            self.undo_skip()

    def _after(self, slot: Slot) -> Slot | None:
        posture, session = self.up_next()
        return session if slot.kind is SlotKind.SESSION else posture

    def _target(self) -> Slot | None:
        """What is shown, else what comes next of both kinds."""
        if self._asking.slot is not None:
            return self._asking.slot
        coming = [slot for slot in self.up_next() if slot is not None and slot.state is not State.RUNNING]
        return min(coming, key=lambda slot: slot.due.timestamp(), default=None)

    def _shown_session(self) -> Slot | None:
        shown = self._asking.slot
        return shown if shown is not None and shown.kind is SlotKind.SESSION else None

    def _find(self, slot_id: str | None) -> Slot | None:
        return next((slot for slot in self.plan().slots if slot.id == slot_id), None)

    def _from_library(self, slot: Slot, recent: Sequence[str]) -> str:
        hurt = {pain.exercise for pain in self._ledger.read(Pain, slot.day, slot.day) if not pain.withdrawn}
        routine = choosing.routine_for(
            slot.length.total_seconds() / 60, self._library, floor=self._settings.floor, recent=recent,
            seed=f"{slot.day} {slot.id}", left_out=hurt,
        )
        return routine.id if routine else ""

    def _care_changed(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if self._care.state is CareState.BLOCKED:
            self._attention.begin(Hold.BLOCKED)
        else:
            self._attention.end(Hold.BLOCKED)
        if wanted and self._care.state is CareState.CLEAR and not self._running:
            self.start_session(wanted)
        self._rounds.go()

    def _settings_changed(self) -> None:
        before, self._settings = self._settings, self._preferences.current
        self._rounds.go(replan=_layout(before) != _layout(self._settings))


def _layout(settings: Settings) -> tuple[object, ...]:
    return tuple(getattr(settings, name) for name in _LAYOUT)
