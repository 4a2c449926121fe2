"""A connection to the X server by libxcb through ctypes, for the few things the app asks of it.

Qt's own X11 plugin links libxcb, so it is there whenever Qt shows windows on X11; a Python binding of all of X would
cost 20 MB. Layouts: X Window System Protocol, "Encoding"; ``xcb/xproto.h``.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from functools import cache
from typing import Any

Signature = tuple[str, Any, tuple[Any, ...]]
"""A function's name, what it returns, what it takes."""

PROPERTY_CHANGE, STRUCTURE = 0x400000, 0x20000
"""Event masks: properties of a window change; it is hidden, or gone."""
DESTROY_NOTIFY, UNMAP_NOTIFY, PROPERTY_NOTIFY = 17, 18, 28
_EVENT_MASK = 2048
_MOST = 1024
"""Numbers read of one property; lists of atoms are far shorter."""


class XUnavailableError(Exception):
    """No X server, or one that lacks what is asked of it."""


def has_own_server() -> bool:
    """Whether this is an X session. On Wayland the X server beside it knows only of windows and input of its own."""
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


class Cookie(Structure):
    """Stands for a reply to come."""

    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(Structure):
    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


_CONNECTION = c_void_p
_FUNCTIONS: tuple[Signature, ...] = (
    ("xcb_connect", c_void_p, (c_char_p, POINTER(c_int))),
    ("xcb_disconnect", None, (_CONNECTION,)),
    ("xcb_connection_has_error", c_int, (_CONNECTION,)),
    ("xcb_get_file_descriptor", c_int, (_CONNECTION,)),
    ("xcb_poll_for_event", c_void_p, (_CONNECTION,)),
    ("xcb_generate_id", c_uint32, (_CONNECTION,)),
    ("xcb_flush", c_int, (_CONNECTION,)),
    ("xcb_get_setup", c_void_p, (_CONNECTION,)),
    ("xcb_setup_roots_iterator", _Screens, (c_void_p,)),
    ("xcb_screen_next", None, (POINTER(_Screens),)),
    ("xcb_intern_atom", Cookie, (_CONNECTION, c_uint8, c_uint16, c_char_p)),
    ("xcb_intern_atom_reply", c_void_p, (_CONNECTION, Cookie, c_void_p)),
    ("xcb_get_selection_owner", Cookie, (_CONNECTION, c_uint32)),
    ("xcb_get_selection_owner_reply", c_void_p, (_CONNECTION, Cookie, c_void_p)),
    ("xcb_get_property", Cookie, (_CONNECTION, c_uint8, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32)),
    ("xcb_get_property_reply", c_void_p, (_CONNECTION, Cookie, c_void_p)),
    ("xcb_change_window_attributes", Cookie, (_CONNECTION, c_uint32, c_uint32, c_char_p)),
)


@cache
def library(name: str, functions: tuple[Signature, ...]) -> ctypes.CDLL:
    """Load a library and declare its functions. Raises XUnavailableError."""
    try:
        loaded = ctypes.CDLL(name)
    except OSError as error:
        raise XUnavailableError(str(error)) from error
    for function_name, returns, takes in functions:
        function = getattr(loaded, function_name)
        function.restype, function.argtypes = returns, takes
    return loaded


class XConnection:
    """A connection of its own to the X server. Each question blocks for its round trip, well under a millisecond."""

    def __init__(self, display: str | None = None) -> None:
        """``display`` as in ``$DISPLAY``, None for that. Raises XUnavailableError."""
        self.xcb = library("libxcb.so.1", _FUNCTIONS)
        self._libc = library("libc.so.6", (("free", None, (c_void_p,)),))
        self._atoms: dict[str, int] = {}
        number = c_int()
        self.pointer = self.xcb.xcb_connect(display.encode() if display else None, ctypes.byref(number))
        self.screen = number.value
        """The number of the screen that the display's name asks for, nearly always 0."""
        if self.broken:
            self.close()
            raise XUnavailableError("no X server")

    @property
    def descriptor(self) -> int:
        """The socket; readable when the server has said something."""
        return int(self.xcb.xcb_get_file_descriptor(self.pointer))

    @property
    def broken(self) -> bool:
        """Whether the server is gone."""
        return bool(self.xcb.xcb_connection_has_error(self.pointer))

    @property
    def root(self) -> int:
        """The root window."""
        screens = self.xcb.xcb_setup_roots_iterator(self.xcb.xcb_get_setup(self.pointer))
        for _ in range(self.screen):
            self.xcb.xcb_screen_next(ctypes.byref(screens))
        return int(screens.data[0])

    def close(self) -> None:
        """Hang up. Nothing else may be called afterwards."""
        if self.pointer:
            self.xcb.xcb_disconnect(self.pointer)
            self.pointer = None

    def atom(self, name: str) -> int:
        """The number of a name."""
        if name not in self._atoms:
            cookie = self.xcb.xcb_intern_atom(self.pointer, 0, len(name), name.encode())
            reply = self.take(self.xcb.xcb_intern_atom_reply(self.pointer, cookie, None), 32)
            self._atoms[name] = struct.unpack_from("=I", reply, 8)[0]
        return self._atoms[name]

    def owner(self, selection: str) -> int:
        """The window that owns a selection, 0 for none."""
        cookie = self.xcb.xcb_get_selection_owner(self.pointer, self.atom(selection))
        reply = self.take(self.xcb.xcb_get_selection_owner_reply(self.pointer, cookie, None), 32)
        return int(struct.unpack_from("=I", reply, 8)[0])

    def numbers(self, window: int, name: str) -> tuple[int, ...]:
        """The 32-bit values of a window's property; none when it has no such property, or when the window is gone."""
        cookie = self.xcb.xcb_get_property(self.pointer, 0, window, self.atom(name), 0, 0, _MOST)
        reply = self.xcb.xcb_get_property_reply(self.pointer, cookie, None)
        if not reply:
            if self.broken:
                raise XUnavailableError("the X server hung up")
            return ()
        wide, count = ctypes.string_at(reply + 1, 1)[0], struct.unpack("=I", ctypes.string_at(reply + 16, 4))[0]
        data = self.take(reply, 32 + 4 * count if wide == 32 else 32)
        return struct.unpack_from(f"={count}I", data, 32) if wide == 32 else ()

    def listen(self, window: int, mask: int) -> None:
        """Have these events of a window. One that is gone sends none."""
        values = struct.pack("=I", mask)
        self.xcb.xcb_change_window_attributes(self.pointer, window, _EVENT_MASK, values)
        self.xcb.xcb_flush(self.pointer)

    def events(self) -> Iterator[bytes]:
        """What has come in since the last call, 32 bytes each; errors begin with a 0. Never blocks."""
        while event := self.xcb.xcb_poll_for_event(self.pointer):
            yield self.take(event, 32)

    def take(self, pointer: int | None, size: int) -> bytes:
        """Copy what libxcb handed over, and free it."""
        if not pointer:
            raise XUnavailableError("the X server hung up")
        data = ctypes.string_at(pointer, size)
        self._libc.free(pointer)
        return data
