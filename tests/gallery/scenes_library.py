"""The Library: tiles, filters, and every kind of thing in full."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.gallery.scenes_main import window
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.drafts import RoutineDraft
from unknot.core.library import Position, RoutineStep
from unknot.core.settings import Settings
from unknot.own import own_content
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.library_items import Sort
from unknot.ui.pages.library_wanted import Wanted
from unknot.ui.shell import Page

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


def mine(**settings: object) -> MainWindow:
    """The Library of somebody with a routine of their own, favourites, and what is not for them."""
    folder = TemporaryDirectory()
    own = own_content(Path(folder.name))
    steps = (RoutineStep("chin-tuck"), RoutineStep("shoulder-rolls"), RoutineStep("walk"))
    own.save_routine(RoutineDraft(name="After lunch", purpose="Up from the chair, slowly.", steps=steps))
    wished = replace(
        Settings(), favourites=("neck-side-bend", "chin-tuck", "massage-roller"),
        not_for_me=(("chin-to-chest", "hurts"), ("interlaced-reach", "My wrist is still in a splint")), **settings,
    )
    made = window(Home(settings=wished, library=own.load(), own=own), Page.LIBRARY)
    made.folder = folder
    return made


def item_scene(name: str, item: str, size: tuple[int, int] = LIBRARY, *, right_to_left: bool = False) -> None:
    """One item in full."""
    def show(widget: QWidget) -> None:
        widget.stack.currentWidget().open_part(item)
        settle(widget)

    scene(name, size, right_to_left=right_to_left, arrange=show)(mine)


item_scene("library-mine", "after-lunch")
item_scene("library-massage", "massage-roller")
item_scene("library-massage-ball", "massage-ball")
item_scene("library-knot", "locate-knot")
item_scene("library-left-out", "interlaced-reach")
item_scene("library-sourced", "calf-raise")
item_scene("library-advice", "heat")
item_scene("library-advice-doctor", "doctor")
item_scene("library-advice-posture", "posture")
item_scene("library-narrow-advice", "emergency", (640, 560))
item_scene("library-advice-rtl", "heat", right_to_left=True)
item_scene("library-smallest-detail", "neck-side-bend", (640, 340))


def ask_why(widget: QWidget) -> None:
    """Not for me, in own words."""
    page = widget.stack.currentWidget()
    page.open_part("hip-flexor-lunge")
    page.detail.foot._ask_why()
    page.detail.foot.why.line.setText("My knee was operated on")
    settle(widget)


@scene("library-why", LIBRARY, arrange=ask_why)
def library_why() -> QWidget:
    return mine()


@scene("library-smallest", (640, 340), arrange=settle)
def library_smallest() -> QWidget:
    return mine()


@scene("library-favourites", LIBRARY, arrange=settle)
def library_favourites() -> QWidget:
    made = mine()
    made.stack.currentWidget()._narrow_down(Wanted(starred=True))
    return made


@scene("library-long-words", LIBRARY, arrange=settle)
def library_long_words() -> QWidget:
    with spoken_at_length():
        made = mine()
        made.stack.currentWidget().open_part("interlaced-reach")
    return made
