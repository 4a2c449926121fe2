"""Choices of which one is taken: the segment switch, and the two-halved side switch of a session."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from unknot.ui.kit.button import Look, edge_width, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import font, icons, radius, size, space, theme
from unknot.ui.theme.style import FADED, mixed

FRAME = 34
INSET = 2


class Segment(Ringed, QRadioButton):
    """One word of a segment switch. A radio button, so that arrow keys and screen readers know what it is."""

    def __init__(self, label: str, parent: QWidget, icon_name: str = "") -> None:
        super().__init__(label, parent)
        self._frame, self._icon_name = parent, icon_name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("label"))
        tall = max(FRAME - 2 * INSET, round(metrics.height()) + space.s)
        return QSize(round(metrics.horizontalAdvance(self.text()) + 0.5) + self._beside() + 2 * space.sm, tall)

    def _beside(self) -> int:
        return size.icon_small + space.s if self._icon_name else 0

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._frame.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._frame.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, on, off = theme().tokens, self.isChecked(), not self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on or (self.underMouse() and not off):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mixed(t.accent, t.bg, FADED) if off else t.accent if on else t.side))
            painter.drawRoundedRect(QRectF(self.rect()), radius.control - INSET, radius.control - INSET)
        painter.setFont(font("label" if on else "medium"))
        ink = t.ink if on and off else t.on_accent if on else mixed(t.ink2, t.bg, FADED) if off else t.ink2
        painter.setPen(QColor(ink))
        words, flip = QRectF(self.rect()), right_to_left(self)
        if self._icon_name:
            metrics, beside = QFontMetricsF(painter.font()), self._beside()
            wide = metrics.horizontalAdvance(self.text()) + beside
            left = words.center().x() + (wide / 2 - size.icon_small if flip else -wide / 2)
            spot = QRectF(left, words.center().y() - size.icon_small / 2, size.icon_small, size.icon_small)
            icons.draw(painter, self._icon_name, ink, spot)
            words.adjust(*((0, 0, -beside, 0) if flip else (beside, 0, 0, 0)))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())


class SegmentSwitch(QWidget):
    """A few words side by side, one chosen. Arrow keys move the choice."""

    chosen = Signal(int)

    def __init__(
        self, labels: Sequence[str], index: int = 0, parent: QWidget | None = None, icons: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self._name = ""
        self._group = QButtonGroup(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[RING + INSET] * 4)
        row.setSpacing(0)
        self._parts = [Segment(label, self, name) for label, name in zip_longest(labels, icons, fillvalue="")]
        for number, part in enumerate(self._parts):
            self._group.addButton(part, number)
            row.addWidget(part, 1)
        self._parts[index].setChecked(True)
        self._group.idClicked.connect(self._clicked)
        theme().changed.connect(self.update)

    @property
    def index(self) -> int:
        """Which one is chosen, from 0."""
        return self._group.checkedId()

    def set_name(self, name: str) -> None:
        """What is being chosen; told to screen readers with the choice."""
        self._name = name
        self.setAccessibleName(f"{name}: {self._parts[self.index].text()}")
        for part in self._parts:
            part.setAccessibleName(f"{name}: {part.text()}" if name else part.text())

    def set_index(self, index: int, *, tell: bool = False) -> None:
        """Choose; ``tell`` emits ``chosen``."""
        index = max(0, min(len(self._parts) - 1, index))
        if index != self.index:
            self._parts[index].setChecked(True)
            self.set_name(self._name)
            if tell:
                self.chosen.emit(index)

    def _clicked(self, index: int) -> None:
        self.set_name(self._name)
        self.chosen.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        paint_face(painter, face, Look(t.surface, t.border, t.ink, edge_width(t)))
        if any(part.ring_shown() for part in self._parts):
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
