"""The X server's idle counter, by libxcb through ctypes.

Only what an alarm on IDLETIME needs. Both libraries are linked by Qt's own X11 plugin, so they are there whenever
Qt shows windows on X11; a Python binding of X would cost 20 MB for these six calls.
Layouts: X Synchronization Extension Protocol 3.1, section "Encoding"; ``xcb/sync.h``.
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p

_COUNTER, _VALUE_TYPE, _VALUE, _TEST_TYPE, _DELTA, _EVENTS = 1, 2, 4, 8, 16, 32
_ABSOLUTE = 0
POSITIVE_TRANSITION, NEGATIVE_TRANSITION = 0, 1
_ALARM_NOTIFY = 1
_DESTROYED = 2


class XUnavailableError(Exception):
    """No X server, or one without the idle counter."""


class _Cookie(Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Extension(Structure):
    _fields_ = (
        ("response_type", c_uint8),
        ("pad0", c_uint8),
        ("sequence", c_uint16),
        ("length", c_uint32),
        ("present", c_uint8),
        ("major_opcode", c_uint8),
        ("first_event", c_uint8),
        ("first_error", c_uint8),
    )


def _load() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    try:
        xcb, sync, libc = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-sync.so.1"), ctypes.CDLL("libc.so.6")
    except OSError as error:
        raise XUnavailableError(str(error)) from error
    pointer = c_void_p
    for library, name, returns, takes in (
        (xcb, "xcb_connect", pointer, (c_char_p, POINTER(c_int))),
        (xcb, "xcb_disconnect", None, (pointer,)),
        (xcb, "xcb_connection_has_error", c_int, (pointer,)),
        (xcb, "xcb_get_file_descriptor", c_int, (pointer,)),
        (xcb, "xcb_poll_for_event", pointer, (pointer,)),
        (xcb, "xcb_generate_id", c_uint32, (pointer,)),
        (xcb, "xcb_flush", c_int, (pointer,)),
        (xcb, "xcb_get_extension_data", POINTER(_Extension), (pointer, pointer)),
        (sync, "xcb_sync_initialize", _Cookie, (pointer, c_uint8, c_uint8)),
        (sync, "xcb_sync_initialize_reply", pointer, (pointer, _Cookie, pointer)),
        (sync, "xcb_sync_list_system_counters", _Cookie, (pointer,)),
        (sync, "xcb_sync_list_system_counters_reply", pointer, (pointer, _Cookie, pointer)),
        (sync, "xcb_sync_query_counter", _Cookie, (pointer, c_uint32)),
        (sync, "xcb_sync_query_counter_reply", pointer, (pointer, _Cookie, pointer)),
        (sync, "xcb_sync_create_alarm", _Cookie, (pointer, c_uint32, c_uint32, pointer)),
        (sync, "xcb_sync_destroy_alarm", _Cookie, (pointer, c_uint32)),
        (libc, "free", None, (pointer,)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = returns, takes
    return xcb, sync, libc


class IdleCounter:
    """A connection of its own to the X server, with alarms on its IDLETIME counter (milliseconds)."""

    def __init__(self, display: str | None = None) -> None:
        """``display`` as in ``$DISPLAY``, None for that. Raises XUnavailableError. Blocks for a few round trips."""
        self._xcb, self._sync, self._libc = _load()
        self._connection = self._xcb.xcb_connect(display.encode() if display else None, None)
        try:
            if self._xcb.xcb_connection_has_error(self._connection):
                raise XUnavailableError("no X server")
            self._first_event = self._start_extension()
            self._counter = self._find_counter(b"IDLETIME")
        except XUnavailableError:
            self.close()
            raise

    @property
    def descriptor(self) -> int:
        """The socket; readable when the server has said something."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    @property
    def broken(self) -> bool:
        """Whether the server is gone."""
        return bool(self._xcb.xcb_connection_has_error(self._connection))

    def idle_ms(self) -> int:
        """Milliseconds since the last input. One round trip."""
        cookie = self._sync.xcb_sync_query_counter(self._connection, self._counter)
        reply = self._take(self._sync.xcb_sync_query_counter_reply(self._connection, cookie, None), 16)
        high, low = struct.unpack_from("=iI", reply, 8)
        return int((high << 32) + low)

    def alarm(self, milliseconds: int, test: int) -> int:
        """An alarm that rings each time the counter passes ``milliseconds`` upwards or downwards; its id."""
        alarm = int(self._xcb.xcb_generate_id(self._connection))
        mask = _COUNTER | _VALUE_TYPE | _VALUE | _TEST_TYPE | _DELTA | _EVENTS
        high, low = milliseconds >> 32, milliseconds & 0xFFFFFFFF
        values = struct.pack("=IIiIIiII", self._counter, _ABSOLUTE, high, low, test, 0, 0, 1)
        self._sync.xcb_sync_create_alarm(self._connection, alarm, mask, values)
        self._xcb.xcb_flush(self._connection)
        return alarm

    def forget(self, alarm: int) -> None:
        """End one alarm."""
        self._sync.xcb_sync_destroy_alarm(self._connection, alarm)
        self._xcb.xcb_flush(self._connection)

    def rung(self) -> list[int]:
        """Ids of the alarms that rang since the last call, in order. Never blocks."""
        alarms = []
        while event := self._xcb.xcb_poll_for_event(self._connection):
            data = self._take(event, 32)
            is_alarm = data[0] & 0x7F == self._first_event + _ALARM_NOTIFY
            if is_alarm and data[28] != _DESTROYED:
                alarms.append(struct.unpack_from("=I", data, 4)[0])
        return alarms

    def close(self) -> None:
        """Hang up. Nothing else may be called afterwards."""
        if self._connection:
            self._xcb.xcb_disconnect(self._connection)
            self._connection = None

    def _start_extension(self) -> int:
        name = ctypes.addressof(c_uint8.in_dll(self._sync, "xcb_sync_id"))
        found = self._xcb.xcb_get_extension_data(self._connection, name)
        if not found or not found.contents.present:
            raise XUnavailableError("no SYNC extension")
        cookie = self._sync.xcb_sync_initialize(self._connection, 3, 1)
        self._take(self._sync.xcb_sync_initialize_reply(self._connection, cookie, None), 32)
        return int(found.contents.first_event)

    def _find_counter(self, wanted: bytes) -> int:
        cookie = self._sync.xcb_sync_list_system_counters(self._connection)
        reply = self._sync.xcb_sync_list_system_counters_reply(self._connection, cookie, None)
        size = 32 + 4 * struct.unpack_from("=I", ctypes.string_at(reply, 8), 4)[0] if reply else 32
        data = self._take(reply, size)
        place = 32
        for _ in range(struct.unpack_from("=I", data, 8)[0]):
            counter, length = struct.unpack_from("=I8xH", data, place)
            if data[place + 14 : place + 14 + length] == wanted:
                return int(counter)
            place += (14 + length + 3) & ~3
        raise XUnavailableError("no IDLETIME counter")

    def _take(self, pointer: int | None, size: int) -> bytes:
        """Copy what libxcb handed over, and free it."""
        if not pointer:
            raise XUnavailableError("the X server hung up")
        data = ctypes.string_at(pointer, size)
        self._libc.free(pointer)
        return data
