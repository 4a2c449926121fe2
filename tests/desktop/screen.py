"""The X screen of a test desktop: which windows are there, which has the keyboard, and fingers to press keys."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import xcffib
import xcffib.xproto as x

SIZE = (1440, 900)


@dataclass(frozen=True)
class Window:
    """One that can be seen. ``rect``: x, y, width, height of its inside on the screen."""

    id: int
    title: str
    pid: int
    rect: tuple[int, int, int, int]

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click."""
        left, top, width, height = self.rect
        return left + width // 2, top + height // 2


class Screen:
    """One X server that runs already."""

    def __init__(self, display: str, env: Mapping[str, str]) -> None:
        self.display = display
        self._env = env
        self._x = xcffib.connect(display=display)
        self._root = self._x.get_setup().roots[0].root
        self._atoms: dict[str, int] = {}

    def close(self) -> None:
        """Hang up."""
        self._x.disconnect()

    # seeing

    def managed(self) -> bool:
        """Whether a window manager runs."""
        return bool(self._numbers(self._root, "_NET_SUPPORTING_WM_CHECK"))

    def active(self) -> int:
        """The window that has the keyboard, as the window manager says; 0 for none."""
        return next(iter(self._numbers(self._root, "_NET_ACTIVE_WINDOW")), 0)

    def windows(self, pid: int | None = None) -> list[Window]:
        """Windows of programs that can be seen, also those past the window manager."""
        managed = self._numbers(self._root, "_NET_CLIENT_LIST")
        loose = [w for w in self._x.core.QueryTree(self._root).reply().children if w not in managed]
        found = [self._window(w) for w in (*managed, *loose)]
        return [w for w in found if w is not None and w.title and (pid is None or w.pid == pid)]

    def has_state(self, window: int, state: str) -> bool:
        """Whether the window manager keeps a window in this state, e.g. ``ABOVE``."""
        return self._atom(f"_NET_WM_STATE_{state}") in self._numbers(window, "_NET_WM_STATE")

    def owns(self, window: int, pid: int) -> bool:
        """Whether this window, or the one that the window manager put into it, belongs to a process."""
        try:
            inner = self._x.core.QueryTree(window).reply().children
        except x.WindowError:
            return False
        return any(pid in self._numbers(each, "_NET_WM_PID") for each in (window, *inner))

    def inside(self, title: str) -> list[tuple[int, int, int, int]]:
        """Places (x, y, width, height) of all that can be seen inside the window of this title: docked icons."""
        panel = next(window.id for window in self.windows() if window.title == title)
        found: list[tuple[int, int, int, int]] = []
        todo = list(self._x.core.QueryTree(panel).reply().children)
        while todo:
            child = todo.pop()
            todo += self._x.core.QueryTree(child).reply().children
            if self._x.core.GetWindowAttributes(child).reply().map_state == x.MapState.Viewable:
                size = self._x.core.GetGeometry(child).reply()
                at = self._x.core.TranslateCoordinates(child, self._root, 0, 0).reply()
                found.append((at.dst_x, at.dst_y, size.width, size.height))
        return found

    def shot(self, path: Path) -> None:
        """A picture of the whole screen."""
        self._run("import", "-window", "root", str(path))

    # doing

    def key(self, *names: str) -> None:
        """Press keys, one after the other, in the window that has the keyboard."""
        self._run("xdotool", "key", "--delay", "15", *names)

    def type(self, text: str) -> None:
        """Type a text."""
        self._run("xdotool", "type", "--delay", "15", text)

    def click(self, where: tuple[int, int], button: int = 1) -> None:
        """Move the pointer there and click."""
        self._run("xdotool", "mousemove", *map(str, where), "click", str(button))

    def move(self, where: tuple[int, int]) -> None:
        """Move the pointer there."""
        self._run("xdotool", "mousemove", *map(str, where))

    def drag(self, start: tuple[int, int], *through: tuple[int, int], drop: bool = True) -> None:
        """Press there, move over these places, let go at the last."""
        moves = [word for where in through for word in ("mousemove", *map(str, where))]
        end = ("mouseup", "1") if drop else ()
        self._run("xdotool", "mousemove", *map(str, start), "mousedown", "1", *moves, *end)

    def let_go(self) -> None:
        """End a drag where the pointer is."""
        self._run("xdotool", "mouseup", "1")

    # how it works

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self._env, check=True, capture_output=True, timeout=30)

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            self._atoms[name] = self._x.core.InternAtom(False, len(name), name).reply().atom
        return self._atoms[name]

    def _property(self, window: int, name: str) -> bytes:
        try:
            asked = self._x.core.GetProperty(False, window, self._atom(name), x.GetPropertyType.Any, 0, 1024)
            return bytes(asked.reply().value.buf())
        except x.WindowError:  # it went away meanwhile
            return b""

    def _numbers(self, window: int, name: str) -> list[int]:
        raw = self._property(window, name)
        return list(struct.unpack(f"={len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    def _window(self, window: int) -> Window | None:
        try:
            if self._x.core.GetWindowAttributes(window).reply().map_state != x.MapState.Viewable:
                return None
            size = self._x.core.GetGeometry(window).reply()
            at = self._x.core.TranslateCoordinates(window, self._root, 0, 0).reply()
        except (x.WindowError, x.DrawableError):
            return None
        title = self._property(window, "_NET_WM_NAME") or self._property(window, "WM_NAME")
        pid = next(iter(self._numbers(window, "_NET_WM_PID")), 0)
        return Window(window, title.decode("utf-8", "replace"), pid, (at.dst_x, at.dst_y, size.width, size.height))

