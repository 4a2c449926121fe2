"""A shared or recorded screen. On Wayland it flows through PipeWire, which tells; an X11 screen anyone may read."""

from __future__ import annotations

import os

from unknot.core.presence import Hold
from unknot.desktop.holds import Answer, Source
from unknot.desktop.linux.holds import pipewire
from unknot.desktop.linux.holds.pipewire import Ask, Graph
from unknot.desktop.probe import tr


class Sharing(Source):
    """``HoldProbe`` on PipeWire's graph; ``graph`` asks for it."""

    name = "sharing"
    why = Hold.SHARING

    def __init__(self, graph: Ask = pipewire.ask) -> None:
        super().__init__()
        self._graph = graph

    def ask(self, answer: Answer) -> None:
        """Ask PipeWire who takes a video of the screen."""
        if not os.environ.get("WAYLAND_DISPLAY"):
            advice = tr("While you share, turn on do not disturb or say that you are in a call.")
            self.cannot(answer, tr("X11 doesn't tell who reads the screen"), advice)
        else:
            self._graph(lambda graph: self._seen(graph, answer))

    def _seen(self, graph: Graph | None, answer: Answer) -> None:
        if graph is None:
            self.cannot(answer, tr("PipeWire can't be asked"), tr("Install pw-dump (in the package pipewire-bin)."))
        else:
            takers = graph.takers()
            self.knows(answer, bool(takers), ", ".join(takers) or "PipeWire")
