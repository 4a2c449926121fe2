"""Areas of the body and sides. The ids are used in every file, table and command."""

from __future__ import annotations

from enum import StrEnum


class Area(StrEnum):
    """A region that an exercise works on, or that hurts."""

    NECK = "neck"
    TRAPEZIUS = "trapezius"
    SHOULDERS = "shoulders"
    BETWEEN_BLADES = "between-blades"
    MID_BACK = "mid-back"
    LOWER_BACK = "lower-back"
    CHEST = "chest"
    HIPS = "hips"
    LEGS = "legs"
    ARMS = "arms"
    WRISTS = "wrists"
    EYES = "eyes"


UPPER_BACK = frozenset({Area.TRAPEZIUS, Area.BETWEEN_BLADES})
"""What people call the upper back."""


class Side(StrEnum):
    """The person's own side. In an exercise: the side that acts, never the one that is stretched."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> Side:
        """The opposite side; BOTH has none and stays BOTH."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, Side.BOTH)
