"""For all window tests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from unknot.core.settings import Settings, Theme
from unknot.ui.theme import theme


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> None:
    """There is one theme a process: what one test chose must not reach the next."""
    theme().apply(replace(Settings(), theme=Theme.LIGHT))
