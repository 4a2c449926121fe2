"""Memory that the allocator holds on to."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Hand free memory back to the system. Only glibc keeps it and can be told to; others have no such call."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
