"""A pytest plugin: tests that share one screen, or that measure, run while no other test does.

With pytest-xdist, the tests of `tests/desktop` and `tests/bench` go to one worker after all others, and a file lock
keeps the other workers' last tests from overlapping with them (the lock also goes by the marks `desktop` and
`bench`). Load it with `-p tests.alone`; without xdist it only puts those tests last.

xdist's own groups would do for the first half, but they are lost without a word under pytest 9.2 (its node ids can
no longer be changed), hence a scheduler of our own, told apart by folder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

KINDS = ("desktop", "bench")  # in the order they run
FOLDERS = tuple(f"tests/{name}/" for name in KINDS)


def kind(item: pytest.Item) -> int:
    """0 for an ordinary test, else one more than its place in KINDS."""
    for number, (name, folder) in enumerate(zip(KINDS, FOLDERS, strict=True), start=1):
        if item.get_closest_marker(name) or item.nodeid.startswith(folder):
            return number
    return 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ordinary tests first, then the desktop's, then those that measure."""
    items.sort(key=kind)


class AloneScheduling(LoadScopeScheduling):
    """Hands out ordinary tests one by one and the two folders as one piece, in the order collected."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return "alone" if nodeid.startswith(FOLDERS) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> AloneScheduling:
    """Use it whatever `--dist` says."""
    return AloneScheduling(config, log)


if sys.platform != "win32":  # Windows has neither this lock nor the desktop tests
    import fcntl

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
        """Hold the lock around the whole test with its fixtures: shared for ordinary tests, else exclusive."""
        folder = item.config.rootpath / ".pytest_cache"
        folder.mkdir(exist_ok=True)
        with (folder / "alone.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX if kind(item) else fcntl.LOCK_SH)
            return (yield)
