"""What ``unknot check`` finds on any desktop; linux/probe.py adds what is there to be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, qVersion

from unknot.ports import Autostart, Cue, Finding


def tr(text: str) -> str:
    """A sentence of the check in the person's language."""
    return QCoreApplication.translate("", text)


class PlainProbe:
    """What is found where the system offers little to ask: tray and notifications are Qt's own there."""

    def __init__(self, idle_known: Callable[[], bool], autostart: Autostart, sounds: Path) -> None:
        self._idle_known = idle_known
        self._autostart = autostart
        self._sounds = sounds

    def findings(self) -> Sequence[Finding]:
        """One line for each thing the app would use."""
        return (
            Finding("tray", True, tr("part of this system, by Qt {version}").format(version=qVersion())),
            Finding("notifications", False, tr("prompts show in Unknot's own window"), ""),
            self._idle(),
            sound(self._sounds),
            autostart(self._autostart),
        )

    def _idle(self) -> Finding:
        if self._idle_known():
            return Finding("idle", True, tr("asked once a minute"))
        return Finding("idle", False, tr("not known here"), tr("Unknot counts all working time as active."))


@cache
def _some_app() -> QCoreApplication:
    """The application object, which lives on to the end of the process: the audio devices need one."""
    return QCoreApplication.instance() or QCoreApplication([])


def sound(folder: Path) -> Finding:
    """Whether sounds can be heard."""
    missing = [cue.value for cue in Cue if not (folder / f"{cue.value}.wav").is_file()]
    if missing:
        found = tr("missing files: {files}").format(files=", ".join(missing))
        return Finding("sound", False, found, tr("Install Unknot again."))
    _some_app()
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:
        return Finding("sound", False, str(error), tr("On Debian and Ubuntu: sudo apt install libpulse0"))
    output = QMediaDevices.defaultAudioOutput()
    if output.isNull():
        return Finding("sound", False, tr("no sound output"), tr("Captions on screen say the same."))
    return Finding("sound", True, output.description())


def autostart(port: Autostart) -> Finding:
    """Whether the app starts at login."""
    on = port.enabled()
    if on is None:
        return Finding("autostart", None, tr("can't be known here"), tr("Start Unknot by hand after login."))
    if on:
        return Finding("autostart", True, tr("on"))
    return Finding("autostart", True, tr("off"), tr("Settings, Start when I log in, switches it on."))
