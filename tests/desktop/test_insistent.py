"""The insistent prompt as a person meets it in the middle of work, on one screen and on two."""

from __future__ import annotations

import subprocess

import pytest
from tests.desktop.eyes import BUTTON
from tests.desktop.processes import wait_until
from tests.desktop.screen import SIZE

JUST_BEFORE = "2026-11-23T09:20"  # the first session is due at 09:30
LEFT, RIGHT = (0, 940), (940, 500)
WHOLE = (0, 0, *SIZE)


@pytest.fixture
def insistent(desk):
    """A desktop whose person chose to be asked insistently."""
    desk.write_settings('prompt_style = "insistent"\n')
    desk.welcome()
    return desk


def covers(app):
    """Places of all windows that ask, from left to right."""
    return sorted(window.rect for window in app.windows() if "asks" in window.title)


def ask(desk, expected=(WHOLE,)):
    """Go on to the first session's prompt, and wait until it covers everything."""
    app = desk.start_app(JUST_BEFORE)
    app.pass_until("09:30:01")
    wait_until(lambda: covers(app) == list(expected), "all screens to be covered")
    wait_until(lambda: desk.screen.active() in {w.id for w in app.windows()}, "the prompt to have the keyboard")
    return app


def button(desk, app, name):
    """Wait for a button that can be pressed; where it is."""
    def ready():
        return [seen for seen in desk.eyes.find(app.pid, name, BUTTON) if "sensitive" in seen.states]

    x, y, wide, high = wait_until(ready, f"'{name}' to be awake")[0].rect
    return x + wide // 2, y + high // 2


def monitor(desk, name, across, output):
    """Plug a screen in; ``across``: its left edge and its width."""
    left, wide = across
    place = f"{wide}/{wide // 4}x{SIZE[1]}/{SIZE[1] // 4}+{left}+0"
    subprocess.run(["xrandr", "--setmonitor", name, place, output], env=desk.env, capture_output=True, check=True)


def unplug(desk, name):
    """Take a screen away."""
    subprocess.run(["xrandr", "--delmonitor", name], env=desk.env, capture_output=True, check=True)


@pytest.fixture
def two_screens(insistent):
    """The same with two screens."""
    monitor(insistent, "left", LEFT, "screen")
    monitor(insistent, "right", RIGHT, "none")
    return insistent


def over(*screens):
    """The places of covers over these."""
    return [(left, 0, wide, SIZE[1]) for left, wide in screens]


def answers(desk, slot="s1"):
    """How a slot was answered so far."""
    return [(row["outcome"], row["reason"]) for row in desk.rows(slot) if row["event"] == "answered"]


def test_typing_on_when_it_comes_dismisses_nothing(insistent):
    writer = insistent.start_writer()
    insistent.screen.type("before ")
    app = ask(insistent)
    for _ in range(3):
        insistent.screen.type("and this goes on ")
        insistent.screen.key("Return", "Tab", "space", "Tab", "Tab", "Return", "Down", "Return", "space", "a")
    assert covers(app) == [WHOLE]
    assert answers(insistent) == []
    assert insistent.status()["shown"]
    assert writer.text() == "before "


def test_esc_twice_leaves_in_the_first_second_and_the_keyboard_is_back_where_it_was(insistent):
    writer = insistent.start_writer()
    app = ask(insistent)
    insistent.screen.key("Escape", "Escape")
    wait_until(lambda: not covers(app), "the screen to be free", 1.0)
    wait_until(lambda: insistent.screen.active() == writer.window.id, "the writer to have the keyboard again")
    insistent.screen.type("and on")
    wait_until(lambda: writer.text() == "and on", "what is typed to arrive")
    assert answers(insistent) == [("skipped", "dismissed")]


def test_skip_wakes_and_is_clicked_and_the_small_card_offers_to_undo(insistent):
    app = ask(insistent)
    assert "sensitive" not in insistent.eyes.find(app.pid, "Skip", BUTTON)[0].states
    insistent.screen.click(button(insistent, app, "Skip"))
    wait_until(lambda: insistent.outcome("s1") == "skipped", "the skip in the ledger")
    insistent.eyes.press(app.pid, "Undo")
    wait_until(lambda: insistent.rows("s1")[-1]["event"] in ("undone", "shown"), "the undo in the ledger")


