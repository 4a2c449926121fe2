"""Prompts as a person meets them: notifications with buttons, or our own card where there are none."""

from __future__ import annotations

import json

from tests.desktop.desk import NOTIFICATIONS
from tests.desktop.eyes import BUTTON
from tests.desktop.processes import wait_until
from tests.desktop.screen import SIZE

JUST_BEFORE = "2026-11-23T09:20"  # the first session is due at 09:30


def ask_for_session(desk):
    """Start the app shortly before the first session, and go on to its prompt."""
    desk.welcome()
    app = desk.start_app(JUST_BEFORE)
    app.pass_until("09:30:01")
    wait_until(desk.notes_shown, "the prompt")
    return app


def ask_for_posture(desk):
    """With only one session a day, the first to come is a posture prompt an hour after work began."""
    desk.write_settings("sessions = 1\n")
    desk.welcome()
    app = desk.start_app(JUST_BEFORE)
    app.pass_until("09:30:01")
    wait_until(desk.notes_shown, "the prompt")
    return app


def test_nothing_shows_before_its_time(desk):
    desk.welcome()
    app = desk.start_app(JUST_BEFORE)
    app.pass_until("09:29:50")
    assert desk.notes_shown() == 0
    assert desk.status()["shown"] is None


def test_start_in_the_notification_opens_the_session(desk):
    app = ask_for_session(desk)
    desk.answer_note("Start")
    wait_until(app.windows, "the session's window")
    wait_until(lambda: [row["event"] for row in desk.rows("s1")][-1] == "started", "the start in the ledger")
    wait_until(lambda: desk.notes_shown() == 0, "the notification to go")


def test_skip_in_the_notification_is_recorded_and_can_be_undone(desk):
    ask_for_session(desk)
    desk.answer_note("Skip")
    wait_until(lambda: desk.outcome("s1") == "skipped", "the skip in the ledger")
    desk.answer_note("Undo")
    wait_until(lambda: desk.rows("s1")[-1]["event"] in ("undone", "shown"), "the undo in the ledger")


def test_snooze_in_the_notification_brings_it_back_later(desk):
    app = ask_for_session(desk)
    desk.answer_note("Snooze")
    wait_until(lambda: desk.rows("s1")[-1]["event"] == "snoozed", "the snooze in the ledger")
    wait_until(lambda: desk.notes_shown() == 0, "the notification to go")
    app.pass_time(minutes=4)
    assert desk.status()["shown"] is None
    app.pass_time(minutes=1, seconds=5)
    wait_until(desk.notes_shown, "the prompt again")


def test_putting_the_notification_away_counts_as_a_skip(desk):
    ask_for_session(desk)
    desk.dismiss_note()
    wait_until(lambda: desk.outcome("s1") == "skipped", "the skip in the ledger")
    assert desk.rows("s1")[-1]["reason"] == "dismissed"


def test_a_prompt_that_nobody_answers_goes_by_itself_and_is_missed_not_skipped(desk):
    app = ask_for_session(desk)
    app.pass_time(seconds=61)
    wait_until(lambda: desk.notes_shown() == 0, "the notification to go")
    assert [row["outcome"] for row in desk.rows("s1") if row["event"] == "answered"] == ["missed"]


def test_done_it_answers_a_posture_prompt(desk):
    ask_for_posture(desk)
    desk.answer_note("Done it")
    wait_until(lambda: desk.outcome("p1") == "done", "the answer in the ledger")


def test_a_screen_reader_presses_start_on_our_own_card(new_desk):
    desk = new_desk(notifications=False)
    desk.welcome()
    app = desk.start_app(JUST_BEFORE)
    app.pass_until("09:30:01")
    app.window("asks")
    desk.eyes.press(app.pid, "Start")
    wait_until(lambda: any("asks" not in window.title for window in app.windows()), "the session's window")
    assert desk.rows("s1")[-1]["event"] == "started"


def test_our_own_card_appears_in_the_corner_and_leaves_the_keyboard_where_it_is(new_desk):
    desk = new_desk(notifications=False)
    desk.welcome()
    writer = desk.start_writer()
    app = desk.start_app(JUST_BEFORE)
    desk.screen.type("before ")
    app.pass_until("09:30:01")
    card = app.window("asks")
    assert desk.screen.active() == writer.window.id
    desk.screen.type("after")
    wait_until(lambda: writer.text() == "before after", "all that was typed")
    assert desk.screen.active() == writer.window.id
    wait_until(lambda: in_the_corner(desk, app), "the card's buttons in the bottom right corner")
    assert card.pid == app.pid


def in_the_corner(desk, app):
    """Whether the card's buttons lie in the last third of the screen, and wholly on it."""
    width, height = SIZE
    rects = [seen.rect for name in ("Start", "Skip") for seen in desk.eyes.find(app.pid, name, BUTTON)]
    return len(rects) == 2 and all(
        x > width * 2 / 3 and y > height * 2 / 3 and x + w <= width and y + h <= height for x, y, w, h in rects
    )


def test_a_notification_service_without_buttons_gets_our_own_card_instead(new_desk):
    desk = new_desk(notifications=False)
    desk.mock_notifications()
    desk.welcome()
    app = desk.start_app(JUST_BEFORE)
    app.pass_until("09:30:01")
    app.window("asks")
    assert "Notify" not in desk.processes.log("notifications")


def test_the_window_style_is_used_although_notifications_have_buttons(desk):
    desk.write_settings('prompt_style = "window"\n')
    desk.welcome()
    app = desk.start_app(JUST_BEFORE)
    app.pass_until("09:30:01")
    app.window("asks")
    assert desk.notes_shown() == 0


def test_a_notification_service_that_dies_with_a_prompt_leaves_it_missed_and_the_next_one_comes(desk):
    app = ask_for_session(desk)
    desk.processes.stop("dunst")
    wait_until(lambda: not desk.bus.has(NOTIFICATIONS), "the service to go")
    wait_until(lambda: desk.outcome("s1") == "missed", "the ledger to say so")
    coming = json.loads(desk.unknot("status", "--json").stdout)["next_session"]
    app.pass_until(coming["at"][11:19])
    app.window("asks")


def skip_three(desk, skip):
    """Skip three prompts in a row, each as it comes. They stay for longer than a step: before one shows the desktop is
    asked what holds it, and until that is known the next step may have begun."""
    desk.write_settings("prompt_seconds = 300\n")
    desk.welcome()
    app = desk.start_app("2026-11-23T08:20")
    for _ in range(3):
        for _ in range(50):
            app.pass_time(minutes=4)
            if desk.status()["shown"]:
                break
        before = len(desk.rows())
        skip(app)
        wait_until(lambda before=before: len(desk.rows()) > before and not desk.status()["shown"], "the skip")
    return app


def test_the_third_skip_in_a_row_is_answered_by_less_in_the_notification(desk):
    app = skip_three(desk, lambda _app: desk.answer_note("Skip"))
    desk.answer_note("1-minute version")
    wait_until(app.windows, "the session's window")
    assert desk.notes()[-1] == "A busy day?"


def test_the_third_skip_in_a_row_is_answered_by_less_on_our_own_card(new_desk):
    desk = new_desk(notifications=False)
    app = skip_three(desk, lambda app: desk.eyes.press(app.pid, "Skip"))
    desk.eyes.press(app.pid, "Fewer today")
    wait_until(lambda: not app.windows(), "the card to go")
    assert "dropped" in {row["outcome"] for row in desk.rows()}
