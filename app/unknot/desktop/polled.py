"""For systems that send no events: look once a minute whether the person is there and the clock has jumped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer

from unknot.core.presence import Hold
from unknot.desktop.away import AWAY_SECONDS, Calls
from unknot.ports import PresenceListener

MINUTE_MS = 60_000

_RETURN_SECONDS = 5
_JUMP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What the system says at this moment; None where it can't. ``kept_on``: a program keeps the screen on."""

    idle_seconds: float | None
    locked: bool | None
    kept_on: bool = False


class Polled:
    """``PresenceSource`` of AWAY, LOCKED and clock changes (sleep shows as one) for Windows and macOS.

    A return is input that is still going on at the next look, so that a nudge of the desk is none: a look that finds
    fresh input after an absence is followed by one more 5 s later. A film or a call is presence without input.
    """

    def __init__(
        self,
        read: Callable[[], Reading],
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        calls: Calls | None = None,
    ) -> None:
        """``monotonic`` must stand still while the machine sleeps; ``wall`` is seconds since 1970; ``calls`` knows
        whether a call goes on."""
        self._read = read
        self._monotonic = monotonic
        self._wall = wall
        self._calls = calls if calls is not None else Calls(())
        self._idle = False
        self._listener: PresenceListener | None = None
        self._holds: set[Hold] = set()
        self._doubt = False
        self._gap = 0.0
        self._offset = 0
        self._timer = QTimer(interval=MINUTE_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)

    def start(self, listener: PresenceListener) -> bool:
        """Begin to tell; False when the system says nothing of input (clock and lock are still watched)."""
        self._listener = listener
        self._gap = self._wall() - self._monotonic()
        self._offset = _utc_offset()
        self._timer.start()
        self.look()
        return self._read().idle_seconds is not None

    def stop(self) -> None:
        """End."""
        self._timer.stop()
        self._calls.end()
        self._listener = None

    def look(self) -> None:
        """One look at the system and the clocks."""
        if self._listener is None:
            return
        self._look_at_clocks(self._listener)
        reading = self._read()
        if reading.locked is not None:
            self._tell(Hold.LOCKED, reading.locked)
        if reading.idle_seconds is not None:
            self._look_at_idle(reading.idle_seconds, reading.kept_on)

    def _look_at_clocks(self, listener: PresenceListener) -> None:
        gap, offset = self._wall() - self._monotonic(), _utc_offset()
        if abs(gap - self._gap) < _JUMP_SECONDS and offset == self._offset:
            return
        self._gap, self._offset = gap, offset
        listener.clock_changed()

    def _look_at_idle(self, idle: float, kept_on: bool) -> None:
        if idle >= AWAY_SECONDS:
            self._doubt = False
            if kept_on:
                self._present()
            elif not self._idle:
                self._idle = True
                self._calls.begin(lambda goes_on: self._tell(Hold.AWAY, not goes_on))
        elif Hold.AWAY not in self._holds or (idle < _RETURN_SECONDS and self._doubt):
            self._doubt = False
            self._present()
        elif not self._doubt:
            self._doubt = True
            QTimer.singleShot(_RETURN_SECONDS * 1000, self._timer, self.look)
        else:
            self._doubt = False

    def _present(self) -> None:
        self._idle = False
        self._calls.end()
        self._tell(Hold.AWAY, False)

    def _tell(self, why: Hold, holds: bool) -> None:
        if self._listener is None or holds == (why in self._holds):
            return
        if holds:
            self._holds.add(why)
            self._listener.held(why)
        else:
            self._holds.discard(why)
            self._listener.released(why)


def _utc_offset() -> int:
    """Seconds east of UTC at this moment."""
    return time.localtime().tm_gmtoff or 0
