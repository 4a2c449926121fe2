"""The icon in a real panel."""

from __future__ import annotations

import re

from tests.desktop.processes import wait_until


def test_the_menu_says_what_comes_next_and_offers_everything(desk):
    desk.welcome()
    desk.start_app("2026-11-23T08:40")
    wait_until(desk.tray.shown, "the icon")
    labels = desk.tray.labels()
    assert "09:30" in "\n".join(labels)
    offered = ("Quick stretch", "Snooze", "Skip the next one", "Pause for", "Today", "Library", "Settings", "Quit")
    assert [part for part in offered if not any(label.startswith(part) for label in labels)] == []


def test_the_tooltip_says_when_the_next_session_is(desk):
    desk.welcome()
    desk.start_app("2026-11-23T08:40")
    wait_until(lambda: desk.tray.shown() and "09:30" in desk.tray.tooltip(), "the time in the tooltip")


def test_the_icon_comes_back_after_the_panel_restarts(desk):
    desk.welcome()
    desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    desk.stop_panel()
    desk.start_panel()
    wait_until(desk.tray.shown, "the icon in the new panel")
    assert "Quit Unknot" in desk.tray.labels()


def test_the_icon_appears_in_a_panel_that_comes_later(new_desk):
    desk = new_desk(panel="")
    desk.welcome()
    desk.start_app()
    desk.start_panel()
    wait_until(desk.tray.shown, "the icon")
    assert "Quit Unknot" in desk.tray.labels()


def test_quit_in_the_menu_ends_the_app(desk):
    desk.welcome()
    app = desk.start_app()
    wait_until(desk.tray.shown, "the icon")
    desk.tray.choose("Quit Unknot")
    wait_until(lambda: not app.runs(), "the end of the app")
    assert desk.processes.stop("app") == 0


def test_pausing_in_the_menu_holds_prompts_until_resumed(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T09:20")
    wait_until(desk.tray.shown, "the icon")
    desk.tray.choose("Pause for", "1 hour")
    wait_until(lambda: any(label.startswith("Resume") for label in desk.tray.labels()), "Resume in the menu")
    app.pass_until("09:40")
    assert desk.notes() == []
    desk.tray.choose("Resume prompts")
    app.pass_time(minutes=1)
    wait_until(desk.notes_shown, "the session's prompt")


def test_a_menu_opened_again_tells_the_time_that_is_left_now(desk):
    desk.welcome()
    desk.write_settings("prompt_every = 20\nsessions = 1\n")
    app = desk.start_app("2026-11-23T08:30")
    wait_until(desk.tray.shown, "the icon")

    def left():
        found = re.fullmatch(r"Stand up in (\d+) min", desk.tray.labels()[0])
        return int(found.group(1)) if found else None

    before = wait_until(left, "the minutes that are left")
    app.pass_time(minutes=5)
    wait_until(lambda: left() == before - 5, "fewer minutes when it is opened again")


def test_a_call_told_in_the_menu_holds_prompts_until_it_is_over(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T09:20")
    wait_until(desk.tray.shown, "the icon")
    desk.tray.choose("In a call, until", "1 hour")
    wait_until(lambda: desk.tray.labels()[0].startswith("Held: in a call until 10:2"), "that it is held")
    wait_until(lambda: desk.tray.tooltip().startswith("Held: in a call until 10:2"), "the same in the tooltip")
    assert "Asks once it ends" in desk.tray.tooltip()
    app.pass_until("09:40")
    assert desk.notes() == []
    desk.tray.choose("Call is over")
    app.pass_time(minutes=1)
    wait_until(desk.notes_shown, "the break that comes first")


def test_the_profile_in_force_is_marked_and_can_be_switched(desk):
    desk.welcome()
    desk.start_app("2026-11-23T08:40")
    wait_until(desk.tray.shown, "the icon")

    def profiles():
        entry = next(each for each in desk.tray.menu() if each.label.startswith("Profile:"))
        return {each.label: each.chosen for each in entry.children}

    assert profiles() == {"Office": True, "Home": False, "Night shift": False, "Holiday": False}
    desk.tray.choose("Profile:", "Home")
    wait_until(lambda: "Profile: Home" in desk.tray.labels(), "the other profile")
    assert profiles()["Home"] is True


def test_a_day_taken_off_in_the_menu_has_nothing_and_can_be_taken_back(desk):
    desk.welcome()
    desk.start_app("2026-11-23T08:40")
    wait_until(desk.tray.shown, "the icon")
    desk.tray.choose("Today's hours", "Off today")
    wait_until(lambda: "A day off" in desk.tray.labels(), "the day off")
    desk.tray.choose("Today's hours", "As usual")
    wait_until(lambda: any("09:30" in label for label in desk.tray.labels()), "the day again")
