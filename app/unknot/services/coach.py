"""The working day as it is lived: what is asked for, what the person answers and wants, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from unknot.core.care import CareState
from unknot.core.choosing import Choice
from unknot.core.day import DayPlan, Slot, Span, State
from unknot.core.gate import LEAST_SESSION, SNOOZES
from unknot.core.history import Entry, Event, Outcome, Pain, Reason, SkipWhy, SlotKind
from unknot.core.presence import Hold, Presence
from unknot.core.settings import PromptStyle, Settings
from unknot.core.stances import OTHER
from unknot.core.worktime import later
from unknot.ports import Alarms, Answer, BusyDay, Clock, Ledger, Prompt, Prompter, Undo
from unknot.services.absence import Absence
from unknot.services.agenda import Agenda
from unknot.services.asking import Asking
from unknot.services.attention import Attention
from unknot.services.calls import Calls
from unknot.services.care import CareService
from unknot.services.chooser import Choosing
from unknot.services.day_keeper import DayKeeper
from unknot.services.listeners import Listeners
from unknot.services.lookout import Lookout
from unknot.services.preferences import Preferences
from unknot.services.rounds import Rounds
from unknot.services.skips import Skips
from unknot.services.stances import BY_PROMPT, Stances
from unknot.services.wishes import Wishes

_NOT_AGAIN = timedelta(minutes=10)
"""So long is a session not asked for again whose start was refused."""


class Coach:
    """Runs the day. Implements ``ports.PresenceListener``. Everything on one thread; one alarm, to the next event.

    ``guide_begin`` starts what was chosen for a slot and answers whether it could; who runs the session then calls
    ``session_began`` and ``session_ended``. ``booted``: when the machine started, where that can be known. ``short``
    starts a minute for the neck.
    """

    def __init__(
        self, clock: Clock, alarms: Alarms, ledger: Ledger, preferences: Preferences, prompter: Prompter,
        chooser: Choosing, stances: Stances, care: CareService, lookout: Lookout, agenda: Agenda,
        guide_begin: Callable[[Choice, Slot], bool], short: Callable[[], object], booted: datetime | None = None,
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._preferences = preferences
        self._prompter = prompter
        self._chooser = chooser
        self._stances = stances
        self._care = care
        self._guide_begin = guide_begin
        self._booted = booted
        absence = Absence(clock, ledger)
        self._absence = absence
        stances.count_away(absence.of_day)
        self._attention = Attention(clock, ledger, absence)
        self._agenda = agenda
        self._lookout = lookout
        self._short = short
        self._skips = Skips(ledger)
        self._keeper = DayKeeper(clock, ledger, preferences, absence, self._agenda)
        self._calls = Calls(clock, self._attention, self._keeper)
        self._asking = Asking(clock, ledger, prompter, self._answered)
        self._changed: Listeners[[]] = Listeners()
        self._rounds = Rounds(
            clock, alarms, preferences, absence, self._keeper, self._attention, self._asking, self._ask,
            self._changed.tell, self._lookout, self._calls,
        )
        wishes = self._wishes = Wishes(clock, preferences, self._keeper, self._asking, self._rounds)
        self.snooze, self.skip, self.undo_skip, self.can_undo = (
            wishes.snooze, wishes.skip, wishes.undo_skip, wishes.can_undo
        )
        self.move, self.undo_move, self.shorten = wishes.move, wishes.undo_move, wishes.shorten
        self._running = ""
        self._wanted = ""
        self._offered: Choice | None = None
        self._undo: list[Undo] = []

    # start and end

    def start(self) -> None:
        """Begin to run the day: mend what the last run left, then wait two minutes before anything shows."""
        self._attention.back_again(self._booted)
        self._attention.recall()
        self._agenda.follow(self._keeper.today())
        self._attention.grace()
        blocked = self._care.state is CareState.BLOCKED
        if blocked:
            self._attention.begin(Hold.BLOCKED)
        self._keeper.close_old_days(blocked)
        self._keeper.mend(self._running)
        self._rounds.start()
        self._undo = [
            self._care.on_change(self._care_changed),
            self._preferences.on_change(self._settings_changed),
            self._lookout.on_look(self._looked),
            self._lookout.on_alone(self._rounds.go),
            self._agenda.on_change(self._rounds.go),
        ]
        self._rounds.go()

    def stop(self) -> None:
        """The app is quit: what is on the screen is over, and what follows is time away."""
        shown = self._asking.withdraw()
        if shown is not None:
            self._keeper.answer(shown, Outcome.MISSED, Reason.PASSED_OVER)
        self._rounds.stop()
        self._lookout.stop()
        self._agenda.stop()
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

    def plan_for(self, day: date, settings: Settings | None = None) -> DayPlan:
        """The plan of any day: from the ledger up to today, as it would be later; with other settings, if given."""
        return self._keeper.plan(day, settings=settings)

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
        return self._keeper.up_next()

    def shown(self) -> Slot | None:
        """The slot whose prompt is on the screen."""
        return self._asking.slot

    def decisions(self, limit: int = 50) -> tuple[Entry, ...]:
        """What was decided lately, newest first."""
        return self._keeper.decisions(limit)

    def choice_for(self, slot: Slot) -> Choice | None:
        """What a session will be, as long as its slot; None when the library has nothing for it. What is asked for
        stays as it was offered."""
        shown = self._asking.slot
        if self._offered is not None and shown is not None and (shown.day, shown.id) == (slot.day, slot.id):
            return self._offered
        choice = self._chooser.choose(slot)
        minutes = slot.length.total_seconds() / 60
        if choice is None or (_whole(slot, choice) and minutes >= choice.routine.minutes):
            return choice
        return self._chooser.in_minutes(choice, slot, minutes)

    # what the person wants

    def start_session(self, slot_id: str | None = None, minutes: int | None = None) -> bool:
        """Start this session, or the one asked for, or the next one, in so many minutes. False when there is none or
        it is refused."""
        slot = self._wishes.find(slot_id) or self._shown_session() or self.up_next()[1]
        if slot is None or slot.kind is not SlotKind.SESSION or slot.outcome or self._running:
            return False
        return self._begin(slot, self.choice_for(slot), minutes)

    def done_it(self) -> bool:
        """Answer the posture prompt that is shown. False when none is."""
        shown = self._asking.slot
        if shown is None or shown.kind is not SlotKind.POSTURE:
            return False
        self._accepted(shown)
        return True

    def pause(self, until: datetime | None) -> None:
        """No prompts until then; None: until the person says."""
        self._attention.pause(until)
        self._rounds.go()

    def resume(self) -> None:
        """End the pause."""
        self._attention.resume()
        self._rounds.go()

    def call(self, until: datetime | None = None) -> None:
        """In a call until then; None: until the person says so or it is seen to end, two hours at most."""
        self._calls.begin(until)
        self._rounds.go()
        if until is None:  # a microphone that is in use by now tells of the end, too
            self._lookout.look()

    def call_over(self) -> None:
        """The call has ended: the break comes first."""
        self._calls.over()
        self._rounds.go()

    def show_now(self, style: PromptStyle | None = None) -> bool:
        """Show a prompt for the person to see, in this form or as it is set; it leaves no trace. False while a real one
        is shown."""
        settings = self._preferences.current
        shown = self._asking.rehearse(settings.snooze_minutes, settings.prompt_seconds, style)
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

    def library_changed(self) -> None:
        """What is asked for may have lost an exercise: it is chosen anew when it is begun."""
        self._offered = None
        self._changed.tell()

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
        self._offered = choice = self._fitting(slot, inside) if session else None
        routine = choice.routine.id if choice else ""
        if choice is not None:
            slot = replace(slot, length=timedelta(minutes=choice.routine.minutes))
        slot = replace(slot, state=State.SHOWN, routine=routine)
        at_desk = self._keeper.at_desk() if not session and self.presence.idle_known else None
        after_call = slot.reason is Reason.AFTER_CALL
        tip = "" if session or after_call else self._asking.tip()
        self._keeper.write(slot, Event.SHOWN, routine=routine)
        settings = self._preferences.current
        self._asking.show(
            Prompt(
                slot, max(plan.sessions_wanted, slot.number), routine, tip, at_desk,
                settings.snooze_minutes, SNOOZES - slot.snoozes, settings.prompt_seconds, after_call,
                choice=choice,
                posture=self._stances.posture() if self._stances.wanted and not session else None,
            )
        )

    def _fitting(self, slot: Slot, inside: Span | None) -> Choice | None:
        """What a session will be if it ends with the working time and before the next busy time; a tied routine is as
        long as it is."""
        choice = self._chooser.choose(slot)
        if choice is None:
            return None
        length = timedelta(minutes=choice.routine.minutes) if _whole(slot, choice) else slot.length
        if inside is not None:
            now = self._clock.now().timestamp()
            coming = [span.start.timestamp() for span in self._keeper.busy(slot.day) if span.start.timestamp() > now]
            left = timedelta(seconds=min([inside.end.timestamp(), *coming]) - now)
            length = max(LEAST_SESSION, min(length, left))
        return self._chooser.in_minutes(choice, slot, length.total_seconds() / 60)

    def _answered(self, slot: Slot, answer: Answer, minutes: int | None) -> None:
        if answer is Answer.SNOOZE:
            if not self.snooze(minutes):
                self._asking.again()
        elif answer is Answer.CALL:
            self._asking.withdraw()
            self._keeper.write(slot, Event.RELEASED)
            self.call()
        elif answer in (Answer.SKIP, Answer.DISMISSED):
            self._skipped(slot, by_hand=answer is Answer.SKIP)
        elif answer is Answer.EXPIRED:
            self._asking.withdraw()
            self._keeper.answer(slot, Outcome.MISSED, Reason.NO_ANSWER)
            self._rounds.go()
        else:
            self._accepted(slot, minutes)

    def _skipped(self, slot: Slot, *, by_hand: bool) -> None:
        self._wishes.skip_slot(slot, None if by_hand else Reason.DISMISSED)
        if by_hand and self._skips.busy_day(slot.day):
            self._prompter.busy_day(self._busy_day)
        elif by_hand:
            why = partial(self._explain, slot) if self._skips.ask_why(slot.day) else None
            self._prompter.skipped(self._after(slot), lambda: self._wishes.undo_skip_of(slot), why)

    def _explain(self, slot: Slot, why: SkipWhy) -> None:
        self._keeper.write(slot, Event.EXPLAINED, why=str(why))
        self._changed.tell()

    def _busy_day(self, choice: BusyDay) -> None:
        if choice is BusyDay.SHORT:
            self._short()
        elif choice is BusyDay.FEWER:
            self._keeper.fewer(self.plan())
        self._rounds.go()

    def _looked(self) -> None:
        before, holds = self.presence, self._lookout.holds
        self._attention.asked(holds)
        self._calls.looked(holds)
        if self.presence != before or self._rounds.waits_for_look:
            self._rounds.go()

    def _accepted(self, slot: Slot, minutes: int | None = None) -> None:
        prompt, choice = self._asking.prompt, self.choice_for(slot) if slot.kind is SlotKind.SESSION else None
        self._asking.withdraw()
        if slot.kind is SlotKind.POSTURE:
            self._keeper.answer(slot, Outcome.DONE, why=prompt.tip if prompt else "")
            if prompt is not None and prompt.posture is not None:
                self._stances.change(OTHER[prompt.posture.stance], BY_PROMPT)
        elif not self._begin(slot, choice, minutes):
            self._keeper.write(slot, Event.RELEASED)
            self._rounds.put_off(slot.id, later(self._clock.now(), _NOT_AGAIN))
        self._rounds.go()

    def _begin(self, slot: Slot, choice: Choice | None, minutes: int | None) -> bool:
        self._wanted = slot.id if self._care.state is CareState.UNASKED else ""
        if choice is not None and minutes is not None:
            choice = self._chooser.in_minutes(choice, slot, minutes)
        return choice is not None and self._guide_begin(choice, slot)

    def _after(self, slot: Slot) -> Slot | None:
        posture, session = self.up_next()
        return session if slot.kind is SlotKind.SESSION else posture

    def _shown_session(self) -> Slot | None:
        shown = self._asking.slot
        return shown if shown is not None and shown.kind is SlotKind.SESSION else None

    def _care_changed(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if self._care.state is CareState.BLOCKED:
            self._attention.begin(Hold.BLOCKED)
        else:
            self._attention.end(Hold.BLOCKED)
        if wanted and self._care.state is CareState.CLEAR and not self._running:
            self.start_session(wanted)
        self._rounds.go()

    def _settings_changed(self, before: Settings, after: Settings) -> None:
        if (before.calendars, before.holidays) != (after.calendars, after.holidays):
            self._agenda.follow(self._keeper.today())
        self._rounds.go()


def _whole(slot: Slot, choice: Choice) -> bool:
    """Whether a session is done in full: a routine tied to it, but for its short version."""
    return slot.tied and choice.routine.id == slot.routine and slot.length > LEAST_SESSION
