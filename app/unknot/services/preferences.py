"""The current settings: read, change, announce."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unknot.core.library import Problem
from unknot.core.rota import Holiday, Rota, no_holiday
from unknot.core.settings import Settings
from unknot.ports import SettingsStore, StoreError, Undo
from unknot.services.listeners import Listeners


class LockedError(ValueError):
    """Settings that the organisation has locked can't be changed. ``names``: which."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"{', '.join(names)}: set by your organisation")
        self.names = names


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
    def locked(self) -> frozenset[str]:
        """Settings that only the organisation sets; they don't change while the app runs."""
        return self._store.locked

    @property
    def defaults(self) -> Settings:
        """The settings of somebody who chose nothing: the organisation's, else the app's own."""
        return self._store.defaults

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
        """Set these fields, save, announce. Raises ValueError for an unknown name or a bad value, LockedError for what
        only the organisation sets, changing nothing."""
        self.put(self._current.with_changes(**fields))

    def wish(self, **fields: Any) -> None:
        """As ``change``, but what only the organisation sets stays as it is."""
        self.change(**{name: value for name, value in fields.items() if name not in self.locked})

    def read_anew(self) -> None:
        """The file was replaced: read it and announce what is different."""
        before = self._current
        self._current, self._problems = self._store.load()
        if self._current != before:
            self._changed.tell(before, self._current)

    def put(self, settings: Settings) -> None:
        """Set all of them (``Settings`` has ways to change a profile or a day), save, announce. What was changed in the
        file by hand meanwhile comes into force with it, unless it is changed here too. Raises LockedError."""
        before = self._current
        if settings == before:
            return
        refused = tuple(name for name in sorted(self.locked) if _of(before, name) != _of(settings, name))
        if refused:
            raise LockedError(refused)
        by_hand = self._store.edited()
        if by_hand is not None:
            settings = settings.joined(before, by_hand)
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


def _of(settings: Settings, name: str) -> tuple[Any, ...]:
    """A setting everywhere it stands: at the top, and in the profiles that have one of their own."""
    own = {profile.id: dict(profile.values).get(name) for profile in settings.profiles}
    return (getattr(settings, name), {id_: value for id_, value in own.items() if value is not None})
