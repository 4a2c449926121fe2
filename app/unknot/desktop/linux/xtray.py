"""What owners of selections tell on X11.

A panel that takes tray icons the old way owns _NET_SYSTEM_TRAY_Sn (System Tray Protocol 0.4), a compositor that blends
windows owns _NET_WM_CM_Sn (Extended Window Manager Hints).
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import c_char_p, c_int, c_uint16, c_uint32, c_void_p


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


def has_tray() -> bool:
    """Whether a panel takes tray icons the old way."""
    return _owned("_NET_SYSTEM_TRAY_S")


def has_compositor() -> bool:
    """Whether translucent windows are blended."""
    return _owned("_NET_WM_CM_S")


def _owned(selection: str) -> bool:
    """Ask the X server of ``$DISPLAY``; False without one. Blocks for two round trips."""
    try:
        xcb, libc = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libc.so.6")
    except OSError:
        return False
    for call, returns, takes in (
        ("xcb_connect", c_void_p, (c_char_p, ctypes.POINTER(c_int))),
        ("xcb_connection_has_error", c_int, (c_void_p,)),
        ("xcb_disconnect", None, (c_void_p,)),
        ("xcb_intern_atom", _Cookie, (c_void_p, ctypes.c_uint8, c_uint16, c_char_p)),
        ("xcb_intern_atom_reply", c_void_p, (c_void_p, _Cookie, c_void_p)),
        ("xcb_get_selection_owner", _Cookie, (c_void_p, c_uint32)),
        ("xcb_get_selection_owner_reply", c_void_p, (c_void_p, _Cookie, c_void_p)),
    ):
        function = getattr(xcb, call)
        function.restype, function.argtypes = returns, takes
    libc.free.argtypes = (c_void_p,)

    def number(reply: int | None) -> int:
        """The 32-bit value at offset 8 of a reply, where both replies have it."""
        if not reply:
            return 0
        value: int = struct.unpack("=I", ctypes.string_at(reply + 8, 4))[0]
        libc.free(reply)
        return value

    screen = c_int()
    connection = xcb.xcb_connect(None, ctypes.byref(screen))
    try:
        if xcb.xcb_connection_has_error(connection):
            return False
        name = f"{selection}{screen.value}".encode()
        atom = xcb.xcb_intern_atom(connection, 0, len(name), name)
        owner = xcb.xcb_get_selection_owner(connection, number(xcb.xcb_intern_atom_reply(connection, atom, None)))
        return number(xcb.xcb_get_selection_owner_reply(connection, owner, None)) != 0
    finally:
        xcb.xcb_disconnect(connection)
