"""The composition root: the only file that knows every room.

Starting goes in two steps. First what a person sees: the tray icon. Everything else (settings, ledger, content,
alarms, D-Bus) is loaded once the event loop runs, so that the tray is there almost as soon as Qt is.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QSocketNotifier, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from unknot import endpoint
from unknot.bundled import resource_path
from unknot.core import choose
from unknot.core.library import Library, Problem
from unknot.core.settings import Settings
from unknot.desktop.clock import since_boot
from unknot.desktop.paths import Paths, paths
from unknot.desktop.pick import Desktop, this_desktop
from unknot.desktop.server import Server
from unknot.ports import Alarms, Clock, Ledger, SettingsStore, Speaker, StoreError
from unknot.services.house import House, build
from unknot.services.preferences import Preferences
from unknot.services.progress import Progress
from unknot.services.verbs import Fit
from unknot.ui.shell import Page, Shell
from unknot.ui.tray import Tray
from unknot.ui.windows import QtWindows

log = logging.getLogger(__name__)

TRAY_PATIENCE_MS = 10_000
"""At login the panel may come later than we do; only after this long the window shows itself instead."""
WELCOMED = "welcomed"


def run(background: bool) -> int:
    """Start the app; the exit status when it ends."""
    app = application()
    unknot = Unknot(app, background)
    if not unknot.alone():
        endpoint.ask(["show"])
        print("Unknot runs already; its window is shown.")  # noqa: T201 - the answer to a command
        return 0
    unknot.show_tray()
    QTimer.singleShot(0, unknot.furnish)
    return app.exec()


def application() -> QApplication:
    """The QApplication with its names."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("unknot")
    app.setApplicationDisplayName("Unknot")
    app.setDesktopFileName("org.unknot.Unknot")
    app.setQuitOnLastWindowClosed(False)
    translator = QTranslator(app)
    if translator.load(QLocale(), "unknot", "_", str(resource_path("i18n"))):
        app.installTranslator(translator)
    return app


@dataclass
class Parts:
    """What differs between the real app and the demo."""

    clock: Clock
    alarms: Callable[[], Alarms]
    ledger: Callable[[Callable[[Problem], object]], tuple[Ledger, tuple[Problem, ...]]]
    store: SettingsStore
    library: Callable[[], Library]
    booted: datetime | None = None
    close: Callable[[], None] = lambda: None
    fit: Fit = choose.fit
    prepare: Callable[[House], None] = lambda _house: None
    sources: bool = True
    """Whether the desktop may tell of the person: not in the demo, whose time is its own."""


