"""Starting, a second start, no panel, and what is left after a crash."""

from __future__ import annotations

import os
import subprocess

import pytest
from tests.desktop.processes import wait_until


def test_a_click_on_the_icon_opens_today(desk):
    desk.welcome()
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    assert app.windows() == []
    desk.tray.activate()
    window = wait_until(app.windows, "the window")[0]
    wait_until(lambda: desk.screen.active() == window.id, "the keyboard")
    assert any(seen.name == "Today" for seen in desk.eyes.tree(app.pid))


def test_a_click_on_the_icon_opens_the_welcome_first(desk):
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    desk.tray.activate()
    wait_until(app.windows, "the welcome")
    assert len(app.windows()) == 1
    assert not any(seen.name == "Today" for seen in desk.eyes.tree(app.pid))


def test_in_the_background_nothing_opens_before_a_click(desk):
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    app.pass_time(minutes=5)
    assert app.windows() == []


def test_without_any_panel_the_window_opens_by_itself_and_says_so(new_desk):
    desk = new_desk(panel="")
    desk.welcome()
    app = desk.start_app()
    wait_until(app.windows, "the window, some seconds after the start", 20)
    wait_until(lambda: any("tray" in seen.name.lower() for seen in desk.eyes.tree(app.pid)), "a word about the tray")


def test_the_icon_shows_in_a_panel_of_the_older_kind(new_desk):
    desk = new_desk(panel="tint2")
    desk.welcome()
    app = desk.start_app()
    app.pass_time(seconds=30)
    assert app.runs()
    left, top, width, height = wait_until(lambda: desk.screen.inside("tint2"), "an icon inside the panel")[0]
    desk.screen.click((left + width // 2, top + height // 2))
    wait_until(lambda: [w for w in app.windows() if w.rect[2] > 300], "Today")


def test_a_second_start_shows_the_window_of_the_first(desk):
    desk.welcome()
    app = desk.start_app()
    second = desk.unknot()
    assert (second.returncode, second.stdout) == (0, "Unknot runs already; its window is shown.\n")
    wait_until(app.windows, "the window")


def test_two_starts_at_once_are_one_app(desk):
    desk.welcome()
    for number in range(4):
        desk.start_real_app("--background", name=f"start-{number}")
    running = [f"start-{number}" for number in range(4)]
    wait_until(lambda: sum(desk.processes.runs(name) for name in running) == 1, "all but one to end")
    wait_until(desk.tray.shown, "the icon")
    assert sum(desk.processes.runs(name) for name in running) == 1
    assert [desk.processes.get(name).poll() for name in running if not desk.processes.runs(name)] == [0, 0, 0]


def test_a_prompt_that_was_on_the_screen_at_a_crash_is_not_shown_twice(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T09:20")
    app.pass_until("09:30:01")
    wait_until(desk.notes_shown, "the prompt")
    app.kill()
    app = desk.start_app("2026-11-23T09:31")
    app.pass_time(minutes=20)
    assert [row["event"] for row in desk.rows("s1")].count("shown") == 1
    assert desk.outcome("s1") == "missed"


def test_a_session_survives_a_crash_and_can_be_gone_on_with(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T09:00")
    assert desk.unknot("start", "neck-1").returncode == 0
    wait_until(app.windows, "the session's window")
    app.pass_time(seconds=20)
    desk.status()
    left = desk.status()["session"]["seconds_left"]
    app.kill()
    app = desk.start_app("2026-11-23T09:05")
    assert app.windows() == []
    wait_until(lambda: "Go on with the session" in desk.tray.labels(), "the offer to go on")
    desk.tray.choose("Go on with the session")
    wait_until(app.windows, "the session's window")
    assert abs(desk.status()["session"]["seconds_left"] - left) <= 10


def test_what_was_done_before_a_restart_is_known_after_it(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T09:20")
    app.pass_until("09:30:01")
    assert desk.unknot("skip").returncode == 0
    assert app.quit() == 0
    desk.start_app("2026-11-23T09:40")
    assert desk.outcome("s1") == "skipped"
    assert desk.status()["next_session"]["id"] != "s1"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user as well")
def test_another_user_can_not_talk_to_the_app_even_where_the_folder_lets_them(desk):
    desk.welcome()
    desk.start_app()
    socket = desk.runtime / "unknot" / "main.sock"
    assert (socket.parent.stat().st_mode & 0o777, socket.stat().st_mode & 0o777) == (0o700, 0o600)
    for folder in (desk.folder, desk.runtime, socket.parent):
        folder.chmod(0o755)
    socket.chmod(0o666)
    ask = "import socket,sys; s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.sendall(b'[\"status\"]\\n'); "
    command = ["/usr/bin/python3", "-c", ask + "print(s.recv(9))", str(socket)]
    mine = subprocess.run(command, capture_output=True, text=True, check=False)
    other = subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert mine.stdout.startswith("b'0\\n")
    assert other.stdout in ("", "b''\n")


def test_enter_neither_ticks_nor_answers_the_red_flag_question(desk):
    """Desktops with GTK colours let Enter press any button, so only a real one shows this."""
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    desk.tray.activate()
    window = wait_until(app.windows, "the welcome")[0]
    wait_until(lambda: desk.screen.active() == window.id, "the focus")
    desk.screen.key("Return")
    wait_until(lambda: any(seen.name == "None of these" for seen in desk.eyes.tree(app.pid)), "the question")
    for _ in range(6):  # each of the boxes
        desk.screen.key("Return")
        desk.screen.key("Tab")
    assert not any(seen.name == "Get help" for seen in desk.eyes.tree(app.pid))
    assert desk.status()["care"] == "unasked"
