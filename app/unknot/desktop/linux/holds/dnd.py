"""Do not disturb, as the service that shows the notifications has it."""

from __future__ import annotations

from collections.abc import Callable

from unknot.core.presence import Hold
from unknot.desktop.holds import Answer, Source
from unknot.desktop.linux import notifier
from unknot.desktop.linux.bus import Body, Bus, method, unless_asleep
from unknot.desktop.linux.holds.dnd_switches import SPECIFIED, SWITCHES, Switch
from unknot.desktop.probe import tr
from unknot.ports import Undo


class DoNotDisturb(Source):
    """``HoldProbe`` on whichever notification service runs; it may be another one at the next question."""

    name = "do-not-disturb"
    why = Hold.DO_NOT_DISTURB

    def __init__(self, session: Callable[[], Bus | None]) -> None:
        super().__init__()
        self._session = session
        self._switch: Switch | None = None

    def ask(self, answer: Answer) -> None:
        """Ask who shows notifications, then that service's own switch."""
        bus = self._session()
        if bus is None:
            self.cannot(answer, tr("no session bus"))
            return
        who = unless_asleep(method(notifier.NAME, notifier.PATH, notifier.INTERFACE, "GetServerInformation"))
        bus.call(who, lambda reply: self._introduced(bus, answer, reply))

    def watch(self, ended: Callable[[], None]) -> Undo:
        """The service tells when it is switched, if it is one of those that do."""
        bus = self._session()
        return super().watch(ended) if bus is None or self._switch is None else self._switch.watch(bus, ended)

    def _introduced(self, bus: Bus, answer: Answer, reply: Body | None) -> None:
        if not reply:
            self._switch = None
            self.cannot(answer, tr("no notification service"))
            return
        server = str(reply[0])
        switch = self._switch = SWITCHES.get(server.lower(), SPECIFIED)

        def told(on: bool | None) -> None:
            if on is None:
                self.cannot(answer, tr("{server} doesn't tell").format(server=server))
            else:
                self.knows(answer, on, server)

        switch.ask(bus, told)
