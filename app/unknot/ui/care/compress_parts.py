"""What stands below the stage of a compress: before it, while it is on, and after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.body import Area, Side
from unknot.core.care_records import CompressKind
from unknot.ui import words
from unknot.ui.care.timer_window import Part
from unknot.ui.kit.blocks import Block, Icon
from unknot.ui.kit.button import Button, Chip, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.marks import round_pen, tick_path
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import open_menu, wrapping_row
from unknot.ui.theme import size, space, theme
from unknot.ui.theme.windows import timers as sizes
from unknot.ui.tr import tr
from unknot.ui.words import compress as said

MINUTE = 60
SIDES = (Side.LEFT, Side.BOTH, Side.RIGHT)
NO_SIDES = frozenset({Area.LOWER_BACK, Area.CHEST, Area.EYES})
"""Areas of which one rarely means one side alone; it can still be told by the words of the person."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the controls ask for."""

    start: Callable[[], object]
    main: Callable[[], object]
    stop: Callable[[], object]
    longer: Callable[[], object]
    withdraw: Callable[[], object]
    other: Callable[[], object]
    cold: Callable[[], object]
    close: Callable[[], object]


class Beads(QWidget):
    """One bead for each of a day: done, under way, still to come."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._running, self._of = 0, False, 3
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_day(self, done: int, running: bool, of: int, spoken: str) -> None:
        """``done``: over by now; ``running``: whether one more is under way."""
        self._done, self._running, self._of = done, running, max(of, done + running)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._of * sizes.bead_side + (self._of - 1) * space.sm, sizes.bead_side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, half = sizes.bead_side + space.sm, sizes.bead_side / 2
        for index in range(self._of):
            x = half + index * step
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                x = self.width() - x
            self._bead(painter, QPointF(x, half), half - 1, index)

    def _bead(self, painter: QPainter, at: QPointF, radius: float, index: int) -> None:
        t = theme().tokens
        if index < self._done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawEllipse(at, radius, radius)
            painter.setPen(round_pen(t.on_accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(tick_path(at, 2 * radius))
            return
        now = index == self._done and self._running
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(t.accent if now else t.border), 3 if now else 1.5))
        painter.drawEllipse(at, radius - 1, radius - 1)
        if now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawEllipse(at, radius / 3, radius / 3)


class DayLine(QWidget):
    """Which one of the day it is, the rule, and the beads."""

    def __init__(self) -> None:
        super().__init__()
        self.which = Text("", "label")
        self.rule = Text("", "body", "ink2")
        self.beads = Beads()
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.which)
        lines.addWidget(self.rule)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.m)
        row.addLayout(lines, 1)
        row.addWidget(self.beads, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_day(self, kind: CompressKind, done: int, running: bool, of: int) -> None:
        """``done``: over by now."""
        which = said.number_today(done + 1, of) if running else said.so_far(done, of)
        self.which.set_text(which)
        self.rule.set_text(said.rule(kind, of))
        self.beads.show_day(done, running, of, which)


class Where(QWidget):
    """Where it is put, if the person wants to say: an area, and a side."""

    def __init__(self) -> None:
        super().__init__()
        self.area: Area | None = None
        self.chip = Chip(tr("Where?"), checkable=False, arrow=True)
        self.sides = SegmentSwitch((tr("Left"), tr("Both"), tr("Right")), 1)
        self.sides.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.sides.set_name(tr("Side"))
        self.sides.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.chip)
        row.addSpacing(space.s - 2 * RING)
        row.addWidget(self.sides)
        row.addStretch(1)
        self.chip.clicked.connect(lambda: open_menu(self.chip, self.fill))

    @property
    def side(self) -> Side | None:
        """The side, once there is an area."""
        return SIDES[self.sides.index] if self.area is not None else None

    def fill(self, menu: QMenu) -> None:
        """All areas."""
        for area in Area:
            if area is not Area.EYES:
                menu.addAction(words.area(area)).triggered.connect(lambda _on=False, area=area: self.set_area(area))

    def set_area(self, area: Area, side: Side = Side.BOTH) -> None:
        """It is put here."""
        self.area = area
        self.chip.setText(words.area(area))
        self.chip.updateGeometry()
        self.sides.set_index(SIDES.index(side))
        self.sides.setVisible(area not in NO_SIDES)


class BeforePart(Part):
    """What is used, where, the recipe, and Start; or why there is no other one today."""

    def __init__(
        self, wishes: Wishes, kind: CompressKind, ways: Sequence[str], recipe: Callable[[str], Sequence[str]],
        caution: str, minutes: int, refusal: tuple[str, str] | None,
    ) -> None:
        """``recipe``: the lines about a way."""
        super().__init__()
        self._recipe = recipe
        self.ways = {way: Chip(said.way_name(way)) for way in ways}
        self.where = Where()
        self.day = DayLine()
        self.lines = Text("", "body", "ink2")
        self.caution = Block(caution)
        self.title = Text(said.kind_name(kind), "heading")
        self.column.addWidget(self.title)
        if refusal is not None:
            self._say_no(wishes, kind, *refusal)
        else:
            self._offer(wishes, minutes)
        self.column.addStretch(1)
        self.refused = refusal is not None

    def _offer(self, wishes: Wishes, minutes: int) -> None:
        column = self.column
        column.addSpacing(space.sm)
        column.addLayout(wrapping_row(*self.ways.values()))
        column.addSpacing(space.s)
        column.addWidget(self.lines)
        column.addSpacing(space.sm)
        column.addLayout(Controls(self.where, None))
        column.addSpacing(space.m)
        column.addWidget(self.day)
        column.addSpacing(space.m)
        column.addWidget(self.caution)
        for way, chip in self.ways.items():
            chip.clicked.connect(lambda _on=False, way=way: self.choose(way))
        self.choose(next(iter(self.ways)))
        self.start = Button(tr("Start {n} minutes").format(n=minutes), Role.PRIMARY, "play", tr("Space"), size.action)
        self.start.clicked.connect(wishes.start)
        self.away = Button(tr("Close"), Role.SECONDARY, height=size.action)
        self.away.clicked.connect(wishes.close)
        self.set_foot(self.start, self.away, shares=(2, 1), keys={self.start: tr("Space")})

    def _say_no(self, wishes: Wishes, kind: CompressKind, title: str, instead: str) -> None:
        self.column.addSpacing(space.sm)
        self.column.addWidget(Block(instead, title, icon_name="info"))
        self.column.addSpacing(space.m)
        self.column.addWidget(self.day)
        self.away = Button(tr("Close"), Role.SECONDARY, height=size.action)
        self.away.clicked.connect(wishes.close)
        self.start = Button(tr("A gentle stretch"), Role.PRIMARY, "play", height=size.action)
        self.start.clicked.connect(wishes.other)
        if kind is CompressKind.HEAT:
            self.cold = Button(tr("Cold instead"), Role.SECONDARY, height=size.action)
            self.cold.clicked.connect(wishes.cold)
            self.set_foot(self.start, self.cold, self.away, shares=(3, 2, 2))
        else:
            self.set_foot(None, self.away)

    def choose(self, way: str) -> None:
        """This is used."""
        for each, chip in self.ways.items():
            chip.setChecked(each == way)
        lines = self._recipe(way)
        self.lines.set_text(" ".join(lines))
        self.lines.setVisible(bool(lines))

    @property
    def way(self) -> str:
        """What is used."""
        return next((way for way, chip in self.ways.items() if chip.isChecked()), "")

    def first(self) -> QWidget:
        return self.away if self.refused else self.start


class OnPart(Part):
    """It is on: what to heed, which one of the day it is, and Pause, Stop early, a little more."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__()
        self.title = Text("", "heading")
        self.way_icon = Icon("heat", "ink2", size.icon_small)
        self.way = Text("", "body", "ink2", wrap=False)
        self.instruction = Text("", "instruction")
        self.day = DayLine()
        self.caution = Block()
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(self.title, 1)
        head.addWidget(self.way_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.way, 0, Qt.AlignmentFlag.AlignVCenter)
        column = self.column
        column.addLayout(head)
        column.addSpacing(space.xs)
        column.addWidget(self.instruction)
        column.addSpacing(space.m)
        column.addWidget(self.day)
        column.addSpacing(space.m)
        column.addWidget(self.caution)
        column.addStretch(1)
        self.main = Button(tr("Pause"), Role.PRIMARY, "pause", tr("Space"), size.action)
        self.stop = Button(tr("Stop early"), Role.SECONDARY, height=size.action)
        self.longer = Button("", Role.SECONDARY, height=size.action)
        self.withdraw = Button(tr("It was a slip"), Role.SECONDARY, height=size.action)
        for button, wish in (
            (self.main, wishes.main), (self.stop, wishes.stop), (self.longer, wishes.longer),
            (self.withdraw, wishes.withdraw),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, wish=wish: wish())
        self.set_foot(
            self.main, self.stop, self.withdraw, self.longer, shares=(3, 2, 2, 2), keys={self.main: tr("Space")}
        )

    def first(self) -> QWidget:
        return self.main

    def set_more(self, seconds: float) -> None:
        """How much longer it may be; 0: no longer."""
        label = tr("{n} min more").format(n=round(seconds / MINUTE))
        if seconds and self.longer.text() != label:
            self.longer.setText(label)
            self.longer.setAccessibleName(label)
            self.longer.updateGeometry()
        self.longer.setVisible(seconds > 0)

    def set_running(self, running: bool) -> None:
        """What the first button does."""
        label = tr("Pause") if running else tr("Go on")
        if self.main.text() != label:
            self.main.setText(label)
            self.main.setAccessibleName(label)
            self.main.set_icon("pause" if running else "play")
            self.main.updateGeometry()


class OverPart(Part):
    """Time is up, or it was stopped."""

    def __init__(self, wishes: Wishes, title: str, what: str) -> None:
        super().__init__()
        self.title = Text(title, "title-small")
        self.day = DayLine()
        column = self.column
        column.addWidget(self.title)
        column.addSpacing(space.s)
        column.addWidget(Text(what, "instruction"))
        column.addSpacing(space.m)
        column.addWidget(self.day)
        column.addStretch(1)
        self.done = Button(tr("Done"), Role.PRIMARY, height=size.action)
        self.done.clicked.connect(wishes.close)
        self.set_foot(self.done, shares=(1,))

    def first(self) -> QWidget:
        return self.done
