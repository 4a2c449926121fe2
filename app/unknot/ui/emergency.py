"""The emergency page: get help now, what is off, and two quiet ways on. It never closes by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRectF, Qt, QTimeZone
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.care import CareState
from unknot.core.history import CareEvent
from unknot.ports import Undo
from unknot.ui import red_flags
from unknot.ui.emergency_numbers import numbers_for
from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import empty, right_to_left
from unknot.ui.kit.room import fitted
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import Followed
from unknot.ui.shell import Page, Shell
from unknot.ui.theme import radius, size, space, theme
from unknot.ui.theme.windows import emergency, frame
from unknot.ui.tr import tr
from unknot.ui.welcome.pieces import ENTER, Sign


class NumberCard(QWidget):
    """The number to call, and the country where it is that. A screen reader says it digit by digit."""

    def __init__(self, country: str, number: str) -> None:
        super().__init__()
        where = tr("Emergency number in {country}").format(country=country)
        digits = Text(number, "side", wrap=False)
        digits.setAccessibleName(" ".join(number))
        self.setAccessibleName(f"{where}: {' '.join(number)}")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Text(where, "body", "ink2"))
        lines.addWidget(digits)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.ml, space.m, space.ml)
        row.setSpacing(space.ml)
        row.addWidget(Icon("phone", "alarm", size.icon + space.xs))
        row.addLayout(lines, 1)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.alarm), 2 if tokens.contrast else 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius.tile, radius.tile)


class Line(QWidget):
    """An icon and what it means."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.sm)
        row.addWidget(Icon(icon, "ink"), 0, Qt.AlignmentFlag.AlignTop)
        self.text = Text(text)
        row.addWidget(self.text, 1)


class EmergencyWindow(Followed, QWidget):
    """On the alarm's tint. Closing it changes nothing; only an answer does, here or elsewhere."""

    def __init__(
        self, shell: Shell, locale: QLocale | None = None, zone: QTimeZone | None = None, parent: QWidget | None = None
    ) -> None:
        """``locale`` and ``zone`` tell the country; the system's unless given."""
        super().__init__(parent)
        self._shell = shell
        self.setObjectName("emergency")
        self.setWindowTitle(tr("Unknot"))
        self.setMinimumSize(emergency.least_width, frame.lowest)
        self.resize(fitted(emergency.width, emergency.height))
        self.sign = Sign("warning", "alarm", emergency.warning)
        self.title = Text(tr("Get emergency help now"), "title")
        self.reason = Text("", "lead-large")
        self.signs = QVBoxLayout()
        here = zone or QTimeZone(QTimeZone.systemTimeZoneId())
        self.cards = [NumberCard(*found) for found in numbers_for(locale or QLocale.system(), here)]
        self.ask = Text(tr("Has a doctor looked at this?"), "label")
        self.seen = Button(tr("I have been seen by a doctor…"))
        self.mistake = Button(tr("I ticked this by mistake"), Role.PLAIN)
        self.yes = Button(tr("Yes, go on"))
        self.not_yet = Button(tr("Not yet"), Role.PLAIN)
        self._lay_out()
        self.seen.clicked.connect(self._be_sure)
        self.mistake.clicked.connect(lambda: self._answer(CareEvent.MISTAKE))
        self.yes.clicked.connect(lambda: self._answer(CareEvent.SEEN))
        self.not_yet.clicked.connect(self._back)
        self._show_question(False)
        self.refresh()
        theme().changed.connect(self.update)

    def _lay_out(self) -> None:
        page = ScrollPage(emergency.margin, space.xxl)
        body = self._body = page.body
        body.addWidget(self.sign)
        body.addSpacing(space.m)
        body.addWidget(self.title)
        body.addSpacing(space.sm)
        body.addWidget(self.reason)
        self.signs.setSpacing(space.xs)
        body.addLayout(self.signs)
        cards = self._card_row = QHBoxLayout()
        cards.setSpacing(space.m)
        for card in self.cards:
            cards.addWidget(card, 1)
        body.addLayout(cards)
        body.addSpacing(space.xxl)
        body.addWidget(Line("pause", tr("Exercises and prompts are off.")))
        body.addSpacing(space.sm)
        body.addWidget(Line("check", tr("They stay off until you say you have been seen.")))
        body.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(emergency.margin, space.sm, emergency.margin, space.xl)
        foot.setSpacing(space.sm)
        foot.addWidget(self.ask)
        foot.addLayout(Folding(self.seen, self.yes, None, self.not_yet, self.mistake))
        column = QVBoxLayout(self)
        column.setContentsMargins(emergency.edge, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(foot)

    # what is so

    def follow(self) -> Sequence[Undo]:
        return (self._shell.care.on_change(self._care_changed),)

    def refresh(self) -> None:
        """Word it by the signs that were ticked since exercises are off."""
        stops = self._shell.care.stops()
        flags = stops[-1].flags if stops else ()
        self.reason.set_text(f"{red_flags.reason(flags)} {tr('Call, or ask someone near you to call.')}")
        empty(self.signs)
        self.signs.setContentsMargins(0, space.sm if len(flags) > 1 else 0, 0, 0)
        for flag in flags if len(flags) > 1 else ():
            self.signs.addWidget(Line("minus", red_flags.label(flag)))

    def _care_changed(self) -> None:
        if self._shell.care.state is CareState.BLOCKED:
            self.refresh()
        else:
            self.close()

    # what the person says

    def _show_question(self, on: bool) -> None:
        for widget in (self.ask, self.yes, self.not_yet):
            widget.setVisible(on)
        for widget in (self.seen, self.mistake):
            widget.setVisible(not on)

    def _be_sure(self) -> None:
        self._show_question(True)
        self.not_yet.setFocus(Qt.FocusReason.TabFocusReason)
        self._say(self.ask.text)

    def _back(self) -> None:
        self._show_question(False)
        self.seen.setFocus(Qt.FocusReason.TabFocusReason)

    def _answer(self, event: CareEvent) -> None:
        self._shell.care.answer(event)
        self._shell.windows.open(Page.TODAY)

    def _say(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in ENTER and isinstance(focused, Button):
            if not event.isAutoRepeat():
                focused.click()
        elif event.key() == Qt.Key.Key_Escape:
            self._back() if self.ask.isVisible() else self.close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        numbers = [card.accessibleName() for card in self.cards]
        self._say(" ".join([f"{self.title.text}.", self.reason.text, *numbers]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < emergency.low
        self.sign.setVisible(not low)
        self.title.set_role("title-small" if low else "title")
        self._body.setContentsMargins(emergency.margin, space.m if low else space.xxl, emergency.margin, 0)
        self._card_row.setContentsMargins(0, (space.m if low else space.xl) if self.cards else 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.alarm_tint))
        left = self.width() - emergency.edge if right_to_left(self) else 0
        painter.fillRect(left, 0, emergency.edge, self.height(), QColor(tokens.alarm))
