"""The object ``org.unknot.Unknot1`` on the session bus: what scripts and panels may ask, and what they are told.

A method is a line of the command line with typed values, carried out by the same code (``Controls``), so that nothing
here can do what the command line can't. What can be asked stands in ``resources/dbus/org.unknot.Unknot1.xml``, which
is also what we answer to who wants to know; a test holds the tables below to it.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from jeepney import DBusAddress, HeaderFields, Message, new_error, new_method_return, new_signal
from jeepney.bus_messages import DBusNameFlags, message_bus
from PySide6.QtCore import QTimer

from unknot.bundled import resource_path
from unknot.desktop.linux.bus import PROPERTIES, UNKNOWN_OBJECT, Body, Bus
from unknot.ports import Undo

log = logging.getLogger(__name__)

NAME = INTERFACE = "org.unknot.Unknot1"
PATH = "/org/unknot/Unknot1"
DESCRIPTION = f"dbus/{NAME}.xml"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"
_ERROR = "org.freedesktop.DBus.Error"
_ABOVE = {"/": "org", "/org": "unknot", "/org/unknot": "Unknot1"}
"""The objects above ours, which only say that it is there."""
_OWNED = ((1,), (4,))
"""Replies to RequestName that mean that the name is ours."""


class Answered(Protocol):
    """How a command went. ``status`` is 0 when it was done; ``why`` names a refusal in a word."""

    @property
    def status(self) -> int:
        """As the command line's exit status: 0 done, 1 refused, 2 wrong use."""

    @property
    def text(self) -> str:
        """What the command line would print."""

    @property
    def why(self) -> str:
        """The refusal as the last part of an error's name (``Blocked``), "" where it has none."""


class Controls(Protocol):
    """The running app as the object needs it. Qt thread only."""

    def carry_out(self, args: Sequence[str]) -> Answered:
        """Do what a command line says."""

    def status(self, look: bool = True) -> Mapping[str, Any]:
        """What stands now, as plain data (``unknot status`` as JSON). ``look``: whether anything is asked for it that
        costs something."""

    def ending(self, slot: str) -> str:
        """What became of a slot that was on the screen or under way, in a word."""

    def follow(self, call: Callable[[], object]) -> Undo:
        """Be told whenever the status may have changed."""


class Method(NamedTuple):
    """``takes``: the signature of its values. ``line``: the command line that they make."""

    takes: str
    line: Callable[..., Sequence[str]]


METHODS: dict[str, Method] = {
    "Start": Method("su", lambda name, n: ["start", *_word(name), *(["--minutes", str(n)] if n else [])]),
    "Snooze": Method("u", lambda n: ["snooze", *_number(n)]),
    "Skip": Method("", lambda: ["skip"]),
    "Pause": Method("u", lambda n: ["pause", *_number(n, "m")]),
    "Resume": Method("", lambda: ["resume"]),
    "Call": Method("u", lambda n: ["call", *_number(n, "m")]),
    "EndCall": Method("", lambda: ["call", "end"]),
    "SetProfile": Method("s", lambda name: ["profile", name]),
    "Show": Method("s", lambda page: ["show", *_word(page)]),
}
SILENT = frozenset({"Show"})
"""Methods that answer nothing; the others answer what the command line would print."""

PROPERTY_TYPES: dict[str, str] = {
    "Version": "s",
    "Held": "as",
    "HeldUntil": "x",
    "NextPosture": "x",
    "NextSession": "x",
    "Shown": "s",
    "Running": "s",
    "SessionsDone": "u",
    "SessionsWanted": "u",
    "Profile": "s",
    "Care": "s",
}
SIGNALS: dict[str, str] = {
    "PromptShown": "ss",
    "PromptAnswered": "ss",
    "SessionStarted": "ss",
    "SessionEnded": "ss",
    "HoldsChanged": "as",
}


