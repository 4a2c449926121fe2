"""The command line and the running app, as a person and a script use them together."""

from __future__ import annotations

import json

from tests.desktop.processes import wait_until


def test_settings_taken_in_by_the_command_line_are_in_force_in_the_running_app_and_can_be_taken_back(desk, tmp_path):
    desk.welcome()
    desk.start_app("2026-11-23T08:40")
    file = tmp_path / "other.toml"
    file.write_text("sessions = 2\n", encoding="utf-8")
    done = desk.unknot("settings", "import", str(file), "--yes")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "sessions: 4 -> 2")
    assert desk.status()["sessions"] == 2
    assert "sessions = 2\n" in desk.settings_file.read_text(encoding="utf-8")
    assert desk.unknot("settings", "undo").returncode == 0
    assert desk.status()["sessions"] == 4


def test_the_log_tells_of_what_the_running_app_has_just_decided(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T09:20")
    assert desk.unknot("call", "30m").returncode == 0
    app.pass_until("09:30:01")
    wait_until(lambda: "held back" in desk.unknot("log", "--date", "2026-11-23").stdout, "the decision in the log")
    rows = json.loads(desk.unknot("log", "--date", "2026-11-23", "--json").stdout)
    assert rows[-1]["sentence"] == "Session s1 is held back: you said that you are in a call."
    assert "Held: in a call by hand since 09:20 until 09:50" in desk.unknot("status").stdout


def test_an_organisations_lock_holds_in_the_running_app(desk):
    site = desk.folder / "xdg" / "unknot"
    site.mkdir(parents=True)
    (site / "settings.toml").write_text('locked = ["sessions"]\nsessions = 3\n', encoding="utf-8")
    desk.env["XDG_CONFIG_DIRS"] = str(site.parent)
    desk.welcome()
    desk.write_settings("sessions = 7\n")
    desk.start_app("2026-11-23T08:40")
    assert desk.status()["sessions"] == 3
    assert desk.unknot("profile", "home").returncode == 0
    assert "sessions = 7\n" in desk.settings_file.read_text(encoding="utf-8")
    shown = json.loads(desk.unknot("settings", "show").stdout)
    assert shown["organisation"]["sessions"] == {"file": str(site / "settings.toml"), "locked": True}


def test_where_the_organisation_has_start_at_login_set_the_systems_own_list_follows(desk):
    site = desk.folder / "xdg" / "unknot"
    site.mkdir(parents=True)
    (site / "settings.toml").write_text('locked = ["start_at_login"]\nstart_at_login = true\n', encoding="utf-8")
    desk.env["XDG_CONFIG_DIRS"] = str(site.parent)
    desk.welcome()
    desk.start_app("2026-11-23T08:40")
    assert [file.name for file in (desk.home / ".config" / "autostart").iterdir()] != []
