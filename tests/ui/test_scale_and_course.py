"""The eleven buttons from 0 to 10, and the course drawn from what they said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from unknot.ui.kit.course import CROWDED, Course, Told, spread_out
from unknot.ui.kit.focus import RING
from unknot.ui.kit.scale import Scale, strength_word

DAY = date(2026, 3, 4)


@pytest.fixture
def scale(qtbot: QtBot) -> Scale:
    made = Scale("How strong")
    qtbot.addWidget(made)
    made.resize(460, made.sizeHint().height())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_nothing_is_chosen_until_the_person_does(scale: Scale) -> None:
    assert scale.value is None
    assert scale.accessibleName() == "How strong"


def test_a_click_chooses_and_tells(scale: Scale, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scale.chosen) as told:
        qtbot.mouseClick(scale.degrees[7], Qt.MouseButton.LeftButton)
    assert told.args == [7]
    assert scale.value == 7
    assert scale.accessibleName() == "How strong: 7 of 10, strong"


def test_arrows_move_the_choice_one_by_one_and_stop_at_the_ends(scale: Scale, qtbot: QtBot) -> None:
    scale.set_value(9)
    scale.take_focus()
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert scale.value == 10
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert scale.value == 9
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert scale.value == 0


def test_the_first_arrow_takes_the_number_that_has_the_focus(scale: Scale, qtbot: QtBot) -> None:
    scale.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert scale.value == 0


def test_digits_choose_at_once_and_one_and_nought_is_ten(scale: Scale, qtbot: QtBot) -> None:
    chosen: list[int] = []
    scale.chosen.connect(chosen.append)
    scale.take_focus()
    for key in "4107":
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert chosen == [4, 1, 10, 7]
    assert scale.value == 7


def test_enter_is_left_to_what_is_around(scale: Scale) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    scale.degrees[3].keyPressEvent(event)
    assert not event.isAccepted()
    assert scale.value is None


def test_where_reading_goes_the_other_way_the_left_arrow_goes_up(scale: Scale, qtbot: QtBot) -> None:
    scale.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    scale.set_value(4)
    scale.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert scale.value == 5


def test_a_choice_can_be_taken_away_without_telling(scale: Scale, qtbot: QtBot) -> None:
    scale.set_value(4)
    with qtbot.assertNotEmitted(scale.chosen):
        scale.set_value(None)
    assert scale.value is None
    assert not any(degree.isChecked() for degree in scale.degrees)


def test_the_focus_ring_fits_into_a_share_however_narrow(scale: Scale) -> None:
    scale.resize(scale.minimumSizeHint().width(), scale.height())
    scale.set_value(10)
    scale.take_focus()
    QApplication.processEvents()
    degree = scale.degrees[10]
    face = degree.face()
    assert face.left() >= RING
    assert face.right() <= degree.width() - RING


def test_every_number_has_a_word() -> None:
    assert [strength_word(n) for n in (0, 1, 4, 5, 9, 10)] == ["none", "mild", "mild", "strong", "strong", "worst"]


# the course


@pytest.fixture
def course(qtbot: QtBot) -> Course:
    made = Course("How strong")
    qtbot.addWidget(made)
    made.resize(400, made.sizeHint().height())
    return made


def told(*pairs: tuple[int, int]) -> list[Told]:
    """Strengths by days after the first."""
    return [Told(DAY + timedelta(days=day), value) for day, value in pairs]


def test_days_stand_in_proportion_and_ten_on_top(course: Course) -> None:
    course.show_course(told((0, 10), (2, 5), (8, 0)), DAY + timedelta(days=8), DAY + timedelta(days=8))
    plot, points = course.plot(), course.points()
    assert [point.x() for point in points] == [
        pytest.approx(plot.left()), pytest.approx(plot.left() + plot.width() / 4), pytest.approx(plot.right()),
    ]
    assert [point.y() for point in points] == [
        pytest.approx(plot.top()), pytest.approx(plot.center().y()), pytest.approx(plot.bottom()),
    ]


def test_until_today_the_line_leaves_room(course: Course) -> None:
    course.show_course(told((0, 10), (2, 5)), DAY + timedelta(days=4), DAY + timedelta(days=4))
    assert course.points()[-1].x() == pytest.approx(course.plot().center().x())


def test_one_day_alone_is_a_point_and_none_is_nothing(course: Course) -> None:
    course.show_course(told((0, 6)), DAY, DAY)
    assert len(course.points()) == 1
    course.show_course([], DAY, DAY)
    assert course.points() == []
    course.grab()


def test_a_screen_reader_is_told_every_day(course: Course) -> None:
    course.show_course(told((0, 7), (3, 4)), DAY + timedelta(days=3), DAY + timedelta(days=3))
    assert course.accessibleName() == "How strong"
    assert course.accessibleDescription() == "4 Mar: 7, today: 4"


def test_a_mark_says_its_day_and_number_under_the_pointer(course: Course) -> None:
    course.show_course(told((0, 7), (3, 4)), DAY + timedelta(days=3), DAY + timedelta(days=3))
    assert course.tip(course.points()[0] + QPointF(3, 3)) == "4 Mar: 7"
    assert course.tip(QPointF(course.width() / 2, 0)) == ""


def test_where_reading_goes_the_other_way_the_last_day_is_at_the_left(course: Course) -> None:
    course.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    course.show_course(told((0, 7), (3, 4)), DAY + timedelta(days=3), DAY + timedelta(days=3))
    first, last = course.points()
    assert last.x() < first.x()


def test_a_year_of_marks_leaves_out_those_that_would_touch() -> None:
    points = [QPointF(x, 5) for x in range(0, 300, 2)]
    kept = [point.x() for point in spread_out(points)]
    assert kept[0] == 0
    assert all(b - a >= CROWDED for a, b in pairwise(kept))
    assert points[-1].x() - kept[-1] >= CROWDED


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_its_ends_are_flush_with_what_stands_above(scale: Scale, direction: Qt.LayoutDirection) -> None:
    scale.setLayoutDirection(direction)
    scale.resize(660, scale.height())
    QApplication.processEvents()
    faces = sorted((each.face().translated(each.pos()) for each in scale.degrees), key=lambda face: face.left())
    assert (faces[0].left(), faces[-1].right()) == (RING, scale.width() - RING)
    gaps = {round(right.left() - left.right()) for left, right in pairwise(faces)}
    assert max(gaps) - min(gaps) <= 1
