"""A small floating card beside what opened it: times of a day, a date. A click elsewhere or Escape closes it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.ui.kit.button import Button, Role, edge_width
from unknot.ui.kit.layout import right_to_left
from unknot.ui.kit.text import Text
from unknot.ui.theme import radius, size, space, theme

Flags = Qt.WindowType


class Popover(QWidget):
    """``body`` is the column to fill. What is changed in it is in force at once; closing it changes nothing."""

    def __init__(self, title: str, opener: QWidget) -> None:
        super().__init__(opener, Flags.Popup | Flags.FramelessWindowHint | Flags.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._opener = opener
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(space.m, space.sm, space.m, space.m)
        self.body.setSpacing(space.s)
        self.away = Button("", Role.BARE, "close", height=size.small_button)
        self.away.setAccessibleName(self.tr("Close"))
        self.away.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setSpacing(space.m)
        head.addWidget(Text(title, "label"), 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.away)
        self.body.addLayout(head)

    def open_at(self, place: QPoint) -> None:
        """Show it with its upper corner at a place of the screen, moved so that all of it can be seen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        face = QRect(place, self.size())
        if right_to_left(self._opener):
            face.moveRight(place.x())
        face.moveLeft(max(room.left(), min(face.left(), room.right() - face.width())))
        face.moveTop(max(room.top(), min(face.top(), room.bottom() - face.height())))
        self.move(face.topLeft())
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut round, for desktops that don't blend windows."""
        super().resizeEvent(event)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), radius.tile, radius.tile)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border), edge_width(tokens)))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius.tile, radius.tile)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._opener.setFocus(Qt.FocusReason.PopupFocusReason)
