"""Notifications with buttons over D-Bus (org.freedesktop.Notifications).

No "default" action is ever offered: some servers run it on any click, and a stray click is not an answer.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from jeepney import Message
from PySide6.QtCore import QTimer

from unknot.desktop.linux.bus import Body, Bus, method
from unknot.ports import Closed, Notice

NAME = INTERFACE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"

_PATIENCE = 0.045
"""Seconds that ``can_act`` may wait for a server it knows nothing of yet."""

_STAY_MS = 75_000
"""Longer than any prompt stays, so that we take it away ourselves; finite, so that nothing outlives us for long."""

_REASONS = {1: Closed.EXPIRED, 2: Closed.DISMISSED, 3: Closed.WITHDRAWN}


@dataclass
class _Shown:
    """One notification on its way or on the screen. ``id`` is 0 until the server has answered."""

    on_action: Callable[[str], None]
    on_closed: Callable[[Closed], None]
    id: int = 0
    over: bool = False

    def close(self, why: Closed) -> None:
        if not self.over:
            self.over = True
            self.on_closed(why)


class DBusNotifier:
    """``ports.Notifier``. ``connect`` gives the session bus, or None; it is called once, when first needed."""

    def __init__(self, connect: Callable[[], Bus | None]) -> None:
        self._connect = connect
        self._bus: Bus | None = None
        self._connected = False
        self._capabilities: frozenset[str] | None = None
        self._shown: _Shown | None = None

    def warm(self) -> None:
        """Ask the server what it can, without waiting, so that the first prompt need not."""
        bus = self._open()
        if bus is not None and self._capabilities is None:
            bus.call(method(NAME, PATH, INTERFACE, "GetCapabilities"), self._learn)

    def can_act(self) -> bool:
        """Whether a service is there that shows action buttons. Remembered until the service changes."""
        bus = self._open()
        if bus is None or not bus.alive:
            return False
        if self._capabilities is None:
            # On time-out the late answer still arrives in `_learn`: the next prompt knows.
            self._learn(bus.ask(method(NAME, PATH, INTERFACE, "GetCapabilities"), _PATIENCE))
            if self._capabilities is None:
                self.warm()
        return "actions" in (self._capabilities or ())

    def show(self, notice: Notice, on_action: Callable[[str], None], on_closed: Callable[[Closed], None]) -> None:
        """Show one, replacing the last. Exactly one of the callbacks is called once, later."""
        before, self._shown = self._shown, _Shown(on_action, on_closed)
        if before is not None:
            self._later(before, Closed.WITHDRAWN)
        shown = self._shown
        bus = self._open()
        if bus is None or not bus.alive:
            self._shown = None
            self._later(shown, Closed.LOST)
            return
        replaces = before.id if before is not None else 0
        bus.call(self._message(notice, replaces), lambda reply: self._placed(shown, reply))

    def withdraw(self) -> None:
        """Take the shown one away; ``on_closed(WITHDRAWN)`` follows. Fine when nothing is shown."""
        shown, self._shown = self._shown, None
        if shown is not None:
            self._remove(shown)
            self._later(shown, Closed.WITHDRAWN)

    def _open(self) -> Bus | None:
        if not self._connected:
            self._connected = True
            self._bus = self._connect()
            if self._bus is not None:
                self._bus.watch(NAME, INTERFACE, "ActionInvoked", self._acted, PATH)
                self._bus.watch(NAME, INTERFACE, "NotificationClosed", self._closed, PATH)
                self._bus.watch_owner(NAME, self._server_changed)
                self._bus.when_lost(lambda: self._server_changed(present=False))
        return self._bus

    def _message(self, notice: Notice, replaces: int) -> Message:
        capabilities = self._capabilities or frozenset()
        body = html.escape(notice.body, quote=False) if "body-markup" in capabilities else notice.body
        hints: dict[str, tuple[str, object]] = {"urgency": ("y", 1), "desktop-entry": ("s", "org.unknot.Unknot")}
        if notice.image is not None:
            hints["image-path"] = ("s", notice.image.absolute().as_uri())
        buttons = [text for action in notice.actions for text in action]
        values = ("Unknot", replaces, "org.unknot.Unknot", notice.title, body, buttons, hints, _STAY_MS)
        return method(NAME, PATH, INTERFACE, "Notify", "susssasa{sv}i", values)

    def _learn(self, reply: Body | None) -> None:
        if reply is not None:
            self._capabilities = frozenset(reply[0])

    def _placed(self, shown: _Shown, reply: Body | None) -> None:
        if reply is None:
            if self._shown is shown:
                self._shown = None
            shown.close(Closed.LOST)
            return
        shown.id = reply[0]
        if self._shown is not shown:  # withdrawn or replaced before the server had answered
            self._remove(shown)

    def _remove(self, shown: _Shown) -> None:
        if shown.id and self._bus is not None:
            self._bus.call(method(NAME, PATH, INTERFACE, "CloseNotification", "u", (shown.id,)))

    def _acted(self, body: Body) -> None:
        shown = self._shown
        if shown is None or not shown.id or body[0] != shown.id or shown.over:
            return
        self._shown = None
        shown.over = True
        self._remove(shown)  # some servers leave it standing after an answer
        shown.on_action(str(body[1]))

    def _closed(self, body: Body) -> None:
        shown = self._shown
        if shown is None or not shown.id or body[0] != shown.id:
            return
        self._shown = None
        shown.close(_REASONS.get(body[1], Closed.LOST))

    def _server_changed(self, present: bool) -> None:
        self._capabilities = None
        shown, self._shown = self._shown, None
        if shown is not None:
            shown.close(Closed.LOST)
        if present:
            self.warm()

    def _later(self, shown: _Shown, why: Closed) -> None:
        QTimer.singleShot(0, lambda: shown.close(why))
