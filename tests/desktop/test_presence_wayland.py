"""The whole app on a Wayland desktop: the compositor is the small one of ``desktop_units``, windows go to the X server
beside it, as with programs that don't speak Wayland."""

from __future__ import annotations

import pytest
from tests.desktop.processes import wait_until
from tests.desktop_units.compositor import ACTIVATED, FULL_SCREEN, IDLE, SEAT, WINDOWS, Compositor

BEFORE = "2026-11-23T09:20"
"""Ten minutes before the first session."""
FIVE_MINUTES, A_SECOND, TEN_SECONDS = 300_000, 1000, 10_000


def holds(desk):
    """What holds prompts now."""
    return {hold["why"] for hold in desk.status()["holds"]}


@pytest.fixture
def compositor(desk):
    desk.welcome()
    made = Compositor(desk.runtime / "wayland-0", ((SEAT, 9), (IDLE, 2), (WINDOWS, 3)))
    desk.env["WAYLAND_DISPLAY"] = "wayland-0"
    yield made
    made.stop()
    assert not made.complaints


def test_who_is_away_has_the_session_after_the_return(desk, compositor):
    app = desk.start_app(BEFORE)
    wait_until(lambda: compositor.waits() == [FIVE_MINUTES], "the app to listen")
    compositor.idle(FIVE_MINUTES)
    wait_until(lambda: "away" in holds(desk), "the absence")
    app.pass_until("09:33")
    assert desk.notes_shown() == 0
    compositor.input(FIVE_MINUTES)
    assert "away" in holds(desk)  # it may be a nudge
    wait_until(lambda: not holds(desk), "five seconds of input")
    wait_until(lambda: compositor.waits() == [FIVE_MINUTES], "the end of the close watch")
    app.pass_time(seconds=31)
    wait_until(desk.notes_shown, "the session's prompt")


def test_a_full_screen_window_of_another_program_holds_and_its_end_is_told(desk, compositor):
    compositor.show("film", "mpv", ACTIVATED, FULL_SCREEN)
    app = desk.start_app(BEFORE)
    app.pass_until("09:30:00")
    wait_until(lambda: "full screen" in holds(desk), "the hold")
    compositor.show("film", "mpv", ACTIVATED)
    wait_until(lambda: not holds(desk), "the end")
    app.pass_time(seconds=31)
    wait_until(desk.notes_shown, "the session's prompt")
    wait_until(lambda: not compositor.clients[0].managers, "the app to look no more at windows")


def test_a_session_waits_for_a_lull(desk, compositor):
    app = desk.start_app(BEFORE, typing=True)
    app.pass_until("09:30:00")
    wait_until(lambda: "typing" in holds(desk), "the hold")
    assert compositor.waits() == [TEN_SECONDS, FIVE_MINUTES]
    assert desk.notes_shown() == 0
    compositor.idle(TEN_SECONDS)
    wait_until(desk.notes_shown, "the prompt, at once")


def test_check_says_how_each_is_known(desk, compositor):
    said = desk.unknot("check").stdout
    lines = said.splitlines()
    for name, who in (
        ("idle", "ext-idle-notify"),
        ("full-screen", "wlr-foreign-toplevel"),
        ("typing", "ext-idle-notify"),
    ):
        assert any(f" {name} " in line and who in line for line in lines), said


def test_check_says_what_the_desktop_does_not_tell(desk, compositor):
    compositor.remove(3)
    compositor.remove(2)
    said = desk.unknot("check").stdout
    assert "no source for idle time" in said
    assert "this desktop tells no other program on Wayland" in said