class DBusObject:
    """Serves the object and tells of changes, from ``start`` until the bus is gone. Costs nothing between events."""

    def __init__(self, bus: Bus, controls: Controls) -> None:
        self._bus = bus
        self._controls = controls
        self._told: Mapping[str, Any] = {}
        self._unfollow: Undo | None = None
        self._soon = QTimer(singleShot=True, interval=0)  # the person's window first, then who listens
        self._soon.timeout.connect(self._tell)

    def start(self) -> None:
        """Answer from now on, and ask for the name: where another has it, we answer by our own address only."""
        self._bus.serve(self._answer)
        self._bus.when_lost(self._lost)
        self._bus.call(message_bus.RequestName(NAME, DBusNameFlags.do_not_queue), self._named)

    def _named(self, reply: Body | None) -> None:
        if reply not in _OWNED:
            log.warning("The name %s on the session bus belongs to another program: no signals to panels", NAME)
            return
        self._told = self._controls.status(look=False)
        self._unfollow = self._controls.follow(self._soon.start)

    def _lost(self) -> None:
        if self._unfollow is not None:
            self._unfollow()
            self._unfollow = None
        self._soon.stop()

    # what we are asked

    def _answer(self, call: Message) -> Message:
        fields = call.header.fields
        path = fields.get(HeaderFields.path, "")
        interface, member = fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
        try:
            if interface == PEER:
                return _peer(call, member)
            if path in _ABOVE:
                return _above(call, path, interface, member)
            if path != PATH:
                return _refused(call, UNKNOWN_OBJECT, f"There is no object {path}.")
            return self._ours(call, interface, member)
        except Exception:
            log.exception("The D-Bus call %s failed", member)
            return _refused(call, f"{_ERROR}.Failed", "Unknot could not do that; its log says why.")

    def _ours(self, call: Message, interface: str, member: str) -> Message:
        if interface == INTROSPECTABLE and member == "Introspect":
            return new_method_return(call, "s", (resource_path(DESCRIPTION).read_text(encoding="utf-8"),))
        if interface == PROPERTIES:
            return self._properties(call, member)
        if interface not in (INTERFACE, ""):  # a call may leave the interface out
            return _refused(call, f"{_ERROR}.UnknownInterface", f"There is no interface {interface} here.")
        takes = METHODS[member].takes if member in METHODS else ""
        if member not in METHODS and member not in ("Status", "StatusJson"):
            return _unknown_method(call, member)
        if _signature(call) != takes:
            return _wrong_values(call, member, takes)
        if member == "Status":
            return new_method_return(call, "a{sv}", (_table(self._controls.status()),))
        if member == "StatusJson":
            return new_method_return(call, "s", (json.dumps(self._controls.status()),))
        return self._carry_out(call, member)

    def _carry_out(self, call: Message, member: str) -> Message:
        went = self._controls.carry_out(METHODS[member].line(*call.body))
        if went.status:
            name = f"{INTERFACE}.Error.{went.why}" if went.why else f"{_ERROR}.InvalidArgs"
            return _refused(call, name, went.text)
        return new_method_return(call) if member in SILENT else new_method_return(call, "s", (_text(went.text),))

    def _properties(self, call: Message, member: str) -> Message:
        takes = {"Get": "ss", "GetAll": "s", "Set": "ssv"}.get(member)
        if takes is None:
            return _unknown_method(call, member)
        if _signature(call) != takes:
            return _wrong_values(call, member, takes)
        interface, name = call.body[0], "" if member == "GetAll" else call.body[1]
        if interface not in (INTERFACE, ""):
            return _refused(call, f"{_ERROR}.UnknownInterface", f"There is no interface {interface} with properties.")
        if name and name not in PROPERTY_TYPES:
            return _refused(call, f"{_ERROR}.UnknownProperty", f"There is no property {name}.")
        if member == "Set":
            return _refused(call, f"{_ERROR}.PropertyReadOnly", f"{name} can only be read.")
        values = _properties_of(self._controls.status(look=False))
        if member == "GetAll":
            return new_method_return(call, "a{sv}", (values,))
        if not name:
            return _refused(call, f"{_ERROR}.UnknownProperty", "A property needs a name.")
        return new_method_return(call, "v", (values[name],))

    # what we tell

    def _tell(self) -> None:
        before, after = self._told, self._controls.status(look=False)
        self._told = after
        for name, values in self._happened(before, after):
            self._bus.emit(new_signal(_address(INTERFACE), name, SIGNALS[name], values))
        old, new = _properties_of(before), _properties_of(after)
        changed = {name: value for name, value in new.items() if value != old[name]}
        if changed:
            told: Body = (INTERFACE, changed, [])
            self._bus.emit(new_signal(_address(PROPERTIES), "PropertiesChanged", "sa{sv}as", told))

    def _happened(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Body]]:
        """The signals that lead from one status to the next, in the order in which it happened."""
        found: list[tuple[str, Body]] = []
        shown, asks = before["shown"], after["shown"]
        if shown and (not asks or asks["id"] != shown["id"]):
            found.append(("PromptAnswered", (shown["id"], self._controls.ending(shown["id"]))))
        ran, runs = before["session"], after["session"]
        if ran and (not runs or runs["slot"] != ran["slot"]):
            found.append(("SessionEnded", (ran["slot"], self._controls.ending(ran["slot"]))))
        if runs and (not ran or runs["slot"] != ran["slot"]):
            found.append(("SessionStarted", (runs["slot"], runs["routine"])))
        if _holds(before) != _holds(after):
            found.append(("HoldsChanged", (_holds(after),)))
        if asks and (not shown or asks["id"] != shown["id"]):
            found.append(("PromptShown", (asks["id"], asks["kind"])))
        return found


