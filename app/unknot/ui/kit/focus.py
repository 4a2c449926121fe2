"""The focus ring: shown when the keyboard brought the focus, never for the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from unknot.ui.theme import size, theme

RING = size.focus + size.focus_gap
"""How far the ring reaches beyond what it rings; controls keep this much room around their face."""

BY_KEYBOARD = frozenset({
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
})


def draw_ring(painter: QPainter, face: QRectF, corner: float) -> None:
    """A ring of 2 px, 2 px away from ``face``, whose own corner radius is ``corner``."""
    gap = size.focus_gap + size.focus / 2
    painter.setPen(QPen(QColor(theme().tokens.accent), size.focus))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(face.adjusted(-gap, -gap, gap, gap), corner + gap, corner + gap)
