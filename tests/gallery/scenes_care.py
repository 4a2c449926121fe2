"""Care, knots: the chosen one, several, one that is gone, the search step by step, small, long words, right to left."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import WEDNESDAY, Home

from unknot.core.body import Area
from unknot.core.care_records import Massage, PointKind, Result
from unknot.core.knots import Knot
from unknot.core.library import View
from unknot.core.pressing import Spot
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.care_knots import KnotsTab
from unknot.ui.shell import Page

SIZE = (1040, 700)
SMALLEST = (640, 340)
COURSE = (7, 6, 6, 5, 5, 4, 4, 3)


def spot(home: Home, x: float, y: float, view: View = View.BACK) -> Spot:
    """A spot that may be pressed."""
    ground = home.shell.knots.ground
    assert ground is not None
    found = ground.look(view, x, y)
    assert isinstance(found, Spot)
    return found


def with_knots() -> Home:
    """Two knots, the first one found eight days ago and followed since."""
    home = Home(WEDNESDAY - timedelta(days=8))
    knots = home.shell.knots
    first = knots.find(spot(home, 327, 422), PointKind.TRIGGER, Area.SHOULDERS, 7)
    for strength in COURSE:
        home.clock.advance(timedelta(days=1))
        now = home.clock.now()
        home.ledger.add(Massage(now.date(), now, "", first.id, "massage-ball", 20, Result.DONE))
        knots.rate(first.id, strength)
    return home


def another(home: Home, x: float = 470, y: float = 325, strength: int = 5) -> Knot:
    """One more knot."""
    return home.shell.knots.find(spot(home, x, y), PointKind.TENDER, None, strength)


def tab(widget: QWidget) -> KnotsTab:
    """The Knots tab of the window."""
    found = widget.findChild(KnotsTab)
    assert isinstance(found, KnotsTab)
    return found


def care(home: Home) -> QWidget:
    """The window at the knots; keeps the home alive as long as itself."""
    made = MainWindow(home.shell)
    made.home = home
    made.show_page(Page.CARE, "knots")
    return made


@scene("care-knots", SIZE)
def chosen() -> QWidget:
    home = with_knots()
    another(home)
    made = care(home)
    tab(made).choose("k1")
    return made


@scene("care-knots-empty", SIZE)
def empty() -> QWidget:
    return care(Home())


def low(widget: QWidget) -> None:
    """The strength is asked."""
    tab(widget).pane.log.click()


@scene("care-knots-low-back", SIZE, arrange=low)
def low_back() -> QWidget:
    home = with_knots()
    another(home, 440, 690)
    return care(home)


@scene("care-knots-many", SIZE)
def many() -> QWidget:
    home = with_knots()
    for x, y in ((335, 430), (345, 437), (470, 325), (250, 390), (330, 560), (440, 690), (300, 830), (352, 300)):
        another(home, x, y)
    made = care(home)
    tab(made).choose("k2")
    return made


@scene("care-knots-gone", SIZE)
def gone() -> QWidget:
    home = with_knots()
    another(home)
    made = care(home)
    tab(made).choose("k1")
    tab(made).pane.end.click()
    QApplication.processEvents()
    return made


@scene("care-knots-gone-chosen", SIZE)
def gone_chosen() -> QWidget:
    home = with_knots()
    another(home)
    home.shell.knots.gone("k1")
    made = care(home)
    tab(made).choose("k1")
    return made


@scene("care-knots-front", SIZE)
def front() -> QWidget:
    home = with_knots()
    home.shell.knots.find(spot(home, 330, 420, View.FRONT), PointKind.TRIGGER, None, 6)
    return care(home)


@scene("care-knots-small", SMALLEST)
def small() -> QWidget:
    home = with_knots()
    another(home)
    return care(home)


@scene("care-knots-rtl", SIZE, right_to_left=True)
def right_to_left() -> QWidget:
    home = with_knots()
    another(home)
    return care(home)


@scene("care-knots-long-words", SIZE)
def long_words() -> QWidget:
    with spoken_at_length():
        home = with_knots()
        another(home, 440, 690)
        return care(home)


# the search


def search_to(step: int):
    """Go on with the search up to this step."""

    def arrange(widget: QWidget) -> None:
        widget.activateWindow()
        page = tab(widget)
        page.begin()
        finder = page.finder
        if step >= 1:
            finder.on()
        if step >= 2:
            page.map.pointed.emit(327, 422)
        if step == 2:
            page.map.pointed.emit(390, 422)
        if step >= 3:
            finder.on()
            finder.parts[finder.search.step].trigger.click()
            finder.parts[finder.search.step].chips[Area.SHOULDERS].click()
        if step >= 4:
            finder.on()
            finder.parts[finder.search.step].scale.degrees[6].click()
        QApplication.processEvents()

    return arrange


for number, name in enumerate(("feel", "place", "spine", "press", "strength")):
    scene(f"care-search-{name}", SIZE, arrange=search_to(number))(lambda: care(Home()))
scene("care-search-small", SMALLEST, arrange=search_to(2))(lambda: care(Home()))
scene("care-search-press-small", SMALLEST, arrange=search_to(3))(lambda: care(Home()))
