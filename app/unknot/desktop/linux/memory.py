"""Memory that the allocator holds on to. Only glibc has these calls; elsewhere they do nothing."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of <malloc.h>
LARGE = 256 * 1024
"""Bytes from which a block counts as large, as the pixels of a picture do."""


def set_large_apart() -> None:
    """Keep large blocks apart, so that each goes back to the system as soon as it is free. Otherwise glibc learns from
    the first ones that come and go to mix them with the rest, and keeps up to 6 MB of them in the pools of threads
    that have long ended: ``give_back`` doesn't reach those. Costs a fifth more time to read a picture."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Hand free memory back to the system."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
