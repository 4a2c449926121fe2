"""Sliders: alone, and with name, value in words and hint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.kit.text import Text
from unknot.ui.theme import size, space, theme
from unknot.ui.theme.style import FADED, mixed


class Slider(Ringed, QSlider):
    """The design's slider; arrow keys step, the wheel scrolls the page. Its groove ends where the widget ends."""

    def __init__(self, least: int, most: int, value: int, step: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setPageStep(step)
        self.setValue(value)
        self.setMinimumHeight(size.knob + 2 * RING + 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def _knob_x(self) -> float:
        reach = self.width() - size.knob - 2 * RING - 2
        share = (self.sliderPosition() - self.minimum()) / max(1, self.maximum() - self.minimum())
        if right_to_left(self):
            share = 1 - share
        return RING + 1 + size.knob / 2 + reach * share

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, x, left, right = self.height() / 2, self._knob_x(), 0.0, float(self.width())
        half = size.groove / 2
        accent = t.accent if self.isEnabled() else mixed(t.accent, t.bg, FADED)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = t.border if t.contrast else t.line
        painter.setBrush(QColor(groove if self.isEnabled() else mixed(groove, t.bg, FADED)))
        painter.drawRoundedRect(QRectF(left, y - half, right - left, size.groove), half, half)
        painter.setBrush(QColor(accent))
        filled = QRectF(left, y - half, x - left, size.groove)
        if right_to_left(self):
            filled = QRectF(x, y - half, right - x, size.groove)
        painter.drawRoundedRect(filled, half, half)
        knob = QRectF(x - size.knob / 2, y - size.knob / 2, size.knob, size.knob)
        if self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(t.tint))
            painter.drawEllipse(knob.adjusted(-RING, -RING, RING, RING))
        painter.setPen(QPen(QColor(accent), 2))
        painter.setBrush(QColor(accent if self.isSliderDown() else t.surface))
        painter.drawEllipse(knob.adjusted(1, 1, -1, -1))
        if self.ring_shown():
            draw_ring(painter, knob, size.knob / 2)


class LabelledSlider(QWidget):
    """A slider with its name at the left, its value in words at the right, and a hint beneath.

    ``moved`` follows the finger; ``settled`` is told once it rests (release, key, click).
    """

    moved = Signal(int)
    settled = Signal(int)

    def __init__(
        self, name: str, least: int, most: int, value: int, say: Callable[[int], str], step: int = 1, hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._say, self._step = say, step
        self._name = name
        self.label = Text(name, align=Qt.AlignmentFlag.AlignBottom)
        self.value_text = Text(say(value), "label", wrap=False, align=Qt.AlignmentFlag.AlignRight)
        self.hint = Text(hint, "small", "ink2")
        self.hint.setVisible(bool(hint))
        self.slider = Slider(least, most, value, step)
        top = QHBoxLayout()
        top.setSpacing(space.m)
        top.addWidget(self.label, 1, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.value_text, 0, Qt.AlignmentFlag.AlignBottom)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.xs)
        box.addLayout(top, 1)  # of sliders in a row the grooves stay level where one name takes two lines
        box.addWidget(self.slider)
        box.addWidget(self.hint)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(lambda: self.settled.emit(self.slider.value()))
        self._tell()

    def value(self) -> int:
        """Where it stands."""
        return self.slider.value()

    def set_value(self, value: int) -> None:
        """Move it without telling."""
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(blocked)
        self._tell()

    def add_below(self, line: QWidget) -> None:
        """One more line, below the hint."""
        self._box.addWidget(line)

    def set_hint(self, text: str) -> None:
        """Another hint."""
        self.hint.set_text(text)
        self.hint.setVisible(bool(text))

    def _tell(self) -> None:
        words = self._say(self.slider.value())
        self.value_text.set_text(words)
        self.value_text.updateGeometry()
        self.slider.setAccessibleName(f"{self._name}: {words}")

    def _moved(self, value: int) -> None:
        stepped = round(value / self._step) * self._step
        if stepped != value:
            self.slider.setValue(stepped)
            return
        self._tell()
        self.moved.emit(value)
        if not self.slider.isSliderDown():
            self.settled.emit(value)
