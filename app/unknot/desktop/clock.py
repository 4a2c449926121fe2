"""The machine's clock in the local time zone."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

_LOCALTIME = Path("/etc/localtime")


def local_zone() -> tzinfo:
    """The zone this machine is set to, with its rules for summer time; read afresh at every call.

    Where the system contradicts itself (``/etc/timezone`` against ``/etc/localtime``), the file that the C library
    uses counts; where nothing names a zone, today's offset from UTC stands in.
    """
    import tzlocal  # 25 ms: not before the tray shows

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return tzlocal.reload_localzone()
    except (LookupError, OSError, ValueError, UserWarning):
        return _zone_of_file(_LOCALTIME) or _offset_now()


def _zone_of_file(path: Path) -> tzinfo | None:
    """The rules in a compiled zone file, with its name where the path tells it."""
    try:
        _, found, name = str(path.resolve()).partition("zoneinfo/")
        if found:
            return ZoneInfo(name.removeprefix("posix/"))
        with path.open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError, LookupError):
        return None


def _offset_now() -> tzinfo:
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None, "astimezone() always sets one"
    return zone


class SystemClock:
    """``ports.Clock``. ``zone`` stays the same until ``read_zone()``, so that a day is planned in one zone.

    ``monotonic`` counts running time in seconds and must stand still while the machine sleeps: the gap to the
    wall clock is how sleep shows.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.monotonic = monotonic
        self._zone: tzinfo | None = None

    @property
    def zone(self) -> tzinfo:
        """The zone of ``now()``."""
        if self._zone is None:
            self._zone = local_zone()
        return self._zone

    def now(self) -> datetime:
        """The wall clock, aware, in the local zone."""
        return datetime.now(self.zone)

    def read_zone(self) -> bool:
        """Read the zone again, after the clock or the zone was set. True when it is another one."""
        if hasattr(time, "tzset"):
            time.tzset()
        before, self._zone = self._zone, local_zone()
        return before is not None and str(before) != str(self._zone)


def since_boot() -> float:
    """Seconds since the machine started, time asleep included where the system counts it."""
    boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_clock is None else time.clock_gettime(boot_clock)
