"""``unknot --demo``: a working day in about a minute, in a private data folder that is gone afterwards.

Only the gaps between slots are compressed: a prompt stays 3 s and a session takes 20 s. Without a display it answers
itself and prints what happened.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from unknot import endpoint
from unknot.bundled import resources
from unknot.core.day import Slot
from unknot.core.history import CareEvent, Outcome, SlotKind
from unknot.core.library import Library, Problem, Routine, RoutineStep
from unknot.core.settings import PromptStyle, Settings
from unknot.demo_time import DemoTime
from unknot.desktop.clock import local_zone
from unknot.ports import Answer, BusyDay, Cue, Ledger, Prompt, Undo
from unknot.ports_archive import Archive
from unknot.services.house import House, build
from unknot.services.preferences import Preferences
from unknot.storage.content import load_library
from unknot.storage.ledger import SqliteLedger, open_ledger

PROMPT_SECONDS = 3
SESSION_SECONDS = 20.0
LEAD_IN_SECONDS = 5.0
"""Of the session's seconds, these are the lead-in."""


def run() -> int:
    """Live the day; the exit status."""
    with tempfile.TemporaryDirectory(prefix="unknot-demo-") as folder:
        os.environ["UNKNOT_HOME"] = folder
        if endpoint.display_there():
            from unknot.demo_window import run_shown

            return run_shown(Path(folder))
        return run_told(Path(folder), print)


def demo_time() -> DemoTime:
    """The demo's clock, just before work on the next weekday (today, if it is one)."""
    zone = local_zone()
    day = datetime.now(zone).date()
    while day.weekday() > 4:
        day += timedelta(days=1)
    return DemoTime(datetime.combine(day, time(8, 29), zone), zone)


class DemoStore:
    """Settings that are never written, on a computer where no organisation sets anything."""

    locked: frozenset[str] = frozenset()
    defaults = Settings()

    def load(self) -> tuple[Settings, tuple[Problem, ...]]:
        """The defaults, with short prompts in our own window."""
        demo = replace(Settings(), prompt_seconds=PROMPT_SECONDS, start_at_login=False)
        return replace(demo, prompt_style=PromptStyle.WINDOW), ()

    def edited(self) -> Settings | None:
        """Nobody can write here."""
        return None

    def save(self, _settings: Settings) -> None:
        """Nothing to do."""


def demo_library() -> Library:
    """The real library, every routine cut to one exercise of a few seconds."""
    library = load_library([resources()])
    return replace(library, routines={name: short(routine) for name, routine in library.routines.items()})


def short(routine: Routine) -> Routine:
    """A session of the demo: one exercise of a few seconds under the routine's own name."""
    step = RoutineStep("chin-to-chest", hold=SESSION_SECONDS - LEAD_IN_SECONDS, rest=0)
    return replace(routine, minutes=SESSION_SECONDS / 60, steps=(step,))


def prepare(house: House) -> None:
    """As after the welcome."""
    house.care.answer(CareEvent.NONE_OF_THESE)
    house.ledger.remember("welcomed", house.clock.now().isoformat())


def demo_ledger(folder: Path, moment: Callable[[], datetime]) -> Ledger:
    """A real ledger in the private folder."""
    ledger, _ = open_ledger(folder / "data" / "ledger.db", now=moment)
    return ledger


def demo_archive(folder: Path, ledger: Ledger, moment: Callable[[], datetime]) -> Archive:
    """Of the private folder."""
    from unknot.storage.archive import FileArchive

    assert isinstance(ledger, SqliteLedger)
    return FileArchive(ledger, folder / "data", folder / "settings.toml", folder / "calendars.json", moment)


class Silent:
    """No sounds."""

    def play(self, _cue: Cue, _volume: int) -> None:
        """Nothing to hear."""


