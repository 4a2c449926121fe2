"""Plain callbacks that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

from unknot.ports import Undo

P = ParamSpec("P")


class Listeners(Generic[P]):
    """Those who want to be told of one thing."""

    def __init__(self) -> None:
        self._calls: list[Callable[P, object]] = []

    def add(self, call: Callable[P, object]) -> Undo:
        """Tell ``call`` from now on, until the returned undo is called (twice is harmless)."""
        self._calls.append(call)

        def undo() -> None:
            if call in self._calls:
                self._calls.remove(call)

        return undo

    def tell(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call all, in order of subscription; one may undo itself meanwhile."""
        for call in tuple(self._calls):
            call(*args, **kwargs)
