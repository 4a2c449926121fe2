"""Today's line under a real pointer and a real keyboard."""

from __future__ import annotations

import pytest
from tests.desktop.processes import wait_until


@pytest.fixture
def today(desk):
    """The app with its Today page open, at 08:40."""
    desk.welcome()
    app = desk.start_app("2026-11-23T08:40")
    wait_until(desk.tray.shown, "the icon")
    desk.tray.activate()
    app.window("Unknot")
    return app


def loop(desk, app, time):
    """The session at this time on the line, once it stands still."""
    def found():
        seen = [each for each in desk.eyes.tree(app.pid) if each.name.startswith(f"{time}, ") and each.rect]
        return seen[0].rect if seen else None

    wait_until(found, f"the session at {time}")
    return wait_until(lambda: found() if found() == found() else None, f"the session at {time}, standing still")


def middle(rect):
    x, y, width, height = rect
    return x + width // 2, y + height // 2


def test_a_session_dragged_with_the_pointer_goes_where_it_is_dropped(desk, today, tmp_path):
    first, second = middle(loop(desk, today, "09:30")), middle(loop(desk, today, "11:35"))
    an_hour = (second[0] - first[0]) * 60 // 125
    half = (first[0] + an_hour // 4, first[1])
    there = (first[0] + an_hour // 2, first[1])
    desk.screen.drag(first, half, there, drop=False)
    wait_until(lambda: loop(desk, today, "09:30")[0] > first[0], "the loop under the pointer")
    assert [row for row in desk.rows("s1") if row["event"] == "moved"] == [], "not before it is dropped"
    desk.screen.shot(tmp_path / "dragged.png")
    desk.screen.let_go()
    moved = wait_until(lambda: [row for row in desk.rows("s1") if row["event"] == "moved"], "the move in the ledger")
    assert moved[-1]["due"][11:16] in ("09:55", "10:00", "10:05")
    desk.eyes.press(today.pid, "Undo")
    wait_until(lambda: desk.rows("s1")[-1]["event"] == "undone", "the move taken back")
    loop(desk, today, "09:30")


def test_a_session_is_moved_by_keys_alone(desk, today):
    loop(desk, today, "09:30")
    for _ in range(12):
        desk.screen.key("Tab")
        focused = [each.name for each in desk.eyes.tree(today.pid) if "focused" in each.states]
        if any(name.startswith("09:30, ") for name in focused):
            break
    desk.screen.key("ctrl+Right", "Right", "Right", "Return")
    wait_until(lambda: any("09:45" in row["due"] for row in desk.rows("s1") if row["event"] == "moved"), "the move")
