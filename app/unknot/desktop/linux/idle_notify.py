"""Input on Wayland: the compositor's idle notifications (KDE, sway and others of wlroots, Hyprland, niri, COSMIC ...).

``ext-idle-notify-v1``, and KDE's protocol before it, which compositors of 2021 to 2023 have (sway 1.7, in Debian 12 and
Ubuntu 22.04). Both count from the moment a notification is made, and both tell of the first input after it.
Opcodes: ``ext-idle-notify-v1.xml`` of wayland-protocols, ``idle.xml`` of plasma-wayland-protocols.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from unknot.desktop.away import AWAY_SECONDS, QUIET_SECONDS, AwayWatch
from unknot.desktop.linux.wayland import PATIENCE, Global, Values, Wayland, number

_SEAT = "wl_seat"
_IDLED, _RESUMED = 0, 1
_END = 0
"""The request that ends a notification, of both protocols."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the protocols: the requests that make a notification, the second for input alone where there is one."""

    found: str
    interface: str
    version: int
    make: int
    make_for_input: int
    seat_first: bool


_KINDS = (
    _Kind("ext-idle-notify", "ext_idle_notifier_v1", version=2, make=1, make_for_input=2, seat_first=False),
    _Kind("org_kde_kwin_idle", "org_kde_kwin_idle", version=1, make=0, make_for_input=0, seat_first=True),
)


def _nothing() -> None:
    """What a notification does that has nothing to tell."""


@dataclass(eq=False)
class Notification:
    """One that is wanted. ``number``: the compositor's object, 0 while there is none."""

    milliseconds: int
    idled: Callable[[], None]
    resumed: Callable[[], None]
    lost: Callable[[], None]
    input_only: bool
    number: int = 0

    def take(self, opcode: int, _values: Values) -> None:
        """An event of it."""
        if opcode == _IDLED:
            self.idled()
        elif opcode == _RESUMED:
            self.resumed()


@dataclass(frozen=True, slots=True)
class _Bound:
    """What is in use of the compositor's offer."""

    offered: Global
    kind: _Kind
    seat_offered: Global
    manager: int
    seat: int


class IdleNotifier:
    """Makes idle notifications for the first seat, and makes them anew when the compositor's offer changes."""

    def __init__(self, line: Wayland) -> None:
        self._line = line
        self._bound: _Bound | None = None
        self._wanted: list[Notification] = []
        self._undo = line.on_change(self._changed)

    def open(self, patience: float = PATIENCE) -> bool:
        """Whether notifications can be had. Blocks as ``Wayland.open`` does."""
        if self._line.open(patience):
            self._changed()
        return self._bound is not None

    @property
    def found(self) -> str:
        """The protocol that is in use, "" for none."""
        return self._bound.kind.found if self._bound is not None else ""

    def notify(
        self,
        milliseconds: int,
        idled: Callable[[], None],
        resumed: Callable[[], None],
        *,
        lost: Callable[[], None] = _nothing,
        input_only: bool = False,
    ) -> Notification:
        """Call ``idled`` whenever there was no input for so long, counted from now, and ``resumed`` at the first input
        after it. A program that keeps the screen on counts as input, unless ``input_only`` asks otherwise and the
        compositor can tell the two apart. ``lost``: nothing is known any more; it begins anew when it can."""
        made = Notification(milliseconds, idled, resumed, lost, input_only)
        self._wanted.append(made)
        self._make(made)
        return made

    def cancel(self, notification: Notification) -> None:
        """Be told no more."""
        if notification in self._wanted:
            self._wanted.remove(notification)
            self._end(notification)

    def _changed(self) -> None:
        offered = self._offered()
        used = None if self._bound is None else (self._bound.offered, self._bound.kind, self._bound.seat_offered)
        if offered == used:
            return
        self._unbind()
        if offered is not None:
            found, kind, seat = offered
            manager = self._line.bind(found, kind.version)
            self._bound = _Bound(found, kind, seat, manager, self._line.bind(seat, 1))
        for notification in tuple(self._wanted):
            if used is not None:
                notification.lost()
            self._make(notification)

    def _offered(self) -> tuple[Global, _Kind, Global] | None:
        seat = self._line.find(_SEAT)
        for kind in _KINDS:
            found = self._line.find(kind.interface)
            if found is not None and seat is not None:
                return found, kind, seat
        return None

    def _unbind(self) -> None:
        for notification in self._wanted:
            self._end(notification)
        self._bound = None

    def _make(self, notification: Notification) -> None:
        bound = self._bound
        if bound is None or notification.number or notification not in self._wanted:
            return
        notification.number = self._line.make(notification.take)
        kind = bound.kind
        told_apart = notification.input_only and bound.offered.version > 1
        words = [number(notification.milliseconds), number(bound.seat)]
        request = kind.make_for_input if told_apart else kind.make
        order = reversed(words) if kind.seat_first else words
        self._line.send(bound.manager, request, number(notification.number), *order)

    def _end(self, notification: Notification) -> None:
        if notification.number:
            self._line.send(notification.number, _END)
            self._line.drop(notification.number)
            notification.number = 0


class WaylandIdle:
    """``IdleBackend`` on the compositor's idle notifications.

    Those that count a program which keeps the screen on as input, since for ``AwayWatch`` a film is presence, and most
    such programs tell nobody but the compositor on Wayland.
    """

    def __init__(
        self, notifier: IdleNotifier, away_ms: int = AWAY_SECONDS * 1000, quiet_ms: int = QUIET_SECONDS * 1000
    ) -> None:
        self._notifier = notifier
        self._away_ms = away_ms
        self._quiet_ms = quiet_ms
        self._watch: AwayWatch | None = None
        self._away: Notification | None = None
        self._quiet: Notification | None = None

    def open(self, watch: AwayWatch) -> bool:
        """Ask to be told; False where the compositor has no such thing."""
        if not self._notifier.open():
            return False
        self._watch = watch
        # Input in the first second of an absence is told by this one, before the other has begun to count.
        self._away = self._notifier.notify(self._away_ms, watch.idle, watch.active, lost=watch.lost)
        return True

    def watch_closely(self, on: bool) -> None:
        """One more notification, only while the person is away."""
        if self._quiet is not None:
            self._notifier.cancel(self._quiet)
            self._quiet = None
        if on and self._watch is not None:
            self._quiet = self._notifier.notify(self._quiet_ms, self._watch.quiet, self._watch.active)

    def close(self) -> None:
        """Be told no more."""
        self.watch_closely(on=False)
        if self._away is not None:
            self._notifier.cancel(self._away)
            self._away = None
        self._watch = None
