"""APScheduler loads asyncio, process pools and package metadata, none of which is used here. They are kept out while
it is imported: 7 MB that would stay for as long as the app does, and 40 ms of its start.

What for: ``asyncio`` for one function, which newer versions of APScheduler take from ``inspect``;
``importlib.metadata`` to find its version and triggers by name (we pass objects); ``apscheduler.executors.pool`` for
the executor of a scheduler that names none (ours does). A module that is loaded already is left as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import iscoroutinefunction
from types import ModuleType
from typing import Any


def _stand_ins() -> dict[str, ModuleType]:
    asynchronous: Any = ModuleType("asyncio")
    asynchronous.iscoroutinefunction = iscoroutinefunction
    metadata: Any = ModuleType("importlib.metadata")
    metadata.PackageNotFoundError = ImportError
    metadata.version = lambda _name: "3"
    metadata.entry_points = lambda **_which: ()
    pool: Any = ModuleType("apscheduler.executors.pool")
    pool.ThreadPoolExecutor = None
    return {"asyncio": asynchronous, "importlib.metadata": metadata, "apscheduler.executors.pool": pool}


@contextmanager
def without_the_unused() -> Iterator[None]:
    """Import APScheduler inside. Afterwards everybody else finds the real modules."""
    put = {name: module for name, module in _stand_ins().items() if name not in sys.modules}
    sys.modules.update(put)
    try:
        yield
    finally:
        for name in put:
            sys.modules.pop(name, None)
