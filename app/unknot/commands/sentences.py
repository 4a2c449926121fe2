"""The command line's words for what the plan and the ledger say. Plain English, one table a kind, complete."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from unknot.core.history import Event, Outcome, Reason, SlotKind
from unknot.core.presence import Hold
from unknot.core.rota import DayOff

REASONS: dict[Reason, str] = {
    Reason.SPREAD: "spread evenly over the working time",
    Reason.INTERVAL: "long enough at the desk without a break",
    Reason.CLOCK: "at this minute of the hour",
    Reason.FIXED_TIME: "at this time by your settings",
    Reason.AFTER_CALL: "the break after the call",
    Reason.MOVED_FOR_GAP: "moved to keep the gap to others, or out of a break",
    Reason.MOVED_FOR_BUSY: "moved out of a busy time",
    Reason.MOVED_BY_PERSON: "moved by you",
    Reason.SPREAD_AGAIN: "spread again over what is left of the day",
    Reason.SHORT_VERSION: "a short version, because there is no room for all of it",
    Reason.SNOOZED: "snoozed",
    Reason.ASKED: "you started it",
    Reason.SESSION_NEAR: "a session is near, which is a break too",
    Reason.TIME_AWAY: "you were away from the desk",
    Reason.NO_ROOM: "there was no room for it",
    Reason.BUSY: "no gap between busy times is near enough",
    Reason.OUTSIDE: "outside the working time",
    Reason.END_OF_DAY: "the working day ended",
    Reason.NO_ANSWER: "no answer came",
    Reason.DISMISSED: "closed by you",
    Reason.PASSED_OVER: "its time passed while Unknot couldn't ask",
    Reason.PAIN: "enough pain for today",
    Reason.RED_FLAG: "exercises are off since you ticked a warning sign",
    Reason.RESUMED: "gone on with",
    Reason.BY_PERSON: "by you",
    Reason.HELD: "held back",
}
EVENTS: dict[Event, str] = {
    Event.PLANNED: "{what} is planned for {due}{because}.",
    Event.SHOWN: "{what} was asked for.",
    Event.SNOOZED: "{what} was put off until {due}.",
    Event.HELD: "{what} is held back: {holds}.",
    Event.RELEASED: "{what} is held back no longer.",
    Event.MOVED: "{what} was moved to {due}{because}.",
    Event.UNDONE: "{what} is open again: what was said of it was taken back.",
    Event.STARTED: "{what} was started{because}.",
    Event.ANSWERED: "{what} {outcome}{because}.",
    Event.EXPLAINED: "{what} was skipped: {why}.",
}
OUTCOMES: dict[Outcome, str] = {
    Outcome.DONE: "was done",
    Outcome.STOPPED_EARLY: "was stopped early",
    Outcome.SKIPPED: "was skipped",
    Outcome.MISSED: "was missed",
    Outcome.CREDITED: "counts as done",
    Outcome.DROPPED: "was left out",
}
HOLDS: dict[Hold, str] = {
    Hold.LOCKED: "the screen is locked",
    Hold.ASLEEP: "the computer is asleep",
    Hold.AWAY: "you are away from the desk",
    Hold.FULL_SCREEN: "something fills the screen",
    Hold.DO_NOT_DISTURB: "do not disturb is on",
    Hold.CALL: "you are in a call (microphone or camera in use)",
    Hold.SAID_CALL: "you said that you are in a call",
    Hold.SHARING: "the screen is shared",
    Hold.PRESENTING: "you are presenting",
    Hold.PAUSED: "Unknot is paused",
    Hold.TYPING: "you are typing",
    Hold.SESSION: "a session is under way",
    Hold.BLOCKED: "exercises are off",
}
DAYS_OFF: dict[DayOff, str] = {
    DayOff.WEEKDAY: "no hours on {weekday}s",
    DayOff.BY_PERSON: "you said so",
    DayOff.HOLIDAY: "{holiday}",
}


def decision(row: Mapping[str, Any]) -> str:
    """A row of the ledger (``storage.ledger.read_rows``) as a sentence. Words of a later version stay as they are."""
    event, outcome, reason = row["event"], row["outcome"], row["reason"]
    because = REASONS.get(reason, reason) if reason else ""
    template = EVENTS.get(event, f"{{what}}: {event}.")
    ended = OUTCOMES.get(outcome, f"ended: {outcome}")
    if row["seconds"] and outcome in (Outcome.DONE, Outcome.STOPPED_EARLY):
        ended += f" ({_length(row['seconds'])})"
    return template.format(
        what=_what(row), due=_time(row["due"], row["at"]), outcome=ended, holds=_holds(row["why"] or ""),
        because=f": {because}" if because else "", why=one_line(row["why"] or ""),
    )


def one_line(text: str) -> str:
    """Text from a file on one line, without what a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _what(row: Mapping[str, Any]) -> str:
    routine = f", {row['routine']}" if row["routine"] else ""
    named = {SlotKind.SESSION: "Session", SlotKind.POSTURE: "Stand-up", SlotKind.QUICK: "Quick stretch"}
    return f"{named.get(row['kind'], row['kind'])} {row['slot']}{routine}"


def _holds(why: str) -> str:
    known = {str(hold): words for hold, words in HOLDS.items()}
    return ", ".join(known.get(word, word) for word in why.split(",") if word) or "something"


def _time(due: str | None, at: str) -> str:
    """The time of day, with the date where that is not the day of ``at``."""
    if not due:
        return "later"
    moment = datetime.fromisoformat(due)
    return f"{moment:%H:%M}" if moment.date() == datetime.fromisoformat(at).date() else f"{moment:%Y-%m-%d %H:%M}"


def _length(seconds: float) -> str:
    return f"{round(seconds / 60)} min" if seconds >= 60 else f"{round(seconds)} s"
