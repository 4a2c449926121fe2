"""Small programs of the desktop that are run to ask something."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QProcess

from unknot.desktop.linux.holds import command


def processes() -> int:
    gc.collect()
    return sum(isinstance(thing, QProcess) for thing in gc.get_objects())


@pytest.mark.parametrize(
    ("program", "arguments", "output"),
    [
        ("echo", ("said",), b"said\n"),
        ("false", (), None),
        ("no-such-program", (), None),
        ("sh", ("-c", "kill -9 $$"), None),
        ("sleep", ("30",), None),
    ],
)
def test_a_program_s_output_is_told_once_and_none_for_one_that_fails_or_takes_long(qtbot, program, arguments, output):
    told: list[bytes | None] = []
    command.run(program, arguments, told.append)
    qtbot.waitUntil(lambda: told == [output])


def test_nothing_is_kept_of_a_program_that_has_ended(qtbot):
    before, told = processes(), list[bytes | None]()
    for _ in range(3):
        command.run("true", (), told.append)
    qtbot.waitUntil(lambda: told == [b""] * 3)
    qtbot.waitUntil(lambda: processes() <= before)
