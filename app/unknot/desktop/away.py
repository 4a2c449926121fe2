"""When the person is away: no input for five minutes, and no film or call runs; and when they are really back.

Backends know the desktop; this module knows the rule. Nothing here runs while a person works, and while they are
away nothing runs until the first input. Only who sits in a call without input costs a question a minute.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QTimer

from unknot.core.presence import Hold
from unknot.ports import HoldProbe, PresenceListener

AWAY_SECONDS = 300
"""Seconds without input that count as away."""

QUIET_SECONDS = 1
"""Seconds without input that end a stretch of input, while we wait for a return."""

CALL_SECONDS = 60
"""Seconds until it is asked again whether a call goes on that keeps the person from being away."""

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


class Calls:
    """Whether a call goes on while there is no input, by the microphone and the camera.

    They are asked once when the person has gone idle, and then once a minute for as long as a call goes on; nothing
    runs before, and nothing after its end.
    """

    def __init__(self, probes: Sequence[HoldProbe], every_ms: int = CALL_SECONDS * 1000) -> None:
        self._probes = tuple(probes)
        self._say: Callable[[bool], None] | None = None
        self._round = 0
        self._open = 0
        self._any = False
        self._timer = QTimer(singleShot=True, interval=every_ms)
        self._timer.timeout.connect(self._ask)

    def begin(self, say: Callable[[bool], None]) -> None:
        """The person has gone idle: call ``say`` with whether a call goes on, within a second, and again after each
        further question until it is over. A probe that can't know counts as no call."""
        self._say = say
        self._ask()

    def end(self) -> None:
        """There is input again: ask no more."""
        self._say = None
        self._round += 1
        self._timer.stop()

    def _ask(self) -> None:
        self._timer.stop()
        self._round += 1
        self._open, self._any = len(self._probes), False
        asked = self._round
        if not self._probes:
            self._told()
        for probe in self._probes:
            probe.ask(lambda holds: self._answered(asked, holds))

    def _answered(self, asked: int, holds: bool | None) -> None:
        if asked != self._round:
            return  # the person is back, or it was asked anew
        self._any = self._any or holds is True
        self._open -= 1
        if not self._open:
            self._told()

    def _told(self) -> None:
        if self._any:
            self._timer.start()
        if self._say is not None:
            self._say(self._any)


class AwayWatch:
    """``PresenceSource`` of AWAY on one of several backends: the first that works is taken."""

    def __init__(
        self,
        backends: tuple[Callable[[], IdleBackend], ...],
        monotonic: Callable[[], float] = time.monotonic,
        inhibitors: Inhibitors | None = None,
        calls: Calls | None = None,
    ) -> None:
        self._backends = backends
        self._inhibitors = inhibitors
        self._inhibited = False
        self._calls = calls if calls is not None else Calls(())
        self._in_call = False
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
        self._calls.end()
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
        self._in_call = True  # as long as that isn't known: else whoever listens would be away for a moment
        self._backend.watch_closely(on=True)
        self._calls.begin(self._call)

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
        self._calls.end()
        if self._backend is not None:
            self._backend.watch_closely(on=False)
        self._tell()

    def _inhibit(self, on: bool) -> None:
        self._inhibited = on
        self._tell()

    def _call(self, on: bool) -> None:
        self._in_call = on
        self._tell()

    def _tell(self) -> None:
        away = self._idle and not self._inhibited and not self._in_call
        if self._listener is not None and away != self._told:
            self._told = away
            tell = self._listener.held if away else self._listener.released
            tell(Hold.AWAY)
