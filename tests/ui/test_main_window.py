"""The main window: pages on demand, keys, strips."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.library import Problem
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.care import CarePage
from unknot.ui.pages.history import HistoryPage
from unknot.ui.pages.library import LibraryPage
from unknot.ui.pages.settings import SettingsPage
from unknot.ui.pages.today import TodayPage
from unknot.ui.shell import Page


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def window(home: Home, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(home.shell)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_opens_no_larger_than_the_screen(window: MainWindow) -> None:
    room = window.screen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_it_opens_on_today_and_makes_no_other_page(window: MainWindow) -> None:
    assert isinstance(window.stack.currentWidget(), TodayPage)
    assert window.stack.count() == 1


def test_the_number_keys_go_to_the_pages_in_the_order_of_the_sidebar(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    rows = [row.text() for row in window.sidebar.findChildren(QRadioButton)]
    pages = {
        "Today": TodayPage, "Library": LibraryPage, "Care": CarePage, "History": HistoryPage, "Settings": SettingsPage,
    }
    for number, name in reversed(list(enumerate(rows, start=1))):
        qtbot.keyClick(window, str(number), Qt.KeyboardModifier.ControlModifier)
        assert isinstance(window.stack.currentWidget(), pages[name])
    assert set(pages) <= set(rows)


def test_another_window_can_lead_to_a_tab_of_care(window: MainWindow) -> None:
    window.show_page(Page.CARE, "knots")
    page = window.stack.currentWidget()
    assert isinstance(page, CarePage)
    assert page.stack.currentWidget().isAncestorOf(page.part("knots"))
    window.show_page(Page.CARE, "no such tab")
    assert window.stack.currentWidget() is page


def test_a_page_is_kept_when_another_is_opened(window: MainWindow) -> None:
    window.show_page(Page.LIBRARY)
    first = window.stack.currentWidget()
    window.show_page(Page.TODAY)
    window.show_page(Page.LIBRARY)
    assert window.stack.currentWidget() is first


def test_the_sidebar_goes_with_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page(Page.LIBRARY)
    rows = {row.text(): row for row in window.sidebar.findChildren(QRadioButton)}
    assert rows["Library"].isChecked()
    rows["Library"].setFocus()
    qtbot.keyClick(rows["Library"], Qt.Key.Key_Up)
    assert rows["Today"].isChecked()
    assert isinstance(window.stack.currentWidget(), TodayPage)


def test_ctrl_w_closes_and_ctrl_q_quits(window: MainWindow, home: Home, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert home.windows.opened == ["quit"]
    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_without_a_tray_a_strip_says_so_and_goes_when_the_panel_comes(home: Home, qtbot: QtBot) -> None:
    home.tray = False
    window = MainWindow(home.shell)
    qtbot.addWidget(window)
    window.show()
    assert window.strips.tray.isVisible()
    assert "start it again" in window.strips.tray.text.text
    home.tray = True
    window.show_problems()
    assert not window.strips.isVisible()


def test_a_broken_file_is_named_until_it_is_dismissed(window: MainWindow, home: Home, qtbot: QtBot) -> None:
    assert not window.strips.isVisible()
    home.problems.append(Problem("exercises/neck.toml", "hold", "range", "300", "20 to 60"))
    window.show_problems()
    assert "exercises/neck.toml" in window.strips.problems.text.text
    window.strips.problems.close_button.click()
    assert not window.strips.isVisible()
    again = MainWindow(home.shell)
    qtbot.addWidget(again)
    again.show()
    assert not again.strips.problems.isVisible()
    home.problems.append(Problem("settings.toml", "sessions", "range", "40", "1 to 8"))
    again.show_problems()
    assert "settings.toml" in again.strips.problems.text.text
    assert "neck.toml" not in again.strips.problems.text.text


def test_it_shrinks_to_half_a_laptop_without_scrolling_sideways(window: MainWindow, qtbot: QtBot) -> None:
    for page in Page:
        window.show_page(page)
        window.resize(640, 340)
        qtbot.wait(1)
        assert (window.width(), window.height()) == (640, 340)
        current = window.stack.currentWidget()
        assert current.width() <= 640 - window.sidebar.width() + 1


def test_a_closed_window_no_longer_listens_to_the_day(window: MainWindow, home: Home, qtbot: QtBot) -> None:
    window.close()
    before = window.stack.currentWidget().title.text
    home.live("9:40")
    assert window.stack.currentWidget().title.text == before
    window.show()
    assert window.stack.currentWidget().title.text == "One of four sessions done"
