"""Care's tab of heat and cold: what is on now, today's beads, the days after an injury, and how each is made."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.care_records import CompressKind
from unknot.core.library import AdviceText
from unknot.ports import Undo
from unknot.ui.care.compress_parts import DayLine, Where
from unknot.ui.kit.blocks import Block, Divider, Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.pages.parts import HANG, Followed
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import timers as sizes
from unknot.ui.tr import tr
from unknot.ui.words import compress as words

MINUTE = 60
BEADS = 3
"""Beads of a day where the page says nothing."""


class OnNow(QWidget):
    """What is on the skin now, with the way to its window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.icon = Icon("heat", "accent", size.icon + space.xs)
        self.title = Text("", "label")
        self.left = Text("", "body", "ink2")
        self.open = Button(tr("Show"), Role.PRIMARY)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.title)
        lines.addWidget(self.left)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        row.addWidget(self.icon)
        row.addLayout(lines, 1)
        row.addLayout(Controls(self.open))
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, 0, HANG, space.l)
        column.setSpacing(space.m)
        column.addLayout(row)
        column.addWidget(Divider())
        self.open.clicked.connect(self._open)

    def refresh(self) -> float | None:
        """Show what is so; the seconds until it says something else."""
        compresses = self._shell.compresses
        timer = compresses.running
        self.setVisible(timer is not None)
        if timer is None:
            return None
        self.icon.set_name("heat" if timer.kind is CompressKind.HEAT else "cold")
        self.title.set_text(words.title(timer.kind, timer.area, timer.side))
        left = compresses.left()
        said = words.left(left)
        self.left.set_text(said if timer.running else tr("Paused, {left}").format(left=said))
        return left % MINUTE + 1.0 if timer.running else None

    def _open(self) -> None:
        timer = self._shell.compresses.running
        if timer is not None:
            self._shell.windows.open_compress(timer.kind)


class KindColumn(QWidget):
    """Heat, or cold: what for, today's beads, Start or why not, and the recipes of its page."""

    def __init__(self, shell: Shell, kind: CompressKind) -> None:
        super().__init__()
        self._shell, self._kind = shell, kind
        page = shell.library.advice_text.get(str(kind))
        self.title = Text(page.name if page else words.kind_name(kind), "heading")
        self.day = DayLine()
        self.refusal = Block(icon_name="info")
        heat = kind is CompressKind.HEAT
        label, icon = (tr("Start heat…"), "heat") if heat else (tr("Start cold…"), "cold")
        self.start = Button(label, Role.SECONDARY, icon)
        self.start.clicked.connect(lambda: shell.windows.open_compress(kind))
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, 0, HANG, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(Text(page.purpose if page else "", "body", "ink2"))
        column.addSpacing(space.m)
        column.addWidget(self.day)
        column.addSpacing(space.m)
        column.addWidget(self.refusal)
        column.addLayout(Controls(self.start, None))
        self.injury = InjuryPart(shell, column) if kind is CompressKind.COLD else None
        column.addSpacing(space.l)
        if page is not None:
            self._add_page(column, page)
        column.addStretch(1)

    def _add_page(self, column: QVBoxLayout, page: AdviceText) -> None:
        column.addWidget(Block(page.caution))
        for section in page.sections:
            column.addSpacing(space.l)
            column.addWidget(Text(section.title, "label"))
            column.addSpacing(space.xs)
            for line in section.lines:
                column.addWidget(Text(line, "body", "ink2"))

    def refresh(self) -> None:
        """Show today's."""
        compresses, kind = self._shell.compresses, self._kind
        page = self._shell.library.advice.get(str(kind))
        least = page.numbers.get("least-a-day") if page else None
        of = compresses.most_a_day(kind) or (int(least.usual) if least else BEADS)
        running = compresses.running is not None and compresses.running.kind is kind
        done = len(compresses.today(kind)) - running
        self.day.show_day(kind, done, running, of)
        found = compresses.allowed(kind)
        limit = not found.allowed and compresses.running is None
        title, instead = words.refused(found) if limit else ("", "")
        self.refusal.set_text(instead, title)
        self.refusal.setVisible(limit)
        self.start.setVisible(found.allowed)
        if self.injury is not None:
            self.injury.refresh()


