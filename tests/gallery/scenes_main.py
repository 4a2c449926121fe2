"""The main window: every page in its states."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QWidget
from tests.gallery import scene
from tests.shells import WEDNESDAY, Home

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.library import Position
from unknot.ports import Answer
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.library_items import Sort
from unknot.ui.pages.library_wanted import Wanted
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


LIBRARY = (1184, 732)


def settle(widget: QWidget) -> None:
    """Let the stills be read."""
    for _ in range(40):
        QApplication.processEvents()


@scene("library", LIBRARY, arrange=settle)
def library() -> QWidget:
    made = window(Home(), Page.LIBRARY)
    made.stack.currentWidget().tiles.choose("prayer-cat-camel")
    return made


@scene("library-filtered", LIBRARY, arrange=settle)
def library_filtered() -> QWidget:
    made = window(Home(), Page.LIBRARY)
    page = made.stack.currentWidget()
    page._narrow_down(Wanted(areas=frozenset({Area.LOWER_BACK}), positions=frozenset({Position.FLOOR})))
    return made


def open_body(widget: QWidget) -> None:
    """Two places picked on the map."""
    page = widget.stack.currentWidget()
    page.filters.body.click()
    for area in (Area.TRAPEZIUS, Area.BETWEEN_BLADES):
        page.pane.map.picked.emit(Place(area, Side.BOTH))
    settle(widget)


@scene("library-body", LIBRARY, arrange=open_body)
def library_body() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-body-narrow", (640, 560), arrange=open_body)
def library_body_narrow() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-body-smallest", (640, 340), arrange=open_body)
def library_body_smallest() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-body-rtl", LIBRARY, right_to_left=True, arrange=open_body)
def library_body_rtl() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-routines", LIBRARY, arrange=settle)
def library_routines() -> QWidget:
    made = window(Home(), Page.LIBRARY)
    page = made.stack.currentWidget()
    page._narrow_down(Wanted(sort=Sort.ROUTINE))
    page.tiles.choose("whole-back-5")
    return made


@scene("library-empty", LIBRARY)
def library_empty() -> QWidget:
    made = window(Home(), Page.LIBRARY)
    made.stack.currentWidget()._narrow_down(Wanted("wrist", frozenset({Area.NECK}), frozenset({Position.WALL}), 1))
    return made


@scene("library-narrow", (720, 560), arrange=settle)
def library_narrow() -> QWidget:
    return window(Home(), Page.LIBRARY)


def open_detail(widget: QWidget) -> None:
    """Open the chosen one, as Enter does."""
    page = widget.stack.currentWidget()
    page._entered(page.tiles.current())
    settle(widget)


@scene("library-narrow-detail", (640, 560), arrange=open_detail)
def library_narrow_detail() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-rtl", LIBRARY, right_to_left=True, arrange=settle)
def library_rtl() -> QWidget:
    return window(Home(), Page.LIBRARY)


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
