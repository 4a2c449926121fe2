"""The routine editor on a real desktop: what was not saved when the app ended is there when it is opened again."""

from __future__ import annotations

import pytest
from tests.desktop.processes import wait_until


def open_new_routine(desk, app):
    """A new routine's window, through the Library's menu."""
    assert desk.unknot("show", "library").returncode == 0
    app.window("Unknot")
    desk.eyes.press(app.pid, "New")
    wait_until(lambda: len(app.windows()) > 1, "the menu")
    desk.screen.key("Down")
    desk.screen.key("Return")


@pytest.mark.parametrize("by", ["quit", "SIGTERM"])
def test_a_routine_that_was_not_saved_when_the_app_ended_is_there_again(desk, by):
    desk.welcome()
    app = desk.start_app()
    open_new_routine(desk, app)
    app.window("New routine - Unknot")
    desk.screen.type("chin tuck")
    desk.screen.key("Return")
    app.window("*New routine - Unknot")
    if by == "quit":
        assert desk.unknot("quit").returncode == 0
        wait_until(lambda: not app.runs(), "the end")
    assert app.quit() == 0
    app = desk.start_app()
    open_new_routine(desk, app)
    app.window("*New routine - Unknot")
    assert any(each.name == "Not saved when Unknot was quit." for each in desk.eyes.tree(app.pid))
