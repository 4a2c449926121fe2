"""A private desktop for each test; see ``desk``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.desktop.desk import Desk, missing_tools

REQUIRED = "UNKNOT_DESKTOP_TESTS"  # "required": a missing tool is a failure


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder are desktop tests."""
    for item in items:
        if item.nodeid.startswith("tests/desktop/"):
            item.add_marker(pytest.mark.desktop)


@pytest.fixture(scope="session")
def desktop_tools() -> None:
    """Skips where tools are missing, and fails where they have to be there."""
    missing = missing_tools()
    if missing and os.environ.get(REQUIRED) == "required":
        pytest.fail(f"the desktop tests need {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Keep the outcome for the fixtures."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()
NewDesk = Callable[..., Desk]


@pytest.fixture
def new_desk(desktop_tools: None, request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[NewDesk]:
    """Makes desktops; takes what ``Desk.start`` takes. A failed test leaves a picture and the logs behind."""
    made: list[Desk] = []

    def make(**how: Any) -> Desk:
        desk = Desk()
        made.append(desk)
        desk.start(**how)
        return desk

    yield make
    complaints = []
    for number, desk in enumerate(made):
        if request.node.stash.get(FAILED, False):
            desk.screen.shot(tmp_path / f"desk-{number}.png")
            print(f"the screen: {tmp_path / f'desk-{number}.png'}\n{desk.processes.log('app')}")
        complaints.append(desk.processes.log("app"))
        desk.stop()
    assert not [log for log in complaints if "Traceback" in log], "\n".join(complaints)


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A whole desktop: panel with a tray, notifications, window manager."""
    return new_desk()
