"""Disks that refuse and files that are broken: the app runs on, prompts, and says so once."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.desktop.processes import wait_until

LIKE_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Root writes where permissions forbid it; without these capabilities it no longer does."""


def texts(desk, app):
    """All that a screen reader would find, as one text."""
    return "\n".join(seen.name for seen in desk.eyes.tree(app.pid))


def complaints(app, word):
    """Lines of the app's log with this word."""
    return [line for line in app.log().splitlines() if word in line and not line.startswith("qt.")]


def first_prompt(desk, app):
    """Go on to the first session's prompt."""
    app.pass_until("09:30:01")
    wait_until(desk.notes_shown, "the prompt")


def test_with_a_read_only_home_it_still_prompts_and_says_once_that_it_can_not_save(desk):
    desk.welcome()
    for folder in (desk.data, desk.home / ".config"):
        folder.chmod(0o500)
    (desk.data / "ledger.db").chmod(0o400)
    app = desk.start_app("2026-11-23T09:20", wrap=LIKE_ANYBODY)
    first_prompt(desk, app)
    desk.answer_note("Skip")
    wait_until(lambda: desk.status()["next_session"]["id"] != "s1", "the next session")
    assert desk.unknot("pause", "30m").returncode == 0
    desk.tray.activate()
    wait_until(lambda: "ledger.db" in texts(desk, app), "a word in the window")
    assert texts(desk, app).count("ledger.db") >= 1
    assert len(complaints(app, "ledger.db")) <= 1


REQUIRED = os.environ.get("UNKNOT_DESKTOP_TESTS") == "required"
"""Where nothing may be left out, a machine without mounts of its own fails instead of hiding the test."""


def can_mount():
    """Whether a small disk of our own can be had here."""
    made = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return made.returncode == 0


@pytest.mark.skipif(not can_mount() and not REQUIRED, reason="a full disk needs a mount of its own")
def test_with_a_full_disk_it_still_prompts_and_says_once_that_it_can_not_save(desk):
    desk.welcome()
    kept = desk.folder / "kept"
    shutil.copytree(desk.data, kept)
    script = f'mount -t tmpfs -o size=400k tmpfs "{desk.data}" && cp -r "{kept}/." "{desk.data}" && exec "$@"'
    app = desk.start_app("2026-11-23T09:20", wrap=("unshare", "--mount", "sh", "-c", script, "sh"))
    fill(Path(f"/proc/{app.pid}/root{desk.data}/filler"))
    first_prompt(desk, app)
    desk.answer_note("Skip")
    wait_until(lambda: desk.status()["next_session"]["id"] != "s1", "the next session")
    wait_until(lambda: complaints(app, "ledger.db"), "a word in the log")
    desk.tray.activate()
    wait_until(lambda: "ledger.db" in texts(desk, app), "a word in the window")
    app.pass_time(minutes=30)
    assert len(complaints(app, "ledger.db")) == 1


def fill(path):
    """Write until nothing more fits."""
    with path.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue


def test_a_broken_settings_file_is_named_kept_and_replaced_by_the_defaults(desk):
    desk.welcome()
    desk.write_settings("sessions = [[\n")
    app = desk.start_app()
    assert desk.status()["sessions"] == 4
    desk.tray.activate()
    wait_until(lambda: "settings.toml" in texts(desk, app), "its name in the window")
    kept = [path for path in desk.settings_file.parent.iterdir() if path != desk.settings_file]
    assert [path.read_text(encoding="utf-8") for path in kept] == ["sessions = [[\n"]


def test_a_bad_value_is_named_with_its_field_and_the_rest_of_the_file_holds(desk):
    desk.welcome()
    desk.write_settings("sessions = 3\nsnooze_minutes = 99\n")
    app = desk.start_app()
    assert desk.status()["sessions"] == 3
    desk.tray.activate()
    wait_until(lambda: "snooze_minutes" in texts(desk, app), "the field in the window")


def test_a_broken_ledger_is_kept_beside_a_new_one_and_the_day_goes_on(desk):
    desk.data.mkdir(parents=True)
    (desk.data / "ledger.db").write_bytes(b"this is no database" * 100)
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    assert desk.status()["sessions"] == 4
    kept = [path for path in desk.data.iterdir() if b"this is no database" in path.read_bytes()]
    assert kept != []
    assert app.runs()


def test_a_broken_exercise_of_the_person_is_named_and_the_rest_of_the_library_works(desk):
    desk.welcome()
    own = desk.data / "exercises"
    own.mkdir()
    (own / "mine.toml").write_text('id = "mine"\nhold = "long"\n', encoding="utf-8")
    app = desk.start_app()
    desk.tray.activate()
    wait_until(lambda: "mine.toml" in texts(desk, app), "its name in the window")
    assert desk.unknot("start", "chin-tuck").returncode == 0
    wait_until(lambda: desk.status()["session"] is not None, "a session")
