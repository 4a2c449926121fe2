"""Current settings: change, announce, hold when they can't be saved."""

from __future__ import annotations

import pytest
from tests.fakes import FakeSettingsStore

from unknot.core.library import Problem
from unknot.core.settings import Settings, Theme
from unknot.services.preferences import Preferences

FULL = Problem("settings.toml", "", "full")


def test_a_change_is_in_force_saved_and_announced() -> None:
    store, told = FakeSettingsStore(), []
    preferences = Preferences(store)
    preferences.on_change(lambda old, new: told.append((old.sessions, new.sessions, preferences.current.sessions)))
    preferences.change(sessions=5, theme=Theme.DARK)
    assert told == [(4, 5, 5)]
    assert (store.settings.sessions, store.settings.theme, store.saves) == (5, Theme.DARK, 1)


def test_a_change_to_what_is_already_so_is_none() -> None:
    store, told = FakeSettingsStore(), []
    preferences = Preferences(store)
    preferences.on_change(lambda *_: told.append(1))
    preferences.change(sessions=4)
    assert (told, store.saves) == ([], 0)


@pytest.mark.parametrize("bad", [{"sessions": 99}, {"colour": "red"}, {"theme": "pink"}, {"sounds": 1}])
def test_a_bad_change_is_refused_whole(bad: dict[str, object]) -> None:
    store = FakeSettingsStore()
    preferences = Preferences(store)
    with pytest.raises(ValueError, match=next(iter(bad))):
        preferences.change(**{"volume": 10, **bad})
    assert (preferences.current, store.saves) == (Settings(), 0)


def test_undo_ends_the_telling() -> None:
    told = []
    preferences = Preferences(FakeSettingsStore())
    undo = preferences.on_change(lambda *_: told.append(1))
    undo()
    undo()
    preferences.change(sessions=5)
    assert told == []


def test_a_refused_save_is_told_once_and_the_change_holds() -> None:
    store, told, changes = FakeSettingsStore(), [], []
    preferences = Preferences(store)
    preferences.on_trouble(told.append)
    preferences.on_change(lambda _, new: changes.append(new.sessions))
    store.refuses = FULL
    preferences.change(sessions=5)
    preferences.change(sessions=6)
    assert (told, changes, preferences.current.sessions) == ([FULL], [5, 6], 6)
    store.refuses = None
    preferences.change(sessions=7)
    store.refuses = FULL
    preferences.change(sessions=8)
    assert told == [FULL, FULL]
