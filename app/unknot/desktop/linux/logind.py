"""Sleep and screen lock: the login manager on the system bus, the screen saver on the session bus."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from unknot.core.presence import Hold
from unknot.desktop.joint import Joint
from unknot.desktop.linux.bus import PROPERTIES, Body, Bus, method, read_property, value_of
from unknot.ports import PresenceListener

LOGIN = "org.freedesktop.login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
LOGIN_PATH = "/org/freedesktop/login1"

SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/"),
    ("org.xfce.ScreenSaver", "/"),
)
"""Screen savers and lockers that say so: bus name (also the interface) and object."""

_UNCONFIRMED_MS = 10_000
"""How long a bare wish to lock counts as locked. Some lockers never report back, and one that doesn't run at all
would otherwise keep us silent for ever."""


class LoginManager:
    """``PresenceSource`` of ASLEEP and LOCKED from logind or elogind. Also tells of the clock after sleep."""

    def __init__(self, connect: Callable[[], Bus | None], lock: Joint) -> None:
        self._connect = connect
        self._lock = lock
        self._listener: PresenceListener | None = None
        self._bus: Bus | None = None
        self._session = ""
        self._doubt = QTimer(singleShot=True, interval=_UNCONFIRMED_MS)
        self._doubt.timeout.connect(self._ask_locked)

    def start(self, listener: PresenceListener) -> bool:
        """Begin to tell; False without a login manager."""
        self._bus = self._connect()
        if self._bus is None or not self._bus.has(LOGIN):
            return False
        self._listener = listener
        self._bus.watch(LOGIN, MANAGER, "PrepareForSleep", self._sleep, LOGIN_PATH)
        self._find_session()
        return True

    def stop(self) -> None:
        """Tell no more."""
        self._listener = None
        self._doubt.stop()

    def _sleep(self, body: Body) -> None:
        if self._listener is None:
            return
        if body[0]:
            self._listener.held(Hold.ASLEEP)
        else:
            self._listener.released(Hold.ASLEEP)
            self._listener.clock_changed()

    def _find_session(self) -> None:
        """Ours by its id, by our process, or the one on the screen: a user service has no session of its own."""
        assert self._bus is not None
        named = os.environ.get("XDG_SESSION_ID")
        if named:
            self._bus.call(method(LOGIN, LOGIN_PATH, MANAGER, "GetSession", "s", (named,)), self._named)
        else:
            self._named(None)

    def _named(self, reply: Body | None) -> None:
        if reply is None and self._bus is not None:
            by_process = method(LOGIN, LOGIN_PATH, MANAGER, "GetSessionByPID", "u", (os.getpid(),))
            self._bus.call(by_process, self._of_process)
        else:
            self._found(reply)

    def _of_process(self, reply: Body | None) -> None:
        if reply is None and self._bus is not None:
            on_screen = read_property(LOGIN, f"{LOGIN_PATH}/user/self", "org.freedesktop.login1.User", "Display")
            self._bus.call(on_screen, lambda shown: self._found(value_of(shown)[1:] if shown else None))
        else:
            self._found(reply)

    def _found(self, reply: Body | None) -> None:
        if not reply or self._bus is None or self._listener is None:
            return
        self._session = str(reply[0])
        self._bus.watch(LOGIN, SESSION, "Lock", lambda _: self._wished(), self._session)
        self._bus.watch(LOGIN, SESSION, "Unlock", lambda _: self._say(locked=False), self._session)
        self._bus.watch(LOGIN, PROPERTIES, "PropertiesChanged", self._changed, self._session)
        self._ask_locked()

    def _wished(self) -> None:
        self._say(locked=True)
        self._doubt.start()

    def _changed(self, body: Body) -> None:
        interface, changed, stale = body
        if interface != SESSION:
            return
        if "LockedHint" in changed:
            self._say(locked=bool(changed["LockedHint"][1]))
        elif "LockedHint" in stale:
            self._ask_locked()

    def _ask_locked(self) -> None:
        if self._bus is not None and self._session:
            hint = read_property(LOGIN, self._session, SESSION, "LockedHint")
            self._bus.call(hint, lambda reply: self._say(locked=bool(value_of(reply))))

    def _say(self, locked: bool) -> None:
        self._doubt.stop()
        if self._listener is not None:
            self._lock.say(self._listener, "login manager", locked)


class ScreenSavers:
    """``PresenceSource`` of LOCKED from whichever screen saver or locker is on the session bus."""

    def __init__(self, connect: Callable[[], Bus | None], lock: Joint) -> None:
        self._connect = connect
        self._lock = lock
        self._listener: PresenceListener | None = None

    def start(self, listener: PresenceListener) -> bool:
        """Begin to tell; False without a session bus. One that comes later is heard as well."""
        bus = self._connect()
        if bus is None:
            return False
        self._listener = listener
        for name, path in SAVERS:
            bus.watch(name, name, "ActiveChanged", partial(self._changed, name))
            bus.watch_owner(name, partial(self._came_or_went, name))
            if bus.has(name):
                bus.call(method(name, path, name, "GetActive"), partial(self._changed, name))
        return True

    def stop(self) -> None:
        """Tell no more."""
        self._listener = None

    def _changed(self, name: str, body: Body | None) -> None:
        if body and self._listener is not None:
            self._lock.say(self._listener, name, bool(body[0]))

    def _came_or_went(self, name: str, present: bool) -> None:
        if not present:
            self._changed(name, (False,))
