"""Choices of which one is taken: the segment switch, and the two-halved side switch of a session."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from unknot.ui.kit.button import Look, edge_width, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.theme import font, icons, radius, size, space, theme

FRAME = 34
INSET = 2


class SegmentSwitch(Ringed, QWidget):
    """A few words side by side, one chosen. Arrow keys move the choice."""

    chosen = Signal(int)

    def __init__(self, labels: Sequence[str], index: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels, self._index, self._over = tuple(labels), index, -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = ""
        theme().changed.connect(self.update)

    @property
    def index(self) -> int:
        """Which one is chosen, from 0."""
        return self._index

    def set_name(self, name: str) -> None:
        """What is being chosen; told to screen readers with the choice."""
        self._name = name
        self.setAccessibleName(f"{name}: {self._labels[self._index]}")

    def set_index(self, index: int, *, tell: bool = False) -> None:
        """Choose; ``tell`` emits ``chosen``."""
        index = max(0, min(len(self._labels) - 1, index))
        if index != self._index:
            self._index = index
            self.set_name(self._name)
            self.update()
            if tell:
                self.chosen.emit(index)

    def _part_width(self) -> float:
        metrics = QFontMetricsF(font("label"))
        return max(metrics.horizontalAdvance(label) for label in self._labels) + 2 * space.m

    def sizeHint(self) -> QSize:
        width = self._part_width() * len(self._labels) + 2 * INSET
        return QSize(round(width + 0.5) + 2 * RING, FRAME + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _face(self) -> QRectF:
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)

    def _part(self, index: int) -> QRectF:
        inner = self._face().adjusted(INSET, INSET, -INSET, -INSET)
        width = inner.width() / len(self._labels)
        place = index
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place = len(self._labels) - 1 - index
        return QRectF(inner.left() + place * width, inner.top(), width, inner.height())

    def _at(self, x: float, y: float) -> int:
        return next((i for i in range(len(self._labels)) if self._part(i).contains(x, y)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().x(), event.position().y())
        if index >= 0:
            self.set_index(index, tell=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._at(event.position().x(), event.position().y())
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._over = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        if step:
            self.set_index(self._index + step, tell=True)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = self._face()
        paint_face(painter, face, Look(t.surface, t.border, t.ink, edge_width(t)))
        for index, label in enumerate(self._labels):
            part, on = self._part(index), index == self._index
            if on or index == self._over:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.accent if on else t.side))
                painter.drawRoundedRect(part, radius.control - INSET, radius.control - INSET)
            painter.setFont(font("label" if on else "medium"))
            painter.setPen(QColor(t.on_accent if on else t.ink))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, label)
        if self.ring_shown():
            draw_ring(painter, face, radius.control)


class SideSwitch(QWidget):
    """Which side acts: two halves, left always left. It tells and is not pressed."""

    HEIGHT = 52

    def __init__(self, left: str, right: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._done_words, self._right, self._left_done = (left, right), left, False, False
        self.setFixedHeight(self.HEIGHT)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme().changed.connect(self.update)

    def set_side(self, right: bool, left_done: bool, done_words: str, spoken: str) -> None:
        """Which half is on; ``done_words`` stands in the left half once that is behind (``Left done``)."""
        self._right, self._left_done, self._done_words = right, left_done, done_words
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(t.border), 2 if t.contrast else 1))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(face, radius.control, radius.control)
        for is_right in (False, True):
            width = face.width() / 2
            half = QRectF(face.left() + (width if is_right else 0), face.top(), width, face.height())
            self._paint_half(painter, half.adjusted(4, 4, -4, -4), is_right)

    def _paint_half(self, painter: QPainter, half: QRectF, is_right: bool) -> None:
        t, on = theme().tokens, is_right == self._right
        behind = not is_right and self._left_done and not on
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawRoundedRect(half, radius.control - INSET, radius.control - INSET)
        colour = t.on_accent if on else t.ink2
        text = self._done_words if behind else self._words[is_right]
        mark = "check" if behind else ("arrow-right" if is_right else "arrow-left") if on else ""
        painter.setFont(font("prompt-title" if on else "body"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        whole = width + (size.icon + space.s if mark else 0)
        x = half.center().x() - whole / 2
        box = QRectF(x, half.center().y() - size.icon / 2, size.icon, size.icon)
        if mark == "arrow-left":
            icons.draw(painter, mark, colour, box)
            x += size.icon + space.s
        elif mark:
            icons.draw(painter, mark, colour, box.translated(width + space.s, 0))
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(x, half.top(), width + 1, half.height()), Qt.AlignmentFlag.AlignVCenter, text)
