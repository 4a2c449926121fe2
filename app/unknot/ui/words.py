"""The only place where enums and numbers become sentences. Everything goes through Qt's translation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from unknot.core.body import Area, Side
from unknot.core.choose import area_of
from unknot.core.day import DayPlan, Slot, State
from unknot.core.history import Entry, Event, Outcome, Reason, SlotKind
from unknot.core.library import Amount, Exercise, Library, Position, Problem, Routine, Sides
from unknot.core.presence import Hold, Presence
from unknot.ports import Prompt
from unknot.ui.tr import tr


def clock_time(moment: datetime) -> str:
    """A time of day in the locale's short form: 14:30, or 2:30 PM."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def day_name(day: date) -> str:
    """Weekday, day and month in the locale's words: Wednesday 22 November."""
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("dddd d MMMM"))


def minutes_seconds(seconds: float) -> str:
    """A length as 1:52."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def number_word(n: int) -> str:
    """Small numbers as words, for sentences; larger ones as digits."""
    words = (tr("no"), tr("one"), tr("two"), tr("three"), tr("four"), tr("five"), tr("six"), tr("seven"), tr("eight"))
    return words[n] if 0 <= n < len(words) else str(n)


def capital(text: str) -> str:
    """The same with its first letter large."""
    return text[:1].upper() + text[1:]


def minutes(n: int) -> str:
    """``1 minute``, ``3 minutes``."""
    return tr("1 minute") if n == 1 else tr("%n minutes", "", n)


def side(which: Side) -> str:
    """The side as a word inside a sentence."""
    return {Side.LEFT: tr("left"), Side.RIGHT: tr("right"), Side.BOTH: tr("both sides")}[which]


def with_side(sentence: str, which: Side) -> str:
    """Fill ``{side}`` and ``{other}`` of a content sentence."""
    return sentence.replace("{side}", side(which)).replace("{other}", side(which.other))


def area(which: Area) -> str:
    """An area's name."""
    return {
        Area.NECK: tr("Neck"),
        Area.TRAPEZIUS: tr("Upper trapezius"),
        Area.SHOULDERS: tr("Shoulders"),
        Area.BETWEEN_BLADES: tr("Between the shoulder blades"),
        Area.MID_BACK: tr("Mid back"),
        Area.LOWER_BACK: tr("Lower back"),
        Area.CHEST: tr("Chest"),
        Area.HIPS: tr("Hips"),
        Area.LEGS: tr("Legs"),
        Area.ARMS: tr("Arms"),
        Area.WRISTS: tr("Wrists"),
        Area.EYES: tr("Eyes"),
    }[which]


def quick_area(name: str) -> str:
    """The areas of Quick stretch, as people call them."""
    return {
        "neck": tr("Neck"),
        "shoulders": tr("Shoulders"),
        "upper-back": tr("Upper back"),
        "lower-back": tr("Lower back"),
        "hips": tr("Hips"),
        "wrists": tr("Wrists"),
    }[name]


def position(which: Position) -> str:
    """Where an exercise is done."""
    return {
        Position.SEAT: tr("Seat"),
        Position.STAND: tr("Stand"),
        Position.FLOOR: tr("Floor"),
        Position.WALL: tr("Wall"),
    }[which]


def _count(amount: Amount) -> str:
    least, most = _number(amount.least), _number(amount.most)
    return least if least == most else tr("{least} to {most}").format(least=least, most=most)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else QLocale().toString(value, "f", 1)


def dose(exercise: Exercise) -> str:
    """What to do how often, in a line: ``Hold 20 to 30 seconds each side, 2 to 4 times``."""
    each = exercise.sides is Sides.EACH
    if exercise.repetitions is None:
        text = tr("Hold {n} seconds each side") if each else tr("Hold {n} seconds")
        return text.format(n=_count(exercise.hold))
    times = _count(exercise.repetitions)
    if exercise.moves:
        return tr("The sequence, {times} times").format(times=times)
    if exercise.ways:
        return tr("{times} times each way").format(times=times)
    text = (
        tr("{times} times each side, hold {n} seconds each") if each else tr("{times} times, hold {n} seconds each")
    )
    return text.format(times=times, n=_count(exercise.hold))


def short_dose(exercise: Exercise) -> str:
    """The dose for a tile: ``30 s each side``."""
    each = exercise.sides is Sides.EACH
    if exercise.repetitions is None:
        text = tr("{n} s each side") if each else tr("{n} s")
        return text.format(n=_count(exercise.hold))
    times = _count(exercise.repetitions)
    if exercise.ways:
        return tr("{times} each way").format(times=times)
    if exercise.moves:
        return tr("{times} rounds").format(times=times)
    return (tr("{times} times each side") if each else tr("{times} times")).format(times=times)


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
        Hold.PAUSED: tr("Paused"),
        Hold.TYPING: tr("You are typing"),
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


def routine_name(name: str, library: Library) -> str:
    """What a routine is called: by its file, by the area of a quick stretch, or by its only exercise; "" for others."""
    if name in library.routine_text:
        return library.routine_text[name].name
    area_name = area_of(name)
    if area_name is not None:
        return quick_area(area_name)
    return library.exercise_text[name].name if name in library.exercise_text else ""


