"""Why something was skipped, in words."""

from __future__ import annotations

from unknot.core.history import SkipWhy
from unknot.ui.tr import tr


def skip_why(which: SkipWhy) -> str:
    """One reason, as it is counted."""
    return tr("Not now, no reason") if which is SkipWhy.NOT_NOW else skip_choice(which)


def skip_choice(which: SkipWhy) -> str:
    """One reason, as it is chosen."""
    return {
        SkipWhy.BUSY: tr("Busy"),
        SkipWhy.CALL: tr("In a call"),
        SkipWhy.CANNOT_HERE: tr("Can't here"),
        SkipWhy.NOT_NOW: tr("Not now"),
    }[which]


def why_skipped() -> tuple[str, str]:
    """The question, and a line about it."""
    return tr("What was in the way?"), tr("It helps to see in History what gets in the way.")
