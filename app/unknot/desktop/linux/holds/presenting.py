"""Presenting, where a desktop has a switch for it. Elsewhere a full screen and an own word are all there is."""

from __future__ import annotations

from collections.abc import Callable

from jeepney.bus_messages import message_bus

from unknot.core.presence import Hold
from unknot.desktop.holds import Answer, Source
from unknot.desktop.linux.bus import Bus
from unknot.desktop.linux.holds import xfconf
from unknot.desktop.probe import tr
from unknot.ports import Undo

POWER = "org.xfce.PowerManager"
CHANNEL, KEY = "xfce4-power-manager", "/xfce4-power-manager/presentation-mode"


class Presenting(Source):
    """``HoldProbe`` on the presentation mode of Xfce's power manager."""

    name = "presenting"
    why = Hold.PRESENTING

    def __init__(self, session: Callable[[], Bus | None]) -> None:
        super().__init__()
        self._session = session

    def ask(self, answer: Answer) -> None:
        """Ask Xfce."""
        bus = self._session()
        if bus is None:
            self._no_mode(answer)
        else:
            bus.call(message_bus.NameHasOwner(POWER), lambda reply: self._looked(bus, answer, reply == (True,)))

    def watch(self, ended: Callable[[], None]) -> Undo:
        """Xfce tells when it is switched."""
        bus = self._session()
        return super().watch(ended) if bus is None else xfconf.watch(bus, CHANNEL, KEY, ended)

    def _looked(self, bus: Bus, answer: Answer, there: bool) -> None:
        def told(value: object) -> None:
            if value is None:
                self.cannot(answer, tr("Xfce's settings don't answer"))
            else:
                self.knows(answer, value is True, tr("Xfce's presentation mode"))

        if there:
            xfconf.read(bus, CHANNEL, KEY, told)
        else:
            self._no_mode(answer)

    def _no_mode(self, answer: Answer) -> None:
        advice = tr("Slides in full screen hold prompts all the same.")
        self.cannot(answer, tr("this desktop has no presentation mode"), advice)
