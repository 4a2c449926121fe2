"""Fields a person fills: a line of text, a search, one of a few, a time of day."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTime, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QTimeEdit,
    QWidget,
)

from unknot.ui.kit.button import Look, edge_width, faded, paint_face
from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.kit.layout import right_to_left
from unknot.ui.theme import font, icons, radius, size, space, theme

LEAST_LETTERS, WISHED_LETTERS = 20, 40
"""Of a choice, before its field cuts it: one long name among many makes no window wider."""


class Faced(Ringed):
    """Mixin before a Qt field: the face of the design around Qt's text, RING inside the widget."""

    field_height = size.field

    def face(self) -> QRectF:
        """Where the field is drawn, the room for the focus ring left out."""
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)

    def face_height(self) -> int:
        """At least the design's height, more for large text; the room for the ring added."""
        return max(self.field_height, round(QFontMetricsF(font("body")).height()) + space.sm) + 2 * RING

    def paint_field(self, painter: QPainter, editing: bool) -> Look:
        """Draw the face in its state and answer its colours."""
        t = theme().tokens
        over = t.accent if t.contrast else t.ink2
        edge = t.accent if editing else over if self.underMouse() else t.border
        look = Look(t.surface, edge, t.ink, edge_width(t))
        look = look if self.isEnabled() else faded(look, t)
        paint_face(painter, self.face(), look)
        if self.ring_shown():
            draw_ring(painter, self.face(), radius.control)
        return look


def chevron(painter: QPainter, face: QRectF, colour: str, flip: bool) -> None:
    """The arrow at the end of a field that opens a list."""
    side = size.icon_small
    x = face.left() + space.sm if flip else face.right() - space.sm - side
    icons.draw(painter, "chevron-down", colour, QRectF(x, face.center().y() - side / 2, side, side))


class LineEdit(Faced, QLineEdit):
    """A line to write in. ``name``: what it asks for, told to screen readers. ``height``: of the face."""

    def __init__(self, text: str = "", name: str = "", height: int = size.field, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.field_height = height
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setFont(font("body"))
        self.setContentsMargins(RING, RING, RING, RING)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.arrange()
        theme().changed.connect(self._renew)

    def arrange(self, leading: int = 0) -> None:
        """Keep room for text; ``leading``: for something drawn before it, in pixels."""
        pad, extra = space.sm - 2, leading  # Qt adds 2 of its own
        flip = right_to_left(self)
        self.setTextMargins(pad + (0 if flip else extra), 0, pad + (extra if flip else 0), 0)

    def _renew(self) -> None:
        self.setFont(font("body"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.face_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.face_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_field(painter, editing=self.hasFocus())
        painter.end()
        super().paintEvent(event)


class SearchField(LineEdit):
    """A line to search in, with a lens; Escape empties it."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__("", placeholder, parent=parent)
        self.setPlaceholderText(placeholder)
        self._wipe = QAction(self)
        self._wipe.setToolTip(self.tr("Clear"))
        self._wipe.triggered.connect(self.clear)
        self._wipe.setVisible(False)
        self.addAction(self._wipe, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._wipe.setVisible(bool(text)))
        self._renew()

    def full_width(self) -> int:
        """What it takes to show its placeholder whole."""
        text = QFontMetricsF(font("body")).horizontalAdvance(self.placeholderText())
        return round(text) + 2 * (RING + space.sm) + size.icon + space.s + space.xs

    def arrange(self, leading: int = size.icon + space.xs) -> None:
        super().arrange(leading)

    def _renew(self) -> None:
        super()._renew()
        if hasattr(self, "_wipe"):
            self._wipe.setIcon(icons.icon("close", theme().tokens.ink2, size.icon_small))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = self.face()
        x = face.right() - space.sm - size.icon if right_to_left(self) else face.left() + space.sm
        box = QRectF(x, face.center().y() - size.icon / 2, size.icon, size.icon)
        icons.draw(painter, "search", theme().tokens.ink2, box)


class Choice(Faced, QComboBox):
    """One of a few; the wheel scrolls the page instead of changing it unseen."""

    def __init__(
        self, labels: list[str], name: str, height: int = size.field, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field_height = height
        self.addItems(labels)
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own one for the list knows no style sheet
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return self._sized(WISHED_LETTERS)

    def minimumSizeHint(self) -> QSize:
        return self._sized(LEAST_LETTERS)

    def _sized(self, letters: int) -> QSize:
        """As wide as the longest choice, but for so many letters at most."""
        words = min(self._widest(), letters * QFontMetricsF(font("body")).averageCharWidth())
        return QSize(round(words) + 3 * space.sm + size.icon_small + 2 * RING, self.face_height())

    def _widest(self) -> int:
        metrics = QFontMetricsF(font("body"))
        return round(max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0.0))

    def showPopup(self) -> None:
        """The list shows whole what the closed field may cut."""
        around = 3 * space.m + self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(min(self._widest() + around, self.screen().availableGeometry().width() // 2))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.paint_field(painter, editing=self.view().isVisible())
        face, flip = self.face(), right_to_left(self)
        chevron(painter, face, look.text, flip)
        tail = size.icon_small + space.sm
        room = face.adjusted(space.sm + (tail if flip else 0), 0, -space.sm - (0 if flip else tail), 0)
        painter.setFont(font("body"))
        painter.setPen(QColor(look.text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setLayoutDirection(self.layoutDirection())
        shown = QFontMetricsF(font("body")).elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, shown)


class TimeField(Faced, QTimeEdit):
    """A time of day in the locale's short form. Up and Down move by five minutes on the minutes."""

    picked = Signal(object)

    def __init__(self, value: time, name: str, height: int = size.field, parent: QWidget | None = None) -> None:
        super().__init__(QTime(value.hour, value.minute), parent)
        self.field_height = height
        # Digits and the colon stand in this order in every language; Qt would turn the format round.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setDisplayFormat(self.locale().timeFormat(self.locale().FormatType.ShortFormat))
        self.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        self.setFrame(False)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._renew()
        self.timeChanged.connect(lambda now: self.picked.emit(time(now.hour(), now.minute())))
        theme().changed.connect(self._renew)

    def _renew(self) -> None:
        self.setFont(font("tabular"))
        self.update()

    def value(self) -> time:
        """The time it shows."""
        return time(self.time().hour(), self.time().minute())

    def set_value(self, value: time) -> None:
        """Show another time, without telling."""
        blocked = self.blockSignals(True)
        self.setTime(QTime(value.hour, value.minute))
        self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        longest = QTime(22, 58).toString(self.displayFormat())
        words = QFontMetricsF(self.font()).horizontalAdvance(longest)
        return QSize(round(words) + 2 * space.sm + space.s + 2 * RING, self.face_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def stepBy(self, steps: int) -> None:
        minutes = self.currentSection() is QTimeEdit.Section.MinuteSection
        super().stepBy(steps * 5 if minutes else steps)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The style's own place for the text is 1 px wide under a style sheet when there are no arrows.
        inset = RING + space.sm
        self.lineEdit().setGeometry(self.rect().adjusted(inset - 2, RING + 2, 2 - inset, -RING - 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_field(painter, editing=self.hasFocus())
