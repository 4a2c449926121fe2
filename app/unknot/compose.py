"""The composition root: the only file that knows every room.

It is imported once the tray icon shows (``front``, ``run``): settings, ledger, content, alarms and D-Bus come with it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from unknot import endpoint
from unknot.bundled import resource_path
from unknot.core.body_map import BodyShapes
from unknot.core.library import Library, Problem, Routine
from unknot.core.rota import Country, no_holiday
from unknot.core.settings import Settings
from unknot.desktop.clock import since_boot
from unknot.desktop.paths import Paths, paths
from unknot.desktop.pick import Desktop, this_desktop
from unknot.front import Front
from unknot.own import own_content
from unknot.ports import Alarms, Calendars, Clock, HoldProbe, Ledger, Notice, SettingsStore, Speaker, StoreError
from unknot.ports_archive import Archive
from unknot.ports_own import OwnContent
from unknot.remote import Outside, Remote
from unknot.services.house import House, build
from unknot.services.preferences import Preferences
from unknot.storage.settings_bundle import TomlBundles
from unknot.ui.care.telling import CompressNotices
from unknot.ui.quiet import Quiet
from unknot.ui.shell import Page, Shell
from unknot.ui.windows import QtWindows

log = logging.getLogger(__name__)

TRAY_PATIENCE_MS = 10_000
"""At login the panel may come later than we do; only after this long the window shows itself instead."""
WELCOMED = "welcomed"
COUNTRIES = "countries.toml"


@dataclass
class Parts:
    """What differs between the real app and the demo."""

    clock: Clock
    alarms: Callable[[], Alarms]
    ledger: Callable[[Callable[[Problem], object]], tuple[Ledger, tuple[Problem, ...]]]
    archive: Callable[[Ledger], Archive]
    store: SettingsStore
    library: Callable[[], Library]
    booted: datetime | None = None
    close: Callable[[], None] = lambda: None
    shape: Callable[[Routine], Routine] = lambda routine: routine
    prepare: Callable[[House], None] = lambda _house: None
    calendars: Callable[[], Calendars | None] = lambda: None
    sources: bool = True
    """Whether the desktop may tell of the person: not in the demo, whose time is its own."""
    probes: tuple[HoldProbe, ...] = ()
    """Holds that are asked for."""
    own: OwnContent | None = None
    """Where the person's own routines are kept; nowhere in the demo."""
    passing: Callable[[], float] | None = None
    """Seconds that never jump, asleep or not; the clock's own in the demo."""


