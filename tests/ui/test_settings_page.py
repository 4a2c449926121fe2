"""The Settings page: everything takes effect at once, follows changes from elsewhere, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.hours import WorkRange
from unknot.core.settings import PromptStyle, Settings, Theme
from unknot.ports import Cue
from unknot.ui.kit.text import Text
from unknot.ui.pages.settings import SettingsPage

SCHEDULE, PROMPTS, SESSIONS, SOUND, PRESENCE, LOOK, COMPUTER, DATA = range(8)
MORNING = WorkRange(time(8, 30), time(12, 15))
AFTERNOON = WorkRange(time(13, 0), time(17, 30))


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def page(home: Home, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(home.shell)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_prompts_style_and_times(page: SettingsPage, home: Home) -> None:
    part = page.part(PROMPTS)
    part.style_switch.set_index(2, tell=True)
    part.snooze.slider.setValue(15)
    part.stays.slider.setValue(90)
    part.sound.click()
    now = home.preferences.current
    assert now.prompt_style is PromptStyle.WINDOW
    assert (now.snooze_minutes, now.prompt_seconds, now.prompt_sound) == (15, 90, False)


def test_each_kind_of_prompt_can_be_seen_and_leaves_no_trace(page: SettingsPage, home: Home) -> None:
    part = page.part(PROMPTS)
    before = len(home.ledger.records)
    for show, style in zip(part.style_switch.shows, PromptStyle, strict=True):
        show.click()
        assert home.prompter.current is not None
        assert home.prompter.current.style is style
    assert len(home.ledger.records) == before
    assert home.preferences.current.prompt_style is PromptStyle.AUTO


def test_the_kind_of_prompt_is_chosen_by_click_or_arrow_and_follows_changes(page: SettingsPage, home: Home) -> None:
    levels = page.part(PROMPTS).style_switch
    levels.levels[3].click()
    assert home.preferences.current.prompt_style is PromptStyle.INSISTENT
    home.preferences.change(prompt_style=PromptStyle.NOTIFICATION)
    assert [level.isChecked() for level in levels.levels] == [False, True, False, False]
    assert levels.levels[3].accessibleName() == "Insistent"
    assert "Esc twice" in levels.levels[3].accessibleDescription()
    assert levels.shows[3].accessibleName() == "Show me one now: Insistent"


def test_sound_is_played_at_the_chosen_volume(page: SettingsPage, home: Home) -> None:
    part = page.part(SOUND)
    part.volume.slider.setValue(30)
    part.test.click()
    assert home.speaker.played[-1] == (Cue.END, 30)
    part.sounds.click()
    assert not home.preferences.current.sounds


def test_theme_and_motion(page: SettingsPage, home: Home) -> None:
    part = page.part(LOOK)
    part.theme_switch.set_index(2, tell=True)
    part.still.click()
    assert home.preferences.current.theme is Theme.DARK
    assert home.preferences.current.reduced_motion


def test_the_floor_and_start_at_login_are_ticks(page: SettingsPage, home: Home) -> None:
    page.part(SESSIONS).floor.click()
    page.part(COMPUTER).login.click()
    assert home.preferences.current.floor
    assert not home.preferences.current.start_at_login


def test_what_works_here_is_looked_up_only_when_opened(home: Home, qtbot: QtBot) -> None:
    looked = []
    home.shell.findings = lambda: looked.append(1) or home.findings
    made = SettingsPage(home.shell)
    qtbot.addWidget(made)
    made.show()
    assert looked == []
    made.tabs.choose(COMPUTER)
    made.tabs.choose(DATA)
    made.tabs.choose(COMPUTER)
    assert looked == [1]
    texts = [text.text for text in made.part(COMPUTER).findChildren(Text)]
    assert "The service shows no buttons" in texts
    assert "Tray icon" in texts, "by a name that people use, not by the check's id"


def test_restoring_everything_can_be_undone(page: SettingsPage, home: Home) -> None:
    mine = replace(Settings(), sessions=6, volume=10, hours=((MORNING,),) * 7)
    home.preferences.change(sessions=6, volume=10, hours=((MORNING,),) * 7)
    page.tabs.choose(DATA)
    part = page.part(DATA)
    assert not part.undo.isVisible()
    part.restore.click()
    assert home.preferences.current == Settings()
    part.undo.click()
    assert home.preferences.current == mine
    assert not part.undo.isVisible()


def test_the_data_folder_is_named(page: SettingsPage, home: Home) -> None:
    assert page.part(DATA).open.accessibleDescription() == str(home.shell.data_folder)


def test_the_tabs_move_closer_before_they_wrap(page: SettingsPage, qtbot: QtBot) -> None:
    page.resize(1000, 708)
    apart = page.tabs.tabs[1].x() - page.tabs.tabs[0].geometry().right()
    words = sum(tab.width() for tab in page.tabs.tabs)
    page.resize(words + 6 * 14 + 80, 708)
    qtbot.waitUntil(lambda: page.tabs.tabs[1].x() - page.tabs.tabs[0].geometry().right() < apart)
    assert len({tab.y() for tab in page.tabs.tabs}) == 1
