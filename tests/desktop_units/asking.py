"""Asks a ``HoldProbe`` as the app does."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from unknot.desktop.holds import PATIENCE_MS
from unknot.ports import HoldProbe


def answer_of(probe: HoldProbe, qtbot: QtBot) -> bool | None:
    """What it answers; fails when nothing comes in time."""
    answers: list[bool | None] = []
    probe.ask(answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS + 3000)
    return answers[0]


def instant_answer_of(probe: HoldProbe) -> bool | None:
    """What it answers; fails when it doesn't at once, or twice."""
    answers: list[bool | None] = []
    probe.ask(answers.append)
    assert len(answers) == 1
    return answers[0]
