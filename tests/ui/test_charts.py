"""The charts' layout, and that they can be told apart without colour."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from unknot.core.body import Area
from unknot.core.library import View
from unknot.ui.charts.body import FAINTEST, STRONGEST, shade, views
from unknot.ui.charts.chart import Chart
from unknot.ui.charts.columns import Column, Columns
from unknot.ui.charts.lines import DASHES, Dot, Line, Lines, apart, mark, spread
from unknot.ui.charts.paper import SCREEN, SHEET, Paper
from unknot.ui.charts.rows import Bar, Bars, Blocks, Count

ROOM = QRectF(0, 0, 344, 200)


def painted(draw, width: int = 40, height: int = 40, flip: bool = False) -> QImage:
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(Paper.of_sheet(painter, flip))
    painter.end()
    return image


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(10, 30)), max_size=5))
def test_labels_never_overlap_and_stay_in_their_room_where_they_fit(labels: list[tuple[float, float]]) -> None:
    labels.sort()
    tops, heights = [top for top, _ in labels], [high for _, high in labels]
    found = spread(tops, heights, 0.0, 160.0)
    ends = [top + high for top, high in zip(found, heights, strict=True)]
    assert all(end <= top + 1e-6 for end, top in zip(ends, found[1:], strict=False))
    assert all(top >= -1e-6 for top in found)
    assert not ends or ends[-1] <= 160.0 + 1e-6


def test_each_line_has_a_marker_and_a_dash_of_its_own_even_in_grey(qapp) -> None:
    shapes = [painted(lambda paper, n=n: mark(paper, QPointF(20, 20), n, "ink")) for n in range(len(DASHES))]
    assert all(a != b for index, a in enumerate(shapes) for b in shapes[index + 1 :])
    assert len(set(DASHES)) == len(DASHES)


def test_marks_too_close_together_leave_out_the_ones_between_but_never_the_last() -> None:
    points = [QPointF(x, 0) for x in range(0, 31, 3)]
    kept = apart(points)
    assert kept[0] == points[-1]
    assert all(abs(a.x() - b.x()) >= 10 for a, b in pairwise(kept))


@given(st.lists(st.floats(0, 300), min_size=1, max_size=31))
def test_columns_stand_side_by_side_on_one_line_below_their_top(values: list[float]) -> None:
    figure = Columns(tuple(Column(str(n), value, "") for n, value in enumerate(values)), 30, "30 min")
    boxes = figure.boxes(ROOM, SHEET)
    assert len({round(box.bottom(), 6) for box in boxes}) == 1
    assert all(left.right() <= right.left() + 1e-6 for left, right in pairwise(boxes))
    assert all(box.top() >= SHEET.line("small") - 1e-6 for box in boxes)


def test_a_column_is_as_high_as_its_share_and_tells_its_text(qapp) -> None:
    figure = Columns((Column("a", 15, "a: 15"), Column("b", 30, "b: 30"), Column("c", 0, "", ahead=True)), 30, "30 min")
    low, high, _ = figure.boxes(ROOM, SCREEN)
    assert high.height() == pytest.approx(2 * low.height())
    assert figure.words() == ("a: 15", "b: 30")
    assert figure.tip(high.center(), ROOM, SCREEN) == "b: 30"
    assert figure.tip(QPointF(-5, 50), ROOM, SCREEN) == ""


def test_lines_tell_the_mark_under_the_pointer_of_every_line_there(qapp) -> None:
    lines = Lines(
        (Line("Knot", 0, "clay", (Dot(0, 7, "1 Mar: 7"), Dot(5, 3, "6 Mar: 3"))),
         Line("Neck", 1, "iris", (Dot(5, 3, "6 Mar: 3"),))),
        10, ((0, "1"),),
    )
    plot = lines.plot(ROOM, SCREEN)
    there = lines.points(lines.lines[0], plot)[-1]
    assert lines.tip(there, ROOM, SCREEN) == "Knot: 6 Mar: 3\nNeck: 6 Mar: 3"
    assert lines.tip(QPointF(plot.right(), plot.top()), ROOM, SCREEN) == ""
    assert lines.words()[0] == "Knot: 1 Mar: 7, 6 Mar: 3"


def test_a_line_over_one_day_alone_stands_in_the_middle(qapp) -> None:
    lines = Lines((Line("Knot", 0, "clay", (Dot(0, 5, ""),)),), 0, ())
    plot = lines.plot(ROOM, SCREEN)
    assert lines.points(lines.lines[0], plot)[0] == plot.center()


def test_blocks_become_a_bar_where_so_many_have_no_room(qapp) -> None:
    few = painted(lambda paper: Blocks((Count("Busy", 4),)).paint(paper, QRectF(0, 0, 300, 40)), 300, 40)
    many = painted(lambda paper: Blocks((Count("Busy", 400),)).paint(paper, QRectF(0, 0, 300, 40)), 300, 40)

    def edges(image: QImage) -> int:
        dark = [image.pixelColor(x, 16).value() < 160 for x in range(44, 260)]
        return sum(a != b for a, b in pairwise(dark))

    assert edges(few) == 8
    assert edges(many) == 2


def test_from_right_to_left_a_chart_is_mirrored_and_its_words_are_not(qapp) -> None:
    bars = Bars((Bar("Neck", 10, "10 min"),))
    plain = painted(lambda paper: bars.paint(paper, QRectF(0, 0, 300, 30)), 300, 30)
    turned = painted(lambda paper: bars.paint(paper, QRectF(0, 0, 300, 30)), 300, 30, flip=True)

    def dark(image: QImage) -> list[int]:
        return [x for x in range(300) if image.pixelColor(x, 9).value() < 120]

    assert abs(min(dark(plain)) + max(dark(turned)) - 299) <= 12
    assert plain != turned


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_more_minutes_are_more_of_the_accent(a: float, b: float) -> None:
    most = max(a, b)
    assert shade(min(a, b), most) <= shade(most, most) <= STRONGEST
    assert most == 0 or shade(most, most) == STRONGEST
    assert a == 0 or shade(a, most) >= FAINTEST - 1e-9


def test_the_front_is_shown_only_when_something_moved_shows_there_alone(home) -> None:
    shapes = home.shell.body_map()
    assert views(shapes, {Area.NECK: 60.0, Area.LOWER_BACK: 5.0}) == (View.BACK,)
    assert views(shapes, {Area.CHEST: 60.0}) == (View.BACK, View.FRONT)


@pytest.fixture
def home():
    from tests.shells import Home

    return Home()


def test_a_chart_takes_the_height_that_its_figure_needs(qtbot: QtBot) -> None:
    chart = Chart("Minutes")
    qtbot.addWidget(chart)
    assert chart.heightForWidth(300) == 0
    chart.show_figure(Bars(tuple(Bar(f"Area {n}", n, str(n)) for n in range(1, 6))))
    assert chart.heightForWidth(300) == 120
    assert chart.accessibleDescription() == "Area 1: 1. Area 2: 2. Area 3: 3. Area 4: 4. Area 5: 5"
