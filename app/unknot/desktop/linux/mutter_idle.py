"""Input on GNOME: watches of Mutter's idle monitor, on X11 and on Wayland."""

from __future__ import annotations

from collections.abc import Callable

from jeepney import Message

from unknot.desktop.away import AWAY_SECONDS, QUIET_SECONDS, AwayWatch
from unknot.desktop.linux.bus import Body, Bus, method

NAME = "org.gnome.Mutter.IdleMonitor"
PATH = "/org/gnome/Mutter/IdleMonitor/Core"


class MutterIdle:
    """``IdleBackend`` on org.gnome.Mutter.IdleMonitor."""

    def __init__(
        self,
        connect: Callable[[], Bus | None],
        away_ms: int = AWAY_SECONDS * 1000,
        quiet_ms: int = QUIET_SECONDS * 1000,
    ) -> None:
        self._connect = connect
        self._away_ms = away_ms
        self._quiet_ms = quiet_ms
        self._bus: Bus | None = None
        self._watch: AwayWatch | None = None
        self._closely = False
        self._active_set = False
        self._tells: dict[int, Callable[[], None]] = {}
        """What each of Mutter's watches means, by its id."""

    def open(self, watch: AwayWatch) -> bool:
        """Set the watch; False where Mutter is not running."""
        self._bus = self._connect()
        if self._bus is None or not self._bus.has(NAME):
            return False
        self._watch = watch
        self._bus.watch(NAME, NAME, "WatchFired", self._fired, PATH)
        self._bus.watch_owner(NAME, self._came_or_went)
        self._came_or_went(present=True)
        return True

    def watch_closely(self, on: bool) -> None:
        """Two more watches, only while the person is away."""
        self._closely = on
        if self._watch is None:
            return
        if on:
            self._add(_message("AddIdleWatch", "t", self._quiet_ms), self._quiet)
            self._set_active()
        else:
            self._active_set = False
            for number in [number for number, tell in self._tells.items() if tell in (self._quiet, self._active)]:
                self._remove(number)

    def close(self) -> None:
        """Take the watches back."""
        for number in list(self._tells):
            self._remove(number)
        self._watch = None

    def _add(self, message: Message, tell: Callable[[], None]) -> None:
        def added(reply: Body | None) -> None:
            if not reply:
                return
            self._tells[reply[0]] = tell
            unwanted = not self._closely and tell in (self._quiet, self._active)
            if self._watch is None or unwanted:  # no longer wanted when the answer came
                self._remove(reply[0])

        if self._bus is not None:
            self._bus.call(message, added)

    def _set_active(self) -> None:
        if not self._active_set:
            self._active_set = True
            self._add(_message("AddUserActiveWatch"), self._active)

    def _remove(self, number: int) -> None:
        self._tells.pop(number, None)
        if self._bus is not None:
            self._bus.call(_message("RemoveWatch", "u", number))

    def _fired(self, body: Body) -> None:
        tell = self._tells.get(body[0])
        if tell is not None:
            if tell == self._active:  # Mutter forgets it once it has fired
                del self._tells[body[0]]
                self._active_set = False
            tell()

    def _idle(self) -> None:
        if self._watch is not None:
            self._watch.idle()

    def _active(self) -> None:
        if self._watch is not None:
            self._watch.active()

    def _quiet(self) -> None:
        if self._watch is not None:
            self._watch.quiet()
            if self._closely:
                self._set_active()

    def _came_or_went(self, present: bool) -> None:
        self._tells.clear()
        if self._watch is not None and present:
            self._add(_message("AddIdleWatch", "t", self._away_ms), self._idle)
        elif self._watch is not None:
            self._watch.lost()


def _message(member: str, signature: str = "", *values: int) -> Message:
    return method(NAME, PATH, NAME, member, signature, values)
