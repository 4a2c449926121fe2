"""Pictures of every window and component in every state: ``python -m tests.gallery DIR``.

A file ``tests/gallery/scenes_NAME.py`` registers scenes as it is imported::

    @scene("today-empty", (1040, 656))
    def today_empty() -> QWidget: ...

Each is drawn in light and dark, at 100 and 200 %, into ``DIR/today-empty-light-100.png`` and so on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture. ``build`` makes the widget, after the theme is in force; ``arrange`` runs once it is shown.

    ``size``: width and height in logical pixels; 0 takes the widget's own.
    """

    name: str
    build: Callable[[], QWidget]
    size: tuple[int, int] = (0, 0)
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    arrange: Callable[[QWidget], None] | None = field(default=None)


SCENES: dict[str, Scene] = {}
Build = Callable[[], QWidget]


def scene(
    name: str,
    size: tuple[int, int] = (0, 0),
    *,
    right_to_left: bool = False,
    arrange: Callable[[QWidget], None] | None = None,
) -> Callable[[Build], Build]:
    """Register what ``build`` makes under ``name``, which must be new."""

    def register(build: Build) -> Build:
        if name in SCENES:
            raise ValueError(f"two scenes are named {name}")
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        SCENES[name] = Scene(name, build, size, direction, arrange)
        return build

    return register
