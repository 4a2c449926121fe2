"""The stage of a timer: a ring that drains around the number, a thinner one around it for the whole, the figure
beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.ui.kit.disc import Disc
from unknot.ui.kit.figure import Figure
from unknot.ui.kit.marks import round_pen
from unknot.ui.kit.picture import fitted
from unknot.ui.kit.ring import MOVING, Mode, Ring
from unknot.ui.kit.stage import PAUSED_STRENGTH, widest
from unknot.ui.theme import font, line_height, radius, space, theme
from unknot.ui.theme.windows import timers as sizes

ROOM = 0.62
"""How much of the ring's inside the number may take."""
HIGH = 0.5
"""How high the number may be, in radii."""
WORD = 0.78
"""And the word below it, which is where the ring is narrower."""


class TimerStage(QWidget):
    """Keeps no time: the owner tells ``show``. ``outer``: the whole time's share that is used up, or None for no second
    ring. The figure stands at the right where there is room for it beside the ring."""

    def __init__(self, parent: QWidget | None = None, *, with_figure: bool = False) -> None:
        super().__init__(parent)
        self._with_figure = with_figure
        self._at_rest = False
        self._mode = Mode.HOLD
        self._left, self._outer = 1.0, None  # type: float, float | None
        self._numeral, self._word = "", ""
        self._ring: Ring | None = None
        self._disc = Disc(self)
        self.figure = Figure(self, self._place, self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self._dressed)

    # what the owner says

    def show_time(self, mode: Mode, left: float, numeral: str, word: str, outer: float | None = None) -> None:
        """``left``: how much of the ring is full, 0 to 1. Repaints only what changed: Qt hands large areas to threads
        of its own, which costs more than all the rest of a second."""
        was, wide = self._left, self._outer
        other = (mode, word, len(numeral), outer is None) != (
            self._mode, self._word, len(self._numeral), self._outer is None
        )
        turned, counted = mode is not self._mode, numeral != self._numeral
        self._mode, self._left, self._numeral, self._word, self._outer = mode, left, numeral, word, outer
        if turned:
            self._disc.forget()
        if other:
            self.update(self._around())
            return
        if counted:
            self.update(self._numeral_rect())
        if left != was and mode in MOVING:
            self.update(self.ring().strip(was, left).toAlignedRect())
        if outer is not None and wide is not None and outer != wide:
            self.update(self._around_ring().strip(wide, outer).toAlignedRect())

    def set_at_rest(self, on: bool) -> None:
        """Whether nothing is timed yet, so that the figure may do alone where room is short."""
        if on != self._at_rest:
            self._at_rest = on
            self.figure.look_again()
            self.update()

    @property
    def least_height(self) -> int:
        """How low it may become."""
        return sizes.least_stage if self._with_figure and self._at_rest else sizes.least_ring

    def set_spoken(self, text: str) -> None:
        """What a screen reader says of it."""
        if text != self.accessibleName():
            self.setAccessibleName(text)

    # geometry

    def sizeHint(self) -> QSize:
        return QSize(sizes.width - 2 * space.m, sizes.stage)

    def minimumSizeHint(self) -> QSize:
        return QSize(sizes.least_stage, sizes.least_stage)

    def ring(self) -> Ring:
        """The inner ring."""
        if self._ring is None:
            self._ring = self._fitted()
        return self._ring

    def _beside(self) -> bool:
        """Whether there is room for the figure beside the ring."""
        return self._with_figure and self.width() >= 1.5 * self.height()

    def _fitted(self) -> Ring:
        two = self._with_figure
        width = sizes.inner_width if two else sizes.ring_width
        edge = (sizes.gap + sizes.outer_width if two else sizes.bead / 2) + space.sm
        room = min(self.height(), self.width()) / 2 - edge
        reach = max(1.0, min(room, sizes.inner if two else sizes.ring))
        if not self._beside():
            return Ring(QPointF(self.width() / 2, self.height() / 2), reach, width)
        edge += reach
        x = self.width() - edge if self._flipped() else edge
        return Ring(QPointF(x, self.height() / 2), reach, width)

    def _around_ring(self) -> Ring:
        """The one around it, for the whole time."""
        ring = self.ring()
        return Ring(ring.centre, ring.radius + sizes.gap, sizes.outer_width)

    def _numeral_rect(self) -> QRect:
        """The line of the number, as wide as the ring is inside."""
        ring, (top, high) = self.ring(), self._numeral_line()
        half = ring.radius - ring.width
        return QRectF(ring.centre.x() - half, top, 2 * half, high).adjusted(0, -2, 0, 2).toAlignedRect()

    def _numeral_line(self) -> tuple[float, float]:
        """Where the number's line begins, and how high it is."""
        high = QFontMetricsF(self._fitting()).capHeight()
        return self.ring().centre.y() - (high + space.sm + line_height("body")) / 2, high

    def _flipped(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _around(self) -> QRect:
        ring = self.ring()
        reach = ring.radius + sizes.gap + sizes.outer_width + sizes.bead / 2
        box = QRectF(ring.centre.x() - reach, ring.centre.y() - reach, 2 * reach, 2 * reach)
        return box.toAlignedRect()

    def _figure_alone(self) -> bool:
        """Too low for a ring, which is not needed yet: as before a massage of several knots."""
        return self._with_figure and self._at_rest and self.height() < sizes.least_ring

    def _place(self, whole: QSizeF) -> QRectF:
        if self._figure_alone():
            return fitted(whole, QRectF(self.rect()).adjusted(space.s, space.s, -space.s, -space.s))
        if not self._beside():
            return QRectF()
        ring = self.ring()
        reach = ring.radius + sizes.gap + sizes.outer_width + space.s
        left, right = (space.s, ring.centre.x() - reach) if self._flipped() else (
            ring.centre.x() + reach, self.width() - space.s
        )
        return fitted(whole, QRectF(left, space.s, max(1.0, right - left), self.height() - 2 * space.s))

    # life

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.figure.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.figure.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ring = None
        self._disc.forget()
        self.figure.look_again()

    def _dressed(self) -> None:
        self._disc.forget()
        self.figure.forget()
        self.update()

    # paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        ring, part = self.ring(), QRectF(event.rect())
        if self._figure_alone():
            painter.fillRect(self.rect(), QColor(theme().tokens.bg))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme().tokens.stage))
            painter.drawRoundedRect(QRectF(self.rect()), radius.stage, radius.stage)
            self.figure.paint(painter, part)
            return
        self._disc.paint(painter, ring, 0.0)
        if self._beside():
            self.figure.paint(painter, part)
        self._paint_outer(painter)
        self._disc.paint_ring(painter, ring, part, self._mode, self._left, 0)
        self._paint_words(painter)

    def _paint_outer(self, painter: QPainter) -> None:
        if self._outer is None:
            return
        tokens, around = theme().tokens, self._around_ring()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(round_pen(tokens.track, sizes.outer_width))
        painter.drawEllipse(around.box)
        if self._outer > 0:
            painter.setPen(round_pen(tokens.accent if tokens.contrast else tokens.ink2, sizes.outer_width))
            painter.drawArc(around.box, 90 * 16, -round(min(1.0, self._outer) * 360 * 16))

    def _paint_words(self, painter: QPainter) -> None:
        tokens, ring = theme().tokens, self.ring()
        if not self._numeral:
            painter.setFont(font("heading"))
            painter.setPen(QColor(tokens.ink))
            inside = ring.box.adjusted(ring.width, 0, -ring.width, 0)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._word)
            return
        large, small = self._fitting(), font("body")
        (top, high), gap, low = self._numeral_line(), space.sm, line_height("body")
        painter.setFont(large)
        painter.setPen(QColor(tokens.ink))
        if self._mode is Mode.PAUSED:
            painter.setOpacity(PAUSED_STRENGTH)
        wide = QFontMetricsF(large).horizontalAdvance(self._numeral)
        painter.drawText(QPointF(ring.centre.x() - wide / 2, top + high), self._numeral)
        painter.setOpacity(1.0)
        painter.setFont(small)
        painter.setPen(QColor(tokens.ink2))
        half = ring.radius * WORD
        box = QRectF(ring.centre.x() - half, top + high + gap, 2 * half, 2 * low)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(box, flags, self._word)

    def _fitting(self) -> QFont:
        """The largest size at which the number stays inside the ring, whatever its digits."""
        chosen, wide = font("numeral"), 2 * self.ring().radius * ROOM
        high = self.ring().radius * HIGH
        while chosen.pixelSize() > font("heading").pixelSize():
            metrics = QFontMetricsF(chosen)
            if metrics.horizontalAdvance(widest(self._numeral)) <= wide and metrics.capHeight() <= high:
                break
            chosen.setPixelSize(chosen.pixelSize() - 4)
        return chosen
