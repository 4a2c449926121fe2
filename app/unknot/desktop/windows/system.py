"""Input, lock, running time and what the shell says of the screen, on Windows."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from enum import IntEnum
from typing import Any

from unknot.desktop.polled import Reading

Libraries = Callable[[str], Any]
"""Gives a library by its name, None where there is no such system."""

_THIS_SESSION = 0xFFFFFFFF
_SESSION_INFO = 25
_DISCONNECTED = 4
_LOCKED, _UNLOCKED = 0, 1
_EXECUTION_STATE = 16
_DISPLAY_REQUIRED = 2


class Notifying(IntEnum):
    """QUERY_USER_NOTIFICATION_STATE: what the shell says of a good moment."""

    NOT_PRESENT = 1
    BUSY = 2
    FULL_SCREEN_GAME = 3
    PRESENTING = 4
    ACCEPTS = 5
    QUIET_TIME = 6
    """The first hour after Windows itself was set up; focus assist and do not disturb are not in here."""
    STORE_APP = 7
    """An app of the store is in front, in full screen or not."""


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("time", ctypes.c_uint32))


class SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEXW."""

    _fields_ = (
        ("level", ctypes.c_uint32),
        ("gap", ctypes.c_uint32),  # what follows holds a 64-bit number further on
        ("session", ctypes.c_uint32),
        ("state", ctypes.c_int32),
        ("flags", ctypes.c_int32),
    )


def library(name: str) -> Any:
    """A library of Windows; None elsewhere."""
    loader: Any = getattr(ctypes, "windll", None)
    return getattr(loader, name) if loader is not None else None


class System:
    """Reads Windows; every answer is None where it can't be had. ``libraries`` is given in tests."""

    def __init__(self, libraries: Libraries = library) -> None:
        self._library = libraries

    def read(self) -> Reading:
        """What Windows says of the person now."""
        return Reading(self.idle_seconds(), self.locked(), self.kept_on())

    def running_seconds(self) -> float:
        """Seconds the machine has run, not counting sleep."""
        ticks = ctypes.c_uint64()  # of 100 ns
        self._library("kernel32").QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value / 1e7

    def seconds_since_start(self) -> float:
        """Seconds since the machine was started, sleep included."""
        kernel = self._library("kernel32")
        kernel.GetTickCount64.restype = ctypes.c_uint64
        return float(kernel.GetTickCount64()) / 1000

    def idle_seconds(self) -> float | None:
        """Seconds since the last key or movement."""
        user, kernel = self._library("user32"), self._library("kernel32")
        if user is None:
            return None
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not user.GetLastInputInfo(ctypes.byref(last)):
            return None
        # Both count milliseconds modulo 2^32.
        return float((kernel.GetTickCount() - last.time) & 0xFFFFFFFF) / 1000

    def locked(self) -> bool | None:
        """Whether the session is locked, or somebody else's is shown in its place."""
        terminal = self._library("wtsapi32")
        if terminal is None:
            return None
        found, size = ctypes.c_void_p(), ctypes.c_uint32()
        session, what = ctypes.c_uint32(_THIS_SESSION), ctypes.c_int(_SESSION_INFO)
        asked = terminal.WTSQuerySessionInformationW(
            ctypes.c_void_p(), session, what, ctypes.byref(found), ctypes.byref(size)
        )
        if not asked or not found:
            return None
        known = size.value >= ctypes.sizeof(SessionInfo)
        info = SessionInfo.from_buffer_copy(ctypes.string_at(found, ctypes.sizeof(SessionInfo))) if known else None
        terminal.WTSFreeMemory(found)
        if info is None or info.level != 1:
            return None
        if info.state == _DISCONNECTED:
            return True
        return {_LOCKED: True, _UNLOCKED: False}.get(info.flags)

    def kept_on(self) -> bool:
        """Whether a program keeps the screen on, as films do; False where nobody tells."""
        power = self._library("powrprof")
        if power is None:
            return False
        state = ctypes.c_uint32()
        nothing, no_size, size = ctypes.c_void_p(), ctypes.c_uint32(), ctypes.c_uint32(ctypes.sizeof(state))
        which = ctypes.c_int(_EXECUTION_STATE)
        refused = power.CallNtPowerInformation(which, nothing, no_size, ctypes.byref(state), size)
        return not refused and bool(state.value & _DISPLAY_REQUIRED)

    def notifying(self) -> Notifying | None:
        """What the shell says of a good moment."""
        shell = self._library("shell32")
        if shell is None:
            return None
        state = ctypes.c_int()
        if shell.SHQueryUserNotificationState(ctypes.byref(state)):
            return None
        return Notifying(state.value) if state.value in list(Notifying) else None
