"""The words of the tray's menu."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.shells import WEDNESDAY, Home

from unknot.core.presence import Hold
from unknot.ui import menu


def labels(home: Home) -> list[str]:
    return [item.label for item in menu.items(home.shell)]


def test_it_begins_with_what_comes_next_and_what_is_done(qapp: object) -> None:
    home = Home()
    home.live("10:20")
    assert labels(home)[:3] == ["Stand up in 13 min", "Session 2 of 4 at 11:35", "1 of 4 done today"]


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Until tomorrow at 08:30"), (2, "Until Monday at 08:30"), (3, "Until Monday at 08:30")]
)
def test_a_pause_until_the_next_working_day_names_it_as_people_do(qapp: object, days: int, said: str) -> None:
    home = Home(WEDNESDAY + timedelta(days=days))
    assert said in [item.label for item in menu.pausing(home.shell).children]


def test_while_something_holds_the_first_lines_say_what_and_until_when(qapp: object) -> None:
    home = Home()
    home.to("9:00")
    home.house.held(Hold.CALL)
    assert labels(home)[:2] == ["Held: in a call since 09:00", "Asks once it ends"]


def test_a_posture_prompt_on_the_screen_can_be_answered_in_the_menu(qapp: object) -> None:
    home = Home()
    home.live("9:40")
    while home.shell.coach.shown() is None:
        home.alarms.advance(timedelta(seconds=10))
    [done] = [item for item in menu.items(home.shell) if item.label == "Stood up, done it"]
    assert done.strong
    assert done.run is not None
    done.run()
    assert home.shell.coach.shown() is None
    assert "Stood up, done it" not in labels(home)
