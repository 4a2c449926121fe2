"""A small Wayland compositor without a screen: it speaks the wire protocol, checks what it is told, and a test decides
when nobody touches anything.

Written against the protocols' XML and not with the app's own code, so that no mistake is made twice. It runs in
threads, because the app waits for its first answer. While it does, Python collects no garbage: in a thread it might
find Qt's timers there and take them apart, which only the thread of their own may do.
"""

from __future__ import annotations

import array
import gc
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SEAT, IDLE, KDE_IDLE = "wl_seat", "ext_idle_notifier_v1", "org_kde_kwin_idle"
WINDOWS = "zwlr_foreign_toplevel_manager_v1"
MAXIMIZED, MINIMIZED, ACTIVATED, FULL_SCREEN = range(4)
REQUESTS = {
    "wl_display": ("n", "n"),
    "wl_registry": ("usun",),
    SEAT: (),
    IDLE: ("", "nuo", "nuo"),
    KDE_IDLE: ("nou",),
    "ext_idle_notification_v1": ("",),
    "org_kde_kwin_idle_timeout": ("",),
    WINDOWS: ("",),
    "zwlr_foreign_toplevel_handle_v1": ("", "", "", "", "o", "", "ouuuu", "", "", ""),
}
"""The arguments of each request by opcode: n a new object, o an object, u a number, s a string."""


class BrokenError(Exception):
    """What a compositor ends the connection for."""


@dataclass
class Notification:
    """One that a client has asked for."""

    client: Client
    number: int
    interface: str
    milliseconds: int
    input_only: bool


@dataclass
class Window:
    """A window of some program."""

    app_id: str
    states: tuple[int, ...]


@dataclass
class Client:
    """One connection."""

    socket: socket.socket
    objects: dict[int, str] = field(default_factory=lambda: {1: "wl_display"})
    registries: list[int] = field(default_factory=list)
    managers: list[int] = field(default_factory=list)
    handles: dict[int, str] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    next_handle: int = 0xFF000000
    data: bytes = b""

    def send(self, number: int, opcode: int, *arguments: bytes) -> None:
        body = b"".join(arguments)
        with suppress(OSError):
            self.socket.sendall(struct.pack("=IHH", number, opcode, 8 + len(body)) + body)


def word(value: int) -> bytes:
    return struct.pack("=I", value)