def test_start_opens_the_session_and_gives_the_screens_back(two_screens):
    app = ask(two_screens, over(LEFT, RIGHT))
    two_screens.screen.click(button(two_screens, app, "Start"))
    wait_until(lambda: two_screens.rows("s1")[-1]["event"] == "started", "the start in the ledger")
    wait_until(lambda: not covers(app) and app.windows(), "the session's window alone")


def test_a_stand_up_is_asked_for_as_insistently_and_a_screen_reader_answers_it(insistent):
    insistent.write_settings('prompt_style = "insistent"\nsessions = 1\n')
    app = ask(insistent)
    insistent.eyes.press(app.pid, "Done it")
    wait_until(lambda: insistent.outcome("p1") == "done", "the answer in the ledger")
    wait_until(lambda: not covers(app), "the screen to be free")


def test_nobody_answers_and_all_of_it_goes_by_itself(two_screens):
    app = ask(two_screens, over(LEFT, RIGHT))
    app.pass_time(seconds=61)
    wait_until(lambda: not covers(app), "the screens to be free")
    assert answers(two_screens)[0][0] == "missed"


def test_the_prompt_stands_on_the_screen_with_the_pointer(two_screens):
    two_screens.screen.move((RIGHT[0] + 100, 300))
    app = ask(two_screens, over(LEFT, RIGHT))
    assert button(two_screens, app, "Start")[0] > RIGHT[0]


def test_a_screen_that_is_unplugged_takes_nothing_with_it_and_one_that_comes_is_covered_too(two_screens):
    two_screens.screen.move((RIGHT[0] + 100, 300))
    app = ask(two_screens, over(LEFT, RIGHT))
    assert button(two_screens, app, "Start")[0] > RIGHT[0]
    unplug(two_screens, "right")
    wait_until(lambda: covers(app) == over(LEFT), "the one screen left to be covered")
    wait_until(lambda: button(two_screens, app, "Start")[0] < RIGHT[0], "the prompt to have moved there")
    monitor(two_screens, "right", RIGHT, "none")
    wait_until(lambda: covers(app) == over(LEFT, RIGHT), "both to be covered again")
    assert answers(two_screens) == []
    wait_until(lambda: two_screens.screen.active() in {w.id for w in app.windows()}, "the keyboard to be back")
    two_screens.screen.key("Escape", "Escape")
    wait_until(lambda: not covers(app), "the screens to be free")


def test_changing_to_another_window_by_the_desktops_keys_makes_it_the_small_card(insistent):
    writer = insistent.start_writer()
    app = ask(insistent)

    def changed():  # on a busy machine the keys may be up again before the window manager has seen them down
        insistent.screen.key("alt+Tab")
        return writer_active()

    def writer_active():
        return insistent.screen.active() == writer.window.id

    wait_until(lambda: writer_active() or changed(), "the writer to have the keyboard")
    wait_until(lambda: len(covers(app)) == 1 and covers(app) != [WHOLE], "the small card")
    insistent.screen.type("work")
    wait_until(lambda: writer.text() == "work", "what is typed to arrive")
    assert answers(insistent) == []
    insistent.eyes.press(app.pid, "Start")
    wait_until(lambda: insistent.rows("s1")[-1]["event"] == "started", "the start in the ledger")


def test_a_locked_screen_takes_it_away_and_it_comes_again(new_desk):
    desk = new_desk()
    desk.write_settings('prompt_style = "insistent"\n')
    desk.welcome()
    login = desk.mock_login()
    app = ask(desk)
    login.lock(True)
    wait_until(lambda: not covers(app), "the screen to be free")
    login.lock(False)
    wait_until(lambda: "locked" not in str(desk.status()), "the lock to be over")
    app.pass_time(seconds=31)
    wait_until(lambda: covers(app) == [WHOLE], "the prompt again")
    assert answers(desk) == []


def test_an_app_that_dies_leaves_no_cover_behind(two_screens):
    app = ask(two_screens, over(LEFT, RIGHT))
    app.kill()
    wait_until(lambda: not covers(app), "the screens to be free")
