"""The look once a minute, for systems without events; and that their modules load anywhere."""

from __future__ import annotations

import pytest

from unknot.core.presence import Hold
from unknot.desktop.away import Calls
from unknot.desktop.macos import system as macos
from unknot.desktop.polled import MINUTE_MS, Polled, Reading
from unknot.desktop.windows import system as windows

AWAY, BACK = ("held", Hold.AWAY), ("released", Hold.AWAY)
CLOCK = ("clock", None)


class Machine:
    """What the system says, and its two clocks."""

    def __init__(self) -> None:
        self.reading = Reading(0.0, False)
        self.ran = 100.0
        self.wall = 1_800_000_000.0

    def pass_(self, seconds: float, asleep: float = 0.0) -> None:
        self.ran += seconds
        self.wall += seconds + asleep


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def polled(machine, listener, qapp):
    made = Polled(lambda: machine.reading, lambda: machine.ran, lambda: machine.wall)
    assert made.start(listener)
    yield made
    made.stop()


def test_it_looks_no_more_than_once_a_minute(polled):
    assert polled._timer.interval() == MINUTE_MS
    assert polled._timer.isActive()
    polled.stop()
    assert not polled._timer.isActive()


def test_away_and_locked_are_told_once_each(polled, machine, listener):
    for _ in range(3):
        machine.reading = Reading(301.0, True)
        polled.look()
    assert listener.told == [("held", Hold.LOCKED), AWAY]
    machine.reading = Reading(301.0, False)
    polled.look()
    assert listener.told[2:] == [("released", Hold.LOCKED)]


def test_a_nudge_is_not_a_return_and_lasting_input_is(polled, machine, listener):
    machine.reading = Reading(400.0, False)
    polled.look()
    machine.reading = Reading(1.0, False)
    polled.look()
    machine.reading = Reading(6.0, False)  # the look 5 s later: nothing since
    polled.look()
    assert listener.told == [AWAY]
    machine.reading = Reading(1.0, False)
    polled.look()
    assert listener.told == [AWAY]
    machine.reading = Reading(0.3, False)
    polled.look()
    assert listener.told == [AWAY, BACK]


def test_sleep_and_a_set_clock_show_as_a_jump_and_drift_does_not(polled, machine, listener):
    for _ in range(10):
        machine.pass_(60, asleep=0.1)
        polled.look()
    assert listener.told == []
    machine.pass_(60, asleep=3600)
    polled.look()
    assert listener.told == [CLOCK]
    machine.pass_(60, asleep=-7200)
    polled.look()
    polled.look()
    assert listener.told == [CLOCK, CLOCK]


def test_a_system_that_tells_nothing_says_so_and_still_watches_the_clock(machine, listener, qapp):
    machine.reading = Reading(None, None)
    polled = Polled(lambda: machine.reading, lambda: machine.ran, lambda: machine.wall)
    assert not polled.start(listener)
    machine.pass_(60, asleep=3600)
    polled.look()
    assert listener.told == [CLOCK]
    polled.stop()
    polled.look()
    assert listener.told == [CLOCK]


def test_a_film_and_a_call_are_presence_without_input(machine, listener, qapp):
    class Microphone:
        holds: bool | None = True

        def ask(self, answer) -> None:
            answer(self.holds)

    microphone = Microphone()
    polled = Polled(lambda: machine.reading, lambda: machine.ran, lambda: machine.wall, Calls((microphone,)))
    polled.start(listener)
    machine.reading = Reading(400.0, False, kept_on=True)
    polled.look()
    machine.reading = Reading(500.0, False)
    polled.look()
    assert listener.told == []
    microphone.holds = False
    polled._calls._ask()
    assert listener.told == [AWAY]
    machine.reading = Reading(600.0, False, kept_on=True)
    polled.look()
    assert listener.told == [AWAY, BACK]
    polled.stop()


@pytest.mark.parametrize("system", [windows.System(lambda name: None), macos.System(lambda name: None)])
def test_where_the_system_is_another_nothing_is_guessed(system):
    assert system.read() == Reading(None, None)
