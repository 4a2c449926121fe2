"""A hold that is asked for where there is more than one way to find out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from unknot.core.presence import Hold
from unknot.desktop.holds import Answer, Source
from unknot.ports import Said, Undo


class Way(Protocol):
    """One way to find out. ``found``: who is asked, as ``unknot check`` names it."""

    @property
    def found(self) -> str:
        """A name or a few words."""

    def ask(self, answer: Answer) -> None:
        """As in ``ports.HoldProbe``, but a question may stay without an answer."""

    def watch(self, ended: Callable[[], None]) -> Undo:
        """As in ``ports.HoldProbe``."""


class FirstThatKnows(Source):
    """Asks one way after the other until one knows. ``unknown``: what to say when none does."""

    def __init__(self, name: str, why: Hold, ways: Sequence[Way], unknown: Callable[[], Said]) -> None:
        super().__init__()
        self.name = name
        self.why = why
        self._ways = tuple(ways)
        self._unknown = unknown
        self._knows: Way | None = None

    def ask(self, answer: Answer) -> None:
        """Answers None when no way knows."""
        self._ask(list(self._ways), answer)

    def watch(self, ended: Callable[[], None]) -> Undo:
        """By the way that knew last."""
        return super().watch(ended) if self._knows is None else self._knows.watch(ended)

    def _ask(self, left: list[Way], answer: Answer) -> None:
        if not left:
            self._knows = None
            said = self._unknown()
            self.cannot(answer, said.found, said.advice)
            return
        way = left.pop(0)

        def heard(holds: bool | None) -> None:
            if holds is None:
                self._ask(left, answer)
            else:
                self._knows = way
                self.knows(answer, holds, way.found)

        way.ask(heard)
