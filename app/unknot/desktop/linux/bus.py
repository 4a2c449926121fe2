"""One D-Bus connection inside the Qt loop: it sleeps until the bus says something, or somebody calls us.

jeepney speaks the protocol; a QSocketNotifier wakes us. Nothing here blocks but ``open`` and ``ask``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QSocketNotifier, QTimer

Body = tuple[Any, ...]
"""The values of a signal or of a reply."""

Answerer = Callable[[Message], Message]
"""Makes the reply to a method call. It must not raise."""

PROPERTIES = "org.freedesktop.DBus.Properties"
UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject"


class Bus:
    """A connection to the session or the system bus. Qt thread only."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._waiting: dict[int, Callable[[Body | None], None]] = {}
        self._watches: list[tuple[str, str, str | None, Callable[[Body], None]]] = []
        self._kept: list[Message] = []
        self._mourners: list[Callable[[], None]] = []
        self._answerer: Answerer = _nobody
        self.alive = True
        self._notifier = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        self._drain_later()

    @classmethod
    def open(cls, which: str) -> Bus | None:
        """Connect to ``"SESSION"`` or ``"SYSTEM"``; None where there is no such bus. Blocks for at most 200 ms."""
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        if which == "SESSION" and runtime and not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            which = f"unix:path={runtime}/bus"  # where systemd puts it, for who started us without telling
        try:
            return cls(open_dbus_connection(which, auth_timeout=0.2))
        except (OSError, KeyError, ValueError, RuntimeError, DBusErrorResponse):
            return None  # no address, no socket, refused, not understood

    def watch(
        self, sender: str, interface: str, member: str, handler: Callable[[Body], None], path: str = ""
    ) -> Callable[[], None]:
        """Call ``handler`` with the values of each such signal; ``path`` narrows it to one object. Returns how to end
        it; who watches for as long as the app runs needs no end."""
        rule = MatchRule(type="signal", sender=sender, interface=interface, member=member, path=path or None)
        entry = (interface, member, path or None, handler)
        self._watches.append(entry)
        self.call(message_bus.AddMatch(rule))

        def end() -> None:
            if entry in self._watches:
                self._watches.remove(entry)
                self.call(message_bus.RemoveMatch(rule))

        return end

    def watch_owner(self, name: str, handler: Callable[[bool], None]) -> None:
        """Call ``handler`` when the service ``name`` comes (True) or goes (False)."""
        rule = MatchRule(type="signal", sender=message_bus.bus_name, interface=message_bus.interface)
        rule.add_arg_condition(0, name)

        def changed(body: Body) -> None:
            if body[0] == name:
                handler(bool(body[2]))

        self._watches.append((message_bus.interface, "NameOwnerChanged", None, changed))
        self.call(message_bus.AddMatch(rule))

    def call(self, message: Message, then: Callable[[Body | None], None] | None = None) -> None:
        """Send a method call. ``then`` gets the values of the reply, or None for an error or a lost bus."""
        if not self.alive:
            if then is not None:
                then(None)
            return
        serial = self._send(message)
        if then is not None and serial:
            self._waiting[serial] = then

    def ask(self, message: Message, seconds: float = 0.1) -> Body | None:
        """The values of the reply, None for an error or when there is none in time. Blocks; what else comes meanwhile
        is told afterwards."""
        serial = self._send(message) if self.alive else 0
        deadline = time.monotonic() + seconds
        while self.alive:
            received = self._receive(max(0.0, deadline - time.monotonic()))
            if received is None:
                break
            if received.header.fields.get(HeaderFields.reply_serial) == serial:
                self._drain_later()
                return _values(received)
            self._kept.append(received)
        self._drain_later()
        return None

    def serve(self, answerer: Answerer) -> None:
        """Have ``answerer`` reply to every method call that comes to us from now on."""
        self._answerer = answerer

    def emit(self, signal: Message) -> None:
        """Send a signal to whoever listens."""
        if self.alive:
            self._send(signal)

    def has(self, name: str) -> bool:
        """Whether the service ``name`` is running."""
        return self.ask(message_bus.NameHasOwner(name)) == (True,)

    def when_lost(self, handler: Callable[[], None]) -> None:
        """Call ``handler`` once when the connection ends."""
        self._mourners.append(handler)

    def close(self) -> None:
        """Hang up; whoever waits for a reply is told that there is none."""
        if not self.alive:
            return
        self.alive = False
        self._notifier.setEnabled(False)
        self._connection.close()
        waiting, self._waiting = self._waiting, {}
        for then in waiting.values():
            then(None)
        for mourn in self._mourners:
            mourn()

    def _send(self, message: Message) -> int:
        serial: int = next(self._connection.outgoing_serial)
        try:
            self._connection.send(message, serial=serial)
        except OSError:
            self.close()
            return 0
        return serial

    def _receive(self, seconds: float) -> Message | None:
        """The next message, None when there is none in time or the bus is gone."""
        try:
            return self._connection.receive(timeout=seconds)
        except TimeoutError:
            return None
        except (OSError, ValueError):  # hung up, or not D-Bus any more
            self.close()
            return None

    def _drain_later(self) -> None:
        # The socket may be empty while messages wait in the parser: the notifier would not tell.
        QTimer.singleShot(0, self._notifier, self._read)

    def _read(self) -> None:
        try:
            while self._kept:
                self._tell(self._kept.pop(0))
            while self.alive and (received := self._receive(0)) is not None:
                self._tell(received)
        except Exception:
            self._drain_later()  # what waits behind a handler that failed is told all the same
            raise

    def _tell(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            heard = (fields.get(HeaderFields.interface), fields.get(HeaderFields.member))
            path = fields.get(HeaderFields.path)
            for interface, member, only_path, handler in tuple(self._watches):
                if heard == (interface, member) and only_path in (None, path):
                    handler(message.body)
            return
        if message.header.message_type is MessageType.method_call:
            reply = self._answerer(message)
            if self.alive and not message.header.flags & MessageFlag.no_reply_expected:
                self._send(reply)
            return
        then = self._waiting.pop(fields.get(HeaderFields.reply_serial, 0), None)
        if then is not None:
            then(_values(message))


def _nobody(call: Message) -> Message:
    """We own no object: say so at once, or the caller waits for half a minute."""
    return new_error(call, UNKNOWN_OBJECT, "s", ("There is no such object here.",))


def _values(reply: Message) -> Body | None:
    if reply.header.message_type is not MessageType.method_return:
        return None
    return tuple(reply.body)


def method(name: str, path: str, interface: str, member: str, signature: str = "", values: Body = ()) -> Message:
    """A method call to ``name``; ``signature`` in D-Bus letters, one for each of ``values``."""
    return new_method_call(DBusAddress(path, name, interface), member, signature or None, values)


def joined(ends: Iterable[Callable[[], None]]) -> Callable[[], None]:
    """Ends several watches at once."""
    all_ends = tuple(ends)

    def end() -> None:
        for one in all_ends:
            one()

    return end


def unless_asleep(message: Message) -> Message:
    """The same call, but it starts no service that isn't running."""
    message.header.flags |= MessageFlag.no_auto_start
    return message


def read_property(name: str, path: str, interface: str, member: str) -> Message:
    """The call that reads one property; its reply holds ``((signature, value),)``."""
    return method(name, path, PROPERTIES, "Get", "ss", (interface, member))


def value_of(reply: Body | None) -> Any:
    """The value in the reply to ``read_property``, None when there was no reply."""
    return reply[0][1] if reply else None