class InjuryPart:
    """The days of cold after an injury: begun here, with calls to the next compress if wanted. Its controls stand in
    the column of who makes it."""

    def __init__(self, shell: Shell, column: QVBoxLayout) -> None:
        self._shell = shell
        self.title = Text("", "label")
        self.line = Text("", "body", "ink2")
        self.first = Text(tr("Back pain after a fall, a crash or a sports injury? Get help first."), "body", "ink2")
        self.where = Where()
        self.remind = TickBox(tr("Call me to the next one"))
        self.begin = Button(tr("I hurt myself today"), Role.SECONDARY)
        self.end = Button(tr("It is better"), Role.SECONDARY)
        column.addSpacing(space.l)
        column.addWidget(Divider())
        column.addSpacing(space.l)
        column.addWidget(self.title)
        column.addSpacing(space.xs)
        column.addWidget(self.line)
        column.addWidget(self.first)
        column.addSpacing(space.sm)
        column.addLayout(Controls(self.where, None))
        column.addSpacing(space.xs)
        column.addLayout(Controls(self.remind))
        column.addSpacing(space.s)
        column.addLayout(Folding(self.begin, self.end, None))
        self.begin.clicked.connect(self._begin)
        self.end.clicked.connect(shell.compresses.end_injury)
        self.remind.clicked.connect(self._remind)

    def refresh(self) -> None:
        """Show where it stands."""
        course = self._shell.compresses.course
        self.where.setVisible(course is None)
        self.begin.setVisible(course is None)
        self.first.setVisible(course is None)
        self.end.setVisible(course is not None)
        if course is None:
            page = self._shell.library.advice.get(str(CompressKind.COLD))
            days = page.numbers.get("days") if page else None
            self.title.set_text(tr("After an injury"))
            self.line.set_text(
                tr("Cold helps in the first {least} to {most} days.").format(least=int(days.least), most=int(days.most))
                if days else tr("Cold helps in the first days.")
            )
        else:
            self.title.set_text(words.course_title(course))
            self.line.set_text(words.course_line(course, self._shell.clock.now()))
            self.remind.setChecked(course.reminds)

    def _begin(self) -> None:
        where = self.where
        self._shell.compresses.begin_injury(where.area, where.side, reminds=self.remind.isChecked())

    def _remind(self, on: bool) -> None:
        if self._shell.compresses.course is not None:
            self._shell.compresses.remind(on)


class HeatTab(Followed, QWidget):
    """Follows the compresses while it can be seen. Wide: heat and cold side by side."""

    reach = HANG

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.on_now = OnNow(shell)
        self.heat = KindColumn(shell, CompressKind.HEAT)
        self.cold = KindColumn(shell, CompressKind.COLD)
        self.both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.both.setSpacing(space.l)
        self.both.addWidget(self.heat, 1)
        self.both.addWidget(self.cold, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.on_now)
        column.addLayout(self.both)
        column.addStretch(1)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell_left)

    def follow(self) -> Sequence[Undo]:
        return (self._shell.compresses.on_change(self.refresh),)

    def refresh(self) -> None:
        """Show what is so now."""
        for part in (self.heat, self.cold):
            part.refresh()
        self._tell_left()

    def _tell_left(self) -> None:
        """The minutes left, and again when they are others."""
        wait = self.on_now.refresh()
        if wait is None:
            self._timer.stop()
        else:
            self._timer.start(ceil(wait * sizes.second_ms))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < sizes.tab_stacked_below
        self.both.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.both.setSpacing(space.xxl if narrow else space.l)
