"""Settings, Presence: which sources work here, what holds now, and nothing asked while nobody looks."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot
from tests.fakes import FakeProbe
from tests.shells import Home

from unknot.core.presence import Hold
from unknot.ports import Finding, Said
from unknot.services.lookout import AGAIN
from unknot.ui.pages.settings import PARTS, SettingsPage
from unknot.ui.pages.settings_presence import PresencePart

FOUND = (
    Finding("tray", True, "a panel shows tray icons"),
    Finding("idle", True, "Mutter"),
    Finding("sleep and lock", True, "logind"),
    Finding("microphone", True, "PipeWire: holds nothing just now"),
)


class TellingProbe(FakeProbe):
    """One that says how it knows, or why it can't."""

    said = Said("no portal on this desktop", "Pause by hand before you share your screen.")


def sources() -> tuple[FakeProbe, ...]:
    return (
        FakeProbe(Hold.CALL, False, "microphone"),
        FakeProbe(Hold.CALL, None, "camera"),
        TellingProbe(Hold.SHARING, None, "sharing"),
    )


def opened(home: Home, qtbot: QtBot) -> PresencePart:
    page = SettingsPage(home.shell)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.open_part("presence")
    part = page.part(PARTS.index("presence"))
    assert isinstance(part, PresencePart)
    part.page = page  # keeps it alive
    return part


def said(part: PresencePart) -> dict[str, str]:
    return {name: line.now.text for name, line in part.lines.items()}


def test_each_source_says_whether_it_works_here_and_what_holds_now(qtbot: QtBot) -> None:
    home = Home(probes=sources(), findings=FOUND)
    part = opened(home, qtbot)
    assert said(part) == {
        "idle": "Not now", "sleep and lock": "Not now", "microphone": "Not now", "camera": "Can't know here",
        "sharing": "Can't know here",
    }
    assert part.lines["sharing"].trouble.text == (
        "No portal on this desktop. Pause by hand before you share your screen."
    )
    assert "pause by hand" in part.lines["camera"].trouble.text
    assert part.lines["idle"].by.text == "Mutter"


def test_it_is_live_while_it_is_seen_and_asks_nobody_else(qtbot: QtBot) -> None:
    probes = sources()
    home = Home(probes=probes, findings=FOUND)
    part = opened(home, qtbot)
    asked = probes[0].asked
    assert asked >= 1
    probes[0].says = True
    home.alarms.advance(AGAIN)
    assert said(part)["microphone"].startswith(("Holds now", "Since"))
    assert part.lines["microphone"].accessibleName().startswith("Microphone: ")

    part.page.open_part("look")
    asked = probes[0].asked
    home.alarms.advance(10 * AGAIN)
    assert probes[0].asked == asked, "nothing is asked when nobody looks"


def test_a_lock_and_time_away_show_since_when(qtbot: QtBot) -> None:
    home = Home(probes=sources(), findings=FOUND)
    part = opened(home, qtbot)
    home.to("9:00")
    home.house.held(Hold.LOCKED)
    assert said(part)["sleep and lock"] == "Since 09:00"
    home.alarms.advance(timedelta(minutes=1))
    home.house.released(Hold.LOCKED)
    assert said(part)["sleep and lock"] == "Not now"


def test_where_idle_time_can_not_be_known_it_says_so(qtbot: QtBot) -> None:
    advice = Finding("idle", False, "no source for idle time", "Unknot counts all working time as active.")
    home = Home(findings=(advice,))
    home.house.coach.idle_known(False)
    part = opened(home, qtbot)
    assert said(part)["idle"] == "Can't know here"
    assert part.lines["idle"].trouble.text == "No source for idle time. Unknot counts all working time as active."


def test_what_stands_here_is_not_said_again_on_the_tab_of_the_computer(qtbot: QtBot) -> None:
    home = Home(probes=sources(), findings=FOUND)
    part = opened(home, qtbot)
    part.page.open_part("computer")
    computer = part.page.part(PARTS.index("computer"))
    assert computer.lines.count() == 1, "the tray alone"


def test_a_page_that_goes_without_being_hidden_follows_no_more(qtbot: QtBot) -> None:
    probes = sources()
    home = Home(probes=probes, findings=FOUND)
    page = SettingsPage(home.shell)
    page.show()
    page.open_part("presence")
    page.deleteLater()
    qtbot.waitUntil(lambda: not home.shell.lookout.followed)