class Unknot(QObject):
    """The running app: owns everything, lets go of it in the right order."""

    def __init__(self, front: Front, background: bool, parts: Parts | None = None) -> None:
        super().__init__()
        self._front = front
        self._background = background
        self._paths = paths()
        self._desktop: Desktop = this_desktop(endpoint.command("--background"), resource_path("sounds"))
        self._parts = parts or real_parts(self._desktop, self._paths)
        self._tray = front.tray
        self._house: House | None = None
        self._shell: Shell | None = None
        self._windows = QtWindows(front.quit, self._desktop.blends, prompt_corner(), self._desktop.give_back)
        self._problems: list[Problem] = []
        self._bundles = TomlBundles(lambda: self._parts.clock.now().date())
        self._shapes = cache(self._body_map)
        self._ended = False
        front.leaving = self._windows.put_by
        front.app.aboutToQuit.connect(self.end)

    # starting

    def furnish(self) -> None:
        """Everything else, once the tray is there."""
        self._front.app.setWindowIcon(QIcon(str(resource_path("icons/unknot-app-icon.svg"))))
        house = self._build()
        self._house = house
        self._shell = self._make_shell(house)
        self._windows.attach(self._shell)
        if self._tray is not None:
            self._tray.attach(self._shell)
        CompressNotices(self._shell, self._desktop.teller, self._tray)
        house.start()
        if self._parts.sources:
            self._listen(house)
        self._follow_login(house)
        quit_soon = partial(QTimer.singleShot, 0, self._front.quit)  # the reply goes out first
        remote = Remote(house, Outside(self._show, quit_soon, self._bundles, self._paths.before_import))
        self._front.answer_with(remote.handle)
        if self._parts.sources:
            self._desktop.publish(remote)
        self._first_window()
        self._tell()
        Quiet(self._shell, self._desktop.teller, self._tray, lambda: self._windows.main_is_open).follow()

    def _build(self) -> House:
        from unknot.ui.prompter import ChoosingPrompter

        parts = self._parts
        calendars = parts.calendars()
        preferences = Preferences(parts.store, calendars.holiday if calendars else no_holiday)
        preferences.on_trouble(self._trouble)
        ledger, problems = parts.ledger(self._trouble)
        library = parts.library()
        strangers = preferences.current.unknown_routines(library.routines)
        self._problems = [*preferences.problems, *strangers, *problems, *library.problems]
        speaker = self._desktop.speaker()
        prompter = ChoosingPrompter(
            self._desktop.notifier, preferences, speaker, lambda: library, self._windows.prompt_window,
            self._windows.insistent_window, self._windows.load_session,
        )
        self._speaker: Speaker = speaker
        alarms = parts.alarms()
        house = build(
            parts.clock, alarms, ledger, preferences, library, prompter, speaker, parts.booted, parts.shape,
            parts.probes, calendars, self._shapes, parts.own, parts.passing,
        )
        parts.prepare(house)
        return house

    def _make_shell(self, house: House) -> Shell:
        from unknot.storage.content import picture_file

        own = [self._paths.data]
        tray = self._tray
        return Shell(
            clock=house.clock,
            coach=house.coach,
            guide=house.guide,
            care=house.care,
            verbs=house.verbs,
            chooser=house.chooser,
            movement=house.movement,
            stances=house.stances,
            preferences=house.preferences,
            progress=house.progress,
            records=house.records,
            lookout=house.lookout,
            agenda=house.agenda,
            pain_log=house.pain_log,
            notices=house.notices,
            knots=house.knots,
            massaging=house.massaging,
            compresses=house.compresses,
            workshop=house.workshop,
            speaker=self._speaker,
            autostart=self._desktop.autostart,
            findings=self._desktop.findings,
            library=house.library,
            picture=lambda name: picture_file(name, own),
            body_map=self._shapes,
            countries=cache(self._countries),
            windows=self._windows,
            problems=lambda: tuple(self._problems),
            report=self._trouble,
            tray_there=lambda: tray is not None and tray.there(),
            bundles=self._bundles,
            archive=self._archive(house),
            data_folder=self._paths.data,
            settings_file=self._paths.settings,
            welcomed=lambda: house.ledger.recall(WELCOMED) is not None,
            set_welcomed=lambda: house.ledger.remember(WELCOMED, house.clock.now().isoformat(timespec="seconds")),
        )

    def _archive(self, house: House) -> Archive:
        """What was put in the place of files is read anew; the ledger tells of its records itself."""
        archive = self._parts.archive(house.ledger)

        def read_anew() -> None:
            house.preferences.read_anew()
            house.workshop.read_anew()

        archive.on_restored(read_anew)
        return archive

    def _body_map(self) -> BodyShapes | None:
        from unknot.storage import body_map_file

        found, problems = body_map_file.read_body_map(resource_path(f"art/{body_map_file.NAME}"))
        for problem in problems:
            self._trouble(problem)
        return found

    def _countries(self) -> Sequence[Country]:
        from unknot.storage import holiday_dates

        try:
            return holiday_dates.countries(resource_path(f"holidays/{COUNTRIES}"))
        except (OSError, ValueError) as broken:
            self._trouble(Problem(COUNTRIES, "", "unreadable", str(broken)))
            return ()

    def _listen(self, house: House) -> None:
        """Start what tells of the person and the machine."""
        listener = Listener(house, self._desktop)
        self._listener = listener
        known = False
        for source in self._desktop.sources:
            works = source.start(listener)
            known = known or (works and source is self._desktop.idle)
        house.coach.idle_known(known)
        self._desktop.warm()

    def _follow_login(self, house: House) -> None:
        """Keep "start at login" and the system's own list in step: the system's is the truth at start, ours later."""
        preferences, autostart = house.preferences, self._desktop.autostart

        def write(old: Settings, new: Settings) -> None:
            if old.start_at_login != new.start_at_login:
                try:
                    autostart.set(new.start_at_login)
                except StoreError as refused:
                    self._trouble(refused.problem)

        if house.ledger.recall(WELCOMED) is not None:
            enabled = autostart.enabled()
            if enabled is not None and enabled != preferences.current.start_at_login:
                if "start_at_login" in preferences.locked:
                    write(replace(preferences.current, start_at_login=enabled), preferences.current)
                else:
                    preferences.change(start_at_login=enabled)
        preferences.on_change(write)

    def _first_window(self) -> None:
        assert self._shell is not None
        if not self._background or self._front.wanted:
            self._windows.open_first()
        elif self._tray is not None and not self._tray.there():
            QTimer.singleShot(TRAY_PATIENCE_MS, self._open_without_tray)

    def _open_without_tray(self) -> None:
        if not self._ended and self._tray is not None and not self._tray.there():
            self._windows.open_first()

    # running

    @property
    def house(self) -> House:
        """The services, once furnished."""
        assert self._house is not None
        return self._house

    def _show(self, page: str) -> None:
        if page:
            self._windows.open(Page(page))
        else:
            self._windows.open_first()

    def open(self, page: Page) -> None:
        """Show the main window at this page."""
        self._windows.open(page)

    def close_session(self) -> None:
        """Close the session's window, if there is one."""
        self._windows.close_session()

    def _trouble(self, problem: Problem) -> None:
        """A disk that refuses, told once where it will be seen."""
        log.warning("%s: %s", problem.file, problem.what)
        if problem not in self._problems:
            self._problems.append(problem)
            self._windows.tell_problems()
            if self._house is not None:  # what is wrong at the start is told together, once everything is up
                self._tell()

    def _tell(self) -> None:
        """Say what is wrong to somebody who has no window open: the window's strip tells the rest."""
        if not self._problems or self._windows.main_is_open:
            return
        from unknot.ui.words import problem as in_words

        text = in_words(self._problems[-1])
        if self._desktop.teller.can_act():
            self._desktop.teller.show(Notice("Unknot", text, ()), lambda _action: None, lambda _why: None)
        elif self._tray is not None and self._tray.there():
            self._tray.tell("Unknot", text)

    # ending

    def end(self) -> None:
        """Let go of everything, the ledger last; harmless when called twice."""
        if self._ended:
            return
        self._ended = True
        self._windows.close_all()
        for source in self._desktop.sources if self._house and self._parts.sources else ():
            source.stop()
        if self._house is not None:
            self._house.stop()
        self._desktop.notifier.withdraw()
        self._parts.close()
        self._desktop.stop()
        self._front.close()


