"""The History page: what it shows, how one walks through it, and that its numbers are there without seeing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.history_days import a_month
from tests.shells import Home

from unknot.core.history import Entry, Event, Feeling, Felt, Outcome, SkipWhy, SlotKind
from unknot.core.library import Problem
from unknot.core.review import Scope
from unknot.core.settings import Settings
from unknot.ports_archive import Form
from unknot.ui.charts.chart import Chart
from unknot.ui.kit.button import Button
from unknot.ui.kit.marks import StateMark
from unknot.ui.pages.history import HistoryPage
from unknot.ui.pages.history_export import Export, SheetDialog

NOW = datetime(2026, 3, 25, 13, 30, tzinfo=BERLIN)
TODAY = NOW.date()


FIRST = date(2025, 11, 20)


def lived(desk: bool = False) -> Home:
    made = Home(NOW, settings=replace(Settings(), standing_desk=desk))
    made.ledger.add(Felt(FIRST, "s1", NOW, Feeling.EASIER))
    made.ledger.add(*a_month(date(2026, 3, 2), TODAY, NOW.hour, desk))
    return made


def page_of(home: Home, qtbot: QtBot, width: int = 944, height: int = 724) -> HistoryPage:
    page = HistoryPage(home.shell)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot: QtBot) -> HistoryPage:
    made = lived()
    found = page_of(made, qtbot)
    found.home = made
    return found


def test_it_opens_with_this_month_and_says_what_it_came_to(page: HistoryPage) -> None:
    assert page.title.text == "March"
    assert page.lead.text.startswith("55 of 72 sessions. 77 stand-ups.")
    assert page.lead.text.endswith("Your knot went from 7 to 3.")
    assert not page.nothing.isVisible()


def test_what_is_all_to_come_is_barred_and_the_past_is_open(page: HistoryPage) -> None:
    assert not page.after.isEnabled()
    page.turn(1)
    assert page.period.first == date(2026, 3, 1)
    page.turn(-1)
    assert page.title.text == "February"
    assert page.after.isEnabled()
    assert page.nothing.text == "Nothing was recorded then."
    page.turn(-12)
    assert page.title.text == "January"
    page.show_scope(Scope.MONTH, date(2025, 11, 3))
    assert page.title.text == "November 2025"
    assert not page.before.isEnabled()
    page.turn(-1)
    assert page.title.text == "November 2025", "there is nothing before the first record"
    page.show_scope(Scope.DAY, FIRST + timedelta(days=1))
    assert page.before.isEnabled()
    page.turn(-1)
    assert page.period.first == FIRST
    assert not page.before.isEnabled()


def test_a_day_of_the_calendar_opens_as_a_day(page: HistoryPage, qtbot: QtBot) -> None:
    cell = page.sections.month.day(date(2026, 3, 23))
    assert cell.accessibleName().startswith("Monday 23 March: 2 of 4 sessions, 1 skipped, 1 missed")
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert page.period.scope is Scope.DAY
    assert page.title.text == "Mon 23 Mar"
    assert page.sections.day.isVisible()
    assert not page.sections.month.isVisible()


def test_days_to_come_can_be_seen_but_not_opened(page: HistoryPage) -> None:
    ahead = page.sections.month.day(date(2026, 3, 26))
    assert not ahead.isEnabled()
    assert ahead.accessibleName() == "Thursday 26 March: to come, 4 sessions"


def test_arrow_keys_walk_along_the_days_and_enter_opens_one(page: HistoryPage) -> None:
    month = page.sections.month
    month.day(TODAY).setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(page.focusWidget(), key)
    assert page.focusWidget() is month.day(date(2026, 3, 19))
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert page.focusWidget() is month.day(date(2026, 3, 19)), "the 26th is still to come"
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Home)
    assert page.focusWidget() is month.day(date(2026, 3, 1))
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert (page.period.scope, page.period.first) == (Scope.DAY, date(2026, 3, 1))


def test_only_one_day_of_the_calendar_is_reached_by_tab(page: HistoryPage) -> None:
    policies = [child.focusPolicy() for child in page.sections.month._shown()]
    assert policies.count(Qt.FocusPolicy.StrongFocus) == 1


def test_keys_turn_the_pages(page: HistoryPage) -> None:
    page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.title.text == "February"
    QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.title.text == "March"
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert page.title.text == "March"


def test_a_scope_keeps_today_where_it_is_in_sight(page: HistoryPage) -> None:
    page.show_scope(Scope.WEEK)
    assert page.title.text == "23 to 29 March"
    page.show_scope(Scope.DAY)
    assert page.period.first == TODAY
    page.show_scope(Scope.MONTH)
    page.turn(-1)
    page.show_scope(Scope.WEEK)
    assert page.title.text == "26 Jan to 1 February"


def test_the_week_begins_with_the_locales_first_day(qtbot: QtBot) -> None:
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    try:
        page = page_of(lived(), qtbot)
        page.show_scope(Scope.WEEK)
        assert page.period.first == date(2026, 3, 22)
        assert page.sections.week.row(date(2026, 3, 22)) is not None
    finally:
        QLocale.setDefault(usual)


def test_part_names_open_that_scope_of_today(page: HistoryPage) -> None:
    page.turn(-1)
    page.open_part("week")
    assert TODAY in page.period
    page.open_part("decade")
    assert page.period.scope is Scope.WEEK


def test_every_chart_says_its_numbers_to_who_cannot_see_it(page: HistoryPage) -> None:
    charts = [chart for chart in page.findChildren(Chart) if chart.isVisible()]
    assert len(charts) == 4
    for chart in charts:
        read = QAccessible.queryAccessibleInterface(chart)
        assert read.text(QAccessible.Text.Name)
        assert any(letter.isdigit() for letter in read.text(QAccessible.Text.Description))


def test_the_table_has_the_same_numbers(page: HistoryPage) -> None:
    page.views.set_index(1, tell=True)
    assert not page.sections.isVisible()
    days, areas, skips, strengths = (table.model_.sheet for table in page.tables.tables)
    assert sum(int(row[1].split(" of ")[0]) for row in days.rows if row[1]) == page.review.done
    assert sum(int(row[1]) for row in skips.rows) == sum(page.review.skips.values())
    assert len(areas.rows) == len(page.review.areas)
    assert strengths.heads[1:] == ("Knot 1: left of the upper spine", "Pain: neck, left")
    assert strengths.rows[-1][1] == "3"


def test_a_cell_of_the_table_names_its_column(page: HistoryPage) -> None:
    page.views.set_index(1, tell=True)
    model = page.tables.tables[0].model_
    said = model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Sessions: 4 of 4"


def test_a_column_without_any_number_is_left_out(page: HistoryPage) -> None:
    page.views.set_index(1, tell=True)
    heads = page.tables.tables[0].model_.sheet.heads
    assert "Standing, min" not in heads
    assert "Painkillers" not in heads
    assert "Heat" in heads


def test_a_desk_that_goes_up_and_down_has_its_hours(qtbot: QtBot) -> None:
    page = page_of(lived(desk=True), qtbot)
    assert page.sections.desk.isVisible()
    assert page.sections.desk.chart.figure.bars[0].text == "10:00 of 41:15"


def test_a_first_day_invites_and_hides_nothing(qtbot: QtBot) -> None:
    page = page_of(Home(NOW), qtbot)
    assert page.nothing.text == "Your history begins today."
    assert page.sections.month.isVisible()
    assert not page.lead.isVisible()


def test_what_happens_meanwhile_shows_up(qtbot: QtBot) -> None:
    home = Home(NOW)
    page = page_of(home, qtbot)
    home.live("14:40")
    assert page.lead.text.startswith("1 of ")
    assert not page.nothing.isVisible()


def test_a_hidden_page_reads_nothing(qtbot: QtBot) -> None:
    home = lived()
    page = page_of(home, qtbot)
    before = page.review
    page.hide()
    home.live("14:40")
    assert page.review is before


def test_why_something_was_skipped_can_be_said_on_its_day(qtbot: QtBot) -> None:
    home = Home(NOW)
    at = NOW - timedelta(hours=2)
    home.ledger.add(
        Entry(TODAY, "s9", SlotKind.SESSION, Event.PLANNED, at, at),
        Entry(TODAY, "s9", SlotKind.SESSION, Event.ANSWERED, at, at, Outcome.SKIPPED),
    )
    page = page_of(home, qtbot)
    page.show_scope(Scope.DAY, TODAY)
    [why] = [button for button in page.sections.day.findChildren(Button) if button.text() == "Why?"]
    assert why.accessibleName() == "Why was Stretch session skipped?"
    menu = QMenu()
    qtbot.addWidget(menu)
    [story] = [one.what for one in home.shell.records.happenings(TODAY)]
    page.sections.day.fill_reasons(menu, story)
    assert [action.text() for action in menu.actions()] == ["Busy", "In a call", "Can't here", "Not now, no reason"]
    menu.actions()[0].trigger()
    assert page.review.skips == {SkipWhy.BUSY: 1}


def test_records_are_exported_for_what_is_shown(page: HistoryPage, tmp_path) -> None:
    export = Export(page.home.shell, page, page.period, 0, page.tell)
    export.write(tmp_path / "march.json", Form.JSON)
    assert page.home.archive.done == ["export march.json json 2026-03-01 2026-03-31"]
    assert "march.json" in page.told.text
    page.home.archive.refuses = Problem("march.json", "", "full")
    export.write(tmp_path / "march.json", Form.JSON)
    assert page.wrong.isVisible()
    assert not page.told.isVisible()


def test_the_menu_behind_export_opens_the_month_on_paper_also_from_a_day(page: HistoryPage, qtbot: QtBot) -> None:
    page.show_scope(Scope.DAY, date(2026, 3, 12))
    menu = QMenu()
    qtbot.addWidget(menu)
    Export(page.home.shell, page, page.period, 0, page.tell).fill(menu)
    assert [a.text() for a in menu.actions() if a.text()] == ["March on paper…", "Records as CSV…", "Records as JSON…"]
    menu.actions()[0].trigger()
    [dialog] = page.findChildren(SheetDialog)
    assert dialog.isVisible()
    assert dialog.sheet().title == "March 2026"
    dialog.leave.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("width", [580, 944, 1400])
def test_nothing_is_wider_than_the_page(qtbot: QtBot, width: int) -> None:
    page = page_of(lived(desk=True), qtbot, width)
    for scope in Scope:
        page.show_scope(scope, TODAY)
        inside = page.scroller.widget()
        qtbot.waitUntil(lambda inside=inside: max(inside.width(), inside.minimumSizeHint().width()) <= width)


def test_the_switches_stay_where_they_are_from_day_to_month(page: HistoryPage) -> None:
    spots = []
    for scope in Scope:
        page.show_scope(scope)
        QTest.qWait(0)
        spots.append(page.scopes.mapTo(page, page.scopes.rect().topLeft()))
    assert len({spot.y() for spot in spots}) == 1
    across = [spot.x() for spot in spots]
    assert max(across) - min(across) <= page.scroller.verticalScrollBar().sizeHint().width(), "it may come and go"


def test_export_stands_beside_the_switches_where_there_is_room(qtbot: QtBot) -> None:
    page = page_of(lived(), qtbot, 1200)

    def tops() -> list[int]:
        QTest.qWait(0)
        return [part.mapTo(page, part.rect().center()).y() for part in (page.scopes, page.export)]

    assert len(set(tops())) == 1
    page.resize(900, 724)
    switches, export = tops()
    assert export > switches
    page.resize(1200, 724)
    assert len(set(tops())) == 1


def test_the_legend_has_the_shapes_of_what_it_explains(page: HistoryPage) -> None:
    for scope, kind in ((Scope.MONTH, "prompt"), (Scope.WEEK, "session")):
        page.show_scope(scope)
        [legend] = [legend for legend in page.sections.legends.values() if legend.isVisible()]
        assert {mark._kind for mark in legend.findChildren(StateMark)} == {kind}
    page.show_scope(Scope.DAY)
    assert not any(legend.isVisible() for legend in page.sections.legends.values())
