"""Fields a person fills: tick box, search, choice, time, slider."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import QRectF, QSize, Qt, QTime, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from unknot.ui.kit.focus import BY_KEYBOARD, RING, draw_ring
from unknot.ui.kit.text import Text
from unknot.ui.theme import font, icons, radius, size, space, theme
from unknot.ui.theme.style import mixed


class TickBox(QCheckBox):
    """A tick box with wrapping-free text; the whole row is the target."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._ring = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("body"))
        width = size.tick + space.m + metrics.horizontalAdvance(self.text()) + 1
        return QSize(round(width) + 2 * RING, max(size.small_button, round(metrics.height())) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return QSize(size.tick + 120, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        room = self._room(width)
        box = QFontMetricsF(font("body")).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return max(size.small_button, round(box.height()) + space.xs) + 2 * RING

    def hasHeightForWidth(self) -> bool:
        return True

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def _room(self, width: float) -> QRectF:
        return QRectF(0, 0, width - size.tick - space.m - 2 * RING, 1000)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - RING - size.tick if right_to_left else RING
        box = QRectF(x, (self.height() - size.tick) / 2, size.tick, size.tick)
        off = not self.isEnabled()
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mixed(t.accent, t.bg, 0.45) if off else t.accent))
            painter.drawRoundedRect(box, radius.key, radius.key)
            icons.draw(painter, "check-bold", t.on_accent, box.adjusted(2, 2, -2, -2))
        else:
            edge = mixed(t.border, t.bg, 0.45) if off else t.ink2 if self.underMouse() else t.border
            painter.setPen(QPen(QColor(edge), 1.5))
            painter.setBrush(QColor(t.surface))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), radius.key, radius.key)
        painter.setFont(font("body"))
        painter.setPen(QColor(mixed(t.ink, t.bg, 0.45) if off else t.ink))
        room = QRectF(self.rect()).adjusted(RING, 0, -RING, 0)
        room = room.adjusted(0, 0, -size.tick - space.m, 0) if right_to_left else room.adjusted(
            size.tick + space.m, 0, 0, 0
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self.text())
        if self._ring and self.hasFocus():
            draw_ring(painter, QRectF(self.rect()).adjusted(RING, RING, -RING, -RING), radius.key)


class SearchField(QLineEdit):
    """A line to search in, with a lens; Escape empties it."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setTextMargins(size.icon + space.xs, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - space.sm - size.icon if right_to_left else space.sm
        box = QRectF(x, (self.height() - size.icon) / 2, size.icon, size.icon)
        icons.draw(painter, "search", theme().tokens.ink2, box)


class Choice(QComboBox):
    """One of a few; the wheel scrolls the page instead of changing it unseen."""

    def __init__(self, labels: list[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(labels)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = space.sm if right_to_left else self.width() - space.sm - size.icon_small
        box = QRectF(x, (self.height() - size.icon_small) / 2, size.icon_small, size.icon_small)
        icons.draw(painter, "chevron-down", theme().tokens.ink, box)


class TimeField(QTimeEdit):
    """A time of day in the locale's short form. Up and Down move by five minutes on the minutes."""

    picked = Signal(object)

    def __init__(self, value: time, name: str, parent: QWidget | None = None) -> None:
        super().__init__(QTime(value.hour, value.minute), parent)
        self.setDisplayFormat(self.locale().timeFormat(self.locale().FormatType.ShortFormat))
        self.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.timeChanged.connect(lambda now: self.picked.emit(time(now.hour(), now.minute())))

    def value(self) -> time:
        """The time it shows."""
        return time(self.time().hour(), self.time().minute())

    def set_value(self, value: time) -> None:
        """Show another time, without telling."""
        blocked = self.blockSignals(True)
        self.setTime(QTime(value.hour, value.minute))
        self.blockSignals(blocked)

    def stepBy(self, steps: int) -> None:
        minutes = self.currentSection() is QTimeEdit.Section.MinuteSection
        super().stepBy(steps * 5 if minutes else steps)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Slider(QSlider):
    """The design's slider; arrow keys step, the wheel scrolls the page."""

    def __init__(self, least: int, most: int, value: int, step: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setPageStep(step)
        self.setValue(value)
        self._ring = False
        self.setMinimumHeight(size.knob + 2 * RING + 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def _knob_x(self) -> float:
        reach = self.width() - size.knob - 2 * RING - 2
        share = (self.sliderPosition() - self.minimum()) / max(1, self.maximum() - self.minimum())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return RING + 1 + size.knob / 2 + reach * share

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, x, left, right = self.height() / 2, self._knob_x(), float(RING), float(self.width() - RING)
        half = size.groove / 2
        accent = t.accent if self.isEnabled() else mixed(t.accent, t.bg, 0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line if not t.contrast else t.border))
        painter.drawRoundedRect(QRectF(left, y - half, right - left, size.groove), half, half)
        painter.setBrush(QColor(accent))
        filled = QRectF(left, y - half, x - left, size.groove)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            filled = QRectF(x, y - half, right - x, size.groove)
        painter.drawRoundedRect(filled, half, half)
        knob = QRectF(x - size.knob / 2, y - size.knob / 2, size.knob, size.knob)
        if self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(t.tint))
            painter.drawEllipse(knob.adjusted(-RING, -RING, RING, RING))
        painter.setPen(QPen(QColor(accent), 2))
        painter.setBrush(QColor(accent if self.isSliderDown() else t.surface))
        painter.drawEllipse(knob.adjusted(1, 1, -1, -1))
        if self._ring and self.hasFocus():
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
        self.label = Text(name, wrap=False)
        self.value_text = Text(say(value), "label", wrap=False, align=Qt.AlignmentFlag.AlignRight)
        self.hint = Text(hint, "small", "ink2")
        self.hint.setVisible(bool(hint))
        self.slider = Slider(least, most, value, step)
        top = QHBoxLayout()
        top.addWidget(self.label)
        top.addStretch(1)
        top.addWidget(self.value_text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.xs)
        box.addLayout(top)
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
