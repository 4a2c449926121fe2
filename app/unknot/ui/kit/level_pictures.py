"""Small diagrams of a screen: where each kind of prompt appears, and how much of the screen it takes."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from unknot.ui.theme import radius, theme
from unknot.ui.theme.tokens import Tokens

PICTURE = QSize(104, 64)


class Diagram(StrEnum):
    """What is drawn."""

    EITHER = "either"
    NOTIFICATION = "notification"
    CARD = "card"
    COVERED = "covered"


class LevelPicture(QWidget):
    """One diagram. Not read out: the words beside it say the same."""

    def __init__(self, diagram: Diagram, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._diagram = diagram
        self.setFixedSize(PICTURE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        screen = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(screen, radius.key, radius.key)
        painter.setClipPath(shape)
        if self._diagram is Diagram.COVERED:
            with theme().at_night() as night:
                _covered(painter, screen, night)
        else:
            painter.fillRect(screen, QColor(tokens.stage))
            _document(painter, tokens)
            if self._diagram is not Diagram.CARD:
                _notification(painter, tokens)
            if self._diagram is not Diagram.NOTIFICATION:
                _card(painter, tokens, perhaps=self._diagram is Diagram.EITHER)
        painter.setClipping(False)
        painter.strokePath(shape, QPen(QColor(tokens.border), 2 if tokens.contrast else 1))


def _line(painter: QPainter, colour: str, x: float, y: float, length: float, width: float = 2) -> None:
    painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(x, y), QPointF(x + length, y))


def _document(painter: QPainter, tokens: Tokens) -> None:
    """What the person works on."""
    for row, length in enumerate((34, 42, 28, 38, 20)):
        _line(painter, tokens.track, 12, 14 + 9 * row, length)


def _sheet(painter: QPainter, tokens: Tokens, box: QRectF, *, perhaps: bool = False) -> None:
    pen = QPen(QColor(tokens.border), 1)
    if perhaps:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(box, 3, 3)


def _notification(painter: QPainter, tokens: Tokens) -> None:
    _sheet(painter, tokens, QRectF(56.5, 6.5, 41, 17))
    _line(painter, tokens.ink2, 62, 12, 18)
    _line(painter, tokens.accent, 62, 18, 10)
    _line(painter, tokens.track, 78, 18, 10)


def _card(painter: QPainter, tokens: Tokens, *, perhaps: bool) -> None:
    _sheet(painter, tokens, QRectF(50.5, 33.5, 47, 25), perhaps=perhaps)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.tile if not tokens.contrast else tokens.border))
    painter.drawRoundedRect(QRectF(54, 37, 10, 10), 2, 2)
    _line(painter, tokens.ink2, 69, 40, 20)
    _line(painter, tokens.track, 69, 45, 14)
    _line(painter, tokens.accent, 56, 53, 14, 3)
    _line(painter, tokens.track, 77, 53, 14, 3)


def _covered(painter: QPainter, screen: QRectF, tokens: Tokens) -> None:
    painter.fillRect(screen, QColor(tokens.bg))
    middle, reach = QPointF(33, 32), 19.0
    painter.setPen(QPen(QColor(tokens.track), 3))
    painter.setBrush(QColor(tokens.disc))
    painter.drawEllipse(middle, reach, reach)
    painter.setPen(QPen(QColor(tokens.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
    painter.drawArc(box, 90 * 16, -290 * 16)
    _figure(painter, tokens, middle)
    _line(painter, tokens.ink, 62, 24, 24, 3)
    _line(painter, tokens.ink2, 62, 31, 30)
    _line(painter, tokens.accent, 63, 42, 10, 4)
    _line(painter, tokens.border, 80, 42, 10, 4)


def _figure(painter: QPainter, tokens: Tokens, middle: QPointF) -> None:
    """Someone who reaches up with both arms."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawEllipse(middle - QPointF(0, 6), 3, 3)
    painter.setPen(QPen(QColor(tokens.accent), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(middle - QPointF(0, 1), middle + QPointF(0, 5))
    for side in (-1, 1):
        painter.drawLine(middle, middle + QPointF(7 * side, -7))
        painter.drawLine(middle + QPointF(0, 5), middle + QPointF(3.5 * side, 11))
