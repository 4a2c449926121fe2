"""A call by its microphone: somebody else's program records, and not what the speakers play."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from unknot.core.presence import Hold
from unknot.desktop.always_on import listens_always
from unknot.desktop.holds import PATIENCE_MS, Answer, Source
from unknot.desktop.linux.holds.pulse import PulseTalk, Recording, Recordings, here
from unknot.desktop.probe import tr
from unknot.ports import Undo

_NAMES = ("application.name", "application.id", "application.process.binary", "node.name")


class Microphone(Source):
    """``HoldProbe`` on PulseAudio and PipeWire. ``where`` gives the server's socket, None where none runs."""

    name = "microphone"
    why = Hold.CALL

    def __init__(self, where: Callable[[], Path | None] = here) -> None:
        super().__init__()
        self._where = where
        self._talks: set[PulseTalk] = set()
        """Questions on their way: several may ask at once."""

    def ask(self, answer: Answer) -> None:
        """Ask the server who records."""
        path = self._where()
        if path is None:
            advice = tr("Without PulseAudio or PipeWire, say by hand when you are in a call.")
            self.cannot(answer, tr("no sound server runs"), advice)
            return

        def told(recordings: Recordings | None) -> None:
            self._end(talk)
            if recordings is None:
                self.cannot(answer, tr("the sound server can't be asked"), tr("Say by hand when you are in a call."))
            else:
                callers = sorted({name for r in recordings if (name := caller(r))})
                self.knows(answer, bool(callers), ", ".join(callers) or tr("the sound server"))

        talk = PulseTalk(path, told)
        self._talks.add(talk)
        QTimer.singleShot(PATIENCE_MS, partial(self._end, talk))  # by then, whoever asks is told that none came
        talk.start()

    def watch(self, ended: Callable[[], None]) -> Undo:
        """The server tells when a recording ends, also if it did before it could be told to."""
        path = self._where()
        if path is None:
            return super().watch(ended)

        def first(recordings: Recordings | None) -> None:
            if recordings is not None and not any(map(caller, recordings)):
                ended()

        talk = PulseTalk(path, first, ended)
        talk.start()
        return talk.close

    def _end(self, talk: PulseTalk) -> None:
        talk.close()
        self._talks.discard(talk)


def caller(recording: Recording) -> str:
    """The name of the program that takes the microphone as a call would; "" when it is no call."""
    properties = recording.properties
    name = properties.get("application.name", "")
    others = properties.get("application.process.id") != str(os.getpid())
    alone = recording.corked or recording.monitor or recording.meter
    listens = listens_always(properties.get(key, "") for key in _NAMES)
    return name if others and not alone and not listens else ""
