"""The day as words: its slots, what holds them, how they ended, and why."""

from __future__ import annotations

from datetime import datetime

from unknot.core.day import DayPlan, Slot, State
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.library import Library
from unknot.core.presence import Held, Hold, Presence
from unknot.core.profiles import HOLIDAY, HOME, NIGHT, OFFICE, Profile
from unknot.ui.tr import tr
from unknot.ui.words.exercises import routine_name
from unknot.ui.words.plain import at, clock_time, minutes, until


def outcome(which: Outcome) -> str:
    """How a slot ended, in a word."""
    return {
        Outcome.DONE: tr("Done"),
        Outcome.STOPPED_EARLY: tr("Stopped early"),
        Outcome.SKIPPED: tr("Skipped"),
        Outcome.MISSED: tr("Missed"),
        Outcome.CREDITED: tr("Credited"),
        Outcome.DROPPED: tr("Dropped"),
    }[which]


def profile(which: Profile) -> str:
    """A profile by the name that the person gave it, or by its own."""
    return which.name or {
        OFFICE: tr("Office"),
        HOME: tr("Home"),
        NIGHT: tr("Night shift"),
        HOLIDAY: tr("Holiday"),
    }.get(which.id, which.id)


def hold(which: Hold) -> str:
    """A reason to hold, as the start of a sentence."""
    return {
        Hold.LOCKED: tr("Screen locked"),
        Hold.ASLEEP: tr("Computer asleep"),
        Hold.AWAY: tr("Away from the desk"),
        Hold.FULL_SCREEN: tr("Full screen"),
        Hold.DO_NOT_DISTURB: tr("Do not disturb"),
        Hold.CALL: tr("In a call"),
        Hold.SAID_CALL: tr("In a call"),
        Hold.SHARING: tr("Screen shared"),
        Hold.PRESENTING: tr("Presenting"),
        Hold.PAUSED: tr("Paused"),
        Hold.TYPING: tr("Typing"),
        Hold.SESSION: tr("In a session"),
        Hold.BLOCKED: tr("Exercises are off"),
    }[which]


def hold_line(held: Held, presence: Presence) -> str:
    """One reason to hold with its beginning or its end: ``In a call since 13:27``, ``Paused until 15:00``, and with the
    weekday where that is another day."""
    end = presence.until(held.why)
    ends = "" if end is None else clock_time(end) if end.date() == held.since.date() else at(end, held.since)
    if held.why is Hold.PAUSED:
        return tr("Paused until {time}").format(time=ends) if end else tr("Paused")
    if held.why is Hold.BLOCKED:
        return tr("Exercises and prompts are off")
    if end:
        return tr("{what} until {time}").format(what=hold(held.why), time=ends)
    return tr("{what} since {time}").format(what=hold(held.why), time=clock_time(held.since))


def afterwards(presence: Presence, more: bool = True) -> str:
    """What happens once nothing holds any more, as a sentence. ``more``: whether anything comes yet today."""
    first = presence.holds[0].why
    if first is Hold.BLOCKED:
        return tr("They stay off until you say you have been seen.")
    if first is Hold.PAUSED:
        return tr("Nothing shows before.") if presence.paused_until else tr("Until you say.")
    if first is Hold.SESSION:
        return tr("Unknot asks nothing meanwhile.")
    if not more:
        return tr("Nothing more is asked today.")
    return tr("Unknot asks once it ends.") if len(presence.holds) == 1 else tr("Unknot asks once all of this ends.")


def holding(presence: Presence) -> tuple[str, str] | None:
    """What holds now and what happens then: (``In a call since 13:27``, ``Unknot asks once it ends.``)."""
    if not presence.holds:
        return None
    return hold_line(presence.holds[0], presence), afterwards(presence)


def slot_name(slot: Slot, library: Library | None = None) -> str:
    """A slot as a short name: ``Stand up``, ``Upper back, 3 minutes``."""
    if slot.kind is SlotKind.POSTURE:
        return tr("Stand up")
    mins = minutes(max(1, round(slot.length.total_seconds() / 60)))
    name = routine_name(slot.routine, library) if library and slot.routine else ""
    return f"{name}, {mins}" if name else tr("Stretch session, {minutes}").format(minutes=mins)


