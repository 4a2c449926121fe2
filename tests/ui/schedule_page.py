"""The schedule's page in a window, for its tests."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.hours import Hours
from unknot.ui.pages.settings import SettingsPage
from unknot.ui.pages.settings_schedule import SchedulePart

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def part(home: Home, qtbot: QtBot) -> SchedulePart:
    return shown(home, qtbot)


def shown(home: Home, qtbot: QtBot, width: int = 1000) -> SchedulePart:
    page = SettingsPage(home.shell)
    qtbot.addWidget(page)
    page.resize(width, 900)
    with qtbot.waitActive(page):
        page.show()
    made = page.part(0)
    assert isinstance(made, SchedulePart)
    made.page = page  # type: ignore[attr-defined]  # or Python lets go of it
    return made


def hours(home: Home) -> Hours:
    return home.store.settings.hours
