"""What scripts and panels meet on the session bus of a real desktop."""

from __future__ import annotations

import json
import subprocess

from tests.desktop.processes import wait_until

NAME = "org.unknot.Unknot1"
PATH = "/org/unknot/Unknot1"


def gdbus(desk, *arguments: str) -> str:
    """What gdbus prints."""
    command = ["gdbus", arguments[0], "--session", "-d", NAME, "-o", PATH, *arguments[1:]]
    done = subprocess.run(command, env=desk.env, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_script_asks_the_running_app_and_a_panel_hears_of_it(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T09:20")
    wait_until(lambda: desk.bus.has(NAME), "the name on the bus")
    assert "interface org.unknot.Unknot1 {" in gdbus(desk, "introspect")
    desk.processes.start("panel-script", ["gdbus", "monitor", "--session", "-d", NAME, "-o", PATH])
    wait_until(lambda: "is owned by" in desk.processes.log("panel-script"), "the listener")
    app.pass_until("09:30:00")
    wait_until(lambda: "PromptShown ('s1', 'session')" in desk.processes.log("panel-script"), "the prompt's signal")
    said = gdbus(desk, "call", "-m", f"{NAME}.Skip")
    assert "Skipped" in said
    wait_until(lambda: "PromptAnswered ('s1', 'skipped')" in desk.processes.log("panel-script"), "the answer's signal")
    assert desk.outcome("s1") == "skipped"
    text = gdbus(desk, "call", "-m", f"{NAME}.StatusJson")
    assert json.loads(text.removeprefix("('").removesuffix("',)\n"))["shown"] is None


def test_the_app_lives_on_when_the_session_bus_dies(desk):
    desk.welcome()
    app = desk.start_app("2026-11-23T09:20")
    wait_until(lambda: desk.bus.has(NAME), "the name on the bus")
    desk.processes.stop("session-bus")
    app.pass_until("09:30:00")
    app.window("asks")
    assert desk.status()["shown"]["id"] == "s1"
