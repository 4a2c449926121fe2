"""Settings, Data: to a file and from one; and what a page shows of settings that the organisation has locked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.fakes import FakeSettingsStore
from tests.shells import Home

from unknot.core.settings import Settings, schema
from unknot.ui.kit.locked import LockNote
from unknot.ui.pages.settings import SettingsPage
from unknot.ui.pages.settings_base import Part
from unknot.ui.pages.settings_data import DataPart
from unknot.ui.pages.settings_parts import LookPart, PromptsPart, SoundPart
from unknot.ui.words import settings as words

Show = Callable[[type[Part]], Part]


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def show(home: Home, qtbot: QtBot) -> Show:
    """One tab, on the screen."""

    def made(kind: type[Part]) -> Part:
        part = kind(home.shell)
        qtbot.addWidget(part)
        part.resize(700, 900)
        part.show()
        return part

    return made


@pytest.fixture
def data(show: Show) -> DataPart:
    return show(DataPart)


def other(folder: Path, text: str) -> Path:
    """Settings from elsewhere."""
    file = folder / "other.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_export_says_where_it_lies_and_comes_back(data: DataPart, home: Home, tmp_path: Path) -> None:
    home.preferences.change(volume=20)
    file = tmp_path / "mine.toml"
    data.exchange.export_to(file)
    assert str(file) in data.exchange.told.text
    home.preferences.change(volume=90, sessions=2)
    data.exchange.look_into(file)
    assert data.exchange.lines.text == "Stretch sessions a day: 2 → 4\nVolume: 90 % → 20 %"
    data.exchange.take.click()
    assert home.preferences.current == Settings(volume=20)


def test_an_import_changes_nothing_before_it_is_agreed_to(data: DataPart, home: Home, tmp_path: Path) -> None:
    data.exchange.look_into(other(tmp_path, "volume = 20\n"))
    assert data.exchange.take.isVisible()
    assert home.store.saves == 0
    data.exchange.leave.click()
    assert not data.exchange.take.isVisible()
    assert (home.store.saves, data.exchange.told.text) == (0, "Nothing was changed.")


def test_an_import_can_be_undone(data: DataPart, home: Home, tmp_path: Path) -> None:
    data.exchange.look_into(other(tmp_path, 'volume = 20\ntheme = "dark"\n'))
    data.exchange.take.click()
    assert home.preferences.current.volume == 20
    assert data.exchange.undo.isVisible()
    data.exchange.undo.click()
    assert home.preferences.current == Settings()
    assert not data.exchange.undo.isVisible()


def test_wrong_values_are_named_and_the_rest_is_offered(data: DataPart, tmp_path: Path) -> None:
    data.exchange.look_into(other(tmp_path, "version = 99\nvolume = 500\nsessions = 2\n"))
    assert data.exchange.lines.text == "Stretch sessions a day: 4 → 2"
    said = data.exchange.wrong.body.text.splitlines()
    assert said[0].startswith("The file is from another version of Unknot.")
    assert said[1] == "Volume: 500 can't be used, so it stays as it is."


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("volume = = 3", "other.toml can't be read."), ("", "There are no settings of Unknot in other.toml.")],
)
def test_a_file_without_settings_is_told(data: DataPart, tmp_path: Path, text: str, complaint: str) -> None:
    data.exchange.look_into(other(tmp_path, text))
    assert data.exchange.wrong.body.text == complaint
    assert not data.exchange.take.isVisible()


def test_what_differs_in_the_week_is_named_by_its_days(data: DataPart, tmp_path: Path) -> None:
    week = '[hours]\nmon = ["10:00-12:00"]\ntue = ["08:30-12:15", "13:00-17:30"]\n[profiles.home]\nsessions = 2\n'
    data.exchange.look_into(other(tmp_path, week))
    lines = data.exchange.lines.text.splitlines()
    assert lines[0] == "Working time: 4 changes"
    assert lines[1] == "Profiles: Home, Night shift, Holiday"


def test_a_place_that_can_not_be_written_is_told(data: DataPart, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    data.exchange.export_to(tmp_path / "file" / "mine.toml")
    assert data.exchange.wrong.body.text == "mine.toml can't be written there."


def test_every_setting_has_a_name() -> None:
    names = [words.setting(row["name"]) for row in schema()]
    assert [name for name in names if name in {row["name"] for row in schema()}] == []
    assert len(set(names)) == len(names)


# locked


def lock(home: Home, *names: str, **defaults: object) -> None:
    """As if an organisation had locked these."""
    store = home.preferences._store
    assert isinstance(store, FakeSettingsStore)
    store.locked = frozenset(names)
    store.defaults = Settings().with_changes(**defaults)


def notes(part: Part) -> list[LockNote]:
    return [note for note in part.findChildren(LockNote) if note.isVisible()]


def test_locked_controls_are_out_of_hand_and_say_by_whom(home: Home, show: Show) -> None:
    lock(home, "volume", "sounds", "theme", "prompt_style", "snooze_minutes")
    sound, look, prompts = show(SoundPart), show(LookPart), show(PromptsPart)
    controls = (sound.volume.slider, sound.sounds, look.theme_switch, prompts.style_switch, prompts.snooze.slider)
    assert [control.isEnabled() for control in controls] == [False] * 5
    assert {control.accessibleDescription() for control in controls} == {"Set by your organisation"}
    assert [len(notes(part)) for part in (sound, look, prompts)] == [2, 1, 2]
    assert notes(look)[0].label.text == "Set by your organisation"
    assert look.still.isEnabled()


def test_without_locks_there_is_no_padlock(home: Home, show: Show) -> None:
    assert [len(notes(show(kind))) for kind in (SoundPart, LookPart, PromptsPart, DataPart)] == [0, 0, 0, 0]


def test_restoring_all_settings_gives_those_of_the_organisation(home: Home, show: Show) -> None:
    lock(home, "volume", sessions=3)
    data = show(DataPart)
    home.preferences.change(sessions=7, theme="dark")
    data.restore.click()
    assert home.preferences.current == Settings(sessions=3)
    data.undo.click()
    assert home.preferences.current.sessions == 7
    assert notes(data)


def test_an_import_leaves_out_what_is_locked(home: Home, show: Show, tmp_path: Path) -> None:
    lock(home, "volume")
    data = show(DataPart)
    file = 'volume = 5\nsessions = 2\n[profiles.home]\nsessions = 1\n[profiles.night]\n[profiles.holiday]\n'
    data.exchange.look_into(other(tmp_path, file))
    assert data.exchange.wrong.body.text == "Volume: set by your organisation, so it stays."
    data.exchange.take.click()
    assert (home.preferences.current.volume, home.preferences.current.sessions) == (60, 2)


def test_an_import_leaves_what_is_locked_in_each_profile_too(home: Home, show: Show, tmp_path: Path) -> None:
    lock(home, "sessions")
    data = show(DataPart)
    data.exchange.look_into(other(tmp_path, "volume = 5\n[profiles.home]\nsessions = 1\nprompt_every = 90\n"))
    data.exchange.take.click()
    after = home.preferences.current.of_profile("home")
    assert (after.volume, after.sessions, after.prompt_every) == (5, 4, 90)


def test_the_whole_page_opens_with_everything_locked(home: Home, qtbot: QtBot) -> None:
    lock(home, *(row["name"] for row in schema()))
    page = SettingsPage(home.shell)
    qtbot.addWidget(page)
    page.show()
    for index in range(len(page._makers)):
        page.tabs.choose(index)
    assert home.store.saves == 0
