"""What is there before everything else: the application, the place where the command line asks, the tray icon.

Importing this must cost little more than Qt does, because the icon waits for it: no services, no settings, no content.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, QSocketNotifier, Qt, QTranslator
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from unknot.bundled import resource_path
from unknot.desktop.server import Handler, Server
from unknot.ui.tray import Tray

log = logging.getLogger(__name__)


def application() -> QApplication:
    """The QApplication with its names."""
    # Where Qt takes colours from GTK, GTK would enter itself with screen readers beside Qt, and never answer them.
    os.environ.setdefault("NO_AT_BRIDGE", "1")
    app = QApplication(sys.argv[:1])
    # Qt looks through its pixmaps every 30 s as long as there are any: the tray needs none kept. Windows lift this.
    QPixmapCache.setCacheLimit(0)
    app.setApplicationName("unknot")
    app.setApplicationDisplayName("Unknot")
    app.setDesktopFileName("org.unknot.Unknot")
    app.setQuitOnLastWindowClosed(False)
    translator = QTranslator(app)
    if translator.load(QLocale(), "unknot", "_", str(resource_path("i18n"))):
        app.installTranslator(translator)
    return app


class Front(QObject):
    """The door and the sign over it. ``tray`` is there after ``show_tray``; ``wanted``: the window was asked for
    before there was anybody to show it. ``leaving`` is told before the app ends: windows would stop it to ask."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.app = app
        self.tray: Tray | None = None
        self.wanted = False
        self.leaving: Callable[[], object] = lambda: None
        self._handler: Handler = self._not_yet
        self._server = Server(self._answer)
        self._signals = Signals(self.quit)

    def alone(self) -> bool:
        """Whether this is the only one of this user; it listens for the command line from now on."""
        try:
            return self._server.acquire()
        except OSError as error:
            log.warning("The command line can't reach this app: %s", error)
            return True

    def show_tray(self) -> None:
        """The first thing to be seen."""
        self.tray = Tray(self.quit, self._dark_panel)
        self.app.styleHints().colorSchemeChanged.connect(self.tray.recolour)

    def answer_with(self, handler: Handler) -> None:
        """From now on the command line is answered by this."""
        self._handler = handler

    def quit(self) -> None:
        """End the app."""
        self.leaving()
        self.app.quit()

    def close(self) -> None:
        """Listen no more, and let another start."""
        self._server.close()

    def _answer(self, args: list[str]) -> tuple[int, str]:
        return self._handler(args)

    def _not_yet(self, args: list[str]) -> tuple[int, str]:
        if args == ["show"]:
            self.wanted = True
            return 0, ""
        return 1, "Unknot is just starting; ask again in a moment."

    def _dark_panel(self) -> bool:
        return self.app.styleHints().colorScheme() is Qt.ColorScheme.Dark


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
