"""The schedule in Settings: all of it in view at once, and reached by keys in the order in which it is read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.shells import Home
from tests.ui.schedule_page import home, part

from unknot.ui.kit.frame import ScrollPage
from unknot.ui.pages.settings import SettingsPage
from unknot.ui.pages.settings_schedule import SchedulePart
from unknot.ui.theme import size
from unknot.ui.theme.windows import main

__all__ = ["home", "part"]


def test_all_of_it_is_seen_at_once_in_the_window_it_opens_with(home: Home, qtbot: QtBot) -> None:
    page = SettingsPage(home.shell)
    qtbot.addWidget(page)
    page.resize(main.width - size.sidebar, main.height)
    page.show()
    bar = page.findChildren(ScrollPage)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    rhythm = page.part(0).rhythm  # type: ignore[attr-defined]  # it is the schedule
    assert rhythm.every.geometry().bottom() < rhythm.height(), "the last line isn't cut"


def test_tab_reaches_everything_in_the_order_in_which_it_is_read(part: SchedulePart, qtbot: QtBot) -> None:
    part.ways["calendars"].setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget] = []
    while part.rhythm.length.slider not in met and len(met) < 40:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    wanted = [part.grid, part.preview.date, part.preview.after, part.preview.line, part.rhythm.every.slider]
    places = [next(n for n, one in enumerate(met) if one is each or each.isAncestorOf(one)) for each in wanted]
    assert places == sorted(places)
    assert met.index(part.rhythm.choose) < met.index(part.rhythm.sessions.slider)


def test_who_comes_by_keys_is_told_which(part: SchedulePart) -> None:
    before = part.hint.text
    part.grid.setFocus(Qt.FocusReason.TabFocusReason)
    assert "Enter" in part.hint.text
    part.rhythm.every.slider.setFocus(Qt.FocusReason.TabFocusReason)
    assert part.hint.text == before
    part.grid.setFocus(Qt.FocusReason.MouseFocusReason)
    assert part.hint.text == before
