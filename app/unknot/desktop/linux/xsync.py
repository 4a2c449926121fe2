"""The X server's idle counter, with alarms. Layouts: X Synchronization Extension Protocol 3.1, section "Encoding"."""

from __future__ import annotations

import ctypes
import struct
from ctypes import POINTER, Structure, c_uint8, c_uint16, c_uint32, c_void_p

from unknot.desktop.linux.xcb import Cookie, Signature, XConnection, XUnavailableError, library

_COUNTER, _VALUE_TYPE, _VALUE, _TEST_TYPE, _DELTA, _EVENTS = 1, 2, 4, 8, 16, 32
_ABSOLUTE = 0
POSITIVE_TRANSITION, NEGATIVE_TRANSITION = 0, 1
_ALARM_NOTIFY = 1
_DESTROYED = 2


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


_XCB: tuple[Signature, ...] = (("xcb_get_extension_data", POINTER(_Extension), (c_void_p, c_void_p)),)
_SYNC: tuple[Signature, ...] = (
    ("xcb_sync_initialize", Cookie, (c_void_p, c_uint8, c_uint8)),
    ("xcb_sync_initialize_reply", c_void_p, (c_void_p, Cookie, c_void_p)),
    ("xcb_sync_list_system_counters", Cookie, (c_void_p,)),
    ("xcb_sync_list_system_counters_reply", c_void_p, (c_void_p, Cookie, c_void_p)),
    ("xcb_sync_query_counter", Cookie, (c_void_p, c_uint32)),
    ("xcb_sync_query_counter_reply", c_void_p, (c_void_p, Cookie, c_void_p)),
    ("xcb_sync_create_alarm", Cookie, (c_void_p, c_uint32, c_uint32, c_void_p)),
    ("xcb_sync_destroy_alarm", Cookie, (c_void_p, c_uint32)),
)


class IdleCounter:
    """A connection of its own to the X server, with alarms on its IDLETIME counter (milliseconds)."""

    def __init__(self, display: str | None = None) -> None:
        """``display`` as in ``$DISPLAY``, None for that. Raises XUnavailableError. Blocks for a few round trips."""
        self._sync = library("libxcb-sync.so.1", _SYNC)
        self._x = XConnection(display)
        try:
            self._first_event = self._start_extension()
            self._counter = self._find_counter(b"IDLETIME")
        except XUnavailableError:
            self.close()
            raise

    @property
    def descriptor(self) -> int:
        """The socket; readable when the server has said something."""
        return self._x.descriptor

    @property
    def broken(self) -> bool:
        """Whether the server is gone."""
        return self._x.broken

    def idle_ms(self) -> int:
        """Milliseconds since the last input. One round trip. Raises XUnavailableError when the server is gone."""
        cookie = self._sync.xcb_sync_query_counter(self._x.pointer, self._counter)
        reply = self._x.take(self._sync.xcb_sync_query_counter_reply(self._x.pointer, cookie, None), 16)
        high, low = struct.unpack_from("=iI", reply, 8)
        return int((high << 32) + low)

    def alarm(self, milliseconds: int, test: int) -> int:
        """An alarm that rings each time the counter passes ``milliseconds`` upwards or downwards; its id."""
        alarm = int(self._x.xcb.xcb_generate_id(self._x.pointer))
        mask = _COUNTER | _VALUE_TYPE | _VALUE | _TEST_TYPE | _DELTA | _EVENTS
        high, low = milliseconds >> 32, milliseconds & 0xFFFFFFFF
        values = struct.pack("=IIiIIiII", self._counter, _ABSOLUTE, high, low, test, 0, 0, 1)
        self._sync.xcb_sync_create_alarm(self._x.pointer, alarm, mask, values)
        self._x.xcb.xcb_flush(self._x.pointer)
        return alarm

    def forget(self, alarm: int) -> None:
        """End one alarm."""
        self._sync.xcb_sync_destroy_alarm(self._x.pointer, alarm)
        self._x.xcb.xcb_flush(self._x.pointer)

    def rung(self) -> list[int]:
        """Ids of the alarms that rang since the last call, in order. Never blocks."""
        return [
            struct.unpack_from("=I", event, 4)[0]
            for event in self._x.events()
            if event[0] & 0x7F == self._first_event + _ALARM_NOTIFY and event[28] != _DESTROYED
        ]

    def close(self) -> None:
        """Hang up. Nothing else may be called afterwards."""
        self._x.close()

    def _start_extension(self) -> int:
        name = ctypes.addressof(c_uint8.in_dll(self._sync, "xcb_sync_id"))
        found = library("libxcb.so.1", _XCB).xcb_get_extension_data(self._x.pointer, name)
        if not found or not found.contents.present:
            raise XUnavailableError("no SYNC extension")
        cookie = self._sync.xcb_sync_initialize(self._x.pointer, 3, 1)
        self._x.take(self._sync.xcb_sync_initialize_reply(self._x.pointer, cookie, None), 32)
        return int(found.contents.first_event)

    def _find_counter(self, wanted: bytes) -> int:
        cookie = self._sync.xcb_sync_list_system_counters(self._x.pointer)
        reply = self._sync.xcb_sync_list_system_counters_reply(self._x.pointer, cookie, None)
        size = 32 + 4 * struct.unpack_from("=I", ctypes.string_at(reply, 8), 4)[0] if reply else 32
        data = self._x.take(reply, size)
        place = 32
        for _ in range(struct.unpack_from("=I", data, 8)[0]):
            counter, length = struct.unpack_from("=I8xH", data, place)
            if data[place + 14 : place + 14 + length] == wanted:
                return int(counter)
            place += (14 + length + 3) & ~3
        raise XUnavailableError("no IDLETIME counter")
