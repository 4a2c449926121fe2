"""Text that can be selected and copied, by mouse and by keyboard: addresses, mostly, which nothing here opens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QTextEdit, QWidget

from unknot.ui.kit.focus import RING, Ringed, draw_ring
from unknot.ui.theme import font, line_height, radius, theme


class SelectableText(Ringed, QTextEdit):
    """As high as its words at its width, and RING larger on every side; long addresses break anywhere.

    ``name``: what it is, for screen readers.
    """

    def __init__(self, name: str, role: str = "body", colour: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._colour = role, colour
        self._text = ""
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._ring = _Ring(self)
        theme().changed.connect(self._dress)
        self._dress()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else, as it is: no markup."""
        if text != self._text:
            self._text = text
            self.setPlainText(text)
            self._set_lines()
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._set_lines()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ring.resize(self.size())
        self._fit()

    def _dress(self) -> None:
        tokens = theme().tokens
        self.setFont(font(self._role))
        up = max(0, line_height(self._role) - self.fontMetrics().height()) // 2  # Qt sets a line at its foot
        self.setViewportMargins(RING, RING - up, RING, RING + up)
        self.setStyleSheet(f"background: transparent; color: {getattr(tokens, self._colour)};")
        self._set_lines()
        self._fit()

    def _set_lines(self) -> None:
        """The design's distance between lines, and every line at the side where lines begin."""
        spaced = QTextBlockFormat()
        spaced.setAlignment(QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft))
        spaced.setLineHeight(line_height(self._role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _fit(self) -> None:
        """The height follows the width."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height() + 0.5) + 2 * RING)


class _Ring(QWidget):
    """The focus ring over a text: a scroll area paints nothing but its viewport, which ends where the ring begins."""

    def __init__(self, text: SelectableText) -> None:
        super().__init__(text)
        self._of = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._of.ring_shown():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_ring(painter, self.rect().toRectF().adjusted(RING, RING, -RING, -RING), radius.key)
