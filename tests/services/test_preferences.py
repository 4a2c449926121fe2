"""Current settings: change, announce, hold when they can't be saved."""

from __future__ import annotations

import pytest
from tests.fakes import FakeSettingsStore

from unknot.core.library import Problem
from unknot.core.settings import Settings, Theme
from unknot.services.preferences import LockedError, Preferences

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


def test_what_the_organisation_locked_can_not_be_changed_in_any_way() -> None:
    store = FakeSettingsStore()
    store.locked = frozenset({"prompt_every", "hours"})
    preferences = Preferences(store)
    for change in (
        lambda: preferences.change(prompt_every=90, volume=10),
        lambda: preferences.put(Settings(prompt_every=90)),
        lambda: preferences.put(Settings().with_profile("home", prompt_every=90)),
    ):
        with pytest.raises(LockedError, match="organisation") as refused:
            change()
        assert refused.value.names == ("prompt_every",)
    assert (preferences.current, store.saves) == (Settings(), 0)
    preferences.change(prompt_every=60, volume=10)
    preferences.put(preferences.current.with_profile("home", sessions=2))
    assert (preferences.current.volume, store.saves) == (10, 2)


def test_a_wish_leaves_out_what_is_locked() -> None:
    store = FakeSettingsStore()
    store.locked = frozenset({"sounds"})
    preferences = Preferences(store)
    preferences.wish(sounds=False, volume=10)
    assert (preferences.current.sounds, preferences.current.volume) == (True, 10)
    preferences.wish(sounds=False)
    assert store.saves == 1


def test_what_was_changed_in_the_file_by_hand_meanwhile_is_not_lost() -> None:
    store, told = FakeSettingsStore(), []
    preferences = Preferences(store)
    preferences.on_change(lambda old, new: told.append((old.sessions, new.sessions, new.volume)))
    store.by_hand = Settings(sessions=6, volume=30)
    preferences.change(volume=10)
    assert (store.settings.sessions, store.settings.volume) == (6, 10)
    assert told == [(4, 6, 10)]
