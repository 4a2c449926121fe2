"""Care's Help tab: the emergency signs first, then when to see a doctor and what to expect, and painkillers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.care import CareState, Stop
from unknot.core.history import CareEvent
from unknot.core.library import Advice, AdviceText, Section
from unknot.ports import Undo
from unknot.ui import red_flags
from unknot.ui.care.pain_parts import Flags
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.layout import Controls, Stacked, empty
from unknot.ui.kit.text import Text
from unknot.ui.pages.care_advice import AdviceCards
from unknot.ui.pages.parts import HANG, Followed
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import pain
from unknot.ui.tr import tr
from unknot.ui.words import pain as words

Way = QBoxLayout.Direction
PAGES = ("doctor", "otc")
"""The advice pages that are shown here, in this order."""
IN_ORDER = {("doctor", 1), ("otc", 0)}
"""Their sections whose lines are steps, one after the other: these get numbers."""
NUMBER = 24
"""The column of the numbers, pixels."""


class Emergency(QWidget):
    """The signs that need help now, to be ticked; or, while exercises are off, the way to the page that says so."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        text = shell.library.advice_text.get("emergency")
        self.flags = Flags(tr("Is any of this true with your pain?"))
        self.help = Button(tr("Get help"), Role.ALARM)
        self.help.setEnabled(False)
        self.caution = Block(text.caution if text else "", icon_name="warning", tone="alarm")
        self.off = Block(tr("They stay off until you say you have been seen."), tr("Exercises and prompts are off."),
                         "pause", "alarm")
        self.page = Button(tr("Open the emergency page"), Role.ALARM)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, 0, HANG, 0)
        column.setSpacing(space.m)
        column.addWidget(Text(text.name if text else tr("Emergency"), "heading"))
        column.addLayout(Stacked(self.flags))
        column.addWidget(self.caution)
        column.addWidget(self.off)
        column.addLayout(Controls(self.help, self.page, None))
        self.flags.ticked.connect(self.help.setEnabled)
        self.help.clicked.connect(self._get_help)
        self.page.clicked.connect(shell.windows.open_emergency)

    def refresh(self) -> None:
        """Show what is so now."""
        blocked = self._shell.care.state is CareState.BLOCKED
        for part in (self.caution, self.flags, self.help):
            part.setVisible(not blocked)
        for part in (self.off, self.page):
            part.setVisible(blocked)

    def _get_help(self) -> None:
        self._shell.care.answer(CareEvent.RED_FLAG, self.flags.flags())
        self.flags.clear()
        self._shell.windows.open_emergency()


class Page(QWidget):
    """One advice page: its purpose, its sections, its caution, and where it is from."""

    def __init__(self, id_: str, advice: Advice, text: AdviceText) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, 0, HANG, 0)
        column.setSpacing(0)
        column.addWidget(Text(text.name, "heading"))
        column.addWidget(Text(text.purpose, "body", "ink2"))
        for index, section in enumerate(text.sections):
            column.addSpacing(space.m)
            self._add(column, section, numbered=(id_, index) in IN_ORDER)
        if text.caution:
            column.addSpacing(space.m)
            column.addWidget(Block(text.caution))
        column.addSpacing(space.s)
        sources = ", ".join(
            f"{source.title} ({source.link})" if source.link else source.title for source in advice.sources
        )
        column.addWidget(Text(tr("From: {sources}").format(sources=sources), "small", "ink2"))

    @staticmethod
    def _add(column: QVBoxLayout, section: Section, numbered: bool) -> None:
        column.addWidget(Text(section.title, "label"))
        for index, line in enumerate(section.lines, start=1):
            column.addSpacing(space.xs)
            if not numbered:
                column.addWidget(Text(line))
                continue
            row = QHBoxLayout()
            row.setSpacing(0)
            number = Text(str(index), "label", "ink2", wrap=False)
            number.setMinimumWidth(NUMBER)
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(line), 1)
            column.addLayout(row)


class Stops(QWidget):
    """When red flags stopped the exercises, newest first; nothing when they never did."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._told: tuple[Stop, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space.s)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, 0, HANG, 0)
        column.setSpacing(space.sm)
        column.addWidget(Text(tr("When exercises were off"), "heading"))
        column.addLayout(self._rows)

    def refresh(self) -> None:
        """Show what is so now."""
        told = self._shell.care.stops()
        self.setVisible(bool(told))
        if told == self._told:
            return
        self._told = told
        empty(self._rows)
        today = self._shell.clock.now().date()
        for stop in reversed(told):
            self._rows.addWidget(_stop_row(words.stopped(stop, today), words.lifted(stop), stop.flags))


def _stop_row(when: str, lifted: str, flags: Sequence[str]) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Text(f"{when}. {lifted}.", "label"))
    signs = " · ".join(red_flags.label(flag) for flag in flags)
    column.addWidget(Text(signs, "body", "ink2"))
    row.setAccessibleName(f"{when}. {lifted}. {signs}")
    return row


class HelpTab(Followed, QWidget):
    """Follows care and the pain log while it can be seen."""

    reach = HANG

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.advice = AdviceCards(shell, here=True)
        self.emergency = Emergency(shell)
        library = shell.library
        self.pages = [
            Page(id_, library.advice[id_], library.advice_text[id_])
            for id_ in PAGES if id_ in library.advice and id_ in library.advice_text
        ]
        self.stops = Stops(shell)
        self._sides = QBoxLayout(Way.LeftToRight)
        self._sides.setSpacing(pain.column_gap - 2 * HANG)
        self._sides.addLayout(_side(self.emergency, self.stops), 1)
        self._sides.addLayout(_side(*self.pages), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.advice)
        column.addLayout(self._sides)
        column.addStretch(1)

    def follow(self) -> Sequence[Undo]:
        return (self._shell.care.on_change(self.refresh), self._shell.pain_log.on_change(self.refresh))

    def refresh(self) -> None:
        """Show what is so now."""
        for part in (self.advice, self.emergency, self.stops):
            part.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= pain.beside_from
        self._sides.setDirection(Way.LeftToRight if beside else Way.TopToBottom)
        self._sides.setSpacing(pain.column_gap - 2 * HANG if beside else space.xl)


def _side(*parts: QWidget) -> QVBoxLayout:
    side = QVBoxLayout()
    side.setSpacing(space.xl)
    for part in parts:
        side.addWidget(part)
    side.addStretch(1)
    return side
