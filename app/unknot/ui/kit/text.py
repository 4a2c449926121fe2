"""Text with the design's line heights. QLabel has none, so paragraphs are laid out here."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from unknot.ui.theme import font, line_height, theme
from unknot.ui.theme.fonts import system_font
from unknot.ui.theme.style import FADED, mixed

HUGE = 16_777_215.0
COMFORTABLE = "Warm a damp towel in the microwave, then shake it open and feel."
"""Running text as long as a line may be: 64 characters, narrow and wide ones as in most sentences."""
LINE = "\u2028"
"""What ends a line in a QTextLayout."""
_COUNTED = re.compile(r"\b(\d+) (?=[^\W\d])")
LONGEST_WORD = 240
"""No word makes a page wider than this; longer ones break. Pixels."""
WIDTHS = 6
"""Layouts ask for a height at several widths, again and again, before one is settled: so many are kept."""

Laid = tuple[QTextLayout, float, float]
"""A text that is laid out, its natural width and its height."""


class Text(QLabel):
    """A paragraph in a role of the type scale. It wraps at words, grows in height, and never cuts.

    ``colour``: name of a token (``ink``, ``ink2``, ``accent`` ...). A screen reader meets it as a label that says its
    text, which is why it is a QLabel; the painting is its own.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "ink",
        wrap: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._role, self._colour, self._wrap, self._align = text, role, colour, wrap, align
        self._laid: dict[float, Laid] = {}
        self._laid_for: tuple[object, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._say(text)
        theme().changed.connect(self.update)

    @property
    def text(self) -> str:  # type: ignore[override]  # a property reads better than Qt's getter, and all use it so
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self._say(text)
            self.updateGeometry()
            self.update()

    def set_colour(self, colour: str) -> None:
        """Another token."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def set_role(self, role: str) -> None:
        """Another role of the type scale."""
        if role != self._role:
            self._role = role
            self.updateGeometry()
            self.update()

    def _say(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)

    def _lines(self, width: float) -> Laid:
        """The text at this width; kept until something that matters to it changes."""
        key = (self._text, self._role, system_font(), self.isRightToLeft())
        if key != self._laid_for:
            self._laid_for = key
            self._laid.clear()
        if width not in self._laid:
            if len(self._laid) >= WIDTHS:
                self._laid.pop(next(iter(self._laid)))
            layout = QTextLayout(self._set().replace("\n", LINE), font(self._role))
            self._laid[width] = self._lay_out(layout, width)
        return self._laid[width]

    def _set(self) -> str:
        """The text as it is set: a number stays with what it counts."""
        return _COUNTED.sub("\\1\u00a0", self._text)

    def _lay_out(self, layout: QTextLayout, width: float) -> Laid:
        side = QStyle.visualAlignment(self.layoutDirection(), self._align)
        option = QTextOption(side & Qt.AlignmentFlag.AlignHorizontal_Mask)
        mode = QTextOption.WrapMode
        option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if self._wrap else mode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        step, y, widest = line_height(self._role), 0.0, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + (step - line.height()) / 2))
            widest = max(widest, line.naturalTextWidth())
            y += step
        layout.endLayout()
        return layout, widest, max(y, float(step))

    def _widest(self) -> float:
        """The longest line, however wide the widget is."""
        return _comfortable(self._role, system_font())

    def _room(self, width: float) -> float:
        return min(width, self._widest()) if self._wrap else width

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        return round(self._lines(self._room(width))[2]) if self._wrap else -1

    def sizeHint(self) -> QSize:
        natural = self._lines(HUGE)[1] + 1
        width = min(natural, self._widest()) if self._wrap else natural
        return QSize(round(width + 0.5), round(self._lines(width)[2]))

    def minimumSizeHint(self) -> QSize:
        if not self._wrap:
            return self.sizeHint()
        metrics = QFontMetricsF(font(self._role))
        word = max((metrics.horizontalAdvance(w) for w in self._text.split()), default=0.0)
        return QSize(min(round(word + 1), LONGEST_WORD), line_height(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        colour = getattr(tokens, self._colour)
        painter = QPainter(self)
        painter.setPen(QColor(colour if self.isEnabled() else mixed(colour, tokens.bg, FADED)))
        room = self._room(self.width())
        layout, _, height = self._lines(room)
        side = QStyle.visualAlignment(self.layoutDirection(), self._align)
        spare = self.width() - room
        left = spare if side & Qt.AlignmentFlag.AlignRight else spare / 2 if side & Qt.AlignmentFlag.AlignHCenter else 0
        top = (self.height() - height) / 2 if self._align & Qt.AlignmentFlag.AlignVCenter else 0.0
        layout.draw(painter, QPointF(left, max(0.0, top)), [], QRectF())


@cache
def _comfortable(role: str, _system: QFont) -> float:
    """How wide COMFORTABLE is in a role: the same for every text, until the system's font changes."""
    return QFontMetricsF(font(role)).horizontalAdvance(COMFORTABLE)
