"""The sentences of the Today page: what is done, what stands out."""

from __future__ import annotations

from datetime import datetime

from unknot.core.care import CareState
from unknot.core.day import DayPlan, Slot, State
from unknot.core.history import Outcome, SlotKind
from unknot.core.presence import Hold, Presence
from unknot.core.stats import DaySummary
from unknot.ui import words
from unknot.ui.tr import tr


def title(summary: DaySummary, plan: DayPlan, care: CareState) -> str:
    """One sentence of what is done: ``Two of four sessions done``."""
    if care is CareState.BLOCKED:
        return tr("Exercises are off")
    of = summary.wanted or plan.sessions_wanted
    done = summary.done
    if not of:
        if not done:
            return tr("A day off")
        return tr("One session done") if done == 1 else _done(done)
    if done > of:
        return _done(done)
    if done == of:
        if of == 1:
            return tr("The one session is done")
        return tr("Both sessions done") if of == 2 else tr("All {of} sessions done").format(of=words.number_word(of))
    if not done:
        word = words.capital(words.number_word(of))
        return tr("One session today") if of == 1 else tr("{of} sessions today").format(of=word)
    counts = {"done": words.capital(words.number_word(done)), "of": words.number_word(of)}
    return tr("{done} of {of} sessions done").format(**counts)


def _done(n: int) -> str:
    return tr("{done} sessions done").format(done=words.capital(words.number_word(n)))


def standing_out(summary: DaySummary, plan: DayPlan, presence: Presence, care: CareState, now: datetime) -> str:
    """One line of what stands out."""
    if care is CareState.BLOCKED:
        return ""  # what holds says it
    parts = [_stood(summary.prompts_done), _waiting(plan, presence) or _missed(plan)]
    return words.sentences(parts if any(parts) else [_first(plan, now)])


def unheld(plan: DayPlan, now: datetime) -> str:
    """Why not now, where nothing holds: it is not working time, or there is no reason at all."""
    if not plan.work:
        return tr("No working time today.")
    moment = now.timestamp()
    if moment >= plan.work[-1].end.timestamp():
        return tr("Your working day ended at {time}.").format(time=words.clock_time(plan.work[-1].end))
    coming = next(span for span in plan.work if moment < span.end.timestamp())
    if moment >= coming.start.timestamp():
        return tr("Nothing holds Unknot now.")
    said = tr("Your working day begins at {time}.") if coming is plan.work[0] else tr("A break until {time}.")
    return said.format(time=words.clock_time(coming.start))


def skipped(slot: Slot) -> str:
    """``The session at 14:55 is skipped.``"""
    prompt = slot.kind is SlotKind.POSTURE
    said = tr("The stand-up at {time} is skipped.") if prompt else tr("The session at {time} is skipped.")
    return said.format(time=words.clock_time(slot.due))


def _stood(times: int) -> str:
    if times < 1:
        return ""
    if times == 1:
        return tr("You stood up once.")
    return tr("You stood up twice.") if times == 2 else tr("You stood up {n} times.").format(n=times)


def _waiting(plan: DayPlan, presence: Presence) -> str:
    held = [slot for slot in plan.slots if slot.state is State.HELD]
    if not held:
        return ""
    what = tr("One prompt waits") if len(held) == 1 else tr("{n} prompts wait").format(n=len(held))
    if presence.has(Hold.CALL):
        return tr("{what} until your call ends.").format(what=what)
    return f"{what}."


def _missed(plan: DayPlan) -> str:
    missed = [slot for slot in plan.sessions if slot.outcome is Outcome.MISSED]
    if not missed:
        return ""
    time = words.clock_time(missed[-1].due)
    if not plan.coming(SlotKind.SESSION):
        return tr("You were deep in something at {time}.").format(time=time)
    return tr("You were deep in something at {time}. The day has moved the rest along.").format(time=time)


def _first(plan: DayPlan, now: datetime) -> str:
    coming = [slot for slot in plan.coming() if slot.due.timestamp() > now.timestamp()]
    if not coming:
        return ""
    return tr("Unknot asks first at {time}.").format(time=words.clock_time(coming[0].due))


def why(slot: Slot, purpose: str) -> str:
    """Why this session, now: what it does, and why it stands where it stands."""
    return words.sentences([purpose, f"{words.capital(words.reason(slot.reason))}."])


def streak(days: int) -> str:
    """``9 working days running``."""
    if days < 1:
        return ""
    return tr("1 working day running") if days == 1 else tr("{n} working days running").format(n=days)
