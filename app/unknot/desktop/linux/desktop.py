"""Linux's parts, put together. Importing this loads jeepney (25 ms): pick.py does so after the tray shows."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from unknot.core.presence import Hold
from unknot.desktop.away import AwayWatch, Calls, IdleBackend
from unknot.desktop.joint import Joint
from unknot.desktop.linux.bus import Bus
from unknot.desktop.linux.inhibitors import IdleInhibitors
from unknot.desktop.linux.logind import LoginManager, ScreenSavers
from unknot.desktop.linux.mutter_idle import MutterIdle
from unknot.desktop.linux.notifier import DBusNotifier
from unknot.ports import Autostart, Finding, HoldProbe

if TYPE_CHECKING:
    from unknot.desktop.linux.dbus_object import Controls
    from unknot.desktop.linux.idle_notify import IdleNotifier
    from unknot.desktop.linux.wayland import Wayland


class LinuxParts:
    """One connection to each bus, opened when first needed, shared by all who use it."""

    def __init__(self) -> None:
        self._buses: dict[str, Bus | None] = {}
        self._lock = Joint(Hold.LOCKED)
        self.notifier = DBusNotifier(self.session)
        self.teller = DBusNotifier(self.session)

    def session(self) -> Bus | None:
        """The session bus, None where there is none."""
        return self._open("SESSION")

    def system(self) -> Bus | None:
        """The system bus, None where there is none."""
        return self._open("SYSTEM")

    def login(self) -> LoginManager:
        """Sleep and lock by the login manager."""
        return LoginManager(self.system, self._lock)

    def savers(self) -> ScreenSavers:
        """Lock by the screen savers."""
        return ScreenSavers(self.session, self._lock)

    @cached_property
    def wayland(self) -> Wayland:
        """Our line to the Wayland compositor; connected when first needed, and only where there is one."""
        from unknot.desktop.linux.wayland import Wayland

        return Wayland()

    @cached_property
    def idle_notifier(self) -> IdleNotifier:
        """The compositor's idle notifications."""
        from unknot.desktop.linux.idle_notify import IdleNotifier

        return IdleNotifier(self.wayland)

    def idle(self, calls: Sequence[HoldProbe]) -> AwayWatch:
        """Input, by the first that knows: Mutter, another Wayland compositor, the X server. ``calls``: who is asked
        whether the person, without input, is in a call."""

        def mutter() -> IdleBackend:
            return MutterIdle(self.session)

        def compositor() -> IdleBackend:
            from unknot.desktop.linux.idle_notify import WaylandIdle

            return WaylandIdle(self.idle_notifier)

        def x11() -> IdleBackend:
            from unknot.desktop.linux.x11_idle import X11Idle

            return X11Idle()

        # The X server beside a Wayland compositor knows only what its own windows get: it is never asked there.
        backends: tuple[Callable[[], IdleBackend], ...] = (mutter, compositor if _on_wayland() else x11)
        return AwayWatch(backends, inhibitors=IdleInhibitors(self.session, self.system), calls=Calls(calls))

    def typing(self) -> HoldProbe:
        """Whether there was input in the last ten seconds."""
        from unknot.desktop.linux.lull import typing

        return typing(self.session, self.idle_notifier if _on_wayland() else None)

    def full_screen(self) -> HoldProbe:
        """Whether another program fills the screen."""
        from unknot.desktop.linux.full_screen import full_screen

        return full_screen(self.wayland if _on_wayland() else None)

    def do_not_disturb(self) -> HoldProbe:
        """Whether notifications are to be quiet."""
        from unknot.desktop.linux.holds.dnd import DoNotDisturb

        return DoNotDisturb(self.session)

    def microphone(self) -> HoldProbe:
        """Whether somebody records."""
        from unknot.desktop.linux.holds.microphone import Microphone

        return Microphone()

    def camera(self) -> HoldProbe:
        """Whether somebody films."""
        from unknot.desktop.linux.holds.camera import Camera

        return Camera()

    def sharing(self) -> HoldProbe:
        """Whether somebody watches the screen."""
        from unknot.desktop.linux.holds.sharing import Sharing

        return Sharing()

    def presenting(self) -> HoldProbe:
        """Whether the desktop's presentation mode is on."""
        from unknot.desktop.linux.holds.presenting import Presenting

        return Presenting(self.session)

    def findings(self, at_login: Autostart, sounds: Path) -> Sequence[Finding]:
        """What works here, but for the sources of holds."""
        from unknot.desktop.linux.probe import LinuxProbe

        return LinuxProbe(self.session, self.system, lambda: self.idle_notifier, at_login, sounds).findings()

    def publish(self, controls: Controls) -> None:
        """Let scripts and panels ask and listen, where there is a session bus."""
        bus = self.session()
        if bus is not None:
            from unknot.desktop.linux.dbus_object import DBusObject

            DBusObject(bus, controls).start()

    def close(self) -> None:
        """Hang up."""
        for bus in self._buses.values():
            if bus is not None:
                bus.close()
        self._buses.clear()
        if "wayland" in vars(self):
            self.wayland.close()

    def _open(self, which: str) -> Bus | None:
        if which not in self._buses:
            self._buses[which] = Bus.open(which)
        return self._buses[which]


def _on_wayland() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY"))
