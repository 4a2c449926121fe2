"""Sound servers of a test's own, with a microphone that isn't one, and programs that record from it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.desktop.processes import Processes, wait_until

REQUIRED = "UNKNOT_DESKTOP_TESTS"  # "required": a missing tool is a failure

SERVERS = {
    "PulseAudio": {
        "pulseaudio": (
            "pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "--load=module-native-protocol-unix",
        )
    },
    "PipeWire": {"pipewire": ("pipewire",), "wireplumber": ("wireplumber",), "pipewire-pulse": ("pipewire-pulse",)},
}  # fmt: skip


def need(*tools: str) -> None:
    """Skip the test where a tool is missing, or fail it where all have to be there."""
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing and os.environ.get(REQUIRED) == "required":
        pytest.fail(f"needs {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


class SoundServer:
    """One that runs, with a source ``mic`` that is no monitor, and ``nul.monitor``, which is one."""

    def __init__(self, kind: str, folder: Path, env: Mapping[str, str]) -> None:
        """Its sockets lie in ``folder``, which must be its alone."""
        need(*SERVERS[kind], "pactl", "parec")
        here = {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
        self.env = {**{k: v for k, v in env.items() if not k.startswith(("PULSE_", "PIPEWIRE_"))}, **here}
        self.socket = folder / "pulse" / "native"
        self.processes = Processes(folder, self.env)
        try:
            self._start(kind, folder)
        except AssertionError as failed:
            said = "\n".join(f"{name}, {self._state(name)}:\n{self.processes.log(name)}" for name in SERVERS[kind])
            self.processes.stop_all()
            raise AssertionError(f"{failed}\n{said}") from failed

    def _start(self, kind: str, folder: Path) -> None:
        for name, command in SERVERS[kind].items():
            self.processes.start(name, command)
            if name == "pipewire":  # those after it talk to it, and not all of them wait for it
                wait_until((folder / "pipewire-0").exists, "PipeWire's socket", 20)
        # not asked before: pactl makes the folder of a socket that isn't there, which ends a server that makes it too
        wait_until(self.socket.exists, f"{kind}'s socket", 20)
        wait_until(lambda: self._pactl("info") == 0, f"{kind} to answer", 20)
        assert self._pactl("load-module", "module-null-sink", "sink_name=nul") == 0
        assert self._pactl("load-module", "module-remap-source", "master=nul.monitor", "source_name=mic") == 0
        wait_until(lambda: b"\tmic\t" in self._list("sources"), "the microphone")

    def record(self, program: str, source: str = "mic") -> None:
        """Have a program of this name record until it is stopped by that name."""
        self.processes.start(program, ["parec", "-d", source, f"--client-name={program}"])
        wait_until(lambda: self.streams(program), f"{program}'s stream")

    def streams(self, program: str) -> bool:
        """Whether a recording of the program runs."""
        listed = ["pactl", "--format=json", "list", "source-outputs"]
        known = json.loads(subprocess.run(listed, env=self.env, capture_output=True, check=True).stdout)
        return any(s["properties"].get("application.name") == program and not s["corked"] for s in known)

    def stop_recording(self, program: str) -> None:
        """End the program."""
        self.processes.stop(program)

    def stop(self) -> None:
        """End the server and all who record."""
        self.processes.stop_all()

    def _state(self, name: str) -> str:
        return "which runs" if self.processes.runs(name) else "which has ended"

    def _pactl(self, *words: str) -> int:
        return subprocess.run(["pactl", *words], env=self.env, capture_output=True, check=False).returncode

    def _list(self, what: str) -> bytes:
        return subprocess.run(["pactl", "list", "short", what], env=self.env, capture_output=True, check=True).stdout
