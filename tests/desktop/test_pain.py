"""Pain is logged from the tray, advised about, and stops the exercises where it must: as a screen reader meets it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.desktop.desk import MONDAY
from tests.desktop.processes import wait_until

from unknot.core.care_records import PainEntry, PainEvent
from unknot.storage.ledger import open_ledger

ALL = (date.min, date.max)


def names(desk, app) -> set[str]:
    return {each.name for each in desk.eyes.tree(app.pid)}


def entries(desk) -> list[PainEntry]:
    ledger, _ = open_ledger(desk.data / "ledger.db")
    try:
        return list(ledger.read(PainEntry, *ALL))
    finally:
        ledger.close()


def took_painkillers(desk, days_ago: int) -> None:
    """As if logged so many days before the Monday."""
    moment = datetime.fromisoformat(f"{MONDAY}T10:00:00+01:00") - timedelta(days=days_ago)
    ledger, _ = open_ledger(desk.data / "ledger.db")
    ledger.add(PainEntry(moment.date(), moment, "e1", PainEvent.LOGGED, "neck:left", 5, painkillers=True))
    ledger.close()


def open_dialog(desk, app) -> None:
    wait_until(desk.tray.shown, "the icon")
    desk.tray.choose("Log pain…")
    wait_until(lambda: "Where does it hurt?" in names(desk, app), "the dialog")


def test_pain_is_logged_from_the_tray_and_a_week_of_painkillers_is_told_quietly(desk):
    desk.welcome()
    took_painkillers(desk, 7)
    app = desk.start_app("2026-11-23T08:40")
    open_dialog(desk, app)
    desk.eyes.press(app.pid, "As last time: Neck, left")
    desk.eyes.press(app.pid, "How strong: 4 of 10, mild", "radio button")
    desk.eyes.press(app.pid, "Save")
    wait_until(lambda: len(entries(desk)) == 2, "the entry")
    assert (entries(desk)[-1].places, entries(desk)[-1].strength) == ("neck:left", 4)
    assert "Where does it hurt?" not in names(desk, app)
    wait_until(desk.notes_shown, "the quiet notice")


def test_a_red_flag_in_the_dialog_opens_the_emergency_page_and_ends_the_prompts(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T08:40")
    open_dialog(desk, app)
    desk.eyes.press(app.pid, "Fever", "check box")
    desk.eyes.press(app.pid, "Get help")
    wait_until(lambda: "Get emergency help now" in names(desk, app), "the emergency page")
    assert "Where does it hurt?" not in names(desk, app)
    app.pass_until("11:00")
    assert desk.notes_shown() == 0
    desk.eyes.press(app.pid, "I ticked this by mistake")
    wait_until(lambda: "Get emergency help now" not in names(desk, app), "the page to go")
