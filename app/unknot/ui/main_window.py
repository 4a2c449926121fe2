"""The main window: a sidebar, and pages that are made when first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from unknot.ui.kit.frame import SideBar
from unknot.ui.kit.room import fitted
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.strips import Strips
from unknot.ui.shell import Page, Shell
from unknot.ui.theme.windows import main


@runtime_checkable
class Parted(Protocol):
    """A page that other windows lead into."""

    def open_part(self, name: str) -> None:
        """Show this tab, or this item."""


class MainWindow(QWidget):
    """Today, Library, Care, History and Settings. Closing it leaves Unknot running in the tray."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._stills = Stills(shell)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Unknot"))
        self.setMinimumSize(main.least_width, main.least_height)
        self.resize(fitted(main.width, main.height))
        self._makers: dict[Page, Callable[[], QWidget]] = {
            Page.TODAY: self._make_today,
            Page.LIBRARY: self._make_library,
            Page.CARE: self._make_care,
            Page.HISTORY: self._make_history,
            Page.SETTINGS: self._make_settings,
        }
        rows = {
            Page.TODAY: (self.tr("Today"), "today"),
            Page.LIBRARY: (self.tr("Library"), "library"),
            Page.CARE: (self.tr("Care"), "care"),
            Page.HISTORY: (self.tr("History"), "history"),
            Page.SETTINGS: (self.tr("Settings"), "settings"),
        }
        self.sidebar = SideBar([(str(page), *row) for page, row in rows.items() if page in self._makers])
        self.strips = Strips(shell, self._tells_of_pain)
        self.stack = QStackedWidget()
        self._pages: dict[Page, QWidget] = {}
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strips)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.sidebar.chosen.connect(lambda name: self.show_page(Page(name)))
        unfollow = shell.pain_log.on_change(self.strips.refresh)
        self.destroyed.connect(unfollow)
        self._keys()

    def _keys(self) -> None:
        for number, page in enumerate(self._makers, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda page=page: self.show_page(page))
        QShortcut(QKeySequence("Ctrl+W"), self, self.close)
        QShortcut(QKeySequence("Ctrl+Q"), self, self._shell.windows.quit)

    # pages

    def show_page(self, page: Page, part: str = "") -> None:
        """Bring this page to the front of the window; ``part``: a tab of it, or an item."""
        if page not in self._makers:
            page = Page.TODAY
        if page not in self._pages:
            self._pages[page] = self._makers[page]()
            self.stack.addWidget(self._pages[page])
        self.stack.setCurrentWidget(self._pages[page])
        self.strips.refresh()
        self.sidebar.choose(str(page))
        shown = self._pages[page]
        if part and isinstance(shown, Parted):
            shown.open_part(part)

    def _tells_of_pain(self) -> bool:
        """Whether the page itself shows what the pain log advises."""
        return bool(getattr(self.stack.currentWidget(), "tells_of_pain", False))

    def show_problems(self) -> None:
        """A file went wrong, or the tray came or went: the strips on top say so."""
        self.strips.refresh()

    def _make_today(self) -> QWidget:
        from unknot.ui.pages.today import TodayPage

        return TodayPage(self._shell, self._stills)

    def _make_library(self) -> QWidget:
        from unknot.ui.pages.library import LibraryPage

        return LibraryPage(self._shell, self._stills)

    def _make_care(self) -> QWidget:
        from unknot.ui.pages.care import CarePage

        made = CarePage(self._shell)
        made.tabs.chosen.connect(lambda _index: self.strips.refresh())
        return made

    def _make_history(self) -> QWidget:
        from unknot.ui.pages.history import HistoryPage

        return HistoryPage(self._shell)

    def _make_settings(self) -> QWidget:
        from unknot.ui.pages.settings import SettingsPage

        return SettingsPage(self._shell)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        if not self._pages:
            self.show_page(Page.TODAY)
        self.strips.refresh()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.strips.refresh()  # the panel may have come or gone meanwhile
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.sidebar.set_compact(self.width() < main.compact_below)
        super().resizeEvent(event)
