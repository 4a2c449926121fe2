"""What ``unknot check`` finds on a Linux desktop: asked over D-Bus and X11, without a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jeepney.bus_messages import message_bus

from unknot.desktop.linux import logind, mutter_idle, notifier
from unknot.desktop.linux.bus import Bus, method, read_property, value_of
from unknot.desktop.linux.xcb import XUnavailableError, has_own_server
from unknot.desktop.linux.xsync import IdleCounter
from unknot.desktop.linux.xtray import has_tray
from unknot.desktop.probe import autostart, sound, tr
from unknot.ports import Autostart, Finding

if TYPE_CHECKING:
    from unknot.desktop.linux.idle_notify import IdleNotifier

WATCHER = "org.kde.StatusNotifierWatcher"
_PATIENCE = 0.8
"""Seconds for a notification server that must be started first."""


class LinuxProbe:
    """Looks once at everything the app would use."""

    def __init__(
        self,
        session: Callable[[], Bus | None],
        system: Callable[[], Bus | None],
        compositor: Callable[[], IdleNotifier],
        at_login: Autostart,
        sounds: Path,
    ) -> None:
        self._session = session
        self._system = system
        self._compositor = compositor
        self._autostart = at_login
        self._sounds = sounds

    def findings(self) -> Sequence[Finding]:
        """One line for each thing the app would use. Takes up to a second when a server has to be started."""
        session = self._session()
        return (
            _tray(session),
            _notifications(session),
            _idle(session, self._compositor),
            _sleep_and_lock(self._system(), session),
            sound(self._sounds),
            autostart(self._autostart),
        )


def _tray(bus: Bus | None) -> Finding:
    if bus is not None and bus.has(WATCHER):
        host = read_property(WATCHER, "/StatusNotifierWatcher", WATCHER, "IsStatusNotifierHostRegistered")
        if value_of(bus.ask(host)):
            return Finding("tray", True, tr("status notifier icons"))
    if has_tray():
        return Finding("tray", True, tr("X11 tray"))
    advice = tr("The Today window takes over. On GNOME, the AppIndicator extension brings a tray back.")
    return Finding("tray", False, tr("no panel with a tray"), advice)


def _notifications(bus: Bus | None) -> Finding:
    own_window = tr("Prompts show in Unknot's own window.")
    if bus is None:
        return Finding("notifications", False, tr("no session bus"), own_window)
    name, path, interface = notifier.NAME, notifier.PATH, notifier.INTERFACE
    capabilities = bus.ask(method(name, path, interface, "GetCapabilities"), _PATIENCE)
    if capabilities is None:
        return Finding("notifications", False, tr("no notification service"), own_window)
    server = bus.ask(method(name, path, interface, "GetServerInformation")) or ("?", "", "")
    found = f"{server[0]} {server[2]}".strip()
    if "actions" in capabilities[0]:
        return Finding("notifications", True, tr("{server}, with buttons").format(server=found))
    return Finding("notifications", False, tr("{server}, without buttons").format(server=found), own_window)


def _idle(bus: Bus | None, compositor: Callable[[], IdleNotifier]) -> Finding:
    if bus is not None and bus.has(mutter_idle.NAME):
        return Finding("idle", True, "Mutter")
    if has_own_server():
        try:
            IdleCounter().close()
        except XUnavailableError:
            pass
        else:
            return Finding("idle", True, tr("X11 idle counter"))
    elif compositor().open():
        return Finding("idle", True, compositor().found)
    advice = tr("Unknot can't see when you are away and counts all working time as active.")
    return Finding("idle", False, tr("no source for idle time"), advice)


def _sleep_and_lock(system: Bus | None, session: Bus | None) -> Finding:
    sources = ["logind"] if system is not None and system.has(logind.LOGIN) else []
    if session is not None:
        running = (session.ask(message_bus.ListNames()) or ((),))[0]
        sources += [name for name, _ in logind.SAVERS if name in running]
    if sources:
        return Finding("sleep and lock", True, ", ".join(sources))
    advice = tr("Sleep shows by the clock; pause by hand when you lock the screen.")
    return Finding("sleep and lock", False, tr("no login manager, no screen saver"), advice)
