"""Private D-Bus daemons with mocked services, a private X server, and a listener that remembers."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desktop_units.compositor import Compositor

from unknot.core.presence import Hold

MOCK_PYTHON = "/usr/bin/python3"


class Listener:
    """A ``PresenceListener`` that keeps what it is told, in order."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Hold | None]] = []

    def held(self, why: Hold) -> None:
        self.told.append(("held", why))

    def released(self, why: Hold) -> None:
        self.told.append(("released", why))

    def clock_changed(self) -> None:
        self.told.append(("clock", None))


@pytest.fixture
def listener() -> Listener:
    return Listener()


class Seconds:
    """A monotonic clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


class PrivateBus:
    """A dbus-daemon of its own, and the means to play the services on it."""

    def __init__(self, folder: Path) -> None:
        self.daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
        )
        assert self.daemon.stdout is not None
        self.address = self.daemon.stdout.readline().strip()
        self.env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": self.address, "DBUS_SYSTEM_BUS_ADDRESS": self.address}
        self.services: list[subprocess.Popen[str]] = []

    def mock(self, *arguments: str, name: str) -> subprocess.Popen[str]:
        """Start ``python3 -m dbusmock ARGUMENTS`` and wait until ``name`` is on the bus."""
        service = subprocess.Popen(
            [MOCK_PYTHON, "-m", "dbusmock", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self.env,
        )
        self.services.append(service)
        self.run("gdbus", "wait", "--session", "--timeout", "20", name)
        return service

    def call(self, name: str, path: str, member: str, *values: str) -> str:
        """Call a method by gdbus and return what it prints."""
        return self.run("gdbus", "call", "--session", "-d", name, "-o", path, "-m", member, "--", *values)

    def emit(self, name: str, path: str, interface: str, signal: str, signature: str, values: str) -> None:
        """Make the mocked object at ``path`` send a signal."""
        self.call(name, path, "org.freedesktop.DBus.Mock.EmitSignal", interface, signal, signature, values)

    def run(self, *command: str) -> str:
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True, timeout=30).stdout

    def stop(self) -> None:
        for process in (*self.services, self.daemon):
            process.terminate()
        for process in (*self.services, self.daemon):
            process.wait(10)
        assert self.daemon.stdout is not None
        self.daemon.stdout.close()


@pytest.fixture
def private_bus(tmp_path, monkeypatch) -> Iterator[PrivateBus]:
    if not shutil.which("dbus-daemon") or not shutil.which("gdbus"):
        pytest.skip("needs dbus-daemon and gdbus")
    if subprocess.run([MOCK_PYTHON, "-c", "import dbusmock"], capture_output=True, check=False).returncode:
        pytest.skip("needs python3-dbusmock")
    bus = PrivateBus(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    yield bus
    bus.stop()


@pytest.fixture
def session(private_bus, qapp):
    """Our own connection to the private bus."""
    from unknot.desktop.linux.bus import Bus

    bus = Bus.open("SESSION")
    assert bus is not None
    yield bus
    bus.close()


class PrivateScreen:
    """An X server of its own; ``xdotool`` moves and types on it."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()

    def xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env={**os.environ, "DISPLAY": self.name}, check=True, timeout=30)

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(10)


@pytest.fixture
def screen() -> Iterator[PrivateScreen]:
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        pytest.skip("needs Xvfb and xdotool")
    made = PrivateScreen()
    yield made
    made.stop()


@pytest.fixture
def new_compositor(monkeypatch):
    """Makes the session's Wayland compositor; takes pairs of interface and version. What it complains of fails."""
    folder = Path(tempfile.mkdtemp(prefix="unknot-"))  # short: a socket's path may have 100 bytes
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-1")
    made: list[Compositor] = []

    def make(*offers: tuple[str, int]) -> Compositor:
        made.append(Compositor(folder / "wayland-1", offers))
        return made[-1]

    yield make
    for compositor in made:
        compositor.stop()
    shutil.rmtree(folder)
    assert not [complaint for compositor in made for complaint in compositor.complaints]
