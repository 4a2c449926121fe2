"""One line of the tray's menu as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One line. Without ``run`` and ``children`` it only tells. An empty label is a separator. ``chosen``: one of
    several that exclude each other, and whether it is the one; None for any other line."""

    label: str = ""
    run: Callable[[], object] | None = None
    strong: bool = False
    children: tuple[Item, ...] = ()
    chosen: bool | None = None

    @property
    def enabled(self) -> bool:
        """Whether it can be chosen."""
        return self.run is not None or bool(self.children)


SEPARATOR = Item()
