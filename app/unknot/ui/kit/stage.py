"""The stage of a session: the figure in its disc, the ring around it, the large number, and which side acts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.core.body import Side
from unknot.ui.kit.disc import Disc
from unknot.ui.kit.figure import Figure, Look
from unknot.ui.kit.glide import Glide
from unknot.ui.kit.marks import round_pen
from unknot.ui.kit.picture import place
from unknot.ui.kit.ring import MOVING, Mode, Ring
from unknot.ui.theme import duration, font, line_height, radius, size, space, theme

__all__ = ["Look", "Mode", "Side", "Stage", "StageState"]

DESIGN = QSize(576, 634)
RADIUS_OF_WIDTH = 248 / 576
RADIUS_OF_HEIGHT = 124 / 296
RING_WIDTH = 12 / 248
LEAST_RING_WIDTH = 8.0
STACKED_HEIGHT = 480
"""Lower than this the numeral is the small one."""
LEAST_RADIUS = 0.28
"""The ring's radius is never less than this part of the shorter side, whatever the words."""
MOST_SHIFT = 0.15
"""Of the height: how far the disc gives way to words."""
BAR = 8.0
PAUSED_STRENGTH = 0.6
GLOW_STEPS = 5


def widest(text: str) -> str:
    """The text with each digit as the widest one, so that it keeps its place while it counts."""
    return "".join("8" if letter.isdigit() else letter for letter in text)


@dataclass(frozen=True, slots=True)
class StageState:
    """What the stage shows until the next change. ``word`` stands below the number; ``side`` BOTH: no side to tell;
    ``side_word`` stands at the foot of that side; ``segments``: how many repetitions."""

    mode: Mode
    word: str = ""
    side: Side = Side.BOTH
    side_word: str = ""
    segments: int = 0


