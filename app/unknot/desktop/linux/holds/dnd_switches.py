"""How each notification service says whether it is to be quiet. Data, and the few ways to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from unknot.desktop.holds import Answer
from unknot.desktop.linux import notifier
from unknot.desktop.linux.bus import PROPERTIES, Body, Bus, joined, method, read_property, unless_asleep, value_of
from unknot.desktop.linux.holds import command, xfconf
from unknot.ports import Undo

QUIET_MODES = frozenset({"do-not-disturb", "dnd"})
"""What people call mako's mode without notifications; its manual says do-not-disturb."""


class Switch(Protocol):
    """How one of them is read."""

    def ask(self, bus: Bus, tell: Answer) -> None:
        """``tell`` whether it is on; None when it can't be read."""

    def watch(self, bus: Bus, changed: Callable[[], None]) -> Undo:
        """Call ``changed`` when it may have been switched."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the service that shows notifications, which tells when it changes."""

    path: str
    interface: str
    member: str
    on: Callable[[Any], bool] = bool

    def ask(self, bus: Bus, tell: Answer) -> None:
        """Read it once."""

        def told(reply: Body | None) -> None:
            tell(None if reply is None else self.on(value_of(reply)))

        bus.call(unless_asleep(read_property(notifier.NAME, self.path, self.interface, self.member)), told)

    def watch(self, bus: Bus, changed: Callable[[], None]) -> Undo:
        """By PropertiesChanged."""

        def told(body: Body) -> None:
            if body[0] == self.interface:
                changed()

        return bus.watch(notifier.NAME, PROPERTIES, "PropertiesChanged", told, self.path)


@dataclass(frozen=True, slots=True)
class Method:
    """A method of another service, which has signals of its own, by version."""

    name: str
    path: str
    member: str
    signals: tuple[str, ...]

    def ask(self, bus: Bus, tell: Answer) -> None:
        """Call it once."""
        call = unless_asleep(method(self.name, self.path, self.name, self.member))
        bus.call(call, lambda reply: tell(bool(reply[0]) if reply else None))

    def watch(self, bus: Bus, changed: Callable[[], None]) -> Undo:
        """By the signals."""
        return joined(
            bus.watch(self.name, self.name, signal, lambda _: changed(), self.path) for signal in self.signals
        )


@dataclass(frozen=True, slots=True)
class GSetting:
    """A setting of GNOME and its kin. No service reads them out and no portal shows this one, so ``gsettings`` does;
    dconf, which writes them, tells of changes."""

    schema: str
    key: str
    path: str
    """Where dconf keeps it."""
    quiet: bytes
    """What is printed when the service is to be quiet."""

    def ask(self, bus: Bus, tell: Answer) -> None:  # noqa: ARG002 - not by the bus
        """Have it read once."""

        def told(output: bytes | None) -> None:
            tell(None if output is None else output.strip() == self.quiet)

        command.run("gsettings", ("get", self.schema, self.key), told)

    def watch(self, bus: Bus, changed: Callable[[], None]) -> Undo:
        """By dconf's own signal: a path, and the paths below it that changed."""

        def told(body: Body) -> None:
            prefix, below = body[0], body[1] or [""]
            paths = [f"{prefix}{path}" for path in below]
            if any(path == self.path or (path.endswith("/") and self.path.startswith(path)) for path in paths):
                changed()

        writer = "ca.desrt.dconf.Writer"
        return bus.watch("ca.desrt.dconf", writer, "Notify", told, "/ca/desrt/dconf/Writer/user")


@dataclass(frozen=True, slots=True)
class XfceSetting:
    """A setting of Xfce."""

    channel: str
    key: str

    def ask(self, bus: Bus, tell: Answer) -> None:
        """Read it once."""
        xfconf.read(bus, self.channel, self.key, lambda value: tell(None if value is None else value is True))

    def watch(self, bus: Bus, changed: Callable[[], None]) -> Undo:
        """By Xfce's own signals."""
        return xfconf.watch(bus, self.channel, self.key, changed)


SPECIFIED = Property(notifier.PATH, notifier.INTERFACE, "Inhibited")
"""What KDE proposed for all; whoever isn't in the table below is asked for it."""

SWITCHES: dict[str, Switch] = {
    "dunst": Property(notifier.PATH, "org.dunstproject.cmd0", "paused"),
    "plasma": SPECIFIED,
    "gnome-shell": GSetting(
        "org.gnome.desktop.notifications", "show-banners", "/org/gnome/desktop/notifications/show-banners", b"false"
    ),
    "cinnamon": GSetting(
        "org.cinnamon.desktop.notifications",
        "display-notifications",
        "/org/cinnamon/desktop/notifications/display-notifications",
        b"false",
    ),
    "notification daemon": GSetting(
        "org.mate.NotificationDaemon", "do-not-disturb", "/org/mate/notification-daemon/do-not-disturb", b"true"
    ),
    "io.elementary.notifications": GSetting(
        "io.elementary.notifications", "do-not-disturb", "/io/elementary/notifications/do-not-disturb", b"true"
    ),
    "xfce notify daemon": XfceSetting("xfce4-notifyd", "/do-not-disturb"),
    "budgie notification server": Method(
        "org.budgie_desktop.Notifications",
        "/org/budgie_desktop/Notifications",
        "GetDoNotDisturb",
        ("DoNotDisturbChanged",),
    ),
    "swaynotificationcenter": Method(
        "org.erikreider.swaync.cc", "/org/erikreider/swaync/cc", "GetDnd", ("Subscribe", "SubscribeV2")
    ),
    "mako": Property("/fr/emersion/Mako", "fr.emersion.Mako", "Modes", lambda modes: bool(QUIET_MODES & {*modes})),
}
"""By the name that the service gives itself, in lower case."""
