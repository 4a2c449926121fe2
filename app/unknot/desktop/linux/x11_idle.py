"""Input on X11: alarms on the server's idle counter. No polling: the server wakes us at the threshold."""

from __future__ import annotations

from PySide6.QtCore import QSocketNotifier, QTimer

from unknot.desktop.away import AWAY_SECONDS, QUIET_SECONDS, AwayWatch
from unknot.desktop.linux.xcb import XUnavailableError, has_own_server
from unknot.desktop.linux.xsync import NEGATIVE_TRANSITION, POSITIVE_TRANSITION, IdleCounter


class X11Idle:
    """``IdleBackend`` for X11. Not for XWayland, whose counter sees only input to X11 windows."""

    def __init__(self, away_ms: int = AWAY_SECONDS * 1000, quiet_ms: int = QUIET_SECONDS * 1000) -> None:
        self._away_ms = away_ms
        self._quiet_ms = quiet_ms
        self._counter: IdleCounter | None = None
        self._notifier: QSocketNotifier | None = None
        self._watch: AwayWatch | None = None
        self._away_alarm = 0
        self._quiet_alarm = 0
        self._active_alarm = 0

    def open(self, watch: AwayWatch) -> bool:
        """Set the alarm; False without an X server of our own."""
        if not has_own_server():
            return False
        try:
            self._counter = IdleCounter()
            idle = self._counter.idle_ms()
        except XUnavailableError:
            self.close()
            return False
        self._watch = watch
        self._away_alarm = self._counter.alarm(self._away_ms, POSITIVE_TRANSITION)
        self._notifier = QSocketNotifier(self._counter.descriptor, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        if idle >= self._away_ms:
            watch.idle()
        # A reply may have carried events with it: the socket would stay silent about those.
        QTimer.singleShot(0, self._notifier, self._read)
        return True

    def watch_closely(self, on: bool) -> None:
        """Two more alarms a second away from now, only while the person is away."""
        if self._counter is None:
            return
        for alarm in filter(None, (self._quiet_alarm, self._active_alarm)):
            self._counter.forget(alarm)
        self._quiet_alarm = self._active_alarm = 0
        if on:
            # Half as high: it rings only from above its value, and the other alarm may leave the counter right at it.
            self._active_alarm = self._counter.alarm(self._quiet_ms // 2, NEGATIVE_TRANSITION)
            self._quiet_alarm = self._counter.alarm(self._quiet_ms, POSITIVE_TRANSITION)

    def close(self) -> None:
        """Hang up; the server forgets the alarms."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._counter is not None:
            self._counter.close()
            self._counter = None
        self._watch = None

    def _read(self) -> None:
        if self._counter is None or self._watch is None:
            return
        tell = self._watch
        for alarm in self._counter.rung():
            if alarm == self._away_alarm:
                tell.idle()
            elif alarm == self._active_alarm:
                tell.active()
            elif alarm == self._quiet_alarm:
                tell.quiet()
        if self._counter is not None and self._counter.broken:
            self.close()
            tell.lost()
