"""What was decided, in words: every line of the ledger has its sentence, and the page shows and copies them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.shells import WEDNESDAY, Home, bundled_library

from unknot.core.history import Away, Entry, Event, Outcome, Reason, SlotKind
from unknot.core.presence import Hold
from unknot.ports import Answer, Busy
from unknot.ui import words
from unknot.ui.kit.text import Text
from unknot.ui.pages.decisions import Decision, DecisionsView, decisions
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.today import TodayPage
from unknot.ui.words.decisions import Known, sentence

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=BERLIN)
DAY = NOON.date()


def entry(event: Event, after: int = 0, kind: SlotKind = SlotKind.SESSION, **more: object) -> Entry:
    """One line of the ledger, so many minutes after noon."""
    at = NOON + timedelta(minutes=after)
    return Entry(DAY, {SlotKind.SESSION: "s1", SlotKind.POSTURE: "p1"}.get(kind, "q1"), kind, event, at, **more)


def told(*entries: Entry, known: Known | None = None) -> list[str]:
    """The sentences, oldest first, as they would stand in the list."""
    return [each.text for each in reversed(words.tell(tuple(reversed(entries)), known or Known()))]


def every_line() -> list[Entry]:
    """Every event with every reason, for every kind of slot."""
    return [
        entry(event, kind=kind, reason=reason, outcome=how, due=due, why="in a call")
        for event in Event
        for reason in (None, *Reason)
        for kind in SlotKind
        for how in (list(Outcome) if event is Event.ANSWERED else [None])
        for due in (None, NOON)
    ]


def test_every_event_with_every_reason_has_a_sentence(qapp: object) -> None:
    for line in every_line():
        for before in (None, NOON, NOON - timedelta(hours=1)):
            said = sentence(line, Known(bundled_library()), before)
            assert said[0].isupper(), said
            assert "{" not in said, said
            assert "None" not in said, said
            assert not said.endswith((".", ":", " ", ",")), (said, line)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_told_where_it_decides(qapp: object, reason: Reason) -> None:
    plain = told(entry(Event.ANSWERED, kind=SlotKind.POSTURE, outcome=Outcome.DROPPED, due=NOON))
    said = told(entry(Event.ANSWERED, kind=SlotKind.POSTURE, outcome=Outcome.DROPPED, due=NOON, reason=reason))
    assert said != plain


def test_every_hold_has_a_word(qapp: object) -> None:
    said = {told(entry(Event.HELD, due=NOON, why=str(hold)))[0] for hold in Hold}
    assert len(said) >= len(Hold) - 1, "both kinds of call are one"
    assert all("held" in line for line in said)


def test_a_move_says_from_where_to_where_and_why(qapp: object) -> None:
    half, five = NOON.replace(hour=14, minute=30), NOON.replace(hour=15, minute=5)
    known = Known(busy=lambda span: "Team meeting" if half in span else "")
    said = told(
        entry(Event.PLANNED, due=half, reason=Reason.SPREAD, minutes=3.0),
        entry(Event.PLANNED, 1, due=five, reason=Reason.MOVED_FOR_BUSY, minutes=3.0), known=known,
    )
    assert said[1] == "Stretch session, moved from 14:30 to 15:05: Team meeting in your calendar"


def test_a_move_by_hand_says_so(qapp: object) -> None:
    said = told(
        entry(Event.PLANNED, due=NOON, reason=Reason.SPREAD),
        entry(Event.MOVED, 1, due=NOON.replace(hour=13)),
    )
    assert said[1] == "Stretch session, moved by you from 12:00 to 13:00"


def test_a_credit_says_how_long_the_person_was_away(qapp: object) -> None:
    away = Away(NOON, NOON + timedelta(minutes=12), "idle")
    line = entry(Event.ANSWERED, 1, SlotKind.POSTURE, outcome=Outcome.CREDITED, reason=Reason.TIME_AWAY, due=NOON)
    assert told(line, known=Known(away=(away,))) == ["Stand up, credited: 12 minutes away"]
    assert told(line) == ["Stand up, credited: you were away"]


def test_a_hold_says_when_it_was_asked_after_all(qapp: object) -> None:
    said = told(
        entry(Event.HELD, kind=SlotKind.POSTURE, due=NOON, why="in a call"),
        entry(Event.RELEASED, 5, SlotKind.POSTURE),
        entry(Event.SHOWN, 6, SlotKind.POSTURE),
    )
    assert said[0] == "Stand up, held for the call, asked at 12:06"


def test_a_prompt_planned_in_the_moment_it_is_asked_is_one_decision(qapp: object) -> None:
    said = told(
        entry(Event.PLANNED, kind=SlotKind.POSTURE, due=NOON, reason=Reason.INTERVAL),
        entry(Event.SHOWN, kind=SlotKind.POSTURE),
    )
    assert said == ["Stand up, asked: after sitting this long"]


def test_a_busy_time_that_left_no_room_is_named(qapp: object) -> None:
    known = Known(busy=lambda span: "Workshop" if NOON in span else "")
    line = entry(Event.ANSWERED, outcome=Outcome.DROPPED, reason=Reason.BUSY, due=NOON)
    assert told(line, known=known) == ["Session at 12:00, dropped: Workshop in your calendar"]


# the page


def opened(home: Home, qtbot: QtBot) -> TodayPage:
    made = TodayPage(home.shell, Stills(home.shell))
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.why.more.click()
    return made


def view_of(made: TodayPage) -> DecisionsView:
    assert made.decisions is not None
    return made.decisions


def test_all_decisions_take_the_place_of_the_day_grouped_by_day(qtbot: QtBot) -> None:
    home = Home(WEDNESDAY - timedelta(days=1))
    home.live("18:00", (Answer.ACCEPT, Answer.SKIP))
    home.live("9:40", day=1)
    made = opened(home, qtbot)
    view = view_of(made)
    assert view.isVisible()
    assert not made.line.isVisible()
    lines = [line for line in view.findChildren(Decision) if line.isVisible()]
    assert 30 < len(lines) <= 50
    captions = [text.text for text in view.findChildren(Text) if text.text.endswith("March")]
    assert captions == ["Wednesday 4 March", "Tuesday 3 March"]
    newest = home.shell.coach.decisions(1)[0]
    assert lines[0].text.text == f"{words.routine_name(newest.routine, home.library)}, 2 minutes"


@pytest.mark.parametrize("how", ["button", "escape"])
def test_back_leads_to_the_day_with_the_focus_where_it_was(qtbot: QtBot, how: str) -> None:
    home = Home()
    home.live("10:00")
    made = opened(home, qtbot)
    view = view_of(made)
    if how == "button":
        view.back.click()
    else:
        qtbot.keyClick(view.back, Qt.Key.Key_Escape)
    assert made.decisions is None
    assert made.line.isVisible()
    assert made.why.more.hasFocus()


def test_the_copy_has_a_line_for_each_with_the_ledger_s_own_words(qtbot: QtBot) -> None:
    home = Home()
    home.live("10:00", (Answer.SKIP,))
    made = opened(home, qtbot)
    view_of(made).copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Unknot ")
    assert lines[-1].startswith("2026-03-04 09:30:")
    skip = next(line for line in lines if "skipped by you" in line)
    assert "s1 answered skipped" in skip
    assert view_of(made).copy.text() == "Copied"


def test_before_anything_was_decided_it_says_so(qtbot: QtBot) -> None:
    home = Home(WEDNESDAY + timedelta(days=3))
    made = TodayPage(home.shell, Stills(home.shell))
    qtbot.addWidget(made)
    made.show()
    assert not made.why.more.isVisible()
    made.show_decisions()
    assert view_of(made).hint.text == "Nothing was decided yet."
    assert not view_of(made).copy.isEnabled()


def test_the_list_follows_what_is_decided_meanwhile(qtbot: QtBot) -> None:
    home = Home()
    home.to("8:31")
    made = opened(home, qtbot)
    home.house.coach.skip()
    qtbot.waitUntil(lambda: any(
        "skipped by you" in line.text.text for line in view_of(made).findChildren(Decision) if line.isVisible()
    ))


def test_a_real_day_s_busy_time_and_time_away_are_named() -> None:
    home = Home()
    home.calendars.say([Busy(WEDNESDAY.replace(hour=11, minute=15), WEDNESDAY.replace(hour=12), "Workshop")])
    home.live("10:20")
    home.house.held(Hold.DO_NOT_DISTURB)
    home.to("10:35")
    home.house.held(Hold.LOCKED)
    home.to("10:50")
    home.house.released(Hold.LOCKED)
    home.house.released(Hold.DO_NOT_DISTURB)
    home.live("13:30")
    said = [each.text for each in decisions(home.shell, home.shell.coach.decisions(50))]
    assert [line for line in said if line.endswith(", moved from 11:35 to 12:00: Workshop in your calendar")]
    assert "Stand up, held: do not disturb" in said
    assert "Stand up, credited: 15 minutes away" in said
