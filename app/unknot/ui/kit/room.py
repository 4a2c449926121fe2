"""How large a window may be."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from unknot.ui.theme.fonts import scale
from unknot.ui.theme.windows import frame


def fitted(width: int, height: int) -> QSize:
    """The design's size, grown with the system's text, but never larger than the screen leaves a window."""
    wide, high = round(width * scale()), round(height * scale())
    screen = QGuiApplication.primaryScreen()
    room = screen.availableGeometry().size() if screen else QSize(wide, high)
    return QSize(
        min(wide, max(width, frame.widest), room.width()), min(high, max(frame.lowest, room.height() - frame.title))
    )
