"""One reason to hold, told by several voices: it holds while any of them says so."""

from __future__ import annotations

from unknot.core.presence import Hold
from unknot.ports import PresenceListener


class Joint:
    """Joins what several services say of one ``Hold`` (the login manager and the screen saver of a lock)."""

    def __init__(self, why: Hold) -> None:
        self._why = why
        self._voices: set[str] = set()

    def say(self, listener: PresenceListener, voice: str, holds: bool) -> None:
        """``voice`` says that it holds, or no longer; the listener hears of the first and of the last."""
        before = bool(self._voices)
        if holds:
            self._voices.add(voice)
        else:
            self._voices.discard(voice)
        if bool(self._voices) != before:
            tell = listener.held if holds else listener.released
            tell(self._why)