def next_prompt(slot: Slot | None, now: datetime, relative: bool = True) -> str:
    """The first line of the tray menu: ``Stand up in 12 min``, or ``at 14:02``, or ``now`` once it is due. Without one
    sessions stand for them all: where one is missed, stand-ups come after all."""
    if slot is None:
        return tr("No stand-up before the session")
    when = until(slot.due, now) if relative else _now_or_at(slot.due, now)
    return tr("Stand up {when}").format(when=when)


def next_session(slot: Slot | None, of: int, now: datetime) -> str:
    """The second line: ``Session 3 of 4 at 14:30``, or ``now`` once it is due."""
    if slot is None:
        return tr("No more sessions today")
    return tr("Session {n} of {of} {when}").format(n=slot.number, of=of, when=_now_or_at(slot.due, now))


def _now_or_at(due: datetime, now: datetime) -> str:
    return tr("now") if due.timestamp() <= now.timestamp() else at(due, now)


def done_today(plan: DayPlan) -> str:
    """``2 of 4 done today``; on a day without sessions, that it is one."""
    if not plan.work:
        return tr("A day off")
    if plan.sessions_done > plan.sessions_wanted:
        return tr("{done} done today").format(done=plan.sessions_done)
    return tr("{done} of {of} done today").format(done=plan.sessions_done, of=plan.sessions_wanted)


def reason(which: Reason | None) -> str:
    """Why a slot is there or ended so, as a phrase."""
    if which is None:
        return ""
    return {
        Reason.SPREAD: tr("spread evenly over your day"),
        Reason.INTERVAL: tr("after sitting this long"),
        Reason.CLOCK: tr("at this minute of the hour"),
        Reason.MOVED_FOR_GAP: tr("moved to keep a gap"),
        Reason.MOVED_FOR_BUSY: tr("moved around a busy time"),
        Reason.MOVED_BY_PERSON: tr("moved by you"),
        Reason.SPREAD_AGAIN: tr("moved to even out the day"),
        Reason.SHORT_VERSION: tr("a short version before the day ends"),
        Reason.SNOOZED: tr("snoozed"),
        Reason.ASKED: tr("you started it"),
        Reason.SESSION_NEAR: tr("a session is near"),
        Reason.TIME_AWAY: tr("you were away"),
        Reason.NO_ROOM: tr("no room for it"),
        Reason.END_OF_DAY: tr("the working day ended"),
        Reason.NO_ANSWER: tr("no answer"),
        Reason.DISMISSED: tr("closed by you"),
        Reason.PASSED_OVER: tr("its time had passed"),
        Reason.PAIN: tr("enough pain for today"),
        Reason.RED_FLAG: tr("exercises are off"),
        Reason.RESUMED: tr("resumed"),
        Reason.BY_PERSON: tr("by you"),
        Reason.HELD: tr("held"),
        Reason.FIXED_TIME: tr("at your fixed time"),
        Reason.BUSY: tr("a busy time in your calendar"),
        Reason.OUTSIDE: tr("outside working time"),
        Reason.AFTER_CALL: tr("a break after the call"),
    }[which]


def state_word(slot: Slot) -> str:
    """A slot's state or outcome for its accessible text and the legend."""
    if slot.outcome is Outcome.CREDITED:
        return tr("credited, you were away")
    if slot.outcome is not None:
        return outcome(slot.outcome).lower()
    return {
        State.COMING: tr("coming"),
        State.DUE: tr("due"),
        State.SHOWN: tr("asking now"),
        State.HELD: tr("held"),
        State.RUNNING: tr("in progress"),
        State.OVER: tr("over"),
    }[slot.state]


def skipped(coming: Slot | None) -> str:
    """``Skipped. Next session at 16:30.``"""
    if coming is None:
        return tr("Skipped. Nothing more today.")
    if coming.kind is SlotKind.POSTURE:
        return tr("Skipped. Next stand-up at {time}.").format(time=clock_time(coming.due))
    return tr("Skipped. Next session at {time}.").format(time=clock_time(coming.due))
