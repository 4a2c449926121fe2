"""Posture prompts: one concrete thing to do, rotating. Their words and pictures are looked up by these ids."""

from __future__ import annotations

TIPS = ("stand-walk", "roll-shoulders", "check-sitting", "look-far", "drop-shoulders", "sit-back")
"""In the order in which they come."""
WALKS = frozenset({"stand-walk"})
"""Those that ask for a walk."""


def tip_after(last: str | None) -> str:
    """The one after the last; the first when there was none or it is not known any more."""
    return TIPS[(TIPS.index(last) + 1) % len(TIPS)] if last in TIPS else TIPS[0]
