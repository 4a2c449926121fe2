"""PipeWire's graph as ``pw-dump`` prints it: which cameras run, and whose screens flow to whom."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unknot.desktop.linux.holds import command

_NODE, _LINK, _CLIENT = (f"PipeWire:Interface:{kind}" for kind in ("Node", "Link", "Client"))
_NAMES = ("application.process.binary", "application.name", "node.name")

SCREENS = ("gnome-shell", "mutter", "cinnamon", "kwin_wayland", "xdg-desktop-portal", "xdph", "cosmic-comp", "niri")
"""How the names begin of those who make a video of the screen: compositors and the desktop portals."""

PREVIEWS = frozenset({"plasmashell"})
"""Who takes such a video only to draw small pictures of windows in the panel."""


@dataclass(frozen=True, slots=True)
class Node:
    """One end of links. ``names``: what it and its program are called."""

    state: str
    properties: Mapping[str, Any]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes by their number, and the links between them that carry something: (from, to)."""

    nodes: Mapping[int, Node]
    links: tuple[tuple[int, int], ...]

    def camera_runs(self) -> bool:
        """Whether anybody takes pictures from a camera."""
        return any(_is_camera(node) and node.state == "running" for node in self.nodes.values())

    def takers(self) -> tuple[str, ...]:
        """The programs that take a video of the screen, sorted."""
        found = set()
        for source, sink in self.links:
            maker, taker = self.nodes.get(source), self.nodes.get(sink)
            if maker is not None and taker is not None and _is_screen(maker) and not taker.names & PREVIEWS:
                found.add(min(taker.names, default=""))
        return tuple(sorted(found))


def _is_camera(node: Node) -> bool:
    properties = node.properties
    by_device = properties.get("device.api") in ("v4l2", "libcamera") or properties.get("media.role") == "Camera"
    return properties.get("media.class") == "Video/Source" and by_device


def _is_screen(node: Node) -> bool:
    video = node.properties.get("media.class") in ("Video/Source", "Stream/Output/Video")
    return video and not _is_camera(node) and any(name.startswith(SCREENS) for name in node.names)


def read(dump: bytes) -> Graph | None:
    """The graph in a dump; None when it isn't one."""
    try:
        things = json.loads(dump)
        return _graph([thing for thing in things if isinstance(thing.get("info"), dict)])
    except (ValueError, TypeError, AttributeError, LookupError):
        return None


def _graph(things: list[dict[str, Any]]) -> Graph:
    clients = {thing["id"]: _properties(thing) for thing in things if thing["type"] == _CLIENT}
    nodes = {}
    for thing in things:
        if thing["type"] == _NODE:
            own = _properties(thing)
            both = (own, clients.get(own.get("client.id", -1), {}))
            names = frozenset(str(known[key]).lower() for known in both for key in _NAMES if known.get(key))
            nodes[thing["id"]] = Node(str(thing["info"].get("state")), own, names)
    return Graph(nodes, tuple(_active_links(things)))


def _properties(thing: dict[str, Any]) -> dict[str, Any]:
    properties = thing["info"].get("props")
    return properties if isinstance(properties, dict) else {}


def _active_links(things: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    for thing in things:
        if thing["type"] == _LINK and thing["info"].get("state") == "active":
            yield thing["info"]["output-node-id"], thing["info"]["input-node-id"]


Ask = Callable[[Callable[[Graph | None], None]], None]
"""The shape of ``ask`` below, for what takes its place in tests."""


def runs() -> bool:
    """Whether there is a PipeWire of the person to ask."""
    if os.environ.get("PIPEWIRE_REMOTE"):
        return True
    runtime = os.environ.get("PIPEWIRE_RUNTIME_DIR") or os.environ.get("XDG_RUNTIME_DIR", "/nowhere")
    return Path(runtime, "pipewire-0").exists()


def ask(tell: Callable[[Graph | None], None]) -> None:
    """``tell`` the graph, on the Qt thread; None when nobody can be asked. Costs one short-lived process."""
    if runs():
        command.run("pw-dump", (), lambda dump: tell(None if dump is None else read(dump)))
    else:
        tell(None)
