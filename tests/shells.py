"""A Shell for tests and the gallery: the real services and library on fakes, at a moment of a working day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from tests.fakes import (
    BERLIN,
    FakeAlarms,
    FakeArchive,
    FakeAutostart,
    FakeCalendars,
    FakeClock,
    FakeLedger,
    FakeProbe,
    FakePrompter,
    FakeSettingsStore,
    FakeSpeaker,
)

from unknot.bundled import resource_path, resources
from unknot.core.body_map import BodyShapes
from unknot.core.care_records import CompressKind
from unknot.core.history import CareAnswer, CareEvent, SlotKind
from unknot.core.library import Library, Problem
from unknot.core.rota import Country
from unknot.core.settings import Settings
from unknot.ports import Answer, Finding
from unknot.ports_own import OwnContent
from unknot.services.house import House, build
from unknot.services.preferences import Preferences
from unknot.storage.body_map_file import NAME, read_body_map
from unknot.storage.content import load_library, picture_file
from unknot.storage.settings_bundle import TomlBundles
from unknot.ui.shell import Page, Shell

WEDNESDAY = datetime(2026, 3, 4, 8, 0, tzinfo=BERLIN)
FINDINGS = (
    Finding("tray", True, "a panel shows tray icons"),
    Finding("notifications", False, "the service shows no buttons", "Unknot shows its own small window instead."),
    Finding("idle", None, "not known on this desktop"),
)


@cache
def bundled_library() -> Library:
    """Everything that comes with the app."""
    return load_library([resources()])


@cache
def bundled_body_map() -> BodyShapes | None:
    """The body map that comes with the app."""
    return read_body_map(resource_path(f"art/{NAME}"))[0]


COUNTRIES = (
    Country("AT", "Austria", ()),
    Country("DE", "Germany", (("DE-BE", "Berlin"), ("DE-BY", "Bayern"))),
    Country("GB", "United Kingdom", (("GB-ENG", "England"), ("GB-SCT", "Scotland"))),
)


class FakeWindows:
    """Remembers what was opened."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, page: Page, part: str = "") -> None:
        self.opened.append(f"{page} {part}".strip())

    def open_first(self) -> None:
        self.opened.append("first")

    def open_session(self) -> None:
        self.opened.append("session")

    def open_welcome(self) -> None:
        self.opened.append("welcome")

    def open_moving(self) -> None:
        self.opened.append("moving")

    def open_pain(self) -> None:
        self.opened.append("pain")

    def open_massage(self, technique: str, knots: Sequence[str] = ()) -> None:
        self.opened.append(" ".join(("massage", technique, *knots)))

    def open_compress(self, kind: CompressKind) -> None:
        self.opened.append(f"compress {kind}")

    def open_emergency(self) -> None:
        self.opened.append("emergency")

    def open_routine(self, name: str = "", exercise: str = "") -> None:
        self.opened.append(f"routine {name} {exercise}".strip())

    def open_exercise(self, name: str = "") -> None:
        self.opened.append(f"exercise {name}".strip())

    def quit(self) -> None:
        self.opened.append("quit")


@dataclass
class Home:
    """Everything behind one Shell, to be played with. ``asked`` False: the red-flag question was never answered."""

    start: datetime = WEDNESDAY
    settings: Settings = field(default_factory=Settings)
    asked: bool = True
    library: Library = field(default_factory=bundled_library)
    problems: list[Problem] = field(default_factory=list)
    tray: bool = True
    findings: Sequence[Finding] = FINDINGS
    welcomed: bool = True
    ledger: FakeLedger = field(default_factory=FakeLedger)
    body_map: BodyShapes | None = field(default_factory=bundled_body_map)
    probes: Sequence[FakeProbe] = ()
    calendars: FakeCalendars = field(default_factory=FakeCalendars)
    own: OwnContent | None = None

    def __post_init__(self) -> None:
        self.clock = FakeClock(self.start)
        self.alarms = FakeAlarms(self.clock)
        if self.asked:
            self.ledger.add(CareAnswer(self.start - timedelta(days=30), CareEvent.NONE_OF_THESE))
        self.store = FakeSettingsStore(self.settings)
        self.preferences = Preferences(self.store, self.calendars.holiday)
        self.prompter = FakePrompter()
        self.speaker = FakeSpeaker()
        self.autostart = FakeAutostart()
        self.archive = FakeArchive()
        self.windows = FakeWindows()
        self.house: House = build(
            self.clock, self.alarms, self.ledger, self.preferences, self.library, self.prompter, self.speaker,
            probes=self.probes, calendars=self.calendars, body_map=lambda: self.body_map,
            own=self.own,
        )
        self.house.start()
        self.shell = Shell(
            clock=self.clock,
            coach=self.house.coach,
            guide=self.house.guide,
            care=self.house.care,
            verbs=self.house.verbs,
            chooser=self.house.chooser,
            movement=self.house.movement,
            stances=self.house.stances,
            preferences=self.preferences,
            progress=self.house.progress,
            records=self.house.records,
            lookout=self.house.lookout,
            agenda=self.house.agenda,
            pain_log=self.house.pain_log,
            notices=self.house.notices,
            knots=self.house.knots,
            massaging=self.house.massaging,
            compresses=self.house.compresses,
            workshop=self.house.workshop,
            speaker=self.speaker,
            autostart=self.autostart,
            findings=lambda: self.findings,
            library=self.library,
            picture=picture,
            body_map=lambda: self.body_map,
            countries=lambda: COUNTRIES,
            windows=self.windows,
            problems=lambda: tuple(self.problems),
            report=self.problems.append,
            tray_there=lambda: self.tray,
            bundles=TomlBundles(lambda: self.clock.now().date()),
            archive=self.archive,
            data_folder=Path("unknot-data"),
            settings_file=Path("unknot-config/settings.toml"),
            welcomed=lambda: self.welcomed,
            set_welcomed=self._set_welcomed,
        )

    def _set_welcomed(self) -> None:
        self.welcomed = True

    def to(self, clock: str, day: int = 0) -> None:
        """Let time pass until this local time (``10:20``), so many days after the start."""
        hour, minute = map(int, clock.split(":"))
        moment = (self.start + timedelta(days=day)).replace(hour=hour, minute=minute)
        self.alarms.advance_to(moment)

    def live(self, until: str, answers: Sequence[Answer] = (Answer.ACCEPT,), day: int = 0) -> None:
        """Live until then: prompts are answered in turn as told, sessions are gone through to their end."""
        hour, minute = map(int, until.split(":"))
        end = (self.start + timedelta(days=day)).replace(hour=hour, minute=minute)
        turn = 0
        while self.clock.now() < end:
            self.alarms.advance(timedelta(seconds=20))
            if self.prompter.current is not None:
                session = self.prompter.current.slot.kind is SlotKind.SESSION
                answer = answers[turn % len(answers)]
                turn += 1
                self.prompter.answer(answer)
                if session and answer is Answer.ACCEPT:
                    self.go_through()

    def go_through(self) -> None:
        """Do the running session to its end."""
        while self.house.guide.session is not None:
            self.alarms.advance(timedelta(seconds=2))
            self.house.guide.refresh()


def picture(name: str) -> Path | None:
    """A picture of the art."""
    return picture_file(name)
