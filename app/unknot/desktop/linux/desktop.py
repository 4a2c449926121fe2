"""Linux's parts, put together. Importing this loads jeepney (25 ms): pick.py does so after the tray shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from unknot.core.presence import Hold
from unknot.desktop.away import AwayWatch, IdleBackend
from unknot.desktop.joint import Joint
from unknot.desktop.linux.bus import Bus
from unknot.desktop.linux.inhibitors import IdleInhibitors
from unknot.desktop.linux.logind import LoginManager, ScreenSavers
from unknot.desktop.linux.mutter_idle import MutterIdle
from unknot.desktop.linux.notifier import DBusNotifier
from unknot.ports import Autostart, Finding


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

    def idle(self) -> AwayWatch:
        """Input, by the first that knows: Mutter, then the X server."""

        def mutter() -> IdleBackend:
            return MutterIdle(self.session)

        def x11() -> IdleBackend:
            from unknot.desktop.linux.x11_idle import X11Idle

            return X11Idle()

        return AwayWatch((mutter, x11), inhibitors=IdleInhibitors(self.session, self.system))

    def findings(self, at_login: Autostart, sounds: Path) -> Sequence[Finding]:
        """What ``unknot check`` tells."""
        from unknot.desktop.linux.probe import LinuxProbe

        return LinuxProbe(self.session, self.system, at_login, sounds).findings()

    def close(self) -> None:
        """Hang up."""
        for bus in self._buses.values():
            if bus is not None:
                bus.close()
        self._buses.clear()

    def _open(self, which: str) -> Bus | None:
        if which not in self._buses:
            self._buses[which] = Bus.open(which)
        return self._buses[which]
