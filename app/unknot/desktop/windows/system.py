"""Input, lock and running time on Windows."""

from __future__ import annotations

import ctypes
from typing import Any

from unknot.desktop.polled import Reading

_DESKTOP_SWITCHDESKTOP = 0x0100


class _LastInput(ctypes.Structure):
    _fields_ = (("cbSize", ctypes.c_uint32), ("dwTime", ctypes.c_uint32))


def _library(name: str) -> Any:
    loader: Any = getattr(ctypes, "windll", None)
    return getattr(loader, name) if loader is not None else None


def read() -> Reading:
    """What Windows says of the person now."""
    return Reading(_idle_seconds(), _locked())


def running_seconds() -> float:
    """Seconds the machine has run, not counting sleep (QueryUnbiasedInterruptTime, in 100 ns)."""
    ticks = ctypes.c_uint64()
    _library("kernel32").QueryUnbiasedInterruptTime(ctypes.byref(ticks))
    return ticks.value / 1e7


def _idle_seconds() -> float | None:
    user32, kernel32 = _library("user32"), _library("kernel32")
    if user32 is None:
        return None
    last = _LastInput(ctypes.sizeof(_LastInput), 0)
    if not user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    # Both count milliseconds modulo 2^32.
    return float((kernel32.GetTickCount() - last.dwTime) & 0xFFFFFFFF) / 1000


def _locked() -> bool | None:
    """Locked when the desktop that takes the input is not ours to switch to."""
    user32 = _library("user32")
    if user32 is None:
        return None
    user32.OpenInputDesktop.restype = ctypes.c_void_p
    desktop = user32.OpenInputDesktop(0, False, _DESKTOP_SWITCHDESKTOP)
    if not desktop:
        return True
    handle = ctypes.c_void_p(desktop)
    free = bool(user32.SwitchDesktop(handle))
    user32.CloseDesktop(handle)
    return not free
