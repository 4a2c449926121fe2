"""Who uses a microphone or a camera on macOS, by CoreAudio and CoreMediaIO. Both tell without any permission.

Names and four-letter codes: AudioHardware.h, AudioHardwareBase.h, CMIOHardware.h.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any

from unknot.desktop.always_on import listens_always
from unknot.desktop.macos.frameworks import CoreFoundation, Frameworks, framework

_SYSTEM = 1
"""The object that has all others."""
_GLOBAL, _INPUT, _OUTPUT = "glob", "inpt", "outp"
_DEVICES, _PROCESSES, _STREAMS, _RUNNING = "dev#", "prs#", "stm#", "gone"
_RECORDS, _PROCESS, _BUNDLE = "piri", "ppid", "pbid"
_MOST = 4096
"""Bytes in the longest list worth reading."""


class Address(ctypes.Structure):
    """AudioObjectPropertyAddress, and CMIOObjectPropertyAddress, which is the same."""

    _fields_ = (("selector", ctypes.c_uint32), ("scope", ctypes.c_uint32), ("element", ctypes.c_uint32))


def code(letters: str) -> int:
    """A four-letter code as the number that it is."""
    return int.from_bytes(letters.encode(), "big")


class Objects:
    """Properties of CoreAudio's or CoreMediaIO's objects. ``video``: CoreMediaIO, whose call has one value more."""

    def __init__(self, library: Any, video: bool) -> None:
        prefix = "CMIO" if video else "Audio"
        self._size = getattr(library, f"{prefix}ObjectGetPropertyDataSize")
        self._data = getattr(library, f"{prefix}ObjectGetPropertyData")
        self._video = video

    def size(self, of: int, selector: str, scope: str = _GLOBAL) -> int | None:
        """How many bytes a property has; None when the object has no such property."""
        size, address = ctypes.c_uint32(), Address(code(selector), code(scope), 0)
        failed = self._size(
            ctypes.c_uint32(of), ctypes.byref(address), ctypes.c_uint32(), ctypes.c_void_p(), ctypes.byref(size)
        )
        return None if failed else size.value

    def read(self, of: int, selector: str, scope: str = _GLOBAL) -> bytes | None:
        """A property's bytes; None when the object has no such property."""
        size = self.size(of, selector, scope)
        if size is None or size > _MOST:
            return None
        address, buffer, filled = (
            Address(code(selector), code(scope), 0),
            ctypes.create_string_buffer(size),
            ctypes.c_uint32(size),
        )
        room = (ctypes.c_uint32(size),) if self._video else ()
        failed = self._data(
            ctypes.c_uint32(of), ctypes.byref(address), ctypes.c_uint32(), ctypes.c_void_p(), *room,
            ctypes.byref(filled), buffer,
        )  # fmt: skip
        return None if failed else buffer.raw[: min(size, filled.value)]

    def numbers(self, of: int, selector: str, scope: str = _GLOBAL) -> list[int] | None:
        """A property as 32-bit numbers."""
        data = self.read(of, selector, scope)
        return None if data is None else [*memoryview(data[: len(data) // 4 * 4]).cast("I")]

    def on(self, of: int, selector: str) -> bool:
        """Whether a property is a number other than 0."""
        return (self.numbers(of, selector) or [0])[0] != 0


class Devices:
    """``frameworks`` is given in tests."""

    def __init__(self, frameworks: Frameworks = framework) -> None:
        self._framework = frameworks

    def microphone_used(self) -> bool | None:
        """Whether another program records. Before macOS 14 only devices tell, and of one that plays as well, as a
        headset does, nobody can say which of the two it does: None then."""
        library = self._framework("CoreAudio")
        if library is None:
            return None
        audio = Objects(library, video=False)
        processes = audio.numbers(_SYSTEM, _PROCESSES)
        if processes is not None:
            return any(audio.on(process, _RECORDS) and self._counts(audio, process) for process in processes)
        devices = audio.numbers(_SYSTEM, _DEVICES)
        if devices is None:
            return None
        running = [device for device in devices if audio.size(device, _STREAMS, _INPUT) and audio.on(device, _RUNNING)]
        if any(not audio.size(device, _STREAMS, _OUTPUT) for device in running):
            return True
        return None if running else False

    def camera_used(self) -> bool | None:
        """Whether any camera runs."""
        library = self._framework("CoreMediaIO")
        if library is None:
            return None
        video = Objects(library, video=True)
        devices = video.numbers(_SYSTEM, _DEVICES)
        return None if devices is None else any(video.on(device, _RUNNING) for device in devices)

    def _counts(self, audio: Objects, process: int) -> bool:
        if (audio.numbers(process, _PROCESS) or [0])[0] == os.getpid():
            return False
        core, data = self._framework("CoreFoundation"), audio.read(process, _BUNDLE)
        if core is None or data is None or len(data) != ctypes.sizeof(ctypes.c_void_p):
            return True
        reference = int.from_bytes(data, "little")
        if not reference:
            return True
        foundation = CoreFoundation(core)
        bundle = foundation.text(reference)
        foundation.release(reference)
        return not listens_always([bundle])
