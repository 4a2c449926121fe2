"""The Knots tab: the search from end to end by mouse and by keyboard, choosing, rating, closing, undoing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.shells import Home, bundled_library

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care_records import Massage, PointKind, Result
from unknot.core.knot_search import Step
from unknot.core.knots import Knot
from unknot.core.library import View
from unknot.core.pressing import Spot
from unknot.ui.kit.knot_map import KnotMap
from unknot.ui.pages.care import CarePage
from unknot.ui.pages.care_knots import KnotsTab

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def tab(home: Home, qtbot: QtBot) -> Iterator[KnotsTab]:
    made = CarePage(home.shell)
    qtbot.addWidget(made)
    made.resize(900, 680)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    found = made.part("knots")
    assert isinstance(found, KnotsTab)
    yield found
    made.close()


def body(tab: KnotsTab) -> KnotMap:
    assert tab.map is not None
    return tab.map


def spot(home: Home, x: float = 330, y: float = 420, view: View = View.BACK) -> Spot:
    ground = home.shell.knots.ground
    assert ground is not None
    found = ground.look(view, x, y)
    assert isinstance(found, Spot)
    return found


def mark(home: Home, x: float = 330, y: float = 420, strength: int = 7, view: View = View.BACK) -> Knot:
    return home.shell.knots.find(spot(home, x, y, view), PointKind.TRIGGER, Area.SHOULDERS, strength)


def click(qtbot: QtBot, tab: KnotsTab, x: float, y: float) -> None:
    """Press the mouse at a point of the paper."""
    qtbot.mouseClick(body(tab), LEFT, pos=body(tab).laid.pixel(x, y).toPoint())


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


# the search


def test_with_the_mouse_a_knot_is_found_in_four_steps(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    tab.empty.begin.click()
    finder = tab.finder
    assert finder is not None
    qtbot.mouseClick(finder.go_on, LEFT)
    assert not finder.go_on.isEnabled()
    click(qtbot, tab, 330, 420)
    assert finder.parts[Step.PLACE].place.text == "Left of the upper spine"  # type: ignore[attr-defined]
    qtbot.mouseClick(finder.go_on, LEFT)
    press = finder.parts[Step.PRESS]
    qtbot.mouseClick(press.trigger, LEFT)  # type: ignore[attr-defined]
    qtbot.mouseClick(press.chips[Area.SHOULDERS], LEFT)  # type: ignore[attr-defined]
    qtbot.mouseClick(finder.go_on, LEFT)
    qtbot.mouseClick(finder.parts[Step.STRENGTH].scale.degrees[6], LEFT)  # type: ignore[attr-defined]
    qtbot.mouseClick(finder.go_on, LEFT)
    (knot,) = home.shell.knots.open()
    assert (knot.place.area, knot.place.side, knot.kind) == (Area.BETWEEN_BLADES, Side.LEFT, PointKind.TRIGGER)
    assert (knot.spreads, knot.now) == (Area.SHOULDERS, 6)
    assert abs(knot.place.x - 330) <= 2
    assert tab.pane.isVisible()
    assert not finder.isVisible()
    assert tab.pane.kind.text == "Trigger point: pressing it sends pain to the shoulder."


def test_with_the_keyboard_alone_a_knot_is_found_too(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    tab.empty.begin.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)  # I found one
    places = body(tab)
    places.spot(Place(Area.BETWEEN_BLADES, Side.RIGHT)).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is places.pin
    assert tab.finder is not None
    start = tab.finder.search.spot
    assert start is not None
    qtbot.keyClick(focused(), Qt.Key.Key_Right)
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    moved = tab.finder.search.spot
    assert moved is not None
    assert (moved.x - start.x, moved.y - start.y) == (10, 10)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)  # only there
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_4)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (knot,) = home.shell.knots.open()
    assert (knot.place, knot.kind, knot.now) == (moved, PointKind.TENDER, 4)


def test_on_the_spine_the_search_says_why_and_keeps_what_it_had(tab: KnotsTab, qtbot: QtBot) -> None:
    tab.begin()
    finder = tab.finder
    assert finder is not None
    click(qtbot, tab, 392, 420)
    where = finder.parts[Step.PLACE]
    assert where.refused.isVisible()  # type: ignore[attr-defined]
    assert "Never press on the spine" in where.refused.body.text  # type: ignore[attr-defined]
    assert not finder.go_on.isEnabled()
    click(qtbot, tab, 330, 420)
    assert not where.refused.isVisible()  # type: ignore[attr-defined]
    click(qtbot, tab, 392, 500)
    assert finder.search.spot is not None
    assert finder.search.spot.y == pytest.approx(420, abs=2)
    assert finder.go_on.isEnabled()


def test_by_the_keyboard_an_eye_is_refused_with_its_reason(tab: KnotsTab, qtbot: QtBot) -> None:
    tab.begin()
    assert tab.finder is not None
    tab.finder.on()
    body(tab).turn(View.FRONT)
    body(tab).spot(Place(Area.EYES, Side.BOTH)).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert tab.finder.search.spot is None
    assert "eyes" in tab.finder.parts[Step.PLACE].refused.body.text  # type: ignore[attr-defined]


def test_where_nothing_may_be_pressed_the_pointer_says_so(tab: KnotsTab, qtbot: QtBot) -> None:
    tab.begin()
    place = body(tab)
    refused, allowed = place.laid.pixel(374, 420), place.laid.pixel(330, 420)
    assert "Never press on the spine" in place.tip(refused)
    assert "Never press on the spine" not in place.tip(allowed)
    for at, cursor in ((refused, Qt.CursorShape.ForbiddenCursor), (allowed, Qt.CursorShape.CrossCursor)):
        qtbot.mouseMove(place, at.toPoint())
        assert place.cursor().shape() is cursor


def test_escape_leaves_the_search_and_nothing_is_marked(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    tab.begin()
    click(qtbot, tab, 330, 420)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert home.shell.knots.all() == ()
    assert tab.empty.isVisible()
    assert tab.finder is not None
    assert not tab.finder.foot.isVisible()


def test_dragging_over_the_map_takes_the_pin_along(tab: KnotsTab, qtbot: QtBot) -> None:
    tab.begin()
    assert tab.finder is not None
    there = [body(tab).laid.pixel(*point).toPoint() for point in ((330, 420), (320, 470))]
    qtbot.mousePress(body(tab), LEFT, pos=there[0])
    qtbot.mouseMove(body(tab), there[1])
    qtbot.mouseRelease(body(tab), LEFT, pos=there[1])
    assert tab.finder.search.spot is not None
    assert tab.finder.search.spot.y == pytest.approx(470, abs=3)


def test_a_knot_can_be_moved_and_keeps_its_course(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    knot = mark(home)
    tab.pane.corrected.emit(Step.PLACE)
    click(qtbot, tab, 470, 325)
    assert tab.finder is not None
    tab.finder.on()
    assert tab.finder.go_on.text() == "Save"
    tab.finder.on()
    moved = home.shell.knots.get(knot.id)
    assert moved is not None
    assert (moved.place.area, moved.place.side) == (Area.TRAPEZIUS, Side.RIGHT)
    assert moved.strengths == knot.strengths
    assert tab.pane.title.text == "Upper trapezius, right"


def test_a_knot_that_was_erased_meanwhile_is_not_corrected_any_more(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    mark(home)
    tab.pane.corrected.emit(Step.PRESS)
    assert tab.finder is not None
    home.ledger.records.clear()
    home.shell.knots.refresh()
    assert not tab.finder.isVisible()
    assert tab.empty.isVisible()


# choosing


def test_at_first_there_is_an_invitation(tab: KnotsTab) -> None:
    assert tab.empty.isVisible()
    assert not tab.pane.isVisible()
    assert tab.empty.begin.isVisible()


def test_a_knot_is_chosen_by_its_disc_on_the_map_and_in_the_row(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    mark(home)
    mark(home, 470, 325)
    tab.choose("k2")
    assert tab.pane.title.text == "Upper trapezius, right"
    first = next(button for button in body(tab).discs if button.disc.id == "k1")
    qtbot.mouseClick(first, LEFT)
    assert tab.pane.title.text == "Left of the upper spine"
    assert first.isChecked()
    second = tab.pane.discs[1]
    second.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert tab.pane.title.text == "Upper trapezius, right"


def test_of_discs_that_lie_on_each_other_each_can_be_reached_by_clicking_again(
    tab: KnotsTab, home: Home, qtbot: QtBot
) -> None:
    for x in (330, 332, 334):
        mark(home, x)
    chosen = []
    for _ in range(3):
        place = body(tab)
        top = place.childAt(place.discs[0].geometry().center())
        assert top is not None
        qtbot.mouseClick(top, LEFT, pos=QPoint(top.width() // 2, top.height() // 2))
        chosen.append(tab.pane.since.text and next(b.disc.id for b in place.discs if b.isChecked()))
    assert sorted(chosen) == ["k1", "k2", "k3"]


def test_the_map_turns_to_the_chosen_knot(tab: KnotsTab, home: Home) -> None:
    mark(home)
    mark(home, 330, 420, view=View.FRONT)
    tab.choose("k2")
    assert body(tab).view is View.FRONT
    tab.choose("k1")
    assert body(tab).view is View.BACK


def test_tab_goes_from_the_map_through_its_discs_to_the_row_and_its_buttons(
    tab: KnotsTab, home: Home, qtbot: QtBot
) -> None:
    mark(home)
    mark(home, 470, 325)
    qtbot.waitUntil(lambda: all(disc.isVisible() for disc in tab.pane.discs))
    body(tab).switch.findChildren(QWidget)[0].setFocus(Qt.FocusReason.TabFocusReason)
    walked = []
    for _ in range(5):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        walked.append(focused())
    assert walked == [*body(tab).discs, *tab.pane.discs, tab.pane.new_knot]


def test_a_screen_reader_meets_every_knot_with_all_about_it(tab: KnotsTab, home: Home) -> None:
    mark(home, strength=3)
    names = [QAccessible.queryAccessibleInterface(disc).text(QAccessible.Text.Name) for disc in body(tab).discs]
    assert names == ["Knot 1: Left of the upper spine, 3 of 10"]


# what is said about it


def test_its_techniques_say_their_limits_and_begin_for_this_knot(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    mark(home)
    assert [row.name.text for row in tab.pane.rows] == ["Fingertips", "Ball on the wall", "Foam roller", "Hook"]
    fingers = tab.pane.rows[0]
    assert fingers.limits.text == "Small circles, or press for 60 s"
    qtbot.mouseClick(fingers.start, LEFT)
    assert home.windows.opened[-1].startswith("massage massage-fingers")
    assert "k1" in home.windows.opened[-1]


def test_a_technique_of_ones_own_comes_and_goes_with_its_file(qtbot: QtBot) -> None:
    home = Home(library=replace(bundled_library()))
    mark(home)
    tab = KnotsTab(home.shell)
    qtbot.addWidget(tab)
    tab.show()
    library, before = home.library, replace(home.library)
    library.become(
        replace(
            before,
            exercises={**before.exercises, "stone": replace(before.exercises["massage-ball"], id="stone", own=True)},
            exercise_text={
                **before.exercise_text, "stone": replace(before.exercise_text["massage-ball"], short="Warm stone"),
            },
        )
    )
    tab.refresh()
    assert [(row.name.text, row.isVisible()) for row in tab.pane.rows][-1] == ("Warm stone", True)
    library.become(before)
    tab.refresh()
    assert [row.name.text for row in tab.pane.rows] == ["Fingertips", "Ball on the wall", "Foam roller", "Hook"]


def test_it_says_on_how_many_days_it_was_massaged(tab: KnotsTab, home: Home) -> None:
    mark(home)
    assert tab.pane.massaged.text == ""
    for days, said in ((0, "Today"), (2, "On 2 days, last today"), (1, "On 2 days, last 6 March")):
        home.clock.advance(timedelta(days=days))
        now = home.clock.now()
        if days != 1:
            home.ledger.add(Massage(now.date(), now, "", "k1", "massage-ball", 20, Result.DONE))
        tab.refresh()
        assert tab.pane.massaged.text == said


def test_on_the_lower_back_the_roller_is_refused_with_its_reason(tab: KnotsTab, home: Home) -> None:
    mark(home, 440, 690)
    roller = next(row for row in tab.pane.rows if row._exercise.id == "massage-roller")
    assert roller.isVisible()
    assert not roller.start.isEnabled()
    assert "nerves" in roller.limits.text


def test_what_is_not_made_for_a_place_is_not_offered_there(tab: KnotsTab, home: Home) -> None:
    mark(home, 330, 420, view=View.FRONT)
    assert [row._exercise.id for row in tab.pane.rows if row.isVisible()] == ["massage-fingers"]


def test_its_strength_is_logged_by_keys_and_its_course_goes_on(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    mark(home)
    home.clock.advance(timedelta(days=2))
    tab.pane.log.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert not tab.pane.rate.save.isEnabled()
    qtbot.keyClick(focused(), Qt.Key.Key_4)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (knot,) = home.shell.knots.open()
    assert knot.now == 4
    assert (tab.pane.before.text, tab.pane.now.text) == ("7 at first, now", "4")
    assert tab.pane.course.accessibleDescription() == "4 Mar: 7, today: 4"
    assert focused() is tab.pane.log


def test_in_a_low_window_the_question_is_scrolled_into_sight(home: Home, qtbot: QtBot) -> None:
    made = CarePage(home.shell)
    qtbot.addWidget(made)
    made.resize(580, 340)
    made.show()
    mark(home)
    tab = made.part("knots")
    assert isinstance(tab, KnotsTab)
    tab.pane.log.click()
    save = tab.pane.rate.save
    qtbot.waitUntil(lambda: tab.side.viewport().rect().contains(save.mapTo(tab.side.viewport(), save.rect().center())))


def test_asked_in_the_moment_in_which_the_window_goes_it_scrolls_nothing(home: Home, qtbot: QtBot) -> None:
    mark(home)
    tab = KnotsTab(home.shell)
    tab.show()
    tab.pane.log.click()
    shiboken6.delete(tab)
    QApplication.processEvents()


def test_a_rating_can_be_left_alone(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    mark(home)
    tab.pane.log.click()
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert not tab.pane.rate.isVisible()
    assert tab.pane.log.isVisible()
    (knot,) = home.shell.knots.open()
    assert len(knot.strengths) == 1


def test_gone_can_be_undone_at_once(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    mark(home)
    qtbot.mouseClick(tab.pane.end, LEFT)
    assert home.shell.knots.open() == ()
    assert tab.empty.title.text == "All your knots are gone"
    assert tab.undo.isVisible()
    qtbot.mouseClick(tab.undo.button, LEFT)
    assert len(home.shell.knots.open()) == 1
    assert tab.pane.isVisible()
    assert not tab.undo.isVisible()


def test_one_that_is_gone_can_be_looked_at_and_come_back(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    mark(home)
    home.shell.knots.gone("k1")
    menu = QMenu()
    tab.fill_closed(menu)
    assert texts(menu) == ["1  Left of the upper spine, gone since today"]
    menu.actions()[0].trigger()
    assert tab.pane.isVisible()
    assert tab.pane.since.text == "Gone since today"
    assert not tab.pane.massage.isVisible()
    qtbot.mouseClick(tab.pane.again, LEFT)
    qtbot.keyClick(focused(), Qt.Key.Key_2)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (knot,) = home.shell.knots.open()
    assert knot.now == 2


def test_a_slip_can_be_removed_and_that_undone(tab: KnotsTab, home: Home, qtbot: QtBot) -> None:
    mark(home)
    menu = QMenu()
    tab.pane.fill_changes(menu)
    menu.actions()[-1].trigger()
    assert home.shell.knots.all() == ()
    qtbot.mouseClick(tab.undo.button, LEFT)
    assert len(home.shell.knots.open()) == 1


def test_without_a_body_map_it_says_so_and_the_knots_are_still_there(qtbot: QtBot) -> None:
    home = Home(body_map=None)
    made = CarePage(home.shell)
    qtbot.addWidget(made)
    made.show()
    tab = made.part("knots")
    assert isinstance(tab, KnotsTab)
    assert tab.empty.no_map.isVisible()
    assert not tab.empty.begin.isVisible()


def test_other_windows_lead_straight_to_the_search(home: Home, qtbot: QtBot) -> None:
    made = CarePage(home.shell)
    qtbot.addWidget(made)
    made.show()
    made.open_part("find")
    tab = made.part("knots")
    assert isinstance(tab, KnotsTab)
    assert tab.finder is not None
    assert tab.finder.isVisible()


@pytest.mark.parametrize("size", [(580, 300), (1400, 900)])
def test_at_any_size_everything_can_be_reached(home: Home, qtbot: QtBot, size: tuple[int, int]) -> None:
    made = CarePage(home.shell)
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    mark(home)
    tab = made.part("knots")
    assert isinstance(tab, KnotsTab)
    qtbot.waitUntil(tab.pane.isVisible)
    QApplication.processEvents()
    assert tab.height() <= made.height()
    assert tab.width() <= made.width()
    assert tab.side.horizontalScrollBar().maximum() == 0
    tab.begin()
    QApplication.processEvents()
    assert tab.finder is not None
    foot = tab.finder.foot
    corner = foot.mapTo(made, foot.rect().bottomRight())
    assert made.rect().contains(corner)
