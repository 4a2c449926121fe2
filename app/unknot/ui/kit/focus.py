"""The focus ring: shown when the keyboard brought the focus, never for the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen

from unknot.ui.theme import size, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Base
else:
    Base = object

RING = size.focus + size.focus_gap
"""How far the ring reaches beyond what it rings; controls keep this much room around their face."""

BY_KEYBOARD = frozenset({
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
})
AND_BACK = frozenset({
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
})
"""The focus only goes away for a while, to another window or a menu, and comes back as it was."""


class Ringed(Base):
    """Mixin before a Qt widget class: knows whether the keyboard brought the focus.

    Code that moves the focus for someone who works with the keyboard says so: ``setFocus(TabFocusReason)``.
    """

    _by_keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in AND_BACK:
            self._by_keyboard = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in AND_BACK:
            self._by_keyboard = False
        super().focusOutEvent(event)
        self.update()

    def ring_shown(self) -> bool:
        """Whether the ring is to be painted now."""
        return self._by_keyboard and self.hasFocus()


def draw_ring(painter: QPainter, face: QRectF, corner: float) -> None:
    """A ring of 2 px, 2 px away from ``face``, whose own corner radius is ``corner``."""
    gap = size.focus_gap + size.focus / 2
    painter.setPen(QPen(QColor(theme().tokens.accent), size.focus))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(face.adjusted(-gap, -gap, gap, gap), corner + gap, corner + gap)
