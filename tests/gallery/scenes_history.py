"""The History page: a month, a week, a day; charts and tables; empty, small and in other scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import QWidget
from tests.fakes import BERLIN
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.gallery.scenes_main import window
from tests.history_days import a_month
from tests.shells import Home

from unknot.core.care_records import Stance, StanceChange
from unknot.core.review import Scope, period
from unknot.core.settings import Settings
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.history_export import SheetDialog
from unknot.ui.shell import Page

SIZE = (1120, 724)
NOW = datetime(2026, 3, 25, 13, 30, tzinfo=BERLIN)


def past(desk: bool = False) -> Home:
    """Most of a March behind it."""
    home = Home(NOW, settings=replace(Settings(), standing_desk=desk))
    home.ledger.add(StanceChange(datetime(2026, 1, 12, 9, tzinfo=BERLIN), Stance.SIT, "person"))
    home.ledger.add(*a_month(date(2026, 3, 2), NOW.date(), NOW.hour, desk))
    return home


def history(part: str = "", home: Home | None = None, table: bool = False) -> MainWindow:
    """The page at this part."""
    made = window(home or past(), Page.HISTORY)
    made.show_page(Page.HISTORY, part)
    if table:
        made.stack.currentWidget().views.set_index(1, tell=True)
    return made


@scene("history-month", SIZE)
def history_month() -> QWidget:
    return history()


@scene("history-month-desk", (1120, 900))
def history_month_desk() -> QWidget:
    return history(home=past(desk=True))


@scene("history-week", SIZE)
def history_week() -> QWidget:
    return history("week", past(desk=True))


@scene("history-day", SIZE)
def history_day() -> QWidget:
    return history("day")


@scene("history-table", SIZE)
def history_table() -> QWidget:
    return history(table=True)


@scene("history-first-day", SIZE)
def history_first_day() -> QWidget:
    return history(home=Home(NOW))


@scene("history-month-off", SIZE)
def history_month_off() -> QWidget:
    made = history()
    made.stack.currentWidget().turn(-1)
    return made


@scene("history-small", (640, 340))
def history_small() -> QWidget:
    return history()


@scene("history-stacked", (640, 1500))
def history_stacked() -> QWidget:
    return history()


@scene("history-rtl", SIZE, right_to_left=True)
def history_rtl() -> QWidget:
    return history()


@scene("history-week-rtl", SIZE, right_to_left=True)
def history_week_rtl() -> QWidget:
    return history("week")


@scene("history-eight", SIZE)
def history_eight() -> QWidget:
    home = past()
    home.preferences.change(sessions=8)
    return history(home=home)


@scene("history-long-words", SIZE)
def history_long_words() -> QWidget:
    with spoken_at_length():
        return history()


@scene("history-sheet-dialog", (720, 480))
def history_sheet_dialog() -> QWidget:
    home = past(desk=True)
    month = period(Scope.MONTH, NOW.date())
    shown = home.shell.records.review(month, NOW.date())
    return SheetDialog(home.shell, shown, 0, lambda _text, _wrong: None)


@scene("history-week-small", (640, 900))
def history_week_small() -> QWidget:
    return history("week", past(desk=True))


@scene("history-table-small", (640, 700))
def history_table_small() -> QWidget:
    return history(table=True)


@scene("history-sheet-dialog-low", (640, 340))
def history_sheet_dialog_low() -> QWidget:
    return history_sheet_dialog()
