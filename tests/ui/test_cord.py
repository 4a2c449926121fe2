"""The cord: its path, the day on it, and the keys and drags that move what is on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.kit_line import DAY, NINE, SIX, focused, knot, mark, shown_line

from unknot.core.settings import Settings
from unknot.ui.kit.cord import Band, Day, DayLine
from unknot.ui.kit.cord_path import Gap, Loop, Sag, cord_path
from unknot.ui.kit.day_layout import Scale, place_marks
from unknot.ui.kit.day_paint import Sheet, hour_labels, labels
from unknot.ui.kit.legend import Legend
from unknot.ui.kit.step_cord import StepCord
from unknot.ui.theme import theme


@pytest.fixture
def calm(qapp: object) -> Iterator[None]:
    """Less motion wanted, as long as the test runs."""
    theme().apply(replace(Settings(), reduced_motion=True))
    yield
    theme().apply(Settings())


@pytest.fixture
def line(qtbot: QtBot) -> DayLine:
    return shown_line(qtbot)


# The path


def test_a_cord_without_anything_on_it_is_straight() -> None:
    box = cord_path(0, 100, 20).boundingRect()

    assert (box.left(), box.right(), box.height()) == (0, 100, 0)


def test_a_loop_rises_over_the_line_and_crosses_itself() -> None:
    path = cord_path(0, 200, 50, [Loop(100)])
    box = path.boundingRect()

    assert 26 <= 50 - box.top() <= 30
    assert box.bottom() == pytest.approx(50, abs=0.5)
    xs = [path.pointAtPercent(step / 200).x() for step in range(201)]
    assert any(later < earlier for earlier, later in pairwise(xs)), "it turns back once"


def test_a_loop_pulled_straight_is_the_line() -> None:
    assert cord_path(0, 200, 50, [Loop(100, slack=0.0)]).boundingRect().height() < 0.01


def test_a_break_sags_below_the_line_and_a_short_one_less() -> None:
    assert cord_path(0, 200, 50, [Sag(60, 140)]).boundingRect().bottom() == pytest.approx(62)
    assert cord_path(0, 200, 50, [Sag(96, 104)]).boundingRect().bottom() == pytest.approx(54)


def test_the_line_is_left_out_at_a_gap() -> None:
    path = cord_path(0, 100, 10, [Gap(40, 60)])

    moves = [path.elementAt(index) for index in range(path.elementCount()) if path.elementAt(index).isMoveTo()]
    assert [element.x for element in moves] == [0, 60]


@given(st.lists(st.floats(0, 800), max_size=8), st.floats(0, 700), st.floats(0, 200))
@settings(max_examples=60, deadline=None)
def test_a_cord_never_leaves_its_length_whatever_is_on_it(loops: list[float], start: float, long: float) -> None:
    path = cord_path(0, 800, 50, [*(Loop(x) for x in loops), Sag(start, start + long)])

    box = path.boundingRect()
    assert box.left() >= -14
    assert box.right() <= 814
    assert path.currentPosition().x() <= 800.001


# The words


@given(
    st.lists(st.integers(NINE, SIX), max_size=14, unique=True), st.integers(NINE, SIX), st.integers(240, 900),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_labels_never_touch_and_the_earlier_yields(
    qapp: object, minutes: list[int], now: int, width: int, flipped: bool,
) -> None:
    scale = Scale(NINE, SIX, width, 0, flipped)
    marks = [mark(str(minute), minute, state="done" if minute < now else "coming") for minute in minutes]
    day = Day(NINE, SIX, (), tuple(marks), now, hours=DAY.hours)
    sheet = Sheet(day, tuple(place_marks(marks, scale)), scale, 56, "Now")
    kept = labels(sheet)

    for row in (kept, hour_labels(sheet)):
        for index, one in enumerate(row):
            assert one.rect.left() >= 0
            assert one.rect.right() <= width + 0.01
            assert not any(one.rect.intersects(other.rect) for other in row[index + 1:])
    if minutes:
        latest = f"{max(minutes) // 60}:{max(minutes) % 60:02d}"
        assert latest in [label.text for label in kept] or now >= max(minutes)


def test_a_label_that_had_to_yield_is_in_the_tooltip(line: DayLine) -> None:
    close = (mark("first", 840), mark("second", 850))
    line.set_day(replace(DAY, marks=close))

    assert [label.text for label in labels(line.sheet())] == ["Now", "14:10"]
    assert knot(line, "first").toolTip() == "14:00, first, coming"


def test_prompts_too_close_to_tell_apart_become_one_with_their_number(line: DayLine) -> None:
    near = tuple(mark(f"p{minute}", minute, "prompt") for minute in (900, 905, 910))
    line.set_day(replace(DAY, marks=(*near, mark("p960", 960, "prompt"))))

    assert [len(each.marks) for each in line.placed()] == [3, 1]
    assert "p905" in knot(line, "p900").accessibleName()


@given(st.lists(st.tuples(st.integers(NINE, SIX), st.booleans()), max_size=12, unique_by=lambda one: one[0]),
       st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_prompt_is_painted_on_a_session_that_leaves_it_room(marks: list[tuple[int, bool]], flipped: bool) -> None:
    made = [mark(str(at), at, "session" if session else "prompt", "done") for at, session in marks]
    placed = place_marks(made, Scale(NINE, SIX, 784, 0, flipped))
    sessions = sorted(each.x for each in placed if each.mark.kind == "session")

    for each in placed:
        if each.mark.kind == "prompt":
            left = max((x for x in sessions if x <= each.x), default=-100)
            right = min((x for x in sessions if x > each.x), default=900)
            if right - left > 60 and 40 < each.x < 744:
                assert min(each.x - left, right - each.x) >= 18


# Right to left


def test_the_day_runs_the_other_way_where_writing_does(line: DayLine) -> None:
    before = {each.mark.id: each.x for each in line.placed()}

    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert {each.mark.id: line.width() - each.x for each in line.placed()} == pytest.approx(before)


def test_the_steps_run_the_other_way_where_writing_does(qtbot: QtBot) -> None:
    cord = StepCord()
    qtbot.addWidget(cord)
    cord.resize(368, 20)
    cord.show_steps(2, 6)
    first = cord.place(0).x()
    cord.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert cord.place(0).x() == 368 - first
    assert cord.place(5).x() < cord.place(0).x()


def test_the_right_arrow_goes_to_what_is_on_the_right_in_every_language(line: DayLine, qtbot: QtBot) -> None:
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    line.setFocus()
    assert focused(line) == "neck"

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)

    assert focused(line) == "stand"


# Keys, mouse, screen reader


def test_tab_meets_one_mark_and_arrows_walk_the_rest(line: DayLine, qtbot: QtBot) -> None:
    stops = [
        each for each in line.findChildren(QAbstractButton) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [each.accessibleName() for each in stops] == ["14:30, neck, next"]
    line.setFocus()

    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(QApplication.focusWidget(), key)
        walked.append(focused(line))

    assert walked == ["walk", "back", "back", "early", "back"]


def test_the_keyboard_s_place_is_ringed_and_the_mouse_s_is_not(line: DayLine, qtbot: QtBot) -> None:
    knot(line, "neck").clearFocus()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    assert line.sheet().ringed == "neck"

    qtbot.mouseClick(knot(line, "back"), Qt.MouseButton.LeftButton)

    assert line.sheet().ringed == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_open_a_mark(line: DayLine, qtbot: QtBot, key: Qt.Key) -> None:
    line.setFocus()
    with qtbot.waitSignal(line.activated) as caught:
        qtbot.keyClick(QApplication.focusWidget(), key)

    assert caught.args == ["neck"]


def test_what_lies_behind_the_line_says_what_it_is(line: DayLine) -> None:
    line.set_day(replace(DAY, bands=(Band(900, 960, "Busy from 15:00 to 16:00: Team meeting", taken=True),)))

    told = [child for child in line.findChildren(QWidget) if child.toolTip().startswith("Busy")]
    assert len(told) == 1
    assert told[0].geometry().contains(QPoint(round(line.scale().x(930)), round(line.line_y)))
    line.set_day(DAY)
    assert not told[0].isVisible()


def test_an_axis_of_its_own_puts_minutes_where_the_axis_has_them(line: DayLine) -> None:
    line.set_day(replace(DAY, axis=(0, 1440)))

    places = {each.mark.id: each.x for each in line.placed()}
    assert places["neck"] == pytest.approx(784 * 870 / 1440)
    assert places["back"] == pytest.approx(784 * 990 / 1440)


@given(st.lists(st.integers(NINE, SIX), max_size=200, unique=True), st.integers(240, 900), st.booleans())
@settings(max_examples=60, deadline=None)
def test_however_many_prompts_none_lies_on_another_and_none_is_lost(
    minutes: list[int], width: int, flipped: bool
) -> None:
    made = [mark(str(at), at, "session" if at % 120 == 0 else "prompt") for at in minutes]
    placed = place_marks(made, Scale(NINE, SIX, width, 0, flipped))
    prompts = [each for each in placed if each.mark.kind == "prompt"]

    assert sum(len(each.marks) for each in placed) == len(made)
    for one, other in pairwise(placed):
        if one in prompts and other in prompts:
            assert abs(one.x - other.x) >= one.half + other.half


def test_the_focus_stays_on_its_mark_when_the_day_changes(line: DayLine) -> None:
    line.setFocus()
    moved = tuple(replace(each, minute=900) if each.id == "neck" else each for each in DAY.marks if each.id != "walk")

    line.set_day(replace(DAY, marks=moved))

    assert focused(line) == "neck"


def test_a_screen_reader_meets_every_mark_as_a_child(line: DayLine) -> None:
    interface = QAccessible.queryAccessibleInterface(line)

    names = {interface.child(index).text(QAccessible.Text.Name) for index in range(interface.childCount())}
    assert names == {each.text for each in DAY.marks}


# Motion


def running(widget: DayLine | StepCord) -> bool:
    state = QVariantAnimation.State.Running
    return any(each.state() is state for each in widget.findChildren(QVariantAnimation))


def test_a_done_session_is_pulled_straight_and_stops_when_nobody_looks(line: DayLine) -> None:
    line.pull("early")
    assert running(line)
    assert line.sheet().slack["early"] > 0.9

    pulled = next(label for label in labels(line.sheet()) if label.text == "10:00")
    assert pulled.rect.bottom() < line.line_y - 28, "its time stays above the loop"

    line.hide()

    assert not running(line)
    assert line.sheet().slack == {}


def test_nothing_is_pulled_when_less_motion_is_wanted(line: DayLine, calm: None) -> None:
    line.pull("early")

    assert not running(line)
    assert line.sheet().slack == {}


def test_the_bead_slides_to_the_next_step_only_when_seen(qtbot: QtBot) -> None:
    cord = StepCord()
    qtbot.addWidget(cord)
    cord.show_steps(1, 6)
    cord.show_steps(2, 6)
    assert not running(cord)

    with qtbot.waitExposed(cord):
        cord.show()
    cord.show_steps(3, 6)

    assert running(cord)
    assert cord.accessibleName() == "Step 4 of 6"


def test_a_full_cord_says_so(qtbot: QtBot) -> None:
    cord = StepCord()
    qtbot.addWidget(cord)
    cord.show_steps(6, 6, frozenset({1}))

    assert cord.accessibleName() == "All 6 steps done"
    assert not cord.grab().isNull()


def test_the_legend_wraps_rather_than_grows(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)

    assert legend.heightForWidth(300) > legend.heightForWidth(800)


def test_of_many_prompts_in_one_place_it_says_how_they_stand(line: DayLine) -> None:
    states = ("done", "done", "done", "skipped", "done")
    near = tuple(
        replace(mark(f"p{n}", 900 + n, "prompt", state), label=f"15:0{n}", word=state) for n, state in enumerate(states)
    )
    line.set_day(replace(DAY, marks=near))

    assert [placed.text for placed in line.placed()] == ["15:00 \u2013 15:04: 4 done, 1 skipped"]


def test_a_screen_reader_meets_the_day_in_its_order(line: DayLine) -> None:
    sessions, prompts = (mark("s2", 900), mark("s1", 600)), (mark("p1", 720, "prompt"), mark("p2", 570, "prompt"))
    line.set_day(replace(DAY, marks=(*sessions, *prompts)))
    knots = [child for child in line.children() if isinstance(child, QAbstractButton) and child.isVisible()]
    assert knots == [line.knot(name) for name in ("p2", "s1", "p1", "s2")]