class Stage(QWidget):
    """A card with everything one looks at while moving. It is the same in every language: left is left.

    It keeps no time: the owner tells ``set_progress`` and ``set_picture``, and it repaints only what that changes.
    ``failed`` tells a picture that can't be had.
    """

    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = StageState(Mode.READY)
        self._fraction = 1.0
        self._numeral = ""
        self._below: tuple[str, ...] = ()
        self._beside: tuple[str, ...] = ()
        self._ring: Ring | None = None
        self._ratio = self.devicePixelRatioF()
        self._words: QRect | None = None
        self._free: QRegion | None = None
        self._disc = Disc(self)
        self.figure = Figure(self, self._place, self.update)
        self.figure.failed.connect(self.failed)
        self._bar = Glide(self, duration.slide, self.update, value=0.0)
        self._glow = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self._dressed)

    # What the owner says

    def show_state(self, state: StageState) -> None:
        """Show another mode, word or side. A change from one side to the other slides the bar across."""
        old, self._state = self._state, state
        if (old.word, old.side, old.side_word) != (state.word, state.side, state.side_word):
            self._fit_words()
        place_of = {Side.LEFT: 0.0, Side.RIGHT: 1.0}
        if state.side in place_of:
            self._bar.go(place_of[state.side], None if old.side in place_of else place_of[state.side])
        self._glow = self._glow if state.mode is Mode.HOLD else 0.0
        self._words = self._free = None
        self.update()

    def leave_room(self, below: Sequence[str], sides: Sequence[str]) -> None:
        """Say which words will stand below the number and at the foot of the left and the right side, so that the
        figure keeps its size whichever are there."""
        if (self._below, self._beside) != (tuple(below), tuple(sides)):
            self._below, self._beside = tuple(below), tuple(sides)
            self._fit_words()

    def set_progress(self, fraction: float, numeral: str, breath: float = 0.0) -> None:
        """Say how full the ring is, from 0 to 1 (what is left in a hold, what is done in repetitions), the number, and
        how far a breath has come in which a hold lights up and darkens again, from 0 to 1.

        Cheap: up to 30 times a second it repaints the strip of the ring that moved, and the number when it changed.
        """
        old, self._fraction = self._fraction, min(1.0, max(0.0, fraction))
        changed, before = numeral != self._numeral, self._numeral
        self._numeral = numeral
        if changed:
            self._words = None
        if not self.isVisible():
            return
        self._breathe(breath)
        if self._state.mode in MOVING and old != self._fraction:
            self.update(self.ring().strip(old, self._fraction).toAlignedRect())
        if changed:
            self.update(self.numeral_rect(before).united(self.numeral_rect(numeral)))

    def set_picture(
        self, look: Look | None, ahead: Sequence[Look] = (), *, keep: bool = False, fade: bool = True
    ) -> None:
        """Show another picture, or another frame of it; it appears once it is there. See :meth:`Figure.show`."""
        self.figure.show(look, ahead, keep=keep, fade=fade)

    def set_spoken(self, text: str) -> None:
        """What a screen reader says of the stage, as "Neck side bend. Right side"."""
        if text != self.accessibleName():
            self.setAccessibleName(text)

    # Geometry

    def sizeHint(self) -> QSize:
        return DESIGN

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def ring(self) -> Ring:
        """The ring at the present size: as large as the words in the corners leave it."""
        if self._ring is None:
            self._ring = self._fitted()
        return self._ring

    def _fitted(self) -> Ring:
        """In the middle, or a little above or below it where the words leave more room for the figure there."""
        wanted = min(self.width() * RADIUS_OF_WIDTH, self.height() * RADIUS_OF_HEIGHT)
        width = max(LEAST_RING_WIDTH, wanted * RING_WIDTH)
        x, middle, corners = self.width() / 2, self.height() / 2, self._corners()

        def room(shift: int) -> float:
            y = middle + shift
            words = min(math.hypot(corner.x() - x, corner.y() - y) for corner in corners) - width / 2 - space.s
            return min(wanted, words, middle - abs(shift) - width - space.s)

        most = int(self.height() * MOST_SHIFT)
        shift = max(range(-most, most + 1), key=lambda shift: (room(shift), -abs(shift)))
        least = LEAST_RADIUS * min(self.width(), self.height())
        return Ring(QPointF(x, middle + shift), max(room(shift), least), width)

    def _corners(self) -> list[QPointF]:
        """The points of the words that are nearest to the middle. Any number counts as two digits."""
        numeral, word, side = QFontMetricsF(self._large()), QFontMetricsF(font("small")), QFontMetricsF(font("side"))
        foot = self._top() + self._numeral_height()
        below = max(word.horizontalAdvance(text) for text in (self._state.word, *self._below))
        found = [
            QPointF(self._inset() + numeral.horizontalAdvance("88"), foot - numeral.descent()),
            QPointF(self._inset() + below, foot + word.height()),
        ]
        beside = [self._state.side_word] if self._state.side is not Side.BOTH else []
        widest_side = max((side.horizontalAdvance(text) for text in (*beside, *self._beside)), default=0.0)
        if widest_side:
            x, y = space.xl + size.icon + space.sm + widest_side, self._side_middle() - side.capHeight()
            found += [QPointF(x, y), QPointF(self.width() - x, y)]  # the same on both sides: it changes in between
        return found

    def _place(self, whole: QSizeF) -> QRectF:
        ring = self.ring()
        return place(whole, ring.centre, ring.radius, ring.width / 2)

    def _stacked(self) -> bool:
        return self.height() < STACKED_HEIGHT

    def _inset(self) -> float:
        return space.xl if self._stacked() else space.xl - space.hair

    def _top(self) -> float:
        return space.s if self._stacked() else space.sm

    def _large(self) -> QFont:
        return font("numeral-small" if self._stacked() else "numeral")

    def _numeral_height(self) -> int:
        return line_height("numeral-small" if self._stacked() else "numeral")

    def _side_middle(self) -> float:
        """How far down the side's word and arrow stand."""
        return self.height() - (space.xl if self._stacked() else space.xxl - space.hair)

    def _numeral_font(self, text: str) -> QFont:
        """The largest size at which the number, whatever its digits, stays clear of the ring."""
        chosen, ring = self._large(), self.ring()
        reach, least = ring.radius + ring.width, font("heading").pixelSize()
        while chosen.pixelSize() > least:
            metrics = QFontMetricsF(chosen)
            foot = self._top() + (self._numeral_height() - metrics.height()) / 2 + metrics.ascent()
            half = math.sqrt(max(0.0, reach * reach - (ring.centre.y() - foot) ** 2))
            if self._inset() + metrics.horizontalAdvance(widest(text)) <= ring.centre.x() - half:
                break
            chosen.setPixelSize(chosen.pixelSize() - 4)
        return chosen

    def numeral_rect(self, text: str) -> QRect:
        """Where the number stands, with room for any digits."""
        width = QFontMetricsF(self._numeral_font(text)).horizontalAdvance(widest(text))
        return QRectF(self._inset() - space.s, self._top(), width + space.m, self._numeral_height()).toAlignedRect()

    def _reserved(self) -> tuple[QRect, QRegion]:
        """Where the number stands, and what the side's bar and word leave free; worked out when words or sizes change,
        and never a part of the disc."""
        if self._words is None or self._free is None:
            self._words, self._free = self._words_rect(), self._inside()
        return self._words, self._free

    def _words_rect(self) -> QRect:
        """Where the number and the word below it stand."""
        below = QFontMetricsF(font("small")).horizontalAdvance(self._state.word)
        number = self.numeral_rect(self._numeral)
        wide = max(number.right(), self._inset() + below)
        return QRect(0, 0, int(wide) + space.s, number.bottom() + line_height("small"))

    # Life

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.figure.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._bar.finish()
        self.figure.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """The size, a font or the screen is another."""
        self._ring = self._words = self._free = None
        self._disc.forget()
        self.figure.look_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    def _dressed(self) -> None:
        self._measure()
        self.figure.forget()
        self.update()

    def _fit_words(self) -> None:
        """Other words may leave the ring another size."""
        before = self.ring()
        self._ring = None
        if (self.ring().radius, self.ring().centre) != (before.radius, before.centre):
            self._measure()

    def _breathe(self, breath: float) -> None:
        """The light follows in steps too small to be seen, for each costs a look at the whole disc."""
        light = (1 - math.cos(2 * math.pi * breath)) / 2 if self._state.mode is Mode.HOLD else 0.0
        light = round(light * GLOW_STEPS) / GLOW_STEPS
        if light != self._glow and not theme().tokens.contrast:
            self._glow = light
            words, free = self._reserved()
            self.update(self.ring().disc.intersected(free).subtracted(words))

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ratio != self.devicePixelRatioF():  # another screen
            self._ratio = self.devicePixelRatioF()
            self._measure()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        ring, part, region = self.ring(), QRectF(event.rect()), event.region()
        self._disc.paint(painter, ring, self._glow)
        self.figure.paint(painter, part)
        self._disc.paint_ring(painter, ring, part, self._state.mode, self._fraction, self._state.segments)
        words, free = self._reserved()
        if self._bar.running or not region.subtracted(free).isEmpty():
            self._paint_side(painter)
        if region.intersects(words):
            self._paint_numeral(painter)
        painter.end()

    def _paint_numeral(self, painter: QPainter) -> None:
        tokens = theme().tokens
        if not self._numeral:
            return
        painter.setFont(self._numeral_font(self._numeral))
        painter.setPen(QColor(tokens.ink))
        if self._state.mode is Mode.PAUSED:
            painter.setOpacity(PAUSED_STRENGTH)
        bearing = QFontMetricsF(painter.font()).leftBearing("8")
        box = QRectF(self._inset() - bearing, self._top(), self.width(), self._numeral_height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(box, flags, self._numeral)
        painter.setOpacity(1.0)
        painter.setFont(font("small"))
        painter.setPen(QColor(tokens.ink2))
        box = QRectF(self._inset(), box.bottom() - 2, self.width(), line_height("small"))
        painter.drawText(box, flags, self._state.word)

    def _paint_side(self, painter: QPainter) -> None:
        side, tokens = self._state.side, theme().tokens
        if side is Side.BOTH:
            return
        card = QPainterPath()
        card.addRoundedRect(QRectF(self.rect()), radius.stage, radius.stage)
        painter.save()
        painter.setClipPath(card)
        x = self._bar.value * (self.width() - BAR)
        painter.fillRect(QRectF(x, 0, BAR, self.height()), QColor(tokens.accent))
        painter.restore()
        painter.setFont(font("side"))
        painter.setPen(QColor(tokens.accent))
        metrics = QFontMetricsF(painter.font())
        arrow, gap, right = size.icon, space.sm, side is Side.RIGHT
        middle = self._side_middle()
        word = metrics.horizontalAdvance(self._state.side_word)
        edge = self.width() - space.xl if right else float(space.xl)
        start = edge - arrow - gap - word if right else edge + arrow + gap
        painter.drawText(QPointF(start, middle + metrics.capHeight() / 2), self._state.side_word)
        self._paint_arrow(painter, edge, middle, arrow, 1 if right else -1)

    def _inside(self) -> QRegion:
        """What the side's bar and word leave free."""
        foot, edge = int(self._side_middle()) - line_height("side"), int(BAR)
        above = QRegion(edge, 0, self.width() - 2 * edge, foot)
        word = int(QFontMetricsF(font("side")).horizontalAdvance(self._state.side_word))
        word += size.icon + space.sm + space.xxl
        left = edge if self._state.side is Side.RIGHT else word
        return above.united(QRect(left, 0, self.width() - word - edge, self.height()))

    @staticmethod
    def _paint_arrow(painter: QPainter, tip: float, y: float, length: float, ahead: int) -> None:
        painter.setPen(round_pen(theme().tokens.accent, 2.5))
        path = QPainterPath(QPointF(tip - ahead * length, y))
        path.lineTo(tip, y)
        path.moveTo(tip - ahead * length * 0.35, y - length * 0.35)
        path.lineTo(tip, y)
        path.lineTo(tip - ahead * length * 0.35, y + length * 0.35)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
