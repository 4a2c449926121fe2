"""The emergency page: get help now, what is off, and two quiet ways on. It never closes by itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt, QTimeZone
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.care import RED_FLAGS, CareState
from unknot.core.history import CareEvent
from unknot.ui.emergency_numbers import numbers_for
from unknot.ui.kit.blocks import Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import wrapping_row
from unknot.ui.shell import Shell
from unknot.ui.theme import radius, space, theme
from unknot.ui.theme.windows import emergency


def tr(text: str) -> str:
    """Translate in the context ``emergency``."""
    return QCoreApplication.translate("emergency", text)


def reason(flags: tuple[str, ...]) -> str:
    """Why: one sentence a ticked flag, then what to do."""
    because = {
        "chest": tr("Back pain with chest pain, trouble breathing or sweating can be serious."),
        "injury": tr("Back pain after a fall, a crash or a sports injury can be serious."),
        "bladder": tr("Back pain with bladder or bowel trouble can be serious."),
        "fever": tr("Back pain with fever can be serious."),
        "saddle": tr("Back pain with numbness around your bottom or genitals can be serious."),
        "legs": tr("Back pain with new weakness or numbness in both legs can be serious."),
    }
    said = [because[flag] for flag in RED_FLAGS if flag in flags]
    said = said or [tr("Back pain with warning signs can be serious.")]
    return " ".join([*said, tr("Call, or ask someone near you to call.")])


class NumberCard(QWidget):
    """The number to call, and the country where it is that."""

    def __init__(self, country: str, number: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("Emergency number, {country}: {number}").format(country=country, number=number))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Text(tr("Emergency number, {country}").format(country=country), "body", "ink2"))
        lines.addWidget(Text(number, "side"))
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.m, space.m, space.m)
        row.setSpacing(space.ml)
        row.addWidget(Icon("phone", "alarm"))
        row.addLayout(lines, 1)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.alarm), 2 if tokens.contrast else 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius.control, radius.control)


class EmergencyWindow(QWidget):
    """On the alarm's tint. Closing it changes nothing; only an answer does."""

    def __init__(
        self, shell: Shell, locale: QLocale | None = None, zone: QTimeZone | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._sure = False
        self.setWindowTitle(tr("Unknot"))
        self.setMinimumHeight(340)
        self.resize(emergency.width, emergency.height)
        self.title = Text(tr("Get emergency help now"), "title")
        self.reason = Text("", "lead-large")
        here = zone or QTimeZone(QTimeZone.systemTimeZoneId())
        self.cards = [NumberCard(*found) for found in numbers_for(locale or QLocale.system(), here)]
        self.seen = Button(tr("I have been seen by a doctor…"))
        self.mistake = Button(tr("I ticked this by mistake"), Role.BARE)
        self.back = Button(tr("Not yet"), Role.BARE)
        self.ask = Text(tr("Has a doctor said that you may stretch again?"), "label")
        self._lay_out()
        self.seen.clicked.connect(self._seen)
        self.mistake.clicked.connect(lambda: self._answer(CareEvent.MISTAKE))
        self.back.clicked.connect(lambda: self._be_sure(False))
        self.refresh()
        theme().changed.connect(self.update)

    def _lay_out(self) -> None:
        page = ScrollPage(emergency.margin)
        body = page.body
        self.sign = QWidget()
        sign = QVBoxLayout(self.sign)
        sign.setContentsMargins(0, space.l, 0, space.l)
        sign.addWidget(Icon("warning", "alarm", emergency.warning))
        body.addWidget(self.sign)
        body.addWidget(self.title)
        body.addSpacing(space.s)
        body.addWidget(self.reason)
        body.addSpacing(space.l)
        cards = QHBoxLayout()
        cards.setSpacing(space.m)
        for card in self.cards:
            cards.addWidget(card, 1)
        body.addLayout(cards)
        body.addSpacing(space.l)
        for icon, text in (
            ("pause", tr("Exercises and prompts are off.")),
            ("check", tr("They stay off until you say you have been seen.")),
        ):
            line = QHBoxLayout()
            line.setSpacing(space.sm)
            line.addWidget(Icon(icon, "ink"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(text), 1)
            body.addLayout(line)
            body.addSpacing(space.sm)
        body.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(emergency.margin, space.s, emergency.margin, space.l)
        foot.setSpacing(space.sm)
        foot.addWidget(self.ask)
        foot.addLayout(wrapping_row(self.seen, self.mistake, self.back))
        column = QVBoxLayout(self)
        column.setContentsMargins(emergency.edge, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(foot)
        self._be_sure(False)

    def refresh(self) -> None:
        """Word it by the signs that were ticked last."""
        ticked = [answer for answer in self._shell.care.answers() if answer.event is CareEvent.RED_FLAG]
        flags = tuple(ticked[-1].flags.split(",")) if ticked else ()
        self.reason.set_text(reason(flags))

    def _be_sure(self, on: bool) -> None:
        self._sure = on
        self.ask.setVisible(on)
        self.seen.setText(tr("Yes, I have been seen") if on else tr("I have been seen by a doctor…"))
        self.mistake.setVisible(not on)
        self.back.setVisible(on)

    def _seen(self) -> None:
        if self._sure:
            self._answer(CareEvent.SEEN)
        else:
            self._be_sure(True)
            self.back.setFocus(Qt.FocusReason.TabFocusReason)

    def _answer(self, event: CareEvent) -> None:
        if self._shell.care.state is CareState.BLOCKED:
            self._shell.care.answer(event)
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sign.setVisible(self.height() >= emergency.low)  # in a low window the number comes first

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.alarm_tint))
        flip = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - emergency.edge if flip else 0
        painter.fillRect(left, 0, emergency.edge, self.height(), QColor(tokens.alarm))
