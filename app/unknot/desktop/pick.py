"""Which adapters fit this desktop. The one place that asks which system this is.

Nothing is connected, loaded or started here: each part does its work when it is first used or started.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from unknot.core.presence import Hold
from unknot.desktop.away import Calls
from unknot.desktop.clock import SystemClock
from unknot.desktop.later import LaterNotifier, LaterProbe, LaterSource, later_probes
from unknot.desktop.null import NullAutostart, NullNotifier, NullSource
from unknot.desktop.polled import Polled
from unknot.desktop.probe import PlainProbe
from unknot.desktop.speaker import QtSpeaker
from unknot.ports import Autostart, Finding, HoldProbe, Notifier, PresenceSource, Speaker

if TYPE_CHECKING:
    from unknot.desktop.linux.dbus_object import Controls
    from unknot.desktop.linux.desktop import LinuxParts


@dataclass(frozen=True, slots=True)
class Desktop:
    """Everything of the desktop that the app uses.

    ``notifier`` is for prompts, ``teller`` for what only tells, so that neither takes the other's place.
    ``sources``: all that tell of presence and clocks, to be started after the tray shows. ``idle`` is the one of
    them whose ``start`` says whether input can be known. ``probes``: holds that are asked for. ``findings``: what
    works here, but for the probes (``holds.findings``). ``warm``: call once after the tray shows, so that the first
    prompt need not wait, and pictures leave nothing behind. ``blends``: whether translucent windows show what is
    behind them, asked before one is made. ``give_back``: hand memory back after a window is gone. ``publish``: let
    scripts and panels ask, where there is a session bus. ``stop``: at the very end, after the sources' own ``stop``.
    """

    clock: SystemClock
    notifier: Notifier
    teller: Notifier
    sources: tuple[PresenceSource, ...]
    idle: PresenceSource
    autostart: Autostart
    speaker: Callable[[], Speaker]
    findings: Callable[[], Sequence[Finding]]
    warm: Callable[[], None]
    stop: Callable[[], None]
    blends: Callable[[], bool] = lambda: True
    give_back: Callable[[], None] = lambda: None
    probes: tuple[HoldProbe, ...] = ()
    publish: Callable[[Controls], None] = lambda _controls: None


def this_desktop(command: Sequence[str], sounds: Path) -> Desktop:
    """The bundle for the system we run on; the arguments as for ``desktop_for``."""
    return desktop_for(sys.platform, command, sounds)


def desktop_for(platform: str, command: Sequence[str], sounds: Path) -> Desktop:
    """The bundle for a platform as ``sys.platform`` names it.

    ``command`` starts the app at login, program first; ``sounds`` is the folder with one WAV a cue.
    """
    makers = {"linux": _linux, "win32": _windows, "darwin": _macos}
    return makers.get(platform, _nothing)(command, sounds)


def _linux(command: Sequence[str], sounds: Path) -> Desktop:
    from unknot.desktop.linux.autostart_xdg import XdgAutostart, autostart_folders
    from unknot.desktop.linux.clockjump import ClockJumps

    @cache
    def parts() -> LinuxParts:
        from unknot.desktop.linux.desktop import LinuxParts

        return LinuxParts()

    def warm() -> None:
        from unknot.desktop.linux import memory

        memory.set_large_apart()
        parts().notifier.warm()

    def stop() -> None:
        if parts.cache_info().currsize:
            parts().close()

    home = _private_home()
    folder, shared = (home / "autostart", ()) if home else autostart_folders(dict(os.environ), Path.home())
    autostart = XdgAutostart(command, folder, shared)
    probes = later_probes(parts)
    idle = LaterSource(lambda: parts().idle(_calls(probes)))
    sources = (ClockJumps(), LaterSource(lambda: parts().login()), LaterSource(lambda: parts().savers()), idle)
    return Desktop(
        clock=SystemClock(),
        notifier=LaterNotifier(lambda: parts().notifier),
        teller=LaterNotifier(lambda: parts().teller),
        sources=sources,
        idle=idle,
        autostart=autostart,
        speaker=lambda: QtSpeaker(sounds),
        findings=lambda: parts().findings(autostart, sounds),
        warm=warm,
        stop=stop,
        blends=_linux_blends,
        give_back=_linux_gives_back,
        probes=probes,
        publish=lambda controls: parts().publish(controls),
    )


def _linux_blends() -> bool:
    from unknot.desktop.linux.xtray import has_compositor

    return QGuiApplication.platformName() != "xcb" or has_compositor()


def _linux_gives_back() -> None:
    from unknot.desktop.linux import memory

    memory.give_back()


def _windows(command: Sequence[str], sounds: Path) -> Desktop:
    from unknot.desktop.windows import autostart
    from unknot.desktop.windows.holds import WindowsHolds
    from unknot.desktop.windows.system import System

    system = System()
    probes = later_probes(lambda: WindowsHolds(system))
    at_login = NullAutostart() if _private_home() else autostart.RunKeyAutostart(command)
    source = Polled(system.read, system.running_seconds, calls=Calls(_calls(probes)))
    clock = SystemClock(system.running_seconds)
    return _polled(clock, source, lambda: system.idle_seconds() is not None, at_login, sounds, probes)


def _macos(command: Sequence[str], sounds: Path) -> Desktop:
    from unknot.desktop.macos import autostart
    from unknot.desktop.macos.holds import MacHolds
    from unknot.desktop.macos.system import System

    system = System()
    probes = later_probes(lambda: MacHolds(system))
    folder = _private_home() or Path.home() / "Library" / "LaunchAgents"
    source = Polled(system.read, calls=Calls(_calls(probes)))
    at_login = autostart.LaunchAgentAutostart(command, folder)
    return _polled(SystemClock(), source, lambda: system.idle_seconds() is not None, at_login, sounds, probes)


def _nothing(_command: Sequence[str], sounds: Path) -> Desktop:
    return _polled(SystemClock(), NullSource(), lambda: False, NullAutostart(), sounds, ())


def _calls(probes: Sequence[LaterProbe]) -> tuple[LaterProbe, ...]:
    return tuple(probe for probe in probes if probe.why is Hold.CALL)


def _polled(
    clock: SystemClock,
    source: PresenceSource,
    idle_known: Callable[[], bool],
    autostart: Autostart,
    sounds: Path,
    probes: tuple[LaterProbe, ...],
) -> Desktop:
    """A desktop without events and without notifications that carry buttons."""
    return Desktop(
        clock=clock,
        notifier=NullNotifier(),
        teller=NullNotifier(),
        sources=(source,),
        idle=source,
        autostart=autostart,
        speaker=lambda: QtSpeaker(sounds),
        findings=PlainProbe(idle_known, autostart, sounds).findings,
        warm=lambda: None,
        stop=lambda: None,
        probes=probes,
    )


def _private_home() -> Path | None:
    """Where everything goes when asked for by UNKNOT_HOME; the person's own login stays as it is then."""
    home = os.environ.get("UNKNOT_HOME")
    return Path(home).absolute() if home else None
