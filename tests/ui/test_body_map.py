"""The body map: its shapes, what is hit, the keyboard's walk, what a screen reader meets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.shells import bundled_body_map

from unknot.core.body import Area, Side
from unknot.core.body_map import BodyShapes, Place
from unknot.core.library import View
from unknot.ui.kit.body_map import VIEWS, BodyMap
from unknot.ui.kit.body_map_layout import Laid, lay_out, painter_path
from unknot.ui.kit.body_map_paint import FAINTEST, STRONGEST, shade

LEFT_TRAPEZIUS = Place(Area.TRAPEZIUS, Side.LEFT)
STEPS = ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0))


@pytest.fixture
def shapes() -> BodyShapes:
    found = bundled_body_map()
    assert found is not None
    return found


def laid(shapes: BodyShapes, view: View, sided: bool = True) -> Laid:
    """A view that shows all of the body, at a pixel a millimetre."""
    return lay_out(shapes, view, QRectF(0, 0, shapes.width, shapes.height), sided)


def name(place: Place) -> str:
    return f"{place.area} {place.side}"


@pytest.fixture
def body(shapes: BodyShapes, qtbot: QtBot) -> Iterator[BodyMap]:
    window = QWidget()
    column = QVBoxLayout(window)
    made = BodyMap(shapes, name)
    column.addWidget(made)
    column.addWidget(QPushButton("after"))
    qtbot.addWidget(window)
    window.resize(420, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


@pytest.mark.parametrize("view", VIEWS)
def test_left_and_right_are_mirror_images(shapes: BodyShapes, view: View) -> None:
    regions = shapes.views[view].regions
    for place, shape in regions.items():
        if place.side is Side.LEFT:
            right = regions[Place(place.area, Side.RIGHT)]
            assert [p for line in right for p in line.points()] == [
                pytest.approx((shapes.width - x, y)) for line in shape for x, y in line.points()
            ]
    points = [p for line in shapes.silhouette for p in line.points()]
    turned = [(shapes.width - x, y) for x, y in reversed(points)]
    assert points == [pytest.approx(p, abs=0.11) for p in turned]


@pytest.mark.parametrize("view", VIEWS)
def test_every_area_lies_inside_the_silhouette(shapes: BodyShapes, view: View) -> None:
    body = painter_path(shapes.silhouette)
    for place, shape in shapes.views[view].regions.items():
        outline = painter_path(shape).toFillPolygon()
        assert all(body.contains(point) for point in outline), place


@pytest.mark.parametrize("view", VIEWS)
def test_no_two_areas_touch_one_another_nor_the_spine(shapes: BodyShapes, view: View) -> None:
    outlook = shapes.views[view]
    paths = {place: painter_path(shape) for place, shape in outlook.regions.items()}
    for one, other in combinations(paths, 2):
        assert not paths[one].intersects(paths[other]), (one, other)
    spine = painter_path(outlook.spine)
    assert not any(path.intersects(spine) for path in paths.values())


@pytest.mark.parametrize("view", VIEWS)
def test_each_area_is_hit_where_it_is_and_only_there(shapes: BodyShapes, view: View) -> None:
    found = laid(shapes, view)
    for place in found.regions:
        assert found.hit(found.label_spot(place, 8, 8)) == place
    assert found.hit(QPointF(2, 2)) is None


def test_the_spine_is_never_hit(shapes: BodyShapes) -> None:
    found = laid(shapes, View.BACK)
    box = found.spine.boundingRect()
    middle = [QPointF(shapes.width / 2, box.top() + box.height() * n / 40) for n in range(1, 40)]
    assert [found.hit(point) for point in middle] == [None] * 39


def test_the_hairline_between_two_areas_is_not_dead(shapes: BodyShapes) -> None:
    found = lay_out(shapes, View.BACK, QRectF(0, 0, 400, 560), True)
    upper, lower = Place(Area.BETWEEN_BLADES, Side.LEFT), Place(Area.MID_BACK, Side.LEFT)
    x = found.centre(upper).x()
    y = found.centre(upper).y()
    while y < found.centre(lower).y():
        assert found.hit(QPointF(x, y)) in (upper, lower)
        y += 0.5


@pytest.mark.parametrize("sided", [True, False])
@pytest.mark.parametrize("view", VIEWS)
def test_arrows_reach_every_area_from_every_other(shapes: BodyShapes, view: View, sided: bool) -> None:
    found = lay_out(shapes, view, QRectF(0, 0, 392, 540), sided)
    for start in found.regions:
        reached, todo = {start}, [start]
        while todo:
            here = todo.pop()
            steps = {found.next_to(here, step) for step in STEPS} - reached - {None}
            reached |= steps
            todo += steps
        assert reached == set(found.regions), start


@pytest.mark.parametrize("size", [(250, 150), (392, 592), (350, 900), (1600, 1200)])
def test_at_any_size_the_head_and_the_wrists_are_in_sight(shapes: BodyShapes, size: tuple[int, int]) -> None:
    room = QRectF(0, 0, *size)
    found = lay_out(shapes, View.BACK, room, True)
    for path in (found.hair, *(found.regions[Place(Area.WRISTS, side)] for side in (Side.LEFT, Side.RIGHT))):
        assert room.contains(path.boundingRect())


def test_a_click_tells_what_was_picked_and_chooses_nothing_by_itself(body: BodyMap, qtbot: QtBot) -> None:
    at = body.laid.label_spot(LEFT_TRAPEZIUS, 8, 8).toPoint()
    with qtbot.waitSignal(body.picked) as told:
        qtbot.mouseClick(body, Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [LEFT_TRAPEZIUS]
    assert not body.spot(LEFT_TRAPEZIUS).isChecked()
    body.set_chosen({LEFT_TRAPEZIUS})
    assert body.spot(LEFT_TRAPEZIUS).isChecked()


def test_a_press_that_ends_elsewhere_picks_nothing(body: BodyMap, qtbot: QtBot) -> None:
    picked = []
    body.picked.connect(picked.append)
    qtbot.mousePress(body, Qt.MouseButton.LeftButton, pos=body.laid.label_spot(LEFT_TRAPEZIUS, 8, 8).toPoint())
    qtbot.mouseRelease(body, Qt.MouseButton.LeftButton, pos=body.laid.spine.boundingRect().center().toPoint())
    assert picked == []


def test_tab_enters_at_what_is_chosen_and_leaves_again(body: BodyMap, qtbot: QtBot) -> None:
    body.set_chosen({Place(Area.HIPS, Side.RIGHT)})
    body.switch.findChildren(QWidget)[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is body.spot(Place(Area.HIPS, Side.RIGHT))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QPushButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_pick_what_the_arrows_came_to(body: BodyMap, qtbot: QtBot, key: Qt.Key) -> None:
    body.take_focus()
    spot = body.spot(LEFT_TRAPEZIUS)
    spot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(spot, Qt.Key.Key_Right)
    with qtbot.waitSignal(body.picked) as told:
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert told.args == [Place(Area.TRAPEZIUS, Side.RIGHT)]


def test_a_screen_reader_meets_every_area_of_the_view_with_its_state(body: BodyMap) -> None:
    body.set_chosen({LEFT_TRAPEZIUS})
    for index, view in enumerate(VIEWS):
        body.switch.set_index(index, tell=True)
        children = [body.spot(place) for place in body.laid.regions]
        met = [QAccessible.queryAccessibleInterface(spot) for spot in children if spot.isVisible()]
        said = {interface.text(QAccessible.Text.Name) for interface in met}
        expected = {name(place) for place in body.laid.regions} - {name(LEFT_TRAPEZIUS)}
        assert said == expected | {"trapezius left, chosen"}, view
        whole = QAccessible.queryAccessibleInterface(body)
        assert all(whole.indexOfChild(interface) >= 0 for interface in met)
        chosen = QAccessible.queryAccessibleInterface(body.spot(LEFT_TRAPEZIUS))
        assert chosen.state().checked


def test_the_other_views_areas_are_out_of_reach(body: BodyMap) -> None:
    spine_side = body.spot(Place(Area.BETWEEN_BLADES, Side.LEFT))
    assert spine_side.isVisible()
    body.switch.set_index(1, tell=True)
    assert not spine_side.isVisible()
    assert body.view is View.FRONT


def test_hovering_names_the_area_and_warns_on_the_spine(body: BodyMap) -> None:
    assert body.tip(body.laid.label_spot(LEFT_TRAPEZIUS, 8, 8)) == "trapezius left"
    assert body.tip(body.laid.spine.boundingRect().center()) == "Never press on the spine."
    assert body.tip(QPointF(1, body.height() - 1)) == ""


def test_your_left_stays_on_the_left_where_reading_goes_the_other_way(shapes: BodyShapes, qtbot: QtBot) -> None:
    window = QWidget()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made = BodyMap(shapes, name, parent=window)
    qtbot.addWidget(window)
    made.resize(400, 600)
    left, right = (made.laid.centre(Place(Area.SHOULDERS, side)).x() for side in (Side.LEFT, Side.RIGHT))
    assert left < right
    window.show()
    assert made.switch.mapTo(made, made.switch.rect().center()).x() == pytest.approx(200, abs=3)


def test_where_sides_make_no_difference_an_area_is_one_thing(shapes: BodyShapes, qtbot: QtBot) -> None:
    made = BodyMap(shapes, name, sided=False)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    middle = made.laid.label_spot(Place(Area.SHOULDERS, Side.BOTH), 8, 8)
    twin = QPointF(made.width() - middle.x(), middle.y())
    assert made.laid.hit(middle) == made.laid.hit(twin) == Place(Area.SHOULDERS, Side.BOTH)


def test_more_minutes_take_more_accent_and_none_take_none() -> None:
    assert shade(0, 40) == 0
    assert FAINTEST < shade(1, 40) < shade(20, 40) < shade(40, 40) == pytest.approx(STRONGEST)
