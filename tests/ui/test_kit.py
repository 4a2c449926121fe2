"""The components keep their text, line up, show their states, and mirror."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.kit_stage import CONTROLS, count, dressed, picture, stage

from unknot.ui.kit.blocks import SHADOW, Block, Card, Divider
from unknot.ui.kit.button import Button, Chip, Role, between
from unknot.ui.kit.flow import FlowLayout
from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.shadow import paint_shadow
from unknot.ui.kit.slider import Slider
from unknot.ui.kit.switches import SideSwitch
from unknot.ui.kit.text import COMFORTABLE, Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.theme import font, line_height, size, theme

__all__ = ["dressed", "stage"]
"""Fixtures: pytest finds them by their names here."""
FEVER = "Bladder or bowel trouble, or numbness between the legs that began with the pain"
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("role", list(Role))
def test_a_button_grows_with_german_words_and_never_below_them(qtbot: QtBot, role: Role) -> None:
    short, long = Button("Pause", role), Button("Schulterblätter zusammenziehen", role)
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    words = QFontMetricsF(font("label" if role is not Role.BARE else "medium")).horizontalAdvance(long.text())
    assert long.sizeHint().width() > short.sizeHint().width()
    assert long.minimumSizeHint().width() >= words + 2 * long.pad


@pytest.mark.parametrize("height", [size.action, size.button, size.prompt_button, size.small_button])
def test_a_buttons_face_has_the_height_it_was_given(qtbot: QtBot, height: int) -> None:
    button = Button("Start", height=height)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    assert button.face().height() == height


def test_icon_and_key_cap_have_their_room(qtbot: QtBot) -> None:
    plain, full = Button("Pause"), Button("Pause", icon_name="pause", key="Space")
    qtbot.addWidget(plain)
    qtbot.addWidget(full)
    assert full.sizeHint().width() - plain.sizeHint().width() > size.icon + size.key_cap


def test_paragraphs_have_the_designs_line_height(qtbot: QtBot) -> None:
    text = Text("Let your right ear sink toward your right shoulder. " * 2, "instruction")
    qtbot.addWidget(text)
    lines = text.heightForWidth(368) / line_height("instruction")
    assert lines == int(lines) >= 3
    assert line_height("instruction") >= 32


def test_a_line_is_never_longer_than_is_good_to_read(qtbot: QtBot) -> None:
    text = Text(COMFORTABLE + " " + COMFORTABLE)
    qtbot.addWidget(text)
    assert text.heightForWidth(4000) == 2 * line_height("body")
    assert text.sizeHint().width() < 600


def test_a_long_word_breaks_rather_than_widen_the_page(qtbot: QtBot) -> None:
    text = Text("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "title")
    qtbot.addWidget(text)
    assert text.minimumSizeHint().width() <= 240
    assert text.heightForWidth(240) > line_height("title")


def test_a_text_is_laid_out_anew_at_every_width_when_it_says_something_else(qtbot: QtBot, qapp: QApplication) -> None:
    text, widths = Text("Short"), range(100, 200, 10)
    qtbot.addWidget(text)
    assert {text.heightForWidth(width) for width in widths} == {line_height("body")}
    text.set_text("Let your right ear sink toward your right shoulder.")
    assert min(text.heightForWidth(width) for width in widths) > line_height("body")
    text.set_text("Short")
    text.set_role("instruction")
    assert {text.heightForWidth(width) for width in widths} == {line_height("instruction")}
    before, height = QFont(qapp.font()), line_height("instruction")
    larger = QFont(before)
    larger.setPixelSize(28)
    qapp.setFont(larger)
    try:
        assert min(text.heightForWidth(width) for width in widths) == 2 * height
    finally:
        qapp.setFont(before)


def test_new_words_are_told_and_take_their_room(qtbot: QtBot) -> None:
    text = Text("18 seconds", wrap=False)
    qtbot.addWidget(text)
    before = text.sizeHint().width()
    text.set_text("18 seconds left on the right")
    assert text.accessibleName() == "18 seconds left on the right"
    assert text.sizeHint().width() > before


def test_a_tick_box_wraps_its_words_and_is_pressed_anywhere(qtbot: QtBot) -> None:
    tick = TickBox(FEVER)
    qtbot.addWidget(tick)
    assert tick.heightForWidth(200) > tick.heightForWidth(900)
    tick.resize(400, tick.heightForWidth(400))
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(390, tick.height() - 6))
    assert tick.isChecked()


def test_faces_line_up_with_text(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    text, left, right = Text("Next session"), Button("Start"), Button("Skip")
    column.addWidget(text)
    column.addLayout(Controls(left, None, right))
    qtbot.addWidget(window)
    window.resize(400, 120)
    window.show()
    assert left.mapTo(window, left.face().topLeft().toPoint()).x() == text.x()
    assert right.x() + right.width() - RING == text.x() + text.width()


def test_controls_in_a_row_have_their_gap_between_faces(qtbot: QtBot) -> None:
    window = QWidget()
    row = Controls(Button("Start"), Button("Skip"), gap=16)
    window.setLayout(row)
    qtbot.addWidget(window)
    window.show()
    first, second = (row.itemAt(i).widget() for i in (0, 1))
    assert second.x() + RING - (first.x() + first.width() - RING) == 16


def test_a_flow_wraps_and_starts_right_where_reading_does(qtbot: QtBot) -> None:
    window = QWidget()
    flow = FlowLayout(window)
    chips = [Chip(word) for word in ("Upper back", "Seat", "Stand", "Floor", "Wall")]
    for chip in chips:
        flow.addWidget(chip)
    qtbot.addWidget(window)
    window.resize(220, 200)
    window.show()
    assert len({chip.y() for chip in chips}) > 1
    assert flow.heightForWidth(220) > flow.heightForWidth(2000)
    window.setLayoutDirection(RIGHT_TO_LEFT)
    flow.activate()
    assert chips[0].geometry().right() == 219


def test_hover_and_press_arrive_at_their_colours(stage: Callable[..., QWidget]) -> None:
    button = Button("Start", Role.PRIMARY)
    stage(button)
    tokens = theme().tokens
    centre = QRect(button.width() // 2 - 4, RING + 2, 8, 3)
    assert count(picture(button), tokens.accent, centre) == 24
    button.hover.value = 1.0
    assert count(picture(button), tokens.accent_hover, centre) == 24
    button.setDown(True)
    assert count(picture(button), tokens.accent_pressed, centre) == 24


def test_colours_between_two_end_where_they_should() -> None:
    assert QColor(between("#000000", "#ffffff", 1.0)) == QColor("#ffffff")
    assert QColor(between("", "#0D6B66", 0.5)).alpha() == 128
    assert QColor(between("", "#0D6B66", 0.5)).name() == "#0d6b66"


def test_a_disabled_button_is_fainter(stage: Callable[..., QWidget]) -> None:
    button = Button("Start", Role.PRIMARY)
    stage(button)
    button.setEnabled(False)
    assert count(picture(button), theme().tokens.accent) == 0


def test_a_shadow_is_dark_below_faint_far_out_and_the_same_at_any_width(qapp: QApplication) -> None:
    def column(width: int) -> list[int]:
        image = QImage(width, 300, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_shadow(painter, image.rect(), SHADOW, 1.0)
        painter.end()
        return [image.pixelColor(width // 2, y).alpha() for y in range(300 - SHADOW.bottom(), 300)]

    below = column(400)
    assert below == sorted(below, reverse=True)
    assert 20 < below[1] < 60
    assert below[-1] <= 1
    assert column(700) == below


def test_a_cards_content_lies_on_its_face(qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.resize(500, 300)
    card.show()
    assert card.content.geometry() == card.face().toRect()


@pytest.mark.parametrize("name", [name for name in CONTROLS if name != "slider"])
def test_every_control_says_what_it_is(qtbot: QtBot, name: str) -> None:
    control = CONTROLS[name]()
    qtbot.addWidget(control)
    told = QAccessible.queryAccessibleInterface(control)
    assert told.text(QAccessible.Text.Name)
    assert told.role() not in (QAccessible.Role.Client, QAccessible.Role.NoRole)


def test_text_is_a_label_to_a_screen_reader(qtbot: QtBot) -> None:
    text = Text("Two of four sessions done", "title")
    qtbot.addWidget(text)
    told = QAccessible.queryAccessibleInterface(text)
    assert told.role() == QAccessible.Role.StaticText
    assert told.text(QAccessible.Text.Name) == "Two of four sessions done"


def test_a_block_tells_its_title_and_its_line(qtbot: QtBot) -> None:
    block = Block("Unknot asks once it ends.", "In a call since 13:27")
    qtbot.addWidget(block)
    assert block.accessibleName() == "In a call since 13:27 Unknot asks once it ends."


def test_left_stays_left_where_reading_runs_from_the_right(stage: Callable[..., QWidget]) -> None:
    def filled_half(switch: SideSwitch) -> str:
        image = picture(switch)
        left = count(image, theme().tokens.accent, QRect(0, 0, image.width() // 2, image.height()))
        right = count(image, theme().tokens.accent, QRect(image.width() // 2, 0, image.width() // 2, image.height()))
        return "left" if left > right else "right"

    switch = SideSwitch("Left", "Right")
    stage(switch).resize(400, 200)
    assert filled_half(switch) == "left"
    switch.window().setLayoutDirection(RIGHT_TO_LEFT)
    assert filled_half(switch) == "left"


def test_text_and_sliders_mirror(stage: Callable[..., QWidget]) -> None:
    text, slider = Text("Neck", wrap=True), Slider(0, 10, 2)
    window = stage(text, slider)
    window.resize(400, 200)
    tokens = theme().tokens

    def reach(widget: QWidget, colour: str) -> tuple[bool, bool]:
        image = picture(widget)
        half = image.width() // 2
        boxes = QRect(0, 0, half, image.height()), QRect(half, 0, half, image.height())
        return count(image, colour, boxes[0]) > 0, count(image, colour, boxes[1]) > 0

    assert reach(text, tokens.ink) == (True, False)
    assert reach(slider, tokens.accent) == (True, False)
    window.setLayoutDirection(RIGHT_TO_LEFT)
    assert reach(text, tokens.ink) == (False, True)
    assert reach(slider, tokens.accent) == (False, True)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_on_a_page_moves_aside_for_its_scroll_bar(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    page, told = ScrollPage(), Divider()
    page.setLayoutDirection(direction)
    qtbot.addWidget(page)
    page.body.addWidget(told)
    page.body.addSpacing(600)
    page.resize(640, 800)
    page.show()
    qtbot.waitExposed(page)
    before = told.mapTo(page, told.rect().topLeft()).x(), told.width()
    page.resize(640, 340)
    qtbot.waitUntil(page.verticalScrollBar().isVisible)
    assert (told.mapTo(page, told.rect().topLeft()).x(), told.width()) == before
    assert page.horizontalScrollBar().maximum() == 0
