"""When the person is away: no input for five minutes, and no film or call runs; and when they are really back.

Backends know the desktop; this module knows the rule. Nothing here runs while a person works, and while they are
away nothing runs until the first input.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QTimer

from unknot.core.presence import Hold
from unknot.ports import PresenceListener

AWAY_SECONDS = 300
"""Seconds without input that count as away."""

QUIET_SECONDS = 1
"""Seconds without input that end a stretch of input, while we wait for a return."""

_NEEDED = 5.0
_WINDOW = 60.0
_HALF_A_TICK = 0.05


@dataclass
class Return:
    """Whether input after an absence is a return: at least 5 s of it within a minute. A nudge of the desk is not.

    Times are monotonic seconds. A stretch of input lasts until ``QUIET_SECONDS`` after its last event, so that five
    single key presses within a minute are a return as well.
    """

    _spans: list[tuple[float, float]] = field(default_factory=list)
    _since: float | None = None

    def input(self, now: float) -> None:
        """Input began, after a pause."""
        if self._since is None:
            self._since = now

    def quiet(self, now: float) -> None:
        """Input has paused."""
        if self._since is not None:
            self._spans.append((self._since, now))
            self._since = None

    def seconds(self, now: float) -> float:
        """Seconds of input within the last minute."""
        spans = [*self._spans, (self._since, now)] if self._since is not None else self._spans
        return sum(max(0.0, end - max(begin, now - _WINDOW)) for begin, end in spans)

    def missing(self, now: float) -> float:
        """Seconds of input that a return still needs; 0 when the person is back."""
        missing = _NEEDED - self.seconds(now)
        return missing if missing > _HALF_A_TICK else 0.0

    def forget_old(self, now: float) -> None:
        """Drop what no longer counts, so that a cat on the desk doesn't fill the memory."""
        self._spans = [span for span in self._spans if span[1] > now - _WINDOW]


class IdleBackend(Protocol):
    """What a desktop can tell of input. Calls back on the Qt thread, only when something happens."""

    def open(self, watch: AwayWatch) -> bool:
        """Call ``watch.idle()`` whenever there was no input for ``AWAY_SECONDS``; False when it can't work here."""

    def watch_closely(self, on: bool) -> None:
        """While on, call ``watch.active()`` at the first input and ``watch.quiet()`` ``QUIET_SECONDS`` after the
        last, in turns. Switched on after ``idle()``, off at the return."""

    def close(self) -> None:
        """Tell no more, release what is held."""


class Inhibitors(Protocol):
    """Programs that ask for the screen to stay on: a film or a call is presence without input."""

    def start(self, say: Callable[[bool], None]) -> None:
        """Call ``say`` when the first one begins (True) and the last one ends (False); on the Qt thread."""

    def stop(self) -> None:
        """Tell no more."""


class AwayWatch:
    """``PresenceSource`` of AWAY on one of several backends: the first that works is taken."""

    def __init__(
        self,
        backends: tuple[Callable[[], IdleBackend], ...],
        monotonic: Callable[[], float] = time.monotonic,
        inhibitors: Inhibitors | None = None,
    ) -> None:
        self._backends = backends
        self._inhibitors = inhibitors
        self._inhibited = False
        self._monotonic = monotonic
        self._backend: IdleBackend | None = None
        self._listener: PresenceListener | None = None
        self._idle = False
        self._told = False
        self._return = Return()
        self._timer = QTimer(singleShot=True)
        self._timer.timeout.connect(self._judge)

    def start(self, listener: PresenceListener) -> bool:
        """Begin to tell; False when no backend works: then nobody knows whether the person is there."""
        self._listener = listener
        for make in self._backends:
            backend = make()
            self._backend = backend
            if backend.open(self):
                if self._inhibitors is not None:
                    self._inhibitors.start(self._inhibit)
                return True
        self._backend = self._listener = None
        return False

    def stop(self) -> None:
        """End."""
        self._listener = None
        self._timer.stop()
        if self._inhibitors is not None:
            self._inhibitors.stop()
        if self._backend is not None:
            self._backend.close()
            self._backend = None

    def idle(self) -> None:
        """A backend: no input for ``AWAY_SECONDS``."""
        if self._idle or self._listener is None or self._backend is None:
            return
        self._idle = True
        self._return = Return()
        self._backend.watch_closely(on=True)
        self._tell()

    def active(self) -> None:
        """A backend that watches closely: input began."""
        if self._idle:
            now = self._monotonic()
            self._return.forget_old(now)
            self._return.input(now)
            self._judge()

    def quiet(self) -> None:
        """A backend that watches closely: input has paused."""
        if self._idle:
            self._timer.stop()
            self._return.quiet(self._monotonic())
            if not self._return.missing(self._monotonic()):
                self._back()

    def lost(self) -> None:
        """A backend can tell no more: nobody is held on the word of a witness who has left."""
        if self._idle:
            self._back()

    def _judge(self) -> None:
        missing = self._return.missing(self._monotonic())
        if missing:
            self._timer.start(round(missing * 1000) + 1)
        else:
            self._back()

    def _back(self) -> None:
        self._idle = False
        self._timer.stop()
        if self._backend is not None:
            self._backend.watch_closely(on=False)
        self._tell()

    def _inhibit(self, on: bool) -> None:
        self._inhibited = on
        self._tell()

    def _tell(self) -> None:
        away = self._idle and not self._inhibited
        if self._listener is not None and away != self._told:
            self._told = away
            tell = self._listener.held if away else self._listener.released
            tell(Hold.AWAY)
