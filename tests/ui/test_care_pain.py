"""Care's Pain and Help tabs, and the strip that advises on every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.shells import Home

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care import RED_FLAGS, CareState
from unknot.core.history import CareEvent, Pain
from unknot.core.pain_rules import Worry
from unknot.ui.kit.text import Text
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.care_help import HelpTab
from unknot.ui.pages.care_pain import PainTab
from unknot.ui.shell import Page

SHOULDER = Place(Area.TRAPEZIUS, Side.LEFT)
NECK = Place(Area.NECK, Side.LEFT)


@pytest.fixture
def home(qapp: QApplication) -> Home:
    return Home()


@pytest.fixture
def pain(home: Home, qtbot: QtBot) -> Iterator[PainTab]:
    made = PainTab(home.shell)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def lines(tab: PainTab) -> list[str]:
    return [row.accessibleName() for row in tab.entries.rows]


def week_of_painkillers(home: Home) -> None:
    home.shell.pain_log.log([SHOULDER], 5, painkillers=True)
    home.clock.advance(timedelta(days=7))
    home.shell.pain_log.log([SHOULDER], 4)


# entries


def test_the_first_time_it_invites_and_shows_no_empty_chart(pain: PainTab, home: Home) -> None:
    assert pain.title.text == "Nothing logged yet"
    assert not pain.charts.isVisible()
    assert not pain.entries.isVisible()
    pain.log.click()
    assert home.windows.opened == ["pain"]


def test_what_is_logged_elsewhere_appears_at_once(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER, NECK], 4, painkillers=True, note="Driving")
    assert pain.title.text == "Pain on 1 of 30 days"
    assert lines(pain) == ["Today, 08:00, Neck, left · Upper trapezius, left, 4 of 10, Painkillers · “Driving”"]
    assert pain.course.accessibleDescription() == "today: 4"


def test_an_entry_is_taken_out_and_put_back(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER], 4)
    pain.entries.rows[0].button.click()
    assert home.shell.pain_log.entries() == ()
    assert lines(pain) == ["Today, 08:00, Taken out, 4 of 10"]
    pain.entries.rows[0].button.click()
    assert [entry.strength for entry in home.shell.pain_log.entries()] == [4]
    assert lines(pain) == ["Today, 08:00, Upper trapezius, left, 4 of 10"]


def test_what_was_taken_out_is_gone_for_who_comes_back_later(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER], 4)
    pain.entries.rows[0].button.click()
    pain.hide()
    pain.show()
    assert lines(pain) == []
    assert pain.title.text == "Nothing logged yet"


def test_a_this_hurts_stands_among_them_and_can_not_be_taken_out(pain: PainTab, home: Home) -> None:
    now = home.clock.now()
    home.ledger.add(Pain(now.date(), "s1", now, "chin-tuck", Area.NECK, Side.LEFT))
    home.shell.pain_log.refresh()
    name = home.library.exercise_text["chin-tuck"].name
    assert lines(pain) == [f"Today, 08:00, Neck, left, “This hurts” in {name}"]
    assert not pain.entries.rows[0].button.isVisible()
    assert pain.title.text == "Pain on 1 of 30 days"


def test_one_place_can_be_looked_at_alone(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER], 6)
    home.clock.advance(timedelta(days=1))
    home.shell.pain_log.log([NECK], 2)
    assert [chip.text() for chip in pain.chips] == ["Everywhere", "Upper trapezius, left", "Neck, left"]
    pain.chips[1].click()
    assert pain.course.accessibleDescription() == "4 Mar: 6"
    assert len(lines(pain)) == 1
    assert [chip.isChecked() for chip in pain.chips] == [False, True, False]
    pain.chips[0].click()
    assert len(lines(pain)) == 2


def test_what_hurt_on_both_sides_counts_for_each_of_them(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([Place(Area.NECK, Side.BOTH)], 7)
    home.clock.advance(timedelta(days=1))
    home.shell.pain_log.log([NECK], 4)
    assert [chip.text() for chip in pain.chips] == ["Everywhere", "Neck, both sides", "Neck, left"]
    pain.chips[2].click()
    assert pain.course.accessibleDescription() == "4 Mar: 7, today: 4"
    assert [row[1] for row in pain.table.model_.sheet.rows] == ["4 of 10", "7 of 10"]


def test_a_this_hurts_alone_is_never_told_as_no_pain_there(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER, NECK], 4)
    home.clock.advance(timedelta(days=1))
    now = home.clock.now()
    home.ledger.add(Pain(now.date(), "s1", now, "chin-tuck", Area.NECK, Side.LEFT))
    home.shell.pain_log.refresh()
    pain.chips[1].click()
    assert pain.chips[1].text() == "Neck, left"
    assert [row[1] for row in pain.table.model_.sheet.rows] == ["An exercise hurt", "4 of 10"]


def test_it_looks_back_as_far_as_it_is_asked(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER], 6)
    home.clock.advance(timedelta(days=40))
    pain.refresh()
    assert pain.title.text == "No pain in 30 days"
    pain.span.set_index(1, tell=True)
    assert pain.title.text == "Pain on 1 of 90 days"
    assert lines(pain) == ["Wed 4 March, 08:00, Upper trapezius, left, 6 of 10"]


def test_the_table_says_what_the_chart_shows(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER], 6, painkillers=True)
    home.clock.advance(timedelta(days=1))
    home.shell.pain_log.log([], 0)
    pain.form.set_index(1, tell=True)
    assert pain.table.isVisible()
    assert not pain.course.isVisible()
    assert pain.table.model_.sheet.rows == (
        ("Today", "None", "no", ""), ("Yesterday", "6 of 10", "yes", "Upper trapezius, left"),
    )


def test_many_entries_begin_with_the_newest_dozen(pain: PainTab, home: Home) -> None:
    for n in range(15):
        home.clock.advance(timedelta(hours=1))
        home.shell.pain_log.log([SHOULDER], n % 10 + 1)
    assert len(lines(pain)) == 12
    assert pain.entries.more.text() == "Show all 15"
    pain.entries.more.click()
    assert len(lines(pain)) == 15


# advice


def test_advice_stands_on_top_and_goes_with_its_answer(pain: PainTab, home: Home) -> None:
    assert not pain.advice.isVisible()
    week_of_painkillers(home)
    [card] = pain.advice.cards
    assert card.title.text == "A week with painkillers and still pain."
    assert card.why.text.startswith("A doctor should have a look. You first noted painkillers on Wed 4 March.")
    card.seen.click()
    assert home.shell.pain_log.advice() == ()
    assert not pain.advice.isVisible()


def test_not_now_hides_it_for_a_week(pain: PainTab, home: Home) -> None:
    week_of_painkillers(home)
    pain.advice.cards[0].later.click()
    assert not pain.advice.isVisible()
    home.clock.advance(timedelta(days=7))
    home.shell.pain_log.log([SHOULDER], 4)
    assert pain.advice.isVisible()


def test_what_to_expect_leads_to_the_help_tab(pain: PainTab, home: Home) -> None:
    home.shell.pain_log.log([SHOULDER], 4, always=True)
    [card] = pain.advice.cards
    assert card.title.text == "Pain for as long as you can remember."
    card.more.click()
    assert home.windows.opened == ["care help"]


# help


@pytest.fixture
def help_tab(home: Home, qtbot: QtBot) -> Iterator[HelpTab]:
    made = HelpTab(home.shell)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def said(tab: HelpTab) -> list[str]:
    return [text.text for page in tab.pages for text in page.findChildren(Text)]


def test_what_to_expect_comes_in_the_order_of_the_guide(help_tab: HelpTab) -> None:
    text = " ".join(said(help_tab))
    order = ["Physiotherapy", "dry needling", "Muscle relaxants", "Injections", "Cortisone", "Surgery"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert text.index("Paracetamol") < text.index("ibuprofen")


def test_no_dose_stands_there(help_tab: HelpTab) -> None:
    assert not any(" mg" in line or "milligram" in line for line in said(help_tab))


def test_the_emergency_signs_lead_to_help(help_tab: HelpTab, home: Home) -> None:
    emergency = help_tab.emergency
    assert set(emergency.flags.boxes) == set(RED_FLAGS)
    assert not emergency.help.isEnabled()
    emergency.flags.boxes["legs"].click()
    emergency.help.click()
    assert home.shell.care.state is CareState.BLOCKED
    assert home.windows.opened == ["emergency"]
    assert emergency.page.isVisible()
    assert not emergency.flags.isVisible()
    home.shell.care.answer(CareEvent.MISTAKE)
    assert emergency.flags.isVisible()
    assert emergency.flags.flags() == ()


def test_when_exercises_were_off_is_told_with_why_and_what_ended_it(
    help_tab: HelpTab, home: Home, qtbot: QtBot
) -> None:
    assert not help_tab.stops.isVisible()
    home.shell.care.answer(CareEvent.RED_FLAG, ["fever"])
    home.clock.advance(timedelta(hours=26))
    home.shell.care.answer(CareEvent.RED_FLAG, ["legs"])
    home.shell.care.answer(CareEvent.SEEN)
    qtbot.waitUntil(lambda: [text.text for text in help_tab.stops.findChildren(Text) if text.isVisible()] == [
        "When exercises were off",
        "Yesterday, 08:00 to today, 10:00. Seen by a doctor.",
        "Fever · New weakness or numbness in both legs",
    ])


# the strip


@pytest.fixture
def window(home: Home, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(home.shell)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_page_but_the_one_that_says_so_has_the_strip(window: MainWindow, home: Home) -> None:
    assert not window.strips.pain.isVisible()
    week_of_painkillers(home)
    assert window.strips.pain.isVisible()
    assert window.strips.pain.text.text == "A week with painkillers and still pain. A doctor should have a look."
    window.strips.more.click()
    assert home.windows.opened == ["care pain"]
    window.show_page(Page.CARE, "knots")
    assert window.strips.pain.isVisible()
    for part in ("pain", "help"):
        window.show_page(Page.CARE, part)
        assert not window.strips.pain.isVisible()
    window.show_page(Page.TODAY)
    assert window.strips.pain.isVisible()
    home.shell.pain_log.answer(Worry.PAINKILLERS, seen=True)
    assert not window.strips.isVisible()


def test_a_window_that_is_gone_is_told_nothing_any_more(home: Home, qtbot: QtBot) -> None:
    made = MainWindow(home.shell)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    gone: list[bool] = []
    made.destroyed.connect(lambda: gone.append(True))
    made.show()
    made.close()
    qtbot.waitUntil(lambda: bool(gone))
    week_of_painkillers(home)
    assert home.shell.pain_log.advice()
