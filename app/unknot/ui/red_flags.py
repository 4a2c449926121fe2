"""The red flags in words: as ticked, as the reason on the emergency page, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence

from unknot.core.care import RED_FLAGS
from unknot.ui.tr import tr


def label(flag: str) -> str:
    """What stands beside its tick box."""
    return {
        "chest": tr("Chest pain, trouble breathing or sweating"),
        "injury": tr("It began with a fall, crash or sports injury"),
        "bladder": tr("Bladder or bowel trouble"),
        "fever": tr("Fever"),
        "saddle": tr("Numbness around your genitals or buttocks"),
        "legs": tr("New weakness or numbness in both legs"),
    }[flag]


def source() -> str:
    """Where the two signs come from that were added to the four."""
    return tr('The last two: NHS, "Back pain" (nhs.uk).')


def ticked(flags: Sequence[str]) -> tuple[str, ...]:
    """The known ones among ``flags``, in the order in which they are asked."""
    return tuple(flag for flag in RED_FLAGS if flag in flags)


def reason(flags: Sequence[str]) -> str:
    """Why help is needed: by the one sign, or that there are several, which are then listed."""
    known = ticked(flags)
    if len(known) != 1:
        return tr("Back pain together with these signs can be serious.") if known else tr(
            "Back pain with warning signs can be serious."
        )
    return {
        "chest": tr("Back pain with chest pain, trouble breathing or sweating can be serious."),
        "injury": tr("Back pain after a fall, a crash or a sports injury can be serious."),
        "bladder": tr("Back pain with bladder or bowel trouble can be serious."),
        "fever": tr("Back pain with fever can be serious."),
        "saddle": tr("Back pain with numbness around your genitals or buttocks can be serious."),
        "legs": tr("Back pain with new weakness or numbness in both legs can be serious."),
    }[known[0]]
