"""Apple's frameworks through ctypes, and the few C calls on them that several sources need.

Pointers are wrapped on the way in and declared on the way out: ctypes would cut them to 32 bits else.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

Frameworks = Callable[[str], Any]
"""Gives a framework by its name, None where there is no such thing."""

_UTF8 = 0x08000100
_INT32 = 3


@cache
def framework(name: str) -> Any:
    """One of the system's frameworks; None on another system."""
    try:
        return ctypes.CDLL(f"/System/Library/Frameworks/{name}.framework/{name}")
    except OSError:
        return None


def pointer(function: Any) -> Any:
    """The same C function, which returns a pointer."""
    function.restype = ctypes.c_void_p
    return function


class CoreFoundation:
    """Dictionaries, numbers and texts. Whoever copied one lets it go with ``release``."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def has(self, dictionary: int, key: str) -> bool:
        """Whether a dictionary has this key."""
        return bool(self._value(dictionary, key))

    def number(self, dictionary: int, key: str) -> int:
        """The number at this key, 0 when there is none."""
        found = self._value(dictionary, key)
        value = ctypes.c_int32()
        known = found and self._library.CFNumberGetValue(
            ctypes.c_void_p(found), ctypes.c_long(_INT32), ctypes.byref(value)
        )
        return value.value if known else 0

    def text(self, reference: int) -> str:
        """A text; "" for one that is longer than 255 bytes."""
        buffer = ctypes.create_string_buffer(256)
        size, code = ctypes.c_long(len(buffer)), ctypes.c_uint32(_UTF8)
        known = self._library.CFStringGetCString(ctypes.c_void_p(reference), buffer, size, code)
        return buffer.value.decode(errors="replace") if known else ""

    def release(self, reference: int) -> None:
        """Let go what was copied or made."""
        self._library.CFRelease(ctypes.c_void_p(reference))

    def _value(self, dictionary: int, key: str) -> int | None:
        make = pointer(self._library.CFStringCreateWithCString)
        name = make(ctypes.c_void_p(), ctypes.c_char_p(key.encode()), ctypes.c_uint32(_UTF8))
        if not name:
            return None
        get = pointer(self._library.CFDictionaryGetValue)
        found: int | None = get(ctypes.c_void_p(dictionary), ctypes.c_void_p(name))
        self.release(name)
        return found
