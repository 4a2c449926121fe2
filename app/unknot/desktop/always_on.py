"""Programs that hold a microphone without a call: they run all day or only draw a level. Data, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable

LISTENERS = {
    "pavucontrol": "the volume control draws levels",
    "volume control": "the same, by its window's name (PulseAudio, MATE, LXQt)",
    "kmix": "draws levels",
    "plasmashell": "KDE's volume applet draws levels",
    "systemsettings": "KDE's sound page draws levels",
    "gnome-control-center": "GNOME's sound page draws levels",
    "gnome settings": "the same, by its window's name",
    "easyeffects": "improves the microphone's sound all day; who uses it records from it",
    "pulseeffects": "EasyEffects' forerunner",
    "noisetorch": "takes noise out all day",
    "cadmus": "takes noise out all day",
    "rnnoise": "takes noise out all day",
    "nvidia broadcast": "takes noise out all day",
    "krisp": "takes noise out all day",
    "rhasspy": "voice assistant, listens for its name",
    "mycroft": "voice assistant, listens for its name",
    "wyoming-satellite": "voice assistant, listens for its name",
    "talon": "computer control by voice, listens all day",
    "549981c3f5f10": "Cortana, listens for its name",
    "com.apple.corespeech": "Siri, listens for its name",
}
"""A part of the program's name as the sound server or the system knows it, in lower case."""


def listens_always(names: Iterable[str]) -> bool:
    """Whether a program that goes by these names is one of them."""
    said = [name.lower() for name in names]
    return any(part in name for part in LISTENERS for name in said)
