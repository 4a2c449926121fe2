"""The sentences of the Today page: what is done, what stands out."""

from __future__ import annotations

from datetime import datetime

from unknot.core.care import CareState
from unknot.core.day import DayPlan, Slot, State
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.moving import Bar, Obstacle
from unknot.core.presence import Hold, Presence
from unknot.core.rota import DayOff
from unknot.core.stats import DaySummary
from unknot.ports import Busy
from unknot.ui import words
from unknot.ui.tr import tr

SOON = 180.0
"""Seconds that are a moment."""


def date_line(plan: DayPlan, holiday: str) -> str:
    """The day above the title, with its night or its holiday."""
    day = words.day_name(plan.day)
    if holiday:
        return tr("{day}, {holiday}").format(day=day, holiday=holiday)
    if plan.work and plan.work[-1].end.date() > plan.day:
        return tr("The night from {day}").format(day=day)
    return day


def title(summary: DaySummary, plan: DayPlan, care: CareState, ever: bool = True) -> str:
    """One sentence of what is done: ``Two of four sessions done``. ``ever``: some day has working time."""
    if care is CareState.BLOCKED:
        return tr("Exercises are off")
    of = (summary.wanted or plan.sessions_wanted) if plan.work else 0
    done = summary.done
    if not of:
        if not done:
            return tr("A day off") if ever else tr("No working time yet")
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


def off(why: DayOff | None, ever: bool) -> str:
    """What a day without working time is."""
    if not ever:
        return tr("Once you have chosen your hours, the day shows here.")
    if why is DayOff.BY_PERSON:
        return tr("You took today off, so nothing is asked.")
    return tr("Nothing is asked today.")


def fresh_start(yesterday: DaySummary, plan: DayPlan, now: datetime) -> str:
    """After a day without a single session: ``Yesterday was a day off from stretching. Today starts fresh ...``."""
    coming = [slot for slot in plan.coming() if slot.due.timestamp() > now.timestamp()]
    if yesterday.done or not yesterday.missed + yesterday.skipped or not coming:
        return ""
    said = tr("{day} was a day off from stretching. Today starts fresh, first at {time}.")
    one_day = (plan.day - yesterday.day).days == 1
    day = tr("Yesterday") if one_day else words.weekday(yesterday.day)
    return said.format(day=day, time=words.clock_time(coming[0].due))


def unheld(plan: DayPlan, now: datetime, next_look: datetime | None = None) -> str:
    """Why not now, where nothing holds: it is not working time, or there is no reason at all. ``next_look``: when the
    coach looks again."""
    if not plan.work:
        return tr("No working time today.")
    moment = now.timestamp()
    if moment >= plan.work[-1].end.timestamp():
        return tr("Your working day ended at {time}.").format(time=words.clock_time(plan.work[-1].end))
    coming = next(span for span in plan.work if moment < span.end.timestamp())
    if moment >= coming.start.timestamp():
        due = any(slot.due.timestamp() <= moment and slot.state is State.DUE for slot in plan.coming())
        if due and next_look is not None and next_look.timestamp() - moment < SOON:
            return tr("Nothing holds Unknot now. It asks in a moment.")
        return tr("Nothing holds Unknot now.")
    said = tr("Your working day begins at {time}.") if coming is plan.work[0] else tr("A break until {time}.")
    return said.format(time=words.clock_time(coming.start))


def holds_now(why: Hold) -> str:
    """What a source sees at this moment: ``In a call now``."""
    return tr("{what} now").format(what=words.hold(why))


def would_wait() -> str:
    """What that means while nothing is due."""
    return tr("What comes due waits until it ends.")


def busy_now(busy: Busy) -> str:
    """``Team meeting until 15:00``."""
    said = tr("{title} until {time}") if busy.title else tr("Busy until {time}")
    return said.format(title=busy.title, time=words.clock_time(busy.end))


def kept_free() -> str:
    """What a busy time means."""
    return tr("Your calendar has this time, so prompts move around it.")


def skipped(slot: Slot) -> str:
    """``The session at 14:55 is skipped.``"""
    prompt = slot.kind is SlotKind.POSTURE
    said = tr("The stand-up at {time} is skipped.") if prompt else tr("The session at {time} is skipped.")
    return said.format(time=words.clock_time(slot.due))


def moved(was: datetime, to: datetime) -> str:
    """``The session at 14:25 is now at 14:50.``"""
    return tr("The session at {was} is now at {time}.").format(was=words.clock_time(was), time=words.clock_time(to))


def in_the_way(obstacle: Obstacle, title: str = "") -> str:
    """Why a session can't be there: ``a break until 13:00``. ``title``: of the busy time."""
    time = words.clock_time(obstacle.at)
    if obstacle.why is Bar.BUSY and title:
        return tr("{title} until {time}").format(title=title, time=time)
    return {
        Bar.PAST: tr("already past"),
        Bar.BEFORE_WORK: tr("your day begins at {time}"),
        Bar.AFTER_WORK: tr("your day ends at {time}"),
        Bar.BREAK: tr("a break until {time}"),
        Bar.BUSY: tr("busy until {time}"),
        Bar.GAP: tr("too near the session at {time}"),
    }[obstacle.why].format(time=time)


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
    last = missed[-1]
    asked = last.outcome_reason is Reason.NO_ANSWER  # else nobody saw it: asleep, switched off, the end of the day
    said = tr("You were deep in something at {time}.") if asked else tr("The session at {time} passed by.")
    moved = tr("The day has moved the rest along.") if plan.coming(SlotKind.SESSION) else ""
    return words.sentences([said.format(time=words.clock_time(last.due)), moved])


def _first(plan: DayPlan, now: datetime) -> str:
    if any(slot.state is State.SHOWN for slot in plan.slots):
        return tr("Unknot is asking now.")
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