def slot_name(slot: Slot, library: Library | None = None) -> str:
    """A slot as a short name: ``Stand up``, ``Upper back, 3 minutes``."""
    if slot.kind is SlotKind.POSTURE:
        return tr("Stand up")
    mins = minutes(max(1, round(slot.length.total_seconds() / 60)))
    text = library.routine_text.get(slot.routine) if library and slot.routine else None
    return f"{text.name}, {mins}" if text else tr("Stretch session, {minutes}").format(minutes=mins)


def until(moment: datetime, now: datetime) -> str:
    """``in 12 min`` when near, ``at 14:30`` otherwise, ``now`` when due."""
    left = (moment - now).total_seconds() / 60
    if left < 0.5:
        return tr("now")
    if left < 60:
        return tr("in {n} min").format(n=max(1, round(left)))
    return at(moment, now)


def at(moment: datetime, now: datetime) -> str:
    """``at 14:30``; with the weekday when it isn't today."""
    time = clock_time(moment)
    if moment.date() == now.date():
        return tr("at {time}").format(time=time)
    weekday = QLocale().dayName(moment.isoweekday(), QLocale.FormatType.LongFormat)
    return tr("{weekday} at {time}").format(weekday=weekday, time=time)


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
        Reason.SPREAD_AGAIN: tr("spread again over what is left"),
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
    return named or (tr("Quick stretch") if entry.kind is SlotKind.QUICK else tr("Stretch session"))


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


TIP_PICTURES = {"check-sitting": "posture-check", "look-far": "look-far", "roll-shoulders": "shoulder-rolls"}


def prompt(which: Prompt, library: Library) -> tuple[str, str, str]:
    """A prompt's title, its one line, and the name of its picture."""
    if which.slot.kind is SlotKind.POSTURE:
        tip = library.tips.get(which.tip)
        title, line = (tip.title, tip.line) if tip else (tr("Stand up"), "")
        return title, line, TIP_PICTURES.get(which.tip, "walk")
    routine = library.routines.get(which.routine)
    if routine is None:
        return tr("Time to stretch"), minutes(max(1, round(which.slot.length.total_seconds() / 60))), "neutral-sit"
    return library.routine_text[routine.id].name, moves(routine), picture_of(routine, library)


def prompt_meta(which: Prompt) -> str:
    """The small line above a prompt's title: ``Session 3 of 4, 3 minutes`` or ``54 minutes at the desk``."""
    if which.slot.kind is SlotKind.POSTURE:
        return tr("{minutes} at the desk").format(minutes=minutes(which.active_minutes)) if which.active_minutes else ""
    length = minutes(max(1, round(which.slot.length.total_seconds() / 60)))
    return tr("Session {n} of {of}, {length}").format(n=which.slot.number, of=which.of, length=length)


def moves(routine: Routine) -> str:
    """``Six small moves, all in your chair.``"""
    n = len(routine.steps)
    place = routine.positions[0] if len(routine.positions) == 1 else None
    where = {
        Position.SEAT: tr("all in your chair"),
        Position.STAND: tr("all standing"),
        Position.FLOOR: tr("on the floor"),
        Position.WALL: tr("at a wall"),
        None: tr("sitting and standing"),
    }[place]
    what = tr("One small move") if n == 1 else tr("{n} small moves").format(n=capital(number_word(n)))
    return f"{what}, {where}."


def picture_of(routine: Routine, library: Library) -> str:
    """The picture that stands for a routine: its first exercise's."""
    first = library.exercises.get(routine.steps[0].exercise) if routine.steps else None
    return (first.picture or first.id) if first else "neutral-sit"


def skipped(coming: Slot | None) -> str:
    """``Skipped. Next session at 16:30.``"""
    if coming is None:
        return tr("Skipped. Nothing more today.")
    if coming.kind is SlotKind.POSTURE:
        return tr("Skipped. Next stand-up at {time}.").format(time=clock_time(coming.due))
    return tr("Skipped. Next session at {time}.").format(time=clock_time(coming.due))


def sentences(parts: Sequence[str]) -> str:
    """Join sentences with a space, leaving out empty ones."""
    return " ".join(part for part in parts if part)


def problem(which: Problem) -> str:
    """A broken file or value: what happened, where, and what became of it."""
    where = tr('{file}, field "{field}"').format(file=which.file, field=which.field) if which.field else which.file
    texts = {
        "unreadable": tr("{where}: it can't be read. It was kept beside as found; Unknot goes on without it."),
        "unknown": tr("{where}: {found} is not known here. Left out; the rest works."),
        "missing": tr("{where}: missing. Left out; the rest works."),
        "kind": tr("{where}: {found} is not of the right kind ({allowed}). Left out; the rest works."),
        "range": tr("{where}: {found} is outside {allowed}. Left out; the rest works."),
        "full": tr("{where}: the disk is full. Unknot goes on, but can't save."),
        "readonly": tr("{where}: this place can't be written. Unknot goes on, but can't save."),
    }
    text = texts.get(which.what, tr("{where}: {found} can't be used ({allowed}). Left out; the rest works."))
    return text.format(where=where, found=which.found or tr("the value"), allowed=which.allowed)
