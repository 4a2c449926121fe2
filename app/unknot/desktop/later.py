"""Parts that are made when first used, so that the tray shows before D-Bus and its kin are loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from unknot.ports import Closed, Notice, Notifier, PresenceListener, PresenceSource


class LaterSource:
    """``PresenceSource`` that is made at its start."""

    def __init__(self, make: Callable[[], PresenceSource]) -> None:
        self._make = make
        self._source: PresenceSource | None = None

    def start(self, listener: PresenceListener) -> bool:
        """Make it and start it."""
        self._source = self._make()
        return self._source.start(listener)

    def stop(self) -> None:
        """End it, if it was started."""
        if self._source is not None:
            self._source.stop()
            self._source = None


class LaterNotifier:
    """``Notifier`` that is made at its first use."""

    def __init__(self, make: Callable[[], Notifier]) -> None:
        self._make = make

    @cached_property
    def real(self) -> Notifier:
        """The notifier itself."""
        return self._make()

    def can_act(self) -> bool:
        """As the notifier says."""
        return self.real.can_act()

    def show(self, notice: Notice, on_action: Callable[[str], None], on_closed: Callable[[Closed], None]) -> None:
        """As the notifier does."""
        self.real.show(notice, on_action, on_closed)

    def withdraw(self) -> None:
        """As the notifier does."""
        self.real.withdraw()
