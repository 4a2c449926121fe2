"""What a chart is painted on: a painter with the colours and letters of a window, or of a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle

from unknot.ui.theme import font, line_height, theme
from unknot.ui.theme.fonts import at_scale
from unknot.ui.theme.metrics import ROLES
from unknot.ui.theme.tokens import LIGHT, Tokens


@dataclass(frozen=True)
class Letters:
    """Fonts by role, and the height of their lines. Layout asks these, so that it needs no painter."""

    font: Callable[[str], QFont]
    line: Callable[[str], float]

    def wide(self, text: str, role: str = "body") -> float:
        """How wide a text is on one line."""
        return QFontMetricsF(self.font(role)).horizontalAdvance(text)

    def cap(self, role: str = "body") -> float:
        """The height of a capital."""
        return QFontMetricsF(self.font(role)).capHeight()

    def high(self, text: str, room: float, role: str = "body") -> float:
        """How high a text is that wraps within ``room``."""
        if self.wide(text, role) + 1 <= room:  # the painter rounds up
            return self.line(role)
        box = QRectF(0, 0, max(1.0, room), 10_000)
        found = QFontMetricsF(self.font(role)).boundingRect(box, int(WRAPPED), text)
        return max(self.line(role), found.height())


WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
SCREEN = Letters(font, lambda role: float(line_height(role)))
"""As large as the system's text."""
SHEET = Letters(lambda role: at_scale(role, 1.0), lambda role: float(ROLES[role].line))
"""Of one size on every computer."""


ON_WHITE = replace(LIGHT, bg=LIGHT.raised)
"""The colours of a sheet: light ones, on white."""


@dataclass(frozen=True)
class Paper:
    """``flip``: written from right to left; ``x`` of everything is given as if it were not."""

    painter: QPainter
    tokens: Tokens
    letters: Letters
    flip: bool = False

    @staticmethod
    def of_screen(painter: QPainter, flip: bool) -> Paper:
        """For a widget that paints itself."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return Paper(painter, theme().tokens, SCREEN, flip)

    @staticmethod
    def of_sheet(painter: QPainter, flip: bool) -> Paper:
        """For paper: light colours, whatever the theme."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return Paper(painter, ON_WHITE, SHEET, flip)

    def place(self, box: QRectF, whole: QRectF) -> QRectF:
        """Where a box inside ``whole`` really is: at the other side where writing runs from right to left."""
        if not self.flip:
            return box
        return QRectF(whole.left() + whole.right() - box.right(), box.top(), box.width(), box.height())

    def at(self, x: float, whole: QRectF) -> float:
        """The same for a single place."""
        return whole.left() + whole.right() - x if self.flip else x

    def text(
        self, box: QRectF, text: str, role: str = "body", colour: str = "ink",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:
        """Text in the middle of the height of ``box`` (as placed); it wraps."""
        painter = self.painter
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the words are, wherever they stand
        writing = Qt.LayoutDirection.RightToLeft if self.flip else Qt.LayoutDirection.LeftToRight
        side = QStyle.visualAlignment(writing, align) & ~Qt.AlignmentFlag.AlignAbsolute
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self.letters.font(role))
        painter.setPen(QColor(getattr(self.tokens, colour)))
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap | absolute | side), text)

    def line(self, start: QPointF, end: QPointF, colour: str = "line", width: float = 1.0) -> None:
        """A straight line."""
        self.painter.setPen(QPen(QColor(getattr(self.tokens, colour)), width))
        self.painter.drawLine(start, end)

    def fill(self, box: QRectF, colour: str, corner: float = 0.0, edge: str = "", width: float = 1.5) -> None:
        """A rectangle with round corners; ``edge``: a token, "" for none."""
        self.painter.setPen(QPen(QColor(getattr(self.tokens, edge)), width) if edge else Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(getattr(self.tokens, colour)))
        self.painter.drawRoundedRect(box, corner, corner)