def _properties_of(status: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    ends = [_seconds(hold["until"]) for hold in status["holds"] if hold["until"]]
    posture, session = status["next_posture"], status["next_session"]
    values = {
        "Version": status["version"],
        "Held": _holds(status),
        "HeldUntil": max(ends, default=0),
        "NextPosture": _seconds(posture["at"]) if posture else 0,
        "NextSession": _seconds(session["at"]) if session else 0,
        "Shown": status["shown"]["id"] if status["shown"] else "",
        "Running": status["session"]["routine"] if status["session"] else "",
        "SessionsDone": status["done"],
        "SessionsWanted": status["sessions"],
        "Profile": _text(status["profile"]),
        "Care": status["care"],
    }
    return {name: (kind, values[name]) for name, kind in PROPERTY_TYPES.items()}


def _holds(status: Mapping[str, Any]) -> list[str]:
    return [hold["why"] for hold in status["holds"]]


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _table(values: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Plain data as ``a{sv}``; what is None has no type on the bus, and is left out."""
    return {str(name): _variant(value) for name, value in values.items() if value is not None}


def _variant(value: Any) -> tuple[str, Any]:
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, int):
        return "x", value
    if isinstance(value, float):
        return "d", value
    if isinstance(value, Mapping):
        return "a{sv}", _table(value)
    if isinstance(value, list):
        return "av", [_variant(part) for part in value if part is not None]
    return "s", _text(str(value))


def _text(value: str) -> str:
    """The bus hangs up on who sends a NUL, and half a character can't be sent at all."""
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def _word(text: str) -> list[str]:
    return [text] if text else []


def _number(n: int, unit: str = "") -> list[str]:
    return [f"{n}{unit}"] if n else []


def _signature(call: Message) -> str:
    return str(call.header.fields.get(HeaderFields.signature, ""))


def _address(interface: str) -> DBusAddress:
    return DBusAddress(PATH, interface=interface)


def _refused(call: Message, name: str, why: str) -> Message:
    return new_error(call, name, "s", (_text(why),))


def _unknown_method(call: Message, member: str) -> Message:
    return _refused(call, f"{_ERROR}.UnknownMethod", f"There is no method {member} here.")


def _wrong_values(call: Message, member: str, takes: str) -> Message:
    return _refused(call, f"{_ERROR}.InvalidArgs", f"{member} takes ({takes}), not ({_signature(call)}).")


def _peer(call: Message, member: str) -> Message:
    if member == "Ping":
        return new_method_return(call)
    if member != "GetMachineId":
        return _unknown_method(call, member)
    for file in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return new_method_return(call, "s", (file.read_text(encoding="ascii").strip(),))
    return _refused(call, f"{_ERROR}.Failed", "This machine has no id.")


def _above(call: Message, path: str, interface: str, member: str) -> Message:
    if interface == INTROSPECTABLE and member == "Introspect":
        return new_method_return(call, "s", (f'<node><node name="{_ABOVE[path]}"/></node>',))
    return _refused(call, f"{_ERROR}.UnknownMethod", f"There is no method {member} at {path}.")
