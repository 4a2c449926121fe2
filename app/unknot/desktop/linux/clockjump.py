"""The kernel tells when the wall clock is set or the machine wakes; the file system when the zone is.

A timer on the wall clock, set to a time that never comes, is cancelled by the kernel whenever that clock jumps:
``timerfd_settime(2)``, TFD_TIMER_CANCEL_ON_SET. Waking counts as a jump.
"""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QSocketNotifier

from unknot.ports import PresenceListener

_CLOCK_REALTIME = 0
_NONBLOCK_CLOEXEC = os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0)
_ABSTIME_CANCEL_ON_SET = 1 | 2
_NEVER = 2**40
"""Seconds since 1970 that no wall clock reaches; well inside what the kernel takes."""


class _Timespec(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Itimerspec(ctypes.Structure):
    _fields_ = (("interval", _Timespec), ("value", _Timespec))


class ClockJumps:
    """``PresenceSource`` of ``clock_changed``: no polling, no timer that ever runs out."""

    def __init__(self, localtime: Path = Path("/etc/localtime")) -> None:
        self._localtime = localtime
        self._zone = ""
        self._listener: PresenceListener | None = None
        self._timer = -1
        self._notifier: QSocketNotifier | None = None
        self._folder: QFileSystemWatcher | None = None

    def start(self, listener: PresenceListener) -> bool:
        """Begin to tell; False when the kernel can't."""
        self._listener = listener
        self._zone = self._read_zone()
        # The link itself is replaced when the zone changes, so its folder is what can be watched.
        self._folder = QFileSystemWatcher([str(self._localtime.parent)])
        self._folder.directoryChanged.connect(self._folder_changed)
        try:
            self._libc = ctypes.CDLL(None, use_errno=True)
            self._timer = self._libc.timerfd_create(_CLOCK_REALTIME, _NONBLOCK_CLOEXEC)
        except (OSError, AttributeError):
            return False
        if self._timer < 0 or not self._arm():
            return False
        self._notifier = QSocketNotifier(self._timer, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._jumped)
        return True

    def stop(self) -> None:
        """End, closing the timer."""
        self._listener = None
        self._folder = None
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._timer >= 0:
            os.close(self._timer)
            self._timer = -1

    def _arm(self) -> bool:
        when = _Itimerspec(value=_Timespec(_NEVER, 0))
        done: int = self._libc.timerfd_settime(self._timer, _ABSTIME_CANCEL_ON_SET, ctypes.byref(when), None)
        return done == 0

    def _jumped(self) -> None:
        try:
            os.read(self._timer, 8)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                return
        # A cancelled timer stays cancelled: without arming it again its descriptor would be readable for ever.
        self._arm()
        if self._listener is not None:
            self._listener.clock_changed()

    def _folder_changed(self) -> None:
        zone = self._read_zone()
        if zone != self._zone:
            self._zone = zone
            if self._listener is not None:
                self._listener.clock_changed()

    def _read_zone(self) -> str:
        """What tells one zone from another: where the link points, or the state of the file."""
        try:
            if self._localtime.is_symlink():
                return str(self._localtime.readlink())
            state = self._localtime.stat()
        except OSError:
            return ""
        return f"{state.st_ino} {state.st_mtime_ns} {state.st_size}"
