"""The services wired to each other over the ports. compose.py fills the ports; the demo and the tests do too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.core.body_map import BodyShapes
from unknot.core.care import CareState
from unknot.core.history import Pain
from unknot.core.library import Library, Routine
from unknot.core.presence import Hold
from unknot.core.session import Status
from unknot.core.worktime import later, working_day
from unknot.ports import Alarms, Calendars, Clock, HoldProbe, Ledger, Prompter, Speaker
from unknot.ports_own import OwnContent
from unknot.services.agenda import Agenda
from unknot.services.care import CareService
from unknot.services.chooser import Chooser
from unknot.services.coach import Coach
from unknot.services.compresses import Compresses
from unknot.services.guide import RESUMABLE, Guide
from unknot.services.knots import Knots
from unknot.services.lookout import Lookout
from unknot.services.massaging import Massaging
from unknot.services.movement import Movement
from unknot.services.notices import Notices
from unknot.services.pain_log import PainLog
from unknot.services.preferences import Preferences
from unknot.services.progress import Progress
from unknot.services.records import Records
from unknot.services.stances import Stances
from unknot.services.verbs import Verbs
from unknot.services.workshop import Workshop

NECK = "neck"
"""What the minute on a busy day is for."""
_STANDING = frozenset({Hold.LOCKED, Hold.ASLEEP})
"""What pauses a running session."""


@dataclass(frozen=True)
class House:
    """Every service, once. It is also the one listener of all presence sources."""

    clock: Clock
    alarms: Alarms
    ledger: Ledger
    preferences: Preferences
    library: Library
    care: CareService
    guide: Guide
    coach: Coach
    verbs: Verbs
    lookout: Lookout
    agenda: Agenda
    pain_log: PainLog
    notices: Notices
    knots: Knots
    chooser: Chooser
    movement: Movement
    stances: Stances
    massaging: Massaging
    compresses: Compresses
    workshop: Workshop
    progress: Progress
    records: Records

    def start(self) -> None:
        """Begin the day, taking up what the last run left."""
        self.guide.on_begin(lambda _slot, _resumed: self.massaging.close())
        self.guide.on_begin(self.coach.session_began)
        self.guide.on_end(self.coach.session_ended)
        self.guide.on_pain(self._pain)
        self.guide.on_pain(self.pain_log.pain_told)
        self.guide.on_change(self._watch_standstill)
        self.workshop.on_change(self.guide.library_changed)
        self.workshop.on_change(self.coach.library_changed)
        self.massaging.on_change(self._watch_massage)
        self.massaging.on_pain(self._massage_hurt)
        self.care.on_change(self._watch_care)
        self.ledger.on_replaced(self._read_anew)
        self.guide.recover()
        self.massaging.recover()
        self.compresses.recover()
        self.coach.start()

    def stop(self) -> None:
        """End for good: a running session is put away so that it can be gone on with."""
        if self.guide.session is not None:
            self.guide.close()
        self.massaging.close()
        self.coach.stop()
        self.alarms.stop()

    def held(self, why: Hold) -> None:
        """A reason to hold began; a session stands still behind a lock and through sleep."""
        if why in _STANDING:
            self.guide.pause()
            self.massaging.pause()
        if why is Hold.ASLEEP:
            self.compresses.asleep(True)
        self.coach.held(why)

    def released(self, why: Hold) -> None:
        """It ended."""
        if why is Hold.ASLEEP:
            self.compresses.asleep(False)
        self.coach.released(why)

    def clock_changed(self) -> None:
        """The clock or the zone was set, or the machine woke."""
        self.alarms.check()
        self.massaging.clock_changed()
        self.compresses.clock_changed()
        self.coach.clock_changed()

    def _pain(self, pain: Pain, count: int) -> None:
        self.coach.pain_told(pain, count)

    def _watch_care(self) -> None:
        """A red flag stops what is under way, too."""
        if self.care.state is CareState.BLOCKED:
            self.guide.close()
            self.massaging.close()

    def _watch_massage(self) -> None:
        """No prompt comes in between."""
        if self.massaging.run is not None:
            self.coach.held(Hold.SESSION)
        elif self.guide.session is None:
            self.coach.released(Hold.SESSION)

    def _massage_hurt(self, pain: Pain) -> None:
        count = self.guide.pains(pain.day)
        self.coach.pain_told(pain, count)
        self.pain_log.pain_told(pain, count)

    def _read_anew(self) -> None:
        """Records were erased, or others put in their place."""
        self.care.refresh()
        self.pain_log.refresh()
        self.coach.clock_changed()

    def _watch_standstill(self) -> None:
        """A paused session holds all prompts, so one that was forgotten is put away after a while."""
        session = self.guide.session
        if session is None or session.status is Status.RUNNING:
            self.alarms.cancel("standstill")
        else:
            self.alarms.ring("standstill", later(self.clock.now(), RESUMABLE + timedelta(seconds=1)), self._put_away)

    def _put_away(self) -> None:
        if self.guide.forgotten:
            self.guide.close()


def build(
    clock: Clock,
    alarms: Alarms,
    ledger: Ledger,
    preferences: Preferences,
    library: Library,
    prompter: Prompter,
    speaker: Speaker,
    booted: datetime | None = None,
    shape: Callable[[Routine], Routine] = lambda routine: routine,
    probes: Sequence[HoldProbe] = (),
    calendars: Calendars | None = None,
    body_map: Callable[[], BodyShapes | None] = lambda: None,
    own: OwnContent | None = None,
    passing: Callable[[], float] | None = None,
) -> House:
    """Wire them up; nothing runs before ``House.start``. ``shape`` has the last word on what sessions contain.
    ``body_map`` is read when a knot is first placed. ``passing``: seconds that never jump, asleep or not."""
    lookout = Lookout(clock, alarms, probes)
    agenda = Agenda(clock, preferences, calendars)
    care = CareService(clock, ledger)
    guide = Guide(clock, ledger, speaker, preferences, library)
    knots = Knots(clock, ledger, body_map)
    stances = Stances(clock, ledger, preferences)
    chooser = Chooser(clock, ledger, preferences, library, stances, knots.open, shape)
    # the coach begins sessions through the verbs, which need the coach
    coach = Coach(
        clock, alarms, ledger, preferences, prompter, chooser, stances, care, lookout, agenda,
        lambda choice, slot: verbs.begin_slot(choice, slot),  # noqa: PLW0108 - verbs comes after
        lambda: verbs.quick(minutes=1, area=NECK),
        booted=booted,
    )
    massaging = Massaging(
        clock, alarms, ledger, library, preferences, speaker, care, knots,
        lambda: guide.session is not None,
        lambda: working_day(clock.now(), preferences.rota, clock.zone),
    )
    verbs = Verbs(coach, guide, care, library, preferences, chooser, massaging.left)
    progress, movement = Progress(clock, ledger, preferences), Movement(clock, ledger, preferences, library)
    return House(
        clock=clock,
        alarms=alarms,
        ledger=ledger,
        preferences=preferences,
        library=library,
        care=care,
        guide=guide,
        coach=coach,
        verbs=verbs,
        lookout=lookout,
        agenda=agenda,
        pain_log=PainLog(clock, ledger, care, library),
        notices=Notices(clock, alarms, coach, lookout),
        knots=knots,
        chooser=chooser,
        movement=movement,
        stances=stances,
        massaging=massaging,
        compresses=Compresses(clock, alarms, ledger, library, passing),
        workshop=Workshop(library, own, ledger),
        progress=progress,
        records=Records(clock, ledger, preferences, library, progress, movement, stances),
    )