def prompt_corner() -> Qt.Corner:
    """Where this desktop's own notifications appear: at the top on macOS and GNOME, at the bottom elsewhere."""
    gnome = "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    top = gnome or QApplication.platformName() == "cocoa"
    return Qt.Corner.TopRightCorner if top else Qt.Corner.BottomRightCorner


class Listener:
    """Tells the house what the sources tell, with the zone read again when the clock was set."""

    def __init__(self, house: House, desktop: Desktop) -> None:
        self._house = house
        self._clock = desktop.clock
        self.held = house.held
        self.released = house.released

    def clock_changed(self) -> None:
        """The clock or the zone was set, or the machine woke."""
        self._clock.read_zone()
        self._house.clock_changed()


def real_parts(desktop: Desktop, where: Paths) -> Parts:
    """The parts of the real app, each loaded when it is made."""
    from unknot.storage import own_files
    from unknot.storage.restoring import settle
    from unknot.storage.settings_file import SettingsFile
    from unknot.storage.site_file import read_site

    unsettled = settle(where.data, where.settings)  # before anything is read
    own_files.settle(where.data)

    opened: list[Callable[[], None]] = []

    def ledger(trouble: Callable[[Problem], object]) -> tuple[Ledger, tuple[Problem, ...]]:
        from unknot.storage.ledger import open_ledger

        book, problems = open_ledger(where.ledger, trouble)
        opened.append(book.close)
        return book, (*unsettled, *problems)

    def archive(book: Ledger) -> Archive:
        from unknot.storage.archive import FileArchive
        from unknot.storage.ledger import SqliteLedger

        assert isinstance(book, SqliteLedger)
        return FileArchive(book, where.data, where.settings, where.calendars, desktop.clock.now)

    def alarms() -> Alarms:
        from unknot.scheduling.alarms import QtAlarms  # APScheduler: 5 MB and 20 ms, after the tray

        return QtAlarms()

    def calendars() -> Calendars:
        from unknot.desktop.calendars import LocalCalendars

        return LocalCalendars(endpoint.command("--read-calendars"), lambda: desktop.clock.zone, where.calendars)

    def close() -> None:
        for end in opened:
            end()

    return Parts(
        clock=desktop.clock,
        alarms=alarms,
        ledger=ledger,
        archive=archive,
        store=SettingsFile(where.settings, read_site=lambda: read_site(where.site_settings)),
        library=lambda: read_library(where.data),
        booted=desktop.clock.now() - timedelta(seconds=since_boot()),
        passing=since_boot,
        close=close,
        calendars=calendars,
        probes=desktop.probes,
        own=own_content(where.data),
    )


def read_library(own: Path) -> Library:
    """Everything bundled, and the person's own."""
    from unknot.bundled import resources
    from unknot.storage.content import load_library

    return load_library([resources(), own])
