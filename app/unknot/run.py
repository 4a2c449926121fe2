"""Starts the app in two steps: first the tray icon, then, in the running event loop, everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unknot import unread  # isort: skip  # noqa: F401 - before anything else of Qt
from PySide6.QtCore import QTimer

from unknot import endpoint
from unknot.front import Front, application

if TYPE_CHECKING:
    from unknot.compose import Unknot


def run(background: bool) -> int:
    """Start the app; the exit status when it ends."""
    app = application()
    front = Front(app)
    if not front.alone():
        endpoint.ask(["show"])
        print("Unknot runs already; its window is shown.")  # noqa: T201 - the answer to a command
        return 0
    front.show_tray()
    running: list[Unknot] = []

    def furnish() -> None:
        from unknot.compose import Unknot  # the services: half of all that is loaded

        running.append(Unknot(front, background))
        running[0].furnish()

    QTimer.singleShot(0, furnish)
    return app.exec()
