"""Programs that keep the screen on, as the desktop's power services tell: no polling, only their signals."""

from __future__ import annotations

from collections.abc import Callable

from unknot.desktop.linux.bus import PROPERTIES, Body, Bus, method, read_property, value_of
from unknot.desktop.linux.logind import LOGIN, LOGIN_PATH, MANAGER

GNOME, GNOME_PATH = "org.gnome.SessionManager", "/org/gnome/SessionManager"
_GNOME_IDLE = 8
"""GsmInhibitorFlag: inhibits the session being marked as idle."""

KDE = "org.kde.Solid.PowerManagement.PolicyAgent"
KDE_PATH = "/org/kde/Solid/PowerManagement/PolicyAgent"
_KDE_SCREEN = 4
"""PolicyAgent: ChangeScreenSettings, what a film asks for."""


class IdleInhibitors:
    """``away.Inhibitors`` from logind, GNOME's session manager and KDE's power management, whichever are there."""

    def __init__(self, session: Callable[[], Bus | None], system: Callable[[], Bus | None]) -> None:
        self._session = session
        self._system = system
        self._say: Callable[[bool], None] | None = None
        self._voices: dict[str, bool] = {}

    def start(self, say: Callable[[bool], None]) -> None:
        """Begin to tell; what holds already is told as soon as the services have answered."""
        self._say = say
        system, session = self._system(), self._session()
        if system is not None and system.has(LOGIN):
            system.watch(LOGIN, PROPERTIES, "PropertiesChanged", self._login_changed, LOGIN_PATH)
            self._ask_login()
        if session is not None and session.has(GNOME):
            for member in ("InhibitorAdded", "InhibitorRemoved"):
                session.watch(GNOME, GNOME, member, self._ask_gnome, GNOME_PATH)
            self._ask_gnome()
        if session is not None and session.has(KDE):
            session.watch(KDE, KDE, "InhibitionsChanged", self._ask_kde, KDE_PATH)
            self._ask_kde()

    def stop(self) -> None:
        """Tell no more."""
        self._say = None

    def _login_changed(self, body: Body) -> None:
        if body[0] == MANAGER and ("BlockInhibited" in body[1] or "BlockInhibited" in body[2]):
            self._ask_login()

    def _ask_login(self) -> None:
        bus = self._system()
        if bus is not None:
            blocked = read_property(LOGIN, LOGIN_PATH, MANAGER, "BlockInhibited")
            bus.call(blocked, lambda reply: self._tell("login", "idle" in str(value_of(reply)).split(":")))

    def _ask_gnome(self, _signal: Body = ()) -> None:
        bus = self._session()
        if bus is not None:
            asked = method(GNOME, GNOME_PATH, GNOME, "IsInhibited", "u", (_GNOME_IDLE,))
            bus.call(asked, lambda reply: self._tell("gnome", reply == (True,)))

    def _ask_kde(self, _signal: Body = ()) -> None:
        bus = self._session()
        if bus is not None:
            asked = method(KDE, KDE_PATH, KDE, "HasInhibition", "u", (_KDE_SCREEN,))
            bus.call(asked, lambda reply: self._tell("kde", reply == (True,)))

    def _tell(self, voice: str, inhibits: bool) -> None:
        before = any(self._voices.values())
        self._voices[voice] = inhibits
        if self._say is not None and any(self._voices.values()) != before:
            self._say(not before)
