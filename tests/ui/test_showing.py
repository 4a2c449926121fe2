"""A movement is shown on its tile where the pointer lingers or the keyboard is, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.frames import colour, write_motion
from tests.shells import Home

from unknot.bundled import resources
from unknot.core.settings import Settings
from unknot.storage.content import load_library, picture_file
from unknot.ui.pages.library import LibraryPage
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.showing import Showing
from unknot.ui.theme import duration, theme

BEND, ROLLS, PLAIN = "neck-side-bend", "shoulder-rolls", "chin-tuck"


@dataclass
class Shelf:
    """A Library page where two exercises move."""

    home: Home
    page: LibraryPage
    showing: Showing
    art: Path

    def point(self, name: str) -> QPoint:
        """The middle of an exercise's tile."""
        tiles = self.page.tiles
        index = tiles.items.index(tiles.items.row_of(name))
        tiles.scrollTo(index)
        return tiles.visualRect(index).center() - QPoint(0, 30)

    def hover(self, name: str) -> None:
        """The pointer comes to rest on a tile."""
        port, at = self.page.tiles.viewport(), QPointF(self.point(name))
        none, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
        move = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), buttons, buttons, none)
        QApplication.sendEvent(port, move)

    def linger(self) -> None:
        """It has rested there for long enough."""
        assert self.showing._timer.isActive()
        assert self.showing._timer.interval() == duration.linger
        self.showing._turn()

    def later(self, qtbot: QtBot, seconds: float) -> None:
        """Time passes."""
        self.home.clock.advance(timedelta(seconds=seconds))
        self.showing._turn()
        qtbot.wait_until(lambda: not self.page.tiles.figure.late)

    def colour(self, name: str) -> QColor:
        """What is seen in the middle of a tile."""
        image = self.page.tiles.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        at = QPointF(self.point(name)) * ratio
        return image.pixelColor(at.toPoint())


@pytest.fixture
def shelf(qtbot: QtBot, tmp_path: Path) -> Iterator[Shelf]:
    theme().apply(Settings())
    art = tmp_path / "art"
    write_motion(art, BEND, frames=8, still=7)
    write_motion(art, ROLLS, frames=8, kind="cycle")
    (art / f"{PLAIN}.webp").write_bytes((art / f"{BEND}.webp").read_bytes())
    home = Home(library=load_library([resources(), tmp_path]))
    home.shell.picture = lambda name: picture_file(name, [tmp_path])
    stills = Stills(home.shell)
    page = LibraryPage(home.shell, stills)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    with qtbot.wait_exposed(page):
        page.show()
    yield Shelf(home, page, stills.showing, art)
    page.hide()
    theme().apply(Settings())


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 24 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def test_a_tile_moves_after_the_pointer_has_lingered_and_stops_at_once(shelf: Shelf, qtbot: QtBot) -> None:
    figure = shelf.page.tiles.figure
    shelf.hover(BEND)
    assert figure.look is None
    shelf.linger()
    qtbot.wait_until(lambda: not figure.late)
    shelf.later(qtbot, 7.5 / 12)
    assert near(shelf.colour(BEND), colour(0))
    QApplication.sendEvent(shelf.page.tiles.viewport(), QEvent(QEvent.Type.Leave))
    assert figure.look is None
    assert not figure.there
    assert not shelf.showing._timer.isActive()
    assert not near(shelf.colour(BEND), colour(0))


def test_only_one_moves_at_a_time(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.page.tiles.choose(ROLLS)
    tile, tiles = shelf.page.detail.tile, shelf.page.tiles
    shelf.hover(BEND)
    shelf.linger()
    assert tiles.figure.look is not None
    middle = QPointF(tile.rect().center())
    QApplication.sendEvent(tile, QEnterEvent(middle, middle, middle))
    assert tiles.figure.look is None
    shelf.linger()
    assert tile.figure.look is not None
    QApplication.sendEvent(tile, QEvent(QEvent.Type.Leave))
    assert tile.figure.look is None


def test_what_has_no_motion_stays_still(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.hover(PLAIN)
    assert not shelf.showing._timer.isActive()


def test_less_motion_means_none(shelf: Shelf, qtbot: QtBot) -> None:
    theme().apply(replace(Settings(), reduced_motion=True))
    shelf.hover(BEND)
    assert not shelf.showing._timer.isActive()


def test_less_motion_asked_for_meanwhile_ends_it(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.hover(BEND)
    shelf.linger()
    theme().apply(replace(Settings(), reduced_motion=True))
    shelf.showing._turn()
    assert shelf.page.tiles.figure.look is None


def test_the_keyboard_shows_it_too(shelf: Shelf, qtbot: QtBot) -> None:
    tiles = shelf.page.tiles
    before = tiles.items.index(tiles.items.row_of(BEND) - 1)
    tiles.setCurrentIndex(before)
    tiles.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    assert tiles.current() is not None
    assert tiles.current().id == BEND
    shelf.linger()
    assert tiles.figure.look is not None
    shelf.page.search.setFocus(Qt.FocusReason.TabFocusReason)
    assert tiles.figure.look is None


def test_a_hidden_page_shows_nothing(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.hover(BEND)
    shelf.linger()
    shelf.page.hide()
    assert shelf.page.tiles.figure.look is None
    assert not shelf.showing._timer.isActive()


def test_other_items_end_it(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.hover(BEND)
    shelf.linger()
    shelf.page.search.setText("camel")
    assert shelf.page.tiles.figure.look is None


def test_a_broken_frame_ends_it_and_is_named_once(shelf: Shelf, qtbot: QtBot) -> None:
    (shelf.art / BEND / "06.webp").write_bytes(b"RIFF")
    shelf.hover(BEND)
    shelf.linger()
    qtbot.wait_until(lambda: shelf.page.tiles.figure.look is None)
    assert [(p.file, p.what) for p in shelf.home.problems] == [(f"art/{BEND}/06.webp", "unreadable")]
    shelf.hover(PLAIN)
    shelf.hover(BEND)
    assert not shelf.showing._timer.isActive()
