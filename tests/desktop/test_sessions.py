"""Sessions from the first click to the ledger."""

from __future__ import annotations

from tests.desktop.eyes import BUTTON
from tests.desktop.processes import wait_until


def names(desk, app, role=BUTTON):
    """Of all buttons on the screen."""
    return [seen.name for seen in desk.eyes.find(app.pid, role=role)]


def quick_stretch(desk):
    """Quick stretch, 1 minute, from the tray; its window has the keyboard."""
    desk.welcome()
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    desk.tray.choose("Quick stretch", "1 minute")
    window = wait_until(app.windows, "the session's window")[0]
    wait_until(lambda: desk.screen.active() == window.id, "the keyboard")
    return app


def skip_through(desk, app):
    """Press the right arrow until the session is over."""

    def over():
        if desk.outcome("q1"):
            return True
        desk.screen.key("Right")
        return False

    wait_until(over, "the end of the session", 30)


def test_quick_stretch_from_the_tray_is_walked_to_its_end_by_keyboard_alone(desk):
    app = quick_stretch(desk)
    desk.screen.key("space")  # start now, instead of getting ready
    skip_through(desk, app)
    wait_until(lambda: desk.status()["session"] is None, "the app to say that it is over")
    assert desk.outcome("q1") == "stopped_early"  # through by Right, hardly anything of it was done


def time_left(desk, app):
    """What the window says, e.g. ``0:36 left in all``; empty once it is over."""
    return [seen.name for seen in desk.eyes.find(app.pid, role="label") if seen.name.endswith("left in all")]


def test_a_session_that_runs_its_time_is_done_with_all_its_seconds(desk):
    app = quick_stretch(desk)
    for _ in range(20):
        shown = wait_until(lambda: time_left(desk, app) or desk.outcome("q1"), "the time left")
        if desk.outcome("q1"):
            break
        app.pass_time(seconds=7)
        wait_until(lambda shown=shown: time_left(desk, app) != shown, "the window to follow")
    assert desk.outcome("q1") == "done"
    assert desk.rows("q1")[-1]["seconds"] > 20


def test_a_screen_reader_finds_what_a_session_needs_by_name(desk):
    app = quick_stretch(desk)
    desk.screen.key("space")
    wait_until(lambda: "Pause" in names(desk, app), "Pause")
    assert {"Back", "Next", "This hurts", "End session"} <= set(names(desk, app))
    desk.eyes.press(app.pid, "Pause")
    wait_until(lambda: "Pause" not in names(desk, app), "another button in the place of Pause")


def test_space_pauses_and_goes_on(desk):
    app = quick_stretch(desk)
    desk.screen.key("space")
    wait_until(lambda: "Pause" in names(desk, app), "Pause")
    desk.screen.key("space")
    wait_until(lambda: "Pause" not in names(desk, app), "the pause")
    before = desk.status()["session"]["seconds_left"]
    app.pass_time(minutes=1)
    assert desk.status()["session"]["seconds_left"] == before
    desk.screen.key("space")
    wait_until(lambda: "Pause" in names(desk, app), "Pause again")


def test_escape_leaves_without_asking_and_the_tray_offers_to_go_on(desk):
    app = quick_stretch(desk)
    desk.screen.key("Escape")
    wait_until(lambda: not app.windows(), "the window to close")
    wait_until(lambda: "Go on with the session" in desk.tray.labels(), "the offer")
    desk.tray.choose("Go on with the session")
    wait_until(app.windows, "the window again")
    assert desk.status()["session"] is not None


def test_the_offer_to_go_on_ends_after_half_an_hour(desk):
    app = quick_stretch(desk)
    desk.screen.key("Escape")
    wait_until(lambda: "Go on with the session" in desk.tray.labels(), "the offer")
    app.pass_time(minutes=31)
    assert "Go on with the session" not in desk.tray.labels()


def test_this_hurts_stops_the_exercise_and_is_recorded(desk):
    app = quick_stretch(desk)
    desk.screen.key("space")
    wait_until(lambda: "Pause" in names(desk, app), "the exercise to run")
    desk.eyes.press(app.pid, "This hurts")
    wait_until(lambda: "Pause" not in names(desk, app), "another page")
    wait_until(lambda: desk.pains() == 1, "the pain in the ledger")


def test_a_session_asked_for_before_the_welcome_brings_the_question_first(desk):
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    desk.tray.choose("Quick stretch", "1 minute")
    wait_until(app.windows, "the welcome")
    assert desk.status()["session"] is None


def test_after_a_red_flag_nothing_starts_from_the_tray_or_the_command_line(desk):
    desk.welcome(event=desk.RED_FLAG)
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    assert desk.unknot("start").returncode == 1
    desk.tray.choose("Quick stretch", "1 minute")
    wait_until(app.windows, "the emergency page")
    assert desk.status()["session"] is None
