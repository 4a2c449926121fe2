"""The Settings page: everything takes effect at once, follows changes from elsewhere, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import QTime
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.hours import DEFAULT_HOURS, WorkRange
from unknot.core.settings import PromptStyle, Settings, Theme
from unknot.ports import Cue
from unknot.ui.kit.text import Text
from unknot.ui.pages.hours_editor import one_more, with_break
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


def test_sliders_change_the_plan_at_once(page: SettingsPage, home: Home) -> None:
    part = page.part(SCHEDULE)
    part.sessions.slider.setValue(6)
    assert home.store.settings.sessions == 6
    assert part.preview.told.text.startswith("6 sessions")
    assert len(home.house.coach.plan().sessions) == 6


def test_the_preview_tells_the_day_in_a_sentence(page: SettingsPage) -> None:
    part = page.part(SCHEDULE)
    assert part.preview.told.text == "4 sessions, 3 stand-ups. First at 09:30."
    part.preview.after.click()
    part.preview.after.click()
    assert part.preview.told.text == "No working time that day."
    assert not part.preview.line.isVisible()


def test_a_time_typed_changes_that_day_only(page: SettingsPage, home: Home) -> None:
    row = page.part(SCHEDULE).hours.days[0]
    row.fields[0].start.setTime(QTime(9, 0))
    hours = home.preferences.current.hours
    assert hours[0][0] == WorkRange(time(9, 0), time(12, 15))
    assert hours[1] == DEFAULT_HOURS[1]


def test_fields_stay_while_a_time_is_typed(page: SettingsPage) -> None:
    row = page.part(SCHEDULE).hours.days[0]
    field = row.fields[0]
    field.start.setTime(QTime(9, 0))
    assert row.fields[0] is field


def test_unticking_a_day_makes_it_off_and_ticking_brings_its_hours_back(page: SettingsPage, home: Home) -> None:
    row = page.part(SCHEDULE).hours.days[2]
    row.works.click()
    assert home.preferences.current.hours[2] == ()
    assert row.off.isVisible()
    row.works.click()
    assert home.preferences.current.hours[2] == (MORNING, AFTERNOON)


def test_hours_that_overlap_are_told_beside_the_day_and_not_kept(page: SettingsPage, home: Home) -> None:
    row = page.part(SCHEDULE).hours.days[1]
    row.fields[1].start.setTime(QTime(11, 0))
    assert "overlap" in row.wrong.text
    assert row.wrong.isVisible()
    assert home.preferences.current.hours[1] == (MORNING, AFTERNOON)
    row.fields[1].start.setTime(QTime(13, 0))
    assert not row.wrong.isVisible()


def test_a_half_typed_day_survives_a_change_elsewhere(page: SettingsPage, home: Home) -> None:
    row = page.part(SCHEDULE).hours.days[1]
    row.fields[1].start.setTime(QTime(11, 0))
    home.preferences.change(sessions=5)
    assert row.wrong.isVisible()
    assert row.fields[1].start.value() == time(11, 0)


def test_a_range_can_be_removed_and_a_break_added(page: SettingsPage, home: Home) -> None:
    row = page.part(SCHEDULE).hours.days[4]
    row.fields[1].remove.click()
    assert home.preferences.current.hours[4] == (MORNING,)
    row.fields[0].end.setTime(QTime(17, 30))
    assert row.add.accessibleName() == "Add a break, Friday"
    row.add.click()
    assert home.preferences.current.hours[4] == (MORNING, AFTERNOON)


def test_the_page_follows_changes_from_elsewhere(page: SettingsPage, home: Home) -> None:
    part = page.part(SCHEDULE)
    home.preferences.change(prompt_every=90, hours=((MORNING,),) * 7)
    assert part.every.value() == 90
    assert [len(row.fields) for row in part.hours.days] == [1] * 7


def test_prompts_style_and_times(page: SettingsPage, home: Home) -> None:
    part = page.part(PROMPTS)
    part.style_switch.set_index(2, tell=True)
    part.snooze.slider.setValue(15)
    part.stays.slider.setValue(90)
    part.sound.click()
    now = home.preferences.current
    assert now.prompt_style is PromptStyle.WINDOW
    assert (now.snooze_minutes, now.prompt_seconds, now.prompt_sound) == (15, 90, False)


def test_show_me_a_prompt_shows_one_that_leaves_no_trace(page: SettingsPage, home: Home) -> None:
    part = page.part(PROMPTS)
    before = len(home.ledger.records)
    part.show_one.click()
    assert home.prompter.current is not None
    assert len(home.ledger.records) == before


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
    assert page.part(DATA).folder.text == str(home.shell.data_folder)


def test_a_break_is_only_put_where_it_falls_inside() -> None:
    assert with_break(WorkRange(time(8, 30), time(17, 30))) == (MORNING, AFTERNOON)
    early = WorkRange(time(6, 0), time(12, 0))
    assert with_break(early) == (early,)
    night = WorkRange(time(22, 0), time(6, 0))
    assert with_break(night) == (night,)


def test_more_hours_stop_where_the_day_ends() -> None:
    assert one_more(()) == DEFAULT_HOURS[0]
    assert len(one_more((MORNING, AFTERNOON))) == 3
    late = (WorkRange(time(13, 0), time(22, 30)),)
    assert one_more(late) == late


def test_the_hours_of_a_day_stand_in_one_row_beside_its_name(page: SettingsPage) -> None:
    page.resize(944, 708)
    for row in page.part(SCHEDULE).hours.days[:5]:
        tops = {field.y() for field in row.fields}
        assert len(tops) == 1
        assert row.fields[0].mapTo(row, row.fields[0].rect().topLeft()).x() < 200


def test_tab_meets_new_hours_where_they_stand(page: SettingsPage) -> None:
    days = page.part(SCHEDULE).hours.days
    days[1].fields[1].remove.click()
    days[1].add.click()
    chain, widget = [], days[1].works
    while widget is not days[2].works:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    assert [one for one in chain if one in (days[1].fields[1].end, days[1].add)] == [days[1].fields[1].end, days[1].add]


def test_the_tabs_move_closer_before_they_wrap(page: SettingsPage, qtbot: QtBot) -> None:
    page.resize(1000, 708)
    apart = page.tabs.tabs[1].x() - page.tabs.tabs[0].geometry().right()
    words = sum(tab.width() for tab in page.tabs.tabs)
    page.resize(words + 6 * 14 + 80, 708)
    qtbot.waitUntil(lambda: page.tabs.tabs[1].x() - page.tabs.tabs[0].geometry().right() < apart)
    assert len({tab.y() for tab in page.tabs.tabs}) == 1
