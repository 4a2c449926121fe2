"""One round of the day: what is due, may it show, and when to look again. Run at every event; never by polling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from unknot.core.day import DayPlan, Slot, State
from unknot.core.gate import Around, Close, Later, Show, Verdict, Wait, decide, end_of_day, is_away
from unknot.core.history import Event, Outcome, Reason, SlotKind
from unknot.core.presence import ASKED, Hold
from unknot.core.worktime import later, next_start, next_turn
from unknot.ports import Alarms, Clock
from unknot.services.absence import BREAK, Absence, Jump
from unknot.services.asking import Asking
from unknot.services.attention import Attention
from unknot.services.calls import Calls
from unknot.services.day_keeper import DayKeeper
from unknot.services.lookout import AGAIN, Lookout
from unknot.services.preferences import Preferences

_ALARM = "next"
_MOST = 30
"""More decisions than one moment can hold; a guard against going round in circles."""


class Rounds:
    """Brings the day up to now, asks what may be asked, and sets the one alarm to the next event.

    ``ask``: shows a slot. ``told``: called after each round.
    """

    def __init__(
        self, clock: Clock, alarms: Alarms, preferences: Preferences, absence: Absence, keeper: DayKeeper,
        attention: Attention, asking: Asking, ask: Callable[[Slot, DayPlan], None], told: Callable[[], None],
        lookout: Lookout, calls: Calls,
    ) -> None:
        self._clock = clock
        self._alarms = alarms
        self._preferences = preferences
        self._absence = absence
        self._keeper = keeper
        self._attention = attention
        self._asking = asking
        self._ask = ask
        self._told = told
        self._lookout = lookout
        self._calls = calls
        self._layout = keeper.layout()
        self._day = keeper.today()
        self._zone = str(clock.now().tzinfo)
        self._plan = keeper.plan()
        self._waits: list[datetime] = []
        self._not_before: dict[str, datetime] = {}
        self._going = self._again = self._replan = False
        self._stopped = True
        self.waits_for_look = False
        """Whether something is due that waits for what the sources say."""
        self.next_alarm: datetime | None = None
        """When the next look is due; None while stopped, or when no day has working time."""

    def start(self) -> None:
        """Rounds from now on."""
        self._stopped = False

    def stop(self) -> None:
        """No more rounds."""
        self._stopped, self.next_alarm = True, None
        self._alarms.cancel(_ALARM)

    def put_off(self, slot_id: str, until: datetime) -> None:
        """Don't ask for this slot before then."""
        self._not_before[slot_id] = until

    def go(self, replan: bool = False) -> None:
        """Bring everything up to now. Called from within a round, one more follows it. ``replan``: the sessions still
        coming are laid out afresh."""
        self._again = True
        self._replan = self._replan or replan
        if self._going or self._stopped:
            return
        self._going = True
        try:
            for _ in range(_MOST):
                if not self._again:
                    break
                self._again = False
                replan, self._replan = self._replan, False
                self._again = self._round(replan) or self._again
        finally:
            self._going = False
        if not self._stopped:
            self._set_alarm()
        self._told()

    def _round(self, replan: bool) -> bool:
        """One step; True when it changed something, so that the plan has to be looked at again."""
        jump = self._absence.look()
        if jump is not None:
            self._jumped(jump)
        if self._attention.pause_over():
            self._attention.resume()
        if self._attention.call_ended():
            self._calls.over()
        self._turn_the_day()
        zone, self._zone = self._zone, str(self._clock.now().tzinfo)
        if zone != self._zone:
            self._keeper.follow_calendars()  # events whose times name no zone are at other moments here
        before, self._layout = self._layout, self._keeper.layout()
        changed = self._layout != before and self._layout[0] == before[0]
        plan = self._plan = self._keeper.plan(replan=replan or changed or zone != self._zone)
        if self._keeper.keep_up(plan):
            return True
        self._waits = []
        return self._look_at_shown(plan) or self._close_day(plan) or self._look_at_due(plan)

    # time

    def _turn_the_day(self) -> None:
        today = self._keeper.today()
        if today == self._day:
            return
        self._not_before.clear()
        shown = self._asking.withdraw() if self._asking.slot is not None else None
        if today > self._day:
            presence = self._attention.presence
            self._keeper.close_old_days(presence.has(Hold.BLOCKED), under_way=presence.has(Hold.SESSION))
        elif shown is not None:  # over the date line, or with other hours: it comes when its day does
            self._keeper.write(shown, Event.RELEASED)
        self._keeper.follow_calendars()
        self._day = today

    def _jumped(self, jump: Jump) -> None:
        if jump.by > timedelta():
            self._absence.slept(jump)
            self.passed(jump.start)
        else:
            self._attention.set_back(jump)
            self._keeper.clock_set_back(jump.by)

    def passed(self, since: datetime) -> None:
        """Nobody was there since then, up to now: what was on the screen or came due in it is over."""
        shown, now = self._asking.withdraw(), self._clock.now().timestamp()
        if shown is not None:
            self._keeper.pass_over(shown)
        long = now - since.timestamp() >= BREAK.total_seconds()
        told = self._keeper.stories(self._plan.day)
        for slot in self._plan.coming():  # as promised before: a plan of now would move them out of what went by
            due, posture = slot.due.timestamp(), slot.kind is SlotKind.POSTURE
            known = slot.id in told and told[slot.id].outcome is None
            if not known or slot.state in (State.RUNNING, State.SHOWN) or due > now:
                continue
            if posture or (long and due > since.timestamp()):
                self._keeper.pass_over(slot)
        self._attention.grace()

    # slots

    def _look_at_shown(self, plan: DayPlan) -> bool:
        slot = self._asking.slot
        if self._asking.overdue():
            self._asking.withdraw()
            if slot is not None:
                self._keeper.answer(slot, Outcome.MISSED, Reason.NO_ANSWER)
            return True
        if self._asking.ends is not None:
            self._waits.append(self._asking.ends)
        if slot is None:
            return False
        self._waits += [span.end for span in plan.work if self._clock.now() in span]
        around = Around(plan.work, timedelta())
        verdict = decide(slot, self._attention.presence, self._clock.now(), around)
        if isinstance(verdict, Close) or (isinstance(verdict, Later) and verdict.why in (Wait.HELD, Wait.OUTSIDE)):
            if isinstance(verdict, Later) and verdict.holds == (Hold.TYPING,):
                return False
            self._asking.withdraw()
            self._apply(slot, verdict)
            return True
        return False

    def _close_day(self, plan: DayPlan) -> bool:
        now = self._clock.now().timestamp()
        if plan.work and now < plan.work[-1].end.timestamp():
            return False
        return self._keeper.close_day(plan, end_of_day(self._attention.presence))

    def _look_at_due(self, plan: DayPlan) -> bool:
        if not plan.work or self._asking.slot is not None:
            self._rest()
            return False
        self.waits_for_look = False
        due = self._due(plan)
        session = any(slot.kind is SlotKind.SESSION for slot in due)
        held = False
        for slot in due:
            verdict = decide(slot, self._attention.presence, self._clock.now(), self._around(plan, slot, session))
            if isinstance(verdict, Show):
                if not self._lookout.fresh:
                    self._look()
                    return False
                self._ask(slot, plan)
                return True
            if self._apply(slot, verdict):
                return True
            held = held or (isinstance(verdict, Later) and self._asks_again(verdict))
        if not held:
            self._rest()
        elif self._lookout.stale:
            self._look()
        return False

    def _look(self) -> None:
        """Ask the sources; what they find brings another round."""
        self.waits_for_look = True
        self._lookout.look()

    def _asks_again(self, verdict: Later) -> bool:
        """Whether the sources are asked again while this holds; sets the next moment to do so."""
        holds = ASKED | ({Hold.SAID_CALL} if self._calls.listens else frozenset())
        if verdict.why is not Wait.HELD or holds.isdisjoint(verdict.holds):
            return False
        self._waits.append(later(self._clock.now(), AGAIN))
        return True

    def _rest(self) -> None:
        """Nothing is due: nobody has to know what the sources would say, but a window that looks on."""
        if not self._lookout.followed:
            self._attention.forget_asked()
            self._lookout.rest()

    def _due(self, plan: DayPlan) -> list[Slot]:
        now = self._clock.now().timestamp()
        due = []
        for slot in plan.coming():
            not_before = self._not_before.get(slot.id)
            if slot.due.timestamp() > now or slot.state in (State.RUNNING, State.SHOWN):
                continue
            if not_before is not None and not_before.timestamp() > now:
                self._waits.append(not_before)
                continue
            due.append(slot)
        return sorted(due, key=lambda slot: (slot.kind is not SlotKind.SESSION, slot.due.timestamp(), slot.number))

    def _around(self, plan: DayPlan, slot: Slot, session: bool) -> Around:
        gap = timedelta(minutes=self._preferences.current.prompt_gap)
        asked = self._keeper.last_asked(plan.day, slot.id)
        return Around(plan.work, gap, asked, self._attention.quiet_until, session, self._keeper.busy(plan.day))

    def _apply(self, slot: Slot, verdict: Verdict) -> bool:
        """Write a verdict other than Show down; True when the plan has to be looked at again."""
        if isinstance(verdict, Close):
            self._keeper.answer(slot, verdict.outcome, verdict.reason)
            return True
        if isinstance(verdict, Later):
            if verdict.until is not None:
                self._waits.append(verdict.until)
            why = ",".join(verdict.holds)
            if verdict.why is Wait.HELD and (slot.state is not State.HELD or slot.why != why):
                self._keeper.write(slot, Event.HELD, why=why)
            elif verdict.why is not Wait.HELD and slot.state in (State.HELD, State.SHOWN):
                self._keeper.write(slot, Event.RELEASED)
        return False

    # the alarm

    def _set_alarm(self) -> None:
        now = self._clock.now()
        moments = [*self._waits, *self._coming_moments(self._plan)]
        ahead = [moment for moment in moments if moment.timestamp() > now.timestamp()]
        self.next_alarm = min(ahead, key=datetime.timestamp, default=None)
        if self.next_alarm is None:
            self._alarms.cancel(_ALARM)
        else:
            self._alarms.ring(_ALARM, self.next_alarm, self.go)

    def _coming_moments(self, plan: DayPlan) -> Iterator[datetime]:
        now = self._clock.now()
        presence = self._attention.presence
        yield from (until for until in (presence.paused_until, presence.call_until) if until is not None)
        away = is_away(presence)
        for slot in plan.slots:
            if slot.ended is None and not (away and slot.reason is Reason.INTERVAL):  # until they are back it stands
                yield slot.due  # also of what won't show: then the ledger is told why
        if plan.next_minute is not None:
            yield plan.next_minute
        if plan.work:
            yield plan.work[-1].end
        if any(slot.kind is SlotKind.POSTURE for slot in self._due(plan)):
            yield from (span.end for span in plan.work)
        following = next_start(now, self._preferences.rota, now.tzinfo) if now.tzinfo else None
        if following is not None and now.tzinfo:
            yield following
            yield next_turn(now, now.tzinfo)  # who looks at the tray on a day off sees that day, not the last
