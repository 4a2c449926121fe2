"""Whether a program fills the screen; on X11 by what the window manager says of the active window.

Extended Window Manager Hints 1.5: _NET_ACTIVE_WINDOW of the root, _NET_WM_STATE of that window. Nothing is connected
between questions.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication

from unknot.core.presence import Hold
from unknot.desktop.holds import Answer, not_watched
from unknot.desktop.linux.xcb import (
    DESTROY_NOTIFY,
    PROPERTY_CHANGE,
    PROPERTY_NOTIFY,
    STRUCTURE,
    UNMAP_NOTIFY,
    XConnection,
    XUnavailableError,
    has_own_server,
)
from unknot.desktop.probe import tr
from unknot.desktop.ways import FirstThatKnows
from unknot.ports import Said, Undo

if TYPE_CHECKING:
    from unknot.desktop.linux.wayland import Wayland

_ACTIVE, _STATE = "_NET_ACTIVE_WINDOW", "_NET_WM_STATE"
_MANAGER = "_NET_SUPPORTING_WM_CHECK"
_GONE = (DESTROY_NOTIFY, UNMAP_NOTIFY)


def full_screen(line: Wayland | None) -> FirstThatKnows:
    """The probe. ``line``: to the compositor on Wayland, None on X11."""
    if line is None:
        return FirstThatKnows("full-screen", Hold.FULL_SCREEN, (X11FullScreen(),), _no_manager)
    from unknot.desktop.linux.toplevels import WaylandFullScreen

    way = WaylandFullScreen(line, QGuiApplication.desktopFileName)
    return FirstThatKnows("full-screen", Hold.FULL_SCREEN, (way,), _compositor_is_silent)


def _no_manager() -> Said:
    return Said(tr("no window manager that tells"), tr("Pause by hand before a film or a talk."))


def _compositor_is_silent() -> Said:
    return Said(tr("this desktop tells no other program on Wayland"), tr("Pause by hand before a film or a talk."))


class X11FullScreen:
    """``Way`` to know of a full screen on X11. Not on Wayland, where the X server knows only some windows."""

    found = "X11"

    def __init__(self) -> None:
        self._watches: set[_Watch] = set()

    def ask(self, answer: Answer) -> None:
        """None without an X server of our own, or without a window manager that tells."""
        answer(self._look() if has_own_server() else None)

    def watch(self, ended: Callable[[], None]) -> Undo:
        """Tells when another window becomes the active one, and when that one's state changes."""
        try:
            watch = _Watch(XConnection(), ended, self._watches)
        except XUnavailableError:
            return not_watched
        return watch.close

    def _look(self) -> bool | None:
        try:
            with closing(XConnection()) as x:
                return filled_by(x) != 0 if managed(x) else None
        except XUnavailableError:
            return None


def managed(x: XConnection) -> bool:
    """Whether a window manager runs that keeps these hints: its own window names itself."""
    window = next(iter(x.numbers(x.root, _MANAGER)), 0)
    return bool(window) and x.numbers(window, _MANAGER) == (window,)


def filled_by(x: XConnection) -> int:
    """The active window if it fills the screen; 0 if not, if it is the desktop itself, or if it is one of ours."""
    window = next(iter(x.numbers(x.root, _ACTIVE)), 0)
    states = x.numbers(window, _STATE) if window else ()
    if x.atom("_NET_WM_STATE_FULLSCREEN") not in states or x.atom("_NET_WM_STATE_HIDDEN") in states:
        return 0
    if x.atom("_NET_WM_WINDOW_TYPE_DESKTOP") in x.numbers(window, "_NET_WM_WINDOW_TYPE"):
        return 0
    return 0 if x.numbers(window, "_NET_WM_PID") == (os.getpid(),) else window


class _Watch:
    """Property changes of the root and of the window that fills the screen, until it no longer does. ``alive``: where
    it stays until it is closed."""

    def __init__(self, x: XConnection, ended: Callable[[], None], alive: set[_Watch]) -> None:
        self._alive = alive
        alive.add(self)
        self._x: XConnection | None = x
        self._ended = ended
        self._window = 0
        x.listen(x.root, PROPERTY_CHANGE)
        self._notifier = QSocketNotifier(x.descriptor, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        # Whatever was between the answer and this moment, and what a reply may have brought along: look once.
        QTimer.singleShot(0, self._notifier, self._look)

    def close(self) -> None:
        """Hang up; harmless when that was done."""
        if self._x is not None:
            self._notifier.setEnabled(False)
            self._x.close()
            self._x = None
            self._alive.discard(self)

    def _read(self) -> None:
        if self._x is not None and (self._x.broken or self._changed(self._x)):
            self._look()

    def _changed(self, x: XConnection) -> bool:
        wanted = (x.atom(_ACTIVE), x.atom(_STATE))
        kinds = [(event[0] & 0x7F, struct.unpack_from("=I", event, 8)[0]) for event in x.events()]
        return any(kind in _GONE or (kind == PROPERTY_NOTIFY and atom in wanted) for kind, atom in kinds)

    def _look(self) -> None:
        if self._x is None:
            return
        try:
            filled = self._filled(self._x)
            while filled and self._changed(self._x):  # while we looked
                filled = self._filled(self._x)
        except XUnavailableError:
            filled = False
        if not filled:
            self.close()
            self._ended()

    def _filled(self, x: XConnection) -> bool:
        window = filled_by(x)
        if window and window != self._window:
            self._window = window
            x.listen(window, PROPERTY_CHANGE | STRUCTURE)  # not every manager names another when the last one goes
            window = filled_by(x)  # it may have changed before we listened
        return window != 0
