"""The main window: every page in its states."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.shells import WEDNESDAY, Home

from unknot.ports import Answer
from unknot.ui.main_window import MainWindow
from unknot.ui.shell import Page

SIZE = (1040, 656)
MIXED = (Answer.ACCEPT, Answer.ACCEPT, Answer.SKIP, Answer.ACCEPT)


def window(home: Home, page: Page = Page.TODAY) -> MainWindow:
    """The main window of a home at this page; keeps the home alive as long as itself."""
    made = MainWindow(home.shell)
    made.home = home
    made.show_page(page)
    return made


def lived(until: str = "13:48") -> Home:
    """A week lived from Monday to this time of Wednesday."""
    home = Home(WEDNESDAY - timedelta(days=2))
    home.live("18:00")
    home.live("18:00", (Answer.ACCEPT, Answer.ACCEPT, Answer.EXPIRED, Answer.ACCEPT), day=1)
    home.live(until, MIXED, day=2)
    return home


SETTINGS = (1120, 708)


def settings_at(tab: str, home: Home | None = None) -> QWidget:
    """The settings with this tab open."""
    made = window(home or Home(), Page.SETTINGS)
    made.stack.currentWidget().open_part(tab)
    return made


def scene_of(tab: str) -> None:
    """One tab as it is at first."""
    scene(f"settings-{tab}", SETTINGS)(lambda: settings_at(tab))


for each in ("prompts", "sessions", "sound", "look", "computer", "data"):
    scene_of(each)
