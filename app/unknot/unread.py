"""Importing this first keeps Qt for Python from reading the source of every module that is imported after it.

It looks for its own name there, to learn who may use its renamed functions (``from __feature__ import``), which
nobody here does. What it reads stays in ``linecache`` for good: 7 MB and a fifth of the start. Where there are no
sources, as in a packed program, it leaves a module as it is; so it is told that there are none.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

import PySide6.QtCore  # noqa: F401 - brings shibokensupport with it, out of an archive of its own


def _no_source(module: ModuleType) -> str:
    raise OSError(f"{module} is not read")


def _tell() -> None:
    try:
        from shibokensupport import feature  # type: ignore[import-not-found]
    except ImportError:  # another version of Qt for Python: it works as ever
        return
    if hasattr(feature, "inspect"):
        feature.inspect = SimpleNamespace(getsource=_no_source)


_tell()
