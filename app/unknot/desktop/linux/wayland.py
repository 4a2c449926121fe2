"""A line of our own to the Wayland compositor: its wire protocol, as far as telling input and windows needs it.

Written out here because Qt hides its own connection from Python, and a binding would load a compiled library for five
kinds of messages. It sleeps until the compositor says something (QSocketNotifier), never blocks but in ``open``, and
outlives a compositor that goes and comes back. Format: "Wayland Protocol, Wire Format" and ``wayland.xml``, version 1:
each message is the object's number, then size and opcode in one word, then its arguments in words of four bytes.
"""

from __future__ import annotations

import logging
import os
import select
import socket
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSocketNotifier, QTimer

from unknot.ports import Undo

log = logging.getLogger(__name__)

Handler = Callable[[int, "Values"], None]
"""Takes an event of one object: its opcode and its arguments."""

PATIENCE = 0.2
"""Seconds for the compositor's first answer at the start. Qt has had several of its answers before we ask."""
SHORT_PATIENCE = 0.02
"""The same for a question in between, when the line had been lost."""
RETRIES = (1.0, 5.0, 30.0)
"""Seconds until each attempt to reach a compositor that went away; then only when somebody asks."""
_STABLE = 60.0
"""A line that held for so many seconds may be lost anew and be tried for again as often."""

_DISPLAY = 1
_SYNC, _GET_REGISTRY = 0, 1
_ERROR, _DELETE_ID = 0, 1
_BIND = 0
_GLOBAL, _GLOBAL_REMOVE = 0, 1
_SERVERS_OWN = 0xFF000000
"""From here on numbers of objects are given by the compositor."""


class WireError(ValueError):
    """The other end speaks something else."""


class Global(NamedTuple):
    """Something that the compositor offers."""

    number: int
    interface: str
    version: int


