"""A pytest plugin: tests that share one screen, or that measure, run while no other test does.

With pytest-xdist, tests marked `desktop` or `bench` (and all in those two folders) go to one worker, after the
others, and a file lock keeps the other workers' last tests from overlapping with them. Load it with
`-p tests.alone` together with `--dist loadgroup`; without xdist it only puts those tests last.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

KINDS = ("desktop", "bench")  # in the order they run


def kind(item: pytest.Item) -> int:
    """0 for an ordinary test, else one more than its place in KINDS."""
    for number, name in enumerate(KINDS, start=1):
        if item.get_closest_marker(name) or item.path.is_relative_to(item.config.rootpath / "tests" / name):
            return number
    return 0


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ordinary tests first, then the desktop's, then those that measure; the latter two in one group."""
    items.sort(key=kind)
    for item in items:
        if kind(item):
            item.add_marker(pytest.mark.xdist_group("alone"))


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