class Unknot(QObject):
    """The running app: owns everything, lets go of it in the right order."""

    def __init__(self, app: QApplication, background: bool, parts: Parts | None = None) -> None:
        super().__init__()
        self._app = app
        self._background = background
        self._paths = paths()
        self._desktop: Desktop = this_desktop(endpoint.command("--background"), resource_path("sounds"))
        self._parts = parts or real_parts(self._desktop, self._paths)
        self._server = Server(self._answer)
        self._tray: Tray | None = None
        self._house: House | None = None
        self._shell: Shell | None = None
        self._windows = QtWindows(self.quit, self._desktop.blends, prompt_corner())
        self._problems: list[Problem] = []
        self._waiting: list[Callable[[], object]] = []
        self._ended = False
        app.aboutToQuit.connect(self.end)
        self._signals = Signals(self.quit)

    # starting

    def alone(self) -> bool:
        """Whether this is the only one of this user; it listens for the command line from now on."""
        try:
            return self._server.acquire()
        except OSError as error:
            log.warning("The command line can't reach this app: %s", error)
            return True

    def show_tray(self) -> None:
        """The first thing to be seen."""
        self._tray = Tray(self.quit, self._dark_panel)
        self._app.styleHints().colorSchemeChanged.connect(self._tray.recolour)

    def furnish(self) -> None:
        """Everything else, once the tray is there."""
        self._app.setWindowIcon(QIcon(str(resource_path("icons/unknot-app-icon.svg"))))
        house = self._build()
        self._house = house
        self._shell = self._make_shell(house)
        self._windows.attach(self._shell)
        if self._tray is not None:
            self._tray.attach(self._shell)
        house.start()
        if self._parts.sources:
            self._listen(house)
        self._follow_login(house)
        self._first_window()
        for call in self._waiting:
            call()
        self._waiting.clear()

    def _build(self) -> House:
        from unknot.ui.prompter import ChoosingPrompter

        parts = self._parts
        preferences = Preferences(parts.store)
        preferences.on_trouble(self._trouble)
        ledger, problems = parts.ledger(self._trouble)
        library = parts.library()
        self._problems = [*preferences.problems, *problems, *library.problems]
        speaker = self._desktop.speaker()
        prompter = ChoosingPrompter(
            self._desktop.notifier, preferences, speaker, lambda: library, self._windows.prompt_window
        )
        self._speaker: Speaker = speaker
        alarms = parts.alarms()
        house = build(
            parts.clock, alarms, ledger, preferences, library, prompter, speaker, parts.booted, parts.fit
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
            preferences=house.preferences,
            progress=Progress(house.clock, house.ledger, house.preferences),
            speaker=self._speaker,
            autostart=self._desktop.autostart,
            findings=self._desktop.findings,
            library=house.library,
            picture=lambda name: picture_file(name, own),
            windows=self._windows,
            problems=lambda: tuple(self._problems),
            tray_there=lambda: tray is not None and tray.there(),
            data_folder=self._paths.data,
            welcomed=lambda: house.ledger.recall(WELCOMED) is not None,
            set_welcomed=lambda: house.ledger.remember(WELCOMED, house.clock.now().isoformat(timespec="seconds")),
        )

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
                preferences.change(start_at_login=enabled)
        preferences.on_change(write)

    def _first_window(self) -> None:
        assert self._shell is not None
        if not self._background:
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

    def open(self, page: Page) -> None:
        """Show the main window at this page."""
        self._windows.open(page)

    def _answer(self, args: list[str]) -> tuple[int, str]:
        """The command line asks. Early callers get what they want once the house is furnished."""
        if self._house is None:
            if args == ["show"]:
                self._waiting.append(self._windows.open_first)
                return 0, ""
            return 1, "Unknot is just starting; ask again in a moment."
        from unknot.remote import Remote

        return Remote(self._house, self._windows.open_first, lambda: QTimer.singleShot(0, self.quit)).handle(args)

    def _trouble(self, problem: Problem) -> None:
        """A disk that refuses, told once where it will be seen."""
        log.warning("%s: %s", problem.file, problem.what)
        if problem not in self._problems:
            self._problems.append(problem)
            self._windows.tell_problems()

    def _dark_panel(self) -> bool:
        return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark

    # ending

    def quit(self) -> None:
        """End the app."""
        self._app.quit()

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
        self._server.close()


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


class Signals(QObject):
    """SIGTERM and SIGINT end the app in order. Python sees signals only when it runs, so a socket wakes it."""

    def __init__(self, call: Callable[[], None]) -> None:
        super().__init__()
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        signal.set_wakeup_fd(self._write.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: self._woken(call))

    def _woken(self, call: Callable[[], None]) -> None:
        if self._read.recv(64):
            call()


def real_parts(desktop: Desktop, where: Paths) -> Parts:
    """The parts of the real app, each loaded when it is made."""
    from unknot.storage.settings_file import SettingsFile

    opened: list[Callable[[], None]] = []

    def ledger(trouble: Callable[[Problem], object]) -> tuple[Ledger, tuple[Problem, ...]]:
        from unknot.storage.ledger import open_ledger

        book, problems = open_ledger(where.ledger, trouble)
        opened.append(book.close)
        return book, problems

    def alarms() -> Alarms:
        from unknot.scheduling.alarms import QtAlarms  # APScheduler: 13 MB and 50 ms, after the tray

        return QtAlarms()

    def close() -> None:
        for end in opened:
            end()

    return Parts(
        clock=desktop.clock,
        alarms=alarms,
        ledger=ledger,
        store=SettingsFile(where.settings),
        library=lambda: read_library(where.data),
        booted=desktop.clock.now() - timedelta(seconds=since_boot()),
        close=close,
    )


def read_library(own: Path) -> Library:
    """Everything bundled, and the person's own."""
    from unknot.bundled import resources
    from unknot.storage.content import load_library

    return load_library([resources(), own])