class SelfAnswering:
    """Answers prompts as a person might: mostly yes, once a snooze, once a skip, once not at all."""

    def __init__(self, tell: Callable[[str], None], clock: DemoTime, library: Library) -> None:
        self._tell = tell
        self._clock = clock
        self._library = library
        self._posture = [Answer.ACCEPT, Answer.SNOOZE, Answer.ACCEPT, Answer.EXPIRED, Answer.ACCEPT]
        self._session = [Answer.ACCEPT, Answer.SKIP, Answer.ACCEPT, Answer.ACCEPT]
        self.pending: Callable[[], None] | None = None

    def show(self, prompt: Prompt, answer: Callable[[Answer, int | None], None]) -> None:
        """Decide now, answer when the day goes on."""
        session = prompt.slot.kind is SlotKind.SESSION
        answers = self._session if session else self._posture
        chosen = answers.pop(0) if answers else Answer.ACCEPT
        name = self._title(prompt)
        said = {
            Answer.ACCEPT: "Start" if session else "Done it",
            Answer.SNOOZE: "Snooze",
            Answer.SKIP: "Skip",
            Answer.EXPIRED: "(no answer)",
        }[chosen]
        self._tell(f"{self._clock.now():%H:%M}  {prompt.slot.id}  {name}  ->  {said}")
        # a prompt that nobody answers goes away by itself: nothing is pending then
        self.pending = None if chosen is Answer.EXPIRED else lambda: answer(chosen, None)

    def withdraw(self) -> None:
        """It went away."""
        self.pending = None

    def attended(self) -> bool:
        """Nobody is here."""
        return False

    def skipped(self, coming: Slot | None, _undo: Undo, _why: object = None) -> None:
        """What a skip leads to."""
        if coming is not None:
            self._tell(f"       skipped; next {coming.kind} at {coming.due:%H:%M}")

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        """Three skips in a row don't come in this day."""
        choose(BusyDay.NOT_NOW)

    def _title(self, prompt: Prompt) -> str:
        if prompt.slot.kind is SlotKind.POSTURE:
            tip = self._library.tips.get(prompt.tip)
            return tip.title if tip else "Stand up"
        text = self._library.routine_text.get(prompt.routine)
        return text.name if text else "Stretch"


def run_told(folder: Path, tell: Callable[[str], None]) -> int:
    """The day without a display, as lines of text."""
    clock, library = demo_time(), demo_library()
    prompter = SelfAnswering(tell, clock, library)
    ledger = demo_ledger(folder, clock.now)
    preferences = Preferences(DemoStore())
    house = build(clock, clock, ledger, preferences, library, prompter, Silent(), shape=short)
    prepare(house)
    house.guide.on_end(lambda _slot, outcome, seconds, _share: tell(f"       session {outcome}, {seconds:.0f} s"))
    tell("No display here, so this is the day in words. Only the gaps between slots are compressed.")
    house.start()
    day = house.coach.plan().day
    end = house.coach.plan().work[-1].end + timedelta(minutes=1)
    while clock.now() < end:
        _live_on(house, prompter, clock, end)
    _sum_up(house, day, tell)
    house.stop()
    return 0


def _live_on(house: House, prompter: SelfAnswering, clock: DemoTime, end: datetime) -> None:
    """Go on to whatever comes next: an answer, a second of a session, or the next alarm."""
    if prompter.pending is not None:
        clock.advance(timedelta(seconds=2))
        pending, prompter.pending = prompter.pending, None
        if pending is not None:
            pending()
    elif house.guide.session is not None:
        clock.advance(timedelta(seconds=1))
        house.guide.refresh()
    else:
        coming = clock.next_alarm() or end
        clock.advance(max(timedelta(seconds=1), min(coming, end) - clock.now()))


def _sum_up(house: House, day: date, tell: Callable[[str], None]) -> None:
    plan = house.coach.plan_for(day)
    ups = sum(1 for s in plan.slots if s.kind is SlotKind.POSTURE and s.outcome is Outcome.DONE)
    done = f"{plan.sessions_done} of {plan.sessions_wanted} sessions, {ups} stand-ups"
    tell(f"{house.clock.now():%H:%M}  The day is over: {done}.")
