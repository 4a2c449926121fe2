"""A call by its camera: a program of the person holds a video device open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unknot.core.presence import Hold
from unknot.desktop.holds import Answer, Source
from unknot.desktop.linux.holds import pipewire
from unknot.desktop.linux.holds.pipewire import Ask, Graph
from unknot.desktop.probe import tr
from unknot.desktop.worker import Worker

SERVERS = frozenset({"pipewire", "wireplumber", "pipewire-media-"})
"""They hold cameras open that nobody uses, and use them for others: their graph tells. As the kernel cuts names."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where processes and devices are found."""

    processes: Path = Path("/proc")
    devices: Path = Path("/dev")
    sandbox: Path = Path("/.flatpak-info")
    """Its presence tells that other programs can't be seen."""


class Camera(Source):
    """``HoldProbe`` on /proc. ``graph`` asks PipeWire; both are given in tests."""

    name = "camera"
    why = Hold.CALL

    def __init__(self, folders: Folders | None = None, graph: Ask = pipewire.ask) -> None:
        super().__init__()
        self._folders = folders or Folders()
        self._graph = graph
        self._worker = Worker(lambda: sorted(set(users(self._folders))))

    def ask(self, answer: Answer) -> None:
        """Look through /proc, beside the Qt loop: with many programs it takes longer than the loop can spare."""
        processes = self._folders.processes
        if self._folders.sandbox.exists() or not (processes / "self" / "fd").exists():
            self._looked(None, answer)
        elif not any(_cameras(self._folders.devices)):
            self.knows(answer, False, tr("no camera"))
        else:
            self._worker.ask(lambda names: self._looked(names, answer))

    def _looked(self, names: list[str] | None, answer: Answer) -> None:
        if names is None:
            self.cannot(answer, tr("other programs can't be seen from here"), tr("Say by hand when you are in a call."))
            return
        people = [name for name in names if name not in SERVERS]
        if people or not names:
            self.knows(answer, bool(people), ", ".join(people) or tr("programs that use a camera"))
        else:
            self._graph(lambda graph: self._seen(graph, answer))

    def _seen(self, graph: Graph | None, answer: Answer) -> None:
        if graph is None:
            self.cannot(
                answer,
                tr("PipeWire holds the camera and can't be asked"),
                tr("Install pw-dump (in the package pipewire-bin)."),
            )
        else:
            self.knows(answer, graph.camera_runs(), "PipeWire")


def _cameras(devices: Path) -> Iterator[str]:
    try:
        with os.scandir(devices) as entries:
            yield from (entry.path for entry in entries if entry.name.startswith("video") and entry.name[5:].isdigit())
    except OSError:
        return


def users(folders: Folders) -> Iterator[str]:
    """Names of the person's programs, other than us, that hold a camera open. Any thread; what ends meanwhile is no
    trouble, and what belongs to others can't be seen."""
    cameras = frozenset(_cameras(folders.devices))
    us, person = str(os.getpid()), os.getuid()
    with os.scandir(folders.processes) as entries:
        for entry in entries:
            if not entry.name.isdigit() or entry.name == us:
                continue
            try:
                if entry.stat().st_uid == person and _holds(entry.path, cameras):
                    yield Path(entry.path, "comm").read_text(encoding="utf-8", errors="replace").strip()
            except OSError:
                continue


def _holds(process: str, files: frozenset[str]) -> bool:
    with os.scandir(f"{process}/fd") as opened:
        return any(_target(entry.path) in files for entry in opened)


def _target(link: str) -> str:
    try:
        return os.readlink(link)  # noqa: PTH115 - there are tens of thousands of them
    except OSError:  # closed meanwhile; the others still count
        return ""
