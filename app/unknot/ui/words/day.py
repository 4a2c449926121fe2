"""The day as words: its slots, what holds them, how they ended, and why."""

from __future__ import annotations

from datetime import datetime

from unknot.core.day import DayPlan, Slot, State
from unknot.core.history import Entry, Event, Outcome, Reason, SlotKind
from unknot.core.library import Library
from unknot.core.presence import Hold, Presence
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


def holding(presence: Presence) -> tuple[str, str] | None:
    """What holds now and what happens then: (``In a call since 13:27``, ``Unknot asks once it ends.``)."""
    if not presence.holds:
        return None
    first = presence.holds[0]
    if first.why is Hold.PAUSED:
        if presence.paused_until is None:
            return tr("Paused"), tr("Until you say.")
        until = clock_time(presence.paused_until)
        return tr("Paused until {time}").format(time=until), tr("Nothing shows before.")
    if first.why is Hold.BLOCKED:
        return tr("Exercises and prompts are off"), tr("They stay off until you say you have been seen.")
    since = tr("{what} since {time}").format(what=hold(first.why), time=clock_time(first.since))
    return since, tr("Unknot asks once it ends.")


def slot_name(slot: Slot, library: Library | None = None) -> str:
    """A slot as a short name: ``Stand up``, ``Upper back, 3 minutes``."""
    if slot.kind is SlotKind.POSTURE:
        return tr("Stand up")
    mins = minutes(max(1, round(slot.length.total_seconds() / 60)))
    text = library.routine_text.get(slot.routine) if library and slot.routine else None
    return f"{text.name}, {mins}" if text else tr("Stretch session, {minutes}").format(minutes=mins)


def next_prompt(slot: Slot | None, now: datetime, relative: bool = True) -> str:
    """The first line of the tray menu: ``Stand up in 12 min``, or ``at 14:02``."""
    if slot is None:
        return tr("No more stand-ups today")
    return tr("Stand up {when}").format(when=until(slot.due, now) if relative else at(slot.due, now))


def next_session(slot: Slot | None, of: int, now: datetime) -> str:
    """The second line: ``Session 3 of 4 at 14:30``."""
    if slot is None:
        return tr("No more sessions today")
    return tr("Session {n} of {of} {when}").format(n=slot.number, of=of, when=at(slot.due, now))


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
        Reason.NO_ROOM: tr("no room left today"),
        Reason.END_OF_DAY: tr("the working day ended"),
        Reason.NO_ANSWER: tr("no answer"),
        Reason.DISMISSED: tr("closed by you"),
        Reason.PASSED_OVER: tr("its time had passed"),
        Reason.PAIN: tr("enough pain for today"),
        Reason.RED_FLAG: tr("exercises are off"),
        Reason.RESUMED: tr("resumed"),
        Reason.BY_PERSON: tr("by you"),
        Reason.HELD: tr("held"),
    }[which]


def decision(entry: Entry, library: Library | None = None) -> str:
    """One line of the ledger as a sentence: ``Stand up, held for the call``."""
    name = _entry_name(entry, library)
    if entry.event is Event.ANSWERED and entry.outcome is not None:
        return _ending(name, entry)
    phrases = {
        Event.PLANNED: tr("{name}, planned for {time}"),
        Event.SHOWN: tr("{name}, asked"),
        Event.SNOOZED: tr("{name}, snoozed until {time}"),
        Event.HELD: tr("{name}, held: {why}"),
        Event.RELEASED: tr("{name}, no longer held"),
        Event.MOVED: tr("{name}, moved to {time}"),
        Event.UNDONE: tr("{name}, skip undone"),
        Event.STARTED: tr("{name}, started"),
    }
    why = ", ".join(hold(Hold(w.strip())) for w in entry.why.split(",") if w.strip() in list(Hold)).lower()
    when = clock_time(entry.due) if entry.due else ""
    return phrases.get(entry.event, "{name}").format(name=name, time=when, why=why)


def _entry_name(entry: Entry, library: Library | None) -> str:
    if entry.kind is SlotKind.POSTURE:
        return tr("Stand up")
    named = routine_name(entry.routine, library) if library and entry.routine else ""
    if named or entry.kind is SlotKind.QUICK:
        return named or tr("Quick stretch")
    if entry.event is Event.ANSWERED and entry.due is not None:
        return tr("Session at {time}").format(time=clock_time(entry.due))
    return tr("Stretch session")


def _ending(name: str, entry: Entry) -> str:
    if entry.outcome is Outcome.DONE and entry.kind is not SlotKind.POSTURE and entry.seconds:
        return f"{name}, {minutes(max(1, round(entry.seconds / 60)))}"
    if entry.outcome is Outcome.SKIPPED and entry.reason in (None, Reason.BY_PERSON, Reason.DISMISSED):
        return tr("{name}, skipped by you").format(name=name)
    assert entry.outcome is not None
    word = outcome(entry.outcome).lower()
    return f"{name}, {word}: {reason(entry.reason)}" if entry.reason else f"{name}, {word}"


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
