"""The settings' Data tab in its states, and controls that an organisation has locked."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QWidget
from tests.gallery import scene
from tests.gallery.scenes_main import window
from tests.shells import Home

from unknot.ui.pages.settings_data import DataPart
from unknot.ui.shell import Page

SIZE = (1120, 708)
ELSEWHERE = """
version = 2
volume = 500
sessions = 3
theme = "dark"
snooze_minutes = 10
[hours]
mon = ["10:00-14:00"]
tue = ["08:30-12:15", "13:00-17:30"]
wed = ["08:30-12:15", "13:00-17:30"]
thu = ["08:30-12:15", "13:00-17:30"]
fri = ["08:30-12:15"]
"""


def tab(home: Home, label: str) -> QWidget:
    """The settings with the tab of this name open."""
    made = window(home, Page.SETTINGS)
    page = made.stack.currentWidget()
    page.tabs.choose([name for name, _ in page._makers].index(label))
    return made


def data_of(made: QWidget) -> DataPart:
    """The Data tab's content."""
    return made.findChild(DataPart)


def looked(made: QWidget) -> QWidget:
    """With a file looked into."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "unknot-settings.toml"
        file.write_text(ELSEWHERE, encoding="utf-8")
        data_of(made).exchange.look_into(file)
    return made


@scene("settings-data-import", SIZE)
def importing() -> QWidget:
    return looked(tab(Home(), "Data"))


@scene("settings-data-import-small", (640, 700))
def importing_small() -> QWidget:
    return looked(tab(Home(), "Data"))


@scene("settings-data-imported", SIZE)
def imported() -> QWidget:
    made = looked(tab(Home(), "Data"))
    data_of(made).exchange.take.click()
    return made


def locked_home() -> Home:
    """Where an organisation has set some things."""
    home = Home()
    home.store.locked = frozenset({"volume", "sounds", "theme", "prompt_style", "snooze_minutes", "reduced_motion"})
    return home


for name in ("Prompts", "Sound", "Look", "Data"):
    scene(f"settings-locked-{name.lower()}", SIZE)(lambda name=name: tab(locked_home(), name))
