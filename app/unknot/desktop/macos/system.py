"""Input and lock on macOS."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

from unknot.desktop.polled import Reading

_FRAMEWORKS = "/System/Library/Frameworks"
_SESSION_STATE = 0
_ANY_INPUT = 0xFFFFFFFF
_UTF8 = 0x08000100


@cache
def _framework(name: str) -> Any:
    try:
        return ctypes.CDLL(f"{_FRAMEWORKS}/{name}.framework/{name}")
    except OSError:
        return None


def read() -> Reading:
    """What macOS says of the person now."""
    return Reading(_idle_seconds(), _locked())


def _idle_seconds() -> float | None:
    graphics = _framework("CoreGraphics")
    if graphics is None:
        return None
    since = graphics.CGEventSourceSecondsSinceLastEventType
    since.restype, since.argtypes = ctypes.c_double, (ctypes.c_int32, ctypes.c_uint32)
    return float(since(_SESSION_STATE, _ANY_INPUT))


def _locked() -> bool | None:
    """Whether the session's dictionary has CGSSessionScreenIsLocked; it is there only while locked."""
    graphics, core = _framework("CoreGraphics"), _framework("CoreFoundation")
    if graphics is None or core is None:
        return None
    pointer = ctypes.c_void_p
    graphics.CGSessionCopyCurrentDictionary.restype = pointer
    core.CFStringCreateWithCString.restype = pointer
    core.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    core.CFDictionaryContainsKey.restype = ctypes.c_ubyte
    core.CFDictionaryContainsKey.argtypes = (pointer, pointer)
    core.CFRelease.argtypes = (pointer,)
    session = graphics.CGSessionCopyCurrentDictionary()
    if not session:
        return None
    key = core.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", _UTF8)
    locked = bool(core.CFDictionaryContainsKey(session, key))
    core.CFRelease(key)
    core.CFRelease(session)
    return locked
