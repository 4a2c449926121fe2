"""Text with the design's line heights. QLabel has none, so paragraphs are laid out here."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from unknot.ui.theme import font, line_height, size, theme

HUGE = 16_777_215.0


class Text(QWidget):
    """A paragraph in a role of the type scale. It wraps at words, grows in height, and never cuts.

    ``colour``: name of a token (``ink``, ``ink2``, ``accent`` ...). Its text is its accessible name.
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
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)
        theme().changed.connect(self.update)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
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

    def _lines(self, width: float) -> tuple[QTextLayout, float, float]:
        """The laid-out text, its natural width and its height."""
        layout = QTextLayout(self._text, font(self._role))
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
        return QFontMetricsF(font("body")).averageCharWidth() * size.line_chars * 1.1

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        return round(self._lines(width)[2])

    def sizeHint(self) -> QSize:
        natural = self._lines(HUGE)[1] + 1
        width = min(natural, self._widest()) if self._wrap else natural
        return QSize(round(width + 0.5), round(self._lines(width)[2]))

    def minimumSizeHint(self) -> QSize:
        if not self._wrap:
            return self.sizeHint()
        metrics = QFontMetricsF(font(self._role))
        word = max((metrics.horizontalAdvance(w) for w in self._text.split()), default=0.0)
        return QSize(min(round(word + 1), 240), line_height(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(getattr(theme().tokens, self._colour)))
        layout, _, height = self._lines(self.width())
        top = (self.height() - height) / 2 if self._align & Qt.AlignmentFlag.AlignVCenter else 0.0
        layout.draw(painter, QPointF(0, max(0.0, top)), [], QRectF())
