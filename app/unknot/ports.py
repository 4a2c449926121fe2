"""What services need of the world, as Protocols. Each says which thread, how often, and whether it may block.

Everything is called on the Qt thread unless it says otherwise. A source that can't know answers None, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from unknot.core.choosing import Choice
from unknot.core.day import Slot
from unknot.core.history import Record, SkipWhy
from unknot.core.library import Problem
from unknot.core.presence import Hold
from unknot.core.settings import PromptStyle, Settings
from unknot.core.stances import Posture

Undo = Callable[[], None]
"""What a subscription returns: call it to be told no more."""

R = TypeVar("R", bound=Record)


class StoreError(Exception):
    """The disk refused. ``problem`` names the file and what happened (``full``, ``readonly``, ``unreadable``)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.file}: {problem.what}")
        self.problem = problem


class Clock(Protocol):
    """Reads only; never blocks."""

    @property
    def zone(self) -> tzinfo:
        """The zone of ``now()``, with its rules."""

    def now(self) -> datetime:
        """The wall clock, aware, in the local zone."""

    def monotonic(self) -> float:
        """Seconds that never jump; only differences mean anything."""


class Alarms(Protocol):
    """Rings once at a wall-clock time. Setting a name again replaces it. Never early; late after sleep."""

    def ring(self, name: str, at: datetime, call: Callable[[], None]) -> None:
        """Set the alarm ``name``. ``call`` runs on the Qt thread."""

    def cancel(self, name: str) -> None:
        """Forget the alarm; unknown names are fine."""

    def check(self) -> None:
        """Compare with the wall clock again: it was set, or the machine woke."""

    def stop(self) -> None:
        """Forget all, for good."""


class PresenceListener(Protocol):
    """What desktop sources tell. Called on the Qt thread, at once when it happens, never on a timer."""

    def held(self, why: Hold) -> None:
        """A reason to hold began (LOCKED, ASLEEP, AWAY ...). Repeats are harmless."""

    def released(self, why: Hold) -> None:
        """It ended."""

    def clock_changed(self) -> None:
        """The wall clock or the zone was set, or the machine woke."""


class PresenceSource(Protocol):
    """One thing that knows about the person or the machine: lock and sleep, idle, clock changes."""

    def start(self, listener: PresenceListener) -> bool:
        """Begin to tell; False when it can't work here. May block for at most 200 ms, once."""

    def stop(self) -> None:
        """End, releasing what it holds."""


class HoldProbe(Protocol):
    """One source that is asked whether a reason to hold is there: full screen, do-not-disturb, a call, typing ...

    Nothing runs between questions. It is asked when a prompt is due, then at most every 15 s while it holds; and while
    a window that shows the answer is open.
    """

    @property
    def name(self) -> str:
        """Which source it is, one word: ``microphone``, ``camera``, ``full-screen`` ... (``ui.words`` names it)."""

    @property
    def why(self) -> Hold:
        """What it tells of; several sources may tell of the same hold."""

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        """Ask now. ``answer`` is called exactly once, on the Qt thread, at once or within a second: True it holds,
        False it doesn't, None it can't be known here. Must not block for more than 20 ms."""

    def watch(self, ended: Callable[[], None]) -> Undo:
        """While it holds: call ``ended`` as soon as it may have ended, where an event tells; where none does, nothing
        happens and it is asked again. Never polls."""


@dataclass(frozen=True, slots=True)
class Said:
    """Beside an answer: who knows (``dunst``), or why nobody does and what the person can do about it."""

    found: str
    advice: str = ""


@runtime_checkable
class Telling(Protocol):
    """A probe that says more than yes and no."""

    @property
    def said(self) -> Said:
        """What belongs to its last answer."""


@dataclass(frozen=True, slots=True)
class Busy:
    """A busy time of a calendar; both ends aware. ``title`` may be empty."""

    start: datetime
    end: datetime
    title: str = ""


class Calendars(Protocol):
    """The person's local calendar files, and public holidays. Answers what is known now and never blocks; reading goes
    on elsewhere, and listeners are told when there is more to know."""

    def follow(self, files: Sequence[str], country: str, first: date, last: date) -> None:
        """From now on answer for these .ics files and folders, this country (``DE``, ``DE-BY``, "" for none) and these
        days; for holidays also of years before. Called at the start, when settings change and when a day turns. Returns
        at once."""

    def busy(self, first: datetime, last: datetime) -> tuple[Busy, ...]:
        """Busy times that touch this stretch, in order of start."""

    def holiday(self, day: date) -> str:
        """The name of the public holiday; "" for none, or when it isn't known yet."""

    def problems(self) -> tuple[Problem, ...]:
        """What couldn't be read, file by file; the rest works."""

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told, on the Qt thread, when any of the answers may have changed: a file did, or reading is through."""

    def stop(self) -> None:
        """Follow nothing any more."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A desktop notification with words already made. ``actions`` are (id, label) pairs in order."""

    title: str
    body: str
    actions: tuple[tuple[str, str], ...]
    image: Path | None = None


class Closed(StrEnum):
    """Why a notification went away without an action."""

    EXPIRED = "expired"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    LOST = "lost"


class Notifier(Protocol):
    """Desktop notifications with buttons."""

    def can_act(self) -> bool:
        """Whether a service is there that shows action buttons. Asked before each prompt; must not block over 50 ms."""

    def show(self, notice: Notice, on_action: Callable[[str], None], on_closed: Callable[[Closed], None]) -> None:
        """Show one, replacing the last. Exactly one of the callbacks is called once, later."""

    def withdraw(self) -> None:
        """Take the shown one away; ``on_closed(WITHDRAWN)`` follows. Fine when nothing is shown."""


