"""The body map: at rest, with places chosen, hovered, focused, with minutes, small, wide, right to left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import bundled_body_map

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.ui import words
from unknot.ui.kit.body_map import BodyMap
from unknot.ui.theme import space

MINUTES = {
    Area.NECK: 41, Area.TRAPEZIUS: 34, Area.BETWEEN_BLADES: 27, Area.SHOULDERS: 22, Area.MID_BACK: 12,
    Area.LOWER_BACK: 8, Area.HIPS: 0, Area.WRISTS: 3,
}


def sided_name(place: Place) -> str:
    """``Upper trapezius, left``."""
    area = words.area(place.area)
    return area if place.side is Side.BOTH else f"{area}, {words.side(place.side)}"


def body(front: bool = False, sided: bool = True) -> QWidget:
    """The map on a page."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(space.m, space.m, space.m, space.m)
    shapes = bundled_body_map()
    assert shapes is not None
    made = BodyMap(shapes, sided_name, sided)
    made.switch.set_index(int(front), tell=True)
    column.addWidget(made)
    return page


def point_at(page: QWidget) -> None:
    """The pointer over the left side between the blades."""
    made = page.findChild(BodyMap)
    at = made.laid.centre(Place(Area.BETWEEN_BLADES, Side.LEFT))
    where = made.mapToGlobal(at)
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        made, QMouseEvent(QEvent.Type.MouseMove, at, QPointF(where), none, none, Qt.KeyboardModifier.NoModifier)
    )


def focus(page: QWidget) -> None:
    """The keyboard on the right shoulder."""
    page.activateWindow()
    page.findChild(BodyMap).spot(Place(Area.SHOULDERS, Side.RIGHT)).setFocus(Qt.FocusReason.TabFocusReason)


@scene("body-map-back", (424, 624), arrange=point_at)
def back() -> QWidget:
    page = body()
    page.findChild(BodyMap).set_chosen({Place(Area.TRAPEZIUS, Side.LEFT), Place(Area.LOWER_BACK, Side.RIGHT)})
    return page


@scene("body-map-front", (424, 624), arrange=focus)
def front() -> QWidget:
    page = body(front=True)
    page.findChild(BodyMap).set_chosen({Place(Area.CHEST, Side.LEFT), Place(Area.EYES, Side.BOTH)})
    return page


@scene("body-map-minutes", (424, 624))
def minutes() -> QWidget:
    page = body()
    sides = (Side.LEFT, Side.RIGHT)
    page.findChild(BodyMap).show_minutes({Place(area, side): n for area, n in MINUTES.items() for side in sides})
    return page


@scene("body-map-both-sides", (350, 480), right_to_left=True)
def both_sides() -> QWidget:
    page = body(sided=False)
    page.findChild(BodyMap).set_chosen({Place(Area.SHOULDERS, Side.BOTH)})
    return page


@scene("body-map-tall", (350, 900))
def tall() -> QWidget:
    return body(front=True)


@scene("body-map-small", (300, 260))
def small() -> QWidget:
    return body()


@scene("body-map-long-words", (318, 480))
def long_words() -> QWidget:
    with spoken_at_length():
        return body()