class Values:
    """The arguments of one event, read in order. Raises WireError when there are fewer than asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """An unsigned number, or the number of an object."""
        return int(struct.unpack("=I", self._take(4))[0])

    def array(self) -> bytes:
        """Bytes."""
        size = self.number()
        data = self._take(size)
        self._take(-size % 4)
        return data

    def numbers(self) -> tuple[int, ...]:
        """An array of numbers."""
        data = self.array()
        return struct.unpack(f"={len(data) // 4}I", data[: len(data) // 4 * 4])

    def text(self) -> str:
        """A string."""
        return self.array().rstrip(b"\0").decode("utf-8", "replace")

    def _take(self, size: int) -> bytes:
        data = self._data[self._at : self._at + size]
        if len(data) < size:
            raise WireError("a message that ends too soon")
        self._at += size
        return data


def number(value: int) -> bytes:
    """An argument: an unsigned number, or the number of an object."""
    return struct.pack("=I", value)


def text(value: str) -> bytes:
    """An argument: a string."""
    data = value.encode() + b"\0"
    return number(len(data)) + data + bytes(-len(data) % 4)


def _deaf(_opcode: int, _values: Values) -> None:
    """Takes events of an object that nobody listens to any more."""


class Wayland:
    """A connection to the compositor of ``$WAYLAND_DISPLAY``. Qt thread only."""

    def __init__(self, retries: tuple[float, ...] = RETRIES) -> None:
        self._retries = retries
        self._left = list(retries)
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._data = bytearray()
        self._objects: dict[int, Handler] = {}
        self._free: list[int] = []
        self._next = _DISPLAY + 1
        self._registry = 0
        self._known = False
        self._since = 0.0
        self._untold = False
        self._globals: dict[int, Global] = {}
        self._listeners: list[Callable[[], None]] = []
        self._again = QTimer(singleShot=True)
        self._again.timeout.connect(self._retry)

    @property
    def known(self) -> bool:
        """Whether the line stands and the compositor has told all that it offers."""
        return self._known

    def open(self, patience: float = PATIENCE) -> bool:
        """Connect if need be and learn what the compositor offers; False where there is none, or no answer in time.
        Blocks for at most ``patience`` seconds, and not at all while the line stands."""
        self._tell_of_loss()  # who holds objects of the old line must not take them for those of a new one
        if self._socket is None and not self._connect():
            return False
        deadline = time.monotonic() + patience
        while self._socket is not None and not self._known:
            said = select.poll()
            said.register(self._socket, select.POLLIN)
            if not said.poll(max(0.0, deadline - time.monotonic()) * 1000):
                return False
            self._read()
        return self._known

    def close(self) -> None:
        """Hang up for good; nobody is told."""
        self._listeners.clear()
        self._again.stop()
        self._hang_up()

    def on_change(self, call: Callable[[], None]) -> Undo:
        """Call when the compositor offers something else: something came or went, the line is lost, or found again."""
        self._listeners.append(call)

        def undo() -> None:
            if call in self._listeners:
                self._listeners.remove(call)

        return undo

    def find(self, interface: str) -> Global | None:
        """What the compositor offers under this name, the oldest of several; None where it doesn't."""
        return next((found for found in self._globals.values() if found.interface == interface), None)

    def bind(self, found: Global, version: int, handler: Handler = _deaf) -> int:
        """Use something that is offered, in at most this version; the number of the new object."""
        made = self.make(handler)
        words = (number(found.number), text(found.interface), number(min(version, found.version)), number(made))
        self.send(self._registry, _BIND, *words)
        return made

    def make(self, handler: Handler) -> int:
        """A number for an object that the next request makes."""
        if self._free:
            made = self._free.pop()
        else:
            made = self._next
            self._next += 1
        self._objects[made] = handler
        return made

    def adopt(self, made: int, handler: Handler) -> None:
        """Listen to an object that the compositor has made."""
        self._objects[made] = handler

    def drop(self, made: int) -> None:
        """Listen no more to an object that has been destroyed by a request or by an event."""
        if made >= _SERVERS_OWN:
            self._objects.pop(made, None)
        elif made in self._objects:
            self._objects[made] = _deaf  # until the compositor says that the number is free

    def send(self, target: int, opcode: int, *arguments: bytes) -> None:
        """Make a request. When the line is lost meanwhile, listeners are told later."""
        data = b"".join(arguments)
        message = struct.pack("=II", target, (len(data) + 8) << 16 | opcode) + data
        if self._socket is None:
            return
        try:
            sent = self._socket.send(message, socket.MSG_NOSIGNAL)
        except OSError:
            sent = 0
        if sent < len(message):  # gone, or so stuck that it hasn't read thousands of messages
            self._hang_up()
            self._untold = True
            QTimer.singleShot(0, self._again, self._tell_of_loss)

    def sync(self, then: Callable[[], None]) -> None:
        """Call once the compositor has answered everything so far; never, when the line is lost before."""

        def done(_opcode: int, _values: Values) -> None:
            then()

        self.send(_DISPLAY, _SYNC, number(self.make(done)))

    def _connect(self) -> bool:
        self._again.stop()
        path = _address()
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.setblocking(False)
        try:
            if path is None:
                raise FileNotFoundError
            made.connect(str(path))
        except OSError:
            made.close()
            return False
        self._socket = made
        self._since = time.monotonic()
        self._notifier = QSocketNotifier(made.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        self._objects = {_DISPLAY: self._of_display}
        self._registry = self.make(self._of_registry)
        self.send(_DISPLAY, _GET_REGISTRY, number(self._registry))
        self.sync(self._learnt)
        return self._socket is not None

    def _retry(self) -> None:
        if self._socket is None and not self._connect():
            self._try_later()

    def _learnt(self) -> None:
        self._known = True
        self._tell()

    def _read(self) -> None:
        while self._socket is not None:
            try:
                data = self._socket.recv(65536)  # descriptors that come along are closed by the kernel
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                self._lost("hung up")
                return
            self._data += data
            try:
                self._dispatch()
            except WireError as error:
                self._lost(str(error))

    def _dispatch(self) -> None:
        while self._socket is not None and len(self._data) >= 8:
            target, word = struct.unpack_from("=II", self._data)
            size = word >> 16
            if size < 8 or size % 4:
                raise WireError(f"a message of {size} bytes")
            if len(self._data) < size:
                return
            values = Values(bytes(self._data[8:size]))
            del self._data[:size]
            handler = self._objects.get(target)
            if handler is not None:
                handler(word & 0xFFFF, values)

    def _of_display(self, opcode: int, values: Values) -> None:
        if opcode == _ERROR:
            target, code = values.number(), values.number()
            raise WireError(f"error {code} of object {target}: {values.text()}")
        if opcode == _DELETE_ID:
            gone = values.number()
            if self._objects.pop(gone, None) is not None:
                self._free.append(gone)

    def _of_registry(self, opcode: int, values: Values) -> None:
        found = values.number()
        if opcode == _GLOBAL:
            self._globals[found] = Global(found, values.text(), values.number())
        elif opcode == _GLOBAL_REMOVE:
            self._globals.pop(found, None)
        if self._known:
            self._tell()

    def _lost(self, why: str) -> None:
        log.warning("the Wayland compositor: %s", why)
        self._hang_up()
        self._mourn()

    def _tell_of_loss(self) -> None:
        if self._untold:
            self._mourn()

    def _mourn(self) -> None:
        self._untold = False
        if time.monotonic() - self._since > _STABLE:
            self._left = list(self._retries)
        self._tell()
        self._try_later()

    def _try_later(self) -> None:
        if self._listeners and self._left and self._socket is None:
            self._again.start(round(self._left.pop(0) * 1000))

    def _tell(self) -> None:
        for call in tuple(self._listeners):
            call()

    def _hang_up(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self._known = False
        self._globals.clear()
        self._objects.clear()
        self._free.clear()
        self._data.clear()
        self._next = _DISPLAY + 1


def _address() -> Path | None:
    name = os.environ.get("WAYLAND_DISPLAY")
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if not name or (not folder and not Path(name).is_absolute()):
        return None
    return Path(folder or "/") / name
