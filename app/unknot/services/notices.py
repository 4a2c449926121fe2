"""Quiet notices: what has something to tell but no need to be told now waits while anything holds."""

from __future__ import annotations

from collections.abc import Callable

from unknot.services.coach import Coach


class Notices:
    """Each notice has a key and a call that shows it. It is shown at once, or as soon as nothing holds: no call, no
    lock, no session, no pause."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._waiting: dict[str, Callable[[], object]] = {}
        coach.on_change(self._look)

    def offer(self, key: str, show: Callable[[], object]) -> None:
        """Show this when nothing holds; it takes the place of one of the same key that still waits."""
        self._waiting[key] = show
        self._look()

    def take_back(self, key: str) -> None:
        """It need not be told any more; fine when it was told already."""
        self._waiting.pop(key, None)

    def _look(self) -> None:
        if self._coach.presence.holds:
            return
        waiting, self._waiting = self._waiting, {}
        for show in waiting.values():
            show()
