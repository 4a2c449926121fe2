"""Settings, Sessions: where they may be done, what is at hand, the desk."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.settings import TOOLS
from unknot.ui.pages.settings_sessions import SessionsPart


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def part(home: Home, qtbot: QtBot) -> SessionsPart:
    made = SessionsPart(home.shell)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("name", ["floor", "wall", "standing_desk"])
def test_a_click_sets_it_at_once_and_a_second_one_takes_it_back(home: Home, part: SessionsPart, name: str) -> None:
    getattr(part, name).click()
    assert getattr(home.preferences.current, name)
    getattr(part, name).click()
    assert not getattr(home.preferences.current, name)


def test_each_tool_is_told_for_itself(home: Home, part: SessionsPart) -> None:
    for name in reversed(TOOLS):
        part.tools[name].click()
    assert sorted(home.preferences.current.tools) == sorted(TOOLS)
    part.tools["ball"].click()
    assert sorted(home.preferences.current.tools) == sorted(set(TOOLS) - {"ball"})


def test_what_changes_elsewhere_shows(home: Home, part: SessionsPart) -> None:
    home.preferences.change(tools=("hook",), wall=True)
    part.refresh()
    assert part.tools["hook"].isChecked()
    assert not part.tools["ball"].isChecked()
    assert part.wall.isChecked()


def test_what_the_organisation_sets_can_not_be_clicked(home: Home, qtbot: QtBot) -> None:
    home.store.locked = frozenset({"tools"})
    made = SessionsPart(home.shell)
    qtbot.addWidget(made)
    assert not any(tick.isEnabled() for tick in made.tools.values())
    assert made.floor.isEnabled()
