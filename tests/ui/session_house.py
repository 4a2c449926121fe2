"""A whole house on fakes for the windows that guide and ask, and sessions brought to any moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.fakes import (
    BERLIN,
    FakeAlarms,
    FakeArchive,
    FakeAutostart,
    FakeClock,
    FakeLedger,
    FakePrompter,
    FakeSettingsStore,
    FakeSpeaker,
)
from tests.shells import FakeWindows, bundled_library

from unknot.bundled import resource_path
from unknot.core.history import CareEvent
from unknot.core.library import ExerciseText, Library, Problem, RoutineText
from unknot.core.settings import Settings
from unknot.core.timeline import Phase
from unknot.services.house import House, build
from unknot.services.preferences import Preferences
from unknot.storage.settings_bundle import TomlBundles
from unknot.ui.shell import Shell


def still(name: str) -> Path | None:
    """The bundled art of a picture's name."""
    path = resource_path(f"art/{name}.webp")
    return path if path.is_file() else None


@dataclass
class Stage:
    """Everything a test of these windows needs at hand."""

    shell: Shell
    house: House
    clock: FakeClock
    alarms: FakeAlarms
    ledger: FakeLedger
    speaker: FakeSpeaker

    def begin(self, routine: str) -> None:
        """Start a routine as a quick stretch."""
        assert self.house.guide.begin(bundled_routine(self.shell.library, routine), None, self.clock.now().date())

    def begin_slot(self) -> None:
        """Start today's next session."""
        assert self.house.verbs.start_session() is None

    def wait(self, seconds: float) -> None:
        """Let time pass and the guide look at the clock, as the window's timer would."""
        while seconds > 0:
            step = min(seconds, 1.0)
            self.clock.advance(timedelta(seconds=step))
            self.house.guide.refresh()
            seconds -= step

    def until(self, phase: Phase, step: int = 0) -> None:
        """Let time pass until this phase (of this step, from 1) begins."""
        for _ in range(2000):
            session = self.house.guide.session
            assert session is not None, "the session ended before"
            if session.phase is phase and step in (0, session.step_number):
                return
            self.wait(0.5)
        raise AssertionError(f"{phase} never came")


def bundled_routine(library: Library, name: str):
    """A routine by its id, or one exercise alone."""
    from unknot.core import choose

    return library.routines[name] if name in library.routines else choose.single(library.exercises[name])


def stage(
    start: datetime | None = None,
    settings: Settings | None = None,
    library: Library | None = None,
    clock: FakeClock | None = None,
) -> Stage:
    """A house in the middle of a working day, the red-flag question answered."""
    clock = clock or FakeClock(start or datetime(2026, 3, 4, 13, 0, tzinfo=BERLIN))
    alarms, ledger, speaker = FakeAlarms(clock), FakeLedger(), FakeSpeaker()
    preferences = Preferences(FakeSettingsStore(settings))
    house = build(clock, alarms, ledger, preferences, library or bundled_library(), FakePrompter(), speaker)
    house.care.answer(CareEvent.NONE_OF_THESE)
    house.start()
    reported: list[Problem] = []
    shell = Shell(
        clock=clock, coach=house.coach, guide=house.guide, care=house.care, verbs=house.verbs,
        chooser=house.chooser, movement=house.movement, stances=house.stances, workshop=house.workshop,
        lookout=house.lookout, agenda=house.agenda, preferences=preferences, speaker=speaker,
        pain_log=house.pain_log, notices=house.notices, knots=house.knots, massaging=house.massaging,
        compresses=house.compresses,
        autostart=FakeAutostart(), findings=tuple, bundles=TomlBundles(lambda: clock.now().date()),
        archive=FakeArchive(),
        progress=house.progress, records=house.records,
        library=house.library, picture=still, body_map=lambda: None, countries=tuple, windows=FakeWindows(),
        problems=lambda: tuple(reported), report=reported.append, tray_there=lambda: True,
        data_folder=Path("data"), settings_file=Path("settings.toml"), welcomed=lambda: True, set_welcomed=lambda: None,
    )
    return Stage(shell, house, clock, alarms, ledger, speaker)


GERMAN = ExerciseText(
    name="Schulterblätter zusammenziehen, im Sitzen mit Drehung",
    purpose="Weckt die Muskeln, die deine Schultern zurückhalten.",
    ready="Setz dich aufrecht auf die vordere Kante des Stuhls und stell beide Füße flach auf.",
    do={"": "Zieh die Schulterblätter nach hinten und nach unten und dreh dich langsam nach {side}."},
    felt="Du spürst es zwischen den Schulterblättern und an der Rückseite der Schultergelenke.",
    caution="Spannung ja, Schmerz nie. Lass nach, sobald es zwickt.",
    picture="Jemand sitzt mit verschränkten Armen und dreht den Oberkörper.",
    switch="Komm langsam zurück zur Mitte und wechsle die Seite.",
)


def german(library: Library) -> Library:
    """The same exercises under long German words."""
    texts = {name: replace(GERMAN, do=dict.fromkeys(text.do, GERMAN.do[""])) for name, text in
             library.exercise_text.items()}
    routines = {name: RoutineText("Schulter-Nacken-Beweglichkeitsübungen", "") for name in library.routine_text}
    return replace(library, exercise_text=texts, routine_text=routines)
