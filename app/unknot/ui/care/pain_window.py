"""The pain dialog: where it hurts, how much, and whether it is an emergency."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from unknot.core.history import CareEvent
from unknot.services.pain_log import LONGEST_NOTE
from unknot.ui.care.pain_parts import Flags, Where
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import LineEdit
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.room import fitted
from unknot.ui.kit.scale import Scale
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.pages.parts import Columns
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import frame, pain
from unknot.ui.tr import tr
from unknot.ui.welcome.pieces import ENTER
from unknot.ui.welcome.window import say

Way = QBoxLayout.Direction


class PainWindow(QWidget):
    """Nothing is chosen beforehand. Enter saves, digits say how strong it is, Esc leaves without a word. A red flag
    needs nothing else: its button leads to the emergency page at once; an entry that is whole is kept with it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Log pain"))
        self.setMinimumSize(pain.least_width, frame.lowest)
        self.resize(fitted(pain.width, pain.height))
        self.where = Where(shell.body_map(), shell.pain_log.last_places(), self._answered)
        self.flags = Flags(tr("Is any of this true today?"))
        self.scale = Scale(tr("How strong"))
        self.painkillers = TickBox(tr("I took painkillers for it"))
        self.always = TickBox(tr("It has been there as long as I can remember"))
        self.note = LineEdit(name=tr("Note"))
        self.note.setPlaceholderText(tr("A note, if you like"))
        self.note.setMaxLength(LONGEST_NOTE)
        self.missing = Block()
        self.missing.hide()
        self.cancel = Button(tr("Cancel"))
        self.save = Button(tr("Save"), Role.PRIMARY, key=tr("Enter"))
        self._lay_out()
        self.scale.chosen.connect(lambda _n: self._answered())
        self.flags.ticked.connect(self._flagged)
        self.cancel.clicked.connect(self.close)
        self.save.clicked.connect(self.keep)
        self.where.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        page = ScrollPage(space.l, space.l)
        page.body.setContentsMargins(space.l, space.l, space.l, space.s)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(Text(tr("Where does it hurt?"), "heading"))
        beside.addSpacing(space.xs)
        beside.addWidget(Text(tr("Pick one area or more."), "body", "ink2"))
        beside.addSpacing(space.s)
        beside.addLayout(Stacked(self.where.chips))
        offer = Columns(Way.TopToBottom)
        offer.addWidget(self.where.offer)
        beside.addLayout(offer)
        beside.addSpacing(space.m)
        beside.addLayout(Stacked(self.flags))
        beside.addStretch(1)
        self._top = QBoxLayout(Way.LeftToRight)
        self._top.setSpacing(space.l)
        self._top.addWidget(self.where.map)
        self._top.addLayout(beside, 1)
        page.body.addLayout(self._top)
        page.body.addSpacing(space.m)
        page.body.addWidget(Text(tr("How strong now?"), "label"))
        page.body.addSpacing(space.xs)
        page.body.addWidget(self.scale)
        page.body.addSpacing(space.sm)
        page.body.addLayout(Folding(self.painkillers, self.always, None, gap=space.m))
        page.body.addSpacing(space.s)
        page.body.addLayout(Stacked(self.note))
        page.body.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(space.l, space.s, space.l, space.l)
        foot.setSpacing(space.sm)
        foot.addWidget(self.missing)
        foot.addLayout(Folding(None, self.cancel, self.save, last_first=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(foot)
        self._page = page

    # what the person says

    def _answered(self) -> None:
        self.missing.hide()

    def _flagged(self, any_sign: bool) -> None:
        self.missing.hide()
        self.save.setText(tr("Get help") if any_sign else tr("Save"))
        self.save.setAccessibleName(self.save.text())
        self.save.set_role(Role.ALARM if any_sign else Role.PRIMARY)

    def keep(self) -> None:
        """Write it down, or say what is missing; a red flag opens the emergency page either way."""
        flags = self.flags.flags()
        strength = self.scale.value
        whole = strength is not None and (strength == 0 or bool(self.where.chosen))
        if whole and strength is not None:
            self._shell.pain_log.log(
                self.where.chosen,
                strength,
                painkillers=self.painkillers.isChecked(),
                always=self.always.isChecked(),
                note=self.note.text(),
                flags=flags,
            )
        elif flags:
            self._shell.care.answer(CareEvent.RED_FLAG, flags)
        else:
            self._ask()
            return
        if flags:
            self._shell.windows.open_emergency()
        self.close()

    def _ask(self) -> None:
        """Say what is missing, and go there."""
        nowhere = not self.where.chosen
        if nowhere and self.scale.value is None:
            text = tr("Pick where it hurts, and how strong it is.")
        elif nowhere:
            text = tr("Pick where it hurts.")
        else:
            text = tr("Pick how strong it is.")
        self.missing.set_text(text)
        self.missing.show()
        if nowhere:
            self.where.map.take_focus()
            self._page.ensureWidgetVisible(self.where.map)
        else:
            self.scale.take_focus()
            self._page.ensureWidgetVisible(self.scale)
        say(self, text)

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in ENTER:
            if event.isAutoRepeat():
                return
            if isinstance(focused, Button):
                focused.click()
            else:
                self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not (event.text().isdigit() and self.scale.key(event)):  # digits that no field took say how strong it is
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < pain.stacked_below
        self._top.setDirection(Way.TopToBottom if stacked else Way.LeftToRight)
        self.where.map.setMinimumSize(pain.map, pain.map_high)
        self.where.map.setMaximumWidth(16_777_215 if stacked else pain.map)
