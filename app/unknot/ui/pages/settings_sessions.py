"""Settings: what a session may be, and what there is for it."""

from __future__ import annotations

from unknot.core.settings import TOOLS
from unknot.ui import words
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.kit.tick import TickBox
from unknot.ui.pages.settings_base import Part
from unknot.ui.shell import Shell
from unknot.ui.theme import space


class SessionsPart(Part):
    """Where sessions may be done, what is at hand for them, the desk, and how far apart they are."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.floor = self.tick("floor", self.tr("The floor"))
        self.wall = self.tick("wall", self.tr("A wall or a doorway"))
        self.tools = {name: self._tool(name) for name in TOOLS}
        self.standing_desk = self.tick("standing_desk", self.tr("My desk goes up and down"))
        self.gap = self.slider("session_gap", self.tr("Between two sessions, at least"), words.minutes, 15, 180, 15)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head(self.tr("Sessions may use"))
        self.put(Stacked(self.floor, self.wall), space.xs)
        self._hint(self.tr("Your chair and standing are always fine. The Library offers everything."))
        self._head(self.tr("I have at hand"))
        self.put(Stacked(*self.tools.values()), space.xs)
        self._hint(self.tr("For massages of a knot, and for what Unknot chooses by itself."))
        self._head(self.tr("My desk"))
        self.put(Stacked(self.standing_desk), space.xs)
        self._hint(self.tr("Stand-ups then name the other posture, and the day counts the minutes of each."))
        self._head(self.tr("How often"))
        self.put(self.gap)
        self.column.addStretch(1)

    def _head(self, text: str) -> None:
        self.put(Text(text, "heading"), space.s + RING)

    def _hint(self, text: str) -> None:
        self.put(Text(text, "small", "ink2"))

    def _tool(self, name: str) -> TickBox:
        """A tick box for one thing that may be at hand."""
        made = TickBox(words.need(name))
        made.setChecked(name in self.setting("tools"))
        made.clicked.connect(lambda on: self._at_hand(name, on))
        self.on_settings(lambda: made.setChecked(name in self.setting("tools")))
        return self.lockable(made, "tools")

    def _at_hand(self, name: str, on: bool) -> None:
        others = set(self.setting("tools")) - {name}
        self.change(tools=tuple(sorted(others | {name} if on else others)))
