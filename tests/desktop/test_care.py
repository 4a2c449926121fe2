"""Care on a real desktop, by keys and with the eyes of a screen reader."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.desktop.processes import wait_until


def knots(desk):
    """The ledger's rows about knots."""
    with closing(sqlite3.connect(f"file:{desk.data / 'ledger.db'}?mode=ro", uri=True)) as book:
        book.row_factory = sqlite3.Row
        return [dict(row) for row in book.execute("SELECT * FROM knot ORDER BY id")]


def said(desk, app):
    """The names that a screen reader meets."""
    return {each.name for each in desk.eyes.tree(app.pid)}


def test_a_knot_is_found_by_keys_alone_and_its_disc_says_all_about_it(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T08:40")
    assert desk.unknot("show", "care").returncode == 0
    app.window("Unknot")
    desk.eyes.press(app.pid, "Find a knot")
    wait_until(lambda: "Feel for it" in said(desk, app), "the first step")
    desk.screen.key("Return")
    wait_until(lambda: "Where is it?" in said(desk, app), "the second step")
    desk.screen.key("Down", "Down", "Return")  # from the neck on down the left side
    wait_until(lambda: any(name.startswith("The knot: ") for name in said(desk, app)), "the pin")
    desk.screen.key("Down", "Return")
    wait_until(lambda: "Press it for a moment" in said(desk, app), "the third step")
    desk.screen.key("space", "Return")
    wait_until(lambda: "How strong is it?" in said(desk, app), "the last step")
    desk.screen.key("6", "Return")
    row = wait_until(lambda: knots(desk), "the knot in the ledger")[0]
    assert (row["event"], row["view"], row["side"], row["kind"], row["strength"]) == (
        "found", "back", "left", "tender", 6,
    )
    assert row["x"] < 392 - 20, "beside the spine"
    wait_until(lambda: any(n.startswith("Knot 1: ") and n.endswith("6 of 10") for n in said(desk, app)), "its disc")
