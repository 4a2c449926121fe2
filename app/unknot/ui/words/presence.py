"""The sources that know about the person and the machine, by name."""

from __future__ import annotations

from unknot.ui.tr import tr


def source(name: str) -> str:
    """What a source looks at, as the start of a sentence: ``Microphone``."""
    return {
        "idle": tr("Time away"),
        "lock": tr("Locked screen"),
        "sleep": tr("Sleep"),
        "sleep and lock": tr("Sleep and lock"),
        "full-screen": tr("Full screen"),
        "do-not-disturb": tr("Do not disturb"),
        "microphone": tr("Microphone"),
        "camera": tr("Camera"),
        "sharing": tr("Shared screen"),
        "presenting": tr("Presenting"),
        "typing": tr("Typing"),
    }.get(name, name.replace("-", " ").capitalize())


def source_hint(name: str) -> str:
    """What Unknot makes of it, in a sentence."""
    return {
        "idle": tr("Time away counts as a break, so nobody is asked right after coming back."),
        "lock": tr("Nothing shows while the screen is locked."),
        "sleep": tr("What came due while the computer slept is not made up for all at once."),
        "sleep and lock": tr("Nothing shows while the screen is locked or the computer sleeps."),
        "full-screen": tr("Films, games and slides are not interrupted."),
        "do-not-disturb": tr("What your desktop keeps quiet, Unknot keeps quiet too."),
        "microphone": tr("In use means that you are in a call. Nothing is recorded."),
        "camera": tr("In use means that you are in a call. Nothing is seen."),
        "sharing": tr("Others would see the prompt."),
        "presenting": tr("A presentation is not interrupted."),
        "typing": tr("A prompt waits for a lull of ten seconds, two minutes at most. Which keys is never seen."),
    }.get(name, "")
