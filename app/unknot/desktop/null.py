"""What stands in where a desktop offers nothing: ports that do nothing, honestly."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from unknot.ports import Closed, Notice, PresenceListener


class NullNotifier:
    """Never can act; what is shown anyway is lost at once."""

    def can_act(self) -> bool:
        """No."""
        return False

    def show(self, notice: Notice, on_action: Callable[[str], None], on_closed: Callable[[Closed], None]) -> None:  # noqa: ARG002 - the port's names
        """Tell that it was lost."""
        QTimer.singleShot(0, lambda: on_closed(Closed.LOST))

    def withdraw(self) -> None:
        """Nothing is shown."""


class NullAutostart:
    """Neither on nor off can be known or set."""

    def enabled(self) -> bool | None:
        """Unknown."""
        return None

    def set(self, on: bool) -> None:
        """Nothing to switch here."""


class NullSource:
    """Knows nothing of the person."""

    def start(self, listener: PresenceListener) -> bool:  # noqa: ARG002 - the port's names
        """It can't work here."""
        return False

    def stop(self) -> None:
        """Nothing was started."""
