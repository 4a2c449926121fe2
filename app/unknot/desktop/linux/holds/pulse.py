"""Who records sound, from PulseAudio or PipeWire's stand-in for it, over the server's own socket.

The native protocol is asked two questions and nothing else. libpulse with a Python binding would cost 6 MB, a thread
that can get stuck, and would start a server where none runs; a socket inside the Qt loop does none of that.
Numbers and orders of fields: PulseAudio's PROTOCOL file and ``native-common.h``.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket
from shiboken6 import isValid

VERSION = 20
"""The protocol we speak: streams tell whether they are corked (19), and no lists of formats follow yet (21)."""

_ERROR, _REPLY, _AUTH, _SET_CLIENT_NAME = 0, 2, 8, 9
_GET_SOURCES, _GET_RECORDINGS, _SUBSCRIBE, _EVENT = 24, 32, 35, 66
_RECORDINGS = 0x0008
"""The mask of events about recording streams."""
_CONTROL = 0xFFFFFFFF
_COOKIE = bytes(256)  # the server knows us by our user id
_LARGEST = 4 << 20
"""Bytes in the longest message worth reading."""
_NOBODY = 0xFFFFFFFF

Recordings = tuple["Recording", ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """One stream that takes sound in."""

    corked: bool
    monitor: bool
    """What it records is what the speakers play."""
    meter: bool
    """It only draws a level."""
    properties: Mapping[str, str]


def socket_of(environ: Mapping[str, str]) -> Path | None:
    """Where the person's sound server listens, None where none runs (asking would make systemd start one)."""
    named = environ.get("PULSE_SERVER", "").split(" ")[0]
    if named:
        path = named[named.index("}") + 1 :] if named.startswith("{") and "}" in named else named
        path = path.removeprefix("unix:")
        return Path(path) if path.startswith("/") and os.access(path, os.F_OK) else None
    runtime = environ.get("PULSE_RUNTIME_PATH") or (environ.get("XDG_RUNTIME_DIR", "/nowhere") + "/pulse")
    there = all(os.access(f"{runtime}/{name}", os.F_OK) for name in ("native", "pid"))
    return Path(runtime) / "native" if there else None


class PulseTalk:
    """One connection that asks who records, and tells of changes if that is wanted. Qt thread."""

    def __init__(
        self, path: Path, tell: Callable[[Recordings | None], None], changed: Callable[[], None] | None = None
    ) -> None:
        """``tell`` is called once: None when the server isn't understood or hangs up first.
        ``changed`` is called whenever a recording begins, ends or is corked, and when the server goes."""
        self._tell: Callable[[Recordings | None], None] | None = tell
        self._changed = changed
        self._open = True
        self._buffer = b""
        self._monitors: Mapping[int, bool] | None = None
        self._socket = QLocalSocket()
        self._socket.connected.connect(self._begin)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._lost)
        self._socket.errorOccurred.connect(self._lost)
        self._path = str(path)

    def start(self) -> None:
        """Begin to talk; ``tell`` may be called before this returns."""
        self._socket.connectToServer(self._path)

    def close(self) -> None:
        """Hang up; nothing more is told."""
        self._tell = self._changed = None
        self._buffer = b""
        if self._open and isValid(self._socket):  # Qt ends everything itself when the app is through
            self._open = False
            self._socket.disconnected.disconnect(self._lost)
            self._socket.errorOccurred.disconnect(self._lost)
            self._socket.abort()
            # It may be telling us something just now: it must not go before it is through.
            QTimer.singleShot(0, partial(_let_go, self._socket))

    def _begin(self) -> None:
        self._send(_AUTH, b"L" + struct.pack(">I", VERSION) + b"x" + struct.pack(">I", len(_COOKIE)) + _COOKIE)
        self._send(_SET_CLIENT_NAME, b"P" + _property("application.name", "Unknot") + b"N")

    def _question(self) -> None:
        # Not before our name is acknowledged: PipeWire knows of no stream until then.
        self._send(_GET_SOURCES)
        self._send(_GET_RECORDINGS)
        if self._changed is not None:
            self._send(_SUBSCRIBE, b"L" + struct.pack(">I", _RECORDINGS))

    def _send(self, command: int, values: bytes = b"") -> None:
        # The command is its own tag: no question is asked twice on one connection.
        body = b"L" + struct.pack(">I", command) + b"L" + struct.pack(">I", command) + values
        self._socket.write(struct.pack(">5I", len(body), _CONTROL, 0, 0, 0) + body)

    def _read(self) -> None:
        self._buffer += bytes(self._socket.readAll().data())
        while len(self._buffer) >= 20:
            length, channel = struct.unpack_from(">2I", self._buffer)
            if length > _LARGEST:
                self._lost()
                return
            if len(self._buffer) < 20 + length:
                return
            body, self._buffer = self._buffer[20 : 20 + length], self._buffer[20 + length :]
            if channel == _CONTROL:
                self._take(body)

    def _take(self, body: bytes) -> None:
        try:
            then = self._understood(body)
        except (ValueError, LookupError, TypeError, struct.error):  # not the protocol that we know
            then = self._lost
        if then is not None:
            then()

    def _understood(self, body: bytes) -> Callable[[], None] | None:
        """What is to be done about a message. Raises as ``read_values`` does, and TypeError."""
        command, tag, *values = read_values(body)
        if command == _EVENT:
            return self._changed
        if command == _ERROR and tag != _SUBSCRIBE:
            return self._lost
        if command != _REPLY:
            return None
        if tag == _AUTH and values[0] & 0xFFFF < VERSION:
            return self._lost  # older than 2011
        if tag == _SET_CLIENT_NAME:
            return self._question
        if tag == _GET_SOURCES:
            self._monitors = dict(_monitors(values))
        if tag == _GET_RECORDINGS:
            return partial(self._say, tuple(_recordings(values, self._monitors)))
        return None

    def _lost(self) -> None:
        changed = self._changed
        self._say(None)
        self.close()
        if changed is not None:
            changed()

    def _say(self, recordings: Recordings | None) -> None:
        tell, self._tell = self._tell, None
        if tell is not None:
            tell(recordings)


