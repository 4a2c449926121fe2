"""Whether a program fills the screen, as compositors of the wlroots kind tell of all windows: sway, Hyprland, niri,
labwc, Wayfire ... GNOME and KDE tell nobody.

``wlr-foreign-toplevel-management-unstable-v1.xml``. In use only while somebody asks or watches.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from unknot.desktop.holds import Answer, not_watched
from unknot.desktop.linux.wayland import SHORT_PATIENCE, Global, Values, Wayland
from unknot.ports import Undo

MANAGER = "zwlr_foreign_toplevel_manager_v1"
_STOP = 0
_TOPLEVEL, _FINISHED = 0, 1
_APP_ID, _STATE, _DONE, _CLOSED = 1, 4, 5, 6
_DESTROY = 7
_ACTIVATED, _FULL_SCREEN = 2, 3
_TELLS_FULL_SCREEN = 2
"""The first version that does."""


class WaylandFullScreen:
    """``Way`` to know of a full screen on Wayland. ``ours``: the app id of our own windows, which don't count."""

    found = "wlr-foreign-toplevel"

    def __init__(self, line: Wayland, ours: Callable[[], str]) -> None:
        self._line = line
        self._ours = ours

    def ask(self, answer: Answer) -> None:
        """None where the compositor doesn't tell."""
        manager = self._manager()
        if manager is None:
            answer(None)
            return
        windows = Windows(self._line, manager, self._ours())

        def told() -> None:
            filled = windows.filled()
            windows.end()
            answer(filled)

        self._line.sync(told)

    def watch(self, ended: Callable[[], None]) -> Undo:
        """Tells when the active window is no longer a full-screen one."""
        manager = self._manager()
        if manager is None:
            return not_watched
        windows = Windows(self._line, manager, self._ours())

        def changed() -> None:
            if not windows.filled():
                stop()
                ended()

        def told() -> None:
            if not windows.ended:
                windows.on_change = changed
                changed()

        def stop() -> None:
            undo()
            windows.end()

        def changed_offer() -> None:
            if self._line.find(MANAGER) is None:
                stop()  # nobody tells any more: the next question will

        undo = self._line.on_change(changed_offer)
        self._line.sync(told)
        return stop

    def _manager(self) -> Global | None:
        manager = self._line.find(MANAGER) if self._line.open(SHORT_PATIENCE) else None
        return manager if manager is not None and manager.version >= _TELLS_FULL_SCREEN else None


class Windows:
    """All windows with their states, from the making of this object to ``end``."""

    def __init__(self, line: Wayland, manager: Global, ours: str) -> None:
        self._line = line
        self._ours = ours
        self._states: dict[int, frozenset[int]] = {}
        self._app_ids: dict[int, str] = {}
        self.ended = False
        self.on_change: Callable[[], None] = lambda: None
        """Called when a window has changed, and when one has gone."""
        self._manager = line.bind(manager, 3, self._of_manager)

    def filled(self) -> bool:
        """Whether the active window fills the screen and is none of ours."""
        return any(
            {_ACTIVATED, _FULL_SCREEN} <= states and self._app_ids.get(window) != self._ours
            for window, states in self._states.items()
        )

    def end(self) -> None:
        """Use no more of it."""
        if self.ended:
            return
        self.ended = True
        self.on_change = lambda: None
        for window in list(self._states):
            self._forget(window)
        self._line.send(self._manager, _STOP)  # it may tell of another window before it reads this

    def _of_manager(self, opcode: int, values: Values) -> None:
        if opcode == _TOPLEVEL:
            window = values.number()
            self._states[window] = frozenset()
            self._line.adopt(window, partial(self._of_window, window))
            if self.ended:
                self._forget(window)
        elif opcode == _FINISHED:
            self._line.drop(self._manager)

    def _of_window(self, window: int, opcode: int, values: Values) -> None:
        if opcode == _APP_ID:
            self._app_ids[window] = values.text()
        elif opcode == _STATE:
            self._states[window] = frozenset(values.numbers())
        elif opcode == _CLOSED:
            self._forget(window)
        if opcode in (_DONE, _CLOSED):
            self.on_change()

    def _forget(self, window: int) -> None:
        self._states.pop(window, None)
        self._app_ids.pop(window, None)
        self._line.send(window, _DESTROY)
        self._line.drop(window)