def string(value: str) -> bytes:
    raw = value.encode() + b"\0"
    return word(len(raw)) + raw.ljust((len(raw) + 3) // 4 * 4, b"\0")


class Compositor:
    """Up from its making to ``stop``. ``offers``: pairs of interface and version, numbered from 1."""

    def __init__(self, path: Path, offers: tuple[tuple[str, int], ...]) -> None:
        self.path = path
        self.offers = dict(enumerate(offers, start=1))
        self.notifications: list[Notification] = []
        self.windows: dict[str, Window] = {}
        self.clients: list[Client] = []
        self.complaints: list[str] = []
        self.bound: list[str] = []
        self.silent = False
        self.met = 0
        self._lock = threading.RLock()
        self.start()

    # a test's means

    def start(self) -> None:
        """Listen (again)."""
        gc.disable()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.path))
        self._listener.listen()
        self._threads = [threading.Thread(target=self._accept, args=(self._listener,))]
        self._threads[0].start()

    def stop(self) -> None:
        """Hang up on everybody and be gone."""
        self.path.unlink(missing_ok=True)
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for client in list(self.clients):
            self.hang_up(client)
        for thread in self._threads:
            thread.join(10)
        gc.enable()

    def hang_up(self, client: Client) -> None:
        """End one connection."""
        with suppress(OSError):
            client.socket.shutdown(socket.SHUT_RDWR)

    def waits(self) -> list[int]:
        """The milliseconds of all notifications there are."""
        with self._lock:
            return sorted(one.milliseconds for one in self.notifications)

    def idle(self, milliseconds: int) -> None:
        """Tell that there was no input for so long."""
        self._notify(milliseconds, 0)

    def input(self, milliseconds: int) -> None:
        """Tell of input after that."""
        self._notify(milliseconds, 1)

    def add(self, number: int, interface: str, version: int) -> None:
        """Offer something more."""
        with self._lock:
            self.offers[number] = (interface, version)
            for client in self.clients:
                for registry in client.registries:
                    client.send(registry, 0, word(number), string(interface), word(version))

    def remove(self, number: int) -> None:
        """Offer something no more."""
        with self._lock:
            del self.offers[number]
            for client in self.clients:
                for registry in client.registries:
                    client.send(registry, 1, word(number))

    def refuse(self, why: str) -> None:
        """A fatal error, as after a request that the compositor can't accept."""
        with self._lock:
            for client in self.clients:
                client.send(1, 0, word(1), word(3), string(why))
                self.hang_up(client)

    def say(self, data: bytes, descriptors: tuple[int, ...] = ()) -> None:
        """Whatever it is."""
        extra = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
        with self._lock:
            for client in self.clients:
                client.socket.sendmsg([data], extra)

    def show(self, name: str, app_id: str, *states: int) -> None:
        """A window comes, or changes."""
        with self._lock:
            known = name in self.windows
            self.windows[name] = Window(app_id, states)
            for client in self.clients:
                for manager in client.managers:
                    if known:
                        self._tell_state(client, next(h for h, of in client.handles.items() if of == name))
                    else:
                        self._tell_window(client, manager, name)

    def shut(self, name: str) -> None:
        """A window goes."""
        with self._lock:
            del self.windows[name]
            for client in self.clients:
                for handle in [h for h, of in client.handles.items() if of == name]:
                    client.send(handle, 6)

    # how it works

    def _notify(self, milliseconds: int, opcode: int) -> None:
        with self._lock:
            found = [one for one in self.notifications if one.milliseconds == milliseconds]
            assert found, f"nobody asked for {milliseconds} ms"
            for one in found:
                one.client.send(one.number, opcode)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                made, _ = listener.accept()
            except OSError:
                return
            client = Client(made)
            with self._lock:
                self.clients.append(client)
                self.met += 1
            thread = threading.Thread(target=self._serve, args=(client,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: Client) -> None:
        try:
            while data := client.socket.recv(4096):
                with self._lock:
                    client.data += data
                    if not self.silent:
                        self._take(client)
        except OSError:
            pass
        except BrokenError as broken:
            self.complaints.append(str(broken))
        with self._lock:
            self.clients.remove(client)
            self.notifications = [one for one in self.notifications if one.client is not client]
            client.socket.close()

    def _take(self, client: Client) -> None:
        while len(client.data) >= 8:
            number, opcode, size = struct.unpack_from("=IHH", client.data)
            if len(client.data) < size:
                return
            body, client.data = client.data[8:size], client.data[size:]
            interface = client.objects.get(number) or self._handle(client, number)
            requests = REQUESTS[interface]
            if opcode >= len(requests):
                raise BrokenError(f"{interface} has no request {opcode}")
            self._do(client, number, interface, opcode, self._arguments(client, requests[opcode], body))

    def _handle(self, client: Client, number: int) -> str:
        if number in client.handles:
            return "zwlr_foreign_toplevel_handle_v1"
        raise BrokenError(f"a request to object {number:#x}, which is not there")

    def _arguments(self, client: Client, kinds: str, body: bytes) -> list[int | str]:
        found: list[int | str] = []
        at = 0
        for kind in kinds:
            value = struct.unpack_from("=I", body, at)[0]
            at += 4
            if kind == "s":
                raw = body[at : at + value]
                if len(raw) < value or raw[-1:] != b"\0":
                    raise BrokenError(f"no string: {raw!r}")
                found.append(raw[:-1].decode())
                at += (value + 3) // 4 * 4
                continue
            if kind == "o" and value not in client.objects:
                raise BrokenError(f"an argument names object {value}, which is not there")
            if kind == "n" and (value in client.objects or not 1 < value < 0xFF000000):
                raise BrokenError(f"{value} can't be a new object")
            found.append(value)
        if at != len(body):
            raise BrokenError(f"{len(body)} bytes of arguments, not {at}")
        return found

    def _do(self, client: Client, number: int, interface: str, opcode: int, values: list[int | str]) -> None:
        act: Callable[..., None] = {
            "wl_display": (self._sync, self._get_registry),
            "wl_registry": (self._bind,),
            IDLE: (self._destroy, self._make_notification, self._make_for_input),
            KDE_IDLE: (self._make_kde_notification,),
            "ext_idle_notification_v1": (self._destroy,),
            "org_kde_kwin_idle_timeout": (self._destroy,),
            WINDOWS: (self._stop_windows,),
            "zwlr_foreign_toplevel_handle_v1": (*[self._refuse_handle] * 7, self._forget_handle),
        }[interface][opcode]
        act(client, number, *values)

    def _sync(self, client: Client, _number: int, callback: int) -> None:
        client.send(callback, 0, word(0))
        client.send(1, 1, word(callback))

    def _get_registry(self, client: Client, _number: int, registry: int) -> None:
        client.objects[registry] = "wl_registry"
        client.registries.append(registry)
        for number, (interface, version) in self.offers.items():
            client.send(registry, 0, word(number), string(interface), word(version))

    def _bind(self, client: Client, _number: int, name: int, interface: str, version: int, made: int) -> None:
        if name not in self.offers or self.offers[name][0] != interface or version > self.offers[name][1]:
            raise BrokenError(f"{interface} {version} is not what {name} offers")
        client.objects[made] = interface
        client.versions[made] = version
        self.bound.append(f"{interface} {version}")
        if interface == SEAT:
            client.send(made, 0, word(3))
        elif interface == WINDOWS:
            client.managers.append(made)
            for window in self.windows:
                self._tell_window(client, made, window)

    def _make_notification(self, client: Client, number: int, made: int, milliseconds: int, seat: int) -> None:
        self._keep(client, made, milliseconds, seat, "ext_idle_notification_v1", False)

    def _make_for_input(self, client: Client, number: int, made: int, milliseconds: int, seat: int) -> None:
        if client.versions[number] < 2:
            raise BrokenError("input alone is told since version 2")
        self._keep(client, made, milliseconds, seat, "ext_idle_notification_v1", True)

    def _make_kde_notification(self, client: Client, number: int, made: int, seat: int, milliseconds: int) -> None:
        self._keep(client, made, milliseconds, seat, "org_kde_kwin_idle_timeout", False)

    def _keep(self, client: Client, made: int, milliseconds: int, seat: int, interface: str, only: bool) -> None:
        if client.objects[seat] != SEAT:
            raise BrokenError(f"object {seat} is no seat")
        client.objects[made] = interface
        self.notifications.append(Notification(client, made, interface, milliseconds, only))

    def _destroy(self, client: Client, number: int) -> None:
        self.notifications = [n for n in self.notifications if (n.client, n.number) != (client, number)]
        del client.objects[number]
        client.send(1, 1, word(number))

    def _tell_window(self, client: Client, manager: int, name: str) -> None:
        handle = client.next_handle
        client.next_handle += 1
        client.handles[handle] = name
        client.send(manager, 0, word(handle))
        client.send(handle, 0, string(f"Title of {name} " * 20))
        client.send(handle, 1, string(self.windows[name].app_id))
        self._tell_state(client, handle)

    def _tell_state(self, client: Client, handle: int) -> None:
        states = self.windows[client.handles[handle]].states
        client.send(handle, 4, word(4 * len(states)), *map(word, states))
        client.send(handle, 5)

    def _stop_windows(self, client: Client, number: int) -> None:
        client.managers.remove(number)
        client.send(number, 1)
        del client.objects[number]
        client.send(1, 1, word(number))

    def _forget_handle(self, client: Client, number: int) -> None:
        del client.handles[number]

    def _refuse_handle(self, _client: Client, number: int, *_values: int) -> None:
        raise BrokenError(f"window {number:#x} is none of the app's business")


def open_descriptors() -> int:
    """How many this process has."""
    return len(list(Path("/proc/self/fd").iterdir()))
