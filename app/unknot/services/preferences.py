"""The current settings: read, change, announce."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unknot.core.library import Problem
from unknot.core.rota import Holiday, Rota, no_holiday
from unknot.core.settings import Settings
from unknot.ports import SettingsStore, StoreError, Undo
from unknot.services.listeners import Listeners


class Preferences:
    """What the person chose, in force at once. A change that can't be saved holds until the app ends."""

    def __init__(self, store: SettingsStore, holiday: Holiday = no_holiday) -> None:
        self._store = store
        self._holiday = holiday
        self._current, self._problems = store.load()
        self._changed: Listeners[Settings, Settings] = Listeners()
        self._trouble: Listeners[Problem] = Listeners()
        self._told = False

    @property
    def current(self) -> Settings:
        """The settings in force."""
        return self._current

    @property
    def rota(self) -> Rota:
        """Which hours each date has, with the public holidays that are known by now."""
        return Rota(self._current, self._holiday)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong in the file when it was last read."""
        return self._problems

    def on_change(self, call: Callable[[Settings, Settings], object]) -> Undo:
        """Be told of each change, with the settings before and after."""
        return self._changed.add(call)

    def on_trouble(self, call: Callable[[Problem], object]) -> Undo:
        """Be told, once, when settings can't be saved; again only after a save has worked."""
        return self._trouble.add(call)

    def change(self, **fields: Any) -> None:
        """Set these fields, save, announce. Raises ValueError for an unknown name or a bad value, changing nothing."""
        self.put(self._current.with_changes(**fields))

    def put(self, settings: Settings) -> None:
        """Set all of them (``Settings`` has ways to change a profile or a day), save, announce."""
        before = self._current
        if settings == before:
            return
        self._current = settings
        self._save(settings)
        self._changed.tell(before, settings)

    def _save(self, settings: Settings) -> None:
        try:
            self._store.save(settings)
        except StoreError as refused:
            if not self._told:
                self._told = True
                self._trouble.tell(refused.problem)
        else:
            self._told = False
