"""The components, each state beside the next, as on the design's sheet of components."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from tests.gallery import scene

from unknot.ui.kit.blocks import Block, Card, Divider, Tile
from unknot.ui.kit.button import Button, Chip, Role
from unknot.ui.kit.fields import Choice, LineEdit, SearchField, TimeField
from unknot.ui.kit.frame import SideBar
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.marks import PROMPT_SIDE, STATES, StateMark
from unknot.ui.kit.slider import LabelledSlider, Slider
from unknot.ui.kit.split import SplitButton
from unknot.ui.kit.switches import SegmentSwitch, SideSwitch
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.theme import size, space

COLUMNS = ("Rest", "Hover", "Pressed", "Focus", "Disabled")
ROWS = ("Primary", "Secondary", "Quiet", "Pain", "Chip", "Check box", "Field", "Slider")


def make(row: str, column: str) -> QWidget:
    """One control in its row, without its state."""
    if row == "Chip":
        chip = Chip("Seat")
        chip.setChecked(column in ("Pressed", "Focus"))
        return chip
    if row == "Check box":
        tick = TickBox("Fever")
        tick.setChecked(column in ("Pressed", "Focus"))
        return tick
    if row == "Field":
        return LineEdit("8:30", "Time", size.field_small)
    if row == "Slider":
        return Slider(0, 10, 5)
    words = {"Primary": "Start now", "Secondary": "Snooze", "Quiet": "Shorter", "Pain": "This hurts"}
    return Button(words[row], Role(row.lower()))


def put(widget: QWidget, column: str) -> None:
    """Bring a shown control into the state of its column, as a mouse or a keyboard would."""
    if column == "Disabled":
        widget.setEnabled(False)
    elif column == "Hover":
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        QApplication.sendEvent(widget, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    elif column == "Pressed" and hasattr(widget, "setDown"):
        widget.setDown(True)
    elif column == "Pressed" and isinstance(widget, Slider):
        widget.setSliderDown(True)


@scene("components", (888, 624))
def components() -> QWidget:
    window = QWidget()
    grid = QGridLayout(window)
    grid.setContentsMargins(space.xxl, space.l, space.xxl, space.l)
    grid.setHorizontalSpacing(space.l)
    grid.setVerticalSpacing(space.s)
    for y, row in enumerate(ROWS):
        grid.addWidget(Text(row, align=Qt.AlignmentFlag.AlignVCenter), y + 1, 0)
    for x, column in enumerate(COLUMNS):
        grid.addWidget(Text(column, "small", "ink2"), 0, x + 1)
        for y, row in enumerate(ROWS):
            control = make(row, column)
            control.setObjectName(f"{row}/{column}")
            grid.addWidget(control, y + 1, x + 1, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            put(control, column)
    grid.addWidget(Divider(), len(ROWS) + 1, 0, 1, len(COLUMNS) + 1)
    grid.addWidget(marks(), len(ROWS) + 2, 0, 1, len(COLUMNS) + 1)
    return window


def marks() -> QWidget:
    """Every state in both sizes with its word."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    for state in STATES:
        pair = QHBoxLayout()
        pair.addWidget(StateMark("session", state))
        pair.addWidget(StateMark("prompt", state, side=PROMPT_SIDE))
        pair.addStretch()
        column = QVBoxLayout()
        column.addLayout(pair)
        column.addWidget(Text(state.replace("_", " ").capitalize(), "small", wrap=False))
        line.addLayout(column)
    return row


def focus_scene(row: str) -> None:
    """One picture with the keyboard on this control: only one thing can have the focus."""

    def focus(window: QWidget) -> None:
        window.activateWindow()
        control = window.findChild(QWidget, "it")
        control.clearFocus()
        control.setFocus(Qt.FocusReason.TabFocusReason)

    @scene(f"focus-{row.lower().replace(' ', '-')}", arrange=focus)
    def build() -> QWidget:
        window = QWidget()
        line = QHBoxLayout(window)
        control = make(row, "Focus")
        control.setObjectName("it")
        line.addWidget(control)
        return window


for each in ROWS:
    focus_scene(each)


def fields() -> QWidget:
    """Everything a person fills, in one column."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(space.xxl, space.l, space.xxl, space.l)
    column.setSpacing(space.m)
    search = SearchField("Search 41 moves and pages")
    column.addLayout(Controls(search, Choice(["Office", "Home"], "Profile"), TimeField(time(8, 30), "From")))
    snooze = SplitButton("Snooze 5 min", lambda _menu: None)
    column.addLayout(Controls(snooze, Chip("Minutes", arrow=True), SegmentSwitch(["Day", "Week", "Month"], 2), None))
    sides = SideSwitch("Left", "Right")
    column.addWidget(sides)
    column.addLayout(Controls(TickBox("It began with a fall, crash or sports injury")))
    a_day = LabelledSlider("Stretch sessions", 1, 8, 4, lambda n: f"{n} a day", hint="three to five work best")
    column.addWidget(a_day)
    column.addWidget(Block("Tension, never pain. Ease off if it twinges."))
    column.addWidget(Block("Unknot asks once it ends.", "In a call since 13:27", "call"))
    column.addWidget(Block("Get emergency help now.", tone="alarm", icon_name="warning"))
    card = Card()
    inside = QHBoxLayout(card.content)
    inside.addWidget(Tile(96))
    inside.addWidget(Text("Skipped. Next session at 16:30."))
    column.addWidget(card)
    column.addStretch()
    return window


scene("fields", (640, 800))(fields)
scene("fields-rtl", (640, 800), right_to_left=True)(fields)


@scene("type", (640, 0))
def type_scale() -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(space.xxl, space.l, space.xxl, space.l)
    for role, words in (
        ("display", "Time for your upper back"),
        ("title", "Two of four sessions done"),
        ("title-small", "Neck side bend"),
        ("heading", "Upper back, 3 minutes"),
        ("instruction", "Let your right ear sink toward your right shoulder. Breathe out, and let it hang."),
        ("lead", "Unknot asks you to stand up about every hour, and guides a few short stretches a day."),
        ("body", "Not moved since yesterday. You marked a knot left of the spine."),
        ("small", "three to five work best"),
    ):
        column.addWidget(Text(words, role))
    return window


@scene("sidebar", (176, 400))
def sidebar() -> QWidget:
    rows = [("today", "Today", "today"), ("library", "Library", "library"), ("settings", "Settings", "settings")]
    return SideBar(rows)


@scene("buttons-german", (368, 0))
def german() -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(Button("Unterbrechen", Role.PRIMARY, "pause", "Leertaste", 48))
    column.addWidget(Button("Schulterblätter zusammenziehen", Role.SECONDARY))
    column.addWidget(Button("Das tut weh", Role.PAIN_QUIET, "warning", "H"))
    column.addWidget(Button("Einheit beenden", Role.BARE, key="Esc"))
    return window
