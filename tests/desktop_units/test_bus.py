"""Our connection to a bus, beside what each service's tests show of it."""

from __future__ import annotations

import pytest
from jeepney import DBusAddress, new_signal

from unknot.desktop.linux.bus import Bus

PATH, INTERFACE = "/somewhere", "org.example.Somebody"


@pytest.fixture
def other(private_bus):
    made = Bus.open("SESSION")
    assert made is not None
    yield made
    made.close()


def test_signals_behind_one_whose_handler_fails_are_told_all_the_same(session, other, qtbot):
    told: list[str] = []

    def heard(body) -> None:
        told.append(body[0])
        if body[0] == "bad":
            raise LookupError("a bug")

    session.watch(other._connection.unique_name, INTERFACE, "Said", heard)
    session.has("org.example.Nobody")  # the watch has been set by then
    with qtbot.captureExceptions() as failures:
        for word in ("bad", "good"):
            other.emit(new_signal(DBusAddress(PATH, interface=INTERFACE), "Said", "s", (word,)))
        other.has("org.example.Nobody")
        session.has("org.example.Nobody")  # what came meanwhile is kept
        assert told == []
        qtbot.waitUntil(lambda: told == ["bad", "good"])
    assert [str(failure[1]) for failure in failures] == ["a bug"]
