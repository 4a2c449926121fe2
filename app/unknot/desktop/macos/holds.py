"""macOS's sources of holds: all answer at once."""

from __future__ import annotations

from unknot.core.presence import Hold
from unknot.desktop.holds import LULL_SECONDS, Instant, Source, Unknowable
from unknot.desktop.macos.devices import Devices
from unknot.desktop.macos.system import System
from unknot.desktop.probe import tr


class MacHolds:
    """Makes the sources. ``system`` and ``devices`` are given in tests."""

    def __init__(self, system: System | None = None, devices: Devices | None = None) -> None:
        self._system = system or System()
        self._devices = devices or Devices()

    def typing(self) -> Source:
        """A key in the last seconds."""

        def read() -> bool | None:
            since = self._system.seconds_since_key()
            return None if since is None else since < LULL_SECONDS

        return Instant("typing", Hold.TYPING, read, tr("the last key"), tr("no source for idle time"))

    def microphone(self) -> Source:
        """Who records."""
        advice = tr("Say by hand when you are in a call.")
        unknown = tr("this macOS doesn't tell whether a headset records or plays")
        return Instant("microphone", Hold.CALL, self._devices.microphone_used, "CoreAudio", unknown, advice)

    def camera(self) -> Source:
        """Who films."""
        advice = tr("Say by hand when you are in a call.")
        unknown = tr("this macOS doesn't tell of its cameras")
        return Instant("camera", Hold.CALL, self._devices.camera_used, "CoreMediaIO", unknown, advice)

    def full_screen(self) -> Source:
        """The windows' places can be had, but beside a camera's notch a full screen looks like a large window."""
        return Unknowable(
            "full-screen",
            Hold.FULL_SCREEN,
            tr("macOS gives other programs no sure sign of it"),
            tr("Pause by hand before a film or a talk."),
        )

    def do_not_disturb(self) -> Source:
        """Focus is private."""
        advice = tr("Pause Unknot by hand, or let a call speak for you.")
        return Unknowable("do-not-disturb", Hold.DO_NOT_DISTURB, tr("macOS keeps Focus to itself"), advice)

    def sharing(self) -> Source:
        """Nor this."""
        advice = tr("While you share, the call's microphone or camera speaks for you.")
        return Unknowable("sharing", Hold.SHARING, tr("macOS doesn't tell who reads the screen"), advice)

    def presenting(self) -> Source:
        """There is no such switch."""
        advice = tr("Pause by hand before a talk.")
        return Unknowable("presenting", Hold.PRESENTING, tr("macOS has no presentation mode"), advice)
