"""Reasons to hold that the app asks for when a prompt is due, each by the real service of a desktop: the prompt waits,
and comes half a minute after the last reason has gone, which most services tell at once."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pytest
from tests.desktop.eyes import SYSTEM_PYTHON
from tests.desktop.processes import wait_until
from tests.desktop_units.sound import SoundServer

POWER = "org.xfce.PowerManager"
PRESENTATION = ("-c", "xfce4-power-manager", "-p", "/xfce4-power-manager/presentation-mode")


class Sources:
    """Switches of the desktop."""

    def __init__(self, desk, sound: SoundServer) -> None:
        self._desk = desk
        self.sound = sound

    def quiet(self, on: bool) -> None:
        """Do not disturb, by dunst's own command."""
        self._run("dunstctl", "set-paused", str(on).lower())

    def present(self, on: bool) -> None:
        """The presentation mode, by Xfce's own command."""
        self._run("xfconf-query", *PRESENTATION, "-n", "-t", "bool", "-s", str(on).lower())

    def call(self, on: bool) -> None:
        """A program records, or ends."""
        if on:
            self.sound.record("zoom")
        else:
            self.sound.stop_recording("zoom")

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self._desk.env, check=True, capture_output=True, timeout=20)


@pytest.fixture
def sources(desk) -> Iterator[Sources]:
    """A desktop with a sound server and a power manager, after the welcome."""
    folder = desk.folder / "sound"
    folder.mkdir(mode=0o700)
    sound = SoundServer("PulseAudio", folder, desk.env)
    desk.env["PULSE_SERVER"] = f"unix:{sound.socket}"
    desk.processes.start("power", [SYSTEM_PYTHON, "-m", "dbusmock", POWER, "/org/xfce/PowerManager", POWER])
    wait_until(lambda: desk.bus.has(POWER), "the power manager")
    desk.welcome()
    yield Sources(desk, sound)
    sound.stop()


def found(desk) -> dict[str, tuple[bool | None, str]]:
    """What ``unknot check`` says of each source."""
    checked = json.loads(desk.unknot("check", "--json").stdout)
    return {line["name"]: (line["works"], line["found"]) for line in checked}


def holds(desk) -> set[str]:
    """What holds prompts now."""
    return {hold["why"] for hold in desk.status()["holds"]}


def test_check_names_every_source_with_what_it_says_now(desk, sources):
    before = found(desk)
    assert before["do-not-disturb"] == (True, "dunst: holds nothing just now")
    assert before["microphone"] == (True, "the sound server: holds nothing just now")
    assert before["presenting"] == (True, "Xfce's presentation mode: holds nothing just now")
    assert before["sharing"][0] is None
    assert before["camera"][0] is True
    sources.quiet(True)
    sources.present(True)
    sources.call(True)
    after = found(desk)
    assert after["do-not-disturb"] == (True, "dunst: holds prompts just now")
    assert after["microphone"] == (True, "zoom: holds prompts just now")
    assert after["presenting"] == (True, "Xfce's presentation mode: holds prompts just now")


@pytest.mark.parametrize(
    ("switch", "why"), [("quiet", "do not disturb"), ("call", "in a call"), ("present", "presenting")]
)
def test_a_prompt_waits_for_the_end_and_comes_half_a_minute_later(desk, sources, switch, why):
    desk.app = desk.start_app("2026-11-23T09:20")
    getattr(sources, switch)(True)
    desk.app.pass_until("09:29:30")
    assert holds(desk) == set()  # nobody is asked before a prompt is due
    desk.app.pass_until("09:30:00")  # no further: who is asked then has two seconds of the same clock to answer
    wait_until(lambda: why in holds(desk), f"the hold: {why}")
    assert desk.notes_shown() == 0
    assert desk.rows("s1")[-1]["event"] == "held"
    getattr(sources, switch)(False)
    wait_until(lambda: why not in holds(desk), "the end of the hold, told by the service")
    assert desk.notes_shown() == 0
    desk.app.pass_time(seconds=31)
    wait_until(desk.notes_shown, "the session's prompt")
    assert desk.status()["shown"]["id"] == "s1"


def test_services_that_fall_silent_hold_nobody_up(desk, sources):
    sources.sound.processes.get("pulseaudio").send_signal(19)
    desk.processes.get("power").send_signal(19)
    desk.app = desk.start_app("2026-11-23T09:20")
    desk.app.pass_until("09:30:00")
    wait_until(desk.notes_shown, "the session's prompt")
    sources.sound.processes.get("pulseaudio").send_signal(18)
    desk.processes.get("power").send_signal(18)