class Answer(StrEnum):
    """What came back from a prompt. ACCEPT is Start (with minutes: as long as that), or "Done it" on a posture prompt;
    CALL: ask after this call."""

    ACCEPT = "accept"
    SNOOZE = "snooze"
    CALL = "call"
    SKIP = "skip"
    DISMISSED = "dismissed"
    EXPIRED = "expired"


class BusyDay(StrEnum):
    """What came back from the card after the third skip in a row."""

    SHORT = "short"
    FEWER = "fewer"
    NOT_NOW = "not now"


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything a prompt needs to be worded. ``of``: sessions today. ``tip``: id of the posture tip (rotating), "" for
    none.

    ``active_minutes``: at the desk since the last break, for a posture prompt; None when not known. ``after_call``: a
    call has just ended, and this is the break that comes first. ``style``: shown in this form instead of the one that
    is set, to see what it is like. ``choice``: what a session will be. ``posture``: the present one at a desk that goes
    up and down, so that a posture prompt names the other; None for other desks.
    """

    slot: Slot
    of: int
    routine: str
    tip: str
    active_minutes: int | None
    snooze_minutes: int
    snoozes_left: int
    seconds: int
    """How long it stays; the coach withdraws it then, the prompter needs no timer of its own for that."""
    after_call: bool = False
    style: PromptStyle | None = None
    choice: Choice | None = None
    posture: Posture | None = None


class Prompter(Protocol):
    """Asks the person. Never takes the keyboard focus."""

    def show(self, prompt: Prompt, answer: Callable[[Answer, int | None], None]) -> None:
        """Show it, replacing what is shown. ``answer`` is called at most once, with minutes for another snooze time, or
        for a session of another length."""

    def withdraw(self) -> None:
        """Take it away without an answer. Fine when nothing is shown."""

    def attended(self) -> bool:
        """Whether the person is at it just now: the pointer rests on it. It is not withdrawn then for want of an
        answer."""

    def skipped(self, coming: Slot | None, undo: Undo, why: Callable[[SkipWhy], None] | None = None) -> None:
        """Say that it was skipped, what comes next, and offer to undo for a moment. ``why``: offer to say why, too; it
        is called at most once."""

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        """Instead of that, after the third skip in a row: offer less. ``choose`` is called at most once."""


class Cue(StrEnum):
    """Sounds, each a file of that name in resources/sounds."""

    START = "start"
    SWITCH_LEFT = "switch-left"
    SWITCH_RIGHT = "switch-right"
    END = "end"
    DONE = "done"
    PROMPT = "prompt"


class Speaker(Protocol):
    """Plays sounds; silent where it can't."""

    def play(self, cue: Cue, volume: int) -> None:
        """Play now, ``volume`` in percent. Returns at once."""


class Autostart(Protocol):
    """Start at login."""

    def enabled(self) -> bool | None:
        """Whether it is on; None where this can't be known."""

    def set(self, on: bool) -> None:
        """Switch it. Raises StoreError when refused."""


class Ledger(Protocol):
    """Append-only records, and a few named values. Reads answer what was added, even when the disk refuses."""

    def add(self, *records: Record) -> None:
        """Keep these, all or none. Never raises for a full or read-only disk: tells ``on_trouble`` once instead."""

    def read(self, kind: type[R], first: date, last: date) -> tuple[R, ...]:
        """Records of one kind from day to day inclusive, in order of adding. Records without a ``day`` count by the
        local date of their moment (Away: its end)."""

    def recall(self, key: str) -> str | None:
        """A named value, None when never set."""

    def remember(self, key: str, value: str | None) -> None:
        """Set a named value; None forgets it."""

    def last_seen(self) -> datetime | None:
        """The moment of the newest record, None for an empty ledger."""

    def first_day(self) -> date | None:
        """The day of the oldest record, None for an empty ledger."""

    def on_replaced(self, call: Callable[[], object]) -> Undo:
        """Be told when records were erased or others put in their place: what was folded from them is to be folded
        anew. The only way in which records ever go."""


class SettingsStore(Protocol):
    """The settings file, over what an organisation may have set for everybody."""

    @property
    def locked(self) -> frozenset[str]:
        """Names of settings that only the organisation sets: ``load`` answers its values, ``save`` leaves them out."""

    @property
    def defaults(self) -> Settings:
        """The settings of somebody who chose nothing."""

    def load(self) -> tuple[Settings, tuple[Problem, ...]]:
        """Read it; a missing file gives the defaults without a problem."""

    def edited(self) -> Settings | None:
        """What it says now, where another hand wrote it since it was last read or written here; None where nobody did,
        or where something in it is wrong. Never raises."""

    def save(self, settings: Settings) -> None:
        """Write it whole or not at all. Raises StoreError."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a file of settings would make of those in force. ``problems``: what it says that can't be used, by field."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


class SettingsBundles(Protocol):
    """All settings in one file, for another computer or for later."""

    def write(self, path: Path, settings: Settings) -> None:
        """Write them whole or not at all. Raises StoreError."""

    def read(self, path: Path, onto: Settings, locked: frozenset[str]) -> Bundle:
        """The settings as they would be with what the file says, but for what is ``locked``. Changes nothing. Raises
        StoreError for a file that can't be read or has no settings in it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of ``unknot check``: what works here, what was found, what to do about it."""

    name: str
    works: bool | None
    found: str
    advice: str = ""
