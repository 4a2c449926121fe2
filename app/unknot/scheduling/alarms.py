"""The alarm clock: APScheduler inside the Qt loop, with its sharp edges covered.

Importing this module imports APScheduler (about 5 MB and 20 ms, see ``lean``): do it after the tray shows.

What the stock Qt scheduler does, and what is done about it here:

* it leaks one self-renewing timer per reschedule -> one owned single-shot ``QTimer``;
* its default executor runs jobs off the Qt thread -> ``DebugExecutor``, which runs them where they are due;
* with ``misfire_grace_time`` of a second, what was late after sleep never rings -> ``None``;
* errors of a job stay in a log -> a listener hands them to ``sys.excepthook``;
* triggers by name need package metadata (5 MB) -> trigger objects;
* a job that sets its own id again from inside its call loses the new one -> every ring gets an id of its own.
"""

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

from PySide6.QtCore import Qt as QtNamespace
from PySide6.QtCore import QTimer

from unknot.scheduling.lean import without_the_unused

with without_the_unused():
    from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
    from apscheduler.executors.debug import DebugExecutor
    from apscheduler.jobstores.base import JobLookupError
    from apscheduler.schedulers.base import BaseScheduler
    from apscheduler.triggers.date import DateTrigger

_LONGEST_WAIT = 2_147_483_647
"""Milliseconds a QTimer can wait; longer waits are cut and looked at again."""


class QtLoopScheduler(BaseScheduler):  # type: ignore[misc]
    """APScheduler driven by one timer that belongs to it and dies with it. Qt thread only."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        # A coarse timer may ring up to 5 % early and would then need a second wake-up.
        self._timer.setTimerType(QtNamespace.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._process_jobs)
        super().__init__(
            timezone=UTC,
            executors={"default": DebugExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )

    def wakeup(self) -> None:
        """Look at the jobs on the next turn of the loop."""
        self._timer.start(0)

    def shutdown(self, *args: Any, **kwargs: Any) -> None:
        """Stop for good, with no timer left."""
        super().shutdown(*args, **kwargs)
        self._timer.stop()

    def remove_job(self, job_id: str, jobstore: str | None = None) -> None:
        """Forget a job. One that another job cancelled while both were due is gone already, which is fine."""
        with contextlib.suppress(JobLookupError):
            super().remove_job(job_id, jobstore)

    def _process_jobs(self) -> None:
        self._timer.stop()
        wait_seconds = super()._process_jobs()
        if wait_seconds is not None and not self._timer.isActive():
            self._timer.start(min(math.ceil(wait_seconds * 1000), _LONGEST_WAIT))


class QtAlarms:
    """``ports.Alarms``: named, one-shot, on the Qt thread. With nothing set there is no timer at all."""

    def __init__(self) -> None:
        self._jobs: dict[str, str] = {}
        self._numbers = count(1)
        self._scheduler = QtLoopScheduler()
        self._scheduler.add_listener(_report, EVENT_JOB_ERROR)
        self._scheduler.start()

    def ring(self, name: str, at: datetime, call: Callable[[], None]) -> None:
        """Set the alarm ``name`` to ring at ``at`` (aware); a time gone by rings on the next turn of the loop."""
        self.cancel(name)
        job_id = f"{name}#{next(self._numbers)}"
        self._jobs[name] = job_id
        self._scheduler.add_job(
            self._rung, DateTrigger(at.astimezone(UTC), UTC), args=(name, job_id, call), id=job_id, name=name
        )

    def cancel(self, name: str) -> None:
        """Forget the alarm; unknown names are fine."""
        job_id = self._jobs.pop(name, None)
        if job_id is not None:
            self._scheduler.remove_job(job_id)
            self._scheduler.wakeup()  # else the timer would still wake us at the old time

    def check(self) -> None:
        """Compare the alarms with the wall clock again. Call it when the clock was set or the machine woke:
        a timer counts running time and knows of neither."""
        if self._scheduler.running:
            self._scheduler.wakeup()

    def stop(self) -> None:
        """Forget all, for good."""
        self._jobs.clear()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _rung(self, name: str, job_id: str, call: Callable[[], None]) -> None:
        # An alarm that another one cancelled or replaced in the same turn is still in APScheduler's hands.
        if self._jobs.get(name) == job_id:
            del self._jobs[name]
            call()


def _report(event: JobExecutionEvent) -> None:
    error = event.exception
    sys.excepthook(type(error), error, error.__traceback__)
