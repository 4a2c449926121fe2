"""Keeps Python's cyclic garbage collector to the Qt thread.

It runs in whichever thread happens to allocate, and what it destroys it destroys there: a timer or a widget that dies
in another thread than its own takes the whole app with it. So it stands still while such a thread is at work.
"""

from __future__ import annotations

import gc
from itertools import count

_ids = count()
_at_work: set[int] = set()


def stand_still() -> int:
    """Called on the Qt thread before another one starts; what it answers goes to ``go_on``."""
    gc.disable()
    number = next(_ids)
    _at_work.add(number)
    return number


def go_on(number: int) -> None:
    """Called on the Qt thread once that thread has ended; a second time is harmless."""
    _at_work.discard(number)
    if not _at_work:
        gc.enable()
