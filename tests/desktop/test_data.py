"""Settings, Data on a real desktop: everything to a file and back, and erased, in the app that goes on running."""

from __future__ import annotations

import json

from tests.desktop.processes import wait_until

from unknot.storage.backup_file import look_into


def said(desk, app):
    """The names that a screen reader meets."""
    return {each.name for each in desk.eyes.tree(app.pid)}


def open_data(desk, app):
    """The Data tab."""
    assert desk.unknot("show", "settings").returncode == 0
    app.window("Unknot")
    wait_until(lambda: any(each.name == "Data" for each in desk.eyes.tree(app.pid)), "the tabs")
    role = next(each.role for each in desk.eyes.tree(app.pid) if each.name == "Data")
    desk.eyes.press(app.pid, "Data", role)
    wait_until(lambda: desk.eyes.find(app.pid, "Back up…"), "the tab")


def name_a_file(desk, path):
    """Answer the open file dialog."""
    desk.screen.key("ctrl+a")
    desk.screen.type(str(path))
    desk.screen.key("Return")


def test_what_was_backed_up_comes_back_after_all_was_erased(desk, tmp_path):
    desk.welcome()
    app = desk.start_app("2026-11-23T08:40")
    app.pass_until("11:00")
    before = len(desk.rows())
    assert before > 3
    open_data(desk, app)
    desk.eyes.press(app.pid, "Back up…")
    app.window("Back up")
    name_a_file(desk, tmp_path / "b.zip")
    wait_until((tmp_path / "b.zip").exists, "the backup")
    kept = look_into(tmp_path / "b.zip").told
    assert kept.records >= before

    desk.eyes.press(app.pid, "Erase…")
    desk.eyes.press(app.pid, "Erase for good")
    wait_until(lambda: any(name.endswith("records erased.") for name in said(desk, app)), "what became of it")
    assert [row for row in desk.rows() if row["at"] < "2026-11-23T11:00"] == []
    answers = json.loads(desk.unknot("history", "--json", "--kind", "care_answer").stdout)
    assert answers == [], "the warning signs are asked about again first"

    open_data(desk, app)
    desk.eyes.press(app.pid, "Restore…")
    app.window("Restore")
    name_a_file(desk, tmp_path / "b.zip")
    desk.eyes.press(app.pid, "Restore this")
    wait_until(lambda: len(desk.rows()) >= before, "the records")
    wait_until(lambda: "Everything is as in the backup." in said(desk, app), "what became of it")
    assert desk.unknot("start", "chin-tuck").returncode == 0, "the answer to them is back, too"
    assert app.quit() == 0
    app = desk.start_app("2026-11-23T12:05")
    assert len(desk.rows()) >= before
