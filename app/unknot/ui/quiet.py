"""Quiet notices of Care: told once, on the desktop, and only while nothing holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from unknot.ports import Closed, Notice, Notifier, Undo
from unknot.ui.shell import Page, Shell
from unknot.ui.tr import tr
from unknot.ui.words import pain as words

PAIN = "pain advice"
MORE = "more"
Said = tuple[str, str]
"""A title, and the line below it."""


class Corner(Protocol):
    """The tray icon, as far as it can tell something."""

    def there(self) -> bool:
        """Whether a panel shows it."""

    def tell(self, title: str, text: str) -> None:
        """Say something beside it."""


class Quiet:
    """Listens from ``follow`` on. ``teller``: the notifications that only tell; ``tray`` says it where there are none.
    ``in_sight``: whether the main window shows the same already."""

    def __init__(
        self, shell: Shell, teller: Notifier, tray: Corner | None, in_sight: Callable[[], bool]
    ) -> None:
        self._shell, self._teller, self._tray, self._in_sight = shell, teller, tray, in_sight

    def follow(self) -> Undo:
        """Tell from now on, and what the last run had no chance to tell."""
        undo = self._shell.pain_log.on_change(self._pain)
        self._pain()
        return undo

    def offer(
        self, key: str, text: Callable[[], Said | None], label: str = "", act: Callable[[], object] = lambda: None
    ) -> None:
        """Say this once nothing holds. ``text`` is asked then: None when there is nothing to say any more. ``label``:
        of the button that does ``act``; without one a click on the notice does nothing."""
        self._shell.notices.offer(key, partial(self._show, text, label, act))

    def _show(self, text: Callable[[], Said | None], label: str, act: Callable[[], object]) -> None:
        said = text()
        if said is None:
            return
        title, line = said
        if self._teller.can_act():

            def chosen(_action: str) -> None:
                act()

            self._teller.show(Notice(title, line, ((MORE, label),) if label else ()), chosen, _nothing)
        elif self._tray is not None and self._tray.there():
            self._tray.tell(title, line)

    # pain

    def _pain(self) -> None:
        if self._shell.pain_log.untold():
            open_tab = partial(self._shell.windows.open, Page.CARE, "pain")
            self.offer(PAIN, self._pain_text, tr("Read more"), open_tab)
        else:
            self._shell.notices.take_back(PAIN)

    def _pain_text(self) -> Said | None:
        log = self._shell.pain_log
        concerns, rules = log.untold(), log.rules
        if rules is None or not concerns:
            return None
        log.told(concerns)
        if self._in_sight():
            return None
        return " ".join(words.advice_title(concern, rules) for concern in concerns), words.advice_do()


def _nothing(_why: Closed) -> None:
    """It went away: what it told stands in Care."""
