"""Short sounds by Qt Multimedia, which is loaded with the first sound and not before."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl

from unknot.ports import Cue

log = logging.getLogger(__name__)


class QtSpeaker:
    """``ports.Speaker`` on QSoundEffect. Where there is no sound it stays silent, and ``trouble`` says why.

    One sound at a time: with Qt 6.11 on PulseAudio, one effect that ends while another plays closes a socket that
    the GLib event loop still watches, and the loop then spins for ever.
    """

    def __init__(self, folder: Path) -> None:
        """``folder`` holds one WAV a cue, named for it."""
        self._folder = folder
        self._effects: dict[Cue, Any] = {}
        self._playing: Any = None
        self.trouble = ""

    def play(self, cue: Cue, volume: int) -> None:
        """Play now, ``volume`` in percent as it is heard. Returns at once."""
        if volume <= 0:
            return
        effect = self._effects.get(cue) or self._load(cue)
        if effect is None:
            return
        if self._playing is not None and self._playing is not effect:
            self._playing.stop()
        self._playing = effect
        effect.setVolume(loudness(volume))
        effect.play()

    def _load(self, cue: Cue) -> Any:
        try:
            # Hard-linked to the sound server's library, which a lean system may lack.
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
        except ImportError as error:
            self._silent(str(error))
            return None
        if QMediaDevices.defaultAudioOutput().isNull():
            self._silent("no sound output")
            return None
        file = self._folder / f"{cue.value}.wav"
        if not file.is_file():
            self._silent(f"{file.name} is missing")
            return None
        effect = QSoundEffect()
        effect.setSource(QUrl.fromLocalFile(str(file)))
        self._effects[cue] = effect  # an effect that is let go falls silent
        return effect

    def _silent(self, why: str) -> None:
        if why != self.trouble:
            self.trouble = why
            log.info("No sound: %s", why)


def loudness(percent: int) -> float:
    """The factor on the wave for a volume as a person means it: half as loud is about a quarter of the wave."""
    return (min(max(percent, 0), 100) / 100) ** 2
