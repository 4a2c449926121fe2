"""Pain, moving and posture from the command line, on the real services and a clock moved by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.shells import Home, bundled_library

from unknot.core.care_records import PainEntry, PainEvent
from unknot.core.settings import Settings
from unknot.remote import Outside, Remote


class Asked:
    """A running app at 8:00 of a working day, and somebody at the command line."""

    def __init__(self, home: Home, folder: Path) -> None:
        self.home = home
        outside = Outside(lambda _page: None, lambda: None, home.shell.bundles, folder / "before.toml")
        self.remote = Remote(home.house, outside)

    def say(self, *words: str) -> tuple[int, str]:
        """Exit status and text."""
        return self.remote.handle(list(words))

    def pain(self) -> list[PainEntry]:
        """All that the ledger has of it."""
        return list(self.home.house.ledger.read(PainEntry, date.min, date.max))


@pytest.fixture
def asked(tmp_path) -> Asked:
    return Asked(Home(), tmp_path)


def test_pain_is_logged_with_its_places_and_can_be_taken_back(asked):
    status, text = asked.say("pain", "4", "neck:left", "wrists", "--painkillers", "--note", "after the drive")
    assert status == 0
    assert "warning signs" in text, "they are offered whenever pain is logged"
    assert [line for line in bundled_library().advice_text["emergency"].sections[0].lines if line not in text] == []
    entry = asked.pain()[0]
    assert (entry.strength, entry.places, entry.painkillers, entry.always) == (4, "neck:left,wrists:both", True, False)
    assert entry.note == "after the drive"
    assert asked.say("pain", "undo")[0] == 0
    assert asked.pain()[-1].event is PainEvent.WITHDRAWN
    assert asked.say("pain", "undo") == (1, "No pain is logged.")


def test_no_pain_needs_no_place_and_no_warning(asked):
    assert asked.say("pain", "0") == (0, "Logged: 0 of 10, nowhere. To take it back: unknot pain undo")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), "0 to 10"),
        (("11", "neck"), "11"),
        (("3",), "place"),
        (("3", "elbow"), "elbow"),
        (("3", "neck:up"), "neck:up"),
        (("3", "neck", "--nowhere"), "--nowhere"),
    ],
)
def test_pain_that_is_not_understood_is_named_and_not_written(asked, words, named):
    status, text = asked.say("pain", *words)
    assert status == 2
    assert named in text
    assert asked.pain() == []


def test_moving_adds_up_against_the_goal(asked):
    assert asked.say("moved") == (0, "Moved today: 0 of 30 minutes.")
    assert asked.say("moved", "12") == (0, "Moved today: 12 of 30 minutes.")
    assert asked.say("moved", "20", "swim") == (0, "Moved today: 32 of 30 minutes.")
    assert asked.say("moved", "undo") == (0, "Taken back: 20 minutes. Moved today: 12 of 30 minutes.")
    assert asked.say("moved", "20", "fly")[0] == 2
    assert asked.say("moved", "0")[0] == 2
    assert asked.say("moved", "undo")[0] == 0
    assert asked.say("moved", "undo") == (1, "Nothing is logged for today.")


def test_the_posture_is_told_only_where_the_desk_goes_up_and_down(asked, tmp_path):
    assert asked.say("posture", "stand")[0] == 1
    home = Home(settings=Settings().with_changes(standing_desk=True))
    standing = Asked(home, tmp_path)
    home.to("10:00")
    assert standing.say("posture")[1].startswith("You are sitting.")
    assert standing.say("posture", "stand")[1].startswith("You are standing.")
    assert standing.say("posture", "lie")[0] == 2
