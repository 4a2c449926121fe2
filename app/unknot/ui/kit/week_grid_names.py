"""The days' names beside a week grid: buttons that open a day's menu, and what a screen reader meets of each day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from unknot.ui.kit.layout import right_to_left
from unknot.ui.kit.week_grid_edit import Bar
from unknot.ui.kit.week_grid_paint import time_text
from unknot.ui.theme import font, icons, radius, size, space, theme
from unknot.ui.tr import tr


def row_order(locale: QLocale) -> tuple[int, ...]:
    """The weekdays (0 is Monday) from the first of the week in this country on."""
    first = locale.firstDayOfWeek().value - 1
    return tuple((first + n) % 7 for n in range(7))


def day_name(day: int) -> str:
    """``Monday``."""
    return QLocale().dayName(day + 1, QLocale.FormatType.LongFormat)


def day_said(day: int, bars: Sequence[Bar]) -> str:
    """``Monday: 8:30 to 12:15, 13:00 to 17:30``."""
    spans = [
        tr("{start} to {end}").format(start=time_text(bar.first), end=time_text(bar.last)) for bar in sorted(bars)
    ]
    return f"{day_name(day)}: {', '.join(spans) if spans else tr('day off')}"


class DayName(QAbstractButton):
    """One day's name. Tab passes by: the grid's own menu key does the same."""

    def __init__(self, day: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = day
        self._short = QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat)
        self._today = self._off = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_day(self, said: str, *, today: bool, off: bool, locked: bool) -> None:
        """``said``: its hours in words. ``off``: none."""
        self._today, self._off = today, off
        self.setEnabled(not locked)
        self.setAccessibleName(said)
        self.setToolTip("" if locked else tr("{day}: type times, add a break, copy").format(day=day_name(self.day)))
        self.update()

    def below(self) -> QPoint:
        """Where its menu opens."""
        return self.mapToGlobal(QPoint(0, self.height() - space.xs))

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font("label")).horizontalAdvance(self._short)
        return QSize(round(width + 0.5) + size.icon_small + space.m, size.small_button)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        flip = right_to_left(self)
        face = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        face = face.adjusted(space.s, 0, 0, 0) if flip else face.adjusted(0, 0, -space.s, 0)
        if over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.line if self.isDown() else t.tint))
            painter.drawRoundedRect(face, radius.key, radius.key)
            side = size.icon_small
            x = face.left() + 2 if flip else face.right() - side - 2
            icons.draw(painter, "chevron-down", t.accent, QRectF(x, face.center().y() - side / 2, side, side))
        painter.setFont(font("label" if self._today else "body"))
        painter.setPen(QColor(t.ink2 if self._off and not self._today else t.ink))
        painter.setLayoutDirection(self.layoutDirection())
        inner = face.adjusted(space.xs, 0, -space.xs, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self._short)
