"""The shapes of the states and the week's dots."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from unknot.ui.kit.marks import STATES, StateMark, paint_mark
from unknot.ui.kit.week_dots import WeekDay, WeekDots
from unknot.ui.theme.tokens import DARK, LIGHT, Tokens

SIDE = 48
ROOM = 8


def inked(tokens: Tokens, ink: str, paper: str) -> Tokens:
    """The theme as a printer without colours has it: tints are paper, every other colour ink."""
    light = ("on_accent", "bg", "surface", "tint")
    plain = {
        each.name: paper if each.name.endswith("tint") or each.name in light else ink
        for each in fields(Tokens) if isinstance(getattr(tokens, each.name), str)
    }
    return replace(tokens, **plain)


AHEAD = Qt.LayoutDirection.LeftToRight


def drawn(kind: str, state: str, tokens: Tokens, direction: Qt.LayoutDirection = AHEAD) -> QImage:
    image = QImage(SIDE + 2 * ROOM, SIDE + 2 * ROOM, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    paint_mark(painter, QRectF(ROOM, ROOM, SIDE, SIDE), kind, state, tokens)
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> int:
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 100
        for x in range(one.width()) for y in range(one.height())
    )


@pytest.mark.parametrize("kind", ["session", "prompt"])
def test_every_state_has_a_shape_of_its_own_without_colour(qapp: object, kind: str) -> None:
    black = inked(LIGHT, "#000000", "#ffffff")
    shapes = {state: drawn(kind, state, black) for state in STATES if state != "next"}

    for one, other in combinations(shapes, 2):
        assert differing(shapes[one], shapes[other]) > 30, f"{one} looks like {other}"


@pytest.mark.parametrize("kind", ["session", "prompt"])
@pytest.mark.parametrize("state", STATES)
def test_a_shape_stays_in_its_square(qapp: object, kind: str, state: str) -> None:
    image = drawn(kind, state, LIGHT)

    outside = [
        (x, y) for x in range(image.width()) for y in range(image.height())
        if not (ROOM - 1 <= x <= ROOM + SIDE and ROOM - 1 <= y <= ROOM + SIDE)
        and image.pixelColor(x, y) != QColor("white")
    ]
    assert outside == []


def test_the_chevrons_of_skipped_point_to_where_the_day_goes_on(qapp: object) -> None:
    ahead = drawn("prompt", "skipped", LIGHT)
    turned = drawn("prompt", "skipped", LIGHT, Qt.LayoutDirection.RightToLeft)

    assert turned != ahead
    assert differing(turned.flipped(Qt.Orientation.Horizontal), ahead) < 12


def test_a_shape_alone_takes_its_colours_from_the_theme(qtbot: object) -> None:
    mark = StateMark("session", "done")
    mark.show_state("session", "held")

    assert mark.grab().toImage() != StateMark("session", "done").grab().toImage()


def test_the_shapes_differ_in_dark_too(qapp: object) -> None:
    assert drawn("session", "done", DARK) != drawn("session", "done", LIGHT)


def week() -> tuple[WeekDay, ...]:
    return (
        WeekDay("M", ("done", "missed"), "Monday: 1 done, 1 missed"),
        WeekDay("T", ("done", "coming"), "Today: 1 of 2 done", today=True),
    )


def test_the_week_is_said_day_by_day(qtbot: object) -> None:
    dots = WeekDots()
    dots.set_week(week(), "This week, 9 working days running")

    assert dots.accessibleName() == "This week, 9 working days running"
    assert dots.accessibleDescription() == "Monday: 1 done, 1 missed. Today: 1 of 2 done"


def test_the_week_begins_at_the_side_where_reading_starts(qtbot: object) -> None:
    dots = WeekDots()
    dots.set_week(week())
    dots.resize(dots.sizeHint())
    from_left = dots.centre(0)
    dots.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert dots.centre(0) == dots.width() - from_left
    assert dots.centre(1) < dots.centre(0)


def test_what_is_left_today_is_a_ring_and_what_comes_later_a_point(qtbot: object) -> None:
    dots = WeekDots()
    dots.set_week((WeekDay("T", ("coming",), "", today=True),))
    dots.resize(dots.sizeHint())
    today = dots.grab().toImage()
    dots.set_week((WeekDay("T", ("coming",), ""),))

    centre = round(dots.centre(0)), 7
    assert dots.grab().toImage().pixelColor(*centre) != today.pixelColor(*centre)
