"""Input, lock and what keeps the screen on, on macOS. None of it needs a permission."""

from __future__ import annotations

import ctypes

from unknot.desktop.macos.frameworks import CoreFoundation, Frameworks, framework, pointer
from unknot.desktop.polled import Reading

_SESSION = 0
_ANY_INPUT = 0xFFFFFFFF
_KEY_DOWN = 10
_KEEPS_ON = ("PreventUserIdleDisplaySleep", "NoDisplaySleepAssertion")


class System:
    """Reads macOS; every answer is None where it can't be had. ``frameworks`` is given in tests."""

    def __init__(self, frameworks: Frameworks = framework) -> None:
        self._framework = frameworks

    def read(self) -> Reading:
        """What macOS says of the person now."""
        return Reading(self.idle_seconds(), self.locked(), self.kept_on())

    def idle_seconds(self) -> float | None:
        """Seconds since the last input of any kind."""
        return self._since(_ANY_INPUT)

    def seconds_since_key(self) -> float | None:
        """Seconds since the last key."""
        return self._since(_KEY_DOWN)

    def locked(self) -> bool | None:
        """Whether the session's dictionary has CGSSessionScreenIsLocked; it is there only while locked."""
        graphics, core = self._framework("CoreGraphics"), self._framework("CoreFoundation")
        if graphics is None or core is None:
            return None
        foundation = CoreFoundation(core)
        session = pointer(graphics.CGSessionCopyCurrentDictionary)()
        if not session:
            return None
        locked = foundation.has(session, "CGSSessionScreenIsLocked")
        foundation.release(session)
        return locked

    def kept_on(self) -> bool:
        """Whether a program keeps the screen on, as films do; False where nobody tells."""
        power, core = self._framework("IOKit"), self._framework("CoreFoundation")
        if power is None or core is None:
            return False
        foundation = CoreFoundation(core)
        wishes = ctypes.c_void_p()
        if power.IOPMCopyAssertionsStatus(ctypes.byref(wishes)) or not wishes.value:
            return False
        kept = any(foundation.number(wishes.value, key) > 0 for key in _KEEPS_ON)
        foundation.release(wishes.value)
        return kept

    def _since(self, kind: int) -> float | None:
        graphics = self._framework("CoreGraphics")
        if graphics is None:
            return None
        since = graphics.CGEventSourceSecondsSinceLastEventType
        since.restype = ctypes.c_double
        return float(since(ctypes.c_int32(_SESSION), ctypes.c_uint32(kind)))