def _let_go(_socket: QLocalSocket) -> None:
    """The last reference ends here."""


def _property(key: str, value: str) -> bytes:
    data = value.encode() + b"\0"
    size = struct.pack(">I", len(data))
    return b"t" + key.encode() + b"\0" + b"L" + size + b"x" + size + data


def read_values(body: bytes) -> list[Any]:
    """The values of a message. A sample specification, a channel map and a volume count as one (None).

    Raises ValueError, LookupError or struct.error for what is not such a message.
    """
    values: list[Any] = []
    at = 0
    while at < len(body):
        value, at = _read_value(body, at)
        values.append(value)
    return values


_FIXED = {"L": ">I", "B": ">B", "R": ">Q", "r": ">q", "U": ">Q", "V": ">I", "T": ">2I", "a": ">BBI"}
_CONSTANT = {"1": True, "0": False, "N": None}
_OF_LISTS = {"m": 1, "v": 4}


def _read_value(body: bytes, at: int) -> tuple[Any, int]:
    """The value at an offset, and the offset of the next one."""
    kind = chr(body[at])
    at += 1
    if kind in _CONSTANT:
        return _CONSTANT[kind], at
    if kind in _FIXED:
        number, *more = struct.unpack_from(_FIXED[kind], body, at)
        return None if more else number, at + struct.calcsize(_FIXED[kind])
    if kind in _OF_LISTS:
        return None, at + 1 + body[at] * _OF_LISTS[kind]
    if kind == "t":
        end = body.index(b"\0", at)
        return body[at:end].decode(errors="replace"), end + 1
    if kind == "x":
        (size,) = struct.unpack_from(">I", body, at)
        return body[at + 4 : at + 4 + size], at + 4 + size
    if kind == "P":
        return _read_properties(body, at)
    raise ValueError(f"unknown tag {kind!r}")


def _read_properties(body: bytes, at: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while True:
        key, at = _read_value(body, at)
        if key is None:
            return found, at
        _size, at = _read_value(body, at)
        value, at = _read_value(body, at)
        found[key] = value.rstrip(b"\0").decode(errors="replace")


def _monitors(values: list[Any]) -> Iterator[tuple[int, bool]]:
    """The number of each source, and whether it is a sink's monitor."""
    at = 0
    while at < len(values):
        yield values[at], values[at + 8] != _NOBODY
        at += 21 + 3 * values[at + 19]  # the ports, three values each


def _recordings(values: list[Any], monitors: Mapping[int, bool] | None) -> Iterator[Recording]:
    """Fields: number, name, module, client, source, two shapes, two delays, resampler, driver, properties, corked."""
    for at in range(0, len(values), 13):
        source, resampler, properties, corked = (values[at + field] for field in (4, 9, 11, 12))
        if monitors is None or not isinstance(properties, dict):
            raise TypeError("not a list of recordings")
        meter = resampler == "peaks" or properties.get("stream.monitor") == "true"
        yield Recording(corked is True, monitors.get(source, False), meter, properties)


def here() -> Path | None:
    """``socket_of`` this session."""
    return socket_of(os.environ)
