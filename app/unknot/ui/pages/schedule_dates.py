"""Dates as words, and a month to pick one from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from unknot.ui.kit.button import MIRRORED
from unknot.ui.kit.layout import right_to_left
from unknot.ui.pages.schedule_popover import Popover
from unknot.ui.theme import font, icons, theme
from unknot.ui.tr import tr


def date_text(day: date) -> str:
    """``Wed 22 Nov``."""
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("ddd d MMM"))


def long_date_text(day: date, today: date) -> str:
    """``Wednesday 22 November``, with the year where it is another one."""
    form = tr("dddd d MMMM") if day.year == today.year else tr("dddd d MMMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


WIDE, HIGH = 304, 272


class Month(QCalendarWidget):
    """Qt's own month in the design's colours: arrow keys walk, Enter picks."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.setFont(font("body"))
        self.setMinimumSize(WIDE, HIGH)
        tokens = theme().tokens
        plain = QTextCharFormat()
        plain.setForeground(QColor(tokens.ink))
        for weekday in Qt.DayOfWeek:
            self.setWeekdayTextFormat(weekday, plain)
        head = QTextCharFormat()
        head.setForeground(QColor(tokens.ink2))
        self.setHeaderTextFormat(head)
        self.setStyleSheet(
            f"QWidget#qt_calendar_navigationbar {{ background: {tokens.raised}; }}"
            f"QToolButton {{ color: {tokens.ink}; background: transparent; border: none; padding: 4px 8px; }}"
            f"QToolButton:hover {{ background: {tokens.tint}; border-radius: 4px; }}"
            f"QAbstractItemView {{ background: {tokens.raised}; alternate-background-color: {tokens.raised};"
            f" selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}"
        )

        for name, icon_name in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(MIRRORED[icon_name] if right_to_left(self) else icon_name, tokens.ink))

    def value(self) -> date:
        """The day that is chosen."""
        chosen = self.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())


def pick_date(opener: QWidget, title: str, day: date, place: QPoint, chosen: Callable[[date], object]) -> Popover:
    """Open a month below a control; a click or Enter on a day tells it and closes."""
    popover = Popover(title, opener)
    month = Month(day)
    popover.body.addWidget(month)

    def pick() -> None:
        popover.close()
        chosen(month.value())

    month.clicked.connect(lambda _day: pick())
    month.activated.connect(lambda _day: pick())
    popover.open_at(place)
    month.setFocus(Qt.FocusReason.TabFocusReason)
    return popover
