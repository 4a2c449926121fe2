"""What somebody looks for in the Library: every part narrows, and can be dropped alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from unknot.core.body import Area
from unknot.core.library import Position
from unknot.ui import words
from unknot.ui.pages.library_items import Item, Sort, sort_word
from unknot.ui.tr import tr

LENGTHS = (1, 3, 5)
"""The choices of "up to so many minutes"."""
NO_TOOLS = "none"
"""The choice of what can be done with bare hands."""
NEARLY = 0.5
"""So many minutes above a length still pass for it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """``areas``, ``positions``: any of them will do. ``tool``: an id, NO_TOOLS, or "" for all. ``sort`` None: all."""

    text: str = ""
    areas: frozenset[Area] = field(default_factory=frozenset)
    positions: frozenset[Position] = field(default_factory=frozenset)
    minutes: int = 0
    tool: str = ""
    sort: Sort | None = None
    starred: bool = False

    @property
    def parts(self) -> tuple[tuple[str, Wanted], ...]:
        """Each filter that is on: its word, and what would be wanted without it."""
        found = [(f"“{self.text.strip()}”", replace(self, text=""))] if self.text.strip() else []
        for area in Area:
            if area in self.areas:
                found.append((words.area(area), replace(self, areas=self.areas - {area})))
        for position in Position:
            if position in self.positions:
                found.append((words.position(position), replace(self, positions=self.positions - {position})))
        if self.minutes:
            found.append((up_to(self.minutes), replace(self, minutes=0)))
        if self.tool:
            found.append((tool_word(self.tool), replace(self, tool="")))
        if self.sort is not None:
            found.append((sort_word(self.sort), replace(self, sort=None)))
        if self.starred:
            found.append((tr("Favourites"), replace(self, starred=False)))
        return tuple(found)

    def fits(self, item: Item) -> bool:
        """Whether an item is what is looked for. Words may stand anywhere, in any order."""
        if any(word not in item.found_by for word in self._words):
            return False
        return (
            (not self.areas or bool(self.areas & set(item.areas)))
            and (not self.positions or bool(self.positions & set(item.positions)))
            and (not self.minutes or 0 < item.minutes <= self.minutes + NEARLY)
            and self._fits_tools(item)
            and self.sort in (None, item.sort)
            and (item.starred or not self.starred)
        )

    def of(self, items: Iterable[Item]) -> list[Item]:
        """Those that fit; what is called so comes before what only says so."""
        fitting = [item for item in items if self.fits(item)]
        if not self._words:
            return fitting
        return sorted(fitting, key=lambda item: not all(word in item.name.casefold() for word in self._words))

    @property
    def _words(self) -> list[str]:
        return self.text.casefold().split()

    def _fits_tools(self, item: Item) -> bool:
        if self.tool == NO_TOOLS:
            return not item.needs and bool(item.positions)
        return not self.tool or self.tool in item.needs


def up_to(minutes: int) -> str:
    """``Up to 3 minutes``."""
    return tr("Up to {minutes}").format(minutes=words.minutes(minutes))


def tool_word(tool: str) -> str:
    """``Roller``, or ``No tools``."""
    return tr("No tools") if tool == NO_TOOLS else words.tool(tool)
