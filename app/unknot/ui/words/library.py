"""The Library as words: why something is left out, and where a page of advice leads."""

from __future__ import annotations

from unknot.ui.tr import tr

REASONS = ("hurts", "cannot", "dislike")
"""The reasons that have a code of their own; others are the person's own words."""


def reason(code: str) -> str:
    """Why something is not for the person; own words as they are."""
    return {
        "hurts": tr("It hurts"),
        "cannot": tr("I can't do it"),
        "dislike": tr("I don't like it"),
    }.get(code, code)


def opens(place: str) -> str:
    """What the button says that leads to this place."""
    return {
        "care:find": tr("Find a knot"),
        "care:knots": tr("Open knots"),
        "care:heat": tr("Open heat and cold"),
        "care:pain": tr("Open the pain log"),
        "care:help": tr("Open help"),
        "today": tr("Open today"),
        "settings:schedule": tr("Open the schedule"),
    }.get(place, tr("Open"))
