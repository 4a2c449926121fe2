"""A few lines to write in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from unknot.ui.kit.button import Look, edge_width, paint_face
from unknot.ui.kit.focus import BY_KEYBOARD, RING, draw_ring
from unknot.ui.theme import font, radius, space, theme


class TextBox(QWidget):
    """Text without line breaks, shown on so many ``lines``; Tab leaves it. ``edited``: by the person."""

    edited = Signal(str)

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._ringed = lines, False
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(name)
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setTabChangesFocus(True)
        self.field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.viewport().setAutoFillBackground(False)
        self.field.document().setDocumentMargin(0)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(RING + space.sm, RING + space.s, RING + space.xs, RING + space.s)
        box.addWidget(self.field)
        self.field.textChanged.connect(self._told)
        self.field.installEventFilter(self)
        self._dress()
        theme().changed.connect(self._dress)

    def text(self) -> str:
        """What is written, on one line."""
        return " ".join(self.field.toPlainText().split())

    def set_text(self, text: str) -> None:
        """Write this without telling."""
        if text != self.text():
            blocked = self.field.blockSignals(True)
            self.field.setPlainText(text)
            self.field.blockSignals(blocked)

    def set_placeholder(self, text: str) -> None:
        """What stands there as long as nothing does."""
        self.field.setPlaceholderText(text)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("body"))
        return QSize(200, round(metrics.lineSpacing() * self._lines) + 2 * (RING + space.s) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def _told(self) -> None:
        self.edited.emit(self.text())

    def _dress(self) -> None:
        tokens = theme().tokens
        palette = QPalette(self.field.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, QColor(tokens.ink))
        palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(tokens.ink2))
        self.field.setPalette(palette)
        self.field.setFont(font("body"))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The face follows the focus of the field within it."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._ringed = event.reason() in BY_KEYBOARD
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        editing = self.field.hasFocus()
        over = t.accent if t.contrast else t.ink2
        edge = t.accent if editing else over if self.underMouse() else t.border
        paint_face(painter, face, Look(t.surface, edge, t.ink, edge_width(t)))
        if editing and self._ringed:
            draw_ring(painter, face, radius.control)
