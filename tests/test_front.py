"""The door of the app while everything behind it is still being loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from unknot.compose import Parts, Unknot
from unknot.demo import DemoStore, demo_archive, demo_ledger, demo_library, demo_time
from unknot.desktop.server import Handler
from unknot.ui.welcome import WelcomeWindow


class FakeFront:
    """A front without a tray and without a socket."""

    tray = None

    def __init__(self, app: QApplication, wanted: bool) -> None:
        self.app, self.wanted = app, wanted
        self.quit: Callable[[], None] = lambda: None

    def answer_with(self, handler: Handler) -> None:
        self.handler = handler

    def close(self) -> None:
        pass


def welcomes() -> list[WelcomeWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, WelcomeWindow) and w.isVisible()]


@pytest.mark.parametrize("wanted", [True, False])
def test_a_window_asked_for_while_the_app_starts_in_the_background_is_shown(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path))
    clock = demo_time()
    parts = Parts(
        clock=clock, alarms=lambda: clock, ledger=lambda _trouble: (demo_ledger(tmp_path, clock.now), ()),
        store=DemoStore(), library=demo_library, sources=False,
        archive=lambda book: demo_archive(tmp_path, book, clock.now),
    )
    unknot = Unknot(FakeFront(qapp, wanted), background=True, parts=parts)
    unknot.furnish()
    try:
        assert len(welcomes()) == int(wanted)
    finally:
        unknot.end()
