"""Windows' sources of holds: all answer at once."""

from __future__ import annotations

from collections.abc import Callable

from unknot.core.presence import Hold
from unknot.desktop.holds import LULL_SECONDS, Answer, Instant, Source, Unknowable
from unknot.desktop.probe import tr
from unknot.desktop.windows import consent
from unknot.desktop.windows.consent import PersonRegistry, Registry
from unknot.desktop.windows.system import Notifying, System


class InUse(Source):
    """A call by one device, by the account that Windows keeps of it."""

    why = Hold.CALL

    def __init__(self, name: str, device: str, registry: Registry, started: Callable[[], float]) -> None:
        super().__init__()
        self.name = name
        self._device = device
        self._registry = registry
        self._started = started

    def ask(self, answer: Answer) -> None:
        """Read the registry."""
        users = consent.users(self._registry, self._device, self._started())
        if users is None:
            self.cannot(answer, tr("this Windows keeps no account of it"), tr("Say by hand when you are in a call."))
        else:
            self.knows(answer, bool(users), ", ".join(users) or tr("Windows' privacy settings"))


class WindowsHolds:
    """Makes the sources. ``system`` and ``registry`` are given in tests."""

    def __init__(self, system: System | None = None, registry: Registry | None = None) -> None:
        self._system = system or System()
        self._registry = registry or PersonRegistry()

    def full_screen(self) -> Source:
        """Films, games and slides that fill the screen."""
        return self._shell("full-screen", Hold.FULL_SCREEN, {Notifying.BUSY, Notifying.FULL_SCREEN_GAME})

    def presenting(self) -> Source:
        """The presentation settings of Windows' mobility center."""
        return self._shell("presenting", Hold.PRESENTING, {Notifying.PRESENTING})

    def typing(self) -> Source:
        """Input in the last seconds."""

        def read() -> bool | None:
            idle = self._system.idle_seconds()
            return None if idle is None else idle < LULL_SECONDS

        return Instant("typing", Hold.TYPING, read, tr("Windows' last input"), tr("no source for idle time"))

    def do_not_disturb(self) -> Source:
        """Windows has no public way to ask."""
        advice = tr("Pause Unknot by hand, or let a call or a full screen speak for you.")
        return Unknowable(
            "do-not-disturb", Hold.DO_NOT_DISTURB, tr("Windows doesn't tell other programs of it"), advice
        )

    def sharing(self) -> Source:
        """Nor here."""
        advice = tr("While you share, the call's microphone or camera speaks for you.")
        return Unknowable("sharing", Hold.SHARING, tr("Windows doesn't tell who reads the screen"), advice)

    def microphone(self) -> Source:
        """Who records."""
        return InUse("microphone", "microphone", self._registry, self._started)

    def camera(self) -> Source:
        """Who films."""
        return InUse("camera", "webcam", self._registry, self._started)

    def _started(self) -> float:
        return consent.started(self._system.seconds_since_start())

    def _shell(self, name: str, why: Hold, which: set[Notifying]) -> Source:
        def read() -> bool | None:
            state = self._system.notifying()
            return None if state is None else state in which

        return Instant(name, why, read, tr("the Windows shell"), tr("the Windows shell doesn't tell"))
